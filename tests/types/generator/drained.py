# Generators that C code takes all items of: what they and their surroundings see.
log = []

def gen(items, fail=None):
    try:
        for x in items:
            got = yield x
            if got is not None:
                log.append(('got', got))
        if fail is not None:
            raise fail
    finally:
        log.append('end')

print(list(gen('abc')), tuple(gen([1, 2])), sorted(gen([3, 1, 2])), ','.join(gen('xyz')), log)
log.clear()

# errors of the generator
for f in (list, sum, any, set, max):
    try:
        f(gen([0, 0], KeyError('k')))
    except KeyError as e:
        print(f.__name__, repr(e), log)
    log.clear()

# errors of the consumer: the generator stands where it was and goes on
g = gen([1, [], 2])
try:
    set(g)
except TypeError as e:
    print(e, log, list(g))
log.clear()
g = gen([1, 2.5, 'x', 4])
try:
    sum(g)
except TypeError as e:
    print(e, next(g), log)
g.close()
print(log)

# consumers that stop early
g = gen([0, None, '', 5, 6, 0, 7])
print(any(g), next(g), all(g), next(g), list(g))
print(sum(gen([1, 2.0, 3])), sum(gen([1 << 61, 1 << 61, 1 << 62, -1])), sum(gen([[1], [2]]), []), sum(gen([True, 2]), 0.5))
print(max(gen([3, 9, 2.5, 9.5, 1])), min(gen([3, 1, 0.5, 2])), max(gen(['a', 'c', 'b'])), min(gen([(2, 1), (1, 2)])))
print(max(gen([3, -9, 2]), key=abs), min(gen([]), default=None), max(gen([2, 2.0, True])), min(gen([1, True, 1.0])))

# delegation, at any depth; results of yield and of return
def inner(n):
    x = yield n
    log.append(x)
    return n * 10

def outer(n):
    a = yield from inner(n)
    b = yield from [a, a + 1]
    c = yield from (i for i in range(2))
    yield (b, c)

log.clear()
print(list(outer(1)), log, set(str(x) for x in outer(2)) == {'2', '20', '21', '0', '1', '(None, None)'})

# generators inside generators
print(sum(sum(x * y for x in range(4)) for y in range(3)), list(tuple(range(n)) for n in range(3)))
print([sum(i for i in range(n)) for n in range(5)], dict((k, sum(range(k))) for k in range(4)))

# it is running meanwhile
def own():
    try:
        list(me)
    except ValueError as e:
        yield str(e)
    yield 1
me = own()
print(list(me))

# the exception that is handled is its own
import sys
def handling():
    try:
        1 // 0
    except ZeroDivisionError:
        yield type(sys.exc_info()[1]).__name__
        yield type(sys.exc_info()[1]).__name__
    yield sys.exc_info()[1]
try:
    raise KeyError
except KeyError:
    print([str(x) for x in list(handling())[:2]], type(sys.exc_info()[1]).__name__)

# StopIteration inside, and one that returned at once
def stops():
    yield 1
    raise StopIteration
try:
    list(stops())
except RuntimeError as e:
    print(e)
def nothing():
    return 5
    yield
print(list(nothing()), sum(nothing()), any(nothing()), all(nothing()))

# begun by next, ended by list; finished ones
g = (x * x for x in range(5))
print(next(g), next(g), list(g), list(g), sum(g))

# next() of a generator keeps its value, with a default or without
def valued():
    yield 1
    return 'v'
g = valued()
print(next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
print(next(g, 'none left'))

# a list that is extended by a generator that looks at it
l = [1]
def watch():
    for i in range(3):
        yield len(l)
l.extend(watch())
print(l)
l += (x for x in 'ab')
print(l)

# keys whose methods are Python
class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n
    def __eq__(self, other):
        return self.n == other.n
print(len(set(Key(i % 3) for i in range(9))))
print(sum(1 for _ in range(1000)), len(list(x for x in range(1000))))
