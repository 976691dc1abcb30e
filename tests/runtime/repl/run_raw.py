#!/usr/bin/env python3
"""Tests of the raw prompt over pipes, to the byte: what tools send, and what they must get."""
import os
import select
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
failed = 0


class Session:
    def __init__(self):
        self.process = subprocess.Popen([PROGRAM, '-i'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.fd = self.process.stdout.fileno()

    def read(self, n, seconds=10):
        data, end = b'', time.time() + seconds
        while len(data) < n and select.select([self.fd], [], [], max(0, end - time.time()))[0]:
            piece = os.read(self.fd, n - len(data))
            if not piece:
                break
            data += piece
        return data

    def read_until(self, text, seconds=10):
        data = b''
        while not data.endswith(text):
            piece = self.read(1, seconds)
            if not piece:
                raise AssertionError('%r without %r' % (data, text))
            data += piece
        return data

    def send(self, data):
        self.process.stdin.write(data)

    def exactly(self, text):
        got = self.read(len(text))
        assert got == text, '%r instead of %r' % (got, text)
        extra = self.read(1, 0.05)
        assert not extra, '%r after %r' % (extra, text)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


def enter(session):
    session.read_until(b'>>> ')
    session.send(b'\r\x03')
    session.read_until(b'>>> ')
    time.sleep(0.05)
    while session.read(1, 0.05):
        pass
    session.send(b'\r\x01')
    session.read_until(b'raw REPL; CTRL-B to exit\r\n>')


def check(name, body):
    global failed
    session = Session()
    try:
        enter(session)
        body(session)
        print('ok', name)
    except (AssertionError, OSError, subprocess.TimeoutExpired) as e:
        failed += 1
        print('FAIL', name)
        print('   ', e)
    finally:
        session.process.kill()
        session.close()


def exchange(*pairs):
    def body(session):
        for sent, expected in pairs:
            session.send(sent)
            session.exactly(expected)
    return body


def traceback(text, line=1):
    return b'Traceback (most recent call last):\r\n  File "<stdin>", line %d, in <module>\r\n%s\r\n' % (line, text)


def raw_paste_long(session):
    """More than two windows: the sender waits for each \\x01."""
    source = b''.join(b'x%d = %d\n' % (i, i) for i in range(100)) + b'print(x99)\n'
    session.send(b'\x05A\x01')
    session.exactly(b'R\x01\x80\x00\x01')
    window, at = 256, 0
    while at < len(source):
        if window == 0:
            assert session.read(1) == b'\x01', 'no window'
            window = 128
        n = min(window, len(source) - at)
        session.send(source[at:at + n])
        at += n
        window -= n
    session.send(b'\x04')
    rest = session.read_until(b'\x04\x04>')
    assert rest.lstrip(b'\x01') == b'\x0499\r\n\x04\x04>', rest


def main():
    with tempfile.TemporaryDirectory(prefix='kukri-raw-') as folder:
        os.chdir(folder)
        os.environ['HOME'] = folder
        check('print', exchange((b'print(1)\x04', b'OK1\r\n\x04\x04>'), (b'print(2)\n\x04', b'OK2\r\n\x04\x04>')))
        check('no echo of values', exchange((b'1+1\x04', b'OK\x04\x04>')))
        check('exception', exchange((b'1/0\x04', b'OK\x04' + traceback(b'ZeroDivisionError: division by zero') + b'\x04>'),
                                    (b'print(3)\x04', b'OK3\r\n\x04\x04>')))
        check('syntax error', exchange((b'x = = 1\x04', b'OK\x04  File "<stdin>", line 1\r\n    x = = 1\r\n        ^\r\n'
                                        b'SyntaxError: invalid syntax\r\n\x04>')))
        check('names stay', exchange((b'a = 5\x04', b'OK\x04\x04>'), (b'print(a)\x04', b'OK5\r\n\x04\x04>')))
        check('block', exchange((b'for i in range(2):\n print(i)\n\x04', b'OK0\r\n1\r\n\x04\x04>')))
        check('ctrl-c clears', exchange((b'garbage(\x03print(4)\x04', b'OK4\r\n\x04\x04>')))
        check('ctrl-a again', exchange((b'\x01', b'raw REPL; CTRL-B to exit\r\n>')))
        check('stdout write', exchange((b'import sys\nn = sys.stdout.write("ab")\nn = sys.stdout.buffer.write(b"c")\x04',
                                        b'OKabc\x04\x04>')))
        check('os error', exchange((b'open("none")\x04', b'OK\x04' + traceback(
            b"FileNotFoundError: [Errno 2] No such file or directory: 'none'") + b'\x04>')))
        check('soft reset', exchange((b'a = 1\x04', b'OK\x04\x04>'),
                                     (b'\x04', b'OK\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>'),
                                     (b'print("a" in globals())\x04', b'OKFalse\r\n\x04\x04>')))
        check('exit resets', exchange((b'raise SystemExit\x04',
                                       b'OK\x04\x04MPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>')))
        check('raw-paste', exchange((b'\x05A\x01', b'R\x01\x80\x00\x01'), (b'print(1)\x04', b'\x041\r\n\x04\x04>'),
                                    (b'print(2)\x04', b'OK2\r\n\x04\x04>')))
        check('raw-paste exception', exchange((b'\x05A\x01', b'R\x01\x80\x00\x01'), (b'x\n1/0\x04', b'\x04\x04' + traceback(
            b"NameError: name 'x' is not defined") + b'\x04>')))
        check('raw-paste error', exchange((b'\x05A\x01', b'R\x01\x80\x00\x01'),
                                          (b'x = = 1\nprint(5)\n\x04', b'\x04\x04  File "<stdin>", line 1\r\n    x = = 1\r\n'
                                           b'        ^\r\nSyntaxError: invalid syntax\r\n\x04>')))
        check('raw-paste long', raw_paste_long)
        check('leave', lambda s: (s.send(b'\x02'), s.read_until(b'\r\nMicroPython v1.27.0'), s.read_until(b'>>> ')))
        os.chdir('/')
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
