# Special methods of operators: plain, reflected, in place, NotImplemented, subclass priority.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return "V(%r)" % self.n
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o)) if isinstance(o, (V, int)) else NotImplemented
    def __radd__(self, o): return V(o + self.n)
    def __sub__(self, o): return NotImplemented
    def __mul__(self, o): return ("mul", o)
    def __rmul__(self, o): return ("rmul", o)
    def __iadd__(self, o): self.n += 100; return self
    def __neg__(self): return V(-self.n)
    def __abs__(self): return abs(self.n)
    def __invert__(self): return "inv"
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return NotImplemented
    def __contains__(self, k): return k == self.n
    def __len__(self): return self.n
    def __getitem__(self, k): return ("item", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __call__(self, *a, **k): return a, k
    def __matmul__(self, o): return "mat"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __divmod__(self, o): return "dm"
    def __index__(self): return self.n
    def __bool__(self): return self.n != 0
a, b = V(1), V(2)
print(a + b, a + 5, 5 + a, a * 3, 3 * a, -a, abs(V(-4)), ~a, a @ b, a ** 2, pow(a, 2, 5), divmod(a, b))
c = a; c += 1
print(c is a, a)
print(a == V(101), a != b, a < b, a > b, 2 in b, 3 in b, len(b), b[1:2], b[0])
b[3] = 4; del b[5]
print(a(1, x=2), [10, 20, 30][b], bool(V(0)), not a, 1 if a else 2, hex(V(255)))
for f in (lambda: a - b, lambda: a - 1, lambda: 1 - a, lambda: a <= b, lambda: a + "s", lambda: hash(a), lambda: a % 1):
    try: print(f())
    except TypeError as e: print(e)
class W(V):
    def __radd__(self, o): return "W first"
    def __gt__(self, o): return "W gt"
print(V(1) + W(2), V(1) < W(2), 1 + W(1))
if V(1) < V(2): print("less")
while V(3) < V(2): pass
x = V(5)


class F(float):
    """An int on the left knows floats: a class of floats with methods of its own is asked first."""
    def __rtruediv__(self, other):
        return 'rtruediv'

    def __gt__(self, other):
        return 'gt'


print(1 / F(2), True / F(2), 10 ** 30 / F(2), 1 < F(2), 1 + F(2), 1.5 / F(2))
