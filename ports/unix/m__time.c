/*
 * m__time.c: the module _time, the system's half of time: clocks by number, and names of zones.
 *
 * Layer: ports.   Tests: tests/modules/time/.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "object/error.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/number.h"
#include "types/tuple.h"

KK_MODULE(_time)
KK_MODULE_CONST(_time, CLOCK_REALTIME, KK_INT(0))
KK_MODULE_CONST(_time, CLOCK_MONOTONIC, KK_INT(1))
KK_MODULE_CONST(_time, CLOCK_PROCESS_CPUTIME_ID, KK_INT(2))
KK_MODULE_CONST(_time, CLOCK_THREAD_CPUTIME_ID, KK_INT(3))
KK_MODULE_CONST(_time, CLOCK_MONOTONIC_RAW, KK_INT(4))
KK_MODULE_CONST(_time, CLOCK_BOOTTIME, KK_INT(7))
KK_MODULE_CONST(_time, CLOCK_TAI, KK_INT(11))

static int64_t nanoseconds(struct timespec t) { return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec; }

/* The time of a clock of this process in ns. */
static int64_t own_clock(clockid_t clock)
{
    struct timespec t = {0, 0};
    (void)clock_gettime(clock, &t);
    return nanoseconds(t);
}

static Value seconds(Vm *vm, int64_t ns) { return kk_float_new(vm, (KkFloat)ns / 1e9); }

/* Seconds of processor time of this process. */
KK_FUNCTION(time, process_time, "()")
Value kk__time_process(Vm *vm, Value self, Args args) { return seconds(vm, own_clock(CLOCK_PROCESS_CPUTIME_ID)); }
/* Nanoseconds of processor time of this process. */
KK_FUNCTION(time, process_time_ns, "()")
Value kk__time_process_ns(Vm *vm, Value self, Args args) { return kk_int_new64(vm, own_clock(CLOCK_PROCESS_CPUTIME_ID)); }
/* Seconds of processor time of this thread. */
KK_FUNCTION(time, thread_time, "()")
Value kk__time_thread(Vm *vm, Value self, Args args) { return seconds(vm, own_clock(CLOCK_THREAD_CPUTIME_ID)); }
/* Nanoseconds of processor time of this thread. */
KK_FUNCTION(time, thread_time_ns, "()")
Value kk__time_thread_ns(Vm *vm, Value self, Args args) { return kk_int_new64(vm, own_clock(CLOCK_THREAD_CPUTIME_ID)); }

/* What the clock of that number says, or its resolution. */
KK_MUST_CHECK static bool ask(Vm *vm, Value number, int (*how)(clockid_t, struct timespec *), int64_t *ns)
{
    struct timespec t;
    intptr_t id;
    if (!kk_index(vm, number, &id))
        return false;
    if (id != (int)id)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C int");
    if (how((clockid_t)id, &t) != 0)
        return kk_raise_os(vm, errno, KK_UNSET) != KK_ERROR;
    *ns = nanoseconds(t);
    return true;
}

/* The time of a clock as a float. */
KK_FUNCTION(_time, clock_gettime, "(clk_id, /)")
Value kk__time_clock_gettime(Vm *vm, Value self, Args args)
{
    int64_t ns;
    return ask(vm, args.pos[0], clock_gettime, &ns) ? seconds(vm, ns) : KK_ERROR;
}

/* The time of a clock in ns. */
KK_FUNCTION(_time, clock_gettime_ns, "(clk_id, /)")
Value kk__time_clock_gettime_ns(Vm *vm, Value self, Args args)
{
    int64_t ns;
    return ask(vm, args.pos[0], clock_gettime, &ns) ? kk_int_new64(vm, ns) : KK_ERROR;
}

/* The resolution of a clock in seconds. */
KK_FUNCTION(_time, clock_getres, "(clk_id, /)")
Value kk__time_clock_getres(Vm *vm, Value self, Args args)
{
    int64_t ns;
    return ask(vm, args.pos[0], clock_getres, &ns) ? seconds(vm, ns) : KK_ERROR;
}

KK_MUST_CHECK static Value set_clock(Vm *vm, Value number, int64_t ns)
{
    intptr_t id;
    struct timespec t = {(time_t)(ns / 1000000000), (long)(ns % 1000000000)};
    if (t.tv_nsec < 0) {
        t.tv_nsec += 1000000000;
        t.tv_sec--;
    }
    if (!kk_index(vm, number, &id))
        return KK_ERROR;
    return clock_settime((clockid_t)id, &t) != 0 ? kk_raise_os(vm, errno, KK_UNSET) : kk_none;
}

/* Sets a clock to a number of seconds. */
KK_FUNCTION(_time, clock_settime, "(clk_id, time, /)")
Value kk__time_clock_settime(Vm *vm, Value self, Args args)
{
    KkFloat x;
    if (!kk_float_arg(vm, args.pos[1], &x))
        return KK_ERROR;
    if (!(x > -9e9 && x < 9e9))
        return kk_raise(vm, KK_OverflowError, "timestamp too large to convert to C _PyTime_t");
    return set_clock(vm, args.pos[0], (int64_t)(x * 1e9));
}

/* Sets a clock to a number of nanoseconds. */
KK_FUNCTION(_time, clock_settime_ns, "(clk_id, time, /)")
Value kk__time_clock_settime_ns(Vm *vm, Value self, Args args)
{
    int64_t ns;
    if (!kk_int_is(args.pos[1]))
        return kk_raise(vm, KK_TypeError, "expect int, got %T", args.pos[1]);
    if (!kk_int_to64(args.pos[1], &ns))
        return kk_raise(vm, KK_OverflowError, "int too big to convert");
    return set_clock(vm, args.pos[0], ns);
}

/* The number of the clock that counts a thread's processor time. */
KK_FUNCTION(_time, pthread_getcpuclockid, "(thread_id, /)")
Value kk__time_pthread_getcpuclockid(Vm *vm, Value self, Args args)
{
    clockid_t clock;
    intptr_t thread;
    if (!kk_index(vm, args.pos[0], &thread))
        return KK_ERROR;
    /* The library trusts its argument: only the number of this thread is one for sure. */
    if ((pthread_t)thread != pthread_self())
        return kk_raise_os(vm, ESRCH, KK_UNSET);
    int error = pthread_getcpuclockid((pthread_t)thread, &clock);
    return error != 0 ? kk_raise_os(vm, error, KK_UNSET) : KK_INT(clock);
}

/* Makes that (None: the system's) the time zone. os.environ is a dict: the C library does not see what is put there. */
KK_FUNCTION(_time, tzset, "(zone, /)")
Value kk__time_tzset(Vm *vm, Value self, Args args)
{
    char text[256];
    Span zone = {NULL, 0};
    if (args.pos[0] != kk_none && !kk_str_arg(vm, args.pos[0], "TZ", &zone))
        return KK_ERROR;
    if (zone.len >= sizeof text)
        return kk_raise(vm, KK_ValueError, "TZ is too long");
    kk_bytes_copy(text, zone.at, zone.len);
    text[zone.len] = 0;
    if (zone.at == NULL)
        unsetenv("TZ");
    else
        setenv("TZ", text, 1);
    tzset();
    return kk_none;
}

/* Name and offset in winter (summer: true) of this year; false: there is no summer time. */
static bool season(bool summer, const char **name, long *offset)
{
    time_t now = time(NULL);
    struct tm t, other = {0};
    bool found = false;
    localtime_r(&now, &t);
    static const int months[2] = {0, 6};
    for (int i = 0; i < 2; i++) {
        other = (struct tm){.tm_year = t.tm_year, .tm_mon = months[i], .tm_mday = 1, .tm_hour = 12, .tm_isdst = -1};
        (void)mktime(&other);
        if ((other.tm_isdst > 0) == summer) {
            *name = other.tm_zone;
            *offset = other.tm_gmtoff;
            found = true;
        }
    }
    return found;
}

/* (name of the zone, name in summer) */
KK_FUNCTION(_time, names, "()")
Value kk__time_names(Vm *vm, Value self, Args args)
{
    const char *winter = "UTC", *summer;
    long offset;
    (void)season(false, &winter, &offset);
    if (!season(true, &summer, &offset))
        summer = winter;
    Value names[2] = {kk_str_new(vm, kk_span_of(winter)), KK_UNSET};
    names[1] = names[0] == KK_ERROR ? KK_ERROR : kk_str_new(vm, kk_span_of(summer));
    return names[1] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, names, 2);
}

/* (seconds west of UTC in winter, in summer, whether there is a summer time) */
KK_FUNCTION(_time, offsets, "()")
Value kk__time_offsets(Vm *vm, Value self, Args args)
{
    const char *name;
    long winter = 0, summer = 0;
    (void)season(false, &name, &winter);
    bool has_summer = season(true, &name, &summer);
    Value all[3] = {KK_INT(-winter), KK_INT(has_summer ? -summer : -winter), KK_INT(has_summer)};
    return kk_tuple_from(vm, all, 3);
}

/* (name, seconds east of UTC) of local time at a moment */
KK_FUNCTION(_time, zone, "(seconds, /)")
Value kk__time_zone(Vm *vm, Value self, Args args)
{
    intptr_t at;
    struct tm t;
    if (!kk_index(vm, args.pos[0], &at))
        return KK_ERROR;
    time_t moment = (time_t)at;
    if (localtime_r(&moment, &t) == NULL)
        return kk_raise_os(vm, errno, KK_UNSET);
    Value pair[2] = {kk_str_new(vm, kk_span_of(t.tm_zone)), KK_INT(t.tm_gmtoff)};
    return pair[0] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, pair, 2);
}
