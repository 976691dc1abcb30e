/*
 * platform.c: the console, time and environment of Linux (platform/platform.h); files are in files.c.
 *
 * Layer: ports.   Tests: tests/cli/.
 */
#include <errno.h>
#include <gnu/libc-version.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/utsname.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "unix.h"

/* What the port has to remember; there is one process and one console. */
static struct {
    Vm *vm;
    volatile sig_atomic_t interrupted;
    ConsoleMode mode;
    bool saved;              /* `cooked` holds the terminal's own settings */
    struct termios cooked;
    uint8_t out[8192];       /* written to standard output, not yet handed to the system */
    size_t out_used;
    bool out_line_buffered;
    bool crlf;               /* the prompt talks to a pipe: newlines become \r\n here, as a terminal would do it */
} unix_state;

/* ---- Ctrl-C ---- */

void kk_unix_on_interrupt(int sig)
{
    if (unix_state.vm == NULL || kukri_interrupt_char(unix_state.vm) < 0)
        return;
    unix_state.interrupted = 1;
    kukri_interrupt(unix_state.vm);
    kk_wait_wake_main();
}

void kk_unix_notify(void)
{
    unix_state.interrupted = 1;
    if (unix_state.vm != NULL)
        kukri_notify(unix_state.vm);
    kk_wait_wake_main();
}

void kk_unix_start(Vm *vm)
{
    struct sigaction act;
    memset(&act, 0, sizeof act);
    act.sa_handler = kk_unix_on_interrupt;
    kk_wait_begin_main();
    unix_state.vm = vm;
    unix_state.out_line_buffered = isatty(1) == 1;
    /* Who starts a program in the background (`kukri x.py &`) may have it ignore Ctrl-C. */
    struct sigaction before;
    if (sigaction(SIGINT, NULL, &before) < 0 || before.sa_handler != SIG_IGN)
        sigaction(SIGINT, &act, NULL);
    signal(SIGPIPE, SIG_IGN);
}

void kk_unix_stop(void)
{
    (void)kk_platform_sync(1);
    kk_platform_console_mode(CONSOLE_COOKED);
    unix_state.vm = NULL;
}

/* ---- standard output ---- */

/* What a thread that waits, without the lock of the Vm, flushes must not be flushed by another one again. */
static pthread_mutex_t out_lock = PTHREAD_MUTEX_INITIALIZER;

/* Hands everything to the system; an error: it does not take it. The caller has the lock. */
static int hand_over(void)
{
    size_t at = 0;
    int error = 0;
    while (at < unix_state.out_used && error == 0) {
        ssize_t n = write(1, unix_state.out + at, unix_state.out_used - at);
        if (n >= 0)
            at += (size_t)n;
        else if (errno == EAGAIN)
            (void)poll(&(struct pollfd){1, POLLOUT, 0}, 1, -1);
        else if (errno != EINTR)
            error = -errno;
    }
    unix_state.out_used = 0;
    return error;
}

static int flush_out(void)
{
    pthread_mutex_lock(&out_lock);
    int error = hand_over();
    pthread_mutex_unlock(&out_lock);
    return error;
}

ptrdiff_t kk_unix_write_out(const uint8_t *data, size_t n)
{
    int error = 0;
    pthread_mutex_lock(&out_lock);
    size_t room = sizeof unix_state.out - unix_state.out_used;
    size_t taken = n < room ? n : room;
    memcpy(unix_state.out + unix_state.out_used, data, taken);
    unix_state.out_used += taken;
    bool full = unix_state.out_used == sizeof unix_state.out;
    if (full || (unix_state.out_line_buffered && memchr(data, '\n', taken) != NULL))
        error = hand_over();
    pthread_mutex_unlock(&out_lock);
    return error < 0 ? error : (ptrdiff_t)taken;
}

int kk_unix_flush_out(void) { return flush_out(); }

/* ---- the console ---- */

bool kk_platform_console_mode(ConsoleMode mode)
{
    if (isatty(0) != 1 || isatty(1) != 1) {
        unix_state.crlf = mode != CONSOLE_COOKED;
        return false;
    }
    if (mode == unix_state.mode)
        return true;
    (void)flush_out();
    if (!unix_state.saved) {
        if (tcgetattr(0, &unix_state.cooked) < 0)
            return false;
        unix_state.saved = true;
    }
    struct termios t = unix_state.cooked;
    if (mode != CONSOLE_COOKED && mode != CONSOLE_PROGRAM) {
        t.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
        t.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN);
        if (mode == CONSOLE_RAW_CTRLC)
            t.c_lflag &= ~(tcflag_t)ISIG;
        t.c_cc[VMIN] = 1;
        t.c_cc[VTIME] = 0;
    }
    unix_state.mode = mode;
    return tcsetattr(0, TCSADRAIN, &t) == 0;
}

bool kk_platform_console_crlf(void) { return unix_state.crlf; }

ptrdiff_t kk_platform_console_read(uint8_t *buf, size_t cap, int timeout_ms)
{
    (void)flush_out();
    struct pollfd in = {0, POLLIN, 0};
    unix_state.interrupted = 0;
    int ready;
    do
        ready = poll(&in, 1, timeout_ms);
    while (ready < 0 && errno == EINTR && !unix_state.interrupted);
    if (ready == 0)
        return -KK_EAGAIN;
    if (ready < 0)
        return unix_state.interrupted ? -KK_EINTR : -errno;
    ssize_t n = read(0, buf, cap);
    if (n < 0 && errno == EIO)
        return 0;
    return n < 0 ? -errno : n;
}

/* ---- time ---- */

static uint64_t clock_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t kk_platform_ticks_us(void) { return clock_ns(CLOCK_MONOTONIC) / 1000; }

uint32_t kk_platform_ticks_cpu(void) { return (uint32_t)clock_ns(CLOCK_MONOTONIC); }

int64_t kk_platform_time_ns(void) { return (int64_t)clock_ns(CLOCK_REALTIME); }

int32_t kk_platform_utc_offset(int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm local;
    return localtime_r(&t, &local) == NULL ? 0 : (int32_t)local.tm_gmtoff;
}

/* ---- the rest ---- */

void kk_platform_random(void *buf, size_t n)
{
    uint8_t *at = buf;
    while (n > 0) {
        ssize_t got = getrandom(at, n, 0);
        if (got < 0 && errno != EINTR)
            return;
        if (got > 0) {
            at += got;
            n -= (size_t)got;
        }
    }
}

#ifdef __clang__
#define COMPILER "Clang"
#else
#define COMPILER "GCC"
#endif

const char *kk_platform_info(PlatformInfo which)
{
    static struct utsname names;
    static char libc[32];
    if (names.sysname[0] == '\0' && uname(&names) < 0)
        return "";
    switch (which) {
    case INFO_PLATFORM:
        return "linux";
    case INFO_MACHINE:
        return names.machine;
    case INFO_BOARD:
        return "linux with x86_64";
    case INFO_COMPILER:
        return COMPILER " " __VERSION__;
    case INFO_LIBC:
        snprintf(libc, sizeof libc, "glibc %s", gnu_get_libc_version());
        return libc;
    case INFO_SYSNAME:
        return names.sysname;
    case INFO_NODENAME:
        return names.nodename;
    default:
        return names.release;
    }
}

extern char **environ;

const char *kk_platform_environ(size_t index)
{
    for (size_t i = 0; environ != NULL && environ[i] != NULL; i++)
        if (i == index)
            return environ[i];
    return NULL;
}

int kk_platform_setenv(const char *name, const char *value)
{
    int done = value == NULL ? unsetenv(name) : setenv(name, value, 1);
    return done < 0 ? -errno : 0;
}

int kk_platform_system(const char *command)
{
    (void)flush_out();
    int status = system(command);
    return status < 0 ? -errno : status;
}
