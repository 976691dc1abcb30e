/*
 * softi2c_bus.c: bits and bytes of I2C. The clock is never faster than asked for; interrupts may stretch it.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py.
 */
#include "modules/machine/softi2c_bus.h"

#include "platform/platform.h"

/*
 * SCL is low for the longer part of a period: at 400 kHz parts may need 1.3 us of low and 0.6 us of high, at 100 kHz
 * 4.7 us and 4.0 us; the instructions around the edges take about 0.1 us from the one to the other.
 */
static uint32_t low_cycles(const I2cBus *bus) { return bus->pace.period * 29 / 50; }
static uint32_t high_cycles(const I2cBus *bus) { return bus->pace.period - low_cycles(bus); }

/* Waits for the end of what has begun, SCL is high next or low. */
static void wait_for_high(I2cBus *bus) { kk_pace_wait(&bus->pace, high_cycles(bus)); }
static void wait_for_low(I2cBus *bus) { kk_pace_wait(&bus->pace, low_cycles(bus)); }

/* Lets go of SCL, which a part may hold low to gain time, and keeps it high for its part of the period. */
static int raise_clock(I2cBus *bus)
{
    kk_pins_write(bus->scl, true);
    if (!kk_pins_read(bus->scl)) {
        uint32_t start = kk_pins_cycles(), rate = kk_pins_cycles_per_us(), us = 0;
        while (!kk_pins_read(bus->scl)) {
            for (; kk_pins_cycles() - start >= rate; start += rate)
                us++;
            if (us > bus->timeout)
                return -KK_ETIMEDOUT;
        }
        kk_pace_restart(&bus->pace, high_cycles(bus));
    }
    wait_for_low(bus);
    return 0;
}

static int put_bit(I2cBus *bus, bool bit)
{
    kk_pins_write(bus->sda, bit);
    wait_for_high(bus);
    int result = raise_clock(bus);
    kk_pins_write(bus->scl, false);
    return result;
}

/* The bit, or a negative errno. */
static int get_bit(I2cBus *bus)
{
    kk_pins_write(bus->sda, true);
    wait_for_high(bus);
    int result = raise_clock(bus);
    if (result == 0)
        result = kk_pins_read(bus->sda);
    kk_pins_write(bus->scl, false);
    return result;
}

/* A part that still sends a byte lets go of SDA after at most nine clocks. */
static int free_data(I2cBus *bus)
{
    for (int i = 0; i < 9 && !kk_pins_read(bus->sda); i++) {
        kk_pins_write(bus->scl, false);
        wait_for_high(bus);
        int result = raise_clock(bus);
        if (result < 0)
            return result;
    }
    return kk_pins_read(bus->sda) ? 0 : -KK_ETIMEDOUT;
}

int kk_softi2c_bus_start(I2cBus *bus)
{
    kk_pins_write(bus->sda, true);
    wait_for_high(bus);
    int result = raise_clock(bus);
    if (result == 0 && !kk_pins_read(bus->sda))
        result = free_data(bus);
    if (result < 0)
        return result;
    kk_pins_write(bus->sda, false);
    wait_for_low(bus);
    kk_pins_write(bus->scl, false);
    return 0;
}

int kk_softi2c_bus_stop(I2cBus *bus)
{
    kk_pins_write(bus->sda, false);
    wait_for_high(bus);
    int result = raise_clock(bus);
    kk_pins_write(bus->sda, true);
    wait_for_low(bus);
    return result;
}

int kk_softi2c_bus_put(I2cBus *bus, uint8_t byte)
{
    for (int i = 7; i >= 0; i--) {
        int result = put_bit(bus, byte >> i & 1);
        if (result < 0)
            return result;
    }
    int bit = get_bit(bus);
    return bit < 0 ? bit : bit == 0;
}

int kk_softi2c_bus_get(I2cBus *bus, uint8_t *byte, bool ack)
{
    unsigned bits = 0;
    for (int i = 0; i < 8; i++) {
        int bit = get_bit(bus);
        if (bit < 0)
            return bit;
        bits = bits << 1 | (unsigned)bit;
    }
    *byte = (uint8_t)bits;
    return put_bit(bus, !ack);
}
