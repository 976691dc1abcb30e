# SyntaxErrors: numbers.
tests = [
    '1abc',
    '0777',
    '0x',
    '0o8',
    '0b2',
    '1_',
    '1__0',
    '1e',
    'del 1',
    'for 1 in x: pass',
    'with a as 1: pass',
    'a = b = 1 = c',
    'x = 0b',
    'x = 1e+',
    'x = 0xg',
    '1_000_',
    '0_7',
    '1__2',
    'x = 12a',
    'x = 08',
    'x = 0o9',
    '1_a',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
