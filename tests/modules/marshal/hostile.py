# host only: marshal is a module of computers
import io
import marshal


def show(f, *args):
    try:
        print(repr(f(*args))[:80])
    except Exception as e:
        print(type(e).__name__, e)


class Int(int):
    pass


class Str(str):
    pass


class Bytes(bytes):
    pass


class List(list):
    pass


for v in Int(1), Str('a'), List(), object(), int, slice(1), range(3), len, [object()], {1: Int(2)}, ValueError, NotImplemented:
    show(marshal.dumps, v)

for data in (b'', b'i', b'i\0\0', b'z\5ab', b'?', b'0', b'[\1\0\0\0', b'[\1\0\0\0000', b'(\1\0\0\0000', b')\0010', b'[\xff\xff\xff\xff',
             b'[\xff\xff\xff\x7f', b'(\xff\xff\xff\xff', b'<\xff\xff\xff\xff', b's\xff\xff\xff\xff', b's\xff\xff\xff\x7f', b'u\xff\xff\xff\xff',
             b'u\1\0\0\0\xff', b'l\2\0\0\0\1\0\0\0', b'l\1\0\0\0\xff\xff', b'l\0\0\0\x80', b'l\xff\xff\xff\x7f', b'r\0\0\0\0', b'r\xff\xff\xff\xff',
             b'{0', b'{i\1\0\0\0000', b'{i\1\0\0\0', b'{', b'<\1\0\0\0[\0\0\0\0', b'{[\0\0\0\0N0', b'f\3abc', b'x\1a\0012', b'y' + bytes(15),
             b'g\0', b'<\1\0\0\0000', b'>\1\0\0\0000', b'N123', b'R\0\0\0\0', b'\xdb\1\0\0\0r\0\0\0\0', b'\xbe\1\0\0\0r\0\0\0\0',
             b'l\0\0\0\0', b'{i\1\0\0\0000N', b'[' + b'\1\0\0\0[' * 3000, b')\1' * 5000, b'\xfb' * 5000, b'S', b'.'):
    show(marshal.loads, data)
    if b'\x7f' in data:
        continue  # CPython takes 2 GB for it
    try:
        marshal.load(io.BytesIO(data))
    except (ValueError, EOFError, TypeError):
        pass
for v in 'abc', 5, None, [1]:
    show(marshal.loads, v)

deep = []
for i in range(1998):
    deep = [deep]
show(lambda: len(marshal.loads(marshal.dumps(deep))))
for i in range(3):
    deep = [deep]
show(marshal.dumps, deep)
for i in range(3000):
    deep = (deep,)
show(marshal.dumps, deep)


class File:
    def __init__(self, answer):
        self.answer = answer

    def read(self, n):
        return self.answer

    def readinto(self, buffer):
        return self.answer


show(marshal.load, 5)
show(marshal.dump, 5, 6)
for answer in 10**9, -1, 0, 'x', None:
    try:
        marshal.load(File(answer))
    except (ValueError, EOFError, TypeError) as e:
        print('refused')
