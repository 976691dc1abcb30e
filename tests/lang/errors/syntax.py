# SyntaxErrors: syntax.
tests = [
    'a b',
    'x = $',
    'x = ?',
    'x = a ! b',
    'x += 1 = 2',
    'import a.b as',
    'else: pass',
    'if x:\n    pass\nelif:\n    pass',
    'def f(/): pass',
    'a := 1',
    '[x for x in y = 1]',
    '{a, b: c}',
    'x = ',
    '@',
    'x = 5 +',
    'def f(:',
    'for x in',
    'if',
    'while True print(1)',
    'import',
    'from x import',
    'class A(:',
    '@x\nx = 1',
    'x = 1.2.3',
    'x = 1if',
    'x: int: str',
    'import a as b.c',
    'from . import a.b',
    'from a import b as',
    'assert',
    'raise x from',
    'del',
    'pass x',
    'else: x',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
