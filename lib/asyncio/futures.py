"""Futures: results that are not there yet."""
from _asyncio import Future

from .exceptions import CancelledError, InvalidStateError

__all__ = ['Future', 'isfuture', 'wrap_future']


def isfuture(obj):
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


def __getattr__(name):
    if name[:2] == '__' or name == 'base_futures':
        raise AttributeError(name)
    from . import base_futures
    found = globals()[name] = getattr(base_futures, name)
    return found
