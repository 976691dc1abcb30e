"""asyncio: tasks that take turns.

What every program needs is imported at once; locks, queues, streams, timeouts and task groups when they are asked for.
"""
import sys

from .events import (AbstractEventLoop, AbstractEventLoopPolicy, DefaultEventLoopPolicy, BaseEventLoop, EventLoop,
    Loop, Handle, TimerHandle, SelectorEventLoop, get_event_loop, get_event_loop_policy, get_running_loop,
    new_event_loop, set_event_loop, set_event_loop_policy, _get_running_loop, _set_running_loop)
from .exceptions import (BrokenBarrierError, CancelledError, InvalidStateError, TimeoutError, IncompleteReadError,
    LimitOverrunError, SendfileNotAvailableError)
from .futures import (Future, isfuture)
from .runners import (Runner, run)
from .tasks import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Task, all_tasks, as_completed, create_task,
    current_task, ensure_future, gather, iscoroutine, iscoroutinefunction, shield, sleep, sleep_ms, wait, wait_for,
    wait_for_ms)

_LATER = {
    'locks': ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'ThreadSafeFlag'),
    'queues': ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty'),
    'timeouts': ('Timeout', 'timeout', 'timeout_at'),
    'taskgroups': ('TaskGroup',),
    'streams': ('StreamReader', 'StreamWriter', 'Stream', 'Server', 'open_connection', 'start_server', 'open_unix_connection',
                'start_unix_server'),
    'base_events': (), 'coroutines': (),
}


def __getattr__(name):
    for module, names in _LATER.items():
        if name == module or name in names:
            found = __import__(__name__ + '.' + module, None, None, ('*',))
            if name != module:
                found = getattr(found, name)
                setattr(sys.modules[__name__], name, found)
            return found
    if name == '__all__':
        names = [n for n in globals() if n[:1] != '_' and n != 'sys']
        return names + [n for later in _LATER.values() for n in later]
    raise AttributeError("module 'asyncio' has no attribute %r" % name)
