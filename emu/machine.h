/*
 * machine.h: what the pieces of the emulator know of each other: time, events, the bus, interrupt lines,
 * resets. The CPU and memory are behind it (cpu.h, memory.h); devices and parts see only this and pins.h.
 *
 * Time is counted in picoseconds of the emulated world. An instruction takes one CPU cycle, so that a
 * run is exact and repeatable; waiti skips to the next event. Everything happens on one thread.
 *
 * Layer: emu.
 */
#ifndef EMU_MACHINE_H
#define EMU_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Machine Machine;

typedef uint64_t Picos;
#define EMU_NS ((Picos)1000)
#define EMU_US ((Picos)1000000)
#define EMU_MS ((Picos)1000000000)
#define EMU_S ((Picos)1000000000000)

/* The moment of the instruction that is being executed, since power-on (it goes on over resets). */
Picos emu_machine_now(const Machine *m);
/* Instructions executed since power-on. */
uint64_t emu_machine_instructions(const Machine *m);
/* CPU cycles in a second: 52, 80 or 160 million. Setting it is the business of DPORT and the PLL. */
uint32_t emu_machine_cpu_hz(const Machine *m);
void emu_machine_set_cpu_hz(Machine *m, uint32_t hz);

/* ---- events ---- */

/* Something that will happen. It lies in the structure of its owner, zeroed at first; while it is
 * armed the machine holds on to it. */
typedef struct Event {
    Picos when;
    void (*fire)(Machine *m, void *ctx); /* when has come; the event is disarmed and may be armed again */
    void *ctx;
    size_t place; /* the machine's: 0 when not armed */
} Event;

/* Arms the event (moves it when it is armed already). A moment in the past means now. */
void emu_machine_at(Machine *m, Event *event, Picos when);
void emu_machine_cancel(Machine *m, Event *event);

/* ---- the bus ---- */

/* A block of 32-bit registers. offset is from base and a multiple of 4. Narrower accesses never reach it. */
typedef struct BusDevice {
    const char *name; /* for messages: "uart0" */
    uint32_t base, size;
    uint32_t (*read)(Machine *m, void *dev, uint32_t offset);
    void (*write)(Machine *m, void *dev, uint32_t offset, uint32_t value);
    void (*reset)(Machine *m, void *dev, bool power_on); /* NULL: nothing to do. Not called for chip resets
                                                            of devices in the RTC domain unless power_on */
    void *dev;
    bool rtc_domain;  /* keeps its state over software, watchdog and deep-sleep resets */
} BusDevice;

/* Adds a device; the structure stays the caller's and must live as long as m. */
void emu_machine_map(Machine *m, const BusDevice *device);

/* ---- interrupts ---- */

enum { IRQ_SPI = 2, IRQ_GPIO = 4, IRQ_UART = 5, IRQ_CCOMPARE0 = 6, IRQ_SOFTWARE = 7, IRQ_WDT = 8, IRQ_FRC1 = 9,
       IRQ_FRC2 = 10, IRQ_NMI = 14 };

/* Sets the level of an interrupt line of the CPU. Lines that latch edges (FRC1, FRC2 as the chip wires
 * them, NMI) latch when it rises. */
void emu_machine_irq(Machine *m, unsigned number, bool level);

/* ---- resets and ends ---- */

/* Why the chip starts anew; what the guest reads of it is the business of rtc.c. */
typedef enum ResetCause { RESET_POWER_ON, RESET_EXTERNAL, RESET_SOFTWARE, RESET_WATCHDOG, RESET_DEEP_SLEEP } ResetCause;

/* After this instruction the chip resets: CPU and devices outside the RTC domain start anew and the boot ROM loads
 * the image again. delay: the chip is dark that long first (deep sleep). */
void emu_machine_reset(Machine *m, ResetCause cause, Picos delay);
/* Ends the emulation with that exit status after this instruction; why is printed to standard error when it is not NULL. */
void emu_machine_stop(Machine *m, int status, const char *why);
/* Prints "kukri-emu: TEXT" with the emulated time and pc to standard error; for what a guest does wrong (a write to an
 * unknown register, contention on a pin). At most some hundred a run, then a last line says so. */
void emu_machine_warn(Machine *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- hooks ---- */

/* Calls start when all options are read, before the boot; false, after a message, ends the program with status 2. */
void emu_machine_at_start(Machine *m, bool (*start)(Machine *m, void *ctx), void *ctx);
/* Calls end once when the run is over, however it ended, in the order of registration: files are written, terminals restored. */
void emu_machine_at_end(Machine *m, void (*end)(void *ctx), void *ctx);
/* Calls print at the end of a run with --stats: lines "NAME: VALUE ..." to standard error. */
void emu_machine_at_stats(Machine *m, void (*print)(void *ctx), void *ctx);
/* The CPU sleeps (waiti, deep sleep) and the next event is at `until`, UINT64_MAX when there is none. idle may wait for the
 * outside world in real time, arm events, raise interrupts; true: something may have changed, look again; false: nothing to
 * wait for (time goes on to `until`, or the run ends because nothing can ever happen). */
void emu_machine_set_idle(Machine *m, bool (*idle)(Machine *m, void *ctx, Picos until), void *ctx);
/* Lets n cycles pass without an instruction (ROM functions, flash that is waited for). */
void emu_machine_spend(Machine *m, uint64_t cycles);
/* Why the machine started the last time. */
ResetCause emu_machine_reset_cause(const Machine *m);

/* ---- the flash window ---- */

/* Sets what 0x40200000 shows: nothing, or the given MiB of the flash; the cache takes so many 16 KiB banks of IRAM. */
void emu_machine_window(Machine *m, bool enabled, unsigned mib, unsigned banks);
/* It shows something now. */
bool emu_machine_window_is_open(const Machine *m);
/* flash.c says that [offset, offset + n) of the flash's content is different now. */
void emu_machine_flash_changed(Machine *m, size_t offset, size_t n);

/* ---- memory, for ROM functions, DMA-like devices and tests ---- */

/* The bytes at an emulated address, NULL when [address, address + n) is not plain memory. */
uint8_t *emu_machine_memory(Machine *m, uint32_t address, size_t n);
/* The content of the flash chip (not through the cache) and its size in bytes; flash.c owns it. */
uint8_t *emu_machine_flash(Machine *m, size_t *size);

#endif
