#!/usr/bin/env python3
"""Random patterns on random texts: Kukri's re must say what CPython's says.

run_random.py PROGRAM [seed [rounds]]: the seed of a failure replays it.
"""
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 6
CASES = 1200

RUN = r'''
import re
def show(m):
    return m and (m.span(), m.groups(), m.regs, m.lastindex, m.lastgroup)
def one(pattern, flags, text):
    try:
        p = re.compile(pattern, flags)
    except re.error as e:
        return 'error', str(e), e.msg, e.pos, e.lineno, e.colno
    except (OverflowError, ValueError, RecursionError) as e:
        return type(e).__name__, str(e)
    result = [p.groups, sorted(p.groupindex.items()), p.flags]
    result += [show(p.match(text)), show(p.search(text)), show(p.fullmatch(text)), show(p.search(text, 2, 5))]
    result += [p.findall(text), [m.span() for m in p.finditer(text)], p.split(text), p.split(text, 2)]
    try:
        result += [p.subn(text[:0] + (r'<\g<0>>' if isinstance(text, str) else br'<\g<0>>'), text, 3)]
        result += [p.sub(lambda m: m.group()[::-1] + m.group()[:1], text)]
    except re.error as e:
        result += [str(e)]
    return result
for number, case in enumerate(CASES):
    print(number, ascii(one(*case)))
'''


class Maker:
    """Patterns from a grammar; wild ones have errors in them."""

    def __init__(self, rnd, letters, bytes_too):
        self.rnd, self.letters, self.groups = rnd, letters, 0
        self.names, self.bytes_too = [], bytes_too

    def char(self):
        return self.rnd.choice(self.letters)

    def item(self):
        kind = self.rnd.randrange(6)
        if kind == 0:
            return self.rnd.choice(['\\d', '\\w', '\\s', '\\W', '\\D', '\\S'])
        if kind == 1:
            low, high = sorted([self.char(), self.char()])
            return low + '-' + high
        return self.char()

    def atom(self, depth):
        rnd, kind = self.rnd, self.rnd.randrange(26)
        if depth <= 0 or kind < 9:
            return self.char()
        if kind == 9:
            return '.'
        if kind == 10:
            return '[' + rnd.choice(['', '', '^']) + ''.join(self.item() for _ in range(rnd.randint(1, 3))) + ']'
        if kind == 11:
            return rnd.choice(['\\d', '\\w', '\\s', '\\W', '\\b', '\\B', '^', '$', '\\A', '\\Z'])
        if kind < 17:
            self.groups += 1
            return '(' + self.body(depth - 1) + ')'
        if kind < 20:
            return '(?:' + self.body(depth - 1) + ')'
        if kind == 20:
            self.groups += 1
            name = 'n%d' % self.groups
            text = '(?P<%s>%s)' % (name, self.body(depth - 1))
            self.names.append(name)
            return text
        if kind == 21:
            return rnd.choice(['(?=', '(?!', '(?>']) + self.body(depth - 1) + ')'
        if kind == 22:
            return rnd.choice(['(?<=', '(?<!']) + self.char() * rnd.randint(0, 2) + ')'
        if kind == 23:
            return rnd.choice(['(?i:', '(?s:', '(?m:', '(?-i:', '(?a:' if not self.bytes_too else '(?i-s:']) + \
                self.body(depth - 1) + ')'
        if kind == 24 and self.groups:
            return '\\%d' % rnd.randint(1, self.groups)
        if kind == 25 and self.groups:
            return '(?(%d)%s|%s)' % (rnd.randint(1, self.groups), self.char(), self.char())
        return self.char()

    def piece(self, depth):
        text = self.atom(depth)
        if self.rnd.random() < 0.4:
            # CPython does not always restore what groups in a possessive repeat had matched.
            possessive = ['*+', '++', '{1,2}+'] if len(text) == 1 else []
            text += self.rnd.choice(['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}', '{,2}'] + possessive)
        return text

    def body(self, depth):
        text = ''.join(self.piece(depth) for _ in range(self.rnd.randint(0 if depth < 3 else 1, 4)))
        if self.rnd.random() < 0.25:
            text += '|' + ''.join(self.piece(depth) for _ in range(self.rnd.randint(0, 3)))
        return text

    def wild(self, text):
        """The text with something wrong in it, perhaps."""
        at, junk = self.rnd.randint(0, len(text)), '()[]{}?*+|\\^$-,<>=!:P#12ximsL\n'
        if self.rnd.random() < 0.5:
            return text[:at] + self.rnd.choice(junk) + text[at:]
        return text[:at] + self.rnd.choice(['(?', '(?P<', '(?P=', '\\', '(?(', '(?<', '[', '{1,', '(?i', '\\x', '\\8']) + text[at:]


def cases(seed):
    rnd = random.Random(seed)
    for _ in range(CASES):
        letters = rnd.choice(['ab', 'abc', 'aAbB1_', 'ab \n', 'aé€\U0001f600', 'sSſkKßıİi'])
        as_bytes = letters.isascii() and rnd.random() < 0.3
        maker = Maker(rnd, letters, as_bytes)
        pattern = maker.body(3)
        if rnd.random() < 0.3:
            pattern = maker.wild(pattern)
        if rnd.random() < 0.1:
            pattern = rnd.choice(['(?i)', '(?x) ', '(?s)', '(?m)', '(?a)']) + pattern
        text = ''.join(rnd.choice(letters) for _ in range(rnd.randint(0, 9)))
        flags = rnd.choice([0, 0, 0, 2, 8, 16, 64, 2 | 8])
        yield (pattern.encode(), flags, text.encode()) if as_bytes else (pattern, flags, text)


def main():
    failed = 0
    for seed in range(SEED, SEED + ROUNDS):
        all_cases = list(cases(seed))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'cases.py')
            with open(path, 'w') as file:
                file.write('CASES = [\n%s]\n%s' % (''.join('    %s,\n' % ascii(case) for case in all_cases), RUN))
            lines = [subprocess.run(program + [path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=100)
                     .stdout.decode().splitlines() for program in ([sys.executable, '-W', 'ignore'], [PROGRAM])]
        wrong = [i for i in range(len(all_cases)) if lines[0][i:i + 1] != lines[1][i:i + 1]]
        for i in wrong[:5]:
            print('%s\n  CPython %s\n  Kukri   %s' % (ascii(all_cases[i]), lines[0][i:i + 1], lines[1][i:i + 1]))
        print('%s random_%d' % ('FAIL' if wrong else 'ok', seed), flush=True)
        failed += bool(wrong)
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
