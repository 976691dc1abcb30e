import math
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
print([math.factorial(n) for n in range(15)], math.factorial(30), math.factorial(True))
print(math.gcd(), math.gcd(12), math.gcd(-12), math.gcd(12, 18), math.gcd(12, 18, 27), math.gcd(0, 5), math.gcd(0, 0), math.gcd(2**70, 2**40 * 3), math.gcd(-2**63, 2**63), math.gcd(3**50, 3**40 * 7))
print(math.lcm(), math.lcm(4, 6), math.lcm(-4, 6), math.lcm(0, 3), math.lcm(2**40, 3**30), math.lcm(5))
print([math.isqrt(n) for n in range(27)], math.isqrt(10**40), math.isqrt(10**40 - 1), math.isqrt(2**64 - 1), math.isqrt(2**63), math.isqrt(2**62 - 1), math.isqrt(2**62))
print(math.comb(5, 2), math.comb(5, 0), math.comb(5, 7), math.comb(52, 5), math.comb(100, 50), math.comb(2**70, 2), math.comb(10**10, 10**10))
print(math.perm(5), math.perm(5, 2), math.perm(5, 6), math.perm(5, 0), math.perm(20, 18), math.perm(2**70, 2), math.perm(5, None))
for n in (2, 3, 10, 2**31 - 1, 2**32, 10**18 + 9, 10**30 + 57):
    r = math.isqrt(n * n)
    print(r == n, math.isqrt(n * n - 1) == n - 1, math.isqrt(n * n + 2 * n) == n)
t(math.factorial, -1)
t(math.factorial, 5.0)
t(math.factorial, "a")
t(math.gcd, 1.5)
t(math.isqrt, -1)
t(math.isqrt, 1.5)
t(math.comb, -1, 2)
t(math.comb, 5, -2)
t(math.perm, 5, -1)
t(math.perm, -5)
t(math.comb, 5, 2.0)
class X:
    def __index__(self): return 12
print(math.gcd(X(), 8), math.factorial(X()), math.isqrt(X()))
