/*
 * assert.c: what a failed KK_ASSERT does: it says where, and stops the program.
 *
 * Layer: runtime.
 */
#include "object/output.h"

KK_NORETURN void kk_assert_failed(const char *file, int line, const char *what);

void kk_assert_failed(const char *file, int line, const char *what)
{
    char digits[12];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + line % 10);
        line /= 10;
    } while (line > 0);
    kk_out_error(NULL, kk_span_of(file));
    kk_out_error(NULL, KK_SPAN(":"));
    kk_out_error(NULL, (Span){(const uint8_t *)digits + at, sizeof digits - at});
    kk_out_error(NULL, KK_SPAN(": assertion failed: "));
    kk_out_error(NULL, kk_span_of(what));
    kk_out_error(NULL, KK_SPAN("\n"));
    __builtin_trap();
}
