def t(f, *a):
    try:
        print(f(*a), b)
    except Exception as e:
        print(type(e).__name__, e, b)

b = bytearray(b"abc")
t(b.append, 100)
t(b.append, 256)
t(b.append, -1)
t(b.append, "a")
t(b.append, b"a")
t(b.extend, b"ef")
t(b.extend, [103, 104])
t(b.extend, b)
t(b.extend, (i for i in range(3)))
t(b.extend, [1, 256])
t(b.extend, "ab")
t(b.extend, 5)
t(b.extend, [1, "a"])
t(b.insert, 0, 65)
t(b.insert, -1, 66)
t(b.insert, 1000, 67)
t(b.insert, -1000, 68)
t(b.insert, 0, 300)
t(b.insert, "a", 1)
t(b.pop)
t(b.pop, 0)
t(b.pop, -2)
t(b.pop, 100)
t(b.remove, 65)
t(b.remove, 255)
t(b.remove, 256)
t(b.remove, "a")
t(b.reverse)
t(b.copy)
print(b.copy() == b, b.copy() is b)
t(b.clear)
t(b.pop)
t(b.reverse)
b = bytearray(b"abc")
b += b"de"
b += memoryview(b"f")

b *= 2
print(b)
b *= 0
print(b)
def add(x):
    global b
    b += x
t(add, "a")
t(add, 1)
b = bytearray()
for i in range(1000):
    b.append(i & 255)
print(len(b), sum(b))
while len(b) > 3:
    b.pop()
print(b)
b.__init__(b"again")
print(b)
