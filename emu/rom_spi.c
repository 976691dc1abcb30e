/*
 * rom_spi.c: the ROM's flash functions. They answer 0 when it went well, as the ROM does.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/flash.h"
#include "emu/memory.h"
#include "emu/rom.h"

#include <string.h>

enum { SECTOR = 4096, BLOCK = 65536, FAILED = 1 };

/* Programming and erasing take the CPU as long as the flash is busy; the call is repeated meanwhile. */
static Picos busy_until;

void emu_spi_rom_restart(void)
{
    busy_until = 0;
}

static RomEnd wait_done(Machine *m, uint32_t *a)
{
    if (emu_machine_now(m) < busy_until)
        return ROM_AGAIN;
    busy_until = 0;
    a[2] = 0;
    return ROM_DONE;
}

static bool in_flash(Machine *m, uint32_t address, size_t n)
{
    size_t size;
    return emu_machine_flash(m, &size) != NULL && n <= size && address <= size - n;
}

static RomEnd failed(uint32_t *a)
{
    a[2] = FAILED;
    return ROM_DONE;
}

/* SPIRead(address, to, n) */
RomEnd emu_rom_spi_read(Machine *m, uint32_t *a)
{
    if (!in_flash(m, a[2], a[4]))
        return failed(a);
    uint8_t *to = emu_rom_target(m, a[3], a[4]);
    if (to == NULL)
        return ROM_JUMPED;
    emu_machine_spend(m, emu_flash_read(m, a[2], to, a[4]) / (EMU_S / m->hz));
    a[2] = 0;
    return ROM_DONE;
}

/* SPIWrite(address, from, n) */
RomEnd emu_rom_spi_write(Machine *m, uint32_t *a)
{
    if (busy_until != 0)
        return wait_done(m, a);
    if (!in_flash(m, a[2], a[4]))
        return failed(a);
    const uint8_t *from = emu_rom_source(m, a[3], a[4]);
    if (from == NULL)
        return ROM_JUMPED;
    busy_until = emu_machine_now(m) + emu_flash_program(m, a[2], from, a[4]);
    return ROM_AGAIN;
}

/* Erases n bytes, one operation of step bytes after the other. */
static RomEnd erase(Machine *m, uint32_t *a, uint32_t address, size_t n, size_t step, Picos (*one)(Machine *m, uint32_t address))
{
    if (busy_until != 0)
        return wait_done(m, a);
    if (!in_flash(m, address, n))
        return failed(a);
    Picos time = 0;
    for (size_t done = 0; done < n; done += step)
        time = one(m, address + (uint32_t)done);
    busy_until = emu_machine_now(m) + time;
    return ROM_AGAIN;
}

RomEnd emu_rom_spi_erase_sector(Machine *m, uint32_t *a)
{
    return erase(m, a, a[2] * SECTOR, SECTOR, SECTOR, emu_flash_erase_sector);
}

RomEnd emu_rom_spi_erase_block(Machine *m, uint32_t *a)
{
    return erase(m, a, a[2] * BLOCK, BLOCK, BLOCK, emu_flash_erase_block);
}

/* SPIEraseArea(address, n) */
RomEnd emu_rom_spi_erase_area(Machine *m, uint32_t *a)
{
    uint32_t from = a[2] & ~(uint32_t)(SECTOR - 1);
    uint32_t end = (a[2] + a[3] + SECTOR - 1) & ~(uint32_t)(SECTOR - 1);
    return erase(m, a, from, end - from, SECTOR, emu_flash_erase_sector);
}

static Picos erase_all(Machine *m, uint32_t address)
{
    return emu_flash_erase_chip(m);
}

RomEnd emu_rom_spi_erase_chip(Machine *m, uint32_t *a)
{
    size_t size = 0;
    emu_machine_flash(m, &size);
    return erase(m, a, 0, size, size, erase_all);
}

RomEnd emu_rom_spi_ok(Machine *m, uint32_t *a)
{
    emu_machine_spend(m, 100);
    a[2] = 0;
    return ROM_DONE;
}

/* SPIParamCfg(id, size, block, sector, page, status mask): the ROM keeps them in `flashchip`. */
RomEnd emu_rom_spi_config(Machine *m, uint32_t *a)
{
    uint8_t *chip = emu_machine_memory(m, 0x3fffc714, 24);
    memcpy(chip, &a[2], 24);
    a[2] = 0;
    return ROM_DONE;
}

RomEnd emu_rom_spi_wait(Machine *m, uint32_t *a)
{
    a[2] = 0;
    return ROM_DONE;
}

/* SPI_read_status(chip, uint32_t *status) */
RomEnd emu_rom_spi_status(Machine *m, uint32_t *a)
{
    uint8_t *to = emu_rom_target(m, a[3], 4);
    if (to == NULL)
        return ROM_JUMPED;
    uint32_t status = emu_flash_status(m);
    memcpy(to, &status, 4);
    return emu_rom_spi_ok(m, a);
}

RomEnd emu_rom_spi_attach(Machine *m, uint32_t *a)
{
    return ROM_DONE;
}
