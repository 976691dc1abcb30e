"""Messages with levels, from loggers in a tree by name to handlers.

What few programs need (files, adapters, templates as formats) is in logging._more, which is read when it is asked for.
"""
# Late: Logger, debug, info, warning, warn, error, exception, critical, log, lastResort, _default_formatter
import sys
import time
from _weakref import ref

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
raiseExceptions = True
logThreads = logMultiprocessing = logProcesses = False
_levelToName = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_nameToLevel = {'CRITICAL': CRITICAL, 'FATAL': FATAL, 'ERROR': ERROR, 'WARN': WARNING, 'WARNING': WARNING, 'INFO': INFO,
           'DEBUG': DEBUG, 'NOTSET': NOTSET}
_began = time.time()
_handlerList = []  # of all there are, and by name those that have one
_handlers = {}


def _acquireLock():
    """For programs that lock: nothing here switches threads."""


_releaseLock = _acquireLock


def getLevelName(level):
    name = _levelToName.get(level)
    if name is None:
        name = _nameToLevel.get(level)
    return 'Level %s' % level if name is None else name


def getLevelNamesMapping():
    return _nameToLevel.copy()


def addLevelName(level, levelName):
    _levelToName[level] = levelName
    _nameToLevel[levelName] = level


def _checkLevel(level):
    if isinstance(level, int):
        return level
    if str(level) != level:
        raise TypeError('Level not an integer or a valid string: %r' % (level,))
    if level not in _nameToLevel:
        raise ValueError('Unknown level: %r' % (level,))
    return _nameToLevel[level]


class LogRecord:
    """One message. What a format asks for and few do (pathname, thread ...) is worked out then."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        # logger.info('%(a)s', {'a': 1}): one dict stands for itself.
        if args and len(args) == 1 and args[0] and hasattr(args[0], 'keys'):
            args = args[0]
        self.name, self.msg, self.args = name, msg, args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.created = now = time.time()
        self.msecs = int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _began) * 1000
        file = pathname.replace('\\', '/').rsplit('/', 1)[-1]
        self.filename, self.module = file, file.rsplit('.', 1)[0]
        self.thread = self.threadName = self.process = self.processName = self.taskName = None

    def __repr__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


_factory = None


def getLogRecordFactory():
    return _factory or LogRecord


def setLogRecordFactory(factory):
    global _factory
    _factory = factory


def makeLogRecord(dict):
    record = getLogRecordFactory()(None, None, '', 0, '', (), None, None)
    record.__dict__.update(dict)
    return record


class Formatter:
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'
    converter = time.localtime

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        self.datefmt = datefmt
        if style == '%' and not defaults and (fmt is None or not validate):
            self._style, self._fmt = None, fmt or '%(message)s'
        else:
            from logging import _more
            self._style = _more.style(style, fmt, defaults, validate)
            self._fmt = self._style._fmt

    def usesTime(self):
        return '%(asctime)' in self._fmt if self._style is None else self._style.usesTime()

    def formatMessage(self, record):
        return self._fmt % record.__dict__ if self._style is None else self._style.format(record)

    def formatTime(self, record, datefmt=None):
        when = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, when)
        text = time.strftime(self.default_time_format, when)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        import traceback
        return ''.join(traceback.format_exception(*ei)).rstrip('\n')

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info and self.formatStack(record.stack_info)):
            if more:
                text += ('' if text.endswith('\n') else '\n') + more
        return text


_default_formatter = Formatter()


class Filterer:
    """What loggers and handlers have in common: filters, which are functions or objects with a method filter()."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for f in self.filters:
            if not (f.filter(record) if hasattr(f, 'filter') else f(record)):
                return False
        return True


def _forget(handler):
    if _handlerList and handler in _handlerList:
        _handlerList.remove(handler)


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name = None
        self.level = _checkLevel(level)
        self.formatter = None
        _handlerList.append(ref(self, _forget))

    def get_name(self):
        return self._name

    def set_name(self, name):
        _handlers.pop(self._name, None)
        self._name = name
        if name:
            _handlers[name] = ref(self)

    name = property(get_name, set_name)

    def __repr__(self):
        return '<%s (%s)>' % (self.__class__.__name__, getLevelName(self.level))

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        passed = self.filter(record)
        if passed:
            self.emit(record)
        return passed

    def handleError(self, record):
        """Called in the except of an emit(): tells on stderr, and the program goes on."""
        if raiseExceptions and sys.stderr:
            import traceback
            sys.stderr.write('--- Logging error ---\n')
            traceback.print_exc(file=sys.stderr)
            sys.stderr.write('Message: %r\nArguments: %s\n' % (record.msg, record.args))

    def acquire(self):
        pass

    def release(self):
        pass

    def createLock(self):
        self.lock = None

    def flush(self):
        pass

    def close(self):
        _forget(ref(self, _forget))
        _handlers.pop(self._name, None)


class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def __repr__(self):
        name = getattr(self.stream, 'name', '')
        return '<%s %s(%s)>' % (self.__class__.__name__, str(name) + ' ' if name else '', getLevelName(self.level))

    def flush(self):
        if self.stream and hasattr(self.stream, 'flush'):
            self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        old = self.stream
        if stream is old:
            return None
        self.flush()
        self.stream = stream
        return old


class _LastResort(StreamHandler):
    """Warnings of programs that set up nothing: to what is sys.stderr then."""

    def __init__(self, level):
        Handler.__init__(self, level)

    stream = property(lambda self: sys.stderr)


_defaultLastResort = lastResort = _LastResort(WARNING)


def _caller(skip):
    """(file, line, function) of who called this module; skip is how many more calls to leave out."""
    frame = getattr(sys, '_getframe', None)
    if frame is None:
        return '(unknown file)', 0, '(unknown function)'
    frame = frame(2)
    while frame is not None:
        inside = frame.f_globals.get('__name__', '').split('.')[0] == 'logging'
        if not inside and skip <= 1:
            break
        if not inside:
            skip -= 1
        if frame.f_back is None:
            break
        frame = frame.f_back
    code = frame.f_code
    return code.co_filename, frame.f_lineno, code.co_name


class Logger(Filterer):
    """A logger; parent is where its messages go on to, while propagate is true."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _checkLevel(level)
        self.parent, self.propagate, self.handlers, self.disabled = None, True, [], False

    def __repr__(self):
        return '<%s %s (%s)>' % (self.__class__.__name__, self.name, getLevelName(self.getEffectiveLevel()))

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and manager.disable < level and level >= self.getEffectiveLevel()

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError('level must be an integer')
        elif self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        sinfo = None
        if stack_info:
            import traceback
            sinfo = 'Stack (most recent call last):\n' + ''.join(traceback.format_stack()).rstrip('\n')
        return _caller(stacklevel) + (sinfo,)

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = getLogRecordFactory()(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ('message', 'asctime') or key in record.__dict__:
                raise KeyError('Attempt to overwrite %r in LogRecord' % key)
            record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        file, line, function, sinfo = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = type(exc_info), exc_info, exc_info.__traceback__
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, file, line, msg, args, exc_info, function, extra, sinfo))

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def _chain(self):
        """The handlers of this logger, and of those that its messages go on to."""
        logger = self
        while logger is not None:
            for handler in logger.handlers:
                yield handler
            logger = logger.parent if logger.propagate else None

    def callHandlers(self, record):
        found = False
        for handler in self._chain():
            found = True
            if record.levelno >= handler.level:
                handler.handle(record)
        if found:
            return
        if lastResort:
            if record.levelno >= lastResort.level:
                lastResort.handle(record)
        elif raiseExceptions and not manager.emittedNoHandlerWarning:
            sys.stderr.write('No handlers could be found for logger "%s"\n' % self.name)
            manager.emittedNoHandlerWarning = True

    def hasHandlers(self):
        return any(True for _ in self._chain())

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def getChild(self, suffix):
        return manager.getLogger(suffix if self is root else self.name + '.' + suffix)


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__('root', level)


class Manager:
    """The loggers by name. Those that are only part of another's name come into being when they are asked for."""

    def __init__(self, rootnode):
        self.root, self.loggerDict, self.loggerClass, self.logRecordFactory = rootnode, {}, None, None
        self.disable, self.emittedNoHandlerWarning = 0, False

    def setLoggerClass(self, klass):
        _check_class(klass)
        self.loggerClass = klass

    def setLogRecordFactory(self, factory):
        self.logRecordFactory = factory

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        logger = self.loggerDict.get(name)
        if logger is not None:
            return logger
        self.loggerDict[name] = logger = (self.loggerClass or getLoggerClass())(name)
        logger.parent, logger.manager = self._above(name), self
        for other in self.loggerDict.values():
            if other.name.startswith(name + '.') and len(other.parent.name) < len(name) or (
                    other.name.startswith(name + '.') and other.parent is self.root):
                other.parent = logger
        return logger

    def _above(self, name):
        while '.' in name:
            name = name.rsplit('.', 1)[0]
            if name in self.loggerDict:
                return self.loggerDict[name]
        return self.root


_logger_class = None
root = Logger.root = RootLogger(WARNING)
manager = Logger.manager = Manager(root)


def getLoggerClass():
    return _logger_class or Logger


def _check_class(klass):
    if not issubclass(klass, Logger):
        raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)


def setLoggerClass(klass):
    global _logger_class
    _check_class(klass)
    _logger_class = klass


def getLogger(name=None):
    return root if not name or isinstance(name, str) and name == root.name else manager.getLogger(name)


def _to_root(name):
    """The function of this module that logs to the root, which is set up if it is not."""
    method = getattr(Logger, name)

    def log(*args, **kwargs):
        if not root.handlers:
            basicConfig()
        method(root, *args, **kwargs)
    log.__name__ = log.__qualname__ = name
    return log


debug = _to_root('debug')
info = _to_root('info')
warning = _to_root('warning')
warn = _to_root('warn')
error = _to_root('error')
exception = _to_root('exception')
critical = _to_root('critical')
log = _to_root('log')
fatal = critical


def disable(level=CRITICAL):
    manager.disable = _checkLevel(level)


def basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None,
                handlers=None, force=False, encoding=None, errors='backslashreplace', **unknown):
    if unknown:
        raise ValueError('Unrecognised argument(s): %s' % ', '.join(unknown))
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if (stream is not None) + (filename is not None) > 1 and handlers is None:
        raise ValueError("'stream' and 'filename' should not be specified together")
    if handlers is not None and (stream is not None or filename is not None):
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in '%{$' or len(style) != 1:
        raise ValueError('Style must be one of: %,{,$')
    if handlers is None:
        if filename:
            from logging import _more
            if 'b' in filemode:
                errors = None
            handlers = [_more.FileHandler(filename, filemode, encoding, errors=errors)]
        else:
            handlers = [StreamHandler(stream)]
    if format is None:
        format = {'%': BASIC_FORMAT, '{': '{levelname}:{name}:{message}', '$': '${levelname}:${name}:${message}'}[style]
        formatter = Formatter(format, datefmt, style, validate=False)
    else:
        formatter = Formatter(format, datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def shutdown(handlerList=None):
    for handler in reversed((_handlerList if handlerList is None else handlerList)[:]):
        handler = handler()
        try:
            if handler is not None:
                handler.flush()
                handler.close()
        except (OSError, ValueError):
            pass


def __getattr__(name):
    if name in ('Filter', 'FileHandler', 'NullHandler', 'LoggerAdapter', 'BufferingFormatter', 'PercentStyle',
                'StrFormatStyle', 'StringTemplateStyle', 'captureWarnings', 'getHandlerByName', 'getHandlerNames'):
        from logging import _more
        return getattr(_more, name)
    raise AttributeError("module 'logging' has no attribute %r" % name)
