"""Handlers that keep files small, gather messages, and pass them on."""
import os
import time

import logging

DEFAULT_TCP_LOGGING_PORT, DEFAULT_UDP_LOGGING_PORT, DEFAULT_HTTP_LOGGING_PORT = 9020, 9021, 9022
DEFAULT_SOAP_LOGGING_PORT, SYSLOG_UDP_PORT, SYSLOG_TCP_PORT = 9023, 514, 514


def __getattr__(name):
    """Those that send messages elsewhere are in logging/_net.py."""
    if name in ('SocketHandler', 'DatagramHandler', 'SysLogHandler', 'QueueListener', 'HTTPHandler', 'SMTPHandler'):
        from logging import _net
        found = globals()[name] = getattr(_net, name)
        return found
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


class BaseRotatingHandler(logging.FileHandler):
    """A file that is put aside when shouldRollover() says so. namer and rotator may be set: functions."""
    namer = rotator = None

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            logging.FileHandler.emit(self, record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif _exists(source):
            os.rename(source, dest)

    def _reopen(self, change):
        """Closes the file, lets change() rename files, and opens a new one."""
        if self.stream:
            self.stream.close()
            self.stream = None
        change()
        if not self.delay:
            self.stream = self._open()


def _exists(path):
    try:
        os.stat(path)
        return True
    except OSError:
        return False


class RotatingFileHandler(BaseRotatingHandler):
    """At most maxBytes in a file, and backupCount old ones: FILE.1 is the newest of these."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay, errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def shouldRollover(self, record):
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return False
        self.stream.seek(0, 2)
        return self.stream.tell() + len(self.format(record)) + 1 >= self.maxBytes

    def doRollover(self):
        self._reopen(self._shift)

    def _shift(self):
        names = [self.baseFilename] + [
            self.rotation_filename('%s.%d' % (self.baseFilename, i + 1)) for i in range(self.backupCount)]
        for i in range(self.backupCount, 0, -1):
            if _exists(names[i - 1]):
                if _exists(names[i]):
                    os.remove(names[i])
                self.rotate(names[i - 1], names[i]) if i == 1 else os.rename(names[i - 1], names[i])


class WatchedFileHandler(logging.FileHandler):
    """A file that is opened once more after another program has moved it away."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        super().__init__(filename, mode, encoding, delay, errors)
        self._remember()

    def _remember(self):
        self.dev, self.ino = -1, -1
        if self.stream:
            found = os.stat(self.baseFilename)
            self.dev, self.ino = found[2], found[1]

    def reopenIfNeeded(self):
        try:
            found = os.stat(self.baseFilename)
            if (found[2], found[1]) == (self.dev, self.ino):
                return
        except FileNotFoundError:
            pass
        if self.stream is not None:
            self.stream.flush()
            self.stream.close()
            self.stream = self._open()
            self._remember()

    def emit(self, record):
        self.reopenIfNeeded()
        super().emit(record)
        if self.dev == -1:
            self._remember()


class BufferingHandler(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity, self.buffer = capacity, []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Gathers messages, and hands them to target when there are many, or at one of flushLevel."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            self.target = None
            logging.Handler.close(self)


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        """The record with its text made, so that nothing else goes into the queue."""
        copy = logging.makeLogRecord(record.__dict__)
        copy.message = copy.msg = self.format(record)
        copy.args = copy.exc_info = copy.exc_text = copy.stack_info = None
        return copy

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A new file after interval units: S, M, H, D seconds to days, or midnight. The old ones are named by their time."""
    _UNITS = {'S': (1, '%Y-%m-%d_%H-%M-%S'), 'M': (60, '%Y-%m-%d_%H-%M'), 'H': (3600, '%Y-%m-%d_%H'),
              'D': (86400, '%Y-%m-%d'), 'MIDNIGHT': (86400, '%Y-%m-%d')}

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None,
                 errors=None):
        self.when, self.backupCount, self.utc = when.upper(), backupCount, utc
        if self.when not in self._UNITS:
            raise ValueError('Invalid rollover interval specified: %s' % self.when)
        seconds, self.suffix = self._UNITS[self.when]
        super().__init__(filename, 'a', encoding, delay, errors)
        self.interval = seconds * interval
        self.rolloverAt = self.computeRollover(time.time())

    def computeRollover(self, currentTime):
        if self.when != 'MIDNIGHT':
            return int(currentTime) + self.interval
        now = (time.gmtime if self.utc else time.localtime)(currentTime)
        return int(currentTime) - (now[3] * 3600 + now[4] * 60 + now[5]) + self.interval

    def shouldRollover(self, record):
        return time.time() >= self.rolloverAt

    def doRollover(self):
        started = (time.gmtime if self.utc else time.localtime)(self.rolloverAt - self.interval)
        dest = self.rotation_filename(self.baseFilename + '.' + time.strftime(self.suffix, started))

        def change():
            if _exists(dest):
                os.remove(dest)
            self.rotate(self.baseFilename, dest)
            for path in self.getFilesToDelete():
                os.remove(path)
        self._reopen(change)
        now = time.time()
        while self.rolloverAt <= now:
            self.rolloverAt += self.interval

    def getFilesToDelete(self):
        """The oldest files beyond backupCount."""
        if self.backupCount <= 0:
            return []
        folder, _, name = self.baseFilename.rpartition('/')
        length = len(time.strftime(self.suffix, time.gmtime(0)))
        old = sorted([n for n in os.listdir(folder or '/') if n.startswith(name + '.') and len(n) == len(name) + 1 + length])
        return [folder + '/' + n for n in old[:max(0, len(old) - self.backupCount)]]
