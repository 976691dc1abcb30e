/*
 * flash.c: reading, programming and erasing flash by the mask ROM's functions.
 *
 * The ROM wants words at multiples of 4, from and to RAM: what is not so goes through a small buffer. While the ROM
 * works the flash window is closed, so the innermost functions are in IRAM; interrupts stay open.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/flash.h"

#include <stdbool.h>
#include <string.h>

#include "platform/platform.h"
#include "ports/esp8266/chip.h"

enum { WINDOW_START = 0x40200000, BIG = 1 << 20, BUFFER_WORDS = 16, BUFFER = BUFFER_WORDS * 4 };

extern const uint8_t kk_link_image_end[];

static uint32_t chip_id, chip_size;

/* ---- with the window closed ---- */

typedef enum Command { READ, WRITE, ERASE, UNLOCK } Command;

KK_ISR static int run(Command command, uint32_t address, uint32_t *data, uint32_t n)
{
    rom_Cache_Read_Disable();
    int failed;
    if (command == READ)
        failed = rom_SPIRead(address, data, n);
    else if (command == WRITE)
        failed = rom_SPIWrite(address, data, n);
    else if (command == ERASE)
        failed = rom_SPIEraseSector(address / KK_FLASH_SECTOR);
    else
        failed = rom_SPIUnlock();
    rom_Cache_Read_Enable(0, 0, 1);
    return failed ? -KK_EIO : 0;
}

KK_ISR static uint32_t read_id(void)
{
    rom_Cache_Read_Disable();
    rom_Wait_SPI_Idle(rom_flashchip);
    SPI_W(0, 0) = 0;
    SPI_CMD(0) = SPI_CMD_RDID;
    while (SPI_CMD(0) != 0)
        continue;
    uint32_t id = SPI_W(0, 0) & 0xffffff;
    rom_Cache_Read_Enable(0, 0, 1);
    return id;
}

/* ---- what the chip is ---- */

void kk_flash_init(void)
{
    enum { LEAST = 19, MOST = 24, BLOCK = 65536, PAGE = 256, STATUS_MASK = 0xffff };
    chip_id = read_id();
    /* The third byte of the id is the logarithm of the size, for all makers of such chips. */
    uint32_t log = chip_id >> 16;
    chip_size = log >= LEAST && log <= MOST ? 1u << log : BIG;
    rom_SPIParamCfg(chip_id, chip_size, BLOCK, KK_FLASH_SECTOR, PAGE, STATUS_MASK);
    (void)run(UNLOCK, 0, NULL, 0);
}

uint32_t kk_flash_size(void) { return chip_size; }

uint32_t kk_flash_id(void) { return chip_id; }

uint32_t kk_flash_user_start(void)
{
    if (chip_size > BIG)
        return BIG;
    uint32_t end = (uint32_t)(uintptr_t)kk_link_image_end - WINDOW_START;
    return (end + KK_FLASH_SECTOR - 1) & ~(uint32_t)(KK_FLASH_SECTOR - 1);
}

/* ---- any alignment ---- */

static bool is_inside(uint32_t address, size_t n)
{
    return address <= chip_size && n <= chip_size - address;
}

/* Words in DRAM, which the ROM can use directly. */
static bool is_plain(uint32_t address, const void *data)
{
    return ((address | (uintptr_t)data) & 3) == 0 && (uintptr_t)data < 0x40000000u;
}

/* How many of n bytes from address lie in the buffer of words that begins at or below it. */
static size_t piece(uint32_t address, size_t n)
{
    size_t room = BUFFER - (address & 3);
    return n < room ? n : room;
}

int kk_flash_read(uint32_t address, void *to, size_t n)
{
    uint32_t buffer[BUFFER_WORDS];
    uint8_t *at = to;
    int error = 0;
    if (!is_inside(address, n))
        return -KK_EINVAL;
    while (n > 0 && error == 0) {
        size_t done = n & ~(size_t)3;
        if (done > 0 && is_plain(address, at)) {
            error = run(READ, address, (uint32_t *)(void *)at, done);
        } else {
            uint32_t skip = address & 3;
            done = piece(address, n);
            error = run(READ, address - skip, buffer, (skip + done + 3) & ~3u);
            memcpy(at, (const uint8_t *)buffer + skip, done);
        }
        address += done;
        at += done;
        n -= done;
    }
    return error;
}

int kk_flash_write(uint32_t address, const void *from, size_t n)
{
    uint32_t buffer[BUFFER_WORDS];
    const uint8_t *at = from;
    int error = 0;
    if (!is_inside(address, n))
        return -KK_EINVAL;
    while (n > 0 && error == 0) {
        size_t done = n & ~(size_t)3;
        if (done > 0 && is_plain(address, at)) {
            error = run(WRITE, address, (uint32_t *)(uintptr_t)at, done);
        } else {
            /* Bits that are 1 leave the flash as it is. */
            uint32_t skip = address & 3;
            done = piece(address, n);
            memset(buffer, 0xff, sizeof buffer);
            memcpy((uint8_t *)buffer + skip, at, done);
            error = run(WRITE, address - skip, buffer, (skip + done + 3) & ~3u);
        }
        address += done;
        at += done;
        n -= done;
    }
    return error;
}

int kk_flash_erase(uint32_t address)
{
    if (!is_inside(address, 1))
        return -KK_EINVAL;
    return run(ERASE, address, NULL, 0);
}
