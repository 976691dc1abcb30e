/*
 * rom_boot.c: the ROM from reset to the program, its exception vectors, and its calls for interrupts,
 * clock, watchdog and cache.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/flash.h"
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/rom.h"
#include "emu/rtc.h"

#include <stdio.h>
#include <string.h>

enum { STACK = 0x3ffffd80, UART0_CLKDIV = 0x60000014, UART_CLOCK = 52000000, BOOT_BAUD = 74880,
       WDT_CTL = 0x60000900, PIECE = 256, FRAME_A0 = 16, FRAME_A2 = 20, FRAME_CAUSE = 76 };

/* What programs have told the ROM; it lies in DRAM on the chip. */
static struct {
    uint32_t isr[16], isr_arg[16], handler[64];
    uint32_t mhz;
    bool banner_done;
} state;

void emu_rom_boot(Machine *m)
{
    memset(&state, 0, sizeof state);
    emu_spi_rom_restart();
    state.mhz = 52;
    m->cpu.pc = ROM_BASE + 0x80;
    if (m->sim && m->elf != NULL) {
        const char *wrong = emu_elf_load(m, &m->entry);
        if (wrong != NULL)
            emu_machine_stop(m, 2, wrong);
        m->cpu.pc = SIM_BASE;
    }
}

static void print_banner(Machine *m)
{
    /* The banner's numbers: 1 power, 2 the reset pin and software, 4 the watchdog. */
    static const uint8_t cause[] = {[RESET_POWER_ON] = 1, [RESET_EXTERNAL] = 2, [RESET_SOFTWARE] = 2,
                                    [RESET_WATCHDOG] = 4, [RESET_DEEP_SLEEP] = 2};
    char text[100];
    int n = snprintf(text, sizeof text, "\r\n ets Jan  8 2013,rst cause:%d, boot mode:(3,7)\r\n\r\n", cause[m->reset_cause]);
    emu_rom_set_register(m, UART0_CLKDIV, UART_CLOCK / BOOT_BAUD);
    emu_rom_print(m, text, (size_t)n);
}

RomEnd emu_rom_boot_reset(Machine *m, uint32_t *a)
{
    Cpu *cpu = &m->cpu;
    if (!state.banner_done) {
        size_t size;
        uint8_t *flash = emu_machine_flash(m, &size);
        state.banner_done = true;
        if (m->rom_log)
            print_banner(m);
        const char *wrong = m->elf != NULL ? emu_elf_load(m, &m->entry)
                            : !emu_flash_is_given(m) ? "nothing to run: --flash FILE or --elf FILE"
                                                     : emu_image_load(m, flash, size, &m->entry);
        if (wrong != NULL) {
            emu_machine_stop(m, 2, wrong);
            return ROM_JUMPED;
        }
    }
    if (emu_rom_flush(m) == ROM_AGAIN)
        return ROM_AGAIN;
    a[1] = STACK;
    cpu->sr[SR_PS] = PS_UM;
    cpu->pc = m->entry;
    return ROM_JUMPED;
}

/* ---- exceptions, when VECBASE is still the ROM's ---- */

RomEnd emu_rom_boot_fatal(Machine *m, uint32_t *a)
{
    const Cpu *cpu = &m->cpu;
    char why[200];
    snprintf(why, sizeof why, "fatal exception %u at pc %08x, address %08x, a0 %08x, sp %08x: no handler (the ROM's vector %08x)",
             (unsigned)cpu->sr[SR_EXCCAUSE], (unsigned)cpu->sr[SR_EPC1], (unsigned)cpu->sr[SR_EXCVADDR], (unsigned)a[0],
             (unsigned)a[1], (unsigned)cpu->pc);
    emu_machine_stop(m, 125, why);
    return ROM_JUMPED;
}

static void put_word(uint8_t *frame, unsigned offset, uint32_t value)
{
    memcpy(frame + offset, &value, sizeof value);
}

static uint32_t get_word(const uint8_t *frame, unsigned offset)
{
    uint32_t value;
    memcpy(&value, frame + offset, sizeof value);
    return value;
}

/* The next attached handler of a pending interrupt is called; false: there is none. */
static bool call_isr(Machine *m, uint32_t *a)
{
    uint32_t pending = emu_special_peek(m, SR_INTERRUPT) & m->cpu.sr[SR_INTENABLE];
    for (unsigned i = 0; i < 16; i++) {
        if ((pending >> i & 1) == 0 || state.isr[i] == 0)
            continue;
        /* Edges are acknowledged by the ROM, levels by the handler. */
        m->cpu.latched &= ~(1u << i & 0x3f80u);
        a[2] = state.isr_arg[i];
        a[3] = a[1];
        a[0] = 0x4000dc54;
        m->cpu.pc = state.isr[i];
        return true;
    }
    return false;
}

RomEnd emu_rom_boot_user_vector(Machine *m, uint32_t *a)
{
    Cpu *cpu = &m->cpu;
    uint32_t cause = cpu->sr[SR_EXCCAUSE];
    bool known = cause == CAUSE_INTERRUPT || (cause < 64 && state.handler[cause] != 0);
    uint8_t *frame = known ? emu_rom_target(m, a[1] - PIECE, PIECE) : NULL;
    if (frame == NULL)
        return emu_rom_boot_fatal(m, a);
    put_word(frame, 0, cpu->sr[SR_EPC1]);
    put_word(frame, 4, cpu->sr[SR_PS]);
    put_word(frame, 8, cpu->sr[SR_SAR]);
    put_word(frame, FRAME_A0, a[0]);
    for (unsigned i = 2; i < 16; i++)
        put_word(frame, FRAME_A2 + 4 * (i - 2), a[i]);
    put_word(frame, FRAME_CAUSE, cause);
    a[1] -= PIECE;
    cpu->sr[SR_PS] = PS_UM | 1;
    emu_machine_spend(m, 40);
    if (cause == CAUSE_INTERRUPT)
        return call_isr(m, a) ? ROM_JUMPED : emu_rom_boot_return(m, a);
    a[2] = a[1];
    a[3] = cause;
    a[0] = 0x4000dc54;
    cpu->pc = state.handler[cause];
    return ROM_JUMPED;
}

RomEnd emu_rom_boot_return(Machine *m, uint32_t *a)
{
    Cpu *cpu = &m->cpu;
    const uint8_t *frame = emu_rom_source(m, a[1], PIECE);
    if (frame == NULL)
        return ROM_JUMPED;
    if (get_word(frame, FRAME_CAUSE) == CAUSE_INTERRUPT && call_isr(m, a))
        return ROM_JUMPED;
    a[0] = get_word(frame, FRAME_A0);
    for (unsigned i = 2; i < 16; i++)
        a[i] = get_word(frame, FRAME_A2 + 4 * (i - 2));
    a[1] += PIECE;
    cpu->sr[SR_SAR] = get_word(frame, 8);
    cpu->sr[SR_PS] = get_word(frame, 4) & ~(uint32_t)PS_EXCM;
    cpu->pc = get_word(frame, 0);
    emu_machine_spend(m, 30);
    return ROM_JUMPED;
}

RomEnd emu_rom_boot_set_exception(Machine *m, uint32_t *a)
{
    uint32_t cause = a[2] & 63;
    a[2] = state.handler[cause];
    state.handler[cause] = a[3];
    return ROM_DONE;
}

/* ---- interrupts ---- */

static RomEnd set_level(Machine *m, uint32_t *a, uint32_t level)
{
    uint32_t old;
    emu_cpu_raise_level(m, level, &old);
    a[2] = old;
    return ROM_DONE;
}

RomEnd emu_rom_boot_lock(Machine *m, uint32_t *a)
{
    return set_level(m, a, 3);
}

RomEnd emu_rom_boot_unlock(Machine *m, uint32_t *a)
{
    return set_level(m, a, 0);
}

RomEnd emu_rom_boot_set_intlevel(Machine *m, uint32_t *a)
{
    return set_level(m, a, a[2] & PS_INTLEVEL);
}

RomEnd emu_rom_boot_restore_intlevel(Machine *m, uint32_t *a)
{
    emu_special_write(m, SR_PS, a[2]);
    return ROM_DONE;
}

RomEnd emu_rom_boot_isr_attach(Machine *m, uint32_t *a)
{
    state.isr[a[2] & 15] = a[3];
    state.isr_arg[a[2] & 15] = a[4];
    return ROM_DONE;
}

RomEnd emu_rom_boot_set_interrupt(Machine *m, uint32_t *a)
{
    uint32_t old = state.isr[a[2] & 15];
    emu_rom_boot_isr_attach(m, a);
    a[2] = old;
    return ROM_DONE;
}

static RomEnd change_enabled(Machine *m, uint32_t *a, uint32_t enabled)
{
    a[2] = m->cpu.sr[SR_INTENABLE];
    emu_special_write(m, SR_INTENABLE, enabled);
    return ROM_DONE;
}

RomEnd emu_rom_boot_ints_off(Machine *m, uint32_t *a)
{
    return change_enabled(m, a, m->cpu.sr[SR_INTENABLE] & ~a[2]);
}

RomEnd emu_rom_boot_ints_on(Machine *m, uint32_t *a)
{
    return change_enabled(m, a, m->cpu.sr[SR_INTENABLE] | a[2]);
}

RomEnd emu_rom_boot_isr_mask(Machine *m, uint32_t *a)
{
    return emu_rom_boot_ints_off(m, a);
}

RomEnd emu_rom_boot_isr_unmask(Machine *m, uint32_t *a)
{
    return emu_rom_boot_ints_on(m, a);
}

/* ---- resets, time, watchdog, cache ---- */

RomEnd emu_rom_boot_reset_reason(Machine *m, uint32_t *a)
{
    a[2] = emu_rtc_reset_reason(m);
    return ROM_DONE;
}

RomEnd emu_rom_boot_software_reset(Machine *m, uint32_t *a)
{
    emu_machine_reset(m, RESET_SOFTWARE, 0);
    return ROM_JUMPED;
}

/* One microsecond for each call, so that interrupts are taken on the way. */
RomEnd emu_rom_boot_delay(Machine *m, uint32_t *a)
{
    if (a[2] == 0)
        return ROM_DONE;
    a[2]--;
    return ROM_AGAIN;
}

RomEnd emu_rom_boot_update_frequency(Machine *m, uint32_t *a)
{
    state.mhz = a[2];
    return ROM_DONE;
}

RomEnd emu_rom_boot_get_frequency(Machine *m, uint32_t *a)
{
    a[2] = state.mhz;
    return ROM_DONE;
}

RomEnd emu_rom_boot_wdt_disable(Machine *m, uint32_t *a)
{
    uint32_t control = emu_rom_register(m, WDT_CTL);
    emu_rom_set_register(m, WDT_CTL, control & ~1u);
    return ROM_DONE;
}

RomEnd emu_rom_boot_wdt_enable(Machine *m, uint32_t *a)
{
    uint32_t control = emu_rom_register(m, WDT_CTL);
    emu_rom_set_register(m, WDT_CTL, control | 1u);
    return ROM_DONE;
}

/* Cache_Read_Enable(odd, two_mib, both_banks): the MiB of the flash is 2 * two_mib + odd. */
RomEnd emu_rom_boot_cache_enable(Machine *m, uint32_t *a)
{
    emu_machine_window(m, true, (a[3] & 7) * 2 + (a[2] & 1), a[4] != 0 ? 2 : 1);
    emu_machine_spend(m, 60);
    return ROM_DONE;
}

RomEnd emu_rom_boot_cache_disable(Machine *m, uint32_t *a)
{
    emu_machine_window(m, false, m->memory.window_mib, m->memory.cache_banks);
    emu_machine_spend(m, 20);
    return ROM_DONE;
}

RomEnd emu_rom_boot_ccount(Machine *m, uint32_t *a)
{
    a[2] = emu_special_peek(m, SR_CCOUNT);
    return ROM_DONE;
}
