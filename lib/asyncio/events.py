"""Which event loop runs, and which one is the current one."""
import _asyncio
from _asyncio import Handle, TimerHandle, _get_running_loop, _set_running_loop, get_event_loop, get_running_loop

__all__ = ['AbstractEventLoop', 'AbstractEventLoopPolicy', 'AbstractServer', 'Handle', 'Loop', 'TimerHandle',
           'get_child_watcher', 'set_child_watcher', 'get_event_loop', 'get_event_loop_policy', 'get_running_loop',
           'new_event_loop', 'set_event_loop', 'set_event_loop_policy', '_get_running_loop', '_set_running_loop']


class Loop(_asyncio.Loop):
    """The loop of boards: its methods written in Python wait in _loop."""

    def __getattr__(self, name):
        from . import _loop
        try:
            found = getattr(_loop, name)
        except AttributeError:
            raise AttributeError('%r object has no attribute %r' % (type(self).__name__, name)) from None
        return found.__get__(self) if hasattr(found, '__code__') else found


class AbstractEventLoop:
    """The class that all event loops of computers derive from: every method is missing."""


class AbstractServer:
    """What create_server() gives."""

    def close(self):
        raise NotImplementedError

    def get_loop(self):
        raise NotImplementedError

    def is_serving(self):
        raise NotImplementedError

    async def start_serving(self):
        raise NotImplementedError

    async def serve_forever(self):
        raise NotImplementedError

    async def wait_closed(self):
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class AbstractEventLoopPolicy:
    """What decides which loop is the current one."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def get_child_watcher(self):
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """A loop for each thread; the main thread gets one when it asks."""
    _loop_factory = None

    def __init__(self):
        self._loops = {}  # by thread; None: it was set to that

    def _place(self):
        import sys
        threads = sys.modules.get('_thread')
        return threads.get_ident() if threads is not None else 0

    def get_event_loop(self):
        place = self._place()
        if place not in self._loops and _is_main():
            self.set_event_loop(self.new_event_loop())
        loop = self._loops.get(place)
        if loop is None:
            raise RuntimeError('There is no current event loop in thread %r.' % _thread_name())
        return loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, (AbstractEventLoop, _asyncio.Loop)):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, not '%s'" % type(loop).__name__)
        self._loops[self._place()] = loop

    def new_event_loop(self):
        return self._loop_factory() if self._loop_factory is not None else _new()


class DefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    """The policy that a program has when it sets none."""


def _is_main():
    import sys
    threading = sys.modules.get('threading')
    return threading is None or threading.current_thread() is threading.main_thread()


def _thread_name():
    import sys
    threading = sys.modules.get('threading')
    return 'MainThread' if threading is None else threading.current_thread().name


def _new():
    try:
        from .unix_events import SelectorEventLoop
    except ImportError:
        return Loop()
    return SelectorEventLoop()


_policy = None


def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError("policy must be an instance of AbstractEventLoopPolicy or None, not '%s'" % type(policy).__name__)
    _policy = policy


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return _new() if _policy is None else _policy.new_event_loop()


def get_child_watcher():
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    return get_event_loop_policy().set_child_watcher(watcher)
