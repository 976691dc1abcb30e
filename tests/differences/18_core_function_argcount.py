# Error messages for methods name the right counts.
def attempt(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except TypeError as e:
        print(e)


class C:
    def m(self, a, b=1):
        pass

    @classmethod
    def c(cls, a):
        pass

    @staticmethod
    def s(a):
        pass


attempt(C().m)
attempt(C().m, 1, 2, 3)
attempt(C.m)
attempt(C().c)
attempt(C.c, 1, 2)
attempt(C().s, 1, 2)
attempt([].append)
attempt([].append, 1, 2)
attempt(C, 1)
