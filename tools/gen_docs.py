#!/usr/bin/env python3
"""Writes the pages of docs/ that are derived from tables in the sources.

usage: gen_docs.py [--check]      --check only tells whether they are up to date

docs/bytecode.md comes from src/object/opcodes.def.
"""
import re
import sys

BYTECODE_HEAD = """\
# The instructions

*Generated from [opcodes.def](../src/object/opcodes.def) by `./dev docs`; do not edit.*

An instruction is one 32-bit word: the opcode in bits 0..7, A in 8..15, B in 16..23, C in 24..31. A wide
operand Bx (or sBx, signed) takes the place of B and C. Code is never written to, so it is executed where
it lies, in flash too. `./dev dis FILE` shows a program's instructions.

Operands: **reg** a register that is read, **any** one that may be unbound, **cell**, **iter**, **list**, **set**, **dict**
or **exc** one that must hold such a thing, **dst** one that is written, **new_...** with such a thing, **base** the first
of several in a row, **const** an index into the code's constants, **imm** a signed number, **count** an unsigned one,
**jump** a signed offset in words from the next instruction. Flags: **raises** may raise an exception,
**ends** control does not fall through, **ext** a word with a further operand follows, **skips** may skip
the following word.

An instruction trusts what its registers hold. The compiler sees to it; of a code file it is proved when it is loaded
(`lang/verify_kinds.c`), for every way that control can take, or the file is refused.
"""


def bytecode():
    with open('src/object/opcodes.def', encoding='utf-8') as f:
        text = f.read()
    out = [BYTECODE_HEAD]
    total = 0
    for line in text.split('\n'):
        section = re.match(r'/\* ---- (.*?) ---- \*/', line)
        if section:
            title = section.group(1).split(';')[0]
            out += ['\n## %s\n' % (title[0].upper() + title[1:]), '| instruction | A | B | C | flags | meaning |',
                    '|---|---|---|---|---|---|']
        row = re.match(r'OP\((\w+), (\w+), (\w+), (\w+), ([^,]+), "(.*)"\)$', line)
        if row:
            name, a, b, c, flags, meaning = row.groups()
            cells = [cell.lower().replace('none', '') for cell in (a, b, c)]
            if c == 'WIDE':
                cells[1:] = [cells[1] + ' (16 bits)', '']
            flags = flags.lower().replace(' | ', ', ').replace('0', '')
            out.append('| `%s` | %s | %s | %s | %s | %s |' %
                       (name, *cells, flags, meaning.replace('|', '\\|').replace('*', '\\*').replace('](', ']\\(')))
            total += 1
    out.append('\n%d instructions.\n' % total)
    return '\n'.join(out)


PAGES = {'docs/bytecode.md': bytecode}


def main(args):
    stale = []
    for path, make in PAGES.items():
        text = make()
        try:
            with open(path, encoding='utf-8') as f:
                same = f.read() == text
        except FileNotFoundError:
            same = False
        if same:
            continue
        stale.append(path)
        if '--check' not in args:
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
            print('wrote ' + path)
    if stale and '--check' in args:
        print('%s: not up to date; ./dev docs writes it' % ' '.join(stale))
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
