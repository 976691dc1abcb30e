/*
 * softspi.c: machine.SoftSPI: an SPI master on any pins, driven by hand.
 *
 * Layer: modules.   Tests: tests/modules/machine/run_bus.py, tests/esp8266/run_drivers.py.
 */
#include "modules/machine/pace.h"
#include "modules/machine/pin.h"
#include "modules/machine/spi.h"
#include "types/keywords.h"

KK_MODULE_CONST(machine, SoftSPI, KK_REF(&kk_type_SoftSPI))

typedef struct SoftSpiObj {
    SpiObj spi;
    uintptr_t sck;
    uintptr_t mosi, miso; /* NO_PIN: not connected */
} SoftSpiObj;

enum { NO_PIN = 255, BAUDRATE_DEFAULT = 500000 };

/* ---- transfers ---- */

/* The pins of a transfer. */
typedef struct Wires {
    unsigned sck, mosi, miso;
    bool rest, late; /* polarity and phase */
    uint32_t half;
    Pace pace;
} Wires;

/* Sends a bit and returns the one that comes in. The clock is at rest before and after. */
KK_INLINE bool exchange_bit(Wires *w, bool out)
{
    bool in = false;
    if (w->late)
        kk_pins_write(w->sck, !w->rest);
    if (w->mosi != NO_PIN)
        kk_pins_write(w->mosi, out);
    kk_pace_wait(&w->pace, w->half);
    kk_pins_write(w->sck, w->rest == w->late);
    if (w->miso != NO_PIN)
        in = kk_pins_read(w->miso);
    kk_pace_wait(&w->pace, w->half);
    if (!w->late)
        kk_pins_write(w->sck, w->rest);
    return in;
}

static void transfer(const SpiObj *object, const uint8_t *out, uint8_t fill, uint8_t *in, size_t n)
{
    const SoftSpiObj *spi = (const SoftSpiObj *)object;
    bool lsb_first = object->lsb_first;
    Wires w = {(unsigned)spi->sck, (unsigned)spi->mosi, in == NULL ? NO_PIN : (unsigned)spi->miso, object->polarity,
               object->phase, 0, kk_pace_begin((uint32_t)object->baudrate)};
    w.half = (w.pace.period + 1) / 2;
    for (size_t i = 0; i < n; i++) {
        unsigned byte = out == NULL ? fill : kk_rom_byte(out + i), got = 0;
        for (unsigned bit = 0; bit < 8; bit++) {
            unsigned shift = lsb_first ? bit : 7 - bit;
            got |= (unsigned)exchange_bit(&w, byte >> shift & 1) << shift;
        }
        if (in != NULL)
            in[i] = (uint8_t)got;
    }
}

/* ---- making ---- */

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

/* A pin in *id; it stays as it is when v is KK_UNSET, and is not connected when v is None. */
KK_MUST_CHECK static bool pin_option(Vm *vm, Value v, uintptr_t *id)
{
    unsigned pin = NO_PIN;
    if (v == KK_UNSET)
        return true;
    if (v != kk_none && !kk_pin_arg(vm, v, &pin))
        return false;
    *id = pin;
    return true;
}

/* given: baudrate, polarity, phase, bits, firstbit, sck, mosi, miso. */
KK_MUST_CHECK static bool configure(Vm *vm, Value self, const Value *given)
{
    SoftSpiObj wanted = *KK_OBJ(SoftSpiObj, self);
    SpiOptions options = {given[0], given[1], given[2], given[3], given[4]};
    if (!pin_option(vm, given[5], &wanted.sck) || !pin_option(vm, given[6], &wanted.mosi) ||
        !pin_option(vm, given[7], &wanted.miso) || !kk_spi_configure(vm, &wanted.spi, &options))
        return false;
    if (wanted.sck == NO_PIN || (wanted.mosi == NO_PIN && wanted.miso == NO_PIN))
        return kk_raise_false(vm, KK_ValueError, "must specify sck and mosi or miso");
    if (wanted.sck == wanted.mosi || wanted.sck == wanted.miso || wanted.mosi == wanted.miso)
        return kk_raise_false(vm, KK_ValueError, "sck, mosi and miso must be different pins");
    kk_pins_write((unsigned)wanted.sck, wanted.spi.polarity);
    bool good = kk_pins_mode((unsigned)wanted.sck, PIN_OUT, PIN_PULL_NONE) == 0;
    if (wanted.mosi != NO_PIN)
        good = kk_pins_mode((unsigned)wanted.mosi, PIN_OUT, PIN_PULL_NONE) == 0 && good;
    if (wanted.miso != NO_PIN)
        good = kk_pins_mode((unsigned)wanted.miso, PIN_IN, PIN_PULL_NONE) == 0 && good;
    if (!good)
        return kk_raise_false(vm, KK_ValueError, "a pin cannot be used for SPI");
    wanted.spi.header = KK_OBJ(SoftSpiObj, self)->spi.header;
    wanted.spi.transfer = transfer;
    *KK_OBJ(SoftSpiObj, self) = wanted;
    return true;
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(baudrate), KK_N(polarity), KK_N(phase), KK_N(bits),
                                  KK_N(firstbit), KK_N(sck),      KK_N(mosi),  KK_N(miso)};
    Value given[8];
    SoftSpiObj *spi = KK_OBJ(SoftSpiObj, self);
    if (args.n > 1)
        return kk_raise_false(vm, KK_TypeError, "SoftSPI() takes at most 1 positional argument (%zu given)", args.n);
    if (!kk_keywords_bind(vm, "SoftSPI", args, kw, names, 8, given))
        return false;
    spi->spi = (SpiObj){.header = spi->spi.header, .baudrate = BAUDRATE_DEFAULT};
    spi->sck = spi->mosi = spi->miso = NO_PIN;
    return configure(vm, self, given);
}

static Value repr(Vm *vm, Value self)
{
    const SoftSpiObj *spi = KK_OBJ(SoftSpiObj, self);
    return kk_format_message(vm, "SoftSPI(baudrate=%zu, polarity=%u, phase=%u, firstbit=%s, sck=%u, mosi=%u, miso=%u)",
                             (size_t)spi->spi.baudrate, (unsigned)spi->spi.polarity, (unsigned)spi->spi.phase,
                             spi->spi.lsb_first ? "LSB" : "MSB", (unsigned)spi->sck, (unsigned)spi->mosi,
                             (unsigned)spi->miso);
}

static const Layout layout = {sizeof(SoftSpiObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .init = init, .repr = repr};
KK_TYPE(SoftSPI, SPIBase) = {KK_TYPE_HEAD(SoftSPI, SPIBase, &layout, 0), .slots = &slots};

/* Changes what is given. */
KK_METHOD(SoftSPI, init, "(baudrate=None, *, polarity=None, phase=None, bits=8, firstbit=None, sck=None, mosi=None, miso=None)")
Value kk_softspi_init(Vm *vm, Value self, Args args)
{
    Value given[8];
    for (size_t i = 0; i < 8; i++)
        given[i] = kk_arg(args, i, KK_UNSET);
    if (KK_OBJ(SpiObj, self)->baudrate == 0)
        return kk_raise(vm, KK_ValueError, "the SPI bus is not initialised");
    return configure(vm, self, given) ? kk_none : KK_ERROR;
}

/* Ends its use; init() begins it again. */
KK_METHOD(SoftSPI, deinit, "()")
Value kk_softspi_deinit(Vm *vm, Value self, Args args)
{
    KK_OBJ(SpiObj, self)->transfer = NULL;
    return kk_none;
}
