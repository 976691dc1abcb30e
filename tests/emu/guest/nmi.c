/*
 * nmi.c: FRC1 as NMI toggles GPIO5 every 50 us, also while all other interrupts are shut out.
 */
#include "guest.h"

static volatile uint32_t count;

void interrupt(uint32_t cause)
{
}

void nmi(void)
{
    GPIO(++count & 1 ? 0x04 : 0x08) = 1 << 5;
}

int main(void)
{
    uint32_t old;
    pll_80mhz();
    GPIO(0x10) = 1 << 5;
    DPORT(0x00) = 0x0f;
    DPORT(0x04) = 2;
    FRC1(8) = 1 << 7 | 1 << 6;
    FRC1(0) = 4000;
    __asm__ volatile("rsil %0, 15" : "=a"(old));
    while (count < 200)
        continue;
    DPORT(0x00) = 0x0e;
    print("done\n");
    return 0;
}
