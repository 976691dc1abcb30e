"""contextlib: helpers for the with statement."""
import sys
from abc import ABC, abstractmethod
from functools import wraps
from types import MethodType, GenericAlias
from _collections_abc import _check_methods

__all__ = ['contextmanager', 'closing', 'nullcontext', 'AbstractContextManager', 'ContextDecorator', 'ExitStack',
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


class _GeneratorContextManager(AbstractContextManager, ContextDecorator):
    """What a generator function decorated with contextmanager makes: entering runs it to its yield, leaving to its end."""

    def __init__(self, function, args, kw):
        self._recreate_cm = lambda: _GeneratorContextManager(function, args, kw)
        self._steps = function(*args, **kw)
        if function.__doc__ is not None:
            self.__doc__ = function.__doc__

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
            # Let through, as it came or, if it was a StopIteration, as what PEP 479 makes of it.
            wrapped = isinstance(error, StopIteration) and isinstance(raised, RuntimeError) and raised.__cause__ is error
            if raised is not error and not wrapped:
                raise
            error.__traceback__ = trace
            return False
        self._stop("generator didn't stop after throw()")

    def _stop(self, message):
        try:
            raise RuntimeError(message)
        finally:
            self._steps.close()


def contextmanager(function):
    """Makes a function that returns context managers of a generator function with one yield."""
    @wraps(function)
    def section(*args, **kw):
        return _GeneratorContextManager(function, args, kw)
    return section


class closing(AbstractContextManager):
    """Calls thing.close() at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *error):
        self.thing.close()


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


class nullcontext(AbstractContextManager):
    """Does nothing: for where a context manager is not always needed."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *error):
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


class ExitStack(AbstractContextManager):
    """Any number of contexts and callbacks, left in the opposite order."""

    def __init__(self):
        self._leave = []

    def pop_all(self):
        other = type(self)()
        other._leave, self._leave = self._leave, other._leave
        return other

    def push(self, exit):
        method = getattr(type(exit), '__exit__', None)
        self._leave.append(exit if method is None else MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        kind = type(cm)
        if not (hasattr(kind, '__enter__') and hasattr(kind, '__exit__')):
            raise TypeError("'%s.%s' object does not support the context manager protocol" %
                            (kind.__module__, kind.__qualname__))
        leave = MethodType(kind.__exit__, cm)
        value = kind.__enter__(cm)
        self._leave.append(leave)
        return value

    def callback(self, callback, /, *args, **kw):
        def leave(*error):
            callback(*args, **kw)
        leave.__wrapped__ = callback
        self._leave.append(leave)
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, error, trace):
        came, raised_here, around = kind is not None, False, sys.exc_info()[1]
        while self._leave:
            leave = self._leave.pop()
            try:
                if leave(kind, error, trace):
                    kind = error = trace = None
                    raised_here = False
            except BaseException as new:
                _hang_below(new, error, around)
                kind, error, trace, raised_here = type(new), new, new.__traceback__, True
        if raised_here:
            context = error.__context__
            try:
                raise error
            finally:
                error.__context__ = context
        return came and kind is None


def _hang_below(error, inner, around):
    """Makes inner the context at the end of error's chain, where nested with statements would have it; around is what was
    being handled outside of them."""
    while error.__context__ is not None and error.__context__ is not around:
        if error.__context__ is inner:
            return
        error = error.__context__
    if error is not inner:
        error.__context__ = inner
