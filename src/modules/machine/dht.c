/*
 * dht.c: machine.dht_readinto: the 40 bits of a DHT11 or DHT22, for lib/dht.py.
 *
 * The host pulls the wire low for long, then the sensor answers: 80 us low, 80 us high, and for each bit 50 us low and
 * 26 us (0) or 70 us (1) high.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py, tests/esp8266/run_drivers.py.
 */
#include "modules/machine/pin.h"
#include "platform/platform.h"

/* Microseconds; a sensor that is asked must have been left alone for IDLE. */
enum { IDLE = 10000, START = 18000, RELEASE = 10, ANSWER = 100, FIRST_HIGH = 150, BIT_HIGH = 150, THRESHOLD = 48 };
enum { BYTES = 5 };

/* Waits that long, also when events wake the processor. */
static void wait_us(uint64_t us)
{
    uint64_t end = kk_platform_ticks_us() + us;
    for (uint64_t now; (now = kk_platform_ticks_us()) < end;)
        kk_platform_sleep_us(end - now);
}

/* Whether the wire went low in time. */
KK_HOT KK_NOINLINE static bool await_answer(unsigned id)
{
    for (unsigned i = 0; i < ANSWER; i++) {
        if (!kk_pins_read(id))
            return true;
        kk_pins_delay_us(1);
    }
    return false;
}

/* Lets go of the wire and reads what comes; interrupts are off. */
KK_HOT KK_NOINLINE static bool read_bytes(unsigned id, uint8_t *to)
{
    kk_pins_write(id, true);
    kk_pins_delay_us(RELEASE);
    if (!await_answer(id) || kk_pins_pulse_us(id, true, FIRST_HIGH) < 0)
        return false;
    for (unsigned i = 0; i < BYTES; i++) {
        unsigned byte = 0;
        for (unsigned bit = 0; bit < 8; bit++) {
            int32_t us = kk_pins_pulse_us(id, true, BIT_HIGH);
            if (us < 0)
                return false;
            byte = byte << 1 | (us > THRESHOLD);
        }
        to[i] = (uint8_t)byte;
    }
    return true;
}

/* Asks a DHT sensor and stores its five bytes; the last one is the sum of the others. */
KK_FUNCTION(machine, dht_readinto, "(pin, buf, /)")
Value kk_dht_readinto(Vm *vm, Value self, Args args)
{
    unsigned id;
    Buffer to;
    if (!kk_pin_arg(vm, args.pos[0], &id) || !kk_buffer_writable(vm, args.pos[1], &to))
        return KK_ERROR;
    if (to.len < BYTES)
        return kk_raise(vm, KK_ValueError, "buffer too small");
    kk_pins_write(id, true);
    if (kk_pins_mode(id, PIN_OPEN_DRAIN, PIN_PULL_UP) < 0)
        return kk_raise(vm, KK_ValueError, "Pin(%u) cannot be open-drain", id);
    wait_us(IDLE);
    kk_pins_write(id, false);
    wait_us(START);
    uint32_t state = kk_pins_lock();
    bool good = read_bytes(id, to.at);
    kk_pins_unlock(state);
    return good ? kk_none : kk_raise_os(vm, KK_ETIMEDOUT, KK_UNSET);
}
