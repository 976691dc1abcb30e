"""The exceptions of asyncio."""
from _asyncio import CancelledError, InvalidStateError

__all__ = ['BrokenBarrierError', 'CancelledError', 'InvalidStateError', 'TimeoutError', 'IncompleteReadError',
           'LimitOverrunError', 'SendfileNotAvailableError']

TimeoutError = TimeoutError


class SendfileNotAvailableError(RuntimeError):
    """There is no sendfile for this transport."""


class BrokenBarrierError(RuntimeError):
    """The barrier was reset or aborted."""


class IncompleteReadError(EOFError):
    """The stream ended before all bytes were there: partial is what came, expected their number (or None)."""

    def __init__(self, partial, expected):
        super().__init__('%d bytes read on a total of %s expected bytes' %
                         (len(partial), 'undefined' if expected is None else repr(expected)))
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """A separator was not found within the limit; consumed bytes would be lost by reading on."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)
