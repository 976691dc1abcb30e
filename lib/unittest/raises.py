"""Contexts that expect something: an exception, a warning, a message in a log."""

__unittest = True


class _None:
    def __repr__(self):
        return '<none>'


_none = _None()


class SkipTest(Exception):
    """Raised in a test to skip it."""


class _ShouldStop(Exception):
    """The test ends here: its outcome is known."""


def _pattern(expected):
    if isinstance(expected, (str, bytes)):
        import re
        return re.compile(expected)
    return expected


def _is_kind(expected, base):
    if isinstance(expected, tuple):
        return all(_is_kind(one, base) for one in expected)
    return isinstance(expected, type) and issubclass(expected, base)


class _ExpectContext:
    """What assertRaises, assertWarns and their Regex forms have in common."""

    def __init__(self, expected, test_case, regex=None):
        self.expected = expected
        self.test_case = test_case
        self.expected_regex = None if regex is None else _pattern(regex)
        self.obj_name = None
        self.msg = None
        if not _is_kind(expected, self._base):
            raise TypeError('%s() arg 1 must be %s' % (self._function, self._base_text))

    def handle(self, name, args, kwargs):
        """Calls args[0], or is the context of a with statement when there is no argument."""
        if not args:
            self.msg = kwargs.pop('msg', None)
            if kwargs:
                raise TypeError('%r is an invalid keyword argument for this function' % next(iter(kwargs)))
            return self
        function, *args = args
        self.obj_name = getattr(function, '__name__', None) or str(function)
        with self:
            function(*args, **kwargs)
        return None

    def _fail(self, message):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, message))

    def _names(self):
        expected = self.expected
        return getattr(expected, '__name__', None) or str(expected)


class AssertRaisesContext(_ExpectContext):
    _base = BaseException
    _base_text = 'an exception type or tuple of exception types'
    _function = 'assertRaises'

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, tb):
        if kind is None:
            if self.obj_name:
                self._fail('%s not raised by %s' % (self._names(), self.obj_name))
            self._fail('%s not raised' % self._names())
        if not issubclass(kind, self.expected):
            return False
        self.exception = exc.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(exc)):
            self._fail('"%s" does not match "%s"' % (self.expected_regex.pattern, exc))
        return True

    @classmethod
    def __class_getitem__(cls, item):
        return cls


class AssertWarnsContext(_ExpectContext):
    _base = Warning
    _base_text = 'a warning type or tuple of warning types'
    _function = 'assertWarns'

    def __enter__(self):
        import sys
        import warnings
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self._manager = warnings.catch_warnings(record=True)
        self.warnings = self._manager.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, kind, exc, tb):
        self._manager.__exit__(kind, exc, tb)
        if kind is not None:
            return
        first = None
        for record in self.warnings:
            message = record.message
            if not isinstance(message, self.expected):
                continue
            first = message if first is None else first
            if self.expected_regex is not None and not self.expected_regex.search(str(message)):
                continue
            self.warning, self.filename, self.lineno = message, record.filename, record.lineno
            return
        if first is not None:
            self._fail('"%s" does not match "%s"' % (self.expected_regex.pattern, first))
        if self.obj_name:
            self._fail('%s not triggered by %s' % (self._names(), self.obj_name))
        self._fail('%s not triggered' % self._names())


class AssertLogsContext:
    """Catches what a logger is told."""

    def __init__(self, test_case, logger_name, level, no_logs):
        import logging
        self.test_case, self.logger_name, self.no_logs = test_case, logger_name, no_logs
        self.level = getattr(logging, level) if isinstance(level, str) else level or logging.INFO
        self.msg = None

    def __enter__(self):
        import logging
        records, output = [], []

        class Catcher(logging.Handler):
            def emit(handler, record):
                records.append(record)
                output.append(handler.format(record))
        logger = self.logger_name
        if not isinstance(logger, logging.Logger):
            logger = logging.getLogger(logger)
        self.logger, self.records, self.output = logger, records, output
        handler = Catcher()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter('%(levelname)s:%(name)s:%(message)s'))
        self._before = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else self

    def __exit__(self, kind, exc, tb):
        import logging
        logger = self.logger
        logger.handlers, level, logger.propagate = self._before
        logger.setLevel(level)
        if kind is not None:
            return False
        fail = self.test_case.failureException
        if self.no_logs and self.records:
            raise fail('Unexpected logs found: %r' % self.output)
        if not self.no_logs and not self.records:
            raise fail('no logs of level %s or higher triggered on %s' % (
                logging.getLevelName(self.level), logger.name))
