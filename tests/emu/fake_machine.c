/*
 * fake_machine.c: the functions of emu/machine.h and emu/options.h that devices use, with a clock moved by hand.
 */
#include "fake_machine.h"

#include <stdarg.h>
#include <string.h>

#include "emu/devices.h"
#include "emu/options.h"

enum { DEVICES = 64, EVENTS = 64, LINES = 32, HOOKS = 16 };

struct Machine {
    Picos now;
    uint32_t hz;
    const BusDevice *devices[DEVICES];
    unsigned device_count;
    Event *events[EVENTS];
    unsigned event_count;
    bool level[LINES];
    unsigned rises[LINES];
    Picos rose[LINES];
    unsigned resets[RESET_DEEP_SLEEP + 1], warnings;
    ResetCause cause;
    Picos dark;
    bool stopped, window;
    void *kept[EMU_DEVICES];
    struct {
        bool (*start)(Machine *m, void *ctx);
        void (*end)(void *ctx);
        void *ctx;
    } hooks[HOOKS];
    unsigned hook_count;
};

unsigned fake_failed;
char fake_warning[200];

Machine *fake_new(void)
{
    static Machine *m;
    free(m);
    m = calloc(1, sizeof *m);
    m->hz = 52000000;
    return m;
}

Picos emu_machine_now(const Machine *m)
{
    return m->now;
}

uint64_t emu_machine_instructions(const Machine *m)
{
    return m->now / EMU_US * (m->hz / 1000000);
}

uint32_t emu_machine_cpu_hz(const Machine *m)
{
    return m->hz;
}

void emu_machine_set_cpu_hz(Machine *m, uint32_t hz)
{
    m->hz = hz;
}

void emu_machine_cancel(Machine *m, Event *event)
{
    for (unsigned i = 0; i < m->event_count; i++) {
        if (m->events[i] == event)
            m->events[i] = m->events[--m->event_count];
    }
    event->place = 0;
}

void emu_machine_at(Machine *m, Event *event, Picos when)
{
    emu_machine_cancel(m, event);
    if (m->event_count == EVENTS)
        abort();
    event->when = when;
    event->place = 1;
    m->events[m->event_count++] = event;
}

void fake_run(Machine *m, Picos time)
{
    Picos until = m->now + time;
    for (;;) {
        Event *next = NULL;
        for (unsigned i = 0; i < m->event_count; i++) {
            if (next == NULL || m->events[i]->when < next->when)
                next = m->events[i];
        }
        if (next == NULL || next->when > until)
            break;
        if (next->when > m->now)
            m->now = next->when;
        emu_machine_cancel(m, next);
        next->fire(m, next->ctx);
    }
    m->now = until;
}

void emu_machine_map(Machine *m, const BusDevice *device)
{
    if (m->device_count == DEVICES)
        abort();
    m->devices[m->device_count++] = device;
}

static const BusDevice *device_at(const Machine *m, uint32_t address)
{
    for (unsigned i = 0; i < m->device_count; i++) {
        const BusDevice *d = m->devices[i];
        if (address >= d->base && address - d->base < d->size)
            return d;
    }
    fprintf(stderr, "no device at 0x%08x\n", (unsigned)address);
    abort();
}

uint32_t fake_read(Machine *m, uint32_t address)
{
    const BusDevice *d = device_at(m, address);
    return d->read(m, d->dev, address - d->base);
}

void fake_write(Machine *m, uint32_t address, uint32_t value)
{
    const BusDevice *d = device_at(m, address);
    d->write(m, d->dev, address - d->base, value);
}

void fake_reset(Machine *m, ResetCause cause)
{
    m->cause = cause;
    for (unsigned i = 0; i < m->device_count; i++) {
        const BusDevice *d = m->devices[i];
        if (d->reset != NULL && (cause == RESET_POWER_ON || !d->rtc_domain))
            d->reset(m, d->dev, cause == RESET_POWER_ON);
    }
}

void emu_machine_irq(Machine *m, unsigned number, bool level)
{
    if (level && !m->level[number]) {
        m->rises[number]++;
        m->rose[number] = m->now;
    }
    m->level[number] = level;
}

bool fake_irq(const Machine *m, unsigned number)
{
    return m->level[number];
}

unsigned fake_rises(const Machine *m, unsigned number)
{
    return m->rises[number];
}

Picos fake_rose(const Machine *m, unsigned number)
{
    return m->rose[number];
}

void emu_machine_reset(Machine *m, ResetCause cause, Picos delay)
{
    m->resets[cause]++;
    m->dark = delay;
}

ResetCause emu_machine_reset_cause(const Machine *m)
{
    return m->cause;
}

unsigned fake_resets(const Machine *m, ResetCause cause)
{
    return m->resets[cause];
}

Picos fake_dark(const Machine *m)
{
    return m->dark;
}

void emu_machine_stop(Machine *m, int status, const char *why)
{
    m->stopped = true;
}

bool fake_stopped(const Machine *m)
{
    return m->stopped;
}

void emu_machine_warn(Machine *m, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fake_warning, sizeof fake_warning, format, arguments);
    va_end(arguments);
    m->warnings++;
}

unsigned fake_warnings(const Machine *m)
{
    return m->warnings;
}

void emu_machine_window(Machine *m, bool enabled, unsigned mib, unsigned banks)
{
}

void emu_machine_at_start(Machine *m, bool (*start)(Machine *m, void *ctx), void *ctx)
{
    if (m->hook_count == HOOKS)
        abort();
    m->hooks[m->hook_count].start = start;
    m->hooks[m->hook_count++].ctx = ctx;
}

void emu_machine_at_end(Machine *m, void (*end)(void *ctx), void *ctx)
{
    if (m->hook_count == HOOKS)
        abort();
    m->hooks[m->hook_count].end = end;
    m->hooks[m->hook_count++].ctx = ctx;
}

void emu_machine_at_stats(Machine *m, void (*print)(void *ctx), void *ctx)
{
}

bool fake_start(Machine *m)
{
    for (unsigned i = 0; i < m->hook_count; i++)
        if (m->hooks[i].start != NULL && !m->hooks[i].start(m, m->hooks[i].ctx))
            return false;
    return true;
}

void fake_end(Machine *m)
{
    for (unsigned i = 0; i < m->hook_count; i++)
        if (m->hooks[i].end != NULL)
            m->hooks[i].end(m->hooks[i].ctx);
}

void emu_machine_keep(Machine *m, DeviceId id, void *state)
{
    m->kept[id] = state;
}

void *emu_machine_kept(const Machine *m, DeviceId id)
{
    return m->kept[id];
}

bool emu_machine_window_is_open(const Machine *m)
{
    return m->window;
}

void fake_window(Machine *m, bool open)
{
    m->window = open;
}

void emu_machine_flash_changed(Machine *m, size_t offset, size_t n)
{
}

bool emu_options_wrong(const char *name, const char *format, ...)
{
    return false;
}

bool emu_options_number(const char *name, const char *text, uint64_t lo, uint64_t hi, uint64_t *value)
{
    char *end;
    *value = strtoull(text, &end, 0);
    return *text != '\0' && *end == '\0' && *value >= lo && *value <= hi;
}
