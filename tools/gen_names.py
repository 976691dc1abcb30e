#!/usr/bin/env python3
"""Writes names.h and names.c: every interned str of the image, as an object in flash.

usage: gen_names.py OUT_DIR WORD_BITS FROZEN_DIR|- SOURCE...

Collected are the identifiers in KK_N(...) and the names that KK_METHOD and friends declare
(src/object/declare.h), in the sources of this build and in all headers, and the entries of
src/object/names.def, and the interned strs in the code files of FROZEN_DIR. A str of one ASCII character is an element of kk_char_strs.

names.h only declares objects, and a C file uses only their addresses: a new name does not force
other files to be compiled again.
"""
import glob
import os
import re
import sys

import codefile
import declarations as d

STR_TYPE = 'KkStr%d'


def harvest(text):
    """The identifiers in KK_N(...) of one file, parameters of macros left out."""
    code = d.blank_comments(text)
    found = set(re.findall(r'\bKK_N\(\s*(\w+)\s*\)', code))
    for match in re.finditer(r'^[ \t]*#[ \t]*define[ \t]+\w+\(([^)]*)\)((?:.*\\\n)*.*)', code, re.M):
        params = set(p.strip() for p in match.group(1).split(','))
        outside = code[:match.start()] + code[match.end():]
        for name in params & set(re.findall(r'\bKK_N\(\s*(\w+)\s*\)', match.group(2))):
            if not re.search(r'\bKK_N\(\s*%s\s*\)' % name, outside):
                found.discard(name)
    return found


def read_definitions(path):
    """names.def: ({identifier: text}, {type identifier: text})."""
    names, types = {}, {}
    with open(path, encoding='utf-8') as f:
        code = d.blank_comments(f.read())
    for kind, ident, literal in re.findall(r'^(NAME|TYPE_NAME)\((\w+),\s*("(?:\\.|[^"\\])*")\)', code, re.M):
        (names if kind == 'NAME' else types)[ident] = d.string_value(literal)
    return names, types


def exception_names(path):
    """The X(name, base) of KK_EXCEPTIONS, whose types are made by the preprocessor."""
    with open(path, encoding='utf-8') as f:
        code = d.blank_comments(f.read())
    match = re.search(r'#define KK_EXCEPTIONS\(X\)((?:.*\\\n)*.*)', code)
    return ['BaseException'] + [name for name, _ in re.findall(r'X\((\w+), (\w+)\)', match.group(1))]


def str_hash(data):
    """As kk_str_hash() computes it: FNV-1a without its two low bits, and never 0."""
    value = 2166136261
    for byte in data:
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return (value or 1) & ~3 or 4


def c_string(data):
    out = []
    for byte in data:
        char = chr(byte)
        if char in '"\\':
            out.append('\\' + char)
        elif 32 <= byte < 127 and char != '?':
            out.append(char)
        else:
            out.append('\\%03o' % byte)
    return '"%s"' % ''.join(out)


def room(data):
    """Bytes of text rounded up to words; at least one word."""
    return max(4, len(data) + 3 & ~3)


def char_of(text):
    """The number of the element of kk_char_strs that has this text, or None."""
    return ord(text) if len(text) == 1 and ord(text) < 128 else None


def identifier_of(text, idents):
    """The identifier of the name with this text, which need not be an identifier itself."""
    for ident, known in idents.items():
        if known == text:
            return ident
    return text if re.match(r'[A-Za-z_]\w*$', text) else 'x' + ''.join('_%02x' % b for b in text.encode())


def frozen_index(folder):
    """(name, whether it is a package, whether it has line tables) of each frozen module."""
    if folder == '-':
        return []
    with open(os.path.join(folder, 'index'), encoding='utf-8') as f:
        rows = [line.split() for line in f]
    return [(name, kind == 'package', lines == 'whole') for name, kind, lines in rows]


def frozen_names(folder):
    """The texts that must be interned for the frozen modules."""
    texts = set()
    for name, _, _ in frozen_index(folder):
        slots, code = codefile.read(os.path.join(folder, name + '.kkc'))
        texts |= {name} | {v for v in slots + list(codefile.values(code)) if isinstance(v, codefile.Name)}
    return texts


def collect(sources, headers, frozen):
    """{identifier: text} of all names, and {type identifier: identifier of its name}."""
    fixed, type_texts = read_definitions('src/object/names.def')
    decls = d.read_all(sources)
    wanted = set()
    for path in sources + headers:
        with open(path, encoding='utf-8') as f:
            wanted |= harvest(f.read())
    for decl in decls:
        if decl.kind not in ('MODULE_INIT', 'TYPE', 'LOOSE'):
            wanted.add(decl.name or decl.owner)
        if decl.kind in ('METHOD', 'STATICMETHOD', 'CLASSMETHOD', 'FUNCTION', 'SPECIAL'):
            where = '%s:%d' % (decl.file, decl.line)
            wanted |= set(d.parse_signature(decl.text, where).names)
    types = [decl.owner for decl in decls if decl.kind == 'TYPE'] + exception_names('src/object/error.h')
    idents = {ident: fixed.get(ident, ident) for ident in wanted | set(fixed)}
    type_idents = {}
    for name in types:
        text = type_texts.get(name, name)
        if text not in idents.values() or idents.get(name) != text:
            idents.setdefault(identifier_of(text, idents), text)
        type_idents[name] = name if idents.get(name) == text else identifier_of(text, idents)
    for text in sorted(frozen_names(frozen)):
        idents.setdefault(identifier_of(text, idents), text)
    return idents, type_idents


def header_text(objects, aliases, type_idents):
    sizes = sorted({room(text.encode()) for text in objects.values()})
    out = ['/* Generated by tools/gen_names.py: the interned strs in flash. */',
           '#ifndef KK_GEN_NAMES_H', '#define KK_GEN_NAMES_H', '',
           '#include "base/compiler.h"', '',
           '/* Laid out as StrObj of object/names.h, with room for n bytes of text. */']
    for n in sizes:
        out.append('typedef struct %s { uintptr_t header; uint32_t hash; uint8_t at[%d]; } %s;' %
                   (STR_TYPE % n, n, STR_TYPE % n))
    out += ['typedef KkStr4 KkCharStr;', '',
            '/* The strs of one ASCII character, by character. */',
            'extern const KkCharStr kk_char_strs[128];', '',
            '/* The others: one behind the other in kk_rom_names, by bucket, which is (hash >> 16) * buckets >> 16. The',
            ' * halfwords of starts say in words where each bucket begins, and the last where all end. */',
            'extern const uintptr_t kk_rom_names_count;',
            'extern const uint8_t kk_rom_names[];',
            'extern const uint32_t kk_rom_names_starts[], kk_rom_names_buckets;', '']
    for ident, text in sorted(objects.items()):
        out.append('extern const %s kk_name_%s;' % (STR_TYPE % room(text.encode()), ident))
    for ident, target in sorted(aliases.items()):
        out.append('#define kk_name_%s %s' % (ident, target))
    out += ['', '/* What Python calls the type kk_type_<identifier>. */']
    for name, ident in sorted(type_idents.items()):
        out.append('extern const %s kk_typename_%s;' % (STR_TYPE % room(objects[ident].encode()), name))
    return '\n'.join(out + ['', '#endif', ''])


def size_of(text, word):
    """Bytes of the object with this text, whose parts are aligned to words of so many bytes."""
    return word + 4 + room(text.encode()) + word - 1 & -word


def hash_table(objects, word):
    """(identifiers by bucket, where each bucket begins and the last ends)."""
    entries = sorted((str_hash(text.encode()), ident) for ident, text in objects.items())
    # Two names in a bucket: fewer bytes than an open table, and shorter searches than in a full one.
    buckets = [[] for _ in range(len(entries) // 2 + 1)]
    for value, ident in entries:
        buckets[(value >> 16) * len(buckets) >> 16].append(ident)
    starts = [0]
    for bucket in buckets:
        starts.append(starts[-1] + sum(size_of(objects[ident], word) for ident in bucket) // word)
    if starts[-1] > 0xFFFF:
        raise d.SourceError('there are too many names')
    return [ident for bucket in buckets for ident in bucket], starts


def source_text(objects, type_idents, word):
    """Only as parts of one struct do the names lie in a row; the assembler gives each its symbol."""
    order, starts = hash_table(objects, word)
    out = ['/* Generated by tools/gen_names.py: the interned strs in flash. */',
           '#include "object/names.h"', '#include "object/declare.h"', '',
           'extern const struct Names {']
    out += ['    KkStr%d %s;' % (room(objects[ident].encode()), 's_' + ident) for ident in order]
    out += ['} kk_rom_names_all;',
            '_Static_assert(sizeof kk_rom_names_all == %d, "the names are as gen_names.py thinks");' % (starts[-1] * word), '',
            '#define STR(n, hash, text) {KK_HEADER(KIND_STR, n), (hash) | STR_INTERNED, text}', '',
            'const struct Names kk_rom_names_all = {']
    offsets, at = {}, 0
    for ident in order:
        data = objects[ident].encode()
        flag = '' if data.isascii() else ' | STR_NOT_ASCII'
        out.append('    STR(%d, 0x%08xu%s, %s),' % (len(data), str_hash(data), flag, c_string(data)))
        offsets[ident] = at
        at += size_of(objects[ident], word)
    symbols = [('kk_rom_names', 0)] + [('kk_name_' + ident, offsets[ident]) for ident in order]
    symbols += [('kk_typename_' + name, offsets[ident]) for name, ident in sorted(type_idents.items())]
    out += ['};', '', '#define SYMBOL(name, at) \\',
            '    __asm__(".globl " #name "\\n.set " #name ", kk_rom_names_all + " #at);']
    out += ['SYMBOL(%s, %d)' % symbol for symbol in symbols]
    out += ['', '#define CHAR(hash, text) {KK_HEADER(KIND_STR, 1), (hash) | STR_INTERNED, text}',
            'const KkCharStr kk_char_strs[128] = {']
    out += ['    CHAR(0x%08xu, %s),' % (str_hash(bytes([c])), c_string(bytes([c]))) for c in range(128)]
    out += ['};', '', 'const uintptr_t kk_rom_names_count = %d;' % (len(order) + 128),
            'const uint32_t kk_rom_names_buckets = %d;' % (len(starts) - 1),
            'const uint32_t kk_rom_names_starts[] = {']
    starts += [0] * (len(starts) % 2)
    out += ['    0x%xu,' % (low | high << 16) for low, high in zip(starts[::2], starts[1::2])]
    return '\n'.join(out + ['};', ''])


def places(objects, aliases, word):
    """{identifier: place in kk_rom_names, in words} of all names but those of one character."""
    order, _ = hash_table(objects, word)
    out, at = {}, 0
    for ident in order:
        out[ident] = at
        at += size_of(objects[ident], word) // word
    for ident, target in aliases.items():
        if target.startswith('kk_name_'):
            out[ident] = out[target[len('kk_name_'):]]
    return out


def resolve(sources, frozen):
    """({identifier: text} of the objects, {identifier: object} of the others, {type identifier: identifier})."""
    headers = sorted(glob.glob('src/**/*.h', recursive=True) + glob.glob('include/*.h'))
    idents, type_idents = collect(sources, headers, frozen)
    objects, aliases, by_text = {}, {}, {}
    for ident, text in sorted(idents.items(), key=lambda item: (item[0] != item[1], item[0])):
        if char_of(text) is not None:
            aliases[ident] = 'kk_char_strs[%d]' % char_of(text)
        elif text in by_text:
            aliases[ident] = 'kk_name_' + by_text[text]
        else:
            objects[ident] = text
            by_text[text] = ident
    return objects, aliases, {name: by_text[idents[ident]] for name, ident in type_idents.items()}


def main(argv):
    out_dir, word = argv[1], int(argv[2]) // 8
    objects, aliases, type_idents = resolve(argv[4:], argv[3])
    d.write_if_changed(os.path.join(out_dir, 'names.h'), header_text(objects, aliases, type_idents))
    d.write_if_changed(os.path.join(out_dir, 'names.c'), source_text(objects, type_idents, word))


if __name__ == '__main__':
    try:
        main(sys.argv)
    except d.SourceError as error:
        sys.exit(str(error))
