#!/usr/bin/env python3
"""Runs a Python script on the LX106 firmware in QEMU.

run.py [options] ELF [script.py [args ...]]

Without a script the firmware starts its prompt. The script, and the modules beside it that it
imports, are handed in as files (ports/lx106/handin.h); standard input, output, error and the exit
status are the program's own. Exit status 124: the time was over.
"""

import argparse
import os
import re
import struct
import subprocess
import sys
import tempfile
import time

STRICT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build/emu/kukri-emu")
BASE = 0x60000000
MAGIC = 0x3149484B
HEADER = "<12I"
FLAG_MEASURE, FLAG_INTERACTIVE, FLAG_SCRIPT = 1, 2, 4
IMPORT = re.compile(rb"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w., \t]+))", re.M)


def parse(argv):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--heap", type=int, default=0, help="bytes of memory for Python")
    parser.add_argument("--measure", action="store_true", help="instruction counts to standard error")
    parser.add_argument("--interactive", action="store_true", help="the prompt after the script")
    parser.add_argument("--timeout", type=float, default=60, help="seconds, 0: none")
    parser.add_argument("--module", action="append", default=[],
                        help="another file or folder to hand in; its place is beside the script")
    parser.add_argument("--debug", default="", help="developer's switches: stress, move, verify")
    parser.add_argument("--fail-allocation", type=int, default=0, help="fail the n-th allocation")
    parser.add_argument("--strict", action="store_true",
                        help="on kukri-emu, which traps what the chip does, not on QEMU")
    parser.add_argument("--traps", action="store_true", help="as --strict, and list trapped loads")
    parser.add_argument("--profile", action="store_true", help="as --strict, and list where time went")
    parser.add_argument("--profile-table", default="", metavar="ADDRESS:N",
                        help="with --profile: count by the code addresses in this table, too")
    parser.add_argument("elf")
    parser.add_argument("script", nargs="?")
    parser.add_argument("args", nargs=argparse.REMAINDER)
    return parser.parse_args(argv)


def plain(name):
    """The name under which a file is handed in: relative, without ./ and //."""
    name = os.path.normpath(name).lstrip("/")
    while name.startswith("../"):
        name = name[3:]
    return name


def add_tree(files, path, name):
    """Puts a file, or the .py files of a folder, into files under name."""
    if not os.path.isdir(path):
        with open(path, "rb") as stream:
            files[plain(name)] = stream.read()
        return
    for folder, _, names in os.walk(path):
        for one in sorted(names):
            if one.endswith(".py"):
                full = os.path.join(folder, one)
                add_tree(files, full, os.path.join(name, os.path.relpath(full, path)))


def imported(source):
    """The first parts of the names that a source may import."""
    for found in IMPORT.finditer(source):
        for name in (found.group(1) or found.group(2)).decode().split(","):
            first = name.split()[0].split(".")[0] if name.strip() else ""
            if first:
                yield first


def add_imports(files, source, folder):
    """Adds what lies in the script's folder and is imported by the script or by what it imports."""
    waiting = list(imported(source))
    while waiting:
        name = os.path.join(folder, waiting.pop())
        for path in (name + ".py", name):
            if os.path.exists(path) and plain(path) not in files:
                before = set(files)
                add_tree(files, path, path)
                for new in set(files) - before:
                    waiting += imported(files[new])


class Block:
    """The block of ports/lx106/handin.h."""

    def __init__(self):
        self.data = bytearray(struct.calcsize(HEADER))

    def add(self, data):
        """Appends data, readable by words to its last byte; its address."""
        self.data += bytes(-len(self.data) % 4)
        at = BASE + len(self.data)
        self.data += data + bytes(4)
        return at

    def text(self, text):
        return self.add(os.fsencode(text) + b"\0")

    def words(self, words):
        return self.add(struct.pack("<%dI" % len(words), *words))


def build_block(options, files, name):
    block = Block()
    records = []
    for path, data in sorted(files.items()):
        records += [block.text(path), block.add(data), len(data)]
    argv = [block.text(arg) for arg in ([name] if name else [""]) + options.args]
    flags = (FLAG_MEASURE * options.measure | FLAG_INTERACTIVE * options.interactive
             | FLAG_SCRIPT * (name is not None))
    now, seed = int(time.time()), int.from_bytes(os.urandom(4), "little")
    if options.measure:
        now = seed = 1700000000
    files_at, argv_at = block.words(records), block.words(argv)
    debug = block.text(options.debug) if options.debug else 0
    struct.pack_into(HEADER, block.data, 0, MAGIC, len(block.data), options.heap, flags, now, seed,
                     len(files), files_at, len(argv), argv_at, debug, options.fail_allocation)
    return bytes(block.data)


def command(options, block):
    elf = options.elf
    if options.strict or options.traps or options.profile:
        mode = ["--traps"] * options.traps + ["--profile"] * options.profile
        if options.profile_table:
            mode += ["--profile-table", options.profile_table]
        return [STRICT, "--sim", "--elf", elf, "--load", f"{block}@{BASE:#x}"] + mode
    return ["qemu-system-xtensa", "-M", "sim", "-cpu", "lx106", "-semihosting", "-display", "none",
            "-monitor", "none", "-serial", "none", "-icount", "shift=0,sleep=off",
            "-device", f"loader,file={block},addr={BASE:#x},force-raw=on", "-kernel", elf]


def main(argv):
    options = parse(argv)
    # A missing program would hang QEMU, not end it.
    if not os.path.isfile(options.elf):
        sys.exit(f"run.py: no firmware at {options.elf}: make VARIANT=lx106")
    files, name = {}, options.script
    if name is not None:
        folder = os.path.dirname(name)
        for module in options.module:
            add_tree(files, module, os.path.join(folder, os.path.basename(os.path.normpath(module))))
        if os.path.isfile(name):
            add_tree(files, name, name)
            add_imports(files, files[plain(name)], folder)
    with tempfile.NamedTemporaryFile(prefix="kukri-") as block:
        block.write(build_block(options, files, name))
        block.flush()
        try:
            return subprocess.run(command(options, block.name),
                                  timeout=options.timeout or None).returncode
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"run.py: not done after {options.timeout:g} s\n")
            return 124


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
