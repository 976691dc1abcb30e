# Functions that only pass their arguments on; dicts of names.
import sys


def deep(n, *args, **kw):
    return (args, kw) if n == 0 else deep(n - 1, *args, **kw)


print(deep(8, 1, 2, a=3))


def f(a, b=2, *rest, c=3, **more):
    return a, b, rest, c, more


def g(*args, **kw):
    x = f(*args, **kw)
    return x


def gen(*args):
    yield from f(*args)


class C:
    def __init__(self, *args, **kw):
        self.args = f(*args, **kw)

    def m(self, *args):
        return f(self.args[0], *args)


print(g(1), g(1, 2, 3, 4), g(1, c=5), g(*[1, 2], **{'c': 1, 'd': 2}), g(a=1), list(gen(1, 2, 3)), C(1, b=7).args, C(1).m(*'xyz'))
for call in (lambda: g(), lambda: g(1, a=2), lambda: f(*[1], **{'a': 1}), lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}),
             lambda: f(1, **{'c': 1}, **{'c': 2}), lambda: f(1, **{'c': 1, 3: 2}), lambda: (lambda: 0)(*[1]), lambda: f(*range(3), **{})):
    try:
        print(call())
    except TypeError as e:
        print(str(e).replace('__main__.', ''))
big = tuple(range(120))
print(len(g(*big)[2]), (lambda *a: a)(*big) == big, (lambda a, *b: a)(*big))
d = {'x': 1}


def change(**kw):
    kw['y'] = 2
    return kw


print(change(**d), d, dict(**d) is d, dict(a=1, b=2), dict(d, z=3), dict(**{}), dict([(1, 2)], q=1))


class D(dict):
    pass


print(type(D(a=1)).__name__, D(a=1), dict(a=dict(b=1)))
a, b = {1: 'x', 'k': 2, 2.5: 3}, {True: 'y', 'k': 4, (1, 2): 5}
print(a | b, b | a, {**a, **b}, {**b, 'k': 0, **a}, {**{}, **a})
for i in range(12):
    a[i] = i
    del a[i]
    b[-i] = i
print(a | b, len({**b, **a}))


def count(n, *args):
    return 0 if n == 0 else 1 + count(*(n - 1, *args))


print(count(8, 'a', 'b'))
