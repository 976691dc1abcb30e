/*
 * item.c: loading and storing numbers by format character.
 *
 * Integers go through one 64-bit word, floats through their IEEE bits in one; bytes are then put in
 * order, so nothing here depends on alignment or on the byte order of the CPU.
 *
 * Layer: types.   Tests: tests/modules/struct/, tests/modules/array/.
 */
#include "types/item.h"

#include "types/bytes/bytes.h"
#include "types/number.h"

/* @gc never */
size_t kk_item_size(uint32_t format, bool native)
{
    switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?':
        return 1;
    case 'h':
    case 'H':
    case 'e':
        return 2;
    case 'i':
    case 'I':
    case 'f':
        return 4;
    case 'l':
    case 'L':
        return native ? sizeof(long) : 4;
    case 'q':
    case 'Q':
    case 'd':
        return 8;
    case 'n':
    case 'N':
    case 'P':
        return native ? sizeof(void *) : 0;
    default:
        return 0;
    }
}

static uint64_t load(const uint8_t *p, size_t size, bool big)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < size; i++)
        bits = bits << 8 | kk_rom_byte(p + (big ? i : size - 1 - i));
    return bits;
}

static void store(uint8_t *p, size_t size, bool big, uint64_t bits)
{
    for (size_t i = 0; i < size; i++, bits >>= 8)
        p[big ? size - 1 - i : i] = (uint8_t)bits;
}

/* A binary floating-point format: bits of precision with the hidden one, and of the exponent. */
typedef struct FloatFormat {
    int mant, exp;
} FloatFormat;

static FloatFormat float_format(uint32_t format)
{
    return format == 'e' ? (FloatFormat){11, 5}
           : format == 'f' ? (FloatFormat){24, 8} : (FloatFormat){53, 11};
}

/* The nearest KkFloat to bits in format f; what is too large becomes infinite. */
static KkFloat decode_float(uint64_t bits, FloatFormat f)
{
    uint64_t hidden = (uint64_t)1 << (f.mant - 1), top = ((uint64_t)1 << f.exp) - 1;
    if (f.mant == KK_FLOAT_MANT)
        return kk_float_of_bits((KkFloatBits)bits);
    uint64_t fraction = bits & (hidden - 1), field = bits >> (f.mant - 1) & top;
    bool negative = bits >> (f.mant - 1 + f.exp) & 1;
    KkFloat x = 0;
    if (field == top) {
        x = kk_float_of_bits(fraction == 0 ? KK_FLOAT_INF : KK_FLOAT_NAN);
    } else {
        Limb limbs[KK_LIMBS_U64];
        size_t n = kk_limbs_from_u64(limbs, field == 0 ? fraction : fraction | hidden);
        int exp = (int)(field == 0 ? 1 : field) - (int)(top / 2) - (f.mant - 1);
        (void)kk_limbs_to_float(limbs, n, exp, false, &x);
    }
    return negative ? -x : x;
}

/* mant * 2^exp, mant > 0, as exponent field and fraction of f, rounded to even; false: too large. */
static bool encode_finite(uint64_t mant, int exp, FloatFormat f, uint64_t *bits)
{
    int bias = (1 << (f.exp - 1)) - 1, top = exp + 63 - KK_CLZ64(mant);
    int lowest = (top < 1 - bias ? 1 - bias : top) - (f.mant - 1); /* exponent of the last bit */
    int drop = lowest - exp;
    uint64_t kept = drop <= 0 ? mant << -drop : drop > 63 ? 0 : mant >> drop;
    if (drop > 0 && drop <= 63) {
        uint64_t half = (uint64_t)1 << (drop - 1), rest = mant & (half * 2 - 1);
        kept += rest > half || (rest == half && (kept & 1) != 0);
    }
    /* The hidden bit, when it is there, adds 1 to the field. */
    uint64_t field = (uint64_t)(lowest + (f.mant - 1) - (1 - bias));
    *bits = (field << (f.mant - 1)) + kept;
    return *bits >> (f.mant - 1) < ((uint64_t)1 << f.exp) - 1;
}

static bool encode_float(KkFloat x, FloatFormat f, uint64_t *bits)
{
    uint64_t top = ((uint64_t)1 << f.exp) - 1;
    int exp;
    uint64_t mant = kk_float_split(x, &exp);
    *bits = kk_float_bits(x);
    if (f.mant == KK_FLOAT_MANT)
        return true;
    *bits = 0;
    if (kk_float_is_nan(x))
        *bits = top << (f.mant - 1) | (uint64_t)1 << (f.mant - 2);
    else if (kk_float_is_inf(x))
        *bits = top << (f.mant - 1);
    else if (mant != 0 && !encode_finite(mant, exp, f, bits))
        return false;
    if (kk_float_is_negative(x))
        *bits |= (uint64_t)1 << (f.mant - 1 + f.exp);
    return true;
}

/* @gc may collect */
Value kk_item_get(Vm *vm, const uint8_t *p, uint32_t format, size_t size, bool big)
{
    if (format == 'c')
        return kk_bytes_new(vm, (Span){p, 1});
    uint64_t bits = load(p, size, big);
    if (format == '?')
        return kk_bool(bits != 0);
    if (kk_item_is_float(format))
        return kk_float_new(vm, decode_float(bits, float_format(format)));
    if (!kk_item_is_signed(format))
        return kk_int_new_u64(vm, bits);
    unsigned unused = (unsigned)(64 - 8 * size);
    return kk_int_new64(vm, (int64_t)(bits << unused) >> unused);
}

static ItemError put_float(Vm *vm, Value v, uint8_t *p, uint32_t format, size_t size, bool big)
{
    KkFloat x;
    uint64_t bits;
    if (!kk_float_plain(v, &x)) {
        bool found;
        if (!kk_int_is(v) && kk_ref_is(v)) {
            Value r = kk_call_special(vm, v, KK_N(__float__), NULL, 0, &found);
            if (r == KK_ERROR)
                return found ? ITEM_RAISED : ITEM_WRONG_TYPE;
            v = r;
        }
        if (!kk_float_arg(vm, v, &x))
            return ITEM_RAISED;
    }
    if (!encode_float(x, float_format(format), &bits))
        return x < 0 ? ITEM_TOO_SMALL : ITEM_TOO_LARGE;
    store(p, size, big, bits);
    return ITEM_STORED;
}

static ItemError put_char(Value v, uint8_t *p)
{
    Span content;
    if (!kk_bytes_like(v, &content) || content.len != 1)
        return ITEM_WRONG_TYPE;
    *p = kk_rom_byte(content.at);
    return ITEM_STORED;
}

static ItemError put_bool(Vm *vm, Value v, uint8_t *p)
{
    bool truth;
    if (!kk_truth(vm, v, &truth))
        return ITEM_RAISED;
    *p = truth;
    return ITEM_STORED;
}

/* An int v in [low, high] of the item. */
static ItemError put_int(Value v, uint8_t *p, uint32_t format, size_t size, bool big)
{
    int64_t i;
    bool negative = kk_int_is_negative(v), is_signed = kk_item_is_signed(format);
    unsigned bits = (unsigned)(8 * size);
    uint64_t mag = kk_int_bits(v);
    if (negative)
        mag = 0 - mag;
    if (!kk_int_to64(v, &i)) {
        /* Longer than 63 bits: only an unsigned item of 64 holds it, up to 2^64 - 1. */
        LimbsInt n = kk_int_view(v, NULL);
        if (negative || is_signed || bits < 64 || kk_limbs_bit_length(n.at, n.n) > 64)
            return negative ? ITEM_TOO_SMALL : ITEM_TOO_LARGE;
    } else if (is_signed) {
        int64_t high = (int64_t)(UINT64_MAX >> (65 - bits));
        if (i < -high - 1)
            return ITEM_TOO_SMALL;
        if (i > high)
            return ITEM_TOO_LARGE;
    } else {
        if (i < 0)
            return ITEM_TOO_SMALL;
        if (bits < 64 && mag >> bits != 0)
            return ITEM_TOO_LARGE;
    }
    store(p, size, big, kk_int_bits(v));
    return ITEM_STORED;
}

/* @gc may collect */
ItemError kk_item_put(Vm *vm, Value v, uint8_t *p, uint32_t format, size_t size, bool big)
{
    if (format == 'c')
        return put_char(v, p);
    if (format == '?')
        return put_bool(vm, v, p);
    if (kk_item_is_float(format))
        return put_float(vm, v, p, format, size, big);
    Value i = kk_int_plain(v);
    if (i == KK_UNSET) {
        bool found;
        Value r = kk_ref_is(v) ? kk_call_special(vm, v, KK_N(__index__), NULL, 0, &found)
                               : kk_not_implemented;
        if (r == KK_ERROR && found)
            return ITEM_RAISED;
        i = r == KK_ERROR ? KK_UNSET : kk_int_plain(r);
        if (i == KK_UNSET)
            return ITEM_WRONG_TYPE;
    }
    return put_int(i, p, format, size, big);
}
