/*
 * rom.h: the mask ROM. Its code cannot be shipped: what programs call at its published addresses is
 * done by functions here. rom.def is the table.
 *
 * Layer: emu.
 */
#ifndef EMU_ROM_H
#define EMU_ROM_H

#include "emu/core.h"

/* How a ROM function ended: it returns to a0; it wants to be called again when a little time has
 * passed (interrupts happen between); it has set cpu.pc itself. */
typedef enum RomEnd { ROM_DONE, ROM_AGAIN, ROM_JUMPED } RomEnd;

/* The function gets the registers: a[2], a[3], ... are its arguments, a[2] and a[3] its result. */
typedef RomEnd RomFunction(Machine *m, uint32_t *a);

#define ROM(address, name, function) RomFunction function;
#include "emu/rom.def"
#undef ROM

/* cpu.pc lies in the ROM: does what is there. */
void emu_rom_call(Machine *m);
/* After a reset: cpu.pc is where the machine begins. */
void emu_rom_boot(Machine *m);

/* [address, address + n) to be read, or written, by a ROM function; NULL: the exception was raised, and the function
 * answers ROM_JUMPED. */
const uint8_t *emu_rom_source(Machine *m, uint32_t address, size_t n);
uint8_t *emu_rom_target(Machine *m, uint32_t address, size_t n);
/* A string of the program; its length, or -1 when the exception was raised. */
long emu_rom_strlen(Machine *m, uint32_t address);

/* A device register, by its address. */
uint32_t emu_rom_register(Machine *m, uint32_t address);
void emu_rom_set_register(Machine *m, uint32_t address, uint32_t value);

/* Appends text to what the ROM has to print on UART0; emu_rom_flush moves it there: ROM_AGAIN while there is more. */
void emu_rom_print(Machine *m, const char *text, size_t n);
RomEnd emu_rom_flush(Machine *m);

/* rom_spi.c: after a reset no call is under way, although the flash may still be busy. */
void emu_spi_rom_restart(void);

/* image.c: loads the boot image in [image, image + size) as the boot ROM does. What it would print goes to emu_rom_print.
 * NULL, and *entry: where the program starts; otherwise what is wrong with the image (static). */
const char *emu_image_load(Machine *m, const uint8_t *image, size_t size, uint32_t *entry);

/* elf.c: loads the segments of an ELF file; NULL, or what is wrong with it. */
const char *emu_elf_load(Machine *m, uint32_t *entry);
#endif
