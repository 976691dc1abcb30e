# BytesIO: reading, writing, places.
import io

def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)

b = io.BytesIO(b"line1\nline2\nlast")
show(lambda: b.read(3))
show(lambda: b.tell())
show(lambda: b.readline())
show(lambda: b.readlines())
show(lambda: b.read())
show(lambda: b.seek(-4, 2))
show(lambda: b.read())
show(lambda: b.seek(2))
show(lambda: b.seek(2, 1))
show(lambda: b.write(b"XX"))
show(lambda: b.getvalue())
show(lambda: b.seek(20))
show(lambda: b.read())
show(lambda: b.write(bytearray(b"ab")))
show(lambda: b.getvalue())
show(lambda: b.write("x"))
show(lambda: b.seek(-1))
show(lambda: b.seek(0, 3))
buf = bytearray(4)
b.seek(0)
show(lambda: b.readinto(buf))
print(buf)
b.seek(20)
show(lambda: b.readinto(buf))
print(buf)
show(lambda: b.truncate(3))
show(lambda: b.getvalue())
show(lambda: b.truncate(-1))
b.seek(0)
print(list(b))
with b:
    b.write(memoryview(b"12"))
    b.writelines([b"3", b"4"])
    print(b.getvalue(), bytes(b.getbuffer()))
show(lambda: b.read())
print(b.closed)
big = io.BytesIO()
for i in range(100):
    big.write(b"0123456789")
print(len(big.getvalue()), big.tell())


class Count(io.BytesIO):
    def write(self, data):
        print("write", data)
        return super().write(data)

c = Count(b"start")
c.write(b"ab")
print(c.getvalue())
