# Too many values are an error.
import struct

for f in (lambda: struct.pack("bb", 1, 2, 3), lambda: struct.pack("", 1), lambda: struct.pack("3s", b"a", 2),
          lambda: struct.pack_into("<H", bytearray(4), 0, 1, 2)):
    try:
        print(f())
    except struct.error as e:
        print(e)
