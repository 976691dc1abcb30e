# The event loop in C: calls, timers, sleeps. What needs no lib/asyncio.
import _asyncio
import gc

loop = _asyncio.Loop()
log = []


def run():
    loop.call_soon(loop.stop)
    loop._run_until_stop()
    loop._flags &= ~4
    got = log[:]
    log.clear()
    return got


def run_for(ms):
    loop.call_later(ms / 1000, loop.stop)
    loop._run_until_stop()
    loop._flags &= ~4
    got = log[:]
    log.clear()
    return got


# Calls, in their order; those that are queued meanwhile come in the next round.
for n in range(12):
    loop.call_soon(log.append, n)
handle = loop.call_soon(log.append, 'cancelled')
print(handle.cancelled(), handle.cancel(), handle.cancel(), handle.cancelled())
loop.call_soon(lambda: loop.call_soon(log.append, 'next round'))
print(run(), run())

# Timers.
print([loop.call_later(n / 1000, log.append, n).cancelled() for n in (7, 3, 9, 1, 5, 0, 8, 2, 6, 4)].count(False))
late = loop.call_later(1, log.append, 'late')
for n in range(3):
    loop.call_at(0, log.append, 'at once')
print(run_for(20))
print(late.when() > loop.time(), late < loop.call_later(2, print), late == late, late != loop.call_soon(int))
late.cancel()
print(run_for(1))
for bad in (lambda: loop.call_soon(), lambda: loop.call_later(None, print), lambda: loop.call_later('x', print),
            lambda: loop.call_later(float('nan'), print), lambda: loop.call_at(None, print),
            lambda: loop.call_soon(print, other=1), lambda: _asyncio.sleep('x'), lambda: _asyncio.sleep_ms(1.5),
            lambda: _asyncio.get_running_loop(), lambda: _asyncio.Handle(1), lambda: _asyncio.Task(1, loop=loop),
            lambda: setattr(loop, '_flags', 'x')):
    try:
        print(bad())
    except (TypeError, ValueError, RuntimeError) as e:
        print(type(e).__name__)

# Sleeps by themselves.
sleep = _asyncio.sleep(0.001, 'result')
print(next(sleep) is sleep)
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


# Switches and sleeps take no memory.
async def other(n, ms):
    for _ in range(n):
        await _asyncio.sleep_ms(ms)


async def measure(n, ms):
    for _ in range(5):
        await _asyncio.sleep_ms(ms)
    gc.collect()
    gc.disable()
    before = gc.mem_alloc()
    for _ in range(n):
        await _asyncio.sleep_ms(ms)
    used = gc.mem_alloc() - before
    gc.enable()
    loop.stop()
    print(used)
for ms in (0, 1):
    tasks = [loop.create_task(other(90, ms)), loop.create_task(other(90, ms)), loop.create_task(measure(60, ms))]
    loop._run_until_stop()
    loop._flags &= ~4
    run_for(100 * ms)
    print([t.done() for t in tasks], run())

# The loop's list of tasks; closing.
tasks = [loop.create_task(other(3, 0), name='n%d' % n) for n in range(4)]
print(sorted(t.get_name() for t in _asyncio.all_tasks(loop)), _asyncio.current_task(loop))
print([run() for _ in range(5)], _asyncio.all_tasks(loop), loop.is_running(), loop.is_closed())
loop._flags |= 2
for closed in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print)):
    try:
        closed()
    except RuntimeError as e:
        print(e)
