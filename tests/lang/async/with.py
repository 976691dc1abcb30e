# async with: order, suppression, leaving in all ways, odd managers.
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


class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    async def __aenter__(self):
        await Say('enter ' + self.name)
        return self.name

    async def __aexit__(self, kind, value, traceback):
        await Say('exit %s %s' % (self.name, kind and kind.__name__))
        print(self.name, kind, value, traceback is not None)
        return self.suppress


async def several():
    async with Manager('a') as a, Manager('b', [1]) as b:
        print(a, b)
        raise ValueError('v')
    async with (Manager('c') as c, Manager('d')):
        pass
    for i in range(3):
        async with Manager('e%d' % i):
            if i == 0:
                continue
            if i == 1:
                break
    async with Manager('f') as f.x:
        async with Manager('g'):
            return f.x


def f():
    pass

print(run(several()))


async def fails():
    try:
        async with Manager('h'):
            async with Manager('i'):
                1 // 0
    except ZeroDivisionError as e:
        print('out', e)
    async with Manager('j', True):
        await Say('in')
        raise KeyError
    async with Manager('k'):
        try:
            return 'first'
        finally:
            await Say('fin')

print(run(fails()))
c = fails()
c.send(None)
try:
    c.throw(EOFError('thrown'))
except EOFError as e:
    print(repr(e))


class NoExit:
    async def __aenter__(self):
        pass


class Plain(NoExit):
    def __aenter__(self):
        return 1

    def __aexit__(self, *args):
        return 2


class PlainExit(Plain):
    async def __aenter__(self):
        return 1


async def use(m):
    async with m:
        pass


async def use_raising(m):
    async with m:
        raise OSError

for m in (5, NoExit(), Plain(), PlainExit()):
    for user in use, use_raising:
        try:
            run(user(m))
        except Exception as e:
            print(type(e).__name__, e)
