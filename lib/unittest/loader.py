"""Finding tests: in a class, a module, by their dotted names."""
import sys
from . import case, suite

__unittest = True


class _FailedTest(case.TestCase):
    """Raises what went wrong while tests were looked for."""
    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            raise AttributeError(name)

        def test_failure():
            raise self._exception
        return test_failure


class TestLoader:
    testMethodPrefix = 'test'
    testNamePatterns = None
    suiteClass = suite.TestSuite

    def sortTestMethodsUsing(self, x, y):
        return (x > y) - (x < y)

    def __init__(self):
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. '
                            'Maybe you meant to derive from TestCase?')
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, 'runTest'):
                names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (
                    case.TestCase, case.FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, 'load_tests', None)
        tests = self.suiteClass(tests)
        if load_tests is None:
            return tests
        try:
            return load_tests(self, tests, pattern)
        except Exception as e:
            return self._failed(module.__name__, e, 'Failed to call load_tests:\n%s' % e)

    def _failed(self, name, exc, message):
        self.errors.append(message)
        return self.suiteClass((_FailedTest(name, exc),))

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        if module is None:
            error, n = None, len(parts)
            while n:
                try:
                    module = __import__('.'.join(parts[:n]))
                    break
                except ImportError as e:
                    error, n = e, n - 1
            if module is None:
                return self._failed(parts[-1], error, 'Failed to import test module: %s\n%s' % (name, error))
            parts = parts[1:]
        obj = parent = module
        for part in parts:
            parent = obj
            try:
                obj = getattr(obj, part)
            except AttributeError as e:
                return self._failed(part, e, 'Failed to access attribute:\n%s' % e)
        return self._tests_of(obj, parent)

    def _tests_of(self, obj, parent):
        if isinstance(obj, type(sys)):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(parent, type) and issubclass(parent, case.TestCase) and callable(obj):
            name = obj.__name__
            test = parent(name)
            if not isinstance(getattr(test, name), staticmethod):
                return self.suiteClass([test])
        if isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError('calling %s returned %s, not a test' % (obj, test))
        raise TypeError("don't know how to make test from: %s" % obj)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        names = []
        for name in dir(testCaseClass):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                continue
            full = '%s.%s.%s' % (testCaseClass.__module__, testCaseClass.__qualname__, name)
            if self.testNamePatterns is None or any(_matches(full, p) for p in self.testNamePatterns):
                names.append(name)
        if self.sortTestMethodsUsing:
            names = _sort(names, self.sortTestMethodsUsing)
        return names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        import os
        if top_level_dir is None:
            top_level_dir = start_dir
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        tests = []
        for name in sorted(os.listdir(start_dir)):
            if name.endswith('.py') and _matches(name, pattern):
                tests.append(self._discovered(name[:-3], pattern))
        return self.suiteClass(tests)

    def _discovered(self, name, pattern):
        try:
            return self.loadTestsFromModule(__import__(name), pattern=pattern)
        except case.SkipTest as e:
            reason = str(e)

            class ModuleSkipped(case.TestCase):
                def runTest(self):
                    self.skipTest(reason)
            return self.suiteClass((ModuleSkipped(),))
        except Exception as e:
            return self._failed(name, e, 'Failed to import test module: %s\n%s' % (name, e))


def _sort(names, compare):
    """Sorted by a function that compares: insertion, since there are few."""
    done = []
    for name in names:
        i = len(done)
        while i > 0 and compare(done[i - 1], name) > 0:
            i -= 1
        done.insert(i, name)
    return done


def _matches(text, pattern):
    """Shell patterns with * and ?."""
    i = j = 0
    star = mark = -1
    while i < len(text):
        if j < len(pattern) and pattern[j] == '*':
            star, mark = j, i
            j += 1
        elif j < len(pattern) and pattern[j] in ('?', text[i]):
            i += 1
            j += 1
        elif star >= 0:
            mark += 1
            i, j = mark, star + 1
        else:
            return False
    return pattern[j:].strip('*') == ''


defaultTestLoader = TestLoader()
