/*
 * flash.h: the flash chip beside the processor: NOR memory behind a serial bus. spi0.c talks to it byte
 * by byte as the controller's registers say; the ROM's functions use the calls that do a whole job.
 *
 * Layer: emu.
 */
#ifndef EMU_FLASH_H
#define EMU_FLASH_H

#include "emu/machine.h"

enum { FLASH_PAGE = 256, FLASH_SECTOR = 4096 };

/* There is a --flash FILE; without one the chip is blank. */
bool emu_flash_is_given(const Machine *m);

/* One transaction on the bus: select, any number of bytes out and in at once, deselect, which is when a
 * program, an erase or a write of the status register begins. The chip judges what it is sent. */
void emu_flash_select(Machine *m);
uint8_t emu_flash_transfer(Machine *m, uint8_t out);
void emu_flash_deselect(Machine *m);

/* A program, an erase or a write of the status register is under way: the chip answers nothing else than
 * its status, and the cache would read garbage. */
bool emu_flash_busy(const Machine *m);

/* What the ROM's functions do with all commands that they send: any address (beyond the end it wraps, as the
 * chip's address counter does) and length, write enable included, one program for each page touched. The content
 * changes at once; the result is how long the chip and the bus take, for the caller to let pass. */
Picos emu_flash_read(Machine *m, uint32_t address, void *to, size_t n);
Picos emu_flash_program(Machine *m, uint32_t address, const void *from, size_t n);
Picos emu_flash_erase_sector(Machine *m, uint32_t address);
Picos emu_flash_erase_block(Machine *m, uint32_t address); /* 64 KiB */
Picos emu_flash_erase_chip(Machine *m);

/* 0x00CCTTMM: capacity, type, manufacturer, as RDID leaves them in W0. */
uint32_t emu_flash_id(Machine *m);
/* The bits of status register 1; writing them takes the result's time. */
uint32_t emu_flash_status(Machine *m);
Picos emu_flash_write_status(Machine *m, uint32_t status);

#endif
