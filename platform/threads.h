/*
 * threads.h: what a port with threads supplies. Only ports that link src/modules/thread need it.
 *
 * There is one global lock; who holds it may use the Vm. A thread can be woken from kk_platform_wait (platform/wait.h).
 *
 * Layer: platform (any layer may include it).
 */
#ifndef KK_PLATFORM_THREADS_H
#define KK_PLATFORM_THREADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The main thread takes the lock for the first time; own is what kk_threads_own gives it. Returns its wake handle. */
int kk_threads_begin(void *own);
/* Starts body(own) in a thread of its own with a C stack of that size, without the lock. A negative errno, or 0. */
int kk_threads_start(void (*body)(void *own), void *own, size_t stack_bytes);
/* The first thing in a new thread: its wake handle. */
int kk_threads_enter(void *own);
/* The last thing in it: it holds the lock, which is free then. */
void kk_threads_leave(void);
void *kk_threads_own(void);
uintptr_t kk_threads_ident(void);
uintptr_t kk_threads_native(void);

/* Takes the lock; when that takes some milliseconds *request becomes 1, and who holds it is to give it up. */
void kk_threads_lock(volatile uint8_t *request);
void kk_threads_unlock(void);
/* Between unlock and lock: lets those who wait for the lock have it first. */
void kk_threads_pass(void);
/* Ends the wait of the thread with that handle, or its next one. */
void kk_threads_wake(int handle);

#endif
