#!/usr/bin/env python3
# on: emu
"""The flash chip behind kukri-emu's options: files of all sizes, what is written where, power cuts. The guests
are tests/emu/guest/spi.c (registers) and writer.c (ROM functions). Prints a line for each test."""

import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMU = os.path.join(TOP, "build", "emu", "kukri-emu")
FOLDER = os.path.join(TOP, "build", "emu-tests")
KIB, MIB = 1 << 10, 1 << 20
FIRST, SECTOR, PAGE, SECTORS = 0x100000, 4096, 256, 4
CUT = 3


def build(name):
    path = os.path.join(FOLDER, name + ".elf")
    guest = "tests/emu/guest/"
    os.makedirs(FOLDER, exist_ok=True)
    subprocess.run(["xtensa-lx106-elf-gcc", "-Os", "-std=gnu11", "-Wall", "-mlongcalls", "-mtext-section-literals",
                    "-ffreestanding", "-nostdlib", "-T", guest + "guest.ld", "-o", path, guest + "start.S", guest + name + ".c"],
                   cwd=TOP, check=True)
    return path


def run(*options):
    """(status, what the guest sent, messages)."""
    done = subprocess.run([EMU, "--uart0", "stdio", "--max-time", "60000", *options], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def write(path, data):
    with open(path, "wb") as f:
        f.write(data)


def read(path):
    with open(path, "rb") as f:
        return f.read()


class Tests:
    def __init__(self, folder):
        self.file = os.path.join(folder, "flash.bin")
        self.saved = os.path.join(folder, "saved.bin")
        self.wear = os.path.join(folder, "wear.txt")
        self.end = os.path.join(folder, "end.script")
        write(self.end, b'on uart "done" end\n')
        self.writer = build("writer")

    def guest(self, *options, elf=None):
        return run("--elf", elf or self.writer, "--script", self.end, *options)

    def registers(self):
        status, out, err = self.guest("--part", "spi_loopback", elf=build("spi"))
        match = re.fullmatch(r"id 001640ef erase (\w+) wrong 00000000 burst (\w+) wrong 00000000 done", out)
        check(status == 0 and match and err == "", f"status {status}, {out!r}, {err}")
        erase, burst = (int(text, 16) for text in match.groups())
        check(0 <= erase - 45000 * 80 < 2000, f"the erase took {erase} cycles")
        check(0 <= burst - 512 * 8 < 120, f"the burst took {burst} cycles")

    def sizes(self):
        for n, option, message in [(3 * MIB, [], None), (MIB, [], None), (16 * MIB, [], None), (100, ["--flash-size", "512K"], None),
                                   (5 * MIB, [], "which no flash chip has"), (16 * MIB + 1, [], "which no flash chip has"),
                                   (0, [], "is empty"), (2 * MIB, ["--flash-size", "1M"], "more than the chip"),
                                   (100, ["--flash-size", "3M"], "none of 512K"), (100, ["--flash-rw"], "say --flash-size too"),
                                   (5 * MIB, ["--flash-size", "8M"], None)]:
            write(self.file, b"\x5a" * n)
            status, _, err = self.guest("--flash", self.file, *option)
            check(read(self.file) == b"\x5a" * n, f"a file of {n} bytes was changed")
            if message is None:
                check(status == 0, f"{n}: status {status}, {err}")
            else:
                check(status == 2 and message in err and err.startswith("kukri-emu: "), f"{n}: status {status}, {err}")
        status, _, err = self.guest("--flash", self.file + ".not")
        check(status == 2 and "No such file" in err, err)

    def where_it_is_written(self):
        write(self.file, b"\x11" * 2 * MIB)
        status, out, err = self.guest("--flash", self.file, "--flash-save", self.saved, "--flash-wear", self.wear, "--stats")
        check((status, out) == (0, "sent meanwhile wrong 00000000 done"), f"status {status}, {out!r}, {err}")
        check(read(self.file) == b"\x11" * 2 * MIB, "--flash FILE was changed")
        saved = read(self.saved)
        check(saved[:FIRST] == b"\x11" * FIRST and saved[FIRST + SECTORS * SECTOR:] == b"\x11" * (MIB - SECTORS * SECTOR), "elsewhere")
        self.check_pages(saved, SECTORS * 16)
        check(read(self.wear) == b"".join(b"0x%06x 1\n" % (FIRST + i * SECTOR) for i in range(SECTORS)), "--flash-wear")
        check("flash-operations: 68 (64 programs of 16384 bytes, 4 erases)\n" in err, err)
        check("flash-wear: 4 sectors erased, 1.0 times on average, most at 0x100000: 1\n" in err, err)
        status, _, err = self.guest("--flash", self.file, "--flash-rw")
        check(status == 0 and read(self.file) == saved, f"--flash-rw: {err}")
        write(self.file, b"\x11")
        status, _, err = self.guest("--flash", self.file, "--flash-rw", "--flash-size", "2M")
        grown = read(self.file)
        check(status == 0 and len(grown) == 2 * MIB and grown[:2] == b"\x11\xff", f"a file that is made longer: {err}")
        self.check_pages(grown, SECTORS * 16)

    @staticmethod
    def check_pages(data, n):
        """The first n pages hold their numbers."""
        for i in range(n):
            check(data[FIRST + i * PAGE:FIRST + (i + 1) * PAGE] == bytes([i]) * PAGE, f"page {i}")

    def check_cut(self, data, old, operation):
        """What 17 operations for each sector leave when the operation-th (from 1) was cut."""
        sector, step = divmod(operation - 1, 17)
        done = sector * 16 + max(step - 1, 0)
        self.check_pages(data, done)
        end = FIRST + (sector + 1) * SECTOR
        check(data[end:] == old[end:], f"operation {operation}: behind the sector")
        if step == 0:
            return sum(bin(byte).count("1") for byte in data[end - SECTOR:end])
        at = FIRST + done * PAGE
        page = data[at:at + PAGE]
        whole = 0
        while whole < PAGE and page[whole] == done:
            whole += 1
        check(whole == PAGE or page[whole] & done == done, f"operation {operation}: the byte in flight")
        check(page[whole + 1:] == b"\xff" * (PAGE - 1 - whole), f"operation {operation}: behind it")
        check(data[at + PAGE:end] == b"\xff" * (end - at - PAGE), f"operation {operation}: the rest of the sector")
        return whole

    def power_cuts(self):
        old = b"\x22" * 2 * MIB
        write(self.file, old)
        seen = set()
        for operation in list(range(1, 69, 3)) + [68]:
            options = ("--flash", self.file, "--flash-save", self.saved, "--power-cut-after", str(operation))
            status, out, err = self.guest(*options)
            check(status == CUT and out == "" and f"power cut in flash operation {operation}: " in err, f"status {status}, {err}")
            data = read(self.saved)
            seen.add(self.check_cut(data, old, operation))
            self.guest(*options)
            check(read(self.saved) == data, "another result the second time")
            self.guest(*options, "--power-cut-seed", "7")
            check(operation % 17 != 1 or read(self.saved) != data, "the seed makes no difference")
        check(len(seen) > 15, f"cuts are all alike: {seen}")
        status, out, err = self.guest("--flash", self.file, "--power-cut-after", "69")
        check(status == 0, "a cut behind the end")
        write(self.saved, old)
        status, _, err = self.guest("--flash", self.saved, "--flash-rw", "--power-cut-after", "30")
        check(status == CUT, err)
        self.check_cut(read(self.saved), old, 30)

    def power_cut_times(self):
        write(self.file, b"\x22" * 2 * MIB)
        for us, what in [(10, "after flash operation 0, between operations"), (20000, "in flash operation 1: erase of 4096 bytes at 0x100000"),
                         (46000, "program of 256 bytes at 0x100")]:
            status, _, err = self.guest("--flash", self.file, "--flash-save", self.saved, "--power-cut-time", str(us))
            check(status == CUT and what in err, f"{us}: status {status}, {err}")
            data = read(self.saved)
            check(data[FIRST + SECTOR:] == b"\x22" * (MIB - SECTOR), f"{us}: behind the sector")
        check(data[FIRST:FIRST + 16] == bytes(16) and data[FIRST + SECTOR - 1] == 255, "in the midst of the first pages")


    def reset_while_busy(self):
        """The program that starts anew erases and writes all that it wants; nothing of the call before is left."""
        for ms in (20, 50, 100):
            write(self.end, b"%dms reset\non uart \"done\" end\n" % ms)
            status, out, err = self.guest("--flash-size", "2M", "--flash-save", self.saved, "--stats")
            check(status == 0 and out.endswith("sent meanwhile wrong 00000000 done"), f"{ms}: status {status}, {out!r}, {err}")
            self.check_pages(read(self.saved), SECTORS * 16)
            erases = int(re.search(r"(\d+) erases", err).group(1))
            check(erases > SECTORS, f"{ms}: {erases} erases")

    def scripts_and_parts(self):
        picture = self.saved + ".png"
        lines = ['1ms expect pin 0 1', '+1ms part "button press"', '+1us expect pin 0 0', '+1ms part "button.0 release"',
                 '+1us expect pin 0 1', '+1ms part "ssd1306 png=%s"' % picture, '+1ms end']
        parts = ("--part", "button:pin=0", "--part", "ssd1306:sda=4,scl=5")
        write(self.end, "\n".join(lines).encode())
        status, _, err = self.guest(*parts)
        check(status == 0 and err == "", f"status {status}, {err}")
        check(read(picture).startswith(b"\x89PNG"), "the picture")
        for wrong in ('part "button jump"', 'part "knob press"', 'part "button.5 press"', 'part "ssd1306 png=/nowhere/x.png"'):
            write(self.end, f"1ms {wrong}\n2ms end\n".encode())
            status, _, err = self.guest(*parts)
            check(status == 1 and "end.script:1: " in err, f"{wrong}: status {status}, {err}")
        status, _, err = self.guest("--part", "button:pin=0,bounce=much")
        check(status == 2 and err == "kukri-emu: --part button:pin=0,bounce=much: bounce=much is no number\n", err)


def main():
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(folder)
        for test in (tests.registers, tests.sizes, tests.where_it_is_written, tests.power_cuts, tests.power_cut_times, tests.reset_while_busy,
                     tests.scripts_and_parts):
            try:
                test()
                print(f"ok emu/flash_{test.__name__}")
            except (AssertionError, subprocess.SubprocessError) as error:
                print(f"FAIL emu/flash_{test.__name__}: {error}")
                failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main())
