"""Running tests and printing what comes out."""
import sys
import time
from . import result

__unittest = True


class _WritelnDecorator:
    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr in ('stream', '__getstate__'):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write('\n')


class TextTestResult(result.TestResult):
    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        first = test.shortDescription()
        if self.descriptions and first:
            return '\n'.join((str(test), first))
        return str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + ' ... ')
            self.stream.flush()
            self._newline = False

    def _say(self, test, status, dot):
        if self.showAll:
            if test is not None:
                if not self._newline:
                    self.stream.writeln()
                self.stream.write('  ' + self.getDescription(test) + ' ... ')
            self.stream.writeln(status)
            self._newline = True
        elif self.dots:
            self.stream.write(dot)
        self.stream.flush()

    def _line(self, test, status):
        """An outcome behind the test's name, which stands there unless a subtest came between."""
        if self.showAll and self._newline and test is not None:
            self.stream.write(self.getDescription(test) + ' ... ')
        self.stream.writeln(status)
        self._newline = True

    def _outcome(self, test, status, dot):
        if self.showAll:
            self._line(test, status)
        elif self.dots:
            self.stream.write(dot)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._say(subtest, 'FAIL' if failed else 'ERROR', 'F' if failed else 'E')
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._outcome(test, 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._outcome(test, 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._outcome(test, 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._outcome(test, 'skipped {0!r}'.format(reason), 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._outcome(test, 'expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._outcome(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)
        unexpected = getattr(self, 'unexpectedSuccesses', ())
        if unexpected:
            self.stream.writeln(self.separator1)
            for test in unexpected:
                self.stream.writeln('UNEXPECTED SUCCESS: ' + self.getDescription(test))
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln('%s: %s' % (flavour, self.getDescription(test)))
            self.stream.writeln(self.separator2)
            self.stream.writeln('%s' % err)
            self.stream.flush()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False,
                 resultclass=None, warnings=None, *, tb_locals=False):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        res = self._makeResult()
        res.failfast = self.failfast
        res.buffer = self.buffer
        res.tb_locals = self.tb_locals
        start = time.time()
        start_run = getattr(res, 'startTestRun', None)
        if start_run is not None:
            start_run()
        try:
            test(res)
        finally:
            stop_run = getattr(res, 'stopTestRun', None)
            if stop_run is not None:
                stop_run()
        taken = time.time() - start
        res.printErrors()
        if hasattr(res, 'separator2'):
            self.stream.writeln(res.separator2)
        run = res.testsRun
        self.stream.writeln('Ran %d test%s in %.3fs' % (run, '' if run == 1 else 's', taken))
        self.stream.writeln()
        self._summary(res)
        return res

    def _summary(self, res):
        infos = []
        good = res.wasSuccessful()
        for attr, what in (('failures', 'failures'), ('errors', 'errors'), ('skipped', 'skipped'),
                           ('expectedFailures', 'expected failures'),
                           ('unexpectedSuccesses', 'unexpected successes')):
            n = len(getattr(res, attr, ()))
            if n:
                infos.append('%s=%d' % (what, n))
        self.stream.write('OK' if good else 'FAILED')
        self.stream.writeln(' (%s)' % ', '.join(infos) if infos else None)
        self.stream.flush()
