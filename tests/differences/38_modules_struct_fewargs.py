# Too few values are an error.
import struct

for f in (lambda: struct.pack("bb", 1), lambda: struct.pack("<4s"), lambda: struct.pack("hh5s", 1, 2),
          lambda: struct.pack_into("<HH", bytearray(4), 0, 1)):
    try:
        print(f())
    except struct.error as e:
        print(e)
