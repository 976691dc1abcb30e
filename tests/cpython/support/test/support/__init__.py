"""test.support for Kukri: what the language's tests use of it.

Tests of CPython's own internals (cpython_only and its like) are skipped, as on every other implementation.
"""
import gc
import io
import os
import sys
import time
import unittest

verbose = 0
failfast = False
use_resources = None
max_memuse = 0
real_max_memuse = 0
MAX_Py_ssize_t = sys.maxsize
is_jython = is_emscripten = is_wasi = is_android = is_apple = False
has_fork_support = has_subprocess_support = has_socket_support = False
has_strftime_extensions = True
Py_DEBUG = False
_1M = 1024 * 1024
_1G = 1024 * _1M
_2G = 2 * _1G
_4G = 4 * _1G
NHASHBITS = sys.hash_info.width
PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
LOOPBACK_TIMEOUT = 5.0
INTERNET_TIMEOUT = 60.0
HAVE_DOCSTRINGS = MISSING_C_DOCSTRINGS = False
TEST_HOME_DIR = sys.cpython_tests


class Error(Exception):
    """Base class for regression test exceptions."""


class TestFailed(Error):
    def __init__(self, msg, *args, stats=None):
        self.msg = msg
        self.stats = stats
        super().__init__(msg, *args)


class TestFailedWithDetails(TestFailed):
    pass


class TestDidNotRun(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


def _skips(reason):
    return unittest.skip(reason)


# ---- which tests are for whom ----

def check_impl_detail(**guards):
    guards, default = _parse_guards(guards)
    return guards.get(sys.implementation.name, default)


def _parse_guards(guards):
    if not guards:
        return {'cpython': True}, False
    wanted = list(guards.values())[0]
    return guards, not wanted


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return lambda item: item
    return _skips(msg or 'implementation detail of another Python')


def cpython_only(test):
    return impl_detail(cpython=True)(test)


def no_tracing(func):
    return func


def refcount_test(test):
    return _skips('counts references')(test)


def has_no_debug_ranges():
    return False


def requires_debug_ranges(reason=None):
    return lambda test: test


def requires_IEEE_754(test):
    return test


def requires_docstrings(test):
    return _skips('needs the docstrings of C code')(test)


def requires_legacy_unicode_capi(test=None):
    skipped = _skips('needs the C API')
    return skipped if test is None else skipped(test)


def requires_limited_api(test):
    return _skips('needs the C API')(test)


def requires_fork(*args):
    return _skips('needs fork')


def requires_subprocess():
    return _skips('needs subprocesses')


def requires_working_socket(*, module=False):
    # CPython's event loop needs a pair of sockets to wake itself; the one of lib/asyncio does not.
    return (lambda test: test) if not module else None


def requires_zlib(reason='needs zlib'):
    return _skips(reason)


requires_gzip = requires_bz2 = requires_lzma = requires_zlib


def requires(resource, msg=None):
    raise ResourceDenied(msg or 'the resource %r is not enabled' % resource)


def requires_resource(resource):
    return _skips('the resource %r is not enabled' % resource)


def is_resource_enabled(resource):
    return False


def requires_mac_ver(*version):
    return lambda test: test


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else (lambda test: test)


def skip_if_pgo_task(test):
    return test


def maybe_get_event_loop_policy():
    return None


def skip_if_buildbot(reason=None):
    return lambda test: test


def skip_if_sanitizer(reason=None, **kinds):
    return lambda test: test


def bigmemtest(size, memuse, dry_run=True):
    """Such tests run with a small size, as CPython's own runner does without -M."""
    def decorator(f):
        def wrapper(self):
            return f(self, 5147 if dry_run else wrapper.size)
        wrapper.size = size
        wrapper.memuse = memuse
        wrapper.__name__ = f.__name__
        if not dry_run:
            return _skips('needs %s bytes of memory' % (size * memuse))(wrapper)
        return wrapper
    return decorator


def bigaddrspacetest(f):
    return _skips('needs a large address space')(f)


def system_must_validate_cert(f):
    return f


def thread_unsafe(reason=None):
    return reason if callable(reason) else (lambda test: test)


def subTests(names, values, /, *, _do_cleanups=False):
    """The test runs once for each of the values, with the arguments of these names."""
    one = isinstance(names, str)
    names = names.replace(',', ' ').split() if one else names

    def decorator(f):
        def wrapper(self, *args, **kwargs):
            for value in values:
                given = dict(zip(names, (value,) if len(names) == 1 and one else value))
                with self.subTest(**given):
                    f(self, *args, **given, **kwargs)
                if _do_cleanups:
                    self.doCleanups()
        wrapper.__name__ = f.__name__
        return wrapper
    return decorator


# ---- doing things for a while ----

class captured_output:
    def __init__(self, stream_name):
        self.name = stream_name

    def __enter__(self):
        self.before = getattr(sys, self.name)
        stream = io.StringIO()
        setattr(sys, self.name, stream)
        return stream

    def __exit__(self, *exc):
        setattr(sys, self.name, self.before)


def captured_stdout():
    return captured_output('stdout')


def captured_stderr():
    return captured_output('stderr')


def captured_stdin():
    return captured_output('stdin')


class swap_attr:
    def __init__(self, obj, attr, new_val):
        self.obj, self.attr, self.new = obj, attr, new_val

    def __enter__(self):
        self.had = hasattr(self.obj, self.attr)
        self.before = getattr(self.obj, self.attr, None)
        setattr(self.obj, self.attr, self.new)
        return self.before

    def __exit__(self, *exc):
        if self.had:
            setattr(self.obj, self.attr, self.before)
        elif hasattr(self.obj, self.attr):
            delattr(self.obj, self.attr)


class swap_item:
    def __init__(self, obj, item, new_val):
        self.obj, self.item, self.new = obj, item, new_val

    def __enter__(self):
        self.had = self.item in self.obj
        self.before = self.obj[self.item] if self.had else None
        self.obj[self.item] = self.new
        return self.before

    def __exit__(self, *exc):
        if self.had:
            self.obj[self.item] = self.before
        elif self.item in self.obj:
            del self.obj[self.item]


class disable_gc:
    def __enter__(self):
        self.before = gc.isenabled()
        gc.disable()

    def __exit__(self, *exc):
        if self.before:
            gc.enable()


class infinite_recursion:
    def __init__(self, max_depth=75):
        self.depth = max_depth

    def __enter__(self):
        self.before = sys.getrecursionlimit()
        try:
            sys.setrecursionlimit(self.depth)
        except RecursionError:
            pass

    def __exit__(self, *exc):
        sys.setrecursionlimit(self.before)


class adjust_int_max_str_digits:
    def __init__(self, max_digits):
        self.digits = max_digits

    def __enter__(self):
        if not hasattr(sys, 'set_int_max_str_digits'):
            raise unittest.SkipTest('ints have no limit of digits')
        self.before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(self.digits)

    def __exit__(self, *exc):
        sys.set_int_max_str_digits(self.before)


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass


class catch_unraisable_exception:
    def __enter__(self):
        self.unraisable = None
        self.before = getattr(sys, 'unraisablehook', None)
        if self.before is None:
            raise unittest.SkipTest('there is no sys.unraisablehook')
        sys.unraisablehook = self._hook
        return self

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *exc):
        sys.unraisablehook = self.before
        del self.unraisable


class Stopwatch:
    def __enter__(self):
        import time
        self.start = time.monotonic()
        return self

    def __exit__(self, *exc):
        import time
        self.seconds = time.monotonic() - self.start


def run_with_locale(category, *locales):
    """There is one locale, C: the test runs in it."""
    return lambda f: f


def patch(test_instance, object_to_patch, attr_name, new_value):
    before = getattr(object_to_patch, attr_name)
    test_instance.addCleanup(setattr, object_to_patch, attr_name, before)
    setattr(object_to_patch, attr_name, new_value)


def gc_collect():
    for _ in range(3):
        gc.collect()


# ---- checks that tests share ----

def check_syntax_error(testcase, statement, errtext='', *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as cm:
        compile(statement, '<test string>', 'exec')
    err = cm.exception
    testcase.assertIsNotNone(err.lineno)
    if lineno is not None:
        testcase.assertEqual(err.lineno, lineno)
    testcase.assertIsNotNone(err.offset)
    if offset is not None:
        testcase.assertEqual(err.offset, offset)


def check_free_after_iterating(test, iter, cls, args=()):
    class A(cls):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass
    done = False
    it = iter(A(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def check_disallow_instantiation(testcase, tp, *args, **kwargs):
    testcase.assertRaises(TypeError, tp, *args, **kwargs)


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    modules = (name_of_module,) if isinstance(name_of_module, str) else name_of_module or (module.__name__,)
    names = []
    for name in dir(module):
        obj = getattr(module, name)
        if name.startswith('_') or name in not_exported:
            continue
        if getattr(obj, '__module__', None) in modules or (
                not hasattr(obj, '__module__') and not isinstance(obj, type(sys))):
            names.append(name)
    test_case.assertCountEqual(module.__all__, set(names) | set(extra))


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest('object %r has no attribute %r' % (obj, name))


def check_sizeof(test, o, size):
    raise unittest.SkipTest("CPython's sizes of objects")


def calcobjsize(fmt):
    raise unittest.SkipTest("CPython's sizes of objects")


calcvobjsize = calcobjsize


def sortdict(d):
    return '{%s}' % ', '.join('%r: %r' % pair for pair in sorted(d.items()))


def run_in_subinterp(code):
    raise unittest.SkipTest('there are no subinterpreters')


def collision_stats(nbins, nballs):
    """Mean and standard deviation of the collisions when nballs fall into nbins at random."""
    n, k = nbins, nballs
    p1 = (1 - 1 / n) ** k
    p2 = (1 - 2 / n) ** k
    empty = n * p1
    variance = n * (n - 1) * p2 + empty - empty ** 2
    return k - (n - empty), max(variance, 0.0) ** 0.5


def iter_builtin_types():
    import builtins
    for obj in vars(builtins).values():
        if isinstance(obj, type):
            yield obj


def python_is_optimized():
    return True


def run_unittest(*classes):
    suite = unittest.TestSuite()
    for cls in classes:
        suite.addTest(cls if isinstance(cls, (unittest.TestSuite, unittest.TestCase))
                      else unittest.defaultTestLoader.loadTestsFromTestCase(cls))
    result = unittest.TextTestRunner().run(suite)
    if not result.wasSuccessful():
        raise TestFailed('tests failed')


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    standard_tests.addTests(loader.discover(pkg_dir, pattern or 'test*'))
    return standard_tests


def findfile(filename, subdir=None):
    return '/'.join(part for part in (sys.cpython_tests, subdir, filename) if part)


def args_from_interpreter_flags():
    return []


def reap_children():
    pass


class _ALWAYS_EQ:
    """Equal to everything."""
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    """Equal to nothing, not even itself."""
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


class _LARGEST:
    """Greater than everything else."""
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __hash__(self):
        return 1

    def __lt__(self, other):
        return False

    def __le__(self, other):
        return self == other

    def __gt__(self, other):
        return self != other

    def __ge__(self, other):
        return True


class _SMALLEST:
    """Less than everything else."""
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __hash__(self):
        return 1

    def __gt__(self, other):
        return False

    def __ge__(self, other):
        return self == other

    def __lt__(self, other):
        return self != other

    def __le__(self, other):
        return True


ALWAYS_EQ, NEVER_EQ, LARGEST, SMALLEST = _ALWAYS_EQ(), _NEVER_EQ(), _LARGEST(), _SMALLEST()


def run_doctest(module, verbosity=None, optionflags=0):
    import doctest
    failed, tried = doctest.testmod(module, verbose=bool(verbosity), optionflags=optionflags)
    if failed:
        raise TestFailed('%d of %d doctests failed' % (failed, tried))
    return failed, tried


def check_sanitizer(*, address=False, memory=False, ub=False, thread=False):
    return False


def darwin_malloc_err_warning(test_name):
    pass


def skip_if_buggy_ucrt_strfptime(test):
    return test


def open_urlresource(url, *args, check=None, **kw):
    raise ResourceDenied('needs a file of the network')


def run_with_tz(tz):
    """A decorator: the test runs with that time zone."""
    def decorate(test):
        def wrapper(*args, **kwargs):
            old = os.environ.get('TZ')
            os.environ['TZ'] = tz
            time.tzset()
            try:
                return test(*args, **kwargs)
            finally:
                if old is None:
                    del os.environ['TZ']
                else:
                    os.environ['TZ'] = old
                time.tzset()
        return wrapper
    return decorate
