from micropython import RingIO

r = RingIO(8)
print(r.any(), r.read(), r.write(b"hello"), r.any())
print(r.read(2), r.write(b"world!!"), r.any())
print(r.read(), r.any())
print(r.write(b"ab\ncd"), r.readline(), r.readline(), r.readline())
r.write(b"12345678")
print(r.readline(3), r.readline(0), r.read(0), r.read(-1))

memory = bytearray(5)
r = RingIO(memory)
print(r.write(b"abcdefgh"), memory)
buf = bytearray(3)
print(r.readinto(buf), buf, r.readinto(buf, 0), r.readinto(buf), buf, r.readinto(buf))
print(r.close(), r.write(b"xy"), r.any(), r.read())
for i in range(20):
    r.write(bytes([i, i + 1]))
    print(list(r.read()), end=" ")
print()
for bad in (0, -3, bytearray(1), b"ro", "s"):
    try:
        RingIO(bad)
        print("no error")
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
r.write(b"abc")
del memory[2:]
try:
    r.read()
except ValueError as e:
    print(e)
