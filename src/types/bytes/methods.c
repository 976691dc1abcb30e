/*
 * methods.c: the methods that bytes and bytearray share: decode hex fromhex join translate
 * maketrans.
 *
 * Layer: types.   Tests: tests/types/bytes/.
 */
#include "base/limbs.h"
#include "base/utf8.h"
#include "types/bytes/shared.h"
#include "types/codec.h"
#include "types/list.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

/* The str that the bytes spell in an encoding. */
KK_METHOD(bytes, decode, "(encoding='utf-8', errors='strict')")
KK_METHOD(bytearray, decode, "(encoding='utf-8', errors='strict')")
Value kk_bytes_decode(Vm *vm, Value self, Args args)
{
    Value encoding = kk_arg(args, 0, KK_UNSET), errors = kk_arg(args, 1, KK_UNSET);
    if (!kk_str_codec_arg(vm, encoding, "decode", "encoding") ||
        !kk_str_codec_arg(vm, errors, "decode", "errors"))
        return KK_ERROR;
    return kk_codec_decode(vm, kk_pieces_text(self).span, encoding, errors);
}

/* The digits of n bytes: without a condition, for a compiler that makes 16 at a time. */
static void hex_all(uint8_t *to, const uint8_t *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t high = from[i] >> 4, low = from[i] & 15;
        to[2 * i] = (uint8_t)(high + '0' + (high > 9) * ('a' - '0' - 10));
        to[2 * i + 1] = (uint8_t)(low + '0' + (low > 9) * ('a' - '0' - 10));
    }
}

/* The separator of hex(): one ASCII character as a str or bytes. */
KK_MUST_CHECK static bool separator_arg(Vm *vm, Value v, uint8_t *sep)
{
    Value str = kk_as_kind(v, KIND_STR);
    Span text;
    if (str != KK_UNSET)
        text = kk_str_span(str);
    else if (!kk_bytes_like(v, &text))
        return kk_raise_false(vm, KK_TypeError, "sep must be str or bytes.");
    if ((str != KK_UNSET ? kk_str_length(str) : text.len) != 1)
        return kk_raise_false(vm, KK_ValueError, "sep must be length 1.");
    *sep = kk_rom_byte(text.at);
    if (*sep >= 0x80)
        return kk_raise_false(vm, KK_ValueError, "sep must be ASCII.");
    return true;
}

static uint8_t hex_digit(unsigned digit)
{
    return (uint8_t)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}

/* Each byte as two hexadecimal digits, with separators between groups of bytes_per_sep bytes. */
KK_METHOD(bytes, hex, "(sep=None, bytes_per_sep=1)")
KK_METHOD(bytearray, hex, "(sep=None, bytes_per_sep=1)")
KK_METHOD(memoryview, hex, "(sep=None, bytes_per_sep=1)")
Value kk_bytes_hex(Vm *vm, Value self, Args args)
{
    uint8_t sep = 0;
    intptr_t group = 1;
    Value sep_arg = kk_arg(args, 0, KK_UNSET), group_arg = kk_arg(args, 1, KK_UNSET);
    if (group_arg != KK_UNSET && !kk_index(vm, group_arg, &group))
        return KK_ERROR;
    if (sep_arg != KK_UNSET && !separator_arg(vm, sep_arg, &sep))
        return KK_ERROR;
    Buffer content;
    if (!kk_buffer_arg(vm, self, &content)) {
        /* A view whose items lie apart. */
        if (!kk_pending_clear(vm, KK_BufferError))
            return KK_ERROR;
        self = kk_call_method(vm, self, KK_N(tobytes), NULL, 0);
        if (self == KK_ERROR || !kk_buffer_arg(vm, self, &content))
            return KK_ERROR;
    }
    size_t n = content.len;
    if (sep_arg == KK_UNSET || group == 0 || n == 0)
        group = INTPTR_MAX;
    size_t each = group < 0 ? (size_t)0 - (size_t)group : (size_t)group;
    size_t seps = n == 0 ? 0 : (n - 1) / each;
    if (n > KK_LEN_MAX / 4)
        return kk_raise_memory(vm);
    if (n == 0)
        return KK_N(empty);
    Value str = kk_str_alloc(vm, 2 * n + seps);
    if (str == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(StrObj, str)->at;
    size_t left = group < 0 ? each : n - seps * each; /* of the group; groups count from the left or the right */
    if (KK_WORD_BITS == 64 && seps == 0) {
        hex_all(to, content.at, n);
        return str;
    }
    for (size_t i = 0; i < n; i++, left--) {
        if (left == 0) {
            *to++ = sep;
            left = each;
        }
        uint8_t byte = kk_rom_byte(content.at + i);
        *to++ = hex_digit(byte >> 4);
        *to++ = hex_digit(byte & 15);
    }
    return str;
}

/* The bytes that pairs of hexadecimal digits spell; white space between them is skipped. */
KK_CLASSMETHOD(bytes, fromhex, "(string, /)")
KK_CLASSMETHOD(bytearray, fromhex, "(string, /)")
Value kk_bytes_fromhex(Vm *vm, Value cls, Args args)
{
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    if (str == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "fromhex() argument must be str, not %T", args.pos[0]);
    Span text = kk_str_span(str);
    Value bytes = kk_bytes_alloc(vm, text.len / 2);
    if (bytes == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(BytesObj, bytes)->at;
    for (size_t i = 0; i < text.len;) {
        uint8_t c = kk_rom_byte(text.at + i);
        if (kk_is_byte_space(c)) {
            i++;
            continue;
        }
        unsigned high = kk_limbs_digit(c);
        unsigned low = i + 1 < text.len ? kk_limbs_digit(kk_rom_byte(text.at + i + 1)) : 16;
        if (high > 15 || low > 15) {
            size_t at = high > 15 ? i : i + 1;
            return kk_raise(vm, KK_ValueError,
                            "non-hexadecimal number found in fromhex() arg at position %zu",
                            kk_utf8_count((Span){text.at, at}));
        }
        *to++ = (uint8_t)(high << 4 | low);
        i += 2;
    }
    size_t n = (size_t)(to - KK_OBJ(BytesObj, bytes)->at);
    if (n < text.len / 2)
        bytes = kk_bytes_new(vm, (Span){KK_OBJ(BytesObj, bytes)->at, n});
    if (bytes == KK_ERROR || cls == KK_REF(&kk_type_bytes))
        return bytes;
    return kk_call1(vm, cls, bytes);
}

/* The parts with sep between them; *bad: the first that has no bytes. */
static Value join(Vm *vm, Value self, const Value *parts, size_t n, size_t *bad)
{
    Span sep = kk_pieces_text(self).span, part;
    size_t total = n == 0 ? 0 : sep.len * (n - 1);
    *bad = n;
    if (n > 1 && sep.len > KK_LEN_MAX / (n - 1))
        return kk_raise_memory(vm);
    for (size_t i = 0; i < n; i++) {
        if (!kk_shared_view(vm, parts[i], &part)) {
            *bad = i;
            return KK_ERROR;
        }
        if (part.len > KK_LEN_MAX - total)
            return kk_raise_memory(vm);
        total += part.len;
    }
    if (n == 1 && kk_bytes_is(self) && kk_bytes_is(parts[0]))
        return parts[0];
    uint8_t *to;
    Value result = kk_pieces_alloc(vm, self, total, &to);
    if (result == KK_ERROR || to == NULL)
        return result;
    for (size_t i = 0; i < n; i++) {
        if (i > 0) {
            kk_bytes_copy(to, sep.at, sep.len);
            to += sep.len;
        }
        if (!kk_shared_view(vm, parts[i], &part))
            part.len = 0;
        kk_bytes_copy(to, part.at, part.len);
        to += part.len;
    }
    return result;
}

/* The bytes-like objects of an iterable with these bytes between them. */
KK_METHOD(bytes, join, "(iterable_of_bytes, /)")
KK_METHOD(bytearray, join, "(iterable_of_bytes, /)")
Value kk_bytes_join(Vm *vm, Value self, Args args)
{
    Value iterable = args.pos[0];
    if (kk_type_of(iterable)->slots->iter == NULL &&
        kk_type_lookup(vm, kk_type_of(iterable), KK_N(__iter__)) == KK_UNSET &&
        kk_type_lookup(vm, kk_type_of(iterable), KK_N(__getitem__)) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "can only join an iterable");
    Value list = kk_as_kind(iterable, KIND_LIST);
    if (list == KK_UNSET) {
        list = kk_list_from_iterable(vm, iterable);
        if (list == KK_ERROR)
            return KK_ERROR;
    }
    const Value *parts = kk_list_items(list);
    size_t bad, n = kk_list_len(list);
    Value result = join(vm, self, parts, n, &bad);
    if (result == KK_ERROR && bad < n)
        kk_raise(vm, KK_TypeError, "sequence item %zu: expected a bytes-like object, %T found", bad,
                 parts[bad]);
    return result;
}

/* The bytes mapped by a table of 256 (None: left as they are), without those in delete. */
KK_METHOD(bytes, translate, "(table, /, delete=b'')")
KK_METHOD(bytearray, translate, "(table, /, delete=b'')")
Value kk_bytes_translate(Vm *vm, Value self, Args args)
{
    Span table = {NULL, 0}, drop = {NULL, 0};
    Value drop_arg = kk_arg(args, 1, KK_UNSET);
    if (args.pos[0] != kk_none && !kk_pieces_arg(vm, self, args.pos[0], &table))
        return KK_ERROR;
    if (args.pos[0] != kk_none && table.len != 256)
        return kk_raise(vm, KK_ValueError, "translation table must be 256 characters long");
    if (drop_arg != KK_UNSET && !kk_pieces_arg(vm, self, drop_arg, &drop))
        return KK_ERROR;
    uint32_t dropped[8] = {0};
    for (size_t i = 0; i < drop.len; i++) {
        uint8_t c = kk_rom_byte(drop.at + i);
        dropped[c >> 5] |= (uint32_t)1 << (c & 31);
    }
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Span text = kk_pieces_text(self).span;
    uint8_t *to = kk_strbuf_room(&b, text.len);
    if (to == NULL)
        return KK_ERROR;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = kk_rom_byte(text.at + i);
        if (dropped[c >> 5] >> (c & 31) & 1)
            continue;
        to[b.len++] = table.at != NULL ? kk_rom_byte(table.at + c) : c;
    }
    return kk_pieces_new(vm, self, kk_strbuf_span(&b));
}

/* A table for translate that maps each byte of the first argument to that of the second. */
KK_STATICMETHOD(bytes, maketrans, "(frm, to, /)")
KK_STATICMETHOD(bytearray, maketrans, "(frm, to, /)")
Value kk_bytes_maketrans(Vm *vm, Value type, Args args)
{
    Buffer from, to;
    if (!kk_buffer_arg(vm, args.pos[0], &from) || !kk_buffer_arg(vm, args.pos[1], &to))
        return KK_ERROR;
    if (from.len != to.len)
        return kk_raise(vm, KK_ValueError, "maketrans arguments must have same length");
    Value table = kk_bytes_alloc(vm, 256);
    if (table == KK_ERROR)
        return KK_ERROR;
    uint8_t *at = KK_OBJ(BytesObj, table)->at;
    for (unsigned i = 0; i < 256; i++)
        at[i] = (uint8_t)i;
    for (size_t i = 0; i < from.len; i++)
        at[kk_rom_byte(from.at + i)] = kk_rom_byte(to.at + i);
    return table;
}

/* The object itself, as bytes. */
KK_METHOD(bytes, __bytes__, "()")
Value kk_bytes_itself(Vm *vm, Value self, Args args)
{
    return self;
}
