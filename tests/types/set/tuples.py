# Sets of keys that are no words: found by word for word equality, by ==, or not at all.
class K:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return self.v % 4
    def __eq__(self, other):
        return isinstance(other, K) and self.v == other.v
a = {(i, i * 2) for i in range(40)}
b = {(i, i + i) for i in range(20, 60)} | {(1.0, 2), (True, 2), (0, 'x')}
print(len(a & b), len(a | b), len(a - b), len(a ^ b), a <= b, a == set(a), (1, 2.0) in a, (1, 3) in a, a >= {(3.0, 6)})
c, d = {K(i) for i in range(30)}, {K(i) for i in range(15, 45)}
print(len(c & d), len(c | d), len(c - d), len(c ^ d), K(3) in c, K(33) in c, c == {K(i) for i in range(29, -1, -1)})
for i in range(0, 30, 3):
    c.discard(K(i))
c.add(K(3))
print(sorted(k.v for k in c), len(c), K(6) in c)
s = set('the quick brown fox')
s.update(range(40), [0.5, None, 1.0, True])
print(len(s), 0.5 in s, 39.0 in s, None in s, 'z' in s, len(s & set(range(100))), sorted(map(str, s))[:5])
