# SyntaxErrors: targets.
tests = [
    '1 = x',
    'f() = 1',
    'a, 1 = x',
    'a + 1 = 2',
    'None = 1',
    'def f():\n    x = 1\n    global x',
    'del f()',
    'del a+b',
    'if x = 1: pass',
    'f(a.b=1)',
    'f(1=2)',
    'f(True=1)',
    '(a, b): int = 1',
    'a, b: int',
    '1 += 2',
    '(a, b) += 1',
    '*a = 1',
    '(a.b := 1)',
    'not a = 1',
    'a < b = 1',
    '"abc" = 1',
    'def f(): yield = 1',
    'del *a',
    'f(): int',
    'for f() in x: pass',
    'with a as f(): pass',
    '[x, y for x in z]',
    'lambda: x = 1',
    'a[b=1]',
    '[i := 0 for i in x]',
    'class A: [i := 0 for j in x]',
    'True = 1',
    'None += 1',
    'f(None=1)',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
