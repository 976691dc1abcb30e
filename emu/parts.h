/*
 * parts.h: parts that people wire to the chip, attached on the command line:
 * --part NAME:key=value,key=value (a pin is a number: "pin=2"). Each kind is a file of its own, emu/part_NAME.c, that defines
 * `const PartKind emu_part_NAME` and has a row in emu/parts.def.
 *
 * Layer: emu.
 */
#ifndef EMU_PARTS_H
#define EMU_PARTS_H

#include "emu/machine.h"
#include "emu/pins.h"

typedef struct PartOptions PartOptions; /* the keys and values behind the colon */

/* The value of a key; NULL when it was not given. */
const char *emu_parts_text(PartOptions *options, const char *key);
/* A decimal number like -12.5 in units of 1/scale; fallback, already scaled, when it was not given. lo and hi are whole. */
long emu_parts_scaled(PartOptions *options, const char *key, long fallback, long scale, long lo, long hi);
/* The number of a pin; it must be given. */
unsigned emu_parts_pin(PartOptions *options, const char *key);
/* A number; fallback when it was not given. A value that is no number, or outside lo..hi, is an error of the whole option. */
long emu_parts_number(PartOptions *options, const char *key, long fallback, long lo, long hi);

typedef struct PartKind {
    const char *name;
    const char *help; /* "pin=N[,count=N][,log=FILE]: a strip of WS2812 LEDs" */
    /* Makes the part; false when the options are wrong (the reason was given to emu_parts_wrong). */
    bool (*attach)(Machine *m, PartOptions *options);
} PartKind;

void emu_parts_wrong(PartOptions *options, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* False once an option was wrong: attach then has to give up. */
bool emu_parts_good(const PartOptions *options);
/* Memory of n zeroed bytes for a part's state, for as long as the emulator runs. */
void *emu_parts_state(size_t n);

/* Attaches what one --part option says. false: a message was printed. */
bool emu_parts_attach(Machine *m, const char *option);
/* At the end of a run: parts that write files (a picture, a log) do so when told by this registration. */
void emu_parts_at_end(Machine *m, void (*end)(void *ctx), void *ctx);
/* One line per kind, for --help. */
void emu_parts_list(void);

/* While the emulator runs a script may speak to parts: "NAME WORD", or "NAME.PIN WORD" when there are several
 * of a kind. The words a part knows stand in its help. */
void emu_parts_on_request(PartOptions *options, bool (*request)(Machine *m, void *ctx, const char *text), void *ctx);
/* False when no part of that name and pin is there, or it does not know the word. */
bool emu_parts_request(Machine *m, const char *text);

#endif
