import contextlib


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as e:
        return e.value


class Step:
    def __await__(self):
        yield 1
        return 'step'


@contextlib.asynccontextmanager
async def section(name, quiet=()):
    """A section."""
    print('in', name, await Step())
    try:
        yield name
    except quiet as e:
        print('quiet', repr(e))
    finally:
        await Step()
        print('out', name)


@contextlib.asynccontextmanager
async def never():
    if False:
        yield


@contextlib.asynccontextmanager
async def twice():
    try:
        yield 1
    except ValueError:
        pass
    yield 2


async def sections():
    async with section('a') as a, section('b', KeyError):
        print(a)
        raise KeyError(1)
    for error in StopIteration(1), StopAsyncIteration(2), ValueError(3), RuntimeError(4):
        try:
            async with section('c'):
                raise error
        except Exception as e:
            print(repr(e), e is error, repr(e.__cause__))
    for bad in never, twice:
        try:
            async with bad():
                pass
        except RuntimeError as e:
            print(e)
    try:
        async with twice():
            raise ValueError
    except RuntimeError as e:
        print(e)

    @section('decorated')
    async def work(x):
        return x + 1
    print(await work(1), await work(2), work.__name__, section.__doc__, section('x').__doc__)


class Both:
    def __init__(self, name, error=None):
        self.name, self.error = name, error

    async def __aenter__(self):
        print('enter', self.name)
        return self

    async def __aexit__(self, kind, error, trace):
        print('exit', self.name, kind, repr(error), trace is not None)
        if self.error:
            raise self.error

    async def aclose(self):
        print('aclose', self.name)

    def close(self):
        print('close', self.name)


async def stacks():
    async def later(*args, **kw):
        print('later', args, kw, await Step())
    async with contextlib.AsyncExitStack() as s:
        await s.enter_async_context(Both(1))
        s.enter_context(contextlib.closing(Both(2)))
        s.push_async_callback(later, 1, k=2)
        s.callback(print, 'plain')
        s.push_async_exit(Both(3))
        s.push(lambda *e: print('push', e))
    try:
        async with contextlib.AsyncExitStack() as s:
            await s.enter_async_context(Both(1, ValueError('one')))
            await s.enter_async_context(Both(2, ValueError('two')))
            1 / 0
    except ValueError as e:
        print(repr(e), repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__)
    async with contextlib.AsyncExitStack() as s:
        s.push_async_exit(Both(1))
        other = s.pop_all()
    print('kept')
    await other.aclose()
    for bad in 1, contextlib.closing(1):
        try:
            await s.enter_async_context(bad)
        except TypeError as e:
            print(e)
    async with contextlib.aclosing(Both(9)) as x, contextlib.nullcontext(5) as y:
        print(x.name, y)

run(sections())
run(stacks())
print(issubclass(Both, contextlib.AbstractAsyncContextManager), issubclass(int, contextlib.AbstractAsyncContextManager))
try:
    contextlib.AbstractAsyncContextManager()
except TypeError as e:
    print(e)


def raising(n):
    def leave(*error):
        raise ValueError(n)
    return leave
for outer in False, True:
    try:
        try:
            if outer:
                1 / 0
        finally:
            with contextlib.ExitStack() as s:
                for i in range(3):
                    s.callback(raising(i))
    except ValueError as e:
        while e:
            print(repr(e))
            e = e.__context__
