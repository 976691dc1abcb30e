# Targets, unpacking, augmented assignment.
a = b = c = 3
print(a, b, c)
a, b = b, 4
print(a, b)
a, b, c = c, a, b
print(a, b, c)
def swap(p, q, r):
    p, q = q, p
    p, q, r = r, p, q
    p, p = 1, 2
    i, s = 0, [0, 0]
    i, s[i] = 1, 9
    return p, q, r, i, s
print(swap(1, 2, 3))
(x, [y, *z], w), v = (1, (2, 3, 4), 5), 6
print(x, y, z, w, v)
*h, t = 'abc'
print(h, t)
h, *t = [1]
print(h, t)
for m, (n, *o) in [(1, (2, 3)), (4, (5,))]:
    print(m, n, o)
s = [1, 2, 3]
s[0] += 10
s[-1], s[1] = 7, 8
s[1:2] = [4, 5]
s[::2] = 'xy'
print(s)
class O:
    pass
o = O()
o.a = o.b = [1]
o.a += [2]
o.c = 5
o.c **= 2
o.c //= 3
o.c <<= 2
o.c %= 20
o.c |= 1
o.c ^= 3
o.c &= 14
o.c -= 1
print(o.a, o.b, o.c)
def order(log, v):
    log.append(v)
    return v
log = []
d = {}
d[order(log, 'k')] = order(log, 'v')
print(log)
for bad in ('a, b = 1', 'a, b = 1,', 'a, b = 1, 2, 3', 'a, *b, c = 1,', 'a, b = {}'):
    try:
        exec(bad)
    except (TypeError, ValueError) as e:
        print(e)
x: int = 3
y: 'str'
print(x, __annotations__)
[] = ()
() = []
print((lambda: [p := 4, p + 1])())
