# Asynchronous generators: asend, athrow, aclose, yield and await mixed, misuse.
def run(c):
    out = []
    try:
        while True:
            out.append(c.send(None))
    except StopIteration as e:
        return out, e.value


class Say:
    def __init__(self, text):
        self.text = text

    def __await__(self):
        return (yield self.text)


async def count(n):
    try:
        for i in range(n):
            await Say('before %d' % i)
            got = yield i
            if got:
                print('got', got)
    except KeyError as e:
        print('caught', repr(e))
        yield 'after'
    finally:
        await Say('end')
        print('finally')


async def uses():
    g = count(3)
    print(await g.asend(None), await g.asend('x'), await g.__anext__())
    try:
        await g.asend(None)
    except StopAsyncIteration as e:
        print(repr(e), e.args)
    print(await g.aclose(), await g.athrow(KeyError))
    g = count(3)
    await g.asend(None)
    print(await g.athrow(KeyError('k')))
    await g.aclose()
    g = count(3)
    await g.asend(None)
    try:
        await g.athrow(OSError, 'o')
    except OSError as e:
        print(repr(e))
    g = count(1)
    await g.aclose()
    try:
        await anext(g)
    except StopAsyncIteration:
        print('closed before it began')
    out = []
    async for x in count(3):
        out.append(x)
        async for y in count(1):
            out.append(y)
    return out

print(run(uses()))
g = count(1)
print(type(g).__name__, type(g.asend(1)).__name__, type(g.athrow(KeyError)).__name__, type(g.aclose()).__name__)
print(g.__aiter__() is g, g.ag_running, g.ag_await, g.__name__, g.__qualname__, hex(count.__code__.co_flags & 0x3a0))


def attempt(f):
    try:
        return f()
    except BaseException as e:
        return '%s: %s' % (type(e).__name__, e)

a = count(1).asend(5)
print(attempt(lambda: a.send(None)))
a = g.__anext__()
print(a.send(None), g.ag_running)
b = g.__anext__()
print(attempt(lambda: b.send(None)))
print(attempt(lambda: g.aclose().send(None)), '|', attempt(lambda: g.athrow(KeyError).send(None)))
print(attempt(lambda: a.send(None)), g.ag_running)
print(attempt(lambda: a.send(None)), '|', attempt(lambda: a.throw(KeyError)))
print(attempt(lambda: b.send(None)))
c = g.aclose()
print(attempt(lambda: c.send(7)), '|', attempt(lambda: c.send(None)), '|', attempt(lambda: c.send(None)))
print(attempt(lambda: c.send(None)), '|', attempt(lambda: c.throw(KeyError)))
a = g.asend(None)
print(a.close(), attempt(lambda: a.send(None)))


async def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


async def ignores_waiting():
    try:
        yield 1
    finally:
        await Say('w')
        yield 2


async def closing(f):
    g = f()
    await anext(g)
    await g.aclose()

print(attempt(lambda: run(closing(ignores))), attempt(lambda: run(closing(ignores_waiting))))


async def stops(exception):
    if exception:
        raise exception
    yield

for e in StopIteration(1), StopAsyncIteration(2), ValueError(3):
    print(attempt(lambda: run(anext(stops(e)))))
    try:
        run(stops(e).__anext__())
    except Exception as x:
        print(repr(x), repr(x.__cause__))
for no in (lambda: iter(g), lambda: next(g), lambda: g.send(None), lambda: [x for x in g]):
    print(attempt(no))
