# Keys of lru_cache: equal arguments are one key whatever they are made of, __hash__ is asked once a call.
# host only: lib/functools.py
import functools
asked = []
class One:
    def __hash__(self):
        asked.append('h')
        return hash(1)
    def __eq__(self, other):
        return isinstance(other, One) or other == 1
@functools.lru_cache(maxsize=4)
def f(*a, **k):
    return (len(a), len(k))
f(1, 2); f(1.0, 2); f(True, 2.0); f(One(), 2); f(1, 2)
print(f.cache_info(), len(asked))
f((1, 2)); f(1, 2); f('a', None); f('a', None); f(None); f(1.5, 'b'); f(1.5, 'b'); f(2 ** 80, 1); f(2 ** 80, 1); f(x=1); f(x=1)
print(f.cache_info())
f.cache_clear()
for i in (1, 2, 3, 4, 1, 5, 1, 2, 3, 1):
    f(i, 0)
print(f.cache_info())
g = functools.lru_cache(maxsize=64)(lambda a: a)
for i in range(1000):
    g(i * 7 % 50)
    g('k%d' % (i % 30))
print(g.cache_info())
h = functools.lru_cache(maxsize=9)(lambda a: a)
for i in range(40):
    h('key %d' % (i % 9))
print(h.cache_info())
typed = functools.lru_cache(typed=True)(lambda a, b: a)
print(typed(1, 2), typed(1.0, 2), typed(1, 2), typed.cache_info())
