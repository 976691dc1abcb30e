/*
 * lockstep.c: --lockstep FILE compares the CPU with another one's, state by state.
 *
 * FILE (a FIFO, most often) is what `qemu-system-xtensa -d cpu,nochain -D FILE` writes: all registers
 * before each translation block, or before each instruction with -singlestep. Records have one
 * length and one layout, so that the first tells where each register stands in all.
 *
 * This machine runs until it comes to the pc of the next record. All registers must be equal there:
 * the general ones and every special one, but CCOUNT and ICOUNT, which QEMU brings up to date only
 * when a program reads them, and the timer's bit in INTERRUPT for the same reason. QEMU writes a
 * record again when its time slice ended just there: equal records are one. A block may begin
 * in the middle of the one before, so a difference counts only if no later arrival is equal.
 *
 * Layer: emu.   Tests: tests/emu/lockstep.py.
 */
#include "emu/cpu.h"
#include "emu/options.h"
#include "emu/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_STEPS = 4096, MOST_FIELDS = 96, RECORD_ROOM = 16384 };

/* A register in a record. */
typedef struct Field {
    size_t at; /* of its eight digits */
    uint8_t special;
    bool general; /* special is the number of a general register */
    char name[16];
} Field;

static struct {
    FILE *from;
    char text[RECORD_ROOM];
    size_t length;
    Field fields[MOST_FIELDS];
    unsigned field_count;
    uint32_t want_pc;
    unsigned steps; /* since the last equal state */
    uint64_t equal;
    bool ended;
    char difference[200];
} lockstep;

static uint32_t hex_at(const char *text)
{
    uint32_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 4 | (uint32_t)(text[i] <= '9' ? text[i] - '0' : text[i] - 'a' + 10);
    return value;
}

/* QEMU's names are those of the disassembler in capitals. */
static int special_number(const char *name)
{
    for (unsigned i = 0; i < 256; i++) {
        const char *ours = emu_disasm_special(i);
        if (ours != NULL && strcasecmp(ours, name) == 0)
            return (int)i;
    }
    return -1;
}

static void add_field(const char *name, size_t at)
{
    Field field = {at, 0, false, ""};
    snprintf(field.name, sizeof field.name, "%s", name);
    int number = special_number(name);
    if (name[0] == 'A' && name[1] >= '0' && name[1] <= '9') {
        field.general = true;
        number = atoi(name + 1);
    }
    if (number < 0 || number == SR_CCOUNT || number == SR_ICOUNT || lockstep.field_count == MOST_FIELDS)
        return;
    if (!field.general && number == SR_INTCLEAR)
        return;
    field.special = (uint8_t)number;
    lockstep.fields[lockstep.field_count++] = field;
}

/* Finds NAME=XXXXXXXX in the first record. */
static void learn_fields(void)
{
    for (size_t i = 1; i + 9 <= lockstep.length; i++) {
        char name[16];
        size_t n = 0;
        if (lockstep.text[i] != '=' || strspn(lockstep.text + i + 1, "0123456789abcdef") < 8)
            continue;
        while (n < i && n < sizeof name - 1 && lockstep.text[i - 1 - n] > ' ')
            n++;
        memcpy(name, lockstep.text + i - n, n);
        name[n] = '\0';
        if (strcmp(name, "PC") != 0)
            add_field(name, i + 1);
    }
}

/* The first record: it ends where a line begins with PC= again. */
static bool read_first(void)
{
    size_t n = 0;
    while (n < RECORD_ROOM - 1 && fgets(lockstep.text + n, (int)(RECORD_ROOM - n), lockstep.from) != NULL) {
        if (n > 0 && strncmp(lockstep.text + n, "PC=", 3) == 0) {
            lockstep.length = n;
            learn_fields();
            lockstep.want_pc = hex_at(lockstep.text + 3);
            return true;
        }
        n += strlen(lockstep.text + n);
    }
    return false;
}

/* Reads the record behind the last one; false: there is none. */
static bool read_record(Machine *m)
{
    /* Reading the first record took the first line of the second. */
    static bool second = true;
    size_t have = second ? strlen(lockstep.text + lockstep.length) : 0;
    if (second)
        memmove(lockstep.text, lockstep.text + lockstep.length, have);
    second = false;
    if (fread(lockstep.text + have, 1, lockstep.length - have, lockstep.from) != lockstep.length - have) {
        lockstep.ended = true;
        return false;
    }
    if (memcmp(lockstep.text, "PC=", 3) != 0)
        emu_machine_stop(m, 1, "--lockstep: the records are not all alike");
    lockstep.want_pc = hex_at(lockstep.text + 3);
    return !m->stopped;
}

static void read_next(Machine *m)
{
    static char before[RECORD_ROOM];
    memcpy(before, lockstep.text, lockstep.length);
    while (read_record(m) && memcmp(before, lockstep.text, lockstep.length) == 0)
        continue;
}

static uint32_t ours(const Machine *m, const Field *field)
{
    return field->general ? m->cpu.ar[field->special] : emu_special_peek(m, field->special);
}

static bool compare(const Machine *m)
{
    enum { TIMER = 1 << IRQ_CCOMPARE0 };
    for (unsigned i = 0; i < lockstep.field_count; i++) {
        const Field *field = &lockstep.fields[i];
        uint32_t theirs = hex_at(lockstep.text + field->at);
        uint32_t mine = ours(m, field);
        uint32_t ignored = !field->general && field->special == SR_INTERRUPT ? TIMER : 0;
        if (((theirs ^ mine) & ~ignored) == 0)
            continue;
        if (lockstep.difference[0] == '\0')
            snprintf(lockstep.difference, sizeof lockstep.difference, "at pc %08x, instruction %llu: %s is %08x here and %08x there",
                     (unsigned)m->cpu.pc, (unsigned long long)emu_machine_instructions(m), field->name, (unsigned)mine,
                     (unsigned)theirs);
        return false;
    }
    return true;
}

static void watch(Machine *m, void *ctx)
{
    if (lockstep.ended)
        return;
    if (m->cpu.pc == lockstep.want_pc && compare(m)) {
        lockstep.equal++;
        lockstep.steps = 0;
        lockstep.difference[0] = '\0';
        read_next(m);
        return;
    }
    if (++lockstep.steps < MOST_STEPS && !(lockstep.difference[0] != '\0' && lockstep.steps > 256))
        return;
    if (lockstep.difference[0] == '\0')
        snprintf(lockstep.difference, sizeof lockstep.difference, "at instruction %llu: pc is %08x, and it never comes to %08x",
                 (unsigned long long)emu_machine_instructions(m), (unsigned)m->cpu.pc, (unsigned)lockstep.want_pc);
    fprintf(stderr, "lockstep: %s\n", lockstep.difference);
    emu_machine_stop(m, 1, "--lockstep: the machines differ");
}

/* More records than states: the other machine went on. */
static void end_lockstep(void *ctx)
{
    Machine *m = ctx;
    char rest[64];
    if (m->status == 0 && !lockstep.ended && fread(rest, 1, sizeof rest, lockstep.from) == sizeof rest) {
        m->status = 1;
        fprintf(stderr, "lockstep: the other machine executes more\n");
    }
    fprintf(stderr, "lockstep: %llu states equal, %u registers each, %llu instructions\n", (unsigned long long)lockstep.equal,
            lockstep.field_count + 1, (unsigned long long)emu_machine_instructions(m));
}

static bool start_lockstep(Machine *m, void *ctx)
{
    const char *path = ctx;
    lockstep.from = fopen(path, "rb");
    if (lockstep.from == NULL)
        return emu_options_wrong("lockstep", "%s: %s", path, strerror(errno));
    static char buffer[1 << 18];
    setvbuf(lockstep.from, buffer, _IOFBF, sizeof buffer);
    if (!read_first())
        return emu_options_wrong("lockstep", "%s holds no two records of a CPU", path);
    emu_run_observe(m, watch, NULL);
    emu_machine_at_end(m, end_lockstep, m);
    return true;
}

bool emu_lockstep_option_file(Machine *m, const char *argument)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s", argument);
    emu_machine_at_start(m, start_lockstep, path);
    return true;
}
