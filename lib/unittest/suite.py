"""Tests in a row, with the fixtures of their classes and modules."""
import sys
from . import case

__unittest = True


class _ErrorHolder:
    """Stands for a test in a result: a fixture of a class or module that failed."""
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return '<ErrorHolder description=%r>' % (self.description,)

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


class BaseTestSuite:
    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return '<%s.%s tests=%s>' % (self.__class__.__module__, self.__class__.__qualname__, list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError('%r is not callable' % (repr(test),))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for i, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            self._forget(i)
        return result

    def _forget(self, i):
        """A test that has run is let go, so that its memory is free."""
        if not self._cleanup:
            return
        test = self._tests[i]
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()
        self._tests[i] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):

    def run(self, result, debug=False):
        top = not getattr(result, '_testRunEntered', False)
        if top:
            result._testRunEntered = True
        for i, test in enumerate(self):
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, '_classSetupFailed', False) or getattr(
                        result, '_moduleSetUpFailed', False):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            self._forget(i)
        if top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _enter_class(self, test, result):
        cls = test.__class__
        if cls is getattr(result, '_previousTestClass', None) or getattr(
                result, '_moduleSetUpFailed', False) or getattr(cls, '__unittest_skip__', False):
            return
        failed = False
        try:
            cls._classSetupFailed = False
        except TypeError:
            pass
        name = case.strclass(cls)
        if getattr(cls, 'setUpClass', None) is not None:
            try:
                cls.setUpClass()
            except Exception as e:
                if isinstance(result, _DebugResult):
                    raise
                failed = True
                try:
                    cls._classSetupFailed = True
                except TypeError:
                    pass
                self._fixture_error(result, e, 'setUpClass', name)
        if failed and hasattr(cls, 'doClassCleanups'):
            self._class_cleanups(cls, result, 'setUpClass')

    def _class_cleanups(self, cls, result, method):
        cls.doClassCleanups()
        for _, exc, _ in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise exc
            self._fixture_error(result, exc, method, case.strclass(cls))

    def _leave_class(self, test, result):
        before = getattr(result, '_previousTestClass', None)
        if before is None or (test is not None and before is test.__class__) or getattr(
                before, '_classSetupFailed', False) or getattr(
                result, '_moduleSetUpFailed', False) or getattr(before, '__unittest_skip__', False):
            return
        if getattr(before, 'tearDownClass', None) is not None:
            try:
                before.tearDownClass()
            except Exception as e:
                if isinstance(result, _DebugResult):
                    raise
                self._fixture_error(result, e, 'tearDownClass', case.strclass(before))
        if hasattr(before, 'doClassCleanups'):
            self._class_cleanups(before, result, 'tearDownClass')

    def _enter_module(self, test, result):
        before = getattr(result, '_previousTestClass', None)
        name = test.__class__.__module__
        if before is not None and before.__module__ == name:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(name)
        set_up = getattr(module, 'setUpModule', None)
        if set_up is None:
            return
        try:
            set_up()
        except Exception as e:
            if isinstance(result, _DebugResult):
                raise
            result._moduleSetUpFailed = True
            self._fixture_error(result, e, 'setUpModule', name)
            self._module_cleanups(result, 'setUpModule', name)

    def _module_cleanups(self, result, method, name):
        try:
            case.doModuleCleanups()
        except Exception as e:
            self._fixture_error(result, e, method, name)

    def _leave_module(self, result):
        before = getattr(result, '_previousTestClass', None)
        if before is None or getattr(result, '_moduleSetUpFailed', False):
            return
        name = before.__module__
        module = sys.modules.get(name)
        if module is None:
            return
        tear_down = getattr(module, 'tearDownModule', None)
        if tear_down is not None:
            try:
                tear_down()
            except Exception as e:
                if isinstance(result, _DebugResult):
                    raise
                self._fixture_error(result, e, 'tearDownModule', name)
        self._module_cleanups(result, 'tearDownModule', name)

    def _fixture_error(self, result, exc, method, parent):
        error = _ErrorHolder('%s (%s)' % (method, parent))
        add_skip = getattr(result, 'addSkip', None)
        if add_skip is not None and isinstance(exc, case.SkipTest):
            add_skip(error, str(exc))
        else:
            result.addError(error, (type(exc), exc, exc.__traceback__))


class _DebugResult:
    _previousTestClass = None
    _moduleSetUpFailed = False
    _testRunEntered = False
    shouldStop = False
