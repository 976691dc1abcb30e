import gc
b = bytearray(b"abcdef")
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
with memoryview(b) as w:
    print(w[0])
    t(b.append, 1)
    t(b.extend, b"")
    t(b.clear)
    t(b.pop)
    b[0:1] = b"z"
    b[0] = 97
print(b)
for f in (lambda: w[0], lambda: w.tobytes(), lambda: len(w), lambda: w.nbytes, lambda: w.obj, lambda: repr(w)[:17], lambda: w.release(),
          lambda: w == w, lambda: w == b"", lambda: hash(w), lambda: w.__enter__(), lambda: w.readonly, lambda: w.format, lambda: w.shape,
          lambda: w.cast("B"), lambda: w.tolist(), lambda: list(w), lambda: bytes(w), lambda: memoryview(w), lambda: w[1:]):
    t(f)
b.append(7)
print(b)
m = memoryview(b)
n = m[1:3]
m.release()
t(b.append, 8)
print(n.tolist())
n.release()
b.append(8)
print(b)
def use():
    v = memoryview(b)
    return bytes(v[1:4])
print(use())
gc.collect()
b += b"more"
print(b)
for i in range(50):
    x = bytes(memoryview(b)[i % 5:])
    b.append(i)
    del b[0]
print(len(b), len(x))
