# Overriding, extending and subclassing properties; a data descriptor goes before the instance.
class Base:
    @property
    def v(self):
        return "base"

    @property
    def w(self):
        return self._w


class Derived(Base):
    @Base.w.setter
    def w(self, value):
        self._w = value

    @property
    def v(self):
        return "derived of " + super().v


d = Derived()
print(d.v)
d.w = 3
print(d.w, vars(d))
d.__dict__["v"] = "hidden"
print(d.v)


class cached(property):
    def __init__(self, f):
        super().__init__(f)
        self.calls = 0

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        self.calls += 1
        return super().__get__(obj, cls)


class E:
    @cached
    def a(self):
        return 42


e = E()
print(e.a, e.a, E.a.calls, isinstance(E.a, property))


class Meta(type):
    @property
    def kind(cls):
        return "kind of " + cls.__name__


class F(metaclass=Meta):
    pass


print(F.kind)
try:
    F().kind
except AttributeError as err:
    print(err)


class G:
    @property
    def broken(self):
        return self.nothing

    def __getattr__(self, name):
        return "hook " + name


print(G().broken)
print(property.__get__(Base.v, d), Base.v.__get__(None, Base) is Base.v)
