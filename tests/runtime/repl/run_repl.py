#!/usr/bin/env python3
"""Tests of the prompt on a pseudo-terminal: what is typed, and what must appear."""
import os
import pty
import select
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
BANNER = b'MicroPython v1.27.0 compatible, Kukri v'
failed = 0


class Session:
    """A kukri at a terminal of its own."""

    def __init__(self, args=()):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execv(PROGRAM, [PROGRAM] + list(args))
        # What select saw may be gone: a program that changes the terminal's mode drops it.
        os.set_blocking(self.fd, False)
        self.seen = b''

    def expect(self, text, seconds=120):
        """Reads until text has come; returns all up to it."""
        end = time.time() + seconds
        while text not in self.seen:
            if not select.select([self.fd], [], [], max(0, end - time.time()))[0]:
                raise AssertionError('%r instead of %r' % (self.seen[-300:], text))
            try:
                data = os.read(self.fd, 4096)
            except BlockingIOError:
                continue
            except OSError:
                data = b''
            if not data:
                raise AssertionError('ended with %r instead of %r' % (self.seen[-300:], text))
            self.seen += data
        at = self.seen.index(text) + len(text)
        before, self.seen = self.seen[:at], self.seen[at:]
        return before

    def send(self, data):
        os.write(self.fd, data)

    def close(self):
        """Waits for the end; the exit status. A Ctrl-D that came while the terminal edited lines is lost: again."""
        patience = 5
        while True:
            if not select.select([self.fd], [], [], 2)[0]:
                patience -= 1
                if patience == 0:
                    raise AssertionError('does not end')
                self.send(b'\x04')
                continue
            try:
                if not os.read(self.fd, 4096):
                    break
            except BlockingIOError:
                continue
            except OSError:
                break
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def check(name, steps, status=0):
    """steps: pairs (typed, what must come then)."""
    global failed
    session = Session()
    try:
        session.expect(b'>>> ')
        for typed, expected in steps:
            if typed == b'\x03':
                time.sleep(0.3)  # what it interrupts must have begun
            session.send(typed)
            session.expect(expected)
        session.send(b'\x04')
        got = session.close()
        assert got == status, 'status %r' % got
        print('ok', name)
    except (AssertionError, OSError) as e:
        failed += 1
        print('FAIL', name)
        try:
            os.kill(session.pid, 9)
        except ProcessLookupError:
            pass
        print('   ', e)


def statements():
    check('expression', [(b'1+2\r', b'1+2\r\n3\r\n>>> '), (b'_*2\r', b'6\r\n>>> '), (b'None\r', b'None\r\n>>> ')])
    check('statement', [(b'x = "a"\r', b'\r\n>>> '), (b'x\r', b"\r\n'a'\r\n>>> ")])
    check('several on a line', [(b'a = 1; a; a + 1\r', b'\r\n1\r\n2\r\n>>> ')])
    check('block', [(b'for i in range(2):\r', b'\r\n...     '), (b'i\r', b'\r\n...     '), (b'\r', b'\r\n0\r\n1\r\n>>> ')])
    check('nested', [(b'def f(x):\r', b'...     '), (b'if x:\r', b'...         '), (b'return 1\r', b'...         '),
                     (b'\x7f', b'\x1b'), (b'return 2\r', b'...     '), (b'\r', b'>>> '), (b'f(0), f(1)\r', b'(2, 1)\r\n')])
    check('decorator', [(b'@staticmethod\r', b'... '), (b'def g():\r', b'...     '), (b'pass\r', b'...     '), (b'\r', b'>>> ')])
    check('block ended by ctrl-d', [(b'if 1:\r', b'...     '), (b'5\r', b'...     '), (b'\x15\x04', b'\r\n5\r\n>>> ')])
    check('brackets', [(b'(1,\r', b'... '), (b'2)\r', b'(1, 2)\r\n>>> ')])
    check('triple quotes', [(b'"""a\r', b'... '), (b'b"""\r', b"'a\\nb'\r\n>>> ")])
    check('backslash', [(b'1 + \\\r', b'... '), (b'2\r', b'\r\n3\r\n>>> ')])
    check('empty lines', [(b'\r', b'\r\n>>> '), (b'   \r', b'>>> '), (b'# comment\r', b'>>> ')])
    check('unicode', [('s = "ü€"\r'.encode(), b'>>> '), (b's\r', "'ü€'\r\n".encode())])


def errors():
    check('exception', [(b'1/0\r', b'Traceback (most recent call last):\r\n  File "<stdin>", line 1, in <module>\r\n'
                         b'ZeroDivisionError: division by zero\r\n>>> ')])
    check('syntax', [(b'x = = 1\r', b'SyntaxError: invalid syntax\r\n>>> '), (b'1\r', b'\r\n1\r\n')])
    check('recursion', [(b'def f(): f()\r\r', b'>>> '), (b'f()\r', b'more times]\r\nRecursionError'), (b'5\r', b'\r\n5\r\n')])
    check('memory', [(b'x = []\r', b'>>> '), (b'while 1: x.append(bytearray(10**8))\r\r', b'MemoryError'),
                     (b'del x\r', b'>>> '), (b'6\r', b'\r\n6\r\n')])
    check('interrupt', [(b'for i in range(10 ** 12): i or print(6 * 7)\r\r', b'42\r\n'), (b'\x03', b'KeyboardInterrupt\r\n>>> '), (b'7\r', b'\r\n7\r\n')])
    check('interrupt sleep', [(b'import time\r', b'>>> '), (b'print(6 * 7) or time.sleep(100)\r', b'42\r\n'), (b'\x03', b'KeyboardInterrupt')])
    check('cancel line', [(b'abc\x03', b'\r\n>>> '), (b'8\r', b'\r\n8\r\n')])
    check('cancel block', [(b'if 1:\r', b'...     '), (b'\x03', b'\r\n>>> '), (b'9\r', b'\r\n9\r\n')])
    check('exit', [(b'import sys\r', b'>>> '), (b'sys.exit(7)\r', b'\r\n')], status=7)
    check('quit', [(b'quit()\r', b'\r\n')])
    check('nested brackets', [(b'\x05', b'=== '), (b'(' * 300 + b')' * 300, b'((('), (b'\x04', b'Error'), (b'1\r', b'\r\n1\r\n')])


def editing():
    check('arrows', [(b'ad\x1b[Dbc\x1b[C+"x"\x01b', b''), (b'cd=1\r', b'Error'), (b'1\r', b'\r\n1\r\n')])
    check('home and end', [(b'23\x1b[H1\x1b[F4\r', b'\r\n1234\r\n')])
    check('insert', [(b'24\x1b[D3\x01\x1b[C\x08\x051\r', b'\r\n341\r\n')])
    check('delete', [(b'1234\x01\x1b[3~\x04\r', b'\r\n34\r\n')])
    check('kill', [(b'12+3\x1b[D\x0b4\x01\x06\x06\x15\r', b'\r\n4\r\n')])
    check('words', [(b'11 + 22\x17 33\x1bb\x1bb9\r', b'\r\n')])
    check('word erase', [(b'5 + abc\x176\r', b'\r\n11\r\n')])
    check('history', [(b'11\r', b'>>> '), (b'22\r', b'>>> '), (b'\x1b[A\x1b[A\r', b'\r\n11\r\n>>> '), (b'\x10\x10\x0e\r', b'\r\n11\r\n')])
    check('tab name', [(b'imp\t', b'import'), (b' tim\t\r', b'time\r\n>>> '), (b'time.sleep_m\t(1)\r', b'sleep_ms(1)\r\n>>> ')])
    check('tab list', [(b'import time\r', b'>>> '), (b'time.sleep\t', b'sleep_us'), (b'_ms(0)\r', b'\r\n>>> ')])
    check('tab indents', [(b'if 1:\r', b'...     '), (b'\t2\r', b'...         '), (b'\r', b'\r\n2\r\n>>> ')])
    check('unicode keys', [('"aü"\x1b[D\x7f\r'.encode(), b"\r\n'a'\r\n")])


def modes():
    check('paste', [(b'\x05', b'paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== '),
                    (b'def f():\r    return 5\r\r    # more\rprint(f())\r', b'=== '), (b'\x04', b'\r\n5\r\n>>> ')])
    check('paste cancelled', [(b'\x05', b'=== '), (b'print(1)\x03', b'\r\n>>> '), (b'2\r', b'\r\n2\r\n')])
    check('banner', [(b'\x02', BANNER), (b'', b'>>> ')])
    check('input', [(b'x = input("n? ")\r', b'\r\nn? '), (b'hex\x7fy\r', b'>>> '), (b'x\r', b"'hey'")])
    check('prompts', [(b'import sys\r', b'>>> '), (b'sys.ps1 = "p1> "\r', b'p1> '), (b'sys.ps2 = "p2> "\r', b'p1> '),
                      (b'(\r', b'p2> '), (b'1)\r', b'\r\n1\r\np1> ')])
    check('displayhook', [(b'import sys\r', b'>>> '), (b'sys.displayhook = lambda v: print("<", v, ">")\r', b'>>> '),
                          (b'5\r', b'< 5 >')])


def history_file():
    global failed
    with open('.kukri_history', 'rb') as f:
        kept = f.read()
    check('history kept', [(b'12345\r', b'>>> ')])
    check('history loaded', [(b'\x1b[A\r', b'\r\n12345\r\n')])
    if not kept:
        failed += 1
        print('FAIL history file')


def main():
    with tempfile.TemporaryDirectory(prefix='kukri-repl-') as folder:
        os.chdir(folder)
        os.environ['HOME'] = folder
        os.environ['TERM'] = 'dumb'
        for group in (statements, errors, editing, modes, history_file):
            group()
        os.chdir('/')
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
