from datetime import *
import datetime as module


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return type(e).__name__


class Random:
    state = 2

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n


class Zone(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def __repr__(self):
        return 'Zone()'

    def tzname(self, dt):
        return 'SUMMER' if self.dst(dt) else 'WINTER'


r = Random()
zones = [None, timezone.utc, timezone(timedelta(hours=-5), 'EST'), timezone(timedelta(hours=3, minutes=30, seconds=7)), Zone()]


def delta():
    return timedelta(r.below(2000) - 1000, r.below(200000) - 100000, r.below(3000000) - 1500000)


def moment(zone=True):
    return datetime(r.below(3000) + 1, r.below(12) + 1, r.below(28) + 1, r.below(24), r.below(60), r.below(60) * r.below(2),
                    r.below(1000000) * r.below(2), zones[r.below(5)] if zone else None)


for _ in range(150):
    a, b, n = delta(), delta(), r.below(20) - 10
    print(a, repr(a), a + b, a - b, -a, abs(a), a * n, attempt(lambda: a // n), attempt(lambda: a / n), a * 1.5, attempt(lambda: a / 0.3), a // b, a / b, a % b, divmod(a, b))
    print(a < b, a == b, hash(a) == hash(a + b - b), bool(a), a.total_seconds(), a.days, a.seconds, a.microseconds)
    x, y = moment(), moment()
    print(x, repr(x), x.isoformat('_', 'milliseconds'), x.ctime(), x.weekday(), x.isocalendar(), x.toordinal(), x.timetuple()[:9], x.utctimetuple()[:9])
    print(attempt(lambda: x - y), attempt(lambda: x < y), x == y, attempt(lambda: x + a), attempt(lambda: x.date() - y.date()), x.date() <= y.date())
    print(datetime.fromisoformat(x.replace(tzinfo=None).isoformat()), attempt(x.replace(tzinfo=timezone.utc).astimezone, zones[2]),
          attempt(x.replace(tzinfo=timezone.utc).astimezone, zones[4]), x.tzname(), x.dst(), x.utcoffset())
    print(x.strftime('%Y-%m-%d %H:%M:%S.%f %j %a %b %p %y %I %%') if x.year > 999 else '', x.timetz(), repr(x.time()), x.time().isoformat('minutes'))
TEXTS = ['2020-02-29', '20200229', '2020-W09-6', '2020W096', '2020-W09', '2019-02-29', '2020-13-01', '2020-02-29T12:34', '2020-02-29 12:34:56.789',
         '2020-02-29T123456', '20200229T12', '2020-02-29T12:34:56.123456+05:30', '2020-02-29T12:34:56Z', '2020-02-29T12:34:56-00:00:01.5', '2020-02-29T', '2020-02-29T24:00',
         '2020-02-29T12:3', '12:34', '1234', '123456.5', 'T12:34:56+01', '12:34:56,123', '25:00', '', 'x' * 10, '2020-W53-7', '2021-W53-1', '12:34:56+24:00', '0001-W01-1']
for text in TEXTS:
    print(text, attempt(date.fromisoformat, text), text == '20200229' or attempt(time.fromisoformat, text), attempt(datetime.fromisoformat, text))
for args in ((0, 1, 1), (10000, 1, 1), (2020, 13, 1), (2021, 2, 29), (2020, 2, 29), ('a', 1, 1), (2020, 1), (2020.0, 1, 1)):
    print(args, attempt(date, *args), attempt(datetime, *args))
print(attempt(time, 24), attempt(time, 1, 60), attempt(time, fold=2), attempt(timezone, timedelta(1)), attempt(timezone, 5), attempt(datetime, 2020, 1, 1, tzinfo=5))
print(date.min, date.max, datetime.max, timedelta.max, timedelta.min, attempt(lambda: timedelta.max + timedelta(1)), attempt(lambda: date.max + timedelta(1)))
print(datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(1e9 + 0.5), datetime(2001, 9, 9, 1, 46, 40, tzinfo=timezone.utc).timestamp(), attempt(timedelta, 'x'))
print(timedelta(days=1.5, hours=0.1, microseconds=0.5), timedelta(microseconds=1.5), timedelta(weeks=-1), date.fromordinal(730000), date.fromisocalendar(2020, 53, 7))
print(date(2020, 2, 29) == datetime(2020, 2, 29), date(2020, 2, 29) in {date(2020, 2, 29)}, f'{date(2020, 2, 29):%d/%m}', datetime.combine(date(2020, 1, 2), time(3, 4)))
print(attempt(lambda: datetime(2020, 1, 1) < datetime(2020, 1, 1, tzinfo=timezone.utc)), attempt(lambda: datetime(2020, 1, 1) < date(2020, 1, 1)), timezone.utc, repr(timezone.utc))
import copy
for obj in (date(2020, 1, 2), datetime(2020, 1, 2, 3, 4, 5, 6, timezone.utc), time(1, 2, fold=1), timedelta(1), zones[2]):
    print(copy.copy(obj) == obj, copy.deepcopy(obj), obj.__reduce_ex__(4)[1])
