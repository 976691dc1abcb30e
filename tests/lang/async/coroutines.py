# Coroutines: await, __await__, send, throw, close, what they return and raise.
def run(c):
    out = []
    try:
        while True:
            out.append(c.send(None))
    except StopIteration as e:
        return out, e.value


class Wait:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return ('got', self.value, got)


async def add(x, y=1):
    return x + y


async def both(*args, **kwargs):
    a = await add(1)
    b = await Wait('w')
    c = (await add(2)) ** await add(1)
    return a, b, c, args, kwargs, -await add(0), [await add(1), await add(2)], not await add(-1)

print(run(both(1, 2, k=3)))
print(type(add(1)).__name__, type(add).__name__)
c = both()
print(c.send(None), c.cr_running, c.cr_await is not None, c.cr_suspended)
try:
    c.send('sent')
except StopIteration as e:
    print(e.value[1])
print(c.cr_await, c.__name__, c.__qualname__)
for wrong in (lambda: c.send(None), lambda: c.throw(ValueError), lambda: add(1).send(5)):
    try:
        wrong()
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__, e)
print(c.close())


async def careful():
    try:
        await Wait(1)
    except KeyError as e:
        print('caught', repr(e))
        return 'done'
    finally:
        print('finally')

c = careful()
c.send(None)
try:
    c.throw(KeyError('k'))
except StopIteration as e:
    print(e.value)
c = careful()
c.send(None)
print(c.close())
c = careful()
print(c.close())


async def stubborn():
    while True:
        try:
            await Wait(2)
        except GeneratorExit:
            print('no')
            await Wait(3)

c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as e:
    print(e)


async def stops():
    raise StopIteration(1)

try:
    run(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__), e.__suppress_context__)


class NoIterator:
    def __await__(self):
        return 5


class Returns:
    def __await__(self):
        return add(1)


async def waits(x):
    return await x

for x in (5, None, NoIterator(), Returns(), [1], iter([])):
    try:
        print(run(waits(x)))
    except TypeError as e:
        print(e)


async def twice():
    await Wait(1)

inner = twice()
a, b = waits(inner), waits(inner)
a.send(None)
try:
    b.send(None)
except RuntimeError as e:
    print(e)
a.close()
w = add(5).__await__()
print(type(w).__name__, iter(w) is w)
try:
    next(w)
except StopIteration as e:
    print(e.value)
w = waits(Wait('x')).__await__()
print(next(w), w.close())
for no in (lambda: iter(add(1)), lambda: next(add(1)), lambda: [*add(1)]):
    try:
        no()
    except TypeError as e:
        print(e)


def plain():
    yield from add(1)

try:
    next(plain())
except TypeError as e:
    print(e)
print(hex(add.__code__.co_flags & 0x3a0), hex(plain.__code__.co_flags & 0x3a0))
