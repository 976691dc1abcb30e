/*
 * fake_machine.h: a machine without a CPU for tests of devices: the test moves the clock, reads and writes registers, and sees
 * interrupts and resets.
 */
#ifndef FAKE_MACHINE_H
#define FAKE_MACHINE_H

#include <stdio.h>
#include <stdlib.h>

#include "emu/machine.h"

/* A fresh machine, its time 0. The one before is gone. */
Machine *fake_new(void);
/* Lets time pass; events happen on the way, each at its moment. */
void fake_run(Machine *m, Picos time);
/* As the guest: loads and stores words. An address without a device ends the test. */
uint32_t fake_read(Machine *m, uint32_t address);
void fake_write(Machine *m, uint32_t address, uint32_t value);
/* Calls the reset functions of all devices. */
void fake_reset(Machine *m, ResetCause cause);

bool fake_irq(const Machine *m, unsigned number);        /* the level */
unsigned fake_rises(const Machine *m, unsigned number);  /* how often it rose */
Picos fake_rose(const Machine *m, unsigned number);      /* when it rose last */
unsigned fake_resets(const Machine *m, ResetCause cause);
Picos fake_dark(const Machine *m);                       /* the delay of the last reset */
unsigned fake_warnings(const Machine *m);
bool fake_stopped(const Machine *m);

/* Calls what was given to emu_machine_at_start, until one answers false; to emu_machine_at_end. */
bool fake_start(Machine *m);
void fake_end(Machine *m);

/* What emu_machine_window_is_open answers. */
void fake_window(Machine *m, bool open);

extern char fake_warning[200]; /* the last warning */
extern unsigned fake_failed; /* checks of the test that is running */

#define CHECK(condition)                                                              \
    do {                                                                              \
        if (!(condition)) {                                                           \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);   \
            fake_failed++;                                                            \
        }                                                                             \
    } while (0)

#define CHECK_IS(value, wanted)                                                                                     \
    do {                                                                                                            \
        unsigned long long got_ = (unsigned long long)(value), wanted_ = (unsigned long long)(wanted);              \
        if (got_ != wanted_) {                                                                                      \
            fprintf(stderr, "%s:%d: %s is %llu, not %llu\n", __FILE__, __LINE__, #value, got_, wanted_);            \
            fake_failed++;                                                                                          \
        }                                                                                                           \
    } while (0)

/* Runs a test and prints its line. */
#define RUN(name)                                                                     \
    do {                                                                              \
        fake_failed = 0;                                                              \
        name();                                                                       \
        printf("%s emu/%s\n", fake_failed ? "FAIL" : "ok", #name);                    \
        fflush(stdout);                                                               \
    } while (0)

#endif
