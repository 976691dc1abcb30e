#!/usr/bin/env python3
"""Runs CPython 3.11's own test files under Kukri, and imports CPython's library.

usage: cpython.py PROGRAM tests [TEST...] [-v] [--jobs N] [--time N]     ./dev cpython
       cpython.py PROGRAM stdlib [-v]                                     ./dev stdlib

TEST is a file as "test_re", a package as "test_json", or a file of one as "test_json.test_decode".
The files are those of Debian's libpython3.11-testsuite, unmodified; `unittest` is Kukri's (lib/unittest) and
`test.support` is tests/cpython/support. Without names all of tests/cpython/files.txt run, and docs/cpython-tests.md is written.
A test that crashes the program or takes too long is counted as such, and the run goes on behind it.
"""
import ast
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

import cpython_report

LIBRARY = '/usr/lib/python3.11'
PACKAGES = 'tools/packages-cpython.txt'
RUNNER = 'tests/cpython/support/_run.py'
PATH = ':'.join([os.path.abspath('lib'), os.path.abspath('tests/cpython/support'), '.frozen', LIBRARY])
FILES = 'tests/cpython/files.txt'


def files():
    """The names in FILES, without "test_"."""
    with open(FILES, encoding='utf-8') as f:
        return [name for line in f for name in line.partition('#')[0].split()]


def members(name):
    """The test's file; for a package the files of tests in it."""
    name = name if name.startswith('test_') else 'test_' + name
    folder = os.path.join(LIBRARY, 'test', name)
    if not os.path.isdir(folder):
        return [name]
    return ['%s.%s' % (name, found[:-3]) for found in sorted(os.listdir(folder))
            if found.startswith('test_') and found.endswith('.py')]


def install():
    """Installs what is missing of the packages in PACKAGES."""
    with open(PACKAGES, encoding='utf-8') as f:
        rows = [line.split() for line in f if line.strip() and not line.startswith('#')]
    missing = [name for name, probe in rows if not os.path.exists(probe)]
    if not missing:
        return
    sudo = [] if os.getuid() == 0 else ['sudo']
    command = sudo + ['apt-get', 'install', '-y', '-q', '--no-install-recommends'] + missing
    print('Installing: ' + ' '.join(missing), file=sys.stderr)
    if subprocess.run(command, stdout=sys.stderr).returncode != 0:
        sys.exit('cpython.py: could not install these Debian packages: ' + ' '.join(missing))


class Test:
    """The outcome of one test method: passed, failed, errored, skipped, crashed or timeout."""

    def __init__(self, name, outcome, detail=''):
        self.name, self.outcome, self.detail = name, outcome, detail


class File:
    """What came out of one test file."""

    def __init__(self, name):
        self.name, self.tests, self.note, self.absent, self.found = name, [], '', [], 0

    def count(self, *outcomes):
        return sum(1 for test in self.tests if test.outcome in outcomes)


def start(program, name, first, seconds):
    """(output, how it ended): one process."""
    env = dict(os.environ, KUKRIPATH=PATH)
    command = [os.path.abspath(program), os.path.abspath(RUNNER), name, str(first), LIBRARY + '/test']
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=env,
            cwd=folder) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
            status = process.returncode
            ended = '' if status == 0 else 'signal %d' % -status if status < 0 else 'exit status %d' % status
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            ended = 'timeout'
    return output.decode('utf-8', 'replace'), ended


def text_of(literal):
    try:
        return ast.literal_eval(literal)
    except (SyntaxError, ValueError):
        return literal


def read(output, result):
    """Adds the tests in the output. Returns (number of the test that did not end or None, whether all are done)."""
    open_test, number, done = None, None, False
    for line in output.split('\n'):
        if '@' not in line:
            continue
        words = line[line.index('@'):].split(' ', 2)
        if words[0] == '@ABSENT' and len(words) == 3:
            if (words[1], words[2]) not in result.absent:
                result.absent.append((words[1], words[2]))
        elif words[0] == '@START' and len(words) == 3:
            open_test, number = words[2], int(words[1]) if int(words[1]) >= 0 else number
        elif words[0] == '@END' and open_test is not None:
            result.tests.append(Test(open_test, words[1], text_of(words[2])))
            open_test = None
        elif words[0] == '@FILE':
            if words[1] == 'found':
                result.found = int(words[2])
            elif words[1] != 'found':
                done = True
            if words[1] in ('errored', 'skipped'):
                result.note = words[1] + ': ' + text_of(words[2])
    if open_test is not None:
        return open_test, number, False
    return None, number, done


def run_file(program, name, seconds):
    result, first = File(name), 0
    for _ in range(60):
        output, ended = start(program, name, first, seconds)
        test, number, done = read(output, result)
        if done:
            break
        if test is None:
            result.note = 'ended early: %s: %s' % (ended, output.strip().split('\n')[-1][:200])
            break
        result.tests.append(Test(test, 'timeout' if ended == 'timeout' else 'crashed', ended + '\n' + output[-800:]))
        if number is None:
            break
        first = number + 1
    return result


def tests(program, args):
    verbose = '-v' in args
    names = [arg for arg in args if not arg.startswith('-')]
    seconds = int(next((arg[7:] for arg in args if arg.startswith('--time=')), '60'))
    jobs = int(next((arg[7:] for arg in args if arg.startswith('--jobs=')), '2'))
    chosen = [member for name in names or files() for member in members(name)]
    results = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for result in pool.map(lambda name: run_file(program, name, seconds), chosen):
            print(cpython_report.line(result), flush=True)
            if verbose:
                cpython_report.print_failures(result)
            results.append(result)
    print(cpython_report.total(results))
    if not names:
        cpython_report.write('docs/cpython-tests.md', results)
    return any(result.count('crashed') for result in results)


def library_modules():
    """The public modules of CPython's library that are Python files: top level, and packages."""
    names = []
    for entry in sorted(os.listdir(LIBRARY)):
        name, ext = os.path.splitext(entry)
        package = os.path.exists(os.path.join(LIBRARY, entry, '__init__.py'))
        if name.startswith(('_', 'test', 'LICENSE', 'sitecustomize')) or name in ('antigravity', 'this', 'idlelib',
                                                                                 'turtledemo', 'lib2to3'):
            continue
        if (ext == '.py' and '.' not in name) or package:
            names.append(name)
    return names


def import_one(program, name):
    """'' when it can be imported, or the last line of the error."""
    env = dict(os.environ, KUKRIPATH='lib:.frozen:' + LIBRARY)
    try:
        done = subprocess.run([program, '-c', 'import ' + name], env=env, timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        return 'timeout'
    if done.returncode < 0:
        return 'crash: signal %d' % -done.returncode
    lines = done.stdout.decode('utf-8', 'replace').strip().split('\n')
    return '' if done.returncode == 0 else lines[-1]


def group(error):
    """What an import lacks: (class of reason, reason)."""
    missing = re.match(r"ModuleNotFoundError: No module named '([^']*)'", error)
    if missing:
        return 'missing module', missing.group(1)
    if error.startswith('SyntaxError'):
        return 'language feature', re.sub(r' \(.*', '', error)
    return 'something in a module or type', error


def stdlib(program, args):
    names = [arg for arg in args if not arg.startswith('-')] or library_modules()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        errors = list(pool.map(lambda name: import_one(program, name), names))
    groups = collections.defaultdict(list)
    for name, error in zip(names, errors):
        if error:
            groups[group(error)].append(name)
    for (kind, reason), found in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]))):
        print('%s: %s: %d: %s' % (kind, reason, len(found), ' '.join(found)))
    print('%d of %d library modules import unmodified' % (errors.count(''), len(names)))
    if '-v' in args:
        print('these do: ' + ' '.join(name for name, error in zip(names, errors) if not error))
    return False


def main(args):
    install()
    if len(args) < 2 or args[1] not in ('tests', 'stdlib'):
        sys.exit(__doc__)
    return (tests if args[1] == 'tests' else stdlib)(args[0], args[2:])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
