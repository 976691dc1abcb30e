/*
 * core.h: what the files of the core (CPU, memory, ROM, runner) share and devices do not see: the
 * Machine itself. Devices use machine.h.
 *
 * Layer: emu.
 */
#ifndef EMU_CORE_H
#define EMU_CORE_H

#include "emu/devices.h"
#include "emu/machine.h"

/* ---- the memory map ---- */

enum {
    DRAM_BASE = 0x3ffe8000,
    DRAM_SIZE = 96 << 10, /* 80 KiB for the program, 16 KiB that the ROM uses at boot */
    ROM_BASE = 0x40000000,
    ROM_SIZE = 64 << 10,
    IRAM_BASE = 0x40100000,
    IRAM_SIZE = 64 << 10, /* of which the cache takes one or two banks of 16 KiB from the end */
    IRAM_BANK = 16 << 10,
    WINDOW_BASE = 0x40200000, /* the flash, through the cache */
    WINDOW_SIZE = 1 << 20,
    SIM_BASE = 0x50000000, /* --sim: where QEMU's core begins */
    SIM_SIZE = 4 << 20,
};

/* A table of pages covers what is accessed most, in one look-up. */
enum { PAGE_BITS = 12, PAGE_SIZE = 1 << PAGE_BITS, PAGED_BASE = 0x3ff00000, PAGED_SIZE = 4 << 20,
       PAGES = PAGED_SIZE >> PAGE_BITS };

/* An instruction taken apart. There is one for each byte of executable memory; op 0 says that nobody
 * has looked yet. */
typedef struct Decoded {
    uint8_t op, r, s, t;
    uint32_t imm;
} Decoded;

/* Memory that instructions can be fetched from. */
typedef struct Region {
    uint32_t base, size;
    uint8_t *bytes;
    Decoded *code; /* size entries, and some behind them that are never anything but undecoded */
} Region;

enum { REGION_IRAM, REGION_WINDOW, REGION_SIM, REGIONS };

/* Memory that --load puts anywhere: data only. */
typedef struct Block {
    struct Block *next;
    uint32_t base, size;
    uint8_t *bytes;
} Block;

typedef struct Memory {
    uint8_t *dram, *iram;
    Region regions[REGIONS];
    /* What answers a load of a word, of a part of a word, a store of either: NULL is the slow way. */
    uint8_t *word[PAGES], *part[PAGES], *store[PAGES];
    const BusDevice *devices[64];
    size_t device_count;
    Block *blocks;
    bool lenient;        /* as QEMU: every memory answers bytes and can be written */
    bool window_enabled; /* the flash window answers */
    unsigned window_mib; /* which MiB of the flash it shows */
    unsigned cache_banks;
} Memory;

/* ---- the CPU ---- */

enum { PS_INTLEVEL = 15, PS_EXCM = 0x10, PS_UM = 0x20, PS_RING = 0xc0 };

enum { CAUSE_ILLEGAL = 0, CAUSE_SYSCALL = 1, CAUSE_FETCH_ERROR = 2, CAUSE_LOAD_STORE = 3, CAUSE_INTERRUPT = 4,
       CAUSE_UNALIGNED = 9, CAUSE_FETCH_PROHIBITED = 20, CAUSE_LOAD_PROHIBITED = 28, CAUSE_STORE_PROHIBITED = 29 };

enum { DEBUG_LEVEL = 2, NMI_LEVEL = 3 };

typedef struct Cpu {
    uint32_t ar[16];
    uint32_t pc;
    uint32_t sr[256];
    uint32_t lines;   /* levels of the interrupt lines */
    uint32_t latched; /* edges that came, software interrupts, the timer */
    bool waiting;     /* in waiti */
    bool in_nmi;      /* its handler runs */
} Cpu;

/* ---- the machine ---- */

typedef struct Hook {
    struct Hook *next;
    void (*call)(void *ctx);
    bool (*start)(Machine *m, void *ctx);
    void *ctx;
} Hook;

struct Machine {
    Cpu cpu;
    Memory memory;

    /* Cycles since power-on, at the end of the slice that is being executed; left of them are to come.
     * idle are those in which no instruction was executed. */
    uint64_t slice_end, idle;
    int64_t left;
    bool attention; /* the slice must end: an interrupt, an event, a reset or the end is due */

    uint32_t hz;
    uint64_t base_cycles; /* the moment of the last change of the clock */
    Picos base_time;
    int64_t ccount_offset;      /* CCOUNT - ticks */
    uint64_t compare_at;        /* the cycle of the next match of CCOMPARE0 */
    unsigned cycles_per_tick;   /* of CCOUNT: 1; 25 as QEMU's -icount shift=0 has it */

    bool in_event; /* an event is happening, at event_time */
    Picos event_time;
    Event **events; /* a heap, from index 1 */
    size_t event_count, event_room;

    void *kept[EMU_DEVICES];
    Hook *starts, *ends, *stats;
    bool (*idle_hook)(Machine *m, void *ctx, Picos until);
    void *idle_ctx;

    bool stopped;
    int status;
    bool reset_wanted;
    ResetCause reset_cause; /* of the last reset */
    Picos reset_delay;
    unsigned warnings;

    uint64_t max_instructions;
    Picos max_time;
    bool want_stats;
    bool sim;     /* simcalls are answered */
    bool rom_log; /* the ROM's own messages go to UART0 */
    const char *elf; /* the program of --elf: loaded instead of the flash's image at every reset */
    uint32_t entry;

    /* Observers, called before each instruction; with one the machine goes in single steps. */
    void (*observe[4])(Machine *m, void *ctx);
    void *observe_ctx[4];
    unsigned observers;

    uint64_t trapped; /* loads of bytes from memory that has only words */
    void (*on_trap)(Machine *m, uint32_t address);
};

static inline uint64_t emu_core_cycles(const Machine *m)
{
    return m->slice_end - (uint64_t)m->left;
}

#endif
