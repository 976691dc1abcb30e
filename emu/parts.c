/*
 * parts.c: --part NAME:key=value,...: finds the kind, takes the options apart, and says what was wrong.
 *
 * Layer: emu.   Tests: tests/emu/parts.c.
 */
#include "emu/parts.h"

#include "emu/devices.h"
#include "emu/options.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS = 16 };

struct PartOptions {
    Machine *m;
    const char *text; /* the whole option, for messages */
    const PartKind *kind;
    char *copy; /* keys and values point into it */
    const char *key[KEYS], *value[KEYS];
    bool used[KEYS];
    unsigned count;
    unsigned pin; /* the first that was asked for: it names the part */
    bool has_pin, wrong;
};

typedef struct Listener {
    struct Listener *next;
    const char *name;
    unsigned pin;
    bool (*request)(Machine *m, void *ctx, const char *text);
    void *ctx;
} Listener;

#define PART(name) extern const PartKind emu_part_##name;
#include "emu/parts.def"
#undef PART

#define PART(name) &emu_part_##name,
static const PartKind *const kinds[] = {
#include "emu/parts.def"
};
#undef PART
enum { KINDS = sizeof kinds / sizeof kinds[0] };

void emu_parts_wrong(PartOptions *options, const char *format, ...)
{
    if (options->wrong)
        return; /* the first reason is the one to mend */
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "kukri-emu: --part %s: ", options->text);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    options->wrong = true;
}

bool emu_parts_good(const PartOptions *options)
{
    return !options->wrong;
}

void *emu_parts_state(size_t n)
{
    void *state = calloc(1, n);
    if (state == NULL)
        abort();
    return state;
}

/* ---- values ---- */

const char *emu_parts_text(PartOptions *options, const char *key)
{
    for (unsigned i = 0; i < options->count; i++) {
        if (strcmp(options->key[i], key) == 0) {
            options->used[i] = true;
            return options->value[i];
        }
    }
    return NULL;
}

long emu_parts_number(PartOptions *options, const char *key, long fallback, long lo, long hi)
{
    const char *text = emu_parts_text(options, key);
    if (text == NULL)
        return fallback;
    char *behind;
    errno = 0;
    long n = strtol(text, &behind, 0);
    if (behind == text || *behind != '\0' || errno != 0)
        emu_parts_wrong(options, "%s=%s is no number", key, text);
    else if (n < lo || n > hi)
        emu_parts_wrong(options, "%s=%s is not within %ld..%ld", key, text, lo, hi);
    else
        return n;
    return fallback;
}

long emu_parts_scaled(PartOptions *options, const char *key, long fallback, long scale, long lo, long hi)
{
    const char *text = emu_parts_text(options, key);
    if (text == NULL)
        return fallback;
    char *behind;
    double x = strtod(text, &behind);
    if (behind == text || *behind != '\0' || text[strspn(text, "+-.0123456789")] != '\0')
        emu_parts_wrong(options, "%s=%s is no number", key, text);
    else if (!(x >= (double)lo && x <= (double)hi))
        emu_parts_wrong(options, "%s=%s is not within %ld..%ld", key, text, lo, hi);
    else
        return (long)(x * (double)scale + (x < 0 ? -0.5 : 0.5));
    return fallback;
}

unsigned emu_parts_pin(PartOptions *options, const char *key)
{
    if (emu_parts_text(options, key) == NULL)
        emu_parts_wrong(options, "%s=N is needed: the pin", key);
    long pin = emu_parts_number(options, key, 0, 0, EMU_PINS - 1);
    if (pin >= 6 && pin <= 11)
        emu_parts_wrong(options, "%s=%ld is the flash's", key, pin);
    if (!options->has_pin)
        options->pin = (unsigned)pin;
    options->has_pin = true;
    return (unsigned)pin;
}

/* ---- attaching ---- */

static const PartKind *find_kind(const char *name, size_t n)
{
    for (unsigned i = 0; i < KINDS; i++)
        if (strlen(kinds[i]->name) == n && memcmp(kinds[i]->name, name, n) == 0)
            return kinds[i];
    return NULL;
}

/* Takes "key=value,key=value" apart, in place. */
static void split(PartOptions *options, char *rest)
{
    while (rest != NULL && *rest != '\0' && !options->wrong) {
        char *comma = strchr(rest, ','), *equals;
        if (comma != NULL)
            *comma = '\0';
        equals = strchr(rest, '=');
        if (equals == NULL || equals == rest || equals[1] == '\0') {
            emu_parts_wrong(options, "\"%s\" is not key=value", rest);
        } else if (options->count == KEYS) {
            emu_parts_wrong(options, "too many keys");
        } else {
            *equals = '\0';
            if (emu_parts_text(options, rest) != NULL)
                emu_parts_wrong(options, "%s is given twice", rest);
            options->key[options->count] = rest;
            options->value[options->count++] = equals + 1;
        }
        rest = comma == NULL ? NULL : comma + 1;
    }
    memset(options->used, 0, sizeof options->used);
}

bool emu_parts_attach(Machine *m, const char *text)
{
    size_t n = strcspn(text, ":");
    PartOptions options = {.m = m, .text = text, .kind = find_kind(text, n)};
    if (options.kind == NULL) {
        emu_parts_wrong(&options, "there is no part \"%.*s\"; those that are:", (int)n, text);
        emu_parts_list();
        return false;
    }
    options.copy = strdup(text);
    split(&options, text[n] == ':' ? options.copy + n + 1 : NULL);
    bool good = !options.wrong && options.kind->attach(m, &options);
    for (unsigned i = 0; i < options.count && good; i++)
        if (!options.used[i])
            emu_parts_wrong(&options, "%s is no key of this part: %s", options.key[i], options.kind->help);
    /* The copy stays: parts keep texts (file names). */
    return good && !options.wrong;
}

bool emu_parts_option_part(Machine *m, const char *text)
{
    if (strcmp(text, "help") != 0)
        return emu_parts_attach(m, text);
    emu_parts_list();
    return false;
}

void emu_parts_list(void)
{
    for (unsigned i = 0; i < KINDS; i++)
        fprintf(stderr, "  %s:%s\n", kinds[i]->name, kinds[i]->help);
}

void emu_parts_at_end(Machine *m, void (*end)(void *ctx), void *ctx)
{
    emu_machine_at_end(m, end, ctx);
}

/* ---- requests ---- */

void emu_parts_on_request(PartOptions *options, bool (*request)(Machine *m, void *ctx, const char *text), void *ctx)
{
    Listener *listener = emu_parts_state(sizeof *listener);
    *listener = (Listener){emu_machine_kept(options->m, DEVICE_parts), options->kind->name, options->pin, request, ctx};
    emu_machine_keep(options->m, DEVICE_parts, listener);
}

bool emu_parts_request(Machine *m, const char *text)
{
    size_t name = strcspn(text, ". "), words = strcspn(text, " ");
    long pin = -1;
    if (text[name] == '.') {
        char *behind;
        pin = strtol(text + name + 1, &behind, 10);
        if (behind != text + words || !isdigit((unsigned char)text[name + 1]))
            return false;
    }
    while (text[words] == ' ')
        words++;
    bool done = false;
    for (Listener *at = emu_machine_kept(m, DEVICE_parts); at != NULL; at = at->next)
        if (strlen(at->name) == name && memcmp(at->name, text, name) == 0 && (pin < 0 || (unsigned)pin == at->pin))
            done = at->request(m, at->ctx, text + words) || done;
    return done;
}
