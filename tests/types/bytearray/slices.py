def t(f, *a):
    b = bytearray(b"abcdefgh")
    try:
        f(b, *a)
        print(b)
    except Exception as e:
        print(type(e).__name__, e, b)

def put(b, k, v):
    b[k] = v
def cut(b, k):
    del b[k]
t(put, 0, 65)
t(put, -1, 65)
t(put, 8, 65)
t(put, -9, 65)
t(put, 0, 256)
t(put, 0, "a")
t(put, 0, b"a")
t(put, "a", 1)
t(put, 1.5, 1)
t(cut, 0)
t(cut, -1)
t(cut, 8)
for sl in (slice(None), slice(0, 0), slice(2, 4), slice(-2, None), slice(5, 2), slice(20, 30), slice(0, 8)):
    for v in (b"", b"X", b"XYZ", [1, 2], range(3), bytearray(b"PQRSTUVWXYZ"), memoryview(b"mm")):
        t(put, sl, v)
    t(cut, sl)
for sl in (slice(None, None, 2), slice(None, None, -1), slice(1, 7, 3), slice(6, 1, -2), slice(7, 2, 2), slice(None, None, 100)):
    for v in (b"", b"X", b"XYZ", b"1234", b"12345678"):
        t(put, sl, v)
    t(cut, sl)
for v in (5, "abc", None, [256], ["a"], 1.5):
    t(put, slice(0, 2), v)
t(put, slice(0, 1, 0), b"")
b = bytearray(b"abc")
b[1:1] = b
print(b)
b[::-1] = b
print(b)
b[:] = b[2:]
print(b)
class Evil:
    def __index__(self):
        del b[:]
        return 0
b = bytearray(b"abcdef")
try:
    b[5] = Evil()
    print(b)
except IndexError as e:
    print(e)
b = bytearray(b"abcdef")
print(b[Evil():3] in (bytearray(), bytearray(b"abc")) if False else "skipped")
