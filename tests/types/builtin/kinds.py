# Functions of C know whose they are.
print(type(len), type([].append), type(list.append), type(int.__add__), type((5).__add__), type(dict.fromkeys))
print(type(dict.__dict__['fromkeys']), type(object.__new__), type(str.maketrans))
print(int.__add__ is int.__add__, object.__new__ is object.__new__, int.__add__ == str.__add__)
print(dict.__repr__ is list.__repr__, int.__add__, list.append, len, [].append.__qualname__, object.__init__)


class A:
    pass


print(A.__new__ is object.__new__, A.__init__ is object.__init__, A.__eq__ is object.__eq__)
print(int.__add__(3, 4), (3).__add__(4), list.__len__([1]), type(object.__new__(A)).__name__)
print(len.__module__, len.__self__, len.__qualname__, [].append.__self__, [].append.__name__, (5).__add__.__self__)
print(int.__add__.__objclass__, (5).__add__.__objclass__, list.append.__objclass__, int.__add__.__qualname__)
print((5).__add__.__qualname__, object.__new__.__qualname__, object.__new__.__self__)
items = []
print(items.append == items.append, hash(items.append) == hash(items.append), items.__len__ == items.__len__)
print(items.append == [].append, len.__reduce__(), [].append.__reduce__(), list.append.__reduce__())
print(hasattr(len, '__get__'), hasattr(list.append, '__get__'))

for f in [lambda: int.__add__('a', 3), lambda: int.__add__(), lambda: list.append(3, 3), lambda: object.__new__(int),
          lambda: int.__new__(str), lambda: int.__new__(), lambda: object.__new__(3), lambda: int.__new__(bool),
          lambda: str.upper(), lambda: (1).__add__(), lambda: len(1, 2), lambda: [].append(), lambda: [].append(1, 2),
          lambda: object.__new__(A, 1), lambda: A(1), lambda: A().__init__(3), lambda: len.__get__,
          lambda: list.append.__self__, lambda: len.__objclass__, lambda: list.append.__get__(5),
          lambda: list.__len__.__get__(5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class C(int):
    __add__ = int.__add__
    __new__ = int.__new__
    f = len


print(C(5) + C(6), C('12'), C(3).f('abc'))


class D(dict):
    pass


print(D.fromkeys.__qualname__, D.fromkeys('ab'), D.__init__ is dict.__init__, D.__new__ is dict.__new__)


class E:
    def __new__(cls, *args):
        return super().__new__(cls, *args)


class F:
    def __init__(self, *args):
        super().__init__(*args)


class G:
    def __new__(cls, x):
        return object.__new__(cls)


class H:
    def __init__(self, x):
        pass


for cls in E, F, G, H:
    for args in (), (1,):
        try:
            print(type(cls(*args)).__name__)
        except TypeError as e:
            print(e)
