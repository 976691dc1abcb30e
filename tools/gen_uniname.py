#!/usr/bin/env python3
"""Writes uniname.h and uniname.c: the names of Unicode's characters, for \\N{...}.

usage: gen_uniname.py OUT_DIR [1]        without the 1: no character has a name, object/uniname.c is not linked

A name is a sequence of words (each with the space or hyphen in front of it), and a word a number by how
often it occurs: one byte for the first 191, two for the others; a 0 ends the name. Runs are of at most 32
names; the hash of each name leads to its character. Names that end in the
number of their character are ranges with a prefix; Hangul syllables have none here (object/uniname.c
knows them). The names are those of this Python's unicodedata; its aliases cannot be asked for, so they
are tried.
"""
import collections
import itertools
import os
import re
import sys
import unicodedata

SHORT = 191
RUN = 32

CONTROLS = '''NULL/NUL START OF HEADING/SOH START OF TEXT/STX END OF TEXT/ETX END OF TRANSMISSION/EOT ENQUIRY/ENQ
ACKNOWLEDGE/ACK ALERT/BEL BACKSPACE/BS CHARACTER TABULATION/HORIZONTAL TABULATION/HT/TAB
LINE FEED/NEW LINE/END OF LINE/LF/NL/EOL LINE TABULATION/VERTICAL TABULATION/VT FORM FEED/FF CARRIAGE RETURN/CR
SHIFT OUT/LOCKING-SHIFT ONE/SO SHIFT IN/LOCKING-SHIFT ZERO/SI DATA LINK ESCAPE/DLE DEVICE CONTROL ONE/DC1
DEVICE CONTROL TWO/DC2 DEVICE CONTROL THREE/DC3 DEVICE CONTROL FOUR/DC4 NEGATIVE ACKNOWLEDGE/NAK
SYNCHRONOUS IDLE/SYN END OF TRANSMISSION BLOCK/ETB CANCEL/CAN END OF MEDIUM/EOM/EM SUBSTITUTE/SUB ESCAPE/ESC
INFORMATION SEPARATOR FOUR/FILE SEPARATOR/FS INFORMATION SEPARATOR THREE/GROUP SEPARATOR/GS
INFORMATION SEPARATOR TWO/RECORD SEPARATOR/RS INFORMATION SEPARATOR ONE/UNIT SEPARATOR/US SP DELETE/DEL
PADDING CHARACTER/PAD HIGH OCTET PRESET/HOP BREAK PERMITTED HERE/BPH NO BREAK HERE/NBH INDEX/IND NEXT LINE/NEL
START OF SELECTED AREA/SSA END OF SELECTED AREA/ESA CHARACTER TABULATION SET/HORIZONTAL TABULATION SET/HTS
CHARACTER TABULATION WITH JUSTIFICATION/HORIZONTAL TABULATION WITH JUSTIFICATION/HTJ
LINE TABULATION SET/VERTICAL TABULATION SET/VTS PARTIAL LINE FORWARD/PARTIAL LINE DOWN/PLD
PARTIAL LINE BACKWARD/PARTIAL LINE UP/PLU REVERSE LINE FEED/REVERSE INDEX/RI SINGLE SHIFT TWO/SINGLE-SHIFT-2/SS2
SINGLE SHIFT THREE/SINGLE-SHIFT-3/SS3 DEVICE CONTROL STRING/DCS PRIVATE USE ONE/PRIVATE USE-1/PU1
PRIVATE USE TWO/PRIVATE USE-2/PU2 SET TRANSMIT STATE/STS CANCEL CHARACTER/CCH MESSAGE WAITING/MW
START OF GUARDED AREA/START OF PROTECTED AREA/SPA END OF GUARDED AREA/END OF PROTECTED AREA/EPA START OF STRING/SOS
SINGLE GRAPHIC CHARACTER INTRODUCER/SGC SINGLE CHARACTER INTRODUCER/SCI CONTROL SEQUENCE INTRODUCER/CSI
STRING TERMINATOR/ST OPERATING SYSTEM COMMAND/OSC PRIVACY MESSAGE/PM APPLICATION PROGRAM COMMAND/APC NBSP SHY
BYTE ORDER MARK/BOM/ZWNBSP ZWSP ZWNJ ZWJ LRM RLM LRE RLE PDF LRO RLO LRI RLI FSI PDI WJ CGJ ALM NNBSP MMSP
LATIN CAPITAL LETTER GHA LATIN SMALL LETTER GHA WEIERSTRASS ELLIPTIC FUNCTION MYANMAR LETTER KHAMTI LLA'''


def candidates():
    """Everything that might be an alias: all runs of words between slashes and the gaps of the list."""
    words = re.split(r'\s+', CONTROLS)
    for i in range(len(words)):
        for j in range(i + 1, min(i + 8, len(words)) + 1):
            for text in ' '.join(words[i:j]).split('/'):
                yield text
    for i in range(1, 257):
        yield 'VS%d' % i


def aliases():
    found = {}
    for text in candidates():
        try:
            c = unicodedata.lookup(text)
        except KeyError:
            continue
        if len(c) == 1 and unicodedata.name(c, None) != text:
            found[text] = ord(c)
    return sorted((c, text) for text, c in found.items())


def runs_of(pairs):
    """[(code, name)] as [(first code, [names])] of neighbours."""
    runs = []
    for c, name in pairs:
        if runs and runs[-1][0] + len(runs[-1][1]) == c and len(runs[-1][1]) < RUN:
            runs[-1][1].append(name)
        else:
            runs.append((c, [name]))
    return runs


def collect():
    """(ranges [(first, last, prefix)], runs): the names that are numbers, the others."""
    ranges, pairs = [], []
    for c in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(c), None)
        if name is None or name.startswith('HANGUL SYLLABLE '):
            continue
        tail = '-%04X' % c
        if name.endswith(tail):
            prefix = name[:-len(tail) + 1]
            if ranges and ranges[-1][1] == c - 1 and ranges[-1][2] == prefix:
                ranges[-1][1] = c
            else:
                ranges.append([c, c, prefix])
        else:
            pairs.append((c, name))
    return ranges, runs_of(pairs)


def words_of(name):
    return re.findall(r'[ -]?[^ -]+|[ -]', name)


def encode(name, number):
    out = bytearray()
    for w in words_of(name):
        n = number[w]
        out += bytes([n + 1]) if n < SHORT else bytes([SHORT + 1 + ((n - SHORT) >> 8), (n - SHORT) & 255])
    return bytes(out) + b'\0'


def hash_of(name):
    """FNV-1a, as object/uniname.c computes it."""
    h = 2166136261
    for byte in name.encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def array(kind, name, items, show=str):
    lines, line = [], ''
    for x in items:
        line += show(x) + ','
        if len(line) > 110:
            lines.append(line)
            line = ''
    return 'const %s %s[] = {\n%s\n};\n' % (kind, name, '\n'.join(lines + [line, '0']))


def write(path, text):
    if not os.path.exists(path) or open(path).read() != text:
        with open(path, 'w') as f:
            f.write(text)


HEADER = '''/* Generated by tools/gen_uniname.py: the names of characters; see there for the form. */
#ifndef KK_GEN_UNINAME_H
#define KK_GEN_UNINAME_H
#include <stddef.h>
#include <stdint.h>
#define KK_UNINAME_SHORT %d
typedef struct UninameRun {
    uint32_t first, count, at; /* at: where in kk_uniname_names */
} UninameRun;
typedef struct UninameRange {
    uint32_t first, last;
    const char *prefix;
} UninameRange;
/* The words one after the other; where word n begins, n + 1 its end. */
extern const uint8_t kk_uniname_words[];
extern const uint32_t kk_uniname_word_at[];
/* The hashes of all names but the other ones, sorted, and whose they are. */
extern const uint32_t kk_uniname_hashes[], kk_uniname_hashed[];
extern const size_t kk_uniname_hash_count;
/* The names of all runs, one after the other; runs from kk_uniname_aliases on are other names. */
extern const uint8_t kk_uniname_names[];
extern const UninameRun kk_uniname_runs[];
extern const size_t kk_uniname_run_count, kk_uniname_aliases;
extern const UninameRange kk_uniname_ranges[];
extern const size_t kk_uniname_range_count;
#endif
''' % SHORT


WITHOUT = '''#include "object/uniname.h"
uint32_t kk_uniname_find(Span name) { return KK_UNINAME_NONE; }
size_t kk_uniname_put(uint32_t c, char out[KK_UNINAME_MAX]) { return 0; }
'''


def main():
    out, wanted = sys.argv[1], len(sys.argv) > 2
    if not wanted:
        write(os.path.join(out, 'uniname.c'), WITHOUT)
        return
    ranges, runs = collect()
    others = runs_of(aliases())
    count = collections.Counter(w for _, names in runs + others for name in names for w in words_of(name))
    words = [w for w, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    number = {w: i for i, w in enumerate(words)}
    if len(words) > SHORT + 64 * 256:
        sys.exit('gen_uniname.py: too many words')
    places, parts, size = [], [], 0
    for _, group in runs + others:
        places.append(size)
        parts.append(b''.join(encode(name, number) for name in group))
        size += len(parts[-1])
    hashes = sorted((hash_of(name), first + i) for first, group in runs for i, name in enumerate(group))
    c = '#include "gen/uniname.h"\n'
    c += array('uint8_t', 'kk_uniname_words', ''.join(words).encode())
    c += array('uint32_t', 'kk_uniname_word_at', [0] + list(itertools.accumulate(map(len, words))))
    c += array('uint32_t', 'kk_uniname_hashes', [h for h, _ in hashes])
    c += array('uint32_t', 'kk_uniname_hashed', [code for _, code in hashes])
    c += 'const size_t kk_uniname_hash_count = %d;\n' % len(hashes)
    c += array('uint8_t', 'kk_uniname_names', b''.join(parts))
    c += 'const UninameRun kk_uniname_runs[] = {\n%s{0, 0, 0}};\n' % ''.join(
        '{%d,%d,%d},\n' % (first, len(group), at) for (first, group), at in zip(runs + others, places))
    c += 'const size_t kk_uniname_run_count = %d, kk_uniname_aliases = %d;\n' % (len(runs + others), len(runs))
    c += 'const UninameRange kk_uniname_ranges[] = {\n%s{0, 0, NULL}};\n' % ''.join(
        '{%d,%d,"%s"},\n' % tuple(r) for r in ranges)
    c += 'const size_t kk_uniname_range_count = %d;\n' % len(ranges)
    write(os.path.join(out, 'uniname.h'), HEADER)
    write(os.path.join(out, 'uniname.c'), c)


main()
