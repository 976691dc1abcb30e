/*
 * int_methods.c: the named methods and attributes of int.
 *
 * Layer: types.   Tests: tests/types/int/methods.py, tests/types/int/bytes.py.
 */
#include "types/bytes/bytes.h"
#include "types/number.h"
#include "types/tuple.h"

/* The number of bits that the value takes without its sign. */
KK_METHOD(int, bit_length, "()")
Value kk_int_bit_length(Vm *vm, Value self, Args args)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt n = kk_int_view(kk_int_plain(self), small);
    return kk_int_new_unsigned(vm, kk_limbs_bit_length(n.at, n.n));
}

/* The number of ones in the binary form of the absolute value. */
KK_METHOD(int, bit_count, "()")
Value kk_int_bit_count(Vm *vm, Value self, Args args)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt n = kk_int_view(kk_int_plain(self), small);
    return kk_int_new_unsigned(vm, kk_limbs_bit_count(n.at, n.n));
}

/* The int itself. */
KK_METHOD(int, conjugate, "()")
Value kk_int_conjugate(Vm *vm, Value self, Args args)
{
    return kk_int_plain(self);
}

/* The int itself. */
KK_METHOD(int, __trunc__, "()")
Value kk_int_trunc(Vm *vm, Value self, Args args)
{
    return kk_int_plain(self);
}

/* The int itself. */
KK_METHOD(int, __floor__, "()")
Value kk_int_floor(Vm *vm, Value self, Args args)
{
    return kk_int_plain(self);
}

/* The int itself. */
KK_METHOD(int, __ceil__, "()")
Value kk_int_ceil(Vm *vm, Value self, Args args)
{
    return kk_int_plain(self);
}

/* The pair (self, 1). */
KK_METHOD(int, as_integer_ratio, "()")
Value kk_int_as_integer_ratio(Vm *vm, Value self, Args args)
{
    Value pair[2] = {kk_int_plain(self), KK_INT(1)};
    return kk_tuple_from(vm, pair, 2);
}

KK_GETTER(int, real)
Value kk_int_real(Vm *vm, Value self)
{
    return kk_int_plain(self);
}

KK_GETTER(int, imag)
Value kk_int_imag(Vm *vm, Value self)
{
    return KK_INT(0);
}

KK_GETTER(int, numerator)
Value kk_int_numerator(Vm *vm, Value self)
{
    return kk_int_plain(self);
}

KK_GETTER(int, denominator)
Value kk_int_denominator(Vm *vm, Value self)
{
    return KK_INT(1);
}

/* v rounded to a multiple of unit > 0, half to even. */
static Value round_to(Vm *vm, Value v, Value unit)
{
    Value quotient, rest;
    if (!kk_int_divmod(vm, v, unit, &quotient, &rest))
        return KK_ERROR;
    Value twice = kk_int_binary(vm, BIN_ADD, rest, rest);
    if (twice == KK_ERROR)
        return KK_ERROR;
    int order = kk_int_compare(twice, unit);
    Value low = kk_int_binary(vm, BIN_SUB, v, rest);
    if (low == KK_ERROR || order < 0 || (order == 0 && (kk_int_bits(quotient) & 1) == 0))
        return low;
    return kk_int_binary(vm, BIN_ADD, low, unit);
}

/* Rounds to ndigits places behind the point, which does something when ndigits < 0. */
KK_METHOD(int, __round__, "(ndigits=None, /)")
Value kk_int_round(Vm *vm, Value self, Args args)
{
    Value v = kk_int_plain(self), ndigits = kk_arg(args, 0, kk_none);
    intptr_t n;
    if (ndigits == kk_none)
        return v;
    if (!kk_index_clamped(vm, ndigits, &n))
        return KK_ERROR;
    if (n >= 0)
        return v;
    /* Far more zeros than v has digits: not worth making 10^-n. */
    if (n < -(intptr_t)kk_int_text_size(v, 10) - 1)
        return KK_INT(0);
    Value unit = kk_int_pow(vm, KK_INT(10), kk_smallint(-n));
    return unit == KK_ERROR ? KK_ERROR : round_to(vm, v, unit);
}

KK_SAYS(is_little, 2)
static bool is_little(Vm *vm, Value order, const char *what, bool *little)
{
    Span text;
    if (order == KK_UNSET) {
        *little = false;
        return true;
    }
    if (!kk_str_arg(vm, order, what, &text))
        return false;
    *little = kk_bytes_equal(text, KK_SPAN("little"));
    if (*little || kk_bytes_equal(text, KK_SPAN("big")))
        return true;
    return kk_raise_false(vm, KK_ValueError, "byteorder must be either 'little' or 'big'");
}

static bool flag(Vm *vm, Value v, bool *set)
{
    *set = false;
    return v == KK_UNSET || kk_truth(vm, v, set);
}

/* Byte i, lowest first, of number in two's complement; *borrow begins as 1. */
static uint8_t byte_of(LimbsInt number, size_t i, unsigned *carry)
{
    const size_t per_limb = sizeof(Limb);
    size_t limb = i / per_limb;
    unsigned byte = limb < number.n ? number.at[limb] >> (i % per_limb * 8) & 0xFF : 0;
    if (!number.negative)
        return (uint8_t)byte;
    byte = (byte ^ 0xFF) + *carry;
    *carry = byte >> 8;
    return (uint8_t)byte;
}

/* Whether number fits n bytes. */
static bool fits_bytes(LimbsInt number, size_t n, bool is_signed)
{
    size_t bits = kk_limbs_bit_length(number.at, number.n);
    if (!is_signed)
        return bits <= n * 8;
    /* -2^k takes one bit less than 2^k. */
    if (number.negative && kk_limbs_trailing_zeros(number.at, number.n) == bits - 1)
        bits--;
    return number.n == 0 || bits + 1 <= n * 8;
}

/* The bytes of the int in the order given. */
KK_METHOD(int, to_bytes, "(length=1, byteorder='big', *, signed=False)")
Value kk_int_to_bytes(Vm *vm, Value self, Args args)
{
    intptr_t length = 1;
    bool little, is_signed;
    Value n = kk_arg(args, 0, KK_UNSET);
    if ((n != KK_UNSET && !kk_index(vm, n, &length)) ||
        !is_little(vm, kk_arg(args, 1, KK_UNSET), "to_bytes() argument 'byteorder'", &little) ||
        !flag(vm, kk_arg(args, 2, KK_UNSET), &is_signed))
        return KK_ERROR;
    if (length < 0)
        return kk_raise(vm, KK_ValueError, "length argument must be non-negative");
    Limb small[KK_INT_SMALL_LIMBS];
    Value v = kk_int_plain(self);
    LimbsInt number = kk_int_view(v, small);
    if (number.negative && !is_signed)
        return kk_raise(vm, KK_OverflowError, "can't convert negative int to unsigned");
    if (!fits_bytes(number, (size_t)length, is_signed))
        return kk_raise(vm, KK_OverflowError, "int too big to convert");
    Value bytes = kk_bytes_alloc(vm, (size_t)length);
    if (bytes == KK_ERROR || length == 0)
        return bytes;
    uint8_t *out = KK_OBJ(BytesObj, bytes)->at;
    unsigned carry = 1;
    for (size_t i = 0; i < (size_t)length; i++)
        out[little ? i : (size_t)length - 1 - i] = byte_of(number, i, &carry);
    return bytes;
}

/* What bytes, taken as little- or big-endian, stand for. */
static Value from_bytes(Vm *vm, Span bytes, bool little, bool is_signed)
{
    size_t n = bytes.len / sizeof(Limb) + 1;
    Value v = kk_int_alloc(vm, n);
    if (v == KK_ERROR)
        return KK_ERROR;
    Limb *at = KK_OBJ(IntObj, v)->at;
    bool negative = is_signed && bytes.len > 0 &&
                    (kk_rom_byte(bytes.at + (little ? bytes.len - 1 : 0)) & 0x80) != 0;
    memset(at, 0, n * sizeof(Limb));
    unsigned carry = 1;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned byte = kk_rom_byte(bytes.at + (little ? i : bytes.len - 1 - i));
        if (negative) {
            byte = (byte ^ 0xFF) + carry;
            carry = byte >> 8;
            byte &= 0xFF;
        }
        at[i / sizeof(Limb)] |= (Limb)((Limb2)byte << (i % sizeof(Limb) * 8));
    }
    /* -2^k alone carries out of the highest byte. */
    if (negative && carry != 0)
        at[bytes.len / sizeof(Limb)] |= (Limb)((Limb2)1 << (bytes.len % sizeof(Limb) * 8));
    return kk_int_finish(v, n, negative);
}

/* The int that these bytes stand for. */
KK_CLASSMETHOD(int, from_bytes, "(bytes, byteorder='big', *, signed=False)")
Value kk_int_from_bytes(Vm *vm, Value self, Args args)
{
    Value source = args.pos[0];
    bool little, is_signed;
    Buffer buffer;
    if (!is_little(vm, kk_arg(args, 1, KK_UNSET), "from_bytes() argument 'byteorder'", &little) ||
        !flag(vm, kk_arg(args, 2, KK_UNSET), &is_signed))
        return KK_ERROR;
    if (kk_type_of(source)->slots == NULL || kk_rare_of(kk_type_of(source)->native->slots)->buffer == NULL) {
        if (kk_int_is(source) || kk_kind_is(source, KIND_STR))
            return kk_raise_type(vm, "cannot convert '%T' object to bytes", source);
        source = kk_call1(vm, KK_REF(&kk_type_bytes), source);
        if (source == KK_ERROR)
            return KK_ERROR;
    }
    if (!kk_buffer_arg(vm, source, &buffer))
        return KK_ERROR;
    Value v = from_bytes(vm, (Span){buffer.at, buffer.len}, little, is_signed);
    if (v == KK_ERROR || self == KK_REF(&kk_type_int))
        return v;
    return kk_call1(vm, self, v);
}

/* What copying and unpickling give to __new__. */
KK_METHOD(int, __getnewargs__, "()")
Value kk_int_getnewargs(Vm *vm, Value self, Args args)
{
    Value n = kk_int_plain(self);
    return kk_tuple_from(vm, &n, 1);
}
