# host only: chips have no module operator
# operator.itemgetter, attrgetter, methodcaller.
from operator import attrgetter, itemgetter, methodcaller

def run(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

run(itemgetter(1), 'abc')
run(itemgetter(1, 0, -1), 'abc')
run(itemgetter(slice(1, None)), 'abc')
run(itemgetter('k', 'n'), {'k': 1})
run(itemgetter(5), 'abc')
run(itemgetter)
run(itemgetter, k=1)
run(itemgetter(1))
run(itemgetter(1), 'abc', 2)
run(itemgetter(1), obj='abc')
print(sorted([(1, 'c'), (2, 'a'), (3, 'b')], key=itemgetter(1)))

class A:
    pass
a = A()
a.b = A()
a.b.c = 'deep'
a.x = 1
run(attrgetter('x'), a)
run(attrgetter('b.c', 'x'), a)
run(attrgetter('b.d'), a)
run(attrgetter('y.z'), a)
run(attrgetter, 5)
run(attrgetter)
run(attrgetter('.x'), a)
run(attrgetter('x.'), a)
run(attrgetter('x'), a, a)

run(methodcaller('upper'), 'abc')
run(methodcaller('split', ','), 'a,b')
run(methodcaller('split', sep=',', maxsplit=1), 'a,b,c')
run(methodcaller('nothing'), 'a')
run(methodcaller)
run(methodcaller, 5)
run(methodcaller('upper'))
run(methodcaller('upper'), 'a', 'b')
run(methodcaller('self', self=1, name=2), 'a')

print(repr(itemgetter(1, 'a')), repr(attrgetter('x.y', 'z')), repr(methodcaller('m', 1, k='v')))
loop = [0]
g = itemgetter(loop)
loop[0] = g
print(repr(g))
print(itemgetter(1).__reduce__()[1:], attrgetter('a', 'b').__reduce__()[1:], methodcaller('m', 1).__reduce__()[1:])
