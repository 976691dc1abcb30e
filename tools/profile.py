#!/usr/bin/env python3
"""./dev profile FILE [ARGS...]: where a Python program's instructions go on the LX106.

The finished program runs in kukri-emu with a heap of 36,864 bytes. Two lists: by opcode (how often it
was executed, and the instructions from its beginning to the beginning of the next one, with what its
runtime functions needed), and by function of the firmware. Both are exact. The start of the firmware
and the compiler are in them: they come before the first opcode.

usage: profile.py [--heap N] [--rows N] FILE [ARGS...]
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, 'tools'))
import dev  # noqa: E402


def opcode_names():
    """The names of src/object/opcodes.def in their order; in-place forms that share a label come second."""
    with open(os.path.join(ROOT, 'src/object/opcodes.def'), encoding='utf-8') as f:
        return re.findall(r'^OP\((\w+),', f.read(), re.M)


def label_table(elf):
    """(address, count) of the interpreter's table of code addresses."""
    listing = subprocess.run(['xtensa-lx106-elf-nm', '-S', elf], capture_output=True, text=True, check=True).stdout
    found = re.search(r'^(\w+) (\w+) r labels[.$]', listing, re.M)
    if found is None:
        dev.fail('%s has no table `labels`' % elf)
    return int(found.group(1), 16), int(found.group(2), 16) // 4


def main(args):
    heap, rows = dev.option(args, '--heap', '36864'), int(dev.option(args, '--rows', '24'))
    if not args:
        dev.fail('profile needs a file')
    elf = os.path.abspath(dev.make('lx106', quiet=True))
    dev.make_emulator(quiet=True)
    at, n = label_table(elf)
    names = opcode_names()
    if len(names) != n:
        dev.fail('opcodes.def has %d rows, the table %d' % (len(names), n))
    runner = os.path.abspath('ports/lx106/run.py')
    dev.back_to_caller()
    done = subprocess.run([sys.executable, runner, '--heap', heap, '--timeout', '0', '--profile', '--profile-table',
                           '%#x:%d' % (at, n), elf] + args, stderr=subprocess.PIPE, text=True)
    row = re.compile(r'row (\d+) times (\d+) instructions (\d+)')
    function = re.compile(r' *[\d.]+ % +\d+ \S+$')
    table, functions = [], []
    for line in done.stderr.splitlines():
        found = row.fullmatch(line)
        if found:
            table.append(tuple(map(int, found.groups())))
        elif function.fullmatch(line):
            functions.append(line)
        else:
            print(line, file=sys.stderr)
    total = sum(count for _, _, count in table)
    print('\n%-16s %10s %12s %7s %8s' % ('opcode', 'times', 'instructions', 'part', 'each'))
    for i, times, count in sorted(table, key=lambda one: -one[2])[:rows]:
        print('%-16s %10d %12d %6.1f%% %8s' % (names[i] if i < n else '(before the first)', times, count,
                                              100 * count / total, '%.1f' % (count / times) if times else ''))
    print('%-16s %10d %12d\n' % ('all', sum(times for _, times, _ in table), total))
    print('\n'.join(functions[:rows]))
    return done.returncode


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
