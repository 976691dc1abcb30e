/*
 * console.c: the console half of platform.h, on UART0.
 *
 * Ctrl-C is seen by the interrupt of the UART, so it stops a program that never asks for input. os.dupterm(None, 1)
 * leaves the UART to the program: then the console is mute.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/console.h"

#include "platform/platform.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/m_machine_uart.h"
#include "ports/esp8266/ticks.h"
#include "ports/esp8266/uart.h"
#include "ports/esp8266/wake.h"

enum { CONSOLE = 0 };

static ConsoleMode console_mode;
static bool detached; /* the UART is the program's */

static void set_watch(void)
{
    Vm *vm = kk_wake_vm;
    if (vm == NULL || detached || console_mode == CONSOLE_RAW_CTRLC)
        kk_uart_watch(CONSOLE, NULL, NULL);
    else
        kk_uart_watch(CONSOLE, &vm->interrupt_char, &vm->poll_for[POLL_INTERRUPT]);
}

void kk_console_open(void)
{
    static const UartFormat format = {115200, 8, 1, UART_PARITY_NONE};
    UartFormat copy = format;
    (void)kk_uart_init(CONSOLE, &copy);
}

static bool set_line(Vm *vm, Value object)
{
    if (object != kk_none && !kk_machine_uart_is_console(object))
        return false;
    detached = object == kk_none;
    set_watch();
    return true;
}

void kk_console_serve(Vm *vm)
{
    kk_uart_watch(CONSOLE, NULL, NULL);
    kk_wake_vm = vm;
    detached = false;
    if (vm != NULL)
        vm->console_line = set_line;
    set_watch();
}

bool kk_platform_console_mode(ConsoleMode mode)
{
    console_mode = mode;
    set_watch();
    return true;
}

bool kk_platform_console_crlf(void)
{
    return true;
}

ptrdiff_t kk_platform_console_read(uint8_t *buf, size_t cap, int timeout_ms)
{
    enum { TICKS_PER_MS = 1000 * KK_TICKS_PER_US };
    uint64_t end = timeout_ms < 0 ? UINT64_MAX : kk_ticks_now() + (uint64_t)timeout_ms * TICKS_PER_MS;
    for (;;) {
        size_t n = detached ? 0 : kk_uart_read(CONSOLE, buf, cap);
        if (n > 0)
            return (ptrdiff_t)n;
        if (kk_wake_vm != NULL && kk_wake_vm->poll_for[POLL_INTERRUPT] != 0)
            return -KK_EINTR;
        if (kk_wake_asked() || kk_ticks_now() >= end)
            return -KK_EAGAIN;
        /* Who waits for input has interrupts open, even after machine.disable_irq() at the prompt. */
        kk_ticks_alarm(KK_ALARM_SLEEP, end);
        uint32_t state = kk_irq_lock();
        if ((detached || kk_uart_any(CONSOLE) == 0) && !kk_wake_asked() && kk_ticks_now() < end)
            kk_irq_wait();
        else
            kk_irq_unlock(state);
    }
}

/* ---- the console as files ---- */

ptrdiff_t kk_platform_read(int fd, void *buf, size_t n)
{
    if (fd != 0)
        return -KK_EBADF;
    /* -KK_EINTR lets the reader see to what happened, and come again. */
    ptrdiff_t done = kk_platform_console_read(buf, n, -1);
    return done == -KK_EAGAIN ? -KK_EINTR : done;
}

ptrdiff_t kk_platform_write(int fd, const void *data, size_t n)
{
    if (fd != 1 && fd != 2)
        return -KK_EBADF;
    if (!detached)
        kk_uart_write(CONSOLE, data, n);
    return (ptrdiff_t)n;
}

bool kk_platform_isatty(int fd)
{
    return fd >= 0 && fd <= 2;
}

int kk_platform_sync(int fd)
{
    if (fd < 0 || fd > 2)
        return -KK_EBADF;
    kk_uart_flush(CONSOLE);
    return 0;
}
