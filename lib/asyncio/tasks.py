"""Tasks: coroutines that the event loop runs, and what waits for several of them."""
import sys

from _asyncio import sleep, sleep_ms

from . import events
from .exceptions import CancelledError, InvalidStateError, TimeoutError
from .futures import Future, isfuture

__all__ = ['ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'Task', 'all_tasks', 'as_completed', 'create_task',
           'current_task', 'ensure_future', 'gather', 'iscoroutine', 'iscoroutinefunction', 'shield', 'sleep', 'sleep_ms',
           'wait', 'wait_for', 'wait_for_ms']

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'

_Sleep = type(sleep(0))
_made = 0


def iscoroutine(obj):
    """It has what a task needs: send, throw and close, and can be awaited."""
    kind = type(obj)
    return hasattr(kind, 'send') and hasattr(kind, '__await__') and hasattr(kind, 'throw') and hasattr(kind, 'close')


def iscoroutinefunction(func):
    while hasattr(func, '__func__'):
        func = func.__func__
    code = getattr(func, '__code__', None)
    return bool(code is not None and code.co_flags & 0x80) or hasattr(func, '_is_coroutine')


class Task(Future):
    _must_cancel = _asleep = False
    _fut_waiter = _context = None
    _num_cancels_requested = 0

    def __init__(self, coro, *, loop=None, name=None, context=None):
        global _made
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError('a coroutine was expected, got %r' % (coro,))
        _made += 1
        self._name = _made if name is None else str(name)
        self._coro = coro
        if context is not None:
            self._context = context
        elif 'contextvars' in sys.modules:
            self._context = sys.modules['contextvars'].copy_context()
        self._loop._tasks.add(self)
        self._loop._ready.append(self)

    def _repr_info(self):
        info = super()._repr_info()
        if self._num_cancels_requested and self._state == 'PENDING':
            info[0] = 'cancelling'
        info.insert(1, 'name=%r' % self.get_name())
        info.insert(2, 'coro=%r' % (self._coro,))
        if self._fut_waiter is not None:
            info.insert(3, 'wait_for=%r' % (self._fut_waiter,))
        return info

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return 'Task-%d' % self._name if type(self._name) is int else self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def get_stack(self, *, limit=None):
        frame = getattr(self._coro, 'cr_frame', None)
        return [] if frame is None else [frame]

    def cancel(self, msg=None):
        self._seen()
        if self._state != 'PENDING':
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True  # the task goes on with what that gives
        self._must_cancel, self._cancel_message = True, msg
        if self._asleep and self._loop._timers.remove(self):
            self._loop._ready.append(self)
        return True

    def cancelling(self):
        return self._num_cancels_requested

    def uncancel(self):
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
        return self._num_cancels_requested

    def _wake(self, future=None):
        self._loop._ready.append(self)

    def _run(self):
        """One step: until the coroutine waits for something, or ends."""
        loop = self._loop
        outer, loop._current = loop._current, self
        self._fut_waiter, self._asleep = None, False
        try:
            if self._must_cancel:
                self._must_cancel = False
                waits_for = self._step(self._coro.throw, self._cancelled_error())
            elif self._context is None:
                waits_for = self._coro.send(None)
            else:
                waits_for = self._context.run(self._coro.send, None)
        except StopIteration as e:
            if self._must_cancel:
                self._must_cancel = False
                self._end(None, None, True)  # cancelled in its last step
            else:
                self._end(e.value, None, False)
        except CancelledError as e:
            self._cancelled_by = e
            self._end(None, None, True)
        except (KeyboardInterrupt, SystemExit) as e:
            self._end(None, e, False)
            raise
        except BaseException as e:
            self._end(None, e, False)
        else:
            if waits_for is None:
                loop._ready.append(self)
            elif type(waits_for) is _Sleep:
                self._sleep(waits_for)
            else:
                self._wait(waits_for)
        finally:
            loop._current = outer

    def _step(self, function, argument):
        return function(argument) if self._context is None else self._context.run(function, argument)

    def _sleep(self, time):
        if self._must_cancel or not self._loop._timers.push_sleep(self, time):
            self._loop._ready.append(self)
        else:
            self._asleep = True

    def _wait(self, future):
        blocking = getattr(future, '_asyncio_future_blocking', None)
        if blocking is None:
            problem = 'Task got bad yield: %r' % (future,)
        elif future.get_loop() is not self._loop:
            problem = 'Task %r got Future %r attached to a different loop' % (self, future)
        elif not blocking:
            problem = 'yield was used instead of yield from in task %r with %r' % (self, future)
        elif future is self:
            problem = 'Task cannot await on itself: %r' % (self,)
        else:
            future._asyncio_future_blocking = False
            if isinstance(future, Future) and not future.done():
                future._add_waiter(self)
            else:
                future.add_done_callback(self._wake)
            self._fut_waiter = future
            if self._must_cancel and future.cancel(msg=self._cancel_message):
                self._must_cancel = False
            return
        self._loop.call_soon(self._fail, RuntimeError(problem))

    def _fail(self, error):
        coro = self._coro
        self._coro = _Throwing(coro, error)
        self._run()
        self._coro = coro

    def _cancelled_error(self):
        error = self.__dict__.pop('_cancelled_by', None)
        return super()._cancelled_error() if error is None else error

    _make_cancelled_error = _cancelled_error

    def _end(self, result, error, cancelled):
        self._loop._tasks.discard(self)
        if cancelled:
            super().cancel(msg=self._cancel_message)
        elif error is None:
            super().set_result(result)
        else:
            super().set_exception(error)


class _Throwing:
    """The coroutine, which gets an exception in place of what its next step would send."""

    def __init__(self, coro, error):
        self.coro, self.error = coro, error

    def send(self, value):
        return self.coro.throw(self.error)

    def throw(self, error):
        return self.coro.throw(error)


def create_task(coro, *, name=None, context=None):
    return events.get_running_loop().create_task(coro, name=name, context=context)


def current_task(loop=None):
    return (events.get_running_loop() if loop is None else loop)._current


def all_tasks(loop=None):
    return {task for task in (events.get_running_loop() if loop is None else loop)._tasks if not task.done()}


async def _awaited(awaitable):
    return await awaitable


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), '__await__'):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _awaited(coro_or_future)
    return (events.get_event_loop() if loop is None else loop).create_task(coro_or_future)


# ---- several at once ----

class _Gathering(Future):
    """What gather() gives: cancelling it cancels its children."""
    _cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        some = False
        for child in self._children:
            some = child.cancel(msg=msg) or some
        self._cancel_requested = self._cancel_requested or some
        return some


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        done = events.get_event_loop().create_future()
        done.set_result([])
        return done
    made, children, loop = {}, [], None
    for arg in coros_or_futures:
        if id(arg) not in made:
            child = made[id(arg)] = ensure_future(arg, loop=loop)
            loop = child.get_loop() if loop is None else loop
        children.append(made[id(arg)])
    outer, left = _Gathering(loop=loop), len(made)
    outer._children = children

    def finished(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()  # it is seen now
            return
        if not return_exceptions:
            error = child._cancelled_error() if child.cancelled() else child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if left:
            return
        if outer._cancel_requested:
            outer.set_exception(children[-1]._cancelled_error() if children[-1].cancelled() else CancelledError())
            return
        outer.set_result([_result(child) for child in children])
    for child in made.values():
        child.add_done_callback(finished)
    return outer


def _result(child):
    if child.cancelled():
        return CancelledError('' if child._cancel_message is None else child._cancel_message)
    error = child.exception()
    return child.result() if error is None else error


def _check_set(fs, function):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError('%s a list of futures, not %s' % (function, type(fs).__name__))


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for the futures; returns the sets of those that are done and those that are not."""
    _check_set(fs, 'expect')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError('Invalid return_when value: %s' % (return_when,))
    fs = set(fs)
    if any(iscoroutine(f) for f in fs):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    loop = events.get_running_loop()
    waiter, left = loop.create_future(), len([f for f in fs if not f.done()])

    def stops(f):
        return return_when == FIRST_COMPLETED or (
            return_when == FIRST_EXCEPTION and not f.cancelled() and f._exception is not None)

    def finished(f):
        nonlocal left
        left -= 1
        if (not left or stops(f)) and not waiter.done():
            waiter.set_result(None)
    if left and not any(f.done() and stops(f) for f in fs):
        for f in fs:
            f.add_done_callback(finished)
        timer = None if timeout is None else loop.call_later(timeout, _release, waiter)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for f in fs:
                f.remove_done_callback(finished)
    done = {f for f in fs if f.done()}
    return done, fs - done


def _release(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):
    """What fut gives, unless the time (seconds, None: no limit) is over first: then it is cancelled."""
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await wait([fut])
            return fut.result()
        except CancelledError as e:
            raise TimeoutError from e
    from .timeouts import timeout as section
    async with section(timeout):
        return await fut


def wait_for_ms(fut, timeout):
    return wait_for(fut, None if timeout is None else timeout / 1000)


def as_completed(fs, *, timeout=None):
    """Coroutines that give the results one after the other, as they come."""
    _check_set(fs, 'expect an iterable of')
    from .queues import Queue
    loop, done = events.get_event_loop(), Queue()
    todo = {ensure_future(f, loop=loop) for f in set(fs)}
    timer = None

    def late():
        for f in todo:
            f.remove_done_callback(finished)
            done.put_nowait(None)
        todo.clear()

    def finished(f):
        if f in todo:
            todo.remove(f)
            done.put_nowait(f)
            if not todo and timer is not None:
                timer.cancel()

    async def next_one():
        f = await done.get()
        if f is None:
            raise TimeoutError
        return f.result()
    for f in todo:
        f.add_done_callback(finished)
    if todo and timeout is not None:
        timer = loop.call_later(timeout, late)
    for _ in range(len(todo)):
        yield next_one()


def shield(arg):
    """Waits for arg; who cancels this does not cancel that."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)
    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer
