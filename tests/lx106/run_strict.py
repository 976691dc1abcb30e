#!/usr/bin/env python3
# on: lx106
"""The benchmark programs on the strict machine: nothing depends on what QEMU allows and the chip does
not, and hardly a byte of flash is loaded in the slow way. Prints a line for each program."""

import glob
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ELF = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(TOP, "build/lx106/kukri.elf")
RUN = [sys.executable, os.path.join(TOP, "ports/lx106/run.py"), "--timeout", "60"]
HARNESS = "\nprint(run(*MCU) if isinstance(MCU, tuple) else run(MCU))\n"

# Loads from flash that a program may leave to the handler: those that compiling and a repr do.
MOST_TRAPPED = 20


def run(options, script):
    return subprocess.run(RUN + options + [ELF, script], cwd=TOP, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=90)


def check(path):
    """None, or what is wrong."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
        with open(path, encoding="utf-8") as source:
            script.write(source.read() + HARNESS)
        script.flush()
        qemu, strict = run([], script.name), run(["--traps"], script.name)
    if strict.returncode != 0 or strict.stdout != qemu.stdout or not strict.stdout:
        return f"status {strict.returncode}, {strict.stdout!r} and not {qemu.stdout!r}: {strict.stderr[-500:]!r}"
    trapped = int(re.search(rb"trapped loads (\d+)", strict.stderr).group(1))
    return f"{trapped} trapped loads: {strict.stderr.decode()}" if trapped > MOST_TRAPPED else None


def main():
    failed = 0
    paths = sorted(glob.glob(os.path.join(TOP, "bench/programs/*.py")))
    for path in paths:
        trouble, name = check(path), os.path.basename(path)[:-3]
        print(f"FAIL lx106/strict {name}: {trouble}" if trouble else f"ok lx106/strict {name}")
        failed += trouble is not None
    print(f"{len(paths) - failed} passed, {failed} failed")
    return failed != 0 or not paths


if __name__ == "__main__":
    sys.exit(main())
