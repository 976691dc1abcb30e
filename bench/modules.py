#!/usr/bin/env python3
"""./dev bench --modules: what modules written in C cost, against CPython's; re's instructions on the LX106.

usage: modules.py [NAME...] [--on host|lx106] [--rounds N]

Host: the two interpreters take turns for N rounds; each figure is the smallest time of a pass, and the two have to
come to the same value. LX106: instructions per byte of text, from the difference between two lengths.
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, 'tools'), os.path.join(ROOT, 'bench')]
import dev  # noqa: E402
import run as bench  # noqa: E402

DATA = '''
rows = [{'id': i, 'name': 'sensor %d' % i, 'values': [i * 0.5, i * 7, -i], 'on': i % 3 == 0, 'note': None,
         'text': 'a "quoted" line\\n\\u20ac'} for i in range(300)]
text = json.dumps(rows)
'''
LOG = '''
lines = ['2026-11-%02d %02d:%02d sensor%d temp=%d.%d C status=%s' % (i % 28 + 1, i % 24, i % 60, i % 7, i % 40, i % 10,
         'ok' if i % 9 else 'error 0x%04x' % i) for i in range(600)]
text = '\\n'.join(lines)
'''
BYTES = 'data = bytes(i * 7 & 255 for i in range(256)) * 400\n'

# name: (imports and preparation, what one pass computes)
HOST = {
    'json loads': ('import json' + DATA, 'len(json.loads(text))'),
    'json dumps': ('import json' + DATA, 'len(json.dumps(rows))'),
    'json dumps indent': ('import json' + DATA, 'len(json.dumps(rows, indent=2, sort_keys=True))'),
    're search literal': ('import re' + LOG + 'p = re.compile("nowhere")\n', 'p.search(text)'),
    're findall fields': ('import re' + LOG + r'p = re.compile(r"(\w+)=(\S+)")' + '\n', 'len(p.findall(text))'),
    're findall class': ('import re' + LOG + r'p = re.compile(r"[a-f0-9]{4}")' + '\n', 'len(p.findall(text))'),
    're match lines': ('import re' + LOG + r'p = re.compile(r"(\d+)-(\d+)-(\d+) (\d\d):(\d\d) (?P<who>[a-z]+\d)")' + '\n',
                       'sum(p.match(line).end() for line in lines)'),
    're alternatives': ('import re' + LOG + 'p = re.compile("warning|error|fatal|panic")\n', 'len(p.findall(text))'),
    're sub': ('import re' + LOG + r'p = re.compile(r"\s+")' + '\n', 'len(p.sub("_", text))'),
    'struct pack': ('import struct\n', 'sum(len(struct.pack("<BhIqf", 1, -2, i, i, 0.5)) for i in range(3000))'),
    'struct unpack': ('import struct\nd = struct.pack("<BhIqf", 1, -2, 3, 4, 0.5)\n',
                      'sum(struct.unpack("<BhIqf", d)[2] for i in range(3000))'),
    'struct iter_unpack': ('import struct\nd = struct.pack("<hI", -2, 3) * 3000\n',
                           'sum(b for a, b in struct.iter_unpack("<hI", d))'),
    'hashlib md5': ('import hashlib\n' + BYTES, 'hashlib.md5(data).hexdigest()'),
    'hashlib sha1': ('import hashlib\n' + BYTES, 'hashlib.sha1(data).hexdigest()'),
    'hashlib sha256': ('import hashlib\n' + BYTES, 'hashlib.sha256(data).hexdigest()'),
    'hashlib sha512': ('import hashlib\n' + BYTES, 'hashlib.sha512(data).hexdigest()'),
    'hashlib small': ('import hashlib\n', 'sum(hashlib.sha256(b"abc").digest()[0] for i in range(500))'),
    'binascii': ('import binascii\n' + BYTES, 'len(binascii.a2b_base64(binascii.b2a_base64(binascii.unhexlify(binascii.hexlify(data)))))'),
    'zlib': ('import zlib\n' + BYTES, 'len(zlib.decompress(zlib.compress(data)))'),
    'array': ('import array\n', 'sum(array.array("i", range(5000)))'),
    'collections deque': ('import collections\nd = collections.deque(range(50))\n', 'sum(d.append(d.popleft()) or 1 for i in range(3000))'),
    'functools lru_cache': ('import functools\nf = functools.lru_cache(lambda a, b: a + b)\n', 'sum(f(i & 15, 3) for i in range(3000))'),
    'functools partial': ('import functools\nf = functools.partial(max, 5, 6)\n', 'sum(f(i) for i in range(3000))'),
    'functools cmp_to_key': ('import functools\nk = functools.cmp_to_key(lambda a, b: a - b)\n',
                             'sorted([i * 7919 % 1009 for i in range(1009)], key=k)[5]'),
    'heapq': ('import heapq\nd = [i * 7919 % 1009 for i in range(1009)]\n', 'heapq.nsmallest(900, d)[-1]'),
    'itertools': ('import itertools as t\n', 'sum(a * b for a, b in t.combinations(t.chain(range(60), range(30)), 2))'),
}
HARNESS = '''
try:
    from time import perf_counter_ns as _now
except ImportError:
    from time import ticks_us
    _now = lambda: ticks_us() * 1000
def _pass():
    return %s
_best, _end = None, _now() + 150000000
while True:
    _a = _now()
    _value = _pass()
    _b = _now()
    if _best is None or _b - _a < _best:
        _best = _b - _a
    if _b > _end:
        break
print(_best, repr(_value).replace(' ', ''))
'''

# name: (pattern, a text that is repeated)
LX106 = {
    'search, literal': ('nowhere', 'temp=21.5 C status=ok '),
    'search, class': ('[A-F]{3}', 'temp=21.5 C status=ok '),
    'search, alternatives': ('warning|error|fatal', 'temp=21.5 C status=ok '),
    'match, words': (r'(?:\w+=\S+ )*', 'temp=21 status=ok '),
    'match, any': ('.*$', 'temp=21.5 C status=ok '),
    'match, exploding': ('(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaa'),
}


def script_of(text):
    with tempfile.NamedTemporaryFile('w', suffix='.py', prefix='bench-', delete=False) as out:
        out.write(text)
    return out.name


def on_host(names, rounds):
    kukri = dev.make('host', quiet=True)
    commands = [['/usr/bin/python3.11' if os.path.exists('/usr/bin/python3.11') else 'python3'], [kukri]]
    good = True
    print('%-22s %11s %11s %7s' % ('host', 'CPython us', 'Kukri us', 'ratio'))
    for name in names:
        prepare, statement = HOST[name]
        script = script_of(prepare + HARNESS % statement)
        best, values = [None, None], [None, None]
        for _ in range(rounds):
            for i, command in enumerate(commands):
                time, values[i] = bench.one_time(command + [script])
                best[i] = time if best[i] is None else best[i] if time is None else min(time, best[i])
        os.unlink(script)
        if None in best or values[0] != values[1]:
            good = False
            print('%-22s FAIL %s %s' % (name, values[0], values[1]))
            continue
        print('%-22s %11.1f %11.1f %7.2f%s' % (name, best[0] / 1000, best[1] / 1000, best[1] / best[0],
                                               '  > 3' if best[1] > 3 * best[0] else ''), flush=True)
    return good


def instructions(pattern, text, times):
    script = script_of('import re\np = re.compile(%r)\nt = %r * %d\np.match(t) if %r else p.search(t)\n' % (
        pattern, text, times, not pattern[0].isalpha() and pattern[0] != '['))
    done = bench.lx106(script, bench.HEAP)
    os.unlink(script)
    found = re.search(r'exec (\d+)', done.stderr)
    return int(found.group(1)) if found and done.returncode == 0 else None


def on_lx106(names):
    dev.make('lx106', quiet=True)
    good = True
    print('%-22s %20s' % ('lx106', 'instructions a byte'))
    for name in names:
        pattern, text = LX106[name]
        short, long = (instructions(pattern, text, n) for n in (10, 50))
        good = good and short is not None and long is not None
        print('%-22s %20s' % (name, '%.1f' % ((long - short) / (40 * len(text))) if short and long else 'FAIL'), flush=True)
    return good


def main(args):
    os.chdir(ROOT)
    on = dev.option(args, '--on', 'host,lx106').split(',')
    rounds = int(dev.option(args, '--rounds', '3'))

    def chosen(table):
        return [name for name in table if not args or any(name.startswith(arg) for arg in args)]

    good = on_host(chosen(HOST), rounds) if 'host' in on else True
    return 0 if (on_lx106(chosen(LX106)) if 'lx106' in on else True) and good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
