#!/usr/bin/env python3
# on: host lx106
"""What is free comes together: a million allocations of mixed size, a random half freed again and again, in heaps of fixed
size. Prints a line for the target."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
COUNT = 1000000


def main():
    program = os.path.abspath(sys.argv[1])
    small = program.endswith('.elf')
    with open(os.path.join(HERE, '_fragments.py'), encoding='utf-8') as f:
        text = f.read()
    for name, value in (('SLOTS', 200 if small else 700), ('COUNT', COUNT), ('EVERY', 10000 if small else 2000)):
        text = text.replace(name, str(value))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'fragments.py')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        command = [program, '-X', 'heapsize=256k', path]
        if small:
            command = [os.path.join(TOP, 'ports/lx106/run.py'), '--timeout', '300', '--heap', '36864', program, path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=330)
    words = done.stdout.split()
    good = len(words) == 4 and words[0] == words[3] == 'True' and int(words[1]) > 50 and int(words[2]) >= 95
    name = 'heap/fragments %s' % ('in 36 KB' if small else 'in 256 KB')
    if good:
        print('ok %s' % name)
    else:
        print('FAIL %s: %s %s' % (name, done.stdout.strip(), done.stderr.strip()))
    return not good


if __name__ == '__main__':
    sys.exit(main())
