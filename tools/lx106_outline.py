#!/usr/bin/env python3
"""Puts what occurs several times in functions of the LX106 into one place: lx106_outline.py OUT_DIR FAST... -- COLD...

Reads the assembler text of all C files, after gcc (and lx106_frames.py) and before the assembler, and writes each into OUT_DIR, by the
path below the obj folder; and outlined.s, for what belongs to no file. When functions have lost their frames that can (lx106_jumps.py),
sequences of instructions that several functions of the COLD files have get one place, and are reached from the others in one of four ways:

    shared    call0 kk_outlined_X      the sequence, and ret.n. Only where a0 is free: the function has saved it.
    setup     call0 kk_outlined_X      a sequence that ends with a call, which becomes a jump: what is called returns to the
                                       function. It stands in front of what it jumps to: a jump reaches 128 KB.
    onward    j kk_outlined_X          the same where the function ends with it.
    end       j kk_outlined_X          another end of a function. One for each region of lx106_frames.py, next to its ends of frames.

A sequence holds no branch, no label and nothing that names a0. X is a hash of the sequence: a change somewhere else does not change the
text of this file.
"""
import collections
import heapq
import os
import re
import sys
import zlib

from lx106_asm import BARRIER, CALL, END, INSTRUCTION, Source
from lx106_frames import LEAVE, REGIONS
from lx106_jumps import addresses, jump_on

LONGEST = 24
# Less a place is not worth the two instructions that it takes longer.
LEAST_PER_PLACE = 2
LEAST = 4

# region: of a sequence AT_END. file: the one it has to be in, or ''.
Sequence = collections.namedtuple('Sequence', 'way region file texts')
SHARED, SETUP, ONWARD, AT_END = 'shared', 'setup', 'onward', 'end'
IN_FRONT = SETUP, ONWARD


def region_of(path):
    return next(name for prefix, name in REGIONS if path.startswith(prefix))


# ---- sequences that occur several times ----

def stretches(function):
    """Runs of Steps that a sequence may be of: (index of the first line, steps, whether a0 is free there)."""
    steps = function.steps()
    saved = loaded = False
    run, start = [], 0
    for i, step in enumerate(steps + [None]):
        line = function.lines[i] if i < len(function.lines) else ''
        saves = re.match(r'\ts32i(\.n)?\ta0, sp', line) is not None or line.startswith('\tcall0\tkk_frame_enter')
        loads = re.match(r'\tl32i(\.n)?\ta0, ', line) is not None
        apart = step is None or step.kind == BARRIER or step.uses_a0 and not loads
        if apart or loads:
            if run:
                yield start, run, saved and not loaded
            run, start = ([step], i) if loads else ([], i + 1)
        else:
            run.append(step)
        saved = saved or saves
        loaded = loads or loaded and not line.endswith(':')
        if step is not None and step.kind == END:
            yield start, run, saved and not loaded
            run, start = [], i + 1
            loaded = False


def keeps_a0(function):
    """Whether a0 is saved on entry and then used for nothing else, so that calls in the function cost nothing."""
    mentions = [line for line in function.lines if INSTRUCTION.match(line) and re.search(r'\ba0\b', line)]
    saves = [line for line in mentions if re.match(r'\ts32i(\.n)?\ta0, sp', line) or line == '\tmov.n\ta8, a0']
    loads = [line for line in mentions if re.match(r'\tl32i(\.n)?\ta0, (sp|a\d+)', line)]
    return len(saves) == 1 and len(saves) + len(loads) == len(mentions)


class Finder:
    """All sequences of the cold functions, and where they are."""

    def __init__(self, sources, cold):
        self.home = {}
        for source in sources:
            for function in source.functions():
                self.home[function.name if function.name in source.globals else (source.path, function.name)] = function
        self.places = collections.defaultdict(list)
        self.bytes = {}
        for source in cold:
            for function in source.functions():
                saved = keeps_a0(function)
                for start, run, free in stretches(function):
                    self.add(function, start, run, free and saved)

    def add(self, function, start, run, free):
        path = function.source.path
        for i in range(len(run)):
            texts, size, local, dirty = (), 0, None, False
            for k in range(i, min(len(run), i + LONGEST)):
                step = run[k]
                texts += (step.text,)
                size += step.size
                local = step.file or local
                dirty = dirty or step.uses_a0
                way = self.way(function, step, free and not dirty and not self.calls(run[i:k]))
                file = self.file_for(way, path, step, local) if k > i else None
                if file is not None:
                    key = Sequence(way, region_of(path) if way == AT_END else '', file, texts)
                    self.places[key].append((function, start + i))
                    self.bytes[key] = size

    def file_for(self, way, path, step, local):
        """The path of the file that the sequence has to be put into, '' if any will do; None: there is none."""
        if way is None:
            return None
        if way not in IN_FRONT:
            return local or ''
        home = self.target(path, step.text)
        return home.source.path if home is not None and local in (None, home.source.path) else None

    @staticmethod
    def calls(run):
        return any(step.kind == CALL for step in run)

    def target(self, path, text):
        """The function that this call in that file calls, or None."""
        name = text.split('\t')[2]
        return self.home.get((path, name), self.home.get(name))

    @staticmethod
    def way(function, step, callable_here):
        """How a sequence that ends with the step can be reached."""
        if step.kind == END:
            return ONWARD if step.text.startswith('\tj\t') and not step.text.startswith(LEAVE) else AT_END
        if not callable_here:
            return None
        return SETUP if step.kind == CALL else SHARED


def gain(key, size, n):
    """Bytes that are saved when a sequence of that size gets one place for n."""
    if size - 3 < LEAST_PER_PLACE:
        return 0
    body = {SHARED: size + 2 + 2, SETUP: size + 2, ONWARD: size, AT_END: size}[key.way]
    return n * (size - 3) - body


def choose(finder):
    """The sequences to take, each with its places, so that none overlap: what saves most comes first."""
    heap = [(-gain(key, finder.bytes[key], len(places)), key) for key, places in finder.places.items() if len(places) > 1]
    heap = [item for item in heap if item[0] <= -LEAST]
    heapq.heapify(heap)
    taken = collections.defaultdict(set)
    chosen = []
    while heap:
        worth, key = heapq.heappop(heap)
        length, last, places = len(key.texts), (None, 0), []
        for function, at in finder.places[key]:
            if (last[0] is not function or at >= last[1]) and taken[id(function)].isdisjoint(range(at, at + length)):
                places.append((function, at))
                last = function, at + length
        now = -gain(key, finder.bytes[key], len(places))
        if now > -LEAST:
            continue
        if now > worth:
            heapq.heappush(heap, (now, key))
            continue
        for function, at in places:
            taken[id(function)].update(range(at, at + length))
        chosen.append((key, places))
    return chosen


# ---- the result ----

def name_of(key):
    return 'kk_outlined_%08x' % zlib.crc32(repr(key).encode())


def body_of(key):
    """The lines of the sequence in its place."""
    name = name_of(key)
    # Literals (a call has one until the linker has seen it) and what is called have places that are multiples of 4.
    aligned = key.way in (SHARED, SETUP) or any(text.startswith(('\tl32r', '\tcall0')) for text in key.texts)
    section = '.text.' if key.way in IN_FRONT else '.outlined%s.%s.' % ('_aligned' * aligned, key.region or SHARED)
    lines = ['\t.section\t%s%s,"ax",@progbits' % (section, name), '\t.literal_position']
    code = []
    for number, text in enumerate(key.texts):
        literal = re.match(r'(\tl32r\t\w+, )=(.*)$', text)
        if literal:
            label = '.LC%s_%d' % (name[len('kk_outlined_'):], number)
            lines.append('\t.literal %s, %s' % (label, literal.group(2)))
            text = literal.group(1) + label
        code.append(text)
    if key.way == SETUP:
        code[-1] = code[-1].replace('\tcall0\t', '\tj\t')
    elif key.way == SHARED:
        code.append('\tret.n')
    align = ['\t.align\t4'] * aligned
    return lines + align + ['\t.global\t' + name, '\t.type\t%s, @function' % name, name + ':'] + code + ['\t.size\t%s, .-%s' % (name, name)]


def replace(chosen):
    """Puts a call or jump in the places of the sequences."""
    cuts = collections.defaultdict(list)
    functions = {}
    for key, places in chosen:
        for function, at in places:
            functions[id(function)] = function
            cuts[id(function)].append((at, len(key.texts), '\t%s\t%s' % ('call0' if key.way in (SHARED, SETUP) else 'j', name_of(key))))
    for number, places in cuts.items():
        lines = functions[number].lines
        for at, length, line in sorted(places, reverse=True):
            lines[at:at + length] = [line]


def put(chosen, sources, finder):
    """Puts the sequences into the files they belong to; what belongs to none is returned."""
    by_path = {source.path: source for source in sources}
    common = []
    for key, _ in sorted(chosen):
        lines = body_of(key)
        if not key.file:
            common += lines
        elif key.way in IN_FRONT:
            source = by_path[key.file]
            at = source.parts.index(finder.target(key.file, key.texts[-1]))
            while not (isinstance(source.parts[at], str) and source.parts[at].startswith('\t.section\t')):
                at -= 1
            source.parts[at:at] = lines
        else:
            by_path[key.file].parts += lines
    return common


def write_if_changed(path, text):
    try:
        with open(path, encoding='latin-1') as f:
            if f.read() == text:
                return
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='latin-1') as f:
        f.write(text)


def read(path):
    with open(path, encoding='latin-1') as f:
        return Source(path.partition('/obj/')[2], f.read())


def main(out_dir, *paths):
    split = paths.index('--')
    fast, cold = [read(path) for path in paths[:split]], [read(path) for path in paths[split + 1:]]
    sources = fast + cold
    found = addresses(sources)
    for source in sources:
        for function in source.functions():
            jump_on(function, found)
    finder = Finder(sources, cold)
    chosen = choose(finder)
    replace(chosen)
    common = put(chosen, sources, finder)
    for source in sources:
        write_if_changed(os.path.join(out_dir, source.path), source.text())
    write_if_changed(os.path.join(out_dir, 'outlined.s'), '\n'.join(common) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
