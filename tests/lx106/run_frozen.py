#!/usr/bin/env python3
# on: lx106
"""Modules that are frozen into the image do what the same files do when they are imported."""

import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ELF = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(TOP, "build/lx106/kukri.elf")
SCRIPT = os.path.join(TOP, "tests/lx106/_frozen_use.py")


def output(command):
    done = subprocess.run(command, cwd=TOP, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=90)
    return done.stdout.decode() + ("" if done.returncode == 0 else f"status {done.returncode}")


def main():
    folder = os.path.join(TOP, "tests/lx106/_frozen")
    start = f"FOLDER = {folder!r}\nwith open({SCRIPT!r}) as f:\n    exec(f.read())\n"
    imported = output([os.path.join(TOP, "build/host/kukri"), "-c", start])
    frozen = output([sys.executable, os.path.join(TOP, "ports/lx106/run.py"), ELF, SCRIPT])
    good = frozen == imported and frozen.endswith("1 True\n")
    print("ok lx106/frozen" if good else f"FAIL lx106/frozen: {frozen!r} and not {imported!r}")
    print(f"{int(good)} passed, {int(not good)} failed")
    return not good


if __name__ == "__main__":
    sys.exit(main())
