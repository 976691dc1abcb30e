"""What tasks use to wait for each other. A task that waits stands in a queue as a future."""
from collections import deque

from . import events
from .exceptions import BrokenBarrierError, CancelledError

__all__ = ['Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'ThreadSafeFlag']


class _Waiting:
    """Has waiters in the order in which they came."""
    _loop = _waiters = None

    def _get_loop(self):
        loop = events.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError('%r is bound to a different event loop' % (self,))
        return loop

    async def _wait_turn(self):
        """Waits to be woken."""
        if self._waiters is None:
            self._waiters = deque()
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        finally:
            self._waiters.remove(waiter)
        return True

    def _wake_next(self):
        for waiter in self._waiters or ():
            if not waiter.done():
                waiter.set_result(True)
                return True
        return False

    def _someone_waits(self):
        return any(not w.cancelled() for w in self._waiters or ())

    def __repr__(self):
        text = self._describe()
        if self._waiters:
            text += ', waiters:%d' % len(self._waiters)
        return '<%s [%s]>' % (object.__repr__(self)[1:-1], text)


class _Section:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, kind, error, trace):
        self.release()


class Lock(_Section, _Waiting):
    def __init__(self):
        self._locked = False

    def _wake_next(self):
        # Only the first: when it was cancelled meanwhile it wakes the next one itself.
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)

    def _describe(self):
        return 'locked' if self._locked else 'unlocked'

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and not self._someone_waits():
            self._locked = True
            return True
        try:
            await self._wait_turn()
        except CancelledError:
            if not self._locked:
                self._wake_next()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_next()


class Event(_Waiting):
    def __init__(self):
        self._value, self._waiters = False, deque()

    def _describe(self):
        return 'set' if self._value else 'unset'

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters or ():
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        return self._value or await self._wait_turn()


class Condition(_Section, _Waiting):
    def __init__(self, lock=None):
        self._lock = lock = Lock() if lock is None else lock
        self._waiters = deque()
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release

    def _describe(self):
        return 'locked' if self.locked() else 'unlocked'

    async def wait(self):
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        self.release()
        try:
            return await self._wait_turn()
        finally:
            cancelled = None
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError as e:
                    cancelled = e  # the lock is needed all the same
            if cancelled is not None:
                raise cancelled

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        for _ in range(n):
            if not self._wake_next():
                break

    def notify_all(self):
        self.notify(len(self._waiters or ()))


class Semaphore(_Section, _Waiting):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value

    def _describe(self):
        return 'locked' if self.locked() else 'unlocked, value:%d' % self._value

    def locked(self):
        return self._value == 0 or self._someone_waits()

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = deque()
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._value += 1  # it was this one's turn
                self._let_in()
            raise
        if self._value > 0:
            self._let_in()
        return True

    def _let_in(self):
        if self._value > 0 and self._wake_next():
            self._value -= 1

    def release(self):
        self._value += 1
        self._let_in()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


class Barrier:
    """Tasks wait until there are enough of them; then all go on."""
    _state = 'filling'
    _count = 0

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._parties, self._cond = parties, Condition()

    def __repr__(self):
        text = self._state
        if not self.broken:
            text += ', waiters:%d/%d' % (self.n_waiting, self.parties)
        return '<%s [%s]>' % (object.__repr__(self)[1:-1], text)

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == 'filling' else 0)
    broken = property(lambda self: self._state == 'broken')

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *error):
        pass

    async def wait(self):
        async with self._cond:
            while self._state in ('draining', 'resetting'):
                await self._cond.wait()
            if self.broken:
                raise BrokenBarrierError('Barrier aborted')
            index, self._count = self._count, self._count + 1
            try:
                if index + 1 == self._parties:
                    self._state = 'draining'
                    self._cond.notify_all()
                else:
                    while self._state == 'filling':
                        await self._cond.wait()
                    if self._state in ('broken', 'resetting'):
                        raise BrokenBarrierError('Abort or reset of barrier')
                return index
            finally:
                self._count -= 1
                if not self._count and self._state in ('resetting', 'draining'):
                    self._state = 'filling'
                self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            if self._count > 0:
                self._state = 'resetting'
            else:
                self._state = 'filling'
            self._cond.notify_all()

    async def abort(self):
        async with self._cond:
            self._state = 'broken'
            self._cond.notify_all()


class ThreadSafeFlag:
    """A flag that interrupt handlers and other threads may set; one task waits for it, and clears it by that."""

    def __init__(self):
        self.state = 0

    def ioctl(self, request, flags):
        return self.state * flags if request == 3 else -22

    def set(self):
        self.state = 1

    def clear(self):
        self.state = 0

    async def wait(self):
        if not self.state:
            loop = events.get_running_loop()
            try:
                await loop._until(self, 0)
            except CancelledError:
                loop.remove_reader(self)
                raise
        self.state = 0
