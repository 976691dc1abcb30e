#!/usr/bin/env python3
# on: host, asan
"""Methods and operators of the built-in types with objects whose special methods raise, change the container at work or
return what they must not (_objects.py): exceptions may come out, a crash must not. Each seed is a run of its own."""
import os
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), '_objects.py')
SEEDS = range(1, 9)
ROUNDS = 12000
SECONDS = 60


def run(seed):
    """What is wrong with a run of that seed, or None."""
    try:
        result = subprocess.run([sys.argv[1], PROGRAM, str(seed), str(ROUNDS)], stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return 'does not end'
    output = result.stdout.decode('utf-8', 'replace')
    if result.returncode == 0 and output.endswith('done %d, raised: True\n' % ROUNDS):
        return None
    return 'status %d\n%s' % (result.returncode, output[-2000:])


bad = False
for seed in SEEDS:
    wrong = run(seed)
    print('ok objects_%d' % seed if wrong is None else 'FAIL objects_%d: %s' % (seed, wrong), flush=True)
    bad = bad or wrong is not None
sys.exit(bad)
