#!/usr/bin/env python3
# on: host, lx106
"""Library files of CPython 3.11 itself, unmodified: each is imported by a script _use_NAME.py, which
must print the same on both. The files come from the computer's own Python; what they import and
Kukri has not yet stands in _stubs."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
ORACLE = '/usr/bin/python3.11'
LIBRARY = '/usr/lib/python3.11'
ON_LX106 = ('heapq', 'bisect', 'colorsys')


def output(command, folder, env=None):
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120,
                          env=dict(os.environ, PYTHONDONTWRITEBYTECODE='1', **(env or {})))
    return done.returncode, done.stdout, done.stderr


def check(name, program):
    """None, or what is wrong."""
    script = '_use_%s.py' % name
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(HERE, script), folder)
        # -S and no stubs: CPython finds its own modules, C accelerators and all.
        want = output([ORACLE, script], folder)
        shutil.copy(os.path.join(LIBRARY, name + '.py'), folder)
        shutil.copytree(os.path.join(HERE, '_stubs'), folder, dirs_exist_ok=True)
        command = [program, script]
        if program.endswith('.elf'):
            command = [sys.executable, os.path.join(TOP, 'ports/lx106/run.py')] + command
        got = output(command, folder)
    if want[0] != 0:
        return 'the script fails on CPython: %s' % want[2].decode()[-300:]
    if got[0] != 0 or got[1] != want[1]:
        return 'status %d, prints %s, expected %s %s' % (got[0], got[1], want[1], got[2].decode()[-600:])
    return None


def main():
    program = os.path.abspath(sys.argv[1])
    names = sorted(os.path.basename(path)[5:-3] for path in glob.glob(os.path.join(HERE, '_use_*.py')))
    failed = 0
    for name in names:
        if program.endswith('.elf') and name not in ON_LX106:
            continue
        problem = check(name, program)
        failed += problem is not None
        print('ok %s' % name if problem is None else 'FAIL %s: %s' % (name, problem))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
