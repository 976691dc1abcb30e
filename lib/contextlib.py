"""contextlib: helpers for the statements with and async with."""
import sys
from abc import ABC, abstractmethod
from functools import wraps
from types import MethodType, GenericAlias
from _collections_abc import _check_methods

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'aclosing', 'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack', 'AsyncContextDecorator', 'ContextDecorator', 'ExitStack',
           'redirect_stdout', 'redirect_stderr', 'suppress', 'chdir']


class AbstractContextManager(ABC):
    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _check_methods(C, '__enter__', '__exit__') if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _check_methods(C, '__aenter__', '__aexit__') if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    """A context manager that can decorate a function: each call runs inside it."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def guarded(*args, **kw):
            with self._recreate_cm():
                return func(*args, **kw)
        return guarded


class AsyncContextDecorator:
    """An asynchronous context manager that can decorate a coroutine function."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def guarded(*args, **kw):
            async with self._recreate_cm():
                return await func(*args, **kw)
        return guarded


class _Section:
    """A generator with one yield that stands for a section of code: entering runs to the yield, leaving to the end."""

    def __init__(self, function, args, kw):
        self._recreate_cm = lambda: type(self)(function, args, kw)
        self._steps = function(*args, **kw)
        if function.__doc__ is not None:
            self.__doc__ = function.__doc__

    def _let_through(self, raised, error, stop, trace):
        """Whether what the generator raised is the error it was given, as it came or, if it was the exception that ends
        generators, as what PEP 479 makes of it."""
        wrapped = isinstance(error, stop) and isinstance(raised, RuntimeError) and raised.__cause__ is error
        if raised is error or wrapped:
            error.__traceback__ = trace
            return True
        return False


class _GeneratorContextManager(_Section, AbstractContextManager, ContextDecorator):

    def __enter__(self):
        del self._recreate_cm  # the arguments need not live as long as the section does
        for value in self._steps:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, kind, error, trace):
        if kind is None:
            for _ in self._steps:
                self._stop("generator didn't stop")
            return False
        if error is None:
            error = kind()
        try:
            self._steps.throw(error)
        except BaseException as raised:
            if isinstance(raised, StopIteration) and raised is not error:
                return True
            if not self._let_through(raised, error, StopIteration, trace):
                raise
            return False
        self._stop("generator didn't stop after throw()")

    def _stop(self, message):
        try:
            raise RuntimeError(message)
        finally:
            self._steps.close()


class _AsyncGeneratorContextManager(_Section, AbstractAsyncContextManager, AsyncContextDecorator):

    async def __aenter__(self):
        del self._recreate_cm
        async for value in self._steps:
            return value
        raise RuntimeError("generator didn't yield")

    async def __aexit__(self, kind, error, trace):
        if kind is None:
            async for _ in self._steps:
                await self._stop("generator didn't stop")
            return False
        if error is None:
            error = kind()
        try:
            await self._steps.athrow(error)
        except BaseException as raised:
            if isinstance(raised, StopAsyncIteration) and raised is not error:
                return True
            if not self._let_through(raised, error, (StopIteration, StopAsyncIteration), trace):
                raise
            return False
        await self._stop("generator didn't stop after athrow()")

    async def _stop(self, message):
        try:
            raise RuntimeError(message)
        finally:
            await self._steps.aclose()


def contextmanager(function):
    """Makes a function that returns context managers of a generator function with one yield."""
    @wraps(function)
    def section(*args, **kw):
        return _GeneratorContextManager(function, args, kw)
    return section


def asynccontextmanager(function):
    """Makes a function that returns asynchronous context managers of an asynchronous generator function."""
    @wraps(function)
    def section(*args, **kw):
        return _AsyncGeneratorContextManager(function, args, kw)
    return section


class closing(AbstractContextManager):
    """Calls thing.close() at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *error):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """Awaits thing.aclose() at the end."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *error):
        await self.thing.aclose()


class _Swapped(AbstractContextManager):
    """An attribute of sys is another one meanwhile; entered several times, the values make a stack."""
    name = None

    def __init__(self, new_target):
        self.inside, self.outside = new_target, []

    def __enter__(self):
        self.outside.append(getattr(sys, self.name))
        setattr(sys, self.name, self.inside)
        return self.inside

    def __exit__(self, *error):
        setattr(sys, self.name, self.outside.pop())


class redirect_stdout(_Swapped):
    name = 'stdout'


class redirect_stderr(_Swapped):
    name = 'stderr'


class suppress(AbstractContextManager):
    """Ends quietly when one of these exceptions is raised inside."""

    def __init__(self, *exceptions):
        self.quiet = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, self.quiet)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing: for where a context manager is not always needed."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *error):
        return None

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *error):
        return None


class chdir(AbstractContextManager):
    """Another current folder meanwhile."""

    def __init__(self, path):
        self.path, self.before = path, []

    def __enter__(self):
        import os
        self.before.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *error):
        import os
        os.chdir(self.before.pop())


class _Stack:
    """What is to be called at the end, the last first: pairs (whether the call is plain, not to be awaited; callable)."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, other._exit_callbacks
        return other

    def _push(self, exit, name, plain):
        method = getattr(type(exit), name, None)
        self._exit_callbacks.append((plain, exit if method is None else MethodType(method, exit)))
        return exit

    def _methods(self, cm, enter, exit, what):
        kind = type(cm)
        if not (hasattr(kind, enter) and hasattr(kind, exit)):
            raise TypeError("'%s.%s' object does not support the %scontext manager protocol" %
                            (kind.__module__, kind.__qualname__, what))
        return getattr(kind, enter), MethodType(getattr(kind, exit), cm)

    def push(self, exit):
        return self._push(exit, '__exit__', True)

    def enter_context(self, cm):
        enter, leave = self._methods(cm, '__enter__', '__exit__', '')
        value = enter(cm)
        self._exit_callbacks.append((True, leave))
        return value

    def callback(self, callback, /, *args, **kw):
        def leave(*error):
            callback(*args, **kw)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback


class _Leaving:
    """The exception that is on its way while the callbacks of a stack are called."""

    def __init__(self, error, around):
        self.came, self.error, self.around, self.own = error is not None, error, around, False

    def arguments(self):
        error = self.error
        return (None, None, None) if error is None else (type(error), error, error.__traceback__)

    def replace(self, new):
        """new was raised by a callback: at the end of its chain of contexts hangs what it replaces, as nested with
        statements would have it; around is what was being handled outside of them."""
        link = new
        while link is not self.error and link.__context__ is not None and link.__context__ is not self.error:
            if link.__context__ is self.around:
                link.__context__ = self.error
                break
            link = link.__context__
        self.error, self.own = new, True

    def result(self):
        if self.own and self.error is not None:
            context = self.error.__context__
            try:
                raise self.error
            finally:
                self.error.__context__ = context
        return self.came and self.error is None


class ExitStack(_Stack, AbstractContextManager):
    """Any number of contexts and callbacks, left in the opposite order."""

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, error, trace):
        leaving = _Leaving(error, sys.exc_info()[1])
        while self._exit_callbacks:
            plain, leave = self._exit_callbacks.pop()
            try:
                if leave(*leaving.arguments()):
                    leaving.error = None
            except BaseException as new:
                leaving.replace(new)
        return leaving.result()


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    """An ExitStack for asynchronous contexts and callbacks too."""

    async def enter_async_context(self, cm):
        enter, leave = self._methods(cm, '__aenter__', '__aexit__', 'asynchronous ')
        value = await enter(cm)
        self._exit_callbacks.append((False, leave))
        return value

    def push_async_exit(self, exit):
        return self._push(exit, '__aexit__', False)

    def push_async_callback(self, callback, /, *args, **kw):
        async def leave(*error):
            await callback(*args, **kw)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((False, leave))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, kind, error, trace):
        leaving = _Leaving(error, sys.exc_info()[1])
        while self._exit_callbacks:
            plain, leave = self._exit_callbacks.pop()
            try:
                done = leave(*leaving.arguments())
                if done if plain else await done:
                    leaving.error = None
            except BaseException as new:
                leaving.replace(new)
        return leaving.result()
