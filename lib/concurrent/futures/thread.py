"""ThreadPoolExecutor: calls in threads that are kept for the next ones."""
import os
import queue
import threading
import weakref

from . import _base

_executors = weakref.WeakSet()
_made = 0


class BrokenThreadPool(_base.BrokenExecutor):
    """A thread's initializer failed."""


class _Call:
    __slots__ = ('future', 'fn', 'args', 'kwargs')

    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as e:
            self.future.set_exception(e)
            self = None  # the exception's traceback would keep it
        else:
            self.future.set_result(result)


def _work(executor, calls, initializer, initargs):
    """What each thread runs; None in the queue ends it, and the others with it."""
    try:
        if initializer is not None:
            try:
                initializer(*initargs)
            except BaseException:
                import logging
                logging.getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
                broken = executor()
                if broken is not None:
                    broken._break()
                return
        while True:
            call = calls.get()
            if call is None:
                calls.put(None)
                return
            call.run()
            del call
            own = executor()
            if own is not None:
                own._idle.release()
            del own
    except BaseException:
        _base._report('Exception in worker')


class ThreadPoolExecutor(_base.Executor):
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _made
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers, self._initializer, self._initargs = max_workers, initializer, initargs
        self._thread_name_prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % _made
        _made += 1
        self._work_queue, self._threads = queue.SimpleQueue(), set()
        self._idle, self._lock = threading.Semaphore(0), threading.Lock()
        self._shutdown, self._broken = False, False
        _executors.add(self)

    def submit(self, fn, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _ending:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = _base.Future()
            self._work_queue.put(_Call(future, fn, args, kwargs))
            if not self._idle.acquire(timeout=0) and len(self._threads) < self._max_workers:
                queue_of = self._work_queue
                thread = threading.Thread(name='%s_%d' % (self._thread_name_prefix, len(self._threads)), target=_work,
                                          args=(weakref.ref(self, lambda _: queue_of.put(None)), queue_of,
                                                self._initializer, self._initargs))
                thread.start()
                self._threads.add(thread)
            return future

    def _break(self):
        with self._lock:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            self._drop(lambda future: future.set_exception(BrokenThreadPool(self._broken)))

    def _drop(self, end):
        while True:
            try:
                call = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if call is not None:
                end(call.future)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            self._shutdown = True
            if cancel_futures:
                self._drop(lambda future: future.cancel())
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


_ending = False


def _end():
    """The program ends: what was submitted is done first."""
    global _ending
    _ending = True
    for executor in list(_executors):
        executor.shutdown()


threading._register_atexit(_end)
