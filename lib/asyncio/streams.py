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


def __getattr__(name):
    if name in ('Server', 'open_connection', 'start_server', 'open_unix_connection', 'start_unix_server'):
        import _asyncio_net
        return getattr(_asyncio_net, name)
    raise AttributeError("module 'asyncio.streams' has no attribute %r" % name)
