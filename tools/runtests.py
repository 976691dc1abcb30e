#!/usr/bin/env python3
"""Runs the tests: Python files against CPython's output, unit tests in C, drivers, and ./dev check.

usage: runtests.py [PREFIX...] [--on unit,host,asan,stress,oom,lx106,esp8266,emu,check] [--oom] [-v]

docs/testing.md tells how a test is written. In short: tests/**/*.py prints what CPython prints, or
what the .exp file beside it holds; comment lines among the first ten lines mark it:

  # host only: REASON            not on lx106
  # not under stress: REASON     not in the GC stress run (oom, asan, lx106 likewise)
  # status: N                    the exit status to expect beside an .exp file
  # heap: N                      bytes of Python heap on lx106 (36864 otherwise)

On esp8266 the tests are typed in at the raw prompt of the released firmware, in the emulator (boardtest.py).

Folders with an __init__.py and names that begin with _ are data of other tests, and so is what tests/emu and
tests/esp8266 hold beside their drivers. tests/**/run_*.py are drivers: called with the program to test, they print "ok NAME" and "FAIL NAME" lines.
"""
import concurrent.futures
import difflib
import glob
import hashlib
import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import dev

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MODES = ('unit', 'host', 'asan', 'stress', 'oom', 'lx106', 'esp8266', 'emu', 'check')
BUILDS = {'unit': 'host-asan', 'host': 'host', 'asan': 'host-asan', 'stress': 'host-debug',
          'oom': 'host-debug', 'lx106': 'lx106', 'esp8266': 'esp8266'}
SECONDS = {'host': 60, 'asan': 120, 'stress': 180, 'oom': 20, 'lx106': 120}
# What the language and its types do is tested under stress too; the rest uses the same mechanisms.
STRESSED = ('tests/lang/', 'tests/types/', 'tests/object/', 'tests/vm/', 'tests/builtins/', 'tests/heap/')
# The sweep stops when this many runs in a row had no allocation left to fail.
OOM_QUIET = 12
LX106_HEAP = 36864
# Seconds after which a test is named in the summary.
SLOW = 20
ENVIRON = {'PYTHONHASHSEED': '0', 'PYTHONDONTWRITEBYTECODE': '1', 'PYTHONIOENCODING': 'utf-8',
           'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'PATH': os.environ.get('PATH', ''),
           'HOME': os.environ.get('HOME', '/'),
           'ASAN_OPTIONS': 'detect_leaks=0:detect_stack_use_after_return=0:allocator_may_return_null=1',
           'UBSAN_OPTIONS': 'print_stacktrace=1'}


class Result:
    """Of one test in one mode. problem: '' when it passed; skip: the reason when it did not run."""

    def __init__(self, name, mode, problem='', skip='', count=1):
        self.name, self.mode, self.problem, self.skip, self.count = name, mode, problem, skip, count
        self.seconds = 0.0


def run(command, seconds, env=None, stdin=b''):
    """(status, stdout, stderr) in a fresh folder; status is 'timeout' or a negative signal number."""
    with tempfile.TemporaryDirectory(prefix='kukri-test-') as folder:
        process = subprocess.Popen(command, cwd=folder, env=dict(ENVIRON, **(env or {})),
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(stdin, timeout=seconds)
            return process.returncode, out, err
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            return 'timeout', out, err


def text(data):
    return data.decode('utf-8', 'backslashreplace').replace('\r\n', '\n')


# ---- the tests and what they expect ----

class Test:
    """A Python file and its marks."""

    def __init__(self, path):
        self.path = path
        self.exp = path[:-3] + '.exp'
        with open(path, 'rb') as f:
            head = f.read(2000).decode('utf-8', 'replace').split('\n')[:10]
        self.marks = {}
        for line in head:
            match = re.match(r'# (host only|not under \w+|not on lx106|status|heap)\b:?\s*(.*)', line)
            if match:
                self.marks[match.group(1)] = match.group(2) or 'host only'

    def skip(self, mode):
        """Why it does not run in this mode; '' when it does."""
        if mode in ('lx106', 'esp8266'):
            return (self.marks.get('host only') or self.marks.get('not on lx106') or
                    self.marks.get('not under ' + mode) or '')
        if mode == 'stress' and not self.path.startswith(STRESSED):
            return 'not a core test'
        return self.marks.get('not under ' + mode, '')


def find_tests(prefixes):
    tests = []
    for path in sorted(glob.glob('tests/**/*.py', recursive=True)):
        parts = path.split('/')
        hidden = any(part.startswith('_') for part in parts) or parts[-1].startswith('run_')
        package = any(os.path.exists('/'.join(parts[:i] + ['__init__.py'])) for i in range(1, len(parts)))
        data = parts[1] in ('emu', 'esp8266')
        if not hidden and not data and not package and path.startswith(tuple(prefixes)):
            tests.append(Test(path))
    return tests


def oracle_program():
    for program in ('/usr/bin/python3.11', 'python3'):
        if shutil.which(program):
            return shutil.which(program)
    dev.fail('no python3 to compare with')


def folder_digest(folder, known={}):
    """A hash of all files below a folder: tests import their neighbours."""
    if folder not in known:
        digest = hashlib.sha256()
        for path in sorted(glob.glob(folder + '/**', recursive=True)):
            if os.path.isfile(path) and '__pycache__' not in path:
                with open(path, 'rb') as f:
                    digest.update(path.encode() + b'\0' + f.read())
        known[folder] = digest.hexdigest()
    return known[folder]


def expected(test):
    """(status, stdout) that the test must give."""
    if os.path.exists(test.exp):
        with open(test.exp, 'rb') as f:
            return int(test.marks.get('status', '0')), text(f.read())
    program = oracle_program()
    key = hashlib.sha256(repr((program, test.path, folder_digest(os.path.dirname(test.path)))).encode())
    cache = 'build/oracle/%s.json' % key.hexdigest()[:32]
    if not os.path.exists(cache):
        status, out, _ = run([program, os.path.join(ROOT, test.path)], 120)
        os.makedirs('build/oracle', exist_ok=True)
        with open(cache + '.%d' % os.getpid(), 'w', encoding='utf-8') as f:
            json.dump([status, text(out)], f)
        os.replace(cache + '.%d' % os.getpid(), cache)
    with open(cache, encoding='utf-8') as f:
        status, out = json.load(f)
    return status, out


# ---- running one test ----

def command_and_env(test, mode):
    program = os.path.join(ROOT, dev.PROGRAMS[BUILDS[mode]])
    path = os.path.join(ROOT, test.path)
    if mode == 'lx106':
        heap = test.marks.get('heap', str(LX106_HEAP))
        runner = os.path.join(ROOT, 'ports/lx106/run.py')
        return [sys.executable, runner, '--heap', heap, '--timeout', str(SECONDS[mode] - 5), program, path], {}
    return [program, path], {'KK_GC': 'stress,move,verify'} if mode == 'stress' else {}


def difference(want, got):
    lines = list(difflib.unified_diff(want.split('\n'), got.split('\n'), 'expected', 'got', lineterm='', n=2))
    return '\n'.join(lines[:40] + (['...'] if len(lines) > 40 else []))


def describe_crash(status, err):
    if status == 'timeout':
        return 'ran out of time'
    if isinstance(status, int) and status < 0:
        return 'killed by %s' % signal.Signals(-status).name
    if b'Sanitizer' in err or b'runtime error:' in err:
        return 'sanitizer report'
    return ''


def run_test(test, mode):
    skip = test.skip(mode)
    if skip:
        return Result(test.path, mode, skip=skip)
    if mode == 'oom':
        return sweep(test)
    want_status, want = expected(test)
    if mode == 'esp8266':
        status, out, err = importlib.import_module('boardtest').run(test.path)
    else:
        command, env = command_and_env(test, mode)
        status, out, err = run(command, SECONDS[mode], env)
    problem = describe_crash(status, err)
    if not problem and status != want_status:
        problem = 'exit status %s, expected %s' % (status, want_status)
    if text(out) != want:
        problem = (problem or 'wrong output') + '\n' + difference(want, text(out))
    if problem and err:
        problem += '\n' + text(err[-1500:]).rstrip()
    return Result(test.path, mode, problem)


def sweep(test):
    """Fails each allocation in turn: every run must end well or in a Python exception."""
    _, want = expected(test)
    command, _ = command_and_env(test, 'oom')
    quiet, n = 0, 0
    while quiet < OOM_QUIET:
        # Every allocation of the first hundred, then ever larger steps: start-up is the same for all.
        n += 1 if n < 100 else 3 if n < 1000 else 17 if n < 10000 else 211
        status, out, err = run(command, SECONDS['oom'], {'KK_OOM': str(n)})
        problem = describe_crash(status, err)
        if not problem and status not in (0, 1):
            problem = 'exit status %s' % status
        if not problem and status == 1 and not (b'Error' in err or b'Error' in out or not err):
            problem = 'failed without naming an exception'
        if problem:
            return Result(test.path, 'oom', 'KK_OOM=%d: %s\n%s' % (n, problem, text(err[-1500:])))
        quiet = quiet + 1 if status == 0 and text(out) == want else 0
        if n > 200000:
            break
    return Result(test.path, 'oom')


# ---- unit tests, drivers, checks ----

def count_lines(name, mode, status, out, err, replay=''):
    """Turns "ok ..." and "FAIL ..." lines into Results; what follows a FAIL line belongs to it."""
    lines = text(out).split('\n')
    good = sum(line.startswith('ok ') for line in lines)
    bad = [piece[:500] + ('...' + piece[-3000:] if len(piece) > 3500 else piece[500:])
           for piece in re.split(r'\n(?=ok |FAIL)', text(out).rstrip()) if piece.startswith('FAIL')]
    if status != 0 and not bad:
        bad = ['FAIL %s: exit status %s' % (name, status)]
    results = [Result(name, mode, count=good)] if good or not bad else []
    if bad:
        results.append(Result(name, mode, '\n'.join(bad[:20]) + '\n' + text(err[-1500:]).strip(), count=len(bad)))
    return results


def unit_builds(path):
    """The compilations a unit test asks for: [None] links the library; flags compile src/base anew."""
    with open(path, encoding='utf-8') as f:
        head = f.read(1500)
    return [None] + [flags.split() for flags in re.findall(r'^ \* Flags: (.*)$', head, re.M)]


def run_unit(path):
    name = os.path.basename(path)[:-2]
    os.makedirs('build/unit', exist_ok=True)
    results = []
    for i, flags in enumerate(unit_builds(path)):
        program = 'build/unit/%s%s' % (name, '-%d' % i if flags else '')
        command = ['gcc', '-std=gnu11', '-g', '-O1', '-fno-strict-aliasing', '-Wall', '-Wextra',
                   '-Wno-unused-parameter', '-fsanitize=address,undefined', '-fno-sanitize-recover=all',
                   '-ffunction-sections', '-Wl,--gc-sections',
                   '-I.', '-Isrc', '-Iinclude', '-isystem', 'build/host-asan', '-o', program, path]
        if flags is None:
            with open('build/host-asan/libkukri.libs') as f:
                command += ['-DKK_DEBUG', 'build/host-asan/libkukri.a'] + f.read().split()
        else:
            command += flags + sorted(glob.glob('src/base/*.c')) + ['-lm']
        built = subprocess.run(command, capture_output=True)
        if built.returncode != 0:
            results.append(Result(path, 'unit', 'does not compile\n' + text(built.stderr[-3000:])))
            continue
        status, out, err = run([os.path.join(ROOT, program)], 300)
        results += count_lines(path, 'unit', status, out, err)
    return results


def run_driver(path, mode):
    program = os.path.join(ROOT, 'build/emu/kukri-emu' if mode == 'emu' else dev.PROGRAMS[BUILDS[mode]])
    status, out, err = run([sys.executable, os.path.join(ROOT, path), program], 1200)
    return count_lines(path, mode, status, out, err)


def find_drivers(prefixes, mode):
    drivers = []
    for path in sorted(glob.glob('tests/**/run_*.py', recursive=True)):
        with open(path, encoding='utf-8') as f:
            match = re.search(r'^# on: (.*)$', f.read(2000), re.M)
        modes = match.group(1).replace(',', ' ').split() if match else ['host']
        if mode in modes and path.startswith(tuple(prefixes)):
            drivers.append(path)
    return drivers


def oom_tests(tests):
    with open('tests/oom.txt', encoding='utf-8') as f:
        chosen = {line.strip() for line in f if line.strip() and not line.startswith('#')}
    for path in chosen:
        if not os.path.exists(path):
            dev.fail('tests/oom.txt: there is no %s' % path)
    return [test for test in tests if test.path in chosen]


def jobs_of(mode, prefixes):
    """The (function, arguments) pairs of a mode; each returns a Result or a list of them."""
    if mode == 'check':
        return [(lambda: count_lines('tools/check.py', 'check', *run_check()), ())] if prefixes == [''] else []
    if mode == 'unit':
        return [(run_unit, (path,)) for path in sorted(glob.glob('tests/unit/*.c')) if path.startswith(tuple(prefixes))]
    if mode == 'emu':
        return [(run_driver, (path, mode)) for path in find_drivers(prefixes, mode)]
    tests = find_tests(prefixes)
    if mode == 'oom' and prefixes == ['']:
        tests = oom_tests(tests)
    # The drivers take longest: they go first.
    return ([(run_driver, (path, mode)) for path in find_drivers(prefixes, mode)] +
            [(run_test, (test, mode)) for test in tests])


def run_check():
    done = subprocess.run([sys.executable, 'tools/check.py'], capture_output=True)
    return done.returncode, done.stdout, done.stderr


def build_for(mode):
    if mode == 'emu':
        dev.make_emulator(quiet=True)
        for variant in ('lx106', 'esp8266'):
            dev.make(variant, quiet=True)
    if mode in BUILDS:
        dev.make(BUILDS[mode], BUILDS[mode].join(['build/', '/libkukri.a']) if mode == 'unit' else 'all', quiet=True)
    if mode == 'esp8266':
        dev.make_emulator(quiet=True)


def timed(function, args):
    """The Results of one job, which know how long it took."""
    start = time.monotonic()
    results = function(*args)
    results = results if isinstance(results, list) else [results]
    for result in results:
        result.seconds = time.monotonic() - start
    return results


def run_mode(mode, prefixes, verbose):
    """Builds what the mode needs and runs it; prints failures as they come. Returns all Results."""
    results = []
    jobs = jobs_of(mode, prefixes)
    if not jobs:
        return results
    try:
        build_for(mode)
    except SystemExit as error:
        print('FAIL %s: %s' % (mode, error))
        return [Result('build', mode, str(error))]
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get('KK_JOBS', '2'))) as pool:
        for future in concurrent.futures.as_completed([pool.submit(timed, *job) for job in jobs]):
            for result in future.result():
                results.append(result)
                if result.problem:
                    print('FAIL %s (%s)\n%s\n  again: ./dev test %s --on %s\n' %
                          (result.name, mode, result.problem.strip(), result.name, mode), flush=True)
                elif verbose:
                    print('%s %s (%s)' % ('skip' if result.skip else 'ok', result.name, mode), flush=True)
    return results


def summary(mode, results):
    passed = sum(r.count for r in results if not r.problem and not r.skip)
    failed = sum(r.count for r in results if r.problem)
    reasons = {}
    for result in results:
        if result.skip:
            reasons.setdefault(result.skip, []).append(result.name)
    skipped = sum(len(names) for names in reasons.values())
    print('%-7s %d passed, %d failed%s' % (mode, passed, failed, ', %d skipped:' % skipped if skipped else ''))
    for reason, names in sorted(reasons.items()):
        shown = ' '.join(names[:3]) + (' ...' if len(names) > 3 else '')
        print('          %d: %s (%s)' % (len(names), reason, shown))
    slow = sorted((r for r in results if r.seconds > SLOW), key=lambda r: -r.seconds)
    if slow:
        print('          slow: ' + ', '.join('%s %.0f s' % (r.name, r.seconds) for r in slow[:6]))
    sys.stdout.flush()
    return passed, failed


def main(args):
    # Who runs this in the background may have it ignore Ctrl-C, which is handed down to the tests.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(ROOT)
    verbose = '-v' in args
    args = [arg for arg in args if arg != '-v']
    modes = dev.option(args, '--on')
    if '--oom' in args:
        args.remove('--oom')
        modes = (modes + ',' if modes else '') + 'oom'
    prefixes = [arg if arg.startswith(('tests', '/')) else 'tests/' + arg for arg in args] or ['']
    default = MODES if prefixes == [''] else ('unit',) if args[0].startswith('tests/unit') else ('host',)
    modes = modes.split(',') if modes else default
    passed = failed = 0
    for mode in modes:
        if mode not in MODES:
            dev.fail('no mode %s: one of %s' % (mode, ', '.join(MODES)))
        good, bad = summary(mode, run_mode(mode, prefixes, verbose))
        passed += good
        failed += bad
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
