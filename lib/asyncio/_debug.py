"""What only computers need of futures and tasks: where they were made and stand, those of loops of other makers."""
import sys

_sources = None


def _note_source(thing):
    """In a loop that debugs, where a future or handle was made."""
    global _sources
    from weakref import WeakKeyDictionary
    from .format_helpers import extract_stack
    if _sources is None:
        _sources = WeakKeyDictionary()
    _sources[thing] = extract_stack(sys._getframe(2))


def _source_of(thing):
    return None if _sources is None else _sources.get(thing)


def _origin_text(key, frames):
    import traceback
    what = 'Object' if key == 'source_traceback' else 'Handle'
    return '%s created at (most recent call last):\n%s' % (what, ''.join(traceback.format_list(frames)).rstrip())


# What others than our loops have as tasks: loops of other makers tell it.
_current_of = {}
_tasks_of_others = None


def _tasks_of(loop):
    return {task for task in _tasks_of_others or () if (task._loop if hasattr(task, '_loop') else task.get_loop()) is loop and not task.done()}


def _task_stack(task, limit):
    """The frames that the task's coroutine stands in, or those of the traceback it ended with."""
    coro, frames = task._coro, []
    frame = next((f for f in [getattr(coro, name, None) for name in ('cr_frame', 'gi_frame', 'ag_frame')] if f is not None),
                 None)
    error = None if frame is not None or not task.done() or task.cancelled() else task._exception
    if error is not None:
        trace = error.__traceback__
        while trace is not None:
            frames.append(trace.tb_frame)
            trace = trace.tb_next
        return frames if limit is None else frames[:limit]
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    frames.reverse()
    return frames if limit is None else frames[-limit:] if limit else []


def _task_print_stack(task, limit, file):
    import linecache
    import traceback
    file = sys.stderr if file is None else file
    frames = _task_stack(task, limit)
    error = task._exception
    if not frames:
        print('No stack for %r' % (task,), file=file)
    else:
        print(('Traceback for %r (most recent call last):' if error is not None else
               'Stack for %r (most recent call last):') % (task,), file=file)
    lines = []
    for frame in frames:
        code = frame.f_code
        linecache.checkcache(code.co_filename)
        lines.append((code.co_filename, frame.f_lineno, code.co_name,
                      linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)))
    traceback.print_list(lines, file=file)
    if error is not None:
        for line in traceback.format_exception_only(type(error), error):
            print(line, file=file, end='')


def _register_task(task):
    """For loops of other makers: the task belongs to those that all_tasks() gives."""
    global _tasks_of_others
    if _tasks_of_others is None:
        from weakref import WeakSet
        _tasks_of_others = WeakSet()
    _tasks_of_others.add(task)


def _unregister_task(task):
    if _tasks_of_others is not None:
        _tasks_of_others.discard(task)


def _enter_task(loop, task):
    current = _current_of.get(loop)
    if current is not None:
        raise RuntimeError('Cannot enter into task %r while another task %r is being executed.' % (task, current))
    _current_of[loop] = task


def _leave_task(loop, task):
    current = _current_of.get(loop)
    if current is not task:
        raise RuntimeError('Leaving task %r does not match the current task %r.' % (task, current))
    del _current_of[loop]
