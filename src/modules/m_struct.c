/*
 * m_struct.c: the module struct: numbers packed into bytes as a format says.
 *
 * A format is read once each time it is used: its first groups are noted, what is behind them is read again. Nothing is
 * cached.
 *
 * Layer: modules.   Tests: tests/modules/struct/.
 */
#include "base/utf8.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"
#include "types/item.h"
#include "types/list.h"
#include "types/number.h"
#include "types/tuple.h"

/* struct.error */
extern const TypeObj kk_type_struct_error;
KK_TYPE(struct_error, Exception) = {
    KK_TYPE_HEAD(struct_error, Exception, &kk_exc_layout, TYPE_EXCEPTION), .slots = &kk_exc_plain_slots};

/* A compiled format: only its text and size are kept. */
typedef struct StructObj {
    uintptr_t header; /* &kk_type_Struct, or of a subclass */
    Value format;     /* str */
    uintptr_t size;   /* bytes, raw */
} StructObj;
extern const TypeObj kk_type_Struct;

KK_MODULE(struct)
KK_MODULE_CONST(struct, error, KK_REF(&kk_type_struct_error))
KK_MODULE_CONST(struct, Struct, KK_REF(&kk_type_Struct))

/* Reading a format. */
typedef struct Reader {
    Span rest;
    bool native, big;
    size_t end; /* of what has been read so far */
} Reader;

/* `count format` at offset `at` of the packed bytes. Groups stay where they are read to: to copy one just written is slow. */
typedef struct Group {
    uint32_t format;
    size_t count; /* of items; of bytes for s and p */
    size_t item;  /* bytes of an item */
    size_t at;
} Group;

/* A format that has been read through. */
#define GROUPS_NOTED 6
typedef struct Format {
    Value text;    /* stays where it is as long as this does */
    size_t size;   /* of the packed bytes */
    size_t values; /* that it stands for */
    size_t n;      /* groups noted */
    bool big;
    Reader behind; /* reads those behind them */
    Group groups[GROUPS_NOTED + 1]; /* the last one: what has been read behind the noted ones */
} Format;

KK_SAYS(struct_error, 1)
static bool struct_error(Vm *vm, const char *message)
{
    return kk_raise_false(vm, &kk_type_struct_error, message);
}

static bool begin(Vm *vm, Reader *r, Value format)
{
    Span text;
    Value str = kk_as_kind(format, KIND_STR), bytes = kk_as_kind(format, KIND_BYTES);
    if (str != KK_UNSET) {
        text = kk_str_span(str);
        Value ascii = KK_N(ascii);
        if (!kk_str_is_ascii(str) && kk_call_method(vm, str, KK_N(encode), &ascii, 1) == KK_ERROR)
            return false; /* UnicodeEncodeError, as CPython has it */
    } else if (bytes != KK_UNSET) {
        text = kk_bytes_span(bytes);
    } else {
        return kk_raise_false(vm, KK_TypeError,
                              "Struct() argument 1 must be a str or bytes object, not %T", format);
    }
    *r = (Reader){.rest = text, .native = true};
    if (text.len == 0)
        return true;
    switch (kk_rom_byte(text.at)) {
    case '>':
    case '!':
        r->big = true;
        /* fall through */
    case '<':
    case '=':
        r->native = false;
        /* fall through */
    case '@':
        r->rest = kk_span_skip(text, 1);
        break;
    default:
        break;
    }
    return true;
}

/* The repeat count before a format character, 1 when there is none. */
static bool read_count(Vm *vm, Reader *r, size_t *result)
{
    *result = 1;
    if (!kk_is_digit(kk_rom_byte(r->rest.at)))
        return true;
    size_t count = 0;
    while (r->rest.len > 0 && kk_is_digit(kk_rom_byte(r->rest.at))) {
        size_t digit = kk_rom_byte(r->rest.at) - (size_t)'0';
        if (count > (KK_LEN_MAX - digit) / 10)
            return struct_error(vm, "total struct size too long");
        count = count * 10 + digit;
        r->rest = kk_span_skip(r->rest, 1);
    }
    if (r->rest.len == 0)
        return struct_error(vm, "repeat count given without format specifier");
    *result = count;
    return true;
}

/* Reads the next group to g; *more is false at the end of the format. */
static bool next_group(Vm *vm, Reader *r, Group *g, bool *more)
{
    while (r->rest.len > 0 && kk_is_byte_space(kk_rom_byte(r->rest.at)))
        r->rest = kk_span_skip(r->rest, 1);
    *more = r->rest.len > 0;
    if (!*more)
        return true;
    size_t count;
    if (!read_count(vm, r, &count))
        return false;
    uint32_t format = kk_rom_byte(r->rest.at);
    r->rest = kk_span_skip(r->rest, 1);
    bool bytes = format == 's' || format == 'p' || format == 'x';
    size_t item = bytes ? 1 : kk_item_size(format, r->native), at = r->end;
    if (item == 0)
        return struct_error(vm, format == 0 ? "embedded null character" : "bad char in struct format");
    if (r->native)
        at = (at + item - 1) & ~(item - 1); /* a power of 2 */
    /* No division for what is usual. */
    if ((count > 0xFFFF || at > KK_LEN_MAX / 2) && count > (KK_LEN_MAX - at) / item)
        return struct_error(vm, "total struct size too long");
    *g = (Group){format, count, item, at};
    r->end = at + count * item;
    return true;
}

/* Values that the group takes or gives. */
static size_t group_values(const Group *g)
{
    return g->format == 'x' ? 0 : g->format == 's' || g->format == 'p' ? 1 : g->count;
}

/* Reads a format through. */
static bool measure(Vm *vm, Value format, Format *f)
{
    Reader r = {.big = false};
    bool more;
    f->text = format;
    f->values = f->n = 0;
    if (!begin(vm, &r, format))
        return false;
    f->big = r.big;
    while (next_group(vm, &r, &f->groups[f->n], &more) && more) {
        f->values += group_values(&f->groups[f->n]);
        if (f->n < GROUPS_NOTED && ++f->n == GROUPS_NOTED)
            f->behind = r;
    }
    f->size = r.end;
    return !kk_failed(vm);
}

/* Group i of a format, for i one after another, until the next is asked for; NULL: there are no more. */
static const Group *group_at(Vm *vm, Format *f, size_t i)
{
    bool more;
    Group *g = &f->groups[GROUPS_NOTED];
    if (i < f->n)
        return &f->groups[i];
    return f->n == GROUPS_NOTED && next_group(vm, &f->behind, g, &more) && more ? g : NULL;
}

/* Raises what CPython says of a number v that is not in the range of a format. */
static bool range_error(Vm *vm, const Group *g, Value v, ItemError error)
{
    unsigned bits = (unsigned)(8 * g->item);
    bool is_signed = kk_item_is_signed(g->format);
    int64_t wide;
    int format = (int)g->format;
    if (kk_item_is_float(g->format)) {
        return kk_raise_false(vm, KK_OverflowError, "float too large to pack with %c format",
                              format);
    }
    if (g->item == 8 || (kk_int_is(v) && !kk_int_to64(v, &wide)) ||
        (g->item == 4 && !is_signed && error == ITEM_TOO_SMALL))
        return struct_error(vm, "argument out of range");
    int64_t low = is_signed ? -((int64_t)1 << (bits - 1)) : 0;
    uint32_t high = (uint32_t)(((uint64_t)1 << (is_signed ? bits - 1 : bits)) - 1);
    if (g->item == 4) {
        return kk_raise_false(vm, &kk_type_struct_error, "'%c' format requires %d <= number <= %u",
                              format, (int)low, (unsigned)high);
    }
    return kk_raise_false(vm, &kk_type_struct_error, "%s%s format requires %d <= number <= %d",
                          is_signed ? "" : "u", g->item == 1 ? "byte" : "short", (int)low,
                          (int)high);
}

static bool put_item(Vm *vm, const Group *g, bool big, Value v, uint8_t *p)
{
    ItemError error = kk_item_put(vm, v, p, g->format, g->item, big);
    switch (error) {
    case ITEM_STORED:
        return true;
    case ITEM_RAISED:
        return false;
    case ITEM_TOO_SMALL:
    case ITEM_TOO_LARGE:
        return range_error(vm, g, v, error);
    default:
        break;
    }
    if (g->format == 'c')
        return struct_error(vm, "char format requires a bytes object of length 1");
    return struct_error(vm, kk_item_is_float(g->format) ? "required argument is not a float"
                                                        : "required argument is not an integer");
}

/* s: as many bytes as there is room for; p: with their number in front. */
static bool put_bytes(Vm *vm, const Group *g, Value v, uint8_t *p)
{
    Span content;
    if (!kk_bytes_like(v, &content)) {
        return kk_raise_false(vm, &kk_type_struct_error,
                              "argument for '%c' must be a bytes object", (int)g->format);
    }
    size_t room = g->count;
    if (room == 0)
        return true;
    if (g->format == 'p') {
        room--;
        size_t n = content.len < room ? content.len : room;
        *p++ = (uint8_t)(n > 255 ? 255 : n);
    }
    kk_bytes_copy(p, content.at, content.len < room ? content.len : room);
    return true;
}

/* Packs values (their number is right) to out, which holds zeros. */
static bool pack_to(Vm *vm, Format *f, const Value *values, uint8_t *out)
{
    const Group *g;
    for (size_t at = 0; (g = group_at(vm, f, at)) != NULL; at++) {
        size_t n = group_values(g);
        for (size_t i = 0; i < n; i++, values++) {
            bool stored = g->format == 's' || g->format == 'p'
                              ? put_bytes(vm, g, *values, out + g->at)
                              : put_item(vm, g, f->big, *values, out + g->at + i * g->item);
            if (!stored)
                return false;
        }
    }
    return !kk_failed(vm);
}

static Value pack(Vm *vm, Format *f, const Value *values, size_t n)
{
    if (n != f->values) {
        return kk_raise(vm, &kk_type_struct_error, "pack expected %zu items for packing (got %zu)",
                        f->values, n);
    }
    Value bytes = kk_bytes_alloc(vm, f->size);
    if (bytes == KK_ERROR || f->size == 0)
        return bytes;
    return pack_to(vm, f, values, KK_OBJ(BytesObj, bytes)->at) ? bytes : KK_ERROR;
}

static Value get_bytes(Vm *vm, const Group *g, const uint8_t *p)
{
    size_t n = g->count;
    if (g->format == 'p' && n > 0) {
        size_t stored = *p++;
        n = stored < n - 1 ? stored : n - 1;
    }
    return kk_bytes_new(vm, (Span){p, n});
}

/* The tuple of the values at p; source is what keeps them where they are. */
static Value unpack_from(Vm *vm, Format *f, const uint8_t *p)
{
    Reader behind;
    const Group *g;
    size_t at = 0;
    if (f->n == GROUPS_NOTED)
        behind = f->behind;
    Value tuple = kk_tuple_new(vm, f->values);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    for (size_t k = 0; (g = group_at(vm, f, k)) != NULL; k++) {
        size_t n = group_values(g);
        for (size_t i = 0; i < n; i++) {
            Value v = g->format == 's' || g->format == 'p'
                          ? get_bytes(vm, g, p + g->at)
                          : kk_item_get(vm, p + g->at + i * g->item, g->format, g->item, f->big);
            if (v == KK_ERROR)
                return KK_ERROR;
            kk_tuple_items(tuple)[at++] = v;
        }
    }
    if (f->n == GROUPS_NOTED)
        f->behind = behind; /* for the next tuple */
    return kk_failed(vm) ? KK_ERROR : tuple;
}

static Value unpack(Vm *vm, Value format, Value source)
{
    Buffer buffer;
    Format f;
    if (!kk_buffer_arg(vm, source, &buffer) || !measure(vm, format, &f))
        return KK_ERROR;
    if (buffer.len != f.size) {
        return kk_raise(vm, &kk_type_struct_error, "unpack requires a buffer of %zu bytes", f.size);
    }
    return unpack_from(vm, &f, buffer.at);
}

/* offset of n bytes of a buffer, counted from its end when negative. */
static bool resolve_offset(Vm *vm, intptr_t offset, size_t len, size_t size, bool packing,
                           size_t *at)
{
    if (offset < 0) {
        if ((uintptr_t)offset + len > len || (size_t)-offset > len) {
            return kk_raise_false(vm, &kk_type_struct_error,
                                  "offset %zd out of range for %zu-byte buffer", offset, len);
        }
        if ((size_t)-offset < size) {
            return kk_raise_false(vm, &kk_type_struct_error,
                                  packing ? "no space to pack %zu bytes at offset %zd"
                                          : "not enough data to unpack %zu bytes at offset %zd",
                                  size, offset);
        }
        offset += (intptr_t)len;
    }
    *at = (size_t)offset;
    if (*at <= len && size <= len - *at)
        return true;
    return kk_raise_false(vm, &kk_type_struct_error,
                          "%s requires a buffer of at least %zu bytes for %s %zu bytes at offset "
                          "%zd (actual buffer size is %zu)",
                          packing ? "pack_into" : "unpack_from", *at + size,
                          packing ? "packing" : "unpacking", size, offset, len);
}

static Value unpack_at(Vm *vm, Value format, Value source, Value offset)
{
    Buffer buffer;
    Format f;
    size_t at;
    intptr_t start = 0;
    if (!kk_buffer_arg(vm, source, &buffer) || !measure(vm, format, &f) ||
        (offset != KK_UNSET && !kk_index(vm, offset, &start)) ||
        !resolve_offset(vm, start, buffer.len, f.size, false, &at))
        return KK_ERROR;
    return unpack_from(vm, &f, buffer.at + at);
}

/* args: buffer, offset, values. */
static Value pack_at(Vm *vm, Value format, Args args)
{
    Buffer buffer;
    Format f;
    size_t at;
    intptr_t start;
    if (args.n == 0)
        return kk_raise(vm, &kk_type_struct_error, "pack_into expected buffer argument");
    if (args.n == 1)
        return kk_raise(vm, &kk_type_struct_error, "pack_into expected offset argument");
    if (!measure(vm, format, &f))
        return KK_ERROR;
    if (args.n - 2 != f.values) {
        return kk_raise(vm, &kk_type_struct_error,
                        "pack_into expected %zu items for packing (got %zu)", f.values, args.n - 2);
    }
    /* Packed aside: converting values may run code that changes the buffer. */
    Value packed = pack(vm, &f, args.pos + 2, f.values);
    if (packed == KK_ERROR || !kk_index(vm, args.pos[1], &start) ||
        !kk_buffer_writable(vm, args.pos[0], &buffer) ||
        !resolve_offset(vm, start, buffer.len, f.size, true, &at))
        return KK_ERROR;
    kk_bytes_copy(buffer.at + at, kk_bytes_span(packed).at, f.size);
    return kk_none;
}

/* An iterator over the tuples that equal pieces of source hold. */
static Value unpack_pieces(Vm *vm, Value format, Value source)
{
    Buffer buffer;
    Format f;
    if (!kk_buffer_arg(vm, source, &buffer) || !measure(vm, format, &f))
        return KK_ERROR;
    if (f.size == 0) {
        return kk_raise(vm, &kk_type_struct_error,
                        "cannot iteratively unpack with a struct of length 0");
    }
    if (buffer.len % f.size != 0) {
        return kk_raise(vm, &kk_type_struct_error,
                        "iterative unpacking requires a buffer of a multiple of %zu bytes", f.size);
    }
    Value list = kk_list_new(vm, buffer.len / f.size);
    for (size_t at = 0; list != KK_ERROR && at < buffer.len; at += f.size) {
        Value tuple = unpack_from(vm, &f, buffer.at + at);
        if (tuple == KK_ERROR || !kk_list_append(vm, list, tuple))
            return KK_ERROR;
    }
    return list == KK_ERROR ? KK_ERROR : kk_iter(vm, list);
}

static Value calcsize(Vm *vm, Value format)
{
    Format f;
    return measure(vm, format, &f) ? kk_int_new_unsigned(vm, f.size) : KK_ERROR;
}

/* The bytes that a format takes. */
KK_FUNCTION(struct, calcsize, "(format, /)")
Value kk_struct_calcsize(Vm *vm, Value self, Args args)
{
    return calcsize(vm, args.pos[0]);
}

/* The values packed as the format says. */
KK_FUNCTION(struct, pack, "(*args)")
Value kk_struct_pack(Vm *vm, Value self, Args args)
{
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "missing format argument");
    Format f;
    return measure(vm, args.pos[0], &f) ? pack(vm, &f, args.pos + 1, args.n - 1) : KK_ERROR;
}

/* Packs the values into a buffer, from offset on: pack_into(format, buffer, offset, v1, v2, ...). */
KK_FUNCTION(struct, pack_into, "(*args)")
Value kk_struct_pack_into(Vm *vm, Value self, Args args)
{
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "missing format argument");
    return pack_at(vm, args.pos[0], (Args){args.pos + 1, args.n - 1});
}

/* The tuple of the values that the buffer holds. */
KK_FUNCTION(struct, unpack, "(format, buffer, /)")
Value kk_struct_unpack(Vm *vm, Value self, Args args)
{
    return unpack(vm, args.pos[0], args.pos[1]);
}

/* The tuple of the values that the buffer holds from offset on. */
KK_FUNCTION(struct, unpack_from, "(format, /, buffer, offset=0)")
Value kk_struct_unpack_from(Vm *vm, Value self, Args args)
{
    return unpack_at(vm, args.pos[0], args.pos[1], kk_arg(args, 2, KK_UNSET));
}

/* An iterator over the tuples that equal pieces of the buffer hold. */
KK_FUNCTION(struct, iter_unpack, "(format, buffer, /)")
Value kk_struct_iter_unpack(Vm *vm, Value self, Args args)
{
    return unpack_pieces(vm, args.pos[0], args.pos[1]);
}

static Value make_struct(Vm *vm, Value cls, Args args, Value kw)
{
    Format f;
    Value format = kk_arg(args, 0, kk_number_keyword(kw, KK_N(format)));
    if (format == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "Struct() missing required argument 'format' (pos 1)");
    if (!measure(vm, format, &f))
        return KK_ERROR;
    Span text;
    if (kk_as_kind(format, KIND_STR) == KK_UNSET && kk_bytes_like(format, &text)) {
        format = kk_str_new(vm, text);
        if (format == KK_ERROR)
            return KK_ERROR;
    }
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(StructObj, self)->format = kk_unwrap(format);
    KK_OBJ(StructObj, self)->size = f.size;
    return self;
}

static const TypeSlots struct_slots = {.make = make_struct};
static const Layout struct_layout = {.words = 3, .refs = 1u << 1};
KK_TYPE(Struct, object) = {KK_TYPE_HEAD(Struct, object, &struct_layout, 0),
                           .slots = &struct_slots};

static Value format_of(Value self)
{
    return KK_OBJ(StructObj, self)->format;
}

KK_GETTER(Struct, format)
Value kk_struct_Struct_format(Vm *vm, Value self)
{
    return format_of(self);
}

KK_GETTER(Struct, size)
Value kk_struct_Struct_size(Vm *vm, Value self)
{
    return kk_int_new_unsigned(vm, KK_OBJ(StructObj, self)->size);
}

/* The values packed. */
KK_METHOD(Struct, pack, "(*args)")
Value kk_struct_Struct_pack(Vm *vm, Value self, Args args)
{
    Format f;
    return measure(vm, format_of(self), &f) ? pack(vm, &f, args.pos, args.n) : KK_ERROR;
}

/* Packs the values into a buffer, from offset on: pack_into(buffer, offset, v1, v2, ...). */
KK_METHOD(Struct, pack_into, "(*args)")
Value kk_struct_Struct_pack_into(Vm *vm, Value self, Args args)
{
    return pack_at(vm, format_of(self), args);
}

/* The tuple of the values that the buffer holds. */
KK_METHOD(Struct, unpack, "(buffer, /)")
Value kk_struct_Struct_unpack(Vm *vm, Value self, Args args)
{
    return unpack(vm, format_of(self), args.pos[0]);
}

/* The tuple of the values that the buffer holds from offset on. */
KK_METHOD(Struct, unpack_from, "(buffer, offset=0)")
Value kk_struct_Struct_unpack_from(Vm *vm, Value self, Args args)
{
    return unpack_at(vm, format_of(self), args.pos[0], kk_arg(args, 1, KK_UNSET));
}

/* An iterator over the tuples that equal pieces of the buffer hold. */
KK_METHOD(Struct, iter_unpack, "(buffer, /)")
Value kk_struct_Struct_iter_unpack(Vm *vm, Value self, Args args)
{
    return unpack_pieces(vm, format_of(self), args.pos[0]);
}
