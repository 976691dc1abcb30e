"""Test cases whose methods are coroutines: each test has an event loop of its own."""
import asyncio

from .case import TestCase

__unittest = True


class IsolatedAsyncioTestCase(TestCase):
    """setUp, asyncSetUp, the test, asyncTearDown, tearDown and the clean-ups run in one event loop."""
    _asyncioRunner = None

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        cls = type(cm)
        try:
            enter, exit = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError("'%s.%s' object does not support the asynchronous context manager protocol" %
                            (cls.__module__, cls.__qualname__)) from None
        result = await enter(cm)
        self.addAsyncCleanup(exit, cm, None, None, None)
        return result

    def _callSetUp(self):
        self._asyncioRunner.get_loop()
        self.setUp()
        self._run_async(self.asyncSetUp)

    def _callTestMethod(self, method):
        if self._run_async(method) is not None:
            import warnings
            warnings.warn('It is deprecated to return a value that is not None from a test case (%r)' % (method,),
                          DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self._run_async(self.asyncTearDown)
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        self._run_async(function, *args, **kwargs)

    def _run_async(self, function, *args, **kwargs):
        """Calls the function; what it returns is awaited if it can be."""
        result = function(*args, **kwargs)
        return self._asyncioRunner.run(_wait(result)) if hasattr(type(result), '__await__') else result

    def run(self, result=None):
        self._open()
        try:
            return super().run(result)
        finally:
            self._close()

    def debug(self):
        self._open()
        try:
            super().debug()
        finally:
            self._close()

    def _open(self):
        if self._asyncioRunner is not None:
            raise RuntimeError('asyncio runner is already initialized')
        self._asyncioRunner = asyncio.Runner(debug=True)

    def _close(self):
        runner, self._asyncioRunner = self._asyncioRunner, None
        runner.close()


async def _wait(awaitable):
    return await awaitable
