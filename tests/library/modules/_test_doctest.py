"""The examples of this text are part of the test.

>>> 1 + 1
2
>>> print('a\\n\\nb')
a
<BLANKLINE>
b
>>> for i in range(3):
...     print(i)
0
1
2
>>> 1 / 0
Traceback (most recent call last):
  ...
ZeroDivisionError: division by zero
>>> list(range(20))  # doctest: +ELLIPSIS
[0, 1, ..., 19]
>>> list(range(3))  # doctest: +NORMALIZE_WHITESPACE
[0,   1,
 2]
>>> True
1
>>> raise KeyError('other')  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
some.module.KeyError: what it says does not matter
>>> nonsense  # doctest: +SKIP
>>> 1 + 2
4
>>> {}.x
>>> x = 5
>>> x
5
"""
import doctest
import io
import os
import sys
import unittest


class A:
    """
    >>> A().f()
    7
    """

    def f(self):
        """
        >>> 3
        4
        """
        return 7

    @property
    def p(self):
        """
        >>> A().p
        'p'
        """
        return 'p'

    @staticmethod
    def s():
        """No examples."""


__test__ = {'more': '>>> 2 * 3\n6\n', 'function': A.f}


def shown(run):
    """What run() prints, without what depends on where the file lies."""
    before, sys.stdout = sys.stdout, io.StringIO()
    try:
        result = run()
    finally:
        text, sys.stdout = sys.stdout.getvalue(), before
    for line in text.split('\n'):
        if not line.lstrip().startswith(('File "', 'exec(', '~', '^', '{}.x')):
            print('|', line)
    print(result)


class Failing(Exception):
    pass


def main():
    module = sys.modules['__main__']
    shown(doctest.testmod)
    shown(lambda: doctest.testmod(verbose=True, name='named'))
    for test in doctest.DocTestFinder(exclude_empty=False).find(module):
        print(test.name, test.name[-1] == 'p' or test.lineno, len(test.examples))
    suite = doctest.DocTestSuite()
    print(suite.countTestCases(), [(t.id(), repr(t), t.shortDescription()) for t in suite])
    for test in suite:
        try:
            test.debug()
        except (doctest.DocTestFailure, doctest.UnexpectedException) as e:
            print(type(e).__name__, e.example.source, getattr(e, 'got', None))
    print(doctest.script_from_examples(__doc__))
    parse = doctest.DocTestParser().get_examples
    for text in ('>>>1', '  >>> 1\n 2', '>>> 1\n...2', '>>> 1 # doctest: +NONE', '>>> # doctest: +SKIP',
                 '  >>> 1\n  ... 2\n  3\n\n  >>> # only a comment\n'):
        try:
            print([(e.source, e.want, e.lineno, e.indent, e.options, e.exc_msg) for e in parse(text, 'text')])
        except ValueError as e:
            print('ValueError', e)
    check = doctest.OutputChecker().check_output
    for want, got, flags in (('a...b\n', 'a x b\n', doctest.ELLIPSIS), ('...\n', '\n', doctest.ELLIPSIS),
                             ('aa...aa', 'aaa', doctest.ELLIPSIS), ('a...b...b', 'acb', doctest.ELLIPSIS),
                             ('1\n', 'True\n', 0), ('1\n', 'True\n', doctest.DONT_ACCEPT_TRUE_FOR_1),
                             ('<BLANKLINE>\n', '\n', 0), ('<BLANKLINE>\n', '\n', doctest.DONT_ACCEPT_BLANKLINE),
                             ('a  b\n', 'a b\n', doctest.NORMALIZE_WHITESPACE), ('\xe4\n', '\xe4\n', 0)):
        print(repr(want), repr(got), flags, check(want, got, flags))
    print(doctest.set_unittest_reportflags(doctest.REPORT_UDIFF), doctest.set_unittest_reportflags(0))
    try:
        doctest.set_unittest_reportflags(doctest.ELLIPSIS)
    except ValueError as e:
        print('ValueError', e)
    shown(lambda: doctest.run_docstring_examples(A, {'A': A}, name='A'))
    name = '/tmp/_test_doctest_%x.txt' % id(module)
    with open(name, 'w') as f:
        f.write('Text.\n\n    >>> 1\n    2\n    >>> __name__\n    \'__main__\'\n')
    try:
        shown(lambda: doctest.testfile(name, False, name='text'))
        shown(lambda: doctest.testfile(name, False, name='text', optionflags=doctest.FAIL_FAST))
        for test in doctest.DocFileSuite(name, module_relative=False):
            result = unittest.TestResult()
            test.run(result)
            print(len(result.failures), result.failures[0][1].count('Expected:'))
        try:
            doctest.testfile(name, False, raise_on_error=True)
        except doctest.DocTestFailure as e:
            print('DocTestFailure', e.got)
    finally:
        os.remove(name)


main()
