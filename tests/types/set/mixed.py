# Sets of simple keys, of others, and with removed items: each operator against each.
class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == (other.n if isinstance(other, Key) else other)

    def __repr__(self):
        return 'K%d' % self.n


def shown(s):
    return sorted(map(repr, s))


def holes(items):
    s = set(items)
    for i in range(20, 60):
        s.add(i)
    for i in range(20, 60):
        s.remove(i)
    return s


sets = [set(), {1}, {1, 2, 3}, {1.0, True, 2.5, None, 'a'}, holes([1, 3, 5, 'a']), {(1, 2), 3}, {Key(1), Key(9), 'b'},
        set(range(0, 70, 7)), set(range(-3, 12)), {str(i) for i in range(9)}, holes([]), frozenset('abc'), {1 << 70, 5}]
for a in sets:
    row = []
    for b in sets:
        c = set(a)
        c.update(b)
        d = set(a)
        d -= b
        e = set(a)
        e &= b
        row.append((len(a | b), len(a & b), len(a - b), len(a ^ b), a <= b, a < b, a == b, a.isdisjoint(b), len(c), len(d), len(e),
                    c == a | b, d == a - b, e == a & b, a.union(b) == c, a ^ b == (a | b) - (a & b)))
    print(row)
    print(shown(a), shown(set(list(a)) | set(tuple(a))))
s = set()
for i in range(100):
    s.add(i * 17 % 101)
    s.add(i * 17 % 101)
    if i % 3 == 0:
        s.discard(i)
print(len(s), sum(s), shown(s)[:5])
