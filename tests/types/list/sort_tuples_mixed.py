# Tuples are in the order of the first items that differ: of all kinds, also when one is the beginning of another.
import heapq
class S(str):
    def __lt__(self, other):
        return str.__gt__(self, other)
nan = float('nan')
rows = [('b', 2), ('a', 3), ('b', -1), ('ab', 0), ('a',), (), ('a', 3, 'x'), ('\xe9', 1), ('z', 1), ('\u20ac', 1), ('a', 2.5), ('a', True), ('b', 2 ** 70)]
print(sorted(rows), sorted(rows, reverse=True), min(rows), max(rows))
print(sorted([(1, 'x'), (1.0, 'a'), (True, 'm'), (0, 'z'), (-1, '')]), sorted([(S('a'), 1), (S('b'), 0)]), sorted([('a', 1), (S('a'), 0)]))
print(sorted([(i * 7 % 5, 'k%d' % (i % 3), -i) for i in range(12)]), sorted([((1, 'b'), 2), ((1, 'a'), 3), ((1, 'a'), 1)]))
q = []
for i in range(20):
    heapq.heappush(q, ('n%d' % (i * 7 % 6), i * 3 % 4, i))
print([heapq.heappop(q) for i in range(20)])
print((nan,) < (nan,), sorted([(nan, 2), (nan, 1)]), ('a', 1) < ('a', 1), ('a',) < ('a', 1), () < ())
for pair in (((1, 'a'), (1, 2)), (('a',), (1,)), ((None, 1), (None, 'x')), ((None,), (1,))):
    try:
        print(sorted(pair))
    except TypeError as e:
        print(e)
