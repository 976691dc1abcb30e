"""sched: functions that are called at their time."""
import heapq
import time
from collections import namedtuple
from itertools import count
from time import monotonic as _time

__all__ = ['scheduler']


def _lock():
    """A lock, where there are threads."""
    try:
        from _thread import RLock
        return RLock()
    except ImportError:
        class Lock:
            def __enter__(self):
                return self

            def __exit__(self, *exc):
                return None
        return Lock()


class Event(namedtuple('Event', 'time, priority, sequence, action, argument, kwargs', module='sched')):
    __slots__ = ()


_none = object()


class scheduler:
    """timefunc tells the time, delayfunc waits."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._lock = _lock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._sequence_generator = count()

    def enterabs(self, time, priority, action, argument=(), kwargs=_none):
        """Calls action at a time. Returns what cancel() takes."""
        with self._lock:
            event = Event(time, priority, next(self._sequence_generator), action, argument,
                          {} if kwargs is _none else kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_none):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Calls what is due, and waits for what is not; without blocking it returns how long that would be."""
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event, now = self._queue[0], self.timefunc()
                due = event.time <= now
                if due:
                    heapq.heappop(self._queue)
            if due:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
            elif blocking:
                self.delayfunc(event.time - now)
            else:
                return event.time - now

    @property
    def queue(self):
        """What is to be called, in order."""
        with self._lock:
            events = self._queue[:]
        return [heapq.heappop(events) for _ in range(len(events))]
