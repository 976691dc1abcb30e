/*
 * io_host.c: io.h on a computer.
 */
#include "io.h"

#include <stdio.h>

void put_text(const char *text)
{
    fputs(text, stdout);
}

void put_hex(uint32_t x)
{
    printf("%08x", (unsigned)x);
}

void put_decimal(uint32_t x)
{
    printf("%u", (unsigned)x);
}
