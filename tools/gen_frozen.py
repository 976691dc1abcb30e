#!/usr/bin/env python3
"""Writes frozen.c: Python modules as objects in flash, executed in place.

usage: gen_frozen.py OUT_DIR WORD_BITS LIMB_BITS FROZEN_DIR|- SOURCE...

FROZEN_DIR holds the code files that tools/freeze.py made. What is an int or float in them becomes an
object of the target here, whose words have WORD_BITS bits and whose limbs have LIMB_BITS. Interned strs are
those of names.c, which gen_names.py made from the same arguments.
"""
import math
import os
import struct
import sys

import codefile
import declarations as d
import gen_names
import gen_tables
import lazy


HANDLERS = 1024  # CODE_HANDLERS in src/object/code.h


class Writer:
    def __init__(self, word_bits, limb_bits, name_of):
        self.word_bits, self.limb_bits, self.name_of = word_bits, limb_bits, name_of
        self.out, self.known, self.lines = [], {}, True

    def object(self, key, kind, text):
        """Defines an object, unless there is one like it: its address as a Value."""
        if key not in self.known:
            name = 'frozen_%d' % len(self.known)
            self.known[key] = name
            self.out.append('static const %s %s = %s;' % (kind, name, text))
        return 'KK_REF(&%s)' % self.known[key]

    def struct(self, fields):
        return 'struct { %s }' % ' '.join('%s;' % field for field in fields)

    def bytes(self, data):
        return gen_names.c_string(data) if data else '{0}'

    def value(self, v):
        fixed = {None: 'kk_none', True: 'kk_true', False: 'kk_false', Ellipsis: 'kk_ellipsis'}
        if v is codefile.Unset:
            return 'KK_UNSET'
        if v is None or v is Ellipsis or isinstance(v, bool):
            return fixed[v]
        if isinstance(v, int):
            return self.int(v)
        if isinstance(v, float):
            return self.float(v)
        if isinstance(v, complex):
            return self.object(('complex', repr(v)), 'ComplexObj', '{(uintptr_t)&kk_type_complex, %s, %s}' % (
                self.c_float(v.real), self.c_float(v.imag)))
        if isinstance(v, str):
            return self.str(v)
        if isinstance(v, bytes):
            return self.object(('bytes', v), self.struct(['uintptr_t header', 'uint8_t at[%d]' % gen_names.room(v)]),
                               '{KK_HEADER(KIND_BYTES, %d), %s}' % (len(v), self.bytes(v)))
        if isinstance(v, codefile.Code):
            return self.code(v)
        return self.tuple(v)

    def int(self, v):
        limit = 1 << self.word_bits - 3
        if -limit <= v < limit:
            return 'KK_INT(%d)' % v
        mask, magnitude, limbs = (1 << self.limb_bits) - 1, abs(v), []
        while magnitude:
            limbs.append(magnitude & mask)
            magnitude >>= self.limb_bits
        # Whole 32-bit units, as int.h wants them.
        room = len(limbs) + (len(limbs) & 1 if self.limb_bits == 16 else 0)
        return self.object(('int', v), self.struct(['uintptr_t header', 'Limb at[%d]' % room]),
                           '{KK_HEADER(KIND_INT, %d), {%s}}' % (
                               len(limbs) << 1 | (v < 0), ', '.join('0x%x' % limb for limb in limbs)))

    @staticmethod
    def c_float(x):
        if math.isnan(x):
            return '(KkFloat)NAN'
        return '%s(KkFloat)INFINITY' % ('-' if x < 0 else '') if math.isinf(x) else '(KkFloat)%s' % x.hex()

    def float(self, x):
        word = gen_tables.float_word(x, self.word_bits)
        if word & 2:
            return '(Value)0x%xu%s' % (word, '' if self.word_bits == 32 else 'll')
        return self.object(('float', word), 'FloatObj', '{KK_HEADER(KIND_FLOAT, 0), %s}' % self.c_float(x))

    def str(self, v):
        name = self.name_of(v)
        if name is not None:
            return name
        data = v.encode('utf-8', 'surrogatepass')
        flags = '' if data.isascii() else ' | STR_NOT_ASCII'
        return self.object(('str', v), self.struct(['uintptr_t header', 'uint32_t hash', 'uint8_t at[%d]' % gen_names.room(data)]),
                           '{KK_HEADER(KIND_STR, %d), 0x%08xu%s, %s}' % (
                               len(data), gen_names.str_hash(data), flags, self.bytes(data)))

    def tuple(self, items):
        texts = [self.value(item) for item in items]
        if not texts:
            return self.object(('tuple',), self.struct(['uintptr_t header']), '{KK_HEADER(KIND_TUPLE, 0)}')
        return self.object(('tuple',) + tuple(texts), self.struct(['uintptr_t header', 'Value at[%d]' % len(texts)]),
                           '{KK_HEADER(KIND_TUPLE, %d), {%s}}' % (len(texts), ', '.join(texts)))

    def code(self, c):
        head = [self.value(c.name), self.value(c.scope), self.value(c.filename)]
        consts = [self.value(v) for v in c.consts]
        handlers = [len(c.handlers) // 2] + c.handlers if c.handlers else []
        lines = c.lines + bytes(-len(c.lines) % 4) if self.lines else b''
        rest = handlers + list(struct.unpack('<%dI' % (len(lines) // 4), lines))
        words = c.ops + rest
        half, shift = self.word_bits // 2, 40 if self.word_bits == 64 else 16
        numbers = (c.params, c.frame | (HANDLERS << 16 if handlers else 0), len(c.ops) | len(consts) << half,
                   c.sizes & 0xFFFF | len(rest) << shift)
        fields = ['uintptr_t header', 'Value name, scope, filename', 'uintptr_t params, frame, counts, sizes']
        fields += ['Value consts[%d]' % len(consts)] if consts else []
        fields += ['uint32_t raw[%d]' % len(words)] if words else []
        parts = ['(uintptr_t)&kk_type_code'] + head
        parts += ['0x%x%s' % (n, 'u' if n < 1 << 32 else 'ull') for n in numbers]
        parts += ['{%s}' % ', '.join(consts)] if consts else []
        parts += ['{%s}' % ', '.join('0x%xu' % word for word in words)] if words else []
        return self.object(('code', len(self.known)), self.struct(fields), '{%s}' % ', '.join(parts))


def main(argv):
    out_dir, word_bits, limb_bits, frozen, sources = argv[1], int(argv[2]), int(argv[3]), argv[4], argv[5:]
    objects, aliases, _ = gen_names.resolve(sources, frozen)
    by_text = {text: 'KK_N(%s)' % ident for ident, text in objects.items()}
    by_text.update({chr(i): 'KK_CHAR(%d)' % i for i in range(128)})
    writer = Writer(word_bits, limb_bits, by_text.get)
    rows = []
    for name, package, writer.lines in gen_names.frozen_index(frozen):
        slots, code = codefile.read(os.path.join(frozen, name + '.kkc'))
        code, later = lazy.split(slots, code)
        body, pairs, made = writer.code(code), [], {}
        for one, part in later:
            if id(part) not in made:
                made[id(part)] = writer.value(part)
            pairs += [writer.str(one), made[id(part)]]
        if pairs:
            writer.out.append('static const Value lazy_%d[] = {%s};' % (len(rows), ', '.join(pairs)))
        writer.out.append('static const Value slots_%d[] = {%s};' % (len(rows), ', '.join(writer.value(s) for s in slots)))
        rows.append('    {%s, %s, %d, slots_%d, %d, %s, %d},' % (
            writer.str(name), body, package, len(rows), len(slots), 'lazy_%d' % len(rows) if pairs else 'NULL', len(pairs) // 2))
    text = ['/* Generated by tools/gen_frozen.py: the Python modules in flash. */', '#include <math.h>', '',
            '#include "object/code.h"', '#include "object/declare.h"', '#include "object/func.h"',
            '#include "object/names.h"', '#include "types/int/int.h"', '#include "types/number.h"', '']
    text += writer.out + ['', 'const FrozenModule kk_frozen_modules[] = {'] + rows
    text += ['    {KK_UNSET, KK_UNSET, 0, NULL, 0, NULL, 0}', '};', '']
    d.write_if_changed(os.path.join(out_dir, 'frozen.c'), '\n'.join(text))


if __name__ == '__main__':
    try:
        main(sys.argv)
    except (d.SourceError, ValueError) as error:
        sys.exit('gen_frozen.py: %s' % error)
