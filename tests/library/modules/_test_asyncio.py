import asyncio, sys
print(sys.get_asyncgen_hooks())
async def f(n, t):
    for i in range(n):
        await asyncio.sleep(t)
    return n
async def main():
    print(await asyncio.gather(f(3,.01), f(2,.02), asyncio.sleep(0.01,'x')))
    t = asyncio.create_task(f(100,.01), name='bob')
    print(t.get_name(), t.done())
    await asyncio.sleep(.02)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: print('cancelled', repr(e), t.cancelled(), t.cancelling())
    try: await asyncio.wait_for(f(100, .01), .03)
    except TimeoutError as e: print('timeout', repr(e))
    try:
        async with asyncio.timeout(.02): await asyncio.sleep(1)
    except TimeoutError as e: print(repr(e))
    q = asyncio.Queue(2)
    async def prod():
        for i in range(5): await q.put(i)
        await q.put(None)
    async def cons():
        out=[]
        while (x:= await q.get()) is not None: out.append(x)
        return out
    print(await asyncio.gather(prod(), cons()))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(f(1,.01))
            async def bad(): raise ValueError('bad')
            g.create_task(bad())
            x = g.create_task(f(100,.01))
    except* ValueError as e: print(repr(e), x.cancelled())
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name())
    for c in asyncio.as_completed([f(3,.01), f(1,.001)]): print(await c)
    print([len(x) for x in await asyncio.wait([asyncio.create_task(f(1,.01)), asyncio.create_task(f(9,100))], timeout=.05)])
    print(await asyncio.shield(f(1,.001)))
    s = asyncio.Semaphore(2)
    async def w(i):
        async with s: await asyncio.sleep(.001); return i
    print(await asyncio.gather(*[w(i) for i in range(5)]))
    b = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(b.wait(), b.wait(), b.wait())))
    lock, event, order = asyncio.Lock(), asyncio.Event(), []

    async def locked(n):
        async with lock:
            order.append(n)
            await event.wait()
    waiting = [asyncio.create_task(locked(n)) for n in range(3)]
    await asyncio.sleep(.001)
    print(order, lock.locked(), event.is_set())
    waiting[1].cancel()
    event.set()
    print(await asyncio.gather(*waiting, return_exceptions=True), order, lock.locked())
    condition = asyncio.Condition()
    ready = []

    async def consumer(n):
        async with condition:
            return n, await condition.wait_for(lambda: ready and ready.pop())
    consumers = [asyncio.create_task(consumer(n)) for n in range(2)]
    for item in 'ab':
        await asyncio.sleep(0)
        async with condition:
            ready.append(item)
            condition.notify()
    print(await asyncio.gather(*consumers))
    for queue, items in (asyncio.PriorityQueue(), [3, 1, 2]), (asyncio.LifoQueue(), [1, 2, 3]):
        for item in items:
            queue.put_nowait(item)
        print([queue.get_nowait() for _ in items], queue.empty(), queue.qsize())
        try:
            queue.get_nowait()
        except asyncio.QueueEmpty as e:
            print(repr(e))
    loop, seen = asyncio.get_running_loop(), []
    loop.call_later(.003, seen.append, 3)
    loop.call_later(.001, seen.append, 1)
    loop.call_at(loop.time() + .002, seen.append, 2)
    loop.call_later(.001, seen.append, 9).cancel()
    loop.call_soon(seen.append, 0)
    await asyncio.sleep(.02)
    print(seen)
    future = loop.create_future()
    print(future.done(), future)
    loop.call_soon(future.set_result, 5)
    print(await future, future, future.result())
    for bad in lambda: future.set_result(1), lambda: loop.create_future().result():
        try:
            bad()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__)
    told = []
    loop.set_exception_handler(lambda loop, context: told.append((context['message'][:21], repr(context['exception']))))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    print(told)
    for what in 3, f:
        try:
            asyncio.create_task(what)
        except TypeError as e:
            print(str(e)[:30])
    try:
        await asyncio.gather(f(1, .001), bad2())
    except KeyError as e:
        print(repr(e))

    async def stubborn():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            asyncio.current_task().uncancel()
        return 'stayed'
    t = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    print(t.cancel('why'), t.cancelling(), await t, t.cancelling())
    return 'done'


async def bad2():
    raise KeyError('k')
print(asyncio.run(main()))
with asyncio.Runner() as runner:
    print(runner.run(f(1, 0)), runner.run(f(2, 0)))
try:
    asyncio.run(bad2())
except KeyError as e:
    print(repr(e))
for bad in lambda: asyncio.run(5), asyncio.get_running_loop:
    try:
        bad()
    except (ValueError, RuntimeError) as e:
        print(repr(e))
print(sorted(asyncio.all_tasks(asyncio.new_event_loop())), asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(print))
