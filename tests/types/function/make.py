# types.FunctionType(code, globals, name, argdefs, closure)
def f(a, b=2):
    return a, b, x


F = type(f)
x = 'outer'
g = F(f.__code__, {'x': 'other'}, 'g', (5,))
print(g(1), g.__name__, g.__qualname__, g.__defaults__, f(1))
h = F(f.__code__, globals())
print(h(1, 3), h.__name__, h.__code__ is f.__code__, h.__defaults__)
space = {'x': 7, '__name__': 'mod'}
k = F(f.__code__, space, argdefs=(1, 2))
space['x'] = 8
print(k(), k.__module__, k.__globals__ is space)


def outer():
    n = 1

    def inner():
        return n
    return inner


inner = outer()
cell = type(inner.__closure__[0])(5)
print(F(inner.__code__, {}, closure=(cell,))(), F(inner.__code__, {}, None, None, inner.__closure__)())
for args in [(), (1,), (1, {}), (f.__code__,), (f.__code__, 1), (f.__code__, {}, 1), (f.__code__, {}, None, 1),
             (f.__code__, {}, None, None, 1), (inner.__code__, {}), (inner.__code__, {}, None, None, ()),
             (inner.__code__, {}, None, None, (1,)), (f.__code__, {}, None, None, (cell,))]:
    try:
        print(F(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


def counter():
    global top

    def top():
        pass

    class Local:
        pass
    return Local


print(counter().__qualname__, top.__qualname__)
f.known = 7
print('known' in dir(f), '__code__' in dir(f), 'known' in dir(type('A', (), {'m': f})().m))


class A:
    def m(self):
        """doc"""


M = type(A().m)
a = A()
a.size = M(len, 'abc')
print(a.size(), M(list.append, [])(1), M(A.m, 3).__self__, a.m.__doc__, a.m.__func__ is A.m)
for args in [(), (1, 2), (len, None), (len,)]:
    try:
        print(M(*args))
    except TypeError as e:
        print(e)
for name in '__self__', '__func__', 'other', '__doc__', '__name__':
    try:
        setattr(a.m, name, 1)
    except AttributeError as e:
        print(e)
import builtins
old = builtins.len


def twice():
    r = range(3)
    yield len(r)
    yield len(r)


t = twice()
print(next(t))
builtins.len = lambda x: 7
print(next(t))
builtins.len = old
