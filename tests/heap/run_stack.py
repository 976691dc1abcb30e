#!/usr/bin/env python3
# on: host asan lx106
"""The value stack in heaps of many sizes: where it cannot move it gets segments, and what does not fit is a MemoryError or a
RecursionError, with everything right up to there."""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
SCRIPT = os.path.join(HERE, '_segments.py')
TOO_SMALL = ('MemoryError', 'RecursionError: maximum recursion depth exceeded', 'kukri: the heap is too small')


def run(program, size):
    """(its lines, how it ended: None when it came to its end)"""
    command = [program, '-X', 'heapsize=%d' % size, SCRIPT]
    if program.endswith('.elf'):
        command = [os.path.join(TOP, 'ports/lx106/run.py'), '--heap', str(size), program, SCRIPT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    errors = done.stderr.strip().split('\n')
    lines = done.stdout.split('\n')
    if done.returncode == 0:
        return lines, None
    # A board has one console for both.
    told = [line for line in lines + errors if line.startswith(TOO_SMALL)]
    cut = lines.index('Traceback (most recent call last):') if 'Traceback (most recent call last):' in lines else len(lines)
    return lines[:cut], told[0] if told else '\n'.join(errors[-3:] + lines[-3:])


def main():
    program = os.path.abspath(sys.argv[1])
    small = program.endswith('.elf')
    want = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True).stdout.split('\n')
    complete, wrong = 0, []
    sizes = range(5600, 13600, 800) if small else range(70000, 130000, 4000)
    for size in sizes:
        lines, end = run(program, size)
        complete += end is None
        if lines != want if end is None else lines[:-1] != want[:len(lines) - 1] or not end.startswith(TOO_SMALL):
            wrong.append('%d: %s' % (size, end))
    if wrong or complete < len(sizes) // 2:
        print('FAIL heap/segments: %d of %d; %s' % (complete, len(sizes), wrong))
        return 1
    print('ok heap/segments')
    return 0


if __name__ == '__main__':
    sys.exit(main())
