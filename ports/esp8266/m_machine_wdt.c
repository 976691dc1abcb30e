/*
 * m_machine_wdt.c: machine.WDT: a program that does not feed it in time is reset, with the cause WDT_RESET.
 *
 * Before one is made the system itself feeds the hardware's watchdog as long as interrupts work.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "object/ops.h"
#include "ports/esp8266/watchdog.h"
#include "types/keywords.h"

typedef struct WdtObj {
    uintptr_t header; /* &kk_type_WDT */
} WdtObj;

static const WdtObj wdt = {KK_REF(&kk_type_WDT)};
KK_MODULE_CONST(machine, WDT, KK_REF(&kk_type_WDT))

enum { TIMEOUT_DEFAULT = 5000, TIMEOUT_MOST = 3600000 }; /* ms */

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(id), KK_N(timeout)};
    Value given[2];
    intptr_t id = 0, timeout = TIMEOUT_DEFAULT;
    if (!kk_keywords_bind(vm, "WDT", args, kw, names, 2, given) ||
        (given[0] != KK_UNSET && !kk_index_clamped(vm, given[0], &id)) ||
        (given[1] != KK_UNSET && !kk_index_clamped(vm, given[1], &timeout)))
        return KK_ERROR;
    if (id != 0)
        return kk_raise(vm, KK_ValueError, "there is no WDT(%V), only WDT(0)", given[0]);
    if (timeout < 1 || timeout > TIMEOUT_MOST)
        return kk_raise(vm, KK_ValueError, "timeout must be 1..%d ms, not %V", (int)TIMEOUT_MOST, given[1]);
    kk_watchdog_enable((uint64_t)timeout * 1000);
    return KK_REF(&wdt);
}

/* Says that the program is alive. */
KK_METHOD(WDT, feed, "()")
Value kk_wdt_feed(Vm *vm, Value self, Args args)
{
    kk_watchdog_feed();
    return kk_none;
}

static Value repr(Vm *vm, Value self) { return kk_format_message(vm, "WDT(0)"); }

static const Layout layout = {sizeof(WdtObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .repr = repr};
KK_TYPE(WDT, object) = {KK_TYPE_HEAD(WDT, object, &layout, TYPE_FINAL), .slots = &slots};
