# Comprehensions and generator expressions.
print([x * y for x in range(3) if x for y in range(3) if y != x])
print({x % 3 for x in range(10)} == {0, 1, 2}, {k: v for k, v in zip('ab', (1, 2))})
print([[i * j for j in range(3)] for i in range(3)])
print(list(x for x in 'abc'), sum(i for i in range(5) if i % 2 if i > 1))
def f(n):
    return [(n, m, k) for m in range(n) for k in (lambda: m * n,)][0][2]()
print(f(3))
x = 'outer'
print([x for x in range(3)], x)
class C:
    n = 3
    a = [i for i in range(n)]
    b = list(i for i in range(n))
print(C.a, C.b)
print([last := i for i in range(4)], last)
def w():
    total = 0
    out = [total := total + v for v in range(5)]
    return out, total
print(w())
print([y for x in [1, 2] for y in [x, -x]])
print([(a, b) for a, b in {1: 2}.items()], [a for a, in [(1,), (2,)]])
print([a for a, *b in [(1, 2, 3)]], [*range(3)], [*'ab', *[1]])
print({i: {j for j in range(i)} for i in range(3)})
g = (print('run', i) or i for i in range(2))
print('made')
print(list(g), list(g))
try:
    (i for i in 5)
except TypeError as e:
    print(e)
def err():
    return [1 // v for v in (1, 0)]
try:
    err()
except ZeroDivisionError as e:
    print(e)
print([lambda: i for i in range(3)][0](), [i for i in range(5) if i if i != 2 if not i > 3])
print([[j for j in i] for i in ['ab', 'c']], [i for i in [j for j in range(3)]])
def gen():
    yield from (i * 2 for i in range(3))
print(list(gen()))
def cell():
    fs = [lambda: (i, j) for i in range(2) for j in range(2)]
    return [f() for f in fs]
print(cell())
