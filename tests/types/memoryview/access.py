import array
def t(f, *a):
    try:
        r = f(*a)
        print(r.tolist() if isinstance(r, memoryview) else r)
    except Exception as e:
        print(type(e).__name__, e)

t(memoryview, 5)
t(memoryview, "a")
b = bytearray(b"abcdef")
m = memoryview(b)
r = memoryview(b"abcdef")
a = memoryview(array.array("h", [1, -2, 3]))
for v in (m, r, a, m[::2], m[::-1], m[2:4], m[:0]):
    print(v.format, v.itemsize, v.nbytes, v.shape, v.strides, v.ndim, v.readonly, v.c_contiguous, v.contiguous, v.suboffsets, len(v),
          v.tolist(), v.tobytes())
for k in (0, -1, 5, 6, -7, "a", 1.5, (), (1,), (0, 1), None, slice(1, 3), slice(None, None, -2), slice(0, 3, 0)):
    t(lambda: m[k])
print(m.obj is b, memoryview(m).obj is b, m[1:].obj is b, a[1], a[-1], a[1:].tolist())
for f in ("B", "b", "c", "H", "h", "I", "?", "@B", "z", "", "BB", "Q"):
    t(m.cast, f)
t(a.cast, "B")
t(a.cast, "I")
t(m[::2].cast, "b")
t(m[:3].cast, "H")
t(m.cast, 1)
t(m.cast, "B", [6])
t(m.cast, "B", [5])
print(a.cast("B").cast("h").tolist())
print(m == b"abcdef", m == b, m == "abcdef", m != r, m == r, m[::2] == b"ace", a == array.array("h", [1, -2, 3]), a == m, m == m[:], m[::-1] == m)
t(lambda: m < r)
t(hash, m)
print(hash(r) == hash(b"abcdef"), hash(r[1:3]) == hash(b"bc"))
t(hash, a.toreadonly())
print(m.hex(), m.hex(":", 2), 98 in m, 200 in m, list(m), list(reversed(m)), bytes(m[1:]), bytes(m[::2]), bytearray(m[::-1]), m.toreadonly().readonly)
t(lambda: m + b"a")
print(type(iter(m)).__name__, max(m), b"".join([m, r[:1]]), b"x" + m, m.tobytes("C"), m.tobytes(order=None), sorted(m[::-1]))
print(memoryview(memoryview(b"q")).tolist(), m.cast("c").tolist(), b.find(m[2:4]), int.from_bytes(m[:2], "big"))
