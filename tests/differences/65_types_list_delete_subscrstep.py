# Deleting slices with a step.
a = [1, 2, 3, 4, 5, 6, 7]
del a[0:4:2]
print(a)
del a[::-2]
print(a)
del a[::9]
print(a)
