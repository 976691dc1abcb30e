# type(name, bases, dict) asks the metaclass of the bases.
class Meta(type):
    def __new__(mcls, name, bases, ns, *, flag=None, **kw):
        print('new', mcls.__name__, name, flag, kw)
        return super().__new__(mcls, name, bases, ns, **kw)

    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)


class A(metaclass=Meta):
    def __init_subclass__(cls, **kw):
        print('subclass', kw)


B = type('B', (A,), {}, flag=3, other=4)
print(type(B), B.__mro__)


class Sub(Meta):
    pass


C = Meta('C', (Sub('D', (A,), {}),), {})
print(type(C))


class Other(type):
    pass


for f in lambda: Other('X', (A,), {}), lambda: type('X', (A(), ), {}), lambda: type('X'), lambda: type(), \
        lambda: type(1, (), {}), lambda: type('X', 1, {}), lambda: type('X', (), 1), lambda: type('X', (), {}, 1):
    try:
        print(f())
    except TypeError as e:
        print(e)
