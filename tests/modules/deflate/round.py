# DeflateIO writes what it and zlib read, and reads what zlib writes.
import io
import random
import zlib
import deflate

random.seed(5)
WORDS = [b'the', b'quick', b'brown', b'fox', b' ', b'\n', b'\xff\x90']


def text(n):
    out = b''
    while len(out) < n:
        out += random.choice(WORDS)
    return out[:n]


def noise(n):
    return bytes([random.getrandbits(8) for i in range(n)])


def written(data, form, wbits):
    out = io.BytesIO()
    with deflate.DeflateIO(out, form, wbits) as f:
        i = 0
        while i == 0 or i < len(data):
            n = random.randint(1, 700)
            f.write(data[i:i + n])
            i += n
    return out.getvalue()


def pieces(f):
    out = b''
    buf = bytearray(100)
    while True:
        n = f.readinto(buf, random.randint(1, 100))
        if n == 0:
            return out
        out += buf[:n]
        out += f.read(random.randint(1, 40))


DATA = [b'', b'a', b'ab' * 5, b'a' * 1000, text(1500), noise(700), text(300) + noise(70) + text(300), b'xyz' * 500]
WBITS = {deflate.RAW: -15, deflate.ZLIB: 15, deflate.GZIP: 31}
for data in DATA:
    for form in WBITS:
        for wbits in 0, 5, 8, 10:
            packed = written(data, form, wbits)
            assert zlib.decompress(packed, WBITS[form]) == data
            size = wbits or (8 if form == deflate.RAW else 0)
            f = io.BytesIO(packed + b'rest')
            with deflate.DeflateIO(f, form, size) as d:
                assert d.read() == data and d.read() == b'' and d.read(5) == b''
            assert f.read() == b'rest'
            auto = deflate.RAW if form == deflate.RAW else deflate.AUTO
            f = io.BytesIO(packed + b'rest')
            assert pieces(deflate.DeflateIO(f, auto, size)) == data
            assert f.read() == b'rest'
        for level in 0, 1, 6, 9:
            c = zlib.compressobj(level, zlib.DEFLATED, WBITS[form] if form != deflate.RAW else -10)
            packed = c.compress(data) + c.flush()
            got = deflate.DeflateIO(io.BytesIO(packed), form, 10 if form == deflate.RAW else 0).read()
            assert got == data
    print(len(data), 'ok')

lines = written(b'one\ntwo\n\nfour', deflate.ZLIB, 0)
print(list(deflate.DeflateIO(io.BytesIO(lines))))
f = deflate.DeflateIO(io.BytesIO(lines))
print(f.readline(), f.readline(2), f.readline(), f.readline(), f.readline(), f.readline())
