# Wrappers have the attributes of their function, and their own.
def f(x: int):
    "doc"


for kind in classmethod, staticmethod:
    w = kind(f)
    print(w.__name__, w.__doc__, w.__wrapped__ is f, w.__func__ is f, sorted(w.__dict__), w.__annotations__)
    w.x = 42
    print(w.x, sorted(w.__dict__), hasattr(f, 'x'))
    del w.x
    print(hasattr(w, 'x'), w.__isabstractmethod__)
    try:
        w.__func__ = 1
    except AttributeError as e:
        print('AttributeError')
    try:
        del w.nothing
    except AttributeError as e:
        print(e)
    w.__doc__ = 'other'
    print(w.__doc__, f.__doc__)

    class Own(kind):
        pass

    print(Own(f).__name__)


class A:
    def foo(self, cls):
        return 'spam'


class B:
    bar = classmethod(A().foo)


print(B.bar())
