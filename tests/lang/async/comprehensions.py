# Asynchronous comprehensions and generator expressions, awaits in them.
def run(c):
    n = 0
    try:
        while True:
            c.send(None)
            n += 1
    except StopIteration as e:
        return n, e.value


class Pause:
    def __await__(self):
        yield


async def up(n):
    for i in range(n):
        await Pause()
        yield i


async def twice(x):
    await Pause()
    return 2 * x


async def displays(k):
    print([x async for x in up(3)], {x async for x in up(3)}, {x: x * k async for x in up(3)})
    print([x async for x in up(5) if x % 2], [x + y async for x in up(2) for y in range(2)])
    print([(x, y) for x in range(2) async for y in up(2) if await twice(y) > x])
    print([await twice(x) for x in range(3)], [x for x in await twice([1])])
    print([[y async for y in up(x)] for x in range(3)], [{await twice(y) for y in range(x)} for x in range(2)])
    print([f() for f in [lambda: x + k async for x in up(3)]])
    print([f() for f in [lambda: x + k for x in [await twice(1), await twice(2)]]])
    return [y async for x in up(3) if (y := x) != 1], y

print(run(displays(10)))


def sync():
    return (x * 2 async for x in up(3)), (await twice(x) for x in range(3))


async def collect(g):
    return [x async for x in g]


async def generators():
    print([await collect(g) for g in sync()])
    g = (x async for x in up(2))
    print(type(g).__name__, await anext(g), await anext(g), await anext(g, 'end'))
    g = (x for x in await twice([1, 2]))
    print(type(g).__name__, list(g))
    g = ([y async for y in up(x)] for x in range(3))
    print(type(g).__name__, await collect(g))
    try:
        (x async for x in 5)
    except TypeError as e:
        print(e)
    try:
        sync_list = [1]
        [x async for x in sync_list]
    except TypeError as e:
        print(e)
    try:
        [x for x in up(1)]
    except TypeError as e:
        print(e)

print(run(generators()))
try:
    list(x async for x in up(1))
except TypeError as e:
    print(e)
outer = (x async for x in up(2))
print(type(outer).__name__, run(collect(outer)))


async def leaves():
    try:
        return [1 // x async for x in up(2)]
    except ZeroDivisionError as e:
        return repr(e)

print(run(leaves()))
