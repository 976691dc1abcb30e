# A generator that is dead before its end is closed by the collector.
# not under stress: when the collector finds the dead
import gc

log = []


def one(name):
    try:
        yield 1
        yield 2
    finally:
        log.append(name)


def begin(name):
    next(one(name))


def deeper(n):
    return n and deeper(n - 1)


begin('a')
begin('b')
deeper(20)
gc.collect()
print(sorted(log))
kept = one('kept')
next(kept)
gc.collect()
print(len(log), next(kept))
