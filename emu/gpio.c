/*
 * gpio.c: GPIO0..15 (0x6000_0300) and the pin multiplexer IOMUX (0x6000_0800).
 *
 * Each write ends in refresh_pin(), which says anew what the chip drives at a pin: it looks at the function that is selected, at
 * OUT and ENABLE or at a block's signal, and at the pull resistors. Interrupts come from changes that pins.c tells.
 *
 * Layer: emu.   Tests: tests/emu/gpio.c.
 */
#include "emu/gpio.h"

#include <string.h>

#include "emu/pins.h"

enum { GPIOS = 16 };

enum { OUT = 0x00, OUT_W1TS = 0x04, OUT_W1TC = 0x08, ENABLE = 0x0c, ENABLE_W1TS = 0x10, ENABLE_W1TC = 0x14, IN = 0x18, STATUS = 0x1c,
       STATUS_W1TS = 0x20, STATUS_W1TC = 0x24, PIN0 = 0x28, SIGMA_DELTA = 0x68, CALIB_SYNC = 0x6c, CALIB_VALUE = 0x70 };

enum { PIN_SOURCE = 1 << 0, PIN_OPEN_DRAIN = 1 << 2, PIN_INT_SHIFT = 7 };
enum { INT_NONE, INT_RISING, INT_FALLING, INT_BOTH, INT_LOW, INT_HIGH };
enum { MUX_PULL_UP = 1 << 7, MUX_PULL_DOWN = 1 << 6, MUX_FUNCTION = 0x130 };

#define CALIB_START 0x80000000u

/* The multiplexer's registers from offset 4 on belong to these pins. */
static const uint8_t mux_pin[GPIOS] = {12, 13, 14, 15, 3, 1, 6, 7, 8, 9, 10, 11, 0, 2, 4, 5};

/* Where a block's signal comes out. */
static const struct {
    uint8_t pin, function, signal;
} routes[] = {
    {1, 0, SIGNAL_U0TXD},  {2, 4, SIGNAL_U0TXD}, {15, 4, SIGNAL_U0RTS}, {12, 4, SIGNAL_U0DTR}, {2, 2, SIGNAL_U1TXD}, {7, 4, SIGNAL_U1TXD},
    {3, 0, SIGNAL_U0RXD},  {13, 4, SIGNAL_U0CTS}, {14, 4, SIGNAL_U0DSR}, {8, 4, SIGNAL_U1RXD},
};
enum { ROUTES = sizeof routes / sizeof routes[0] };

static struct {
    uint32_t out, enable, status, pin[GPIOS], sigma_delta, calib;
    uint32_t mux_conf, mux[GPIOS]; /* by pin */
    uint32_t straps;
    unsigned me[GPIOS], board[GPIOS]; /* connections */
    bool signal[SIGNALS];
    struct {
        void (*changed)(Machine *m, void *ctx, bool level);
        void *ctx;
    } input[SIGNALS];
    void (*functions_changed)(Machine *m, void *ctx);
    void *functions_ctx;
    bool warned_flash, warned_sigma_delta;
} gpio;

unsigned emu_gpio_function(const Machine *m, unsigned pin)
{
    uint32_t mux = gpio.mux[pin];
    return ((mux >> 4) & 3) | ((mux >> 6) & 4);
}

static unsigned gpio_function(unsigned pin)
{
    return pin == 0 || pin == 2 || pin == 4 || pin == 5 ? 0 : 3;
}

static Drive pull_of(uint32_t mux)
{
    if (mux & MUX_PULL_UP)
        return DRIVE_PULL_UP;
    return mux & MUX_PULL_DOWN ? DRIVE_PULL_DOWN : DRIVE_NONE;
}

/* Drives a pin as the registers say. */
static void refresh_pin(Machine *m, unsigned pin)
{
    unsigned function = emu_gpio_function(m, pin);
    Drive drive = pull_of(gpio.mux[pin]);
    if (function == gpio_function(pin)) {
        bool high = (gpio.out >> pin) & 1, open_drain = (gpio.pin[pin] & PIN_OPEN_DRAIN) != 0;
        if (((gpio.enable >> pin) & 1) && !(high && open_drain))
            drive = high ? DRIVE_HIGH : DRIVE_LOW;
    }
    for (unsigned i = 0; i < ROUTES; i++) {
        if (routes[i].pin == pin && routes[i].function == function && routes[i].signal < SIGNAL_U0RXD)
            drive = gpio.signal[routes[i].signal] ? DRIVE_HIGH : DRIVE_LOW;
    }
    emu_pins_drive(m, pin, gpio.me[pin], drive);
}

static void refresh_pins(Machine *m, uint32_t which)
{
    for (unsigned pin = 0; pin < GPIOS; pin++) {
        if ((which >> pin) & 1)
            refresh_pin(m, pin);
    }
}

void emu_gpio_output(Machine *m, Signal signal, bool level)
{
    if (gpio.signal[signal] == level)
        return;
    gpio.signal[signal] = level;
    for (unsigned i = 0; i < ROUTES; i++) {
        if (routes[i].signal == signal)
            refresh_pin(m, routes[i].pin);
    }
}

bool emu_gpio_input(const Machine *m, Signal signal)
{
    for (unsigned i = 0; i < ROUTES; i++) {
        if (routes[i].signal == signal && routes[i].function == emu_gpio_function(m, routes[i].pin))
            return emu_pins_level(m, routes[i].pin);
    }
    return true;
}

void emu_gpio_watch_input(Machine *m, Signal signal, void (*changed)(Machine *m, void *ctx, bool level), void *ctx)
{
    gpio.input[signal].changed = changed;
    gpio.input[signal].ctx = ctx;
    gpio.signal[signal] = emu_gpio_input(m, signal);
}

/* Tells a block when its input has another level than it was told last. */
static void refresh_inputs(Machine *m)
{
    for (Signal signal = SIGNAL_U0RXD; signal < SIGNALS; signal++) {
        bool level = emu_gpio_input(m, signal);
        if (level == gpio.signal[signal])
            continue;
        gpio.signal[signal] = level;
        if (gpio.input[signal].changed != NULL)
            gpio.input[signal].changed(m, gpio.input[signal].ctx, level);
    }
}

void emu_gpio_watch_functions(Machine *m, void (*changed)(Machine *m, void *ctx), void *ctx)
{
    gpio.functions_changed = changed;
    gpio.functions_ctx = ctx;
}

/* ---- interrupts ---- */

static unsigned int_type(unsigned pin)
{
    return (gpio.pin[pin] >> PIN_INT_SHIFT) & 7;
}

/* Level interrupts come back for as long as the level is there. */
static void refresh_status(Machine *m)
{
    for (unsigned pin = 0; pin < GPIOS; pin++) {
        unsigned type = int_type(pin);
        if (type >= INT_LOW && emu_pins_level(m, pin) == (type == INT_HIGH))
            gpio.status |= 1u << pin;
    }
    emu_machine_irq(m, IRQ_GPIO, gpio.status != 0);
}

static void pin_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    unsigned type = int_type(pin);
    if (type == INT_BOTH || type == (level ? INT_RISING : INT_FALLING))
        gpio.status |= 1u << pin;
    if (type != INT_NONE)
        refresh_status(m);
    refresh_inputs(m);
}

/* ---- registers ---- */

static uint32_t levels(const Machine *m)
{
    uint32_t all = 0;
    for (unsigned pin = 0; pin < GPIOS; pin++)
        all |= (uint32_t)emu_pins_level(m, pin) << pin;
    return all;
}

static uint32_t read_gpio(Machine *m, void *dev, uint32_t offset)
{
    if (offset >= PIN0 && offset < PIN0 + 4 * GPIOS)
        return gpio.pin[(offset - PIN0) / 4];
    switch (offset) {
    case OUT:
        return gpio.out;
    case ENABLE:
        return gpio.enable;
    case IN:
        return levels(m) | gpio.straps << 16;
    case STATUS:
        return gpio.status;
    case SIGMA_DELTA:
        return gpio.sigma_delta;
    case CALIB_SYNC:
        return gpio.calib;
    case CALIB_VALUE: /* crystal clocks in so many ticks of the RTC; see rtc.c for a tick's length */
        return CALIB_START | (uint32_t)((uint64_t)(gpio.calib & 0x3ff) * 5750 * 26 / 1000);
    default:
        return 0; /* the W1TS and W1TC registers */
    }
}

static void write_pin(Machine *m, unsigned pin, uint32_t value)
{
    gpio.pin[pin] = value;
    if ((value & PIN_SOURCE) && !gpio.warned_sigma_delta) {
        gpio.warned_sigma_delta = true;
        emu_machine_warn(m, "GPIO%u: sigma-delta output is not emulated", pin);
    }
    refresh_pin(m, pin);
    refresh_status(m);
}

static void write_out(Machine *m, uint32_t value)
{
    uint32_t changed = gpio.out ^ value;
    gpio.out = value & 0xffff;
    refresh_pins(m, changed);
}

static void write_enable(Machine *m, uint32_t value)
{
    uint32_t changed = gpio.enable ^ value;
    gpio.enable = value & 0xffff;
    refresh_pins(m, changed);
}

static void write_status(Machine *m, uint32_t value)
{
    gpio.status = value & 0xffff;
    refresh_status(m);
}

static void write_gpio(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset >= PIN0 && offset < PIN0 + 4 * GPIOS) {
        write_pin(m, (offset - PIN0) / 4, value);
        return;
    }
    switch (offset) {
    case OUT:
        write_out(m, value);
        break;
    case OUT_W1TS:
        write_out(m, gpio.out | value);
        break;
    case OUT_W1TC:
        write_out(m, gpio.out & ~value);
        break;
    case ENABLE:
        write_enable(m, value);
        break;
    case ENABLE_W1TS:
        write_enable(m, gpio.enable | value);
        break;
    case ENABLE_W1TC:
        write_enable(m, gpio.enable & ~value);
        break;
    case STATUS:
        write_status(m, value);
        break;
    case STATUS_W1TS:
        write_status(m, gpio.status | value);
        break;
    case STATUS_W1TC:
        write_status(m, gpio.status & ~value);
        break;
    case SIGMA_DELTA:
        gpio.sigma_delta = value;
        break;
    case CALIB_SYNC:
        gpio.calib = value;
        break;
    default:
        emu_machine_warn(m, "gpio: write of 0x%08x to offset 0x%x", (unsigned)value, (unsigned)offset);
    }
}

static uint32_t read_mux(Machine *m, void *dev, uint32_t offset)
{
    return offset == 0 ? gpio.mux_conf : gpio.mux[mux_pin[offset / 4 - 1]];
}

static void write_mux(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    if (offset == 0) {
        gpio.mux_conf = value;
        return;
    }
    unsigned pin = mux_pin[offset / 4 - 1];
    bool function = ((gpio.mux[pin] ^ value) & MUX_FUNCTION) != 0;
    gpio.mux[pin] = value;
    if (function && pin >= 6 && pin <= 11 && emu_gpio_function(m, pin) != 1 && !gpio.warned_flash) {
        gpio.warned_flash = true;
        emu_machine_warn(m, "GPIO%u is taken from the flash: on the chip nothing works after this", pin);
    }
    refresh_pin(m, pin);
    if (!function)
        return;
    refresh_inputs(m);
    if (gpio.functions_changed != NULL)
        gpio.functions_changed(m, gpio.functions_ctx);
}

/* The state that the boot ROM leaves behind: UART0 at its pins, the flash at its own. */
static void reset_gpio(Machine *m, void *dev, bool power_on)
{
    gpio.out = gpio.enable = gpio.status = gpio.sigma_delta = gpio.calib = gpio.mux_conf = 0;
    memset(gpio.pin, 0, sizeof gpio.pin);
    for (unsigned pin = 0; pin < GPIOS; pin++)
        gpio.mux[pin] = pin >= 6 && pin <= 11 ? 1u << 4 : 0;
    gpio.mux[0] |= MUX_PULL_UP;
    gpio.mux[2] |= MUX_PULL_UP;
    gpio.straps = 3; /* GPIO15 low, GPIO2 and GPIO0 high: start from flash */
    refresh_pins(m, 0xffff);
    refresh_inputs(m);
    refresh_status(m);
    if (gpio.functions_changed != NULL)
        gpio.functions_changed(m, gpio.functions_ctx);
}

void emu_gpio_init(Machine *m)
{
    static const BusDevice gpio_block = {.name = "gpio", .base = 0x60000300, .size = 0x74, .read = read_gpio, .write = write_gpio,
                                         .reset = reset_gpio};
    static const BusDevice mux_block = {.name = "iomux", .base = 0x60000800, .size = 0x44, .read = read_mux, .write = write_mux};
    memset(&gpio, 0, sizeof gpio);
    for (unsigned pin = 0; pin < GPIOS; pin++) {
        gpio.me[pin] = emu_pins_connect(m, pin, "the chip");
        gpio.board[pin] = emu_pins_connect(m, pin, "the board");
        emu_pins_watch(m, pin, pin_changed, NULL);
    }
    /* What boards have outside, so that the chip starts from flash. */
    emu_pins_drive(m, 0, gpio.board[0], DRIVE_PULL_UP);
    emu_pins_drive(m, 2, gpio.board[2], DRIVE_PULL_UP);
    emu_pins_drive(m, 15, gpio.board[15], DRIVE_PULL_DOWN);
    for (Signal signal = 0; signal < SIGNALS; signal++)
        gpio.signal[signal] = true; /* serial lines are high when idle */
    reset_gpio(m, NULL, true);
    emu_machine_map(m, &gpio_block);
    emu_machine_map(m, &mux_block);
}
