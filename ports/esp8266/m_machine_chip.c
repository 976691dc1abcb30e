/*
 * m_machine_chip.c: the functions of the module machine that concern the whole chip: speed, resets, sleep, names.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "modules/machine/events.h"
#include "object/output.h"
#include "platform/platform.h"
#include "ports/esp8266/alarm.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/clock.h"
#include "ports/esp8266/m_machine_uart.h"
#include "ports/esp8266/main.h"
#include "ports/esp8266/pwm.h"
#include "ports/esp8266/reset.h"
#include "types/bytes/bytes.h"

/* The numbers are those of the chip's own SDK, which programs print; CRASH_RESET is an exception of the firmware. */
KK_MODULE_CONST(machine, PWRON_RESET, KK_INT(0))
KK_MODULE_CONST(machine, WDT_RESET, KK_INT(1))
KK_MODULE_CONST(machine, CRASH_RESET, KK_INT(2))
KK_MODULE_CONST(machine, SOFT_RESET, KK_INT(4))
KK_MODULE_CONST(machine, DEEPSLEEP_RESET, KK_INT(5))
KK_MODULE_CONST(machine, HARD_RESET, KK_INT(6))
KK_MODULE_CONST(machine, DEEPSLEEP, KK_INT(4))

/* ---- speed and names ---- */

/* The CPU's frequency in Hz; an argument sets it: 80000000 or 160000000. */
KK_FUNCTION(machine, freq, "(hz=None, /)")
Value kk_machine_freq(Vm *vm, Value self, Args args)
{
    enum { MHZ = 1000000 };
    intptr_t hz;
    if (args.n == 0)
        return kk_int_new(vm, (intptr_t)kk_clock_mhz() * MHZ);
    if (!kk_index_clamped(vm, args.pos[0], &hz))
        return KK_ERROR;
    if (hz % MHZ != 0 || hz < 0 || !kk_clock_set((uint32_t)(hz / MHZ)))
        return kk_raise(vm, KK_ValueError, "frequency can only be either 80Mhz or 160MHz");
    return kk_none;
}

/* Four bytes that no other chip has: the end of its MAC address. */
KK_FUNCTION(machine, unique_id, "()")
Value kk_machine_unique_id(Vm *vm, Value self, Args args)
{
    uint32_t low = EFUSE_MAC0, high = EFUSE_MAC1;
    uint8_t id[4] = {(uint8_t)(low >> 24), (uint8_t)high, (uint8_t)(high >> 8), 0};
    return kk_bytes_new(vm, (Span){id, sizeof id});
}

/* ---- resets ---- */

/* What the port wants to be told before Python ends: nothing may call into it any more. */
void kk_main_stop(void)
{
    kk_machine_reset();
    kk_pwm_stop_all();
    kk_machine_uart_stop();
}

/* Why Python was started. */
KK_FUNCTION(machine, reset_cause, "()")
Value kk_machine_reset_cause(Vm *vm, Value self, Args args)
{
    enum { PWRON = 0, WDT = 1, CRASH = 2, SOFT = 4, WOKEN = 5, HARD = 6 };
    if (kk_reset_was_soft())
        return KK_INT(SOFT);
    switch (kk_reset_cause()) {
    case KK_RESET_POWER_ON: return KK_INT(PWRON);
    case KK_RESET_EXTERNAL: return KK_INT(HARD);
    case KK_RESET_SOFTWARE: return KK_INT(SOFT);
    case KK_RESET_WATCHDOG: return KK_INT(WDT);
    case KK_RESET_DEEP_SLEEP: return KK_INT(WOKEN);
    case KK_RESET_CRASH: return KK_INT(CRASH);
    }
    return KK_INT(PWRON);
}

/* Starts the chip anew, as its reset pin does. */
KK_FUNCTION(machine, reset, "()")
Value kk_machine_reset_chip(Vm *vm, Value self, Args args)
{
    (void)kk_out_flush(vm);
    kk_reset_chip();
}

/* Starts Python anew, as Ctrl-D at the prompt does. */
KK_FUNCTION(machine, soft_reset, "()")
Value kk_machine_soft_reset(Vm *vm, Value self, Args args)
{
    return kk_raise_value(vm, KK_RAISES(SystemExit), KK_UNSET);
}

/* Would start the boot loader: only GPIO0 held low at a reset does that. */
KK_FUNCTION(machine, bootloader, "(timeout=0, /)")
Value kk_machine_bootloader(Vm *vm, Value self, Args args)
{
    return kk_raise(vm, KK_NotImplementedError, "the boot loader starts when GPIO0 is low at a reset, not by software");
}

/* ---- sleep ---- */

/* Waits for an interrupt, at most a millisecond; returns how many microseconds. */
KK_FUNCTION(machine, idle, "()")
Value kk_machine_idle(Vm *vm, Value self, Args args)
{
    enum { MOST_US = 1000 };
    uint64_t start = kk_platform_ticks_us();
    kk_platform_sleep_us(MOST_US);
    if (vm->poll != 0 && !kk_vm_poll(vm))
        return KK_ERROR;
    return KK_INT((intptr_t)(kk_platform_ticks_us() - start));
}

/* A number of milliseconds, absent or None: *given is false. */
KK_MUST_CHECK static bool time_arg(Vm *vm, Args args, bool *given, uint64_t *us)
{
    int64_t ms;
    Value v = kk_arg(args, 0, kk_none);
    *given = v != kk_none;
    *us = 0;
    if (!*given)
        return true;
    Value i = kk_index_int(vm, v);
    if (i == KK_ERROR)
        return false;
    if (!kk_int_to64(i, &ms) || ms < 0 || ms > INT64_C(1000000000000))
        return kk_raise_false(vm, KK_ValueError, "time out of range: %V", v);
    *us = (uint64_t)ms * 1000;
    return true;
}

/* Waits asleep that many milliseconds, or until a handler of a pin or timer has run. */
KK_FUNCTION(machine, lightsleep, "(time_ms=None, /)")
KK_FUNCTION(machine, sleep, "(time_ms=None, /)")
Value kk_machine_lightsleep(Vm *vm, Value self, Args args)
{
    enum { SLICE = 1000000 };
    bool limited;
    uint64_t us;
    if (!time_arg(vm, args, &limited, &us))
        return KK_ERROR;
    uint64_t end = kk_platform_ticks_us() + us;
    for (;;) {
        if (vm->poll != 0) {
            bool woken = vm->poll_for[POLL_EVENTS] != 0;
            if (!kk_vm_poll(vm))
                return KK_ERROR;
            if (woken)
                return kk_none;
        }
        uint64_t now = kk_platform_ticks_us();
        if (limited && now >= end)
            return kk_none;
        kk_platform_sleep_us(limited && end - now < SLICE ? end - now : SLICE);
    }
}

/* Switches off all but the RTC for that many milliseconds; without: until its alarm, or for ever. Waking is a reset: GPIO16
 * must be wired to RST for it. */
KK_FUNCTION(machine, deepsleep, "(time_ms=None, /)")
Value kk_machine_deepsleep(Vm *vm, Value self, Args args)
{
    bool limited;
    uint64_t us;
    if (!time_arg(vm, args, &limited, &us))
        return KK_ERROR;
    if (!limited && !kk_rtc_alarm(&us))
        us = 0;
    if (us > kk_reset_longest_sleep())
        return kk_raise(vm, KK_ValueError, "at most %u ms", (unsigned)(kk_reset_longest_sleep() / 1000));
    (void)kk_out_flush(vm);
    kk_main_stop();
    kk_reset_deepsleep(us);
}
