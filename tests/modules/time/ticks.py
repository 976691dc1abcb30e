# Ticks, sleeping and clocks.
import time
import utime
a = time.ticks_ms()
time.sleep_ms(3)
b = time.ticks_ms()
print(time.ticks_diff(b, a) >= 3, time.ticks_diff(a, b) <= -3, utime is time)
print(time.ticks_diff(time.ticks_add(5, -10), 5), time.ticks_diff(time.ticks_add(0, 1000), 0))
print(time.ticks_diff(time.ticks_add(0, -1), 0), time.ticks_add(0, -1) > 0)
u = time.ticks_us()
time.sleep_us(50)
print(time.ticks_diff(time.ticks_us(), u) >= 50, time.ticks_cpu() >= 0)
time.sleep(0.001)
time.sleep_ms(-5)
time.sleep(0)
for bad in (-1, "x", float("nan")):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
m = time.monotonic()
print(time.monotonic() >= m, time.time_ns() >= 0, time.perf_counter() >= 0, len(time.localtime()) >= 8)
try:
    time.ticks_add(0, 1 << 29)
except OverflowError as e:
    print(e)
