/*
 * int_text.c: ints from and to text.
 *
 * Layer: types.   Tests: tests/types/int/text.py.
 */
#include "base/utf8.h"
#include "object/vm.h"
#include "types/int/int.h"

/* Limbs that are converted in memory of the C stack. */
#define SMALL_LIMBS 16
/* Characters that are. */
#define SMALL_TEXT 80
/* Numbers of more limbs are converted by halves, down to pieces of so many digits. */
#define LONG_LIMBS 128
#define PIECE 512

/* @gc never */
size_t kk_int_text_size(Value v, unsigned base)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt n = kk_int_view(v, small);
    return 1 + kk_limbs_text_size(n.at, n.n, base);
}

/* The digits of a magnitude in out, which is moved behind them. */
static bool put_limbs(Vm *vm, LimbsInt number, unsigned base, char **out)
{
    Limb small[SMALL_LIMBS], *work = small;
    if (number.n > SMALL_LIMBS) {
        Value blob = kk_blob_new(vm, number.n * sizeof(Limb));
        if (blob == KK_ERROR)
            return false;
        work = (Limb *)KK_OBJ(BlobObj, blob)->at;
    }
    memcpy(work, number.at, number.n * sizeof(Limb));
    *out += kk_limbs_to_text(work, number.n, base, *out);
    return true;
}

/* A long number is cut by a power of the base into two halves, and so on: powers[k] is
 * base ** (PIECE << k). Each takes a quarter of what the whole would. */
typedef struct LongText {
    Vm *vm;
    unsigned base;
    Value powers[8 * sizeof(size_t)];
    char *out;
} LongText;

/* Writes v >= 0, which is less than powers[k]; as many digits as that has zeros if padded. */
static bool put_piece(LongText *text, Value v, size_t k, bool padded)
{
    Value high, low;
    Limb small[KK_INT_SMALL_LIMBS];
    if (k == 0) {
        char *start = text->out;
        if (!put_limbs(text->vm, kk_int_view(v, small), text->base, &text->out))
            return false;
        size_t n = (size_t)(text->out - start);
        if (padded && n < PIECE) {
            memmove(start + (PIECE - n), start, n);
            memset(start, '0', PIECE - n);
            text->out = start + PIECE;
        }
        return true;
    }
    if (!kk_int_divmod(text->vm, v, text->powers[k - 1], &high, &low))
        return false;
    if (!padded && kk_int_is_zero(high))
        return put_piece(text, low, k - 1, false);
    return put_piece(text, high, k - 1, padded) && put_piece(text, low, k - 1, true);
}

static bool put_long(Vm *vm, Value v, unsigned base, char **out)
{
    LongText text = {.vm = vm, .base = base, .out = *out};
    size_t k = 0;
    v = kk_int_unary(vm, UN_ABS, v);
    Value power = v == KK_ERROR ? KK_ERROR : kk_int_pow(vm, kk_smallint((intptr_t)base), KK_INT(PIECE));
    while (power != KK_ERROR && kk_int_compare(power, v) <= 0) {
        text.powers[k++] = power;
        power = kk_int_binary(vm, BIN_MUL, power, power);
    }
    if (power == KK_ERROR || !put_piece(&text, v, k, false))
        return false;
    *out = text.out;
    return true;
}

/* ---- the limit of sys.set_int_max_str_digits ---- */

static bool too_many_digits(Vm *vm)
{
    return kk_raise_false(vm, KK_ValueError,
                          "Exceeds the limit (%d digits) for integer string conversion; "
                          "use sys.set_int_max_str_digits() to increase the limit",
                          vm->int_max_digits);
}

/* Bases that are powers of two cost no more than their length. */
static bool is_limited(const Vm *vm, unsigned base)
{
    return vm->int_max_digits > 0 && (base & (base - 1)) != 0;
}

/* Before the work is done: v certainly has more digits than are allowed. */
static bool is_far_too_long(const Vm *vm, Value v, unsigned base)
{
    Limb small[KK_INT_SMALL_LIMBS];
    if (!is_limited(vm, base))
        return false;
    /* A decimal digit is more than 3.32 bits. */
    size_t bits = (kk_int_view(v, small).n - 1) * KK_LIMB_BITS;
    return base == 10 && bits / 10 * 3 > (size_t)vm->int_max_digits;
}

/* n digits came out. */
static bool check_digits(Vm *vm, unsigned base, size_t n)
{
    bool too_many = n > KK_INT_FREE_DIGITS && is_limited(vm, base) && n > (size_t)vm->int_max_digits;
    return !too_many || too_many_digits(vm);
}

/* @gc may collect */
bool kk_int_text_put(Vm *vm, Value v, unsigned base, char *out, size_t *n)
{
    if (kk_smallint_is(v)) {
        char text[KK_NUMTEXT_INT_MAX];
        *n = kk_numtext_int_put(kk_smallint_get(v), base, text);
        memcpy(out, text, *n);
        return true;
    }
    LimbsInt number = kk_int_view(v, NULL);
    char *at = out;
    size_t number_sign = number.negative;
    if (number.negative)
        *at++ = '-';
    if (is_far_too_long(vm, v, base))
        return too_many_digits(vm);
    bool by_halves = number.n > LONG_LIMBS && (base & (base - 1)) != 0;
    if (!(by_halves ? put_long(vm, v, base, &at) : put_limbs(vm, number, base, &at)))
        return false;
    *n = (size_t)(at - out);
    return check_digits(vm, base, *n - number_sign);
}

/* @gc may collect */
Value kk_int_text(Vm *vm, Value v, unsigned base)
{
    char small[SMALL_TEXT], *out = small;
    if (kk_smallint_is(v)) {
        size_t len = kk_numtext_int_put(kk_smallint_get(v), base, small);
        return kk_str_new(vm, (Span){(const uint8_t *)small, len});
    }
    if (is_far_too_long(vm, v, base)) {
        (void)too_many_digits(vm);
        return KK_ERROR;
    }
    size_t n, size = kk_int_text_size(v, base);
    if (size > SMALL_TEXT) {
        Value blob = kk_blob_new(vm, size);
        if (blob == KK_ERROR)
            return KK_ERROR;
        out = (char *)KK_OBJ(BlobObj, blob)->at;
    }
    if (!kk_int_text_put(vm, v, base, out, &n))
        return KK_ERROR;
    return kk_str_new(vm, (Span){(const uint8_t *)out, n});
}

/* @gc may collect */
Value kk_int_from_text(Vm *vm, const IntText *text)
{
    uint64_t small;
    if (kk_numtext_int_u64(text, &small) && small <= (uint64_t)INT64_MAX)
        return kk_int_new64(vm, text->negative ? -(int64_t)small : (int64_t)small);
    size_t n = kk_numtext_int_size(text);
    Value v = kk_int_alloc(vm, n);
    if (v == KK_ERROR)
        return KK_ERROR;
    n = kk_numtext_int_limbs(text, KK_OBJ(IntObj, v)->at);
    return kk_int_finish(v, n, text->negative);
}

/* @gc may collect */
Value kk_int_parse(Vm *vm, Span text, unsigned base, Value shown)
{
    IntText parts;
    while (text.len > 0 && kk_is_space(kk_rom_byte(text.at)))
        text = kk_span_skip(text, 1);
    while (text.len > 0 && kk_is_space(kk_rom_byte(text.at + text.len - 1)))
        text.len--;
    if (kk_numtext_int_scan(text, base, &parts)) {
        size_t count = 0;
        for (size_t i = 0; parts.digits.len > KK_INT_FREE_DIGITS && i < parts.digits.len; i++)
            count += kk_rom_byte(parts.digits.at + i) != '_';
        if (count > KK_INT_FREE_DIGITS && is_limited(vm, parts.base) && count > (size_t)vm->int_max_digits)
            return kk_raise(vm, KK_ValueError,
                            "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
                            "use sys.set_int_max_str_digits() to increase the limit",
                            vm->int_max_digits, count);
        return kk_int_from_text(vm, &parts);
    }
    return kk_raise(vm, KK_ValueError, "invalid literal for int() with base %u: %R", base, shown);
}
