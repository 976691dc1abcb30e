#!/usr/bin/env python3
# on: host asan
"""kukri-cross, and importing what it makes; code files that are cut short, of another version, or damaged.

usage: run_codefiles.py KUKRI
"""
import os
import random
import subprocess
import sys
import tempfile

SOURCE = '''"""The docstring."""
import sys
BIG = 1 << 100
NEGATIVE = -(1 << 70)
MIXED = (1.5, -2, 'h\\xe9', b'x', None, True, ..., 3j, '\\ud800', 2.5e300)


def f(a, b=2, *args, c=3, **kw):
    def g():
        return a + b
    assert a
    return g() + c + len(args) + len(kw)


class C:
    """Of the class."""
    count = 0

    def m(self, x: int) -> int:
        C.count += 1
        return super().__init__, __class__


def gen(n):
    for i in range(n):
        yield i


def match_it(x):
    match x:
        case [1, *r]:
            return r
        case {'a': v}:
            return v
        case C(count=n):
            return n
    try:
        with open(x):
            pass
    except (OSError, TypeError) as e:
        return type(e).__name__
    finally:
        f(1)


def fails():
    return [1, 2][5]


far = [x for x in range(3) if x]
'''
USE = '''import sys
sys.path.insert(0, sys.argv[1])
import traceback
import m, pk, pk.sub
print(m.BIG == 1 << 100, m.NEGATIVE == -2 ** 70, ascii(m.MIXED), m.__doc__, m.f(1, 2, 3, d=4), m.C().m(1)[1], m.C.count)
print(list(m.gen(3)), m.match_it([1, 2]), m.match_it({'a': 7}), m.match_it(m.C()), m.match_it('/none'), m.far)
print(m.C.__doc__, m.C.m.__annotations__, m.__file__ == sys.argv[1] + '/m.kkc', pk.sub.__name__, m.f.__qualname__)
try:
    m.fails()
except IndexError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_lineno, tb.tb_frame.f_code.co_filename)
import both
print(both.WHO)
'''
EXPECTED = '''True True (1.5, -2, 'h\\xe9', b'x', None, True, Ellipsis, 3j, '\\ud800', 2.5e+300) The docstring. 8 <class 'm.C'> 1
[0, 1, 2] [2] 7 1 FileNotFoundError [1, 2]
Of the class. {'x': <class 'int'>, 'return': <class 'int'>} True pk.sub f
47 shown.py
source
'''
LOAD = '''import sys
sys.path.insert(0, sys.argv[1])
try:
    import bad
except (ImportError, RecursionError, MemoryError) as e:
    print(type(e).__name__, e)
else:
    print('imported')
'''


def run(program, *args):
    return subprocess.run((program,) + args, text=True, capture_output=True, timeout=60)


def check(name, good, shown=''):
    print('%s %s' % ('ok' if good else 'FAIL', name) + ('' if good else '\n' + shown))


def write(path, data):
    with open(path, 'wb') as f:
        f.write(data)


def check_cross(kukri, cross, work):
    source = os.path.join(work, 'm.py')
    write(source, SOURCE.encode())
    done = run(cross, '-s', 'shown.py', source)
    check('cross', done.returncode == 0 and not done.stderr, done.stderr)
    with open(os.path.join(work, 'm.kkc'), 'rb') as f:
        code = f.read()
    os.remove(source)
    os.mkdir(os.path.join(work, 'pk'))
    for name in ('pk/__init__', 'pk/sub', 'both'):
        write(os.path.join(work, name + '.kkc'), code)
    write(os.path.join(work, 'both.py'), b'WHO = "source"\n')
    write(os.path.join(work, 'use.py'), USE.encode())
    done = run(kukri, os.path.join(work, 'use.py'), work)
    check('import', done.stdout == EXPECTED and done.returncode == 0, done.stdout + done.stderr)
    write(source, SOURCE.encode())
    done = run(cross, '-O3', '-o', os.path.join(work, 'o3.kkc'), source)
    done = run(kukri, '-c', 'import sys; sys.path.insert(0, %r); import o3; print(o3.__doc__, o3.f(0), o3.C.m.__annotations__)' % work)
    check('optimised', done.stdout == 'None 5 {}\n', done.stdout + done.stderr)
    for args, status, message in (((), 1, 'compiles one file'), (('-q', 'x'), 1, 'unknown option'), (('-o',), 1, 'argument expected'),
                                  (('none.py',), 2, "can't open"), (('-O9x', 'x.py'), 1, 'unknown option')):
        done = run(cross, *args)
        check('cross: ' + message, done.returncode == status and message in done.stderr, done.stderr)
    return code


def load(kukri, work, data):
    write(os.path.join(work, 'bad.kkc'), data)
    return run(kukri, os.path.join(work, 'load.py'), work)


def check_damaged(kukri, work, code):
    write(os.path.join(work, 'load.py'), LOAD.encode())
    done = load(kukri, work, code)
    check('whole', done.stdout == 'imported\n', done.stdout + done.stderr)
    cases = [('empty', b'', 'ends too early'), ('text', b'print("hello")\n', 'is no code file'),
             ('version', code[:3] + b'\1' + code[4:], 'another version'), ('stamp', code[:4] + b'abcd' + code[8:], 'another version'),
             ('cut', code[:len(code) // 2], 'ends too early'), ('count', code[:8] + b'\xff\xff\xff\xff\x7f', 'too large'),
             ('length', code[:8] + b'\x01n\xff\xff\xff\x07', 'ends too early'),
             ('nested', code[:8] + b'\x01' + b'(\x01' * 200000, 'RecursionError'), ('letter', code[:8] + b'\x01?', 'no value begins')]
    for name, data, message in cases:
        done = load(kukri, work, data)
        check('damaged: ' + name, message in done.stdout and done.returncode == 0, done.stdout + done.stderr)
    good = 0
    for at in range(9, len(code), max(1, len(code) // 40)):
        done = load(kukri, work, code[:at])
        good += done.returncode == 0 and done.stdout.startswith('ImportError')
    check('cut everywhere', good >= 40, done.stdout + done.stderr)


def check_jumps(kukri, work, code):
    """Bytes of the instructions of a function that does nothing, one after the other: none may be read wrongly."""
    rng = random.Random(5)
    write(os.path.join(work, 'small.py'), b'def f(a):\n    for x in a:\n        if x < 3:\n            return [x]\n')
    run(kukri, '-X', 'code=' + os.path.join(work, 'small.kkc'), os.path.join(work, 'small.py'))
    with open(os.path.join(work, 'small.kkc'), 'rb') as f:
        small = f.read()
    found = set()
    # The module's own instructions stand before the constants, among which the function is: only that is changed.
    begin = small.rindex(b'n\x01f', 0, small.index(b'n\x01x'))
    for at in range(begin, len(small) - 8):
        data = small[:at] + bytes([rng.randrange(256)]) + small[at + 1:]
        done = load(kukri, work, data)
        if done.returncode != 0:
            return check('changed bytes', False, '%d: %r' % (at, data) + done.stdout + done.stderr)
        found.add(done.stdout.split(':')[-1].strip())
    check('changed bytes', len(found) >= 5, str(found))


def main():
    kukri = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix='kukri-code-') as work:
        code = check_cross(kukri, os.path.join(os.path.dirname(kukri), 'kukri-cross'), work)
        check_damaged(kukri, work, code)
        check_jumps(kukri, work, code)


if __name__ == '__main__':
    main()
