# Polling streams written in Python.
# not under esp8266: errors have names there, not sentences
import select
import time
import io


class S(io.IOBase):
    def __init__(self, name):
        self.name, self.ready = name, 0

    def ioctl(self, request, arg):
        if request != 3:
            return -22
        return self.ready & arg if self.ready >= 0 else self.ready


class Uart:
    name, n = "uart", 0

    def any(self):
        return self.n


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e.args if not isinstance(e, KeyError) else e.args[0].name)


def show(events):
    print([(s.name, e) for s, e in events])


print(select.POLLIN, select.POLLOUT, select.POLLERR, select.POLLHUP)
a, b, u = S("a"), S("b"), Uart()
p = select.poll()
show(p.poll(0))
p.register(a)
p.register(b, select.POLLIN)
p.register(u, select.POLLIN)
show(p.poll(0))
a.ready = select.POLLOUT
b.ready = select.POLLOUT
show(p.poll())
b.ready = 1 | 16
u.n = 3
show(p.poll(1000))
p.modify(b, 0)
show(p.ipoll(0))
show(p.ipoll(0, 1))
t = time.ticks_ms()
show(p.ipoll(20))
print(time.ticks_diff(time.ticks_ms(), t) >= 20)
p.modify(a, 4)
show(p.poll(0))
p.unregister(a)
error(p.unregister, a)
error(p.modify, a, 1)
show(p.poll(0))
error(p.register, "text")
error(p.register, object())
p.register(a, 5)
a.ready = -5
error(p.poll, 0)
a.ready = 5

r, w, x = select.select([a, b, u], [a, b], [], 0)
print([s.name for s in r], [s.name for s in w], x)
a.ready = b.ready = u.n = 0
print(select.select([a, b, u], [], [a], 0.01))
error(select.select, [a], [], [], -1)
error(select.select, 5, [], [])
import uselect
print(uselect is select)
