# dir() sorts what __dir__ returns.
class A:
    def __dir__(self):
        return ("zeta", "alpha", "mu")


class B:
    def __dir__(self):
        return {"b", "a", "c"}


print(dir(A()), dir(B()))


class C:
    def __dir__(self):
        return 5


try:
    dir(C())
except TypeError as e:
    print(e)
