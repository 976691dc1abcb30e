# Code of generators, coroutines and class bodies where a function's or a module's is expected.


def gen():
    print('runs')
    yield 1


async def coro():
    print('runs')


async def agen():
    yield 1


for f in gen, agen:
    exec(f.__code__)
    exec(f.__code__, {}, {})
print(type(eval(gen.__code__)).__name__, list(eval(gen.__code__)))
g = type(gen)(gen.__code__, {'print': print})()
print(next(g))
c = eval(coro.__code__)
print(type(c).__name__)
c.close()
print(list(x + y for x in [1, 2] for y in (x, 3)))
for bad in (5, None, object()):
    try:
        (x for x in bad)
    except TypeError as e:
        print(e)


class Once:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print('iter')
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(x for x in Once(3)))
code = (x for x in ()).gi_code
f = type(gen)(code, {})
print(list(f(iter('ab'))))
