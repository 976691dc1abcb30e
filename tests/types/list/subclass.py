# Classes that derive from list.
class L(list):
    def __init__(self, *items):
        super().__init__(items)
        self.tag = 'tag'
    def total(self):
        return sum(self)

a = L(1, 2, 3)
print(a, len(a), a[0], a[1:], type(a[1:]), a.tag, a.total(), isinstance(a, list), a == [1, 2, 3], [1, 2, 3] == a)
a.append(4)
a += [5]
print(a, type(a), a + [6], [0] + a, a * 2, sorted(a, reverse=True), list(a), tuple(a), 3 in a)
a.sort(reverse=True)
print(a, max(a), min(a), a.index(3), [x for x in a], repr(a), str(a), bool(L()))
x, *y = a
print(x, y)

class M(list):
    def append(self, x):
        super().append(x * 2)
    def __getitem__(self, i):
        return ('got', super().__getitem__(i))
    def __iter__(self):
        return iter(['mine'])
    def __contains__(self, x):
        return x == 'yes'
    def __len__(self):
        return 42
    def __repr__(self):
        return 'M!'
m = M([1, 2])
m.append(5)
print(m[2], list(m), 'yes' in m, 1 in m, len(m), m, [m], list.__len__(m), list.__repr__(m))
print([1] + m, m == [1, 2, 10])
del m[0]
m[0] = 'x'
print(list.__repr__(m))
