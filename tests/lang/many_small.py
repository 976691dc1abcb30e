# More parameters than registers, in a small heap.
names = ['p%d' % i for i in range(170)]
space = {}
exec('def f(%s, *rest, k=3):\n def g(): return p5\n p5 += 1\n return p0, g(), p169, rest, k' % ', '.join(names), space)
f = space['f']
print(f(*range(170)))
print(f(*range(172), k=1))
print(f(*range(160), p160=1, **{n: n for n in names[161:]}))
try:
    f(*range(169))
except TypeError as e:
    print(e)
