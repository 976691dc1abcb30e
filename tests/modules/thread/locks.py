# host only: there are no threads
# _thread: locks, threads, what ends them; the collector with several stacks.
import _thread
import gc
import sys
import time


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


lock = _thread.allocate_lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release())
error(lock.release)
error(lock.acquire, False, 1)
error(lock.acquire, True, -2)
with lock:
    print(lock.locked())
error(_thread.start_new_thread, 1, ())
error(_thread.start_new_thread, print, [])
error(_thread.start_new_thread, print, (), 1)
print(_thread.LockType is type(lock), _thread.error is RuntimeError, isinstance(_thread.get_ident(), int))

# Many threads, one counter, garbage all the time.
count = 0
alive = 0


def work(n, step=1):
    global count, alive
    for i in range(n):
        keep = [str(i), (i, [i])]
        with lock:
            count += step
        if i % 50 == 0:
            gc.collect()
            time.sleep(0)
        assert keep[0] == str(i) and keep[1][1][0] == i
    with lock:
        alive -= 1


for k in range(8):
    with lock:
        alive += 1
    if k % 2:
        _thread.start_new_thread(work, (200,))
    else:
        _thread.start_new_thread(work, (200,), {"step": 3})
while alive:
    time.sleep(0.001)
print(count)


# Each has its own stack: recursion, generators, exceptions that are being handled.
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def numbers(n):
    for i in range(n):
        yield i


results = []


def deep(k):
    try:
        raise ValueError(k)
    except ValueError as e:
        time.sleep(0.002)
        total = depth(300) + sum(numbers(1000))
        try:
            depth(100000)
        except RecursionError:
            total += 1
        time.sleep(0.002)
        results.append((k, sys.exc_info()[1] is e, total))


for k in range(4):
    _thread.start_new_thread(deep, (k,))
while len(results) < 4:
    time.sleep(0.001)
print(sorted(results))

# A generator runs in one thread at a time.
inside = _thread.allocate_lock()
inside.acquire()
go = _thread.allocate_lock()
go.acquire()


def slow():
    inside.release()
    go.acquire()
    yield 1


g = slow()
_thread.start_new_thread(next, (g,))
inside.acquire()
error(next, g)
go.release()

# A thread that never gives up is interrupted for the others.
stop = False


def spin():
    n = 0
    while not stop:
        n += 1
    results.append("spun")


_thread.start_new_thread(spin, ())
time.sleep(0.02)
stop = True
while results[-1] != "spun":
    time.sleep(0.001)
print(results[-1])


def leave():
    _thread.exit()


_thread.start_new_thread(leave, ())
_thread.start_new_thread(sys.exit, (5,))

# The main thread is interrupted by another.
def interrupt():
    time.sleep(0.02)
    _thread.interrupt_main()


def doze():
    for i in range(5000):
        time.sleep(0.001)


def count_on():
    for i in range(1 << 40):
        pass


for wait in (doze, count_on):
    try:
        _thread.start_new_thread(interrupt, ())
        wait()
    except KeyboardInterrupt:
        print("interrupted")

r = _thread.RLock()
print(r.acquire(), r.acquire(), r._is_owned())
r.release()
taken = []
_thread.start_new_thread(lambda: taken.append(r.acquire(False)), ())
while not taken:
    time.sleep(0.001)
print(taken)
r.release()
error(r.release)
print(_thread.stack_size(), _thread.stack_size(262144), _thread.stack_size(0))
error(_thread.stack_size, 5)
error(_thread.stack_size, -1)
