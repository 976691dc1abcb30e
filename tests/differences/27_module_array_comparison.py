# Arrays of different type codes compare by their items.
from array import array

print(array("b", [1, 2]) == array("i", [1, 2]), array("f", [1, 2]) == array("b", [1, 2]))
print(array("b", [1, 2]) < array("H", [1, 3]), array("i", [1]) != array("B", [1]))
print(array("i", []) == array("d", []), array("b", [1]) == [1], array("I", [2]) >= array("h", [3]))
