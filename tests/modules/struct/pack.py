import struct
def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
for o in "<>!=":
    print(struct.pack(o + "bBhHiIqQ", -1, 255, -2, 65535, -3, 2**32 - 1, -4, 2**64 - 1), struct.calcsize(o + "bBhHiIqQ?c"), struct.pack(o + "lL", -5, 5))
    print(struct.unpack(o + "hHiI", struct.pack(o + "hHiI", -1234, 54321, -2**31, 2**31)), struct.unpack(o + "qQ", struct.pack(o + "qQ", -2**63, 2**64 - 1)))
print(struct.pack("<f", 1.5), struct.pack(">d", 1.5), struct.pack("<e", 1.5), struct.unpack("<fde", struct.pack("<fde", 0.25, -2.5, 0.125)))
print(struct.pack("<3s", b"ab"), struct.pack("2s", b"abc"), struct.pack("4p", b"abcdef"), struct.pack("0s", b"a"), struct.pack("c", b"x"), struct.pack("?", []), struct.pack("??", 1, ""))
print(struct.unpack("3s", b"ab\0"), struct.unpack("4p", b"\x02abc"), struct.unpack("4p", b"\x09abc"), struct.unpack("<c?b", b"a\x02\xff"), struct.unpack("<2x1b", b"\0\0\x05"))
print(struct.calcsize("bi"), struct.calcsize("<bi"), struct.calcsize("b0i"), struct.calcsize("bhb"), struct.calcsize("3s2x"), struct.calcsize(""), struct.pack("bi", 1, 2), struct.pack("< 2h", 1, 2) if 0 else "")
print(struct.pack("<2h3B", 1, 2, 3, 4, 5), struct.unpack("<2h3B", bytes(range(7))), struct.unpack("", b""), struct.pack("b", True), struct.pack("<0i"))
b = bytearray(8)
struct.pack_into("<h", b, 2, -2)
struct.pack_into(">H", b, -2, 515)
print(b, struct.unpack_from("<h", b, 2), struct.unpack_from(">H", b, -2), struct.unpack_from("<b", b"abc", offset=1), list(struct.iter_unpack("<h", b"abcd")), struct.unpack("<h", memoryview(b)[2:4]))
s = struct.Struct("<hb")
print(s.size, s.format, s.pack(1, 2), s.unpack(b"\x01\x00\x02"), s.unpack_from(b"xx\x01\x00\x02", 2), list(s.iter_unpack(bytes(6))))
s.pack_into(b, 0, 7, 8)
print(b)
class X:
    def __index__(self): return 5
print(struct.pack("<h", X()), struct.unpack("<e", b"\x01\x00")[0] > 0, struct.unpack("<eee", b"\x00\x7c\x00\xfc\xff\x03")[:2], struct.pack("<eee", 65504.0, -0.0, 0.5))
print(struct.pack("<fd", float("inf"), float("-inf")), struct.unpack("<f", b"\0\0\xc0\x7f"), struct.pack(b"<h", 1))
