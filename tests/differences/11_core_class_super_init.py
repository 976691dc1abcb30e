# Methods of a native base work before its __init__ was called.
class L(list):
    def __init__(self, a):
        self.append(a)


class D(dict):
    def __init__(self, **kw):
        self["x"] = 1
        self.update(kw)
        super().__init__(y=2)


class E(ValueError):
    def __init__(self, a):
        print(self.args, str(self))
        super().__init__(a, 2)


print(L(1), D(z=3), E(5).args)
