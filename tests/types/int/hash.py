# host only: the values of hash() depend on the word size
for v in (0, 1, -1, 5, 2**61 - 2, 2**61, 2**61 + 1, -2**61 - 1, -(2**61 - 2), 2**62, 2**64, 2**100, -2**100, 10**50, 3**300):
    print(v, hash(v) == hash(v + 0), hash(v))
for v in (0.0, -0.0, 1.0, 0.5, 2.5, -2.5, 1e10, 1e100, -1e300, 5e-324, 2.0**61, 2.0**62, float("inf"), float("-inf")):
    print(v, hash(v))
print(all(hash(float(2**n)) == hash(2**n) for n in range(300)), all(hash(-float(2**n)) == hash(-2**n) for n in range(300)))
print(hash(True), hash(False), hash(1 + 0j) == hash(1), hash(1j), hash(2.5 + 1.5j))
