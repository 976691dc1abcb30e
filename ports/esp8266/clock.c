/*
 * clock.c: the PLL and the CPU's clock.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/clock.h"

#include <stdbool.h>

#include "ports/esp8266/chip.h"

/* The PLL is reached over the chip's internal I2C bus; the values are those for a crystal of 26 MHz. */
enum { PLL_BLOCK = 103, PLL_HOST = 4 };

void kk_clock_init(void)
{
    rom_i2c_writeReg(PLL_BLOCK, PLL_HOST, 1, 0x88);
    rom_i2c_writeReg(PLL_BLOCK, PLL_HOST, 2, 0x91);
    DPORT_CPU_CLOCK &= ~(uint32_t)CPU_CLOCK_X2;
}

bool kk_clock_set(uint32_t mhz)
{
    if (mhz != 80 && mhz != 160)
        return false;
    if (mhz == 160)
        DPORT_CPU_CLOCK |= CPU_CLOCK_X2;
    else
        DPORT_CPU_CLOCK &= ~(uint32_t)CPU_CLOCK_X2;
    return true;
}

uint32_t kk_clock_mhz(void)
{
    return (DPORT_CPU_CLOCK & CPU_CLOCK_X2) != 0 ? 160 : 80;
}
