# super() in methods, class methods, static methods, properties and nested functions.
class A:
    def f(self):
        return "A.f"

    @classmethod
    def c(cls):
        return "A.c of " + cls.__name__

    @staticmethod
    def s():
        return "A.s"

    @property
    def p(self):
        return "A.p"

    attr = "A.attr"


class B(A):
    def f(self):
        return "B.f > " + super().f()

    @classmethod
    def c(cls):
        return "B.c > " + super().c()

    def s(self):
        return "B.s > " + super().s()

    @property
    def p(self):
        return "B.p > " + super().p

    def inner(self):
        def deep():
            return super(B, self).f() + " " + super(B, self).attr
        return deep()

    def closure(self):
        g = lambda: super().f
        try:
            return g()
        except (RuntimeError, TypeError) as e:
            return type(e).__name__

    def listed(self):
        return [super(B, self).f() for _ in range(2)]


class C(A):
    def f(self):
        return "C.f > " + super().f()


class D(B, C):
    def f(self):
        return "D.f > " + super().f()


b = B()
print(b.f(), b.c(), B.c(), b.s(), b.p, sep="; ")
print(b.inner(), b.listed(), b.closure())
print(D().f())
print(D.c())
print(super(B, D()).f(), super(C, D()).f())
print([k.__name__ for k in D.__mro__])
