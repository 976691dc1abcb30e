"""What the bytes of frozen modules are: size_frozen.py FROZEN_DIR WORD_BITS [MODULE...]

A line for each module and one for all: heads of code objects, instructions, their constants (words), names and other text,
tuples and other objects, handlers, line tables, and the tables of the module itself (its global names, what waits). What several
modules share counts for the first one. Modules that are named are shown with their largest functions.
"""
import os
import sys
from collections import Counter

import codefile
import gen_names
import lazy

HEAD_WORDS = 8  # CodeObj in src/object/code.h
MODULE_WORDS = 7  # FrozenModule
COLUMNS = ('head', 'ops', 'consts', 'names', 'text', 'objects', 'handlers', 'lines', 'tables')


class Sizes:
    def __init__(self, word):
        self.word, self.seen = word, set()

    def once(self, key):
        new = key not in self.seen
        self.seen.add(key)
        return new

    def value(self, v, count):
        if isinstance(v, codefile.Code):
            self.code(v, count)
        elif isinstance(v, str):
            data = v.encode('utf-8', 'surrogatepass')
            # One ASCII character is the core's.
            if (len(data) != 1 or data[0] > 127) and self.once(('str', v)):
                count['names' if isinstance(v, codefile.Name) else 'text'] += self.word + 4 + gen_names.room(data)
        elif isinstance(v, bytes):
            if self.once(('bytes', v)):
                count['objects'] += self.word + gen_names.room(v)
        elif isinstance(v, tuple):
            for item in v:
                self.value(item, count)
            if self.once(('tuple', repr(v))):
                count['objects'] += self.word * (1 + len(v))
        elif isinstance(v, int) and not -(1 << 8 * self.word - 3) <= v < 1 << 8 * self.word - 3 and self.once(('int', v)):
            count['objects'] += self.word + (v.bit_length() + 31) // 32 * 4

    def code(self, c, count):
        for v in (c.name, c.scope, c.filename, *c.consts):
            self.value(v, count)
        count['head'] += HEAD_WORDS * self.word
        count['ops'] += 4 * len(c.ops)
        count['consts'] += self.word * len(c.consts)
        count['handlers'] += 4 * (1 + len(c.handlers)) if c.handlers else 0
        count['functions'] += 1

    def module(self, folder, name, lines):
        slots, code = codefile.read(os.path.join(folder, name + '.kkc'))
        code, later = lazy.split(slots, code)
        count, made, whole = Counter(), set(), [code]
        self.value(code, count)
        for one, part in later:
            self.value(one, count)
            if id(part) not in made:
                made.add(id(part))
                self.value(part, count)
                whole += [part] if isinstance(part, codefile.Code) else []
        for slot in slots:
            self.value(slot, count)
        count['tables'] += self.word * (len(slots) + 2 * len(later) + MODULE_WORDS)
        functions = [one for top in whole for one in lazy.inner(top)]
        if lines:
            count['lines'] = sum(len(c.lines) + -len(c.lines) % 4 for c in functions)
        return count, functions


def show(name, count):
    print('%-24s%9d%6d' % (name, sum(count[column] for column in COLUMNS), count['functions']) +
          ''.join('%9d' % count[column] for column in COLUMNS))


def main(argv):
    folder, sizes, named = argv[1], Sizes(int(argv[2]) // 8), argv[3:]
    print('%-24s%9s%6s' % ('module', 'bytes', 'codes') + ''.join('%9s' % column for column in COLUMNS))
    rows, everything = [], Counter()
    for name, _, lines in gen_names.frozen_index(folder):
        count, functions = sizes.module(folder, name, lines)
        rows.append((sum(count[column] for column in COLUMNS), name, count, functions))
        everything += count
    for _, name, count, functions in sorted(rows, key=lambda row: (-row[0], row[1])):
        if not named or name in named:
            show(name, count)
        for c in sorted(functions, key=lambda c: -len(c.ops))[:12] if name in named else ():
            scope = '' if c.scope is codefile.Unset else c.scope + '.'
            print('    %5d  %s%s, line %d' % (4 * len(c.ops), scope, c.name, c.sizes & 0xFFFF))
    show('all', everything)


if __name__ == '__main__':
    main(sys.argv)
