# randint takes any range.
import random

random.seed(2)
low, high = -(2 ** 70), 2 ** 128
values = [random.randint(low, high) for _ in range(20)]
print(all(low <= v <= high for v in values), max(values) > 2 ** 100)
print(random.randint(5, 5), random.randrange(10 ** 30, 10 ** 30 + 1), 0 <= random.randrange(1 << 80) < 1 << 80)
try:
    random.randint(2 ** 70, 0)
except ValueError as e:
    print("ValueError")
