"""Running a program's main coroutine."""
import sys

from . import events
from ._loop import _cancel_all, run
from .tasks import iscoroutine

__all__ = ['Runner', 'run']


class Runner:
    """Runs coroutines one after the other in a loop of its own."""
    _loop = _context = None
    _closed = _set = False
    _interrupts = 0

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug, self._factory = debug, loop_factory

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, *error):
        self.close()

    def get_loop(self):
        if self._closed:
            raise RuntimeError('Runner is closed')
        if self._loop is None:
            if self._factory is None:
                self._loop = events.new_event_loop()
                events.set_event_loop(self._loop)
                self._set = True
            else:
                self._loop = self._factory()
            if self._debug is not None:
                self._loop.set_debug(self._debug)
            if 'contextvars' in sys.modules:
                self._context = sys.modules['contextvars'].copy_context()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError('a coroutine was expected, got %r' % (coro,))
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        loop = self.get_loop()
        task = loop.create_task(coro, context=self._context if context is None else context)
        before = self._catch_interrupts(task)
        try:
            return loop.run_until_complete(task)
        except BaseException as e:
            from .exceptions import CancelledError
            if isinstance(e, CancelledError) and self._interrupts > 0:
                uncancel = getattr(task, 'uncancel', None)
                if uncancel is not None and uncancel() == 0:
                    raise KeyboardInterrupt()
            raise
        finally:
            if before is not None:
                signal = sys.modules['signal']
                if signal.getsignal(signal.SIGINT) is before[1]:
                    signal.signal(signal.SIGINT, before[0])

    def _catch_interrupts(self, task):
        """The first Ctrl-C cancels the main task, the next ones are KeyboardInterrupts. (handler before, ours) or None."""
        try:
            import signal
        except ImportError:
            return None
        self._interrupts = 0
        if not events._is_main() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            return None

        def interrupted(number, frame):
            self._interrupts += 1
            if self._interrupts == 1 and not task.done():
                task.cancel()
                self._loop.call_soon_threadsafe(int)
                return
            raise KeyboardInterrupt()
        try:
            return signal.signal(signal.SIGINT, interrupted), interrupted
        except ValueError:
            return None

    def close(self):
        if self._closed or self._loop is None:
            self._closed = True
            return
        loop = self._loop
        try:
            _cancel_all(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            if hasattr(loop, 'shutdown_default_executor'):
                loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            if self._set:
                events.set_event_loop(None)
            loop.close()
            self._loop, self._closed = None, True
