# The value stack grows between other objects, some of which stay where they are.
keep = []

def deep(n, a, b=(1, 2)):
    x = [n, a]
    if n == 0:
        return 0
    y = deep(n - 1, a + 1, (n, a))
    assert x == [n, a] and b[0] + b[1] > 0
    return y + x[0] + len(str(a))

for depth in (10, 30, 3, 50, 20, 60, 1, 60):
    keep.append(bytearray(100 + depth))
    id(keep[-1])
    print(depth, deep(depth, depth))
    if depth == 50:
        del keep[1:3]

def gen(n):
    if n:
        yield from gen(n - 1)
    yield n

print(sum(gen(12)), sum(gen(3)))

def endless(a, b, c):
    return endless(b, c, a) + 1

for i in range(3):
    try:
        endless(1, 2, 3)
    except RecursionError as e:
        print(type(e).__name__)
    keep.append(bytearray(200))
print(len(keep), all(b == bytearray(len(b)) for b in keep))
