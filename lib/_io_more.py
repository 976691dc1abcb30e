"""io: the base classes that programs ask for, and buffers over streams written in Python."""
from abc import ABCMeta
from io import DEFAULT_BUFFER_SIZE, BytesIO, FileIO, IOBase, StringIO, TextIOWrapper, UnsupportedOperation, open

__all__ = ['BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase', 'FileIO', 'BytesIO', 'StringIO',
           'BufferedIOBase', 'BufferedReader', 'BufferedWriter', 'BufferedRWPair', 'BufferedRandom', 'TextIOBase',
           'TextIOWrapper', 'UnsupportedOperation', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END']


class _Base(IOBase, metaclass=ABCMeta):
    closed = False

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.closed = True

    def tell(self):
        return self.seek(0, 1)

    def seek(self, offset, whence=0):
        self._unsupported('seek')

    def truncate(self, size=None):
        self._unsupported('truncate')

    def fileno(self):
        self._unsupported('fileno')

    def readline(self, size=-1):
        line = b''
        while size is None or size < 0 or len(line) < size:
            c = self.read(1)
            if not c:
                break
            line += c
            if c == b'\n':
                break
        return line

    def _unsupported(self, name):
        raise UnsupportedOperation('%s.%s() not supported' % (self.__class__.__name__, name))


class RawIOBase(_Base):
    """A stream of bytes with readinto() and write()."""

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        block = bytearray(size)
        n = self.readinto(block)
        return n if n is None else bytes(block[:n])

    def readall(self):
        parts = []
        while part := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(part)
        return b''.join(parts)

    def readinto(self, b):
        raise NotImplementedError('readinto')

    def write(self, b):
        raise NotImplementedError('write')


class BufferedIOBase(_Base):
    """A stream of bytes that reads and writes all that is asked for."""

    def read(self, size=-1):
        self._unsupported('read')

    def read1(self, size=-1):
        self._unsupported('read1')

    def write(self, b):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')

    def readinto(self, b):
        view = memoryview(b).cast('B')
        block = self.read(len(view))
        view[:len(block)] = block
        return len(block)

    def readinto1(self, b):
        view = memoryview(b).cast('B')
        block = self.read1(len(view))
        view[:len(block)] = block
        return len(block)


class TextIOBase(_Base):
    """A stream of text."""
    encoding = newlines = errors = None

    def read(self, size=-1):
        self._unsupported('read')

    def readline(self):
        self._unsupported('readline')

    def write(self, s):
        self._unsupported('write')

    def truncate(self, pos=None):
        self._unsupported('truncate')

    def detach(self):
        self._unsupported('detach')


class _Buffered(BufferedIOBase):
    """What the buffers over a raw stream have in common."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        self._raw, self._size, self._ahead, self._late = raw, buffer_size, b'', bytearray()

    raw = property(lambda self: self._raw)
    closed = property(lambda self: self._raw is None or self._raw.closed)
    name = property(lambda self: self._raw.name)
    mode = property(lambda self: self._raw.mode)

    def readable(self):
        return self._raw.readable()

    def writable(self):
        return self._raw.writable()

    def seekable(self):
        return self._raw.seekable()

    def isatty(self):
        return self._raw.isatty()

    def fileno(self):
        return self._raw.fileno()

    def detach(self):
        self.flush()
        raw, self._raw = self._raw, None
        return raw

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def tell(self):
        return self._raw.tell() - len(self._ahead) + len(self._late)

    def seek(self, target, whence=0):
        self.flush()
        if whence == 1:
            target -= len(self._ahead)
        self._ahead = b''
        return self._raw.seek(target, whence)

    def truncate(self, pos=None):
        self.flush()
        return self._raw.truncate(self.tell() if pos is None else pos)

    def flush(self):
        if self.closed:
            raise ValueError('flush on closed file')
        while self._late:
            n = self._raw.write(self._late)
            if n is None:
                raise BlockingIOError(11, 'write could not complete without blocking', 0)
            del self._late[:n]

    def read(self, size=-1):
        """All there is, or size bytes; less at the end."""
        if size is None or size < -1:
            if size is not None:
                raise ValueError('invalid number of bytes to read')
            size = -1
        self.flush()
        parts, have = [self._ahead], len(self._ahead)
        while size < 0 or have < size:
            part = self._raw.read(max(self._size, size - have) if size >= 0 else self._size)
            if part is None and have == 0:
                return None
            if not part:
                break
            parts.append(part)
            have += len(part)
        data = b''.join(parts)
        if size < 0:
            size = len(data)
        self._ahead = data[size:]
        return data[:size]

    def read1(self, size=-1):
        """What one call of the raw stream gives at most."""
        if not self._ahead:
            self._ahead = self._raw.read(self._size) or b''
        n = len(self._ahead) if size < 0 else size
        data, self._ahead = self._ahead[:n], self._ahead[n:]
        return data

    def peek(self, size=0):
        if not self._ahead:
            self._ahead = self._raw.read(self._size) or b''
        return self._ahead

    def readline(self, size=-1):
        line = b''
        while size < 0 or len(line) < size:
            ahead = self.peek()
            end = ahead.find(b'\n') + 1 or len(ahead)
            if size >= 0:
                end = min(end, size - len(line))
            line += ahead[:end]
            self._ahead = ahead[end:]
            if not ahead or line.endswith(b'\n'):
                break
        return line

    def write(self, b):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self.closed:
            raise ValueError('write to closed file')
        if self._ahead:
            self._raw.seek(-len(self._ahead), 1)
            self._ahead = b''
        view = memoryview(b).cast('B')
        self._late += view
        if len(self._late) > self._size:
            self.flush()
        return len(view)


class BufferedReader(_Buffered):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise OSError('"raw" argument must be readable.')
        super().__init__(raw, buffer_size)

    def writable(self):
        return False

    def write(self, b):
        self._unsupported('write')


class BufferedWriter(_Buffered):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise OSError('"raw" argument must be writable.')
        super().__init__(raw, buffer_size)

    def readable(self):
        return False

    def read(self, size=-1):
        self._unsupported('read')

    read1 = readline = peek = read


class BufferedRandom(_Buffered):
    pass


class BufferedRWPair(BufferedIOBase):
    """A stream to read and another to write, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self.reader, self.writer = BufferedReader(reader, buffer_size), BufferedWriter(writer, buffer_size)
        for name in ('read', 'read1', 'peek', 'readline', 'readinto', 'readable'):
            setattr(self, name, getattr(self.reader, name))
        for name in ('write', 'flush', 'writable'):
            setattr(self, name, getattr(self.writer, name))

    closed = property(lambda self: self.writer.closed)

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()


class IncrementalNewlineDecoder:
    """Text whose ends of lines become line feeds; remembers a carriage return at the end of a piece."""

    def __init__(self, decoder, translate, errors='strict'):
        self._decoder, self._translate, self._held, self._seen = decoder, translate, False, set()

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
        if self._held and (text or final):
            text = '\r' + text
            self._held = False
        if text.endswith('\r') and not final:
            text, self._held = text[:-1], True
        plain = text.replace('\r\n', '')
        for end, there in (('\r\n', len(plain) < len(text)), ('\r', '\r' in plain), ('\n', '\n' in plain)):
            if there:
                self._seen.add(end)
        return text.replace('\r\n', '\n').replace('\r', '\n') if self._translate else text

    def reset(self):
        self._held, self._seen = False, set()
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        found = tuple([end for end in ('\r', '\n', '\r\n') if end in self._seen])
        return found if len(found) > 1 else found[0] if found else None


def text_encoding(encoding, stacklevel=2):
    return 'locale' if encoding is None else encoding


def _opened(path, mode, opener):
    """The descriptor that the opener given to open() has for a file."""
    import os
    flags = os.O_RDWR if '+' in mode else os.O_RDONLY if 'r' in mode else os.O_WRONLY
    for letter, more in (('w', os.O_CREAT | os.O_TRUNC), ('a', os.O_CREAT | os.O_APPEND), ('x', os.O_CREAT | os.O_EXCL)):
        if letter in mode:
            flags |= more
    fd = opener(path, flags | getattr(os, 'O_CLOEXEC', 0))
    if not isinstance(fd, int):
        raise TypeError('expected integer from opener')
    if fd < 0:
        raise ValueError('opener returned %d' % fd)
    return fd


def open_code(path):
    return open(path, 'rb')


RawIOBase.register(FileIO)
for _type in (BytesIO, FileIO):
    BufferedIOBase.register(_type)
for _type in (StringIO, TextIOWrapper):
    TextIOBase.register(_type)
del _type
