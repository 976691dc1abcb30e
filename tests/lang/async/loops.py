# async for: nesting, break, continue, return, else, exceptions, odd objects.
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


class Count:
    def __init__(self, n):
        self.n, self.at = n, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.at == self.n:
            raise StopAsyncIteration
        self.at += 1
        await Pause()
        return self.at - 1


async def nested():
    out = []
    async for x in Count(3):
        async for y in Count(4):
            if y == 1:
                continue
            if y == 3:
                break
            out.append((x, y))
        else:
            out.append('never')
    else:
        out.append('else')
    for z in range(2):
        async for a, (b, *c) in Pairs():
            out.append((a, b, c, z))
    return out


class Pairs(Count):
    def __init__(self):
        super().__init__(2)

    async def __anext__(self):
        n = await super().__anext__()
        return n, 'xyz'

print(run(nested()))


async def returns():
    async for x in Count(5):
        try:
            if x == 2:
                return x
        finally:
            print('finally', x)

print(run(returns()))


async def raises():
    try:
        async for x in Count(5):
            if x == 1:
                raise StopAsyncIteration('mine')
    except StopAsyncIteration as e:
        print('body', e)
    try:
        raise KeyError(1)
    except KeyError:
        async for x in Count(1):
            pass
        try:
            raise
        except KeyError as e:
            return repr(e)

print(run(raises()))


class Attr:
    pass


async def targets():
    o, d = Attr(), {}
    async for o.x in Count(2):
        pass
    async for d['k'] in Count(3):
        pass
    cell = None
    async for cell in Count(2):
        pass
    return o.x, d, (lambda: cell)()

print(run(targets()))


class NoAnext:
    def __aiter__(self):
        return self


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class AwaitRaises(BadAnext):
    def __anext__(self):
        return self

    def __await__(self):
        raise ZeroDivisionError('z')


async def over(x):
    async for y in x:
        pass

for bad in (5, [1], NoAnext(), BadAnext(), AwaitRaises()):
    try:
        run(over(bad))
    except Exception as e:
        print(type(e).__name__, e, '|', repr(e.__cause__))
