/*
 * split.c: taking a str, bytes or bytearray apart: split rsplit splitlines.
 *
 * Splitting at a separator counts first, so that the list is made with its final size.
 *
 * Layer: types.   Tests: tests/types/str/split.py, tests/types/bytes/split.py.
 */
#include "base/utf8.h"
#include "types/list.h"
#include "types/str/chars.h"
#include "types/str/pieces.h"
#include "types/str/str.h"

/* Appends part, which lies in self, to list as a new object of self's type. */
KK_MUST_CHECK static bool append_part(Vm *vm, Value list, Value self, Span part)
{
    Value piece = kk_pieces_part(vm, self, part);
    return piece != KK_ERROR && kk_list_append(vm, list, piece);
}

/* Splits at each occurrence of sep from the left, at most limit times. */
KK_MUST_CHECK static bool split_at(Vm *vm, Value list, Value self, Span rest, Span sep,
                                   size_t limit)
{
    for (; limit > 0; limit--) {
        const uint8_t *hit = kk_bytes_find(rest, sep);
        if (hit == NULL)
            break;
        size_t len = (size_t)(hit - rest.at);
        if (!append_part(vm, list, self, kk_span_cut(rest, 0, len)))
            return false;
        rest = kk_span_skip(rest, len + sep.len);
    }
    return append_part(vm, list, self, rest);
}

#define EACH_BYTE(b) (~(uint64_t)0 / 0xFF * (b))

/* How many bytes of text, from its start on, are not c; eight at a time, what is left over is not looked at. */
static size_t pass_others(Span text, uint8_t c)
{
    size_t i = 0;
    for (; text.len - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, text.at + i, 8);
        word ^= EACH_BYTE(c);
        word = (word - EACH_BYTE(1)) & ~word & EACH_BYTE(0x80);
        if (word != 0)
            return i + (size_t)__builtin_ctzll(word) / 8;
    }
    return i;
}

/*
 * The same for an ASCII str, a separator of one byte and no limit, which is most of what programs
 * split: the list has room for all pieces already.
 */
KK_MUST_CHECK static bool split_ascii(Vm *vm, Value list, Span text, uint8_t sep, size_t pieces)
{
    Value *items = kk_list_items(list);
    size_t at = 0, end = 0;
    for (size_t i = 0; i < pieces; i++, at = ++end) {
        if (KK_WORD_BITS == 64)
            end += pass_others(kk_span_skip(text, end), sep);
        while (end < text.len && kk_rom_byte(text.at + end) != sep)
            end++;
        items[i] = kk_pieces_ascii(vm, kk_span_cut(text, at, end));
        if (items[i] == KK_ERROR)
            return false;
    }
    KK_OBJ(ListObj, list)->header = KK_HEADER(KIND_LIST, pieces);
    return true;
}

/* The same from the right: the pieces stand in list last first. */
KK_MUST_CHECK static bool rsplit_at(Vm *vm, Value list, Value self, Span rest, Span sep,
                                    size_t limit)
{
    for (; limit > 0; limit--) {
        const uint8_t *hit = kk_bytes_rfind(rest, sep);
        if (hit == NULL)
            break;
        size_t len = (size_t)(hit - rest.at);
        if (!append_part(vm, list, self, kk_span_skip(rest, len + sep.len)))
            return false;
        rest.len = len;
    }
    return append_part(vm, list, self, rest);
}

/* White space of ASCII text, or of bytes. */
KK_INLINE bool is_space(Text text, uint32_t c)
{
    return c == ' ' || c - 9 < 5 || (c - 0x1C < 4 && text.is_str);
}

/* The bytes at the start (end) of text that are white space, or that are not. */
static size_t run_at_start(Text text, bool space)
{
    size_t total = text.span.len, size;
    for (; text.span.len > 0; text.span = kk_span_skip(text.span, size)) {
        uint32_t c = kk_pieces_first(text, &size);
        if (kk_pieces_is_space(c, text.is_str) != space)
            break;
    }
    return total - text.span.len;
}

static size_t run_at_end(Text text, bool space)
{
    size_t total = text.span.len, size;
    for (; text.span.len > 0; text.span.len -= size) {
        uint32_t c = kk_pieces_last(text, &size);
        if (kk_pieces_is_space(c, text.is_str) != space)
            break;
    }
    return total - text.span.len;
}

/* The same for bytes and an ASCII str. */
KK_MUST_CHECK static bool split_words_ascii(Vm *vm, Value list, Value self, Text all, size_t limit)
{
    Span text = all.span;
    for (size_t at = 0, start;; limit--) {
        while (at < text.len && is_space(all, kk_rom_byte(text.at + at)))
            at++;
        if (at == text.len)
            return true;
        if (limit == 0)
            return append_part(vm, list, self, kk_span_skip(text, at));
        for (start = at; at < text.len && !is_space(all, kk_rom_byte(text.at + at));)
            at++;
        if (!append_part(vm, list, self, kk_span_cut(text, start, at)))
            return false;
    }
}

KK_MUST_CHECK static bool split_words(Vm *vm, Value list, Value self, size_t limit)
{
    Text text = kk_pieces_text(self);
    if (text.ascii)
        return split_words_ascii(vm, list, self, text, limit);
    text.span = kk_span_skip(text.span, run_at_start(text, true));
    for (; text.span.len > 0 && limit > 0; limit--) {
        size_t len = run_at_start(text, false);
        if (!append_part(vm, list, self, kk_span_cut(text.span, 0, len)))
            return false;
        text.span = kk_span_skip(text.span, len);
        text.span = kk_span_skip(text.span, run_at_start(text, true));
    }
    if (text.span.len == 0)
        return true;
    return append_part(vm, list, self, text.span);
}

KK_MUST_CHECK static bool rsplit_words(Vm *vm, Value list, Value self, size_t limit)
{
    Text text = kk_pieces_text(self);
    text.span.len -= run_at_end(text, true);
    for (; text.span.len > 0 && limit > 0; limit--) {
        size_t len = run_at_end(text, false);
        if (!append_part(vm, list, self, kk_span_skip(text.span, text.span.len - len)))
            return false;
        text.span.len -= len;
        text.span.len -= run_at_end(text, true);
    }
    if (text.span.len == 0)
        return true;
    return append_part(vm, list, self, text.span);
}

static void reverse(Value list)
{
    size_t n = kk_list_len(list);
    Value *items = kk_list_items(list);
    for (size_t i = 0; i < n / 2; i++) {
        Value other = items[n - 1 - i];
        items[n - 1 - i] = items[i];
        items[i] = other;
    }
}

static Value split(Vm *vm, Value self, Args args, bool right)
{
    Value sep_arg = kk_arg(args, 0, kk_none);
    Value limit_arg = kk_arg(args, 1, KK_UNSET);
    intptr_t n = -1;
    if (limit_arg != KK_UNSET && !kk_index(vm, limit_arg, &n))
        return KK_ERROR;
    size_t limit = n < 0 ? SIZE_MAX : (size_t)n;
    if (sep_arg == kk_none) {
        Value words = kk_list_new(vm, KK_WORD_BITS == 64 ? 11 : 0);
        if (words == KK_ERROR)
            return KK_ERROR;
        if (!(right ? rsplit_words : split_words)(vm, words, self, limit))
            return KK_ERROR;
        if (right)
            reverse(words);
        return words;
    }
    Span sep;
    if (kk_str_is(self) && kk_as_kind(sep_arg, KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "must be str or None, not %T", sep_arg);
    if (!kk_pieces_arg(vm, self, sep_arg, &sep))
        return KK_ERROR;
    if (sep.len == 0)
        return kk_raise(vm, KK_ValueError, "empty separator");
    Span text = kk_pieces_text(self).span;
    size_t cuts = limit == 0 ? 0 : kk_bytes_count(text, sep);
    Value list = kk_list_new(vm, (cuts < limit ? cuts : limit) + 1);
    if (list == KK_ERROR)
        return KK_ERROR;
    if (cuts > 0 && cuts <= limit && sep.len == 1 && kk_str_is(self) && kk_str_is_ascii(self))
        return split_ascii(vm, list, text, kk_rom_byte(sep.at), cuts + 1) ? list : KK_ERROR;
    if (!(right ? rsplit_at : split_at)(vm, list, self, text, sep, limit))
        return KK_ERROR;
    if (right)
        reverse(list);
    return list;
}

/* The parts between separators (None: runs of white space), as a list. */
KK_METHOD(str, split, "(sep=None, maxsplit=-1)")
KK_METHOD(bytes, split, "(sep=None, maxsplit=-1)")
KK_METHOD(bytearray, split, "(sep=None, maxsplit=-1)")
Value kk_str_split(Vm *vm, Value self, Args args)
{
    return split(vm, self, args, false);
}

/* As split, but counts maxsplit from the right. */
KK_METHOD(str, rsplit, "(sep=None, maxsplit=-1)")
KK_METHOD(bytes, rsplit, "(sep=None, maxsplit=-1)")
KK_METHOD(bytearray, rsplit, "(sep=None, maxsplit=-1)")
Value kk_str_rsplit(Vm *vm, Value self, Args args)
{
    return split(vm, self, args, true);
}

static bool ends_line(uint32_t c, bool is_str)
{
    if (c == '\n' || c == '\r')
        return true;
    return is_str && (c - 0x0B < 2 || c - 0x1C < 3 || c == 0x85 || c - 0x2028 < 2);
}

/* Of the bytes that are surely no end of a line, from the start of text on: so many of them, eight at a time. */
static size_t pass_plain(Span text)
{
    size_t i = 0;
    for (; text.len - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, text.at + i, 8);
        if (((word - EACH_BYTE(0x1F)) & EACH_BYTE(0x80)) != 0 || (word & EACH_BYTE(0x80)) != 0)
            break;
    }
    return i;
}

/* The length of the first line of text (not empty), with its end; *end: the bytes of that end. */
static size_t first_line(Text text, size_t *end)
{
    size_t i = 0;
    *end = 0;
    while (i < text.span.len) {
        size_t size;
        if (KK_WORD_BITS == 64)
            i += pass_plain(kk_span_skip(text.span, i));
        if (i == text.span.len)
            break;
        uint32_t byte = kk_rom_byte(text.span.at + i);
        /* No line ends with these. */
        if (byte > 0x1E && (byte < 0x80 || text.ascii)) {
            i++;
            continue;
        }
        Text rest = {kk_span_skip(text.span, i), text.is_str, text.ascii};
        uint32_t c = byte;
        size = 1;
        if (byte != '\n' && byte != '\r')
            c = kk_pieces_first(rest, &size);
        i += size;
        if (!ends_line(c, text.is_str))
            continue;
        if (c == '\r' && i < text.span.len && kk_rom_byte(text.span.at + i) == '\n') {
            i++;
            size++;
        }
        *end = size;
        break;
    }
    return i;
}

/* The lines, as a list, without their ends unless keepends. */
KK_METHOD(str, splitlines, "(keepends=False)")
KK_METHOD(bytes, splitlines, "(keepends=False)")
KK_METHOD(bytearray, splitlines, "(keepends=False)")
Value kk_str_splitlines(Vm *vm, Value self, Args args)
{
    bool keep = false;
    Value keepends = kk_arg(args, 0, KK_UNSET);
    if (keepends != KK_UNSET && !kk_truth(vm, keepends, &keep))
        return KK_ERROR;
    Value list = kk_list_new(vm, KK_WORD_BITS == 64 ? 11 : 0);
    if (list == KK_ERROR)
        return KK_ERROR;
    Text text = kk_pieces_text(self);
    while (text.span.len > 0) {
        size_t end, len = first_line(text, &end);
        if (!append_part(vm, list, self, kk_span_cut(text.span, 0, keep ? len : len - end)))
            return KK_ERROR;
        text.span = kk_span_skip(text.span, len);
    }
    return list;
}
