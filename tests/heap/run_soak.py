#!/usr/bin/env python3
# on: stress
"""Allocations of every kind under the heap verifier, which checks all invariants before and after each collection, and
with everything moved at each. KUKRI_SOAK=10000000 ./dev test tests/heap --on stress is the long version."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    program = os.path.abspath(sys.argv[1])
    count = int(os.environ.get('KUKRI_SOAK', '300000'))
    with open(os.path.join(HERE, '_soak.py'), encoding='utf-8') as f:
        text = f.read().replace('COUNT', str(count))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'soak.py')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        for switches in ('verify', 'move,verify'):
            done = subprocess.run([program, path], capture_output=True, text=True, timeout=380,
                                  env=dict(os.environ, KK_GC=switches))
            if done.returncode == 0 and done.stdout.split() == ['True', 'True', 'True']:
                print('ok heap/soak %s' % switches)
            else:
                failed += 1
                print('FAIL heap/soak %s: status %s %s %s' % (switches, done.returncode, done.stdout[-300:], done.stderr[-300:]))
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
