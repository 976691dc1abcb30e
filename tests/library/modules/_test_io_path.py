import io
import os
import os.path as path


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return type(e).__name__


class Raw(io.RawIOBase):
    """Gives and takes at most 3 bytes at once."""

    def __init__(self, data=b''):
        self.data, self.at, self.calls = bytearray(data), 0, 0

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, b):
        self.calls += 1
        part = self.data[self.at:self.at + min(3, len(b))]
        b[:len(part)] = part
        self.at += len(part)
        return len(part)

    def write(self, b):
        part = bytes(b[:3])
        self.data[self.at:self.at + len(part)] = part
        self.at += len(part)
        return len(part)

    def seek(self, to, whence=0):
        self.at = to if whence == 0 else self.at + to if whence == 1 else len(self.data) + to
        return self.at

    def tell(self):
        return self.at


r = io.BufferedReader(Raw(b'one\ntwo words\n\nend'))
print(r.read(2), r.tell(), r.readline(), r.peek()[:1], r.readline(4), r.readline(), r.read(), r.read(), r.readable())
r.seek(4)
print(r.read(3), attempt(r.write, b'x'), attempt(r.read, -5), list(io.BufferedReader(Raw(b'a\nb')))[:3])
raw = Raw()
w = io.BufferedWriter(raw, 8)
print(w.write(b'12345'), bytes(raw.data), w.write(b'6789'), w.flush(), bytes(raw.data), attempt(w.write, 'text'), w.tell())
print(attempt(io.BufferedReader, io.BytesIO(), 0), io.RawIOBase().readable(), attempt(io.RawIOBase().readinto, bytearray(1)))
view = bytearray(5)
print(io.BufferedReader(Raw(b'abcdefg')).readinto(view), view, Raw(b'xyz').read(), Raw(b'xyzab').readall())
for stream in (io.BytesIO(), io.StringIO()):
    print(isinstance(stream, io.BufferedIOBase), isinstance(stream, io.TextIOBase), issubclass(Raw, io.IOBase))
d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode('a\r')), repr(d.decode('\nb\rc\n')), d.newlines, repr(d.decode('\r', final=True)), d.reset(), d.newlines)
print(io.text_encoding('utf-8'), attempt(getattr, io, 'nothing'))

for p in ('', 'a', 'a/b', '/a/b/', '../x', '/', './a', 'a//b'):
    print(p, path.splitdrive(p), path.normcase(p), attempt(path.relpath, p, 'a'), attempt(path.relpath, p, '/'), attempt(path.commonpath, [p, 'a/b']))
print(path.commonprefix(['abc', 'abd']), path.commonprefix([]), attempt(path.commonpath, []), path.commonpath(['/usr/lib', '/usr/local/x']), path.commonpath([b'a/b', b'a/c']))
os.environ['KK_TEST'] = 'value'
print(path.expandvars('$KK_TEST/${KK_TEST}x$'), path.expandvars('$NO_SUCH_NAME_ ${x'), path.pardir, path.devnull, path.pathsep, path.altsep)
print(path.islink('/'), path.ismount('/'), path.samefile('/', '/.'), path.getmtime('/') > 0, path.islink('/no/such'))
