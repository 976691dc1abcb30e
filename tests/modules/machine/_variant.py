"""Builds a sanitized host program with simulated hardware and runs a file of tests on it; for run_*.py beside."""
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))


def run(variant, file, name, switches):
    environment = dict(os.environ, KUKRIPATH=os.path.join(ROOT, 'lib'))
    if switches:
        environment['KK_GC'] = switches
    program = os.path.join(ROOT, 'build', variant, 'kukri')
    done = subprocess.run([program, os.path.join(HERE, file)], capture_output=True, text=True, timeout=300,
                          env=environment)
    for line in done.stdout.split('\n'):
        if line.startswith(('ok ', 'FAIL ')):
            line += ' ' + name
        print(line)
    if done.returncode != 0 or 'FAIL' in done.stdout:
        print('FAIL run %s: exit status %d\n%s' % (name, done.returncode, done.stderr[-3000:]))


def main(variant, file):
    """Prints `ok NAME` and `FAIL NAME` lines: of a plain run, and of one that collects at every allocation."""
    built = subprocess.run(['make', '--no-print-directory', '-j2', 'VARIANT=' + variant], cwd=ROOT,
                           capture_output=True, text=True)
    if built.returncode != 0:
        print('FAIL build\n' + built.stdout[-2000:] + built.stderr[-2000:])
        return
    run(variant, file, 'plain', '')
    run(variant, file, 'stress', 'stress,move,verify')
