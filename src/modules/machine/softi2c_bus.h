/*
 * softi2c_bus.h: the wires of an I2C bus, driven by hand as its only master.
 *
 * Functions return -KK_ETIMEDOUT when a line is held low for longer than the time allowed. Between a start
 * and a stop SCL is low.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py.
 */
#ifndef KK_MODULES_MACHINE_SOFTI2C_BUS_H
#define KK_MODULES_MACHINE_SOFTI2C_BUS_H

#include "modules/machine/pace.h"

typedef struct I2cBus {
    unsigned scl, sda;
    uint32_t timeout; /* us that a part may hold SCL low */
    Pace pace;
} I2cBus;

/* A start, or a repeated start. A part that was interrupted in the middle of a byte and holds SDA is clocked free. */
int kk_softi2c_bus_start(I2cBus *bus);
int kk_softi2c_bus_stop(I2cBus *bus);
/* 1: acknowledged, 0: not. */
int kk_softi2c_bus_put(I2cBus *bus, uint8_t byte);
/* Stores a byte, and acknowledges it if ack. */
int kk_softi2c_bus_get(I2cBus *bus, uint8_t *byte, bool ack);

#endif
