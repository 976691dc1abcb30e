/*
 * memory.c: memcpy, memmove, memset, memcmp, memchr and the string functions of the LX106 port,
 * for every alignment and small length, against plain byte loops.
 *
 * Tests: ports/lx106/runtime/copy.S, memory.c.
 */
#include "io.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { SIZE = 96, LONGEST = 48 };

static uint8_t area[SIZE] __attribute__((aligned(4)));
static uint8_t expected[SIZE];
static uint8_t source[SIZE] __attribute__((aligned(4)));
static uint32_t failures;

static void fill(uint8_t *at, uint32_t seed)
{
    for (uint32_t i = 0; i < SIZE; i++) {
        seed = seed * 1664525 + 1013904223;
        at[i] = (uint8_t)(seed >> 24);
    }
}

static bool same(const uint8_t *a, const uint8_t *b)
{
    for (uint32_t i = 0; i < SIZE; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static void check(bool ok, const char *what, uint32_t to, uint32_t from, uint32_t n)
{
    if (ok)
        return;
    failures++;
    put_text("FAIL ");
    put_text(what);
    put_text(" to +");
    put_decimal(to);
    put_text(" from +");
    put_decimal(from);
    put_text(" n ");
    put_decimal(n);
    put_text("\n");
}

static void test_memcpy(uint32_t to, uint32_t from, uint32_t n)
{
    fill(area, 1);
    fill(expected, 1);
    for (uint32_t i = 0; i < n; i++)
        expected[to + i] = source[from + i];
    void *result = memcpy(area + to, source + from, n);
    check(result == area + to && same(area, expected), "memcpy", to, from, n);
}

static void test_memmove(uint32_t to, uint32_t from, uint32_t n)
{
    static uint8_t copy[SIZE];
    fill(area, 3);
    fill(expected, 3);
    for (uint32_t i = 0; i < n; i++)
        copy[i] = area[from + i];
    for (uint32_t i = 0; i < n; i++)
        expected[to + i] = copy[i];
    void *result = memmove(area + to, area + from, n);
    check(result == area + to && same(area, expected), "memmove", to, from, n);
}

static void test_memset(uint32_t to, uint32_t n)
{
    fill(area, 5);
    fill(expected, 5);
    for (uint32_t i = 0; i < n; i++)
        expected[to + i] = 0xa5;
    void *result = memset(area + to, 0x1a5, n);
    check(result == area + to && same(area, expected), "memset", to, 0, n);
}

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void test_memcmp(uint32_t to, uint32_t from, uint32_t n)
{
    fill(area, 7);
    for (uint32_t i = 0; i < n; i++)
        area[to + i] = source[from + i];
    check(memcmp(area + to, source + from, n) == 0, "memcmp equal", to, from, n);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t byte = source[from + i];
        area[to + i] = (uint8_t)(byte ^ 0x80);
        int expect = byte < 0x80 ? 1 : -1;
        check(sign(memcmp(area + to, source + from, n)) == expect, "memcmp", to, from, n);
        area[to + i] = byte;
    }
}

static void test_find(uint32_t from, uint32_t n)
{
    memset(area, 'x', SIZE);
    check(memchr(area + from, 'y', n) == NULL, "memchr none", 0, from, n);
    area[from + n] = 'y';
    check(memchr(area + from, 'y', n) == NULL, "memchr behind", 0, from, n);
    check(memchr(area + from, 'y', n + 1) == area + from + n, "memchr", 0, from, n);
    area[from + n] = '\0';
    check(strlen((char *)area + from) == n, "strlen", 0, from, n);
    memset(source, 'x', SIZE);
    source[n] = '\0';
    check(strcmp((char *)area + from, (char *)source) == 0, "strcmp", 0, from, n);
    source[n] = 'a';
    source[n + 1] = '\0';
    check(strcmp((char *)area + from, (char *)source) < 0, "strcmp shorter", 0, from, n);
    check(strncmp((char *)area + from, (char *)source, n) == 0, "strncmp", 0, from, n);
}

/* A constant is in flash: the same functions must do with it. */
static void test_flash(void)
{
    static const char text[] = "a constant string that lies in flash, and is longer than a few words";
    char copy[sizeof text];
    for (uint32_t i = 0; i < 4; i++) {
        memcpy(copy, text + i, sizeof text - i);
        check(memcmp(copy, text + i, sizeof text - i) == 0, "flash", 0, i, sizeof text - i);
        check(strlen(text + i) == sizeof text - 1 - i, "flash strlen", 0, i, 0);
    }
}

int main(void)
{
    fill(source, 9);
    for (uint32_t n = 0; n < LONGEST; n++) {
        for (uint32_t to = 0; to < 4; to++) {
            test_memset(to, n);
            for (uint32_t from = 0; from < 4; from++) {
                test_memcpy(to, from, n);
                test_memcmp(to, from, n);
            }
            for (uint32_t from = 0; from < 40; from++)
                test_memmove(to + 16, from, n < 40 ? n : 40);
        }
    }
    for (uint32_t n = 0; n < LONGEST; n++)
        for (uint32_t from = 0; from < 4; from++)
            test_find(from, n);
    test_flash();
    if (failures == 0)
        put_text("ok memory\n");
    return failures != 0;
}
