# White space between the codes is ignored.
import struct

print(struct.pack("b b", 1, 2), struct.unpack("> H\tH\n2s", b"\0\1\0\2ab"), struct.calcsize("< 2b  i"))
try:
    struct.pack("2 b", 1, 2)
except struct.error as e:
    print(e)
