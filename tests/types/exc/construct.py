# Construction, args, repr and str.
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

show(lambda: Exception())
show(lambda: Exception(1))
show(lambda: Exception(1, "b"))
show(lambda: str(Exception()))
show(lambda: str(Exception("x")))
show(lambda: str(Exception("x", 2)))
show(lambda: str(KeyError("a")))
show(lambda: str(KeyError("a", "b")))
show(lambda: str(KeyError()))
show(lambda: ValueError(a=1))
show(lambda: ImportError("a", foo=1))
show(lambda: NameError("a", foo=1))
show(lambda: OSError(2, "x", filename="f"))
show(lambda: AttributeError("x", name="n", obj=1).name)
show(lambda: NameError("x", name="n").name)
show(lambda: ImportError("x", name="n", path="p").path)
show(lambda: Exception.__init__(Exception(), a=1))
show(lambda: Exception(1, 2).args)
show(lambda: setattr(Exception(), "args", 5))
show(lambda: delattr(Exception(), "args"))
show(lambda: Exception(1, 2).__reduce__())
e = Exception(1)
e.args = [2, 3]
print(repr(e))
e.__init__(4)
print(repr(e))


class E(Exception):
    pass


show(lambda: E(a=1))
show(lambda: E(1, 2))


class V(Exception):
    def __init__(self, value, errno=3):
        super().__init__("msg", value)
        self.value = value
        self.errno = errno
        self.other = 5


e = V(7)
print(e.value, e.errno, e.other, e.args, e, repr(e))


class W(Exception):
    def __str__(self):
        return "shown"


print(W(1), repr(W(1)), "%s" % W(1))
