"""Tasks, locks, queues, timeouts and task groups: nothing that goes by how long anything takes."""
import asyncio


async def count(name, n, log):
    for i in range(n):
        log.append((name, i))
        await asyncio.sleep(0)
    return name * n


async def fill(queue, n):
    for i in range(n):
        await queue.put({'number': i, 'square': i * i})


async def drain(queue, n):
    return [await queue.get() for _ in range(n)]


async def guarded(lock, condition, event, log):
    async with lock:
        log.append(lock.locked())
    async with condition:
        condition.notify_all()
    await event.wait()
    log.append(event.is_set())


async def failing():
    raise ValueError('on purpose')


async def main():
    log = []
    print(await asyncio.gather(count('a', 2, log), count('b', 3, log)), sorted(log))
    queue = asyncio.Queue(2)
    _, got = await asyncio.gather(fill(queue, 5), drain(queue, 5))
    print(got, queue.empty(), queue.maxsize)
    lock, condition, event = asyncio.Lock(), asyncio.Condition(), asyncio.Event()
    task = asyncio.create_task(guarded(lock, condition, event, log), name='guarded')
    await asyncio.sleep(0)
    event.set()
    await task
    print(log[-2:], task.done(), task.get_name())
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(10)
    except TimeoutError as e:
        print('timeout', repr(e))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0)
    except asyncio.TimeoutError as e:
        print('wait_for', type(e).__name__)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(count(name, 1, log)) for name in 'xyz']
    print([t.result() for t in tasks])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing())
    except* ValueError as e:
        print('group', e.exceptions)
    done, pending = await asyncio.wait([asyncio.create_task(count('w', 1, log))])
    print(len(done), len(pending), [t.result() for t in done])
    print(await asyncio.gather(failing(), count('g', 1, log), return_exceptions=True))
    semaphore = asyncio.Semaphore(1)
    async with semaphore:
        print(semaphore.locked())
    future = asyncio.get_running_loop().create_future()
    future.set_result(3)
    print(await future, await asyncio.shield(count('s', 1, log)))


asyncio.run(main())
