#!/usr/bin/env python3
"""Power cuts on the released image, in the emulator: main.py works on files at random until the power goes in the midst of a
program or an erase, again and again on the same flash. After each cut tools/lfs.py, which is not the firmware's file system,
reads the flash: every file must be as it was before the operation that was cut, or as it is after it. Then the board starts
from this flash, and reads all files itself.

run_power.py [EMULATOR] [--cuts N] [--seed N] [--size 1M|4M]
"""
# on: esp8266
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(os.path.dirname(HERE)), 'tools')]
import board
import lfs

CUTS, MIB, CUT_STATUS = 60, 1 << 20, 3
MOST_OPERATIONS, LONGEST_US = 60, 2000000  # until the power goes
BLOCK, RESERVED = 4096, 5 * 4096

# Says what it is going to do, and waits until that has left the UART. A file holds patterns: each begins with its tag and its
# length, so that the board can check them too.
MAIN = '''
import os, time
def r(n):
    return int.from_bytes(os.urandom(3), 'little') % n
def say(*words):
    print(*words)
    time.sleep_ms(20)
def pattern(tag, n):
    return bytes((tag, n & 255, n >> 8)) + bytes((tag * 7 + i * 5) & 255 for i in range(n))
def check(path):
    n = 0
    with open(path, 'rb') as f:
        while True:
            head = f.read(3)
            if not head:
                return n
            size = head[1] | head[2] << 8
            assert head + f.read(size) == pattern(head[0], size), path
            n += 1
FILES = ('pa', 'pb', 'pc', 'pd', 'd/pa', 'd/pb', 'd/e/pa', 'd/e/pb')
def there(name):
    try:
        os.stat('/' + name)
        return True
    except OSError:
        return False
def step():
    kind, name = r(10), FILES[r(8)]
    n, tag = (r(40), r(200), r(3000))[r(3)], r(256)
    if kind < 4:
        say('do w', name, tag, n)
        with open('/' + name, 'wb') as f:
            data = pattern(tag, n)
            at = r(n + 4)
            f.write(data[:at])
            f.write(data[at:])
    elif kind < 6:
        if there(name) and os.stat('/' + name)[6] > 12000:
            return
        say('do a', name, tag, n)
        with open('/' + name, 'ab') as f:
            f.write(pattern(tag, n))
    elif kind < 7:
        if there(name):
            say('do d', name)
            os.remove('/' + name)
    elif kind < 8:
        say('do t', name, tag, n)
        with open('/tmp', 'wb') as f:
            f.write(pattern(tag, n))
        os.rename('/tmp', '/' + name)
    else:
        to = FILES[r(8)]
        if there(name) and to != name:
            say('do r', name, to)
            os.rename('/' + name, '/' + to)
for folder in ('/d', '/d/e'):
    try:
        os.mkdir(folder)
    except OSError:
        pass
say('checked', sum(check('/' + name) for name in FILES if there(name)))
while True:
    step()
    say('ok')
'''


class Wrong(Exception):
    """What should not have happened."""


def pattern(tag, n):
    return bytes((tag, n & 255, n >> 8)) + bytes((tag * 7 + i * 5) & 255 for i in range(n))


def after(files, words):
    """What there is after an operation."""
    files = dict(files)
    kind, name = words[0], words[1]
    if kind == 'd':
        del files[name]
    elif kind == 'r':
        files[words[2]] = files.pop(name)
    else:
        old = files.get(name, b'') if kind == 'a' else b''
        files[name] = old + pattern(int(words[2]), int(words[3]))
    return files


def between(files, words):
    """What there may be while the operation goes on: a new file is empty before it has its content; /tmp is there."""
    states = [files, after(files, words)]
    kind, name = words[0], words[1]
    if kind in 'wa' and name not in files:
        states.append({**files, name: b''})
    if kind == 't':
        new = {**files, 'tmp': pattern(int(words[2]), int(words[3]))}
        states += [new, {**files, 'tmp': b''}]
    return states


def differences(files, others):
    return ' '.join('%s %s/%s' % (name, len(files[name]) if name in files else 'absent', len(others[name]) if name in others else 'absent')
                    for name in sorted(set(files) | set(others)) if files.get(name) != others.get(name))


class Campaign:
    def __init__(self, folder, options):
        self.flash = os.path.join(folder, 'flash.bin')
        self.uart = os.path.join(folder, 'uart.txt')
        self.emulator = options.emulator
        self.random = random.Random(options.seed)
        self.size = int(options.size[:-1]) * MIB
        self.files = {}
        self.cut_in_erase = self.operations = 0

    def prepare(self):
        """A flash with a file system that has main.py."""
        with open(board.image(), 'rb') as f:
            image = f.read()
        with open(self.flash, 'wb') as f:
            f.write(image.ljust(self.size, b'\xff'))
        with board.Board(flash=self.flash) as b:
            out = b.run('import esp\nf = open("/main.py", "w")\nf.write(%r)\nf.close()\nprint(esp.flash_user_start())' % MAIN)
        self.start = int(out)

    def read_flash(self):
        with open(self.flash, 'rb') as f:
            data = f.read()
        image = lfs.Image(data[self.start:self.size - RESERVED], BLOCK)
        found = {name: image.content(entry) for name, entry in image.walk() if entry.type == lfs.REG}
        if found.pop('main.py', b'').decode() != MAIN:
            raise Wrong('main.py is another one')
        found.pop('boot.py', None)
        return found

    def run(self, seed, *when):
        done = subprocess.run([self.emulator, '--flash', self.flash, '--flash-rw', '--uart0', 'file:' + self.uart, '--max-time', '200000',
                               '--seed', str(seed), *when], capture_output=True, text=True, timeout=100)
        with open(self.uart, encoding='utf-8', errors='replace') as f:
            said = f.read()
        cut = re.search(r'power cut (?:in flash operation \d+: (\w+)|after flash operation \d+, between)', done.stderr)
        if done.returncode != CUT_STATUS or cut is None:
            raise Wrong('status %d, %s\n%s' % (done.returncode, done.stderr[-500:], said[-1500:]))
        self.cut_in_erase += cut.group(1) == 'erase'
        return said

    def cut(self, number):
        seed = self.random.randrange(1 << 32)
        # By number most cuts hit programs, which are many; by time erases, which are long.
        when = random.Random(seed).choice([('--power-cut-after', str(self.random.randrange(1, MOST_OPERATIONS))),
                                           ('--power-cut-time', str(self.random.randrange(200000, LONGEST_US)))])
        said = self.run(seed, *when)
        allowed = [self.files]
        lines = said.replace('\r', '').split('\n')[:-1]  # of the last one the end may not have been sent
        if 'Traceback' in said:
            raise Wrong('an exception\n' + said[-1500:])
        for line in lines:
            words = line.split(' ')
            if words[0] == 'do':
                allowed = between(self.files, words[1:])
            elif words[0] == 'ok' and len(allowed) > 1:
                self.files = allowed[1]
                allowed = [self.files]
                self.operations += 1
        found = self.read_flash()
        # What an earlier cut left of a file that was to be renamed is nobody's concern.
        if not any('tmp' in state for state in allowed):
            found.pop('tmp', None)
        if found not in allowed and {n: c for n, c in found.items() if n != 'tmp'} not in allowed:
            raise Wrong('cut %d (%s --seed %d): before/now: %s; before/after: %s\n%s' % (
                number, ' '.join(when), seed, differences(allowed[0], found), differences(allowed[0], allowed[-1]), said[-300:]))
        found.pop('tmp', None)
        self.files = found

    def final_start(self):
        """The board reads everything itself after the last cut."""
        said = self.run(1, '--power-cut-after', str(MOST_OPERATIONS))
        if 'checked' not in said:
            raise Wrong('the last start\n' + said[-1500:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('program', nargs='?', help='not used: the image is what board.py finds')
    parser.add_argument('--emulator', default=board.EMULATOR)
    parser.add_argument('--cuts', type=int, default=CUTS)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--size', choices=('1M', '4M'), default='4M')
    options = parser.parse_args()
    board.build()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(folder, options)
        number = 0
        try:
            campaign.prepare()
            for number in range(1, options.cuts + 1):
                campaign.cut(number)
            campaign.final_start()
            if campaign.cut_in_erase == 0 or campaign.operations < options.cuts // 2:
                raise Wrong('%d operations, %d cuts within an erase: too few to say anything' % (campaign.operations, campaign.cut_in_erase))
        except (Wrong, board.BoardError, lfs.Corrupt, subprocess.SubprocessError) as error:
            print('FAIL power_cuts: after %d cuts: %s: %s' % (number, type(error).__name__, error))
            return 1
        print('ok power_cuts: %d cuts, %d within an erase, %d file operations between them' % (
            options.cuts, campaign.cut_in_erase, campaign.operations))
    return 0


if __name__ == '__main__':
    sys.exit(main())
