from itertools import count, cycle, repeat, islice


def show(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


print(list(islice(count(), 3)), list(islice(count(5, -2), 3)), list(islice(count(2**62 - 1), 3)))
print(list(islice(count(0.5, 0.25), 3)), list(islice(count(step=3), 2)))
print(count(3), count(3, 2), count(1.5), count(0, 1))
show(count, 'a')
show(count, 1, 2, 3)
show(count, x=1)
print(list(islice(cycle('ab'), 5)), list(cycle([])))
c = cycle([1, 2])
print(next(c), next(c), next(c), next(c), next(c))
show(cycle)
show(cycle, 3)
print(list(repeat(7, 3)), list(repeat(7, 0)), list(repeat(7, -3)), repeat('x'), repeat('x', 2))
print(list(islice(repeat(object=1), 2)), list(repeat(object=1, times=2)))
r = repeat(1, 3)
next(r)
print(r, r.__length_hint__())
show(repeat(1).__length_hint__)
show(repeat)
show(repeat, 1, 'x')
print(iter(c) is c)


class Sub(count):
    pass


s = Sub(4)
print(next(s), next(s), isinstance(s, count))


class Vec:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __add__(self, other):
        return Vec(self.n + other)


print([v.n for v in islice(count(Vec(3)), 3)])
