"""Futures of other threads, for the loop's and the other way round."""
from .exceptions import CancelledError, InvalidStateError
from .futures import isfuture


def wrap_future(future, *, loop=None):
    """A future of the loop that comes to what one of concurrent.futures comes to; cancelling it cancels that."""
    from concurrent.futures import Future as ThreadFuture
    if isfuture(future):
        return future
    assert isinstance(future, ThreadFuture), 'concurrent.futures.Future is expected, got %r' % (future,)
    from . import events
    if loop is None:
        loop = events.get_event_loop()
    made = loop.create_future()
    _chain_future(future, made)
    return made


def _copy_future_state(source, dest):
    """What source came to, for dest, a future of asyncio."""
    if not dest.cancelled():
        _copy_state(source, dest)


def _copy_state(source, target):
    """What source came to, for target, which may be of the other kind."""
    if source.cancelled():
        target.cancel()
        if not isfuture(target):
            target.set_running_or_notify_cancel()
    elif source.exception() is not None:
        target.set_exception(_converted(source.exception()))
    else:
        target.set_result(source.result())


def _converted(error):
    from concurrent import futures as threads
    from .exceptions import TimeoutError
    for theirs, ours in ((threads.CancelledError, CancelledError), (threads.InvalidStateError, InvalidStateError)):
        if type(error) is theirs:
            return ours(*error.args)
    return error


def _chain_future(source, destination):
    """Either end may be of asyncio or of concurrent.futures; each is told in its own thread."""
    source_loop = source.get_loop() if isfuture(source) else None
    destination_loop = destination.get_loop() if isfuture(destination) else None

    def give(ended):
        if destination.cancelled() and destination_loop is not None and destination_loop.is_closed():
            return
        if destination_loop is None or destination_loop is source_loop:
            hand_over(ended)
        elif not destination_loop.is_closed():
            destination_loop.call_soon_threadsafe(hand_over, ended)

    def hand_over(ended):
        if isfuture(destination):
            if not destination.cancelled():
                _copy_state(ended, destination)
        elif ended.cancelled() or destination.set_running_or_notify_cancel():
            _copy_state(ended, destination)

    def take_back(ended):
        if ended.cancelled():
            if source_loop is None or source_loop is destination_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)
    destination.add_done_callback(take_back)
    source.add_done_callback(give)
