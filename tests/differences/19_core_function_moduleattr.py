# Functions have the attribute __module__.
def f():
    pass


class C:
    def m(self):
        pass


print(f.__module__ == __name__, C.m.__module__ == __name__, (lambda: 0).__module__ == __name__, len.__module__)
f.__module__ = 'other'
print(f.__module__)
