/*
 * write.c: values of the built-in types as bytes.
 *
 * From version 3 on, a str or bytes that was written is not written again, and a container that is met again is named by
 * its number: so shared and recursive structures stay what they are.
 *
 * Layer: modules.   Tests: tests/modules/marshal/.
 */
#include "modules/marshal/marshal.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/strbuf.h"
#include "types/bytes/bytes.h"
#include "types/list.h"
#include "types/number.h"
#include "types/set.h"
#include "types/tuple.h"

typedef struct Writer {
    StrBuf out;
    Vm *vm;
    intptr_t version;
    Value memo; /* dict: a str or bytes, or where a container is, to its number; KK_UNSET: version < 3 */
    unsigned depth;
} Writer;

KK_MUST_CHECK static bool put(Writer *w, Value v);

KK_MUST_CHECK static bool put_number(Writer *w, uint64_t x, size_t bytes)
{
    for (; bytes > 0; bytes--, x >>= 8)
        if (!kk_strbuf_add_byte(&w->out, (uint8_t)x))
            return false;
    return true;
}

KK_MUST_CHECK static bool unmarshallable(Writer *w) { return kk_raise_false(w->vm, KK_ValueError, "unmarshallable object"); }

/* A letter and a count. */
KK_MUST_CHECK static bool put_count(Writer *w, unsigned letter, size_t n)
{
    if (n > INT32_MAX)
        return unmarshallable(w);
    return kk_strbuf_add_byte(&w->out, (uint8_t)letter) && put_number(w, n, 4);
}

/* Puts a reference when the key has a number; else it gets one, and *flag is what its letter has. */
KK_MUST_CHECK static bool remember(Writer *w, Value key, unsigned *flag, bool *done)
{
    *flag = 0;
    *done = false;
    if (w->memo == KK_UNSET)
        return true;
    Value known = key == KK_ERROR ? KK_ERROR : kk_dict_get(w->vm, w->memo, key);
    if (known == KK_UNSET) {
        *flag = MARSHAL_FLAG;
        return !kk_failed(w->vm) && kk_dict_set(w->vm, w->memo, key, KK_INT(kk_dict_len(w->memo)));
    }
    *done = true;
    return kk_strbuf_add_byte(&w->out, 'r') && put_number(w, (uint64_t)kk_smallint_get(known), 4);
}

/* What stands for a container in the memo: it cannot move any more. */
KK_MUST_CHECK static Value place_of(Writer *w, Value v)
{
    uintptr_t hash;
    return kk_hash_identity(w->vm, v, &hash) ? kk_int_new(w->vm, (intptr_t)hash) : KK_ERROR;
}

/* ---- values without values in them ---- */

KK_MUST_CHECK static bool put_int(Writer *w, Value v)
{
    Limb small[KK_INT_SMALL_LIMBS];
    int64_t i;
    if (kk_int_to64(v, &i) && i == (int32_t)i)
        return kk_strbuf_add_byte(&w->out, 'i') && put_number(w, (uint64_t)i, 4);
    LimbsInt x = kk_int_view(v, small);
    size_t digits = (kk_limbs_bit_length(x.at, x.n) + MARSHAL_DIGIT_BITS - 1) / MARSHAL_DIGIT_BITS;
    if (digits > INT32_MAX)
        return unmarshallable(w);
    if (!kk_strbuf_add_byte(&w->out, 'l') || !put_number(w, x.negative ? 0 - (uint64_t)digits : digits, 4))
        return false;
    uint64_t bits = 0;
    size_t have = 0, at = 0;
    for (size_t i15 = 0; i15 < digits; i15++) {
        for (; have < MARSHAL_DIGIT_BITS && at < x.n; have += KK_LIMB_BITS)
            bits |= (uint64_t)x.at[at++] << have;
        if (!put_number(w, bits & 0x7FFF, 2))
            return false;
        bits >>= MARSHAL_DIGIT_BITS;
        have -= have < MARSHAL_DIGIT_BITS ? have : MARSHAL_DIGIT_BITS;
    }
    return true;
}

/* As text with a length in a byte before it, or its eight bytes. */
KK_MUST_CHECK static bool put_double(Writer *w, KkFloat x)
{
    double wide = (double)x;
    uint64_t bits;
    memcpy(&bits, &wide, sizeof bits);
    if (w->version > 1)
        return put_number(w, bits, 8);
    Value v = kk_float_new(w->vm, x), spec = v == KK_ERROR ? KK_ERROR : kk_str_new(w->vm, KK_SPAN(".17g"));
    Value text = spec == KK_ERROR ? KK_ERROR : kk_format(w->vm, v, spec);
    return text != KK_ERROR && kk_strbuf_add_byte(&w->out, (uint8_t)kk_str_span(text).len) &&
           kk_strbuf_add(&w->out, kk_str_span(text));
}

KK_MUST_CHECK static bool put_complex(Writer *w, const ComplexObj *c)
{
    KkFloat real = c->real, imag = c->imag;
    return kk_strbuf_add_byte(&w->out, w->version > 1 ? 'y' : 'x') && put_double(w, real) && put_double(w, imag);
}

KK_MUST_CHECK static bool put_str(Writer *w, Value v)
{
    unsigned flag;
    bool done;
    if (!remember(w, v, &flag, &done) || done)
        return done;
    Span text = kk_str_span(v);
    bool interned = kk_str_is_interned(v) && w->version >= 3, ascii = kk_str_is_ascii(v) && w->version >= 4;
    if (ascii && text.len < 256)
        return kk_strbuf_add_byte(&w->out, (uint8_t)((interned ? 'Z' : 'z') | flag)) &&
               kk_strbuf_add_byte(&w->out, (uint8_t)text.len) && kk_strbuf_add(&w->out, text);
    unsigned letter = ascii ? (interned ? 'A' : 'a') : interned ? 't' : 'u';
    return put_count(w, letter | flag, text.len) && kk_strbuf_add(&w->out, text);
}

/* bytes, or whatever has a buffer. */
KK_MUST_CHECK static bool put_buffer(Writer *w, Value v)
{
    unsigned flag = 0;
    bool done;
    Buffer data;
    if (kk_bytes_is(v) && (!remember(w, v, &flag, &done) || done))
        return !kk_failed(w->vm);
    if (!kk_buffer_arg(w->vm, v, &data))
        return kk_pending_clear(w->vm, KK_TypeError) ? unmarshallable(w) : false;
    return put_count(w, 's' | flag, data.len) && kk_strbuf_add(&w->out, (Span){data.at, data.len});
}

KK_MUST_CHECK static bool put_code(Writer *w, Value v)
{
    StrBuf code;
    kk_strbuf_init(&code, w->vm);
    if (!kk_codefile_dump(&code, v))
        return false;
    Span bytes = kk_strbuf_span(&code);
    return put_count(w, 'c', bytes.len) && kk_strbuf_add(&w->out, bytes);
}

/* ---- containers ---- */

KK_MUST_CHECK static bool put_items(Writer *w, Value v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Value item = kk_tuple_is(v) ? kk_tuple_at(v, i) : kk_list_at(v, i);
        if (!put(w, item))
            return false;
    }
    return true;
}

KK_MUST_CHECK static bool put_dict(Writer *w, Value v, unsigned flag)
{
    Value key, value;
    size_t at = 0;
    if (!kk_strbuf_add_byte(&w->out, (uint8_t)('{' | flag)))
        return false;
    while (kk_dict_next(v, &at, &key, &value))
        if (!put(w, key) || !put(w, value))
            return false;
    return kk_strbuf_add_byte(&w->out, '0');
}

KK_MUST_CHECK static bool put_set(Writer *w, Value v, unsigned flag)
{
    Value item;
    size_t at = 0;
    if (!put_count(w, (kk_desc_is(v, &kk_type_set) ? '<' : '>') | flag, kk_set_len(v)))
        return false;
    while (kk_set_next(v, &at, &item))
        if (!put(w, item))
            return false;
    return true;
}

KK_MUST_CHECK static bool put_container(Writer *w, Value v)
{
    unsigned flag;
    bool done;
    if (!remember(w, w->memo == KK_UNSET ? KK_UNSET : place_of(w, v), &flag, &done) || done)
        return done;
    if (kk_dict_is(v))
        return put_dict(w, v, flag);
    if (!kk_tuple_is(v) && !kk_list_is(v))
        return put_set(w, v, flag);
    size_t n = kk_len_of(v);
    if (w->version >= 4 && kk_tuple_is(v) && n < 256)
        return kk_strbuf_add_byte(&w->out, (uint8_t)(')' | flag)) && kk_strbuf_add_byte(&w->out, (uint8_t)n) &&
               put_items(w, v, n);
    return put_count(w, (kk_tuple_is(v) ? '(' : '[') | flag, n) && put_items(w, v, n);
}

/* The letter of a value that has nothing else, or 0. */
static uint8_t letter_of(Value v)
{
    return v == kk_none ? 'N' : v == kk_true ? 'T' : v == kk_false ? 'F' : v == kk_ellipsis ? '.'
           : v == KK_REF(&kk_type_StopIteration) ? 'S' : 0;
}

KK_MUST_CHECK static bool put_other(Writer *w, Value v)
{
    if (kk_tuple_is(v) || kk_list_is(v) || kk_dict_is(v) || kk_desc_is(v, &kk_type_set) || kk_desc_is(v, &kk_type_frozenset))
        return put_container(w, v);
    if (kk_desc_is(v, &kk_type_complex))
        return put_complex(w, KK_OBJ(ComplexObj, v));
    if (kk_desc_is(v, &kk_type_code))
        return put_code(w, v);
    /* Instances of subclasses of str and the like have no buffer, those of bytes would. */
    return kk_unwrap(v) == v ? put_buffer(w, v) : unmarshallable(w);
}

static bool put_any(Writer *w, Value v)
{
    uint8_t letter = letter_of(v);
    if (letter != 0)
        return kk_strbuf_add_byte(&w->out, letter);
    if (kk_smallint_is(v) || kk_kind_is(v, KIND_INT))
        return put_int(w, v);
    if (kk_float_is(v))
        return kk_strbuf_add_byte(&w->out, w->version > 1 ? 'g' : 'f') && put_double(w, kk_float_get(v));
    if (kk_str_is(v))
        return put_str(w, v);
    return put_other(w, v);
}

static bool put(Writer *w, Value v)
{
    if (++w->depth > MARSHAL_DEPTH || !kk_depth_enter(w->vm)) {
        (void)kk_pending_clear(w->vm, KK_RecursionError);
        return kk_raise_false(w->vm, KK_ValueError, "object too deeply nested to marshal");
    }
    bool good = put_any(w, v);
    kk_depth_leave(w->vm);
    w->depth--;
    return good;
}

Value kk_marshal_write(Vm *vm, Value v, intptr_t version)
{
    Writer w = {.vm = vm, .version = version};
    kk_strbuf_init(&w.out, vm);
    w.memo = version >= 3 ? kk_dict_new(vm, 0) : KK_UNSET;
    return !kk_failed(vm) && put(&w, v) ? kk_strbuf_finish_bytes(&w.out) : KK_ERROR;
}
