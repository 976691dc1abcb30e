# Items and slices can be deleted.
from array import array

a = array("b", (1, 2, 3, 4, 5, 6, 7))
del a[1]
print(a)
del a[-1], a[:1]
print(a)
del a[::2]
print(a)
try:
    del a[9]
except IndexError as e:
    print(e)
