# collections.namedtuple
from collections import namedtuple
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p.y, p[0], len(p), p == (1, 2), list(p), p._asdict(), p._replace(x=5), P._make([7, 8]), P._fields)
print(isinstance(p, tuple), P.__name__, P.__doc__, P.__bases__, hash(p) == hash((1, 2)), p + (3,), {p: 1}[1, 2], 2 in p)
x, y = p
print(x, y, '%s-%s' % p, p < P(1, 3), max(p), sorted([P(2, 1), P(1, 2)]), P.__module__)
attempt(P)
attempt(P, 1)
attempt(P, 1, 2, 3)
attempt(P, 1, x=2)
attempt(P, 1, 2, z=3)
attempt(P._make, [1])
attempt(p._replace, z=1)
for f in (lambda: setattr(p, 'x', 1), lambda: p.nothing):
    try:
        f()
    except AttributeError as e:
        print('AttributeError')
D = namedtuple('D', ['a', 'b', 'c'], defaults=[10, 20])
print(D(1), D(1, 2), D(1, c=3), D._field_defaults)
attempt(D)
print(namedtuple('E', '')(), namedtuple('C', 'a, b')(1, 2), namedtuple('R', 'a def a _x', rename=True)._fields)
attempt(namedtuple, 'X', 'a a')
attempt(namedtuple, 'X', '_a')
attempt(namedtuple, 'X', 'def')
attempt(namedtuple, '1X', 'a')
attempt(namedtuple, 'X', 'a-b')
attempt(namedtuple, 'X', 'a', defaults=[1, 2])
attempt(namedtuple, 'X', 5)

class Q(namedtuple('Q', 'a b')):
    __slots__ = ()
    def total(self):
        return self.a + self.b
    def __new__(cls, a, b=5):
        return super().__new__(cls, a, b)
q = Q(1)
print(q, q.total(), q._replace(a=9), Q._make((3, 4)), type(q._replace(a=1)).__name__, q == (1, 5), repr(q))
class W(P):
    def __repr__(self):
        return 'W!' + super().__repr__()
w = W(1, 2)
w.more = 5
print(w, w.more, w._asdict(), W(x=1, y=0).y)
