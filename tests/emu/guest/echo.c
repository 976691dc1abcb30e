/*
 * echo.c: sends back what comes in at 460800 baud, both ways by interrupt through a ring.
 */
#include "guest.h"

enum { RING = 1024, FULL = 1, EMPTY = 2, OVERFLOW = 16, TIMEOUT = 256 };

static uint8_t ring[RING];
static volatile uint32_t in, out;

void nmi(void)
{
}

void interrupt(uint32_t cause)
{
    if (UART(0x08) & OVERFLOW)
        print("\nlost\n");
    while ((UART(0x1c) & 0xff) != 0)
        ring[in++ % RING] = (uint8_t)UART(0);
    while (out != in && (UART(0x1c) >> 16 & 0xff) < 127)
        UART(0) = ring[out++ % RING];
    UART(0x10) = 0x1ff;
    UART(0x0c) = FULL | TIMEOUT | OVERFLOW | (out != in ? EMPTY : 0);
}

int main(void)
{
    pll_80mhz();
    UART(0x14) = 80000000 / 460800;
    UART(0x24) = 1u << 31 | 2 << 24 | 20 << 8 | 60;
    UART(0x10) = 0x1ff;
    UART(0x0c) = FULL | TIMEOUT | OVERFLOW;
    enable_interrupts(1 << 5);
    for (;;)
        __asm__ volatile("waiti 0");
}
