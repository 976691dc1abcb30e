"""gzip: files as the program gzip makes them, on the module zlib.

A GzipFile is a stream of bytes over another one. What is read may be several such files one behind the other.
"""
import io
import time
import zlib
from struct import pack, unpack

__all__ = ['BadGzipFile', 'GzipFile', 'open', 'compress', 'decompress']
FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = 1, 2
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9
_BLOCK = io.DEFAULT_BUFFER_SIZE
_CUT = 'Compressed file ended before the end-of-stream marker was reached'


class BadGzipFile(OSError):
    """The file is no gzip file, or a broken one."""


def open(filename, mode='rb', compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """A GzipFile, with a TextIOWrapper around it if mode has a t; filename is a name or a stream."""
    text = 't' in mode
    if text and 'b' in mode:
        raise ValueError('Invalid mode: %r' % (mode,))
    for name, value in () if text else (('encoding', encoding), ('errors', errors), ('newline', newline)):
        if value is not None:
            raise ValueError("Argument '%s' not supported in binary mode" % name)
    binary_mode = mode.replace('t', '')
    if isinstance(filename, (str, bytes)) or hasattr(filename, '__fspath__'):
        file = GzipFile(filename, binary_mode, compresslevel)
    elif hasattr(filename, 'read') or hasattr(filename, 'write'):
        file = GzipFile(None, binary_mode, compresslevel, filename)
    else:
        raise TypeError('filename must be a str or bytes object, or a file')
    return io.TextIOWrapper(file, encoding, errors, newline) if text else file


def _header(level, mtime, name=b''):
    hint = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(level, 0)
    return pack('<4BLBB', 0x1f, 0x8b, 8, FNAME if name else 0, int(time.time() if mtime is None else mtime), hint,
                255) + (name + b'\0' if name else b'')


def _take(read, n):
    """n bytes, or EOFError."""
    data = read(n)
    while len(data) < n:
        more = read(n - len(data))
        if not more:
            raise EOFError(_CUT)
        data += more
    return data


def _read_header(read):
    """Reads the head of a member. The time in it; None where no more members are."""
    magic = read(2)
    if magic == b'':
        return None
    if magic != b'\x1f\x8b':
        raise BadGzipFile('Not a gzipped file (%r)' % magic)
    method, flags, mtime = unpack('<BBLxx', _take(read, 8))
    if method != 8:
        raise BadGzipFile('Unknown compression method')
    if flags & FEXTRA:
        _take(read, unpack('<H', _take(read, 2))[0])
    for kind in (FNAME, FCOMMENT):
        while flags & kind and read(1) not in (b'', b'\0'):
            pass
    if flags & FHCRC:
        _take(read, 2)
    return mtime


def _check_trailer(trailer, crc, size):
    stored, length = unpack('<LL', trailer)
    if stored != crc:
        raise BadGzipFile('CRC check failed %s != %s' % (hex(stored), hex(crc)))
    if length != size & 0xffffffff:
        raise BadGzipFile('Incorrect length of data produced')


class _Reader:
    """The members of a compressed stream, a block at a time. What the decoder leaves over is put back in front."""

    def __init__(self, file):
        self._file, self._ahead = file, b''
        self._decoder = self.mtime = None

    def _read(self, n):
        data, self._ahead = self._ahead[:n], self._ahead[n:]
        return data if len(data) == n else data + (self._file.read(n - len(data)) or b'')

    def _begin(self):
        mtime = _read_header(self._read)
        if mtime is None:
            return False
        self._decoder, self._crc, self._size, self.mtime = zlib.decompressobj(-15), 0, 0, mtime
        return True

    def _end(self):
        self._ahead = self._decoder.unused_data + self._ahead
        self._decoder = None
        _check_trailer(_take(self._read, 8), self._crc, self._size)
        c = b'\0'
        while c == b'\0':  # what fills up blocks
            c = self._read(1)
        self._ahead = c + self._ahead

    def more(self, limit):
        """The next bytes, at most limit of them; b'' at the end."""
        while True:
            decoder = self._decoder
            if decoder is None:
                if not self._begin():
                    return b''
                continue
            if decoder.eof:
                self._end()
                continue
            data = decoder.unconsumed_tail or self._read(_BLOCK)
            block = decoder.decompress(data, limit)
            if block:
                self._crc, self._size = zlib.crc32(block, self._crc), self._size + len(block)
                return block
            if not data and not decoder.eof:
                raise EOFError(_CUT)


class GzipFile(io.BufferedIOBase):
    """A gzip file that is read (mode r, rb) or written (w, wb, a, ab, x, xb); fileobj is used if filename is none."""
    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        self.fileobj = None
        if mode and ('t' in mode or 'U' in mode):
            raise ValueError('Invalid mode: %r' % (mode,))
        if mode and 'b' not in mode:
            mode += 'b'
        if fileobj is None:
            fileobj = self.myfileobj = io.open(filename, mode or 'rb')
        if filename is None:
            filename = getattr(fileobj, 'name', '')
            if not isinstance(filename, (str, bytes)):
                filename = ''
        elif hasattr(filename, '__fspath__'):
            filename = filename.__fspath__()
        mode = mode or getattr(fileobj, 'mode', 'rb')
        self.name, self._offset, self._wanted_mtime = filename, 0, mtime
        if mode.startswith('r'):
            self.mode, self.fileobj = READ, fileobj
            self._restart()
        elif mode.startswith(('w', 'a', 'x')):
            self.mode, self.fileobj, self._crc = WRITE, fileobj, 0
            self._encoder = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            fileobj.write(_header(compresslevel, mtime, self._stored_name()))
        else:
            raise ValueError('Invalid mode: %r' % (mode,))

    def _stored_name(self):
        """The file's name without folder and .gz; nothing if it is not Latin-1."""
        name = self.name
        if not isinstance(name, bytes):
            try:
                name = name.encode('latin-1')
            except UnicodeEncodeError:
                return b''
        name = name.rpartition(b'/')[2]
        return name[:-3] if name.endswith(b'.gz') else name

    def _restart(self):
        self._reader, self._offset, self._ahead = _Reader(self.fileobj), 0, b''

    def __repr__(self):
        return '<gzip %r %s>' % (self.fileobj, hex(id(self)))

    @property
    def mtime(self):
        """The time in the head that was read last."""
        return self._reader.mtime if self.mode == READ else self._wanted_mtime

    @property
    def closed(self):
        return self.fileobj is None

    def _check(self, mode=None):
        if self.fileobj is None:
            raise ValueError('I/O operation on closed file' if mode != WRITE else 'write() on closed GzipFile object')
        if mode is not None and self.mode != mode:
            import errno
            raise OSError(errno.EBADF, 'read() on write-only GzipFile object' if mode == READ else
                          'write() on read-only GzipFile object')

    def write(self, data):
        self._check(WRITE)
        view = memoryview(data)
        size = view.nbytes
        if size:
            if view.ndim != 1 or view.format != 'B':
                view = view.cast('B') if view.contiguous else view.tobytes()
            self._crc = zlib.crc32(view, self._crc)
            self.fileobj.write(self._encoder.compress(view))
            self._offset += size
        return size

    def _fill(self, limit=_BLOCK):
        """Whether bytes are ahead."""
        if not self._ahead:
            self._ahead = self._reader.more(limit)
        return bool(self._ahead)

    def read(self, size=-1):
        self._check(READ)
        parts = []
        while (size is None or size < 0 or size) and self._fill():
            parts.append(self._pop(size))
            if size is not None and size > 0:
                size -= len(parts[-1])
        return b''.join(parts)

    def _pop(self, size):
        """The bytes ahead, at most size of them."""
        if size is None or size < 0 or size >= len(self._ahead):
            data, self._ahead = self._ahead, b''
        else:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
        self._offset += len(data)
        return data

    def read1(self, size=-1):
        self._check(READ)
        return self._pop(size) if size != 0 and self._fill() else b''

    def peek(self, n=0):
        self._check(READ)
        self._fill()
        return self._ahead

    def readline(self, size=-1):
        self._check(READ)
        parts = []
        while size and self._fill():
            end = self._ahead.find(b'\n') + 1 or len(self._ahead)
            part = self._pop(end if size is None or size < 0 else min(end, size))
            parts.append(part)
            if part.endswith(b'\n'):
                break
            if size is not None and size > 0:
                size -= len(part)
        return b''.join(parts)

    def close(self):
        file, self.fileobj = self.fileobj, None
        if file is None:
            return
        try:
            if self.mode == WRITE:
                file.write(self._encoder.flush())
                file.write(pack('<LL', self._crc, self._offset & 0xffffffff))
        finally:
            self._ahead = b''
            mine, self.myfileobj = self.myfileobj, None
            if mine:
                mine.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check()
        if self.mode == WRITE:
            self.fileobj.write(self._encoder.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        return self.fileobj.fileno()

    def rewind(self):
        """Begins to read once more."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self.fileobj.seek(0)
        self._restart()

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def tell(self):
        self._check()
        return self._offset

    def seek(self, offset, whence=io.SEEK_SET):
        """Goes on to offset: reads what is before it (from the beginning, if need be), or writes zeros."""
        self._check()
        if whence == io.SEEK_CUR:
            offset += self._offset
        elif whence and self.mode == WRITE:
            raise ValueError('Seek from end not supported')
        elif whence:
            while self.read(_BLOCK):
                pass
            offset += self._offset
        if self.mode == WRITE:
            if offset < self._offset:
                raise OSError('Negative seek in write mode')
            while offset > self._offset:
                self.write(bytes(min(1024, offset - self._offset)))
        else:
            if offset < self._offset:
                self.rewind()
            while offset > self._offset and self.read(min(_BLOCK, offset - self._offset)):
                pass
        return self._offset


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """The whole data as a gzip file; with mtime=0 the same each time."""
    if mtime == 0:
        return zlib.compress(data, compresslevel, 31)
    return (_header(compresslevel, mtime) + zlib.compress(data, compresslevel, -15) +
            pack('<LL', zlib.crc32(data), len(data) & 0xffffffff))


def decompress(data):
    """What a gzip file in memory holds."""
    reader, parts = _Reader(io.BytesIO(data)), []
    while block := reader.more(1 << 20):
        parts.append(block)
    return b''.join(parts)
