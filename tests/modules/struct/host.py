# host only: doubles, 64-bit native sizes
import struct
print(struct.calcsize("bhilqP"), struct.calcsize("nN"), struct.calcsize("lL"), struct.pack("l", -5), struct.pack("N", 2**64 - 1), struct.pack("P", 4096))
for v in (0.1, 1e-5, 1.1e38, 65504.0, 1e-7, 6e-8, 3e-8, 2.9e-8, 0.3, -5.960464477539063e-08, 1.401298464324817e-45, 7e-46, 7.1e-46):
    print(struct.pack("<f", v), struct.pack("<d", v), struct.unpack("<f", struct.pack("<f", v)), struct.pack("<e", v) if abs(v) < 65519 else "")
for f, v in (("<f", 1e40), ("<f", 3.4028235677973366e38), ("<e", 65519.9)):
    try:
        print(struct.pack(f, v))
    except OverflowError as e:
        print(e)
print(struct.unpack("<d", b"\x00\x00\x00\x00\x00\x00\xf8\x7f"), struct.unpack("<d", struct.pack("<d", 5e-324)), struct.unpack("<f", b"\x01\0\0\0"))
