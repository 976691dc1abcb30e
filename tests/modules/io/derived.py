# host only: buffered files of Python streams
# Classes that derive from the files of the module io, with constructors of their own.
import io
import os


class Memory(io.TextIOWrapper):
    def __init__(self, initial='', newline='\n'):
        super().__init__(io.BufferedWriter(io.BytesIO(initial.encode())), 'utf-8', newline=newline)

    def getvalue(self):
        self.flush()
        return self.buffer.raw.getvalue()


class Named(io.FileIO):
    def __init__(self, name, extra):
        super().__init__(name, 'w+')
        self.extra = extra


class P:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


def error(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except (ValueError, TypeError, OSError) as e:
        print(type(e).__name__)


m = Memory()
print('höre', file=m)
print(m.getvalue(), type(m).__name__, isinstance(m, io.TextIOBase), m.readable(), m.writable())
error(Memory, 1, 2, 3)
raw = io.BytesIO(b'abc\ndef')
t = io.TextIOWrapper(raw, newline=None, encoding='utf-8')
print(t.readline(), t.buffer is raw, t.detach() is raw, raw.closed)
for use in (t.read, t.readline, t.flush, t.detach):
    error(use)
error(io.TextIOWrapper)
error(io.TextIOWrapper, raw, encoding=5)
error(io.TextIOWrapper, raw, nothing=5)
f = Named('derived.tmp', 7)
print(f.write(b'one\ntwo'), f.extra, f.mode, f.seek(0), f.readline(), f.closed, f.name)
f.close()
f.__init__('derived.tmp', 8)
print(f.closed, f.read(), f.extra)
f.close()
for use in (f.readable, f.writable, f.seekable, f.fileno, f.read):
    error(use)
empty = io.FileIO.__new__(Named)
print(empty.closed)
error(empty.read)
error(io.FileIO)
error(io.FileIO, 'derived.tmp', 5)
error(io.FileIO, 'derived.tmp', 'rb', True, None, None)
with open(P('derived.tmp'), 'w', opener=lambda path, flags: os.open(path, flags)) as f:
    print(f.write('opened'), f.name)
with open(P(b'derived.tmp')) as f:
    print(f.read())
error(open, P(5))
error(open, 1.5)
error(open, 'derived.tmp', opener=lambda path, flags: 'x')
print(os.stat(P('derived.tmp'))[6], os.path.exists(P('derived.tmp')))
os.rename(P('derived.tmp'), P('derived2.tmp'))
os.remove(P('derived2.tmp'))
error(os.stat, P('derived.tmp'))
for i in range(100):
    Memory('x' * i), io.FileIO(0, closefd=False)
