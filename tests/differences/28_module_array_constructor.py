# Items that do not fit are refused.
from array import array

for code, value in ("B", 257), ("b", -129), ("h", 40000), ("H", -1), ("i", 1 << 40), ("I", -1):
    try:
        print(array(code, [1, value]))
    except OverflowError as e:
        print(code, "OverflowError")
a = array("B", [255])
try:
    a[0] = 256
except OverflowError as e:
    print(e)
try:
    array("B", ["a"])
except TypeError as e:
    print("TypeError")
print(a)
