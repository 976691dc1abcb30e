# staticmethod and what it shows of its function.
class C:
    @staticmethod
    def f(a, b=2, *, c=3):
        "doc of f"
        return a, b, c

    g = staticmethod(len)

    @staticmethod
    def twice(f):
        return lambda *a: (f(*a), f(*a))

    @twice
    def h(x):
        return x + 1

    got = h(4)


print(C.f(1), C().f(1, c=5), C.g("abc"), C().g([]))
print(C.got)
s = C.__dict__["f"]
print(type(s).__name__, s(9), s.__func__ is C.f, s.__wrapped__ is C.f, s.__name__, s.__doc__)
print(s.__get__(1) is C.f, s.__get__(None, C) is C.f)
print(repr(staticmethod(1)))


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


attempt(staticmethod)
attempt(staticmethod, 1, 2)
attempt(lambda: staticmethod(f=1))
attempt(staticmethod(1))


class D(C):
    f = C.f


print(D.f(0), type(D().f(0)[0]).__name__)


class marked(staticmethod):
    extra = 5


print(marked(len)("xy"), marked(len).extra, isinstance(marked(len), staticmethod))
