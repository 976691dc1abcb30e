#!/usr/bin/env python3
"""The prompt with os.dupterm: a stream sees it, and types at it. Sessions are those of run_repl.py."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import run_repl  # noqa: E402

SCRIPT = b'''
import io, os
class S(io.IOBase):
    def __init__(self): self.seen, self.keys, self.fail = b'', b'', False
    def write(self, data): self.seen += data
    def readinto(self, buf):
        if self.fail: raise ValueError('broken stream')
        if not self.keys: return None
        buf[0] = self.keys[0]
        self.keys = self.keys[1:]
        return 1

'''


def begin(session):
    session.expect(b'>>> ')
    session.send(b'\x05')
    session.expect(b'=== ')
    session.send(SCRIPT.replace(b'\n', b'\r') + b's = S()\r\x04')
    session.expect(b'>>> ')


def test_both_ways():
    session = run_repl.Session()
    begin(session)
    session.send(b"s.keys = b'print(6 * 7, s.seen.count(b\">>> \") > 0)\\r'; os.dupterm(s)\r")
    session.expect(b'42 True')
    session.expect(b'>>> ')
    session.send(b'print("typed " + "here")\r')
    session.expect(b'typed here')
    session.send(b'os.dupterm(None) is s\r')
    session.expect(b'True')
    session.send(b'b"typed here\\r\\n" in s.seen, s.seen.count(b">>> ") > 2\r')
    session.expect(b'(True, True)')
    session.send(b'\x04')
    assert session.close() == 0


def test_interrupt():
    session = run_repl.Session()
    begin(session)
    session.send(b"s.keys = b'x = 1\\x03y = 2\\r'; os.dupterm(s, 1)\r")
    session.expect(b'y = 2')
    session.expect(b'>>> ')
    session.send(b"y, 'x' in globals()\r")
    session.expect(b'(2, False)')
    session.send(b'\x04')
    assert session.close() == 0


def test_broken():
    session = run_repl.Session()
    begin(session)
    session.send(b's.fail = True; os.dupterm(s)\r')
    session.expect(b'dupterm: Exception in readinto() method, deactivating')
    session.expect(b'ValueError: broken stream')
    session.send(b'os.dupterm(None)\r')
    session.expect(b'>>> ')
    session.send(b'print("still " + "here")\r')
    session.expect(b'still here')
    session.send(b'\x04')
    assert session.close() == 0


def main():
    failed = 0
    folder = tempfile.TemporaryDirectory(prefix='kukri-dupterm-')
    os.environ['HOME'] = folder.name
    os.environ['TERM'] = 'dumb'
    for test in (test_both_ways, test_interrupt, test_broken):
        try:
            test()
            print('ok dupterm.%s' % test.__name__)
        except AssertionError as e:
            failed = 1
            print('FAIL dupterm.%s: %s' % (test.__name__, e))
    return failed


if __name__ == '__main__':
    sys.exit(main())
