/*
 * guest.h: what the small programs for the emulator share: registers, printing, special registers.
 */
#ifndef GUEST_H
#define GUEST_H

#include <stdint.h>

#define REG(address) (*(volatile uint32_t *)(address))
#define UART(offset) REG(0x60000000 + (offset))
#define GPIO(offset) REG(0x60000300 + (offset))
#define FRC1(offset) REG(0x60000600 + (offset))
#define RTC(offset) REG(0x60000700 + (offset))
#define WDT(offset) REG(0x60000900 + (offset))
#define DPORT(offset) REG(0x3ff00000 + (offset))

#define RESET_REASON ((uint32_t (*)(void))0x400025e0)
#define I2C_WRITE ((void (*)(uint32_t, uint32_t, uint32_t, uint32_t))0x400072d8)

void interrupt(uint32_t cause);
void nmi(void);

static inline void enable_interrupts(uint32_t which)
{
    __asm__ volatile("wsr %0, intenable; rsync" : : "a"(which));
}

static inline uint32_t pending(void)
{
    uint32_t value;
    __asm__ volatile("rsr %0, interrupt" : "=a"(value));
    return value;
}

static inline void acknowledge(uint32_t which)
{
    __asm__ volatile("wsr %0, intclear; rsync" : : "a"(which));
}

static inline void pll_80mhz(void)
{
    I2C_WRITE(103, 4, 1, 0x88);
    I2C_WRITE(103, 4, 2, 0x91);
}

static inline void put(char c)
{
    while ((UART(0x1c) >> 16 & 0xff) >= 126)
        continue;
    UART(0) = (uint8_t)c;
}

static inline void print(const char *text)
{
    while (*text != '\0')
        put(*text++);
}

static inline void print_number(uint32_t value)
{
    for (int shift = 28; shift >= 0; shift -= 4)
        put("0123456789abcdef"[value >> shift & 15]);
}

static inline void drain(void)
{
    uint32_t begin;
    while ((UART(0x1c) >> 16 & 0xff) != 0)
        continue;
    begin = REG(0x3ff20c00); /* the last byte is still on its way */
    while (REG(0x3ff20c00) - begin < 200)
        continue;
}

#endif
