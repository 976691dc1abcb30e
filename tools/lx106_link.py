#!/usr/bin/env python3
"""Writes a linker script in which each function stands by itself: lx106_link.py SCRIPT OBJECT... > RESULT

Where a function jumps or returns, the linker keeps what follows at the alignment of the section: of the bytes
that become free as it shortens calls it fills up to 3 again, at 5,000 places. With objects whose functions claim no alignment
(objcopy --set-section-alignment) it does not, and the alignment that calls need is here: a line of SCRIPT like

    *src/lang/*(.literal .literal.* .text .text.*)

is preceded by lines for the single functions of those objects that it fits, with . = ALIGN(4) in front of each; one like

    *(.outlined_aligned.types.*)

by lines for these (tools/lx106_outline.py), of all objects.
"""
import fnmatch
import re
import subprocess
import sys

OUTLINED = re.compile(r'(\s*)\*\((\.outlined_aligned\.\w+\.)\*\)')
INPUT = re.compile(r'(\s*)(\*\S*)\(\.literal \.literal\.\* \.text \.text\.\*')


def functions_of(objects):
    """Object -> the names of its sections with code that may stand at any place."""
    found = {path: [] for path in objects}
    path = None
    out = subprocess.run(['xtensa-lx106-elf-objdump', '-h'] + objects, stdout=subprocess.PIPE, text=True, check=True)
    for line in out.stdout.splitlines():
        head = re.match(r'(\S+):\s+file format', line)
        words = line.split()
        if head:
            path = head.group(1)
        elif len(words) == 7 and words[1].startswith(('.text.', '.outlined_aligned.')) and int(words[2], 16) > 0:
            found[path].append(words[1])
    return found


def put(indent, path, names):
    for name in names:
        print('%s. = ALIGN(4); *%s(%s)' % (indent, path, name))


def main(script, objects):
    functions = functions_of(objects)
    outlined = {path: [name for name in names if name.startswith('.outlined')] for path, names in functions.items()}
    with open(script) as f:
        for line in f:
            m = INPUT.match(line)
            for path in [p for p in functions if m and fnmatch.fnmatchcase(p, m.group(2))]:
                put(m.group(1), path, [name for name in functions.pop(path) if name.startswith('.text.')])
            m = OUTLINED.match(line)
            for path in outlined if m else ():
                put(m.group(1), path, [name for name in outlined[path] if name.startswith(m.group(2))])
            print(line, end='')


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
