"""doctest: the examples in docstrings and text files are run, and what they print is compared.

An example begins with >>>, goes on with lines that begin with ..., and ends before the next example or an empty line;
what stands between is what it has to print. The lines are looked at one by one: no regular expressions are needed.
"""
import sys
import io
import types
import unittest
from collections import namedtuple

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS',
           'SKIP', 'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF',
           'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser',
           'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'DocTestFailure', 'UnexpectedException', 'DebugRunner',
           'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite', 'DocFileSuite', 'set_unittest_reportflags',
           'script_from_examples', 'testsource', 'debug_src', 'debug']

OPTIONFLAGS_BY_NAME = {}
BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'
_STARS = '*' * 70
TestResults = namedtuple('TestResults', 'failed attempted')


def register_optionflag(name):
    """A bit of its own for each name, the same one for the same name."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP
                    | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST


# ---- examples, and texts that hold them ----

def _ended(text):
    """The text with a newline at its end, or without anything."""
    return text if not text or text.endswith('\n') else text + '\n'


def _indented(text, by=4):
    return ''.join(' ' * by + line if line.strip() else line for line in text.splitlines(True))


class Example:
    """One example. Both texts end with a newline, but a want may be empty; lineno counts from the text's start."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = _ended(want)
        self.exc_msg = exc_msg if exc_msg is None or exc_msg.endswith('\n') else exc_msg + '\n'
        self.lineno, self.indent = lineno, indent
        self.options = {} if options is None else options

    def _fields(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        return self._fields() == other._fields() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring, and the names they see."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        if isinstance(examples, str):
            raise AssertionError('DocTest no longer accepts str; use DocTestParser instead')
        self.examples, self.globs = examples, globs.copy()
        self.name, self.filename, self.lineno, self.docstring = name, filename, lineno, docstring

    def __repr__(self):
        count = len(self.examples)
        text = 'no examples' if count == 0 else '1 example' if count == 1 else '%d examples' % count
        return '<%s %s from %s:%s (%s)>' % (type(self).__name__, self.name, self.filename, self.lineno, text)

    def _fields(self):
        return self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        return self._fields() == other._fields() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        return (self.name, self.filename or '', self.lineno or 0, id(self)) < (
            other.name, other.filename or '', other.lineno or 0, id(other))


def _exception_of(want):
    """What an expected traceback says at its end, or None."""
    lines = want.splitlines(True)
    if not lines or lines[0].rstrip() not in ('Traceback (most recent call last):', 'Traceback (innermost last):'):
        return None
    for at in range(1, len(lines)):
        if lines[at][0].isalnum() or lines[at][0] == '_':
            return ''.join(lines[at:])
    return None


def _comment_only(source):
    text = source.strip()
    return '\n' not in text and (not text or text[0] == '#')


class DocTestParser:
    """Finds the examples in a text."""

    def parse(self, string, name='<string>'):
        """The text in its order: examples, and strings for what stands between them."""
        string = string.expandtabs()
        lines = string.splitlines(True)
        depth = min([len(line) - len(line.lstrip(' ')) for line in lines if line.strip()] or [0])
        if depth:
            lines = string.split('\n')
            lines = [line[depth:] + '\n' for line in lines[:-1]] + [lines[-1][depth:]]
        else:
            lines = string.split('\n')
            lines = [line + '\n' for line in lines[:-1]] + [lines[-1]]
        output, between, at = [], [], 0
        while at < len(lines):
            if not lines[at].lstrip(' ').startswith('>>>'):
                between.append(lines[at])
                at += 1
                continue
            output.append(''.join(between))
            between, first = [], at
            example, at = self._example(lines, at, name)
            example.indent += depth
            if not _comment_only(example.source):
                output.append(example)
        output.append(''.join(between))
        return output

    def _example(self, lines, at, name):
        """(the example that begins with this line, where it ends)."""
        first, source, want = at, [], []
        indent = len(lines[at]) - len(lines[at].lstrip(' '))
        while at < len(lines) and (at == first or lines[at].lstrip(' ').startswith('...')):
            source.append(lines[at].rstrip('\n'))
            at += 1
        while at < len(lines) and lines[at].strip(' \n') and not lines[at].lstrip(' ').startswith('>>>'):
            want.append(lines[at].rstrip('\n'))
            at += 1
        for i, line in enumerate(source):
            if len(line) > indent + 3 and line[indent + 3] != ' ' and line[:indent].strip() == '':
                raise ValueError('line %r of the docstring for %s lacks blank after %s: %r' % (
                    first + i + 1, name, line[indent:indent + 3], line))
        self._same_indent(source[1:], ' ' * indent + '.', name, first)
        source = '\n'.join(line[indent + 4:] for line in source)
        self._same_indent(want, ' ' * indent, name, first + source.count('\n') + 1)
        want = '\n'.join(line[indent:] for line in want)
        options = self._options(source, name, first)
        return Example(source, want, _exception_of(want), first, indent, options), at

    def _same_indent(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError('line %r of the docstring for %s has inconsistent leading whitespace: %r' % (
                    lineno + i + 1, name, line))

    def _options(self, source, name, lineno):
        """What comments like "# doctest: +ELLIPSIS" ask for: {flag: whether}."""
        options = {}
        for line in source.split('\n'):
            at = line.rfind('#')
            while at >= 0:
                text = line[at + 1:].strip()
                if text.startswith('doctest:') and '"' not in text and "'" not in text:
                    for option in text[8:].replace(',', ' ').split():
                        if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                            raise ValueError('line %r of the doctest for %s has an invalid option: %r' % (
                                lineno + 1, name, option))
                        options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
                    break
                at = line.rfind('#', 0, at)
        if options and _comment_only(source):
            raise ValueError('line %r of the doctest for %s has an option directive on a line with no example: %r' % (
                lineno, name, source))
        return options

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        return [part for part in self.parse(string, name) if isinstance(part, Example)]


# ---- finding docstrings ----

def _unwrapped(obj):
    """What functools.wraps wrapped, without believing an object that claims to wrap everything."""
    seen = 0
    while seen < 100 and '__wrapped__' in getattr(obj, '__dict__', ()):
        obj = obj.__wrapped__
        seen += 1
    return obj


_ROUTINES = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, type(str.join), type(object.__init__),
             classmethod, staticmethod)


def _is_routine(obj):
    return isinstance(obj, _ROUTINES)


class DocTestFinder:
    """Finds the docstrings of an object and of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._verbose, self._recurse, self._exclude_empty = parser, verbose, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r" % (
                    type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = obj if isinstance(obj, types.ModuleType) else sys.modules.get(getattr(obj, '__module__', None))
        globs = (module.__dict__ if module is not None else {}) if globs is None else globs
        globs = dict(globs)
        globs.update(extraglobs or {})
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, self._lines_of(module), globs, set())
        tests.sort()
        return tests

    def _lines_of(self, module):
        filename = getattr(module, '__file__', None)
        if not filename or not filename.endswith('.py'):
            return None
        try:
            with open(filename, encoding='utf-8') as f:
                return f.read().split('\n')
        except (OSError, UnicodeError):
            return None

    def _from_module(self, module, obj):
        if module is None or isinstance(obj, property):
            return True
        if isinstance(obj, types.FunctionType):
            return module.__dict__ is obj.__globals__ or obj.__module__ == module.__name__
        if hasattr(obj, '__objclass__'):
            return obj.__objclass__.__module__ == module.__name__
        if hasattr(obj, '__module__'):
            return obj.__module__ == module.__name__
        if _is_routine(obj):
            return False
        raise ValueError('object must be a class or function')

    def _find(self, tests, obj, name, module, lines, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._get_test(obj, name, module, globs, lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if isinstance(obj, types.ModuleType):
            for key, value in list(obj.__dict__.items()):
                if (_is_routine(_unwrapped(value)) or isinstance(value, type)) and self._from_module(module, value):
                    self._find(tests, value, name + '.' + key, module, lines, globs, seen)
            self._find_in_test(tests, obj, name, module, lines, globs, seen)
        elif isinstance(obj, type):
            for key, value in list(obj.__dict__.items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (_is_routine(value) or isinstance(value, (type, property))) and self._from_module(module, value):
                    self._find(tests, value, name + '.' + key, module, lines, globs, seen)

    def _find_in_test(self, tests, obj, name, module, lines, globs, seen):
        for key, value in getattr(obj, '__test__', {}).items():
            if not isinstance(key, str):
                raise ValueError('DocTestFinder.find: __test__ keys must be strings: %r' % (type(key),))
            if not (_is_routine(value) or isinstance(value, (type, types.ModuleType, str))):
                raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, classes, '
                                 'or modules: %r' % (type(value),))
            self._find(tests, value, '%s.__test__.%s' % (name, key), module, lines, globs, seen)

    def _get_test(self, obj, name, module, globs, lines):
        doc = obj if isinstance(obj, str) else getattr(obj, '__doc__', None)
        doc = '' if doc is None else doc if isinstance(doc, str) else str(doc)
        lineno = self._lineno(obj, lines)
        if self._exclude_empty and not doc:
            return None
        filename = None if module is None else getattr(module, '__file__', None) or module.__name__
        return self._parser.get_doctest(doc, globs, name, filename, lineno)

    def _lineno(self, obj, lines):
        """The line, from 0, in which the docstring begins, or None."""
        lineno = 0 if isinstance(obj, types.ModuleType) and obj.__doc__ is not None else None
        if isinstance(obj, type) and lines is not None and obj.__doc__ is not None:
            for i, line in enumerate(lines):
                words = line.replace('(', ' ').replace(':', ' ').split()
                if words[:2] == ['class', obj.__name__]:
                    lineno = i
                    break
        if isinstance(obj, property):
            obj = obj.fget
        obj = _unwrapped(getattr(obj, '__func__', obj))
        if isinstance(obj, types.FunctionType) and getattr(obj, '__doc__', None):
            lineno = obj.__code__.co_firstlineno - 1
        if lineno is None or lines is None:
            return None if lines is None and lineno is None else lineno
        for at in range(lineno, len(lines)):
            text = lines[at].strip()
            if ':' in text and at == lineno:
                text = text[text.rindex(':') + 1:].strip() or '-'
            text = text.lstrip('rRuU')
            if text[:1] in ('"', "'"):
                return at
        return None


# ---- running examples, and comparing ----

class OutputChecker:
    """Whether what came is what was expected."""

    def check_output(self, want, got, optionflags):
        want, got = (text.encode('ascii', 'backslashreplace').decode() for text in (want, got))
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = '\n'.join('' if line.rstrip() == BLANKLINE_MARKER else line for line in want.split('\n'))
            got = '\n'.join(line if line.strip() else '' for line in got.split('\n'))
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = '\n'.join(line if line.strip('\n') else BLANKLINE_MARKER for line in got.split('\n')[:-1]) + (
                '\n' if '\n' in got else '') + got.split('\n')[-1]
        kind = optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF)
        if kind and (optionflags & REPORT_NDIFF or want.count('\n') > 2 < got.count('\n')):
            return self._diff(want.splitlines(True), got.splitlines(True), kind)
        if want and got:
            return 'Expected:\n%sGot:\n%s' % (_indented(want), _indented(got))
        if want:
            return 'Expected:\n%sGot nothing\n' % _indented(want)
        return 'Expected nothing\nGot:\n%s' % _indented(got) if got else 'Expected nothing\nGot nothing\n'

    def _diff(self, want, got, kind):
        import difflib
        if kind & REPORT_UDIFF:
            lines, title = list(difflib.unified_diff(want, got, n=2))[2:], 'unified diff with -expected +actual'
        elif kind & REPORT_CDIFF:
            lines, title = list(difflib.context_diff(want, got, n=2))[2:], 'context diff with expected followed by actual'
        else:
            lines = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(want, got)
            title = 'ndiff with -expected +actual'
        return 'Differences (%s):\n' % title + _indented(''.join(line.rstrip() + '\n' for line in lines))


def _ellipsis_match(want, got):
    """Whether the parts of want between its "..." stand in got, in their order."""
    parts = want.split(ELLIPSIS_MARKER)
    if len(parts) == 1:
        return want == got
    start, end = len(parts[0]), len(got) - len(parts[-1])
    if start > end or not got.startswith(parts[0]) or not got.endswith(parts[-1]):
        return False
    for part in parts[1:-1]:
        at = got.find(part, start, end)
        if at < 0:
            return False
        start = at + len(part)
    return True


def _kind_of(message):
    """The name of the exception in a traceback's last part, without module and details."""
    head = message.split('\n', 1)[0].split(':', 1)[0].rstrip()
    return head.rsplit('.', 1)[-1]


def _message_of(exc):
    """The exception as the last part of a traceback shows it."""
    cls = type(exc)
    name = cls.__qualname__ if cls.__module__ in ('builtins', '__main__') else '%s.%s' % (cls.__module__, cls.__qualname__)
    try:
        text = exc.msg or '<no detail available>' if isinstance(exc, SyntaxError) else str(exc)
    except Exception:
        text = '<exception str() failed>'
    return '%s: %s\n' % (name, text) if text else name + '\n'


class _Capture(io.StringIO):
    """Where output goes while examples run: take() gives it and forgets it."""

    def take(self):
        text = _ended(self.getvalue())
        self.seek(0)
        self.truncate()
        return text


class DocTestRunner:
    """Runs examples and tells what came of them."""
    DIVIDER = _STARS

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0
        self._name2ft = {}
        self.test = None
        self._capture = None

    # What subclasses may replace. out is the caller's function that writes.

    def report_start(self, out, test, example):
        if self._verbose:
            want = 'Expecting:\n' + _indented(example.want) if example.want else 'Expecting nothing\n'
            out('Trying:\n' + _indented(example.source) + want)

    def report_success(self, out, test, example, got):
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        out(self._header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        import traceback
        text = ''.join(traceback.format_exception(*exc_info))
        out(self._header(test, example) + 'Exception raised:\n' + _indented(text))

    def _header(self, test, example):
        lines = [self.DIVIDER]
        if test.filename:
            at = '?' if test.lineno is None or example.lineno is None else test.lineno + example.lineno + 1
            lines.append('File "%s", line %s, in %s' % (test.filename, at, test.name))
        else:
            lines.append('Line %s, in %s' % (example.lineno + 1, test.name))
        return '\n'.join(lines + ['Failed example:', _indented(example.source)])

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Runs a DocTest; the TestResults. sys.stdout and sys.displayhook are those of before afterwards."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        before = sys.stdout, sys.displayhook
        encoding = getattr(before[0], 'encoding', None)
        if out is None:
            def out(text, write=before[0].write):
                if encoding and encoding.lower() != 'utf-8':
                    text = text.encode(encoding, 'backslashreplace').decode(encoding)
                write(text)
        sys.stdout = self._capture = _Capture()
        sys.displayhook = getattr(sys, '__displayhook__', sys.displayhook)
        names = []
        try:
            return self._run(test, compileflags, out, names)
        finally:
            sys.stdout, sys.displayhook = before
            _forget_sources(names)
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def _run(self, test, compileflags, out, names):
        failures = tries = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            filename = '<doctest %s[%d]>' % (test.name, number)
            names.append(filename)
            exc_info, got = self._execute(test, example, filename, compileflags)
            good, unexpected, got = self._judge(example, exc_info, got)
            if good:
                if not quiet:
                    self.report_success(out, test, example, got)
            else:
                failures += 1
                if not quiet:
                    if unexpected:
                        self.report_unexpected_exception(out, test, example, exc_info)
                    else:
                        self.report_failure(out, test, example, got)
                if self.optionflags & FAIL_FAST:
                    break
        self.optionflags = original
        self._record(test, failures, tries)
        return TestResults(failures, tries)

    def _execute(self, test, example, filename, compileflags):
        """(exc_info or None, output) of one example."""
        _remember_source(filename, example.source)
        try:
            exec(compile(example.source, filename, 'single', compileflags, True), test.globs)
            exc_info = None
        except KeyboardInterrupt:
            raise
        except BaseException:
            exc_info = sys.exc_info()
        return exc_info, self._capture.take()

    def _judge(self, example, exc_info, got):
        """(whether it is as expected, whether the exception is a surprise, what came in words)."""
        check = self._checker.check_output
        if exc_info is None:
            return check(example.want, got, self.optionflags), False, got
        message = _message_of(exc_info[1])
        got += 'Traceback (most recent call last):\n' + _indented('...\n') + message
        if example.exc_msg is None:
            return False, True, got
        good = check(example.exc_msg, message, self.optionflags)
        if not good and self.optionflags & IGNORE_EXCEPTION_DETAIL:
            good = check(_kind_of(example.exc_msg), _kind_of(message), self.optionflags)
        return good, False, got

    def _record(self, test, failures, tries):
        before = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failures + before[0], tries + before[1]
        self.failures += failures
        self.tries += tries

    def summarize(self, verbose=None):
        """Prints how many tests passed and failed; the TestResults of all."""
        verbose = self._verbose if verbose is None else verbose
        empty, passed, failed = [], [], []
        for name, (failures, tries) in sorted(self._name2ft.items()):
            if tries == 0:
                empty.append('    ' + name)
            elif failures == 0:
                passed.append(' %3d tests in %s' % (tries, name))
            else:
                failed.append(' %3d of %3d in %s' % (failures, tries, name))
        if verbose:
            for title, lines in (('had no tests', empty), ('passed all tests', passed)):
                if lines:
                    print('%d items %s:\n%s' % (len(lines), title, '\n'.join(lines)))
        if failed:
            print('%s\n%d items had failures:\n%s' % (self.DIVIDER, len(failed), '\n'.join(failed)))
        if verbose:
            print('%d tests in %d items.\n%d passed and %d failed.' % (
                self.tries, len(self._name2ft), self.tries - self.failures, self.failures))
        if self.failures:
            print('***Test Failed*** %d failures.' % self.failures)
        elif verbose:
            print('Test passed.')
        return TestResults(self.failures, self.tries)

    def merge(self, other):
        for name, (failures, tries) in other._name2ft.items():
            before = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = failures + before[0], tries + before[1]


def _remember_source(filename, source):
    """Tracebacks show the examples' lines: linecache is told of them."""
    linecache = sys.modules.get('linecache')
    if hasattr(linecache, 'cache'):
        linecache.cache[filename] = len(source), None, source.splitlines(True), filename


def _forget_sources(names):
    cache = getattr(sys.modules.get('linecache'), 'cache', {})
    for name in names:
        cache.pop(name, None)


def _extract_future_flags(globs):
    """The compiler's flags that a module's `from __future__ import ...` asked for."""
    flags = 0
    future = sys.modules.get('__future__')
    for name in getattr(future, 'all_feature_names', ()):
        if globs.get(name) is getattr(future, name):
            flags |= globs[name].compiler_flag
    return flags


class DocTestFailure(Exception):
    """An example that printed something else, as DebugRunner raises it."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example that raised, as DebugRunner raises it."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises at the first failure, and leaves the names there to be looked at."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# ---- whole modules and files ----

master = None


def _summed(runner, report):
    """Prints the summary if asked to, and adds up in master."""
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Runs the examples of a module, __main__ if none is given; (failed, attempted)."""
    m = sys.modules.get('__main__') if m is None else m
    if not isinstance(m, types.ModuleType):
        raise TypeError('testmod: module required; %r' % (m,))
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name or m.__name__, globs=globs,
                                                                extraglobs=extraglobs):
        runner.run(test)
    return _summed(runner, report)


def _read(path, package, module_relative, encoding):
    """(text, path) of a file, which is relative to the package or the caller's module if asked for."""
    if module_relative:
        if isinstance(path, str) and path.startswith('/'):
            raise ValueError('Module-relative files may not have absolute paths')
        at = getattr(package, '__file__', None) or (sys.argv[0] if sys.argv else '')
        folder = at.rpartition('/')[0]
        path = folder + '/' + path if folder else path
    with open(path, encoding=encoding or 'utf-8') as f:
        return f.read(), path


def _caller_module():
    """The module of the function that called testfile and its like."""
    try:
        depth = 1
        while sys._getframe(depth).f_globals.get('__name__') == __name__:
            depth += 1
        return sys.modules.get(sys._getframe(depth).f_globals.get('__name__'))
    except (AttributeError, ValueError):
        return sys.modules.get('__main__')


def _package(package):
    if package is None:
        return _caller_module()
    return __import__(package, None, None, ['*']) if isinstance(package, str) else package


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Runs the examples of a text file; (failed, attempted)."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = _read(filename, _package(package) if module_relative else None, module_relative, encoding)
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault('__name__', '__main__')
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name or path.rpartition('/')[2], path, 0))
    return _summed(runner, report)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Runs the examples of one object, not of what it contains."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# ---- unittest ----

_reportflags = 0


def set_unittest_reportflags(flags):
    """What failures in unittest show if a test asks for nothing; the flags of before."""
    global _reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    before, _reportflags = _reportflags, flags
    return before


class DocTestCase(unittest.TestCase):
    """A DocTest as a test of unittest."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_optionflags, self._dt_checker = optionflags, checker
        self._dt_test, self._dt_setUp, self._dt_tearDown = test, setUp, tearDown
        self._dt_globs = test.globs.copy()

    def setUp(self):
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _reportflags
        output = io.StringIO()
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = '-' * 70
        if runner.run(self._dt_test, out=output.write, clear_globs=False).failed:
            raise self.failureException(self.format_failure(output.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        lineno = 'unknown line number' if test.lineno is None else test.lineno
        return 'Failed doctest test for %s\n  File "%s", line %s, in %s\n\n%s' % (
            test.name, test.filename, lineno, test.name.rpartition('.')[2], err)

    def debug(self):
        self.setUp()
        DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False).run(
            self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return (self._dt_test, self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker) == (
            other._dt_test, other._dt_optionflags, other._dt_setUp, other._dt_tearDown, other._dt_checker)

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker))

    def __repr__(self):
        parts = self._dt_test.name.split('.')
        return '%s (%s)' % (parts[-1], '.'.join(parts[:-1]))

    __str__ = object.__str__

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name


class DocFileCase(DocTestCase):
    """The examples of a file as a test of unittest."""

    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return 'Failed doctest test for %s\n  File "%s", line 0\n\n%s' % (
            self._dt_test.name, self._dt_test.filename, err)


class _DocTestSuite(unittest.TestSuite):
    """Keeps its tests after they ran."""

    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """A suite with a test for each docstring with examples in the module, the caller's if none is given."""
    if module is None:
        module = _caller_module()
    elif isinstance(module, str):
        module = __import__(module, None, None, ['*'])
    suite = _DocTestSuite()
    for test in (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            test.filename = test.filename or getattr(module, '__file__', None)
            suite.addTest(DocTestCase(test, **options))
    return suite


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """The examples of one file as a test."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    globs = {} if globs is None else globs.copy()
    text, path = _read(path, _package(package) if module_relative else None, module_relative, encoding)
    globs.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(text, globs, path.rpartition('/')[2], path, 0), **options)


def DocFileSuite(*paths, **kw):
    """A suite with a test for each of the files."""
    if kw.get('module_relative', True):
        kw['package'] = _package(kw.get('package'))
    suite = _DocTestSuite()
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


# ---- looking at examples with a debugger ----

def script_from_examples(s):
    """The text as a program: what is no example becomes comments."""
    lines = []
    for part in DocTestParser().parse(s):
        if isinstance(part, Example):
            lines.append(part.source[:-1])
            if part.want:
                lines.append('# Expected:')
                lines += ['## ' + line for line in part.want.split('\n')[:-1]]
        else:
            lines += ['# ' + line if line.strip() else '#' for line in part.split('\n')[:-1]]
    while lines and lines[-1] == '#':
        lines.pop()
    while lines and lines[0] == '#':
        lines.pop(0)
    return '\n'.join(lines) + '\n'


def testsource(module, name):
    """The examples of a name in a module as a program."""
    module = __import__(module, None, None, ['*']) if isinstance(module, str) else module
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, 'not found in tests')


def debug_src(src, pm=False, globs=None):
    """Runs the examples in a text under the debugger."""
    import pdb
    globs = {} if globs is None else globs.copy()
    source = script_from_examples(src)
    if not pm:
        return pdb.Pdb(nosigint=True).run('exec(%r)' % source, globs, globs)
    try:
        exec(source, globs, globs)
    except BaseException:
        print(sys.exc_info()[1])
        pdb.Pdb(nosigint=True).interaction(None, sys.exc_info()[2])


def debug(module, name, pm=False):
    module = __import__(module, None, None, ['*']) if isinstance(module, str) else module
    debug_src(testsource(module, name), pm, module.__dict__)


def _main(args):
    """python -m doctest [-v] [-o OPTION] [-f] FILE...: the exit status."""
    flags, verbose, files = 0, False, []
    while args:
        arg = args.pop(0)
        if arg in ('-o', '--option'):
            flags |= OPTIONFLAGS_BY_NAME[args.pop(0)]
        elif arg in ('-f', '--fail-fast'):
            flags |= FAIL_FAST
        elif arg in ('-v', '--verbose'):
            verbose = True
        else:
            files.append(arg)
    if not files:
        print('usage: doctest [-v] [-o OPTION] [-f] FILE...')
        return 2
    for filename in files:
        if filename.endswith('.py'):
            folder, _, name = filename.rpartition('/')
            sys.path.insert(0, folder or '.')
            module = __import__(name[:-3])
            del sys.path[0]
            result = testmod(module, verbose=verbose, optionflags=flags)
        else:
            result = testfile(filename, module_relative=False, verbose=verbose, optionflags=flags)
        if result.failed:
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(_main(sys.argv[1:]))
