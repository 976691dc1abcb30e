import array
b = bytearray(b"abcdef")
m = memoryview(b)
r = memoryview(b"abcdef")
arr = array.array("h", [1, -2, 3])
a = memoryview(arr)
def put(v, k, x):
    v[k] = x
def cut(v, k):
    del v[k]
def t(f, *args):
    try:
        f(*args)
        print("done", b, arr.tolist())
    except Exception as e:
        print(type(e).__name__, e)
for x in (65, 300, -1, "a", b"a", 1.5, None):
    t(put, m, 0, x)
t(put, r, 0, 1)
t(put, r, slice(0, 1), b"a")
t(put, m, 9, 1)
t(put, m, "a", 1)
t(cut, m, 0)
for x in (b"xy", b"x", "xy", [1, 2], bytearray(b"zw"), m[2:4], r[::3]):
    t(put, m, slice(0, 2), x)
t(put, m, slice(None, None, 2), b"123")
t(put, m, slice(None, None, -1), b"987654")
t(put, m, slice(1, 4), m[2:5])
t(put, m, slice(2, 5), m[1:4])
t(put, a, 0, 40000)
t(put, a, 0, -300)
t(put, a, 0, 1.5)
t(put, a, slice(0, 2), b"abcd")
t(put, a, slice(0, 2), array.array("h", [7, 8]))
t(put, a, slice(0, 2), array.array("H", [7, 8]))
t(put, m.cast("c"), 0, b"q")
t(put, m.cast("c"), 0, 1)
t(put, m.cast("b"), 0, -1)
t(put, m.cast("H"), 1, 0x4142)
t(put, m[1:], 0, 90)
