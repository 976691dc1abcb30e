#!/usr/bin/env python3
"""Starts the ESP8266 firmware in the emulator: the prompt, or a file through the raw prompt.

run.py [--flash FILE | --private] [--fresh] [--emu 'OPTIONS'] [script.py]

The flash is kept in build/esp8266/flash.bin, so that files persist; its first part becomes the newest image.
--fresh begins with an empty one; --private has one of its own that is thrown away. With a script, its output is shown and the exit status is 1 after an exception.
Sleeping takes no time then; at the prompt time passes as on the wall. Ctrl-] leaves the prompt.
"""

import argparse
import glob
import os
import select
import shlex
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EMULATOR = os.path.join(TOP, "build/emu/kukri-emu")
FLASH_BYTES = 4 << 20
PROMPT_WAIT = 2.0
STATUS_INTERRUPTED = 130


def find_image():
    images = glob.glob(os.path.join(TOP, "build/esp8266/kukri-esp8266-*.bin"))
    if len(images) != 1:
        sys.exit(f"run.py: {len(images)} images in build/esp8266: ./dev build esp8266")
    return images[0]


def prepare_flash(path, fresh):
    """A file with a whole flash chip: the image, behind it what was there before."""
    with open(find_image(), "rb") as stream:
        image = stream.read()
    if fresh or not os.path.exists(path):
        with open(path, "wb") as stream:
            stream.write(b"\xff" * FLASH_BYTES)
    with open(path, "r+b") as stream:
        if stream.read(len(image)) != image:
            stream.seek(0)
            stream.write(image)


class Board:
    """The emulator with its UART on pipes."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.waiting = b""

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self, seconds):
        """Whether something came; ends the program when the emulator has ended."""
        out = self.process.stdout
        if not select.select([out], [], [], seconds)[0]:
            return False
        data = os.read(out.fileno(), 4096)
        if not data:
            sys.exit(f"run.py: the emulator has ended with status {self.process.wait()}")
        self.waiting += data
        return True

    def until(self, text, show=None):
        """Takes what comes up to text; show gets it as it comes."""
        while text not in self.waiting:
            if show is not None and len(self.waiting) >= len(text):
                show(self.waiting[:len(self.waiting) - len(text) + 1])
                self.waiting = self.waiting[len(self.waiting) - len(text) + 1:]
            self.receive(None)
        before, _, self.waiting = self.waiting.partition(text)
        if show is not None:
            show(before)

    def enter_raw(self):
        """Interrupts what boot.py and main.py may be doing, and asks for the raw prompt."""
        banner = b"raw REPL; CTRL-B to exit\r\n>"
        while b">>> " not in self.waiting and self.receive(PROMPT_WAIT):
            pass
        while banner not in self.waiting:
            self.send(b"\r\x03\r\x01")
            while banner not in self.waiting and self.receive(PROMPT_WAIT):
                pass
        self.until(banner)

    def paste(self, code):
        """Sends a program by raw-paste, never more than the board has room for."""
        self.send(b"\x05A\x01")
        self.until(b"R\x01")
        while len(self.waiting) < 3:
            self.receive(None)
        window = int.from_bytes(self.waiting[:2], "little")
        self.waiting = self.waiting[2:]
        room, at = 0, 0
        while at < len(code):
            while room == 0 or self.waiting:
                if not self.waiting:
                    self.receive(None)
                mark, self.waiting = self.waiting[:1], self.waiting[1:]
                if mark == b"\x04":
                    self.send(b"\x04")
                    return
                room += window if mark == b"\x01" else 0
            piece = code[at:at + room]
            self.send(piece)
            at += len(piece)
            room -= len(piece)
        self.send(b"\x04")
        self.until(b"\x04")


def writer(stream):
    def show(data):
        stream.buffer.write(data.replace(b"\r\n", b"\n"))
        stream.flush()
    return show


def run_script(command, script):
    with open(script, "rb") as stream:
        code = stream.read()
    board = Board(command)
    try:
        board.enter_raw()
        board.paste(code)
        errors = []
        board.until(b"\x04", writer(sys.stdout))
        board.until(b"\x04", errors.append)
        writer(sys.stderr)(b"".join(errors))
        return 1 if b"".join(errors) else 0
    except KeyboardInterrupt:
        return STATUS_INTERRUPTED
    finally:
        board.process.terminate()
        board.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--flash", default=os.path.join(TOP, "build/esp8266/flash.bin"), help="the file with the flash")
    parser.add_argument("--fresh", action="store_true", help="begin with an empty flash")
    parser.add_argument("--private", action="store_true", help="an empty flash that is thrown away")
    parser.add_argument("--emu", default="", help="options for kukri-emu, in one string")
    parser.add_argument("script", nargs="?")
    options = parser.parse_args()
    if options.private:
        flash = ["--flash", find_image()]
    else:
        prepare_flash(options.flash, options.fresh)
        flash = ["--flash", options.flash, "--flash-rw"]
    command = [EMULATOR] + flash + ["--uart0", "stdio"] + shlex.split(options.emu)
    if options.script is None:
        os.execv(EMULATOR, command)
    if not os.path.isfile(options.script):
        sys.exit(f"run.py: there is no file {options.script}")
    return run_script(command, options.script)


if __name__ == "__main__":
    sys.exit(main())
