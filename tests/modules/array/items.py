from array import array
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
a = array("i", [1, 2, 3])
print(a, len(a), a[0], a[-1], a[1:], a[::2], a[::-1], array("i"), array("d", [0.5, 2]), list(a), 2 in a, 5 in a, a.typecode, a.itemsize, bool(a), bool(array("b")))
a.append(4)
a.extend([5, 6])
a.extend(array("i", [7]))
a.insert(0, 0)
a.insert(-1, 99)
a.insert(100, 100)
print(a, a.pop(), a.pop(0), a.index(99), a.count(3))
a.remove(99)
a.reverse()
print(a, a.tolist(), a.tobytes(), bytes(a)[:4], a + array("i", [9]), a * 2, 2 * array("b", [1]), array("b", [1]) * 0)
a[0] = -5
a[1:3] = array("i", [8, 8, 8])
print(a)
a[::2] = array("i", [0] * len(a[::2]))
del a[0]
del a[1:3]
print(a)
del a[::2]
print(a, array("i", [1]) == array("d", [1]), array("i", [1, 2]) < array("i", [1, 3]), array("i", [1]) != array("i", [1, 2]), array("i") == [], array("i", [1, 2]) >= array("i", [1]))
b = array("h", b"\x01\x00\xff\xff")
b.frombytes(b"\x02\x00")
b.fromlist([3])
b.byteswap()
print(b, sum(array("B", range(10))), max(array("f", [0.5, 2.5])), [x for x in array("H", (1, 2))], array("i", array("b", [1, -1])), array("B", b"ab"), array("b", bytearray(b"\xff")))
b += array("h", [1])
b *= 2
m = memoryview(array("h", [1, 2]))
print(b, m.format, m.itemsize, len(m), m[1], sorted(array("i", [3, 1, 2])))
for c in "bBhHiIqQ":
    bits = array(c).itemsize * 8
    lo, hi = (-1 << bits - 1, (1 << bits - 1) - 1) if c.islower() else (0, (1 << bits) - 1)
    print(c, array(c, [lo, hi]))
class A(array):
    def total(self): return sum(self)
x = A("i", [1, 2])
x.note = "n"
print(x.total(), x.note, x[1], len(x), isinstance(x, array), x == array("i", [1, 2]))
