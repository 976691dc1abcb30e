# threading and queue: what threads wait for each other with.
import queue
import threading
import time
from threading import Barrier, BoundedSemaphore, BrokenBarrierError, Condition, Event, Lock, RLock, Semaphore, Thread, Timer


def error(f, *args, **kw):
    try:
        print('no error:', f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


def work(a, b=2):
    results.append((a, b, threading.current_thread().name, threading.current_thread().daemon))


results = []
t = Thread(target=work, args=(1,), kwargs={'b': 5}, name='worker')
print(t, t.is_alive(), t.ident)
error(t.join)
t.start()
t.join()
print(results, t.is_alive(), isinstance(t.ident, int), t.daemon, repr(t).split(',')[0])
error(t.start)
error(threading.current_thread().join)
print(threading.main_thread() is threading.current_thread(), threading.main_thread().name, threading.active_count())
print(Thread(target=work).name, Thread().name, Thread(daemon=True).daemon)


class Mine(Thread):
    def run(self):
        results.append(self.name)


m = Mine(name='mine')
m.start()
m.join(5)
print(results[-1])
error(setattr, m, 'daemon', True)

gate = threading.Event()
slow = Thread(target=gate.wait)
slow.start()
slow.join(0.01)
print(slow.is_alive(), len(threading.enumerate()))
gate.set()
slow.join()

seen = []
threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
bad = Thread(target=lambda: 1 / 0, name='bad')
bad.start()
bad.join()
print(seen)
threading.excepthook = threading.__excepthook__

# Condition and Event.
c = Condition()
error(c.wait)
error(c.notify)
items, got = [], []


def consume():
    with c:
        while len(got) < 20:
            c.wait_for(lambda: items)
            got.append(items.pop(0))


consumers = [Thread(target=consume) for _ in range(1)]
for x in consumers:
    x.start()
for i in range(20):
    with c:
        items.append(i)
        c.notify()
for x in consumers:
    x.join()
print(got)
with c:
    with c:
        print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 5, 1))
e = Event()
print(e.is_set(), e.wait(0.01))
Timer(0.02, e.set).start()
print(e.wait(5), e.is_set())
cancelled = Timer(5, print, ['never'])
cancelled.start()
cancelled.cancel()
cancelled.join()

# Semaphores.
s = Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01))
s.release(2)
with s:
    pass
error(Semaphore, -1)
error(s.release, 0)
b = BoundedSemaphore(1)
error(b.release)
inside = most = 0
lock = Lock()
s = Semaphore(3)


def limited():
    global inside, most
    with s:
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.002)
        with lock:
            inside -= 1


many = [Thread(target=limited) for _ in range(12)]
for x in many:
    x.start()
for x in many:
    x.join()
print(inside, most)

# Barrier.
barrier = Barrier(3, lambda: order.append('all'))
order = []


def meet(k):
    for _ in range(3):
        barrier.wait()
        with lock:
            order.append('met')


many = [Thread(target=meet, args=(k,)) for k in range(3)]
for x in many:
    x.start()
for x in many:
    x.join()
print(order.count('all'), order.count('met'), order[0], barrier.n_waiting, barrier.broken, barrier.parties)
try:
    barrier.wait(0.01)
except BrokenBarrierError:
    print('broken', barrier.broken)
barrier.reset()
print(barrier.broken)

# local.
own = threading.local()
own.x = 1


def other():
    print(hasattr(own, 'x'))
    own.x = 2
    print(own.__dict__)


t = Thread(target=other)
t.start()
t.join()
print(own.x, own.__dict__)
del own.x
print(hasattr(own, 'x'))



class Defaults(threading.local):
    kind = 'class'

    def __init__(self, n):
        self.n = n

    def double(self):
        return 2 * self.n


d = Defaults(4)
d.n = 5
t = Thread(target=lambda: print(d.n, d.double(), d.kind))
t.start()
t.join()
print(d.n, d.double(), d.__dict__)
error(threading.local, 1)

# Queues.
q = queue.Queue(2)
print(q.empty(), q.full(), q.qsize())
q.put(1)
q.put(2, timeout=1)
print(q.full(), q.qsize())
error(q.put_nowait, 3)
error(q.put, 3, True, 0.01)
error(q.put, 3, True, -1)
print(q.get(), q.get_nowait())
error(q.get_nowait)
error(q.get, timeout=0.01)
q.task_done()
q.task_done()
error(q.task_done)
q.join()
q = queue.Queue(3)
sums = []


def consumer():
    total = 0
    while (item := q.get()) is not None:
        total += item
        q.task_done()
    q.task_done()
    with lock:
        sums.append(total)


many = [Thread(target=consumer) for _ in range(4)]
for x in many:
    x.start()
for i in range(200):
    q.put(i)
for x in many:
    q.put(None)
q.join()
for x in many:
    x.join()
print(sum(sums), q.unfinished_tasks)
p = queue.PriorityQueue()
for x in (3, 1, 2):
    p.put(x)
print(p.get(), p.get(), p.get())
l = queue.LifoQueue()
for x in (3, 1, 2):
    l.put(x)
print(l.get(), l.get(), l.get())
s = queue.SimpleQueue()
s.put('a')
print(s.get(), s.empty(), s.qsize())
error(s.get, timeout=0.01)
error(s.get_nowait)

late = Thread(target=lambda: (time.sleep(0.05), print('the program waits for it')))
late.start()
Thread(target=time.sleep, args=(100,), daemon=True).start()
print('end')
