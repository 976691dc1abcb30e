/*
 * pins.c: platform/pins.h on the ESP8266: GPIO0..5 and 12..15 of the GPIO block, GPIO16 of the RTC block; edges are
 * noted in an interrupt.
 *
 * GPIO6 to 11 are the flash's. GPIO16 has no interrupt, no pull-up and no open drain.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "platform/pins.h"

#include "platform/platform.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/clock.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/pins.h"
#include "ports/esp8266/ticks.h"
#include "ports/esp8266/wake.h"

enum { COUNT = 17, RTC_PIN = 16 };

/* ---- modes ---- */

/* The IOMUX register of each pin; those of pins 0, 2, 4 and 5 have GPIO as function 0, the others as function 3. */
static const uint32_t iomux_index[RTC_PIN] = {12, 5, 13, 4, 14, 15, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3};
static bool gpio_is_function_0(unsigned id) { return id == 0 || id == 2 || id == 4 || id == 5; }

unsigned kk_pins_count(void) { return COUNT; }

bool kk_pins_exists(unsigned id) { return id < COUNT && (id < 6 || id > 11); }

/* Who is notified is what main.c says: wake.h. */
void kk_pins_attach(Vm *vm) {}

static int set_rtc_mode(PinMode mode, PinPull pull)
{
    if (mode == PIN_OPEN_DRAIN || pull != PIN_PULL_NONE)
        return -KK_EINVAL;
    RTC_PAD_XPD_DCDC_CONF = (RTC_PAD_XPD_DCDC_CONF & ~0x43u) | 1;
    RTC_GPIO_CONF &= ~1u;
    RTC_GPIO_ENABLE = (RTC_GPIO_ENABLE & ~1u) | (mode == PIN_OUT);
    return 0;
}

void kk_pins_function(unsigned id, unsigned function, PinPull pull)
{
    volatile uint32_t *mux = &IOMUX(iomux_index[id]);
    uint32_t bits = (function & 3) << IOMUX_FUNCTION_SHIFT | (function & 4) << (IOMUX_FUNCTION_BIT2 - 2);
    *mux = (*mux & ~(uint32_t)(IOMUX_FUNCTION_MASK | IOMUX_PULL_UP)) | bits | (pull == PIN_PULL_UP ? IOMUX_PULL_UP : 0);
}

int kk_pins_mode(unsigned id, PinMode mode, PinPull pull)
{
    if (id == RTC_PIN)
        return set_rtc_mode(mode, pull);
    uint32_t bit = 1u << id, state = kk_irq_lock();
    GPIO_PIN(id) = (GPIO_PIN(id) & ~(uint32_t)GPIO_PIN_DRIVER) | (mode == PIN_OPEN_DRAIN ? GPIO_PIN_DRIVER : 0);
    if (mode == PIN_IN)
        GPIO_ENABLE_W1TC = bit;
    else
        GPIO_ENABLE_W1TS = bit;
    kk_irq_unlock(state);
    kk_pins_function(id, gpio_is_function_0(id) ? 0 : 3, pull);
    return 0;
}

PinMode kk_pins_get_mode(unsigned id)
{
    if (id == RTC_PIN)
        return RTC_GPIO_ENABLE & 1 ? PIN_OUT : PIN_IN;
    if ((GPIO_ENABLE & 1u << id) == 0)
        return PIN_IN;
    return GPIO_PIN(id) & GPIO_PIN_DRIVER ? PIN_OPEN_DRAIN : PIN_OUT;
}

KK_ISR bool kk_pins_read(unsigned id)
{
    return id == RTC_PIN ? (RTC_GPIO_IN_DATA & 1) != 0 : (GPIO_IN >> id & 1) != 0;
}

KK_ISR void kk_pins_write(unsigned id, bool level)
{
    if (id == RTC_PIN)
        RTC_GPIO_OUT = (RTC_GPIO_OUT & ~1u) | level;
    else if (level)
        GPIO_OUT_W1TS = 1u << id;
    else
        GPIO_OUT_W1TC = 1u << id;
}

bool kk_pins_get_output(unsigned id)
{
    return id == RTC_PIN ? (RTC_GPIO_OUT & 1) != 0 : (GPIO_OUT >> id & 1) != 0;
}

/* ---- edges ---- */

enum { QUEUE = 32 }; /* a power of two; one place stays empty */

/* What the interrupt has noted and nobody has taken. A writer and a reader: no lock. */
typedef struct Queue {
    volatile uint8_t write, read;
    volatile uint8_t at[QUEUE]; /* pin << 2 | edge */
} Queue;

static Queue soft, hard;
static uint32_t hard_pins; /* bits */
static volatile uint32_t lost;

KK_ISR static void note(Queue *queue, unsigned what)
{
    unsigned next = (queue->write + 1u) % QUEUE;
    if (next == queue->read) {
        lost++;
        return;
    }
    queue->at[queue->write] = (uint8_t)what;
    queue->write = (uint8_t)next;
}

KK_ISR static void on_edge(void)
{
    uint32_t status = GPIO_STATUS, levels = GPIO_IN;
    GPIO_STATUS_W1TC = status;
    for (unsigned id = 0; status != 0; id++, status >>= 1) {
        if ((status & 1) == 0)
            continue;
        unsigned edge = GPIO_PIN(id) >> GPIO_PIN_INT_TYPE_SHIFT & 3;
        if (edge == (PIN_IRQ_RISING | PIN_IRQ_FALLING))
            edge = levels >> id & 1 ? PIN_IRQ_RISING : PIN_IRQ_FALLING;
        note(hard_pins >> id & 1 ? &hard : &soft, id << 2 | edge);
    }
    kk_wake_notify();
}

int kk_pins_irq(unsigned id, unsigned edges, bool is_hard)
{
    if (id == RTC_PIN)
        return edges == 0 ? 0 : -KK_EINVAL;
    uint32_t bit = 1u << id, state = kk_irq_lock();
    uint32_t pin = GPIO_PIN(id) & ~(uint32_t)(7 << GPIO_PIN_INT_TYPE_SHIFT);
    GPIO_PIN(id) = pin;
    GPIO_STATUS_W1TC = bit;
    hard_pins = (hard_pins & ~bit) | (is_hard ? bit : 0);
    GPIO_PIN(id) = pin | edges << GPIO_PIN_INT_TYPE_SHIFT;
    kk_irq_unlock(state);
    if (edges != 0)
        kk_irq_attach(KK_INT_GPIO, on_edge);
    return 0;
}

static bool take(Queue *queue, unsigned *id, unsigned *edge)
{
    if (queue->read == queue->write)
        return false;
    unsigned what = queue->at[queue->read];
    queue->read = (uint8_t)((queue->read + 1u) % QUEUE);
    *id = what >> 2;
    *edge = what & 3;
    return true;
}

bool kk_pins_take_edge(bool hard_only, unsigned *id, unsigned *edge)
{
    return take(&hard, id, edge) || (!hard_only && take(&soft, id, edge));
}

uint32_t kk_pins_lost_edges(void) { return lost; }

KK_ISR uint32_t kk_pins_lock(void) { return kk_irq_lock(); }
KK_ISR void kk_pins_unlock(uint32_t state) { kk_irq_unlock(state); }

/* ---- exact time ---- */

static inline uint32_t cycles(void)
{
    uint32_t count;
    __asm__ volatile("rsr %0, ccount" : "=a"(count));
    return count;
}

KK_ISR uint32_t kk_pins_cycles(void) { return cycles(); }
KK_ISR uint32_t kk_pins_cycles_per_us(void) { return DPORT_CPU_CLOCK & CPU_CLOCK_X2 ? 160 : 80; }

KK_ISR void kk_pins_delay_us(uint32_t us)
{
    enum { PIECE = 1000000 }; /* the counter of cycles wraps after 26 s */
    uint32_t speed = kk_pins_cycles_per_us(), start = cycles();
    while (us > PIECE) {
        while (cycles() - start < PIECE * speed)
            continue;
        start += PIECE * speed;
        us -= PIECE;
    }
    while (cycles() - start < us * speed)
        continue;
}

/* How a pin is made high and low with one store each. */
typedef struct Switch {
    volatile uint32_t *on, *off;
    uint32_t on_value, off_value;
} Switch;

/* Each bit begins when the one before has had its time; stores come at most 5 instructions late. */
KK_ISR static void send(const Switch *pin, const uint32_t high[2], const uint32_t whole[2], const uint8_t *data, size_t n)
{
    uint32_t start = cycles(), length = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t byte = data[i];
        for (int bit = 0; bit < 8; bit++, byte <<= 1) {
            uint32_t one = byte >> 7 & 1, up = high[one];
            while (cycles() - start < length)
                continue;
            start = cycles();
            *pin->on = pin->on_value;
            while (cycles() - start < up)
                continue;
            *pin->off = pin->off_value;
            length = whole[one];
        }
    }
    while (cycles() - start < length)
        continue;
}

void kk_pins_bitstream(unsigned id, const uint32_t timing[4], const uint8_t *data, size_t n)
{
    Switch pin = {&GPIO_OUT_W1TS, &GPIO_OUT_W1TC, 1u << id, 1u << id};
    if (id == RTC_PIN)
        pin = (Switch){&RTC_GPIO_OUT, &RTC_GPIO_OUT, 1, 0};
    uint32_t speed = kk_pins_cycles_per_us(), high[2], whole[2];
    for (int bit = 0; bit < 2; bit++) {
        high[bit] = timing[2 * bit] * speed / 1000;
        whole[bit] = (timing[2 * bit] + timing[2 * bit + 1]) * speed / 1000;
    }
    uint32_t state = kk_irq_lock();
    send(&pin, high, whole, data, n);
    kk_irq_unlock(state);
}

KK_ISR static bool interrupted(void) { return kk_wake_vm != NULL && kk_wake_vm->poll_for[POLL_INTERRUPT] != 0; }

/* Waits until the pin has the level, *spent cycles. false: the limit or Ctrl-C came first. */
KK_ISR static bool wait_level(unsigned id, bool level, uint64_t limit, uint64_t *spent)
{
    uint32_t last = cycles();
    *spent = 0;
    while (kk_pins_read(id) != level) {
        uint32_t now = cycles();
        *spent += now - last; /* the counter itself wraps after 26 s */
        last = now;
        if (*spent >= limit || interrupted())
            return false;
    }
    *spent += cycles() - last;
    return true;
}

int32_t kk_pins_pulse_us(unsigned id, bool level, uint32_t timeout)
{
    uint32_t speed = kk_pins_cycles_per_us();
    uint64_t limit = (uint64_t)timeout * speed, spent;
    if (!wait_level(id, level, limit, &spent))
        return interrupted() ? -KK_EINTR : -2;
    if (!wait_level(id, !level, limit, &spent))
        return interrupted() ? -KK_EINTR : -1;
    return (int32_t)(spent / speed);
}

/* ---- the alarm ---- */

void kk_pins_alarm(uint64_t when)
{
    kk_ticks_on_alarm(KK_ALARM_PINS, kk_wake_notify);
    kk_ticks_alarm(KK_ALARM_PINS, when > UINT64_MAX / KK_TICKS_PER_US ? UINT64_MAX : when * KK_TICKS_PER_US);
}
