# Metaclasses, __prepare__, __init_subclass__, __class_getitem__, __new__.
class Meta(type):
    registry = []
    @classmethod
    def __prepare__(mcs, name, bases, **kw): return {"prepared": name}
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.registry.append((name, sorted(kw)))
        return cls
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): return ("called", super().__call__(*a).v)
    def __len__(cls): return 42
    @property
    def up(cls): return cls.__name__.upper()
class K(metaclass=Meta, flag=1):
    def __init__(self, v=0): self.v = v
class L(K): pass
print(Meta.registry, K.prepared, L.prepared, type(L) is Meta, K(5), len(K), K.up, isinstance(K, Meta))
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); cls.subs.append((cls.__name__, tag))
class S1(Base, tag=1): pass
class S2(S1): pass
print(Base.subs)
try:
    class S3(Base, other=1): pass
except TypeError as e:
    print(e)
class Gen:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(Gen[int] == ("Gen", int))
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, *a): self.args = a
print(Single(1) is Single(2), Single.inst.args)
class NotMine:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(NotMine())
class MyInt(int):
    def __new__(cls, v, extra=None):
        self = super().__new__(cls, v); self.extra = extra
        return self
i = MyInt(5, "x")
print(i + 1, i.extra, type(i).__name__, i == 5, hash(i) == hash(5), {5: "k"}[i], isinstance(i, int), int(i), repr(i), i * 2.5)
class MyStr(str):
    def shout(self): return self.upper() + "!"
s = MyStr("abc")
print(s.shout(), s + "d", s[1], len(s), s == "abc", "%s|%5s" % (s, s), f"{s:>5}", {s: 1}["abc"], s in {"abc"}, "b" in s)
class MyList(list):
    def first(self): return self[0]
    def append(self, x): super().append(x * 2)
l = MyList([1, 2]); l.append(3); l.name = "l"
print(l, l.first(), len(l), l + [9], l == [1, 2, 6], sorted(l, reverse=True), l.name, [*l], l[1:], sum(l), bool(MyList()))
class MyDict(dict):
    def __missing__(self, k): return "missing " + k
d = MyDict(a=1); d["b"] = 2
print(d["a"], d["zz"], d, len(d), "a" in d, list(d), d.get("q"), {**d})
class MyTuple(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
t = MyTuple(1, 2, 3); print(t, t[0], len(t), t == (1, 2, 3), hash(t) == hash((1, 2, 3)), isinstance(t, tuple), t + (4,))
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
try: raise E(1, 2)
except E as e: print(e, e.args, e.b, repr(e))
