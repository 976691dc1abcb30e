"""TestCase: one test, its fixtures and its assertions."""
import sys
import time
from . import raises
from .raises import SkipTest, _ShouldStop
from .asserts import Assertions
from .util import strclass, safe_repr

__unittest = True
_module_cleanups = []


def _identity(obj):
    return obj


def _enter_context(cm, addcleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError("'%s.%s' object does not support the context manager protocol" % (
            cls.__module__, cls.__qualname__)) from None
    result = enter(cm)
    addcleanup(leave, cm, None, None, None)
    return result


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    return _enter_context(cm, addModuleCleanup)


def doModuleCleanups():
    exceptions = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as e:
            exceptions.append(e)
    if exceptions:
        raise exceptions[0]


def skip(reason):
    def decorator(item):
        if not isinstance(item, type):
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)
            skip_wrapper.__name__ = getattr(item, '__name__', 'skipped')
            skip_wrapper.__doc__ = getattr(item, '__doc__', None)
            skip_wrapper.__wrapped__ = item
            item = skip_wrapper
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ''
        return decorator(item)
    return decorator


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class _Part:
    """The context of a piece of a test: exceptions become its outcome. One object per run, entered again and again."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting = False
        self.expected = None
        self.depth = []
        self.tells_subtests = hasattr(result, 'addSubTest')

    def part(self, test, subtest=False):
        self.depth.append((test, subtest, self.success))
        self.success = True
        return self

    def __enter__(self):
        return self

    def __exit__(self, kind, exc, tb):
        test, subtest, before = self.depth.pop()
        if exc is None:
            if subtest and self.success:
                self.result.addSubTest(test.test_case, test, None)
        elif isinstance(exc, KeyboardInterrupt):
            return False
        elif isinstance(exc, SkipTest):
            self.success = False
            _add_skip(self.result, test, str(exc))
        elif isinstance(exc, _ShouldStop):
            pass
        else:
            info = kind, exc, tb
            if self.expecting:
                self.expected = info
            else:
                self.success = False
                if subtest:
                    self.result.addSubTest(test.test_case, test, info)
                else:
                    _add_error(self.result, test, info)
        self.success = self.success and before
        return True


def _add_error(result, test, info):
    if result is not None:
        if issubclass(info[0], test.failureException):
            result.addFailure(test, info)
        else:
            result.addError(test, info)


def _add_skip(result, test, reason):
    add = getattr(result, 'addSkip', None)
    if add is not None:
        add(test, reason)
    else:
        result.addSuccess(test)


class _SubContext:
    """with self.subTest(): the exceptions of the block are the subtest's."""

    def __init__(self, test, message, params):
        self.test, self.message, self.params = test, message, params

    def __enter__(self):
        test = self.test
        params = dict(self.params)
        if test._subtest is not None:
            for name, value in test._subtest.params.items():
                params.setdefault(name, value)
        self.before = test._subtest
        test._subtest = _SubTest(test, self.message, params)
        self.part = test._outcome.part(test._subtest, subtest=True)
        self.part.__enter__()

    def __exit__(self, kind, exc, tb):
        swallowed = self.part.__exit__(kind, exc, tb)
        test = self.test
        test._subtest = self.before
        outcome = test._outcome
        if not swallowed:
            return False
        if not outcome.success and getattr(outcome.result, 'failfast', False) or outcome.expected:
            raise _ShouldStop
        return True


class _NoContext:
    def __enter__(self):
        return None

    def __exit__(self, kind, exc, tb):
        return False


class TestCase(Assertions):
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _classSetupFailed = False
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = 'No test'
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != 'runTest':
                raise ValueError('no such test method in %s: %s' % (self.__class__, methodName)) from None
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = dict(self._equality_methods)

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        return _enter_context(cm, cls.addClassCleanup)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from .result import TestResult
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\n')[0].strip() if doc else None

    def id(self):
        return '%s.%s' % (strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return '%s (%s.%s)' % (self._testMethodName, strclass(self.__class__), self._testMethodName)

    def __repr__(self):
        return '<%s testMethod=%s>' % (strclass(self.__class__), self._testMethodName)

    def subTest(self, msg=raises._none, **params):
        if self._outcome is None or not self._outcome.tells_subtests:
            return _NoContext()
        return _SubContext(self, msg, params)

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        method()

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        stop_run = None
        if result is None:
            result = self.defaultTestResult()
            stop_run = getattr(result, 'stopTestRun', None)
            start_run = getattr(result, 'startTestRun', None)
            if start_run is not None:
                start_run()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            cls = self.__class__
            if getattr(cls, '__unittest_skip__', False) or getattr(method, '__unittest_skip__', False):
                _add_skip(result, self, getattr(cls, '__unittest_skip_why__', '') or
                          getattr(method, '__unittest_skip_why__', ''))
                return result
            self._run_parts(result, method, getattr(self, '__unittest_expecting_failure__', False) or
                            getattr(method, '__unittest_expecting_failure__', False))
            return result
        finally:
            result.stopTest(self)
            if stop_run is not None:
                stop_run()

    def _run_parts(self, result, method, expecting):
        self._outcome = outcome = _Part(result)
        try:
            with outcome.part(self):
                self._callSetUp()
            if outcome.success:
                outcome.expecting = expecting
                with outcome.part(self):
                    self._callTestMethod(method)
                outcome.expecting = False
                with outcome.part(self):
                    self._callTearDown()
            self.doCleanups()
            if not outcome.success:
                return
            if not expecting:
                result.addSuccess(self)
            elif outcome.expected:
                result.addExpectedFailure(self, outcome.expected)
            else:
                result.addUnexpectedSuccess(self)
        finally:
            outcome.expected = None
            self._outcome = None

    def doCleanups(self):
        outcome = self._outcome or _Part(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.part(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        method = getattr(self, self._testMethodName)
        for item in (self.__class__, method):
            if getattr(item, '__unittest_skip__', False):
                raise SkipTest(getattr(item, '__unittest_skip_why__', ''))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._set_up, self._tear_down = setUp, tearDown
        self._function, self._description = testFunc, description

    def setUp(self):
        if self._set_up is not None:
            self._set_up()

    def tearDown(self):
        if self._tear_down is not None:
            self._tear_down()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return (self._set_up, self._tear_down, self._function, self._description) == (
            other._set_up, other._tear_down, other._function, other._description)

    def __hash__(self):
        return hash((type(self), self._set_up, self._tear_down, self._function, self._description))

    def __str__(self):
        return '%s (%s)' % (strclass(self.__class__), self._function.__name__)

    def __repr__(self):
        return '<%s tec=%s>' % (strclass(self.__class__), self._function)

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._function.__doc__
        return doc and doc.split('\n')[0].strip() or None


class _SubTest(TestCase):
    """What a result gets for a failed subtest."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _subDescription(self):
        parts = []
        if self._message is not raises._none:
            parts.append('[%s]' % (self._message,))
        if self.params:
            parts.append('(%s)' % ', '.join('%s=%s' % (k, safe_repr(v)) for k, v in self.params.items()))
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return '%s %s' % (self.test_case.id(), self._subDescription())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return '%s %s' % (self.test_case, self._subDescription())
