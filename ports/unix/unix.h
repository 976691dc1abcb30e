/*
 * unix.h: what the files of this port share.
 *
 * Layer: ports.
 */
#ifndef KK_PORTS_UNIX_H
#define KK_PORTS_UNIX_H

#include <stddef.h>
#include <stdbool.h>
#include "include/kukri.h"
#include "platform/platform.h"

/* From now on Ctrl-C interrupts vm. */
void kk_unix_start(Vm *vm);
/* The handler of SIGINT: Ctrl-C. */
void kk_unix_on_interrupt(int sig);
/* A signal was noted: ends what the main thread waits for. For signal handlers. */
void kk_unix_notify(void);
/* Flushes the output and gives the terminal back. */
void kk_unix_stop(void);

/* Takes bytes for standard output; returns how many, or a negative errno. */
ptrdiff_t kk_unix_write_out(const uint8_t *data, size_t n);
int kk_unix_flush_out(void);

/* Gives the calling thread something that wakes it; returns what others call kk_wait_wake with (wait.c). */
int kk_wait_begin(void);
void kk_wait_end(void);
/* The same for the main thread, which signal handlers wake. */
void kk_wait_begin_main(void);
/* Ends the wait of a thread, or its next one. May be called from a signal handler. */
void kk_wait_wake(int wake);
void kk_wait_wake_main(void);

/* The folder of Kukri's own Python modules, as found from the place of the program; false: there is none (library.c). */
bool kk_unix_library(char *folder, size_t cap);

#endif
