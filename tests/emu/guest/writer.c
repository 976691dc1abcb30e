/*
 * writer.c: fills sectors from 0x100000 on by the ROM's functions, for ever or as often as there are sectors: what a power cut meets.
 * A sector is erased and gets 16 pages, each full of its number.
 */
#include "guest.h"

#define SPI_ERASE ((int (*)(uint32_t))0x40004a00)
#define SPI_WRITE ((int (*)(uint32_t, const void *, uint32_t))0x40004a4c)
#define SPI_READ ((int (*)(uint32_t, void *, uint32_t))0x40004b1c)

enum { FIRST = 0x100, SECTORS = 4, PAGES = 16 };

void nmi(void)
{
}

void interrupt(uint32_t cause)
{
}

int main(void)
{
    static uint32_t page[64], back[64], window[1024];
    uint32_t wrong = 0;
    pll_80mhz();
    for (uint32_t sector = 0; sector < SECTORS; sector++) {
        SPI_ERASE(FIRST + sector);
        for (uint32_t i = 0; i < PAGES; i++) {
            uint32_t number = sector * PAGES + i;
            for (uint32_t j = 0; j < 64; j++)
                page[j] = number * 0x01010101;
            SPI_WRITE(((FIRST + sector) << 12) + 256 * i, page, 256);
            SPI_READ(((FIRST + sector) << 12) + 256 * i, back, 256);
            for (uint32_t j = 0; j < 64; j++)
                wrong += back[j] != page[j];
        }
    }
    print("sent meanwhile ");
    SPI_READ(0, window, sizeof window); /* longer than it takes to send a byte */
    print("wrong ");
    print_number(wrong);
    print(" done\n");
    drain();
    for (;;)
        continue;
}
