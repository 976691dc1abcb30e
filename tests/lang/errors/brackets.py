# SyntaxErrors: brackets.
tests = [
    'x = (1\ny = 2',
    'f(a b)',
    '[1 2]',
    ')',
    '(]',
    '(\n]',
    'from a import (b',
    'f(',
    '[1,2',
    '{1:2',
    'x = [1,\n2\n',
    'x = (1, 2',
    'a[',
    'f(a, b c)',
    '[a b]',
    '{a b}',
    '{a: b c}',
    '(a b)',
    'a = (b c)',
    'def f(\n a,\n b\n',
    'x = {\n 1: 2,\n',
    'x = (\ny =',
    'def f(',
    'def f(a\n  pass',
    '"a" = f(',
    'foo(a, b\nbar()',
    "x = {'a': 1\ny = 2",
    'a = [1, 2\nb = [3]\nc = (1]',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
