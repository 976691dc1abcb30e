# What super() refuses, and its __class__ cell.
def attempt(f):
    try:
        print(f())
    except (RuntimeError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class Outer:
    def test(self):
        def f():
            super()
        attempt(f)

        def f(x):
            del x
            super()
        attempt(lambda: f(None))

        class X:
            def f(x):
                nonlocal __class__
                del __class__
                super()
        attempt(X().f)


Outer().test()


def g():
    super()


attempt(g)


def g(x):
    super()


attempt(lambda: g(1))
attempt(lambda: super(int, int, int))
attempt(lambda: super(1, int))
attempt(lambda: super(int, 'a'))
attempt(lambda: super(int, kw=1))
sp = super(float, 1.0)
super.__init__(sp, int, 3)
print(sp, sp.__thisclass__, sp.__self__, sp.__self_class__)


class mysuper(super):
    def __init__(self, *args):
        super(mysuper, self).__init__(*args)
        self.extra = 1


class A:
    def f(self):
        return 'A'


class B(A):
    def f(self):
        s = mysuper(B, self)
        return s.f() + str(s.extra)


print(B().f(), mysuper(B).__get__(B()).f(), super(B).__self__, repr(super.__new__(super)))


# The cell is filled by type.__new__.
class Meta(type):
    def mro(cls):
        if 'who' in cls.__dict__:
            print(cls.__dict__['who']().__name__)
        return super().mro()


class C(metaclass=Meta):
    def who():
        return __class__


class Forget(type):
    def __new__(cls, name, bases, namespace):
        namespace.pop('__classcell__', None)
        return super().__new__(cls, name, bases, namespace)


class Twice(type):
    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, namespace)
        type('Other', (), namespace)
        return made


class Nonsense(type):
    def __new__(cls, name, bases, namespace):
        namespace['__classcell__'] = 3
        return super().__new__(cls, name, bases, namespace)


def make(meta):
    class Made(metaclass=meta):
        def f(self):
            return __class__


for meta in Forget, Twice, Nonsense:
    attempt(lambda: make(meta))
