# Programs that look odd and are fine.
tests = [
    '(a := 1, b := 2)',
    'f(a := 1)',
    '[a := 1]',
    'a[b := 1]',
    'lambda: (x := 1)',
    'del x[0], y.z',
    'x,',
    'x, = y',
    '[x] = y',
    '() = y',
    '[] = y',
    'x = ()',
    'a = 1;',
    'a \\\n+ b',
    'if (a\n):\n  b',
    'f(\n#c\na,\n)',
    "x = 'a\\\nb'",
    'x\x0c= 1',
    '\x0cx = 1',
    '  \n\t\nx = 1\n   ',
    '#c\n #d\nx',
    'if 1:\n#c\n  x\n #d\n  y',
    'é = 1',
    'super = 1',
    "f'{x!r:>{10}}'",
    "f'{x:}'",
    "f'{{}}'",
    "f'}}'",
    "f'{x=!r:^20}'",
    'f\'{a["b"]}\'',
    'x = u"a"',
    'x = Rb"a"',
    'x = fR"a"',
    'if 1:\n   x\n  \n ',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
