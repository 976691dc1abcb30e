"""The event loop of computers: BaseEventLoop, with executors and sockets."""
import _asyncio

from . import events
from .exceptions import CancelledError

__all__ = ['BaseEventLoop', 'Server']


class BaseEventLoop(_asyncio.Loop, events.AbstractEventLoop):
    """A loop with everything but waiting for particular things of an operating system."""
    _exception_handler = _task_factory = _poller = _thread = _streams = _default_executor = None
    _shut = False
    _clock_resolution = 1e-6
    slow_callback_duration = 0.1

    from ._loop import (
        _check_closed, _check_running, _track_origins, run_forever, run_until_complete, get_debug, set_debug, call_soon_threadsafe,
        set_task_factory, get_task_factory, _watch, add_reader, add_writer, remove_reader, remove_writer, _until, _woken,
        _poll_streams, _generator_begins, _generator_dies, shutdown_asyncgens, get_exception_handler,
        set_exception_handler, default_exception_handler, call_exception_handler)
    from ._loop import close as _close

    def __init__(self):
        from .coroutines import _is_debug_mode
        self._generators = []
        self.set_debug(_is_debug_mode())

    def __repr__(self):
        return '<%s running=%s closed=%s debug=%s>' % (type(self).__name__, self.is_running(), self.is_closed(),
                                                       self.get_debug())

    def close(self):
        self._close()
        executor, self._default_executor = self._default_executor, None
        self._shut = True
        if executor is not None:
            executor.shutdown(wait=False)

    # Threads.

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        from .futures import wrap_future
        if executor is None:
            if self._shut:
                raise RuntimeError('Executor shutdown has been called')
            if self._default_executor is None:
                from concurrent.futures import ThreadPoolExecutor
                self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
            executor = self._default_executor
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self):
        """Waits for the executor's threads without holding up the loop."""
        self._shut = True
        executor = self._default_executor
        if executor is None:
            return
        import threading
        ended = self.create_future()

        def shut():
            executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(lambda: ended.done() or ended.set_result(None))
        thread = threading.Thread(target=shut)
        thread.start()
        try:
            await ended
        finally:
            thread.join()

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        import socket
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        import socket
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    # Sockets that do not block.

    async def _sock_do(self, sock, which, function, *args):
        """What the function gives as soon as it need not wait; which: 0 reads, 1 writes."""
        if self.get_debug() and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')
        while True:
            try:
                return function(*args)
            except (BlockingIOError, InterruptedError):
                pass
            future = self._until(sock, which)
            try:
                await future
            except BaseException:
                self._watch(sock, which, None)
                raise

    async def sock_recv(self, sock, n):
        return await self._sock_do(sock, 0, sock.recv, n)

    async def sock_recv_into(self, sock, buf):
        return await self._sock_do(sock, 0, sock.recv_into, buf)

    async def sock_recvfrom(self, sock, bufsize):
        return await self._sock_do(sock, 0, sock.recvfrom, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        return await self._sock_do(sock, 0, sock.recvfrom_into, buf, nbytes or len(buf))

    async def sock_sendto(self, sock, data, address):
        return await self._sock_do(sock, 1, sock.sendto, data, address)

    async def sock_sendall(self, sock, data):
        left = memoryview(data).cast('B')
        while left:
            left = left[await self._sock_do(sock, 1, sock.send, left):]

    async def sock_accept(self, sock):
        peer, address = await self._sock_do(sock, 0, sock.accept)
        peer.setblocking(False)
        return peer, address

    async def sock_connect(self, sock, address):
        from .streams import _connect
        await _connect(sock, address)


def __getattr__(name):
    if name == 'logger':
        from .log import logger
        globals()[name] = logger
        return logger
    if name == 'Server':
        from .streams import Server
        return Server
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
