#!/usr/bin/env python3
# on: host, asan, lx106
"""Programs that ask for too much: each must end in a Python exception, and the prompt must go on."""
import os
import random
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEAP = '36M'
DEEP = 100000

NOISE = random.Random(7)
BYTES = [bytes(NOISE.randrange(256) for _ in range(2000)) for _ in range(5)]
TOKENS = ['def', 'f', '(', ')', ':', '\n', '    ', 'if', 'lambda', '*', ',', '=', '1', '"s"', '[', ']', '{', '}', 'for',
          'in', 'x', 'yield', 'return', 'class', '@', '.', 'not', '~', 'f"{x}"', 'try', 'except', 'with', 'as', ';', ':=']
SALADS = [' '.join(NOISE.choice(TOKENS) for _ in range(120)).encode() for _ in range(40)]

# (name, program, the exceptions of which one must end it). "caught": or the program says so and ends
# well; "well": it may just end well.
RUNAWAY = [
    ('recursion', b'def f(): return f()\nf()\n', 'RecursionError'),
    ('recursion_method', b'class A:\n    def __getattr__(self, n): return getattr(self, n + "x")\nA().a\n',
     'RecursionError MemoryError'),
    ('recursion_repr', b'class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n', 'RecursionError'),
    ('recursion_eq', b'class A:\n    def __eq__(self, o): return self == o\nA() == 1\n', 'RecursionError'),
    ('recursion_add', b'class A:\n    def __add__(self, o): return self + o\nA() + 1\n', 'RecursionError'),
    ('recursion_iter', b'class A:\n    def __iter__(self): return iter(self)\nlist(A())\n', 'RecursionError TypeError'),
    ('recursion_key', b'def k(x): return sorted([1, 2], key=k)\nk(0)\n', 'RecursionError MemoryError'),
    ('recursion_generator', b'def g():\n    yield from g()\nlist(g())\n', 'RecursionError MemoryError'),
    ('recursion_exec', b'def f(): exec("f()")\nf()\n', 'RecursionError MemoryError'),
    ('allocate_list', b'a = []\nwhile True: a.append(bytearray(1000))\n', 'MemoryError'),
    ('allocate_str', b'x = "ab"\nwhile True: x += x\n', 'MemoryError'),
    ('allocate_int', b'x = 3\nwhile True: x = x << 1000000\n', 'MemoryError OverflowError'),
    ('allocate_dict', b'd = {}\ni = 0\nwhile True:\n    d[i] = str(i)\n    i += 1\n', 'MemoryError'),
    ('allocate_tuple', b't = ()\nwhile True: t += (1, 2, 3) + t\n', 'MemoryError'),
    ('allocate_linked', b'a = None\nwhile True: a = [a]\n', 'MemoryError'),
    ('allocate_huge', b'[0] * (1 << 45)\n', 'MemoryError OverflowError'),
    ('allocate_huge_bytes', b'bytearray(1 << 50)\n', 'MemoryError OverflowError'),
    ('allocate_huge_str', b'"x" * (1 << 60)\n', 'MemoryError OverflowError'),
    ('names', b'd = {}\ni = 0\nwhile True:\n    setattr(print if 0 else type("T", (), {}), "n%d" % i, i)\n'
     b'    d["n%d" % i] = i\n    i += 1\n', 'MemoryError'),
    ('nested_repr', b'a = []\nfor i in range(2000): a = [a]\ntry:\n    repr(a)\n    for i in range(100000): a = [a]\n'
     b'    repr(a)\nexcept (RecursionError, MemoryError):\n    a = None\n    print("caught")\n', 'caught MemoryError'),
    ('nested_eq', b'def n():\n    a = []\n    for i in range(100000): a = [a]\n    return a\ntry:\n    n() == n()\n'
     b'except (RecursionError, MemoryError):\n    print("caught")\n', 'caught MemoryError'),
    ('nested_hash', b't = ()\ntry:\n    for i in range(100000): t = (t,)\n    hash(t)\n'
     b'except (RecursionError, MemoryError):\n    t = None\n    print("caught")\n', 'caught MemoryError'),
    ('nested_isinstance', b't = int\ntry:\n    for i in range(100000): t = (t,)\n    isinstance("", t)\n    print("caught")\n'
     b'except (RecursionError, MemoryError):\n    t = None\n    print("caught")\n', 'caught MemoryError'),
]
TEXTS = [
    ('brackets_round', b'(' * DEEP, 'SyntaxError MemoryError RecursionError'),
    ('brackets_square', b'x = ' + b'[' * DEEP + b']' * DEEP, 'SyntaxError MemoryError RecursionError'),
    ('brackets_mixed', b'x = ' + b'([{' * (DEEP // 3), 'SyntaxError MemoryError RecursionError'),
    ('minus', b'x = ' + b'-' * DEEP + b'1', 'well SyntaxError MemoryError RecursionError'),
    ('not', b'x = ' + b'not ' * DEEP + b'1', 'well SyntaxError MemoryError RecursionError'),
    ('lambda', b'x = ' + b'lambda: ' * DEEP + b'1', 'well SyntaxError MemoryError RecursionError'),
    ('power', b'x = ' + b'2**' * DEEP + b'1', 'well SyntaxError MemoryError RecursionError'),
    ('ternary', b'x = ' + b'1 if 1 else ' * DEEP + b'1', 'well SyntaxError MemoryError RecursionError'),
    ('blocks', b''.join(b' ' * i + b'if 1:\n' for i in range(1000)) + b' ' * 1000 + b'pass\n',
     'SyntaxError IndentationError MemoryError RecursionError'),
    ('calls', b'f' + b'(f' * DEEP, 'SyntaxError MemoryError RecursionError'),
    ('unterminated', b'x = """' + b'a' * 3000, 'SyntaxError'),
    ('unterminated_f', b'x = f"{' + b'f"{' * 200, 'SyntaxError MemoryError RecursionError'),
    ('huge_number', b'x = ' + b'9' * 20000 + b'\nprint("caught")\n', 'caught SyntaxError ValueError MemoryError'),
    ('cut_off', b'def f(:\n', 'SyntaxError'),
    ('nul', b'x = 1\0\n', 'SyntaxError ValueError'),
    ('tabs', b'if 1:\n\tx = 1\n        y = 2\n', 'TabError IndentationError'),
    ('not_utf8', b'x = "\xff\xfe"\n', 'SyntaxError UnicodeDecodeError'),
    ('not_utf8_comment', b'# \x80\n', 'SyntaxError UnicodeDecodeError'),
]
TEXTS += [('noise_%d' % i, data, 'SyntaxError UnicodeDecodeError IndentationError ValueError')
          for i, data in enumerate(BYTES)]
TEXTS += [('salad_%d' % i, data, 'Error') for i, data in enumerate(SALADS)]
LONG = b'x = "' + b'y' * 1000000 + b'"\nprint(len(x))\n'


class Target:
    """The program under test: the host's, or the firmware in the emulator."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.lx106 = program.endswith('.elf')

    def command(self, script):
        if not self.lx106:
            return [self.program, '-X', 'heapsize=' + HEAP] + ([script] if script else ['-i'])
        return ([sys.executable, os.path.join(TOP, 'ports/lx106/run.py'), '--timeout', '95', self.program] +
                ([script] if script else []))

    def run(self, script, data=b''):
        try:
            done = subprocess.run(self.command(script), input=data, capture_output=True, timeout=100 if self.lx106 else 30)
        except subprocess.TimeoutExpired:
            return 'timeout', b'', b''
        return done.returncode, done.stdout, done.stderr


def run_source(target, source):
    with tempfile.NamedTemporaryFile(suffix='.py') as f:
        f.write(source)
        f.flush()
        return target.run(f.name)


def check_case(target, source, wanted):
    """None, or what is wrong with how the program ended."""
    status, out, err = run_source(target, source)
    text = (out + err).decode('utf-8', 'backslashreplace')
    if status not in (0, 1):
        return 'status %s: %s' % (status, text[-500:])
    if b'Sanitizer' in err or b'runtime error' in err:
        return err[-1500:].decode('utf-8', 'replace')
    last = ([line for line in text.split('\n') if line.strip()] or [''])[-1]
    if status == 0 and not re.search('caught|well|^Error$', wanted):
        return 'ended well; expected %s' % wanted
    if status == 1 and not any(name in last for name in wanted.split()):
        return 'expected %s, not: %s' % (wanted, text[-500:])
    return None


def check_long(target):
    status, out, err = run_source(target, LONG)
    good = (status == 1 and b'MemoryError' in out + err) if target.lx106 else (status == 0 and out == b'1000000\n')
    return None if good else 'status %s: %s' % (status, (out + err)[-300:])


def check_prompt(target):
    """The prompt survives what programs do not."""
    lines = [b'def f(): return f()', b'', b'f()', b'a = []', b'while True: a.append(bytearray(500))', b'', b'a = None',
             b'(' * 500, b')' * 500, b'1 +', b'x = "\xff"', b'"' + b'z' * 3000, b'print("ali" + "ve", 6 * 7)', b'']
    status, out, err = target.run(None, b'\n'.join(lines))
    text = out + err
    for word in (b'RecursionError', b'MemoryError', b'SyntaxError', b'alive 42'):
        if word not in text:
            return 'no %s in: %s' % (word.decode(), text[-1500:].decode('utf-8', 'backslashreplace'))
    return None if status == 0 else 'status %s' % status


def main():
    target = Target(sys.argv[1])
    only = sys.argv[2:]
    cases = [(name, lambda s=source, w=wanted: check_case(target, s, w)) for name, source, wanted in RUNAWAY + TEXTS]
    cases += [('long_literal', lambda: check_long(target)), ('prompt', lambda: check_prompt(target))]
    failed = 0
    for name, check in cases:
        if only and name not in only:
            continue
        problem = check()
        failed += problem is not None
        print('ok %s' % name if problem is None else 'FAIL %s: %s' % (name, problem), flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
