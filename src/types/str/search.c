/*
 * search.c: the methods of str, bytes and bytearray that look for a part: find index count
 * startswith endswith partition removeprefix and their mirror images.
 *
 * Everything compares bytes. A match between two valid UTF-8 texts always falls on character
 * boundaries; only indices into a text beyond ASCII have to be counted.
 *
 * Layer: types.   Tests: tests/types/str/find.py, tests/types/bytes/find.py.
 */
#include "base/utf8.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"
#include "types/str/pieces.h"
#include "types/str/str.h"
#include "types/tuple.h"

/*
 * What find, index and count look for: bytes objects also take the number of a byte, which is kept
 * in *byte.
 */
KK_MUST_CHECK static bool needle_arg(Vm *vm, Value self, Value v, uint8_t *byte, Span *needle)
{
    if (kk_str_is(self))
        return kk_pieces_arg(vm, self, v, needle);
    if (kk_bytes_like(v, needle))
        return true;
    if (kk_keywords_has_index(vm, v)) {
        *needle = (Span){byte, 1};
        return kk_byte_arg(vm, v, byte);
    }
    Buffer buffer;
    if (!kk_buffer_arg(vm, v, &buffer)) {
        if (kk_pending_clear(vm, KK_TypeError))
            kk_raise(vm, KK_TypeError,
                     "argument should be integer or bytes-like object, not '%T'", v);
        return false;
    }
    *needle = (Span){buffer.at, buffer.len};
    return true;
}

/* The index of the first (last) occurrence, -1 if there is none; false: an exception is pending. */
KK_MUST_CHECK static bool find(Vm *vm, Value self, Args args, bool last, intptr_t *index)
{
    uint8_t byte;
    Span needle;
    Window in;
    if (!needle_arg(vm, self, args.pos[0], &byte, &needle) ||
        !kk_pieces_window(vm, self, args, 1, &in))
        return false;
    *index = -1;
    if (in.outside)
        return true;
    Span hay = in.text.span;
    const uint8_t *hit = last ? kk_bytes_rfind(hay, needle) : kk_bytes_find(hay, needle);
    if (hit == NULL)
        return true;
    size_t before = (size_t)(hit - hay.at);
    if (!in.text.ascii)
        before = kk_utf8_count((Span){hay.at, before});
    *index = (intptr_t)(in.start + before);
    return true;
}

/* Where the first occurrence of a text begins within [start, end), or -1. */
KK_METHOD(str, find, "(sub, start=None, end=None, /)")
KK_METHOD(bytes, find, "(sub, start=None, end=None, /)")
KK_METHOD(bytearray, find, "(sub, start=None, end=None, /)")
Value kk_str_find(Vm *vm, Value self, Args args)
{
    intptr_t index;
    return find(vm, self, args, false, &index) ? kk_int_new(vm, index) : KK_ERROR;
}

/* Where the last occurrence of a text begins within [start, end), or -1. */
KK_METHOD(str, rfind, "(sub, start=None, end=None, /)")
KK_METHOD(bytes, rfind, "(sub, start=None, end=None, /)")
KK_METHOD(bytearray, rfind, "(sub, start=None, end=None, /)")
Value kk_str_rfind(Vm *vm, Value self, Args args)
{
    intptr_t index;
    return find(vm, self, args, true, &index) ? kk_int_new(vm, index) : KK_ERROR;
}

static Value found_index(Vm *vm, Value self, intptr_t index)
{
    if (index < 0)
        return kk_raise(vm, KK_ValueError, "%s not found",
                        kk_str_is(self) ? "substring" : "subsection");
    return kk_int_new(vm, index);
}

/* As find, but raises ValueError when there is no occurrence. */
KK_METHOD(str, index, "(sub, start=None, end=None, /)")
KK_METHOD(bytes, index, "(sub, start=None, end=None, /)")
KK_METHOD(bytearray, index, "(sub, start=None, end=None, /)")
Value kk_str_index(Vm *vm, Value self, Args args)
{
    intptr_t index;
    return find(vm, self, args, false, &index) ? found_index(vm, self, index) : KK_ERROR;
}

/* As rfind, but raises ValueError when there is no occurrence. */
KK_METHOD(str, rindex, "(sub, start=None, end=None, /)")
KK_METHOD(bytes, rindex, "(sub, start=None, end=None, /)")
KK_METHOD(bytearray, rindex, "(sub, start=None, end=None, /)")
Value kk_str_rindex(Vm *vm, Value self, Args args)
{
    intptr_t index;
    return find(vm, self, args, true, &index) ? found_index(vm, self, index) : KK_ERROR;
}

/* How often a text occurs within [start, end), without overlaps. */
KK_METHOD(str, count, "(sub, start=None, end=None, /)")
KK_METHOD(bytes, count, "(sub, start=None, end=None, /)")
KK_METHOD(bytearray, count, "(sub, start=None, end=None, /)")
Value kk_str_count(Vm *vm, Value self, Args args)
{
    uint8_t byte;
    Span needle;
    Window in;
    if (!needle_arg(vm, self, args.pos[0], &byte, &needle) ||
        !kk_pieces_window(vm, self, args, 1, &in))
        return KK_ERROR;
    if (in.outside)
        return KK_INT(0);
    if (needle.len == 0)
        return kk_int_new(vm, (intptr_t)kk_pieces_length(in.text) + 1);
    return kk_int_new(vm, (intptr_t)kk_bytes_count(in.text.span, needle));
}

bool kk_str_has(Value hay, Value needle)
{
    Span text = kk_str_span(hay), part = kk_str_span(needle);
    if (part.len == 1 && text.len <= 16) { /* `c in "+-*"`: not worth a call */
        uint8_t c = kk_rom_byte(part.at);
        size_t i = 0;
        while (i < text.len && kk_rom_byte(text.at + i) != c)
            i++;
        return i < text.len;
    }
    return kk_bytes_find(text, part) != NULL;
}

static bool has_at_end(Span text, Span part, bool at_end)
{
    if (part.len > text.len)
        return false;
    size_t from = at_end ? text.len - part.len : 0;
    return kk_bytes_equal(kk_span_cut(text, from, from + part.len), part);
}

/* The content of a prefix; name is the method's, for the message. */
KK_SAYS(affix_arg, 3)
KK_MUST_CHECK static bool affix_arg(Vm *vm, Value self, Value v, const char *name, Span *part)
{
    const char *type = kk_str_is(self) ? "str" : "bytes";
    if (kk_str_is(self)) {
        Value str = kk_as_kind(v, KIND_STR);
        if (str != KK_UNSET) {
            *part = kk_str_span(str);
            return true;
        }
    } else {
        if (kk_pieces_arg(vm, self, v, part))
            return true;
        if (!kk_pending_clear(vm, KK_TypeError))
            return false;
    }
    return kk_raise_false(vm, KK_TypeError, "%s first arg must be %s or a tuple of %s, not %T",
                          name, type, type, v);
}

KK_SAYS(tuple_affix_arg, 3)
KK_MUST_CHECK static bool tuple_affix_arg(Vm *vm, Value self, Value v, const char *name, Span *part)
{
    if (!kk_str_is(self))
        return kk_pieces_arg(vm, self, v, part);
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "tuple for %s must only contain str, not %T", name,
                              v);
    *part = kk_str_span(str);
    return true;
}

static Value starts_or_ends(Vm *vm, Value self, Args args, bool at_end)
{
    const char *name = at_end ? "endswith" : "startswith";
    Window in;
    Span part;
    if (!kk_pieces_window(vm, self, args, 1, &in))
        return KK_ERROR;
    Value tuple = kk_as_kind(args.pos[0], KIND_TUPLE);
    if (tuple == KK_UNSET) {
        if (!affix_arg(vm, self, args.pos[0], name, &part))
            return KK_ERROR;
        return kk_bool(!in.outside && has_at_end(in.text.span, part, at_end));
    }
    for (size_t i = 0; i < kk_len_of(tuple); i++) {
        if (!tuple_affix_arg(vm, self, KK_OBJ(TupleObj, tuple)->at[i], name, &part))
            return KK_ERROR;
        if (!in.outside && has_at_end(in.text.span, part, at_end))
            return kk_true;
    }
    return kk_false;
}

/* Whether [start, end) begins with a prefix, or with one of a tuple of them. */
KK_METHOD(str, startswith, "(prefix, start=None, end=None, /)")
KK_METHOD(bytes, startswith, "(prefix, start=None, end=None, /)")
KK_METHOD(bytearray, startswith, "(prefix, start=None, end=None, /)")
Value kk_str_startswith(Vm *vm, Value self, Args args)
{
    return starts_or_ends(vm, self, args, false);
}

/* Whether [start, end) ends with a suffix, or with one of a tuple of them. */
KK_METHOD(str, endswith, "(suffix, start=None, end=None, /)")
KK_METHOD(bytes, endswith, "(suffix, start=None, end=None, /)")
KK_METHOD(bytearray, endswith, "(suffix, start=None, end=None, /)")
Value kk_str_endswith(Vm *vm, Value self, Args args)
{
    return starts_or_ends(vm, self, args, true);
}

/* The text without a prefix, if it has it. */
KK_METHOD(str, removeprefix, "(prefix, /)")
KK_METHOD(bytes, removeprefix, "(prefix, /)")
KK_METHOD(bytearray, removeprefix, "(prefix, /)")
Value kk_str_removeprefix(Vm *vm, Value self, Args args)
{
    Span part;
    if (!kk_pieces_named_arg(vm, self, args.pos[0], "removeprefix() argument", &part))
        return KK_ERROR;
    Span text = kk_pieces_text(self).span;
    if (has_at_end(text, part, false))
        text = kk_span_skip(text, part.len);
    return kk_pieces_part(vm, self, text);
}

/* The text without a suffix, if it has it. */
KK_METHOD(str, removesuffix, "(suffix, /)")
KK_METHOD(bytes, removesuffix, "(suffix, /)")
KK_METHOD(bytearray, removesuffix, "(suffix, /)")
Value kk_str_removesuffix(Vm *vm, Value self, Args args)
{
    Span part;
    if (!kk_pieces_named_arg(vm, self, args.pos[0], "removesuffix() argument", &part))
        return KK_ERROR;
    Span text = kk_pieces_text(self).span;
    if (has_at_end(text, part, true))
        text.len -= part.len;
    return kk_pieces_part(vm, self, text);
}

/* A tuple of three pieces of self's type. */
static Value three(Vm *vm, Value self, Span before, Span sep, Span after)
{
    Value parts[3];
    parts[0] = kk_pieces_part(vm, self, before);
    if (parts[0] == KK_ERROR)
        return KK_ERROR;
    parts[1] = kk_pieces_new(vm, self, sep);
    if (parts[1] == KK_ERROR)
        return KK_ERROR;
    parts[2] = kk_pieces_part(vm, self, after);
    if (parts[2] == KK_ERROR)
        return KK_ERROR;
    return kk_tuple_from(vm, parts, 3);
}

static Value partition(Vm *vm, Value self, Args args, bool last)
{
    Span sep;
    if (!kk_pieces_arg(vm, self, args.pos[0], &sep))
        return KK_ERROR;
    if (sep.len == 0)
        return kk_raise(vm, KK_ValueError, "empty separator");
    Span text = kk_pieces_text(self).span;
    const uint8_t *hit = last ? kk_bytes_rfind(text, sep) : kk_bytes_find(text, sep);
    if (hit == NULL) {
        Span none = {text.at, 0};
        return last ? three(vm, self, none, none, text) : three(vm, self, text, none, none);
    }
    size_t at = (size_t)(hit - text.at);
    return three(vm, self, kk_span_cut(text, 0, at), sep, kk_span_skip(text, at + sep.len));
}

/* What stands before the first separator, the separator, what stands behind it. */
KK_METHOD(str, partition, "(sep, /)")
KK_METHOD(bytes, partition, "(sep, /)")
KK_METHOD(bytearray, partition, "(sep, /)")
Value kk_str_partition(Vm *vm, Value self, Args args)
{
    return partition(vm, self, args, false);
}

/* What stands before the last separator, the separator, what stands behind it. */
KK_METHOD(str, rpartition, "(sep, /)")
KK_METHOD(bytes, rpartition, "(sep, /)")
KK_METHOD(bytearray, rpartition, "(sep, /)")
Value kk_str_rpartition(Vm *vm, Value self, Args args)
{
    return partition(vm, self, args, true);
}
