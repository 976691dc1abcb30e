# Exception.__init__ can be called by name.
class A(Exception):
    def __init__(self, x):
        Exception.__init__(self, x, "more")


class B(A, ValueError):
    def __init__(self):
        super().__init__(3)


print(A(1).args, repr(B()), Exception.__init__(Exception()))
try:
    raise B
except ValueError as e:
    print(e)
