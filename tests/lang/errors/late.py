# Errors of names and places come behind those of syntax, wherever they stand.
tests = [
    'return 1\nx = = 2',
    'break\n(',
    'def f(a, a): pass\nf(1 2)',
    'return\ndef f(a, b, a): pass',
    'yield 1',
    'yield = 1',
    'x = yield = 1',
    '(yield 1) = 2',
    'class A:\n    yield 1',
    'class A:\n    return 1',
    'def f():\n    class A:\n        return',
    'await x',
    'def f():\n    await x + 1',
    'async def f():\n    def g():\n        await f(await 1)',
    '[(yield x) for x in y]',
    'def f():\n    return {(yield) for x in y}',
    'def f():\n    global x\n    x: int',
    'def f():\n    x: int\n    nonlocal x',
    'def f(x):\n    global y, x',
    'def f():\n    x = 1\n    global x',
    'def f():\n    print(x)\n    nonlocal x',
    'nonlocal x, y',
    'def f():\n    global y, x\n    nonlocal x',
    'def f():\n    nonlocal x\n    if 1:\n        global x',
    'def f():\n    from a import *',
    'f(a=1, b=2, a=3 + 4)',
    'for x in y:\n    def f():\n        break',
    'if 1:\n    continue',
    'async def f():\n    yield 1\n    return 2',
    'try:\n    pass\nexcept* A:\n    break',
    'f(__debug__=1)\nx y',
    'x.__debug__ = 1',
    '__debug__ += 1',
    'del __debug__',
    'def f():\n    async with x: pass\n    return (',
    'async for x in y:\npass',
]
for t in tests:
    try:
        compile(t, "f", "exec")
        print(repr(t), "is fine")
    except SyntaxError as e:
        print(repr(t), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
