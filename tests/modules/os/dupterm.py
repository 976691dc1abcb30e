# The console doubled to streams, and input from them.
# not under esp8266: the prompt has no standard error
import io
import os
import sys


class Stream(io.IOBase):
    def __init__(self, source=b""):
        self.seen, self.source, self.bad = b"", source, False

    def write(self, data):
        if self.bad:
            raise ValueError("no more")
        print("not doubled")
        self.seen += data
        return len(data)

    def readinto(self, buf):
        if not self.source:
            return None
        buf[0] = self.source[0]
        self.source = self.source[1:]
        return 1


def error(f, *args):
    try:
        print("no error:", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


print(os.dupterm(None), os.dupterm(None, 1))
error(os.dupterm, None, 2)
error(os.dupterm, None, "x")
s = Stream()
print(os.dupterm(s))
print("one", 2)
sys.stdout.write("three\n")
print(os.dupterm(None) is s)
print(s.seen)

s, t = Stream(), Stream()
os.dupterm(s, 0)
os.dupterm(t, 1)
print("both")
os.dupterm(None, 0)
print("second")
print(os.dupterm(None, 1) is t)
print(s.seen, t.seen)

# A stream that raises is detached.
t = Stream()
os.dupterm(t, 1)
t.bad = True
print("to nobody")
t.bad = False
print(os.dupterm(None, 1), t.seen)

# Input.
s = Stream(b"first line\nsecond")
s.write = lambda data: len(data)
os.dupterm(s)
a = sys.stdin.readline()
b = sys.stdin.read(3)
os.dupterm(None)
print(repr(a), repr(b))

# What comes between, and Ctrl-C.
s = Stream(b"abc\n")
s.write = lambda data: len(data)
os.dupterm(s, 1)
os.dupterm_notify(s)
c = (s.source, sys.stdin.read(2))
s.source = b"\x03"
try:
    os.dupterm_notify(s)
    for i in range(1000):
        pass
    d = "not interrupted"
except KeyboardInterrupt:
    d = "interrupted"
os.dupterm(None, 1)
print(c, d)
os.dupterm_notify(None)
