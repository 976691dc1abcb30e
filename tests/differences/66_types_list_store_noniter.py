# Storing what cannot be iterated is a TypeError.
a = [10, 20]
for bad in (9, None, 1.5, len):
    for s in slice(0, 1), slice(0, 2, 2):
        try:
            a[s] = bad
        except TypeError as e:
            print(e)
a[0:1] = (i for i in range(3))
print(a)
