"""What is a coroutine."""
from .tasks import iscoroutine
from .format_helpers import _format_coroutine

__all__ = ['iscoroutinefunction', 'iscoroutine']

_is_coroutine = object()


def iscoroutinefunction(func):
    import inspect
    return inspect.iscoroutinefunction(func) or getattr(func, '_is_coroutine', None) is _is_coroutine


def _is_debug_mode():
    import os
    import sys
    return bool(getattr(sys.flags, 'dev_mode', False) or os.getenv('PYTHONASYNCIODEBUG'))
