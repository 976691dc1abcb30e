# TextIOWrapper on streams that are no files.
import io

b = io.BytesIO("one\nzw\u00f6lf\r\nthree".encode())
t = io.TextIOWrapper(b, "utf-8")
print(repr(t.read(3)), repr(t.readline()), repr(t.readline()), repr(t.read()), repr(t.read()))
t.close()
print(b.closed, t.closed)

b = io.BytesIO()
t = io.TextIOWrapper(b, "utf-8", None, "\r\n")
print(t.write("a\u00e4\nb\n"), file=None)
print("more", 5, file=t)
t.flush()
print(b.getvalue())


class Slow:
    def __init__(self, data):
        self.data, self.at, self.closed = data, 0, False
        self.seen = b""

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return False

    def readinto(self, buf):
        n = min(2, len(buf), len(self.data) - self.at)
        buf[:n] = self.data[self.at:self.at + n]
        self.at += n
        return n

    def read1(self, n):
        part = self.data[self.at:self.at + 2]
        self.at += 2
        return part

    read = read1

    def write(self, data):
        self.seen += bytes(data)
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True


s = Slow("\u20ac1\n\u20ac2\nend".encode())
t = io.TextIOWrapper(s, "utf-8")
print(list(t))
s = Slow(b"")
with io.TextIOWrapper(s, "utf-8") as t:
    t.write("written")
print(s.seen, s.closed)
for bad in (5, None, object()):
    try:
        io.TextIOWrapper(bad)
        print("no error")
    except (TypeError, AttributeError):
        print("error")
