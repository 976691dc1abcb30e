/*
 * i2c.c: the slave's side of the I2C protocol. All of it is edges: SDA changing while SCL is high is a start or a stop,
 * SCL rising takes a bit, SCL falling is when the device may change SDA.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/i2c.h"

#include <stdlib.h>

typedef enum Phase { PHASE_OFF, PHASE_LISTEN, PHASE_TALK } Phase;

/* The shortest times in ns of each speed: low and high of SCL, data before its rise, start before its fall. */
typedef struct Limits {
    unsigned khz, low, high, setup, start;
} Limits;

static const Limits limits[] = {{100, 4700, 4000, 250, 4000}, {400, 1300, 600, 100, 600}, {1000, 500, 260, 50, 260}};

typedef struct I2c {
    const I2cKind *kind;
    void *ctx;
    unsigned sda_pin, scl_pin, sda_who, scl_who;
    const Limits *limits; /* NULL: any */
    unsigned warned;      /* a bit for each limit */
    Picos stretch;
    Event release;

    bool sda, scl;
    Picos scl_changed, sda_changed, started;
    Phase phase;
    bool selected, first, read, acknowledged;
    unsigned bits; /* of the byte; 9: its acknowledgement is on the wire */
    uint8_t byte;
} I2c;

enum { LIMIT_LOW, LIMIT_HIGH, LIMIT_SETUP, LIMIT_START };

/* Each kind of haste is told once, and only to devices that are spoken to. A twentieth is forgiven. */
static void check(Machine *m, I2c *i2c, unsigned which, unsigned least, Picos since, const char *what)
{
    Picos took = emu_machine_now(m) - since;
    if (i2c->phase == PHASE_OFF || (i2c->warned >> which) & 1 || took * 20 >= least * EMU_NS * 19)
        return;
    i2c->warned |= 1u << which;
    emu_machine_warn(m, "%s at pins %u, %u: %s of %u ns; at %u kHz at least %u", i2c->kind->name, i2c->sda_pin, i2c->scl_pin, what,
                     (unsigned)(took / EMU_NS), i2c->limits->khz, least);
}

static void drive_sda(Machine *m, const I2c *i2c, bool level)
{
    emu_pins_drive(m, i2c->sda_pin, i2c->sda_who, level ? DRIVE_NONE : DRIVE_LOW);
}

static void send_bit(Machine *m, const I2c *i2c)
{
    drive_sda(m, i2c, (i2c->byte >> (7 - i2c->bits)) & 1);
}

static void next_out(Machine *m, I2c *i2c)
{
    i2c->phase = PHASE_TALK;
    i2c->byte = i2c->kind->read(m, i2c->ctx);
    i2c->bits = 0;
    send_bit(m, i2c);
}

static void go_off(Machine *m, I2c *i2c)
{
    i2c->phase = PHASE_OFF;
    drive_sda(m, i2c, true);
}

/* Eight bits came in, SCL is low: acknowledges or not. */
static void answer_byte(Machine *m, I2c *i2c)
{
    bool good;
    if (i2c->first) {
        i2c->read = i2c->byte & 1;
        good = i2c->kind->select(m, i2c->ctx, i2c->byte >> 1, i2c->read);
        i2c->selected = good;
    } else {
        good = i2c->kind->write(m, i2c->ctx, i2c->byte);
    }
    if (good)
        drive_sda(m, i2c, false);
    else
        go_off(m, i2c);
}

static void hold_clock(Machine *m, I2c *i2c)
{
    if (i2c->stretch == 0)
        return;
    emu_pins_drive(m, i2c->scl_pin, i2c->scl_who, DRIVE_LOW);
    emu_machine_at(m, &i2c->release, emu_machine_now(m) + i2c->stretch);
}

static void release_clock(Machine *m, void *ctx)
{
    const I2c *i2c = ctx;
    emu_pins_drive(m, i2c->scl_pin, i2c->scl_who, DRIVE_NONE);
}

static void scl_fell(Machine *m, I2c *i2c)
{
    if (i2c->phase == PHASE_LISTEN && i2c->bits == 8) {
        answer_byte(m, i2c);
    } else if (i2c->phase == PHASE_LISTEN && i2c->bits == 9) {
        drive_sda(m, i2c, true);
        i2c->bits = 0;
        if (i2c->first && i2c->read)
            next_out(m, i2c);
        i2c->first = false;
        hold_clock(m, i2c);
    } else if (i2c->phase == PHASE_TALK && i2c->bits == 9) {
        if (i2c->acknowledged)
            next_out(m, i2c);
        else
            go_off(m, i2c);
        hold_clock(m, i2c);
    } else if (i2c->phase == PHASE_TALK && i2c->bits == 8) {
        drive_sda(m, i2c, true);
    } else if (i2c->phase == PHASE_TALK) {
        send_bit(m, i2c);
    }
}

static void scl_rose(Machine *m, I2c *i2c)
{
    if (i2c->phase == PHASE_LISTEN && i2c->bits < 8)
        i2c->byte = (uint8_t)(i2c->byte << 1 | i2c->sda);
    else if (i2c->phase == PHASE_TALK && i2c->bits == 8)
        i2c->acknowledged = !i2c->sda;
    i2c->bits++;
}

static void scl_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    I2c *i2c = ctx;
    if (i2c->limits != NULL && i2c->bits > 0)
        check(m, i2c, level ? LIMIT_LOW : LIMIT_HIGH, level ? i2c->limits->low : i2c->limits->high, i2c->scl_changed,
              level ? "SCL low" : "SCL high");
    if (i2c->limits != NULL && level)
        check(m, i2c, LIMIT_SETUP, i2c->limits->setup, i2c->sda_changed, "SDA before SCL's rise");
    if (i2c->limits != NULL && !level && i2c->bits == 0 && i2c->first)
        check(m, i2c, LIMIT_START, i2c->limits->start, i2c->started, "a start");
    i2c->scl = level;
    i2c->scl_changed = emu_machine_now(m);
    if (i2c->phase == PHASE_OFF)
        return;
    if (level)
        scl_rose(m, i2c);
    else
        scl_fell(m, i2c);
}

static void sda_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    I2c *i2c = ctx;
    i2c->sda = level;
    i2c->sda_changed = emu_machine_now(m);
    if (!i2c->scl)
        return;
    drive_sda(m, i2c, true);
    if (level) {
        if (i2c->selected)
            i2c->kind->stop(m, i2c->ctx);
        i2c->selected = false;
        i2c->phase = PHASE_OFF;
        return;
    }
    i2c->phase = PHASE_LISTEN;
    i2c->first = true;
    i2c->bits = 0;
    i2c->byte = 0;
    i2c->started = emu_machine_now(m);
}

static const Limits *find_limits(PartOptions *options)
{
    long khz = emu_parts_number(options, "khz", 400, 0, 1000);
    for (unsigned i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (limits[i].khz == (unsigned)khz)
            return &limits[i];
    if (khz != 0)
        emu_parts_wrong(options, "khz=%ld is none of 0, 100, 400, 1000", khz);
    return NULL;
}

bool emu_i2c_attach(Machine *m, PartOptions *options, const I2cKind *kind, void *ctx)
{
    I2c *i2c = emu_parts_state(sizeof *i2c);
    i2c->kind = kind;
    i2c->ctx = ctx;
    i2c->sda_pin = emu_parts_pin(options, "sda");
    i2c->scl_pin = emu_parts_pin(options, "scl");
    i2c->limits = find_limits(options);
    i2c->stretch = (Picos)emu_parts_number(options, "stretch", 0, 0, 1000000) * EMU_US;
    bool resistors = emu_parts_number(options, "pullup", 1, 0, 1) != 0;
    if (i2c->sda_pin == i2c->scl_pin)
        emu_parts_wrong(options, "sda and scl are the same pin");
    if (!emu_parts_good(options))
        return false;
    i2c->sda_who = emu_pins_connect(m, i2c->sda_pin, kind->name);
    i2c->scl_who = emu_pins_connect(m, i2c->scl_pin, kind->name);
    i2c->release.fire = release_clock;
    i2c->release.ctx = i2c;
    if (resistors) {
        emu_pins_drive(m, i2c->sda_pin, emu_pins_connect(m, i2c->sda_pin, "the bus's resistor"), DRIVE_PULL_UP);
        emu_pins_drive(m, i2c->scl_pin, emu_pins_connect(m, i2c->scl_pin, "the bus's resistor"), DRIVE_PULL_UP);
    }
    i2c->sda = emu_pins_level(m, i2c->sda_pin);
    i2c->scl = emu_pins_level(m, i2c->scl_pin);
    emu_pins_watch(m, i2c->sda_pin, sda_changed, i2c);
    emu_pins_watch(m, i2c->scl_pin, scl_changed, i2c);
    return true;
}
