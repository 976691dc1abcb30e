#!/usr/bin/env python3
# on: lx106
"""The LX106 port's own tests: its arithmetic against this computer's, its memory functions, its
exception handler. Each runs on QEMU and on kukri-emu, which traps what the chip traps. Builds what
they need; prints a line for each, and how many passed."""

import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = "build/lx106"
MACHINES = {"qemu": [], "strict": ["--traps"]}


def output(command):
    return subprocess.run(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)


def run(name, machine):
    return output(["ports/lx106/run.py", "--timeout", "120"] + MACHINES[machine] + [f"{BUILD}/unit/{name}.elf"])


def check_arithmetic(machine):
    """None, or what is wrong."""
    ours = run("arith", machine).stdout.splitlines()
    theirs = output([f"{BUILD}/unit/arith"]).stdout.splitlines()
    if not theirs or len(ours) != len(theirs):
        return f"{len(ours)} lines of results, not {len(theirs)}"
    wrong = [a.split(b" ")[0].decode() for a, b in zip(ours, theirs) if a != b]
    return "other results than this computer's: " + ", ".join(wrong) if wrong else None


def check_program(name, machine, traps):
    done = run(name, machine)
    if done.returncode != 0 or done.stdout != b"ok %s\n" % name.encode():
        return f"status {done.returncode}, output {done.stdout!r}"
    if machine == "strict" and (b"trapped loads 0\n" in done.stderr) == traps:
        return f"trapped loads: {done.stderr!r}"
    return None


def main():
    if subprocess.run(["make", "-s", "VARIANT=lx106", "unit"], cwd=TOP, stdout=subprocess.DEVNULL).returncode != 0:
        sys.exit("the test programs do not build")
    results = {}
    for machine in MACHINES:
        results[f"arith on {machine}"] = check_arithmetic(machine)
        results[f"memory on {machine}"] = check_program("memory", machine, traps=False)
        results[f"exception on {machine}"] = check_program("exception", machine, traps=True)
    for name, trouble in results.items():
        print(f"FAIL lx106/{name}: {trouble}" if trouble else f"ok lx106/{name}")
    failed = sum(trouble is not None for trouble in results.values())
    print(f"{len(results) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
