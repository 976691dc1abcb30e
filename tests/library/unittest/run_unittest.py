"""unittest's text output is CPython's: the same tests in both, with the places in tracebacks left out."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))

ORACLE = '/usr/bin/python3.11'


def output(program, args):
    env = dict(os.environ, KUKRIPATH=ROOT + '/lib:.frozen')
    done = subprocess.run([program, '_cases.py'] + args, cwd=HERE, env=env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=60)
    lines, inside = [], False
    for line in (done.stdout + done.stderr).split('\n'):
        inside = line.startswith('Traceback') or inside and line.startswith(' ')
        if not inside and not line.startswith('? ') and line.strip():
            lines.append(re.sub(r'in [0-9.]+s$', 'in Ns', line))
    return lines + ['status %d' % done.returncode]


def main():
    cases = ([], ['-v'], ['-q'], ['T.test_ok', '-v'], ['T.test_nothing'], ['-k', 'test_sub', '-v'], ['T', '-f'],
             ['-k', 'T.test_o*'])
    failed = False
    for args in cases:
        ours, theirs = output(os.path.abspath(sys.argv[1]), args), output(ORACLE, args)
        name = 'unittest ' + ' '.join(args)
        print(('ok ' if ours == theirs else 'FAIL ') + name.strip())
        for i, (a, b) in enumerate(zip(ours + [''], theirs + [''])):
            if a != b:
                failed = True
                print('  line %d: %r, not %r' % (i, a, b))
                break
    return failed


if __name__ == '__main__':
    sys.exit(main())
