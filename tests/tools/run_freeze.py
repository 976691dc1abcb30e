#!/usr/bin/env python3
# on: host asan
"""Freezes modules into a program as the manifest says, and looks at them from Python.

usage: run_freeze.py KUKRI
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(HERE, '_freeze')
FREEZE = os.path.join(ROOT, 'tools/freeze.py')


def check(name, good, shown=''):
    print('%s %s' % ('ok' if good else 'FAIL', name) + ('' if good else '\n' + shown))


def freeze(kukri, out, manifest, *words):
    done = subprocess.run([sys.executable, FREEZE, kukri, out, manifest] + list(words), cwd=ROOT, text=True,
                          capture_output=True)
    return done.returncode, done.stdout + done.stderr


def check_program(kukri, work):
    variant = os.path.basename(os.path.dirname(kukri))
    build = 'build/%s-frozen' % variant
    code = os.path.join(work, 'code')
    os.makedirs(code, exist_ok=True)
    with open(os.path.join(work, 'crossed.py'), 'w', encoding='utf-8') as f:
        f.write('def double(x):\n    return 2 * x\n')
    subprocess.run([kukri, '-X', 'code=' + os.path.join(code, 'crossed.kkc'), 'crossed.py'], cwd=work, check=True)
    made = subprocess.run(['make', '-s', '-j2', 'VARIANT=' + variant, 'BUILD=' + build, 'FROZEN=tests/tools/_freeze/manifest.py',
                           'FREEZE_WORDS=CODE_DIR=' + code], cwd=ROOT, text=True, capture_output=True)
    check('build', made.returncode == 0, made.stdout + made.stderr)
    done = subprocess.run([os.path.join(ROOT, build, 'kukri'), os.path.join(HERE, '_freeze_program.py')], text=True,
                          capture_output=True)
    with open(os.path.join(HERE, '_freeze_program.exp'), encoding='utf-8') as f:
        check('program', done.returncode == 0 and done.stdout == f.read(), done.stdout + done.stderr)


def check_errors(kukri, work):
    cases = {"module('nothing.py')": 'there is no', "require('nothing')": 'there is no nothing',
             "require('abc', library='x')": 'no add_library()', "module('plain.txt')": 'neither Python',
             "module('a.py', opt=4)": 'opt is 0', "include('nothing.py')": 'there is no', "freeze('$(WHERE)')": 'has no value',
             "package('nothing')": 'there is no folder', "module('a.py')\nmodule('a.py', base_path='b')": 'two modules',
             "module('wrong.py')": 'cannot be compiled'}
    os.makedirs(os.path.join(work, 'b'), exist_ok=True)
    for name, text in (('a.py', ''), ('b/a.py', ''), ('plain.txt', ''), ('wrong.py', 'def\n')):
        with open(os.path.join(work, name), 'w', encoding='utf-8') as f:
            f.write(text)
    for text, message in cases.items():
        path = os.path.join(work, 'manifest.py')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        status, shown = freeze(kukri, os.path.join(work, 'out'), path)
        check('error: ' + message, status == 1 and message in shown and 'Traceback' not in shown, shown)


def main():
    kukri = os.path.abspath(sys.argv[1])
    work = tempfile.mkdtemp(prefix='kukri-freeze-')
    try:
        check_program(kukri, work)
        check_errors(kukri, work)
    finally:
        shutil.rmtree(work)


if __name__ == '__main__':
    main()
