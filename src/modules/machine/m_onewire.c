/*
 * m_onewire.c: the module _onewire: the pulses of the 1-Wire bus, for lib/onewire.py.
 *
 * The pin is open-drain with a pull-up. Where a few microseconds decide, interrupts are off and the code is in fast
 * memory: a miss of the flash cache takes as long as a bit may. Times are those of the DS18B20's data sheet.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py, tests/esp8266/run_drivers.py.
 */
#include "modules/machine/pin.h"
#include "types/bytes/bytes.h"

KK_MODULE(_onewire)

/* Microseconds. */
enum {
    RESET_LOW = 480, RESET_SAMPLE = 70, RESET_REST = 410,
    READ_LOW = 2, READ_SAMPLE = 9, READ_REST = 52,
    WRITE_1_LOW = 6, WRITE_1_REST = 58, WRITE_0_LOW = 62, WRITE_0_REST = 3
};

/* Whether a part answered. */
KK_HOT KK_NOINLINE static bool reset(unsigned id)
{
    kk_pins_write(id, false);
    kk_pins_delay_us(RESET_LOW);
    uint32_t state = kk_pins_lock();
    kk_pins_write(id, true);
    kk_pins_delay_us(RESET_SAMPLE);
    bool present = !kk_pins_read(id);
    kk_pins_unlock(state);
    kk_pins_delay_us(RESET_REST);
    /* A wire that is still low has no pull-up, or is shorted. */
    return present && kk_pins_read(id);
}

KK_HOT KK_NOINLINE static bool read_bit(unsigned id)
{
    uint32_t state = kk_pins_lock();
    kk_pins_write(id, false);
    kk_pins_delay_us(READ_LOW);
    kk_pins_write(id, true);
    kk_pins_delay_us(READ_SAMPLE);
    bool bit = kk_pins_read(id);
    kk_pins_unlock(state);
    kk_pins_delay_us(READ_REST);
    return bit;
}

KK_HOT KK_NOINLINE static void write_bit(unsigned id, bool bit)
{
    uint32_t state = kk_pins_lock();
    kk_pins_write(id, false);
    kk_pins_delay_us(bit ? WRITE_1_LOW : WRITE_0_LOW);
    kk_pins_write(id, true);
    kk_pins_unlock(state);
    kk_pins_delay_us(bit ? WRITE_1_REST : WRITE_0_REST);
}

/* Resets the bus; whether there is a part. */
KK_FUNCTION(_onewire, reset, "(pin, /)")
Value kk_onewire_reset(Vm *vm, Value self, Args args)
{
    unsigned id;
    return kk_pin_arg(vm, args.pos[0], &id) ? kk_bool(reset(id)) : KK_ERROR;
}

/* Reads a bit. */
KK_FUNCTION(_onewire, readbit, "(pin, /)")
Value kk_onewire_readbit(Vm *vm, Value self, Args args)
{
    unsigned id;
    return kk_pin_arg(vm, args.pos[0], &id) ? KK_INT(read_bit(id)) : KK_ERROR;
}

/* Reads a byte, the lowest bit first. */
KK_FUNCTION(_onewire, readbyte, "(pin, /)")
Value kk_onewire_readbyte(Vm *vm, Value self, Args args)
{
    unsigned id, byte = 0;
    if (!kk_pin_arg(vm, args.pos[0], &id))
        return KK_ERROR;
    for (unsigned i = 0; i < 8; i++)
        byte |= (unsigned)read_bit(id) << i;
    return KK_INT(byte);
}

/* Writes a bit. */
KK_FUNCTION(_onewire, writebit, "(pin, value, /)")
Value kk_onewire_writebit(Vm *vm, Value self, Args args)
{
    unsigned id;
    bool bit;
    if (!kk_pin_arg(vm, args.pos[0], &id) || !kk_truth(vm, args.pos[1], &bit))
        return KK_ERROR;
    write_bit(id, bit);
    return kk_none;
}

/* Writes a byte, the lowest bit first. */
KK_FUNCTION(_onewire, writebyte, "(pin, value, /)")
Value kk_onewire_writebyte(Vm *vm, Value self, Args args)
{
    unsigned id;
    uint8_t byte;
    if (!kk_pin_arg(vm, args.pos[0], &id) || !kk_byte_arg(vm, args.pos[1], &byte))
        return KK_ERROR;
    for (unsigned i = 0; i < 8; i++)
        write_bit(id, byte >> i & 1);
    return kk_none;
}

/* The CRC of 1-Wire, x^8 + x^5 + x^4 + 1: 0 when the last byte is the CRC of those before. */
KK_FUNCTION(_onewire, crc8, "(data, /)")
Value kk_onewire_crc8(Vm *vm, Value self, Args args)
{
    Buffer data;
    unsigned crc = 0;
    if (!kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    for (size_t i = 0; i < data.len; i++) {
        crc ^= kk_rom_byte(data.at + i);
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0x8Cu : 0);
    }
    return KK_INT(crc);
}
