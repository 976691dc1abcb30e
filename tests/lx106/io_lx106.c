/*
 * io_lx106.c: io.h on the LX106.
 */
#include "io.h"

#include <string.h>

#include "machine.h"

void put_text(const char *text)
{
    kk_machine_write(1, text, strlen(text));
}

void put_hex(uint32_t x)
{
    char digits[9];
    put_text(kk_machine_hex(x, digits));
}

void put_decimal(uint32_t x)
{
    char digits[11];
    put_text(kk_machine_decimal(x, digits));
}
