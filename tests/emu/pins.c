/*
 * pins.c: wires: who wins, who is told what and in which order.
 */
#include <string.h>

#include "emu/pins.h"
#include "fake_machine.h"

static char told[64];

static void note(Machine *m, void *ctx, unsigned pin, bool level)
{
    char line[8];
    snprintf(line, sizeof line, "%s%u%c ", (const char *)ctx, pin, level ? '+' : '-');
    strcat(told, line);
}

static void drives(void)
{
    static const struct {
        Drive a, b;
        bool level;
    } cases[] = {
        {DRIVE_NONE, DRIVE_NONE, false}, {DRIVE_HIGH, DRIVE_NONE, true},         {DRIVE_LOW, DRIVE_PULL_UP, false},
        {DRIVE_HIGH, DRIVE_PULL_DOWN, true}, {DRIVE_PULL_UP, DRIVE_NONE, true},  {DRIVE_PULL_UP, DRIVE_PULL_DOWN, false},
        {DRIVE_HIGH, DRIVE_LOW, false},  {DRIVE_HIGH, DRIVE_HIGH, true},
    };
    Machine *m = fake_new();
    emu_pins_init(m);
    unsigned a = emu_pins_connect(m, 4, "a"), b = emu_pins_connect(m, 4, "b");
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        emu_pins_drive(m, 4, a, cases[i].a);
        emu_pins_drive(m, 4, b, cases[i].b);
        CHECK_IS(emu_pins_level(m, 4), cases[i].level);
    }
    CHECK(!emu_pins_level(m, 5));
    CHECK_IS(fake_warnings(m), 1);
    emu_pins_drive(m, 4, b, DRIVE_LOW);
    CHECK_IS(fake_warnings(m), 2); /* another fight */
}

static unsigned follower;

/* An inverter from pin 1 to pin 2. */
static void invert(Machine *m, void *ctx, unsigned pin, bool level)
{
    emu_pins_drive(m, 2, follower, level ? DRIVE_LOW : DRIVE_HIGH);
}

static void changes_in_order(void)
{
    Machine *m = fake_new();
    emu_pins_init(m);
    told[0] = '\0';
    unsigned a = emu_pins_connect(m, 1, "a");
    follower = emu_pins_connect(m, 2, "inverter");
    emu_pins_drive(m, 2, follower, DRIVE_HIGH);
    emu_pins_watch(m, 1, note, "x");
    emu_pins_watch(m, 1, invert, NULL);
    emu_pins_watch(m, 1, note, "y");
    emu_pins_watch(m, 2, note, "z");
    emu_pins_drive(m, 1, a, DRIVE_HIGH);
    emu_pins_drive(m, 1, a, DRIVE_HIGH);
    emu_pins_drive(m, 1, a, DRIVE_PULL_DOWN);
    CHECK(strcmp(told, "x1+ y1+ z2- x1- y1- z2+ ") == 0);
}

/* An inverter from pin 2 to itself. */
static void oscillate(Machine *m, void *ctx, unsigned pin, bool level)
{
    if (!fake_stopped(m))
        emu_pins_drive(m, 2, follower, level ? DRIVE_LOW : DRIVE_HIGH);
}

static void storm(void)
{
    Machine *m = fake_new();
    emu_pins_init(m);
    follower = emu_pins_connect(m, 2, "inverter");
    emu_pins_watch(m, 2, oscillate, NULL);
    emu_pins_drive(m, 2, follower, DRIVE_HIGH);
    CHECK(fake_stopped(m));
}

int main(void)
{
    RUN(drives);
    RUN(changes_in_order);
    RUN(storm);
    return 0;
}
