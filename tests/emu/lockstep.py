#!/usr/bin/env python3
"""Runs the same programs on kukri-emu and on QEMU's lx106 and compares all registers on the way.

lockstep.py [--instructions N] [--seed N]

Random instruction-set programs (isa.py) are compared at every instruction, the Python benchmarks on the
lx106 firmware and its unit tests at every translation block, until N instructions were executed (default
110 million: a quarter of an hour). A difference ends it with status 1 and the command that shows it again."""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMU = os.path.join(TOP, "build/emu/kukri-emu")
ELF = os.path.join(TOP, "build/lx106/kukri.elf")
UNITS = ["exception", "memory", "arith"]
HARNESS = "\nprint(run(*MCU) if isinstance(MCU, tuple) else run(MCU))\n"
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "ports/lx106"))
import isa  # noqa: E402
import run as runner  # noqa: E402


def compare(folder, elf, block, every, limit=0, timeout=900):
    """(what went wrong or None, instructions, states) of one program on both machines, at most limit instructions
    of it (0: all)."""
    fifo = os.path.join(folder, "fifo")
    os.mkfifo(fifo)
    qemu = ["qemu-system-xtensa", "-M", "sim", "-cpu", "lx106", "-semihosting", "-display", "none", "-monitor", "none",
            "-serial", "none", "-icount", "shift=0,sleep=off", "-kernel", elf, "-d", "cpu,nochain", "-D", fifo]
    emu = [EMU, "--sim", "--lenient", "--elf", elf, "--lockstep", fifo]
    if limit:
        emu += ["--max-insns", str(limit)]
    if block:
        qemu += ["-device", f"loader,file={block},addr=0x60000000,force-raw=on"]
        emu += ["--load", f"{block}@0x60000000"]
    if every:
        qemu.append("-singlestep")
    there = subprocess.Popen(["timeout", str(timeout)] + qemu, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL)
    here = subprocess.run(["timeout", str(timeout)] + emu, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ended = here.returncode == (124 if limit else 0) or here.returncode == 0
    if here.returncode != 0:
        there.terminate()
    output = there.communicate()[0]
    os.unlink(fifo)
    text = here.stderr.decode()
    found = re.search(r"lockstep: (\d+) states equal, \d+ registers each, (\d+) instructions", text)
    states, instructions = map(int, found.groups()) if found else (0, 0)
    if not ended or states == 0:
        return text.strip() or f"status {here.returncode}", instructions, states
    if here.returncode == 0 and here.stdout != output:
        return f"prints {here.stdout[-200:]!r} here and {output[-200:]!r} there", instructions, states
    return None, instructions, states


def block_for(folder, path):
    """The script at path with its harness, as ports/lx106/run.py hands it in."""
    script, block = os.path.join(folder, "script.py"), os.path.join(folder, "block")
    with open(path, encoding="utf-8") as source, open(script, "w", encoding="utf-8") as to:
        to.write(source.read() + HARNESS)
    options = runner.parse(["--measure", ELF, "script.py"])
    with open(script, "rb") as f:
        files = {"script.py": f.read()}
    with open(block, "wb") as f:
        f.write(runner.build_block(options, files, "script.py"))
    return block


def check_isa(seed, rounds=3000):
    with tempfile.TemporaryDirectory(prefix="kukri-") as folder:
        elf = os.path.join(folder, "isa.elf")
        isa.build(elf, seed, rounds)
        return compare(folder, elf, None, True)


def check_script(path):
    with tempfile.TemporaryDirectory(prefix="kukri-") as folder:
        return compare(folder, ELF, block_for(folder, path), False)


def check_unit(name, limit):
    with tempfile.TemporaryDirectory(prefix="kukri-") as folder:
        return compare(folder, os.path.join(TOP, f"build/lx106/unit/{name}.elf"), None, False, limit)


def ready():
    """Why it cannot run here, or None."""
    for tool in ("qemu-system-xtensa", "xtensa-lx106-elf-gcc"):
        if not shutil.which(tool):
            return f"no {tool}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--instructions", type=int, default=110000000)
    parser.add_argument("--seed", type=int, default=1, help="of the first instruction-set program")
    parser.add_argument("--isa", type=int, default=100, help="how many instruction-set programs")
    options = parser.parse_args()
    total = states = 0
    jobs = [(f"isa seed {options.seed + i}", lambda i=i: check_isa(options.seed + i)) for i in range(options.isa)]
    scripts = sorted(glob.glob(os.path.join(TOP, "bench/programs/*.py")))
    jobs += [(os.path.basename(path), lambda path=path: check_script(path)) for path in scripts]
    jobs += [(name, lambda name=name: check_unit(name, max(options.instructions - total, 1))) for name in UNITS]
    for name, job in jobs:
        if total >= options.instructions:
            break
        trouble, n, k = job()
        total, states = total + n, states + k
        if trouble:
            sys.exit(f"FAIL {name}: {trouble}")
        print(f"{name}: {n} instructions, {k} states equal; {total} in all", flush=True)
    print(f"{total} instructions, {states} states of all registers equal")


if __name__ == "__main__":
    main()
