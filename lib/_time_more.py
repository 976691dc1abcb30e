"""time's other half, on computers: struct_time, strptime(), clocks by number, names of zones."""
from operator import itemgetter as _item
import _time
from _time import (clock_getres, clock_gettime, clock_gettime_ns, clock_settime, clock_settime_ns, pthread_getcpuclockid)

_STRUCT_TM_ITEMS = 11
for _name in dir(_time):
    if _name.startswith('CLOCK_'):
        globals()[_name] = getattr(_time, _name)


class struct_time(tuple):
    """The time value as returned by gmtime(), localtime(), and strptime(), and
 accepted by asctime(), mktime() and strftime().  May be considered as a
 sequence of 9 integers."""

    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    __match_args__ = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
    # The moment of a local time: what zone it had then is looked up when it is asked for.
    _local = None
    _zone = _offset = None

    def __new__(cls, sequence, dict=None):
        fields = tuple(sequence)
        if not 9 <= len(fields) <= 11:
            raise TypeError('time.struct_time() takes an at %s-sequence (%d-sequence given)'
                            % ('least 9' if len(fields) < 9 else 'most 11', len(fields)))
        self = tuple.__new__(cls, fields[:9])
        if len(fields) > 9:
            self._zone = fields[9]
        if len(fields) > 10:
            self._offset = fields[10]
        if dict:
            self._zone = dict.get('tm_zone', self._zone)
            self._offset = dict.get('tm_gmtoff', self._offset)
        return self

    tm_year = property(_item(0), doc='year, for example, 1993')
    tm_mon = property(_item(1), doc='month of year, range [1, 12]')
    tm_mday = property(_item(2), doc='day of month, range [1, 31]')
    tm_hour = property(_item(3), doc='hours, range [0, 23]')
    tm_min = property(_item(4), doc='minutes, range [0, 59]')
    tm_sec = property(_item(5), doc='seconds, range [0, 61])')
    tm_wday = property(_item(6), doc='day of week, range [0, 6], Monday is 0')
    tm_yday = property(_item(7), doc='day of year, range [1, 366]')
    tm_isdst = property(_item(8), doc='1 if summer time is in effect, 0 if not, and -1 if unknown')

    @property
    def tm_zone(self):
        """abbreviation of timezone name"""
        return self._zone if self._local is None else _time.zone(self._local)[0]

    @property
    def tm_gmtoff(self):
        """offset from UTC in seconds"""
        return self._offset if self._local is None else _time.zone(self._local)[1]

    def __repr__(self):
        return 'time.struct_time(%s)' % ', '.join(['%s=%r' % pair for pair in zip(self.__match_args__, self)])

    def __reduce__(self):
        return struct_time, (tuple(self), {'tm_zone': self.tm_zone, 'tm_gmtoff': self.tm_gmtoff})


struct_time.__module__ = 'time'


def strptime(data_string, format='%a %b %d %H:%M:%S %Y', /):
    """The struct_time that a text means, by a format as strftime() has it."""
    from _strptime import _strptime_time
    return _strptime_time(data_string, format)


def tzset():
    """Makes what os.environ has as TZ the time zone."""
    import os
    _time.tzset(os.environ.get('TZ'))


def get_clock_info(name, /):
    """How the clock of that name works."""
    from types import SimpleNamespace
    if not isinstance(name, str):
        raise TypeError('get_clock_info() argument 1 must be str, not %s' % type(name).__name__)
    clocks = {'time': 'REALTIME', 'monotonic': 'MONOTONIC', 'perf_counter': 'MONOTONIC',
              'process_time': 'PROCESS_CPUTIME_ID', 'thread_time': 'THREAD_CPUTIME_ID'}
    if name not in clocks:
        raise ValueError('unknown clock')
    number = 'CLOCK_' + clocks[name]
    return SimpleNamespace(implementation='clock_gettime(%s)' % number, monotonic=name != 'time',
                           adjustable=name == 'time', resolution=clock_getres(getattr(_time, number)))


def __getattr__(name):
    """What tzset() changes."""
    if name == 'tzname':
        return _time.names()
    if name == 'altzone':
        return _time.offsets()[1]
    if name == 'daylight':
        return _time.offsets()[2]
    raise AttributeError(name)
