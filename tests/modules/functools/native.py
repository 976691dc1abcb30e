# What functools has in C: partial, reduce, cmp_to_key, lru_cache, with arguments, keywords and functions of all kinds.
# host only: lib/functools.py
import copy
import functools


def error(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


def show(*args, **kw):
    return args, kw


class Own(functools.partial):
    pass


for partial in functools.partial, Own:
    p = partial(show, 1, 2, a=3)
    print(p(), p(4), p(b=5), p(*range(9), a=6), p.func is show, p.args, p.keywords, p.keywords is p.keywords)
    q = partial(p, 7, b=8)
    print(q(9), q.func is show, q.args, q.keywords)
    p.note = 'x'
    print(partial(p).func is p, copy.copy(p).note, type(copy.copy(p)) is partial, p.__reduce__()[2][1:])
    p.keywords['late'] = 1
    print(p(), partial(show)(), partial(show).keywords)
    p.__setstate__((show, (5,), None, None))
    print(p(), p.__dict__)
    for state in (1,), (1, (), {}, None), (show, [], {}, None), (show, (), [], None), [show, (), {}, None]:
        error(p.__setstate__, state)
    error(partial)
    error(partial, 5)
    error(partial(show, **{str(i): i for i in range(20)}), *range(12))
    error(partial(int, base=2), '12')

print(functools.reduce(show, 'abc'), functools.reduce(show, [], 1), functools.reduce(show, [2], 1), functools.reduce(show, [3]))
error(functools.reduce, show, [])
error(functools.reduce, show, 5)
error(functools.reduce, lambda a, b: a / b, [1, 0])

key = functools.cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=key), max('ab', key=key), key(obj=5).obj, key(1) < key(2), key(1) == key(1), key(1) >= key(2))
error(lambda: key(1) < 1)
error(lambda: hash(key(1)))
error(lambda: key < key(1))
error(functools.cmp_to_key(lambda a, b: 'x')(1).__lt__, key(2))
error(sorted, [1, 2], key=functools.cmp_to_key(lambda a, b: 1 / 0))


class Hashed:
    hashes = 0

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        Hashed.hashes += 1
        return hash(self.value)

    def __eq__(self, other):
        return self.value == other.value


for typed in False, True:
    calls = []

    @functools.lru_cache(maxsize=3, typed=typed)
    def f(*args, **kw):
        calls.append((args, kw))
        return len(calls)
    for args, kw in (((1,), {}), ((1.0,), {}), ((True,), {}), ((), {'a': 1}), (('a', 1), {}), (((1,),), {}), ((1,), {}), ((), {'a': 1.0}),
                     (((1,),), {}), (('x',), {'b': 2}), ((), {'a': 1})):
        print(args, kw, f(*args, **kw), end=' ')
    print(f.cache_info(), f.cache_parameters(), f.__name__)
    error(f, [])
    f.cache_clear()
    print(f.cache_info(), f(1), f(1))
    one = Hashed(5)
    Hashed.hashes = 0
    print(f(one), f(Hashed(5)), Hashed.hashes)


@functools.lru_cache(maxsize=0)
def never(x):
    return x


@functools.lru_cache(maxsize=2)
def within(n):
    if n > 0:
        within(n - 1)
        within(n - 1)
    return n


@functools.cache
def fails(x):
    raise ValueError(x)


print(never(1), never(1), never.cache_info(), within(5), within.cache_info())
error(fails, 1)
error(fails, 1)
print(fails.cache_info(), copy.copy(fails) is fails, copy.deepcopy(fails) is fails, fails.__wrapped__.__name__)
error(functools.lru_cache, 'x')


class A:
    @functools.lru_cache
    def method(self, x):
        return self, x


a = A()
print(a.method(1) == (a, 1), a.method(1)[0] is a, A.method.cache_info())


class Cleared:
    """Equality that empties the cache in which it is looked up."""

    def __hash__(self):
        return 1

    def __eq__(self, other):
        cleared.cache_clear()
        return False


@functools.lru_cache(maxsize=2)
def cleared(x):
    return 1


for _ in range(5):
    cleared(Cleared())
print(cleared.cache_info().currsize <= 2)
