#!/usr/bin/env python3
# on: lx106
"""The LX106 port's own tests: its arithmetic against this computer's, its memory functions, its
exception handler. Builds what they need; prints a line for each, and how many passed."""

import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = "build/lx106"
RUN = ["ports/lx106/run.py", "--timeout", "120"]


def output(command):
    return subprocess.run(command, cwd=TOP, stdout=subprocess.PIPE, timeout=300)


def check_arithmetic():
    """None, or what is wrong."""
    ours = output(RUN + [f"{BUILD}/unit/arith.elf"]).stdout.splitlines()
    theirs = output([f"{BUILD}/unit/arith"]).stdout.splitlines()
    if not theirs or len(ours) != len(theirs):
        return f"{len(ours)} lines of results, not {len(theirs)}"
    wrong = [a.split(b" ")[0].decode() for a, b in zip(ours, theirs) if a != b]
    return "other results than this computer's: " + ", ".join(wrong) if wrong else None


def check_program(name):
    done = output(RUN + [f"{BUILD}/unit/{name}.elf"])
    if done.returncode == 0 and done.stdout == b"ok %s\n" % name.encode():
        return None
    return f"status {done.returncode}, output {done.stdout!r}"


def main():
    if subprocess.run(["make", "-s", "VARIANT=lx106", "unit"], cwd=TOP).returncode != 0:
        sys.exit("the test programs do not build")
    results = {"arith": check_arithmetic()}
    for name in ("memory", "exception"):
        results[name] = check_program(name)
    for name, trouble in results.items():
        print(f"FAIL lx106/{name}: {trouble}" if trouble else f"ok   lx106/{name}")
    failed = sum(trouble is not None for trouble in results.values())
    print(f"{len(results) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
