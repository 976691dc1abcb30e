#!/usr/bin/env python3
"""I2C, SPI, 1-Wire and the drivers in lib/ over the simulated parts of hal_bus.c, also with a collection at every allocation."""
# on: asan
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
PROGRAM = os.path.join(ROOT, 'build/host-bus-asan/kukri')


def run(name, switches):
    environment = dict(os.environ, KUKRIPATH=os.path.join(ROOT, 'lib'))
    if switches:
        environment['KK_GC'] = switches
    done = subprocess.run([PROGRAM, os.path.join(HERE, '_bus.py')], capture_output=True, text=True, timeout=300,
                          env=environment)
    for line in done.stdout.split('\n'):
        if line.startswith(('ok ', 'FAIL ')):
            line += ' ' + name
        print(line)
    if done.returncode != 0 or 'FAIL' in done.stdout:
        print('FAIL run %s: exit status %d\n%s' % (name, done.returncode, done.stderr[-3000:]))


def main():
    built = subprocess.run(['make', '--no-print-directory', '-j2', 'VARIANT=host-bus-asan'], cwd=ROOT,
                           capture_output=True, text=True)
    if built.returncode != 0:
        print('FAIL build\n' + built.stdout[-2000:] + built.stderr[-2000:])
        return
    run('plain', '')
    run('stress', 'stress,move,verify')


main()
