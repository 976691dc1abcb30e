# The descriptor protocol, properties, static and class methods, hooks for attributes.
class Typed:
    def __set_name__(self, owner, name): self.name = "_" + name; self.owner = owner.__name__
    def __get__(self, obj, cls=None):
        return self if obj is None else getattr(obj, self.name, None)
    def __set__(self, obj, value):
        if not isinstance(value, int): raise TypeError("int wanted")
        setattr(obj, self.name, value)
    def __delete__(self, obj): delattr(obj, self.name)
class NonData:
    def __get__(self, obj, cls=None): return ("nondata", obj is None)
class M:
    x = Typed(); y = NonData()
    def __init__(self): self.x = 1
    @property
    def p(self): "doc of p"; return self.x * 2
    @p.setter
    def p(self, v): self.x = v // 2
    @p.deleter
    def p(self): del self.x
    @staticmethod
    def s(a, b=2): return a + b
    @classmethod
    def c(cls, k): return cls.__name__, k
m = M()
print(m.x, M.x.name, M.x.owner, m.y, M.y)
m.y = 5
print(m.y)
m.p = 10
print(m.x, m.p, M.p.__doc__)
del m.p
print(m.x, M.s(1), m.s(1, 1), M.c(3), m.c(4))
try:
    m.x = "s"
except TypeError as e:
    print(e)
class Ro:
    @property
    def only(self): return 1
try:
    Ro().only = 2
except AttributeError as e:
    print(e)
class G:
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return "got " + name
g = G(); g.real = 1
print(g.real, g.fake, hasattr(g, "_no"), getattr(g, "_no", "default"))
class S:
    def __init__(self): object.__setattr__(self, "log", [])
    def __setattr__(self, n, v): self.log.append(("set", n, v)); object.__setattr__(self, n, v)
    def __delattr__(self, n): self.log.append(("del", n)); object.__delattr__(self, n)
    def __getattribute__(self, n): return object.__getattribute__(self, n)
s = S(); s.a = 1; s.a = 2; del s.a
print(s.log)
class Sub(M):
    @property
    def p(self): return super().p + 1
    @classmethod
    def c(cls, k): return super().c(k) + ("sub",)
print(Sub().p, Sub.c(1))
