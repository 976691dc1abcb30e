# Cooperative tasks as a scheduler of one's own: generators that yield how long they sleep, a list kept sorted by time.
# Sizes: run(HOST) on a computer, run(MCU) on a microcontroller with a 36 KB heap.
HOST = 20000
MCU = 200

class Scheduler:
    def __init__(self):
        self.waiting = []
        self.now = 0
        self.switches = 0

    def add(self, task, delay):
        when = self.now + delay
        at = len(self.waiting)
        while at > 0 and self.waiting[at - 1][0] > when:
            at -= 1
        self.waiting.insert(at, (when, task))

    def run(self, until):
        while self.waiting and self.now < until:
            self.now, task = self.waiting.pop(0)
            self.switches += 1
            try:
                delay = next(task)
            except StopIteration:
                continue
            self.add(task, delay)

def blink(log, period):
    while True:
        log[0] ^= 1
        yield period

def sample(log, queue):
    value = 0
    while True:
        value = (value * 5 + 3) % 64
        queue.append(value)
        yield 7

def consume(log, queue):
    while True:
        while queue:
            log[1] += queue.pop()
        yield 20

def short(log):
    for i in range(3):
        log[2] += 1
        yield 2

def run(n):
    log, queue, scheduler = [0, 0, 0], [], Scheduler()
    for period in (3, 5, 11):
        scheduler.add(blink(log, period), period)
    scheduler.add(sample(log, queue), 1)
    scheduler.add(consume(log, queue), 2)
    for i in range(0, n, 100):
        scheduler.run(i)
        scheduler.add(short(log), 1)
    return scheduler.switches * 1000 + log[1] % 997 + log[2] + log[0]
