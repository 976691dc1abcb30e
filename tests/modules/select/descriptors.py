# host only: there are no sockets
# Waiting for sockets and descriptors.
import select
import socket
import time


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


a, b = socket.socketpair()
print(select.select([a, b], [], [], 0), select.select([a], [b], [], 0) == ([], [b], []))
b.send(b"x")
print(select.select([a, b], [a], [a], 1) == ([a], [a], []), select.select([a.fileno()], [], []) == ([a.fileno()], [], []))
start = time.time()
print(select.select([b], [], [], 0.03), time.time() - start > 0.02)
print(select.select([], [], [], 0.01))


class Holder:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd


holder = Holder(a.fileno())
print(select.select([holder], (), iter([])) == ([holder], [], []))
error(select.select, [Holder("a")], [], [])
error(select.select, [Holder(-1)], [], [])
error(select.select, [-1], [], [])
error(select.select, [object()], [], [])
error(select.select, [], [], [], -1)
error(select.select, [], [], [], "soon")
error(select.select, 1, [], [])

p = select.poll()
p.register(a.fileno(), select.POLLIN)
p.register(b.fileno())
print(p.poll(0) == [(a.fileno(), select.POLLIN), (b.fileno(), select.POLLOUT)])
p.modify(b.fileno(), select.POLLIN)
print([e for _, e in p.poll(10)])
a.recv(5)
start = time.time()
print(p.poll(20), time.time() - start > 0.015, p.poll(0.5))
b.close()
events = p.poll()
print(sorted(e & ~select.POLLHUP for _, e in events))
p.unregister(a.fileno())
error(p.modify, 999, 1)
error(p.register, object())
error(p.poll, "x")
many = [socket.socketpair() for _ in range(40)]
p = select.poll()
for x, y in many:
    p.register(x.fileno(), select.POLLIN)
for i in (3, 17, 39):
    many[i][1].send(b".")
print([fd for fd, _ in p.poll()] == [many[i][0].fileno() for i in (3, 17, 39)])
print(len(select.select([x for x, _ in many], [y for _, y in many], [])[1]))
for x, y in many:
    x.close()
    y.close()
a.close()
