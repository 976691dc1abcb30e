"""What is a coroutine."""
from .tasks import iscoroutine, iscoroutinefunction

__all__ = ['iscoroutinefunction', 'iscoroutine']
