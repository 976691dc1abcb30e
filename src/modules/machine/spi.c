/*
 * spi.c: read, readinto, write and write_readinto of all SPI masters.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py, tests/esp8266/run_drivers.py.
 */
#include "modules/machine/spi.h"

#include "types/bytes/bytes.h"

static const Layout layout = {sizeof(SpiObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {0};
KK_TYPE(SPIBase, object) = {KK_TYPE_HEAD(SPIBase, object, &layout, TYPE_NO_NEW), .slots = &slots};
/* firstbit. */
KK_TYPE_CONST(SPIBase, MSB, KK_INT(0))
KK_TYPE_CONST(SPIBase, LSB, KK_INT(1))

/* A number of lo..hi in *out; nothing changes when v is KK_UNSET. */
KK_MUST_CHECK static bool option(Vm *vm, Value v, const char *what, intptr_t lo, intptr_t hi, uintptr_t *out)
{
    intptr_t i;
    if (v == KK_UNSET)
        return true;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < lo || i > hi)
        return kk_raise_false(vm, KK_ValueError, "invalid %s: %V", what, v);
    *out = (uintptr_t)i;
    return true;
}

bool kk_spi_configure(Vm *vm, SpiObj *spi, const SpiOptions *options)
{
    uintptr_t bits;
    SpiObj wanted = *spi;
    if (!option(vm, options->baudrate, "baudrate", 1, INT32_MAX, &wanted.baudrate) ||
        !option(vm, options->polarity, "polarity", 0, 1, &wanted.polarity) ||
        !option(vm, options->phase, "phase", 0, 1, &wanted.phase) ||
        !option(vm, options->bits, "bits (only 8)", 8, 8, &bits) ||
        !option(vm, options->firstbit, "firstbit", 0, 1, &wanted.lsb_first))
        return false;
    wanted.header = spi->header;
    *spi = wanted;
    return true;
}

KK_MUST_CHECK static bool open_spi(Vm *vm, Value self, const SpiObj **spi)
{
    *spi = KK_OBJ(SpiObj, self);
    return (*spi)->transfer != NULL || kk_raise_false(vm, KK_ValueError, "the SPI bus is not initialised");
}

/* Reads nbytes, sending the byte `write` meanwhile. */
KK_METHOD(SPIBase, read, "(nbytes, write=0, /)")
Value kk_spi_read(Vm *vm, Value self, Args args)
{
    const SpiObj *spi;
    intptr_t n;
    uint8_t fill;
    if (!kk_index_clamped(vm, args.pos[0], &n) || !kk_byte_arg(vm, kk_arg(args, 1, KK_INT(0)), &fill))
        return KK_ERROR;
    if (n < 0)
        return kk_raise(vm, KK_ValueError, "the number of bytes must not be negative");
    Value bytes = kk_bytes_alloc(vm, (size_t)n);
    if (bytes == KK_ERROR || !open_spi(vm, self, &spi))
        return KK_ERROR;
    spi->transfer(spi, NULL, fill, KK_OBJ(BytesObj, bytes)->at, (size_t)n);
    return bytes;
}

/* Fills a buffer, sending the byte `write` meanwhile. */
KK_METHOD(SPIBase, readinto, "(buf, write=0, /)")
Value kk_spi_readinto(Vm *vm, Value self, Args args)
{
    const SpiObj *spi;
    Buffer to;
    uint8_t fill;
    if (!kk_byte_arg(vm, kk_arg(args, 1, KK_INT(0)), &fill) || !kk_buffer_writable(vm, args.pos[0], &to) ||
        !open_spi(vm, self, &spi))
        return KK_ERROR;
    spi->transfer(spi, NULL, fill, to.at, to.len);
    return kk_none;
}

/* Writes bytes; what comes in is dropped. */
KK_METHOD(SPIBase, write, "(buf, /)")
Value kk_spi_write(Vm *vm, Value self, Args args)
{
    const SpiObj *spi;
    Buffer from;
    if (!kk_buffer_arg(vm, args.pos[0], &from) || !open_spi(vm, self, &spi))
        return KK_ERROR;
    spi->transfer(spi, from.at, 0, NULL, from.len);
    return kk_none;
}

/* Writes one buffer while filling another of the same length; both may be the same. */
KK_METHOD(SPIBase, write_readinto, "(write_buf, read_buf, /)")
Value kk_spi_write_readinto(Vm *vm, Value self, Args args)
{
    const SpiObj *spi;
    Buffer from, to;
    if (!kk_buffer_arg(vm, args.pos[0], &from) || !kk_buffer_writable(vm, args.pos[1], &to) || !open_spi(vm, self, &spi))
        return KK_ERROR;
    if (from.len != to.len)
        return kk_raise(vm, KK_ValueError, "buffers must be the same length");
    spi->transfer(spi, from.at, 0, to.at, to.len);
    return kk_none;
}
