# Getting, setting and deleting items and slices.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

a = list(range(10))
print(a[0], a[-1], a[True], a[2:5], a[:3], a[7:], a[:], a[::2], a[::-1], a[8:2:-2], a[100:], a[-3:])
print(a[5:2], a[-100:3], a[2:-2], a[::100], a[::-100], a[10**30:], a[:-10**30], a[::10**30])
attempt(lambda: a[10])
attempt(lambda: a[-11])
attempt(lambda: a['x'])
attempt(lambda: a[1.0])
attempt(lambda: a[10**30])
attempt(lambda: a[::0])
attempt(lambda: a['a':])
attempt(a.__setitem__, 10, 1)
attempt(a.__delitem__, 10)
attempt(a.__setitem__, 'x', 1)
a[0] = 'zero'
a[-1] = 'nine'
print(a)
a[1:3] = ['x']
print(a)
a[1:1] = [1, 2, 3]
print(a)
a[2:] = []
print(a)
a[:] = range(6)
a[::2] = 'abc'
print(a)
a[::-2] = [7, 8, 9]
print(a)
attempt(a.__setitem__, slice(0, 4, 2), [1])
attempt(a.__setitem__, slice(0, 4), 5)
attempt(a.__setitem__, slice(0, 4, 2), 5)
a[1:4] = a
print(a)
a[3:1] = ['between']
print(a)
del a[0], a[-1], a[1:3]
print(a)
a = list(range(12))
del a[::3]
print(a)
del a[::-2]
print(a)
del a[5:1]
del a[:]
print(a)

class I:
    def __index__(self):
        return 2
a = [1, 2, 3, 4]
print(a[I()], a[I():], a[:I()], a * I())
a[I()] = 'i'
print(a)
