#!/usr/bin/env python3
"""Makes the image that is flashed to an ESP8266 out of the linked firmware.

esp_image.py ELF [--out FOLDER] [--quiet]

Writes kukri-esp8266-VERSION.bin and .bin.sha256, says what takes which bytes and how to flash it. One
image fits chips of 1 MiB and more: the program finds out at run time how large the flash is.

Layout: at 0 what the boot ROM reads (magic 0xE9, the contents of IRAM and DRAM, a checksum), at 0x5000
what is executed in place. Checked: that both fit, and that interrupt handlers do not refer to flash.
"""

import argparse
import hashlib
import os
import re
import struct
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OBJDUMP = "xtensa-lx106-elf-objdump"
IROM_AT, IROM_BASE, WINDOW_END = 0x5000, 0x40205000, 0x40300000
FLASH_MODE_DIO, SIZE_1M_40MHZ = 2, 0x20
SHT_NOBITS, SHF_ALLOC = 8, 2


class Elf:
    """What is needed of a linked program: loaded sections and symbols."""

    def __init__(self, path):
        with open(path, "rb") as stream:
            data = stream.read()
        if data[:6] != b"\x7fELF\x01\x01":
            sys.exit(f"esp_image.py: {path} is no 32-bit little-endian ELF file")
        self.path = path
        self.entry, = struct.unpack_from("<I", data, 24)
        shoff, = struct.unpack_from("<I", data, 32)
        shentsize, shnum, shstrndx = struct.unpack_from("<3H", data, 46)
        headers = [struct.unpack_from("<10I", data, shoff + i * shentsize) for i in range(shnum)]
        names = headers[shstrndx]
        self.sections = {}
        self.symbols = {}
        for name, kind, flags, address, offset, size, link, _, _, _ in headers:
            if flags & SHF_ALLOC and kind != SHT_NOBITS and size:
                self.sections[text_at(data, names[4] + name)] = (address, data[offset:offset + size])
            if kind == 2:
                strings = headers[link][4]
                for at in range(offset, offset + size, 16):
                    st_name, value = struct.unpack_from("<2I", data, at)
                    self.symbols[text_at(data, strings + st_name)] = value

    def word(self, address):
        for start, data in self.sections.values():
            if start <= address <= start + len(data) - 4:
                return struct.unpack_from("<I", data, address - start)[0]
        return None


def text_at(data, at):
    return data[at:data.index(b"\0", at)].decode()


def boot_part(elf):
    """The bytes for the boot ROM."""
    segments = []
    for name in (".iram", ".data"):
        address, data = elf.sections.get(name, (0, b""))
        if data:
            segments.append((address, data + bytes(-len(data) % 4)))
    out = bytearray(struct.pack("<4BI", 0xE9, len(segments), FLASH_MODE_DIO, SIZE_1M_40MHZ, elf.entry))
    checksum = 0xEF
    for address, data in segments:
        out += struct.pack("<2I", address, len(data)) + data
        for byte in data:
            checksum ^= byte
    out += bytes(15 - len(out) % 16)
    out.append(checksum)
    return bytes(out)


def irom_part(elf):
    out = bytearray()
    for name in (".text", ".rodata"):
        address, data = elf.sections[name]
        out += b"\xff" * (address - IROM_BASE - len(out)) + data
    return bytes(out)


def functions_in_iram(elf):
    """{first address: (name, what it refers to)}: values that it loads, and where it calls and jumps."""
    start, data = elf.sections[".iram"]
    done = subprocess.run([OBJDUMP, "-d", f"--start-address={start:#x}", f"--stop-address={start + len(data):#x}", elf.path],
                          stdout=subprocess.PIPE, text=True, check=True)
    found, refers = {}, []
    for line in done.stdout.splitlines():
        label = re.match(r"([0-9a-f]+) <(.*)>:$", line)
        if label:
            refers = []
            found[int(label.group(1), 16)] = (label.group(2), refers)
        load = re.search(r"\tl32r\t\w+, ([0-9a-f]+)", line)
        jump = re.search(r"\t(?:call0|j)\t([0-9a-f]+) ", line)
        if load:
            refers.append(elf.word(int(load.group(1), 16)))
        elif jump:
            refers.append(int(jump.group(1), 16))
    return found


def handler_faults(elf):
    """Lines that say which interrupt handler, or function that it may call, refers to the flash window."""
    functions = functions_in_iram(elf)
    starts = sorted(functions)
    waiting = [at for at in starts if elf.symbols["kk_link_isr_start"] <= at < elf.symbols["kk_link_isr_end"]]
    seen, faults = set(waiting), []
    while waiting:
        name, refers = functions[waiting.pop()]
        for value in refers:
            if value is not None and IROM_BASE <= value < WINDOW_END:
                names = [other for other, at in elf.symbols.items() if at == value and other]
                faults.append(f"{name}, used by interrupt handlers, refers to {(names or [hex(value)])[0]}, which lies in flash")
            elif value in functions and value not in seen:
                seen.add(value)
                waiting.append(value)
    return sorted(faults)


def version():
    with open(os.path.join(TOP, "include/kukri.h"), encoding="utf-8") as stream:
        return re.search(r'KUKRI_VERSION "([^"]+)"', stream.read()).group(1)


def build(elf):
    """The image; ends the program with a message when it breaks a rule."""
    faults = handler_faults(elf)
    boot, irom = boot_part(elf), irom_part(elf)
    if len(boot) > IROM_AT:
        faults.append(f"the boot part has {len(boot)} bytes: {IROM_AT} are there")
    if len(irom) > WINDOW_END - IROM_BASE:
        faults.append(f"code and constants have {len(irom)} bytes: {WINDOW_END - IROM_BASE} are there")
    if faults:
        sys.exit("\n".join("esp_image.py: " + fault for fault in faults))
    return boot + b"\xff" * (IROM_AT - len(boot)) + irom


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("elf")
    parser.add_argument("--out", help="the folder of the image; default: the ELF's")
    parser.add_argument("--quiet", action="store_true", help="only make it")
    options = parser.parse_args()
    if not os.path.isfile(options.elf):
        sys.exit(f"esp_image.py: there is no {options.elf}: ./dev build esp8266")
    image = build(Elf(options.elf))
    path = os.path.join(options.out or os.path.dirname(options.elf) or ".", f"kukri-esp8266-{version()}.bin")
    digest = hashlib.sha256(image).hexdigest()
    with open(path, "wb") as stream:
        stream.write(image)
    with open(path + ".sha256", "w", encoding="utf-8") as stream:
        stream.write(f"{digest}  {os.path.basename(path)}\n")
    if options.quiet:
        return
    sys.stdout.flush()
    subprocess.run([sys.executable, os.path.join(TOP, "tools/size.py"), "--on", "esp8266"], check=False)
    start = (len(image) + 4095) // 4096 * 4096
    print(f"\n{os.path.relpath(path)}: {len(image)} bytes")
    print(f"SHA-256 {digest}")
    print(f"file system: {(1 << 20) - start} bytes from {start:#x} on a chip of 1 MiB, all above 1 MiB on a larger one")
    print(f"flash it with: esptool.py --baud 460800 write_flash --flash_mode dio --flash_size detect 0 "
          f"{os.path.relpath(path)}")


if __name__ == "__main__":
    main()
