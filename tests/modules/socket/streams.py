# host only: there are no sockets
# Sockets as MicroPython's streams.
import socket

a, b = socket.socketpair()
print(a.write(b"line one\nline two\nrest"), a.write(b"abcdef", 3), a.write(b"abcdef", 1, 2))
print(b.readline(), b.readline(4), b.readline(), b.read(3), b.read(6))
a.setblocking(False)
b.setblocking(False)
print(b.read(1), b.read(), b.readline(), b.readinto(bytearray(3)), b.write(b""))
a.write(b"part\nial")
buffer = bytearray(20)
print(b.readinto(buffer, 3), buffer[:3], b.readline(), b.readline(), b.readline())
total = 0
while (n := a.write(bytes(50000))) is not None:
    total += n
got = 0
while (data := b.read(10000)) is not None:
    got += len(data)
print(total == got, total > 50000)
b.setblocking(True)
a.setblocking(True)
a.write(b"x" * 9000 + b"\nend")
a.close()
line = b.readline()
print(len(line), b.readinto(buffer), buffer[:3], b.read(), b.read(5), b.readline(), b.readinto(buffer))
b.close()
for f in (b.read, b.readline):
    try:
        f()
    except OSError as e:
        print(e.errno)
