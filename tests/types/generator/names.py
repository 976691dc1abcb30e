# Names of generators, coroutines and asynchronous generators can be set.
def gen():
    x = yield
    yield x


async def coro():
    pass


async def agen():
    yield


def closing(n):
    def inner():
        yield n
    return inner()


for it in gen(), coro(), agen(), closing(3):
    print(it.__name__, it.__qualname__)
    it.__name__ = 'name'
    print(it.__name__, it.__qualname__)
    it.__qualname__ = 'dotted.name'
    print(it.__name__, it.__qualname__, repr(it).split(' at ')[0])
    for name in '__name__', '__qualname__':
        for bad in 1, None:
            try:
                setattr(it, name, bad)
            except TypeError as e:
                print(e)
        try:
            delattr(it, name)
        except TypeError as e:
            print(e)
    if hasattr(it, 'close'):
        if hasattr(it, '__next__'):
            print(next(it))
        it.close()
it = gen()
next(it)
it.__name__ = 'later'
print(it.send(5), it.__name__, gen.__name__)


# What anext(iterator, default) awaits must be awaitable.
class Items:
    def __init__(self, what):
        self.what = what

    def __anext__(self):
        return self.what


for what in iter([1]), gen(), 5:
    try:
        anext(Items(what), None).send(None)
    except TypeError as e:
        print(e)
