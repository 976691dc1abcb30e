/*
 * softi2c.c: machine.SoftI2C, which is machine.I2C as well on chips without I2C hardware.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py, tests/esp8266/run_drivers.py.
 */
#include "modules/machine/pin.h"
#include "modules/machine/softi2c_bus.h"
#include "object/dict.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"
#include "types/list.h"

KK_MODULE_CONST(machine, SoftI2C, KK_REF(&kk_type_SoftI2C))
KK_MODULE_CONST(machine, I2C, KK_REF(&kk_type_SoftI2C))

typedef struct SoftI2cObj {
    uintptr_t header;
    uintptr_t scl, sda;
    uintptr_t freq; /* 0 until it is initialised */
    uintptr_t timeout;
} SoftI2cObj;

enum { FREQ_DEFAULT = 400000, TIMEOUT_DEFAULT = 50000, FIRST_ADDRESS = 8, LAST_ADDRESS = 0x77 };

/* ---- making ---- */

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

KK_MUST_CHECK static bool positive(Vm *vm, Value v, const char *what, uintptr_t fallback, uintptr_t *out)
{
    intptr_t i;
    *out = fallback;
    if (v == KK_UNSET)
        return true;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < 1 || i > INT32_MAX)
        return kk_raise_false(vm, KK_ValueError, "invalid %s: %V", what, v);
    *out = (uintptr_t)i;
    return true;
}

/* given: scl, sda, freq, timeout. */
KK_MUST_CHECK static bool configure(Vm *vm, Value self, const Value *given)
{
    unsigned scl, sda;
    uintptr_t freq, timeout;
    if (given[0] == KK_UNSET || given[1] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "I2C needs the pins scl and sda");
    if (!kk_pin_arg(vm, given[0], &scl) || !kk_pin_arg(vm, given[1], &sda) ||
        !positive(vm, given[2], "freq", FREQ_DEFAULT, &freq) ||
        !positive(vm, given[3], "timeout", TIMEOUT_DEFAULT, &timeout))
        return false;
    if (scl == sda)
        return kk_raise_false(vm, KK_ValueError, "scl and sda are the same pin");
    kk_pins_write(scl, true);
    kk_pins_write(sda, true);
    if (kk_pins_mode(scl, PIN_OPEN_DRAIN, PIN_PULL_UP) < 0 || kk_pins_mode(sda, PIN_OPEN_DRAIN, PIN_PULL_UP) < 0)
        return kk_raise_false(vm, KK_ValueError, "I2C needs pins that can be open-drain");
    SoftI2cObj *i2c = KK_OBJ(SoftI2cObj, self);
    *i2c = (SoftI2cObj){i2c->header, scl, sda, freq, timeout};
    return true;
}

/* I2C(scl, sda, *, freq, timeout), also with an id in front, as boards with hardware have it. */
static bool init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(scl), KK_N(sda), KK_N(freq), KK_N(timeout)};
    Value given[4];
    bool named = kk_dict_any(kw);
    if (args.n == 3 || (args.n == 1 && named && kk_int_is(args.pos[0]))) {
        args.pos++;
        args.n--;
    }
    if (args.n > 2)
        return kk_raise_false(vm, KK_TypeError, "I2C() takes at most 3 positional arguments");
    return kk_keywords_bind(vm, "I2C", args, kw, names, 4, given) && configure(vm, self, given);
}

static Value repr(Vm *vm, Value self)
{
    const SoftI2cObj *i2c = KK_OBJ(SoftI2cObj, self);
    return kk_format_message(vm, "SoftI2C(scl=%u, sda=%u, freq=%zu, timeout=%zu)", (unsigned)i2c->scl,
                             (unsigned)i2c->sda, (size_t)i2c->freq, (size_t)i2c->timeout);
}

static const Layout layout = {sizeof(SoftI2cObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .init = init, .repr = repr};
KK_TYPE(SoftI2C, object) = {KK_TYPE_HEAD(SoftI2C, object, &layout, 0), .slots = &slots};

/* Sets pins and speed anew. */
KK_METHOD(SoftI2C, init, "(scl, sda, *, freq=400000, timeout=50000)")
Value kk_softi2c_init(Vm *vm, Value self, Args args)
{
    Value given[4];
    for (size_t i = 0; i < 4; i++)
        given[i] = kk_arg(args, i, KK_UNSET);
    return configure(vm, self, given) ? kk_none : KK_ERROR;
}

/* ---- transfers ---- */

KK_MUST_CHECK static bool open_bus(Vm *vm, Value self, I2cBus *bus)
{
    const SoftI2cObj *i2c = KK_OBJ(SoftI2cObj, self);
    if (i2c->freq == 0)
        return kk_raise_false(vm, KK_ValueError, "the I2C bus is not initialised");
    *bus = (I2cBus){(unsigned)i2c->scl, (unsigned)i2c->sda, (uint32_t)i2c->timeout,
                    kk_pace_begin((uint32_t)i2c->freq)};
    return true;
}

/* Raises the OSError of a negative errno. */
static Value failed(Vm *vm, int error)
{
    return kk_raise_os(vm, -error, KK_UNSET);
}

/* Ends a transfer that gave result: with a stop if asked for, and after each error. */
static int finish(I2cBus *bus, int result, bool stop)
{
    if (!stop && result >= 0)
        return result;
    int stopped = kk_softi2c_bus_stop(bus);
    return result >= 0 && stopped < 0 ? stopped : result;
}

/* Start and address. 0, or a negative errno: -KK_ENODEV when nobody answers. */
static int begin(I2cBus *bus, unsigned address, bool read)
{
    int result = kk_softi2c_bus_start(bus);
    if (result == 0)
        result = kk_softi2c_bus_put(bus, (uint8_t)(address << 1 | read));
    return result == 0 ? -KK_ENODEV : result < 0 ? result : 0;
}

/* Adds to *count how many bytes were acknowledged; it ends at the first that was not. */
static int put_bytes(I2cBus *bus, const uint8_t *data, size_t n, size_t *count)
{
    int result = 1;
    for (size_t i = 0; i < n && result > 0; i++) {
        result = kk_softi2c_bus_put(bus, kk_rom_byte(data + i));
        *count += result > 0;
    }
    return result;
}

/* last: the last byte is not acknowledged. */
static int get_bytes(I2cBus *bus, uint8_t *to, size_t n, bool last)
{
    int result = 0;
    for (size_t i = 0; i < n && result == 0; i++)
        result = kk_softi2c_bus_get(bus, to + i, !(last && i + 1 == n));
    return result;
}

KK_MUST_CHECK static bool address_arg(Vm *vm, Value v, unsigned *address)
{
    intptr_t i;
    *address = 0;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < 0 || i > 127)
        return kk_raise_false(vm, KK_ValueError, "an I2C address must be in 0..127");
    *address = (unsigned)i;
    return true;
}

/* An absent argument is true. */
KK_MUST_CHECK static bool flag_arg(Vm *vm, Args args, size_t i, bool *flag)
{
    return kk_truth(vm, kk_arg(args, i, kk_true), flag);
}

KK_MUST_CHECK static bool count_arg(Vm *vm, Value v, size_t *n)
{
    intptr_t i;
    *n = 0;
    if (!kk_index_clamped(vm, v, &i))
        return false;
    if (i < 0)
        return kk_raise_false(vm, KK_ValueError, "the number of bytes must not be negative");
    *n = (size_t)i;
    return true;
}

/* The addresses of all parts that answer. */
KK_METHOD(SoftI2C, scan, "()")
Value kk_softi2c_scan(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    Value list = kk_list_new(vm, 0);
    if (list == KK_ERROR || !open_bus(vm, self, &bus))
        return KK_ERROR;
    for (unsigned address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) {
        int result = finish(&bus, begin(&bus, address, false), true);
        if (result < 0 && result != -KK_ENODEV)
            return failed(vm, result);
        if (result == 0 && !kk_list_append(vm, list, KK_INT(address)))
            return KK_ERROR;
    }
    return list;
}

/* Makes a start condition. */
KK_METHOD(SoftI2C, start, "()")
Value kk_softi2c_start(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    if (!open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = kk_softi2c_bus_start(&bus);
    return result < 0 ? failed(vm, result) : kk_none;
}

/* Makes a stop condition. */
KK_METHOD(SoftI2C, stop, "()")
Value kk_softi2c_stop(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    if (!open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = kk_softi2c_bus_stop(&bus);
    return result < 0 ? failed(vm, result) : kk_none;
}

/* Reads bytes into a buffer; the last one is not acknowledged if nack is true. */
KK_METHOD(SoftI2C, readinto, "(buf, nack=True, /)")
Value kk_softi2c_readinto(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    Buffer to;
    bool nack;
    if (!flag_arg(vm, args, 1, &nack) || !kk_buffer_writable(vm, args.pos[0], &to) || !open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = get_bytes(&bus, to.at, to.len, nack);
    return result < 0 ? failed(vm, result) : kk_none;
}

/* Writes bytes until one is not acknowledged; returns how many were. */
KK_METHOD(SoftI2C, write, "(buf, /)")
Value kk_softi2c_write(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    Buffer from;
    size_t count = 0;
    if (!kk_buffer_arg(vm, args.pos[0], &from) || !open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = put_bytes(&bus, from.at, from.len, &count);
    return result < 0 ? failed(vm, result) : KK_INT(count);
}

/* Reads n bytes from a part into `to`. */
KK_MUST_CHECK static bool read_from(Vm *vm, I2cBus *bus, unsigned address, uint8_t *to, size_t n, bool stop)
{
    int result = begin(bus, address, true);
    if (result == 0)
        result = get_bytes(bus, to, n, true);
    result = finish(bus, result, stop);
    return result >= 0 || failed(vm, result) != KK_ERROR;
}

/* Reads nbytes from the part at addr. */
KK_METHOD(SoftI2C, readfrom, "(addr, nbytes, stop=True)")
Value kk_softi2c_readfrom(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    unsigned address;
    size_t n;
    bool stop;
    if (!address_arg(vm, args.pos[0], &address) || !count_arg(vm, args.pos[1], &n) || !flag_arg(vm, args, 2, &stop))
        return KK_ERROR;
    Value bytes = kk_bytes_alloc(vm, n);
    if (bytes == KK_ERROR || !open_bus(vm, self, &bus))
        return KK_ERROR;
    return read_from(vm, &bus, address, KK_OBJ(BytesObj, bytes)->at, n, stop) ? bytes : KK_ERROR;
}

/* Fills a buffer from the part at addr. */
KK_METHOD(SoftI2C, readfrom_into, "(addr, buf, stop=True)")
Value kk_softi2c_readfrom_into(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    Buffer to;
    unsigned address;
    bool stop;
    if (!address_arg(vm, args.pos[0], &address) || !flag_arg(vm, args, 2, &stop) ||
        !kk_buffer_writable(vm, args.pos[1], &to) || !open_bus(vm, self, &bus))
        return KK_ERROR;
    return read_from(vm, &bus, address, to.at, to.len, stop) ? kk_none : KK_ERROR;
}

/* Writes to the part at addr until a byte is not acknowledged; returns how many were. */
KK_METHOD(SoftI2C, writeto, "(addr, buf, stop=True)")
Value kk_softi2c_writeto(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    Buffer from;
    unsigned address;
    size_t count = 0;
    bool stop;
    if (!address_arg(vm, args.pos[0], &address) || !flag_arg(vm, args, 2, &stop) ||
        !kk_buffer_arg(vm, args.pos[1], &from) || !open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = begin(&bus, address, false);
    if (result == 0)
        result = put_bytes(&bus, from.at, from.len, &count);
    result = finish(&bus, result, stop);
    return result < 0 ? failed(vm, result) : KK_INT(count);
}

/* Sends the buffers of the tuple `items` one behind the other. */
KK_MUST_CHECK static bool put_vector(Vm *vm, I2cBus *bus, Value items, size_t *count, int *result)
{
    size_t n = kk_len_of(items);
    *result = 1;
    for (size_t i = 0; i < n && *result > 0; i++) {
        Buffer from;
        if (!kk_buffer_arg(vm, KK_OBJ(TupleObj, items)->at[i], &from))
            return false;
        *result = put_bytes(bus, from.at, from.len, count);
    }
    return true;
}

/* Writes several buffers to the part at addr, as if they were one; returns how many bytes were acknowledged. */
KK_METHOD(SoftI2C, writevto, "(addr, vector, stop=True)")
Value kk_softi2c_writevto(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    Buffer from;
    unsigned address;
    size_t count = 0;
    bool stop;
    Value items = kk_call1(vm, KK_REF(&kk_type_tuple), args.pos[1]);
    if (items == KK_ERROR || !address_arg(vm, args.pos[0], &address) || !flag_arg(vm, args, 2, &stop))
        return KK_ERROR;
    /* All are checked before the bus is touched. */
    for (size_t i = 0; i < kk_len_of(items); i++) {
        if (!kk_buffer_arg(vm, KK_OBJ(TupleObj, items)->at[i], &from))
            return KK_ERROR;
    }
    if (!open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = begin(&bus, address, false);
    if (result == 0 && !put_vector(vm, &bus, items, &count, &result)) {
        (void)finish(&bus, 0, true);
        return KK_ERROR;
    }
    result = finish(&bus, result, stop);
    return result < 0 ? failed(vm, result) : KK_INT(count);
}

/* ---- parts with registers or memory ---- */

typedef struct MemoryPlace {
    unsigned part;
    uint8_t address[4]; /* highest byte first */
    size_t n;
} MemoryPlace;

/* args: addr, memaddr, ..., addrsize at index size_at. */
KK_MUST_CHECK static bool place_arg(Vm *vm, Args args, size_t size_at, MemoryPlace *place)
{
    intptr_t bits;
    int64_t address;
    if (!address_arg(vm, args.pos[0], &place->part) || !kk_index_clamped(vm, kk_arg(args, size_at, KK_INT(8)), &bits))
        return false;
    if (bits < 8 || bits > 32 || bits % 8 != 0)
        return kk_raise_false(vm, KK_ValueError, "addrsize must be 8, 16, 24 or 32");
    Value memory = kk_index_int(vm, args.pos[1]);
    if (memory == KK_ERROR)
        return false;
    if (!kk_int_to64(memory, &address) || address < 0 || address >> bits != 0)
        return kk_raise_false(vm, KK_ValueError, "memaddr does not fit %d bits", (int)bits);
    place->n = (size_t)bits / 8;
    for (size_t i = 0; i < place->n; i++)
        place->address[i] = (uint8_t)(address >> (8 * (place->n - 1 - i)));
    return true;
}

/* Sends the address within the part. 0 or a negative errno: -KK_EIO when it is not acknowledged. */
static int begin_memory(I2cBus *bus, const MemoryPlace *place)
{
    size_t count = 0;
    int result = begin(bus, place->part, false);
    if (result == 0)
        result = put_bytes(bus, place->address, place->n, &count);
    return result == 0 ? -KK_EIO : result < 0 ? result : 0;
}

KK_MUST_CHECK static bool read_memory(Vm *vm, I2cBus *bus, const MemoryPlace *place, uint8_t *to, size_t n)
{
    int result = begin_memory(bus, place);
    if (result < 0) {
        result = finish(bus, result, true);
        return failed(vm, result) != KK_ERROR;
    }
    return read_from(vm, bus, place->part, to, n, true);
}

/* Reads nbytes that begin at memaddr of the part. */
KK_METHOD(SoftI2C, readfrom_mem, "(addr, memaddr, nbytes, *, addrsize=8)")
Value kk_softi2c_readfrom_mem(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    MemoryPlace place;
    size_t n;
    if (!place_arg(vm, args, 3, &place) || !count_arg(vm, args.pos[2], &n))
        return KK_ERROR;
    Value bytes = kk_bytes_alloc(vm, n);
    if (bytes == KK_ERROR || !open_bus(vm, self, &bus))
        return KK_ERROR;
    return read_memory(vm, &bus, &place, KK_OBJ(BytesObj, bytes)->at, n) ? bytes : KK_ERROR;
}

/* Fills a buffer from memaddr of the part. */
KK_METHOD(SoftI2C, readfrom_mem_into, "(addr, memaddr, buf, *, addrsize=8)")
Value kk_softi2c_readfrom_mem_into(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    MemoryPlace place;
    Buffer to;
    if (!place_arg(vm, args, 3, &place) || !kk_buffer_writable(vm, args.pos[2], &to) || !open_bus(vm, self, &bus))
        return KK_ERROR;
    return read_memory(vm, &bus, &place, to.at, to.len) ? kk_none : KK_ERROR;
}

/* Writes bytes to memaddr of the part. */
KK_METHOD(SoftI2C, writeto_mem, "(addr, memaddr, buf, *, addrsize=8)")
Value kk_softi2c_writeto_mem(Vm *vm, Value self, Args args)
{
    I2cBus bus;
    MemoryPlace place;
    Buffer from;
    size_t count = 0;
    if (!place_arg(vm, args, 3, &place) || !kk_buffer_arg(vm, args.pos[2], &from) || !open_bus(vm, self, &bus))
        return KK_ERROR;
    int result = begin_memory(&bus, &place);
    if (result == 0) {
        result = put_bytes(&bus, from.at, from.len, &count);
        result = result == 0 ? -KK_EIO : result;
    }
    result = finish(&bus, result, true);
    return result < 0 ? failed(vm, result) : kk_none;
}
