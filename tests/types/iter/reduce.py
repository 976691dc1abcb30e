# Iterators of built-in types, taken apart as pickle and copy do it.


def again(it):
    f, args, *state = it.__reduce__()
    made = f(*args)
    if state:
        made.__setstate__(state[0])
    return made


def check(it, steps):
    for _ in range(steps):
        next(it)
    made = again(it)
    print(list(made), list(it), list(again(it)))


d = {1: 'a', 2: 'b', 3: 'c'}
for steps in (0, 1, 3):
    check(iter(d), steps)
    check(iter(d.values()), steps)
    check(iter(d.items()), steps)
    check(reversed(d), steps)
    check(reversed(d.values()), steps)
    check(reversed(d.items()), steps)
    check(iter('aä€z'), steps)
    check(iter(b'abcd'), steps)
    check(iter(bytearray(b'abcd')), steps)
    check(iter(range(10, 30, 7)), steps)
    check(iter(range(5, -9, -4)), steps)
    check(iter(range(1 << 70, (1 << 70) + 3)), steps)
    check(iter([1, 2, 3, 4]), steps)
    check(enumerate('abcd', 5), steps)
    check(zip('abc', range(9)), steps)
    check(map(abs, [-1, 2, -3]), steps)
it = iter({7, 8, 9})
one = next(it)
print(sorted([one, *again(it)]), sorted([one, *it]), list(again(it)))
for it in (iter(b'abc'), iter(bytearray(b'abc'))):
    it.__setstate__(9)
    print(list(it))
    it.__setstate__(-3)
it = iter(bytearray(b'abc'))
it.__setstate__(-3)
print(list(it), type(again(iter(range(3)))).__name__, type(again(iter(b'x'))).__name__)
broken = iter(d)
next(broken)
d[4] = 'd'
try:
    broken.__reduce__()
except RuntimeError as e:
    print(e)
