/*
 * m_time.c: the module time: MicroPython's ticks and sleeps, CPython's clocks and calendar.
 *
 * The epoch is 1970 on hosts. Calendar arithmetic is our own (base: days since 1970 in the proleptic
 * Gregorian calendar); only the offset of local time comes from the port.
 *
 * Layer: modules.   Tests: tests/modules/time/.
 */
#include "modules/time.h"

#include "base/numtext.h"
#include "object/import.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/tuple.h"

KK_MODULE(time)

/* What is in the Python half: struct_time, strptime(), clocks by number, names of zones. */
KK_FUNCTION(time, __getattr__, "(name, /)")
Value kk_time_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(time), KK_N(_time_more), args.pos[0]);
}

/* ---- ticks: modulo 2^30, as MicroPython has them on 32-bit ports ---- */

#define TICKS_PERIOD ((intptr_t)1 << 29 << 1)
#define TICKS_MASK (TICKS_PERIOD - 1)

static Value ticks(uint64_t t) { return KK_INT((intptr_t)(t & (uint64_t)(TICKS_MASK >> (KK_WORD_BITS == 32)))); }

/* Milliseconds that go on counting; they wrap: compare them with ticks_diff(). */
KK_FUNCTION(time, ticks_ms, "()")
Value kk_time_ticks_ms(Vm *vm, Value self, Args args) { return ticks(kk_platform_ticks_us() / 1000); }

/* Microseconds that go on counting; they wrap: compare them with ticks_diff(). */
KK_FUNCTION(time, ticks_us, "()")
Value kk_time_ticks_us(Vm *vm, Value self, Args args) { return ticks(kk_platform_ticks_us()); }

/* The finest counter there is; it wraps. */
KK_FUNCTION(time, ticks_cpu, "()")
Value kk_time_ticks_cpu(Vm *vm, Value self, Args args) { return ticks(kk_platform_ticks_cpu()); }

/* How many ticks wrap: 2^30, or 2^29 where a small int holds no more. */
static intptr_t period(void) { return TICKS_PERIOD >> (KK_WORD_BITS == 32); }

/* ticks + delta, wrapped. */
KK_FUNCTION(time, ticks_add, "(ticks, delta, /)")
Value kk_time_ticks_add(Vm *vm, Value self, Args args)
{
    intptr_t a, delta;
    if (!kk_index(vm, args.pos[0], &a) || !kk_index(vm, args.pos[1], &delta))
        return KK_ERROR;
    if (delta >= period() / 2 || delta < -period() / 2)
        return kk_raise(vm, KK_OverflowError, "ticks interval overflow");
    return KK_INT((intptr_t)(((uintptr_t)a + (uintptr_t)delta) & (uintptr_t)(period() - 1)));
}

/* a - b as a signed number, right as long as they are less than half a period apart. */
KK_FUNCTION(time, ticks_diff, "(ticks1, ticks2, /)")
Value kk_time_ticks_diff(Vm *vm, Value self, Args args)
{
    intptr_t a, b;
    if (!kk_index(vm, args.pos[0], &a) || !kk_index(vm, args.pos[1], &b))
        return KK_ERROR;
    uintptr_t half = (uintptr_t)period() / 2;
    uintptr_t diff = ((uintptr_t)a - (uintptr_t)b + half) & (uintptr_t)(period() - 1);
    return KK_INT((intptr_t)diff - (intptr_t)half);
}

/* ---- sleeping ---- */

/* Waits that long, running what is scheduled and what Ctrl-C asks for. */
KK_MUST_CHECK static Value sleep_us(Vm *vm, uint64_t us)
{
    enum { SLICE = 50000 };
    uint64_t end = kk_platform_ticks_us() + us;
    for (;;) {
        if (vm->poll != 0 && !kk_vm_poll(vm))
            return KK_ERROR;
        uint64_t now = kk_platform_ticks_us();
        if (now >= end)
            return kk_none;
        kk_vm_leave(vm);
        kk_platform_sleep_us(end - now < SLICE ? end - now : SLICE);
        kk_vm_enter(vm);
    }
}

/* Waits; seconds may be a float. */
KK_FUNCTION(time, sleep, "(secs, /)")
Value kk_time_sleep(Vm *vm, Value self, Args args)
{
    KkFloat seconds;
    if (!kk_float_arg(vm, args.pos[0], &seconds))
        return KK_ERROR;
    if (seconds < 0)
        return kk_raise(vm, KK_ValueError, "sleep length must be non-negative");
    if (seconds != seconds)
        return kk_raise(vm, KK_ValueError, "Invalid value NaN (not a number)");
    if (seconds > (KkFloat)4e9)
        return kk_raise(vm, KK_OverflowError, "timestamp too large to convert to C _PyTime_t");
    return sleep_us(vm, (uint64_t)(seconds * (KkFloat)1e6));
}

KK_MUST_CHECK static Value sleep_units(Vm *vm, Value v, uint64_t unit)
{
    intptr_t n;
    if (!kk_index(vm, v, &n))
        return KK_ERROR;
    return n <= 0 ? kk_none : sleep_us(vm, (uint64_t)n * unit);
}

/* Waits that many milliseconds. */
KK_FUNCTION(time, sleep_ms, "(ms, /)")
Value kk_time_sleep_ms(Vm *vm, Value self, Args args) { return sleep_units(vm, args.pos[0], 1000); }

/* Waits that many microseconds. */
KK_FUNCTION(time, sleep_us, "(us, /)")
Value kk_time_sleep_us(Vm *vm, Value self, Args args) { return sleep_units(vm, args.pos[0], 1); }

/* ---- clocks ---- */

/* Seconds since the epoch: a float on hosts, an int where floats are single and too coarse. */
KK_FUNCTION(time, time, "()")
Value kk_time_time(Vm *vm, Value self, Args args)
{
    int64_t ns = kk_platform_time_ns();
    return KK_WORD_BITS == 32 ? kk_int_new64(vm, ns / 1000000000) : kk_float_new(vm, (KkFloat)ns / (KkFloat)1e9);
}

/* Nanoseconds since the epoch. */
KK_FUNCTION(time, time_ns, "()")
Value kk_time_time_ns(Vm *vm, Value self, Args args) { return kk_int_new64(vm, kk_platform_time_ns()); }

/* Seconds since some moment; never goes back. */
KK_FUNCTION(time, perf_counter, "()")
KK_FUNCTION(time, monotonic, "()")
Value kk_time_monotonic(Vm *vm, Value self, Args args)
{
    return kk_float_new(vm, (KkFloat)kk_platform_ticks_us() / (KkFloat)1e6);
}

/* Nanoseconds since some moment; never goes back. */
KK_FUNCTION(time, perf_counter_ns, "()")
KK_FUNCTION(time, monotonic_ns, "()")
Value kk_time_monotonic_ns(Vm *vm, Value self, Args args)
{
    return kk_int_new64(vm, (int64_t)(kk_platform_ticks_us() * 1000));
}

/* ---- calendar ---- */

#define DAY_SECONDS 86400

static bool is_leap(int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/* Days from 1970-01-01 to the first of March of that year, with years counted from March. */
static int64_t days_to_march(int64_t year)
{
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t in_era = year - era * 400;
    return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 - 719468;
}

int64_t kk_time_days(int64_t year, int month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int from_march = (month + 9) % 12;
    return days_to_march(y) + (153 * from_march + 2) / 5 + day - 1;
}

static void date_from_days(int64_t days, TimeMoment *m)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t in_era = z - era * 146097;
    int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t day = in_era - (365 * year + year / 4 - year / 100);
    int64_t from_march = (5 * day + 2) / 153;
    m->day = (int)(day - (153 * from_march + 2) / 5 + 1);
    m->month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    m->year = year + era * 400 + (m->month <= 2);
    m->weekday = (int)(((days + 3) % 7 + 7) % 7);
    m->yearday = (int)(days - kk_time_days(m->year, 1, 1)) + 1;
}

TimeMoment kk_time_moment(int64_t seconds)
{
    TimeMoment m;
    int64_t days = seconds / DAY_SECONDS, rest = seconds % DAY_SECONDS;
    if (rest < 0) {
        rest += DAY_SECONDS;
        days--;
    }
    date_from_days(days, &m);
    m.hour = (int)(rest / 3600);
    m.minute = (int)(rest / 60 % 60);
    m.second = (int)(rest % 60);
    return m;
}

/*
 * struct_time on hosts, whose class is in the Python half; the 8-tuple of MicroPython on microcontrollers. local: seconds
 * since the epoch of a local time, or KK_UNSET: it is UTC.
 */
KK_MUST_CHECK static Value record_of(Vm *vm, const TimeMoment *m, int dst, Value local)
{
    Value v[9] = {KK_INT(m->year),   KK_INT(m->month),   KK_INT(m->day),     KK_INT(m->hour), KK_INT(m->minute),
                  KK_INT(m->second), KK_INT(m->weekday), KK_INT(m->yearday), KK_INT(dst)};
    if (KK_WORD_BITS == 32)
        return kk_tuple_from(vm, v, 8);
    Value module = kk_import_name(vm, KK_N(time));
    Value cls = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, KK_N(struct_time));
    Value tuple = cls == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, v, 9);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    if (!kk_type_is(cls) || KK_OBJ(const TypeObj, cls)->native != &kk_type_tuple)
        return tuple;
    Value self = kk_object_wrap(vm, KK_OBJ(const TypeObj, cls), tuple);
    if (self == KK_ERROR)
        return KK_ERROR;
    bool done = local != KK_UNSET ? kk_setattr(vm, self, KK_N(_local), local)
                                  : kk_setattr(vm, self, KK_N(_zone), KK_N(GMT)) &&
                                        kk_setattr(vm, self, KK_N(_offset), KK_INT(0));
    return done ? self : KK_ERROR;
}

/* The seconds argument of gmtime() and localtime(): now, if it is absent or None. */
KK_MUST_CHECK static bool seconds_arg(Vm *vm, Args args, int64_t *seconds)
{
    Value v = kk_arg(args, 0, kk_none);
    if (v == kk_none) {
        *seconds = kk_platform_time_ns() / 1000000000;
        return true;
    }
    if (kk_float_is(v)) {
        KkFloat x = kk_float_get(v);
        if (!(x > (KkFloat)-6e16 && x < (KkFloat)6e16))
            return kk_raise_false(vm, KK_OverflowError, "timestamp out of range for platform time_t");
        *seconds = (int64_t)x - ((KkFloat)(int64_t)x > x);
        return true;
    }
    if (!kk_int_is(v))
        return kk_raise_false(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", v);
    if (!kk_int_to64(v, seconds) || *seconds > 60000000000000000 || *seconds < -60000000000000000)
        return kk_raise_false(vm, KK_OverflowError, "timestamp out of range for platform time_t");
    return true;
}

/* Seconds since the epoch as a date and time in UTC. */
KK_FUNCTION(time, gmtime, "(secs=None, /)")
Value kk_time_gmtime(Vm *vm, Value self, Args args)
{
    int64_t seconds;
    if (!seconds_arg(vm, args, &seconds))
        return KK_ERROR;
    TimeMoment m = kk_time_moment(seconds);
    return record_of(vm, &m, 0, KK_UNSET);
}

/* Seconds since the epoch as a local date and time. */
KK_FUNCTION(time, localtime, "(secs=None, /)")
Value kk_time_localtime(Vm *vm, Value self, Args args)
{
    int64_t seconds;
    if (!seconds_arg(vm, args, &seconds))
        return KK_ERROR;
    int32_t offset = kk_platform_utc_offset(seconds);
    TimeMoment m = kk_time_moment(seconds + offset);
    int64_t january = kk_time_days(m.year, 1, 1) * DAY_SECONDS, july = kk_time_days(m.year, 7, 1) * DAY_SECONDS;
    int32_t winter = kk_platform_utc_offset(january), summer = kk_platform_utc_offset(july);
    Value local = kk_int_new64(vm, seconds);
    return local == KK_ERROR ? KK_ERROR : record_of(vm, &m, offset > (winter < summer ? winter : summer), local);
}

/* Takes a tuple of at least `least` numbers apart into at[0..9). */
KK_MUST_CHECK static bool take_tuple(Vm *vm, const char *who, Value v, size_t least, intptr_t at[9])
{
    Value tuple = kk_as_kind(v, KIND_TUPLE);
    if (tuple == KK_UNSET && kk_as_kind(v, KIND_LIST) != KK_UNSET && KK_WORD_BITS == 32)
        tuple = kk_tuple_from_iterable(vm, v);
    if (tuple == KK_UNSET)
        return !kk_failed(vm) && kk_raise_false(vm, KK_TypeError, "Tuple or struct_time argument required");
    if (kk_len_of(tuple) < least || kk_len_of(tuple) > 9)
        return kk_raise_false(vm, KK_TypeError, "%s(): illegal time tuple argument", who);
    for (size_t i = 0; i < 9; i++) {
        at[i] = 0;
        if (i < kk_len_of(tuple) && !kk_index(vm, kk_tuple_at(tuple, i), &at[i]))
            return false;
    }
    return true;
}

/* Seconds of the fields, which may be out of their ranges. */
static int64_t seconds_of(const intptr_t at[9])
{
    int64_t month = (int64_t)at[1] - 1;
    int64_t year = (int64_t)at[0] + (month >= 0 ? month / 12 : (month - 11) / 12);
    int in_year = (int)(((month % 12) + 12) % 12) + 1;
    return kk_time_days(year, in_year, at[2]) * DAY_SECONDS + (int64_t)at[3] * 3600 + (int64_t)at[4] * 60 + at[5];
}

/* Seconds since the epoch of a local date and time: the inverse of localtime(). */
KK_FUNCTION(time, mktime, "(t, /)")
Value kk_time_mktime(Vm *vm, Value self, Args args)
{
    intptr_t at[9];
    if (!take_tuple(vm, "mktime", args.pos[0], KK_WORD_BITS == 32 ? 6 : 9, at))
        return KK_ERROR;
    if (at[0] > 1000000000 || at[0] < -1000000000)
        return kk_raise(vm, KK_OverflowError, "mktime argument out of range");
    int64_t seconds = seconds_of(at);
    int64_t offset = kk_platform_utc_offset(seconds - kk_platform_utc_offset(seconds));
    seconds -= offset;
    return KK_WORD_BITS == 32 ? kk_int_new64(vm, seconds) : kk_float_new(vm, (KkFloat)seconds);
}

/* ---- text ---- */

static const char *const day_names[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const month_names[12] = {"January", "February", "March", "April", "May", "June", "July",
                                            "August", "September", "October", "November", "December"};

/* Appends i with at least `width` digits. */
KK_MUST_CHECK static bool add_padded(StrBuf *b, intptr_t i, int width, uint8_t pad)
{
    char digits[KK_NUMTEXT_INT_MAX];
    size_t n = kk_numtext_int_put(i, 10, digits);
    return ((int)n >= width || kk_strbuf_add_fill(b, pad, (size_t)width - n)) &&
           kk_strbuf_add(b, (Span){(const uint8_t *)digits, n});
}

KK_MUST_CHECK static bool add_name(StrBuf *b, const char *name, bool whole)
{
    return kk_strbuf_add(b, (Span){(const uint8_t *)name, whole ? strlen(name) : 3});
}

KK_MUST_CHECK static bool add_clock(StrBuf *b, const intptr_t at[9], bool seconds)
{
    return add_padded(b, at[3], 2, '0') && kk_strbuf_add_byte(b, ':') && add_padded(b, at[4], 2, '0') &&
           (!seconds || (kk_strbuf_add_byte(b, ':') && add_padded(b, at[5], 2, '0')));
}

/* The week of the year that begins with weekday `first` (Monday 0, Sunday 6). */
static intptr_t week_of(const intptr_t at[9], int first)
{
    intptr_t in_week = (at[6] - first + 7) % 7;
    return (at[7] - 1 - in_week + 7) / 7;
}

/* Year and week as ISO 8601 counts them. */
static intptr_t iso_week(const intptr_t at[9], intptr_t *year)
{
    *year = at[0];
    intptr_t week = (at[7] - at[6] + 9) / 7;
    if (week < 1) {
        intptr_t before[9] = {at[0] - 1, 0, 0, 0, 0, 0, at[6], at[7] + 365 + is_leap(at[0] - 1), 0};
        *year = at[0] - 1;
        return (before[7] - before[6] + 9) / 7;
    }
    if (week == 53) {
        int64_t days = kk_time_days(at[0] + 1, 1, 1);
        int64_t weekday = ((days + 3) % 7 + 7) % 7;
        if (weekday <= 3) {
            *year = at[0] + 1;
            return 1;
        }
    }
    return week;
}

KK_MUST_CHECK static bool add_date(StrBuf *b, const intptr_t at[9], bool iso)
{
    if (iso)
        return add_padded(b, at[0], 1, '0') && kk_strbuf_add_byte(b, '-') && add_padded(b, at[1], 2, '0') &&
               kk_strbuf_add_byte(b, '-') && add_padded(b, at[2], 2, '0');
    return add_padded(b, at[1], 2, '0') && kk_strbuf_add_byte(b, '/') && add_padded(b, at[2], 2, '0') &&
           kk_strbuf_add_byte(b, '/') && add_padded(b, (at[0] % 100 + 100) % 100, 2, '0');
}

/* "Sun Jun 20 23:21:05 1993" */
KK_MUST_CHECK static bool add_whole(StrBuf *b, const intptr_t at[9])
{
    return add_name(b, day_names[at[6]], false) && kk_strbuf_add_byte(b, ' ') &&
           add_name(b, month_names[at[1] - 1], false) && kk_strbuf_add_byte(b, ' ') && add_padded(b, at[2], 2, ' ') &&
           kk_strbuf_add_byte(b, ' ') && add_clock(b, at, true) && kk_strbuf_add_byte(b, ' ') &&
           add_padded(b, at[0], 1, '0');
}

/* "+0200", for the moment that the fields describe. */
KK_MUST_CHECK static bool add_offset(StrBuf *b, const intptr_t at[9])
{
    int32_t offset = kk_platform_utc_offset(seconds_of(at));
    int32_t minutes = (offset < 0 ? -offset : offset) / 60;
    return kk_strbuf_add_byte(b, offset < 0 ? '-' : '+') && add_padded(b, minutes / 60, 2, '0') &&
           add_padded(b, minutes % 60, 2, '0');
}

/* The name of the zone: of summer time if the fields say so. */
KK_MUST_CHECK static bool add_zone(StrBuf *b, const intptr_t at[9])
{
    Vm *vm = b->vm;
    if (KK_WORD_BITS == 32)
        return kk_strbuf_add_text(b, "UTC");
    Value module = kk_import_name(vm, KK_N(time));
    Value names = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, KK_N(tzname));
    Value name = names == KK_ERROR ? KK_ERROR : kk_getitem(vm, names, KK_INT(at[8] > 0));
    return name != KK_ERROR && kk_strbuf_add_shown(b, name);
}

/* A number directive: how many digits and which value; false: c is none. */
static bool number_directive(uint8_t c, const intptr_t at[9], intptr_t *value, int *width)
{
    intptr_t year;
    *width = 2;
    switch (c) {
    case 'Y': *width = 1; *value = at[0]; return true;
    case 'y': *value = (at[0] % 100 + 100) % 100; return true;
    case 'C': *value = at[0] / 100; return true;
    case 'm': *value = at[1]; return true;
    case 'd': *value = at[2]; return true;
    case 'H': *value = at[3]; return true;
    case 'I': *value = (at[3] + 11) % 12 + 1; return true;
    case 'M': *value = at[4]; return true;
    case 'S': *value = at[5]; return true;
    case 'w': *width = 1; *value = (at[6] + 1) % 7; return true;
    case 'u': *width = 1; *value = at[6] + 1; return true;
    case 'j': *width = 3; *value = at[7]; return true;
    case 'U': *value = week_of(at, 6); return true;
    case 'W': *value = week_of(at, 0); return true;
    case 'V': *value = iso_week(at, &year); return true;
    case 'G': *width = 1; (void)iso_week(at, value); return true;
    default: return false;
    }
}

/* What may stand between the % and the letter: no padding (-), another one (_ 0), a width. */
typedef struct Padding {
    int width; /* 0: the directive's own */
    uint8_t pad;
} Padding;

static Padding padding_of(Span format, size_t *i)
{
    Padding p = {0, 0};
    uint8_t c = kk_rom_byte(format.at + *i);
    if ((c == '-' || c == '_' || c == '0') && *i + 1 < format.len) {
        p.pad = c == '_' ? ' ' : c;
        c = kk_rom_byte(format.at + ++*i);
    }
    while (c >= '0' && c <= '9' && p.width < 1000 && *i + 1 < format.len) {
        p.width = p.width * 10 + c - '0';
        c = kk_rom_byte(format.at + ++*i);
    }
    return p;
}

KK_MUST_CHECK static bool add_directive(StrBuf *b, uint8_t c, const intptr_t at[9], Padding padding)
{
    intptr_t value;
    int width;
    if (number_directive(c, at, &value, &width)) {
        width = padding.pad == '-' ? 1 : padding.width > 0 ? padding.width : width;
        return add_padded(b, value, width, padding.pad == ' ' ? ' ' : '0');
    }
    switch (c) {
    case 'a': return add_name(b, day_names[at[6]], false);
    case 'A': return add_name(b, day_names[at[6]], true);
    case 'b': case 'h': return add_name(b, month_names[at[1] - 1], false);
    case 'B': return add_name(b, month_names[at[1] - 1], true);
    case 'c': return add_whole(b, at);
    case 'D': case 'x': return add_date(b, at, false);
    case 'F': return add_date(b, at, true);
    case 'e': return add_padded(b, at[2], 2, ' ');
    case 'R': return add_clock(b, at, false);
    case 'T': case 'X': return add_clock(b, at, true);
    case 'p': return kk_strbuf_add_text(b, at[3] < 12 ? "AM" : "PM");
    case 'z': return add_offset(b, at);
    case 'Z': return add_zone(b, at);
    case 'n': return kk_strbuf_add_byte(b, '\n');
    case 't': return kk_strbuf_add_byte(b, '\t');
    case '%': return kk_strbuf_add_byte(b, '%');
    default: return kk_strbuf_add_byte(b, '%') && kk_strbuf_add_byte(b, c);
    }
}

/* The fields are in their ranges. */
KK_MUST_CHECK static bool check_fields(Vm *vm, intptr_t at[9])
{
    static const struct {
        const char *name;
        intptr_t least, most;
    } ranges[9] = {{NULL, 0, 0}, {"month", 1, 12}, {"day of month", 1, 31}, {"hour", 0, 23}, {"minute", 0, 59},
                   {"seconds", 0, 61}, {NULL, 0, 0}, {"day of year", 1, 366}, {NULL, 0, 0}};
    /* Zero counts as one here. */
    at[1] += at[1] == 0;
    at[2] += at[2] == 0;
    at[7] += at[7] == 0;
    for (size_t i = 0; i < 9; i++)
        if (ranges[i].name != NULL && (at[i] < ranges[i].least || at[i] > ranges[i].most))
            return kk_raise_false(vm, KK_ValueError, "%s out of range", ranges[i].name);
    if (at[6] < -1)
        return kk_raise_false(vm, KK_ValueError, "day of week out of range");
    at[6] = (at[6] + 7) % 7;
    if (KK_WORD_BITS == 64 && (at[0] > INT32_MAX || at[0] < INT32_MIN + (intptr_t)1900))
        return kk_raise_false(vm, KK_OverflowError, "year out of range");
    return true;
}

/* The date and time (now, if none is given) as text, by a format with % directives. */
KK_FUNCTION(time, strftime, "(format, t=None, /)")
Value kk_time_strftime(Vm *vm, Value self, Args args)
{
    Span format;
    intptr_t at[9];
    if (!kk_str_arg(vm, args.pos[0], "strftime() argument 1", &format))
        return KK_ERROR;
    Value t = kk_arg(args, 1, kk_none);
    if (t == kk_none && (t = kk_time_localtime(vm, self, KK_NO_ARGS)) == KK_ERROR)
        return KK_ERROR;
    if (!take_tuple(vm, "strftime", t, KK_WORD_BITS == 32 ? 8 : 9, at) || !check_fields(vm, at))
        return KK_ERROR;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (size_t i = 0; i < format.len; i++) {
        uint8_t c = kk_rom_byte(format.at + i);
        if (c == 0)
            return kk_raise(vm, KK_ValueError, "embedded null character");
        size_t from = i;
        if (c == '%' && i + 1 < format.len) {
            i++;
            Padding padding = padding_of(format, &i);
            c = kk_rom_byte(format.at + i);
            bool known = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (known || c == '%' ? !add_directive(&b, c, at, padding) : !kk_strbuf_add(&b, kk_span_cut(format, from, i + 1)))
                return KK_ERROR;
        } else if (!kk_strbuf_add_byte(&b, c)) {
            return KK_ERROR;
        }
    }
    return kk_strbuf_finish(&b);
}

/* The date and time as in "Sun Jun 20 23:21:05 1993". */
KK_FUNCTION(time, asctime, "(t=None, /)")
Value kk_time_asctime(Vm *vm, Value self, Args args)
{
    intptr_t at[9];
    Value t = kk_arg(args, 0, kk_none);
    if (t == kk_none && (t = kk_time_localtime(vm, self, KK_NO_ARGS)) == KK_ERROR)
        return KK_ERROR;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!take_tuple(vm, "asctime", t, KK_WORD_BITS == 32 ? 8 : 9, at) || !check_fields(vm, at) || !add_whole(&b, at))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

/* asctime(localtime(secs)) */
KK_FUNCTION(time, ctime, "(secs=None, /)")
Value kk_time_ctime(Vm *vm, Value self, Args args)
{
    Value t = kk_time_localtime(vm, self, args);
    return t == KK_ERROR ? KK_ERROR : kk_time_asctime(vm, self, (Args){&t, 1});
}

/* Seconds that local time is west of UTC in winter. */
KK_MODULE_GETTER(time, timezone)
Value kk_time_timezone(Vm *vm, Value module)
{
    TimeMoment now = kk_time_moment(kk_platform_time_ns() / 1000000000);
    int32_t a = kk_platform_utc_offset(kk_time_days(now.year, 1, 1) * DAY_SECONDS);
    int32_t b = kk_platform_utc_offset(kk_time_days(now.year, 7, 1) * DAY_SECONDS);
    return KK_INT(-(a < b ? a : b));
}
