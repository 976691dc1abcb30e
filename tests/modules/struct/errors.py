import struct
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
for f, v in (("<h", 40000), ("<h", -40000), ("<b", 200), ("<B", -1), ("<B", 256), ("<H", 70000), ("<i", 2**31), ("<I", -1), ("<I", 2**32), ("<q", 2**63), ("<Q", -1), ("<Q", 2**64), ("<i", -2**31 - 1), ("<q", 2**100)):
    t(struct.pack, f, v)
t(struct.pack, "<h", "a")
t(struct.pack, "<h", 1.5)
t(struct.pack, "<f", "a")
t(struct.pack, "<e", 1e6)
t(struct.pack, "3s", "abc")
t(struct.pack, "c", b"ab")
t(struct.pack, "c", "a")
t(struct.pack, "<2h", 1)
t(struct.pack, "<2h", 1, 2, 3)
t(struct.pack, "z", 1)
t(struct.pack, "3")
t(struct.pack, "<n", 1)
t(struct.pack, "99999999999999999999s", b"")
t(struct.pack)
t(struct.pack, 5)
t(struct.calcsize, "<P")
t(struct.unpack, "<2h", b"123")
t(struct.unpack_from, "<h", b"abcd", 3)
t(struct.unpack_from, "<h", b"abcd", -1)
t(struct.unpack_from, "<h", b"abcd", -5)
t(struct.pack_into, "<h", bytearray(4), 3, 1)
t(struct.pack_into, "<h", bytearray(4), -5, 1)
t(struct.pack_into, "<h", bytearray(4))
t(struct.iter_unpack, "<h", b"abc")
t(struct.unpack, "<h", 5)
t(struct.Struct, "z")
t(struct.Struct)
try:
    struct.pack_into("<h", b"abcd", 0, 1)
except TypeError as e:
    print("TypeError")
print(issubclass(struct.error, Exception), struct.error.__name__)
try:
    raise struct.error("mine")
except struct.error as e:
    print(e, e.args)
