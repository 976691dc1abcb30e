# Class statements.
class A:
    y = 5
    def __init__(self, v):
        self.v = v
    def get(self):
        return self.v
class B(A):
    def __init__(self, v):
        super().__init__(v + 1)
    def get(self):
        return super().get() + 100
    @property
    def p(self):
        return self.v
    @p.setter
    def p(self, v):
        self.v = v * 2
    @classmethod
    def make(cls):
        return cls(1)
    @staticmethod
    def s():
        return __class__.__name__
b = B(3)
b.p = 5
print(b.get(), b.p, B.make().get(), B.s(), b.y)
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        ns['kw'] = kw
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
class WithMeta(A, metaclass=Meta, extra=1):
    pass
print(type(WithMeta) is Meta, WithMeta.kw)
class Sub:
    def __init_subclass__(cls, tag=None, **kw):
        cls.tag = tag
class S1(Sub, tag='t'):
    pass
print(S1.tag)
bases = (A,)
class Star(*bases, **{}):
    z = y = 1
    for i in range(3):
        z += i
    if z > 3:
        def big(self): return True
print(Star(1).big(), Star.z, Star.i)
def local():
    v = 7
    class In:
        w = v
        def m(self):
            return v, __class__.__name__
        def n(self):
            nonlocal v
            v += 1
            return [super(In, self).__init__ is not None for i in range(1)]
    return In
i = local()()
print(i.w, i.m(), i.n(), i.m())
class Nest:
    class Inner:
        def who(self):
            return super().__repr__()[:1]
    x = Inner().who()
print(Nest.x)
class Super1:
    def go(self, a): return [self.helper(x) for x in a]
    def helper(self, x): return x * 2
class Super2(Super1):
    def helper(self, x):
        f = lambda: super(Super2, self).helper(x)
        return f() + 1
print(Super2().go([1, 2]))
