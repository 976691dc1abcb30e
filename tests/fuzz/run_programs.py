#!/usr/bin/env python3
# on: host, asan, lx106
"""Random small programs (_programs.py): what they print is what CPython 3.11 prints.

usage: run_programs.py PROGRAM [--first SEED] [--seconds N | --count N]     without: the seeds that always run
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

import _programs

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
CPYTHON = '/usr/bin/python3.11'
# Programs that always run: on computers, and on the LX106, which takes longer.
COUNT, COUNT_LX106, GROUP = 160, 6, 40
MEMORY = 2 << 30


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(command, limited=False):
    """(status, stdout, stderr)"""
    env = dict(os.environ, PYTHONHASHSEED='0', PYTHONWARNINGS='ignore', PYTHONIOENCODING='utf-8',
               KUKRIPATH=os.path.join(TOP, 'lib') + ':.frozen')
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, env=env,
                              preexec_fn=limit if limited else None)
    except subprocess.TimeoutExpired:
        return 'no end', '', ''
    return done.returncode, done.stdout.decode('utf-8', 'replace').replace('\r\n', '\n'), done.stderr.decode('utf-8', 'replace')


def check(seed, folder):
    """None, or what is wrong with that program."""
    lx106 = options.program.endswith('.elf')
    path = os.path.join(folder, 'program.py')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(_programs.program(seed, lx106))
    status, want, errors = run([CPYTHON, path], True)
    if status == 'no end' or 'SyntaxError' in errors or 'MemoryError' in want + errors:
        return None
    emulated = [sys.executable, os.path.join(TOP, 'ports/lx106/run.py'), '--heap', '64000', '--timeout', '50']
    got_status, got, errors = run((emulated if lx106 else []) + [options.program, path])
    if (got_status, got) == (status, want):
        return None
    lines = [(w, g) for w, g in zip(want.split('\n') + [''], got.split('\n') + ['']) if w != g]
    return 'status %s, not %s; first difference: %r, not %r\n%s' % ((got_status, status) + (lines or [('', '')])[0][::-1] + (errors[-1500:],))


parser = argparse.ArgumentParser()
parser.add_argument('program')
parser.add_argument('--first', type=int, default=1)
parser.add_argument('--count', type=int)
parser.add_argument('--seconds', type=float)
options = parser.parse_args()
options.program = os.path.abspath(options.program)
count = options.count or (COUNT_LX106 if options.program.endswith('.elf') else COUNT)
seed, end, bad, clean = options.first, time.monotonic() + (options.seconds or 0), 0, True
with tempfile.TemporaryDirectory(prefix='kukri-programs-') as folder:
    while time.monotonic() < end if options.seconds else seed < options.first + count:
        wrong = check(seed, folder)
        if wrong is not None:
            print('FAIL program_%d: %s' % (seed, wrong), flush=True)
            bad, clean = bad + 1, False
        seed += 1
        if (seed - options.first) % GROUP == 0 or (not options.seconds and seed == options.first + count):
            if clean:
                print('ok programs_to_%d' % (seed - 1), flush=True)
            clean = True
sys.exit(bad != 0)
