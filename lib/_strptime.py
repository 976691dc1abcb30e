"""time.strptime() and its like: a format becomes a regular expression, and what it finds a date.

Names are those of the C locale. LocaleTime has them in lower case, TimeRE the expression of each directive.
"""
import re
import time
from datetime import date as _date, timedelta as _timedelta, timezone as _timezone
from re import IGNORECASE, escape

_DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split()
_MONTHS = 'january february march april may june july august september october november december'.split()

_NUMBERS = {
    'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])', 'f': r'(?P<f>[0-9]{1,6})',
    'H': r'(?P<H>2[0-3]|[0-1]\d|\d)', 'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])', 'G': r'(?P<G>\d\d\d\d)',
    'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
    'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])', 'M': r'(?P<M>[0-5]\d|\d)', 'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
    'U': r'(?P<U>5[0-3]|[0-4]\d|\d)', 'W': r'(?P<W>5[0-3]|[0-4]\d|\d)', 'w': r'(?P<w>[0-6])', 'u': r'(?P<u>[1-7])',
    'V': r'(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)', 'y': r'(?P<y>\d\d)', 'Y': r'(?P<Y>\d\d\d\d)',
    'z': r'(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))', '%': '%',
}


def _getlang():
    return None, None


class LocaleTime:
    """Names and formats; all are in lower case, lists of months begin with an empty name."""

    def __init__(self):
        self.lang = _getlang()
        self.f_weekday = list(_DAYS)
        self.a_weekday = [name[:3] for name in _DAYS]
        self.f_month = [''] + _MONTHS
        self.a_month = [name[:3] for name in self.f_month]
        self.am_pm = ['am', 'pm']
        self.LC_date_time = '%a %b %d %H:%M:%S %Y'
        self.LC_date = '%m/%d/%y'
        self.LC_time = '%H:%M:%S'
        self.tzname = time.tzname
        self.daylight = time.daylight
        winter = frozenset({'utc', 'gmt', self.tzname[0].lower()})
        self.timezone = winter, frozenset({self.tzname[1].lower()} if self.daylight else ())


class TimeRE(dict):
    """The regular expression of each directive, by its letter."""

    def __init__(self, locale_time=None):
        self.locale_time = names = locale_time or LocaleTime()
        super().__init__(_NUMBERS)
        self['A'] = self._one_of(names.f_weekday, 'A')
        self['a'] = self._one_of(names.a_weekday, 'a')
        self['B'] = self._one_of(names.f_month[1:], 'B')
        self['b'] = self._one_of(names.a_month[1:], 'b')
        self['p'] = self._one_of(names.am_pm, 'p')
        self['Z'] = self._one_of([zone for zones in names.timezone for zone in zones], 'Z')
        # These are made of the others.
        self['c'] = self.pattern(names.LC_date_time)
        self['x'] = self.pattern(names.LC_date)
        self['X'] = self.pattern(names.LC_time)

    def _one_of(self, words, directive):
        """An expression for the words, longer ones first: one may begin like another."""
        words = sorted(words, key=len, reverse=True)
        if not any(words):
            return ''
        return '(?P<%s>%s)' % (directive, '|'.join(map(escape, words)))

    def pattern(self, format):
        """The expression of a whole format; a stretch of white space is any other."""
        text = re.sub(r'\s+', r'\\s+', re.sub(r'([\\.^$*+?\(\){}\[\]|])', r'\\\1', format))
        out, i = [], 0
        while (at := text.find('%', i)) >= 0:
            out += text[i:at], self[text[at + 1]]
            i = at + 2
        return ''.join(out) + text[i:]

    def compile(self, format):
        return re.compile(self.pattern(format), IGNORECASE)


_TimeRE_cache = TimeRE()
_regex_cache = {}
_CACHE_MAX_SIZE = 5


class _Lock:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass


_cache_lock = _Lock()


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year of a day in a week that is counted from the first Sunday or Monday."""
    first = _date(year, 1, 1).weekday()
    if not week_starts_Mon:
        first = (first + 1) % 7
        day_of_week = (day_of_week + 1) % 7
    if week_of_year == 0:
        return 1 + day_of_week - first
    return 1 + (7 - first) % 7 + 7 * (week_of_year - 1) + day_of_week


def _expression(format):
    """The names and the compiled expression for a format, remembered."""
    global _TimeRE_cache
    with _cache_lock:
        names = _TimeRE_cache.locale_time
        if _getlang() != names.lang or time.tzname != names.tzname or time.daylight != names.daylight:
            _TimeRE_cache = TimeRE()
            _regex_cache.clear()
            names = _TimeRE_cache.locale_time
        if len(_regex_cache) > _CACHE_MAX_SIZE:
            _regex_cache.clear()
        compiled = _regex_cache.get(format)
        if compiled is None:
            try:
                compiled = _TimeRE_cache.compile(format)
            except KeyError as problem:
                letter = problem.args[0]
                raise ValueError("'%s' is a bad directive in format '%s'"
                                 % ('%' if letter == '\\' else letter, format)) from None
            except IndexError:
                raise ValueError("stray %% in format '%s'" % format) from None
            _regex_cache[format] = compiled
        return names, compiled


def _offset(text):
    """(seconds, microseconds) of +hhmm, +hh:mm:ss.ffffff and Z."""
    if text == 'Z':
        return 0, 0
    digits = text[1:].replace(':', '')
    if ':' in text and text.count(':') != (len(digits.partition('.')[0]) - 2) // 2:
        raise ValueError('Inconsistent use of : in ' + text)
    whole, _, fraction = digits.partition('.')
    seconds = int(whole[:2]) * 3600 + int(whole[2:4]) * 60 + int(whole[4:] or 0)
    micro = int((fraction + '000000')[:6]) if fraction else 0
    return (-seconds, -micro) if text[0] == '-' else (seconds, micro)


def _zone_flag(names, zone):
    """tm_isdst for a name of a zone; -1 when both have it."""
    for i, zones in enumerate(names.timezone):
        if zone in zones:
            same = names.tzname[0] == names.tzname[1] and names.daylight and zone not in ('utc', 'gmt')
            return None if same else i
    return None


def _hour(found):
    if 'H' in found:
        return int(found['H'])
    if 'I' not in found:
        return 0
    hour, half = int(found['I']), (found.get('p') or '').lower()
    if half == 'pm':
        return hour if hour == 12 else hour + 12
    return 0 if hour == 12 and half in ('', 'am') else hour


def _year(found):
    if 'Y' in found:
        return int(found['Y'])
    if 'y' in found:
        year = int(found['y'])
        return year + (2000 if year <= 68 else 1900)
    return None


def _weekday(found, names):
    if 'A' in found:
        return names.f_weekday.index(found['A'].lower())
    if 'a' in found:
        return names.a_weekday.index(found['a'].lower())
    if 'w' in found:
        return (int(found['w']) - 1) % 7
    return int(found['u']) - 1 if 'u' in found else None


def _month(found, names):
    if 'B' in found:
        return names.f_month.index(found['B'].lower())
    if 'b' in found:
        return names.a_month.index(found['b'].lower())
    return int(found.get('m', 1))


def _check(found, year, weekday, iso_year):
    """Directives that mean something only beside others."""
    if iso_year is not None:
        if 'j' in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
        if 'V' not in found or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
    elif 'V' in found:
        if year is None or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year "
                         "'%G' instead.")


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """(the fields of a struct_time, microseconds, microseconds of the offset)"""
    for i, arg in enumerate((data_string, format)):
        if not isinstance(arg, str):
            raise TypeError('strptime() argument %d must be str, not %s' % (i, type(arg)))
    names, compiled = _expression(format)
    match = compiled.match(data_string)
    if not match:
        raise ValueError('time data %r does not match format %r' % (data_string, format))
    if len(data_string) != match.end():
        raise ValueError('unconverted data remains: %s' % data_string[match.end():])
    found = {key: text for key, text in match.groupdict().items() if text is not None}
    year, month, day = _year(found), _month(found, names), int(found.get('d', 1))
    weekday, iso_year = _weekday(found, names), int(found['G']) if 'G' in found else None
    _check(found, year, weekday, iso_year)
    julian = int(found['j']) if 'j' in found else None
    fraction = int((found['f'] + '00000')[:6]) if 'f' in found else 0
    offset, offset_fraction = _offset(found['z']) if 'z' in found else (None, 0)
    zone = None
    isdst = -1
    if 'Z' in found:
        flag = _zone_flag(names, found['Z'].lower())
        isdst, zone = (-1, found['Z']) if flag is None else (flag, found['Z'])
    leap_day = year is None and month == 2 and day == 29
    if leap_day:
        year = 1904
    known = 'm' in found or 'b' in found or 'B' in found or 'd' in found
    if julian is None and weekday is not None:
        if year is not None and ('U' in found or 'W' in found):
            monday = 'W' in found
            julian = _calc_julian_from_U_or_W(year, int(found['W' if monday else 'U']), weekday, monday)
            known = False
        elif iso_year is not None:
            at = _date.fromisocalendar(iso_year, int(found['V']), weekday + 1)
            year, julian, known = at.year, at.timetuple().tm_yday, False
        if julian is not None and julian <= 0:
            year -= 1
            julian += (_date(year + 1, 1, 1) - _date(year, 1, 1)).days
    year = 1900 if year is None else year
    if julian is None or (known and 'j' not in found):
        julian = (_date(year, month, day) - _date(year, 1, 1)).days + 1
    else:
        at = _date(year, 1, 1) + _timedelta(julian - 1)
        year, month, day = at.year, at.month, at.day
    if weekday is None:
        weekday = _date(year, month, day).weekday()
    if leap_day:
        year = 1900
    return ((year, month, day, _hour(found), int(found.get('M', 0)), int(found.get('S', 0)), weekday, julian, isdst,
             zone, offset), fraction, offset_fraction)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """A struct_time."""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    """An instance of a class like datetime."""
    fields, fraction, offset_fraction = _strptime(data_string, format)
    args = fields[:6] + (fraction,)
    if fields[10] is not None:
        delta = _timedelta(seconds=fields[10], microseconds=offset_fraction)
        args += (_timezone(delta, fields[9]) if fields[9] else _timezone(delta),)
    return cls(*args)
