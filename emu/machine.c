/*
 * machine.c: time, events, resets and the end: what drives the CPU and the devices.
 *
 * The run is cut into slices, each as long as nothing but the CPU can matter: up to the next event,
 * the match of CCOMPARE0, a limit of the command line. What happens inside a slice and cannot wait
 * sets `attention`.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/cpu.h"
#include "emu/machine.h"
#include "emu/memory.h"
#include "emu/options.h"
#include "emu/rom.h"
#include "emu/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCK_AT_RESET = 52000000, MOST_WARNINGS = 200 };

/* ---- time ---- */

/* The moment of the instruction. */
static Picos moment(const Machine *m)
{
    uint64_t cycles = emu_core_cycles(m) - m->base_cycles;
    if (EMU_S % m->hz == 0)
        return m->base_time + cycles * (EMU_S / m->hz);
    return m->base_time + (Picos)((unsigned __int128)cycles * EMU_S / m->hz);
}

/* What happens between two instructions, or while a ROM function lets time pass, happens at its own moment. */
Picos emu_machine_now(const Machine *m)
{
    return m->in_event ? m->event_time : moment(m);
}

/* The first cycle that begins at `when` or later. */
static uint64_t cycle_of(const Machine *m, Picos when)
{
    if (when <= m->base_time)
        return m->base_cycles;
    unsigned __int128 cycles = ((unsigned __int128)(when - m->base_time) * m->hz + EMU_S - 1) / EMU_S;
    return cycles > UINT64_MAX / 4 ? UINT64_MAX / 2 : m->base_cycles + (uint64_t)cycles;
}

uint64_t emu_machine_instructions(const Machine *m)
{
    return emu_core_cycles(m) - m->idle;
}

uint32_t emu_machine_cpu_hz(const Machine *m)
{
    return m->hz;
}

void emu_machine_set_cpu_hz(Machine *m, uint32_t hz)
{
    Picos now = moment(m);
    m->base_cycles = emu_core_cycles(m);
    m->base_time = now;
    m->hz = hz;
    m->attention = true;
}

/* Time goes on by n cycles in which nothing is executed. */
static void skip(Machine *m, uint64_t n)
{
    m->slice_end += n;
    m->idle += n;
    m->attention = true;
}

void emu_machine_spend(Machine *m, uint64_t cycles)
{
    skip(m, cycles);
}

/* ---- events ---- */

static void put(Machine *m, size_t place, Event *event)
{
    m->events[place] = event;
    event->place = place;
}

static void sift_up(Machine *m, size_t place, Event *event)
{
    for (; place > 1 && m->events[place / 2]->when > event->when; place /= 2)
        put(m, place, m->events[place / 2]);
    put(m, place, event);
}

static void sift_down(Machine *m, size_t place, Event *event)
{
    for (;;) {
        size_t child = place * 2;
        if (child > m->event_count)
            break;
        if (child < m->event_count && m->events[child + 1]->when < m->events[child]->when)
            child++;
        if (m->events[child]->when >= event->when)
            break;
        put(m, place, m->events[child]);
        place = child;
    }
    put(m, place, event);
}

void emu_machine_cancel(Machine *m, Event *event)
{
    size_t place = event->place;
    if (place == 0)
        return;
    event->place = 0;
    Event *last = m->events[m->event_count--];
    if (last == event)
        return;
    if (place > 1 && m->events[place / 2]->when > last->when)
        sift_up(m, place, last);
    else
        sift_down(m, place, last);
}

void emu_machine_at(Machine *m, Event *event, Picos when)
{
    Picos now = emu_machine_now(m);
    emu_machine_cancel(m, event);
    event->when = when < now ? now : when;
    if (m->event_count + 1 >= m->event_room) {
        m->event_room = m->event_room * 2 + 16;
        m->events = realloc(m->events, m->event_room * sizeof *m->events);
        if (m->events == NULL)
            abort();
    }
    sift_up(m, ++m->event_count, event);
    if (m->events[1] == event)
        m->attention = true;
}

static void fire_events(Machine *m)
{
    while (m->event_count > 0 && cycle_of(m, m->events[1]->when) <= emu_core_cycles(m) && !m->stopped) {
        Event *event = m->events[1];
        emu_machine_cancel(m, event);
        m->in_event = true;
        m->event_time = event->when;
        event->fire(m, event->ctx);
    }
    m->in_event = false;
}

/* ---- hooks and what devices keep ---- */

static Hook *add_hook(Hook **list, void *ctx)
{
    Hook *hook = calloc(1, sizeof *hook);
    if (hook == NULL)
        abort();
    while (*list != NULL)
        list = &(*list)->next;
    hook->ctx = ctx;
    *list = hook;
    return hook;
}

void emu_machine_at_start(Machine *m, bool (*start)(Machine *m, void *ctx), void *ctx)
{
    add_hook(&m->starts, ctx)->start = start;
}

void emu_machine_at_end(Machine *m, void (*end)(void *ctx), void *ctx)
{
    add_hook(&m->ends, ctx)->call = end;
}

void emu_machine_at_stats(Machine *m, void (*print)(void *ctx), void *ctx)
{
    add_hook(&m->stats, ctx)->call = print;
}

static void call_hooks(Hook *hook)
{
    for (; hook != NULL; hook = hook->next)
        hook->call(hook->ctx);
}

void emu_machine_set_idle(Machine *m, bool (*idle)(Machine *m, void *ctx, Picos until), void *ctx)
{
    m->idle_hook = idle;
    m->idle_ctx = ctx;
}

void emu_machine_keep(Machine *m, DeviceId id, void *state)
{
    m->kept[id] = state;
}

void *emu_machine_kept(const Machine *m, DeviceId id)
{
    return m->kept[id];
}

/* ---- resets, warnings, the end ---- */

ResetCause emu_machine_reset_cause(const Machine *m)
{
    return m->reset_cause;
}

void emu_machine_reset(Machine *m, ResetCause cause, Picos delay)
{
    m->reset_wanted = true;
    m->reset_cause = cause;
    m->reset_delay = delay;
    m->attention = true;
}

void emu_machine_stop(Machine *m, int status, const char *why)
{
    if (!m->stopped) {
        m->stopped = true;
        m->status = status;
        if (why != NULL)
            fprintf(stderr, "kukri-emu: %s\n", why);
    }
    m->attention = true;
}

void emu_machine_warn(Machine *m, const char *format, ...)
{
    if (m->warnings++ >= MOST_WARNINGS) {
        if (m->warnings == MOST_WARNINGS + 1)
            fprintf(stderr, "kukri-emu: more warnings are not shown\n");
        return;
    }
    va_list args;
    va_start(args, format);
    fprintf(stderr, "kukri-emu: ");
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, " (at %.3f ms, pc %08x)\n", (double)emu_machine_now(m) / (double)EMU_MS, (unsigned)m->cpu.pc);
}

/* Events of devices that are reset are theirs to cancel. */
static void reset_devices(Machine *m, bool power_on)
{
    for (size_t i = 0; i < m->memory.device_count; i++) {
        const BusDevice *device = m->memory.devices[i];
        if (device->reset != NULL && (power_on || !device->rtc_domain))
            device->reset(m, device->dev, power_on);
    }
}

/* The chip starts anew. */
static void start_chip(Machine *m, bool power_on)
{
    m->reset_wanted = false;
    reset_devices(m, power_on);
    emu_machine_set_cpu_hz(m, m->sim ? 1000000000 : CLOCK_AT_RESET);
    emu_memory_reset(m);
    emu_cpu_reset(m);
    emu_rom_boot(m);
}

/* ---- the run ---- */

/* Nothing is executed until `cycle`; events and the outside may end it earlier. */
static void sleep_until_cycle(Machine *m, uint64_t cycle, bool known)
{
    Picos until = known ? m->base_time + (Picos)((unsigned __int128)(cycle - m->base_cycles) * EMU_S / m->hz) : UINT64_MAX;
    if (m->idle_hook != NULL && m->idle_hook(m, m->idle_ctx, until))
        return;
    if (known)
        skip(m, cycle - emu_core_cycles(m));
    else
        emu_machine_stop(m, 125, "the program waits for an interrupt, and nothing is left that could cause one");
}

/* The first cycle at which something other than the CPU happens; asleep: something that wakes it. */
static uint64_t next_cycle(const Machine *m, bool asleep, bool *known)
{
    uint64_t cycle = UINT64_MAX;
    bool timer = !asleep || (m->cpu.sr[SR_INTENABLE] >> IRQ_CCOMPARE0 & 1) != 0;
    if (m->event_count > 0)
        cycle = cycle_of(m, m->events[1]->when);
    if (timer && m->compare_at < cycle)
        cycle = m->compare_at;
    *known = cycle != UINT64_MAX;
    uint64_t now = emu_core_cycles(m);
    return cycle < now ? now : cycle;
}

static void match_compare(Machine *m)
{
    if (m->compare_at > emu_core_cycles(m))
        return;
    m->cpu.latched |= 1u << IRQ_CCOMPARE0;
    m->compare_at += ((uint64_t)m->cycles_per_tick) << 32;
}

static void check_limits(Machine *m)
{
    char why[80];
    if (m->max_instructions != 0 && emu_machine_instructions(m) >= m->max_instructions) {
        snprintf(why, sizeof why, "%llu instructions were executed (--max-insns)", (unsigned long long)m->max_instructions);
        emu_machine_stop(m, 124, why);
    } else if (m->max_time != 0 && emu_machine_now(m) >= m->max_time) {
        snprintf(why, sizeof why, "%.3f ms are over (--max-time)", (double)m->max_time / (double)EMU_MS);
        emu_machine_stop(m, 124, why);
    }
}

static void reset_chip(Machine *m)
{
    if (m->reset_delay != 0) {
        Picos wake = emu_machine_now(m) + m->reset_delay;
        m->reset_delay = 0;
        /* The chip's devices are off; events around it (a script, parts on the wires) still happen, the reset pin among them. */
        m->reset_wanted = false;
        reset_devices(m, false);
        uint64_t cycle = cycle_of(m, m->max_time != 0 && m->max_time < wake ? m->max_time : wake);
        while (emu_core_cycles(m) < cycle && !m->stopped && !m->reset_wanted) {
            bool known;
            uint64_t next = next_cycle(m, true, &known);
            sleep_until_cycle(m, !known || next > cycle ? cycle : next, true);
            fire_events(m);
            check_limits(m);
        }
    }
    if (!m->stopped)
        start_chip(m, m->reset_cause == RESET_POWER_ON);
}

/* Single steps, with everybody looking before each. */
static void run_observed(Machine *m, uint64_t end)
{
    for (uint64_t now = emu_core_cycles(m); now < end && !m->attention; now = emu_core_cycles(m)) {
        uint32_t pc = m->cpu.pc;
        for (unsigned i = 0; i < m->observers; i++)
            m->observe[i](m, m->observe_ctx[i]);
        if (m->attention)
            return;
        /* A debug exception, or the debugger: somewhere else now, which everybody wants to see too. */
        if (m->cpu.pc != pc)
            continue;
        m->slice_end = now + 1;
        m->left = 1;
        emu_interp_run(m);
    }
}

/* Executes up to the cycle `end`. */
static void run_slice(Machine *m, uint64_t end)
{
    enum { MOST = 1 << 24 };
    uint64_t now = emu_core_cycles(m);
    uint64_t n = end > now ? end - now : 0;
    if (m->max_instructions != 0 && m->max_instructions - emu_machine_instructions(m) < n)
        n = m->max_instructions - emu_machine_instructions(m);
    n = n > MOST ? MOST : n;
    if (m->observers > 0) {
        run_observed(m, now + n);
        return;
    }
    m->slice_end = now + n;
    m->left = (int64_t)n;
    emu_interp_run(m);
}

static void step(Machine *m)
{
    m->attention = false;
    fire_events(m);
    match_compare(m);
    check_limits(m);
    if (m->reset_wanted && !m->stopped)
        reset_chip(m);
    if (m->stopped)
        return;
    emu_cpu_take_interrupt(m);
    bool known;
    bool asleep = m->cpu.waiting && !emu_cpu_interrupt_pending(m);
    uint64_t next = next_cycle(m, asleep, &known);
    if (m->max_time != 0) {
        uint64_t limit = cycle_of(m, m->max_time);
        next = !known || limit < next ? limit : next;
        known = true;
    }
    if (asleep) {
        sleep_until_cycle(m, next, known);
        return;
    }
    m->cpu.waiting = false;
    m->attention = false;
    run_slice(m, known ? next : UINT64_MAX);
}

bool emu_run_power_on(Machine *m)
{
    for (Hook *hook = m->starts; hook != NULL; hook = hook->next)
        if (!hook->start(m, hook->ctx))
            return false;
    m->reset_cause = RESET_POWER_ON;
    start_chip(m, true);
    return true;
}

void emu_run_observe(Machine *m, void (*observe)(Machine *m, void *ctx), void *ctx)
{
    m->observe[m->observers] = observe;
    m->observe_ctx[m->observers++] = ctx;
}

static void end_run(Machine *m)
{
    call_hooks(m->ends);
    if (m->want_stats) {
        fprintf(stderr, "instructions: %llu\ncycles: %llu\ntime: %.6f ms\n",
                (unsigned long long)emu_machine_instructions(m), (unsigned long long)emu_core_cycles(m),
                (double)emu_machine_now(m) / (double)EMU_MS);
        call_hooks(m->stats);
    }
}

int emu_run_to_end(Machine *m)
{
    while (!m->stopped)
        step(m);
    end_run(m);
    return m->status;
}

bool emu_run_option_stats(Machine *m, const char *argument)
{
    m->want_stats = true;
    return true;
}

Machine *emu_run_new(void)
{
    Machine *m = calloc(1, sizeof *m);
    if (m == NULL)
        abort();
    m->hz = CLOCK_AT_RESET;
    m->cycles_per_tick = 1;
    emu_memory_init(m);
#define DEVICE(name) emu_##name##_init(m);
#include "emu/devices.def"
#undef DEVICE
    return m;
}

bool emu_run_option_insns(Machine *m, const char *argument)
{
    return emu_options_number("max-insns", argument, 1, UINT64_MAX / 4, &m->max_instructions);
}

bool emu_run_option_time(Machine *m, const char *argument)
{
    uint64_t ms;
    if (!emu_options_number("max-time", argument, 1, 1000000000, &ms))
        return false;
    m->max_time = ms * EMU_MS;
    return true;
}
