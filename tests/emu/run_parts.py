#!/usr/bin/env python3
# on: host
"""The flash chip, the SPI controllers and the parts on a fake machine (fake_machine.c): builds tests/emu/*.c
with the sanitizers and runs them; they print a line for each test. The pictures are read back by an
inflater that is not ours."""

import glob
import os
import struct
import subprocess
import sys
import zlib

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = "build/emu/tests"
PROGRAMS = {
    "flash": ["flash", "flash_file", "rng"],
    "spi": ["flash", "flash_file", "spi_block", "spi0", "hspi", "gpio", "pins", "dport", "timers", "uart", "serial", "rng", "rtc", "wdt"],
    "parts": ["part*", "dht", "i2c", "png", "pins"],
}
FLAGS = ["-std=gnu11", "-g", "-O1", "-Wall", "-Wextra", "-Wshadow", "-Wno-unused-parameter", "-Wno-unused-result", "-I.",
         "-Itests/emu", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]


def run_program(program, devices):
    sources = sum([sorted(glob.glob(f"emu/{name}.c")) for name in devices], [])
    path = f"{FOLDER}/{program}"
    built = subprocess.run(["gcc", *FLAGS, "-o", path, f"tests/emu/{program}.c", "tests/emu/fake_machine.c", *sources],
                           capture_output=True, text=True)
    if built.returncode != 0:
        print(f"FAIL emu/{program}: does not build\n{built.stderr}")
        return False
    done = subprocess.run([path], capture_output=True, text=True, timeout=120, env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
    print(done.stdout, end="")
    if done.returncode != 0:
        print(f"FAIL emu/{program}: status {done.returncode}")
    sys.stderr.write(done.stderr)
    return done.returncode == 0 and "FAIL" not in done.stdout


def read_png(path):
    """Rows of "#" and "."; every checksum on the way is checked."""
    with open(path, "rb") as f:
        data = f.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", data[:8]
    at, chunks = 8, {}
    while at < len(data):
        n, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + n]
        assert struct.unpack_from(">I", data, at + 8 + n)[0] == zlib.crc32(kind + body), kind
        chunks[kind] = body
        at += 12 + n
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour, rest) == (1, 0, [0, 0, 0]) and list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    raw = zlib.decompress(chunks[b"IDAT"])
    stride = 1 + (width + 7) // 8
    assert len(raw) == stride * height
    rows = [raw[y * stride:(y + 1) * stride] for y in range(height)]
    assert all(row[0] == 0 for row in rows)
    return ["".join("#" if row[1 + x // 8] >> (7 - x % 8) & 1 else "." for x in range(width)) for row in rows]


def check_picture():
    """parts_ssd1306_picture leaves this: a frame around the display and a diagonal."""
    try:
        rows = read_png(f"{FOLDER}/picture.png")
    except (AssertionError, OSError, zlib.error, struct.error) as error:
        return f"not a PNG file: {error!r}"
    wanted = ["".join("#" if x in (0, 127) or y in (0, 63) or x == y else "." for x in range(128)) for y in range(64)]
    return None if rows == wanted else "another picture:\n" + "\n".join(rows)


def main():
    os.chdir(TOP)
    os.makedirs(FOLDER, exist_ok=True)
    good = all([run_program(program, devices) for program, devices in PROGRAMS.items()])
    wrong = check_picture()
    print(f"FAIL emu/parts_png: {wrong}" if wrong else "ok emu/parts_png")
    return 0 if good and wrong is None else 1


if __name__ == "__main__":
    sys.exit(main())
