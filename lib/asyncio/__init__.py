"""asyncio: tasks that take turns.

What every program needs is imported at once; locks, queues, streams, timeouts and task groups when they are asked for.
"""
from .events import *
from .exceptions import *
from .futures import *
from .runners import *
from .tasks import *

_LATER = {
    'locks': ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'ThreadSafeFlag'),
    'queues': ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty'),
    'timeouts': ('Timeout', 'timeout', 'timeout_at'),
    'taskgroups': ('TaskGroup',),
    'streams': ('StreamReader', 'Stream'),
    'base_events': (), 'coroutines': (),
}


def __getattr__(name):
    for module, names in _LATER.items():
        if name == module or name in names:
            found = __import__(__name__ + '.' + module, None, None, ('*',))
            if name != module:
                found = globals()[name] = getattr(found, name)
            return found
    if name == '__all__':
        names = [n for n in globals() if n[:1] != '_']
        return names + [n for later in _LATER.values() for n in later]
    raise AttributeError("module 'asyncio' has no attribute %r" % name)
