/*
 * pins.c: the wires at the chip's pins; pins.h says what they do.
 *
 * A pin knows what each connection drives and derives its level. Changes go through a queue, so that a watcher which drives
 * pins in turn never sees them out of order.
 *
 * Layer: emu.   Tests: tests/emu/pins.c.
 */
#include "emu/pins.h"

#include <string.h>

enum { CONNECTIONS = 24, WATCHERS = 24, QUEUE = 256, STORM = 100000 };

typedef struct Watcher {
    void (*changed)(Machine *m, void *ctx, unsigned pin, bool level);
    void *ctx;
} Watcher;

typedef struct Pin {
    const char *who[CONNECTIONS];
    Drive drive[CONNECTIONS];
    unsigned connections;
    Watcher watchers[WATCHERS];
    unsigned watching;
    bool level, fight; /* fight: said that two drive against each other; once until it is over */
} Pin;

typedef struct Change {
    uint8_t pin;
    bool level;
} Change;

/* The chip's pins; a process emulates one chip. */
static struct {
    Pin pin[EMU_PINS];
    Change queue[QUEUE];
    unsigned head, waiting;
    bool telling;
    Picos moment;     /* for noticing wires that change each other for ever */
    unsigned changes; /* told at this moment */
} pins;

void emu_pins_init(Machine *m)
{
    memset(&pins, 0, sizeof pins);
}

unsigned emu_pins_connect(Machine *m, unsigned pin, const char *who)
{
    Pin *p = &pins.pin[pin];
    if (p->connections == CONNECTIONS) {
        emu_machine_stop(m, 2, "too many things are connected to one pin");
        return CONNECTIONS - 1;
    }
    p->who[p->connections] = who;
    p->drive[p->connections] = DRIVE_NONE;
    return p->connections++;
}

void emu_pins_watch(Machine *m, unsigned pin, void (*changed)(Machine *m, void *ctx, unsigned pin, bool level), void *ctx)
{
    Pin *p = &pins.pin[pin];
    if (p->watching == WATCHERS) {
        emu_machine_stop(m, 2, "too many things watch one pin");
        return;
    }
    p->watchers[p->watching++] = (Watcher){changed, ctx};
}

bool emu_pins_level(const Machine *m, unsigned pin)
{
    return pins.pin[pin].level;
}

static void warn_of_fight(Machine *m, unsigned pin)
{
    const Pin *p = &pins.pin[pin];
    const char *low = "?", *high = "?";
    for (unsigned i = 0; i < p->connections; i++) {
        if (p->drive[i] == DRIVE_LOW)
            low = p->who[i];
        if (p->drive[i] == DRIVE_HIGH)
            high = p->who[i];
    }
    emu_machine_warn(m, "GPIO%u: %s drives it high and %s low", pin, high, low);
}

/* What the drives make of the pin. */
static bool derive(Machine *m, unsigned pin)
{
    Pin *p = &pins.pin[pin];
    unsigned seen = 0; /* a bit for each kind of drive */
    for (unsigned i = 0; i < p->connections; i++)
        seen |= 1u << p->drive[i];
    bool low = (seen >> DRIVE_LOW) & 1, high = (seen >> DRIVE_HIGH) & 1;
    bool up = (seen >> DRIVE_PULL_UP) & 1, down = (seen >> DRIVE_PULL_DOWN) & 1;
    if (low && high && !p->fight)
        warn_of_fight(m, pin);
    p->fight = low && high;
    if (low || high)
        return !low;
    return up && !down;
}

/* Tells the watchers what is in the queue. */
static void tell(Machine *m)
{
    if (pins.telling)
        return;
    pins.telling = true;
    while (pins.waiting > 0) {
        Change change = pins.queue[pins.head];
        pins.head = (pins.head + 1) % QUEUE;
        pins.waiting--;
        Pin *p = &pins.pin[change.pin];
        for (unsigned i = 0; i < p->watching; i++)
            p->watchers[i].changed(m, p->watchers[i].ctx, change.pin, change.level);
    }
    pins.telling = false;
}

void emu_pins_drive(Machine *m, unsigned pin, unsigned who, Drive drive)
{
    Pin *p = &pins.pin[pin];
    if (p->drive[who] == drive)
        return;
    p->drive[who] = drive;
    bool level = derive(m, pin);
    if (level == p->level)
        return;
    p->level = level;
    if (pins.moment != emu_machine_now(m)) {
        pins.moment = emu_machine_now(m);
        pins.changes = 0;
    }
    if (pins.waiting == QUEUE || ++pins.changes > STORM) {
        emu_machine_stop(m, 2, "wires that change each other without end");
        return;
    }
    pins.queue[(pins.head + pins.waiting++) % QUEUE] = (Change){(uint8_t)pin, level};
    tell(m);
}
