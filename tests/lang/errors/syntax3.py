# SyntaxErrors: syntax.
tests = [
    'global x.y',
    'x = a := 1',
    'def f(a := 1): pass',
    '{a := 1: 2}',
    'a = 1;;',
    '; a',
    'a b c',
    'if a: b c',
    'x.None = 1',
    'def None(): pass',
    'class True: pass',
    'import None',
    'def f(None): pass',
    'lambda None: 1',
    'x = ur"a"',
    'x = bf"a"',
    'for x in y print(1)',
    'with a print(1)',
    'class A x',
    'class A(b) x',
    'try: x\nexcept A x',
    'try: x\nexcept x y',
    'lambda x 1',
    'if x print',
    'if x:\n  pass\nelif y z:\n  pass',
    'else:\n    x',
    'x =\ny',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
