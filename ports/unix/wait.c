/*
 * wait.c: waiting for descriptors (platform/wait.h), and being woken from that.
 *
 * Each thread has an eventfd of its own that ends its waits. Signal handlers write to the main thread's: a signal that
 * comes just before the wait is not lost.
 *
 * Layer: ports.   Tests: tests/modules/select/, tests/modules/socket/.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "platform/wait.h"
#include "unix.h"

static __thread int own_wake = -1;
static int main_wake = -1;

int kk_wait_begin(void)
{
    if (own_wake < 0)
        own_wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return own_wake;
}

void kk_wait_begin_main(void) { main_wake = kk_wait_begin(); }

void kk_wait_end(void)
{
    if (own_wake >= 0)
        close(own_wake);
    own_wake = -1;
}

void kk_wait_wake(int wake)
{
    int saved = errno;
    ssize_t n = write(wake, &(uint64_t){1}, sizeof(uint64_t));
    (void)n; /* it is full of wakes already */
    errno = saved;
}

void kk_wait_wake_main(void)
{
    if (main_wake >= 0)
        kk_wait_wake(main_wake);
}

/* Somebody called for this thread; the call is answered. */
static bool take_wake(void)
{
    uint64_t calls;
    return own_wake >= 0 && read(own_wake, &calls, sizeof calls) == (ssize_t)sizeof calls;
}

bool kk_platform_can_wait(int fd) { return true; }

/* poll() for the list and the thread's wake, with room for a few on the stack. */
static int poll_list(WaitFor *list, size_t n, const struct timespec *limit)
{
    struct pollfd few[16], *all = few;
    if (n + 1 > sizeof few / sizeof few[0] && (all = malloc((n + 1) * sizeof *all)) == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < n; i++)
        all[i] = (struct pollfd){list[i].fd, (short)list[i].events, 0};
    all[n] = (struct pollfd){own_wake, POLLIN, 0};
    int count = ppoll(all, (nfds_t)n + 1, limit, NULL);
    if (count < 0)
        count = -errno;
    for (size_t i = 0; i < n; i++)
        list[i].ready = count < 0 ? 0 : (uint16_t)all[i].revents;
    if (count > 0 && all[n].revents != 0) {
        count--;
        (void)take_wake();
        if (count == 0)
            count = -EINTR;
    }
    if (all != few)
        free(all);
    return count;
}

int kk_platform_wait(WaitFor *list, size_t n, int64_t us)
{
    (void)kk_unix_flush_out();
    struct timespec limit = {(time_t)(us / 1000000), (long)(us % 1000000) * 1000};
    return poll_list(list, n, us < 0 ? NULL : &limit);
}

void kk_platform_sleep_us(uint64_t us)
{
    /* A signal ends it: Ctrl-C, or an alarm that has called kukri_notify(). Who wants the rest asks again. */
    (void)kk_platform_wait(NULL, 0, us < INT64_MAX ? (int64_t)us : INT64_MAX);
}
