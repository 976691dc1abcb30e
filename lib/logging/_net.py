"""Handlers that send messages to other programs, and the one that takes them out of a queue. A part of logging.handlers."""
import time

import logging
from logging.handlers import SYSLOG_UDP_PORT


class SocketHandler(logging.Handler):
    """Sends records as pickles behind their length; port None: host is the path of a Unix socket."""

    def __init__(self, host, port):
        super().__init__()
        self.host, self.port, self.address = host, port, host if port is None else (host, port)
        self.sock, self.closeOnError, self.retryTime = None, False, None
        self.retryStart, self.retryMax, self.retryFactor = 1.0, 30.0, 2.0

    def makeSocket(self, timeout=1):
        import socket
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(self.address)
        except OSError:
            made.close()
            raise
        return made

    def createSocket(self):
        """Connects; after a failure not before a time that grows."""
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock, self.retryTime = self.makeSocket(), None
        except OSError:
            late = self.retryTime is not None
            self.retryPeriod = min(self.retryPeriod * self.retryFactor, self.retryMax) if late else self.retryStart
            self.retryTime = now + self.retryPeriod

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except OSError:
                self.sock.close()
                self.sock = None

    def makePickle(self, record):
        import pickle
        from struct import pack
        fields = dict(record.__dict__)
        if record.exc_info:
            self.format(record)  # which leaves the traceback in exc_text
            fields['exc_text'] = record.exc_text
        fields.update(msg=record.getMessage(), args=None, exc_info=None)
        fields.pop('message', None)
        data = pickle.dumps(fields, 1)
        return pack('>L', len(data)) + data

    def handleError(self, record):
        if self.closeOnError and self.sock:
            self.sock.close()
            self.sock = None
        else:
            super().handleError(record)

    def emit(self, record):
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def close(self):
        sock, self.sock = self.sock, None
        if sock:
            sock.close()
        super().close()


class DatagramHandler(SocketHandler):
    """The same by UDP."""

    def makeSocket(self):
        import socket
        return socket.socket(socket.AF_UNIX if self.port is None else socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, s):
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


_PRIORITIES = 'emerg alert crit err warning notice info debug'.split()
_FACILITIES = ('kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp security console solaris-cron '
               'local0 local1 local2 local3 local4 local5 local6 local7').split()


class SysLogHandler(logging.Handler):
    """Sends to a syslog daemon: address is the path of its socket, or (host, port)."""
    priority_names = {name: i for i, name in enumerate(_PRIORITIES)}
    priority_names.update(critical=2, error=3, panic=0, warn=4)
    facility_names = {name: i for i, name in enumerate(_FACILITIES)}
    priority_map = {'DEBUG': 'debug', 'INFO': 'info', 'WARNING': 'warning', 'ERROR': 'error', 'CRITICAL': 'critical'}
    ident, append_nul = '', True

    def __init__(self, address=('localhost', SYSLOG_UDP_PORT), facility=1, socktype=None):
        super().__init__()
        self.address, self.facility, self.socktype = address, facility, socktype
        self.unixsocket, self.socket = isinstance(address, str), None
        self.createSocket()

    def createSocket(self):
        import socket
        if self.unixsocket:
            try:
                self._connect_unixsocket(self.address)
            except OSError:
                pass  # the daemon may come later
            return
        kind = self.socktype = self.socktype or socket.SOCK_DGRAM
        error = OSError('getaddrinfo returns an empty list')
        for family, kind, proto, _, where in socket.getaddrinfo(self.address[0], self.address[1], 0, kind):
            made = None
            try:
                made = socket.socket(family, kind, proto)
                if kind == socket.SOCK_STREAM:
                    made.connect(where)
                self.socket = made
                return
            except OSError as e:
                error = e
                if made is not None:
                    made.close()
        raise error

    def _connect_unixsocket(self, address):
        import socket
        for kind in (self.socktype,) if self.socktype else (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            made = socket.socket(socket.AF_UNIX, kind)
            try:
                made.connect(address)
                self.socket, self.socktype = made, kind
                return
            except OSError as e:
                made.close()
                error = e
        raise error

    def encodePriority(self, facility, priority):
        if isinstance(facility, str):
            facility = self.facility_names[facility]
        if isinstance(priority, str):
            priority = self.priority_names[priority]
        return facility << 3 | priority

    def mapPriority(self, levelName):
        return self.priority_map.get(levelName, 'warning')

    def emit(self, record):
        import socket
        try:
            text = self.ident + self.format(record) + ('\000' if self.append_nul else '')
            data = b'<%d>' % self.encodePriority(self.facility, self.mapPriority(record.levelname)) + text.encode()
            if not self.socket:
                self.createSocket()
            if self.unixsocket:
                try:
                    self.socket.send(data)
                except OSError:
                    self.socket.close()
                    self._connect_unixsocket(self.address)
                    self.socket.send(data)
            elif self.socktype == socket.SOCK_DGRAM:
                self.socket.sendto(data, self.address)
            else:
                self.socket.sendall(data)
        except Exception:
            self.handleError(record)

    def close(self):
        sock, self.socket = self.socket, None
        if sock:
            sock.close()
        super().close()


for _i, _name in enumerate(_PRIORITIES):
    setattr(SysLogHandler, 'LOG_' + _name.upper(), _i)
for _i, _name in enumerate(_FACILITIES):
    if _i < 12 or _i > 15:
        setattr(SysLogHandler, 'LOG_' + _name.upper(), _i)
del _i, _name


class QueueListener:
    """Hands what comes out of a queue to handlers, in a thread of its own."""
    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers, self.respect_handler_level, self._thread = queue, handlers, respect_handler_level, None

    def dequeue(self, block):
        return self.queue.get(block)

    def start(self):
        import threading
        self._thread = threading.Thread(target=self._monitor)
        self._thread.daemon = True
        self._thread.start()

    def prepare(self, record):
        return record

    def handle(self, record):
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        done = getattr(self.queue, 'task_done', lambda: None)
        while True:
            record = self.dequeue(True)
            if record is self._sentinel:
                done()
                break
            self.handle(record)
            done()

    def enqueue_sentinel(self):
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None


class HTTPHandler(logging.Handler):
    """Sends the fields of a record to a web server, by GET or POST."""

    def __init__(self, host, url, method='GET', secure=False, credentials=None, context=None):
        super().__init__()
        method = method.upper()
        if method not in ('GET', 'POST'):
            raise ValueError('method must be GET or POST')
        if context is not None and not secure:
            raise ValueError('context parameter only makes sense with secure=True')
        self.host, self.url, self.method, self.secure = host, url, method, secure
        self.credentials, self.context = credentials, context

    def mapLogRecord(self, record):
        return record.__dict__

    def getConnection(self, host, secure):
        import http.client
        return http.client.HTTPSConnection(host, context=self.context) if secure else http.client.HTTPConnection(host)

    def emit(self, record):
        try:
            from urllib.parse import urlencode
            data, url = urlencode(self.mapLogRecord(record)), self.url
            h = self.getConnection(self.host, self.secure)
            if self.method == 'GET':
                url += ('&' if '?' in url else '?') + data
            h.putrequest(self.method, url)
            if self.method == 'POST':
                h.putheader('Content-type', 'application/x-www-form-urlencoded')
                h.putheader('Content-length', str(len(data)))
            if self.credentials:
                from base64 import b64encode
                h.putheader('Authorization', 'Basic ' + b64encode(('%s:%s' % self.credentials).encode()).decode())
            h.endheaders()
            if self.method == 'POST':
                h.send(data.encode())
            h.getresponse()
        except Exception:
            self.handleError(record)


class SMTPHandler(logging.Handler):
    """Sends a mail for each message."""

    def __init__(self, mailhost, fromaddr, toaddrs, subject, credentials=None, secure=None, timeout=5.0):
        super().__init__()
        self.mailhost, self.mailport = mailhost if isinstance(mailhost, (tuple, list)) else (mailhost, None)
        self.username, self.password = credentials if isinstance(credentials, (tuple, list)) else (None, None)
        self.fromaddr, self.subject, self.secure, self.timeout = fromaddr, subject, secure, timeout
        self.toaddrs = [toaddrs] if isinstance(toaddrs, str) else toaddrs

    def getSubject(self, record):
        return self.subject

    def emit(self, record):
        try:
            import smtplib
            smtp = smtplib.SMTP(self.mailhost, self.mailport or 25, timeout=self.timeout)
            text = 'From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\n\r\n%s' % (
                self.fromaddr, ','.join(self.toaddrs), self.getSubject(record),
                time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime()), self.format(record))
            if self.username:
                if self.secure is not None:
                    smtp.starttls(*self.secure)
                smtp.login(self.username, self.password)
            smtp.sendmail(self.fromaddr, self.toaddrs, text)
            smtp.quit()
        except Exception:
            self.handleError(record)
