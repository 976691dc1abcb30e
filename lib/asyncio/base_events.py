"""The base class of event loops, under its old name."""
from .events import BaseEventLoop

__all__ = ['BaseEventLoop']
