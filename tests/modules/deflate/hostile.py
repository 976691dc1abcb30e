# Truncated, corrupt and lying streams: an exception, in bounded time and memory.
import io
import random
import deflate

random.seed(3)


class Bytes:
    """A stream with nothing but what is needed, that counts what is taken."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def read(self, n):
        piece = self.data[self.at:self.at + n]
        self.at += len(piece)
        return piece


def result(data, form=deflate.AUTO, wbits=0, n=-1):
    try:
        return deflate.DeflateIO(io.BytesIO(data), form, wbits).read(n)
    except (EOFError, OSError) as e:
        return type(e).__name__


def pack(data, form, wbits=0):
    out = io.BytesIO()
    with deflate.DeflateIO(out, form, wbits) as f:
        f.write(data)
    return out.getvalue()


words = b''.join(b'line %d of the text\n' % i for i in range(40))
for form in deflate.ZLIB, deflate.GZIP:
    packed = pack(words, form)
    print(form, {result(packed[:i]) for i in range(len(packed))})
    wrong = 0
    for i in range(0, len(packed), 3):
        changed = bytearray(packed)
        changed[i] ^= 1 << i % 8
        wrong += result(changed) == words
    # The time, the system and such of a gzip header are not looked at.
    print(form, 'unnoticed:', wrong)
for i in range(300):
    junk = bytes([random.getrandbits(8) for j in range(random.randint(0, 60))])
    result(junk, deflate.RAW, 8, 5000)
    result(b'\x78\x9c' + junk, deflate.ZLIB, 8, 5000)
    result(b'\x1f\x8b\x08' + junk, deflate.GZIP, 8, 5000)
for raw in (b'\x07', b'\x06\x00', b'\x01\x05\x00\x05\x00abcde', b'\x01\x05\x00\xfa\xffabcd', b'\x03\x02', b'\x4b\x04\x12\x00',
            b'\x05\xe0\xff\xff', b'\x04\xc0\x01', b'\xed\xfd\xff\xff\xff\xff\xff\xff\xff\xff'):
    print(raw, result(raw, deflate.RAW))

# A bomb is read as far as it is asked for.
out = io.BytesIO()
with deflate.DeflateIO(out, deflate.ZLIB) as f:
    for i in range(100):
        f.write(bytes(300))
bomb = out.getvalue()
print(len(bomb) < 300, len(result(bomb, n=1000)))
# The window that the header asks for is not needed: a smaller one is given, and the distances are checked.
far = pack(b'0123456789abcdef' * 2 + bytes(range(200)) * 2 + b'0123456789abcdef', deflate.ZLIB, 10)
print(result(far) == result(far, wbits=10), result(far, wbits=5))

source = Bytes(pack(b'exactly', deflate.RAW) + b'more')
print(deflate.DeflateIO(source, deflate.RAW).read(), source.read(9))


class Again:
    def read(self, n):
        return d.read(1)

    def write(self, data):
        return d.write(b'again')


class Odd:
    def __init__(self, answer):
        self.answer = answer

    def read(self, n):
        return self.answer

    def write(self, data):
        return self.answer


d = deflate.DeflateIO(Again())
for f in (lambda: d.read(), lambda: d.write(bytes(range(256)) * 9), lambda: deflate.DeflateIO(Odd(None)).read(),
          lambda: deflate.DeflateIO(Odd(5)).read(), lambda: deflate.DeflateIO(Odd(99)).write(bytes(3000)),
          lambda: deflate.DeflateIO(Odd('x')).write(bytes(3000)), lambda: deflate.DeflateIO(7).read(),
          lambda: deflate.DeflateIO(), lambda: deflate.DeflateIO(io.BytesIO(), 4),
          lambda: deflate.DeflateIO(io.BytesIO(), 1, 4), lambda: deflate.DeflateIO(io.BytesIO(), 1, 16),
          lambda: deflate.DeflateIO(io.BytesIO(), nobits=3)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e.errno if isinstance(e, OSError) else e)

out = io.BytesIO()
d = deflate.DeflateIO(out, close=True)
d.write('text')
d.close()
d.close()
print(out.closed)
for f in d.read, d.readline, lambda: d.write(b''), lambda: d.readinto(bytearray(3)):
    try:
        f()
    except ValueError as e:
        print(e)
# Nothing written, nothing read: nothing there.
out = io.BytesIO()
deflate.DeflateIO(out, deflate.GZIP).close()
print(out.getvalue())
