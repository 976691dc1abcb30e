/*
 * part_ds18b20.c: a DS18B20 thermometer on a 1-Wire bus; several may share a pin.
 *
 * All follows from the line's falling edges: each begins a slot, in which the thermometer either holds the line low (a 0
 * to be read) or looks at it after 30 us (a bit that is written). A low of 480 us is a reset.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_US = 30, PRESENCE_WAIT_US = 30, PRESENCE_US = 120, RESET_US = 480, SLOT_US = 60, COPY_MS = 10, CONVERT_US = 750000 };
enum { SCRATCHPAD = 9, CONFIG = 4, CONFIG_FIXED = 0x1f, ROM = 8 };

typedef enum State {
    STATE_IDLE,       /* waits for a reset; not addressed */
    STATE_PRESENCE,   /* says that it is there; edges mean nothing */
    STATE_ROM,        /* a ROM command comes in */
    STATE_MATCH,      /* an address comes in */
    STATE_SEARCH,     /* bit, complement, the host's choice */
    STATE_FUNCTION,   /* a function command comes in */
    STATE_WRITE,      /* three bytes of the scratchpad come in */
    STATE_TALK,       /* bytes go out, ones behind them */
    STATE_BUSY        /* answers 0 until the work is done */
} State;

typedef struct Thermometer {
    unsigned pin, who;
    uint8_t rom[ROM], pad[SCRATCHPAD], kept[3]; /* kept: TH, TL, configuration in EEPROM */
    long temp;                                  /* in sixteenths of a degree */
    Picos hold;
    bool alarm, converting;
    Picos done; /* when the conversion, or the copy, is */

    State state;
    unsigned bits, turn; /* bits of this state so far; of a search: which of the three */
    uint8_t in;
    const uint8_t *out;
    unsigned out_bits;
    State after_talk;

    Event event;
    enum { DO_SAMPLE, DO_RELEASE, DO_PRESENCE, DO_PRESENCE_END } what;
    Picos fell, slot; /* the last falling edge, that of the last slot */
    bool low, reading; /* reading: in this slot thermometers hold the line, this one or others */
} Thermometer;

static uint8_t crc_of(const uint8_t *bytes, size_t n)
{
    uint8_t crc = 0;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (uint8_t)(crc >> 1 ^ (crc & 1 ? 0x8c : 0));
    }
    return crc;
}

static void later(Machine *m, Thermometer *t, Picos when, int what)
{
    t->what = what;
    emu_machine_at(m, &t->event, when);
}

static void pull(Machine *m, const Thermometer *t, bool low)
{
    emu_pins_drive(m, t->pin, t->who, low ? DRIVE_LOW : DRIVE_NONE);
}

/* ---- the thermometer ---- */

/* The result of a conversion whose time is over. */
static void settle(Machine *m, Thermometer *t)
{
    if (!t->converting || emu_machine_now(m) < t->done)
        return;
    t->converting = false;
    unsigned coarse = 3 - ((t->pad[CONFIG] >> 5) & 3); /* bits of the result that are not measured */
    long value = t->temp & ~((1L << coarse) - 1);
    t->pad[0] = (uint8_t)value;
    t->pad[1] = (uint8_t)(value >> 8);
    t->pad[8] = crc_of(t->pad, 8);
    long degrees = value >> 4;
    t->alarm = degrees >= (int8_t)t->pad[2] || degrees <= (int8_t)t->pad[3];
}

static void recall(Thermometer *t)
{
    memcpy(t->pad + 2, t->kept, 3);
    t->pad[8] = crc_of(t->pad, 8);
}

static void power_up(Thermometer *t)
{
    static const uint8_t fresh[SCRATCHPAD] = {0x50, 0x05, 0, 0, 0, 0xff, 0x0c, 0x10, 0}; /* 85 degrees */
    memcpy(t->pad, fresh, sizeof fresh);
    recall(t);
}

/* ---- the protocol ---- */

static void enter(Thermometer *t, State state)
{
    t->state = state;
    t->bits = t->turn = 0;
    t->in = 0;
}

static void talk(Thermometer *t, const uint8_t *bytes, unsigned n, State after)
{
    enter(t, STATE_TALK);
    t->out = bytes;
    t->out_bits = 8 * n;
    t->after_talk = after;
}

static void rom_command(Machine *m, Thermometer *t, uint8_t command)
{
    switch (command) {
    case 0x33: talk(t, t->rom, ROM, STATE_FUNCTION); break;
    case 0x55: enter(t, STATE_MATCH); break;
    case 0xcc: enter(t, STATE_FUNCTION); break;
    case 0xec: enter(t, t->alarm ? STATE_SEARCH : STATE_IDLE); break;
    case 0xf0: enter(t, STATE_SEARCH); break;
    default:
        emu_machine_warn(m, "ds18b20 at pin %u: unknown ROM command 0x%02x", t->pin, command);
        enter(t, STATE_IDLE);
    }
}

static void function_command(Machine *m, Thermometer *t, uint8_t command)
{
    static const uint8_t powered = 0xff;
    settle(m, t);
    switch (command) {
    case 0x44:
        t->converting = true;
        t->done = emu_machine_now(m) + (Picos)(CONVERT_US >> (3 - ((t->pad[CONFIG] >> 5) & 3))) * EMU_US;
        enter(t, STATE_BUSY);
        break;
    case 0x48:
        memcpy(t->kept, t->pad + 2, 3);
        if (!t->converting)
            t->done = emu_machine_now(m) + COPY_MS * EMU_MS;
        enter(t, STATE_BUSY);
        break;
    case 0x4e: enter(t, STATE_WRITE); break;
    case 0xb4: talk(t, &powered, 1, STATE_TALK); break;
    case 0xb8:
        recall(t);
        talk(t, &powered, 1, STATE_TALK);
        break;
    case 0xbe: talk(t, t->pad, SCRATCHPAD, STATE_TALK); break;
    default:
        emu_machine_warn(m, "ds18b20 at pin %u: unknown function command 0x%02x", t->pin, command);
        enter(t, STATE_IDLE);
    }
}

/* A byte of the scratchpad came in. */
static void store_byte(Thermometer *t, unsigned index, uint8_t byte)
{
    t->pad[2 + index] = index == 2 ? (uint8_t)((byte & 0x60) | CONFIG_FIXED) : byte;
    t->pad[8] = crc_of(t->pad, 8);
    if (index == 2)
        enter(t, STATE_IDLE);
}

static bool rom_bit(const Thermometer *t, unsigned i)
{
    return (t->rom[i / 8] >> i % 8) & 1;
}

/* A written bit. */
static void take_bit(Machine *m, Thermometer *t, bool bit)
{
    if (t->state == STATE_MATCH || t->state == STATE_SEARCH) {
        t->turn = 0;
        if (bit != rom_bit(t, t->bits))
            enter(t, STATE_IDLE);
        else if (++t->bits == 8 * ROM)
            enter(t, STATE_FUNCTION);
        return;
    }
    t->in = (uint8_t)(t->in >> 1 | bit << 7);
    if (++t->bits % 8 != 0)
        return;
    if (t->state == STATE_ROM)
        rom_command(m, t, t->in);
    else if (t->state == STATE_FUNCTION)
        function_command(m, t, t->in);
    else
        store_byte(t, t->bits / 8 - 1, t->in);
}

static bool listens(const Thermometer *t)
{
    return t->state == STATE_ROM || t->state == STATE_MATCH || t->state == STATE_FUNCTION || t->state == STATE_WRITE ||
           (t->state == STATE_SEARCH && t->turn == 2);
}

/* The bit that a slot reads. */
static bool give_bit(Machine *m, Thermometer *t)
{
    if (t->state == STATE_SEARCH)
        return rom_bit(t, t->bits) == (t->turn++ == 0);
    if (t->state == STATE_BUSY)
        return emu_machine_now(m) >= t->done;
    if (t->bits >= t->out_bits)
        return true;
    bool bit = (t->out[t->bits / 8] >> t->bits % 8) & 1;
    if (++t->bits == t->out_bits && t->after_talk != STATE_TALK)
        enter(t, t->after_talk);
    return bit;
}

/* ---- the line ---- */

static void line_fell(Machine *m, Thermometer *t, Picos now)
{
    t->low = true;
    t->reading = false;
    t->fell = now;
    if (t->state == STATE_PRESENCE || t->state == STATE_IDLE)
        return;
    if (t->slot != 0 && now - t->slot < (SLOT_US + 1) * EMU_US)
        emu_machine_warn(m, "ds18b20 at pin %u: a slot of %u us is too short", t->pin, (unsigned)((now - t->slot) / EMU_US));
    t->slot = now;
    if (listens(t)) {
        later(m, t, now + SAMPLE_US * EMU_US, DO_SAMPLE);
        return;
    }
    t->reading = true;
    if (!give_bit(m, t)) {
        pull(m, t, true);
        later(m, t, now + t->hold, DO_RELEASE);
    }
}

static void line_rose(Machine *m, Thermometer *t, Picos low)
{
    t->low = false;
    if (t->state == STATE_PRESENCE)
        return;
    unsigned us = (unsigned)(low / EMU_US);
    if (us >= RESET_US) {
        pull(m, t, false);
        enter(t, STATE_PRESENCE);
        t->slot = 0;
        later(m, t, emu_machine_now(m) + PRESENCE_WAIT_US * EMU_US, DO_PRESENCE);
    } else if (us > 2 * SLOT_US) {
        emu_machine_warn(m, "ds18b20 at pin %u: a low of %u us is neither a slot nor a reset", t->pin, us);
        enter(t, STATE_IDLE);
    } else if (t->state != STATE_IDLE && !t->reading && us >= 15 && us < SLOT_US) {
        emu_machine_warn(m, "ds18b20 at pin %u: a low of %u us is neither a 0 nor a 1", t->pin, us);
    } else if (t->state != STATE_IDLE && low < EMU_US) {
        emu_machine_warn(m, "ds18b20 at pin %u: a low of %u ns is too short to begin a slot", t->pin, (unsigned)(low / EMU_NS));
    }
}

static void fire(Machine *m, void *ctx)
{
    Thermometer *t = ctx;
    switch (t->what) {
    case DO_SAMPLE:
        take_bit(m, t, emu_pins_level(m, t->pin));
        break;
    case DO_RELEASE:
        pull(m, t, false);
        break;
    case DO_PRESENCE:
        pull(m, t, true);
        later(m, t, emu_machine_now(m) + PRESENCE_US * EMU_US, DO_PRESENCE_END);
        break;
    case DO_PRESENCE_END:
        /* Its own rising edge is told after this. */
        enter(t, STATE_ROM);
        t->low = false;
        pull(m, t, false);
        break;
    }
}

static void changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    Thermometer *t = ctx;
    if (!level)
        line_fell(m, t, emu_machine_now(m));
    else if (t->low)
        line_rose(m, t, emu_machine_now(m) - t->fell);
}

/* ---- options ---- */

static bool request(Machine *m, void *ctx, const char *text)
{
    Thermometer *t = ctx;
    char *behind;
    if (strncmp(text, "temp=", 5) != 0)
        return false;
    double x = strtod(text + 5, &behind);
    if (behind == text + 5 || *behind != '\0' || !(x >= -55 && x <= 125))
        return false;
    t->temp = (long)(x * 16 + (x < 0 ? -0.5 : 0.5));
    return true;
}

/* "28" and twelve digits of the serial number, and perhaps the checksum; or the serial number alone. */
static void read_id(PartOptions *options, uint8_t rom[ROM])
{
    const char *text = emu_parts_text(options, "id");
    if (text == NULL)
        text = "000000000001";
    size_t n = strlen(text);
    uint8_t bytes[ROM];
    if ((n != 12 && n != 14 && n != 16) || strspn(text, "0123456789abcdefABCDEF") != n) {
        emu_parts_wrong(options, "id=%s: 12 hexadecimal digits (serial number), 14 (28 in front) or 16 (checksum behind)", text);
        return;
    }
    for (size_t i = 0; i < n / 2; i++) {
        char digits[3] = {text[2 * i], text[2 * i + 1], '\0'};
        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    rom[0] = 0x28;
    memcpy(rom + 1, n == 12 ? bytes : bytes + 1, 6);
    rom[7] = crc_of(rom, 7);
    if (n > 12 && bytes[0] != 0x28)
        emu_parts_wrong(options, "id=%s: the family of a DS18B20 is 28", text);
    if (n == 16 && bytes[7] != rom[7])
        emu_parts_wrong(options, "id=%s: the checksum is %02x", text, rom[7]);
}

static bool attach(Machine *m, PartOptions *options)
{
    uint8_t rom[ROM] = {0};
    unsigned pin = emu_parts_pin(options, "pin");
    long temp = emu_parts_scaled(options, "temp", 21 * 16, 16, -55, 125), hold = emu_parts_number(options, "hold", 30, 15, 60);
    bool resistor = emu_parts_number(options, "pullup", 1, 0, 1) != 0;
    read_id(options, rom);
    if (!emu_parts_good(options))
        return false;
    Thermometer *t = emu_parts_state(sizeof *t);
    t->pin = pin;
    t->temp = temp;
    t->hold = (Picos)hold * EMU_US;
    memcpy(t->rom, rom, ROM);
    t->kept[0] = 0x4b;
    t->kept[1] = 0x46;
    t->kept[2] = 0x60 | CONFIG_FIXED;
    power_up(t);
    t->event.fire = fire;
    t->event.ctx = t;
    t->who = emu_pins_connect(m, pin, "ds18b20");
    if (resistor)
        emu_pins_drive(m, pin, emu_pins_connect(m, pin, "the bus's resistor"), DRIVE_PULL_UP);
    emu_pins_watch(m, pin, changed, t);
    emu_parts_on_request(options, request, t);
    return true;
}

const PartKind emu_part_ds18b20 = {
    "ds18b20", "pin=N[,id=HEX][,temp=21][,hold=30][,pullup=1]: a thermometer on a 1-Wire bus; requests: temp=X", attach};
