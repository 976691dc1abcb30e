# Arguments of every kind.
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, sorted(kw.items())
print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6, d=7))
print(f(*[1, 2, 3], **{'c': 4}))
print(f(0, *(1,), *[2, 3], c=0, **{'x': 1}, y=2, **{'z': 3}))
print(f(c=1, *'ab'))
def pos(a, b=1, /, c=2, *, d=3):
    return a, b, c, d
print(pos(0), pos(0, 1, c=5, d=6), pos(*range(3)))
for src in ('f()', 'f(1)', 'pos(a=1)', 'pos(1, 2, 3, 4)', 'f(1, a=2, c=3)', 'f(**{1: 2})', '5()', 'pos(1, x=2)', '(lambda: 0)(1)'):
    try:
        eval(src)
    except TypeError as e:
        print(e)
for src in ('f(1, c=1, **{"c": 2})', 'f(*5)', 'f(**5)'):
    try:
        eval(src)
    except TypeError as e:
        print('TypeError')
class M:
    def m(self, *a, **k):
        return a, k
    def chain(self):
        return self
m = M()
print(m.m(1, x=2), m.m(*[1], **{'y': 3}), m.chain().chain().m())
print((lambda a, *b, k=1, **c: (a, b, k, c))(1, 2, 3, k=4, z=5))
def defaults(a, b=[], *, c={}):
    b.append(a)
    c[a] = 1
    return b, c
defaults(1)
print(defaults(2))
print(max(*[3, 1], 2), print(sep='-', *[1, 2]))
def many(*a):
    return len(a), sum(a)
print(many(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
           29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55,
           56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69))
def gen_arg(x):
    return list(x)
print(gen_arg(i * i for i in range(3)), sum(x for x in [1, 2]))
def deco(n):
    def wrap(fn):
        return lambda *a: (n, fn(*a))
    return wrap
@deco(1)
@deco(2)
def decorated(x):
    return x
print(decorated(3))
@(lambda c: c())
class One:
    v = 1
print(One.v)
