/*
 * m_machine_spi.c: machine.SPI(1): the chip's HSPI as master, on GPIO14 (SCK), GPIO13 (MOSI) and GPIO12 (MISO).
 *
 * Transfers go through the 64 bytes W0..W15, full duplex: what comes in stands where what was sent stood. The chip select
 * is a pin of the program's.
 *
 * Layer: ports.   Tests: tests/esp8266/run_drivers.py.
 */
#include "modules/machine/spi.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/pins.h"
#include "types/keywords.h"

KK_MODULE_CONST(machine, SPI, KK_REF(&kk_type_SPI))

enum { HSPI = 1, MISO_PIN = 12, MOSI_PIN = 13, SCK_PIN = 14, HSPI_FUNCTION = 2, FIFO = 64, BAUDRATE_DEFAULT = 80000000 };

/* SPI_USER */
enum { USER_MOSI = 1 << 27, USER_OUT_EDGE = 1 << 7, USER_IN_EDGE = 1 << 6, USER_DUPLEX = 1 << 0 };
/* SPI_USER1: bits of a transfer less one. */
enum { USER1_MOSI_SHIFT = 17, USER1_MISO_SHIFT = 8 };
/* SPI_CTRL */
enum { CTRL_LSB_FIRST = 3 << 25 };
/* SPI_PIN */
enum { PIN_IDLE_HIGH = 1 << 29, PIN_NO_SELECT = 7 };
/* SPI_CLOCK */
#define CLOCK_IS_APB (1u << 31)
enum { CLOCK_PRE_SHIFT = 18, CLOCK_N_SHIFT = 12, CLOCK_H_SHIFT = 6, PRE_LIMIT = 8192, N_LIMIT = 64 };
enum { IOMUX_HSPI_IS_APB = 1 << 9 };

/* ---- transfers ---- */

/* Bytes i .. i + 3 of n as a word; those that do not exist are 0. */
static uint32_t gather(const uint8_t *out, uint8_t fill, size_t i, size_t n)
{
    uint32_t word = 0;
    for (size_t k = 0; k < 4 && i + k < n; k++)
        word |= (uint32_t)(out == NULL ? fill : kk_rom_byte(out + i + k)) << 8 * k;
    return word;
}

static void burst(const uint8_t *out, uint8_t fill, uint8_t *in, size_t n)
{
    uint32_t last = (uint32_t)n * 8 - 1;
    SPI_USER1(HSPI) = last << USER1_MOSI_SHIFT | last << USER1_MISO_SHIFT;
    for (size_t i = 0; i < n; i += 4)
        SPI_W(HSPI, i / 4) = gather(out, fill, i, n);
    SPI_CMD(HSPI) = SPI_CMD_USR;
    while (SPI_CMD(HSPI) & SPI_CMD_USR)
        ;
    for (size_t i = 0; in != NULL && i < n; i += 4) {
        uint32_t word = SPI_W(HSPI, i / 4);
        for (size_t k = 0; k < 4 && i + k < n; k++)
            in[i + k] = (uint8_t)(word >> 8 * k);
    }
}

static void transfer(const SpiObj *spi, const uint8_t *out, uint8_t fill, uint8_t *in, size_t n)
{
    for (size_t at = 0; at < n; at += FIFO) {
        size_t piece = n - at < FIFO ? n - at : FIFO;
        burst(out == NULL ? NULL : out + at, fill, in == NULL ? NULL : in + at, piece);
    }
}

/* ---- setting up ---- */

/* The fastest clock of at most hz; returns what it is. 0: there is none so slow. */
static uint32_t set_clock(uint32_t hz)
{
    uint32_t best = 0, setting = 0;
    if (hz >= KK_APB_HZ) {
        IOMUX_CONF |= IOMUX_HSPI_IS_APB;
        SPI_CLOCK(HSPI) = CLOCK_IS_APB;
        return KK_APB_HZ;
    }
    /* APB / (pre * n); n is the length of a period, which should be even to have equal halves. */
    for (uint32_t n = 2; n <= N_LIMIT; n++) {
        uint32_t pre = (uint32_t)(((uint64_t)KK_APB_HZ + (uint64_t)hz * n - 1) / ((uint64_t)hz * n));
        if (pre > PRE_LIMIT || KK_APB_HZ / (pre * n) <= best)
            continue;
        best = KK_APB_HZ / (pre * n);
        setting = (pre - 1) << CLOCK_PRE_SHIFT | (n - 1) << CLOCK_N_SHIFT | (n / 2 - 1) << CLOCK_H_SHIFT | (n - 1);
    }
    if (best != 0) {
        IOMUX_CONF &= ~(uint32_t)IOMUX_HSPI_IS_APB;
        SPI_CLOCK(HSPI) = setting;
    }
    return best;
}

/* The edge at which data leaves is counted by rising and falling, not from the clock's rest. */
static void set_mode(const SpiObj *spi)
{
    SPI_USER(HSPI) = USER_MOSI | USER_DUPLEX | (spi->polarity != spi->phase ? USER_OUT_EDGE : USER_IN_EDGE);
    /* After a reset there are bits for reading flash in it. */
    SPI_CTRL(HSPI) = spi->lsb_first ? CTRL_LSB_FIRST : 0;
    SPI_PIN(HSPI) = PIN_NO_SELECT | (spi->polarity ? PIN_IDLE_HIGH : 0);
}

KK_MUST_CHECK static bool configure(Vm *vm, Value self, const SpiOptions *options)
{
    SpiObj wanted = *KK_OBJ(SpiObj, self);
    if (!kk_spi_configure(vm, &wanted, options))
        return false;
    uint32_t real = set_clock((uint32_t)wanted.baudrate);
    if (real == 0)
        return kk_raise_false(vm, KK_ValueError, "the slowest baudrate is %d", KK_APB_HZ / (PRE_LIMIT * N_LIMIT) + 1);
    wanted.baudrate = real;
    wanted.transfer = transfer;
    set_mode(&wanted);
    for (unsigned id = MISO_PIN; id <= SCK_PIN; id++)
        kk_pins_function(id, HSPI_FUNCTION, PIN_PULL_NONE);
    wanted.header = KK_OBJ(SpiObj, self)->header;
    *KK_OBJ(SpiObj, self) = wanted;
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
}

/* SPI(1, baudrate=80000000, *, polarity=0, phase=0, bits=8, firstbit=SPI.MSB) */
static bool init(Vm *vm, Value self, Args args, Value kw)
{
    static const Value names[] = {KK_N(id), KK_N(baudrate), KK_N(polarity), KK_N(phase), KK_N(bits), KK_N(firstbit)};
    Value given[6];
    intptr_t id;
    if (args.n > 2)
        return kk_raise_false(vm, KK_TypeError, "SPI() takes at most 2 positional arguments (%zu given)", args.n);
    if (!kk_keywords_bind(vm, "SPI", args, kw, names, 6, given))
        return false;
    if (given[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "SPI() missing required argument 'id'");
    if (!kk_index_clamped(vm, given[0], &id))
        return false;
    if (id != HSPI)
        return kk_raise_false(vm, KK_ValueError, "there is no SPI(%V): SPI(1) is HSPI, others are SoftSPI", given[0]);
    SpiObj *spi = KK_OBJ(SpiObj, self);
    *spi = (SpiObj){.header = spi->header, .baudrate = BAUDRATE_DEFAULT};
    SpiOptions options = {given[1], given[2], given[3], given[4], given[5]};
    return configure(vm, self, &options);
}

static Value repr(Vm *vm, Value self)
{
    const SpiObj *spi = KK_OBJ(SpiObj, self);
    return kk_format_message(vm, "SPI(1, baudrate=%zu, polarity=%u, phase=%u, firstbit=%s)", (size_t)spi->baudrate,
                             (unsigned)spi->polarity, (unsigned)spi->phase, spi->lsb_first ? "LSB" : "MSB");
}

static const Layout layout = {sizeof(SpiObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .init = init, .repr = repr};
KK_TYPE(SPI, SPIBase) = {KK_TYPE_HEAD(SPI, SPIBase, &layout, 0), .slots = &slots};

/* Changes what is given; the baudrate becomes the fastest there is that is not faster. */
KK_METHOD(SPI, init, "(baudrate=None, *, polarity=None, phase=None, bits=8, firstbit=None)")
Value kk_machine_spi_init(Vm *vm, Value self, Args args)
{
    SpiOptions options = {kk_arg(args, 0, KK_UNSET), kk_arg(args, 1, KK_UNSET), kk_arg(args, 2, KK_UNSET),
                          kk_arg(args, 3, KK_UNSET), kk_arg(args, 4, KK_UNSET)};
    if (KK_OBJ(SpiObj, self)->baudrate == 0)
        return kk_raise(vm, KK_ValueError, "the SPI bus is not initialised");
    return configure(vm, self, &options) ? kk_none : KK_ERROR;
}

/* Gives the pins back; init() begins its use again. */
KK_METHOD(SPI, deinit, "()")
Value kk_machine_spi_deinit(Vm *vm, Value self, Args args)
{
    SpiObj *spi = KK_OBJ(SpiObj, self);
    for (unsigned id = MISO_PIN; spi->transfer != NULL && id <= SCK_PIN; id++)
        (void)kk_pins_mode(id, PIN_IN, PIN_PULL_NONE);
    spi->transfer = NULL;
    return kk_none;
}
