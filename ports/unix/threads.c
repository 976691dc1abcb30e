/*
 * threads.c: the threads of Linux (platform/threads.h).
 *
 * Signals are for the main thread: others block them all.
 *
 * Layer: ports.   Tests: tests/modules/thread/.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "platform/threads.h"
#include "unix.h"

enum { SWITCH_NS = 5000000 }; /* how long a thread runs while others want to */

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t freed, taken;
    bool held;
    unsigned waiting;
    unsigned long turns; /* how often the lock was taken */
} global = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER, false, 0, 0};

static __thread void *own_state;

int kk_threads_begin(void *own)
{
    own_state = own;
    global.held = true;
    return kk_wait_begin();
}

int kk_threads_enter(void *own)
{
    own_state = own;
    return kk_wait_begin();
}

void kk_threads_leave(void)
{
    kk_wait_end();
    kk_threads_unlock();
}

void *kk_threads_own(void) { return own_state; }
uintptr_t kk_threads_ident(void) { return (uintptr_t)pthread_self(); }
uintptr_t kk_threads_native(void) { return (uintptr_t)gettid(); }
void kk_threads_wake(int handle) { kk_wait_wake(handle); }

typedef struct Start {
    void (*body)(void *own);
    void *own;
} Start;

static void *run(void *arg)
{
    Start start = *(Start *)arg;
    free(arg);
    start.body(start.own);
    return NULL;
}

int kk_threads_start(void (*body)(void *own), void *own, size_t stack_bytes)
{
    pthread_attr_t attr;
    pthread_t thread;
    sigset_t all, before;
    Start *start = malloc(sizeof *start);
    if (start == NULL || pthread_attr_init(&attr) != 0) {
        free(start);
        return -ENOMEM;
    }
    *start = (Start){body, own};
    (void)pthread_attr_setstacksize(&attr, stack_bytes);
    (void)pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&thread, &attr, run, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    if (error != 0)
        free(start);
    return -error;
}

/* ---- the lock ---- */

void kk_threads_lock(volatile uint8_t *request)
{
    pthread_mutex_lock(&global.mutex);
    global.waiting++;
    while (global.held) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += SWITCH_NS;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        if (pthread_cond_clockwait(&global.freed, &global.mutex, CLOCK_MONOTONIC, &until) == ETIMEDOUT && global.held)
            *request = 1;
    }
    global.waiting--;
    global.held = true;
    global.turns++;
    pthread_cond_broadcast(&global.taken);
    pthread_mutex_unlock(&global.mutex);
}

void kk_threads_unlock(void)
{
    pthread_mutex_lock(&global.mutex);
    global.held = false;
    pthread_cond_signal(&global.freed);
    pthread_mutex_unlock(&global.mutex);
}

void kk_threads_pass(void)
{
    pthread_mutex_lock(&global.mutex);
    unsigned long turns = global.turns;
    while (global.waiting > 0 && global.turns == turns)
        pthread_cond_wait(&global.taken, &global.mutex);
    pthread_mutex_unlock(&global.mutex);
}
