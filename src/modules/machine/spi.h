/*
 * spi.h: what SPI masters have in common: the methods that transfer bytes.
 *
 * An object of such a type begins with an SpiObj.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py.
 */
#ifndef KK_MODULES_MACHINE_SPI_H
#define KK_MODULES_MACHINE_SPI_H

#include "object/ops.h"

typedef struct SpiObj SpiObj;

/* Sends out[0, n), or n times fill when out is NULL, and stores what comes in, unless in is NULL. out may lie in flash,
 * and be the same as in. */
typedef void (*SpiTransfer)(const SpiObj *spi, const uint8_t *out, uint8_t fill, uint8_t *in, size_t n);

struct SpiObj {
    uintptr_t header;
    SpiTransfer transfer; /* NULL until it is initialised, and after deinit() */
    uintptr_t baudrate;
    uintptr_t polarity, phase, lsb_first;
};

extern const TypeObj kk_type_SPIBase;

/* The arguments that all have; each may be KK_UNSET: nothing changes. bits must be 8. @raises TypeError, ValueError */
typedef struct SpiOptions {
    Value baudrate, polarity, phase, bits, firstbit;
} SpiOptions;
KK_MUST_CHECK bool kk_spi_configure(Vm *vm, SpiObj *spi, const SpiOptions *options);

#endif
