#!/usr/bin/env python3
"""The program finds its library from where it lies: in the tree it was built in, and installed."""
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])


def output(program, text, folder):
    env = {name: value for name, value in os.environ.items() if name not in ('KUKRIPATH', 'MICROPYPATH')}
    done = subprocess.run([program, '-c', text], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=60)
    return done.stdout.strip()


def check(name, got, wanted):
    print('ok ' + name if got == wanted else 'FAIL %s: %r, not %r' % (name, got, wanted))
    return got != wanted


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        failed = check('built', output(PROGRAM, 'import textwrap; print(textwrap.fill("a b", 1))', folder), 'a\nb')
        text = 'import traceback; print(hasattr(traceback, "TracebackException"), traceback.print_exc.__name__)'
        failed |= check('whole traceback', output(PROGRAM, text, folder), 'True print_exc')
        os.makedirs(folder + '/bin')
        os.makedirs(folder + '/lib/kukri')
        installed = shutil.copy(PROGRAM, folder + '/bin/kukri')
        with open(folder + '/lib/kukri/mine.py', 'w') as f:
            f.write('print("mine")\n')
        text = 'import sys; print(sys.path[-1])'
        failed |= check('no library', output(installed, text, folder), '/usr/lib/kukri')
        partial = 'import traceback; print(traceback.print_exc.__name__)'
        failed |= check('native traceback', output(installed, partial, folder), 'print_exc')
        with open(folder + '/lib/kukri/_collections_abc.py', 'w'):
            pass
        failed |= check('installed', output(installed, text, '/'), folder + '/lib/kukri')
        failed |= check('import', output(installed, 'import mine', '/'), 'mine')
        os.symlink(installed, folder + '/link')
        failed |= check('link', output(folder + '/link', 'import mine', '/'), 'mine')
    return failed


sys.exit(main())
