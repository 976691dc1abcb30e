#!/usr/bin/env python3
# on: host asan lx106
"""Programs in heaps of many sizes, where the value stack gets segments and what grows does so in place: what does not fit is a
MemoryError or a RecursionError, and everything is right up to there."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
SCRIPTS = ('_segments.py', '_growing.py')
TOO_SMALL = ('MemoryError', 'RecursionError: maximum recursion depth exceeded', 'kukri: the heap is too small')


def run(program, size, script):
    """(its lines, how it ended: None when it came to its end)"""
    command = [program, '-X', 'heapsize=%d' % size, script]
    if program.endswith('.elf'):
        command = [os.path.join(TOP, 'ports/lx106/run.py'), '--heap', str(size), program, script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    errors = done.stderr.strip().split('\n')
    lines = done.stdout.split('\n')
    if done.returncode == 0:
        return lines, None
    # A board has one console for both.
    told = [line for line in lines + errors if line.startswith(TOO_SMALL)]
    cut = lines.index('Traceback (most recent call last):') if 'Traceback (most recent call last):' in lines else len(lines)
    return lines[:cut], told[0] if told else '\n'.join(errors[-3:] + lines[-3:])


def check(program, name):
    script = os.path.join(HERE, name)
    want = subprocess.run([sys.executable, script], capture_output=True, text=True).stdout.split('\n')
    complete, wrong = 0, []
    sizes = range(5600, 13600, 800) if program.endswith('.elf') else range(70000, 130000, 4000)
    for size in sizes:
        lines, end = run(program, size, script)
        complete += end is None
        if lines != want if end is None else lines[:-1] != want[:len(lines) - 1] or not end.startswith(TOO_SMALL):
            wrong.append('%d: %s' % (size, end))
    if wrong or not len(sizes) // 3 <= complete:
        print('FAIL heap/%s: %d of %d; %s' % (name[1:-3], complete, len(sizes), wrong))
        return False
    print('ok heap/%s' % name[1:-3])
    return True


if __name__ == '__main__':
    results = [check(os.path.abspath(sys.argv[1]), name) for name in SCRIPTS]
    sys.exit(not all(results))
