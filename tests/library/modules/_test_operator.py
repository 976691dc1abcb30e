# _operator, and what operator and other modules make of each other.
import _operator as o
import copy
from operator import add, attrgetter, itemgetter, methodcaller


def run(f, *args, **kw):
    try:
        print(f.__name__, f(*args, **kw))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


run(o._compare_digest, 'abc', 'abc')
run(o._compare_digest, b'abc', bytearray(b'abd'))
run(o._compare_digest, b'abc', b'ab')
run(o._compare_digest, 'abc', b'abc')
run(o._compare_digest, 'é', 'é')
print(o.add is add)
f, rest = methodcaller('split', sep=',').__reduce__()
print(f(*rest)('a,b'))
for g in (itemgetter(1, 0), attrgetter('real', 'imag'), methodcaller('index', 2)):
    print(copy.copy(g)([1, 2]) if not isinstance(g, attrgetter) else copy.deepcopy(g)(5))

for it in (reversed('hello'), iter([1, 2]), iter(range(5)), iter('abc'), iter({1: 2}), reversed([1]), map(str, [1])):
    print(o.length_hint(it, 7))
