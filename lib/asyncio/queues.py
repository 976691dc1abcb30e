"""Queues between tasks."""
from collections import deque

from . import events

__all__ = ['Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty']


class QueueEmpty(Exception):
    """There is nothing to get."""


class QueueFull(Exception):
    """There is no room to put something."""


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize, self._unfinished_tasks = maxsize, 0
        self._getters, self._putters, self._joining = deque(), deque(), []
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return '<%s at %#x %s>' % (type(self).__name__, id(self), self._format())

    def __str__(self):
        return '<%s %s>' % (type(self).__name__, self._format())

    def __class_getitem__(cls, kind):
        from types import GenericAlias
        return GenericAlias(cls, kind)

    def _format(self):
        text = 'maxsize=%r' % (self._maxsize,)
        for name, value in (('_queue', list(self._queue)), ('_getters', len(self._getters)),
                            ('_putters', len(self._putters)), ('tasks', self._unfinished_tasks)):
            if value:
                text += ' %s%s%r' % (name, '=' if name in ('_queue', 'tasks') else '[', value)
                text += ']' if name in ('_getters', '_putters') else ''
        return text

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    def _wake_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    async def _turn(self, waiters, possible):
        """Waits until possible() is false no more."""
        waiter = events.get_running_loop().create_future()
        waiters.append(waiter)
        try:
            await waiter
        except BaseException:
            waiter.cancel()
            if waiter in waiters:
                waiters.remove(waiter)
            if possible() and not waiter.cancelled():
                self._wake_next(waiters)
            raise

    async def put(self, item):
        while self.full():
            await self._turn(self._putters, lambda: not self.full())
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._wake_next(self._getters)

    async def get(self):
        while self.empty():
            await self._turn(self._getters, lambda: not self.empty())
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished_tasks -= 1
        if not self._unfinished_tasks:
            for waiter in self._joining:
                if not waiter.done():
                    waiter.set_result(None)
            self._joining.clear()

    async def join(self):
        if self._unfinished_tasks:
            waiter = events.get_running_loop().create_future()
            self._joining.append(waiter)
            await waiter


class PriorityQueue(Queue):
    """The smallest item comes first."""

    def _init(self, maxsize):
        self._queue = []  # the smallest at the end

    def _put(self, item):
        low, high = 0, len(self._queue)
        while low < high:
            middle = (low + high) // 2
            if self._queue[middle] < item:
                high = middle
            else:
                low = middle + 1
        self._queue.insert(low, item)

    def _get(self):
        return self._queue.pop()


class LifoQueue(Queue):
    """The newest item comes first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
