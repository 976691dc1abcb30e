"""The Python modules of lib/ against CPython's: each program beside this one prints the same under both."""
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
ORACLE = '/usr/bin/python3.11'


def output(program, path):
    env = dict(os.environ, KUKRIPATH=ROOT + '/lib:.frozen')
    done = subprocess.run([program, path], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=120)
    return done.stdout.split('\n') + ['status %d' % done.returncode]


def main():
    failed = False
    for path in sorted(glob.glob(HERE + '/_test_*.py')):
        ours, theirs = output(os.path.abspath(sys.argv[1]), path), output(ORACLE, path)
        print(('ok ' if ours == theirs else 'FAIL ') + os.path.basename(path)[6:-3])
        if ours != theirs:
            failed = True
            for a, b in zip(ours, theirs):
                if a != b:
                    print('  %r, not %r' % (a, b))
    return failed


if __name__ == '__main__':
    sys.exit(main())
