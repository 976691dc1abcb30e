# An exception whose __init__ does not call the base's has its arguments all the same.
class Foo(Exception):
    def __init__(self, *ignored):
        pass


try:
    raise Foo("a", 2)
except Foo as e:
    print(repr(e), str(e), e.args)


class Bar(OSError):
    def __init__(self, x):
        print(x)


try:
    raise Bar(3)
except Bar as e:
    print(repr(e), e.errno)
