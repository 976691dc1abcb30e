#!/usr/bin/env python3
"""./dev bench --gc: how long a collection takes, by what lives in the heap: microseconds on the host, instructions on the LX106.

usage: pauses.py [KIND...] [--on host|lx106]

Each kind of objects fills a part of the heap; then gc.collect() is measured, and the longest allocation while as much
garbage again is made. `moving` is the longest when objects have to be moved: every second one of small ones is dropped, and one
piece of nearly all that is free is asked for. LX106: a heap of 36,864 bytes; at 80 MHz an ESP8266 needs a microsecond for 80
instructions at least.
"""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, 'tools'), os.path.join(ROOT, 'bench')]
import dev  # noqa: E402
import run as bench  # noqa: E402

# kind: what makes one object of about a hundred bytes, from a number
KINDS = {
    'bytes': 'bytes(i & 1 for i in range(90))',
    'strings': '["text %d" % (i + k) for k in range(4)]',
    'lists': '[i, [i], [i, i], [i]]',
    'dicts': '{"a": i, "b": None}',
    'instances': 'Node(i, Node(i, None))',
    'functions': 'lambda: i',
    'chain': 'chain(i)',
}
# Prints live bytes, the time of a collection, the longest allocation, and the longest that moves objects.
PROGRAM = '''
import gc
from time import %(clock)s as clock

class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next

last = None

def chain(i):
    global last
    last = Node(i, last)
    return last

def one(i):
    return %(make)s

def least(n):
    best = None
    for i in range(n):
        a = clock()
        gc.collect()
        b = clock()
        best = b - a if best is None else min(best, b - a)
    return best

def longest(n):
    most = 0
    for i in range(n):
        a = clock()
        one(-i)
        b = clock()
        most = max(most, b - a)
    return most

gc.collect()
keep = []
start = gc.mem_alloc()
n = 0
while gc.mem_alloc() - start < %(fill)s:
    keep.append(one(n))
    n += 1
    if n %% %(often)s == 0:
        gc.collect()
gc.collect()
live = gc.mem_alloc()
pause = least(3)
if %(chained)s:
    keep = last = None
    alloc = 0
else:
    alloc = longest(3 * n)
for i in range(0, len(keep or ()), 2):
    keep[i] = None
gc.collect()
a = clock()
piece = bytearray(%(piece)s)
b = clock()
print(live, pause, alloc, 0 if %(chained)s else b - a)
'''


def program(kind, clock, fill, often, piece):
    text = PROGRAM % {'clock': clock, 'make': KINDS[kind], 'fill': fill, 'often': often, 'piece': piece,
                      'chained': kind == 'chain'}
    with tempfile.NamedTemporaryFile('w', suffix='.py', prefix='pause-', delete=False) as out:
        out.write(text)
    return out.name


def figures(done, scale):
    try:
        live, *times = map(int, done.stdout.split())
        return [live] + [time / scale if scale > 1 else time * -scale for time in times]
    except ValueError:
        return None


def on_host(kinds):
    """A heap of 16 MB: µs."""
    kukri = dev.make('host', quiet=True)
    print('%-12s %10s %12s %12s %12s %12s' % ('host, us', 'live KB', 'collect', 'per live KB', 'allocation', 'moving'))
    good = True
    for kind in kinds:
        script = program(kind, 'perf_counter_ns', 8 << 20, 20000, 'int(gc.mem_free() * 0.95)')
        row = figures(subprocess.run([kukri, '-X', 'heapsize=16m', script], capture_output=True, text=True), 1000)
        os.unlink(script)
        good = show(kind, row) and good
    return good


def on_lx106(kinds):
    """Instructions: 25 for a tick of the simulator's clock."""
    dev.make('lx106', quiet=True)
    print('%-12s %10s %12s %12s %12s %12s' % ('lx106, instr', 'live KB', 'collect', 'per live KB', 'allocation', 'moving'))
    good = True
    for kind in kinds:
        script = program(kind, 'ticks_cpu', 16000, 20, 'gc.mem_free() * 19 // 20')
        done = bench.lx106(script, bench.HEAP, measure=False)
        os.unlink(script)
        good = show(kind, figures(done, -25)) and good
    return good


def show(kind, row):
    if row is None:
        print('%-12s FAIL' % kind)
        return False
    live, collect, allocation, moving = row
    rest = ['%.0f' % figure if figure else '-' for figure in (allocation, moving)]
    print('%-12s %10.1f %12.0f %12.2f %12s %12s' % (kind, live / 1024, collect, collect / (live / 1024), *rest), flush=True)
    return True


def main(args):
    os.chdir(ROOT)
    on = dev.option(args, '--on', 'host,lx106').split(',')
    kinds = [kind for kind in KINDS if not args or kind in args]
    good = on_host(kinds) if 'host' in on else True
    return 0 if (on_lx106(kinds) if 'lx106' in on else True) and good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
