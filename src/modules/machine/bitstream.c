/*
 * bitstream.c: machine.bitstream: bits as pulses of different lengths, for LEDs like the WS2812.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py, tests/esp8266/run_drivers.py.
 */
#include "modules/machine/pin.h"

/* The items of timing: nanoseconds, at most ten milliseconds each, so that cycles fit a word. */
KK_MUST_CHECK static bool timing_arg(Vm *vm, Value v, uint32_t timing[4])
{
    size_t n;
    if (!kk_len(vm, v, &n))
        return false;
    if (n != 4)
        return kk_raise_false(vm, KK_ValueError, "timing must be (high_0, low_0, high_1, low_1)");
    for (size_t i = 0; i < 4; i++) {
        intptr_t ns;
        Value item = kk_getitem(vm, v, KK_INT(i));
        if (item == KK_ERROR || !kk_index_clamped(vm, item, &ns))
            return false;
        if (ns < 0 || ns > 10000000)
            return kk_raise_false(vm, KK_ValueError, "timing out of range");
        timing[i] = (uint32_t)ns;
    }
    return true;
}

/* Sends data bit by bit, the highest of each byte first; interrupts wait meanwhile. */
KK_FUNCTION(machine, bitstream, "(pin, encoding, timing, data, /)")
Value kk_bitstream_send(Vm *vm, Value self, Args args)
{
    unsigned id;
    intptr_t encoding;
    uint32_t timing[4];
    Buffer data;
    if (!kk_pin_arg(vm, args.pos[0], &id) || !kk_index_clamped(vm, args.pos[1], &encoding))
        return KK_ERROR;
    if (encoding != 0)
        return kk_raise(vm, KK_ValueError, "encoding must be 0");
    if (!timing_arg(vm, args.pos[2], timing) || !kk_buffer_arg(vm, args.pos[3], &data))
        return KK_ERROR;
    Value copy = KK_UNSET;
    if (kk_in_flash(data.at)) {
        copy = kk_blob_new(vm, data.len);
        if (copy == KK_ERROR)
            return KK_ERROR;
        for (size_t i = 0; i < data.len; i++)
            KK_OBJ(BlobObj, copy)->at[i] = kk_rom_byte(data.at + i);
        data.at = KK_OBJ(BlobObj, copy)->at;
    }
    kk_pins_bitstream(id, timing, data.at, data.len);
    return kk_none;
}
