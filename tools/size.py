#!/usr/bin/env python3
"""Bytes of flash, IRAM and DRAM that a firmware takes, by source folder.

size.py [--on lx106|esp8266] [--core] [--files] [--top N] [--save FILE] [--against FILE|REVISION] [--record TITLE]

--files lists source files, --top the N largest functions and tables. --save keeps the numbers as
JSON. --against shows what changed since they were kept, or since a revision (main, say), which is
built for that in a folder of its own; with --top it also shows the functions that changed most.
--core counts the language alone (tools/size_core.py): what docs/performance.md calls core. --record appends
the figures to bench/history.tsv, under that title. The sections come from the linker's map, so that
what is not linked does not count.
"""

import argparse
import collections
import json
import os
import re
import sys

import revision
from size_core import CORE, generated_for

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Where a section counts: name, first address, size, and what of it is ours to fill.
REGIONS = (("iram", 0x40100000, 32 << 10), ("flash", 0x40205000, (1 << 20) - (20 << 10)),
           ("dram", 0x3FFE8000, 80 << 10))
# On the chip .bss lies where the boot ROM had its variables.
LOW = ("low", 0x3FFFC000, 0x700)
SECTION = re.compile(r"^ (\.[\w.$-]+|COMMON)(?:\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S.*))?$")
PLACE = re.compile(r"^\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S.*)$")


def contributions(lines):
    """(section, address, size, object) of everything in the map that was linked."""
    name, linked = None, False
    for line in lines:
        linked = linked or line.startswith("Linker script and memory map")
        if not linked:
            continue
        found = SECTION.match(line)
        if found:
            name = found.group(1)
            if found.group(2):
                yield name, int(found.group(2), 16), int(found.group(3), 16), found.group(4)
                name = None
            continue
        found = PLACE.match(line)
        if found and name:
            yield name, int(found.group(1), 16), int(found.group(2), 16), found.group(3)
        name = None


def column(section, address):
    """Which of the report's columns a section counts in; None for debug information."""
    for region, start, size in REGIONS + (LOW,):
        if start <= address < start + size:
            if region == "flash":
                return "rodata" if section.startswith((".rodata", ".srodata")) else "text"
            return region
    return None


def source_of(object_name):
    """The source file of an object, or the library that it comes from."""
    library = re.search(r"([^/]+\.a)\(", object_name)
    if library:
        return "toolchain/" + library.group(1)
    match = re.search(r"obj/(.*)\.o$", object_name)
    if match:
        return match.group(1)
    return "generated/" + os.path.basename(object_name)


def measure(lines):
    """{source: {column: bytes}}, and [(bytes, section, source)]."""
    sizes = collections.defaultdict(collections.Counter)
    pieces = []
    for section, address, size, object_name in contributions(lines):
        where = column(section, address)
        if where and size and not object_name.startswith("load address"):
            source = source_of(object_name)
            sizes[source][where] += size
            pieces.append((size, section, source))
    return sizes, pieces


def folded(sizes):
    out = collections.defaultdict(collections.Counter)
    for source, columns in sizes.items():
        out[os.path.dirname(source) or source].update(columns)
    return out


def functions(pieces):
    """{"source section": bytes}"""
    out = collections.Counter()
    for size, section, source in pieces:
        out[source + " " + section] += size
    return out


def of_revision(name, variant):
    """measure() of another revision."""
    with open(revision.built(name, variant, "kukri.map"), encoding="utf-8") as stream:
        return measure(stream)


def print_top(pieces, before, count):
    """The largest functions and tables; if there are older figures, those that changed most."""
    if before is None:
        for size, section, source in sorted(pieces, reverse=True)[:count]:
            print("%6d  %-40s %s" % (size, section, source))
        return
    now, then = functions(pieces), functions(before)
    changed = sorted((key for key in set(now) | set(then) if now[key] != then[key]), key=lambda k: (-abs(now[k] - then[k]), k))
    for key in changed[:count]:
        source, _, section = key.partition(" ")
        print("%+6d  %6d  %-40s %s" % (now[key] - then[key], now[key], section, source))


def record(title, sizes, variant):
    total, core = collections.Counter(), 0
    for source, row in sizes.items():
        total.update(row)
        core += (row.get("text", 0) + row.get("rodata", 0)) if CORE.match(source) else 0
    messages, tables = generated_for(source for source in sizes if CORE.match(source))
    core += messages
    rows = [(c, total[c]) for c in COLUMNS] + [("flash", total["text"] + total["rodata"]), ("core", core), ("core with tables", core + tables)]
    with open(os.path.join(TOP, "bench", "history.tsv"), "a", encoding="utf-8") as stream:
        stream.writelines("%s\tsize of %s\t%s\t%d\n" % (title, variant, what, figure) for what, figure in rows)


COLUMNS = ("text", "rodata", "iram", "dram", "low")


def print_table(sizes, before, core=False, tables=0):
    columns = [c for c in COLUMNS if c != LOW[0] or any(row.get(c) for row in sizes.values())]
    print("%-28s %s" % ("", " ".join("%8s" % c for c in columns)))
    total = collections.Counter()
    for name in sorted(set(sizes) | set(before)):
        row = sizes.get(name, {})
        total.update(row)
        cells = ["%8d" % row.get(c, 0) for c in columns]
        changes = [row.get(c, 0) - before.get(name, {}).get(c, 0) for c in columns] if before else []
        note = "  " + " ".join("%s %+d" % cd for cd in zip(columns, changes) if cd[1]) if any(changes) else ""
        print("%-28s %s%s" % (name, " ".join(cells), note))
    print("%-28s %s" % ("total", " ".join("%8d" % total[c] for c in columns)))
    used = dict(total, flash=total["text"] + total["rodata"])
    if core:
        print("core  %7d bytes of flash, %d with its names and tables" % (used["flash"], used["flash"] + tables))
        return
    for region, _, size in REGIONS + (LOW,) * (LOW[0] in columns):
        print("%-5s %7d of %7d bytes, %4.1f %%" % (region, used.get(region, 0), size, 100 * used.get(region, 0) / size))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--on", choices=("lx106", "esp8266"), default="lx106")
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--top", type=int, default=0)
    parser.add_argument("--core", action="store_true")
    parser.add_argument("--save")
    parser.add_argument("--against")
    parser.add_argument("--record")
    options = parser.parse_args()
    try:
        with open(os.path.join(TOP, "build", options.on, "kukri.map"), encoding="utf-8") as stream:
            sizes, pieces = measure(stream)
    except FileNotFoundError:
        sys.exit(f"size.py: there is no firmware yet: make VARIANT={options.on}")
    if options.save:
        with open(options.save, "w", encoding="utf-8") as stream:
            json.dump(sizes, stream, indent=1, sort_keys=True)
    if options.record:
        record(options.record, sizes, options.on)
    before, pieces_before = {}, None
    if options.against and os.path.isfile(options.against):
        with open(options.against, encoding="utf-8") as stream:
            before = json.load(stream)
    elif options.against:
        before, pieces_before = of_revision(options.against, options.on)
    if options.core:
        sizes, before = ({k: v for k, v in s.items() if CORE.match(k)} for s in (sizes, before))
        pieces, pieces_before = (p and [x for x in p if CORE.match(x[2])] for p in (pieces, pieces_before))
    tables = 0
    if options.core:
        messages, tables = generated_for(sizes)
        sizes["messages"] = {"rodata": messages}
    if not options.files:
        sizes, before = folded(sizes), folded(before)
    print_table(sizes, before, options.core, tables)
    print_top(pieces, pieces_before, options.top)


if __name__ == "__main__":
    main()
