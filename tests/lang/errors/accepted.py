# Programs that look odd and are fine.
tests = [
    'from . import *',
    '(a := 1)',
    'lambda: (yield)',
    'del (a, b), [c]',
    'x = *a, b',
    'print(a, *b, **c, d=1)',
    'def f(a, *, b): pass',
    '1.e5',
    '00',
    '0_0',
    '(x): int',
    'x.y: int = 1',
    'f(*a, b)',
    '{x: y for x in z}',
    '(x for x in y)',
    'def f(x=1, *, y, z=2, **k): pass',
    'a.b.c = d.e',
    'global x, y',
    'x = 09.5',
    '0xfor x in y',
    "b'\\u1234'",
    "'\\777'",
    "x = 'a' 'b' f'{c}' r'd'",
    'class A: x = 1; y = 2',
    'if 1: x\nelse: y',
    'while 1: break',
    'for i in x: continue',
    'try:\n  x\nexcept A:\n y\nelse:\n z\nfinally:\n w',
    'with a, b as c: pass',
    'with (a, b): pass',
    'with (a as b, c as d,): pass',
    'with (a): pass',
    'with (a).b as c: pass',
    'with (a, b) as c: pass',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
