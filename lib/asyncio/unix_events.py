"""The event loop of this system: signals, sockets in the file system."""
from .base_events import BaseEventLoop

__all__ = ['EventLoop', 'SelectorEventLoop']


class SelectorEventLoop(BaseEventLoop):
    """The loop that asyncio.run() makes on computers."""

    def __init__(self, selector=None):
        super().__init__()
        self._signals = {}  # number -> Handle

    def add_signal_handler(self, sig, callback, *args):
        """Calls back, between other callbacks, when the signal arrives."""
        import signal
        from .tasks import iscoroutine
        from .coroutines import iscoroutinefunction
        if iscoroutine(callback) or iscoroutinefunction(callback):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        handle = self._signals[sig] = _handle(callback, args, self)

        def arrived(number, frame):
            if self._signals.get(sig) is handle:
                self.call_soon_threadsafe(handle._run)
        try:
            signal.signal(sig, arrived)
        except (OSError, ValueError) as e:
            del self._signals[sig]
            raise RuntimeError(str(e)) from None

    def remove_signal_handler(self, sig):
        import signal
        self._check_signal(sig)
        if self._signals.pop(sig, None) is None:
            return False
        signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        return True

    def _check_signal(self, sig):
        import signal
        if not isinstance(sig, int):
            raise TypeError('sig must be an int, not %r' % (sig,))
        if sig not in signal.valid_signals():
            raise ValueError('invalid signal number %d' % sig)

    def close(self):
        for sig in list(self._signals):
            self.remove_signal_handler(sig)
        super().close()


def _handle(callback, args, loop):
    from _asyncio import Handle
    return Handle(callback, args, loop)


EventLoop = SelectorEventLoop
