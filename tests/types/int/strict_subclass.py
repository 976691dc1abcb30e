# host only: only computers warn
# Special methods that return an instance of a subclass of int, float or complex: a DeprecationWarning.
import math
import operator
import warnings


class I(int):
    pass


class F(float):
    pass


class C(complex):
    pass


class X:
    def __int__(self):
        return I(3)

    def __index__(self):
        return I(4)


class T:
    def __index__(self):
        return True


class Fl:
    def __float__(self):
        return F(3)


class Cx:
    def __complex__(self):
        return C(3)


calls = [lambda: int(X()), lambda: operator.index(X()), lambda: hex(X()), lambda: [1, 2, 3, 4, 5, 6][X()],
         lambda: float(X()), lambda: list(range(T())), lambda: int(T()), lambda: float(Fl()), lambda: math.sqrt(Fl()),
         lambda: complex(Cx()), lambda: int(I(5)), lambda: float(F(5)), lambda: 'abc' * X()]
for call in calls:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        r = call()
    print(repr(r), type(r).__name__, [(w.category.__name__, str(w.message)) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    for call in calls[:10]:
        try:
            print(call())
        except DeprecationWarning as e:
            print('error', str(e)[:20])
