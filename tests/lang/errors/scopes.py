# SyntaxErrors: scopes.
tests = [
    'return 1',
    'def f():\n    print(x)\n    global x',
    'def f():\n    nonlocal x',
    'nonlocal x',
    'def f(x):\n    global x',
    'break',
    'continue',
    'while 1:\n    def f(): break',
    'yield 1',
    'class A:\n    return 1',
    'x = (yield)',
    'def f():\n def g():\n  nonlocal y',
    'class A:\n nonlocal x',
    'def f(a):\n nonlocal a',
    'return',
    'if True:\n  return',
    'await x',
    'def f(): continue',
    'while 1:\n  class A: break',
    'with (yield): pass',
    'x = yield',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
