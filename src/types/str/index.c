/*
 * index.c: str[key].
 *
 * In an ASCII str a character's index is its offset; in others characters are counted.
 *
 * Layer: types.   Tests: tests/types/str/index.py.
 */
#include "base/utf8.h"
#include "types/keywords.h"
#include "types/slice.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

static Value char_at(Vm *vm, Value str, size_t i)
{
    Span text = kk_str_span(str);
    if (kk_str_is_ascii(str))
        return KK_CHAR(kk_rom_byte(text.at + i));
    size_t offset = kk_utf8_offset(text, i);
    size_t size = kk_utf8_size(kk_rom_byte(text.at + offset));
    return kk_str_new(vm, kk_span_cut(text, offset, offset + size));
}

static Value slice_ascii(Vm *vm, Span text, const SliceRange *range)
{
    if (range->step == 1)
        return kk_pieces_ascii(vm, (Span){text.at + range->start, range->count});
    if (range->count <= 1)
        return range->count == 0 ? KK_N(empty) : KK_CHAR(kk_rom_byte(text.at + range->start));
    Value str = kk_str_alloc(vm, range->count);
    if (str == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(StrObj, str)->at;
    intptr_t at = range->start;
    for (size_t i = 0; i < range->count; i++, at += range->step)
        to[i] = kk_rom_byte(text.at + at);
    return str;
}

/* The start of the character n characters behind (n < 0: before) the one that starts at p. */
static const uint8_t *move(const uint8_t *p, intptr_t n)
{
    for (; n > 0; n--)
        p += kk_utf8_size(kk_rom_byte(p));
    for (; n < 0; n++) {
        do
            p--;
        while ((kk_rom_byte(p) & 0xC0) == 0x80);
    }
    return p;
}

static Value slice_any(Vm *vm, Span text, const SliceRange *range)
{
    if (range->count == 0)
        return KK_N(empty);
    size_t from = kk_utf8_offset(text, (size_t)range->start);
    if (range->step == 1) {
        size_t len = kk_utf8_offset(kk_span_skip(text, from), range->count);
        return kk_str_new(vm, kk_span_cut(text, from, from + len));
    }
    StrBuf b;
    kk_strbuf_init(&b, vm);
    const uint8_t *p = text.at + from;
    for (size_t i = 0; i < range->count; i++) {
        if (i > 0)
            p = move(p, range->step);
        if (!kk_strbuf_add(&b, (Span){p, kk_utf8_size(kk_rom_byte(p))}))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}

/* An end of a slice as an index into n characters. */
static size_t slice_end(Value v, size_t n, size_t absent)
{
    if (v == kk_none)
        return absent;
    intptr_t i = kk_smallint_get(v), len = (intptr_t)n;
    if (i < 0)
        i = i + len < 0 ? 0 : i + len;
    return i > len ? n : (size_t)i;
}

Value kk_str_slice(Vm *vm, Value str, Value start, Value stop)
{
    size_t n = kk_str_length(str);
    size_t from = slice_end(start, n, 0), to = slice_end(stop, n, n);
    Span text = kk_str_span(str);
    if (to <= from)
        return KK_N(empty);
    if (to - from == n)
        return str;
    if (kk_str_is_ascii(str))
        return kk_pieces_ascii(vm, kk_span_cut(text, from, to));
    size_t begin = kk_utf8_offset(text, from);
    size_t len = kk_utf8_offset(kk_span_skip(text, begin), to - from);
    return kk_str_new(vm, kk_span_cut(text, begin, begin + len));
}

Value kk_str_getitem(Vm *vm, Value str, Value key)
{
    if (KK_LIKELY(kk_smallint_is(key) && kk_str_is_ascii(str))) {
        intptr_t at = kk_smallint_get(key), len = (intptr_t)kk_len_of(str);
        at += at < 0 ? len : 0;
        if (KK_LIKELY((size_t)at < (size_t)len))
            return KK_CHAR(kk_rom_byte(KK_OBJ(StrObj, str)->at + at));
    }
    if (kk_slice_is(key)) {
        SliceRange range;
        size_t n = kk_str_length(str);
        if (!kk_slice_resolve(vm, key, n, &range))
            return KK_ERROR;
        if (range.step == 1 && range.count == n)
            return str;
        Span text = kk_str_span(str);
        return kk_str_is_ascii(str) ? slice_ascii(vm, text, &range) : slice_any(vm, text, &range);
    }
    if (!kk_keywords_has_index(vm, key))
        return kk_raise(vm, KK_TypeError, "string indices must be integers, not '%T'", key);
    size_t i;
    if (!kk_sequence_index(vm, key, kk_str_length(str), "string index out of range", &i))
        return KK_ERROR;
    return char_at(vm, str, i);
}
