#!/usr/bin/env python3
"""What -O drops: assert statements, then docstrings, then annotations."""
import subprocess
import sys

TEXT = '''
def f(a: int) -> int:
    "doc"
    assert a, "no"
    return __debug__
class C:
    x: int = 1
print(f.__annotations__ == {}, hasattr(C, "__annotations__") and C.__annotations__ != {}, f.__doc__)
print(f(0))
'''
WANT = {
    '': 'False True doc\n',
    '-O': 'False True doc\nFalse\n',
    '-O2': 'False True None\nFalse\n',
    '-O3': 'True False None\nFalse\n',
}


def main():
    failed = 0
    for option, want in WANT.items():
        command = [sys.argv[1]] + ([option] if option else []) + ['-c', TEXT]
        got = subprocess.run(command, capture_output=True, timeout=30, text=True)
        ok = got.stdout == want and (got.returncode == 0) == bool(option)
        failed += not ok
        print('ok optimise%s' % option if ok else 'FAIL optimise%s: %r %s' % (option, got.stdout, got.stderr))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
