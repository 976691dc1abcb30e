#!/usr/bin/env python3
# on: stress
"""Modules of lib/ that are part of the program, whose statements wait until somebody asks for their names: the programs of
tests/library/modules print the same as under CPython, while every allocation moves all objects.

usage: run_frozen.py KUKRI
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ORACLE = '/usr/bin/python3.11'
STRESS = {'KK_GC': 'stress,move,verify'}
# Without stress: what takes minutes, or goes by the clock.
QUICK = ('asyncio', 'asyncio_net', 'asyncio_streams', 'textwrap', 'graphlib', 'statistics', 'decimal', 'datetime', 'csv', 'time')
STRESSED = ('logging', 'dataclasses', 'enum', 'functools_contextlib', 'copy_warnings', 'contextlib_async', 'collections',
            'collections_abc', 'generic', 'inspect', 'traceback', 'typing', 'contextvars', 'operator', 'patterns')


def check(name, good, shown=''):
    print('%s %s' % ('ok' if good else 'FAIL', name) + ('' if good else '\n' + shown), flush=True)
    return good


def output(program, path, env):
    done = subprocess.run([program, path], env=dict(os.environ, **env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=200)
    return done.stdout + 'status %d' % done.returncode


def difference(ours, theirs):
    for a, b in zip(ours.split('\n'), theirs.split('\n')):
        if a != b:
            return '  %r, not %r' % (a, b)
    return '  one ends early'


def main():
    variant = os.path.basename(os.path.dirname(os.path.abspath(sys.argv[1])))
    build = 'build/%s-library' % variant
    made = subprocess.run(['make', '-s', '-j2', 'VARIANT=' + variant, 'BUILD=' + build,
                           'FROZEN=tests/library/_frozen/manifest.py'], cwd=ROOT, text=True, capture_output=True)
    good = check('build', made.returncode == 0, made.stdout + made.stderr)
    program = os.path.join(ROOT, build, 'kukri')
    cases = [(name, os.path.join(HERE, 'modules/_test_%s.py' % name), {}) for name in QUICK]
    cases += [(name, os.path.join(HERE, 'modules/_test_%s.py' % name), STRESS) for name in STRESSED]
    cases += [(name, os.path.join(HERE, '_frozen', name + '.py'), STRESS) for name in ('use_asyncio', 'use_datetime')]
    for name, path, env in cases if good else ():
        ours, theirs = output(program, path, dict(env, KUKRIPATH='.frozen')), output(ORACLE, path, {})
        good &= check(name, ours == theirs, difference(ours, theirs))
    return not good


if __name__ == '__main__':
    sys.exit(main())
