# super() applies descriptors: a property gives its value.
class A:
    @property
    def p(self):
        return {"a": 10}

    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s():
        return "static"


class AA(A):
    @property
    def p(self):
        return super().p

    def rest(self):
        return super().c(), super().s(), super().__init__()


a = AA()
print(a.p, a.rest())
