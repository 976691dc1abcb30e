"""Functions of the LX106 that jump instead of calling, for lx106_outline.py.

What a function does last may be to call another one, and return what that returns. When it calls nothing else it needs no frame:
it jumps there, and the other one returns to its caller. gcc 12 has no such calls for this CPU. A jump reaches 128 KB.
"""
import re

from lx106_frames import SIZES

# What is at most so far away by our count is so by the linker's.
NEAR = 100 << 10
# How the linker scripts put what lies in front of the libraries, and what lies behind.
ORDER = [r'src/modules/[^/]+/', r'src/modules/', r'src/types/[^/]+/', r'src/types/', r'src/base/', r'src/heap/', r'src/object/', None,
         r'src/vm/', r'src/lang/', r'']


def addresses(sources):
    """(group, about where) each global function will lie. Groups are apart by we know not how much."""
    found = {}
    group = at = 0
    left = sorted(sources, key=lambda source: source.path)
    for pattern in ORDER:
        if pattern is None:
            group += 1
            continue
        for source in [s for s in left if re.match(pattern, s.path)]:
            left.remove(source)
            for function in source.functions():
                found[source.path, function.name] = group, at
                if function.name in source.globals:
                    found[function.name] = group, at
                at += function.size() + 6
    return found


def is_near(function, target, found):
    here = found.get((function.source.path, function.name))
    there = found.get((function.source.path, target), found.get(target))
    return here is not None and there is not None and here[0] == there[0] and abs(here[1] - there[1]) < NEAR


def returns_at(lines, at, size):
    """How many lines from there on, labels included, return from a frame that holds nothing but a0; 0: they do not."""
    start = at
    while at < len(lines) and re.match(r'\.L\d+:$', lines[at]):
        at += 1
    if at < len(lines) and re.match(r'\tj\tkk_frame_leave_[a-z]+_%d_0$' % size, lines[at]):
        return at + 1 - start
    end = ['\tl32i.n\ta0, sp, %d' % (size - 4), '\taddi\tsp, sp, %d' % size, '\tret.n']
    return at + 3 - start if lines[at:at + 3] == end else 0


def jump_on(function, found):
    """Drops the frame of a function all of whose calls are the last thing that it does."""
    lines = function.lines
    frame = [m for m in (re.match(r'\taddi\tsp, sp, -(\d+)$', line) for line in lines) if m]
    if len(frame) != 1 or int(frame[0].group(1)) not in SIZES:
        return
    size = int(frame[0].group(1))
    save = '\ts32i.n\ta0, sp, %d' % (size - 4)
    if lines.count(save) != 1:
        return
    out, at = [], 0
    while at < len(lines):
        line = lines[at]
        call = re.match(r'\tcall0\t(\S+)$', line)
        returns = returns_at(lines, at, size) if not line.endswith(':') else 0
        if call:
            behind = returns_at(lines, at + 1, size)
            if behind == 0 or not is_near(function, call.group(1), found):
                return
            out.append('\tj\t' + call.group(1))
        elif returns:
            out.append('\tret.n')
            at += returns - 1
        elif line.startswith('\tj\tkk_frame_leave0_'):
            out += ['\tmovi.n\ta2, 0', '\tret.n']
        elif line != save and line != frame[0].group():
            if re.search(r'\b(sp|a0)\b', line.partition('\t')[2]) or line.startswith('\tcallx'):
                return
            out.append(line)
        at += 1
    function.lines = drop_unreached(out)


def drop_unreached(lines):
    """Leaves out a return or jump to which nothing leads any more, as its label was only that of the end."""
    out = []
    for line in lines:
        ends = re.match(r'\t(ret\.n|j\t.*)$', line)
        if not (ends and out and re.match(r'\t(ret\.n|j\t.*)$', out[-1])):
            out.append(line)
    return out
