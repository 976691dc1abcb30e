#!/usr/bin/env python3
"""Heap that importing takes on the ESP8266, in the emulator: each module in a heap of its own, then all together.

usage: ram.py [--check] [MODULE...]     all frozen modules and the largest native ones if none are named

--check ends with status 1 when a module takes more than 1536 bytes, or all leave less than 50,000 free.
"""
import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MOST, LEAST_FREE = 1536, 50000
NATIVE = ('json', 're', 'struct', 'collections', 'hashlib', 'random', 'os', 'machine')
PROGRAM = '''import gc, sys
def free():
    gc.collect()
    return gc.mem_free()
def measure(name):
    before = free()
    __import__(name)
    after = free()
    print('RAM', name, before - after, after)
gc.collect()
'''


def frozen():
    with open(os.path.join(TOP, 'build/esp8266/gen/frozen/index'), encoding='utf-8') as f:
        return [line.split()[0] for line in f]


def run(names):
    """[(name, bytes taken, bytes free behind it)] of importing these, one after the other."""
    program = os.path.join(TOP, 'build/ram-program.py')
    with open(program, 'w', encoding='utf-8') as f:
        f.write(PROGRAM + ''.join('measure(%r)\n' % name for name in names))
    done = subprocess.run([sys.executable, os.path.join(TOP, 'ports/esp8266/run.py'), '--private', program],
                          text=True, capture_output=True, timeout=120)
    rows = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith('RAM ')]
    if len(rows) != len(names):
        sys.exit('ram.py: importing %s failed\n%s%s' % (names[len(rows)], done.stdout[-1000:], done.stderr[-1000:]))
    return [(name, int(taken), int(left)) for name, taken, left in rows]


def main(argv):
    check = '--check' in argv
    names = [arg for arg in argv[1:] if arg != '--check'] or sorted(set(frozen()) | set(NATIVE))
    worst = 0
    print('| module | heap after import |\n|---|---|')
    for name in names:
        taken = run([name])[0][1]
        worst = max(worst, taken)
        print('| %s | %d |' % (name, taken), flush=True)
    left = run(names)[-1][2]
    print('| all together: free | %d |' % left)
    if check and (worst > MOST or left < LEAST_FREE):
        sys.exit(1)


if __name__ == '__main__':
    main(sys.argv)
