# Timers and sleeps: what lib/asyncio is built on.
import _asyncio
import time

timers = _asyncio.Timers()
print(len(timers), timers.wait_ms(), timers.pop(), timers.remove(1))
order = [7, 3, 9, 1, 5, 0, 8, 2, 6, 4]
for n in order:
    timers.push(n, 0.2 + n / 1000)
for n in order:
    timers.push(str(n), -n)
print(len(timers), timers.wait_ms(), timers.remove(9), timers.remove(9), timers.remove('5'))
print([timers.pop() for _ in range(9)] == [str(n) for n in order if n != 5])
got = []
while len(timers):
    timers.idle()
    item = timers.pop()
    if item is not None:
        got.append(item)
print(got, timers.wait_ms())
timers.push('far', 1e30)
print(timers.wait_ms() > 10 ** 8, timers.pop())
for bad in (lambda: timers.push(1), lambda: timers.push(1, 'x'), lambda: timers.push(1, float('nan')),
            lambda: timers.push_sleep(1, 2), lambda: _asyncio.Timers(1), lambda: _asyncio.sleep('x'),
            lambda: _asyncio.sleep_ms(1.5)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

sleep = _asyncio.sleep(0.001, 'result')
print(next(sleep) is sleep, timers.push_sleep('s', sleep), timers.push_sleep('s', _asyncio.sleep(0)))
try:
    next(sleep)
except StopIteration as e:
    print(e.value)
try:
    sleep.send(None)
except RuntimeError as e:
    print(e)
again = _asyncio.sleep_ms(2)
print(again is sleep)
try:
    again.throw(KeyError('thrown'))
except KeyError as e:
    print(repr(e))
again.close()
again.close()


async def use(thing):
    return await thing
coroutine = use(_asyncio.sleep(1, 5))
coroutine.send(None)
try:
    coroutine.send(None)
except StopIteration as e:
    print(e.value)
