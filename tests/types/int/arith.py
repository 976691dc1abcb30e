# + - * of ints around the sizes where the representation changes
edges = []
for bits in (0, 1, 7, 15, 16, 28, 29, 30, 31, 32, 33, 47, 48, 60, 61, 62, 63, 64, 65, 96, 127, 128):
    for d in (-1, 0, 1):
        edges.append((1 << bits) + d)
total = 0
for a in edges:
    for b in edges:
        for x, y in ((a, b), (-a, b), (a, -b), (-a, -b)):
            s, d, p = x + y, x - y, x * y
            if s - y != x or d + y != x or d != -(y - x) or p != y * x:
                print("wrong", x, y)
            total = (total * 31 + s + 3 * d + 7 * p) % 1000000007
print(total)
print((1 << 61) - 1 + 1, -(1 << 61) - 1, (1 << 29) - 1 + 1, -(1 << 29) - 1)
print(0xFFFFFFFF * 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF * 0xFFFFFFFFFFFFFFFF)
print(2**63 - 1 + 1, -2**63 - 1, 2**64 - 2**64, 2**64 - (2**64 - 5))
x = 1
for i in range(40):
    x = x * 10 + i
print(x, -x, +x, abs(-x), x - x)
x += 1
x -= 10**40
x *= 3
print(x)
