import gzip
import io
import os
import tempfile

DATA = bytes(range(256)) * 300 + b'line one\nline two\r\nthree'


def error(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def buffer(data=b''):
    return io.BytesIO(data)


packed = gzip.compress(DATA, mtime=0)
print(gzip.decompress(packed) == DATA, gzip.decompress(packed + gzip.compress(b'two', 1, mtime=5) + b'\0\0') == DATA + b'two')
print(gzip.compress(b'', 9, mtime=1)[:10], gzip.compress(b'', 1, mtime=1)[:10], gzip.decompress(b''))
for broken in (packed[:-1], packed[:5], packed[:40], b'xy' + packed, packed[:2] + b'\7' + packed[3:], packed + b'x'):
    error(gzip.decompress, broken)
for wrong in (packed[:-8] + bytes(4) + packed[-4:], packed[:-8] + packed[-4:] * 2):
    try:
        gzip.GzipFile(fileobj=buffer(wrong)).read()
    except gzip.BadGzipFile as e:
        print(e)
error(gzip.decompress, packed[:-4] + bytes(4))
extra = b'\x1f\x8b\x08\x1e' + bytes(6) + b'\3\0abcname\0comment\0\1\2' + gzip.compress(b'head')[10:]
print(gzip.decompress(extra))

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, 'a.gz')
    with gzip.open(name, 'wb') as f:
        print(f.write(DATA), f.tell(), f.writable(), f.readable(), f.mode == gzip.WRITE, f.name == name)
        error(f.read)
        error(f.seek, 1)
    print(f.closed, open(name, 'rb').read(10)[3], b'a\0' in open(name, 'rb').read(20))
    with gzip.open(name, 'ab', 1) as f:
        f.write(memoryview(b'wide').cast('H'))
        f.seek(10, 1)
    with gzip.GzipFile(name) as f:
        print(f.mtime, f.read(3), f.tell(), f.peek(2)[:2], f.read1(4), f.seek(76800), f.readline(), f.readline(4), f.readlines(),
              f.seek(2), f.read(2), f.seek(0, 2), f.read(), f.mtime > 0, f.seekable(), f.fileno() > 2)
        error(f.write, b'x')
        f.rewind()
        b = bytearray(5)
        print(f.readinto(b), b, sum(1 for _ in f))
    error(f.read)
    with gzip.open(name, 'wt', encoding='latin-1', newline='\r\n') as f:
        print(f.write('zwölf\nab\n'))
    print(gzip.open(name).read(), gzip.open(name, 'rt', encoding='latin-1').readlines())
    for bad in (('rw',), ('rtb',), ('rb', 9, 'utf-8')):
        error(gzip.open, name, *bad)
    error(gzip.open, 5)
    error(gzip.GzipFile, name, 'rt')
f = buffer()
g = gzip.GzipFile('ä.gz', 'wb', fileobj=f, mtime=7)
g.write(b'abc')
g.flush()
print(gzip.GzipFile(fileobj=buffer(f.getvalue())).read(3), f.getvalue()[:14])
g.close()
g.close()
print(f.closed, gzip.decompress(f.getvalue()), issubclass(gzip.BadGzipFile, OSError))
g = gzip.GzipFile(fileobj=buffer(gzip.compress(b'x' * 100000)))
print(len(g.read(99999)), g.read(), g.read(1), g.peek(1))
