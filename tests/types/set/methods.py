# set and frozenset: methods, operators, errors.
def attempt(f, *args):
    try:
        r = f(*args)
        print(sorted(r) if isinstance(r, (set, frozenset)) else r)
    except Exception as e:
        print(type(e).__name__, e)

s = {3, 1, 2}
print(s, set(), {1}, frozenset(), frozenset([1]), len(s), 1 in s, 5 in s, set('a'), bool(set()))
s.add(4)
s.add(1)
s.discard(9)
s.discard(4)
s.remove(3)
print(s, s.pop() in (1, 2), len(s))
attempt(s.remove, 99)
attempt(set().pop)
attempt(s.add, [])
attempt(set, 5)
attempt(set, 1, 2)
attempt(lambda: [] in s)
a, b, f = {1, 2, 3}, {2, 3, 4}, frozenset([3, 4])
for r in (a | b, a & b, a - b, a ^ b, a | f, f | a, f & a, f - a, a.union([9], 'x' and (8,)), a.union(),
          a.intersection([1, 2], [2]), a.intersection(), a.difference([1], [2]), a.symmetric_difference([1, 7]),
          f.union([1]), a.copy(), f.copy()):
    print(type(r).__name__, sorted(r), end='; ')
print()
print(a <= b, a < a | b, a >= {1}, a > a, a == {3, 2, 1}, a != b, a == f, frozenset(a) == a, a < {1, 2, 3, 4}, {1} < f)
print(a.issubset([1, 2, 3, 4]), a.issuperset([1]), a.isdisjoint([5]), a.isdisjoint({1}), a <= frozenset(a))
attempt(lambda: a | [1])
attempt(lambda: a < [1])
attempt(lambda: a + a)
attempt(a.union, 5)
c = a
c |= {7}
c &= {1, 2, 7}
c -= {1}
c ^= {2, 5}
print(sorted(a), c is a)
a.update([1], {2}, 'z')
a.intersection_update([1, 2, 3], (2, 1))
a.difference_update([1])
a.symmetric_difference_update({5})
print(sorted(a))
a -= a
print(a)
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 'x'}[frozenset({1})], {1} in {frozenset({1})})
attempt(hash, {1})
attempt(lambda: frozenset([1]).add)
print(sorted({1, True, 1.0, '1', None} - {None, '1'}), {x % 3 for x in range(10)}, len({(1, 2), (1, 2)}))
