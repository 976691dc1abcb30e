"""What _asyncio leaves to Python: the rare methods of loops, how futures and tasks are shown, what goes wrong unseen.

The functions with a parameter self are methods of loops: BaseEventLoop takes them over, the loops of boards find them here
when somebody asks (events.Loop), so that each takes memory only when it is used.
"""
import sys

from _asyncio import Future, _get_running_loop, _set_running_loop

RUNNING, CLOSED, STOPPING, DEBUG, WATCHES, FACTORY = 1, 2, 4, 8, 16, 32

_exception_handler = _task_factory = _poller = _thread = _streams = None
_generators = ()


def get_event_loop():
    from . import events
    return events.get_event_loop_policy().get_event_loop()


def run(main, *, debug=None):
    """Runs the coroutine to its end; returns its result."""
    try:
        from .runners import Runner
    except ImportError:
        return _run_plain(main)
    if _get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    with Runner(debug=debug) as runner:
        return runner.run(main)


def _run_plain(main):
    from . import events
    loop = events.new_event_loop()
    try:
        return loop.run_until_complete(main)
    finally:
        _cancel_all(loop)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _cancel_all(loop):
    from _asyncio import all_tasks
    tasks = all_tasks(loop)
    if not tasks:
        return
    from .tasks import gather
    for task in tasks:
        task.cancel()
    loop.run_until_complete(gather(*tasks, return_exceptions=True))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({'message': 'unhandled exception during asyncio.run() shutdown',
                                         'exception': task.exception(), 'task': task})


# ---- running ----

def _check_closed(self):
    if self._flags & CLOSED:
        raise RuntimeError('Event loop is closed')


def _check_running(self):
    if self._flags & RUNNING:
        raise RuntimeError('This event loop is already running')
    if _get_running_loop() is not None:
        raise RuntimeError('Cannot run the event loop while another loop is running')


def run_forever(self):
    self._check_closed()
    self._check_running()
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=self._generator_begins, finalizer=self._generator_dies)
    self._flags |= RUNNING
    if '_thread' in sys.modules:
        self._thread = sys.modules['_thread'].get_ident()
    depth = sys.get_coroutine_origin_tracking_depth()
    self._track_origins()
    _set_running_loop(self)
    try:
        self._run_until_stop()
    finally:
        sys.set_coroutine_origin_tracking_depth(depth)
        self._flags &= ~(STOPPING | RUNNING)
        self._thread = None
        _set_running_loop(None)
        sys.set_asyncgen_hooks(*hooks)


def run_until_complete(self, future):
    from .tasks import ensure_future, isfuture
    self._check_closed()
    self._check_running()
    own = not isfuture(future)
    future = ensure_future(future, loop=self)
    if own:
        try:
            future._log_destroy_pending = False
        except AttributeError:
            pass
    future.add_done_callback(_run_until_complete_cb)
    try:
        self.run_forever()
    except BaseException:
        if own and future.done() and not future.cancelled():
            future.exception()  # it is on its way already
        raise
    finally:
        future.remove_done_callback(_run_until_complete_cb)
    if not future.done():
        raise RuntimeError('Event loop stopped before Future completed.')
    return future.result()


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        return  # that ends the loop itself
    future.get_loop().stop()


def close(self):
    if self._flags & RUNNING:
        raise RuntimeError('Cannot close a running event loop')
    self._flags |= CLOSED
    self._flags &= ~WATCHES
    self._clear()
    self._streams = self._poller = None


def get_debug(self):
    return bool(self._flags & DEBUG)


def set_debug(self, enabled):
    self._flags = self._flags & ~DEBUG | (DEBUG if enabled else 0)
    if self._flags & RUNNING:
        self.call_soon_threadsafe(self._track_origins)


def _track_origins(self):
    """Coroutines remember where they were made while a loop that debugs runs."""
    sys.set_coroutine_origin_tracking_depth(10 if self._flags & DEBUG else 0)


def call_soon_threadsafe(self, callback, *args, context=None):
    handle = self.call_soon(callback, *args, context=context)
    thread = self._thread
    if thread is not None:
        sys.modules['_thread']._wake(thread)
    return handle


def set_task_factory(self, factory):
    if factory is not None and not callable(factory):
        raise TypeError('task factory must be a callable or None')
    self._task_factory = factory
    self._flags = self._flags & ~FACTORY | (FACTORY if factory is not None else 0)


def get_task_factory(self):
    return self._task_factory


def _make_task(loop, coro, name, context):
    factory = loop._task_factory
    task = factory(loop, coro) if context is None else factory(loop, coro, context=context)
    if name is not None:
        task.set_name(name)
    return task


def _sleep(loop, seconds):
    """The future that a sleep is in a loop with a time of its own."""
    future = loop.create_future()
    handle = loop.call_later(seconds, _set_unless_done, future)
    future.add_done_callback(lambda future: handle.cancel())
    return future


def _set_unless_done(future, *args):
    if not future.done():
        future.set_result(None)


# ---- streams ----

def _watch(self, stream, which, handle):
    """Sets the handle for reading (0) or writing (1), None for none. Returns whether there was one."""
    streams = self._streams
    pair = None if streams is None else streams.get(stream)
    if pair is None:
        if handle is None:
            return False
        if streams is None:
            import select
            streams = self._streams = {}
            self._poller = select.poll()
        pair = streams[stream] = [None, None]
    before, pair[which] = pair[which], handle
    if before is not None:
        before.cancel()
    mask = (1 if pair[0] else 0) | (4 if pair[1] else 0)
    if mask:
        try:
            self._poller.register(stream, mask)
        except BaseException:
            del streams[stream]
            raise
        self._flags |= WATCHES
        return before is not None
    del streams[stream]
    if not streams:
        self._flags &= ~WATCHES
    try:
        self._poller.unregister(stream)
    except (KeyError, OSError, ValueError):
        pass  # it is closed already
    return before is not None


def add_reader(self, fd, callback, *args):
    from _asyncio import Handle
    self._check_closed()
    self._watch(fd, 0, Handle(callback, args, self))


def add_writer(self, fd, callback, *args):
    from _asyncio import Handle
    self._check_closed()
    self._watch(fd, 1, Handle(callback, args, self))


def remove_reader(self, fd):
    return self._watch(fd, 0, None)


def remove_writer(self, fd):
    return self._watch(fd, 1, None)


def _until(self, stream, which):
    """A future that is done when the stream can be read (0) or written (1)."""
    from _asyncio import Handle
    future = self.create_future()
    self._watch(stream, which, Handle(self._woken, (stream, which, future), self))
    return future


def _woken(self, stream, which, future):
    self._watch(stream, which, None)
    if not future.done():
        future.set_result(None)


def _poll_streams(self, ms):
    """Queues what can be read and written, after waiting for that or other things at most so long."""
    if not self._streams:
        selector = getattr(self, '_selector', None)
        if selector is not None:
            selector.select(ms / 1000)
        elif ms:
            import time
            time.sleep(ms / 1000)
        return
    for stream, events in self._poller.poll(ms):
        pair = self._streams.get(stream)
        if pair is None:
            continue
        for handle, mask in zip(pair, (~4, ~1)):  # errors wake both
            if handle is not None and events & mask and not handle.cancelled():
                self._add_ready(handle)


# ---- asynchronous generators ----

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
    if not self._flags & CLOSED:
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


# ---- what goes wrong where nobody catches it ----

def get_exception_handler(self):
    return self._exception_handler


def set_exception_handler(self, handler):
    if handler is not None and not callable(handler):
        raise TypeError('A callable object or None is expected, got %r' % (handler,))
    self._exception_handler = handler


def default_exception_handler(self, context):
    lines = [context.get('message') or 'Unhandled exception in event loop']
    for key in sorted(context):
        if key in ('source_traceback', 'handle_traceback'):
            from ._debug import _origin_text
            lines.append(_origin_text(key, context[key]))
        elif key not in ('message', 'exception'):
            lines.append('%s: %r' % (key, context[key]))
    error = context.get('exception')
    if 'logging' in sys.modules:
        try:
            from .base_events import logger
        except ImportError:
            from .log import logger
        info = (type(error), error, error.__traceback__) if error is not None else False
        logger.error('\n'.join(lines), exc_info=info)
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


def _handle_failed(handle, error):
    if handle.cancelled():
        what = repr(handle)
    else:
        helpers = _format_helpers()
        what = repr(handle._callback) if helpers is None else helpers._format_callback_source(handle._callback, handle._args)
    _tell(handle, {'message': 'Exception in callback %s' % what, 'exception': error, 'handle': handle})


def _tell(thing, context):
    source = getattr(thing, '_source_traceback', None)
    if source:
        context['source_traceback'] = source
    thing._loop.call_exception_handler(context)


def _never_retrieved(future):
    _tell(future, {'message': '%s exception was never retrieved' % type(future).__name__,
                   'exception': future.exception(), 'future': future})


# ---- what is done with futures that are not ours ----

def _cancel(future, message):
    return future.cancel(msg=message)


def _add_waiter(task, future):
    context = task.get_context()
    # A copy: the step enters the context itself.
    future.add_done_callback(task._wakeup, context=None if context is None else context.copy())


def _already_done(task):
    from _asyncio import InvalidStateError
    task._loop.call_exception_handler({'message': 'Exception in callback of %r' % (task,), 'task': task,
                                       'exception': InvalidStateError('_step(): already done: %r' % (task,))})


def _get_current(loop):
    from ._debug import _current_of
    return _current_of.get(loop)


def _get_tasks(loop):
    from ._debug import _tasks_of
    return _tasks_of(loop)


def _note_source(thing):
    from ._debug import _note_source
    _note_source(thing)


def _wait_for_other(task, what):
    """The task's coroutine has given an object that is no Future of ours."""
    blocking = getattr(what, '_asyncio_future_blocking', None)
    if blocking is None:
        from inspect import isgenerator
        problem = 'yield was used instead of yield from for generator in task %r with %r' if isgenerator(what) else \
            'Task got bad yield: %.0s%r'
    elif what.get_loop() is not task.get_loop():
        problem = 'Task %r got Future %r attached to a different loop'
    elif not blocking:
        problem = 'yield was used instead of yield from in task %r with %r'
    else:
        what._asyncio_future_blocking = False
        _add_waiter(task, what)
        if task._must_cancel and what.cancel(msg=task._cancel_message):
            task._must_cancel = False
        return what
    raise RuntimeError(problem % (task, what))


# ---- text ----

_showing = []


def _format_helpers():
    """The module, or None: boards show less."""
    try:
        from . import format_helpers
    except ImportError:
        return None
    return format_helpers


def _repr(thing, info):
    if any(one is thing for one in _showing):
        return '...'
    _showing.append(thing)
    try:
        return '<%s>' % ' '.join([type(thing).__name__] + info(thing))
    finally:
        _showing.pop()


def _future_repr(future):
    return _repr(future, _future_info)


def _future_info(future):
    state = future._state
    info = [state.lower()]
    if state == 'FINISHED':
        error = future._exception if hasattr(future, '_exception') else None
        if error is not None:
            info.append('exception=%r' % (error,))
        elif hasattr(future, '_result'):
            from reprlib import repr as short
            info.append('result=%s' % short(future._result))
    callbacks = future._callbacks
    if callbacks and _format_helpers() is not None:
        from .format_helpers import _format_callbacks
        info.append(_format_callbacks([c if type(c) is tuple else (c._wakeup, None) for c in callbacks]))
    source = getattr(future, '_source_traceback', None)
    if source:
        info.append('created at %s:%s' % (source[-1][0], source[-1][1]))
    return info


def _task_repr(task):
    return _repr(task, _task_info)


def _task_info(task):
    info = _future_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    info.insert(1, 'name=%r' % task.get_name())
    if task._fut_waiter is not None:
        info.insert(2, 'wait_for=%r' % (task._fut_waiter,))
    if task._coro is not None:
        helpers = _format_helpers()
        info.insert(2, 'coro=%r' % (task._coro,) if helpers is None else 'coro=<%s>' % helpers._format_coroutine(task._coro))
    return info


def _handle_repr(handle):
    info = [type(handle).__name__]
    if handle.cancelled():
        info.append('cancelled')
    if hasattr(handle, 'when'):
        info.append('when=%s' % handle.when())
    if handle._callback is not None:
        helpers = _format_helpers()
        info.append(repr(handle._callback) if helpers is None else
                    helpers._format_callback_source(handle._callback, handle._args))
    return '<%s>' % ' '.join(info)
