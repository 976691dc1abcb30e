/*
 * codefile.c: writes compiled code as bytes: what codefile.h describes.
 *
 * The computer that writes has 64-bit words and doubles, the chip that runs the code has neither: so
 * ints and floats are written as numbers, and whoever makes objects of them knows his target.
 *
 * Layer: runtime.   Tests: tests/runtime/codefile/run_codefile.py.
 */
#include "runtime/codefile.h"

#include "lang/opinfo.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "runtime/relink.h"
#include "types/int/int.h"
#include "types/number.h"
#include "types/tuple.h"

KK_MUST_CHECK static bool put_number(StrBuf *out, uintptr_t x)
{
    for (; x >= 0x80; x >>= 7)
        if (!kk_strbuf_add_byte(out, (uint8_t)(x | 0x80)))
            return false;
    return kk_strbuf_add_byte(out, (uint8_t)x);
}

/* The lowest n bytes of x, low byte first. */
KK_MUST_CHECK static bool put_bytes_of(StrBuf *out, uint64_t x, size_t n)
{
    for (; n > 0; n--, x >>= 8)
        if (!kk_strbuf_add_byte(out, (uint8_t)x))
            return false;
    return true;
}

KK_MUST_CHECK static bool put_text(StrBuf *out, uint8_t letter, Span text)
{
    return kk_strbuf_add_byte(out, letter) && put_number(out, text.len) && kk_strbuf_add(out, text);
}

KK_MUST_CHECK static bool put_int(StrBuf *out, Value v)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt x = kk_int_view(v, small);
    if (!kk_strbuf_add_byte(out, 'i') || !kk_strbuf_add_byte(out, x.negative) ||
        !put_number(out, x.n * sizeof(Limb)))
        return false;
    for (size_t i = 0; i < x.n; i++)
        if (!put_bytes_of(out, x.at[i], sizeof(Limb)))
            return false;
    return true;
}

KK_MUST_CHECK static bool put_float(StrBuf *out, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return put_bytes_of(out, bits, sizeof bits);
}

KK_MUST_CHECK static bool put_code(StrBuf *out, const CodeObj *c, bool top);
KK_MUST_CHECK static bool put_value(StrBuf *out, Value v);

KK_MUST_CHECK static bool put_tuple(StrBuf *out, Value tuple)
{
    size_t n = kk_tuple_len(tuple);
    if (!kk_depth_enter(out->vm))
        return false;
    bool good = kk_strbuf_add_byte(out, '(') && put_number(out, n);
    for (size_t i = 0; good && i < n; i++)
        good = put_value(out, kk_tuple_at(tuple, i));
    kk_depth_leave(out->vm);
    return good;
}

/* The letter of a value that has nothing else, or 0. */
static uint8_t letter_of(Value v)
{
    return v == KK_UNSET ? 'U' : v == kk_none ? 'N' : v == kk_true ? 'T' : v == kk_false ? 'F' : v == kk_ellipsis ? 'E' : 0;
}

static bool put_value(StrBuf *out, Value v)
{
    uint8_t letter = letter_of(v);
    if (letter != 0)
        return kk_strbuf_add_byte(out, letter);
    if (kk_smallint_is(v) || kk_kind_is(v, KIND_INT))
        return put_int(out, v);
    if (kk_float_is(v))
        return kk_strbuf_add_byte(out, 'f') && put_float(out, (double)kk_float_get(v));
    if (kk_str_is(v))
        return put_text(out, kk_str_is_interned(v) ? 'n' : 's', kk_str_span(v));
    if (kk_kind_is(v, KIND_BYTES))
        return put_text(out, 'b', (Span){KK_OBJ(BytesObj, v)->at, kk_len_of(v)});
    if (kk_tuple_is(v))
        return put_tuple(out, v);
    if (kk_desc_is(v, &kk_type_complex))
        return kk_strbuf_add_byte(out, 'j') && put_float(out, (double)KK_OBJ(ComplexObj, v)->real) &&
               put_float(out, (double)KK_OBJ(ComplexObj, v)->imag);
    if (kk_desc_is(v, &kk_type_code))
        return kk_strbuf_add_byte(out, 'c') && put_code(out, KK_OBJ(const CodeObj, v), false);
    return kk_raise_false(out->vm, KK_ValueError, "a constant of type '%T' cannot be written to a code file", v);
}

KK_MUST_CHECK static bool put_words(StrBuf *out, const uint32_t *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!put_bytes_of(out, words[i], sizeof words[i]))
            return false;
    return true;
}

/* What runs: instructions, handlers, lines. */
KK_MUST_CHECK static bool put_raw(StrBuf *out, const CodeObj *c)
{
    size_t lines = kk_code_nlines(c);
    return put_number(out, kk_code_nops(c)) && put_words(out, kk_code_ops(c), kk_code_nops(c)) &&
           put_words(out, kk_code_handlers(c), 2 * kk_code_nhandlers(c)) && put_number(out, lines) &&
           kk_strbuf_add(out, (Span){(const uint8_t *)kk_code_lines(c), lines});
}

static bool is_namespace(Value v) { return v != KK_UNSET && kk_dict_is(v); }

static bool put_code(StrBuf *out, const CodeObj *c, bool top)
{
    if (!kk_depth_enter(out->vm))
        return false;
    /* What is alone has its namespace as last constant, as a module has: the reader has another. */
    size_t nconsts = kk_code_nconsts(c);
    if (nconsts > 0 && is_namespace(c->consts[nconsts - 1]))
        nconsts--;
    bool good = put_value(out, c->name) && put_value(out, c->scope) && put_value(out, c->filename) &&
                put_number(out, c->params) && put_number(out, c->frame & ~((uint32_t)CODE_HANDLERS << 16)) &&
                put_number(out, kk_code_nhandlers(c) << 16 | (uint32_t)(c->sizes & 0xFFFF)) &&
                put_raw(out, c) && put_number(out, nconsts + (top ? 1 : 0));
    for (size_t i = 0; good && i < nconsts; i++)
        good = put_value(out, c->consts[i]);
    good = good && (!top || put_value(out, KK_UNSET));
    kk_depth_leave(out->vm);
    return good;
}

uint32_t kk_codefile_stamp(void)
{
    uint32_t stamp = OP_COUNT;
    for (uint32_t op = 0; op < OP_COUNT; op++)
        stamp = (stamp ^ kk_opinfo_table[op]) * 16777619u;
    return stamp;
}

bool kk_codefile_write(StrBuf *out, Value code, Value globals)
{
    size_t n = kk_len_of(globals);
    if (!kk_strbuf_add(out, KK_SPAN("KKC\x02")) || !put_bytes_of(out, kk_codefile_stamp(), 4) || !put_number(out, n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!put_value(out, kk_dict_slot_name(globals, i)))
            return false;
    return put_code(out, KK_OBJ(const CodeObj, code), true);
}

bool kk_codefile_dump(StrBuf *out, Value code)
{
    Value globals = kk_relink_namespace(out->vm, code);
    const CodeObj *c = KK_OBJ(const CodeObj, code);
    /* Where the count of far locals is the last constant, the namespace has no place. */
    if (globals == KK_UNSET || !kk_dict_is(globals) || !kk_dict_is_namespace(globals) ||
        (kk_code_flags(c) & (CODE_FAR | CODE_MANY)) != 0)
        return kk_raise_false(out->vm, KK_ValueError, "unmarshallable object");
    return kk_codefile_write(out, code, globals);
}
