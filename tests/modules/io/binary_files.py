# host only: needs a file system
# Binary files: modes, buffers, places.
import os

def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

with open("b.bin", "wb") as f:
    print(f.write(bytes(range(256)) * 40), f.tell())
    print(f.seek(10), f.write(b"XYZ"), f.tell())
    show(lambda: f.read())
with open("b.bin", "rb") as f:
    print(len(f.read()), f.read(), f.tell())
    print(f.seek(8), f.read(6), f.tell(), f.seek(-2, 1), f.read(2), f.seek(-3, 2), f.read())
    buf = bytearray(5)
    f.seek(250)
    print(f.readinto(buf), buf, f.readinto(memoryview(buf)[:2]), buf)
    print(f.seek(10236), f.readinto(buf), buf)
    show(lambda: f.write(b"x"))
    show(lambda: f.seek(-1))
    print(f.readable(), f.writable(), f.seekable(), f.isatty(), f.fileno() > 2)
with open("b.bin", "r+b") as f:
    print(f.read(3), f.write(b"abc"), f.read(3), f.tell(), f.seek(0), f.read(9))
    print(f.truncate(20), f.seek(0, 2))
with open("b.bin", "ab") as f:
    f.write(b"end")
with open("b.bin", "rb") as f:
    print(f.read())
with open("b.bin", "w+b") as f:
    f.write(b"l1\nl2\n\nl4")
    f.seek(0)
    print(f.readline(), f.readline(1), list(f), f.readline())
    f.seek(0)
    print(f.readlines(4))
    show(lambda: f.write("x"))
f.close()
for use in (f.read, f.tell, f.flush, f.__enter__, f.fileno):
    try:
        use()
    except ValueError:
        print("closed")
f = open("b.bin", "rb", buffering=0)
print(f.read(2), f.read())
f.close()
os.remove("b.bin")
