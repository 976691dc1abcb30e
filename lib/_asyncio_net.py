"""Connections and servers of asyncio: what asyncio.streams gives out of sockets."""
from asyncio import events
from asyncio.streams import _LIMIT, Stream


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
                        from asyncio.tasks import sleep
                        await sleep(1)
                        break
                    peer.setblocking(False)
                    self._begin(loop, Stream(peer, {'peername': address}, limit=self._limit))
        finally:
            loop._watch(sock, 0, None)

    def _begin(self, loop, stream):
        from asyncio.tasks import iscoroutine
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
                from asyncio.exceptions import CancelledError
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
