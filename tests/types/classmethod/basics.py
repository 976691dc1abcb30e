# classmethod: bound to the class it is asked of.
class C:
    made = 0

    @classmethod
    def make(cls, *args, **kw):
        "doc of make"
        cls.made += 1
        return cls.__name__, args, kw

    @classmethod
    def name(cls):
        return cls.__name__


class D(C):
    @classmethod
    def name(cls):
        return "D over " + super().name()


print(C.make(1), D.make(2, k=3), D().make(), C.made, D.made)
print(C.name(), D.name(), D().name())
m = D.make
print(m.__self__ is D, m.__func__ is C.__dict__["make"].__func__, m.__name__, m.__doc__)
c = C.__dict__["make"]
print(type(c).__name__, c.__get__(None, D)(), c.__get__(C())())
print(repr(classmethod(1)))


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


attempt(classmethod)
attempt(classmethod, 1, 2)
attempt(lambda: classmethod(f=1))
attempt(c)


class E:
    @classmethod
    def f(cls):
        return cls

    g = f


print(E.f() is E, E().g() is E, E.f == E.f, E.f is E.f)
print(dict.fromkeys("ab", 1), {}.fromkeys([1]))
