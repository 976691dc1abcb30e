# host only: there are no sockets
# TCP between sockets of this process: connecting, receiving, deadlines, halves, files.
import socket


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
print(server.getsockname()[0], server.family == socket.AF_INET, server.type == socket.SOCK_STREAM, server.proto)
print(repr(server).replace(str(port), "PORT").split(" fd=")[0], repr(server).split(", ", 1)[1].replace(str(port), "PORT"))
client = socket.create_connection(("127.0.0.1", port), timeout=5)
peer, address = server.accept()
print(address == client.getsockname(), peer.getpeername() == address, client.gettimeout(), peer.gettimeout())

client.sendall(b"hello world")
print(peer.recv(5), peer.recv(100, socket.MSG_PEEK), peer.recv(100))
buffer = bytearray(8)
client.send(b"abcdef")
print(peer.recv_into(buffer), buffer)
client.send(b"xy")
print(peer.recv_into(buffer, 1), peer.recv_into(memoryview(buffer)[4:]), buffer)
error(peer.recv_into, buffer, -1)
error(peer.recv_into, buffer, 9)
error(peer.recv_into, b"abc")
error(peer.recv, -1)
error(client.send, "text")
error(client.sendall, 5)

# Deadlines.
peer.settimeout(0.02)
error(peer.recv, 1)
try:
    peer.recv(1)
except socket.timeout as e:
    print(socket.timeout is TimeoutError, isinstance(e, OSError), e.errno)
peer.settimeout(0)
error(peer.recv, 1)
print(peer.getblocking(), peer.gettimeout())
peer.setblocking(True)
print(peer.getblocking(), peer.gettimeout())
server.settimeout(0.01)
error(server.accept)
error(server.settimeout, -1)
error(server.settimeout, "1")
big = b"x" * 100000
client.settimeout(0.05)
try:
    while True:
        client.sendall(big)
except TimeoutError as e:
    print("full:", e)
peer.settimeout(5)
n = 0
client.shutdown(socket.SHUT_WR)
while data := peer.recv(65536):
    n += len(data)
    if data.strip(b"x"):
        print("wrong bytes")
print(n > 100000)
# The other half is open still.
peer.sendall(b"late")
client.settimeout(None)
print(client.recv(10))
peer.close()
print(client.recv(10), client.recv(10))
client.close()
error(client.recv, 1)
error(client.send, b"a")
print(client.fileno())
client.close()

# Options.
with socket.socket() as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, b"\0\0\0\0")
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 4))
    error(s.getsockopt, socket.SOL_SOCKET, socket.SO_TYPE, -1)
    error(s.getsockopt, 9999, 9999)
    error(s.connect, ("127.0.0.1", 70000))
    error(s.connect, "127.0.0.1")
    error(s.connect, ("127.0.0.1", "80"))
    error(s.connect, (1, 2))
    error(s.connect, ("127.0.0.1", 2, 3))
    error(s.getpeername)
error(s.bind, ("", 0))

# Nobody listens there.
with socket.socket() as unused:
    unused.bind(("127.0.0.1", 0))
    gone = unused.getsockname()
error(socket.create_connection, gone)
with socket.socket() as s:
    print(s.connect_ex(gone))
    s.settimeout(1)
    error(s.connect, gone)
error(socket.socket, 999)
error(socket.socket, 2, 1, 0, -1)
error(socket.socket, 2, 1, 0, 987)

# Files over a connection.
client = socket.create_connection(("127.0.0.1", port))
server.settimeout(None)
peer, _ = server.accept()
f = peer.makefile("rb")
g = client.makefile("w", encoding="utf-8", newline="\r\n")
g.write("first line\nzw\u00f6lf\n")
g.flush()
print(f.readline(), f.readline())
client.send(b"a\nb\nend")
client.close()
print(client.fileno() >= 0)
g.close()
print(client.fileno())
print(f.read(1), list(f))
peer.close()
print(peer.fileno() >= 0)
f.close()
print(peer.fileno())

a, b = socket.socketpair()
rw = a.makefile("rwb", buffering=0)
print(rw.write(b"raw"), b.recv(9))
b.send(b"one\ntwo\n")
print(rw.readline(), rw.read(3), rw.readable(), rw.writable(), rw.seekable())
rw.close()
error(rw.read, 1)
error(a.makefile, "rz")
error(a.makefile, "r", 0)
with a.makefile("rw") as both:
    both.write("asked\n")
    both.flush()
    b.sendall(b"answered\n")
    print(b.recv(10), both.readline())
fd = a.detach()
print(fd >= 0, a.fileno())
c = socket.socket(fileno=fd)
print(c.family == socket.AF_UNIX, c.type == socket.SOCK_STREAM)
d = c.dup()
c.close()
d.send(b"dup")
print(b.recv(9))
d.close()
print(b.recv(9))
b.close()


class Counting(socket.socket):
    def __init__(self, *args):
        super().__init__(*args)
        self.count = 0

    def send(self, data):
        self.count += len(data)
        return super().send(data)


with Counting(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.connect(("127.0.0.1", port))
    s.send(b"12345")
    print(s.count, type(s).__name__)
server.close()
