/*
 * rom_libc.c: the ROM's memory and string functions.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/rom.h"

#include <string.h>

/* A byte takes a cycle; words do not, but nobody has measured the ROM. */
static RomEnd done(Machine *m, uint32_t *a, uint32_t result, size_t bytes)
{
    a[2] = result;
    emu_machine_spend(m, 10 + bytes);
    return ROM_DONE;
}

RomEnd emu_rom_libc_memmove(Machine *m, uint32_t *a)
{
    const uint8_t *from = a[4] == 0 ? NULL : emu_rom_source(m, a[3], a[4]);
    uint8_t *to = from == NULL ? NULL : emu_rom_target(m, a[2], a[4]);
    if (a[4] == 0)
        return done(m, a, a[2], 0);
    if (to == NULL)
        return ROM_JUMPED;
    memmove(to, from, a[4]);
    return done(m, a, a[2], a[4] / 4);
}

RomEnd emu_rom_libc_memset(Machine *m, uint32_t *a)
{
    uint8_t *to = a[4] == 0 ? NULL : emu_rom_target(m, a[2], a[4]);
    if (a[4] == 0)
        return done(m, a, a[2], 0);
    if (to == NULL)
        return ROM_JUMPED;
    memset(to, (int)a[3], a[4]);
    return done(m, a, a[2], a[4] / 4);
}

RomEnd emu_rom_libc_bzero(Machine *m, uint32_t *a)
{
    a[4] = a[3];
    a[3] = 0;
    return emu_rom_libc_memset(m, a);
}

static uint32_t order(int x)
{
    return x < 0 ? UINT32_MAX : x > 0;
}

RomEnd emu_rom_libc_memcmp(Machine *m, uint32_t *a)
{
    if (a[4] == 0)
        return done(m, a, 0, 0);
    const uint8_t *x = emu_rom_source(m, a[2], a[4]);
    const uint8_t *y = x == NULL ? NULL : emu_rom_source(m, a[3], a[4]);
    return y == NULL ? ROM_JUMPED : done(m, a, order(memcmp(x, y, a[4])), a[4]);
}

RomEnd emu_rom_libc_strlen(Machine *m, uint32_t *a)
{
    long n = emu_rom_strlen(m, a[2]);
    return n < 0 ? ROM_JUMPED : done(m, a, (uint32_t)n, (size_t)n);
}

/* Compares at most n bytes of two strings. */
static RomEnd compare(Machine *m, uint32_t *a, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *x = emu_rom_source(m, a[2] + i, 1);
        const uint8_t *y = x == NULL ? NULL : emu_rom_source(m, a[3] + i, 1);
        if (y == NULL)
            return ROM_JUMPED;
        if (*x != *y || *x == 0)
            return done(m, a, order(*x - *y), i);
    }
    return done(m, a, 0, n);
}

RomEnd emu_rom_libc_strcmp(Machine *m, uint32_t *a)
{
    return compare(m, a, UINT32_MAX);
}

RomEnd emu_rom_libc_strncmp(Machine *m, uint32_t *a)
{
    return compare(m, a, a[4]);
}

RomEnd emu_rom_libc_strcpy(Machine *m, uint32_t *a)
{
    long n = emu_rom_strlen(m, a[3]);
    if (n < 0)
        return ROM_JUMPED;
    a[4] = (uint32_t)n + 1;
    return emu_rom_libc_memmove(m, a);
}

RomEnd emu_rom_libc_strncpy(Machine *m, uint32_t *a)
{
    uint32_t i = 0;
    bool ended = false;
    for (; i < a[4]; i++) {
        const uint8_t *from = ended ? NULL : emu_rom_source(m, a[3] + i, 1);
        uint8_t *to = from == NULL && !ended ? NULL : emu_rom_target(m, a[2] + i, 1);
        if (to == NULL)
            return ROM_JUMPED;
        *to = ended ? 0 : *from;
        ended = *to == 0;
    }
    return done(m, a, a[2], i);
}

RomEnd emu_rom_libc_strstr(Machine *m, uint32_t *a)
{
    long n = emu_rom_strlen(m, a[2]);
    long k = n < 0 ? -1 : emu_rom_strlen(m, a[3]);
    if (k < 0)
        return ROM_JUMPED;
    const uint8_t *text = emu_rom_source(m, a[2], (size_t)n + 1);
    const uint8_t *word = emu_rom_source(m, a[3], (size_t)k + 1);
    if (text == NULL || word == NULL)
        return ROM_JUMPED;
    const char *at = strstr((const char *)text, (const char *)word);
    return done(m, a, at == NULL ? 0 : a[2] + (uint32_t)(at - (const char *)text), (size_t)n);
}
