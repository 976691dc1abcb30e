/*
 * m_esp_apa102.c: esp.apa102_write, for lib/apa102.py.
 *
 * Layer: ports.   Tests: tests/esp8266/run_drivers.py.
 */
#include "modules/machine/pin.h"

static void put_byte(unsigned clock, unsigned data, unsigned byte)
{
    for (int bit = 7; bit >= 0; bit--) {
        kk_pins_write(data, byte >> bit & 1);
        kk_pins_write(clock, true);
        kk_pins_write(clock, false);
    }
}

/* Sends four bytes for each LED: red, green, blue, brightness (0..31), between what begins and ends the strip's data. */
KK_FUNCTION(esp, apa102_write, "(clock, data, buf, /)")
Value kk_esp_apa102_write(Vm *vm, Value self, Args args)
{
    unsigned clock, data;
    Buffer leds;
    if (!kk_pin_arg(vm, args.pos[0], &clock) || !kk_pin_arg(vm, args.pos[1], &data) ||
        !kk_buffer_arg(vm, args.pos[2], &leds))
        return KK_ERROR;
    for (int i = 0; i < 4; i++)
        put_byte(clock, data, 0);
    size_t n = leds.len / 4;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *led = leds.at + 4 * i;
        put_byte(clock, data, 0xE0u | (kk_rom_byte(led + 3) & 31));
        for (int k = 2; k >= 0; k--)
            put_byte(clock, data, kk_rom_byte(led + k));
    }
    /* Each LED delays the data by half a clock: the last one needs n / 2 more clocks to have it. */
    for (size_t i = 0; i < n / 16 + 4; i++)
        put_byte(clock, data, 0xFF);
    return kk_none;
}
