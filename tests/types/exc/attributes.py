# Attributes that the program gives to exceptions, notes, links to others.
def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

e = ValueError("x")
e.foo = 5
print(e.foo, e.__dict__)
try:
    e.bar
except AttributeError as x:
    print(x, x.name, x.obj is e)
del e.foo
print(hasattr(e, "foo"))
show(lambda: delattr(e, "foo"))
e.add_note("n1")
e.add_note("n2")
print(e.__notes__)
show(lambda: e.add_note(1))
e.__setstate__({"a": 1})
print(e.a)
show(lambda: e.with_traceback(1))
show(lambda: e.with_traceback(None) is e)
show(lambda: setattr(e, "__cause__", 5))
show(lambda: setattr(e, "__context__", 5))
show(lambda: setattr(e, "__traceback__", 5))
show(lambda: setattr(e, "__suppress_context__", 5))
show(lambda: delattr(e, "__cause__"))
print(e.__cause__, e.__context__, e.__traceback__, e.__suppress_context__)
e.__cause__ = KeyError(1)
print(repr(e.__cause__), e.__suppress_context__)
e.__cause__ = None
e.__context__ = KeyError(2)
print(e.__cause__, repr(e.__context__))
e.__suppress_context__ = False
print(e.__suppress_context__)


class S(Exception):
    pass


s = S()
s.name = 1
s.add_note("n")
print(s.name, s.__notes__, sorted(s.__dict__))
