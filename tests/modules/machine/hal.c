/*
 * hal.c: pins for tests of the module machine on this computer: a wire leads from each even pin to the odd pin
 * behind it, edges are noted at once, the alarm is a signal.
 *
 * Pins are as the ESP8266's: 6 to 11 do not exist, 16 has neither pull-up nor interrupt.
 */
#include "platform/pins.h"

#include <signal.h>
#include <sys/time.h>

#include "include/kukri.h"
#include "platform/platform.h"

enum { COUNT = 17, QUEUE = 64 };

static struct {
    Vm *vm;
    PinMode mode[COUNT];
    bool pull[COUNT], out[COUNT], level[COUNT], hard[COUNT];
    unsigned edges[COUNT];
    struct {
        unsigned id, edge;
    } noted[QUEUE];
    size_t count;
    uint32_t lost;
} hal;

void kk_pins_attach(Vm *vm) { hal.vm = vm; }
unsigned kk_pins_count(void) { return COUNT; }
bool kk_pins_exists(unsigned id) { return id < 6 || (id > 11 && id < COUNT); }

/* What pins drive, then what wires and pull-ups make of it. */
static bool level_of(unsigned id)
{
    if (hal.mode[id] == PIN_OUT || (hal.mode[id] == PIN_OPEN_DRAIN && !hal.out[id]))
        return hal.out[id];
    unsigned other = id ^ 1;
    if (other < COUNT && (hal.mode[other] == PIN_OUT || (hal.mode[other] == PIN_OPEN_DRAIN && !hal.out[other])))
        return hal.out[other];
    return hal.pull[id] || (other < COUNT && hal.pull[other]);
}

static void note(unsigned id, unsigned edge)
{
    if (hal.count == QUEUE) {
        hal.lost++;
        return;
    }
    hal.noted[hal.count].id = id;
    hal.noted[hal.count++].edge = edge;
    kukri_notify(hal.vm);
}

static void changed(void)
{
    for (unsigned id = 0; id < COUNT; id++) {
        bool level = level_of(id);
        unsigned edge = level ? PIN_IRQ_RISING : PIN_IRQ_FALLING;
        if (level != hal.level[id] && (hal.edges[id] & edge) != 0)
            note(id, edge);
        hal.level[id] = level;
    }
}

int kk_pins_mode(unsigned id, PinMode mode, PinPull pull)
{
    if (id == 16 && pull != PIN_PULL_NONE)
        return -KK_EINVAL;
    hal.mode[id] = mode;
    hal.pull[id] = pull == PIN_PULL_UP;
    changed();
    return 0;
}

PinMode kk_pins_get_mode(unsigned id) { return hal.mode[id]; }
bool kk_pins_read(unsigned id) { return level_of(id); }
bool kk_pins_get_output(unsigned id) { return hal.out[id]; }

void kk_pins_write(unsigned id, bool level)
{
    hal.out[id] = level;
    changed();
}

int kk_pins_irq(unsigned id, unsigned edges, bool hard)
{
    if (id == 16)
        return edges == 0 ? 0 : -KK_EINVAL;
    hal.edges[id] = edges;
    hal.hard[id] = hard;
    return 0;
}

bool kk_pins_take_edge(bool hard_only, unsigned *id, unsigned *edge)
{
    size_t at = 0;
    while (at < hal.count && !hal.hard[hal.noted[at].id])
        at++;
    if (at == hal.count && !hard_only)
        at = 0;
    if (at >= hal.count)
        return false;
    *id = hal.noted[at].id;
    *edge = hal.noted[at].edge;
    hal.count--;
    for (; at < hal.count; at++)
        hal.noted[at] = hal.noted[at + 1];
    return true;
}

uint32_t kk_pins_lost_edges(void) { return hal.lost; }

uint32_t kk_pins_lock(void) { return 15; }
void kk_pins_unlock(uint32_t state) {}

uint32_t kk_pins_cycles(void) { return (uint32_t)kk_platform_ticks_us(); }
uint32_t kk_pins_cycles_per_us(void) { return 1; }

void kk_pins_delay_us(uint32_t us)
{
    uint32_t start = kk_pins_cycles();
    while (kk_pins_cycles() - start < us)
        ;
}

void kk_pins_bitstream(unsigned id, const uint32_t timing[4], const uint8_t *data, size_t n) {}

int32_t kk_pins_pulse_us(unsigned id, bool level, uint32_t timeout)
{
    uint32_t start = kk_pins_cycles();
    while (level_of(id) != level)
        if (kk_pins_cycles() - start >= timeout)
            return -2;
    start = kk_pins_cycles();
    while (level_of(id) == level)
        if (kk_pins_cycles() - start >= timeout)
            return -1;
    return (int32_t)(kk_pins_cycles() - start);
}

static void alarm_came(int number) { kukri_notify(hal.vm); }

void kk_pins_alarm(uint64_t when)
{
    struct sigaction action = {.sa_handler = alarm_came};
    (void)sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {{0, 0}, {0, 0}};
    uint64_t now = kk_platform_ticks_us(), us = when <= now ? 1 : when - now;
    if (when != UINT64_MAX) {
        timer.it_value.tv_sec = (time_t)(us / 1000000);
        timer.it_value.tv_usec = (suseconds_t)(us % 1000000);
    }
    (void)setitimer(ITIMER_REAL, &timer, NULL);
}
