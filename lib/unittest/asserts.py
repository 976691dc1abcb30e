"""The assertions of TestCase, with CPython's messages."""
from .raises import _none, AssertRaisesContext, AssertWarnsContext, AssertLogsContext
from .util import safe_repr, count_diff, sequence_diff, _common_shorten_repr

__unittest = True


class Assertions:
    _equality_methods = {dict: 'assertDictEqual', list: 'assertListEqual', tuple: 'assertTupleEqual',
                         set: 'assertSetEqual', frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else '%s : %s' % (standard, msg)

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, '%s is not true' % safe_repr(expr))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, '%s is not false' % safe_repr(expr))

    def assertRaises(self, expected_exception, *args, **kwargs):
        return AssertRaisesContext(expected_exception, self).handle('assertRaises', args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle('assertRaisesRegex', args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return AssertWarnsContext(expected_warning, self).handle('assertWarns', args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        context = AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle('assertWarnsRegex', args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return AssertLogsContext(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return AssertLogsContext(self, logger, level, True)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, '%s != %s' % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, '%s == %s' % (safe_repr(first), safe_repr(second)))

    def _almost(self, first, second, places, delta):
        """(close enough, how that was seen)."""
        diff = abs(first - second)
        if delta is not None:
            return diff <= delta, '%s delta (%s difference)' % (safe_repr(delta), safe_repr(diff))
        places = 7 if places is None else places
        return round(diff, places) == 0, '%r places (%s difference)' % (places, safe_repr(diff))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        close, how = self._almost(first, second, places, delta)
        if not close:
            self._fail(msg, '%s != %s within %s' % (safe_repr(first), safe_repr(second), how))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        if delta is not None:
            if not first == second and abs(first - second) > delta:
                return
            diff = abs(first - second)
            self._fail(msg, '%s == %s within %s delta (%s difference)' % (
                safe_repr(first), safe_repr(second), safe_repr(delta), safe_repr(diff)))
        places = 7 if places is None else places
        if first == second or round(abs(second - first), places) == 0:
            self._fail(msg, '%s == %s within %r places' % (safe_repr(first), safe_repr(second), places))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = 'sequence'
        if seq_type is not None:
            name = seq_type.__name__
            for seq, which in ((seq1, 'First'), (seq2, 'Second')):
                if not isinstance(seq, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s' % (which, name, safe_repr(seq)))
        if seq1 == seq2:
            return
        text = '%ss differ: %s != %s\n' % ((name.capitalize(),) + _common_shorten_repr(seq1, seq2))
        difference = self._first_difference(seq1, seq2, name)
        if not difference and seq_type is None and type(seq1) is not type(seq2):
            return  # the same items in sequences of different types
        text += difference
        self._fail(msg, self._long(text, seq1, seq2))

    def _long(self, text, seq1, seq2):
        """The text with the lines that differ, unless they are more than maxDiff."""
        diff = '\n' + '\n'.join(sequence_diff(_lines(seq1), _lines(seq2)))
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return text + diff
        return text + '\nDiff is %s characters long. Set self.maxDiff to None to see it.' % len(diff)

    def _first_difference(self, seq1, seq2, name):
        lengths = []
        for seq, which in ((seq1, 'First'), (seq2, 'Second')):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                return '%s %s has no length.    Non-sequence?' % (which, name)
        text = ''
        for i in range(min(lengths)):
            try:
                first, second = seq1[i], seq2[i]
            except (TypeError, IndexError, NotImplementedError):
                return '\nUnable to index element %d of %s\n' % (i, name)
            if first != second:
                text = '\nFirst differing element %d:\n%s\n%s\n' % ((i,) + _common_shorten_repr(first, second))
                break
        n, m = lengths
        if n != m:
            longer, which = (seq1, 'First') if n > m else (seq2, 'Second')
            text += '\n%s %s contains %d additional elements.\n' % (which, name, abs(n - m))
            try:
                text += 'First extra element %d:\n%s\n' % (min(n, m), safe_repr(longer[min(n, m)]))
            except (TypeError, IndexError, NotImplementedError):
                text += 'Unable to index element %d of %s %s\n' % (min(n, m), which.lower(), name)
        return text

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        parts = []
        for a, b, which in ((set1, set2, 'first'), (set2, set1, 'second')):
            try:
                extra = a.difference(b)
            except TypeError as e:
                self.fail('invalid type when attempting set difference: %s' % e)
            except AttributeError as e:
                self.fail('%s argument does not support set difference: %s' % (which, e))
            if extra:
                parts.append('Items in the %s set but not the %s:' % (
                    which, 'second' if which == 'first' else 'first'))
                parts += [repr(item) for item in extra]
        if parts:
            self._fail(msg, '\n'.join(parts))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            self._fail(msg, self._long('%s != %s' % _common_shorten_repr(d1, d2), d1, d2))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first == second:
            return
        lines = first.splitlines(), second.splitlines()
        diff = '\n' + '\n'.join(sequence_diff(*lines)) + '\n'
        if self.maxDiff is not None and len(diff) > self.maxDiff:
            diff = '\nDiff is %s characters long. Set self.maxDiff to None to see it.' % len(diff)
        self._fail(msg, '%s != %s' % _common_shorten_repr(first, second) + diff)

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        differences = count_diff(first, second)
        if differences:
            lines = ['First has %d, Second has %d:  %r' % row for row in differences]
            self._fail(msg, 'Element counts were not equal:\n' + '\n'.join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, '%s not found in %s' % (safe_repr(member), safe_repr(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, '%s unexpectedly found in %s' % (safe_repr(member), safe_repr(container)))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, '%s is not %s' % (safe_repr(expr1), safe_repr(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, 'unexpectedly identical: %s' % safe_repr(expr1))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, '%s is not None' % safe_repr(obj))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, '%s is not an instance of %r' % (safe_repr(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, '%s is an instance of %r' % (safe_repr(obj), cls))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, '%s not less than %s' % (safe_repr(a), safe_repr(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, '%s not less than or equal to %s' % (safe_repr(a), safe_repr(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, '%s not greater than %s' % (safe_repr(a), safe_repr(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, '%s not greater than or equal to %s' % (safe_repr(a), safe_repr(b)))

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = _compiled(expected_regex)
        if not pattern.search(text):
            self._fail(msg, "Regex didn't match: %r not found in %r" % (pattern.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = _compiled(unexpected_regex)
        match = pattern.search(text)
        if match:
            self._fail(msg, 'Regex matched: %r matches %r in %r' % (
                text[match.start():match.end()], pattern.pattern, text))

    # Old names, as CPython 3.11 still has them.
    assertEquals = assertEqual
    assertNotEquals = assertNotEqual
    assert_ = assertTrue
    assertAlmostEquals = assertAlmostEqual
    assertNotAlmostEquals = assertNotAlmostEqual
    assertRegexpMatches = assertRegex
    assertNotRegexpMatches = assertNotRegex
    assertRaisesRegexp = assertRaisesRegex


def _compiled(pattern):
    if isinstance(pattern, (str, bytes)):
        import re
        return re.compile(pattern)
    return pattern


def _lines(value):
    """A container as lines: one item each, when its repr is long."""
    text = safe_repr(value)
    if len(text) <= 70 or not isinstance(value, (list, tuple, dict)) or not value:
        return [text]
    if isinstance(value, dict):
        items = ['%s: %s' % (safe_repr(k), safe_repr(v)) for k, v in value.items()]
    else:
        items = [safe_repr(item) for item in value]
    last = len(items) - 1
    return [('%s' if i == 0 else ' %s') % ((text[0] if i == 0 else '') + item + (',' if i < last else text[-1]))
            for i, item in enumerate(items)]
