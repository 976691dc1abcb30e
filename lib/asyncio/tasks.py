"""Tasks: coroutines that the event loop runs, and what waits for several of them."""
from _asyncio import Future, Task, all_tasks, current_task, get_running_loop, sleep, sleep_ms

from . import events
from .exceptions import CancelledError, InvalidStateError
from .futures import isfuture

__all__ = ['ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'Task', 'all_tasks', 'as_completed', 'create_task',
           'current_task', 'ensure_future', 'gather', 'run_coroutine_threadsafe', 'shield', 'sleep', 'sleep_ms', 'wait',
           'wait_for', 'wait_for_ms', '_register_task', '_unregister_task', '_enter_task', '_leave_task']

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'


def iscoroutine(obj):
    """It has what a task needs: send, throw and close, and can be awaited."""
    kind = type(obj)
    return hasattr(kind, 'send') and hasattr(kind, 'throw') and hasattr(kind, 'close') and (
        hasattr(kind, '__await__') or hasattr(kind, 'gi_frame'))


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name, context=context)


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
            error = child._make_cancelled_error() if child.cancelled() else child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if left:
            return
        if outer._cancel_requested:
            outer.set_exception(children[-1]._make_cancelled_error() if children[-1].cancelled() else CancelledError())
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


def __getattr__(name):
    if name == 'run_coroutine_threadsafe':
        from .threads import run_coroutine_threadsafe as found
    elif name in ('_register_task', '_unregister_task', '_enter_task', '_leave_task'):
        from . import _debug
        found = getattr(_debug, name)
    else:
        raise AttributeError('module %r has no attribute %r' % (__name__, name))
    globals()[name] = found
    return found
