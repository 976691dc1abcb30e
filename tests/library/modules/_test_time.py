import time
t=time.gmtime(1700000000); print(t, t.tm_zone, t.tm_gmtoff, t.tm_year, t[3:], tuple(t)); l=time.localtime(1700000000); print(l, l.tm_zone,l.tm_gmtoff)
print(time.strptime("30 Nov 00", "%d %b %y"), time.tzname, time.timezone, time.altzone, time.daylight)
print(time.strptime('2023-11-14T22:13:20.5+01:00', '%Y-%m-%dT%H:%M:%S.%f%z').tm_gmtoff)
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_zone)
for a in (8,12):
    try: time.struct_time(range(a))
    except TypeError as e: print(e)
print(time.get_clock_info('monotonic'), time.strftime('%Z %z', l))
for f in ('%j %Y','%U %w %Y','%W %A %Y','%G %V %u','%G-%V','%','%q','%Y %Y','%H:%M'):
    try: print(time.strptime('12 2 2020', f))
    except Exception as e: print(type(e).__name__, e)
print(time.strptime('2020 12 2','%G %V %u'), time.strptime('5 pm','%I %p').tm_hour, time.mktime(l))
print(time.clock_gettime(time.CLOCK_MONOTONIC) > 0, time.clock_gettime_ns(time.CLOCK_REALTIME) > 10 ** 18)
print(time.process_time() < time.monotonic() + 1e9, time.thread_time_ns() >= 0)
for f, args in ((time.clock_gettime, (99,)), (time.clock_settime, (time.CLOCK_MONOTONIC, 1)), (time.strptime, (1, '%Y')),
                (time.clock_settime_ns, (0, 1.5)), (time.get_clock_info, ('sun',)), (time.strptime, ('1999 x', '%Y'))):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, str(e).replace('argument 1', 'argument 0'))
import os
for zone in 'EST+05EDT,M4.1.0,M10.5.0', 'UTC+0', 'AEST-10AEDT-11,M10.5.0,M3.5.0':
    os.environ['TZ'] = zone
    time.tzset()
    t = time.localtime(1700000000)
    print(time.tzname, time.timezone, time.altzone, time.daylight, t.tm_zone, t.tm_gmtoff, time.strftime('%Z', t), t[:6])
import copy
print(copy.copy(t) == t, time.struct_time((1,) * 9, {'tm_zone': 'X'}).tm_zone)
