/*
 * dht.c: the protocol of DHT11 and DHT22 as the sensors see it: open drain, a resistor to the supply, and
 * answers by the times that the data sheets name.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/dht.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The answer: wait, low 80, high 80, for each bit low 50 and high 26 or 70, low 50. */
enum { WAIT_US = 30, READY_US = 80, BIT_LOW_US = 50, ZERO_US = 26, ONE_US = 70, BITS = 40, STEPS = 3 + 2 * BITS + 2 };

typedef enum Fault { FAULT_NONE, FAULT_CHECKSUM, FAULT_SILENT, FAULT_SHORT, FAULT_STUCK } Fault;

typedef struct Dht {
    const DhtKind *kind;
    unsigned pin, who;
    long temp, hum; /* in tenths */
    Fault fault;
    Event event;
    bool answering, asked_before;
    Picos fell, asked;
    unsigned step;
    uint8_t bytes[5];
} Dht;

static void pull(Machine *m, const Dht *dht, bool low)
{
    emu_pins_drive(m, dht->pin, dht->who, low ? DRIVE_LOW : DRIVE_NONE);
}

/* How long the line stays as step leaves it. Odd steps pull low. */
static unsigned step_us(const Dht *dht, unsigned step)
{
    if (step == 0)
        return WAIT_US;
    if (step <= 2)
        return READY_US;
    unsigned bit = (step - 3) / 2;
    if (step % 2 == 1 || bit == BITS)
        return BIT_LOW_US;
    return (dht->bytes[bit / 8] >> (7 - bit % 8)) & 1 ? ONE_US : ZERO_US;
}

static void next_step(Machine *m, void *ctx)
{
    Dht *dht = ctx;
    unsigned last = dht->fault == FAULT_SHORT ? STEPS / 2 : STEPS - 1;
    dht->step++;
    bool low = dht->step % 2 == 1 && dht->step < last;
    if (dht->fault == FAULT_STUCK && dht->step >= STEPS / 2)
        low = true;
    pull(m, dht, low);
    if (dht->step < last)
        emu_machine_at(m, &dht->event, emu_machine_now(m) + step_us(dht, dht->step) * EMU_US);
    else
        dht->answering = dht->fault == FAULT_STUCK;
}

static void measure(Dht *dht)
{
    dht->kind->encode(dht->temp, dht->hum, dht->bytes);
    dht->bytes[4] = (uint8_t)(dht->bytes[0] + dht->bytes[1] + dht->bytes[2] + dht->bytes[3]);
    if (dht->fault == FAULT_CHECKSUM)
        dht->bytes[4] ^= 0x10;
}

/* The host has let go of the line. */
static void asked(Machine *m, Dht *dht, Picos low)
{
    Picos now = emu_machine_now(m);
    if (low < dht->kind->ask_min) {
        if (low >= 100 * EMU_US)
            emu_machine_warn(m, "%s at pin %u: a start of %u us is too short; it does not answer", dht->kind->name, dht->pin,
                             (unsigned)(low / EMU_US));
        return;
    }
    if (low > dht->kind->ask_max)
        emu_machine_warn(m, "%s at pin %u: a start of %u us is too long", dht->kind->name, dht->pin, (unsigned)(low / EMU_US));
    if (now < EMU_S)
        emu_machine_warn(m, "%s at pin %u: asked within its first second", dht->kind->name, dht->pin);
    bool early = dht->asked_before && now - dht->asked < dht->kind->pause;
    if (early)
        emu_machine_warn(m, "%s at pin %u: asked again after %u ms; it repeats what it said", dht->kind->name, dht->pin,
                         (unsigned)((now - dht->asked) / EMU_MS));
    if (dht->fault == FAULT_SILENT)
        return;
    if (!early) {
        measure(dht);
        dht->asked = now;
        dht->asked_before = true;
    }
    dht->answering = true;
    dht->step = 0;
    emu_machine_at(m, &dht->event, now + step_us(dht, 0) * EMU_US);
}

static void changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Dht *dht = ctx;
    if (dht->answering)
        return;
    if (!level)
        dht->fell = emu_machine_now(m);
    else if (dht->fell != 0)
        asked(m, dht, emu_machine_now(m) - dht->fell);
}

static bool request(Machine *m, void *ctx, const char *text)
{
    Dht *dht = ctx;
    char *behind;
    bool temp = strncmp(text, "temp=", 5) == 0;
    if (!temp && strncmp(text, "hum=", 4) != 0)
        return false;
    text = strchr(text, '=') + 1;
    double x = strtod(text, &behind);
    const DhtKind *kind = dht->kind;
    if (behind == text || *behind != '\0' || !(x >= (double)(temp ? kind->temp_min : kind->hum_min)) ||
        !(x <= (double)(temp ? kind->temp_max : kind->hum_max)))
        return false;
    *(temp ? &dht->temp : &dht->hum) = (long)(x * 10 + (x < 0 ? -0.5 : 0.5));
    return true;
}

bool emu_dht_attach(Machine *m, PartOptions *options, const DhtKind *kind)
{
    static const char *const faults[] = {"none", "checksum", "silent", "short", "stuck"};
    unsigned pin = emu_parts_pin(options, "pin"), fault = 0;
    long temp = emu_parts_scaled(options, "temp", kind->temp * 10, 10, kind->temp_min, kind->temp_max);
    long hum = emu_parts_scaled(options, "hum", kind->hum * 10, 10, kind->hum_min, kind->hum_max);
    bool resistor = emu_parts_number(options, "pullup", 1, 0, 1) != 0;
    const char *text = emu_parts_text(options, "fault");
    while (text != NULL && fault < 5 && strcmp(text, faults[fault]) != 0)
        fault++;
    if (fault == 5)
        emu_parts_wrong(options, "fault=%s is none of checksum, silent, short, stuck", text);
    if (!emu_parts_good(options))
        return false;
    Dht *dht = emu_parts_state(sizeof *dht);
    dht->kind = kind;
    dht->pin = pin;
    dht->temp = temp;
    dht->hum = hum;
    dht->fault = (Fault)fault;
    dht->event.fire = next_step;
    dht->event.ctx = dht;
    dht->who = emu_pins_connect(m, pin, kind->name);
    if (resistor)
        emu_pins_drive(m, pin, emu_pins_connect(m, pin, "the sensor's resistor"), DRIVE_PULL_UP);
    emu_pins_watch(m, pin, changed, dht);
    emu_parts_on_request(options, request, dht);
    return true;
}
