# SyntaxErrors: targets.
tests = [
    'for None in x: pass',
    '__debug__ = 1',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
