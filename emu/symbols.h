/*
 * symbols.h: the functions of the ELF file (--elf or --symbols), for the trace and the profile.
 *
 * Layer: emu.
 */
#ifndef EMU_SYMBOLS_H
#define EMU_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

typedef struct Symbol {
    uint32_t start, size; /* size 0: unknown (assembly without .size) */
    const char *name;
    uint64_t count; /* of the profile */
} Symbol;

/* All of them, by address. */
Symbol *emu_elf_symbols(size_t *n);
/* The function that pc is in; NULL: none that is known. */
Symbol *emu_elf_find(uint32_t pc);

#endif
