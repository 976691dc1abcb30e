# Storing to slices with a step.
a = [1, 2, 3, 4]
a[0:4:2] = [5, 6]
print(a)
a[::-1] = "abcd"
print(a)
try:
    a[::2] = [1, 2, 3]
except ValueError as e:
    print(e)
