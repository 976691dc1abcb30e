import bisect

a = [1, 2, 2, 2, 5, 8]
print([bisect.bisect_left(a, x) for x in range(10)])
print([bisect.bisect_right(a, x) for x in range(10)], bisect.bisect(a, 2))
bisect.insort(a, 4)
bisect.insort_left(a, 2)
print(a)
words = ["Ada", "bob", "Cy"]
print(bisect.bisect_left(words, "bz", key=str.lower), bisect.bisect_right(a, 3, 1, 4), bisect.bisect(a, 3, lo=2))
bisect.insort(words, "Bea", key=str.lower)
print(words)
try:
    bisect.bisect_left(a, 1, -1)
except ValueError as e:
    print(e)
