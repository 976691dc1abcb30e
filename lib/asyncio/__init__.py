"""asyncio: tasks that take turns.

A name is imported when it is asked for: what a program does not use takes no memory.
"""
import sys

_LATER = {
    '_asyncio': 'Handle TimerHandle get_event_loop get_running_loop _get_running_loop _set_running_loop CancelledError '
    'InvalidStateError Future Task all_tasks current_task sleep sleep_ms',
    '_loop': 'run',
    'events': 'AbstractEventLoop AbstractEventLoopPolicy AbstractServer DefaultEventLoopPolicy Loop get_event_loop_policy '
    'new_event_loop set_event_loop set_event_loop_policy get_child_watcher set_child_watcher',
    'exceptions': 'BrokenBarrierError TimeoutError IncompleteReadError LimitOverrunError SendfileNotAvailableError',
    'futures': 'isfuture wrap_future',
    'tasks': 'ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION as_completed create_task ensure_future gather '
    'iscoroutine run_coroutine_threadsafe shield wait wait_for wait_for_ms _register_task _unregister_task _enter_task '
    '_leave_task',
    'locks': 'Lock Event Condition Semaphore BoundedSemaphore Barrier ThreadSafeFlag',
    'queues': 'Queue PriorityQueue LifoQueue QueueFull QueueEmpty',
    'timeouts': 'Timeout timeout timeout_at',
    'taskgroups': 'TaskGroup',
    'runners': 'Runner',
    'coroutines': 'iscoroutinefunction',
    'streams': 'StreamReader StreamWriter StreamReaderProtocol Stream Server open_connection start_server '
    'open_unix_connection start_unix_server',
    'base_events': 'BaseEventLoop',
    'unix_events': 'EventLoop SelectorEventLoop',
    'threads': 'to_thread',
    'protocols': 'BaseProtocol Protocol BufferedProtocol DatagramProtocol SubprocessProtocol',
    'transports': 'BaseTransport ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport',
    'format_helpers': '', 'log': '',
}


def __getattr__(name):
    for module, names in _LATER.items():
        if name == module or name in names.split():
            path = module if module == '_asyncio' else __name__ + '.' + module
            try:
                found = __import__(path, None, None, ('*',))
            except ImportError as e:
                if e.name != path:
                    raise
                break
            if name != module:
                found = getattr(found, name)
                setattr(sys.modules[__name__], name, found)
            return found
    if name == '__all__':
        return [n for names in _LATER.values() for n in names.split() if n[0] != '_' or n[1:2] != '_' and n[0] != '_']
    raise AttributeError("module 'asyncio' has no attribute %r" % name)


def __dir__():
    return sorted(set(globals()) | set(__getattr__('__all__')))
