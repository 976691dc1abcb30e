# Futures and tasks in C, without lib/asyncio.
import _asyncio
from _asyncio import CancelledError, Future, InvalidStateError, Task

loop = _asyncio.Loop()


def run(rounds=1):
    for _ in range(rounds):
        loop.call_soon(int)
        loop._run_once()


def told(future):
    print('told', future.done(), future.cancelled())


def tried(function, *args):
    try:
        return function(*args)
    except BaseException as e:
        return '%s %s' % (type(e).__name__, e)


# Futures.
f = Future(loop=loop)
print(f.done(), f.cancelled(), tried(f.result), tried(f.exception), f.get_loop() is loop, f._state)
f.add_done_callback(told)
f.add_done_callback(told)
print(f.remove_done_callback(print), f.remove_done_callback(told))
f.add_done_callback(told)
f.set_result(5)
run()
print(f.result(), f.exception(), f.cancel(), f._state)
f.add_done_callback(told)
run()
f = loop.create_future()
f.set_exception(KeyError)
print(repr(f.exception()), tried(f.result), tried(f.result))
f = loop.create_future()
print(tried(f.set_exception, 5), tried(f.set_exception, StopIteration), f.cancel('why'), f.cancel(), f.cancelled())
print(tried(f.result), tried(f.exception), repr(CancelledError('a')), CancelledError.__module__)
print(issubclass(CancelledError, Exception), issubclass(InvalidStateError, Exception), isinstance(f, Future))
print(tried(Future.__new__(Future).set_result, 1), tried(Future, 1))


# Tasks.
async def get(future):
    return await future


async def catch(future):
    try:
        return await future
    except CancelledError as e:
        print('caught', e)


async def fail(error):
    raise error


def task_of(coroutine):
    task = Task(coroutine, loop=loop)
    run()
    return task
f = loop.create_future()
one, two, three = task_of(get(f)), task_of(get(f)), task_of(get(f))
print(one._fut_waiter is f, one.get_name() != two.get_name(), len(_asyncio.all_tasks(loop)))
f.set_result('result')
run()
print(one.result(), two.result(), three.result(), _asyncio.all_tasks(loop))
print(tried(one.set_result, 1), tried(one.set_exception, KeyError()), one.cancel())
loop_errors = []


class Telling(_asyncio.Loop):
    def call_exception_handler(self, context):
        loop_errors.append(context['message'])


loop = Telling()
bad = task_of(fail(KeyError('x')))
print(repr(bad.exception()), tried(bad.result))
print(tried(task_of, fail(KeyboardInterrupt('stop'))))
f = loop.create_future()
task = task_of(get(f))
print(task.cancel('message'), task.cancelling(), f.cancelled())
run(2)
print(task.cancelled(), tried(task.result), task.uncancel(), task.uncancel())
f = loop.create_future()
task = Task(get(f), loop=loop, name='before it began')
print(task.cancel(), task.get_name())
run()
print(task.cancelled(), f.done())
task = task_of(get(_asyncio.sleep(1000)))
task.cancel()
run()
print(task.cancelled())
task = task_of(get(task_of(get(_asyncio.sleep(0, 'nested')))))
run(3)
print(task.result())
f = loop.create_future()
task = task_of(catch(f))
task.cancel('once')
run(2)
print(task.done(), task.cancelled())

# What cannot be awaited.
other = _asyncio.Loop()
task = task_of(get(other.create_future()))
run(2)
print(type(task.exception()).__name__)


class Bare:
    def __await__(self):
        yield loop.create_future()


task = task_of(get(Bare()))
run(2)
print(type(task.exception()).__name__)


# Subclasses; a future as an iterator.
class Own(Future):
    def add_done_callback(self, function, **kwargs):
        print('own')
        super().add_done_callback(function)


f = Own(loop=loop)
f.extra = 'extra'
f.add_done_callback(told)
f.set_result(1)
run()
f = loop.create_future()
steps = iter(f)
print(next(steps) is f, f._asyncio_future_blocking, tried(next, steps))
f.set_result(7)
print(tried(next, f.__await__()), tried(iter(f).throw, KeyError('in')), iter(f).close())
for n in range(200):
    tasks = [task_of(get(loop.create_future())) for _ in range(3)]
    for task in tasks:
        task.cancel()
    run(2)
    assert all(task.cancelled() for task in tasks)
print(_asyncio.all_tasks(loop))
