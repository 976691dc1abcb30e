/*
 * exception.c: byte and halfword loads emulated with words, instruction by instruction.
 *
 * QEMU lets such loads pass where the chip raises LoadStoreError, so the handler is called here as
 * a function: on every register, alignment and kind of load, with the instruction at every
 * alignment; and on what it must refuse. strict.c then takes the real way through the vectors.
 *
 * Tests: ports/lx106/exception.c.
 */
#include "exception.h"

#include <stddef.h>
#include <string.h>

#include "io.h"

static const uint32_t flash[] = {0x83828180, 0x7f001122, 0xfedcba98, 0x04030201};

static uint32_t failures;

static void check(bool ok, const char *what, uint32_t detail)
{
    if (ok)
        return;
    failures++;
    put_text("FAIL ");
    put_text(what);
    put_text(" ");
    put_hex(detail);
    put_text("\n");
}

/* Runs one instruction at pc = code + at; result is whether it was taken for a load. */
static bool emulate(CpuState *cpu, uint32_t instruction, uint32_t at)
{
    static uint8_t code[8] __attribute__((aligned(4)));
    code[at] = (uint8_t)instruction;
    code[at + 1] = (uint8_t)(instruction >> 8);
    code[at + 2] = (uint8_t)(instruction >> 16);
    cpu->pc = (uint32_t)(uintptr_t)(code + at);
    uint32_t before = cpu->pc;
    bool done = kk_load_emulate(cpu);
    check(cpu->pc == before + (done ? 3 : 0), "pc", instruction);
    return done;
}

static uint32_t load_word(uint32_t kind, uint32_t to, uint32_t base, uint32_t offset)
{
    return offset << 16 | kind << 12 | base << 8 | to << 4 | 2;
}

enum { L8UI = 0, L16UI = 1, L32I = 2, S8I = 4, L16SI = 9 };

/* The unsigned value of the byte or halfword at flash + at. */
static uint32_t expected(uint32_t kind, uint32_t at)
{
    uint32_t byte = flash[at / 4] >> (at % 4 * 8) & 0xff;
    if (kind == L8UI)
        return byte;
    uint32_t both = flash[at / 4] >> (at % 4 * 8) & 0xffff;
    return kind == L16SI ? (uint32_t)(int32_t)(int16_t)both : both;
}

static void test_kind(uint32_t kind, uint32_t size)
{
    for (uint32_t at = 0; at < sizeof flash; at += size) {
        for (uint32_t to = 0; to < 16; to++) {
            CpuState cpu;
            memset(&cpu, 0x55, sizeof cpu);
            uint32_t base = (to + 5) % 16;
            uint32_t offset = at / size / 2;
            cpu.ar[base] = (uint32_t)(uintptr_t)flash + at - offset * size;
            bool done = emulate(&cpu, load_word(kind, to, base, offset), at % 4);
            check(done && cpu.ar[to] == expected(kind, at), "load", kind << 16 | at << 8 | to);
            for (uint32_t i = 0; i < 16; i++)
                check(i == to || i == base || cpu.ar[i] == 0x55555555, "register", i);
        }
    }
}

static void test_refused(void)
{
    CpuState cpu;
    memset(&cpu, 0, sizeof cpu);
    cpu.ar[3] = (uint32_t)(uintptr_t)flash;
    check(!emulate(&cpu, load_word(S8I, 4, 3, 0), 0), "store", 0);
    check(!emulate(&cpu, load_word(L32I, 4, 3, 0), 1), "word load", 0);
    check(!emulate(&cpu, 0x000000, 2), "illegal", 0);
    cpu.ar[3] = (uint32_t)(uintptr_t)flash + 1;
    check(!emulate(&cpu, load_word(L16UI, 4, 3, 0), 0), "odd halfword", 0);
    cpu.ar[3] = 0x3ffe8000;
    check(!emulate(&cpu, load_word(L8UI, 4, 3, 0), 0), "load from RAM", 0);
    cpu.ar[3] = 0x60000000;
    check(!emulate(&cpu, load_word(L8UI, 4, 3, 0), 0), "load from a device", 0);
}

/* The vectors' way in and out: the handler as an exception calls it, counting. */
static void test_handler(void)
{
    CpuState cpu;
    memset(&cpu, 0, sizeof cpu);
    static const uint32_t code[] = {0x00000342}; /* l8ui a4, a3, 0 */
    cpu.ar[3] = (uint32_t)(uintptr_t)flash + 1;
    cpu.pc = (uint32_t)(uintptr_t)code;
    cpu.cause = KK_CAUSE_LOAD_STORE;
    uint32_t before = kk_exception_loads();
    kk_exception_handle(&cpu);
    check(cpu.ar[4] == 0x81 && cpu.pc == (uint32_t)(uintptr_t)code + 3, "handler", cpu.ar[4]);
    check(kk_exception_loads() == before + 1, "count", kk_exception_loads());
}

/* Real loads: QEMU does them, strict.c raises the exception and comes back from the handler. */
static void test_loads(void)
{
    const volatile uint8_t *bytes = (const volatile uint8_t *)flash;
    const volatile uint16_t *halves = (const volatile uint16_t *)flash;
    const volatile int16_t *signed_halves = (const volatile int16_t *)flash;
    for (uint32_t i = 0; i < sizeof flash; i++)
        check(bytes[i] == expected(L8UI, i), "byte", i);
    for (uint32_t i = 0; i < sizeof flash / 2; i++) {
        check(halves[i] == expected(L16UI, i * 2), "halfword", i);
        check((uint32_t)signed_halves[i] == expected(L16SI, i * 2), "signed halfword", i);
    }
}

int main(void)
{
    test_kind(L8UI, 1);
    test_kind(L16UI, 2);
    test_kind(L16SI, 2);
    test_refused();
    test_handler();
    test_loads();
    if (failures == 0)
        put_text("ok exception\n");
    return failures != 0;
}
