/*
 * pins.h: what a port with pins supplies for the module machine: digital pins, exact delays, edges,
 * one alarm. A port without pins leaves src/modules/machine out.
 *
 * Functions that can fail return 0 or a negative errno. All of these may be called with interrupts off, and those
 * marked @isr lie in memory that is there while flash is busy.
 *
 * Layer: platform.
 */
#ifndef KK_PLATFORM_PINS_H
#define KK_PLATFORM_PINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum PinMode { PIN_IN, PIN_OUT, PIN_OPEN_DRAIN } PinMode;
typedef enum PinPull { PIN_PULL_NONE, PIN_PULL_UP } PinPull;
enum { PIN_IRQ_RISING = 1, PIN_IRQ_FALLING = 2 };

/* The interpreter that kukri_notify() is called for from now on: its handlers are asked for. */
struct Vm;
void kk_pins_attach(struct Vm *vm);

/* One more than the highest pin number; at most 24. */
unsigned kk_pins_count(void);
/* Whether the pin can be used (the chip has it, and flash does not hang on it). */
bool kk_pins_exists(unsigned id);
/* Makes it a GPIO of that mode. The level that an output has from the start is set before. -KK_EINVAL: not with this pin. */
int kk_pins_mode(unsigned id, PinMode mode, PinPull pull);
PinMode kk_pins_get_mode(unsigned id);
/* The level at the pin; the output register; @isr. Writing 1 to an open-drain pin lets go of it. */
bool kk_pins_read(unsigned id);
void kk_pins_write(unsigned id, bool level);
bool kk_pins_get_output(unsigned id);

/*
 * From now on edges of these kinds (PIN_IRQ_*, 0: none) are noted and kukri_notify() is called. hard edges are
 * handed out before all others. -KK_EINVAL: the pin has no interrupt.
 */
int kk_pins_irq(unsigned id, unsigned edges, bool hard);
/* Takes the oldest noted edge of a hard pin, or if there is none and not hard_only, of the others. false: there is none. */
bool kk_pins_take_edge(bool hard_only, unsigned *id, unsigned *edge);
/* Edges since the start that nobody will see: too many others waited. */
uint32_t kk_pins_lost_edges(void);

/* Stops interrupts; what it returns is for kk_pins_unlock. @isr */
uint32_t kk_pins_lock(void);
void kk_pins_unlock(uint32_t state);

/* Busy-waits. kk_pins_cycles() is a counter of CPU cycles, kk_pins_cycles_per_us() its speed. @isr */
void kk_pins_delay_us(uint32_t us);
uint32_t kk_pins_cycles(void);
uint32_t kk_pins_cycles_per_us(void);

/*
 * Sends n bytes, most significant bit first, by the lengths of pulses: timing is {high of a 0, low of a 0, high of a
 * 1, low of a 1} in nanoseconds. data is in RAM. Interrupts are off meanwhile, but for the NMI.
 */
void kk_pins_bitstream(unsigned id, const uint32_t timing[4], const uint8_t *data, size_t n);
/*
 * Waits until the pin has the level (at most timeout us), then measures how long it keeps it (at most timeout us).
 * Returns microseconds, -2 when it never came, -1 when it did not end, -KK_EINTR when kukri_interrupt was called.
 */
int32_t kk_pins_pulse_us(unsigned id, bool level, uint32_t timeout);

/* At this time of kk_platform_ticks_us() kukri_notify() is called, once; a later call moves it. UINT64_MAX: never. */
void kk_pins_alarm(uint64_t when);

#endif
