#!/usr/bin/env python3
# on: emu
"""The emulator's devices on a fake machine (fake_machine.c): builds tests/emu/*.c with the sanitizers and
runs them; they print a line for each test."""

import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEVICES = ["adapter", "adc", "dport", "gpio", "pins", "rng", "rtc", "serial", "timers", "uart", "wdt"]
PROGRAMS = ["pins", "gpio", "uart", "timers", "small"]
FLAGS = ["-std=gnu11", "-g", "-O1", "-Wall", "-Wextra", "-Wshadow", "-Wno-unused-parameter", "-I.", "-Itests/emu",
         "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]


def compile_all(folder, sources):
    """The objects, or None after printing what is wrong."""
    objects = []
    for source in sources:
        objects.append(os.path.join(folder, source.replace("/", "_")[:-2] + ".o"))
        built = subprocess.run(["gcc", *FLAGS, "-c", "-o", objects[-1], source], cwd=TOP, capture_output=True, text=True)
        if built.returncode != 0:
            print(f"FAIL emu/devices: {source} does not build\n{built.stderr}")
            return None
    return objects


def main():
    folder = os.path.join(TOP, "build", "emu-tests")
    os.makedirs(folder, exist_ok=True)
    failed = False
    devices = compile_all(folder, ["tests/emu/fake_machine.c"] + [f"emu/{name}.c" for name in DEVICES])
    if devices is None:
        return True
    for program in PROGRAMS:
        path = os.path.join(folder, program)
        built = subprocess.run(["gcc", *FLAGS, "-o", path, f"tests/emu/{program}.c", *devices], cwd=TOP, capture_output=True,
                               text=True)
        if built.returncode != 0:
            print(f"FAIL emu/{program}: does not build\n{built.stderr}")
            failed = True
            continue
        done = subprocess.run([path], cwd=TOP, capture_output=True, text=True, timeout=120)
        print(done.stdout, end="")
        if done.returncode != 0:
            print(f"FAIL emu/{program}: status {done.returncode}")
        if done.returncode != 0 or "FAIL" in done.stdout:
            sys.stderr.write(done.stderr)
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main())
