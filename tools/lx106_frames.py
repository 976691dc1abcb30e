#!/usr/bin/env python3
"""Shares what functions begin and end with: FILE.s is changed in place, after gcc and before the assembler.

A function of the call0 convention saves a0 and some of a12..a15 at the top of its frame, and gets them back in
the end, with the same instructions as all functions with that frame. Here they become

    mov.n a8, a0; call0 kk_frame_enter_SIZE_SAVED        j kk_frame_leave_REGION_SIZE_SAVED

(ports/lx106/runtime/frame.S), 5 and 3 bytes where there were up to 13 and 15. A jump reaches 128 KB: hence the regions, by
source folder, each with its own copy. What does not look as expected stays as it is.
"""
import re
import sys

SIZES = {16, 32, 48, 64, 80, 96, 112}
SAVED = ['a0', 'a12', 'a13', 'a14', 'a15']
REGIONS = [('src/modules/', 'modules'), ('src/types/', 'types'), ('src/base/', 'core'), ('src/object/', 'core'), ('src/vm/', 'core'), ('', 'lang')]
ADDI = re.compile(r'\taddi\tsp, sp, (-?\d+)$')


def saves(lines, at, size, verb):
    """How many registers the lines from `at` on store into (load from) the top of the frame."""
    n = 0
    while n < len(SAVED) and at + n < len(lines) and \
            re.match(r'\t%s(\.n)?\t%s, sp, %d$' % (verb, SAVED[n], size - 4 - 4 * n), lines[at + n]):
        n += 1
    return n


def epilogue(lines, at, size):
    """The registers that the function's end at that line restores, and 0 if it is none."""
    n = saves(lines, at, size, 'l32i')
    if n and lines[at + n] == '\taddi\tsp, sp, %d' % size and lines[at + n + 1] == '\tret.n':
        return n
    return 0


def pack(body, region):
    """The function whose first instruction is body[0], shorter if that can be."""
    m = ADDI.match(body[0])
    size = -int(m.group(1)) if m else 0
    n = saves(body, 1, size, 's32i') if size in SIZES else 0
    if n == 0:
        return body
    out = body[:1 + n]
    if n > 2:
        out = ['\tmov.n\ta8, a0', '\tcall0\tkk_frame_enter_%d_%d' % (size, n - 1)]
    ends = 0
    at = 1 + n
    while at < len(body):
        if epilogue(body, at, size) == n:
            out.append('\tj\tkk_frame_leave_%s_%d_%d' % (region, size, n - 1))
            at += n + 2
            ends += 1
        elif re.search(r'\ba0\b', body[at]):
            return body
        else:
            out.append(body[at])
            at += 1
    return out


def main(path, source):
    region = next(name for prefix, name in REGIONS if source.startswith(prefix))
    with open(path, encoding='latin-1') as f:
        lines = f.read().split('\n')
    out = []
    in_text = False
    at = 0
    while at < len(lines):
        line = lines[at]
        out.append(line)
        at += 1
        if line.startswith('\t.section\t') or line == '\t.text':
            in_text = line.startswith('\t.section\t.text')
        m = re.match(r'([\w.$]+):$', line)
        if in_text and m and '\t.type\t%s, @function' % m.group(1) in lines[max(0, at - 6):at]:
            end = lines.index('\t.size\t%s, .-%s' % (m.group(1), m.group(1)), at)
            out += pack(lines[at:end], region)
            at = end
    with open(path, 'w', encoding='latin-1') as f:
        f.write('\n'.join(out))


if __name__ == '__main__':
    main(*sys.argv[1:])
