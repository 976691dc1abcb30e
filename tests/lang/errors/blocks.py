# SyntaxErrors: blocks.
tests = [
    'if x\n  y',
    'if x:\ny',
    '  x = 1',
    'if x:\n    a\n  b',
    'try:\n    pass\nfinally',
    'class A',
    'def f()\n  pass',
    'if 1:\n  x\n y',
    'if 1:\n\tx\n        y',
    'if 1:\n        x\n\ty',
    'def f():\n    return 1\n  x = 2',
    'def f():\nx',
    'class A:\nx',
    'for x in y:\nz',
    'while x:\nz',
    'with a:\nb',
    'try:\na',
    'try:\n a\nexcept:\nb',
    'try:\n a\nfinally:\nb',
    'if x:\n a\nelif y:\nb',
    'if x:\n a\nelse:\nb',
    'with a',
    'def f() x',
    'try x',
    'try: x\nfinally x',
    'if 1: x\nelse x',
    'if 1:',
    'def f():\n\n# c\n',
    'class A:\n    def f(self):',
    'for x in y:\n# c',
    '        x',
    'if 1:\n    x\n        y',
    'x = 1\n  y = 2',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
