# Assignment expressions and comprehensions.
tests = [
    '[i for i in (i := x)]',
    'lambda: [i for i in (lambda: (j := x))()]',
    '[i for i in [j for j in (k := x)]]',
    '[i for i in x for j in (i := y)]',
    '{(i := 0) for i in x}',
    '[i for i in x if (i := 1)]',
    '[i := 0 for i, j in x]',
    '[i for i in x if (j := 0) for j in y]',
    '{i for i in x if (j := 0) for j, k in y}',
    'class C:\n    [(a := i) for i in x]',
    '(__debug__ := 1)',
    '(x.y := 1)',
    '(x, y := 1, 2)',
    'x := 1',
    '((x) := 1)',
    'f(x := 1, y=2)',
    '{x: y := 1}',
    '{x := 1}',
    '[x = 1]',
    '{x = 1}',
    '(x = 1)',
    "{'a' = 1, 'b': 2}",
    '(x + 1 = 2)',
    '[(a, b) = 1]',
    'print x',
    'print (a), b',
    'print {1: (a.)}',
    'exec "x"',
    'if 1: print x, y',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
