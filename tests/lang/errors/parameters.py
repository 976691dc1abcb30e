# Parameter lists.
tests = [
    'def f(/, a): pass',
    'def f(/): pass',
    'def f(a, /, b, /): pass',
    'def f(*, /): pass',
    'def f(a/*, b): pass',
    'def f(a, /*, b): pass',
    'lambda a, /*, b: 1',
    'def f(a=, b): pass',
    'def f(a: int=, b=1): pass',
    'lambda a=: 1',
    'def f(*None): pass',
    'def f(*): pass',
    'def f(*, **k): pass',
    'lambda *: 1',
    'lambda *, **k: 1',
    'def f(a, (b, c), d): pass',
    'def f((a)): pass',
    'def f((a, 1)): pass',
    'lambda (a, b): 1',
    'lambda a, (b): 1',
    'def f(**k, a): pass',
    'def f(**k, *a): pass',
    'def f(**k=1): pass',
    'def f(*a=1): pass',
    'def f(*a, *b): pass',
    'def f(a=1, b): pass',
    'lambda a, a: 1',
    'class C(x for x in y): pass',
    'f((x)=1)',
    'f(x.y=1)',
    'f(a=1, b)',
    'f(True=1)',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
