/*
 * flash_chip.h: the state of the flash chip, for flash.c, which is the chip, and flash_file.c, which fills it, keeps it and counts.
 *
 * Layer: emu.
 */
#ifndef EMU_FLASH_CHIP_H
#define EMU_FLASH_CHIP_H

#include "emu/flash.h"

/* A program or an erase that is under way, as --power-cut-time needs to know it. */
typedef struct Operation {
    struct Operation *before;
    Picos start, end;
    uint32_t address, n;
    bool erase;
    uint8_t *old;                /* what was there */
    uint8_t data[FLASH_PAGE];    /* program: what was asked for */
} Operation;

typedef struct Flash {
    uint8_t *bytes;
    size_t size;
    const char *file, *save, *wear_file;
    size_t size_wanted;
    bool in_place;

    /* the transaction */
    bool selected, refused;
    unsigned count; /* bytes since select */
    uint8_t opcode;
    uint32_t address;
    unsigned data_count;
    uint8_t page[FLASH_PAGE];
    bool page_set[FLASH_PAGE];

    Picos busy_until;
    uint8_t status, status2, status3;
    bool write_enabled, volatile_enabled, asleep, reset_enabled;

    uint64_t cut_after; /* 0: never */
    Picos cut_time;     /* 0: never */
    Event cut;
    bool dead, warned_window;
    uint64_t seed;
    Operation *pending;

    uint64_t reads, bytes_read, programs, bytes_programmed, erases, operations, ones_asked, refusals;
    uint32_t *wear; /* erases of each sector */
} Flash;

/* --power-cut-time has come: undoes what has not begun, leaves what is under way half done. ctx: the Flash. */
void emu_flash_cut(Machine *m, void *ctx);
/* Frees what was noted of operations that are over at that moment. */
void emu_flash_forget(Flash *f, Picos now);

#endif
