# host only: what a call leaves behind on the C stack may keep an object for longer
# not under asan: the same
# not under stress: the same
# Cycles through iterators, views and slices are collected: the temporaries of the functions that run keep nothing
# alive for long.
import gc
import _weakref


class C:
    pass


def collect():
    gc.collect()
    gc.collect()


def cycle(make):
    obj = C()
    ref = _weakref.ref(obj)
    obj.x = make(obj)
    del obj
    collect()
    collect()
    return ref() is None


for make in (lambda o: o, lambda o: [o], lambda o: iter([o]), lambda o: iter({o: 1}), lambda o: {1: o}.items(),
             lambda o: iter({o}), lambda o: slice(o), lambda o: map(o, []), lambda o: (o for _ in [o])):
    print(cycle(make))
