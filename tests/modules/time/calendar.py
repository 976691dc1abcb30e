# gmtime, strftime, asctime: calendar arithmetic.
# host only: seconds beyond 2038 and struct_time
import time

for t in (0, 1, 86399, 86400, 951782400, 951868800, 1078012800, 4107542400, -1, -86400, -2208988800, 253402300799):
    g = time.gmtime(t)
    print(t, tuple(g), g.tm_year, g.tm_yday, time.asctime(g))
g = time.gmtime(1700000000)
for d in "aAbBcdDeFHIjmMnpRStTuUVwWxXyYCG%h":
    print(d, repr(time.strftime("%" + d, g)))
for y in range(2015, 2027):
    for rest in ((1, 1), (1, 3), (12, 28), (12, 31)):
        s = time.mktime((y,) + rest + (0, 0, 0, 0, 0, 0))
        print(y, rest, time.strftime("%G-%V %U %W %j %a", time.gmtime(s)), end="; ")
    print()
print(time.mktime((2024, 14, 35, 25, 61, 61, 0, 0, 0)), time.mktime(time.localtime(1234567890)))
for bad in ((2024, 13, 1, 0, 0, 0, 0, 1, 0), (2024, 1, 32, 0, 0, 0, 0, 1, 0), (2024, 1, 1, 24, 0, 0, 0, 1, 0),
            (2024, 1, 1, 0, 60, 0, 0, 1, 0), (2024, 1, 1, 0, 0, 62, 0, 1, 0), (2024, 1), 5):
    try:
        print(time.strftime("%Y", bad))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(type(g).__name__, g[0], g[:3], time.gmtime(1.9).tm_sec, time.gmtime(-1.5).tm_sec)
try:
    time.gmtime(1e20)
except OverflowError as e:
    print("OverflowError")
