"""Runs one of CPython's test files: kukri _run.py TEST [FIRST]. tools/cpython.py reads what is printed.

A line "@START id" and a line "@END status text" for each test, beginning with test number FIRST, so that the caller
can go on behind a test that crashed or did not end.
"""
import os
import re
import sys
import unittest

ABSENT = ('pickle', '_pickle', 'ast', 'dis', 'inspect', 'threading', '_thread', 'locale', 'decimal', 'fractions',
          'datetime', 'tempfile', 'unicodedata', 'subprocess', 'asyncio', 'typing', 'enum', 'dataclasses',
          'weakref', 'random', 'contextlib', 'functools', 'itertools', 'operator', 'copy', 'types', 'textwrap',
          'warnings', 're', 'string', 'struct', 'traceback', 'codecs', 'copyreg', 'collections.abc', 'unittest.mock',
          'array', 'socket', 'ssl', 'select', 'selectors', 'signal', 'concurrent.futures', 'socketserver',
          'multiprocessing', 'wsgiref.simple_server', 'zlib', 'gzip', 'bz2', 'lzma', 'sqlite3', 'ctypes', 'html.parser',
          'pprint', 'xml.etree.ElementTree', 'zoneinfo', 'email', 'http.client', 'http.server', 'shutil', 'pathlib',
          'pydoc', 'sysconfig', '_pyio', '_strptime')

# What tests take of a module that is how CPython made it.
INTERNALS = {'test_enum': ('enum', '_test_simple_enum'),
             'test_pathlib': ('pathlib', '_posix_flavour _windows_flavour'),
             }

# Names that CPython has for its two makings of a class; here there is one.
ALIASES = {'asyncio.futures': {'_CFuture': 'Future', '_PyFuture': 'Future'},
           'asyncio.tasks': {'_CTask': 'Task', '_PyTask': 'Task', '_c_register_task': '_register_task',
                             '_py_register_task': '_register_task', '_c_unregister_task': '_unregister_task',
                             '_py_unregister_task': '_unregister_task', '_c_enter_task': '_enter_task',
                             '_py_enter_task': '_enter_task', '_c_leave_task': '_leave_task',
                             '_py_leave_task': '_leave_task'}}


class Placeholder:
    """A name of an absent module. While a file is imported it can be called, derived from and taken apart, and gives
    placeholders; what a test does with one skips the test."""

    def __init__(self, name):
        self.__dict__['placeholder_name'] = name

    def _use(self, what='()'):
        if not Absent.importing:
            raise unittest.SkipTest('%s is not there' % self.placeholder_name)
        return Placeholder(self.placeholder_name + what)

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return self._use('.' + name)

    def __call__(self, *args, **kwargs):
        return self._use()

    def __getitem__(self, key):
        return self._use('[]')

    def __mro_entries__(self, bases):
        return ()

    def __instancecheck__(self, obj):
        self._use()
        return False

    __subclasscheck__ = __instancecheck__

    def __iter__(self):
        self._use()
        return iter(())

    def __eq__(self, other):
        self._use()
        return self is other

    def __hash__(self):
        return id(self)

    def _binary(self, other):
        return self._use('+')

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __or__ = __ror__ = _binary
    __and__ = __rand__ = __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __pow__ = _binary


class Absent(type(sys)):
    """A module that is not there (yet): the tests that use it are skipped, the file's others are not."""
    importing = False

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        if self.__dict__['__name__'] == 'pickle' and name == 'HIGHEST_PROTOCOL':
            return 5
        made = Placeholder('module %s: %s' % (self.__dict__['__name__'], name))
        return made if Absent.importing else made._use('')


def import_or_stand_in(name):
    try:
        Absent.importing = True
        __import__(name)
    except Exception as e:
        print('@ABSENT %s %s: %s' % (name, type(e).__name__, e))
        sys.modules[name] = Absent(name)
        parent, _, own = name.rpartition('.')
        if parent in sys.modules:
            setattr(sys.modules[parent], own, sys.modules[name])


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.outcome, self.detail = 'passed', ''
        print('@START %d %s' % (self.numbers.get(id(test), -1), test.id()))
        sys.stdout.flush()

    def stopTest(self, test):
        super().stopTest(test)
        self.tell()

    def tell(self):
        print('@END %s %s' % (self.outcome, ascii(self.detail)))
        sys.stdout.flush()

    def found(self, outcome, test, err):
        if self.outcome == 'errored' or self.outcome == outcome:
            return
        self.outcome = outcome
        self.detail = self._exc_info_to_string(err, test)[-3000:]

    def addError(self, test, err):
        if not isinstance(test, unittest.TestCase):
            print('@START -1 %s' % test.id())
            self.outcome, self.detail = 'passed', ''
            self.found('errored', test, err)
            self.tell()
        else:
            self.found('errored', test, err)

    def addFailure(self, test, err):
        self.found('failed', test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.found('failed' if issubclass(err[0], test.failureException) else 'errored', test, err)

    def addSkip(self, test, reason):
        if not isinstance(test, unittest.TestCase):
            print('@START -1 %s' % test.id())
            self.outcome, self.detail = 'skipped', reason
            self.tell()
        elif self.outcome == 'passed':
            self.outcome, self.detail = 'skipped', reason

    def addUnexpectedSuccess(self, test):
        self.outcome, self.detail = 'failed', 'unexpected success'


class Examples:
    """A docstring with examples: each counts as a test, named by the docstring and its line in there."""

    def __init__(self, case):
        self.case = case

    def countTestCases(self):
        return len(self.case._dt_test.examples)

    def id(self):
        return self.case.id()

    def __call__(self, result):
        import doctest
        case, number = self.case, result.numbers.get(id(self), -1)

        class Runner(doctest.DocTestRunner):
            def report_start(self, out, test, example):
                result.outcome, result.detail = 'passed', ''
                print('@START %d %s:%d' % (number, test.name, example.lineno + 1), file=stdout)

            def tell(self, outcome='passed', detail=''):
                print('@END %s %s' % (outcome, ascii(detail[-3000:])), file=stdout)
                stdout.flush()

            def report_success(self, out, test, example, got):
                self.tell()

            def report_failure(self, out, test, example, got):
                self.tell('failed', 'AssertionError: %s\n%s' % (
                    example.source.strip(), self._checker.output_difference(example, got, self.optionflags)))

            def report_unexpected_exception(self, out, test, example, exc_info):
                import traceback
                if issubclass(exc_info[0], unittest.SkipTest):
                    return self.tell('skipped', str(exc_info[1]))
                self.tell('errored', example.source + ''.join(traceback.format_exception(*exc_info)))

        stdout = sys.stdout
        try:
            case.setUp()
            Runner(optionflags=case._dt_optionflags, checker=case._dt_checker, verbose=False).run(
                case._dt_test, out=stdout.write, clear_globs=False)
        except unittest.SkipTest as e:
            print('@START %d %s' % (number, case.id()))
            print('@END skipped %s' % ascii(str(e)))
        finally:
            case.tearDown()


def flat(suite):
    """The tests in suites of suites."""
    tests = []
    for test in suite:
        if isinstance(test, unittest.BaseTestSuite):
            tests += flat(test)
        elif hasattr(test, '_dt_test'):
            tests.append(Examples(test))
        else:
            tests.append(test)
    return tests


def stand_in_for_internal(module, name):
    if not hasattr(module, name):
        setattr(module, name, Placeholder('%s.%s' % (module.__name__, name)))


def read_test(name):
    with open('%s/%s.py' % (sys.cpython_tests, name.replace('.', '/')), encoding='utf-8') as f:
        return f.read()


def stand_in_for_absent(name):
    """Modules that the file, or a file of tests that it imports, mentions and that cannot be imported."""
    text = read_test(name)
    for other in set(re.findall(r'^ *from test\.(test_\w+) import|^ *from test import (test_\w+)', text, re.M)):
        text += read_test(other[0] or other[1]) if os.path.exists('%s/%s.py' % (sys.cpython_tests, other[0] or other[1])) else ''
    if '.' in name:
        package = name.partition('.')[0]
        text += read_test(package + '.__init__')
        if 'test_utils' in text or 'import utils' in text:
            text += read_test(package + '.utils')
    for shared in ('string_tests', 'list_tests', 'seq_tests', 'mapping_tests'):
        if shared in text:
            text += ' re string weakref pickle copy itertools'
    if 'import mock' in text:
        text += ' unittest.mock'
    for absent in ABSENT:
        if absent in text:
            import_or_stand_in(absent)
    if 'asyncio' in name:
        for module, names in ALIASES.items():
            module = __import__(module, fromlist=['x'])
            for one, other in names.items():
                setattr(module, one, getattr(module, other))
    module, names = INTERNALS.get(name, ('sys', ''))
    for internal in names.split():
        stand_in_for_internal(__import__(module, fromlist=['x']), internal)


def main(name, first):
    full = 'test.' + name
    try:
        stand_in_for_absent(name)
        Absent.importing = True
        __import__(full)
        Absent.importing = False
        tests = flat(unittest.TestLoader().loadTestsFromModule(sys.modules[full]))
    except unittest.SkipTest as e:
        print('@FILE skipped %s' % ascii(str(e)))
        return
    except Exception as e:
        import traceback
        print('@FILE errored %s' % ascii(''.join(traceback.format_exception(type(e), e, e.__traceback__))[-3000:]))
        return
    if isinstance(getattr(sys.modules[full], 'all_tests', None), list):
        run_main(sys.modules[full], first)
    else:
        run(tests, first)


def run(tests, first):
    print('@FILE found %d' % len(tests))
    result = Result()
    result.numbers = {id(test): i for i, test in enumerate(tests)}
    unittest.TestSuite(tests[first:]).run(result)
    print('@FILE done')


def run_main(module, first):
    """A file with a list of its own of classes (others are there to derive from), and with preparations."""
    def run_unittest(*classes):
        loader = unittest.TestLoader()
        run(flat([loader.loadTestsFromTestCase(cls) for cls in classes]), first)

    module.run_unittest, module.run_doctest = run_unittest, lambda *args, **kwargs: None
    module.test_main()


# What our unittest has not, of CPython's library: mock.
unittest.__path__.append(os.path.dirname(sys.argv[3] if len(sys.argv) > 3 else '/usr/lib/python3.11/test') + '/unittest')
sys.cpython_tests = sys.argv[3] if len(sys.argv) > 3 else '/usr/lib/python3.11/test'
main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
