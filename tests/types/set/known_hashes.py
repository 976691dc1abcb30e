# Keys of dicts and sets are not hashed again when another is made of them.


class Counted:
    def __init__(self, n):
        self.n, self.count = n, 0

    def __hash__(self):
        self.count += 1
        return self.n


for n in (3, 12):
    items = [Counted(i) for i in range(n)]
    d = dict.fromkeys(items)

    def total():
        return sum(item.count for item in items)
    print(total())
    for make in (set, frozenset, dict.fromkeys, dict):
        other = make(d)
        print(len(other), total())
    s = set(d)
    print(len(s.difference(d)), len(s - set(d)), len(s & set(d)), s == set(d), s <= frozenset(d), total())
    s.symmetric_difference_update(d)
    s |= set(d)
    e = {}
    e.update(d)
    print(len(s), len(e), len(dict.fromkeys(frozenset(d), 1)), len(dict.fromkeys(s, 1)), total())
    print(dict.fromkeys(s, 123) == dict.fromkeys(d, 123))
