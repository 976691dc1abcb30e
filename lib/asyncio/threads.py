"""Calls that run in threads of their own."""
import functools

from . import events

__all__ = ['to_thread']


async def to_thread(func, /, *args, **kwargs):
    """What the function gives, which runs in another thread with this task's context variables."""
    import contextvars
    loop = events.get_running_loop()
    return await loop.run_in_executor(None, functools.partial(contextvars.copy_context().run, func, *args, **kwargs))


def run_coroutine_threadsafe(coro, loop):
    """Runs the coroutine in a loop of another thread; returns a future of concurrent.futures."""
    import concurrent.futures
    from .base_futures import _chain_future
    from .tasks import ensure_future, iscoroutine
    if not iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    future = concurrent.futures.Future()

    def begin():
        try:
            _chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            if future.set_running_or_notify_cancel():
                future.set_exception(e)
            raise
    loop.call_soon_threadsafe(begin)
    return future
