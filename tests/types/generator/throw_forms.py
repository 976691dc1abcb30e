# What throw() refuses, and what a generator tells while it delegates.
def gen():
    try:
        yield 1
    except ValueError as e:
        yield repr(e)


class Wrong(Exception):
    def __new__(cls):
        return 5


for args in (ValueError,), (ValueError, 'x'), (ValueError, ValueError('y')), (ValueError('z'),), (ValueError, None, None):
    it = gen()
    next(it)
    print(it.throw(*args))
for args in (ValueError, 'x', 23), (ValueError('x'), 'y'), (5,), (Wrong,), (int,), ('x',):
    it = gen()
    next(it)
    try:
        it.throw(*args)
    except TypeError as e:
        print(e)


class Inner:
    def __iter__(self):
        return self

    def __next__(self):
        print('next', outer.gi_running, outer.gi_yieldfrom)
        return 1

    def throw(self, *args):
        print('throw', outer.gi_running)
        raise StopIteration(2)

    def close(self):
        print('close', outer.gi_running)
        try:
            next(outer)
        except ValueError as e:
            print(e)


def delegates():
    yield (yield from Inner())


for end in lambda: print(outer.throw(KeyError)), lambda: outer.close():
    outer = delegates()
    print(next(outer), type(outer.gi_yieldfrom).__name__, outer.gi_running)
    end()
    print(outer.gi_yieldfrom, outer.gi_running)
