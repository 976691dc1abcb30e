"""A board for tests: the firmware's image in the emulator, driven through the raw prompt over a pty.

    with Board(['--vcd', 'pins.vcd']) as board:
        out, err = board.exec('print(1 + 1)')

The flash is a copy in a temporary folder unless one is given. ROOT/build must have the image and the emulator: build() sees to that.
"""
import glob
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tools'))
import lfs

EMULATOR = os.environ.get('KUKRI_EMU', os.path.join(ROOT, 'build/emu/kukri-emu'))
RAW_BANNER = b'raw REPL; CTRL-B to exit\r\n>'
FLASH_BYTES = 4 << 20
# Where the file system lies in a flash of more than 1 MiB, and what is left free at its end (ports/esp8266/flashbdev.c).
FILES_AT, RESERVED, BLOCK, PROGRAM = 1 << 20, 5 * 4096, 4096, 32


class BoardError(Exception):
    """The board did not answer as it should; str() shows what it said."""


def build(variant='esp8266'):
    """Builds image and emulator; raises BoardError with what make says."""
    for command in (['make', '--no-print-directory', '-j2', 'VARIANT=' + variant],
                    ['make', '--no-print-directory', '-j2', '-f', 'emu/emu.mk']):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            raise BoardError('%s\n%s%s' % (' '.join(command), done.stdout[-2000:], done.stderr[-2000:]))


def image(variant='esp8266'):
    """The path of the image that was built."""
    found = glob.glob(os.path.join(ROOT, 'build', variant, 'kukri-esp8266-*.bin'))
    if len(found) != 1:
        raise BoardError('%d images in build/%s' % (len(found), variant))
    return found[0]


def flash_with(folder, path, flash_bytes=2 << 20):
    """Writes a flash to path: the firmware, and a file system with what is in the folder."""
    with open(image(), 'rb') as f:
        firmware = f.read()
    system = lfs.build(folder, flash_bytes - FILES_AT - RESERVED, BLOCK, PROGRAM)
    with open(path, 'wb') as f:
        f.write((firmware.ljust(FILES_AT, b'\xff') + system).ljust(flash_bytes, b'\xff'))


class Board:
    """The emulated board. args are further options of kukri-emu; flash: a file to use as it is; raw: enter the raw prompt."""

    def __init__(self, args=(), flash=None, raw=True, seconds=30):
        self.folder = tempfile.TemporaryDirectory()
        self.flash = flash or os.path.join(self.folder.name, 'flash.bin')
        self.seconds = seconds
        self.received = b''  # everything, for messages
        self.waiting = b''   # what nobody has read
        self.fd = None
        if flash is None:
            shutil.copyfile(image(), self.flash)
            with open(self.flash, 'r+b') as f:
                size = f.seek(0, 2)
                f.write(b'\xff' * (FLASH_BYTES - size))
        self.log = open(os.path.join(self.folder.name, 'stderr'), 'w+b')
        self.process = subprocess.Popen([EMULATOR, '--flash', self.flash, '--flash-rw', '--uart0', 'pty', *args],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self.log)
        self.fd = self.open_pty()
        if raw:
            self.enter_raw()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def errors(self):
        """What the emulator has written to standard error."""
        with open(self.log.name, 'rb') as f:
            return f.read().decode('utf-8', 'replace')

    def open_pty(self):
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            match = re.search(r'^uart0 (\S+)$', self.errors(), re.M)
            if match:
                fd = os.open(match.group(1), os.O_RDWR | os.O_NOCTTY)
                return fd
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise BoardError('kukri-emu has no pty (status %s): %s' % (self.process.poll(), self.errors()))

    # ---- bytes ----

    def send(self, data):
        while data:
            data = data[os.write(self.fd, data[:256]):]

    def more(self, end):
        """Receives some bytes; False when none came before `end`."""
        left = end - time.monotonic()
        if left <= 0 or not select.select([self.fd], [], [], left)[0]:
            return False
        try:
            data = os.read(self.fd, 4096)
        except OSError:
            return False
        self.waiting += data
        self.received += data
        return bool(data)

    def until(self, text, seconds=None):
        """What comes before text, which is taken away too."""
        end = time.monotonic() + (seconds or self.seconds)
        while text not in self.waiting:
            if not self.more(end):
                raise BoardError('%r did not come; what came: %r\n%s' % (text, self.waiting[-1500:], self.errors()[-1500:]))
        before, _, self.waiting = self.waiting.partition(text)
        return before

    # ---- the prompt ----

    def enter_raw(self):
        """Waits for the friendly prompt after a start, then goes over to the raw one."""
        self.until(b'>>> ')
        self.send(b'\r\x03')
        self.send(b'\r\x01')
        self.until(RAW_BANNER)

    def start(self, code):
        """Sends code to the raw prompt; its output is for read_output()."""
        self.send(code.encode() if isinstance(code, str) else code)
        self.send(b'\x04')
        self.until(b'OK')

    def finish(self, seconds=None):
        """The output and the traceback of what start() began."""
        out = self.until(b'\x04', seconds)
        err = self.until(b'\x04>', seconds)
        return out.decode('utf-8', 'replace').replace('\r\n', '\n'), err.decode('utf-8', 'replace').replace('\r\n', '\n')

    def exec(self, code, seconds=None):
        """Runs code; returns what it wrote and its traceback ('' when it raised nothing)."""
        self.start(code)
        return self.finish(seconds)

    def run(self, code, seconds=None):
        """Runs code that must not raise anything; returns what it wrote."""
        out, err = self.exec(code, seconds)
        if err:
            raise BoardError('%s\n%s' % (out, err))
        return out

    def soft_reset(self):
        self.send(b'\x04')
        self.until(b'soft reboot\r\n')
        self.until(RAW_BANNER)

    # ---- the end ----

    def wait(self, seconds=None):
        """Waits for the emulator to end by itself; its exit status."""
        return self.process.wait(seconds or self.seconds)

    def close(self):
        """Ends the emulator; files that it writes are complete then."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None
        self.log.close()
        self.folder.cleanup()


# ---- recordings ----

def read_vcd(path):
    """{pin: [(picoseconds, level)]} of the pins in a --vcd file, from their $var names that end with a number."""
    unit = {'s': 10**12, 'ms': 10**9, 'us': 10**6, 'ns': 1000, 'ps': 1}
    names, waves, now, scale = {}, {}, 0, 1
    with open(path) as f:
        text = f.read()
    head, _, body = text.partition('$enddefinitions')
    match = re.search(r'\$timescale\s+(\d+)\s*(\w+)', head)
    scale = int(match.group(1)) * unit[match.group(2)]
    for mark, name in re.findall(r'\$var\s+wire\s+1\s+(\S+)\s+(\S+)', head):
        match = re.search(r'gpio(\d+)$', name, re.I)
        if match:
            names[mark] = int(match.group(1))
            waves[int(match.group(1))] = []
    for word in body.split():
        if word[0] == '#':
            now = int(word[1:]) * scale
        elif word[0] in '01xzXZ' and word[1:] in names:
            waves[names[word[1:]]].append((now, word[0]))
    return waves
