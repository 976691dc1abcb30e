#!/usr/bin/env python3
"""./dev bench: the programs of bench/programs and bench/device on the host against CPython, and on the LX106.

usage: run.py [NAME...] [--on host|lx106] [--rounds N] [--heap] [--against REVISION|PROGRAM] [--record TITLE]

Host: smallest time of N rounds, the two interpreters in turn, as a multiple of CPython's; the check
values must agree. LX106: instructions to compile and to run with the size MCU in a 36 KB heap, as a
part of bench/baseline.txt; --heap also searches the smallest heap in which the program runs.
The programs of bench/device look like those of devices; there are no figures of MicroPython for them.
--against: another revision (main, say) is built, and runs in the same rounds; or a host program that is there.
--modules: what modules written in C cost instead; see modules.py. --gc: pauses; see pauses.py.
--record: appends the figures to bench/history.tsv, under that title (the commit's subject, say).
"""
import glob
import math
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, 'tools'))
import dev  # noqa: E402
import revision  # noqa: E402

HEAP = 36864
HOST_HARNESS = '''
try:
    from time import ticks_us as _t, ticks_diff as _d
except ImportError:
    from time import perf_counter_ns as _p
    _t = lambda: _p() // 1000
    _d = lambda a, b: a - b
_a = _t()
_r = run(HOST)
_b = _t()
print(_d(_b, _a), _r)
'''
MCU_HARNESS = '\nprint(run(MCU))\n'


def geomean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else float('nan')


def baselines():
    """{program: {column: number}}"""
    table = {}
    with open('bench/baseline.txt', encoding='utf-8') as f:
        for line in f:
            if line.strip() and not line.startswith('#'):
                name, *numbers = line.split()
                table[name] = dict(zip(('host', 'exec', 'compile', 'heap'), map(float, numbers)))
    return table


def with_harness(path, harness):
    """A temporary file with the program and what starts it; the caller removes it."""
    with open(path, encoding='utf-8') as f, \
            tempfile.NamedTemporaryFile('w', suffix='.py', prefix='bench-', delete=False) as out:
        out.write(f.read() + harness)
    return out.name


def one_time(command):
    """(microseconds, check value), or (None, what went wrong)."""
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        time, value = done.stdout.split()
        return int(time), value
    except ValueError:
        return None, ((done.stderr or done.stdout).strip().split('\n') or [''])[-1] or str(done.returncode)


def bench_host(paths, rounds, table, against, record):
    kukri = dev.make('host', quiet=True)
    commands = [['/usr/bin/python3.11' if os.path.exists('/usr/bin/python3.11') else 'python3'], [kukri]]
    commands += [[against]] if against else []
    ratios, to_other, good = {}, [], True
    print('%-12s %10s %10s %8s %14s%s' % ('host', 'CPython us', 'Kukri us', 'ratio', 'MicroPython',
                                          '  of other' if against else ''))
    for path in paths:
        name = os.path.basename(path)[:-3]
        script = with_harness(path, HOST_HARNESS)
        best, values = [None] * len(commands), [None] * len(commands)
        for _ in range(rounds):
            for i, command in enumerate(commands):
                time, values[i] = one_time(command + [script])
                if time is None:
                    break
                best[i] = time if best[i] is None else min(time, best[i])
        os.unlink(script)
        if None in best or len(set(values)) > 1:
            good = False
            print('%-12s FAIL %s' % (name, values[1] if None in best else '%s is not %s' % (values[1], values[0])))
            continue
        ratios[name] = best[1] / best[0]
        record(name, 'host', '%.3f' % ratios[name])
        to_other.append(best[1] / best[-1])
        print('%-12s %10d %10d %8.3f %14s%s' % (name, best[0], best[1], ratios[name],
                                                '%.2f' % table[name]['host'] if name in table else '-',
                                                '%10.3f' % to_other[-1] if against else ''), flush=True)
    for title, names in groups(ratios, table):
        print('geomean of %d %s: %.3f of CPython\'s time%s' %
              (len(names), title, geomean([ratios[name] for name in names]),
               ' (MicroPython: %.2f)' % geomean([table[name]['host'] for name in names]) if names[0] in table else ''))
    print('%s' % ('%.3f of the other\'s time\n' % geomean(to_other) if against else ''))
    return good


def groups(names, table):
    """[(title, names)]: those with figures of MicroPython, then the others."""
    both = [('programs', [name for name in names if name in table]),
            ('device programs', [name for name in names if name not in table])]
    return [group for group in both if group[1]]


def lx106(script, heap, measure=True, program=dev.PROGRAMS['lx106']):
    """The finished process of the script on the emulated LX106."""
    options = ['--measure'] if measure else []
    return subprocess.run([sys.executable, 'ports/lx106/run.py', '--heap', str(heap), '--timeout', '100'] +
                          options + [program, script], capture_output=True, text=True)


def smallest_heap(script, want):
    """The smallest heap, to 64 bytes, that gives the right answer; 0 when the largest does not."""
    low, high = 0, HEAP
    while high - low > 64:
        middle = (low + high) // 2 // 8 * 8
        done = lx106(script, middle, measure=False)
        if done.returncode == 0 and done.stdout == want:
            high = middle
        else:
            low = middle
    return high


def counted(text):
    return {key: int(value) for key, value in re.findall(r'(\w+) (\d+)', text)}


def bench_lx106(paths, table, search, against, record):
    dev.make('lx106', quiet=True)
    sums, to_other, good = {'exec': [], 'compile': [], 'heap': []}, {'exec': [], 'compile': []}, True
    print('%-12s %12s %6s %12s %6s %7s %7s%s%s' % ('lx106', 'exec', 'of mp', 'compile', 'of mp', 'peak', 'stack',
                                                   '  heap  of mp' if search else '',
                                                   '  exec, compile of other' if against else ''))
    for path in paths:
        name = os.path.basename(path)[:-3]
        script = with_harness(path, MCU_HARNESS)
        want = subprocess.run([sys.executable, script], capture_output=True, text=True).stdout
        done = lx106(script, HEAP)
        counts = counted(done.stderr)
        # Singles and doubles differ in the last digits of a float.
        same = done.stdout == want or ('.' in want and done.returncode == 0)
        if not same or 'exec' not in counts:
            good = False
            print('%-12s FAIL %s' % (name, ((done.stdout + done.stderr).strip().split('\n') or [''])[-1]))
            os.unlink(script)
            continue
        if search:
            counts['heap'] = smallest_heap(script, done.stdout)
        other = counted(lx106(script, HEAP, program=against).stderr) if against else {}
        os.unlink(script)
        for key, found in to_other.items():
            found += [counts[key] / other[key]] if key in other else []
        parts = {key: counts[key] / table[name][key] for key in sums if key in counts and name in table}
        for key, part in parts.items():
            sums[key].append(part)
        for key in sums:
            if key in counts:
                record(name, key, counts[key])
        part = {key: '%.2f' % parts[key] if key in parts else '-' for key in sums}
        print('%-12s %12d %6s %12d %6s %7d %7d%s%s' %
              (name, counts['exec'], part['exec'], counts['compile'], part['compile'], counts.get('peak', 0),
               counts.get('stack', 0), ' %6d %6s' % (counts['heap'], part['heap']) if search else '',
               ' %9.3f %9.3f' % tuple(counts[key] / other[key] for key in to_other) if 'exec' in other else ''), flush=True)
    print('geomean of %d programs, as a part of MicroPython\'s: exec %.3f, compile %.3f%s' %
          (len(sums['exec']), geomean(sums['exec']), geomean(sums['compile']),
           ', heap %.3f' % geomean(sums['heap']) if search else ''))
    if against:
        print('exec %.3f, compile %.3f of the other\'s' % tuple(geomean(to_other[key]) for key in to_other))
    return good


def main(args):
    if '--modules' in args:
        import modules
        return modules.main([arg for arg in args if arg != '--modules'])
    if '--gc' in args:
        import pauses
        return pauses.main([arg for arg in args if arg != '--gc'])
    os.chdir(ROOT)
    on = dev.option(args, '--on', 'host,lx106').split(',')
    rounds = int(dev.option(args, '--rounds', '5'))
    against, title = dev.option(args, '--against'), dev.option(args, '--record')
    search = '--heap' in args
    names = [arg for arg in args if arg != '--heap']
    paths = [path for folder in ('programs', 'device') for path in sorted(glob.glob('bench/%s/*.py' % folder))
             if not names or os.path.basename(path)[:-3] in names]
    if not paths:
        dev.fail('no such program in bench/programs or bench/device')
    lines, good = [], True

    def record(name, what, figure):
        lines.append('%s\t%s\t%s\t%s\n' % (title, name, what, figure))

    file = against and os.path.join(os.environ.get('KK_CWD', '.'), against)
    if against and os.path.isfile(file):
        others = {'host': file, 'lx106': None}
    else:
        others = {name: against and revision.built(against, name, os.path.basename(dev.PROGRAMS[name])) for name in on}
    if 'host' in on:
        good = bench_host(paths, rounds, baselines(), others['host'], record)
    if 'lx106' in on:
        good = bench_lx106(paths, baselines(), search, others['lx106'], record) and good
    if title and good:
        with open('bench/history.tsv', 'a', encoding='utf-8') as f:
            f.writelines(lines)
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
