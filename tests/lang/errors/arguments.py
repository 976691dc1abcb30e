# SyntaxErrors: arguments.
tests = [
    'def f(a, a): pass',
    'def f(a=1, b): pass',
    'f(a=1, 2)',
    'f(**a, *b)',
    'f(a=1, a=2)',
    'lambda x, x: 1',
    'def f(*): pass',
    'def f(*, **k): pass',
    'def f(a, /, b, /): pass',
    'f(x for x in y, 1)',
    'f(1, x for x in y)',
    'f(**k, a)',
    'f(a for a in b, c)',
    'def f(**k, a): pass',
    'def f(*a, *b): pass',
    'def f(a, *): pass',
    'lambda *: 1',
    'foo(a, b for b in c, d)',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
