#!/usr/bin/env python3
# on: host asan
"""Code files whose instructions are well-formed but trust registers that hold something else: each is refused.

usage: run_kinds.py KUKRI

Each case is a program of which one instruction is changed, in the file: (name, source, the instruction to look for, how often
it has to be skipped, what becomes of the word).
"""
import os
import re
import struct
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
with open(os.path.join(TOP, 'src/object/opcodes.def'), encoding='utf-8') as f:
    NUMBER = {name: i for i, name in enumerate(re.findall(r'^OP\((\w+),', f.read(), re.M))}


def op(name, a=None, b=None, c=None):
    """Changes a word: another instruction, other operands."""
    def change(word):
        old = [word >> 8 & 255, word >> 16 & 255, word >> 24]
        new = [o if n is None else n & 255 for o, n in zip(old, (a, b, c))]
        return NUMBER[name] | new[0] << 8 | new[1] << 16 | new[2] << 24
    return change


CELL = 'def f(a):\n    def g(): return a\n    return g\nf(1)\n'
LOOP = 'def f(n):\n    s = 0\n    for i in range(n): s = s + i\n    return s\nf(3)\n'
ITER = 'def f(n):\n    s = 0\n    for i in n: s = s + i\n    return s\nf([3])\n'
TRY = 'def f(m, n):\n    try: n.x\n    except ValueError: n = 2\n    return n\n'
GEN = 'def f(n):\n    x = yield n\n    yield x\nlist(f(3))\n'
BUILD = 'def f(a, *b): return [a, *b, a]\nf(1, 2)\n'
CALL = 'def f(a, *b): return f.__call__(*b)\n'
CASES = [
    ('no cell is made', CELL, 'MAKE_CELL', 0, op('NOP')),
    ('no value to add', LOOP, 'ADD', 0, op('ADD', None, 3, None)),
    ('an unbound local', LOOP, 'LOADI', 0, op('UNSET')),
    ('no range is prepared', LOOP, 'RANGE_PREP', 0, op('NOP')),
    ('the loop of another', LOOP, 'FOR_RANGE', 0, op('FOR_RANGE', None, 0, None)),
    ('no iterator', ITER, 'GET_ITER', 0, op('MOVE')),
    ('a loop over an int', ITER, 'FOR_ITER', 0, op('FOR_ITER', None, 1, None)),
    ('a window in the locals', ITER, 'GET_ITER', 0, op('CALL', 0, 0, 0)),
    ('reading behind a call', 'def f(a): return [len(a), len(a)]\nf([])\n', 'RETURN', 0, op('RETURN', 6)),
    ('a loop that does not poll', ITER, 'LOOP', 0, op('JUMP')),
    ('raising again no exception', TRY, 'RERAISE', 0, op('RERAISE', 0)),
    ('no exception before', TRY, 'UNCATCH', 0, op('UNCATCH', 0)),
    ('yield in a function', LOOP, 'ADD', 0, op('YIELD', None, 0, 0)),
    ('delegating to an int', GEN, 'YIELD', 0, op('YIELD_FROM', None, 0, 0)),
    ('appending to no list', BUILD, 'LIST_APPEND', 0, op('LIST_APPEND', 0)),
    ('extending no list', BUILD, 'LIST_EXTEND', 0, op('LIST_EXTEND', 0)),
    ('a list for arguments', CALL, 'LIST_TO_TUPLE', 0, op('NOP')),
    ('a part of a slice', 'def f(a): return a[1:2]\n', 'GETSLICE', 0, op('GETSLICE', None, None, 255)),
    ('an import of too much', 'import sys\n', 'IMPORT', 0, op('IMPORT', 255)),
    ('a window of nothing', 'def f(a): return a()\n', 'CALL', 0, op('CALL', None, 255, 0)),
    ('no such test', 'def f(a):\n    match a:\n        case [1]: return 2\n', 'MATCH', 0, op('MATCH', None, None, 9)),
    ('a name without a namespace', 'def f(): return len\n', 'LOAD_GLOBAL', 0, op('LOAD_NAME', None, 0, 0)),
]


def change_file(data, name, skip, change):
    """The file with the word changed that is the instruction; words of code lie together, but need not lie on a boundary."""
    number = NUMBER[name]
    for start in range(4):
        at = start
        while at + 4 <= len(data):
            word, = struct.unpack_from('<I', data, at)
            if word & 255 == number and plausible(data, at):
                if skip == 0:
                    return data[:at] + struct.pack('<I', change(word)) + data[at + 4:]
                skip -= 1
            at += 4
    return None


def plausible(data, at):
    """Words around it are instructions too."""
    words = [struct.unpack_from('<I', data, i)[0] for i in (at - 4, at + 4) if 0 <= i and i + 4 <= len(data)]
    return all(w & 255 < len(NUMBER) and w >> 8 & 255 < 32 for w in words)


def main():
    kukri = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'm.kkc')
        for name, source, wanted, skip, change in CASES:
            with open(os.path.join(folder, 'm.py'), 'w', encoding='utf-8') as f:
                f.write(source)
            subprocess.run([kukri, '-X', 'code=' + path, os.path.join(folder, 'm.py')], check=True)
            with open(path, 'rb') as f:
                data = f.read()
            os.remove(os.path.join(folder, 'm.py'))
            good = subprocess.run([kukri, '-c', 'import m'], capture_output=True, text=True, cwd=folder)
            changed = change_file(data, wanted, skip, change)
            if changed is None:
                print('FAIL %s: no %s in the file' % (name, wanted))
                continue
            with open(path, 'wb') as f:
                f.write(changed)
            done = subprocess.run([kukri, '-c', 'import m'], capture_output=True, text=True, cwd=folder)
            refused = done.returncode == 1 and "damaged: " in done.stderr
            print('ok ' + name if refused and good.returncode == 0 else 'FAIL %s: %d %s' % (name, done.returncode, done.stderr[-200:]))


if __name__ == '__main__':
    main()
