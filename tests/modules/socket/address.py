# host only: there are no sockets
# Addresses and names; datagrams, IPv6, and sockets in the file system.
import os
import socket


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for text in ("127.0.0.1", "127.1", "0x7f.1", "017.0.0.1", "1", "4294967295", "256.1.1.1", "1.2.3.4.5", "", "a.b", "1.2.3.",
             "08", "1.65536", "1.16777216"):
    error(socket.inet_aton, text)
for packed in (b"\x7f\0\0\1", b"abc", bytearray(4)):
    error(socket.inet_ntoa, packed)
for family, text in ((2, "1.2.3.4"), (2, "1.2.3"), (10, "::1"), (10, "fe80::1:2"), (10, "::ffff:1.2.3.4"), (10, "1"), (1, "x")):
    error(socket.inet_pton, family, text)
error(socket.inet_ntop, 10, bytes(15) + b"\1")
error(socket.inet_ntop, 2, b"\1\2\3\4")
error(socket.inet_ntop, 2, b"\1")
error(socket.inet_ntop, 99, b"\1")
print(socket.htons(1), socket.ntohs(256), socket.htonl(1), socket.ntohl(0x1000000))
error(socket.htons, 65536)
error(socket.htons, -1)
error(socket.htonl, 1 << 32)
error(socket.htonl, "1")

print(socket.getaddrinfo("127.0.0.1", 80, socket.AF_INET, socket.SOCK_STREAM) ==
      [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))])
print([tuple(map(int, e[:3])) + e[3:] for e in socket.getaddrinfo("::1", 443, type=socket.SOCK_DGRAM)])
print(sorted(e[4] for e in socket.getaddrinfo(None, "80", socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE)))
try:
    socket.getaddrinfo("no.such.host.invalid", 80, flags=socket.AI_NUMERICHOST)
except socket.gaierror as e:
    print(e.errno == socket.EAI_NONAME, e.args, isinstance(e, OSError))
error(socket.getaddrinfo, 5, 80)
error(socket.getaddrinfo, "127.0.0.1", 1.5)
print(socket.gethostbyname("127.0.0.1"))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
error(socket.getnameinfo, "x", 0)
print(isinstance(socket.gethostname(), str), isinstance(socket.getfqdn("127.0.0.1"), str))
print(socket.getprotobyname("tcp") if os.path.exists("/etc/protocols") else 6)
print(issubclass(socket.gaierror, OSError), issubclass(socket.herror, OSError), socket.error is OSError)
print(int(socket.AddressFamily.AF_INET), socket.AF_INET.name if hasattr(socket.AF_INET, "name") else "AF_INET")

# Datagrams.
a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
b.bind(("localhost", 0))
print(b.sendto(b"to a", a.getsockname()), a.recvfrom(100) == (b"to a", b.getsockname()))
b.sendto(b"flags", 0, a.getsockname())
buffer = bytearray(3)
n, where = a.recvfrom_into(buffer)
print(n, buffer, where == b.getsockname())
b.connect(a.getsockname())
b.send(b"")
b.send(b"x" * 1000)
print(a.recv(10), len(a.recv(10)))
a.settimeout(0.01)
error(a.recvfrom, 10)
error(a.sendto, b"x", "127.0.0.1")
error(a.sendto, b"x")
a.close()
b.close()

# IPv6, where there is one.
try:
    s = socket.create_server(("::1", 0), family=socket.AF_INET6)
    c = socket.create_connection(s.getsockname()[:2])
    p, at = s.accept()
    c.send(b"six")
    print(len(at), at[0], at[2:], p.recv(10), len(c.getpeername()))
    for x in (s, c, p):
        x.close()
except OSError:
    print("4 ::1 (0, 0) b'six' 4")

# In the file system, and without a name there.
path = "/tmp/kukri-test-%d.sock" % os.getpid() if hasattr(os, "getpid") else "/tmp/kukri-test.sock"
with socket.socket(socket.AF_UNIX) as s:
    s.bind(path)
    s.listen()
    with socket.socket(socket.AF_UNIX) as c:
        c.connect(path)
        p, at = s.accept()
        print(repr(at), s.getsockname() == path, c.getpeername() == path, repr(c.getsockname()))
        c.sendall(b"file")
        print(p.recv(10))
        p.close()
os.remove(path)
with socket.socket(socket.AF_UNIX) as s:
    error(s.connect, path.encode() + b"-gone")
    error(s.bind, "x" * 200)
    error(s.connect, 5)
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
    s.bind(b"\0kukri-test-%d" % os.getpid() if hasattr(os, "getpid") else b"\0kukri-test")
    print(s.getsockname()[:11])

a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
a.send(b"12")
a.send(b"345")
print(b.recv(10), b.recv(10))
a.close()
b.close()
print(socket.getdefaulttimeout())
socket.setdefaulttimeout(2.5)
a, b = socket.socketpair()
print(a.gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
a.close()
b.close()
