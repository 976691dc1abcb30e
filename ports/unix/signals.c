/*
 * signals.c: the signals of Linux (platform/signals.h).
 *
 * Layer: ports.   Tests: tests/modules/signal/.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "platform/signals.h"
#include "unix.h"

static struct {
    volatile sig_atomic_t noted[SIGNALS];
    volatile sig_atomic_t any;
    int wakeup;
} signals_state = {.wakeup = -1};

static void on_signal(int number)
{
    int saved = errno;
    signals_state.noted[number] = 1;
    signals_state.any = 1;
    if (signals_state.wakeup >= 0) {
        ssize_t n = write(signals_state.wakeup, &(unsigned char){(unsigned char)number}, 1);
        (void)n; /* full: it is awake already */
    }
    kk_unix_notify();
    errno = saved;
}

int kk_signals_set(int number, SignalAction action)
{
    struct sigaction act;
    memset(&act, 0, sizeof act);
    act.sa_handler = action == SIGNAL_DEFAULT ? SIG_DFL : action == SIGNAL_IGNORE ? SIG_IGN
                     : action == SIGNAL_NOTE ? on_signal : kk_unix_on_interrupt;
    return sigaction(number, &act, NULL) < 0 ? -errno : 0;
}

int kk_signals_get(int number)
{
    struct sigaction act;
    if (sigaction(number, NULL, &act) < 0)
        return -errno;
    if (act.sa_handler == SIG_DFL)
        return SIGNAL_DEFAULT;
    if (act.sa_handler == SIG_IGN)
        return SIGNAL_IGNORE;
    return act.sa_handler == on_signal ? SIGNAL_NOTE
           : act.sa_handler == kk_unix_on_interrupt ? SIGNAL_INTERRUPT : SIGNAL_FOREIGN;
}

int kk_signals_take(void)
{
    if (!signals_state.any)
        return 0;
    signals_state.any = 0;
    for (int i = 1; i < SIGNALS; i++) {
        if (signals_state.noted[i]) {
            signals_state.noted[i] = 0;
            signals_state.any = 1; /* there may be more */
            return i;
        }
    }
    return 0;
}

int kk_signals_simulate(int number)
{
    int action = kk_signals_get(number);
    if (action == SIGNAL_NOTE)
        on_signal(number);
    else if (action == SIGNAL_INTERRUPT)
        kk_unix_on_interrupt(number);
    return action < 0 ? action : 0;
}

int kk_signals_raise(int number) { return kill(getpid(), number) < 0 ? -errno : 0; }

int kk_signals_wakeup(int fd)
{
    int before = signals_state.wakeup;
    signals_state.wakeup = fd;
    return before;
}

static struct timeval to_time(double seconds)
{
    struct timeval t = {(time_t)seconds, (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)};
    if (seconds > 0 && t.tv_sec == 0 && t.tv_usec == 0)
        t.tv_usec = 1;
    return t;
}

static double from_time(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int kk_signals_timer(int which, double seconds, double interval, double *left, double *every)
{
    struct itimerval fresh = {to_time(interval), to_time(seconds)}, before;
    if (setitimer((__itimer_which_t)which, &fresh, &before) < 0)
        return -errno;
    *left = from_time(before.it_value);
    *every = from_time(before.it_interval);
    return 0;
}

int kk_signals_timer_left(int which, double *left, double *every)
{
    struct itimerval now;
    if (getitimer((__itimer_which_t)which, &now) < 0)
        return -errno;
    *left = from_time(now.it_value);
    *every = from_time(now.it_interval);
    return 0;
}

const char *kk_signals_text(int number) { return sigdescr_np(number); }

int kk_signals_mask(int how, uint64_t mask[2])
{
    static const int hows[3] = {SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK};
    sigset_t set, before;
    sigemptyset(&set);
    for (int i = 1; i < SIGNALS; i++)
        if (mask[i / 64] >> (i % 64) & 1)
            sigaddset(&set, i);
    int error = pthread_sigmask(hows[how], &set, &before);
    mask[0] = mask[1] = 0;
    for (int i = 1; i < SIGNALS; i++)
        if (sigismember(&before, i) == 1)
            mask[i / 64] |= (uint64_t)1 << (i % 64);
    return -error;
}
