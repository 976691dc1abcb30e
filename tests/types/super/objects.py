# super objects themselves, and everything that can be wrong with one.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except (AttributeError, TypeError, RuntimeError) as e:
        print(type(e).__name__, e)


class A:
    x = 1

    def f(self):
        return "A.f", type(self).__name__


class B(A):
    x = 2

    def f(self):
        return "B.f"


b = B()
s = super(B, b)
print(s.x, s.f(), s.__thisclass__ is B, s.__self__ is b, s.__self_class__ is B)
print(repr(super(bool, True)), repr(super(int)))
print(super(B, B).f(b), super(B, B).x)
attempt(lambda: s.nope)
attempt(lambda: super(int).nope)
attempt(setattr, s, "q", 1)
attempt(super, 1)
attempt(super, int, "a")
attempt(super, int, 1, 2)
attempt(super, x=1)
print(super(bool, True).__add__(1), super(int).__self__)
print(s.__class__ is super, type(s) is super)


class P(A):
    up = None

    def f(self):
        return "P.f > " + str(self.up.f())


P.up = super(P)
print(P().f())


class Proxy:
    def __init__(self, obj):
        self.obj = obj

    @property
    def __class__(self):
        return type(self.obj)


print(super(B, Proxy(b)).x)


class New:
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = args
        return self

    def __init__(self, *args):
        super().__init__()

    def __setattr__(self, name, value):
        super().__setattr__(name, value)

    def __repr__(self):
        return "New" + repr(self.args)


print(New(1, 2))


class L(list):
    def append(self, item):
        super().append(item * 2)

    def __len__(self):
        return super().__len__() + 100


x = L()
x.append(4)
print(x, len(x), super(L, x).__len__())
