/*
 * memory.c: the comparing and searching half of <string.h>, safe for constants in flash.
 *
 * Bytes are taken out of aligned words, which may reach up to three bytes beyond either end.
 *
 * Layer: ports.   Tests: tests/lx106/memory.c.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Words that alias whatever is stored there. */
typedef uint32_t __attribute__((may_alias)) Word;

static uint32_t byte_at(const uint8_t *p)
{
    uintptr_t at = (uintptr_t)p;
    return (*(const volatile Word *)(at & ~(uintptr_t)3) >> ((at & 3) * 8)) & 0xff;
}

/* Whether one of the four bytes of x is 0. */
static uint32_t has_zero(uint32_t x)
{
    return (x - 0x01010101u) & ~x & 0x80808080u;
}

int memcmp(const void *a, const void *b, size_t n)
{
    const uint8_t *p = a;
    const uint8_t *q = b;
    if ((((uintptr_t)p | (uintptr_t)q) & 3) == 0) {
        while (n >= 4 && *(const Word *)p == *(const Word *)q) {
            p += 4;
            q += 4;
            n -= 4;
        }
    }
    for (; n > 0; n--) {
        int difference = (int)byte_at(p++) - (int)byte_at(q++);
        if (difference != 0)
            return difference;
    }
    return 0;
}

void *memchr(const void *in, int c, size_t n)
{
    const uint8_t *p = in;
    uint32_t byte = (uint8_t)c;
    uint32_t four = byte * 0x01010101u;
    while (n > 0 && ((uintptr_t)p & 3) != 0) {
        if (byte_at(p) == byte)
            return (void *)(uintptr_t)p;
        p++;
        n--;
    }
    while (n >= 4 && has_zero(*(const Word *)p ^ four) == 0) {
        p += 4;
        n -= 4;
    }
    for (; n > 0; n--, p++)
        if (byte_at(p) == byte)
            return (void *)(uintptr_t)p;
    return NULL;
}

size_t strlen(const char *text)
{
    const uint8_t *p = (const uint8_t *)text;
    while (((uintptr_t)p & 3) != 0) {
        if (byte_at(p) == 0)
            return (size_t)(p - (const uint8_t *)text);
        p++;
    }
    while (has_zero(*(const Word *)p) == 0)
        p += 4;
    while (byte_at(p) != 0)
        p++;
    return (size_t)(p - (const uint8_t *)text);
}

int strncmp(const char *a, const char *b, size_t n)
{
    const uint8_t *p = (const uint8_t *)a;
    const uint8_t *q = (const uint8_t *)b;
    for (; n > 0; n--) {
        uint32_t x = byte_at(p++);
        uint32_t y = byte_at(q++);
        if (x != y)
            return (int)x - (int)y;
        if (x == 0)
            break;
    }
    return 0;
}

int strcmp(const char *a, const char *b)
{
    return strncmp(a, b, SIZE_MAX);
}
