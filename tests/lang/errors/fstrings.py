# SyntaxErrors: fstrings.
tests = [
    "f'{a'",
    "f'{}'",
    "f'}'",
    "f'{a!x}'",
    'f"{a!}"',
    'f"{a b"',
    "f'{'",
    "f'{x}}'",
    "f'{ }'",
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
