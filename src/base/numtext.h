/*
 * numtext.h: numbers to text and back, exactly as Python spells them, without printf or strtod.
 *
 * Every conversion is correctly rounded (to nearest, ties to even) for doubles and for singles,
 * whichever KkFloat is. Nothing is allocated. Characters written are ASCII, without NUL at the end.
 *
 * Layer: base.   Tests: tests/unit/numtext.c.
 */
#ifndef KK_BASE_NUMTEXT_H
#define KK_BASE_NUMTEXT_H

#include "base/bytes.h"
#include "base/limbs.h"

/* What kk_numtext_float_repr() writes at most. */
#define KK_NUMTEXT_REPR_MAX 32
/* Digits that kk_numtext_float_digits() writes at most. */
#define KK_NUMTEXT_DIGITS_MAX (KK_FLOAT_DIGITS + 1)

/*
 * The float in text form as Python's repr() gives it: the shortest that reads back as x, with an
 * exponent when it is < -4 or >= 16. Returns the length. '1e+16', '0.1', '-0.0', 'inf', 'nan'.
 */
size_t kk_numtext_float_repr(KkFloat x, char out[KK_NUMTEXT_REPR_MAX]);

typedef enum DigitsMode {
    KK_DIGITS_SHORTEST,    /* the fewest that read back as x; n is not used */
    KK_DIGITS_SIGNIFICANT, /* n >= 1 digits */
    KK_DIGITS_AFTER_POINT, /* digits up to n places behind the point; n may be < 0 */
} DigitsMode;

/*
 * The decimal digits of |x|, finite: d1 d2 d3... stand for 0.d1d2d3... * 10^*point. No zeros at
 * the end, no zero in front; a result of zero has no digits at all. So fewer than asked for mean
 * zeros. Returns their number, at most KK_NUMTEXT_DIGITS_MAX (17 for the shortest).
 */
size_t kk_numtext_float_digits(KkFloat x, DigitsMode mode, int n, char *digits, int *point);

/*
 * x as Python's format() and % operator write it. kind is one of e E f F g G %, or 0: as g, but
 * with at least one digit behind the point (format(x, '.3')). % formats 100 * x and appends the
 * sign. alternate keeps the point, and for g the zeros behind it (the '#' flag). A minus sign in
 * front if x is negative (not of nan), never a plus; inf and nan are in upper case for E F G.
 * precision >= 0. Writes no more than cap characters; returns the length of the whole.
 */
size_t kk_numtext_float_format(KkFloat x, char kind, int precision, bool alternate, char *out,
                               size_t cap);

/* As kk_numtext_float_repr(), but '1' rather than '1.0': the parts of a complex. */
size_t kk_numtext_float_part(KkFloat x, char out[KK_NUMTEXT_REPR_MAX]);

/*
 * Reads a float as Python's float() does: sign, digits with single underscores between them,
 * point, exponent, or inf, infinity, nan in any case; all of text, which has no white space around
 * it. Too large gives infinity. False when text is not of this form.
 */
KK_MUST_CHECK bool kk_numtext_float_parse(Span text, KkFloat *out);

/* As above for the longest float at the start of text (for complex()); *used tells how long. */
KK_MUST_CHECK bool kk_numtext_float_prefix(Span text, KkFloat *out, size_t *used);

/* A whole number in text form, taken apart: what is left is to multiply up the digits. */
typedef struct IntText {
    Span digits;   /* digits of base, and underscores; borrowed from the text, never empty */
    size_t count;  /* how many digits, underscores and leading zeros not counted */
    unsigned base; /* 2..36 */
    bool negative;
} IntText;

/*
 * Takes apart text as Python's int(text, base) reads it: sign, prefix 0x 0o 0b where base allows,
 * digits with single underscores between them; base 0 reads as a literal does (prefix or decimal
 * without leading zeros). text has no white space around it. False when it is not of this form.
 */
KK_MUST_CHECK bool kk_numtext_int_scan(Span text, unsigned base, IntText *out);

/* The magnitude of t, when it is < 2^64; else false. */
KK_MUST_CHECK bool kk_numtext_int_u64(const IntText *t, uint64_t *out);

/* Limbs for kk_numtext_int_limbs(), and the magnitude in r; returns its normal length. */
size_t kk_numtext_int_size(const IntText *t);
size_t kk_numtext_int_limbs(const IntText *t, Limb *r);

/* What kk_numtext_int_put() writes at most. */
#define KK_NUMTEXT_INT_MAX 65

/* Writes x in base 2..36 with lower-case letters to KK_NUMTEXT_INT_MAX bytes; returns the length. */
size_t kk_numtext_int_put(int64_t x, unsigned base, char *out);
size_t kk_numtext_uint_put(uint64_t x, unsigned base, char *out);

#endif
