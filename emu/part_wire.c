/*
 * part_wire.c: a buffer between two pins: the second follows the first.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/part_wire.h"

#include "emu/parts.h"

enum { ON_THE_WAY = 64 };

typedef struct Wire {
    unsigned to, who;
    Picos delay;
    Event event;
    /* Changes that have not arrived yet, oldest first. */
    struct {
        Picos when;
        bool level;
    } change[ON_THE_WAY];
    unsigned first, count;
} Wire;

static void set(Machine *m, const Wire *wire, bool level)
{
    emu_pins_drive(m, wire->to, wire->who, level ? DRIVE_HIGH : DRIVE_LOW);
}

static void arrive(Machine *m, void *ctx)
{
    Wire *wire = ctx;
    set(m, wire, wire->change[wire->first].level);
    wire->first = (wire->first + 1) % ON_THE_WAY;
    if (--wire->count > 0)
        emu_machine_at(m, &wire->event, wire->change[wire->first].when);
}

static void changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Wire *wire = ctx;
    if (wire->delay == 0) {
        set(m, wire, level);
        return;
    }
    if (wire->count == ON_THE_WAY) {
        emu_machine_warn(m, "wire from pin %u: more than %d changes are on the way, one is lost", pin, ON_THE_WAY);
        return;
    }
    unsigned place = (wire->first + wire->count++) % ON_THE_WAY;
    wire->change[place].when = emu_machine_now(m) + wire->delay;
    wire->change[place].level = level;
    if (wire->count == 1)
        emu_machine_at(m, &wire->event, wire->change[place].when);
}

void emu_part_wire_connect(Machine *m, unsigned from, unsigned to, Picos delay, const char *who)
{
    Wire *wire = emu_parts_state(sizeof *wire);
    wire->to = to;
    wire->delay = delay;
    wire->event.fire = arrive;
    wire->event.ctx = wire;
    wire->who = emu_pins_connect(m, to, who);
    set(m, wire, emu_pins_level(m, from));
    emu_pins_watch(m, from, changed, wire);
}

static bool attach(Machine *m, PartOptions *options)
{
    unsigned from = emu_parts_pin(options, "from"), to = emu_parts_pin(options, "to");
    long delay = emu_parts_number(options, "delay", 0, 0, 1000000000);
    if (from == to)
        emu_parts_wrong(options, "a wire from a pin to itself");
    if (!emu_parts_good(options))
        return false;
    emu_part_wire_connect(m, from, to, (Picos)delay * EMU_NS, "wire");
    return true;
}

const PartKind emu_part_wire = {"wire", "from=N,to=N[,delay=NS]: the second pin gets the level of the first", attach};
