"""Futures, the base class of executors, and waiting for several futures."""
import threading
import time

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
PENDING, RUNNING, CANCELLED = 'PENDING', 'RUNNING', 'CANCELLED'
CANCELLED_AND_NOTIFIED, FINISHED = 'CANCELLED_AND_NOTIFIED', 'FINISHED'

TimeoutError = TimeoutError


class Error(Exception):
    """The base of what goes wrong with futures."""


class CancelledError(Error):
    """The future was cancelled."""


class InvalidStateError(Error):
    """The future is not in a state that allows this."""


class BrokenExecutor(RuntimeError):
    """The executor cannot run anything any more."""


def _report(message):
    import logging
    logging.getLogger('concurrent.futures').exception(message)


class Future:
    """What a call that runs elsewhere comes to."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state, self._result, self._exception = PENDING, None, None
        self._done_callbacks, self._waiters = [], []  # of wait() and as_completed(): functions of the future

    def __class_getitem__(cls, kind):
        from types import GenericAlias
        return GenericAlias(cls, kind)

    def __repr__(self):
        with self._condition:
            text = self._state.lower() if self._state != CANCELLED_AND_NOTIFIED else 'cancelled'
            if self._state == FINISHED:
                text += ' raised %s' % type(self._exception).__name__ if self._exception is not None else \
                    ' returned %s' % type(self._result).__name__
            return '<%s at %#x state=%s>' % (type(self).__name__, id(self), text)

    def _ended(self):
        return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)

    def _call(self):
        for fn in self._done_callbacks:
            try:
                fn(self)
            except Exception:
                _report('exception calling callback for %r' % (self,))

    def cancel(self):
        """False: it runs already, or is done."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state != PENDING:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._call()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._ended()

    def _wait(self, timeout):
        """Waits, with the condition, until it is done."""
        if not self._condition.wait_for(self._ended, timeout):
            raise TimeoutError()
        if self._state != FINISHED:
            raise CancelledError()

    def result(self, timeout=None):
        try:
            with self._condition:
                self._wait(timeout)
                if self._exception is not None:
                    raise self._exception
                return self._result
        finally:
            self = None  # the traceback would keep it

    def exception(self, timeout=None):
        with self._condition:
            self._wait(timeout)
            return self._exception

    def add_done_callback(self, fn):
        """Calls fn(future) when it is done, in the thread that ends it; at once if it is."""
        with self._condition:
            if not self._ended():
                self._done_callbacks.append(fn)
                return
        try:
            fn(self)
        except Exception:
            _report('exception calling callback for %r' % (self,))

    def set_running_or_notify_cancel(self):
        """For executors: True: the call begins now; False: it was cancelled."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                waiters = list(self._waiters)
            elif self._state == PENDING:
                self._state = RUNNING
                return True
            else:
                import logging
                logging.getLogger('concurrent.futures').critical('Future %s in unexpected state: %s', id(self), self._state)
                raise RuntimeError('Future in unexpected state')
        for told in waiters:
            told(self)
        return False

    def _finish(self, result, exception):
        with self._condition:
            if self._ended():
                raise InvalidStateError('%s: %r' % (self._state, self))
            self._result, self._exception, self._state = result, exception, FINISHED
            waiters = list(self._waiters)
            self._condition.notify_all()
        for told in waiters:
            told(self)
        self._call()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _watch(self, told):
        """Calls told(future) when it is done or its cancellation was noticed. Returns whether that is so already."""
        with self._condition:
            if self._state in (CANCELLED_AND_NOTIFIED, FINISHED):
                return True
            self._waiters.append(told)
            return False

    def _unwatch(self, told):
        with self._condition:
            if told in self._waiters:
                self._waiters.remove(told)


class _DoneAndNotDone(tuple):
    """What wait() returns."""
    __slots__ = ()
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return 'DoneAndNotDoneFutures(done=%r, not_done=%r)' % tuple(self)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """(those that are done, the others), after waiting for as many as return_when says."""
    fs = set(fs)
    changed, done = threading.Condition(), set()

    def told(future):
        with changed:
            done.add(future)
            changed.notify()

    def enough():
        return len(done) == len(fs) or (return_when == FIRST_COMPLETED and done) or (
            return_when == FIRST_EXCEPTION and any(not f.cancelled() and f.exception() is not None for f in done))
    for future in fs:
        if future._watch(told):
            told(future)
    with changed:
        changed.wait_for(enough, timeout)
        ended = set(done)
    for future in fs:
        future._unwatch(told)
    return _DoneAndNotDone((ended, fs - ended))


def as_completed(fs, timeout=None):
    """The futures, each as soon as it is done."""
    end = None if timeout is None else time.monotonic() + timeout
    fs = set(fs)
    total, changed, done = len(fs), threading.Condition(), []

    def told(future):
        with changed:
            done.append(future)
            changed.notify()
    for future in fs:
        if future._watch(told):
            told(future)
    try:
        for _ in range(total):
            with changed:
                left = None if end is None else end - time.monotonic()
                if not changed.wait_for(lambda: done, left):
                    raise TimeoutError('%d (of %d) futures unfinished' % (len(fs), total))
                future = done.pop(0)
            fs.discard(future)
            future._unwatch(told)
            yield future
            future = None
    finally:
        for future in fs:
            future._unwatch(told)


def _results(fs, end):
    """The results in order; what was not asked for is cancelled."""
    try:
        fs.reverse()
        while fs:
            future = fs.pop()
            try:
                yield future.result(None if end is None else end - time.monotonic())
            finally:
                future.cancel()
                future = None
    finally:
        for future in fs:
            future.cancel()


class Executor:
    """Runs calls; submit() is for subclasses to define."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """An iterator like map's, of calls that run at the same time."""
        end = None if timeout is None else time.monotonic() + timeout
        return _results([self.submit(fn, *args) for args in zip(*iterables)], end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.shutdown(wait=True)
        return False
