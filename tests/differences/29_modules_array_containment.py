# `in` looks for items.
from array import array

a = array("B", b"12")
print(1 in a, 0x31 in a, 0x33 in a, "1" in a, 49.0 in a, a.count(50), a.index(50))
