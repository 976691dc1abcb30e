"""What ./dev cpython prints, and the page docs/cpython-tests.md."""
import collections
import re

BAD = ('failed', 'errored', 'crashed', 'timeout')
HEAD = """# CPython's own tests

`./dev cpython` runs these files of CPython 3.11.2, unmodified, from Debian's libpython3.11-testsuite. `unittest` is
Kukri's own; `test.support` is small and skips what is about CPython itself (reference counts, its C API, other
processes, threads, pickles). A module that is not there yet is replaced by one whose use skips the test. This page
is written by the command.

| file | tests | passed | failed | errored | crashed, timeout | skipped | note |
|---|---:|---:|---:|---:|---:|---:|---|
"""


def last_line(text):
    lines = [line for line in text.strip().split('\n') if line.strip() and not line.startswith(' ')]
    return lines[-1] if lines else ''


def error_line(text):
    """The exception's line of a traceback, also when its message has more lines."""
    lines = text.strip().split('\n')
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].startswith('  File '):
            for line in lines[at + 1:]:
                if re.match(r'[A-Za-z_.]+(Error|Exception|Interrupt|Exit|Group|Warning|Iteration)?(:|$)', line):
                    return line
    return last_line(text)


def line(result):
    return '%-28s %4d tests, %4d passed, %3d failed, %3d errored, %2d crashed, %2d timeout, %3d skipped  %s' % (
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


def total(results):
    passed = sum(r.count('passed') for r in results)
    bad = sum(r.count(*BAD) for r in results)
    lost = [r.name for r in results if r.note.startswith(('errored', 'ended'))]
    return '%d files: %d passed, %d failed, %d skipped (%.1f %% of those run); %d files do not start%s' % (
        len(results), passed, bad, sum(r.count('skipped') for r in results), 100 * passed / max(passed + bad, 1),
        len(lost), ': ' + ' '.join(lost) if lost else '')


def cause(test):
    """One line under which like failures fall together."""
    text = test.detail if test.outcome == 'timeout' else error_line(test.detail)
    text = text.split('\n')[0]
    text = re.sub(r'0x[0-9a-f]+', '0x..', re.sub(r' at line \d+', '', text))
    return test.outcome + ': ' + text[:100]


def escape(text):
    return text.replace('|', '\\|').replace('<', '&lt;').replace('*', '\\*').replace('`', "'").replace('[', '\\[')


def write(path, results):
    rows = []
    for r in results:
        rows.append('| %s | %d | %d | %d | %d | %d | %d | %s |' % (
            r.name, len(r.tests), r.count('passed'), r.count('failed'), r.count('errored'),
            r.count('crashed', 'timeout'), r.count('skipped'), escape(error_line(r.note)[:90])))
    causes, absent = collections.defaultdict(list), collections.defaultdict(list)
    for r in results:
        for test in r.tests:
            if test.outcome in BAD:
                causes[cause(test)].append(r.name[5:] + '.' + test.name.split('.')[-1])
        for name, error in r.absent:
            absent['%s (%s)' % (name, error[:80])].append(r.name[5:])
        if r.note:
            causes['file ' + error_line(r.note)[:100]].append(r.name[5:])
    ranked = sorted(causes.items(), key=lambda item: -len(item[1]))
    out = [HEAD + '\n'.join(rows), '', total(results) + '.', '', '## Causes, the most frequent first', '',
           '| n | cause | where |', '|---:|---|---|']
    for text, where in ranked:
        names = ' '.join(where[:4]) + (' ...' if len(where) > 4 else '')
        out.append('| %d | %s | %s |' % (len(where), escape(text), escape(names)))
    out += ['', '## Modules that could not be imported', '']
    out += ['- %s: %s' % (escape(name), ' '.join(where)) for name, where in
            sorted(absent.items(), key=lambda item: -len(item[1]))]
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\n'.join(out) + '\n')
