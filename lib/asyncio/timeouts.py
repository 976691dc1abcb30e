"""Limits to how long a section of a task may take."""
from . import events
from .exceptions import CancelledError
from .tasks import current_task

__all__ = ['Timeout', 'timeout', 'timeout_at']


class Timeout:
    """Cancels the task at a moment of the loop's time (None: never), and makes a TimeoutError of that."""
    _state = 'created'
    _task = _timer = None

    def __init__(self, when):
        self._when = when

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state != 'active':
            raise RuntimeError('Timeout has not been entered' if self._state == 'created' else
                               'Cannot change state of %s Timeout' % self._state)
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        loop = events.get_running_loop()
        if when is None:
            self._timer = None
        elif when <= loop.time():
            self._timer = loop.call_soon(self._over)
        else:
            self._timer = loop.call_at(when, self._over)

    def expired(self):
        return self._state in ('expiring', 'expired')

    def __repr__(self):
        info = [self._state]
        if self._state == 'active':
            info.append('when=%s' % (None if self._when is None else round(self._when, 3)))
        return '<Timeout [%s]%s>' % (info[0], '' if len(info) == 1 else ' ' + info[1])

    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        task = current_task()
        if task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state, self._task, self._cancelling = 'active', task, task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, trace):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state == 'expiring':
            self._state = 'expired'
            if self._task.uncancel() <= self._cancelling and kind is CancelledError:
                raise TimeoutError from error
        elif self._state == 'active':
            self._state = 'finished'
        return None

    def _over(self):
        self._task.cancel()
        self._state, self._timer = 'expiring', None


def timeout(delay):
    return Timeout(None if delay is None else events.get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)
