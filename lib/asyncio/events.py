"""The event loop: runs callbacks and steps of tasks as they become ready, due, or their streams can be read or written.

What waits in a loop's queue is a Handle or a Task: both have _run(). Tasks queue themselves, so that a switch between
tasks takes no memory; timers are kept by _asyncio.
"""
import sys
import time
from collections import deque

from _asyncio import Timers

__all__ = ['AbstractEventLoop', 'AbstractEventLoopPolicy', 'DefaultEventLoopPolicy', 'BaseEventLoop', 'EventLoop', 'Loop',
           'Handle', 'TimerHandle', 'SelectorEventLoop', 'get_event_loop', 'get_event_loop_policy', 'get_running_loop',
           'new_event_loop', 'set_event_loop', 'set_event_loop_policy', '_get_running_loop', '_set_running_loop']

_POLL_MS = 100  # no wait for streams is longer: other threads and handlers may have queued something


class Handle:
    """A call that waits in a loop."""
    _cancelled = False

    def __init__(self, callback, args, loop, context=None):
        self._callback, self._args, self._loop, self._context = callback, args, loop, context

    def cancel(self):
        self._cancelled = True
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def __repr__(self):
        what = ' cancelled' if self._cancelled else ' %r' % (self._callback,)
        return '<%s%s>' % (type(self).__name__, what)

    def _run(self):
        if self._cancelled:
            return
        try:
            if self._context is None:
                self._callback(*self._args)
            else:
                self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            self._loop.call_exception_handler(
                {'message': 'Exception in callback %r' % (self._callback,), 'exception': e, 'handle': self})


class TimerHandle(Handle):
    """A call that waits for its time."""

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when

    def when(self):
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timers.remove(self)
        super().cancel()

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return hash(self._when)


class AbstractEventLoop:
    """The class that all event loops derive from."""


class BaseEventLoop(AbstractEventLoop):
    _running = _stopping = _closed = _debug = False
    _exception_handler = _task_factory = _poller = _current = _thread = None
    slow_callback_duration = 0.1

    def __init__(self):
        self._ready = deque()
        self._timers = Timers()
        self._tasks = set()       # those that are not done
        self._streams = {}        # what is watched -> [Handle for reading, Handle for writing]
        self._generators = []     # weak references to asynchronous generators that have begun

    def __repr__(self):
        return '<%s running=%s closed=%s debug=%s>' % (type(self).__name__, self._running, self._closed, self._debug)

    # Calls.

    def time(self):
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args, context=context)
        if self._thread is not None:
            sys.modules['_thread']._wake(self._thread)
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        self._check_closed()
        handle = TimerHandle(self.time() + delay, callback, args, self, context)
        self._timers.push(handle, delay)
        return handle

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        handle = TimerHandle(when, callback, args, self, context)
        self._timers.push(handle, when - self.time())
        return handle

    def create_future(self):
        from .futures import Future
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is None:
            from .tasks import Task
            return Task(coro, loop=self, name=name, context=context)
        task = self._task_factory(self, coro) if context is None else self._task_factory(self, coro, context=context)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    # Streams.

    def _watch(self, stream, which, handle):
        """Sets the handle for reading (0) or writing (1), None for none. Returns whether there was one."""
        pair = self._streams.get(stream)
        if pair is None:
            if handle is None:
                return False
            pair = self._streams[stream] = [None, None]
        before, pair[which] = pair[which], handle
        if before is not None:
            before.cancel()
        if self._poller is None:
            import select
            self._poller = select.poll()
        mask = (1 if pair[0] else 0) | (4 if pair[1] else 0)
        if mask:
            self._poller.register(stream, mask)
        else:
            del self._streams[stream]
            try:
                self._poller.unregister(stream)
            except (KeyError, OSError, ValueError):
                pass  # it is closed already
        return before is not None

    def add_reader(self, fd, callback, *args):
        self._check_closed()
        self._watch(fd, 0, Handle(callback, args, self))

    def add_writer(self, fd, callback, *args):
        self._check_closed()
        self._watch(fd, 1, Handle(callback, args, self))

    def remove_reader(self, fd):
        return self._watch(fd, 0, None)

    def remove_writer(self, fd):
        return self._watch(fd, 1, None)

    def _until(self, stream, which):
        """A future that is done when the stream can be read (0) or written (1)."""
        future = self.create_future()
        self._watch(stream, which, Handle(self._woken, (stream, which, future), self))
        return future

    def _woken(self, stream, which, future):
        self._watch(stream, which, None)
        if not future.done():
            future.set_result(None)

    def _poll_streams(self, ms):
        for stream, events in self._poller.poll(ms):
            pair = self._streams.get(stream)
            if pair is None:
                continue
            for handle, mask in zip(pair, (~4, ~1)):  # errors wake both
                if handle is not None and events & mask and not handle._cancelled:
                    self._ready.append(handle)

    # Running.

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_running(self):
        if self._running:
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def _run_once(self):
        ready, timers = self._ready, self._timers
        if self._streams:
            ms = 0 if ready or self._stopping else timers.wait_ms()
            self._poll_streams(ms if 0 <= ms < _POLL_MS else _POLL_MS)
        elif not ready and not self._stopping:
            timers.idle()
        while (item := timers.pop()) is not None:
            ready.append(item)
        for _ in range(len(ready)):
            ready.popleft()._run()

    def run_forever(self):
        self._check_closed()
        self._check_running()
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._generator_begins, finalizer=self._generator_dies)
        self._running = True
        if '_thread' in sys.modules:
            self._thread = sys.modules['_thread'].get_ident()
        _set_running_loop(self)
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = self._running = False
            _set_running_loop(None)
            sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        from .tasks import ensure_future, isfuture
        self._check_closed()
        self._check_running()
        own = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._stop_after)
        try:
            self.run_forever()
        except BaseException:
            if own and future.done() and not future.cancelled():
                future.exception()  # it is on its way already
            raise
        finally:
            future.remove_done_callback(self._stop_after)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _stop_after(self, future):
        if not future.cancelled() and isinstance(future._exception, (SystemExit, KeyboardInterrupt)):
            return  # that ends the loop itself
        self.stop()

    def stop(self):
        self._stopping = True

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def close(self):
        if self._running:
            raise RuntimeError('Cannot close a running event loop')
        self._closed = True
        self._ready.clear()
        self._timers = Timers()
        self._streams.clear()
        self._poller = None

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = bool(enabled)

    # Asynchronous generators.

    def _generator_begins(self, generator):
        import weakref
        if self._generators is None:
            import warnings
            warnings.warn('asynchronous generator %r was scheduled after loop.shutdown_asyncgens() call' % (generator,),
                          ResourceWarning, source=self)
            return
        self._generators = [r for r in self._generators if r() is not None]
        self._generators.append(weakref.ref(generator))

    def _generator_dies(self, generator):
        if not self._closed:
            self.call_soon_threadsafe(self.create_task, generator.aclose())

    async def shutdown_asyncgens(self):
        generators, self._generators = [r() for r in self._generators or ()], None
        generators = [g for g in generators if g is not None]
        if not generators:
            return
        from .tasks import gather
        results = await gather(*[g.aclose() for g in generators], return_exceptions=True)
        for result, generator in zip(results, generators):
            if isinstance(result, Exception):
                self.call_exception_handler(
                    {'message': 'an error occurred during closing of asynchronous generator %r' % (generator,),
                     'exception': result, 'asyncgen': generator})

    async def shutdown_default_executor(self):
        pass

    # What goes wrong where nobody catches it.

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError('A callable object or None is expected, got %r' % (handler,))
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get('message') or 'Unhandled exception in event loop']
        lines += ['%s: %r' % (key, context[key]) for key in sorted(context) if key not in ('message', 'exception')]
        error = context.get('exception')
        logging = sys.modules.get('logging')
        if logging is not None:
            info = (type(error), error, error.__traceback__) if error is not None else False
            logging.getLogger('asyncio').error('\n'.join(lines), exc_info=info)
            return
        print('\n'.join(lines), file=sys.stderr)
        if error is not None:
            import traceback
            traceback.print_exception(error)

    def call_exception_handler(self, context):
        try:
            if self._exception_handler is None:
                self.default_exception_handler(context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            self._exception_handler, failed = None, self._exception_handler
            try:
                self.default_exception_handler({'message': 'Unhandled error in exception handler', 'exception': e,
                                                'context': context})
            finally:
                self._exception_handler = failed


SelectorEventLoop = EventLoop = Loop = BaseEventLoop


class AbstractEventLoopPolicy:
    """What decides which loop is the current one."""


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    _loop = None
    _was_set = False
    _loop_factory = BaseEventLoop

    def get_event_loop(self):
        if self._loop is None and not self._was_set:
            self.set_event_loop(self.new_event_loop())
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, not '%s'" % type(loop).__name__)
        self._loop, self._was_set = loop, True

    def new_event_loop(self):
        return self._loop_factory()


_running_loop = _policy = None


def get_running_loop():
    if _running_loop is None:
        raise RuntimeError('no running event loop')
    return _running_loop


def _get_running_loop():
    return _running_loop


def _set_running_loop(loop):
    global _running_loop
    _running_loop = loop


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


def get_event_loop():
    return _running_loop if _running_loop is not None else get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()
