/*
 * numtext_format.c: laying out the digits of a float as Python's repr() and format() do.
 *
 * Layer: base.   Tests: tests/unit/numtext.c.
 */
#include "base/numtext.h"

/* repr uses an exponent when the point is not in (LOW, HIGH] counted from the first digit. */
#define REPR_POINT_LOW (-4)
#define REPR_POINT_HIGH 16

/* Text being written: n counts all of it, only cap characters are kept. */
typedef struct Writer {
    char *out;
    size_t cap;
    size_t n;
} Writer;

static void put(Writer *w, char c)
{
    if (w->n < w->cap)
        w->out[w->n] = c;
    w->n++;
}

static void put_text(Writer *w, const char *text, size_t len, bool upper)
{
    for (size_t i = 0; i < len; i++) {
        uint8_t c = kk_rom_byte((const uint8_t *)text + i);
        put(w, (char)(upper && kk_limbs_digit(c) >= 10 ? c & ~0x20 : c));
    }
}

/* Digits of a number and where its point is, as kk_numtext_float_digits() gives them. */
typedef struct Decimal {
    const char *digits;
    size_t n;
    int point;
} Decimal;

/* The digit i places behind the first, a zero where there is none. */
static char digit_at(const Decimal *d, int i)
{
    return i >= 0 && (size_t)i < d->n ? d->digits[i] : '0';
}

static void put_places(Writer *w, const Decimal *d, int from, int places, bool force_point)
{
    if (places > 0 || force_point)
        put(w, '.');
    for (int i = 0; i < places; i++)
        put(w, digit_at(d, from + i));
}

static void put_fixed(Writer *w, const Decimal *d, int places, bool force_point)
{
    if (d->point <= 0)
        put(w, '0');
    for (int i = 0; i < d->point; i++)
        put(w, digit_at(d, i));
    put_places(w, d, d->point, places, force_point);
}

static void put_exponent(Writer *w, const Decimal *d, int places, bool force_point, char letter)
{
    put(w, digit_at(d, 0));
    put_places(w, d, 1, places, force_point);
    int exp = d->n == 0 ? 0 : d->point - 1;
    put(w, letter);
    put(w, exp < 0 ? '-' : '+');
    unsigned size = exp < 0 ? (unsigned)-exp : (unsigned)exp;
    if (size >= 100)
        put(w, (char)('0' + size / 100));
    put(w, (char)('0' + size / 10 % 10));
    put(w, (char)('0' + size % 10));
}

/* Writes inf or nan if x is that; else only the sign. */
static bool put_special(Writer *w, KkFloat x, bool upper)
{
    if (kk_float_is_nan(x)) {
        put_text(w, "nan", 3, upper);
        return true;
    }
    if (kk_float_is_negative(x))
        put(w, '-');
    if (!kk_float_is_inf(x))
        return false;
    put_text(w, "inf", 3, upper);
    return true;
}

/* Digits behind the point that a decimal needs in fixed layout. */
static int places_needed(const Decimal *d)
{
    int places = (int)d->n - d->point;
    return places > 0 ? places : 0;
}

static size_t shortest(KkFloat x, bool point_zero, char *out)
{
    Writer w = {out, KK_NUMTEXT_REPR_MAX, 0};
    if (put_special(&w, x, false))
        return w.n;
    char digits[20];
    Decimal d = {.digits = digits};
    d.n = kk_numtext_float_digits(x, KK_DIGITS_SHORTEST, 0, digits, &d.point);
    if (d.n > 0 && (d.point <= REPR_POINT_LOW || d.point > REPR_POINT_HIGH)) {
        put_exponent(&w, &d, (int)d.n - 1, false, 'e');
        return w.n;
    }
    int places = places_needed(&d);
    put_fixed(&w, &d, places == 0 && point_zero ? 1 : places, false);
    return w.n;
}

/* @gc never */
size_t kk_numtext_float_repr(KkFloat x, char out[KK_NUMTEXT_REPR_MAX])
{
    return shortest(x, true, out);
}

/* @gc never */
size_t kk_numtext_float_part(KkFloat x, char out[KK_NUMTEXT_REPR_MAX])
{
    return shortest(x, false, out);
}

/* The layout of g, G and 0 (see the header); d has at most precision digits. */
static void put_general(Writer *w, Decimal *d, char kind, int precision, bool alternate)
{
    if (d->n == 0)
        d->point = 1;
    bool exponent = d->point <= REPR_POINT_LOW || d->point > precision ||
                    (kind == 0 && d->point == precision);
    int places = exponent ? (int)d->n - 1 : places_needed(d);
    if (alternate)
        places = precision - (exponent ? 1 : d->point);
    if (exponent) {
        put_exponent(w, d, places < 0 ? 0 : places, alternate, kind == 'G' ? 'E' : 'e');
        return;
    }
    if (kind == 0 && places < 1)
        places = 1;
    put_fixed(w, d, places, alternate);
}

/* @gc never */
size_t kk_numtext_float_format(KkFloat x, char kind, int precision, bool alternate, char *out,
                               size_t cap)
{
    char lower = (char)(kind | (kind == 0 || kind == '%' ? 0 : 0x20));
    Writer w = {out, cap, 0};
    if (kind == '%')
        x *= 100;
    if (!put_special(&w, x, kind != lower)) {
        char digits[KK_NUMTEXT_DIGITS_MAX];
        Decimal d = {.digits = digits};
        bool after_point = lower == 'f' || lower == '%';
        bool general = lower == 'g' || lower == 0;
        if (general && precision == 0)
            precision = 1;
        int n = lower == 'e' && precision < INT32_MAX ? precision + 1 : precision;
        d.n = kk_numtext_float_digits(x, after_point ? KK_DIGITS_AFTER_POINT
                                                     : KK_DIGITS_SIGNIFICANT,
                                      n, digits, &d.point);
        if (general) {
            put_general(&w, &d, kind, precision, alternate);
        } else if (after_point) {
            put_fixed(&w, &d, precision, alternate);
        } else {
            put_exponent(&w, &d, precision, alternate, kind);
        }
    }
    if (kind == '%')
        put(&w, '%');
    return w.n;
}
