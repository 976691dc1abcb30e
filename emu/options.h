/*
 * options.h: the command line. options.def has a row for each option, so that a device adds its own
 * without another file knowing.
 *
 * Layer: emu.
 */
#ifndef EMU_OPTIONS_H
#define EMU_OPTIONS_H

#include "emu/machine.h"

#define OPTION(name, argument, help, function) bool function(Machine *m, const char *argument_text);
#include "emu/options.def"
#undef OPTION

/* Reads the whole command line; false: a message was printed (*status 2), or --help was (*status 0). */
bool emu_options_read(Machine *m, int argc, char **argv, int *status);

/* Prints "kukri-emu: --NAME: TEXT"; false, for `return emu_options_wrong(...)`. */
bool emu_options_wrong(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The whole text is a number (0x... too) in lo..hi; false: a message was printed. */
bool emu_options_number(const char *name, const char *text, uint64_t lo, uint64_t hi, uint64_t *value);

/* Reads a file; fresh memory of *size bytes, NULL: a message was printed. */
uint8_t *emu_options_file(const char *name, const char *path, size_t *size);

#endif
