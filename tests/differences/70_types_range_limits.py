# range() takes integers of any size.
r = range(10 ** 30, 10 ** 30 + 5, 2)
print(list(r), r[-1], 10 ** 30 + 2 in r, r.index(10 ** 30 + 4), r[1:], r == range(10 ** 30, 10 ** 30 + 6, 2))
print(range(-(2 ** 64), 2 ** 64, 2 ** 63)[::-1], [x for x in range(2 ** 65, 0, -(2 ** 64))])
print(next(iter(range(2 ** 31 - 1, 2 ** 31 + 1))), list(range(2 ** 62, 2 ** 62 + 2)), range(2 ** 70).stop)
try:
    len(range(2 ** 100))
except OverflowError as e:
    print("OverflowError")
