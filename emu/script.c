/*
 * script.c: --script FILE: what happens to the chip from outside, and what is expected of it. docs/emulator-script.md describes
 * the language.
 *
 * Each line becomes a Step. Steps with a time have an event; steps behind "on uart" wait, one after the other, for text that the
 * guest sends.
 *
 * Layer: emu.   Tests: tests/emu/run_script.py.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/adapter.h"
#include "emu/adc.h"
#include "emu/devices.h"
#include "emu/options.h"
#include "emu/parts.h"
#include "emu/pins.h"

enum { TEXT = 512 };

#define WITHIN (1 * EMU_S)

typedef enum Verb { VERB_PIN, VERB_ADC, VERB_UART, VERB_RESET, VERB_POWER, VERB_EXPECT_UART, VERB_EXPECT_PIN,
               VERB_WAVE, VERB_PART, VERB_END } Verb;

typedef struct Text {
    uint8_t bytes[TEXT];
    size_t n;
} Text;

typedef struct Step {
    struct Step *next;
    unsigned line;
    Verb verb;
    Picos time;  /* when; behind "on uart": how long after the text */
    bool waits;  /* for trigger */
    Text trigger, text;
    unsigned pin, value;
    Drive drive;
    Picos within, period, high;
    uint64_t count;
    bool is_high; /* VERB_WAVE: which half comes next */
    Event event;
} Step;

static struct {
    const char *path;
    Step *first, **end;
    Step *trigger;   /* the one whose text is waited for now, NULL: none */
    Step *expecting; /* that waits for text; those behind it stand in line */
    Text seen, heard; /* from the guest, since the last match of an expectation, of a trigger */
    unsigned who[EMU_PINS];
    bool connected[EMU_PINS];
    Machine *m;
} script;

/* ---- reading ---- */

typedef struct Line {
    const char *at;
    unsigned number;
} Line;

static bool wrong(const Line *line, const char *what)
{
    fprintf(stderr, "kukri-emu: %s:%u: %s\n", script.path, line->number, what);
    return false;
}

static void skip_space(Line *line)
{
    while (*line->at == ' ' || *line->at == '\t')
        line->at++;
}

/* Takes the word when it is the next one. */
static bool take(Line *line, const char *word)
{
    size_t n = strlen(word);
    skip_space(line);
    if (strncmp(line->at, word, n) != 0 || isalnum((unsigned char)line->at[n]))
        return false;
    line->at += n;
    return true;
}

static bool at_end(Line *line)
{
    skip_space(line);
    return *line->at == '\0' || *line->at == '#';
}

static bool read_number(Line *line, uint64_t lo, uint64_t hi, uint64_t *value)
{
    skip_space(line);
    char *rest;
    if (!isdigit((unsigned char)*line->at))
        return wrong(line, "a number is missing");
    *value = strtoull(line->at, &rest, 0);
    if (isalnum((unsigned char)*rest) || *value < lo || *value > hi)
        return wrong(line, "that number does not fit here");
    line->at = rest;
    return true;
}

/* 1.5ms: digits, perhaps a fraction, and a unit. */
static bool read_time(Line *line, Picos *time)
{
    static const struct {
        const char *name;
        Picos length;
    } units[] = {{"ns", EMU_NS}, {"us", EMU_US}, {"ms", EMU_MS}, {"s", EMU_S}};
    skip_space(line);
    char *rest;
    uint64_t whole = 0, scale = 1, fraction = 0;
    if (!isdigit((unsigned char)*line->at))
        return wrong(line, "a time is missing");
    whole = strtoull(line->at, &rest, 10);
    if (*rest == '.') {
        for (rest++; isdigit((unsigned char)*rest) && scale < 1000000000; rest++) {
            fraction = 10 * fraction + (uint64_t)(*rest - '0');
            scale *= 10;
        }
    }
    line->at = rest;
    for (unsigned i = 0; i < 4; i++) {
        if (take(line, units[i].name)) {
            if (whole > 1000000 * (EMU_S / units[i].length))
                return wrong(line, "the time is too long");
            *time = whole * units[i].length + fraction * units[i].length / scale;
            return true;
        }
    }
    return wrong(line, "a time needs one of the units ns, us, ms, s");
}

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *hit = c != '\0' ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return hit != NULL ? (int)(hit - digits) : -1;
}

/* The byte that a backslash and what follows stand for; -1: none. */
static int read_escape(Line *line)
{
    static const char names[] = "nrt0\\\"", bytes[] = "\n\r\t\0\\\"";
    char c = *line->at;
    if (c == 'x') {
        int high = hex_digit(line->at[1]), low = high >= 0 ? hex_digit(line->at[2]) : -1;
        line->at += low >= 0 ? 3 : 0;
        return low >= 0 ? high << 4 | low : -1;
    }
    const char *hit = c != '\0' ? strchr(names, c) : NULL;
    if (hit == NULL)
        return -1;
    line->at++;
    return (uint8_t)bytes[hit - names];
}

static bool read_text(Line *line, Text *text)
{
    skip_space(line);
    if (*line->at != '"')
        return wrong(line, "a text in quotes is missing");
    for (line->at++; *line->at != '"';) {
        int byte = (uint8_t)*line->at;
        if (byte == '\0')
            return wrong(line, "the text does not end");
        line->at++;
        if (byte == '\\')
            byte = read_escape(line);
        if (byte < 0)
            return wrong(line, "unknown escape; there are \\n \\r \\t \\0 \\\\ \\\" \\xHH");
        if (text->n == TEXT)
            return wrong(line, "the text is too long");
        text->bytes[text->n++] = (uint8_t)byte;
    }
    line->at++;
    return text->n > 0 || wrong(line, "the text is empty");
}

static bool read_pin(Line *line, Step *step)
{
    uint64_t pin;
    if (!read_number(line, 0, EMU_PINS - 1, &pin))
        return false;
    step->pin = (unsigned)pin;
    return true;
}

static bool read_drive(Line *line, Step *step)
{
    static const struct {
        const char *name;
        Drive drive;
    } drives[] = {{"0", DRIVE_LOW}, {"1", DRIVE_HIGH}, {"z", DRIVE_NONE}, {"up", DRIVE_PULL_UP}, {"down", DRIVE_PULL_DOWN}};
    for (unsigned i = 0; i < 5; i++) {
        if (take(line, drives[i].name)) {
            step->drive = drives[i].drive;
            return true;
        }
    }
    return wrong(line, "a pin is driven 0, 1, z, up or down");
}

static bool read_value(Line *line, Step *step, unsigned hi)
{
    uint64_t value;
    if (!read_number(line, 0, hi, &value))
        return false;
    step->value = (unsigned)value;
    return true;
}

static bool read_expect(Line *line, Step *step)
{
    if (take(line, "pin")) {
        step->verb = VERB_EXPECT_PIN;
        return read_pin(line, step) && read_value(line, step, 1);
    }
    if (!take(line, "uart"))
        return wrong(line, "expect what? pin or uart");
    step->verb = VERB_EXPECT_UART;
    step->within = WITHIN;
    return read_text(line, &step->text) && (!take(line, "within") || read_time(line, &step->within));
}

static bool read_wave(Line *line, Step *step)
{
    step->verb = VERB_WAVE;
    if (!read_pin(line, step) || !read_time(line, &step->period) || !read_time(line, &step->high) ||
        !read_number(line, 1, UINT32_MAX, &step->count))
        return false;
    if (step->high == 0 || step->high >= step->period)
        return wrong(line, "a wave is high for some of its period, not for all of it");
    return true;
}

static bool read_verb(Line *line, Step *step)
{
    if (take(line, "pin")) {
        step->verb = VERB_PIN;
        return read_pin(line, step) && read_drive(line, step);
    }
    if (take(line, "adc")) {
        step->verb = VERB_ADC;
        return read_value(line, step, 1023);
    }
    if (take(line, "uart")) {
        step->verb = VERB_UART;
        return read_text(line, &step->text);
    }
    if (take(line, "reset")) {
        step->verb = VERB_RESET;
        return true;
    }
    if (take(line, "power")) {
        step->verb = VERB_POWER;
        return true;
    }
    if (take(line, "expect"))
        return read_expect(line, step);
    if (take(line, "wave"))
        return read_wave(line, step);
    if (take(line, "part")) {
        step->verb = VERB_PART;
        return read_text(line, &step->text);
    }
    if (take(line, "end")) {
        step->verb = VERB_END;
        return at_end(line) || read_value(line, step, 255);
    }
    return wrong(line, "unknown command; there are pin, adc, uart, reset, power, wave, part, expect and end");
}

/* When it happens: a time, +time (after that of the line before), or on uart "TEXT" [+time]. */
static bool read_when(Line *line, Step *step, Picos *last)
{
    if (take(line, "on")) {
        step->waits = true;
        if (!take(line, "uart"))
            return wrong(line, "on what? uart \"TEXT\"");
        if (!read_text(line, &step->trigger))
            return false;
        skip_space(line);
        if (*line->at != '+')
            return true;
        line->at++;
        return read_time(line, &step->time);
    }
    skip_space(line);
    bool relative = *line->at == '+';
    line->at += relative;
    if (!read_time(line, &step->time))
        return false;
    step->time += relative ? *last : 0;
    *last = step->time;
    return true;
}

static void do_step(Machine *m, void *ctx);

static bool read_line(Line *line, Picos *last)
{
    if (at_end(line))
        return true;
    Step *step = calloc(1, sizeof *step);
    if (step == NULL)
        abort();
    step->line = line->number;
    step->event = (Event){.fire = do_step, .ctx = step};
    *script.end = step;
    script.end = &step->next;
    if (!read_when(line, step, last) || !read_verb(line, step))
        return false;
    return at_end(line) || wrong(line, "there is more behind the command");
}

/* ---- doing ---- */

static void fail(Machine *m, const Step *step, const char *what)
{
    fprintf(stderr, "kukri-emu: %s:%u: %s, at %.6f ms\n", script.path, step->line, what, (double)emu_machine_now(m) / 1e9);
    emu_machine_stop(m, 1, NULL);
}

/* Where the text ends in what came; 0: it is not there. */
static size_t find(const Text *in, const Text *text)
{
    for (size_t i = 0; i + text->n <= in->n; i++) {
        if (memcmp(in->bytes + i, text->bytes, text->n) == 0)
            return i + text->n;
    }
    return 0;
}

static void forget(Text *text, size_t n)
{
    memmove(text->bytes, text->bytes + n, text->n - n);
    text->n -= n;
}

static void append(Text *text, uint8_t byte)
{
    if (text->n == TEXT)
        forget(text, 1);
    text->bytes[text->n++] = byte;
}

/* Does what waits for text and has it. */
static void check_expectation(Machine *m)
{
    while (script.expecting != NULL) {
        Step *step = script.expecting;
        size_t end = find(&script.seen, &step->text);
        if (end == 0)
            return;
        forget(&script.seen, end);
        emu_machine_cancel(m, &step->event);
        step->waits = false;
        Step *next = script.first;
        while (next != NULL && !(next->verb == VERB_EXPECT_UART && next->waits))
            next = next->next;
        script.expecting = next;
    }
}

/* The first "on" that is still to come. */
static Step *next_trigger(Step *from)
{
    while (from != NULL && from->trigger.n == 0)
        from = from->next;
    return from;
}

static void byte_came(Machine *m, void *ctx, uint8_t byte, bool sent)
{
    if (sent)
        return;
    append(&script.seen, byte);
    append(&script.heard, byte);
    check_expectation(m);
    if (script.trigger == NULL)
        return;
    size_t end = find(&script.heard, &script.trigger->trigger);
    if (end == 0)
        return;
    forget(&script.heard, end);
    Step *step = script.trigger;
    script.trigger = next_trigger(step->next);
    emu_machine_at(m, &step->event, emu_machine_now(m) + step->time);
}

static void connect(Machine *m, unsigned pin)
{
    if (script.connected[pin])
        return;
    script.connected[pin] = true;
    script.who[pin] = emu_pins_connect(m, pin, "the script");
}

static void do_wave(Machine *m, Step *step)
{
    Picos when = step->event.when;
    step->is_high = !step->is_high;
    emu_pins_drive(m, step->pin, script.who[step->pin], step->is_high ? DRIVE_HIGH : DRIVE_LOW);
    if (step->is_high)
        emu_machine_at(m, &step->event, when + step->high);
    else if (--step->count > 0)
        emu_machine_at(m, &step->event, when + step->period - step->high);
}

static void too_late(Machine *m, void *ctx)
{
    Step *step = ctx;
    fail(m, step, "the guest did not send what was expected");
    fprintf(stderr, "kukri-emu: it sent: ");
    for (size_t i = 0; i < script.seen.n; i++)
        fputc(isprint(script.seen.bytes[i]) || script.seen.bytes[i] == '\n' ? script.seen.bytes[i] : '.', stderr);
    fputc('\n', stderr);
}

static void expect_uart(Machine *m, Step *step)
{
    step->waits = true;
    step->event.fire = too_late;
    emu_machine_at(m, &step->event, emu_machine_now(m) + step->within);
    if (script.expecting == NULL)
        script.expecting = step;
    check_expectation(m);
}

static void ask_part(Machine *m, const Step *step)
{
    char text[TEXT + 1];
    memcpy(text, step->text.bytes, step->text.n);
    text[step->text.n] = '\0';
    if (!emu_parts_request(m, text))
        fail(m, step, "no such part, or it does not know this word");
}

static void do_step(Machine *m, void *ctx)
{
    Step *step = ctx;
    switch (step->verb) {
    case VERB_PIN:
        emu_pins_drive(m, step->pin, script.who[step->pin], step->drive);
        break;
    case VERB_ADC:
        emu_adc_set(m, step->value);
        break;
    case VERB_UART:
        emu_adapter_send(m, step->text.bytes, step->text.n);
        break;
    case VERB_RESET:
        emu_machine_reset(m, RESET_EXTERNAL, 0);
        break;
    case VERB_POWER:
        emu_machine_reset(m, RESET_POWER_ON, 0);
        break;
    case VERB_EXPECT_UART:
        expect_uart(m, step);
        break;
    case VERB_EXPECT_PIN:
        if (emu_pins_level(m, step->pin) != (step->value != 0))
            fail(m, step, step->value ? "the pin is low" : "the pin is high");
        break;
    case VERB_WAVE:
        do_wave(m, step);
        break;
    case VERB_PART:
        ask_part(m, step);
        break;
    case VERB_END:
        if (script.expecting != NULL)
            too_late(m, script.expecting);
        script.trigger = NULL; /* what else it waits for is not missed */
        emu_machine_stop(m, (int)step->value, NULL);
        break;
    }
}

static bool start(Machine *m, void *ctx)
{
    emu_adapter_watch(m, 0, byte_came, NULL);
    script.trigger = next_trigger(script.first);
    for (Step *step = script.first; step != NULL; step = step->next) {
        if (step->verb == VERB_PIN || step->verb == VERB_WAVE)
            connect(m, step->pin);
        if (step->trigger.n == 0)
            emu_machine_at(m, &step->event, step->time);
        step->waits = false;
    }
    return true;
}

/* A run that ends before its script has seen everything says so. */
static void end(void *ctx)
{
    if (script.trigger != NULL)
        fprintf(stderr, "kukri-emu: %s:%u: the guest never sent the text that this line waits for\n", script.path,
                script.trigger->line);
}

bool emu_script_option_script(Machine *m, const char *path)
{
    size_t size;
    char *text = (char *)emu_options_file("script", path, &size);
    if (text == NULL)
        return false;
    script.path = path;
    script.end = &script.first;
    Picos last = 0;
    Line line = {.number = 0};
    for (size_t begin = 0; begin < size;) {
        char row[2 * TEXT];
        const char *stop = memchr(text + begin, '\n', size - begin);
        size_t n = stop != NULL ? (size_t)(stop - (text + begin)) : size - begin;
        line.at = row;
        line.number++;
        if (n >= sizeof row || memchr(text + begin, '\0', n) != NULL)
            return wrong(&line, "the line is too long, or not text");
        memcpy(row, text + begin, n);
        row[n > 0 && row[n - 1] == '\r' ? n - 1 : n] = '\0';
        if (!read_line(&line, &last))
            return false;
        begin += n + 1;
    }
    free(text);
    emu_machine_at_start(m, start, NULL);
    emu_machine_at_end(m, end, NULL);
    return true;
}
