/*
 * replace.c: replacing parts of a str, bytes or bytearray.
 *
 * Two passes: the first counts, so that the second fills an object of the right size.
 *
 * Layer: types.   Tests: tests/types/str/replace.py, tests/types/bytes/replace.py.
 */
#include "base/utf8.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

/* Occurrences of old in text, at most limit. An empty text stands before each character and at the
 * end. */
static size_t count_up_to(Text text, Span old, size_t limit)
{
    size_t n;
    if (old.len == 0) {
        n = kk_pieces_length(text) + 1;
    } else {
        if (limit == SIZE_MAX)
            return kk_bytes_count(text.span, old);
        Span rest = text.span;
        const uint8_t *hit;
        for (n = 0; n < limit && (hit = kk_bytes_find(rest, old)) != NULL; n++)
            rest = kk_span_skip(rest, (size_t)(hit - rest.at) + old.len);
    }
    return n < limit ? n : limit;
}

static uint8_t *put(uint8_t *to, Span part)
{
    kk_bytes_copy(to, part.at, part.len);
    return to + part.len;
}

/* Writes text with `new` before each of its first n characters (or at the end). */
static void fill_between(uint8_t *to, Text text, Span new, size_t n)
{
    Span rest = text.span;
    for (; n > 0; n--) {
        to = put(to, new);
        if (rest.len == 0)
            break;
        size_t size = text.ascii ? 1 : kk_utf8_size(kk_rom_byte(rest.at));
        to = put(to, kk_span_cut(rest, 0, size));
        rest = kk_span_skip(rest, size);
    }
    put(to, rest);
}

static void fill_replaced(uint8_t *to, Span rest, Span old, Span new, size_t n)
{
    for (; n > 0; n--) {
        const uint8_t *hit = kk_bytes_find(rest, old);
        size_t before = (size_t)(hit - rest.at);
        to = put(to, kk_span_cut(rest, 0, before));
        to = put(to, new);
        rest = kk_span_skip(rest, before + old.len);
    }
    put(to, rest);
}

/* The text with the first count (< 0: all) occurrences of old replaced by new. */
KK_METHOD(str, replace, "(old, new, count=-1, /)")
KK_METHOD(bytes, replace, "(old, new, count=-1, /)")
KK_METHOD(bytearray, replace, "(old, new, count=-1, /)")
Value kk_str_replace(Vm *vm, Value self, Args args)
{
    Span old, new;
    intptr_t count = -1;
    if (args.n > 2 && !kk_index(vm, args.pos[2], &count))
        return KK_ERROR;
    if (!kk_pieces_named_arg(vm, self, args.pos[0], "replace() argument 1", &old) ||
        !kk_pieces_named_arg(vm, self, args.pos[1], "replace() argument 2", &new))
        return KK_ERROR;
    Text text = kk_pieces_text(self);
    size_t n = count_up_to(text, old, count < 0 ? SIZE_MAX : (size_t)count);
    if (n == 0)
        return kk_pieces_part(vm, self, text.span);

    size_t kept = text.span.len - n * old.len, size;
    if (__builtin_mul_overflow(n, new.len, &size) || __builtin_add_overflow(size, kept, &size))
        return kk_raise(vm, KK_OverflowError, "replace %s is too long",
                        kk_str_is(self) ? "string" : "bytes");
    uint8_t *to;
    Value result = kk_pieces_alloc(vm, self, size, &to);
    if (result == KK_ERROR || size == 0)
        return result;
    if (old.len == 0)
        fill_between(to, text, new, n);
    else
        fill_replaced(to, text.span, old, new, n);
    kk_pieces_done(result);
    return result;
}

/* The text with tabs replaced by blanks up to columns that are multiples of tabsize. */
KK_METHOD(str, expandtabs, "(tabsize=8)")
KK_METHOD(bytes, expandtabs, "(tabsize=8)")
KK_METHOD(bytearray, expandtabs, "(tabsize=8)")
Value kk_str_expandtabs(Vm *vm, Value self, Args args)
{
    intptr_t tab = 8;
    Value tabsize = kk_arg(args, 0, KK_UNSET);
    if (tabsize != KK_UNSET && !kk_index(vm, tabsize, &tab))
        return KK_ERROR;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Text text = kk_pieces_text(self);
    size_t column = 0;
    for (size_t i = 0; i < text.span.len; i++) {
        uint8_t c = kk_rom_byte(text.span.at + i);
        if (c == '\t') {
            size_t blanks = tab <= 0 ? 0 : (size_t)tab - column % (size_t)tab;
            if (!kk_strbuf_add_fill(&b, ' ', blanks))
                return KK_ERROR;
            column += blanks;
            continue;
        }
        if (!kk_strbuf_add_byte(&b, c))
            return KK_ERROR;
        if (c == '\n' || c == '\r')
            column = 0;
        else if (text.ascii || (c & 0xC0) != 0x80)
            column++;
    }
    return kk_str_is(self) ? kk_strbuf_finish(&b) : kk_pieces_new(vm, self, kk_strbuf_span(&b));
}
