/*
 * machine.c: console, clock and exit of the simulated machine.
 *
 * Layer: ports.   Tests: every program that runs under run.py.
 */
#include "machine.h"

#include "exception.h"

enum { SIM_EXIT = 1, SIM_READ = 3, SIM_WRITE = 4, SIM_SELECT_ONE = 29 };

enum { INTERRUPT_CCOMPARE0 = 1 << 6 };

static uint32_t cycle_count(void)
{
    uint32_t count;
    __asm__ volatile("rsr %0, ccount" : "=a"(count));
    return count;
}

void kk_machine_write(int fd, const char *text, size_t n)
{
    while (n > 0) {
        int done = kk_machine_simcall(SIM_WRITE, (uintptr_t)fd, (uintptr_t)text, n);
        if (done <= 0)
            return;
        text += done;
        n -= (size_t)done;
    }
}

size_t kk_machine_read(char *into, size_t n)
{
    int done = kk_machine_simcall(SIM_READ, 0, (uintptr_t)into, n);
    return done > 0 ? (size_t)done : 0;
}

bool kk_machine_input_waits(uint32_t timeout_ms)
{
    enum { FOR_READING = 0 };
    uint32_t timeout[2] = {timeout_ms / 1000, timeout_ms % 1000 * 1000};
    return kk_machine_simcall(SIM_SELECT_ONE, 0, FOR_READING, (uintptr_t)timeout) > 0;
}

void kk_machine_exit(int status)
{
    for (;;)
        kk_machine_simcall(SIM_EXIT, (uintptr_t)status, 0, 0);
}

uint64_t kk_machine_ticks(void)
{
    static uint32_t last;
    static uint32_t wraps;
    uint32_t now = cycle_count();
    wraps += now < last;
    last = now;
    return ((uint64_t)wraps << 32) | now;
}

/* The timer interrupt ends waiti; kk_exception_handle() switches it off again. */
static void sleep_ticks(uint32_t ticks)
{
    uint32_t open = INTERRUPT_CCOMPARE0;
    __asm__ volatile("wsr %0, ccompare0\n\t"
                     "rsync\n\t"
                     "wsr %1, intenable\n\t"
                     "rsync\n\t"
                     "waiti 0"
                     :
                     : "a"(cycle_count() + ticks), "a"(open)
                     : "memory");
}

void kk_machine_sleep_until(uint64_t ticks)
{
    /* Below the least the target could pass before waiti begins: the rest is spent awake. */
    enum { LEAST = 64, MOST = 1 << 30 };
    for (;;) {
        uint64_t now = kk_machine_ticks();
        if (now >= ticks)
            return;
        uint64_t left = ticks - now;
        if (left >= LEAST)
            sleep_ticks(left > MOST ? MOST : (uint32_t)left);
    }
}

size_t kk_machine_stack_used(void)
{
    const uint32_t *at = kk_machine_stack_limit;
    while (at < kk_machine_stack_top && *at == KK_STACK_PAINT)
        at++;
    return (size_t)(kk_machine_stack_top - at) * sizeof(uint32_t);
}

char *kk_machine_decimal(uint32_t x, char out[11])
{
    char *at = out + 10;
    *at = '\0';
    do {
        *--at = (char)('0' + x % 10);
        x /= 10;
    } while (x != 0);
    return at;
}

char *kk_machine_hex(uint32_t x, char out[9])
{
    for (int i = 7; i >= 0; i--, x >>= 4)
        out[i] = (char)((x & 15) < 10 ? '0' + (x & 15) : 'a' + (x & 15) - 10);
    out[8] = '\0';
    return out;
}
