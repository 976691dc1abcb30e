# getrandbits takes any number of bits.
import random

random.seed(1)
for n in 0, 1, 31, 32, 33, 64, 200, 1000:
    values = [random.getrandbits(n) for _ in range(8)]
    print(n, all(0 <= v < 1 << n for v in values), max(values).bit_length() > n - 12)
try:
    random.getrandbits(-1)
except ValueError as e:
    print("ValueError")
