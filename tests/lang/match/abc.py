# Sequences and mappings by what collections.abc gives its classes.
class M:
    __abc_tpflags__ = 64
    def keys(self): return ["a", "z"]
    def __len__(self): return 2
    def __getitem__(self, k): return k * 2
    def get(self, k, d=None): return self[k] if k in self.keys() else d
class S:
    __abc_tpflags__ = 32
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        print('item', i)
        if not 0 <= i < self.n: raise IndexError(i)
        return i * 10
def f21(x):
    match x:
        case [a, *_, last]: return a, last
        case [a]: return a
        case {"a": a, **r}: return a, r
        case _: return "no"
print(f21(S(1)), f21(S(3)), f21(S(0)), f21(M()))
