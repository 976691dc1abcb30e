# SyntaxErrors: strings.
tests = [
    "x = 'abc",
    "x = '''abc\ndef",
    'x = "\\N{foo}"',
    "x = '\\x1'",
    "b'\\x1'",
    "b'é'",
    "'\\u12'",
    "'a' b'c'",
    'x = \\ 1',
    '"abc',
    '"""abc',
    '"\\',
    "'\\N{'",
    "'\\u{'",
    '\ufeffx',
    'x = "é',
    '"a" "b',
    'x = """a\nb\nc',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
