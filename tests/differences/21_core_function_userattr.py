# Functions can have attributes of one's own.
def f():
    """What f is for."""


f.x = 0
f.x += 5
print(f.x, f.__dict__, hasattr(f, 'y'), f.__doc__)
del f.x
print(f.__dict__)
f.__doc__ = 'anew'
print(f.__doc__)
try:
    f.x
except AttributeError as e:
    print(e)
try:
    len.x = 1
except AttributeError as e:
    print(type(e).__name__)
