#!/usr/bin/env python3
"""Heap that importing takes on the ESP8266, in the emulator: each module in a heap of its own, then all together.

usage: ram.py [--check | --write] [MODULE...]     all frozen modules and the largest native ones if none are named

--check prints a line "ok NAME" or "FAIL NAME" for each: a module takes at most 1536 bytes, all leave 50,000 free, the table in
docs/freezing.md has them all. --write writes that table.
"""
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DOCS = os.path.join(TOP, 'docs/freezing.md')
MOST, LEAST_FREE = 1536, 50000
NATIVE = ('json', 're', 'struct', 'collections', 'hashlib', 'random', 'os', 'machine')
TOGETHER = 'all together: free'
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
    with tempfile.NamedTemporaryFile('w', suffix='.py', encoding='utf-8') as f:
        f.write(PROGRAM + ''.join('measure(%r)\n' % name for name in names))
        f.flush()
        done = subprocess.run([sys.executable, os.path.join(TOP, 'ports/esp8266/run.py'), '--private', f.name],
                              text=True, capture_output=True, timeout=120)
    rows = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith('RAM ')]
    if len(rows) != len(names):
        sys.exit('ram.py: importing %s failed\n%s%s' % (names[len(rows)], done.stdout[-1000:], done.stderr[-1000:]))
    return [(name, int(taken), int(left)) for name, taken, left in rows]


def table(names):
    """Yields (module, bytes), the last for all together."""
    for name in names:
        yield name, run([name])[0][1]
    yield TOGETHER, run(names)[-1][2]


def documented():
    """(text in front of the table in the docs, {module: bytes} of it, text behind it)."""
    with open(DOCS, encoding='utf-8') as f:
        before, rows, behind = re.match(r'(.*\n)(\| module \| heap after import \|\n.*?\n)(\n.*)', f.read(), re.S).groups()
    return before, dict(re.findall(r'^\| ([^|]*?) \| (\d+) \|$', rows, re.M)), behind


def main(argv):
    check, write = '--check' in argv, '--write' in argv
    named = [arg for arg in argv[1:] if arg[:2] != '--']
    # Halves of modules (_json_encoder) are imported by their modules.
    names = named or sorted({name for name in frozen() if name[0] != '_' and name != 'logging._more'} | set(NATIVE))
    text = '| module | heap after import |\n|---|---|\n'
    known = documented()[1] if check else {}
    failed = False
    if not check:
        print(text, end='')
    for name, n in table(names):
        text += '| %s | %d |\n' % (name, n)
        good = n >= LEAST_FREE if name == TOGETHER else n <= MOST
        if not check:
            print('| %s | %d |' % (name, n), flush=True)
        elif named or name in known:
            print('%s %s%s' % ('ok' if good else 'FAIL', name, '' if good else '\n  %d bytes' % n), flush=True)
        else:
            print('FAIL %s\n  not in the table of docs/freezing.md: ./dev ram --write' % name)
        failed |= not good
    if write and not named:
        before, _, behind = documented()
        with open(DOCS, 'w', encoding='utf-8') as f:
            f.write(before + text + behind)
    return failed


if __name__ == '__main__':
    sys.exit(main(sys.argv))
