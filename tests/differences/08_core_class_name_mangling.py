# Private names are mangled with the name of their class.
def __print(text):
    print("module", text)


class Foo:
    __count = 3

    def __init__(self):
        self.__value = 7

    def show(self):
        try:
            __print("never")
        except NameError as e:
            print(e)
        return self.__value + self.__count

    def __method(self, __arg=2):
        return __arg


f = Foo()
print(f.show(), f.__dict__, f._Foo__method(), hasattr(f, "__value"), Foo._Foo__count)


class __Under:
    def __f(self): pass


print([n for n in dir(__Under) if "__f" in n][-1])
