"""Dates and times: date, time, datetime, timedelta, and time zones."""
# Late: *
import time as _time

__all__ = ['date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC']
MINYEAR, MAXYEAR = 1, 9999
_struct = getattr(_time, 'struct_time', tuple)
_DAY_US = 86400000000
_MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


# ---- the calendar ----

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _ordinal(year, month, day):
    """Days since 31 December of the year 0."""
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _BEFORE[month] + (month > 2 and _is_leap(year)) + day


def _of_ordinal(n):
    """(year, month, day)"""
    n -= 1
    centuries4, n = divmod(n, 146097)
    centuries, n = divmod(n, 36524)
    years4, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year = centuries4 * 400 + centuries * 100 + years4 * 4 + years + 1
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    month = 12
    while n < _BEFORE[month] + (month > 2 and _is_leap(year)):
        month -= 1
    return year, month, n - _BEFORE[month] - (month > 2 and _is_leap(year)) + 1


def _first_monday(year):
    """The ordinal of the Monday of ISO week 1."""
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _of_week(year, week, day):
    """The ordinal of a day of an ISO week."""
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError('Year is out of range: %d' % year)
    if not 0 < week < 53:
        first = _ordinal(year, 1, 1) % 7
        if week != 53 or not (first == 4 or first == 3 and _is_leap(year)):
            raise ValueError('Invalid week: %d' % week)
    if not 0 < day < 8:
        raise ValueError('Invalid weekday: %d (range is [1, 7])' % day)
    return _first_monday(year) + (week - 1) * 7 + day - 1


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError('year must be in %d..%d' % (MINYEAR, MAXYEAR), year)
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12', month)
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month', day)
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23', hour)
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59', minute)
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59', second)
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999', microsecond)
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1', fold)
    return hour, minute, second, microsecond, fold


def _index(x):
    if type(x) is int:
        return x
    method = getattr(type(x), '__index__', None)
    if method is None:
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(x).__name__)
    return int(method(x))


def _check_tz(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass")


def _check_state(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError('bad tzinfo state arg')


def _check_offset(name, offset):
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or timedelta, not '%s'" % (name, type(offset)))
    if not -_DAY_US < offset._us < _DAY_US:
        raise ValueError('%s()=%s, must be strictly between -timedelta(hours=24) and timedelta(hours=24)' % (name, offset))


def _divide_and_round(a, b):
    """a / b to the nearest int, halves to even."""
    q, r = divmod(a, b)
    r *= 2
    more = r > b if b > 0 else r < b
    return q + (more or r == b and q % 2 == 1)


# ---- text ----

def _offset_text(us, colon=True):
    """+hh:mm[:ss[.ffffff]]"""
    sign, us = ('-', -us) if us < 0 else ('+', us)
    s, us = divmod(us, 1000000)
    h, s = divmod(s, 3600)
    m, s = divmod(s, 60)
    sep = ':' if colon else ''
    text = '%s%02d%s%02d' % (sign, h, sep, m)
    if s or us:
        text += '%s%02d' % (sep, s)
    return text + '.%06d' % us if us else text


def _time_text(hour, minute, second, us, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    if timespec == 'hours':
        return '%02d' % hour
    text = '%02d:%02d' % (hour, minute)
    if timespec == 'minutes':
        return text
    text += ':%02d' % second
    if timespec == 'seconds':
        return text
    if timespec == 'milliseconds':
        return text + '.%03d' % (us // 1000)
    if timespec == 'microseconds':
        return text + '.%06d' % us
    raise ValueError('Unknown timespec value')


def _strftime(obj, format, timetuple):
    """What time.strftime() does not know is put in first."""
    if not isinstance(format, str):
        raise TypeError('strftime() argument 1 must be str, not %s' % type(format).__name__)
    out, i = [], 0
    while True:
        at = format.find('%', i)
        if at < 0 or at + 1 >= len(format):
            out.append(format[i:])
            break
        out.append(format[i:at])
        c, i = format[at + 1], at + 2
        if c == 'f':
            out.append('%06d' % getattr(obj, 'microsecond', 0))
        elif c == 'z' or c == ':' and format[i:i + 1] == 'z':
            i += c == ':'
            offset = obj.utcoffset() if hasattr(obj, 'utcoffset') else None
            out.append('' if offset is None else _offset_text(offset._us, c == ':'))
        elif c == 'Z':
            name = obj.tzname() if hasattr(obj, 'tzname') else None
            out.append('' if name is None else name.replace('%', '%%'))
        else:
            out.append('%' + c)
    return _time.strftime(''.join(out), timetuple)


def _digits(text, what='isoformat string'):
    if not (text.isdigit() and text.isascii()):
        raise ValueError('Invalid ' + what)
    return int(text)


def _read_date(text):
    """YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D], YYYYWww[D]"""
    if len(text) < 7:
        raise ValueError('Isoformat string too short')
    year = _digits(text[:4])
    dashes = text[4] == '-'
    rest = text[5:] if dashes else text[4:]
    if rest[:1] == 'W':
        week, day = _digits(rest[1:3]), 1
        if len(rest) > 3:
            if (rest[3] == '-') != dashes or len(rest) != (5 if dashes else 4):
                raise ValueError('Invalid use of date separator')
            day = _digits(rest[-1])
        if len(rest) < 3:
            raise ValueError('Invalid isoformat string')
        return _of_ordinal(_of_week(year, week, day))
    if len(rest) != (5 if dashes else 4) or dashes and rest[2] != '-':
        raise ValueError('Invalid isoformat string')
    return year, _digits(rest[:2]), _digits(rest[-2:])


def _read_clock(text):
    """[hour, minute, second, microsecond] of hh[[:]mm[[:]ss[.ffffff]]]"""
    parts, n = [0, 0, 0, 0], len(text)
    if n < 2:
        raise ValueError('Isoformat time too short')
    colons, at = text[2:3] == ':', 0
    for i in range(3):
        if n - at < 2:
            raise ValueError('Incomplete time component')
        parts[i] = _digits(text[at:at + 2])
        at += 2
        if at >= n:
            return parts
        if i < 2 and text[at] not in '.,':
            if colons:
                if text[at] != ':':
                    raise ValueError('Invalid time separator: %c' % text[at])
                at += 1
        else:
            break
    if text[at] not in '.,':
        raise ValueError('Invalid microsecond component')
    fraction = text[at + 1:]
    if not fraction or not (fraction.isdigit() and fraction.isascii()):
        raise ValueError('Invalid microsecond component')
    parts[3] = int((fraction + '00000')[:6])
    return parts


def _read_time(text):
    """([hour, minute, second, microsecond], time zone)"""
    if len(text) < 2:
        raise ValueError('Isoformat time too short')
    at = next((i for i in range(len(text)) if text[i] in '+-Z'), len(text))
    clock, zone, tz = text[:at], text[at:], None
    if zone == 'Z':
        tz = timezone.utc
    elif zone:
        if len(zone) - 1 in (0, 1, 3) or zone[0] == 'Z':
            raise ValueError('Malformed time zone string')
        h, m, s, us = _read_clock(zone[1:])
        total = ((h * 60 + m) * 60 + s) * 1000000 + us
        tz = timezone.utc if total == 0 else timezone(timedelta(microseconds=-total if zone[0] == '-' else total))
    return _read_clock(clock), tz


# ---- timedelta ----

class timedelta:
    """A difference, in microseconds; days, seconds, microseconds are parts of it."""
    __slots__ = ('_us',)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us, part = 0, 0.0
        for value, unit in ((microseconds, 1), (milliseconds, 1000), (seconds, 1000000), (minutes, 60000000),
                            (hours, 3600000000), (days, _DAY_US), (weeks, 7 * _DAY_US)):
            if isinstance(value, float):
                whole = int(value)
                us += whole * unit
                fraction = (value - whole) * unit
                whole = int(fraction)
                us += whole
                part += fraction - whole
            elif isinstance(value, int):
                us += value * unit
            else:
                raise TypeError('unsupported type for timedelta %s component: %s' % (
                    {1: 'microseconds', 1000: 'milliseconds', 1000000: 'seconds', 60000000: 'minutes',
                     3600000000: 'hours', _DAY_US: 'days'}.get(unit, 'weeks'), type(value).__name__))
        if part:
            # A half goes to the even number of the whole.
            low = int(part // 1)
            rest = part - low
            us += low
            us += rest > 0.5 or rest == 0.5 and us % 2
        return cls._of(us)

    @classmethod
    def _of(cls, us):
        if not -999999999 * _DAY_US <= us < 1000000000 * _DAY_US:
            raise OverflowError('days=%d; must have magnitude <= 999999999' % (us // _DAY_US))
        self = object.__new__(cls)
        self._us = us
        return self

    days = property(lambda self: self._us // _DAY_US, doc='days')
    seconds = property(lambda self: self._us // 1000000 % 86400, doc='seconds')
    microseconds = property(lambda self: self._us % 1000000, doc='microseconds')

    def total_seconds(self):
        return self._us / 10**6

    def __repr__(self):
        names = [(name, getattr(self, name)) for name in ('days', 'seconds', 'microseconds')]
        text = ', '.join(['%s=%d' % pair for pair in names if pair[1]]) or '0'
        return '%s.%s(%s)' % (type(self).__module__, type(self).__qualname__, text)

    def __str__(self):
        m, s = divmod(self.seconds, 60)
        h, m = divmod(m, 60)
        text = '%d:%02d:%02d' % (h, m, s)
        if self.days:
            text = '%d day%s, ' % (self.days, '' if abs(self.days) == 1 else 's') + text
        return text + '.%06d' % self.microseconds if self.microseconds else text

    def __add__(self, other):
        return timedelta._of(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._us - self._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us)

    def __pos__(self):
        return timedelta._of(self._us)

    def __abs__(self):
        return timedelta._of(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._us * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return timedelta._of(self._us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return timedelta._of(_divide_and_round(self._us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._us * b, a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._us, other._us)
        return q, timedelta._of(r)

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __bool__(self):
        return self._us != 0

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta._of(1000000000 * _DAY_US - 1)
timedelta.resolution = timedelta._of(1)


# ---- date ----

class date:
    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month=None, day=None):
        if month is None and isinstance(year, (bytes, str)) and len(year) == 4:
            # A pickled state.
            state = year.encode('latin-1') if isinstance(year, str) else year
            if 1 <= state[2] <= 12:
                return cls._made(state[0] * 256 + state[1], state[2], state[3])
        if month is None or day is None:
            raise TypeError("function missing required argument '%s' (pos %d)" % (
                ('month', 2) if month is None else ('day', 3)))
        return cls._made(*_check_date(year, month, day))

    @classmethod
    def _made(cls, year, month, day):
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= 3652059:
            raise ValueError('ordinal must be >= 1' if n < 1 else 'year is out of range')
        return cls(*_of_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        if len(date_string) not in (7, 8, 10):
            raise ValueError('Invalid isoformat string: %r' % date_string)
        try:
            return cls(*_read_date(date_string))
        except ValueError:
            raise ValueError('Invalid isoformat string: %r' % date_string) from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls.fromordinal(_of_week(year, week, day))

    year = property(lambda self: self._year, doc='year (1-9999)')
    month = property(lambda self: self._month, doc='month (1-12)')
    day = property(lambda self: self._day, doc='day (1-31)')

    def __repr__(self):
        return '%s.%s(%d, %d, %d)' % (type(self).__module__, type(self).__qualname__, self._year, self._month, self._day)

    def ctime(self):
        return '%s %s %2d 00:00:00 %04d' % (_DAYS[self.weekday()], _MONTHS[self._month - 1], self._day, self._year)

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError('must be str, not %s' % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)

    __str__ = isoformat

    def timetuple(self):
        return _struct_time(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def weekday(self):
        return (_ordinal(self._year, self._month, self._day) + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        year, n = self._year, _ordinal(self._year, self._month, self._day)
        if n < _first_monday(year):
            year -= 1
        elif n >= _first_monday(year + 1):
            year += 1
        return IsoCalendarDate(year, (n - _first_monday(year)) // 7 + 1, self.isoweekday())

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 0 < n <= 3652059:
            raise OverflowError('result out of range')
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), (bytes([self._year >> 8, self._year & 255, self._month, self._day]),)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)


def _struct_time(year, month, day, hour, minute, second, dst):
    n = _ordinal(year, month, day)
    return _struct((year, month, day, hour, minute, second, (n + 6) % 7, n - _ordinal(year, 1, 1) + 1, dst))


class IsoCalendarDate(tuple):
    """(year, week, weekday) of ISO 8601."""
    __slots__ = ()

    def __new__(cls, year, week, weekday):
        return super().__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return '%s.%s(year=%s, week=%s, weekday=%s)' % ((type(self).__module__, type(self).__name__) + tuple(self))


# ---- time zones ----

class tzinfo:
    """What a time zone is derived from."""
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError('fromutc() requires a datetime argument')
        if dt.tzinfo is not self:
            raise ValueError('dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc() requires a non-None utcoffset() result')
        dst = dt.dst()
        if dst is None:
            raise ValueError('fromutc() requires a non-None dst() result')
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError('fromutc(): dt.dst gave inconsistent results; cannot convert')
        return dt + dst

    def __reduce__(self):
        method = getattr(self, '__getinitargs__', None)
        state = self.__getstate__() if hasattr(self, '__getstate__') else None
        return type(self), method() if method else (), state


class timezone(tzinfo):
    """A fixed difference from UTC."""
    __slots__ = ('_offset', '_name')

    def __new__(cls, offset, name=MINYEAR):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if name is MINYEAR:
            # It was not given; None would be wrong.
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError('name must be a string')
        if not -_DAY_US < offset._us < _DAY_US:
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).')
        return cls._made(offset, name)

    @classmethod
    def _made(cls, offset, name):
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return type(self), self.__getinitargs__()

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else ', %r' % self._name
        return '%s.%s(%r%s)' % (type(self).__module__, type(self).__qualname__, self._offset, name)

    def __str__(self):
        return self.tzname(None)

    def _check(self, name, dt):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError('%s() argument must be a datetime instance or None' % name)

    def utcoffset(self, dt):
        self._check('utcoffset', dt)
        return self._offset

    def tzname(self, dt):
        self._check('tzname', dt)
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset._us) if self._offset else 'UTC'

    def dst(self, dt):
        self._check('dst', dt)

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError('fromutc() argument must be a datetime instance or None')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset


UTC = timezone.utc = timezone._made(timedelta(0), None)
timezone.min, timezone.max = timezone(timedelta(minutes=-1439)), timezone(timedelta(minutes=1439))


# ---- time ----

class _Zoned:
    """What time and datetime have in common: the clock, and a time zone."""
    __slots__ = ()
    hour = property(lambda self: self._hour, doc='hour (0-23)')
    minute = property(lambda self: self._minute, doc='minute (0-59)')
    second = property(lambda self: self._second, doc='second (0-59)')
    microsecond = property(lambda self: self._microsecond, doc='microsecond (0-999999)')
    tzinfo = property(lambda self: self._tzinfo, doc='timezone info object')
    fold = property(lambda self: self._fold)

    def _set_clock(self, hour, minute, second, microsecond, tz, fold):
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold, self._hash = tz, fold, -1

    def _zone(self):
        """What the time zone is asked about."""
        return self

    def utcoffset(self):
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.utcoffset(self._zone())
        _check_offset('utcoffset', offset)
        return offset

    def tzname(self):
        if self._tzinfo is None:
            return None
        name = self._tzinfo.tzname(self._zone())
        if name is not None and not isinstance(name, str):
            raise TypeError("tzinfo.tzname() must return None or a string, not '%s'" % type(name))
        return name

    def dst(self):
        if self._tzinfo is None:
            return None
        offset = self._tzinfo.dst(self._zone())
        _check_offset('dst', offset)
        return offset

    def _clock_us(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _clock_repr(self, text):
        """The end of a repr: seconds only when there are some."""
        if self._microsecond:
            text += ', %d, %d' % (self._second, self._microsecond)
        elif self._second:
            text += ', %d' % self._second
        if self._tzinfo is not None:
            text += ', tzinfo=%r' % (self._tzinfo,)
        if self._fold:
            text += ', fold=1'
        return '%s.%s(%s)' % (type(self).__module__, type(self).__qualname__, text)

    def _clock_text(self, timespec):
        text = _time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset._us)

    def __eq__(self, other):
        return self._compare(other, True) == 0 if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._compare(other, False) < 0 if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._compare(other, False) <= 0 if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._compare(other, False) > 0 if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._compare(other, False) >= 0 if self._comparable(other) else NotImplemented

    def _compare(self, other, equality):
        """-1, 0, 1; 2 when they cannot be compared and only equality is asked."""
        own, its, mine, theirs = None, None, self._tzinfo, other._tzinfo
        if mine is not theirs:
            own, its = self.utcoffset(), other.utcoffset()
            if equality and self._ambiguous(own, other, its):
                return 2
        if own == its:
            a, b = self._place(), other._place()
        elif own is None or its is None:
            if equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware " + self._plural)
        else:
            a, b = self._place() - own._us, other._place() - its._us
        return -1 if a < b else a > b

    def _ambiguous(self, own, other, its):
        return False


class time(_Zoned):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold', '_hash')
    _plural = 'times'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            state = hour.encode('latin-1') if isinstance(hour, str) else hour
            if state[0] & 127 < 24:
                _check_state(minute or None)
                return cls._made(state[0] & 127, state[1], state[2], int.from_bytes(state[3:6], 'big'),
                                 None if minute == 0 else minute, state[0] >> 7)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        return cls._made(hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _made(cls, *state):
        self = object.__new__(cls)
        self._set_clock(*state)
        return self

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            clock, tz = _read_time(time_string[time_string.startswith('T'):])
            return cls(*(clock + [tz]))
        except ValueError:
            raise ValueError('Invalid isoformat string: %r' % time_string) from None

    def _zone(self):
        return None

    def _comparable(self, other):
        return isinstance(other, time)

    def _place(self):
        return self._clock_us()

    def __hash__(self):
        if self._hash == -1:
            offset = (self.replace(fold=0) if self._fold else self).utcoffset()
            self._hash = hash(self._clock_us() - (offset._us if offset else 0))
        return self._hash

    def __repr__(self):
        return self._clock_repr('%d, %d' % (self._hour, self._minute))

    def isoformat(self, timespec='auto'):
        return self._clock_text(timespec)

    __str__ = isoformat

    def strftime(self, format):
        return _strftime(self, format, _struct((1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)))

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError('must be str, not %s' % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def __reduce_ex__(self, protocol):
        first = self._hour | (self._fold << 7 if protocol > 3 else 0)
        state = bytes([first, self._minute, self._second]) + self._microsecond.to_bytes(3, 'big')
        return type(self), (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta._of(1)


# ---- datetime ----

class datetime(_Zoned, date):
    __slots__ = time.__slots__
    _plural = 'datetimes'

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)) and len(year) == 10:
            state = year.encode('latin-1') if isinstance(year, str) else year
            if 1 <= state[2] & 127 <= 12:
                _check_state(month)
                return cls._at(state[0] * 256 + state[1], state[2] & 127, state[3], state[4], state[5], state[6],
                               int.from_bytes(state[7:10], 'big'), month, state[2] >> 7)
        if month is None or day is None:
            raise TypeError("function missing required argument '%s' (pos %d)" % (
                ('month', 2) if month is None else ('day', 3)))
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tz(tzinfo)
        return cls._at(year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _at(cls, year, month, day, *clock):
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._set_clock(*clock)
        return self

    @classmethod
    def _of_place(cls, us, tz=None, fold=0):
        """Microseconds since 1 January of the year 1."""
        days, us = divmod(us, _DAY_US)
        if not 0 <= days < 3652059:
            raise OverflowError('date value out of range')
        s, us = divmod(us, 1000000)
        m, s = divmod(s, 60)
        return cls(*(_of_ordinal(days + 1) + (m // 60, m % 60, s, us, tz)), fold=fold)

    # ---- ways to make one ----

    @classmethod
    def _fromtimestamp(cls, t, utc, tz):
        seconds, us = t, 0
        if isinstance(t, float):
            whole = int(t // 1)
            us = round((t - whole) * 1e6)
            seconds = whole + us // 1000000
            us %= 1000000
        y, m, d, hh, mm, ss = (_time.gmtime if utc else _time.localtime)(seconds)[:6]
        result = cls(y, m, d, hh, mm, min(ss, 59), us, tz)
        if tz is None and not utc:
            # The second of two equal local times: that of an hour before is as far away.
            before = _time.localtime(seconds - 86400)[:6] if seconds > 86400 else None
            if before is not None:
                shift = result - cls(*(before[:5] + (min(before[5], 59), us))) - timedelta(1)
                if shift._us < 0 and _time.localtime(seconds + shift._us // 1000000)[:6] == (y, m, d, hh, mm, ss):
                    result._fold = 1
        return tz.fromutc(result) if tz is not None else result

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        _check_tz(tz)
        return cls._fromtimestamp(t, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._fromtimestamp(t, True, None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        if not isinstance(date, _date):
            raise TypeError('date argument must be a date instance')
        if not isinstance(time, _timeclass):
            raise TypeError('time argument must be a time instance')
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            at = cls._separator(date_string)
            day, rest = _read_date(date_string[:at]), date_string[at + 1:]
            clock, tz = _read_time(rest) if rest else ([0, 0, 0, 0], None)
            if len(date_string) == at + 1:
                raise ValueError
            return cls(*(tuple(day) + tuple(clock) + (tz,)))
        except ValueError:
            raise ValueError('Invalid isoformat string: %r' % date_string) from None

    @staticmethod
    def _separator(text):
        """The length of the date: 7 to 10 characters."""
        n = len(text)
        if n < 7:
            raise ValueError
        if n == 7:
            return 7
        if text[4] == '-':
            if text[5] != 'W':
                return 10
            if n < 8:
                raise ValueError
            return 10 if n > 8 and text[8] == '-' and not (n == 9) else 8
        if text[4] != 'W':
            return 8
        end = 7
        while end < n and text[end].isdigit() and text[end].isascii():
            end += 1
        # Year, week, day; or a separator that is a digit.
        return end if end < 9 else 7 if end % 2 == 0 else 8

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import _strptime_datetime
        return _strptime_datetime(cls, date_string, format)

    # ---- what it is in other forms ----

    def timetuple(self):
        dst = self.dst()
        return _struct_time(self._year, self._month, self._day, self._hour, self._minute, self._second,
                            -1 if dst is None else 1 if dst else 0)

    def utctimetuple(self):
        offset = self.utcoffset()
        at = self - offset if offset else self
        return _struct_time(at._year, at._month, at._day, at._hour, at._minute, at._second, 0)

    def _place(self):
        return (_ordinal(self._year, self._month, self._day) - 1) * _DAY_US + self._clock_us()

    def _local(self):
        """Seconds since 1970 of a local time; in a gap and in a repetition fold chooses."""
        naive = self._place() // 1000000 - 62135596800

        def as_local(u):
            y, m, d, hh, mm, ss = _time.localtime(u)[:6]
            return (_ordinal(y, m, d) - 719163) * 86400 + (hh * 60 + mm) * 60 + ss

        a = as_local(naive) - naive
        first = naive - a
        again = as_local(first)
        if again == naive:
            # One solution; is there another?
            other = first + (-86400, 86400)[self._fold]
            b = as_local(other) - other
            if a == b:
                return first
        else:
            b = again - first
        second = naive - b
        if as_local(second) == naive:
            return second
        if again == naive:
            return first
        return (max, min)[self._fold](first, second)

    def timestamp(self):
        if self._tzinfo is None:
            return self._local() + self._microsecond / 1e6
        return (self - _EPOCH).total_seconds()

    def date(self):
        return _date(self._year, self._month, self._day)

    def time(self):
        return _timeclass(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return _timeclass(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
                *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _local_timezone(self):
        seconds = self._local() if self._tzinfo is None else (self - _EPOCH)._us // 1000000
        local = _time.localtime(seconds)
        here = datetime(*local[:5], min(local[5], 59))
        offset = here._place() // 1000000 - 62135596800 - seconds
        name = getattr(local, 'tm_zone', None)
        return timezone(timedelta(seconds=offset), name)

    def astimezone(self, tz=None):
        if tz is None:
            tz = self._local_timezone()
        elif not isinstance(tz, tzinfo):
            raise TypeError('tz argument must be an instance of tzinfo')
        mine = self._tzinfo
        if mine is None:
            mine = self._local_timezone()
            offset = mine.utcoffset(self)
        else:
            if tz is mine:
                return self
            offset = mine.utcoffset(self)
            if offset is None:
                mine = self.replace(tzinfo=None)._local_timezone()
                offset = mine.utcoffset(self)
        if tz is mine:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        return '%s %s %2d %02d:%02d:%02d %04d' % (_DAYS[self.weekday()], _MONTHS[self._month - 1], self._day, self._hour,
                                                  self._minute, self._second, self._year)

    def isoformat(self, sep='T', timespec='auto'):
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError('isoformat() argument 1 must be a unicode character, not %s' % type(sep).__name__)
        return '%04d-%02d-%02d%s' % (self._year, self._month, self._day, sep) + self._clock_text(timespec)

    def __repr__(self):
        return self._clock_repr('%d, %d, %d, %d, %d' % (self._year, self._month, self._day, self._hour, self._minute))

    def __str__(self):
        return self.isoformat(' ')

    # ---- comparing and computing ----

    def _comparable(self, other):
        if isinstance(other, datetime):
            return True
        return False

    def _ambiguous(self, own, other, its):
        """Times in a gap or a repetition are equal to none of another zone (PEP 495)."""
        return own != self.replace(fold=not self._fold).utcoffset() or its != other.replace(fold=not other._fold).utcoffset()

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return False if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return self._ordered(other) < 0 if isinstance(other, (datetime, date)) else NotImplemented

    def __le__(self, other):
        return self._ordered(other) <= 0 if isinstance(other, (datetime, date)) else NotImplemented

    def __gt__(self, other):
        return self._ordered(other) > 0 if isinstance(other, (datetime, date)) else NotImplemented

    def __ge__(self, other):
        return self._ordered(other) >= 0 if isinstance(other, (datetime, date)) else NotImplemented

    def _ordered(self, other):
        if not isinstance(other, datetime):
            raise TypeError("can't compare %s to %s" % (type(self).__module__ + '.' + type(self).__qualname__,
                                                       type(other).__module__ + '.' + type(other).__qualname__))
        return self._compare(other, False)

    def __hash__(self):
        if self._hash == -1:
            offset = (self.replace(fold=0) if self._fold else self).utcoffset()
            self._hash = hash(self._place() - (offset._us if offset else 0))
        return self._hash

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of_place(self._place() + other._us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        us = self._place() - other._place()
        if self._tzinfo is not other._tzinfo:
            own, its = self.utcoffset(), other.utcoffset()
            if (own is None) != (its is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if own is not None:
                us += its._us - own._us
        return timedelta._of(us)

    def __reduce_ex__(self, protocol):
        month = self._month | (self._fold << 7 if protocol > 3 else 0)
        state = bytes([self._year >> 8, self._year & 255, month, self._day, self._hour, self._minute, self._second]) + (
            self._microsecond.to_bytes(3, 'big'))
        return type(self), (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_date, _timeclass = date, time
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta._of(1)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
