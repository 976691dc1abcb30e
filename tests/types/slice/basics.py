# slice objects.
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)

print(slice(5), slice(1, 2), slice(1, 2, 3), slice(None), slice('a', None, 1.5))
s = slice(1, 10, 2)
print(s.start, s.stop, s.step, s == slice(1, 10, 2), s != slice(1), s < slice(2, 0, 0), s == (1, 10, 2))
for args in ((5,), (0,), (20,), (10**20,)):
    print(s.indices(*args), slice(None, None, -1).indices(*args), slice(-3, None).indices(*args),
          slice(None, -2, -2).indices(*args), slice(10**30, -10**30, -1).indices(*args))
attempt(s.indices, -1)
attempt(s.indices, 'a')
attempt(slice(None, None, 0).indices, 5)
attempt(slice('a').indices, 5)
attempt(hash, s)
attempt(slice)
attempt(slice, 1, 2, 3, 4)

class C:
    def __getitem__(self, key):
        return key
c = C()
print(c[1], c[1:2], c[::], c[1:2, 3], c[...], c[:, 1], c[1:2:3], c[()])
