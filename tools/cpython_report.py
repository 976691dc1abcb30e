"""What ./dev cpython prints, and the page docs/cpython-tests.md."""
import collections
import fnmatch
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + '/'
REASONS = ROOT + 'tests/cpython/reasons.txt'
BAD = ('failed', 'errored', 'crashed', 'timeout')
HEAD = """# CPython's own tests

`./dev cpython` runs these files of CPython 3.11.2, unmodified, from Debian's libpython3.11-testsuite. `unittest` is
Kukri's own; `test.support` is small and skips what is about CPython itself (reference counts, its C API, other
processes, threads, pickles). A module that is not there yet is replaced by one whose use skips the test. This page
is written by the command; the reasons come from tests/cpython/reasons.txt.

| file | tests | passed | failed | errored | crashed, timeout | skipped | note |
|---|---:|---:|---:|---:|---:|---:|---|
"""


def last_line(text):
    lines = [line for line in text.strip().split('\n') if line.strip() and not line.startswith(' ')]
    return lines[-1] if lines else ''


def error_line(text):
    """The exception's line of a traceback, also when its message has more lines; without the place of this tree."""
    lines = text.replace(ROOT, '').strip().split('\n')
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].startswith('  File '):
            for line in lines[at + 1:]:
                if re.match(r'[A-Za-z_.]+(Error|Exception|Interrupt|Exit|Group|Warning|Iteration)?(:|$)', line):
                    return line
    return last_line('\n'.join(lines))


def line(result):
    return '%-32s %4d tests, %4d passed, %3d failed, %3d errored, %2d crashed, %2d timeout, %3d skipped  %s' % (
        result.name, len(result.tests), result.count('passed'), result.count('failed'), result.count('errored'),
        result.count('crashed'), result.count('timeout'), result.count('skipped'), error_line(result.note)[:110])


def print_failures(result):
    for test in result.tests:
        if test.outcome in BAD:
            print('--- %s %s\n%s' % (test.outcome, test.name, test.detail.rstrip()))
    if result.note:
        print('--- the file: ' + result.note)
    for name, error in result.absent:
        print('--- absent: %s: %s' % (name, error))


def reasons():
    """Rows (pattern of FILE.TEST, kind, reason) of the file REASONS; kind is internal, newer or open."""
    rows = []
    with open(REASONS, encoding='utf-8') as f:
        for text in f:
            if text.strip() and not text.startswith('#'):
                pattern, kind, reason = text.split(None, 2)
                assert kind in ('internal', 'newer', 'open'), text
                rows.append((pattern, kind, reason.strip()))
    return rows


def short(result, test):
    """FILE.TEST as reasons.txt has it: syntax.test_x"""
    return result.name[5:] + '.' + test.name.split('.')[-1]


def reason_of(rows, name):
    return next(((kind, reason) for pattern, kind, reason in rows if fnmatch.fnmatchcase(name, pattern)), ('', ''))


def total(results):
    rows = reasons()
    passed = sum(r.count('passed') for r in results)
    kinds = [reason_of(rows, short(r, test))[0] for r in results for test in r.tests if test.outcome in BAD]
    bad, apart = len(kinds), kinds.count('internal') + kinds.count('newer')
    lost = [r.name for r in results if r.note.startswith(('errored', 'ended'))]
    return ('%d files: %d passed, %d failed, %d skipped; %.1f %% of those run pass, %.1f %% without the %d that test CPython\'s'
            ' internals or what Python 3.12 changed; %d files do not start%s') % (
        len(results), passed, bad, sum(r.count('skipped') for r in results), 100 * passed / max(passed + bad, 1),
        100 * passed / max(passed + bad - apart, 1), apart, len(lost), ': ' + ' '.join(lost) if lost else '')


def cause(test):
    """One line under which like failures fall together."""
    text = test.detail if test.outcome == 'timeout' else error_line(test.detail)
    text = text.split('\n')[0]
    text = re.sub(r'/tmp/tmp\w+', 'TMP', re.sub(r'0x[0-9a-f]+', '0x..', re.sub(r' at line \d+', '', text)))
    return test.outcome + ': ' + text[:100]


def escape(text):
    return text.replace('|', '\\|').replace('<', '&lt;').replace('*', '\\*').replace('`', "'").replace('[', '\\[')


def merged(failures):
    """The rows, with those of one test (in several classes) as one."""
    counts = collections.Counter(failures)
    return [(name + (' (%d times)' % n if n > 1 else ''), text, reason) for (name, text, reason), n in counts.items()]


def write(path, results):
    rows = []
    for r in results:
        rows.append('| %s | %d | %d | %d | %d | %d | %d | %s |' % (
            r.name, len(r.tests), r.count('passed'), r.count('failed'), r.count('errored'),
            r.count('crashed', 'timeout'), r.count('skipped'), escape(error_line(r.note)[:90])))
    absent, skips, known = collections.defaultdict(list), collections.Counter(), reasons()
    failures = []
    for r in results:
        for test in r.tests:
            if test.outcome in BAD:
                kind, reason = reason_of(known, short(r, test))
                failures.append((short(r, test), cause(test), (kind + ': ' + reason) if kind else 'not looked into'))
            elif test.outcome == 'skipped':
                skips[error_line(test.detail)[:90] or 'no reason given'] += 1
        for name, error in r.absent:
            absent['%s (%s)' % (name, error[:80])].append(r.name[5:])
        if r.note:
            failures.append((r.name[5:], 'the file ' + error_line(r.note)[:90], ''))
    out = [HEAD + '\n'.join(rows), '', total(results) + '.', '', '## What fails, and why', '',
           '*internal*: it tests how CPython is made, not what Python is. *newer*: Python 3.12 changed it. *open*: to be done.',
           '', '| test | what comes out | reason |', '|---|---|---|']
    out += ['| %s | %s | %s |' % tuple(escape(text) for text in row) for row in merged(failures)]
    out += ['', '## Why tests are skipped', '', '| n | reason |', '|---:|---|']
    out += ['| %d | %s |' % (n, escape(text)) for text, n in skips.most_common()]
    out += ['', '## Modules that could not be imported', '']
    out += ['- %s: %s' % (escape(name), ' '.join(where)) for name, where in
            sorted(absent.items(), key=lambda item: -len(item[1]))]
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\n'.join(out) + '\n')
