#!/usr/bin/env python3
"""Shares what functions begin and end with: FILE.s is changed in place, after gcc and before the assembler.

A function of the call0 convention saves a0 and some of a12..a15 at the top of its frame, and gets them back in
the end, with the same instructions as all functions with that frame. Here they become

    mov.n a8, a0; call0 kk_frame_enter_SIZE_SAVED        j kk_frame_leave_REGION_SIZE_SAVED

(ports/lx106/runtime/frame.S), 5 and 3 bytes where there were up to 13 and 15. Frames of 128 bytes and more have
their size in a9, for `big` code. enter may do the first argument's move to a register that is kept, too, leave
may set a2 to 0 first. A jump reaches 128 KB: hence the regions, by source folder, each with its own copy. What
does not look as expected stays as it is.
"""
import re
import sys

SIZES = {16, 32, 48, 64, 80, 96, 112}
SAVED = ['a0', 'a12', 'a13', 'a14', 'a15']
REGIONS = [('src/modules/', 'modules'), ('src/types/', 'types'), ('src/base/', 'core'), ('src/object/', 'core'), ('src/vm/', 'core'), ('', 'lang')]
LEAVE = '\tj\tkk_frame_leave_'


def saves(lines, at, size, verb):
    """How many registers the lines from `at` on store into (load from) the top of the frame."""
    n = 0
    while n < len(SAVED) and re.match(r'\t%s(\.n)?\t%s, sp, %d$' % (verb, SAVED[n], size - 4 - 4 * n), lines[at + n]):
        n += 1
    return n


def frame_of(lines):
    """(size, name, lines that make it) of the frame that the function begins with; name None: of no use."""
    m = re.match(r'\taddi\tsp, sp, -(\d+)$', lines[0])
    if m:
        size = int(m.group(1))
        return size, str(size) if size in SIZES else 'big' if size == 128 else None, 1
    m = re.match(r'\tmovi\ta9, (0x[0-9a-f]+)$', lines[0])
    if m and lines[1] == '\tsub\tsp, sp, a9' and int(m.group(1), 16) <= 1024:
        return int(m.group(1), 16), 'big', 2
    return 0, None, 0


def epilogue(lines, at, size, saved):
    """How many lines from there on end the function; 0 if they do not."""
    if saves(lines, at, size, 'l32i') != saved:
        return 0
    at += saved
    if lines[at:at + 2] == ['\taddi\tsp, sp, %d' % size, '\tret.n']:
        return saved + 2
    if lines[at:at + 3] == ['\tmovi\ta9, 0x%x' % size, '\tadd.n\tsp, sp, a9', '\tret.n']:
        return saved + 3
    return 0


def enter(size, name, saved, then):
    """What makes the frame, and whether it did `then`, the line behind."""
    m = re.match(r'\tmov\.n\t(a12|a13), a2$', then)
    moved = m is not None and SAVED.index(m.group(1)) < saved
    out = ['\tmovi\ta9, 0x%x' % size] if name == 'big' else []
    out += ['\tmov.n\ta8, a0',
            '\tcall0\tkk_frame_enter_%s_%d%s' % (name, saved - 1, '_' + m.group(1) if moved else '')]
    return out, moved


def shorten(lines, outside):
    """Jumps to a jump out of the function leave at once; what is not reached any more goes. outside: labels that the file's
    tables refer to."""
    target = {}
    for i, line in enumerate(lines[:-1]):
        k = i + 1
        while re.match(r'\.L\d+:$', lines[k]) and k + 1 < len(lines):
            k += 1
        if re.match(r'\.L\d+:$', line) and lines[k].startswith(LEAVE):
            target[line[:-1]] = lines[k]
    out = []
    for line in lines:
        if line.startswith('\tj\t.L'):
            line = target.get(line[3:], line)
        if line.startswith(LEAVE) and 'big' not in line and out and out[-1] == '\tmovi.n\ta2, 0':
            out[-1] = line.replace('leave', 'leave0')
        else:
            out.append(line)
    used = outside.union(re.findall(r'\.L\d+', '\n'.join(x for x in out if x.startswith('\t'))))
    kept = []
    for line in out:
        dead = kept and re.match(r'\t(j|jx|ret|ret\.n)(\t|$)', kept[-1]) and line.startswith(LEAVE)
        if not dead and not (re.match(r'\.L\d+:$', line) and line[:-1] not in used):
            kept.append(line)
    return kept


def pack(body, region, outside):
    """The function whose first instruction is body[0], shorter if that can be."""
    size, name, at = frame_of(body)
    saved = saves(body, at, size, 's32i') if name else 0
    if saved == 0:
        return body
    at += saved
    if saved > 2 or name == 'big' and saved == 2:
        out, moved = enter(size, name, saved, body[at])
        at += moved
    else:
        out = body[:at]
    name = '%s_%s_%d' % (region, name, saved - 1)
    while at < len(body):
        n = epilogue(body, at, size, saved)
        if n > 0:
            out += ['\tmovi\ta9, 0x%x' % size] if '_big_' in name else []
            out.append(LEAVE + name)
            at += n
        elif re.search(r'\ba0\b', body[at]):
            return body
        else:
            out.append(body[at])
            at += 1
    return shorten(out, outside)


def main(path, source):
    region = next(name for prefix, name in REGIONS if source.startswith(prefix))
    with open(path, encoding='latin-1') as f:
        lines = f.read().split('\n') + [''] * 8
    outside = set(re.findall(r'\.L\d+', '\n'.join(x for x in lines if x.startswith('\t.'))))
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
            out += pack(lines[at:end] + [''] * 8, region, outside)
            at = end
    with open(path, 'w', encoding='latin-1') as f:
        f.write('\n'.join(out).rstrip('\n') + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
