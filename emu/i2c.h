/*
 * i2c.h: a device on an I2C bus, as seen from its two pins: starts, addresses, bytes and acknowledgements. The
 * parts behind it see bytes.
 *
 * Layer: emu.
 */
#ifndef EMU_I2C_H
#define EMU_I2C_H

#include "emu/parts.h"

typedef struct I2cKind {
    const char *name;
    /* A start and an address; true acknowledges it. Data of the transfer before that was not followed by a stop is void. */
    bool (*select)(Machine *m, void *ctx, uint8_t address, bool read);
    /* A byte for the device; true acknowledges it. */
    bool (*write)(Machine *m, void *ctx, uint8_t byte);
    /* The next byte from the device. */
    uint8_t (*read)(Machine *m, void *ctx);
    /* A stop after select was answered with true. */
    void (*stop)(Machine *m, void *ctx);
} I2cKind;

/* Connects a device by the keys sda, scl, khz (400: times below those of this speed are warned of; 0 allows all), stretch (us by
 * which it holds the clock after each byte) and pullup (1). false: an option was wrong. */
bool emu_i2c_attach(Machine *m, PartOptions *options, const I2cKind *kind, void *ctx);

#endif
