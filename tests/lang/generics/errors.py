# The scope of type parameters is checked when it is compiled: lib/_typing.py is not needed.
for s in [
    'def f[T, T](): pass',
    'def f[](): pass',
    'def f[T]():\n nonlocal T',
    'type X = (yield)',
    'type X[T: (y:=3)] = 1',
    'class C[T](x:=3): pass',
    'def f[**P: int](): pass',
    'type X =',
    'type X',
    'def f[T: await x](): pass',
    'def f[*Ts: (1,2)](): pass',
    'type x y = 1',
    'def f[T(): pass',
    'class C[T=int]: pass',
    'def f[T:](): pass',
    'type (x) = 3',
    'type X[T = 3',
]:
    try:
        compile(s, 'm', 'exec')
    except SyntaxError as e:
        print(s, '|', e.msg, e.lineno, e.offset)
