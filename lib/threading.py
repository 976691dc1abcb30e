"""threading: threads as objects, and what they wait for each other with."""
import _thread
import sys
from _thread import RLock as _CRLock, TIMEOUT_MAX, allocate_lock as Lock, get_ident, get_native_id, stack_size
from collections import deque
from time import monotonic as _now

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX', 'Event',
           'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer', 'ThreadError',
           'setprofile', 'settrace', 'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'getprofile', 'gettrace',
           'get_native_id']

ThreadError = _thread.error
RLock = _CRLock
_list, _next = list, next
_profile_hook = _trace_hook = None


def settrace(func):
    global _trace_hook
    _trace_hook = func


def gettrace():
    return _trace_hook


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def getprofile():
    return _profile_hook


class Condition:
    """A lock with a queue of threads that wait to be told."""

    def __init__(self, lock=None):
        lock = RLock() if lock is None else lock
        self._lock, self.acquire, self.release = lock, lock.acquire, lock.release
        self._waiters = deque()
        self._save = getattr(lock, '_release_save', None)
        self._restore = getattr(lock, '_acquire_restore', None)
        self._owned = getattr(lock, '_is_owned', None)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *error):
        return self._lock.__exit__(*error)

    def __repr__(self):
        return '<Condition(%s, %d)>' % (self._lock, len(self._waiters))

    def _is_owned(self):
        if self._owned is not None:
            return self._owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def _release_save(self):
        return self._lock.release() if self._save is None else self._save()

    def _acquire_restore(self, state):
        self._lock.acquire() if self._restore is None else self._restore(state)

    def wait(self, timeout=None):
        """Gives the lock up until another thread calls notify(); False: the time was over before."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        told = False
        try:
            if timeout is None:
                told = waiter.acquire()
            else:
                told = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return told
        finally:
            self._acquire_restore(state)
            if not told:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _now() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _now()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        while n > 0 and self._waiters:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Semaphore:
    """So many may have it at once."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond, self._value = Condition(Lock()), value

    def __repr__(self):
        cls = type(self)
        return '<%s.%s at %#x: value=%d>' % (cls.__module__, cls.__qualname__, id(self), self._value)

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None if timeout is None else _now() + timeout
        with self._cond:
            while self._value == 0:
                left = None if end is None else end - _now()
                if not blocking or (left is not None and left <= 0):
                    return False
                self._cond.wait(left)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._check(n)
            self._value += n
            self._cond.notify(n)

    def _check(self, n):
        pass

    def __exit__(self, *error):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is released no oftener than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return '%s/%d>' % (super().__repr__()[:-1], self._initial_value)

    def _check(self, n):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def __repr__(self):
        cls = type(self)
        return '<%s.%s at %#x: %s>' % (cls.__module__, cls.__qualname__, id(self), 'set' if self._flag else 'unset')

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """A barrier was reset, or one of those at it gave up."""


class Barrier:
    """Threads wait at it until there are so many, then all go on."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond, self._action, self._timeout, self._parties = Condition(Lock()), action, timeout, parties
        self._count = 0
        self._state = 0  # 0: they come, 1: they go, -1: it is reset, -2: broken

    def __repr__(self):
        cls = type(self)
        what = 'broken' if self.broken else 'waiters=%d/%d' % (self.n_waiting, self.parties)
        return '<%s.%s at %#x: %s>' % (cls.__module__, cls.__qualname__, id(self), what)

    def wait(self, timeout=None):
        timeout = self._timeout if timeout is None else timeout
        with self._cond:
            while self._state in (-1, 1):
                self._cond.wait()
            if self._state < 0:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    try:
                        if self._action:
                            self._action()
                    except BaseException:
                        self._break()
                        raise
                    self._state = 1
                    self._cond.notify_all()
                elif not self._cond.wait_for(lambda: self._state != 0, timeout):
                    self._break()
                    raise BrokenBarrierError
                elif self._state < 0:
                    raise BrokenBarrierError
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (-1, 1):
                    self._state = 0
                    self._cond.notify_all()

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state in (0, -2):
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        return self._state == -2


# Threads.

_active_lock = Lock()
_active, _limbo = {}, {}
_counter = 0


def _new_name(template='Thread-%d'):
    global _counter
    with _active_lock:
        _counter += 1
        return template % _counter


class Thread:
    """Something that runs beside the rest of the program."""
    _started = _over = _is_stopped = False
    _ident = _native_id = None
    _waited_for = True

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        if name is None:
            name = _new_name()
            if target is not None:
                called = getattr(target, '__name__', None)
                if called:
                    name += ' (%s)' % called
        self._target, self._name, self._args, self._kwargs = target, str(name), args, kwargs or {}
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._done = Lock()       # held until it is over
        self._began = Event()
        self._initialized = True
        self._invoke = excepthook

    def __repr__(self):
        assert self._initialized, 'Thread.__init__() was not called'
        status = 'initial'
        if self._started:
            status = 'started'
        if self._over:
            status = 'stopped'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += ' %s' % self._ident
        return '<%s(%s, %s)>' % (type(self).__name__, self._name, status)

    def start(self):
        if not getattr(self, '_initialized', False):
            raise RuntimeError('thread.__init__() not called')
        if self._started:
            raise RuntimeError('threads can only be started once')
        with _active_lock:
            _limbo[self] = self
        self._done.acquire()
        self._started = True
        try:
            _thread.start_new_thread(self._bootstrap, ())
        except BaseException:
            self._started = False
            self._done.release()
            with _active_lock:
                del _limbo[self]
            raise
        self._began.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._ident, self._native_id = get_ident(), get_native_id()
            with _active_lock:
                _active[self._ident] = self
                del _limbo[self]
            self._began.set()
            if _trace_hook:
                sys.settrace(_trace_hook)
            if _profile_hook:
                sys.setprofile(_profile_hook)
            try:
                self.run()
            except BaseException:
                self._failed()
        finally:
            with _active_lock:
                _active.pop(self._ident, None)
            self._over = self._is_stopped = True
            self.__dict__.pop('_local_dicts', None)
            self._done.release()

    def _failed(self):
        args = ExceptHookArgs((*sys.exc_info(), self))
        hook = excepthook
        try:
            hook(args)
        except Exception:
            kind, value, trace = sys.exc_info()
            print('Exception in threading.excepthook:', file=sys.stderr)
            sys.excepthook(kind, value, trace)

    def join(self, timeout=None):
        """Waits until it is over, for timeout seconds at most."""
        if not getattr(self, '_initialized', False):
            raise RuntimeError('Thread.__init__() not called')
        if not self._started:
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if self._over:
            return
        if timeout is None:
            self._done.acquire()
        elif not (self._done.acquire(True, timeout) if timeout > 0 else self._done.acquire(False)):
            return
        self._done.release()

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._native_id

    def is_alive(self):
        return self._started and not self._over

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not getattr(self, '_initialized', False):
            raise RuntimeError('Thread.__init__() not called')
        if self._started:
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class _Given(Thread):
    """A thread that this module did not start."""

    def __init__(self, name, daemon):
        self._name, self._daemonic, self._initialized, self._started = name, daemon, True, True
        self._done, self._ident, self._native_id = Lock(), get_ident(), get_native_id()
        self._done.acquire()
        _active[self._ident] = self


class _MainThread(_Given):
    def __init__(self):
        super().__init__('MainThread', False)


class _DummyThread(_Given):
    def __init__(self):
        super().__init__(_new_name('Dummy-%d'), True)

    def join(self, timeout=None):
        raise RuntimeError('cannot join a dummy thread')


class Timer(Thread):
    """Calls a function after so many seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = [] if args is None else args, {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class ExceptHookArgs(tuple):
    """What excepthook() is told."""
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return '_thread._ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)' % self


def excepthook(args, /):
    """Prints an exception that ended a thread."""
    if args.exc_type is SystemExit or sys.stderr is None:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    print('Exception in thread %s:' % name, file=sys.stderr, flush=True)
    import traceback
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=sys.stderr)


__excepthook__ = excepthook


def current_thread():
    thread = _active.get(get_ident())
    return _DummyThread() if thread is None else thread


currentThread = current_thread


def main_thread():
    return _main_thread


def enumerate():
    with _active_lock:
        return _list(_active.values()) + _list(_limbo.values())


def active_count():
    return len(enumerate())


activeCount = active_count


class local:
    """Attributes that each thread has for itself."""

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        object.__setattr__(self, '_local_args', (args, kwargs))
        _dicts()[id(self)] = {}
        return self

    def __getattribute__(self, name):
        own = _own(self)
        if name == '__dict__':
            return own
        if name in own:
            return own[name]
        if name == '_local_args':
            raise AttributeError(name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError('%r object attribute %r is read-only' % (type(self).__name__, name))
        found = getattr(type(self), name, None)
        if hasattr(type(found), '__set__'):
            object.__setattr__(self, name, value)
        else:
            _own(self)[name] = value

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError('%r object attribute %r is read-only' % (type(self).__name__, name))
        own = _own(self)
        if name not in own:
            raise AttributeError('%r object has no attribute %r' % (type(self).__name__, name))
        del own[name]

    def __del__(self):
        key = id(self)
        for thread in _list(_active.values()):
            thread.__dict__.get('_local_dicts', {}).pop(key, None)


def _dicts():
    return current_thread().__dict__.setdefault('_local_dicts', {})


def _own(obj):
    """The attributes of obj in this thread, which its __init__ fills first."""
    dicts = _dicts()
    own = dicts.get(id(obj))
    if own is None:
        own = dicts[id(obj)] = {}
        args, kwargs = object.__getattribute__(obj, '_local_args')
        type(obj).__init__(obj, *args, **kwargs)
    return own


_at_end = []


def _register_atexit(func, *args, **kwargs):
    """Calls it when the program ends, before its threads are waited for; the last one first."""
    _at_end.append((func, args, kwargs))


def _shutdown():
    """The program ends: waits for the threads that are no daemons."""
    while _at_end:
        func, args, kwargs = _at_end.pop()
        func(*args, **kwargs)
    while True:
        waiting = [t for t in enumerate() if not t.daemon and t is not _main_thread and t is not current_thread()]
        if not waiting:
            break
        for thread in waiting:
            thread.join()


_main_thread = _MainThread()
