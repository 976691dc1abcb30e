# Slices with a step.
from array import array

a = array("b", (1, 2, 3, 4, 5))
print(a[3:10:2], a[::-1], a[4:0:-3])
a[::2] = array("b", (7, 8, 9))
print(a)
try:
    a[::2] = array("b", (1,))
except ValueError as e:
    print(e)
