/*
 * main.c: the firmware's main program: the chip, then Python again and again: boot.py, main.py, the prompt.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include <string.h>

#include "kukri.h"
#include "object/output.h"
#include "ports/esp8266/clock.h"
#include "ports/esp8266/console.h"
#include "ports/esp8266/crash.h"
#include "ports/esp8266/flash.h"
#include "ports/esp8266/main.h"
#include "ports/esp8266/reset.h"
#include "ports/esp8266/ticks.h"
#include "ports/esp8266/uart.h"
#include "ports/esp8266/wallclock.h"
#include "ports/esp8266/watchdog.h"

/* What stays free of the C stack for what runs below the last check of its depth, and for an interrupt. */
enum { STACK_RESERVE = 2560 };

extern uint8_t kk_link_heap_start[], kk_link_heap_limit[], kk_link_stack_limit[], kk_link_stack_top[];

static void start_chip(void)
{
    kk_clock_init();
    kk_ticks_init();
    kk_reset_init();
    kk_wallclock_init();
    kk_console_open();
    kk_crash_report();
    kk_watchdog_init();
    kk_flash_init();
}

static Vm *start_python(void)
{
    static const char *const no_args[] = {""};
    static _Alignas(16) uint8_t state[KUKRI_STATE_BYTES];
    KukriConfig config;
    memset(&config, 0, sizeof config);
    config.state = state;
    config.memory = kk_link_heap_start;
    config.bytes = config.usable = (size_t)(kk_link_heap_limit - kk_link_heap_start);
    config.stack_base = kk_link_stack_top;
    config.stack_bytes = (size_t)(kk_link_stack_top - kk_link_stack_limit) - STACK_RESERVE;
    config.argc = 1;
    config.argv = no_args;
    config.path = ".frozen:/lib:/";
    return kukri_new(&config);
}

/* boot.py, main.py (not when a tool has asked for the raw prompt), the prompt; until something asks for a soft reset. */
static void run_programs(Vm *vm, bool *raw)
{
    int status = kukri_run_if_exists(vm, "boot.py");
    if (status == 0 && !*raw)
        status = kukri_run_if_exists(vm, "main.py");
    if (status == KUKRI_REPL_SOFT_RESET)
        kk_out_write(vm, KK_SPAN("MPY: soft reboot\n"));
    else
        (void)kukri_repl(vm, *raw ? KUKRI_REPL_RAW : 0, NULL, raw);
}

/* One life of Python; *raw: the tool at the prompt is in raw mode. */
static void run_python(bool *raw)
{
    Vm *vm = start_python();
    if (vm == NULL)
        kk_reset_chip();
    kk_console_serve(vm);
    if (kk_main_mount != NULL)
        kk_main_mount(vm);
    run_programs(vm, raw);
    if (kk_main_stop != NULL)
        kk_main_stop();
    (void)kukri_free(vm);
    kk_console_serve(NULL);
    kk_reset_note_soft();
}

int main(void)
{
    bool raw = false;
    start_chip();
    for (;;)
        run_python(&raw);
}
