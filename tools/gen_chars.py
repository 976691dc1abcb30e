#!/usr/bin/env python3
"""Writes src/types/str/chars_data.c: classes and cases of characters. The form: src/types/str/chars_data.h.

usage: gen_chars.py src/types/str/chars_data.c

The properties are those of this Python's str: run it with one of Unicode 14.0, and only when the form changes.
"""
import collections
import sys
import unicodedata

WORDS = 8
TOGGLES = 3
NUMERIC, DIGIT, DECIMAL = 1, 2, 3
EVERY = range(0x80, sys.maxunicode + 1)


def flags(c):
    ch = chr(c)
    kind = DECIMAL if ch.isdecimal() else DIGIT if ch.isdigit() else NUMERIC if ch.isnumeric() else 0
    return (kind | ch.isalpha() << 2 | ch.isprintable() << 3 | ch.isidentifier() << 4 | ('a' + ch).isidentifier() << 5)


def number(n):
    """Octal digits, the highest first; all but the last have the bit 8."""
    digits = [n & 7]
    while n := n >> 3:
        digits.insert(0, n & 7 | 8)
    return digits


class Blocks:
    """Runs of nibbles, in blocks of WORDS words."""

    def __init__(self):
        self.blocks = []

    def begin(self, c):
        self.blocks.append([c, 0, []])

    def fits(self, nibbles):
        return bool(self.blocks) and len(self.blocks[-1][2]) + len(nibbles) <= (WORDS - 1) * 8

    def add(self, nibbles):
        self.blocks[-1][1] += 1
        self.blocks[-1][2] += nibbles

    def words(self):
        for c, n, nibbles in self.blocks:
            yield c << 11 | n
            nibbles = nibbles + [0] * ((WORDS - 1) * 8 - len(nibbles))
            for i in range(0, len(nibbles), 8):
                yield sum(nibble << 4 * at for at, nibble in enumerate(nibbles[i:i + 8]))


def classes():
    runs = []
    for c in EVERY:
        kind = flags(c)
        if runs and runs[-1][2] == kind:
            runs[-1][1] += 1
        else:
            runs.append([c, 1, kind])
        if kind & 3 == DECIMAL:
            assert unicodedata.decimal(chr(c)) == (c - runs[-1][0]) % 10
    kinds = [kind for kind, _ in collections.Counter(run[2] for run in runs).most_common()]
    assert len(kinds) <= 16 - TOGGLES
    blocks, now, before = Blocks(), None, None
    for c, n, kind in runs:
        def coded():
            if kind == before and n <= TOGGLES:
                return [15 - TOGGLES + n]
            return [kinds.index(kind)] + number(n - 1)
        if not blocks.fits(coded()):
            blocks.begin(c)
            now = before = None
        blocks.add(coded())
        before, now = now, kind
    return blocks, kinds


def cases(in_case, other):
    """Runs of the characters in a case with the same distance to the other one (0: they have none)."""
    far = {}
    for c in EVERY:
        to = other(chr(c))
        distance = ord(to) - c if len(to) == 1 else 0
        if distance or in_case(chr(c)):
            far[c] = distance
    blocks, end = Blocks(), 0
    while far:
        c = min(far)
        step = 1 if far.get(c + 1) == far[c] or c + 1 in far or far.get(c + 2) != far[c] else 2
        n, distance = 0, far[c]
        while far.get(c + n * step) == distance and (step == 1 or c + n * step + 1 not in far):
            del far[c + n * step]
            n += 1
        def coded():
            sign = distance << 1 if distance >= 0 else -distance << 1 | 1
            return number(c - end) + number((n - 1) << 1 | step - 1) + number(sign)
        if not blocks.fits(coded()):
            blocks.begin(c)
            end = c
        blocks.add(coded())
        end = c + (n - 1) * step + 1
    return blocks


def expansions():
    """The characters with more than one in upper case, but for those of Greek that chars.c computes."""
    for c in EVERY:
        upper = [ord(x) for x in chr(c).upper()]
        if len(upper) > 1 and not 0x1F80 <= c < 0x1FB0:
            yield c << 16 | upper[0]
            yield upper[1] << 16 | (upper + [0])[2]


def array(name, words, note=''):
    words, lines = ['0x%X' % w for w in words], []
    while words:
        line = '    '
        while words and len(line) + len(words[0]) < 99:
            line += words.pop(0) + ', '
        lines.append(line.rstrip())
    return 'const uint32_t %s[] = {\n%s\n};\n' % (name, '\n'.join(lines))


def table(name, words):
    words = list(words)
    return '\nstatic ' + array(name, words) + 'const CharTable kk_chars_data_%s = {%s, %d};\n' % (name, name, len(words))


HEAD = '''/*
 * chars_data.c: character classes and cases beyond ASCII, from the Unicode character database %s.
 *
 * Written by tools/gen_chars.py. Words only: the tables are read where they lie in flash. What the
 * words mean: chars_data.h.
 *
 * Layer: types.   Tests: tests/types/str/chars_all.py, tests/types/str/case_unicode.py.
 */
#include "types/str/chars_data.h"

'''


def main():
    blocks, kinds = classes()
    out = HEAD % unicodedata.unidata_version + array('kk_chars_data_kinds', kinds)
    out += table('classes', blocks.words())
    out += table('lower', cases(str.islower, str.upper).words())
    out += table('upper', cases(str.isupper, str.lower).words())
    out += table('expand', expansions())
    with open(sys.argv[1], 'w') as f:
        f.write(out)


main()
