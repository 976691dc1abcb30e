"""What came out of the tests."""
import sys
import traceback

__unittest = True
STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    def inner(self, *args, **kw):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kw)
    return inner


def _is_relevant(tb):
    frame = getattr(tb, 'tb_frame', None)
    return '__unittest' not in (getattr(frame, 'f_globals', None) or ())


def _clean(exc):
    """Drops the frames of unittest itself at the outer and, for a failed assertion, the inner end."""
    tb = exc.__traceback__
    while tb is not None and not _is_relevant(tb):
        tb = tb.tb_next
    if not isinstance(exc, AssertionError) or not hasattr(tb, 'tb_frame'):
        return tb
    last, at = None, tb
    while at is not None and _is_relevant(at):
        last, at = at, at.tb_next
    if last is not None and at is not None:
        last.tb_next = None
    return tb


class TestResult:
    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._mirrorOutput = False
        self._stdout_buffer = self._stderr_buffer = None

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if self.buffer and self._stdout_buffer is None:
            import io
            self._original = sys.stdout, sys.stderr
            self._stdout_buffer, self._stderr_buffer = io.StringIO(), io.StringIO()
            sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def _restoreStdout(self):
        if self._stdout_buffer is None:
            return
        out, err = sys.stdout, sys.stderr = self._original
        if self._mirrorOutput:
            for to, buffer, line in ((out, self._stdout_buffer, STDOUT_LINE),
                                     (err, self._stderr_buffer, STDERR_LINE)):
                text = buffer.getvalue()
                if text:
                    to.write(line % (text if text.endswith('\n') else text + '\n'))
        self._stdout_buffer = self._stderr_buffer = None

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if getattr(self, 'failfast', False):
                self.stop()
            kept = self.failures if issubclass(err[0], test.failureException) else self.errors
            kept.append((subtest, self._exc_info_to_string(err, test)))
            self._mirrorOutput = True

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        exc = err[1]
        lines = traceback.format_exception(err[0], exc, _clean(exc))
        if self.buffer and self._stdout_buffer is not None:
            for buffer, line in ((self._stdout_buffer, STDOUT_LINE), (self._stderr_buffer, STDERR_LINE)):
                text = buffer.getvalue()
                if text:
                    lines.append(line % (text if text.endswith('\n') else text + '\n'))
        return ''.join(lines)

    def __repr__(self):
        return '<%s.%s run=%i errors=%i failures=%i>' % (
            self.__class__.__module__, self.__class__.__qualname__, self.testsRun, len(self.errors),
            len(self.failures))
