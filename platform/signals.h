/*
 * signals.h: what a port with signals supplies. Only ports that link modules/m_signal.c need it.
 *
 * A signal that is noted makes kukri_notify() and waits in a set until it is taken. Results below 0 are negative errnos.
 *
 * Layer: platform (any layer may include it).
 */
#ifndef KK_PLATFORM_SIGNALS_H
#define KK_PLATFORM_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIGNALS = 65 }; /* they are numbered from 1 on */

typedef enum SignalAction {
    SIGNAL_DEFAULT, SIGNAL_IGNORE,
    SIGNAL_NOTE,
    SIGNAL_INTERRUPT, /* as Ctrl-C: kukri_interrupt() */
    SIGNAL_FOREIGN    /* a handler that is none of these */
} SignalAction;

int kk_signals_set(int number, SignalAction action);
/* Its action, or a negative errno. */
int kk_signals_get(int number);
/* One that was noted, 0: none is left. It is noted no more. */
int kk_signals_take(void);
/* Does what the signal does if it is noted or interrupts; nothing otherwise. */
int kk_signals_simulate(int number);
/* Sends it to this process. */
int kk_signals_raise(int number);
/* Noting writes the number to this descriptor as well; < 0: to none. Returns the one before. */
int kk_signals_wakeup(int fd);
/* SIGALRM in so many seconds (0: never) and then every `interval`; *left and *every are what was set before. */
int kk_signals_timer(int which, double seconds, double interval, double *left, double *every);
/* The same without setting anything. */
int kk_signals_timer_left(int which, double *left, double *every);
/* What the system calls it; NULL: it has no such signal. */
const char *kk_signals_text(int number);
/* Blocks (how 0), unblocks (1) or sets (2) the signals of the set; bit n of *mask is signal n, and then what was blocked. */
int kk_signals_mask(int how, uint64_t mask[2]);

#endif
