# str[i], slices, len, iteration
def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

for s in ("abcdef", "a\u00e9\u65e5\U0001f600z\u03b1"):
    print(len(s), s[0], s[-1], s[3], s[-6])
    for i in (6, -7, 10**20, -10**20):
        t(lambda: s[i])
    for sl in (slice(None), slice(1, 4), slice(None, None, -1), slice(None, None, 2), slice(1, None, 2),
               slice(-2, None), slice(None, -2), slice(4, 1), slice(4, 1, -1), slice(5, None, -2), slice(10, 20),
               slice(-100, 100, 3), slice(2, 3), slice(-10**20, 10**20), slice(None, None, -10**20), slice(0, 6, 7),
               slice(-3, -1), slice(True, 4)):
        print(sl, ascii(s[sl]))
    print([c for c in s], list(reversed(s)))
t(lambda: "abc"[slice(0, 3, 0)])
t(lambda: "abc"[slice("a", 3)])
key = "a"
t(lambda: "abc"[key])
key = 1.0
t(lambda: "abc"[key])
key = None
t(lambda: "abc"[key])

class I:
    def __index__(self):
        return 2
print("abc"[I()], "abcdef"[I():], "abcdef"[::I()])

def assign(s):
    s[0] = "x"
def delete(s):
    del s[0]
t(assign, "abc")
t(delete, "abc")
s = "xyz"
print(s[:] is s, len(""), len("\u00e9" * 10))
it = iter("ab\u00e9")
print(next(it), next(it), next(it), next(it, "end"), next(it, "end"))
print(type(iter("")).__name__ in ("str_iterator", "str_ascii_iterator"))
a, b, *c = "\u65e5bcd"
print(a, b, c)
