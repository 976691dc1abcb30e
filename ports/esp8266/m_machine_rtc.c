/*
 * m_machine_rtc.c: machine.RTC: the time of day, 492 bytes that outlive resets and deep sleep, and one alarm.
 *
 * The clock is wallclock.c's, in the 64 bits of nanoseconds: nothing overflows. The memory is words only, with a
 * checksum before it: after a power-on it holds noise.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "modules/time.h"
#include "object/ops.h"
#include "platform/platform.h"
#include "ports/esp8266/alarm.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/rtcmem.h"
#include "ports/esp8266/wallclock.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"
#include "types/tuple.h"

typedef struct RtcObj {
    uintptr_t header; /* &kk_type_RTC */
} RtcObj;

static const RtcObj rtc = {KK_REF(&kk_type_RTC)};
KK_MODULE_CONST(machine, RTC, KK_REF(&kk_type_RTC))

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(id)};
    Value id;
    intptr_t i = 0;
    if (!kk_keywords_bind(vm, "RTC", args, kw, names, 1, &id) || (id != KK_UNSET && !kk_index_clamped(vm, id, &i)))
        return KK_ERROR;
    if (i != 0)
        return kk_raise(vm, KK_ValueError, "there is no RTC(%V), only RTC(0)", id);
    return KK_REF(&rtc);
}

/* ---- date and time ---- */

enum { YEAR, MONTH, DAY, WEEKDAY, HOUR, MINUTE, SECOND, SUBSECOND, FIELDS };
#define NS_PER_S INT64_C(1000000000)

/* A tuple as datetime() gives it, as nanoseconds since 1970. The weekday is not looked at. */
KK_MUST_CHECK static bool moment_arg(Vm *vm, Value v, int64_t *ns)
{
    static const struct {
        const char *name;
        int32_t least, most;
    } fields[FIELDS] = {{"year", 1970, 2261}, {"month", 1, 12}, {"day", 1, 31}, {"weekday", -1, 7}, {"hours", 0, 23},
                        {"minutes", 0, 59}, {"seconds", 0, 59}, {"subseconds", 0, 999999}};
    const Value *items;
    size_t n;
    intptr_t at[FIELDS];
    Value tuple = kk_tuple_from_iterable(vm, v);
    if (tuple == KK_ERROR)
        return false;
    if (!kk_tuple_view(tuple, &items, &n) || n != FIELDS)
        return kk_raise_false(vm, KK_ValueError, "8 numbers are needed: year, month, day, weekday, hours, minutes, "
                                                 "seconds, subseconds");
    for (size_t i = 0; i < FIELDS; i++) {
        if (!kk_index_clamped(vm, kk_tuple_at(tuple, i), &at[i]))
            return false;
        if (at[i] < fields[i].least || at[i] > fields[i].most)
            return kk_raise_false(vm, KK_ValueError, "%s must be %d..%d", fields[i].name, (int)fields[i].least,
                                  (int)fields[i].most);
    }
    int64_t days = kk_time_days(at[YEAR], (int)at[MONTH], at[DAY]);
    if (kk_time_moment(days * 86400).day != at[DAY])
        return kk_raise_false(vm, KK_ValueError, "the month has no day %d", (int)at[DAY]);
    *ns = (((days * 24 + at[HOUR]) * 60 + at[MINUTE]) * 60 + at[SECOND]) * NS_PER_S + (int64_t)at[SUBSECOND] * 1000;
    return true;
}

/* The date and time as (year, month, day, weekday, hours, minutes, seconds, microseconds); an argument sets it. */
KK_METHOD(RTC, datetime, "(datetimetuple=None, /)")
Value kk_rtc_datetime(Vm *vm, Value self, Args args)
{
    int64_t ns;
    if (args.n > 0) {
        if (!moment_arg(vm, args.pos[0], &ns))
            return KK_ERROR;
        kk_wallclock_set(ns);
        return kk_none;
    }
    ns = kk_wallclock_ns();
    TimeMoment now = kk_time_moment(ns / NS_PER_S);
    Value items[FIELDS] = {KK_INT(now.year), KK_INT(now.month), KK_INT(now.day), KK_INT(now.weekday), KK_INT(now.hour),
                           KK_INT(now.minute), KK_INT(now.second), KK_INT(ns % NS_PER_S / 1000)};
    return kk_tuple_from(vm, items, FIELDS);
}

/* ---- memory ---- */

enum { MAGIC = 0x4b52544d, WORD_MAGIC = 0, WORD_LENGTH = 1, WORD_SUM = 2, HEADER = 5, MOST = (RTCMEM_USER_WORDS - HEADER) * 4 };

static uint32_t word(unsigned i) { return RTC_MEMORY(RTCMEM_USER + i); }
static void set_word(unsigned i, uint32_t value) { RTC_MEMORY(RTCMEM_USER + i) = value; }

/* FNV-1a of the words in use, and of their number of bytes. */
static uint32_t sum_of(uint32_t length)
{
    uint32_t sum = 2166136261u ^ length;
    for (unsigned i = 0; i < (length + 3) / 4; i++)
        sum = (sum ^ word(HEADER + i)) * 16777619u;
    return sum;
}

KK_MUST_CHECK static Value read_memory(Vm *vm)
{
    uint32_t length = word(WORD_LENGTH);
    if (word(WORD_MAGIC) != MAGIC || length > MOST || word(WORD_SUM) != sum_of(length))
        length = 0;
    Value bytes = kk_bytes_alloc(vm, length);
    for (uint32_t i = 0; bytes != KK_ERROR && i < length; i++)
        KK_OBJ(BytesObj, bytes)->at[i] = (uint8_t)(word(HEADER + i / 4) >> i % 4 * 8);
    return bytes;
}

/* The bytes that are kept over resets and deep sleep, up to 492; an argument sets them. */
KK_METHOD(RTC, memory, "(data=None, /)")
Value kk_rtc_memory(Vm *vm, Value self, Args args)
{
    Buffer data;
    if (args.n == 0)
        return read_memory(vm);
    if (!kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    if (data.len > MOST)
        return kk_raise(vm, KK_ValueError, "buffer too long: %zu bytes, at most %d fit", data.len, (int)MOST);
    set_word(WORD_MAGIC, 0);
    for (size_t i = 0; i < data.len; i += 4) {
        uint32_t bits = 0;
        for (size_t k = i; k < i + 4 && k < data.len; k++)
            bits |= (uint32_t)kk_rom_byte(data.at + k) << (k - i) * 8;
        set_word(HEADER + (unsigned)i / 4, bits);
    }
    set_word(WORD_LENGTH, (uint32_t)data.len);
    set_word(WORD_SUM, sum_of((uint32_t)data.len));
    set_word(WORD_MAGIC, MAGIC);
    return kk_none;
}

/* ---- the alarm ---- */

enum { WAKE_DEEPSLEEP = 4 };

static uint64_t alarm_at = UINT64_MAX; /* of kk_platform_ticks_us() */
static intptr_t alarm_wakes;           /* machine.DEEPSLEEP, or 0 */

static uint64_t alarm_left(void)
{
    uint64_t now = kk_platform_ticks_us();
    return alarm_at <= now ? 0 : alarm_at - now;
}

bool kk_rtc_alarm(uint64_t *us)
{
    *us = alarm_left() + (alarm_left() == 0);
    return alarm_at != UINT64_MAX && (alarm_wakes & WAKE_DEEPSLEEP) != 0;
}

KK_MUST_CHECK static bool alarm_id(Vm *vm, Value v)
{
    intptr_t i = 0;
    if (v != KK_UNSET && !kk_index_clamped(vm, v, &i))
        return false;
    return i == 0 || kk_raise_false(vm, KK_ValueError, "there is no alarm %V, only ALARM0", v);
}

/* Sets the alarm: in so many milliseconds, or at a moment given as datetime() gives it. */
KK_METHOD(RTC, alarm, "(id=ALARM0, time=0, /)")
Value kk_rtc_set_alarm(Vm *vm, Value self, Args args)
{
    Value time = kk_arg(args, 1, KK_INT(0));
    int64_t ms, ns;
    if (!alarm_id(vm, kk_arg(args, 0, KK_UNSET)))
        return KK_ERROR;
    if (kk_int_is(time)) {
        if (!kk_int_to64(time, &ms) || ms < 0 || ms > INT64_C(1000000000000))
            return kk_raise(vm, KK_ValueError, "time out of range: %V", time);
        ns = ms * 1000000;
    } else {
        if (!moment_arg(vm, time, &ns))
            return KK_ERROR;
        ns -= kk_wallclock_ns();
    }
    alarm_at = kk_platform_ticks_us() + (ns > 0 ? (uint64_t)ns / 1000 : 0);
    return kk_none;
}

/* Milliseconds until the alarm; 0 when it was or there is none. */
KK_METHOD(RTC, alarm_left, "(id=ALARM0, /)")
Value kk_rtc_alarm_left(Vm *vm, Value self, Args args)
{
    if (!alarm_id(vm, kk_arg(args, 0, KK_UNSET)))
        return KK_ERROR;
    return alarm_at == UINT64_MAX ? KK_INT(0) : kk_int_new_u64(vm, alarm_left() / 1000);
}

/* There is no alarm any more. */
KK_METHOD(RTC, cancel, "(id=ALARM0, /)")
Value kk_rtc_cancel(Vm *vm, Value self, Args args)
{
    if (!alarm_id(vm, kk_arg(args, 0, KK_UNSET)))
        return KK_ERROR;
    alarm_at = UINT64_MAX;
    return kk_none;
}

/* Says what the alarm does: wake=machine.DEEPSLEEP ends a deepsleep() without a time. */
KK_METHOD(RTC, irq, "(*, trigger=ALARM0, wake=0)")
Value kk_rtc_irq(Vm *vm, Value self, Args args)
{
    intptr_t wakes = 0;
    Value wake = kk_arg(args, 1, KK_UNSET);
    if (!alarm_id(vm, kk_arg(args, 0, KK_UNSET)) || (wake != KK_UNSET && !kk_index_clamped(vm, wake, &wakes)))
        return KK_ERROR;
    if (wakes != 0 && wakes != WAKE_DEEPSLEEP)
        return kk_raise(vm, KK_ValueError, "wake must be 0 or machine.DEEPSLEEP");
    alarm_wakes = wakes;
    return kk_none;
}

static Value repr(Vm *vm, Value self) { return kk_format_message(vm, "RTC()"); }

static const Layout layout = {sizeof(RtcObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .repr = repr};
KK_TYPE(RTC, object) = {KK_TYPE_HEAD(RTC, object, &layout, TYPE_FINAL), .slots = &slots};
KK_TYPE_CONST(RTC, ALARM0, KK_INT(0))
