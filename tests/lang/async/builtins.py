# aiter and anext, with a default and without.
def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value


class Pause:
    def __await__(self):
        yield 'pause'


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await Pause()
        return self.n


async def up():
    await Pause()
    yield 1


async def main():
    for make in (lambda: Count(1), up):
        i = aiter(make())
        print(await anext(i), await anext(i, 'default'))
        print(await anext(i, None), await anext(i, 0))
        try:
            await anext(i)
        except StopAsyncIteration as e:
            print(repr(e))

run(main())
a = anext(Count(1), 'd')
print(type(a).__name__, a.__await__() is a, a.send(None))
try:
    a.throw(KeyError('k'))
except KeyError as e:
    print(repr(e))
a = anext(Count(0), 'd')
try:
    next(a)
except StopIteration as e:
    print(e.value)
print(anext(Count(1), 1).close())


class NotAwaitable(Count):
    def __anext__(self):
        return 7


class NotIterator:
    def __aiter__(self):
        return 5

for wrong in (lambda: aiter(5), lambda: aiter([]), lambda: aiter(NotIterator()), lambda: anext(5), lambda: anext(iter([])),
              lambda: run(anext(NotAwaitable(1), 1))):
    try:
        wrong()
    except TypeError as e:
        print(e)
