/*
 * part_button.c: a push button from a pin to ground, with or without a resistor, that bounces as such contacts do.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/parts.h"

#include <string.h>

enum { BOUNCES = 7 }; /* odd: the contact ends in its new state */

typedef struct Button {
    unsigned pin, who;
    Picos hold, every, bounce;
    long presses; /* still to come, the one that goes on included; < 0: for ever */
    bool down, held; /* held: a script pressed it, and says when it ends */
    unsigned step;
    Picos begin; /* of the last press */
    Event event;
} Button;

static void contact(Machine *m, const Button *button, bool closed)
{
    emu_pins_drive(m, button->pin, button->who, closed ? DRIVE_LOW : DRIVE_NONE);
}

/* The moments of a bounce grow like 1, 3, 6, 10...: contacts come to rest. */
static Picos next_moment(const Button *button)
{
    if (button->step > 0 && button->step < BOUNCES)
        return button->bounce * button->step * 2 / (BOUNCES * (BOUNCES - 1));
    return 0;
}

static void fire(Machine *m, void *ctx)
{
    Button *button = ctx;
    if (button->step == 0) {
        button->down = !button->down;
        if (button->down)
            button->begin = emu_machine_now(m);
    }
    contact(m, button, button->step % 2 == 0 ? button->down : !button->down);
    button->step++;
    if (button->bounce > 0 && button->step < BOUNCES) {
        emu_machine_at(m, &button->event, emu_machine_now(m) + next_moment(button));
        return;
    }
    button->step = 0;
    if (button->held) {
        button->held = button->down;
    } else if (button->down) {
        emu_machine_at(m, &button->event, button->begin + button->hold);
    } else if (button->presses < 0 || --button->presses > 0) {
        emu_machine_at(m, &button->event, button->begin + button->every);
    }
}

static bool request(Machine *m, void *ctx, const char *text)
{
    Button *button = ctx;
    bool press = strcmp(text, "press") == 0;
    if (!press && strcmp(text, "release") != 0)
        return false;
    if (button->down == press)
        return true;
    emu_machine_cancel(m, &button->event);
    button->step = 0;
    button->presses = 1;
    button->held = true;
    fire(m, button);
    return true;
}

static bool attach(Machine *m, PartOptions *options)
{
    unsigned pin = emu_parts_pin(options, "pin");
    long at = emu_parts_number(options, "at", -1, 0, 100000000), hold = emu_parts_number(options, "for", 100, 1, 10000000);
    long every = emu_parts_number(options, "every", 0, 0, 100000000), bounce = emu_parts_number(options, "bounce", 0, 0, 1000000);
    long presses = emu_parts_number(options, "times", every > 0 ? -1 : 1, 1, 1000000);
    bool pull = emu_parts_number(options, "pullup", 1, 0, 1) != 0;
    if (bounce > hold * 1000 / 2)
        emu_parts_wrong(options, "it bounces for longer than half of a press");
    if (every != 0 && every <= hold)
        emu_parts_wrong(options, "every=%ld is not longer than for=%ld", every, hold);
    if (presses > 1 && every == 0)
        emu_parts_wrong(options, "times=%ld needs every=MS", presses);
    if (!emu_parts_good(options))
        return false;
    Button *button = emu_parts_state(sizeof *button);
    button->pin = pin;
    button->hold = (Picos)hold * EMU_MS;
    button->every = (Picos)every * EMU_MS;
    button->bounce = (Picos)bounce * EMU_US;
    button->presses = presses;
    button->event.fire = fire;
    button->event.ctx = button;
    button->who = emu_pins_connect(m, pin, "button");
    if (pull)
        emu_pins_drive(m, pin, emu_pins_connect(m, pin, "button's resistor"), DRIVE_PULL_UP);
    if (at >= 0)
        emu_machine_at(m, &button->event, (Picos)at * EMU_MS);
    emu_parts_on_request(options, request, button);
    return true;
}

const PartKind emu_part_button = {
    "button",
    "pin=N[,at=MS][,for=100][,every=MS][,times=N][,bounce=US][,pullup=1]: to ground; requests: press, release", attach};
