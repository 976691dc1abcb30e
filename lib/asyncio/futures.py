"""Futures: results that are not there yet."""
from . import events
from .exceptions import CancelledError, InvalidStateError

__all__ = ['Future', 'isfuture']

_PENDING, _CANCELLED, _FINISHED = 'PENDING', 'CANCELLED', 'FINISHED'


def isfuture(obj):
    return hasattr(type(obj), '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


class _Unseen:
    """Dies with the future whose exception nobody has asked for, and tells of it."""

    def __init__(self, future):
        self.loop, self.error, self.text = future._loop, future._exception, repr(future)
        self.message = '%s exception was never retrieved' % type(future).__name__

    def __del__(self):
        if self.loop is not None:
            self.loop.call_exception_handler({'message': self.message, 'exception': self.error, 'future': self.text})


class Future:
    _state = _PENDING
    _result = _exception = _callbacks = _unseen = _cancel_message = None
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop

    def __class_getitem__(cls, kind):
        from types import GenericAlias
        return GenericAlias(cls, kind)

    def __repr__(self):
        return '<%s>' % ' '.join([type(self).__name__] + self._repr_info())

    def _repr_info(self):
        info = [self._state.lower()]
        if self._state is _FINISHED:
            info.append('exception=%r' % (self._exception,) if self._exception is not None
                        else 'result=%r' % (self._result,))
        if self._callbacks:
            info.append('cb=[%s]' % ', '.join([repr(c[0] if type(c) is tuple else c._wake) for c in self._callbacks]))
        return info

    def get_loop(self):
        return self._loop

    def cancelled(self):
        return self._state is _CANCELLED

    def done(self):
        return self._state is not _PENDING

    def cancel(self, msg=None):
        self._seen()
        if self._state is not _PENDING:
            return False
        self._cancel_message = msg
        self._finish(_CANCELLED)
        return True

    def _seen(self):
        if self._unseen is not None:
            self._unseen.loop = self._unseen = None

    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    _make_cancelled_error = _cancelled_error

    def result(self):
        if self._state is _CANCELLED:
            raise self._cancelled_error()
        if self._state is _PENDING:
            raise InvalidStateError('Result is not ready.')
        self._seen()
        if self._exception is not None:
            raise self._exception.with_traceback(self._trace)
        return self._result

    def exception(self):
        if self._state is _CANCELLED:
            raise self._cancelled_error()
        if self._state is _PENDING:
            raise InvalidStateError('Exception is not set.')
        self._seen()
        return self._exception

    def set_result(self, result):
        if self._state is not _PENDING:
            raise InvalidStateError('%s: %r' % (self._state, self))
        self._result = result
        self._finish(_FINISHED)

    def set_exception(self, exception):
        if self._state is not _PENDING:
            raise InvalidStateError('%s: %r' % (self._state, self))
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception, self._trace = exception, exception.__traceback__
        self._finish(_FINISHED)
        self._unseen = _Unseen(self)

    def add_done_callback(self, fn, *, context=None):
        if self._state is not _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._add_waiter((fn, context))

    def _add_waiter(self, waiter):
        """A pair (function, context) to be called, or a Task to be woken."""
        if self._callbacks is None:
            self._callbacks = [waiter]
        else:
            self._callbacks.append(waiter)

    def remove_done_callback(self, fn):
        before = self._callbacks or ()
        self._callbacks = [c for c in before if type(c) is not tuple or c[0] != fn]
        return len(before) - len(self._callbacks)

    def _finish(self, state):
        self._state = state
        waiters, self._callbacks = self._callbacks, None
        for waiter in waiters or ():
            if type(waiter) is tuple:
                self._loop.call_soon(waiter[0], self, context=waiter[1])
            else:
                waiter._wake()

    def __await__(self):
        if self._state is _PENDING:
            self._asyncio_future_blocking = True
            yield self
        if self._state is _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__
