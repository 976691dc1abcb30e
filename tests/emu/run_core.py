#!/usr/bin/env python3
# on: emu
"""The emulator's core: programs for the CPU and the ROM (guest/core.c), boot images that are good and that
are not, options, limits, trace and estimates. Prints a line for each test."""

import os
import re
import struct
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMU = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(TOP, "build/emu/kukri-emu")
GUEST = os.path.join(TOP, "tests/emu/guest")

# A program that looks at the flash window through the cache, closes it, and jumps where nothing is.
WINDOW = """
        .text
        .global start
        .literal_position
start:  movi a0, 0x40004678
        movi a2, 0
        movi a3, 0
        movi a4, 1
        callx0 a0
        movi a5, 0x40210000
        l32i a6, a5, 0
        movi a0, 0x40210004
        callx0 a0
        movi a0, 0x400047f0
        callx0 a0
        movi a8, WHAT
        beqz a8, exit
        beqi a8, 1, load
        beqi a8, 2, rom
        beqi a8, 3, sleep
        movi a0, 0x12345678
        jx a0
load:   l32i a6, a5, 0
rom:    movi a0, 0x40001234
        jx a0
sleep:  waiti 0
exit:   movi a0, 0x40002ecc
        movi a2, 100000
        callx0 a0
        movi a2, 0x3ff7fff0
        s32i a6, a2, 0
1:      j 1b
"""
# At 0x40210000: a word whose low byte is the status, and a function that adds to it.
FLASH = struct.pack("<I", 0x11223340) + bytes.fromhex("1b66" "0df0")  # addi.n a6, a6, 1; ret.n


def run(*options, **more):
    done = subprocess.run([EMU, *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, **more)
    return done.returncode, done.stdout.decode("latin-1"), done.stderr.decode()


def assemble(folder, text, what=0):
    source, elf = os.path.join(folder, "x.S"), os.path.join(folder, "x.elf")
    with open(source, "w", encoding="ascii") as f:
        f.write(f".equ WHAT, {what}\n{text}")
    subprocess.run(["xtensa-lx106-elf-gcc", "-nostdlib", "-Wl,-Ttext=0x40100000", "-Wl,-n", "-Wl,-e,start",
                    "-mtext-section-literals", "-o", elf, source], check=True)
    return elf


def segments(elf):
    """The entry point, and [(address, bytes)] of what is loaded."""
    with open(elf, "rb") as f:
        data = f.read()
    entry, at = struct.unpack_from("<II", data, 24)
    size, count = struct.unpack_from("<HH", data, 42)
    found = []
    for i in range(count):
        kind, offset, address, _, n = struct.unpack_from("<5I", data, at + i * size)
        if kind == 1 and n:
            found.append((address, data[offset:offset + n] + bytes(-n % 4)))
    return entry, found


def image(elf, flash=FLASH):
    """A boot image of an ELF file, and flash at 0x10000."""
    entry, parts = segments(elf)
    data = struct.pack("<BBBBI", 0xE9, len(parts), 0, 0, entry)
    check = 0xEF
    for address, content in parts:
        data += struct.pack("<II", address, len(content)) + content
        for byte in content:
            check ^= byte
    data += bytes(15 - len(data) % 16) + bytes([check])
    return bytearray(data + bytes(65536 - len(data)) + flash)


def boot(folder, data, *options, limit=("--max-time", "1000")):
    path = os.path.join(folder, "flash.bin")
    with open(path, "wb") as f:
        f.write(data)
    return run("--flash", path, *limit, *options)


def expect(got, status, *texts):
    """got is what run() gave; all texts are in the messages."""
    if got[0] != status:
        raise AssertionError(f"status {got[0]}: {got[2][-400:]}")
    for text in texts:
        if text not in got[2]:
            raise AssertionError(f"{text!r} is not in {got[2][-400:]!r}")


def test_programs(folder):
    elf = os.path.join(folder, "core.elf")
    subprocess.run(["xtensa-lx106-elf-gcc", "-Os", "-std=gnu11", "-Wall", "-mlongcalls", "-mtext-section-literals", "-ffreestanding",
                    "-nostdlib", "-T", f"{GUEST}/guest.ld", "-o", elf, f"{GUEST}/start.S", f"{GUEST}/core.c"], check=True)
    got = run("--elf", elf, "--uart0", "stdio", "--max-time", "5000")
    expect(got, 42)
    assert got[1] == "printed -5 text 0000beef z%    42|7   |\n", got[1]


def test_boot(folder):
    good = image(assemble(folder, WINDOW))
    expect(boot(folder, good), 0x41)
    got = boot(folder, good, "--rom-log", "--uart0", "stdio", "--uart0-baud", "74880")
    assert "ets Jan  8 2013,rst cause:1, boot mode:(3,7)" in got[1] and "load 0x40100000, len" in got[1] and "csum 0x" in got[1], got[1]


def test_bad_images(folder):
    good = image(assemble(folder, WINDOW))
    expect(boot(folder, b"\x00" * 4096), 2, "first byte is 00")
    for at, value, text in ((0, 0xEA, "first byte is ea"), (1, 0, "0 segments"), (1, 99, "99 segments"), (1, 2, "segment 1"),
                            (8, 1, "does not fit"), (11, 0x99, "does not fit"), (15, 0x70, "length"),
                            (20, good[20] ^ 1, "checksum")):
        bad = bytearray(good)
        bad[at] = value
        expect(boot(folder, bad), 2, "boot image", text)
    wild = bytearray(good)
    wild[4:8] = struct.pack("<I", 0x70000000)
    expect(boot(folder, wild), 125, "no handler", "70000000")


def test_nowhere(folder):
    def go(what):
        return boot(folder, image(assemble(folder, WINDOW, what)), limit=())
    expect(go(1), 125, "while the flash cannot be read", "fatal exception 3", "40210000")
    expect(go(2), 125, "called 40001234 in the ROM")
    expect(go(3), 125, "waits for an interrupt")
    expect(go(9), 125, "fatal exception 20", "pc 12345678")


def test_options(folder):
    elf = assemble(folder, WINDOW)
    text = os.path.join(folder, "x.S")
    expect(run("--flsh", "x"), 2, "no option --flsh")
    expect(run("x"), 2, '"x" is no option')
    expect(run("--elf"), 2, "--elf: FILE is missing")
    expect(run("--elf", "/nowhere/x"), 2, "--elf: /nowhere/x: No such file")
    expect(run("--elf", text), 2, "no ELF file")
    expect(run("--flash", folder), 2, "--flash")
    expect(run("--max-insns", "many"), 2, '"many" is no number')
    expect(run("--max-time=0"), 2, "0 is not in 1")
    expect(run("--sim=1"), 2, "takes no argument")
    expect(run("--load", elf), 2, "FILE@ADDRESS")
    expect(run("--gdb", "99999"), 2, "not in")
    expect(run("--lockstep", elf, "--elf", elf), 2, "no two records")
    expect(run(), 2, "--flash FILE or --elf FILE")
    got = run("--help")
    assert got[0] == 0 and "--flash FILE" in got[1] and "--gdb PORT" in got[1]
    with open(elf, "rb") as f:
        data = f.read()
    for n in (10, 60, 100, len(data) // 2):
        cut = os.path.join(folder, "cut.elf")
        with open(cut, "wb") as f:
            f.write(data[:n])
        got = run("--elf", cut, "--max-insns", "100")
        assert got[0] == 2 and "ELF" in got[2], (n, got)


def test_limits(folder):
    loop = assemble(folder, ".global start\nstart: j start\n")
    expect(run("--elf", loop, "--max-insns", "12345", "--stats"), 124, "12345 instructions", "instructions: 12345")
    expect(run("--elf", loop, "--max-time", "7", "--stats"), 124, "7.000 ms are over", "time: 7.000")


def test_watchpoint(folder):
    """The chip's own, DBREAK: of stores to four bytes; the first store and the load pass."""
    program = """
        .global start
        .literal_position
start:  movi a2, 0x3ffe8010
        wsr a2, dbreaka0
        movi a3, 0x8000003c
        wsr a3, dbreakc0
        s32i a3, a2, 4
        l32i a4, a2, 0
%s      wsr a5, dbreakc0
stop:   s8i a3, a2, 3
        movi a3, 0x3ff7fff0
        s32i a5, a3, 0
"""
    expect(run("--elf", assemble(folder, program % "nop\n")), 0)
    elf = assemble(folder, program % "j stop\n")
    expect(run("--elf", elf), 125, "the ROM's vector 40000010")


def test_speed(folder):
    """Tells how many instructions are done in a second of one core: loads, stores, branches and calls. 80 million are asked for."""
    elf = assemble(folder, """
        .global start
        .literal_position
start:  movi a2, 0x3ffe8000
        movi a9, 1000000
again:  movi a3, 16
        mov a5, a2
loop:   l32i a4, a5, 0
        add a4, a4, a3
        s32i a4, a5, 0
        l8ui a6, a5, 1
        addi a5, a5, 4
        addi a3, a3, -1
        bnez a3, loop
        call0 leaf
        addi a9, a9, -1
        bnez a9, again
        movi a3, 0x3ff7fff0
        s32i a9, a3, 0
        .align 4
leaf:   extui a7, a6, 3, 4
        xor a8, a8, a7
        ret
""")
    process = subprocess.Popen([EMU, "--elf", elf, "--stats"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    text = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    instructions = int(text.split("instructions: ")[1].split()[0])
    speed = instructions / (usage.ru_utime + usage.ru_stime)
    assert status == 0 and instructions > 100000000, text
    print(f"  {speed / 1e6:.0f} million instructions a second")


def test_trace(folder):
    elf = assemble(folder, ".global start\nstart: movi a2, 5\nloop: addi a2, a2, -1\nbnez a2, loop\nmovi a3, 0x3ff7fff0\ns32i a2, a3, 0\n")
    got = run("--elf", elf, "--trace", "--profile", "--cache", "--stats")
    expect(got, 0, "start+0: movi.n a2, 5", "a2=00000004", "estimated cycles", "instructions: 14", "% ", " start")
    path = os.path.join(folder, "trace")
    expect(run("--elf", elf, f"--trace={path}"), 0)
    with open(path, encoding="ascii") as f:
        assert len(f.readlines()) == 14
    expect(run("--elf", elf, "--trace=/nowhere/x"), 2, "No such file")


def test_profile_table(folder):
    """Each instruction belongs to the last address of the table that was met."""
    elf = assemble(folder, ".global start\nstart: movi a2, 5\nloop: addi a2, a2, -1\nbnez a2, loop\n"
                   "movi a3, 0x3ff7fff0\ns32i a2, a3, 0\n.balign 4\n.global table\ntable: .word start, loop, loop\n")
    symbols = subprocess.run(["xtensa-lx106-elf-nm", elf], capture_output=True, text=True, check=True).stdout
    at = re.search(r"^(\w+) \w table$", symbols, re.M).group(1)
    expect(run("--elf", elf, "--profile", "--profile-table", f"0x{at}:3"), 0, "row 0 times 1 instructions 1\n",
           "row 1 times 5 instructions 12\n", "row 3 times 0 instructions 1\n")
    expect(run("--elf", elf, "--profile", "--profile-table", "0x30000000:3"), 2, "no table of code addresses")
    expect(run("--elf", elf, "--profile-table", "table"), 2, "is no ADDRESS:N")


def main():
    failed = False
    for name, test in sorted(globals().items()):
        if not name.startswith("test_"):
            continue
        with tempfile.TemporaryDirectory(prefix="kukri-") as folder:
            try:
                test(folder)
                print(f"ok emu/core {name[5:]}")
            except Exception as error:  # whatever it is, the test failed
                failed = True
                print(f"FAIL emu/core {name[5:]}: {type(error).__name__} {error}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
