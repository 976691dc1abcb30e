# Keys of mapping patterns, and what follows a number.
tests = [
    'match x:\n    case {f"": _}:\n        pass',
    'match x:\n    case {"a": f""}:\n        pass',
    '1\u2026',
    '0xf\u20447',
    '1\xe9',
    '1_\xe9',
    'try: pass\nexcept\n  pass',
    '\\\npass\n        \\\n\npass\n',
    'a, 1 = x',
    '(a, 1) = x',
    '[a, 1 + 2] = x',
    'x[*a:] = 1',
    'del x[*a:]',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
