"""Expecting warnings."""
import re
import sys
import warnings


class WarningsRecorder:
    def __init__(self, warnings_list):
        self._warnings = warnings_list
        self._last = 0

    def __getattr__(self, attr):
        if len(self._warnings) > self._last:
            return getattr(self._warnings[-1], attr)
        if attr in ('message', 'category', 'filename', 'lineno', 'line', 'file', 'source'):
            return None
        raise AttributeError('%r has no attribute %r' % (self, attr))

    @property
    def warnings(self):
        return self._warnings[self._last:]

    def reset(self):
        self._last = len(self._warnings)


class check_warnings:
    """All filters have to match a warning, and all warnings a filter."""

    def __init__(self, *filters, **kwargs):
        quiet = kwargs.get('quiet')
        if not filters:
            filters = (('', Warning),)
            quiet = True if quiet is None else quiet
        self.filters, self.quiet = filters, quiet

    def __enter__(self):
        self.manager = warnings.catch_warnings(record=True)
        self.recorder = WarningsRecorder(self.manager.__enter__())
        warnings.simplefilter('always')
        return self.recorder

    def __exit__(self, kind, exc, tb):
        self.manager.__exit__(kind, exc, tb)
        if kind is not None:
            return
        left = [record.message for record in self.recorder.warnings]
        missing = []
        for text, category in self.filters:
            hits = [m for m in left if re.match(text, str(m), re.I) and issubclass(m.__class__, category)]
            if not hits and not self.quiet:
                missing.append((text, category.__name__))
            left = [m for m in left if m not in hits]
        if left:
            raise AssertionError('unhandled warning %s' % left[0])
        if missing:
            raise AssertionError('filter (%r, %s) did not catch any warning' % missing[0])


def check_no_resource_warning(testcase):
    return check_warnings(quiet=True)


check_no_warnings = check_no_resource_warning


class save_restore_warnings_filters:
    def __enter__(self):
        self.before = warnings.filters[:]

    def __exit__(self, *exc):
        warnings.filters[:] = self.before


def ignore_warnings(*, category):
    def decorator(test):
        def wrapper(self, *args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter('ignore', category=category)
                return test(self, *args, **kwargs)
        wrapper.__name__ = test.__name__
        return wrapper
    return decorator


def check_syntax_warning(testcase, statement, errtext='', *, lineno=1, offset=None):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always', SyntaxWarning)
        compile(statement, '<testcase>', 'exec')
    testcase.assertEqual(len(caught), 1, caught)
    warning, = caught
    testcase.assertTrue(issubclass(warning.category, SyntaxWarning))
    if errtext:
        testcase.assertRegex(str(warning.message), errtext)
    testcase.assertEqual(warning.filename, '<testcase>')
    testcase.assertIsNotNone(warning.lineno)
    if lineno is not None:
        testcase.assertEqual(warning.lineno, lineno)
