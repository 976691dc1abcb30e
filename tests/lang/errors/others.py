# SyntaxErrors: others.
tests = [
    'print 1',
    '*a',
    'print(*a for a in b)',
    'def f():\n    from a import *',
    'try:\n    pass\nx',
    'try: pass\nexcept: pass\nexcept A: pass',
    '{**a for a in b}',
    '{a: b, c}',
    '{a: *b}',
    '{a:}',
    'def f:',
    'a if b',
    'x = \\',
    'try: pass',
    'print "hi"',
    'exec "x"',
    '[*a for a in b]',
    '{1:}',
    'try:\n x\nelse:\n y',
    '\\',
    'try:\n    x\n',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset)
