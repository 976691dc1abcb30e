# What sys says of itself, for programs that look for MicroPython.
# not under esp8266: the prompt does not end
import sys
import usys
print(sys.implementation.name, sys.implementation[0], sys.implementation.version[:2], hasattr(sys.implementation, "_mpy"))
print(sys.version.startswith("3.12.0; Kukri "), sys.version_info[:2], hasattr(sys.implementation, "_machine"))
print(usys is sys, ".frozen" in sys.path)
before = sys.atexit(lambda: print("first"))
print(before)
before = sys.atexit(lambda: print("at exit"))
print(callable(before))
sys.stdout.buffer.write(b"bytes\n")
print(sys.stdout.buffer.write(b"0123", 2), sys.stdout.buffer.write(b"0123", 1, 2))
