# Comprehensions inside functions share the function's frame; nothing must show it.
def names(x):
    y = [x for x in x]
    return x, y
print(names([1, 2]))
def nested(n):
    i = 'kept'
    m = [[i * j for j in range(i)] for i in range(n)]
    return i, m
print(nested(4))
def use_outer(k):
    return [v + k for v in range(3)], {v: k for v in 'ab'}, {k for k in (1, 1)}
print(use_outer(10))
def cells(k):
    def inner():
        return [v + k for v in range(2)]
    k += 1
    return inner(), [(lambda: k)() for _ in range(2)], [lambda v=v: v for v in range(3)][1]()
print(cells(1))
def captured():
    return [f() for f in [lambda: v for v in range(3)]]
print(captured())
def walrus():
    out = [(last := v) for v in range(4) if (half := v // 2) >= 0]
    return out, last, half
print(walrus())
def unbound():
    return [late for _ in range(1)]
    late = 1
try:
    unbound()
except NameError:
    print('unbound')
def in_try(xs):
    r = 'before'
    try:
        r = [1 // x for x in xs]
    except ZeroDivisionError:
        pass
    return r
print(in_try([1, 0]), in_try([1]))
def gen(n):
    for i in range(n):
        yield [i for i in range(i)], i
print(list(gen(3)))
def args(*a, **k):
    return [x for x in a], {n: v for n, v in k.items()}, [x for x in sorted(k)]
print(args(1, 2, a=3, b=4), args(*[x for x in 'ab'], **{c: c for c in 'xy'}))
def cond(v):
    return [a for a in v if a] or [b for b in 'none'], [c if c else [d for d in range(2)] for c in v]
print(cond([0, 0]), cond([0, 5]))
def loops():
    total = 0
    for a in [b for b in range(3)]:
        total += sum([a * c for c in [d for d in range(a)]])
    while [e for e in range(total % 2)]:
        break
    return total
print(loops())
class C:
    k = 3
    def m(self):
        return [self.k for self.k in range(2)], self.k, [__class__ for _ in 'a'][0].__name__
print(C().m())
def unpack():
    return [a + b for a, b in [(1, 2)]], [h for h, *t in ['abc']], [t for h, *t in ['abc']]
print(unpack())
