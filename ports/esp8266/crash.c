/*
 * crash.c: the record of a crash.
 *
 * First the CPU's state is written and sealed, then the names of Python's frames are added: if that crashes too, what was
 * sealed remains. The text is written by words from first to last byte, so a prefix of it is always right.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#include "ports/esp8266/crash.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "object/code.h"
#include "object/ops.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/reset.h"
#include "ports/esp8266/rtcmem.h"
#include "ports/esp8266/uart.h"
#include "ports/esp8266/wake.h"

enum { MAGIC = 0x4b4b4352, STACK_WORDS = 12, FRAMES = 6 };
/* Words of the record, from RTCMEM_CRASH. The sum covers what stands before the text. */
enum {
    AT_MAGIC, AT_SUM, AT_WHY, AT_CAUSE, AT_PC, AT_VADDR, AT_REGISTERS, AT_STACK = AT_REGISTERS + 16,
    AT_TEXT_LENGTH = AT_STACK + STACK_WORDS, AT_TEXT
};
enum { TEXT_BYTES = (RTCMEM_CRASH_WORDS - AT_TEXT) * 4 };
enum { WHY_EXCEPTION = 1, WHY_WATCHDOG = 2 };

extern uint32_t kk_link_stack_limit[], kk_link_stack_top[];

static volatile uint8_t depth; /* how many crashes happened since the start: one within the other */

#define RECORD(i) RTC_MEMORY(RTCMEM_CRASH + (i))

/* ---- making the record ---- */

KK_ISR static uint32_t sum(void)
{
    uint32_t x = MAGIC;
    for (uint32_t i = AT_WHY; i < AT_TEXT_LENGTH; i++)
        x = (x << 5 | x >> 27) ^ RECORD(i);
    return x;
}

/* cpu may be NULL: nothing but pc is known. */
KK_ISR static void write_record(uint32_t why, uint32_t pc, const CpuState *cpu)
{
    RECORD(AT_MAGIC) = 0;
    RECORD(AT_WHY) = why;
    RECORD(AT_PC) = pc;
    RECORD(AT_CAUSE) = cpu == NULL ? 0 : cpu->cause;
    RECORD(AT_VADDR) = cpu == NULL ? 0 : cpu->vaddr;
    for (uint32_t i = 0; i < 16; i++)
        RECORD(AT_REGISTERS + i) = cpu == NULL ? 0 : cpu->ar[i];
    const uint32_t *sp = cpu == NULL ? NULL : (const uint32_t *)(uintptr_t)cpu->ar[1];
    for (uint32_t i = 0; i < STACK_WORDS; i++) {
        bool good = ((uintptr_t)sp & 3) == 0 && sp >= kk_link_stack_limit && sp < kk_link_stack_top;
        RECORD(AT_STACK + i) = good ? *sp++ : 0;
    }
    RECORD(AT_TEXT_LENGTH) = 0;
    RECORD(AT_SUM) = sum();
    RECORD(AT_MAGIC) = MAGIC;
}

static void add_byte(uint8_t byte)
{
    uint32_t n = RECORD(AT_TEXT_LENGTH);
    if (n >= TEXT_BYTES)
        return;
    uint32_t shift = n % 4 * 8;
    uint32_t word = shift == 0 ? 0 : RECORD(AT_TEXT + n / 4);
    RECORD(AT_TEXT + n / 4) = word | (uint32_t)byte << shift;
    RECORD(AT_TEXT_LENGTH) = n + 1;
}

static void add_span(Span s)
{
    for (size_t i = 0; i < s.len; i++)
        add_byte(kk_rom_byte(s.at + i));
}

static void add_number(uint32_t x)
{
    char digits[10];
    size_t n = 0;
    do
        digits[n++] = (char)('0' + x % 10);
    while ((x /= 10) != 0);
    while (n > 0)
        add_byte((uint8_t)digits[--n]);
}

/* The frames of Python, the innermost first. */
static void add_frames(void)
{
    Vm *vm = kk_wake_vm;
    for (size_t level = 0; vm != NULL && level < FRAMES; level++) {
        uint32_t line = 0;
        Value code = kk_vm_frame_code(vm, level, &line);
        if (code == KK_UNSET)
            return;
        add_span(KK_SPAN("  File \""));
        add_span(kk_str_span(KK_OBJ(const CodeObj, code)->filename));
        add_span(KK_SPAN("\", line "));
        add_number(line);
        add_span(KK_SPAN(", in "));
        add_span(kk_str_span(KK_OBJ(const CodeObj, code)->name));
        add_byte('\n');
    }
}

/* What the program has printed last may tell why: it may leave the FIFO, which takes 11 ms at 115200 baud. */
KK_ISR static void wait_for_output(void)
{
    enum { PATIENCE = 500000 };
    for (uint32_t i = 0; i < PATIENCE && UART_TXFIFO_CNT(0) > 0; i++)
        continue;
}

/* By a pointer in RAM: interrupt handlers refer to flash nowhere else, and know that they never come back from here. */
static void (*const volatile tell_frames)(void) __attribute__((section(".data"))) = add_frames;

KK_ISR __attribute__((noreturn)) static void finish(KkResetCause why)
{
    kk_reset_intend(why);
    if (depth++ == 0) {
        /* A flash command may be under way: it is waited for, then the window is open for sure. */
        rom_Wait_SPI_Idle(rom_flashchip);
        rom_Cache_Read_Enable(0, 0, 1);
        /* Another exception in here shall find the vectors ready. */
        __asm__ volatile("movi a2, 0x23\n\twsr a2, ps\n\trsync" : : : "a2", "memory");
        tell_frames();
        wait_for_output();
    }
    kk_reset_now();
}

KK_ISR void kk_crash_exception(const CpuState *cpu)
{
    if (depth == 0)
        write_record(WHY_EXCEPTION, cpu->pc, cpu);
    finish(KK_RESET_CRASH);
}

KK_ISR void kk_crash_watchdog(void)
{
    if (depth == 0)
        write_record(WHY_WATCHDOG, kk_irq_pc, NULL);
    finish(KK_RESET_WATCHDOG);
}

/* ---- telling it ---- */

static void put(const char *text)
{
    Span s = kk_span_of(text);
    kk_uart_write(0, s.at, s.len);
}

static void put_hex(const char *name, uint32_t x)
{
    char digits[8];
    for (int i = 7; i >= 0; i--, x >>= 4)
        digits[i] = (char)((x & 15) < 10 ? '0' + (x & 15) : 'a' + (x & 15) - 10);
    put(name);
    kk_uart_write(0, digits, sizeof digits);
}

static void put_words(const char *name, uint32_t from, uint32_t n)
{
    put(name);
    for (uint32_t i = 0; i < n; i++) {
        put_hex(i % 8 == 0 && i > 0 ? "\r\n          " : " ", RECORD(from + i));
    }
    put("\r\n");
}

static const char *name_of(uint32_t cause)
{
    switch (cause) {
    case 0:
        return "illegal instruction";
    case 2:
        return "fetch error";
    case 3:
        return "load or store error";
    case 6:
        return "division by zero";
    case 9:
        return "unaligned load or store";
    case 20:
        return "fetch from no memory";
    case 28:
    case 29:
        return "load or store outside memory";
    case KK_CRASH_DOUBLE:
        return "exception in an exception";
    default:
        return "exception";
    }
}

static void put_text(void)
{
    uint32_t n = RECORD(AT_TEXT_LENGTH);
    if (n == 0 || n > TEXT_BYTES)
        return;
    put("Python, innermost call first:\r\n");
    for (uint32_t i = 0; i < n; i++) {
        uint8_t byte = (uint8_t)(RECORD(AT_TEXT + i / 4) >> (i % 4 * 8));
        if (byte == '\n')
            kk_uart_write(0, "\r", 1);
        kk_uart_write(0, &byte, 1);
    }
    put("\r\n");
}

void kk_crash_report(void)
{
    if (RECORD(AT_MAGIC) != MAGIC || RECORD(AT_SUM) != sum()) {
        if (kk_reset_cause() == KK_RESET_WATCHDOG)
            put("\r\nThe last run was ended by the watchdog: interrupts were closed too long.\r\n");
        return;
    }
    RECORD(AT_MAGIC) = 0;
    if (RECORD(AT_WHY) == WHY_WATCHDOG) {
        put_hex("\r\nThe last run was ended by the watchdog, which nobody fed, at pc ", RECORD(AT_PC));
        put("\r\n");
    } else {
        put("\r\nThe last run has crashed: ");
        put(name_of(RECORD(AT_CAUSE)));
        put_hex(", pc ", RECORD(AT_PC));
        put_hex(", address ", RECORD(AT_VADDR));
        put("\r\n");
        put_words("registers", AT_REGISTERS, 16);
        put_words("stack    ", AT_STACK, STACK_WORDS);
    }
    put_text();
}
