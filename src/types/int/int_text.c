/*
 * int_text.c: ints from and to text.
 *
 * Layer: types.   Tests: tests/types/int/text.py.
 */
#include "base/utf8.h"
#include "types/int/int.h"

/* Limbs that are converted in memory of the C stack. */
#define SMALL_LIMBS 16
/* Characters that are. */
#define SMALL_TEXT 80

/* @gc never */
size_t kk_int_text_size(Value v, unsigned base)
{
    Limb small[KK_INT_SMALL_LIMBS];
    LimbsInt n = kk_int_view(v, small);
    return 1 + kk_limbs_text_size(n.at, n.n, base);
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
    Limb small[SMALL_LIMBS], *work = small;
    LimbsInt number = kk_int_view(v, NULL);
    if (number.n > SMALL_LIMBS) {
        Value blob = kk_blob_new(vm, number.n * sizeof(Limb));
        if (blob == KK_ERROR)
            return false;
        work = (Limb *)KK_OBJ(BlobObj, blob)->at;
    }
    memcpy(work, number.at, number.n * sizeof(Limb));
    if (number.negative)
        *out++ = '-';
    *n = number.negative + kk_limbs_to_text(work, number.n, base, out);
    return true;
}

/* @gc may collect */
Value kk_int_text(Vm *vm, Value v, unsigned base)
{
    char small[SMALL_TEXT], *out = small;
    if (kk_smallint_is(v)) {
        size_t len = kk_numtext_int_put(kk_smallint_get(v), base, small);
        return kk_str_new(vm, (Span){(const uint8_t *)small, len});
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
    if (kk_numtext_int_scan(text, base, &parts))
        return kk_int_from_text(vm, &parts);
    return kk_raise(vm, KK_ValueError, "invalid literal for int() with base %u: %R", base, shown);
}
