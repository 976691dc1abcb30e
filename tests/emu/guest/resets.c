/*
 * resets.c: goes through the kinds of resets: hangs until the watchdog bites, resets itself, sleeps for 100 ms, then for ever.
 * RTC memory counts the starts.
 */
#include "guest.h"

#define STARTS REG(0x60001200)
#define MAGIC REG(0x60001204)

void nmi(void)
{
}

void interrupt(uint32_t cause)
{
}

/* by: 0x18 the counter, 0x10 nothing. */
static void sleep_100ms(uint32_t by)
{
    RTC(0x04) = RTC(0x1c) + 17391;
    RTC(0x0c) = 0x640c8;
    RTC(0x10) = 0;
    RTC(0x18) = by;
    RTC(0x40) = 0x7f;
    RTC(0x44) = 0x20;
    RTC(0x9c) = 0x11;
    RTC(0xa0) = 3;
    RTC(0x08) |= 1 << 20;
}

int main(void)
{
    if (MAGIC != 0x600dcafe) {
        MAGIC = 0x600dcafe;
        STARTS = 0;
    }
    pll_80mhz();
    UART(0x14) = 80000000 / 115200;
    print("start ");
    print_number(STARTS);
    print(" reason ");
    print_number(RESET_REASON());
    put('\n');
    drain();
    switch (STARTS++) {
    case 0:
        WDT(4) = 2;
        WDT(8) = 2;
        WDT(0) = 1;
        break; /* and nobody feeds it */
    case 1:
        RTC(0) |= 1u << 31;
        break;
    case 2:
        sleep_100ms(0x18);
        break;
    default:
        print("done\n");
        drain();
        sleep_100ms(0x10);
        break;
    }
    for (;;)
        continue;
}
