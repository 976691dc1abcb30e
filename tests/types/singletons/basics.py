# None, Ellipsis, NotImplemented.
def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


print(None, ..., NotImplemented, [None, ..., NotImplemented])
print(type(None), type(...), type(NotImplemented))
print(bool(None), bool(...), None is type(None)(), ... is type(...)(), NotImplemented is type(NotImplemented)())
print(None == None, None != 0, ... == Ellipsis, None in [0, None], {None: 1}[None])
print((...).__reduce__(), NotImplemented.__reduce__())
attempt(type(None), 1)
attempt(type(...), 1)
attempt(type(NotImplemented), a=1)
attempt(lambda: None < None)
attempt(lambda: None + 1)
attempt(lambda: None.x)
attempt(setattr, None, "x", 1)
attempt(lambda: None[0])
attempt(len, None)
attempt(iter, ...)
print(isinstance(None, type(None)), isinstance(None, object), hash(None) == hash(None))
for t in (type(None), type(...), type(NotImplemented)):
    try:
        type("Sub", (t,), {})
    except TypeError as e:
        print(e)
n = None
attempt(lambda: n())
print(f"{None} {None!r:>6} {str(None)}")
