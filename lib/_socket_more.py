"""socket: what is made of its C half."""
import os
import sys
from enum import IntEnum, IntFlag
from io import BufferedReader, BufferedRWPair, BufferedWriter, DEFAULT_BUFFER_SIZE, RawIOBase, TextIOWrapper

import socket as _socket

_GLOBAL_DEFAULT_TIMEOUT = object()


def _enum(kind, name, prefix):
    return kind(name, [(n, getattr(_socket, n)) for n in dir(_socket) if n.startswith(prefix)], module='socket')


def __getattr__(name):
    made = {'AddressFamily': (IntEnum, 'AF_'), 'SocketKind': (IntEnum, 'SOCK_'), 'MsgFlag': (IntFlag, 'MSG_'),
            'AddressInfo': (IntFlag, 'AI_')}.get(name)
    if made is None:
        raise AttributeError(name)
    cls = globals()[name] = _enum(made[0], name, made[1])
    return cls


class SocketIO(RawIOBase):
    """The raw stream under the files of makefile()."""

    def __init__(self, sock, mode):
        if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
            raise ValueError('invalid mode: %r' % mode)
        self._sock, self.mode = sock, mode if 'b' in mode else mode + 'b'
        self._reading, self._writing, self._timed_out = 'r' in mode, 'w' in mode, False
        sock._file(False)

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    def readable(self):
        self._check()
        return self._reading

    def writable(self):
        self._check()
        return self._writing

    def seekable(self):
        self._check()
        return False

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def fileno(self):
        self._check()
        return self._sock.fileno()

    def readinto(self, b):
        self._check()
        if not self._reading:
            self._unsupported('read')
        if self._timed_out:
            raise OSError('cannot read from timed out object')
        try:
            return self._sock.recv_into(b)
        except TimeoutError:
            self._timed_out = True
            raise
        except BlockingIOError:
            return None

    def write(self, b):
        self._check()
        if not self._writing:
            self._unsupported('write')
        try:
            return self._sock.send(b)
        except BlockingIOError:
            return None

    def close(self):
        if not self.closed:
            super().close()
            self._sock._file(True)
            self._sock = None


class _TextPair:
    """A text file that reads and writes: what it has read ahead is in the way of writing in no single one."""
    mode = 'rw'

    def __init__(self, reader, writer, *args):
        self._reader, self._writer = TextIOWrapper(reader, *args), TextIOWrapper(writer, *args)
        for name in ('read', 'readline', 'readlines', 'readable', 'fileno', 'isatty', 'seekable'):
            setattr(self, name, getattr(self._reader, name))
        for name in ('write', 'writelines', 'flush', 'writable'):
            setattr(self, name, getattr(self._writer, name))

    encoding = property(lambda self: self._reader.encoding)
    errors = property(lambda self: self._reader.errors)
    newlines = property(lambda self: self._reader.newlines)
    closed = property(lambda self: self._writer.closed)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._reader)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()


def _makefile(sock, mode, buffering, encoding, errors, newline):
    if not set(mode) <= {'r', 'w', 'b'}:
        raise ValueError('invalid mode %r (only r, w, b allowed)' % (mode,))
    writing = 'w' in mode
    reading = 'r' in mode or not writing
    binary = 'b' in mode
    raw = SocketIO(sock, ('r' if reading else '') + ('w' if writing else ''))
    if buffering is None or buffering < 0:
        buffering = DEFAULT_BUFFER_SIZE
    if buffering == 0:
        if not binary:
            raise ValueError('unbuffered streams must be binary')
        return raw
    if reading and writing and not binary:
        return _TextPair(raw, SocketIO(sock, 'w'), encoding, errors, newline)
    if reading and writing:
        buffer = BufferedRWPair(raw, raw, buffering)
    else:
        buffer = (BufferedReader if reading else BufferedWriter)(raw, buffering)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline)
    try:
        text.mode = mode
    except AttributeError:
        pass
    return text


def getfqdn(name=''):
    """The whole name of a host."""
    name = name.strip() or _socket.gethostname()
    if name == '0.0.0.0':
        name = _socket.gethostname()
    try:
        found = gethostbyaddr(name)
    except OSError:
        return name
    for candidate in (found[0], *found[1]):
        if '.' in candidate:
            return candidate
    return found[0]


def gethostbyaddr(host):
    """(name, other names, addresses) of a host or address."""
    info = _socket.getaddrinfo(host, 0, 0, _socket.SOCK_STREAM)
    addresses = []
    for entry in info:
        if entry[4][0] not in addresses:
            addresses.append(entry[4][0])
    try:
        name = _socket.getnameinfo(info[0][4], _socket.NI_NAMEREQD)[0]
    except _socket.gaierror as e:
        raise _socket.herror(1, 'Unknown host') from e
    return name, [], addresses


def gethostbyname_ex(host):
    """(name, other names, IPv4 addresses) of a host."""
    info = _socket.getaddrinfo(host, 0, _socket.AF_INET, _socket.SOCK_STREAM, 0, _socket.AI_CANONNAME)
    return info[0][3] or host, [], [entry[4][0] for entry in info]


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """A socket that is connected to (host, port): to the first address of the host that answers."""
    host, port = address
    failed = []
    for family, kind, proto, _, at in _socket.getaddrinfo(host, port, 0, _socket.SOCK_STREAM):
        sock = None
        try:
            sock = _socket.socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(at)
            return sock
        except OSError as e:
            failed.append(e)
            if sock is not None:
                sock.close()
    if not failed:
        raise OSError('getaddrinfo returns an empty list')
    try:
        if all_errors:
            raise ExceptionGroup('create_connection failed', failed)
        raise failed[0]
    finally:
        failed = None


def has_dualstack_ipv6():
    """Whether one socket can serve IPv4 and IPv6."""
    try:
        with _socket.socket(_socket.AF_INET6, _socket.SOCK_STREAM) as sock:
            sock.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, 0)
            return True
    except OSError:
        return False


def create_server(address, *, family=2, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens at (host, port)."""
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError('dualstack_ipv6 not supported on this platform')
        if family != _socket.AF_INET6:
            raise ValueError('dualstack_ipv6 requires AF_INET6 family')
    sock = _socket.socket(family, _socket.SOCK_STREAM)
    try:
        sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEPORT, 1)
        if family == _socket.AF_INET6:
            sock.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, not dualstack_ipv6)
        try:
            sock.bind(address)
        except OSError as e:
            raise OSError(e.errno, '%s (while attempting to bind on address %r)' % (e.strerror, address)) from None
        sock.listen() if backlog is None else sock.listen(backlog)
        return sock
    except BaseException:
        sock.close()
        raise
