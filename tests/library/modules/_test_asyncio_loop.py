# The event loop's own interface: calls, policies, executors, reprs, errors.
import asyncio
import concurrent.futures
import re
import sys
import threading
import time


def plain(text):
    return re.sub(r' at [^ ]*[/\\]', ' at ', re.sub('0x[0-9a-f]+', '0x', re.sub(r":\d+", ':N', text)))


async def nothing(n=0):
    for _ in range(n):
        await asyncio.sleep(0)
    return n


def call(*args):
    print('called', *[plain(repr(arg)) for arg in args])


async def reprs():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(nothing(2), name='named')
    print(plain(repr(task)))
    await asyncio.sleep(0)
    task.add_done_callback(call)
    print(plain(repr(task)))
    task.cancel()
    print(plain(repr(task)))
    await asyncio.wait([task])
    print(plain(repr(task)))
    future = loop.create_future()
    future.add_done_callback(call)
    waits = asyncio.create_task(asyncio.wait_for(future, None), name='w')
    await asyncio.sleep(0)
    print(plain(repr(future)).split(' cb=')[0])
    future.set_result([1, 'x'])
    print(await waits, plain(repr(future)))
    future = loop.create_future()
    future.set_exception(KeyError('k'))
    print(repr(future), repr(future.exception()))
    handle = loop.call_soon(call, 1, 'two')
    print(plain(repr(handle)))
    handle.cancel()
    print(plain(repr(handle)), repr(asyncio.CancelledError('x')))


async def calls():
    loop = asyncio.get_running_loop()
    loop.call_later(0.02, call, 'later')
    loop.call_at(loop.time() + 0.01, call, 'at')
    loop.call_soon(call, 'soon')
    thread = threading.Thread(target=loop.call_soon_threadsafe, args=(call, 'threadsafe'))
    thread.start()
    thread.join()
    await asyncio.sleep(0.06)
    handle = loop.call_later(10, call)
    print(isinstance(handle, asyncio.TimerHandle), handle.when() > loop.time(), handle.cancelled())
    handle.cancel()
    print(handle.cancelled(), loop.is_running(), loop.is_closed(), loop.get_debug())
    try:
        loop.run_forever()
    except RuntimeError as e:
        print(e)


async def threads():
    loop = asyncio.get_running_loop()
    together = threading.Barrier(3)  # only threads that run at the same time pass it
    print(sorted(await asyncio.gather(*[asyncio.to_thread(together.wait, 100) for _ in range(3)])))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await loop.run_in_executor(pool, sum, [1, 2, 3]))
        try:
            await loop.run_in_executor(pool, int, 'x')
        except ValueError as e:
            print(e)
        print(list(pool.map(pow, [1, 2, 3], [2, 2, 2])))
        futures = [pool.submit(time.sleep, t) for t in (0.02, 0)]
        done, rest = concurrent.futures.wait(futures)
        print(len(done), len(rest), [f.result() for f in concurrent.futures.as_completed(futures)])
        other = pool.submit(lambda: asyncio.run_coroutine_threadsafe(nothing(3), loop).result(5))
        print(await asyncio.wrap_future(other))
    try:
        pool.submit(call)
    except RuntimeError as e:
        print(e)


async def errors():
    told = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: told.append((plain(context['message']), repr(context['exception']))))
    loop.call_soon(int, 'x')
    await asyncio.sleep(0)
    print(told, loop.get_exception_handler() is not None)
    for bad in (lambda: loop.set_exception_handler(1), lambda: loop.call_later(None, call), lambda: asyncio.run(1),
                lambda: loop.set_task_factory(1), lambda: asyncio.Task(1, loop=loop), lambda: loop.close()):
        try:
            bad()
        except (TypeError, RuntimeError, ValueError) as e:
            print(type(e).__name__, e)


async def factories():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **kwargs: asyncio.Task(coro, loop=loop, name='made', **kwargs))
    print((await asyncio.gather(asyncio.create_task(nothing(1)), nothing(2))), loop.get_task_factory() is not None)
    print(asyncio.create_task(nothing(), name='other').get_name())
    loop.set_task_factory(None)
    print(asyncio.iscoroutinefunction(nothing), asyncio.iscoroutinefunction(call), asyncio.isfuture(loop.create_future()))
    print([await one for one in asyncio.as_completed([nothing(5), nothing(1)])])
    done, rest = await asyncio.wait([asyncio.create_task(nothing(n)) for n in (1, 50)],
                                    return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(rest))
    shielded = asyncio.create_task(nothing(5))
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(shielded), 5))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print('cancelled', shielded.cancelled(), await shielded)


log = []


async def generator():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        log.append('closed')


async def generators():
    async for n in generator():
        break
    kept = generator()
    print(await kept.__anext__())
    log.append(kept)

for main in (reprs, calls, threads, errors, factories, generators):
    print('--', main.__name__)
    asyncio.run(main())
print('closed' in log)


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print('new loop')
        return super().new_event_loop()


asyncio.set_event_loop_policy(Policy())
print(asyncio.run(nothing(2)), type(asyncio.get_event_loop_policy()).__name__)
asyncio.set_event_loop_policy(None)
loop = asyncio.new_event_loop()
print(isinstance(loop, asyncio.AbstractEventLoop), isinstance(loop, asyncio.BaseEventLoop), loop.run_until_complete(nothing(1)))
loop.close()
try:
    loop.call_soon(call)
except RuntimeError as e:
    print(e)
with asyncio.Runner() as runner:
    print(runner.run(nothing(3)), runner.run(nothing(4)), runner.get_loop().is_closed())
seen = []


def in_thread():
    try:
        asyncio.get_event_loop()
    except RuntimeError as e:
        seen.append(str(e))
    seen.append(asyncio.run(nothing(3)))


async def both():
    thread = threading.Thread(target=in_thread, name='second')
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(0.001)
    return asyncio.get_running_loop().is_running()
print(asyncio.run(both()), seen)
