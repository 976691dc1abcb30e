# SyntaxErrors: syntax.
tests = [
    'elif x: y',
    'except: pass',
    'finally: pass',
    'a.1',
    'a..b',
    'a?b',
    '$',
    'a = `b`',
    '1 <> 2',
    'x = !a',
    '[x for x in 1, 2]',
    '{x for x}',
    'x = lambda',
    'not',
    'x = not',
    'a if b else',
    'a and',
    'x is',
    'x not y',
    'x not in',
    '~',
    '-',
    'f(a=)',
    'f(=1)',
    '{:1}',
    '{**}',
    '[*]',
    '(*)',
    '*',
    '**a',
    'x = **a',
    'a[]',
    'a[1:2:3:4]',
    'global',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
