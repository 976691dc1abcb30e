#!/usr/bin/env python3
# on: host, asan
"""Methods and operators of the built-in types with objects whose special methods raise, change the container at work or
return what they must not (_objects.py), and hostile hierarchies of classes (_classes.py): exceptions may come out, a crash
must not. Each seed is a run of its own.

usage: run_objects.py PROGRAM [--seed FIRST] [--seconds N]     without --seconds: a few seeds
"""
import argparse
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LIB = os.path.join(HERE, '..', '..', 'lib')
PROGRAMS = 'objects', 'classes'
SEEDS, ROUNDS, SECONDS = 4, 4000, 120


def run(name, seed):
    """What is wrong with a run of that seed, or None."""
    try:
        result = subprocess.run([options.program, os.path.join(HERE, '_%s.py' % name), str(seed), str(ROUNDS)],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=SECONDS,
                                env=dict(os.environ, KUKRIPATH=LIB + ':.frozen'))
    except subprocess.TimeoutExpired:
        return 'does not end'
    output = result.stdout.decode('utf-8', 'replace')
    if result.returncode == 0 and 'done %d, raised: True\n' % ROUNDS in output:
        return None
    return 'status %d\n%s' % (result.returncode, output[-2000:])


parser = argparse.ArgumentParser()
parser.add_argument('program')
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--seconds', type=float)
options = parser.parse_args()
bad, seed, end = False, options.seed, time.monotonic() + (options.seconds or 0)
while time.monotonic() < end if options.seconds else seed < options.seed + SEEDS:
    for name in PROGRAMS:
        wrong = run(name, seed)
        print('ok %s_%d' % (name, seed) if wrong is None else 'FAIL %s_%d: %s' % (name, seed, wrong), flush=True)
        bad = bad or wrong is not None
    seed += 1
sys.exit(bad)
