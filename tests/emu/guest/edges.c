/*
 * edges.c: each edge at GPIO4 is answered at GPIO5, from an interrupt.
 */
#include "guest.h"

void nmi(void)
{
}

void interrupt(uint32_t cause)
{
    GPIO(0x24) = 1 << 4;
    if (GPIO(0x18) >> 4 & 1)
        GPIO(0x04) = 1 << 5;
    else
        GPIO(0x08) = 1 << 5;
}

int main(void)
{
    pll_80mhz();
    GPIO(0x10) = 1 << 5;
    GPIO(0x28 + 16) = 3 << 7;
    enable_interrupts(1 << 4);
    print("ready\n");
    for (;;)
        continue;
}
