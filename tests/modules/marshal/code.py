# host only: marshal is a module of computers
import marshal
import types

K = 3


def scale(x):
    return x * K


def f(a, b=2, *c, d=5):
    "What it does."
    return [scale(x) for x in (a, b) + c] + [d, (lambda: a)()]


code = marshal.loads(marshal.dumps(f.__code__))
g = types.FunctionType(code, globals(), 'g', (2,))
g.__kwdefaults__ = {'d': 9}
print(g(4), g(1, 2, 3), g.__doc__)
h = types.FunctionType(code, {'scale': lambda x: -x}, 'h', (2,))
print(h(4, 5, d=1))
print(code.co_name, code.co_varnames, code.co_argcount, code.co_firstlineno == f.__code__.co_firstlineno,
      [c for c in code.co_consts if not isinstance(c, types.CodeType)] ==
      [c for c in f.__code__.co_consts if not isinstance(c, types.CodeType)])
# Again, of what was read.
twice = marshal.loads(marshal.dumps(code))
print(types.FunctionType(twice, globals(), 'twice', (2,))(1, d=0))

module = compile('''
def f(x):
    global count
    count += 1
    return x + 1
count = 0
class A:
    y = f(3)
    def m(self): return [self.y, f(4)]
z = A().m()
''', 'text', 'exec')
module = marshal.loads(marshal.dumps((module, 1)))[0]
one, two = {}, {'other': 1}
exec(module, one)
exec(module, two)
print(one['z'], one['count'], two['z'], sorted(k for k in two if k[0] != '_'))
print(eval(marshal.loads(marshal.dumps(compile('K + 1', 'text', 'eval')))))


def counter():
    n = 0

    def more():
        nonlocal n
        n += 1
        yield n
    return more


inner = marshal.loads(marshal.dumps(counter().__code__))
make = marshal.loads(marshal.dumps(counter.__code__))
print(inner.co_freevars, list(types.FunctionType(make, {})()()))

# Damaged code is refused, whatever byte is wrong.
data = marshal.dumps(f.__code__)
for i in range(len(data)):
    for byte in 0, 255, data[i] ^ 1:
        try:
            marshal.loads(data[:i] + bytes([byte]) + data[i + 1:])
        except (ValueError, EOFError, TypeError):
            pass
    try:
        marshal.loads(data[:i])
        print('cut', i)
    except (ValueError, EOFError, TypeError):
        pass
