# host only: long ints, where products and quotients are done by other means
a = 3**5000
b = 7**3000 + 1
print(a * b % 1000000007, (a * b) // b == a, divmod(a * b + 5, b) == (a, 5), a * a == a**2, len(str(a)))
c = 2**20000 - 1
print(c * c == 2**40000 - 2**20001 + 1, c * (c + 2) + 1 == (c + 1) ** 2, (c * a) % 1000003, (a * c - c * a))
print(int(str(a)) == a, int(str(-b)) == -b, str(a)[:30], str(a)[-30:])
print((a << 12345) >> 12345 == a, (a ^ b) ^ b == a, (a & b) + (a | b) == a + b, a - b - a == -b)
f = 1
for i in range(1, 400):
    f *= i
g = f
for i in range(399, 0, -1):
    g //= i
print(g, f % 10**9, f % (2**89 - 1))
print(pow(3, a, 10**50 + 151) , pow(a, 65537, 2**521 - 1) % 10**30)
fib, nxt = 0, 1
for i in range(3000):
    fib, nxt = nxt, fib + nxt
print(fib % 10**40, fib.bit_length())
