/*
 * part_ws2812.c: a strip of WS2812 LEDs (WS2811 with khz=400): reads the bits from the lengths of the pulses,
 * shows them after the pause that latches, and says which pulses the data sheet does not allow.
 *
 * The log has a line for each frame: "TIME us N leds B bad: RRGGBB RRGGBB ...", the colours of the whole strip;
 * RRGGBBWW for LEDs of four bytes.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MAX = 4096, WARNINGS_A_FRAME = 5 };

/* Nanoseconds: the pulses of a 0 and a 1, and the low that belongs to each; +-150. */
typedef struct Timing {
    int high[2], low[2];
} Timing;

static const Timing timing_800 = {{400, 800}, {850, 450}}, timing_400 = {{500, 1200}, {2000, 1300}};
enum { TOLERANCE = 150, NO_DATA_NS = 10000 };

typedef struct Strip {
    unsigned pin, count, bytes;
    const Timing *timing;
    Picos reset;
    FILE *log;
    Event latch;

    Picos rose, fell;
    bool in_frame, last_bit;
    uint8_t *next, *shown; /* what comes in, what is lit */
    size_t bits;           /* of this frame, those passed on to the next strip included */
    unsigned bad;
} Strip;

static void bad_pulse(Machine *m, Strip *strip, const char *what, uint64_t ns, int nominal)
{
    if (strip->bad++ < WARNINGS_A_FRAME)
        emu_machine_warn(m, "ws2812 at pin %u: bit %zu: a %s of %u ns, not within %d..%d", strip->pin, strip->bits, what,
                         (unsigned)ns, nominal - TOLERANCE, nominal + TOLERANCE);
}

static bool allowed(uint64_t ns, int nominal)
{
    return ns + TOLERANCE >= (uint64_t)nominal && ns <= (uint64_t)(nominal + TOLERANCE);
}

static void write_frame(Machine *m, Strip *strip)
{
    if (strip->log == NULL)
        return;
    uint64_t ns = emu_machine_now(m) / EMU_NS;
    fprintf(strip->log, "%llu.%03u us %u leds %u bad:", (unsigned long long)(ns / 1000), (unsigned)(ns % 1000), strip->count,
            strip->bad);
    for (unsigned i = 0; i < strip->count; i++) {
        const uint8_t *led = strip->shown + i * strip->bytes; /* green, red, blue, white */
        fprintf(strip->log, " %02x%02x%02x", led[1], led[0], led[2]);
        if (strip->bytes == 4)
            fprintf(strip->log, "%02x", led[3]);
    }
    fputc('\n', strip->log);
    fflush(strip->log);
}

/* The line was low for long enough. */
static void latch(Machine *m, void *ctx)
{
    Strip *strip = ctx;
    size_t room = (size_t)strip->count * strip->bytes * 8, whole = strip->bits - strip->bits % (strip->bytes * 8);
    if (whole != strip->bits && strip->bits < room)
        emu_machine_warn(m, "ws2812 at pin %u: the frame ends after %zu bits, within an LED", strip->pin, strip->bits);
    memcpy(strip->shown, strip->next, (whole < room ? whole : room) / 8);
    if (whole > 0)
        write_frame(m, strip);
    strip->in_frame = false;
    strip->bits = 0;
    strip->bad = 0;
}

static void pulse_begins(Machine *m, Strip *strip, Picos now)
{
    emu_machine_cancel(m, &strip->latch);
    uint64_t low = (now - strip->fell) / EMU_NS;
    int nominal = strip->timing->low[strip->last_bit];
    if (strip->in_frame && !allowed(low, nominal))
        bad_pulse(m, strip, "low", low, nominal);
    strip->rose = now;
}

static void pulse_ends(Machine *m, Strip *strip, Picos now)
{
    uint64_t high = (now - strip->rose) / EMU_NS;
    const int *nominal = strip->timing->high;
    /* A pin that was pulled up until the program made it an output: the strip keeps its colours. */
    if (!strip->in_frame && high > NO_DATA_NS)
        return;
    bool bit = 2 * high >= (uint64_t)(nominal[0] + nominal[1]);
    if (!allowed(high, nominal[bit]))
        bad_pulse(m, strip, "pulse", high, nominal[bit]);
    size_t at = strip->bits++ / 8;
    if (at < (size_t)strip->count * strip->bytes)
        strip->next[at] = (uint8_t)(strip->next[at] << 1 | bit);
    strip->in_frame = true;
    strip->last_bit = bit;
    strip->fell = now;
    emu_machine_at(m, &strip->latch, now + strip->reset);
}

static void changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Strip *strip = ctx;
    if (level)
        pulse_begins(m, strip, emu_machine_now(m));
    else if (strip->rose != 0)
        pulse_ends(m, strip, emu_machine_now(m));
}

static void end(void *ctx)
{
    Strip *strip = ctx;
    if (strip->log != NULL)
        fclose(strip->log);
}

static bool attach(Machine *m, PartOptions *options)
{
    unsigned pin = emu_parts_pin(options, "pin");
    long count = emu_parts_number(options, "count", 1, 1, COUNT_MAX), bytes = emu_parts_number(options, "bytes", 3, 3, 4);
    long khz = emu_parts_number(options, "khz", 800, 400, 800), reset = emu_parts_number(options, "reset", 50, 6, 1000);
    const char *log = emu_parts_text(options, "log");
    if (khz != 400 && khz != 800)
        emu_parts_wrong(options, "khz=%ld is neither 400 nor 800", khz);
    if (!emu_parts_good(options))
        return false;
    Strip *strip = emu_parts_state(sizeof *strip);
    strip->pin = pin;
    strip->count = (unsigned)count;
    strip->bytes = (unsigned)bytes;
    strip->timing = khz == 400 ? &timing_400 : &timing_800;
    strip->reset = (Picos)reset * EMU_US;
    strip->next = emu_parts_state((size_t)(count * bytes));
    strip->shown = emu_parts_state((size_t)(count * bytes));
    strip->latch.fire = latch;
    strip->latch.ctx = strip;
    if (log != NULL && (strip->log = fopen(log, "w")) == NULL) {
        emu_parts_wrong(options, "%s: %s", log, strerror(errno));
        return false;
    }
    emu_pins_watch(m, pin, changed, strip);
    emu_parts_at_end(m, end, strip);
    return true;
}

const PartKind emu_part_ws2812 = {
    "ws2812", "pin=N[,count=1][,bytes=3|4][,khz=800|400][,reset=50][,log=FILE]: a strip of LEDs, its frames in FILE", attach};
