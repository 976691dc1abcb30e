#!/usr/bin/env python3
# on: esp8266
"""The image that is flashed: its header, segments and checksum, the SHA-256 beside it, and what tools/esp_image.py refuses.
Prints a line for each."""

import hashlib
import importlib.util
import os
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import board  # noqa: E402

TOOL = os.path.join(board.ROOT, "tools/esp_image.py")
ELF = os.path.join(board.ROOT, "build/esp8266/kukri.elf")
spec = importlib.util.spec_from_file_location("esp_image", TOOL)
esp_image = importlib.util.module_from_spec(spec)
spec.loader.exec_module(esp_image)


def expect(good, what):
    if not good:
        raise board.BoardError(str(what))


def read_image():
    with open(board.image(), "rb") as stream:
        return stream.read()


def test_header():
    """As the boot ROM reads it: segments for IRAM and DRAM, a checksum at the end of 16 bytes."""
    image = read_image()
    magic, count, _, size, entry = struct.unpack_from("<4BI", image)
    expect((magic, count, size) == (0xE9, 2, 0x20), image[:8])
    at, checksum, covered = 8, 0xEF, []
    for _ in range(count):
        address, length = struct.unpack_from("<2I", image, at)
        expect(address % 4 == 0 and length % 4 == 0, (address, length))
        for byte in image[at + 8:at + 8 + length]:
            checksum ^= byte
        covered.append((address, length))
        at += 8 + length
    at += 15 - at % 16
    expect(image[at] == checksum, (image[at], checksum))
    (iram, iram_size), (dram, dram_size) = covered
    expect(iram == 0x40100000 and iram_size <= 32768 and iram <= entry < iram + iram_size, covered)
    expect(dram == 0x3FFE8000 and dram_size <= 81920, covered)
    expect(at < 0x5000 and set(image[at + 1:0x5000]) == {0xFF}, at)


def test_contents():
    """What lies at 0x5000 is what is linked for 0x40205000; the digest is the image's."""
    image, elf = read_image(), esp_image.Elf(ELF)
    for name in (".text", ".rodata"):
        address, data = elf.sections[name]
        expect(image[address - 0x40200000:][:len(data)] == data, name)
    with open(board.image() + ".sha256", encoding="utf-8") as stream:
        digest, name = stream.read().split()
    expect(digest == hashlib.sha256(image).hexdigest() and name == os.path.basename(board.image()), digest)


def test_handlers():
    """Handlers that refer to flash are found: if the interpreter's loop were one, it would be."""
    elf = esp_image.Elf(ELF)
    expect(esp_image.handler_faults(elf) == [], "the firmware's own")
    start, data = elf.sections[".iram"]
    elf.symbols["kk_link_isr_end"] = start + len(data)
    faults = esp_image.handler_faults(elf)
    expect(any("which lies in flash" in fault for fault in faults), faults)


def test_refused():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.elf")
        for content in (None, b"", b"\x7fELF\x02\x01" + bytes(100), b"no program"):
            if content is not None:
                with open(path, "wb") as stream:
                    stream.write(content)
            done = subprocess.run([sys.executable, TOOL, path], capture_output=True, text=True)
            expect(done.returncode == 1 and done.stderr.startswith("esp_image.py: ") and done.stderr.count("\n") == 1,
                   done.stderr)
        elf = esp_image.Elf(ELF)
        address, data = elf.sections[".rodata"]
        elf.sections[".rodata"] = (address, data + bytes(1 << 20))
        try:
            esp_image.build(elf)
            expect(False, "an image of 1.7 MiB")
        except SystemExit as end:
            expect("code and constants have" in str(end), end)


def main():
    board.build()
    failed = 0
    for test in (test_header, test_contents, test_handlers, test_refused):
        name = test.__name__.replace("test_", "esp8266/image ")
        try:
            test()
            print("ok", name)
        except (board.BoardError, ValueError, OSError) as error:
            failed += 1
            print("FAIL", name + ":", error)
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
