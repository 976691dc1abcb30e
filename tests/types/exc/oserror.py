# OSError: fields, text, subclasses by errno.
# not under esp8266: errors have names there, not sentences
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

for n in (1, 2, 3, 4, 5, 10, 11, 13, 17, 20, 21, 22, 32, 103, 104, 108, 110, 111, 114, 115, 999):
    print(n, type(OSError(n, "x")).__name__)
show(lambda: OSError(2, "x", "f"))
show(lambda: OSError(2, "x", "f").args)
show(lambda: OSError(2))
show(lambda: str(OSError(2)))
show(lambda: str(OSError(2, "x")))
show(lambda: str(OSError(2, "x", "f")))
show(lambda: str(OSError(2, "x", "f", None, "g")))
show(lambda: str(OSError(2, "x", b"f")))
show(lambda: OSError(1, 2, 3, 4, 5, 6))
show(lambda: OSError("a", "b"))
e = OSError(2, "x", "f", None, "g")
print(e.errno, e.strerror, e.filename, e.filename2, type(e).__mro__[1].__name__)
e.errno = 7
e.strerror = "other"
e.filename = "h"
print(e)


class Mine(OSError):
    pass


m = Mine(2, "x", "f")
print(type(m).__name__, m, m.errno, m.filename, isinstance(m, FileNotFoundError))


class Own(OSError):
    def __init__(self, a):
        self.a = a


print(Own(1).a)
for c in (TimeoutError, ConnectionResetError, PermissionError, BrokenPipeError):
    print([b.__name__ for b in c.__mro__])
print(IOError is OSError, EnvironmentError is OSError)
