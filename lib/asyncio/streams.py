"""Streams of bytes that tasks read from and write to without holding up the others.

A stream over a socket reads when somebody wants to have something, and writes at once what the socket takes: nothing is kept
for a peer that does not read, beyond what write() was given.
"""
from . import events
from .exceptions import IncompleteReadError, LimitOverrunError

__all__ = ['StreamReader', 'StreamWriter', 'Stream', 'Server', 'open_connection', 'start_server', 'open_unix_connection',
           'start_unix_server']

_LIMIT = 1 << 16


class StreamReader:
    """Bytes that somebody feeds, and tasks wait for."""
    _eof, _exception, _waiter = False, None, None

    def __init__(self, limit=_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit, self._buffer = limit, bytearray()

    def __repr__(self):
        info = [type(self).__name__]
        if self._buffer:
            info.append('%d bytes' % len(self._buffer))
        if self._eof:
            info.append('eof')
        if self._limit != _LIMIT:
            info.append('limit=%d' % self._limit)
        if self._exception:
            info.append('exception=%r' % (self._exception,))
        return '<%s>' % ' '.join(info)

    def exception(self):
        return self._exception

    def set_exception(self, exc):
        self._exception = exc
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_exception(exc)

    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None)

    def feed_eof(self):
        self._eof = True
        self._wake()

    def feed_data(self, data):
        assert not self._eof, 'feed_data after feed_eof'
        if data:
            self._buffer.extend(data)
            self._wake()

    def at_eof(self):
        return self._eof and not self._buffer

    async def _more(self, who):
        """Waits until there is more, or the end has come."""
        if self._waiter is not None:
            raise RuntimeError('%s() called while another coroutine is already waiting for incoming data' % who)
        self._waiter = events.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _take(self, n):
        data = bytes(self._buffer[:n])
        del self._buffer[:n]
        return data

    def _check(self):
        if self._exception is not None:
            raise self._exception

    async def read(self, n=-1):
        """Up to n bytes, as soon as there are some; all until the end if n is negative."""
        self._check()
        if n < 0:
            parts = []
            while part := await self.read(self._limit):
                parts.append(part)
            return b''.join(parts)
        if n and not self._buffer and not self._eof:
            await self._more('read')
        return self._take(n)

    async def readinto(self, buf):
        """Fills the buffer with what there is, at least one byte; returns how many."""
        data = await self.read(len(buf))
        buf[:len(data)] = data
        return len(data)

    async def readline(self):
        try:
            return await self.readuntil(b'\n')
        except IncompleteReadError as e:
            return e.partial
        except LimitOverrunError as e:
            if self._buffer.startswith(b'\n', e.consumed):
                del self._buffer[:e.consumed + 1]
            else:
                self._buffer.clear()
            raise ValueError(e.args[0])

    async def readuntil(self, separator=b'\n'):
        """The bytes up to the separator and with it."""
        size = len(separator)
        if not size:
            raise ValueError('Separator should be at least one-byte string')
        self._check()
        seen = 0
        while True:
            at = self._buffer.find(separator, seen)
            if at >= 0:
                break
            seen = max(0, len(self._buffer) - size + 1)
            if seen > self._limit:
                raise LimitOverrunError('Separator is not found, and chunk exceed the limit', seen)
            if self._eof:
                raise IncompleteReadError(self._take(len(self._buffer)), None)
            await self._more('readuntil')
            self._check()
        if at > self._limit:
            raise LimitOverrunError('Separator is found, but chunk is longer than limit', at)
        return self._take(at + size)

    async def readexactly(self, n):
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        self._check()
        while len(self._buffer) < n:
            if self._eof:
                raise IncompleteReadError(self._take(n), n)
            await self._more('readexactly')
            self._check()
        return self._take(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


class Stream(StreamReader):
    """A stream object that select.poll can watch, with read(n) and write(data) that give None rather than wait: a socket, a
    UART, a device written in Python. It reads and writes: CPython's StreamWriter as well."""
    _closing = _shut = False
    _end = None   # the task that writes the rest and closes

    def __init__(self, s, e=None, *, limit=_LIMIT):
        super().__init__(limit)
        self.s, self.e, self.out = s, e or {}, bytearray()
        self._pending = [None, None]  # the futures that wait until it can be read, written

    @property
    def transport(self):
        return self

    def get_extra_info(self, name, default=None):
        if name not in self.e:
            try:
                if name == 'socket':
                    self.e[name] = self.s
                elif name in ('peername', 'sockname'):
                    self.e[name] = getattr(self.s, 'get' + name)()
            except (AttributeError, OSError):
                pass
        return self.e.get(name, default)

    async def _until(self, which):
        loop = events.get_running_loop()
        future = self._pending[which] = loop._until(self.s, which)
        try:
            await future
        except BaseException:
            loop._watch(self.s, which, None)
            raise
        finally:
            self._pending[which] = None

    async def _more(self, who):
        if self._pending[0] is not None:
            raise RuntimeError('%s() called while another coroutine is already waiting for incoming data' % who)
        while not self._shut:
            try:
                data = self.s.read(self._limit)
            except OSError as e:
                self._exception = e
                raise
            if data is not None:
                if data:
                    self._buffer.extend(data)
                    return
                break
            await self._until(0)
        self._eof = True

    def write(self, data):
        """Keeps the bytes, those that are not taken at once, for drain()."""
        if self._closing or self._exception is not None:
            return
        if not self.out:
            n = self._send(data)
            data = memoryview(data)[n or 0:]
        self.out += data

    def _send(self, data):
        try:
            return self.s.write(data)
        except OSError as e:
            self._exception = e  # drain() and read() tell
            return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    async def drain(self):
        """Waits until all has been written."""
        while self.out:
            self._check()
            await self._until(1)
            n = self._send(self.out)
            if n:
                del self.out[:n]
        self._check()

    def can_write_eof(self):
        return hasattr(self.s, 'shutdown')

    def write_eof(self):
        """The peer reads the end behind what was written."""
        self._closing = True
        if self.out:
            events.get_running_loop().create_task(self._write_eof())
        else:
            self._shut_writing()

    async def _write_eof(self):
        try:
            await self.drain()
        except OSError:
            return
        self._shut_writing()

    def _shut_writing(self):
        try:
            self.s.shutdown(1)
        except OSError:
            pass  # it is not connected any more

    def is_closing(self):
        return self._closing

    def close(self):
        """Closes it as soon as all has been written."""
        self._closing = True
        if self._shut or self._end is not None:
            return
        if self.out and self._exception is None:
            self._end = events.get_running_loop().create_task(self._finish())
        else:
            self._close()

    async def _finish(self):
        try:
            await self.drain()
        except OSError:
            pass
        finally:
            self._close()

    def _close(self):
        if self._shut:
            return
        self._shut = True
        loop = events._get_running_loop()
        for which, future in enumerate(self._pending):
            if future is not None:
                if loop is not None:
                    loop._watch(self.s, which, None)
                if not future.done():
                    future.set_result(None)
        self.s.close()

    abort = _close

    async def wait_closed(self):
        self.close()
        if self._end is not None:
            await self._end

    aclose = wait_closed

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.wait_closed()


StreamWriter = Stream


class Server:
    """Sockets that listen, each with a task that accepts; and the tasks that serve connections."""

    def __init__(self, socks, callback, limit, backlog):
        self._socks, self._callback, self._limit, self._backlog = socks, callback, limit, backlog
        self._acceptors, self._serving, self._closed = [], False, None
        self._loop = events.get_running_loop()

    def __repr__(self):
        return '<Server sockets=%r>' % (self.sockets,)

    @property
    def sockets(self):
        return tuple(self._socks or ())

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    async def start_serving(self):
        if self._socks is None:
            raise RuntimeError('server %r is closed' % self)
        if self._serving:
            return
        self._serving = True
        loop = events.get_running_loop()
        for sock in self._socks:
            sock.listen(self._backlog)
            sock.setblocking(False)
            self._acceptors.append(loop.create_task(self._accept(loop, sock)))

    async def _accept(self, loop, sock):
        try:
            while True:
                await loop._until(sock, 0)
                for _ in range(self._backlog):
                    try:
                        peer, address = sock.accept()
                    except BlockingIOError:
                        break
                    except ConnectionError:
                        continue
                    except OSError as e:  # too many open files: those that are served come to their end
                        loop.call_exception_handler({'message': 'socket.accept() out of system resource', 'exception': e})
                        from .tasks import sleep
                        await sleep(1)
                        break
                    peer.setblocking(False)
                    self._begin(loop, Stream(peer, {'peername': address}, limit=self._limit))
        finally:
            loop._watch(sock, 0, None)

    def _begin(self, loop, stream):
        from .tasks import iscoroutine
        try:
            called = self._callback(stream, stream)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            loop.call_exception_handler({'message': 'Exception in callback %r' % (self._callback,), 'exception': e})
            stream._close()
            return
        if iscoroutine(called):
            loop.create_task(called).add_done_callback(lambda task: self._ended(loop, task, stream))

    def _ended(self, loop, task, stream):
        if task.cancelled():
            stream._close()
        elif task.exception() is not None:
            loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb',
                                         'exception': task.exception(), 'transport': stream})
            stream._close()

    def close(self):
        socks, self._socks = self._socks, None
        if socks is None:
            return
        self._serving = False
        for task in self._acceptors:
            task.cancel()
        for sock in socks:
            self._loop._watch(sock, 0, None)
            sock.close()
        if self._closed is not None and not self._closed.done():
            self._closed.cancel()

    async def wait_closed(self):
        for task in self._acceptors:
            try:
                await task
            except BaseException as e:
                from .exceptions import CancelledError
                if not (isinstance(e, CancelledError) and task.cancelled()):
                    raise
        self._acceptors = []

    async def serve_forever(self):
        if self._closed is not None:
            raise RuntimeError('server %r is already being awaited on serve_forever()' % self)
        await self.start_serving()
        self._closed = events.get_running_loop().create_future()
        try:
            await self._closed
        finally:
            self._closed = None
            self.close()
            await self.wait_closed()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.close()
        await self.wait_closed()


async def _connect(sock, address):
    loop = events.get_running_loop()
    sock.setblocking(False)
    error = sock.connect_ex(address)
    if error == 115:  # EINPROGRESS
        try:
            await loop._until(sock, 1)
        finally:
            loop._watch(sock, 1, None)
        error = sock.getsockopt(1, 4)  # SOL_SOCKET, SO_ERROR
    if error:
        raise OSError(error, 'Connect call failed %r' % (address,))


async def _connect_any(infos, local_addr):
    """A socket that is connected to the first address that answers."""
    import socket
    errors = []
    for family, kind, proto, _, address in infos:
        sock = None
        try:
            sock = socket.socket(family, kind, proto)
            if local_addr is not None:
                sock.bind(local_addr)
            await _connect(sock, address)
            return sock
        except OSError as e:
            errors.append(e)
            sock is None or sock.close()
        except BaseException:
            sock is None or sock.close()
            raise
    if not errors:
        raise OSError('getaddrinfo() returned empty list')
    if all(str(e) == str(errors[0]) for e in errors):
        raise errors[0]
    raise OSError('Multiple exceptions: ' + ', '.join(map(str, errors)))


def _plain(ssl):
    if ssl:
        raise ValueError('there is no TLS')


async def open_connection(host=None, port=None, *, limit=_LIMIT, ssl=None, family=0, proto=0, flags=0, sock=None,
                          local_addr=None, server_hostname=None):
    """(reader, writer) of a connection."""
    _plain(ssl)
    if sock is None:
        import socket
        if host is None and port is None:
            raise ValueError('host and port was not specified and no sock specified')
        sock = await _connect_any(socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, proto, flags), local_addr)
    else:
        if host is not None or port is not None:
            raise ValueError('host/port and sock can not be specified at the same time')
        sock.setblocking(False)
    stream = Stream(sock, limit=limit)
    return stream, stream


async def start_server(client_connected_cb, host=None, port=None, *, limit=_LIMIT, family=0, flags=1, sock=None,
                       backlog=100, ssl=None, reuse_address=True, reuse_port=None, start_serving=True):
    """A Server that calls client_connected_cb(reader, writer) for each connection."""
    _plain(ssl)
    import socket
    socks = []
    if sock is not None:
        if host is not None or port is not None:
            raise ValueError('host/port and sock can not be specified at the same time')
        socks.append(sock)
    else:
        if port is None and host is None:
            raise ValueError('Neither host/port nor sock were specified')
        hosts = [host or None] if host is None or isinstance(host, str) else host
        infos = []
        for one in hosts:
            for info in socket.getaddrinfo(one, port, family, socket.SOCK_STREAM, 0, flags):
                if info not in infos:
                    infos.append(info)
        try:
            for af, kind, proto, _, address in infos:
                try:
                    made = socket.socket(af, kind, proto)
                except OSError:
                    continue  # a family that this computer does not have
                socks.append(made)
                if reuse_address:
                    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if reuse_port:
                    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                if af == socket.AF_INET6:
                    made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                try:
                    made.bind(address)
                except OSError as e:
                    raise OSError(e.errno, 'error while attempting to bind on address %r: %s' %
                                  (address, (e.strerror or '').lower())) from None
        except BaseException:
            for made in socks:
                made.close()
            raise
    server = Server(socks, client_connected_cb, limit, backlog)
    if start_serving:
        await server.start_serving()
    return server


async def open_unix_connection(path=None, *, limit=_LIMIT, sock=None, ssl=None):
    """(reader, writer) of a connection to a socket in the file system."""
    _plain(ssl)
    if sock is None:
        import socket
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            await _connect(sock, path)
        except BaseException:
            sock.close()
            raise
    sock.setblocking(False)
    stream = Stream(sock, limit=limit)
    return stream, stream


async def start_unix_server(client_connected_cb, path=None, *, limit=_LIMIT, sock=None, backlog=100, ssl=None,
                            start_serving=True):
    """A Server at a socket in the file system."""
    _plain(ssl)
    if sock is None:
        import os
        import socket
        try:
            if os.stat(path)[0] & 0xF000 == 0xC000:
                os.remove(path)
        except OSError:
            pass
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            sock.bind(path)
        except BaseException:
            sock.close()
            raise
    server = Server([sock], client_connected_cb, limit, backlog)
    if start_serving:
        await server.start_serving()
    return server
