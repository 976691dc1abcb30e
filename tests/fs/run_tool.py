#!/usr/bin/env python3
# on: host
"""tools/lfs.py and src/fs, two implementations of one specification, read what the other has written.

kukri makes a file system on a file with random operations; lfs.py must find each file as it is. lfs.py builds one;
kukri must read it, and go on writing to it, and lfs.py read that.
"""
import filecmp
import os
import random
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KUKRI = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(TOP, 'build/host/kukri')
TOOL = [sys.executable, os.path.join(TOP, 'tools/lfs.py')]
ROUNDS = 12

DEVICE = '''
import os, random, sys, vfs

class Flash:
    def __init__(self, path, block, count):
        self.block, self.count = block, count
        self.file = open(path, 'r+b')
    def readblocks(self, n, buf, off=0):
        self.file.seek(n * self.block + off)
        self.file.readinto(buf)
    def writeblocks(self, n, buf, off=0):
        at = n * self.block + off
        self.file.seek(at)
        old = self.file.read(len(buf))
        self.file.seek(at)
        self.file.write(bytes([a & b for a, b in zip(old, buf)]))
    def ioctl(self, op, arg):
        if op == 4:
            return self.count
        if op == 5:
            return self.block
        if op == 6:
            self.file.seek(arg * self.block)
            self.file.write(b'\\xff' * self.block)
        return 0

path, block, size, seed, make = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
flash = Flash(path, block, size // block)
if make:
    vfs.VfsLfs2.mkfs(flash)
vfs.mount(flash, '/fs')
'''

READ = DEVICE + '''
def copy(folder, to):
    for name, kind, *_ in os.ilistdir(folder):
        if kind == 0x4000:
            os.mkdir(to + '/' + name)
            copy(folder + '/' + name, to + '/' + name)
        else:
            with open(folder + '/' + name, 'rb') as f, open(to + '/' + name, 'wb') as g:
                g.write(f.read())
copy('/fs', sys.argv[6])
vfs.umount('/fs')
flash.file.close()
'''

# Changes files at random, there and in a folder of the computer.
CHANGE = DEVICE + '''
mirror = sys.argv[6]
random.seed(seed)
folders, files = [''], {}
def scan(folder):
    for name in os.listdir(mirror + folder):
        path = folder + '/' + name
        if os.stat(mirror + path)[0] & 0x4000:
            folders.append(path)
            scan(path)
        else:
            files[path] = True
scan('')
roots = '/fs', mirror
def write(path, mode, data):
    for root in roots:
        with open(root + path, mode) as f:
            f.write(data)
for i in range(120):
    what = random.randrange(10)
    old = random.choice(sorted(files)) if files else None
    if what < 4 or old is None:
        path = random.choice(folders) + '/' + random.choice('abcdefgh') * random.randrange(1, 20) + str(random.randrange(30))
        if path not in folders:
            n = random.choice((0, 1, 30, 63, 64, 65, 500, block - 1, block, block + 1, 3 * block))
            write(path, 'wb', bytes([random.randrange(256)]) * n)
            files[path] = True
    elif what < 6:
        write(old, 'ab', b'more' * random.randrange(300))
    elif what == 6:
        new = random.choice(folders) + '/moved%d' % random.randrange(8)
        if new not in folders and new != old:
            for root in roots:
                os.rename(root + old, root + new)
            del files[old]
            files[new] = True
    elif what == 7:
        for root in roots:
            os.remove(root + old)
        del files[old]
    elif what == 8 and len(folders) < 9:
        path = random.choice(folders) + '/dir%d' % i
        for root in roots:
            os.mkdir(root + path)
        folders.append(path)
    elif what == 9:
        for root in roots:
            with open(root + old, 'r+b') as f:
                f.seek(i)
                f.write(b'patch')
vfs.umount('/fs')
flash.file.close()
'''


def kukri(script, *args):
    done = subprocess.run([KUKRI, '-c', script] + [str(arg) for arg in args], capture_output=True, text=True, timeout=120)
    return done.stderr if done.returncode else ''


def tool(*args):
    done = subprocess.run(TOOL + [str(arg) for arg in args], capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr if done.returncode else ''


def tree(folder):
    return {os.path.relpath(os.path.join(here, name), folder)
            for here, names, files in os.walk(folder) for name in names + files}


def same(a, b):
    """What differs between two folders, '' when nothing does."""
    if tree(a) != tree(b):
        return 'names differ: %r' % sorted(tree(a) ^ tree(b))
    return ''.join(' %s differs' % name for name in sorted(tree(a)) if os.path.isfile(os.path.join(a, name)) and
                   not filecmp.cmp(os.path.join(a, name), os.path.join(b, name), shallow=False))


def fill(folder, rng):
    """A tree of files with sizes around what matters."""
    for i in range(rng.randrange(1, 60)):
        sub = os.path.join(folder, *['d%d' % rng.randrange(3) for _ in range(rng.randrange(3))])
        os.makedirs(sub, exist_ok=True)
        with open(os.path.join(sub, 'file%d.txt' % i), 'wb') as f:
            f.write(rng.randbytes(rng.choice((0, 5, 64, 65, 511, 4096, 4097, 20000))))


def check(seed, home):
    """'' when both agree for this seed; else what is wrong."""
    rng = random.Random(seed)
    block, size = rng.choice((512, 1024, 4096)), 1 << 21
    image, mirror, read = (os.path.join(home, name) for name in ('image', 'mirror', 'read'))
    os.mkdir(mirror)
    options = ['--block-size', block]
    if seed % 2:
        fill(mirror, rng)
        os.mkdir(read)
        problem = (tool('build', image, mirror, '--size', size, *options) or
                   kukri(READ, image, block, size, 0, 0, read) or same(mirror, read))
        if problem:
            return 'built by lfs.py: ' + problem
    else:
        with open(image, 'wb') as f:
            f.write(b'\xff' * size)
    for step in range(3):
        out = os.path.join(home, 'out%d' % step)
        problem = (kukri(CHANGE, image, block, size, seed * 100 + step, int(step == 0 and seed % 2 == 0), mirror) or
                   tool('check', image, *options) or tool('extract', image, out, *options) or same(mirror, out))
        if problem:
            return 'step %d: %s' % (step, problem)
    return ''


def main():
    failed = 0
    for seed in range(ROUNDS):
        with tempfile.TemporaryDirectory() as home:
            problem = check(seed, home)
        print('FAIL fs/tool %d: %s' % (seed, problem) if problem else 'ok fs/tool %d' % seed)
        failed += bool(problem)
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
