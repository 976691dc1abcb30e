#!/usr/bin/env python3
"""Files on the board: the flash's file system through os, open, import; resets; what mpremote sends for files."""
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from board import Board, BoardError, build, image  # noqa: E402

# The directory functions and file commands of mpremote, as compat.md has them.
LISTING = "import os\nfor f in os.ilistdir(%r):\n print(repr(f), end=',')"


def expect(good, what):
    if not good:
        raise BoardError('not so: %r' % (what,))


def failure(board, text):
    """The last line of the traceback of text."""
    err = board.exec(text)[1]
    expect(err, 'an exception of %s' % text)
    return err.strip().split('\n')[-1]


def test_tools():
    """What tools send for ls, cat, cp, mkdir, rm, df, and the errors that they look for."""
    with Board() as b:
        expect("('boot.py', 32768, 0," in b.run(LISTING % ''), 'boot.py')
        b.run("f=open('data.bin','wb')\nw=f.write")
        for i in range(4):
            expect(b.run('w(bytes(range(%d, %d)))' % (64 * i, 64 * i + 64)) is not None, 'write')
        b.run('f.close()')
        b.run("f=open('data.bin','rb')\nr=f.read")
        got = b''
        while True:
            piece = eval(b.run('print(r(100))'))
            if not piece:
                break
            got += piece
        expect(got == bytes(range(256)), got)
        b.run("f.close()\nimport os\nos.mkdir('d')")
        expect(b.run("import os\nprint(tuple(os.stat('d'))[0] & 0x4000)") == '16384\n', 'stat of a folder')
        expect(b.run("print(os.stat('data.bin')[6])") == '256\n', 'the size')
        expect(failure(b, "os.stat('none')") == 'OSError: [Errno 2] ENOENT', failure(b, "os.stat('none')"))
        expect(failure(b, "os.mkdir('d')") == 'OSError: [Errno 17] EEXIST', 'EEXIST')
        expect(failure(b, "open('d')") == 'OSError: [Errno 21] EISDIR', 'EISDIR')
        b.run("open('d/f', 'w').close()")
        expect(failure(b, "os.rmdir('d')").startswith('OSError: [Errno 39]'), 'ENOTEMPTY')
        b.run("os.remove('d/f'); os.rmdir('d')")
        expect(b.run("import vfs\nprint(len(vfs.mount()), os.statvfs('/')[0], os.getcwd())") == '1 4096 /\n', 'df')
        b.run("try:\n open('none')\nexcept FileNotFoundError:\n print('caught')")


def test_import():
    """Modules from / and /lib; their lines in tracebacks; main.py after a reset."""
    with Board() as b:
        b.run("import os\nos.mkdir('/lib')\nwith open('/lib/kk_mod.py', 'w') as f:\n"
               " f.write('def f(n):\\n    return 1 // n\\n')")
        b.run("with open('/main.py', 'w') as f:\n f.write('import kk_mod\\nprint(\"main says\", kk_mod.f(1))\\n')")
        expect(b.run('import kk_mod\nprint(kk_mod.__file__)') == '/lib/kk_mod.py\n', 'where it is')
        expect('return 1 // n' in b.exec('kk_mod.f(0)')[1], 'the line in a traceback')
        b.send(b'\x02\x04')
        b.until(b'main says 1')
        b.until(b'>>> ')


def test_left_open():
    """A soft reset writes what was left open; so does dropping the file."""
    with Board() as b:
        b.run("f = open('open.txt', 'w')\nf.write('left open')")
        b.run("import gc\ndef g():\n h = open('dropped.txt', 'w')\n h.write('dropped')\ng()\n"
               "for i in range(5):\n gc.collect()\n [0] * 20")
        expect(b.run("print(open('dropped.txt').read())") == 'dropped\n', 'dropped')
        b.send(b'\x02\x04')
        b.until(b'soft reboot')
        b.until(b'>>> ')
        b.send(b"print(open('open.txt').read())\r")
        b.until(b'\nleft open')


def test_replace():
    """Many replacements of a file: wear is spread, nothing is lost."""
    with Board() as b:
        out = b.run("import os\nfor i in range(40):\n"
                     " with open('new', 'w') as f:\n  f.write('%d ' % i * 100)\n os.rename('new', 'config')\n"
                     "print(open('config').read()[:6], sorted(os.listdir()), os.statvfs('/')[3] > 700)")
        expect(out == "39 39  ['boot.py', 'config'] True\n", out)


def test_spoilt():
    """What is in the flash and no file system stays as it is: a message, a prompt without files, a new one by hand."""
    with tempfile.TemporaryDirectory() as folder:
        flash = os.path.join(folder, 'flash.bin')
        with open(image(), 'rb') as f:
            content = f.read()
        spoilt = bytes((i * 7 + i // 256) & 255 for i in range(3 << 20))
        with open(flash, 'wb') as f:
            f.write(content.ljust(1 << 20, b'\xff') + spoilt)
        for start in range(2):
            with Board(flash=flash) as b:
                expect(b'nothing was changed in it' in b.received, b.received)
                expect(b.run('import os, vfs\nprint(vfs.mount(), os.listdir(), os.getcwd())') == '[] [] /\n', 'no files')
                expect(failure(b, "open('x', 'w')") == 'OSError: [Errno 19] ENODEV', failure(b, "open('x', 'w')"))
                expect(failure(b, "import nothing") == "ModuleNotFoundError: No module named 'nothing'", 'import')
        with open(flash, 'rb') as f:
            expect(f.read()[1 << 20:] == spoilt, 'the flash is as it was')
        with Board(flash=flash) as b:
            b.run("import vfs, flashbdev; vfs.VfsLfs2.mkfs(flashbdev.bdev); vfs.mount(flashbdev.bdev, '/')", 120)
            b.run("with open('x', 'w') as f: f.write('there')")
        with Board(flash=flash) as b:
            expect(b.run("print(open('x').read())") == 'there\n', 'the new one')


REMOTE = r"""
import io, os, select, sys, micropython
class Remote:
    def __init__(self):
        self.fin, self.fout = sys.stdin.buffer, sys.stdout.buffer
        self.poller = select.poll()
        self.poller.register(self.fin, select.POLLIN)
    def ask(self, what, path):
        data = what + path.encode() + b'\n'
        self.fout.write(data, len(data))
        for _ in self.poller.ipoll(5000): break
        else: raise OSError(110)
        buf = bytearray(2)
        self.fin.readinto(buf, 2)
        n = buf[0] | buf[1] << 8
        if n == 0xffff: raise OSError(2)
        buf = bytearray(n)
        self.fin.readinto(buf, n)
        return bytes(buf)
    def mount(self, readonly, mkfs): pass
    def umount(self): pass
    def chdir(self, path): pass
    def stat(self, path):
        return (0x8000, 0, 0, 0, 0, 0, len(self.ask(b'\x18s', path)), 0, 0, 0)
    def open(self, path, mode): return io.BytesIO(self.ask(b'\x18o', path))
    def ilistdir(self, path): return iter(())
os.mount(Remote(), '/remote')
sys.path.append('/remote')
micropython.kbd_intr(-1)
try:
    import host_module
    print(host_module.x, len(open('/remote/bin').read()))
finally:
    micropython.kbd_intr(3)
"""


def test_remote():
    """A file system whose files are at the other end of the serial line, all byte values among them."""
    files = {b'/host_module.py': b'x = 42\n' + b'# a comment\n' * 50, b'/bin': bytes(range(256)) * 2}
    with Board() as b:
        b.start(REMOTE)
        for i in range(40):
            end = time.monotonic() + 20
            while b'\x18' not in b.waiting and b'\x04' not in b.waiting:
                expect(b.more(end), 'a request')
            if b'\x18' not in b.waiting:
                break
            b.until(b'\x18')
            path = b.until(b'\n')[1:]
            data = files.get(path)
            b.send(b'\xff\xff' if data is None else len(data).to_bytes(2, 'little') + data)
        out, err = b.finish()
        expect(err == '' and '42 512' in out, (out, err))


def main():
    build()
    failed = 0
    for name, test in sorted(globals().items()):
        if not name.startswith('test_'):
            continue
        try:
            test()
            print('ok files.%s' % name[5:])
        except BoardError as e:
            failed = 1
            print('FAIL files.%s: %s' % (name[5:], e))
    return failed


if __name__ == '__main__':
    sys.exit(main())
