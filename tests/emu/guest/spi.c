/*
 * spi.c: the flash by the registers of SPI0, then what HSPI sends comes back (--part spi_loopback).
 */
#include "guest.h"

#define SPI0(offset) REG(0x60000200 + (offset))
#define HSPI(offset) REG(0x60000100 + (offset))
#define IOMUX(offset) REG(0x60000800 + (offset))

enum { SECTOR = 0x100000, WORDS = 1024, BURST = 8 };

void nmi(void)
{
}

void interrupt(uint32_t cause)
{
}

static void command(uint32_t bit)
{
    SPI0(0) = 1u << bit;
    while (SPI0(0) != 0)
        continue;
}

static void wait_idle(void)
{
    do
        command(27);
    while (SPI0(0x10) & 1);
}

static uint32_t cycles(void)
{
    uint32_t value;
    __asm__ volatile("rsr %0, ccount" : "=a"(value));
    return value;
}

static uint32_t word(uint32_t i)
{
    return i * 2654435761u + 1;
}

static void program_sector(void)
{
    for (uint32_t i = 0; i < WORDS; i += BURST) {
        for (uint32_t j = 0; j < BURST; j++)
            SPI0(0x40 + 4 * j) = word(i + j);
        command(30);
        SPI0(4) = (SECTOR + 4 * i) | BURST * 4 << 24;
        command(25);
        wait_idle();
    }
}

static uint32_t wrong_words(void)
{
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < WORDS; i += BURST) {
        SPI0(4) = (SECTOR + 4 * i) | BURST * 4 << 24;
        command(31);
        for (uint32_t j = 0; j < BURST; j++)
            wrong += SPI0(0x40 + 4 * j) != word(i + j);
    }
    return wrong;
}

static void flash(void)
{
    command(28);
    print("id ");
    print_number(SPI0(0x40) & 0xffffff);
    command(30);
    SPI0(4) = SECTOR;
    uint32_t before = cycles();
    command(24);
    wait_idle();
    print(" erase ");
    print_number(cycles() - before);
    program_sector();
    print(" wrong ");
    print_number(wrong_words());
}

static void loopback(void)
{
    uint32_t wrong = 0;
    for (uint32_t pin = 0; pin < 4; pin++)
        IOMUX(4 + 4 * pin) = 2 << 4;
    HSPI(0x18) = 7 << 12 | 3 << 6 | 7; /* 10 MHz */
    HSPI(0x1c) = 1 << 27 | 1;          /* out and in at once */
    HSPI(0x20) = 511u << 17;
    for (uint32_t i = 0; i < 16; i++)
        HSPI(0x40 + 4 * i) = word(i);
    uint32_t before = cycles();
    HSPI(0) = 1 << 18;
    while (HSPI(0) != 0)
        continue;
    print(" burst ");
    print_number(cycles() - before);
    for (uint32_t i = 0; i < 16; i++)
        wrong += HSPI(0x40 + 4 * i) != word(i);
    print(" wrong ");
    print_number(wrong);
}

int main(void)
{
    pll_80mhz();
    flash();
    loopback();
    print(" done\n");
    drain();
    for (;;)
        continue;
}
