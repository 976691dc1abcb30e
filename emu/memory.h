/*
 * memory.h: what answers at which address, and the exceptions when nothing does.
 *
 * Layer: emu.
 */
#ifndef EMU_MEMORY_H
#define EMU_MEMORY_H

#include "emu/core.h"

void emu_memory_init(Machine *m);
/* After power-on or a reset: the window is closed, IRAM is all there. Contents stay. */
void emu_memory_reset(Machine *m);
/* The pages are looked up again: the window, a bank, --lenient or a watchpoint changed. */
void emu_memory_remap(Machine *m);

/* Any load or store of 1, 2 or 4 bytes by the instruction at cpu.pc, with its exceptions (false). */
bool emu_memory_load(Machine *m, uint32_t address, unsigned size, uint32_t *value);
bool emu_memory_store(Machine *m, uint32_t address, unsigned size, uint32_t value);

/* The region that instructions at address come from; NULL: none, or it cannot be executed. */
Region *emu_memory_region(Machine *m, uint32_t address);
/* What lies in [address, address + n) of memory changed: instructions are decoded again. */
void emu_memory_forget(Machine *m, uint32_t address, size_t n);
/* All instructions are decoded again. */
void emu_memory_forget_all(Machine *m);

/* For debuggers and loaders: copies without side effects as far as memory goes, devices are not asked. How many bytes. */
size_t emu_memory_peek(Machine *m, uint32_t address, uint8_t *to, size_t n);
size_t emu_memory_poke(Machine *m, uint32_t address, const uint8_t *from, size_t n);

#endif
