# *args may follow a keyword argument.
def f(x, y, *rest, **kw):
    print("%r %r %r" % (x, y, rest), kw)


f(y=1, *(3,))
f(*(1,), *(2, 3), z=4, **{"w": 5}, v=6)
try:
    f(x=1, *(3,))
except TypeError as e:
    print(e)
