/*
 * rom_io.c: the ROM's printing, its UART, the internal I2C (PLL, ADC) and GPIO calls.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/dport.h"
#include "emu/memory.h"
#include "emu/rom.h"

#include <stdio.h>
#include <string.h>

enum { UART0_FIFO = 0x60000000, UART0_STATUS = 0x6000001c, UART0_CLKDIV = 0x60000014, UART_STEP = 0xf00, GPIO = 0x60000300 };

/* A formatted text that is still being printed: the arguments are gone when the call is repeated. */
static bool printing;

/* One conversion of the format, of the kinds the ROM knows. */
static size_t convert(Machine *m, char *out, size_t room, const char *flags, char kind, uint32_t value)
{
    char format[24];
    char text[256];
    snprintf(format, sizeof format, "%%%s%c", flags, kind);
    if (kind == 's') {
        size_t n = emu_memory_peek(m, value, (uint8_t *)text, sizeof text - 1);
        text[n] = '\0';
        return (size_t)snprintf(out, room, format, text);
    }
    return (size_t)snprintf(out, room, format, value);
}

typedef uint32_t NextArgument(Machine *m, const uint32_t *a, uint32_t list, unsigned i);

/* Formats the text at format and gives it to emu_rom_print; false: the exception of a bad address was raised. */
static bool print_format(Machine *m, const uint32_t *a, uint32_t format, uint32_t list, NextArgument *next)
{
    char text[1024];
    size_t n = 0;
    unsigned argument = 0;
    long length = emu_rom_strlen(m, format);
    if (length < 0)
        return false;
    const char *at = (const char *)emu_machine_memory(m, format, (size_t)length + 1);
    const char *end = at + length;
    while (at < end && n < sizeof text - 1) {
        size_t flags = *at == '%' ? strspn(at + 1, "0123456789-l") : 0;
        char kind = *at == '%' ? at[1 + flags] : '\0';
        if (kind == '\0' || strchr("duxXcspo", kind) == NULL || flags > 15) {
            text[n++] = *at;
            at += *at == '%' && at[1] == '%' ? 2 : 1;
            continue;
        }
        char spec[16];
        size_t k = 0;
        for (size_t i = 0; i < flags; i++)
            if (at[1 + i] != 'l')
                spec[k++] = at[1 + i];
        spec[k] = '\0';
        size_t made = convert(m, text + n, sizeof text - n, spec, kind == 'p' ? 'x' : kind, next(m, a, list, argument++));
        n = made < sizeof text - n ? n + made : sizeof text - 1;
        at += 2 + flags;
    }
    emu_rom_print(m, text, n);
    return true;
}

/* The arguments of a call: a3 to a7, then the stack. */
static uint32_t argument_of_call(Machine *m, const uint32_t *a, uint32_t list, unsigned i)
{
    uint32_t value = 0;
    if (i < 5)
        return a[3 + i];
    emu_memory_peek(m, a[1] + 4 * (i - 5), (uint8_t *)&value, sizeof value);
    return value;
}

/* The arguments behind a va_list that is a plain pointer. */
static uint32_t argument_of_list(Machine *m, const uint32_t *a, uint32_t list, unsigned i)
{
    uint32_t value = 0;
    emu_memory_peek(m, list + 4 * i, (uint8_t *)&value, sizeof value);
    return value;
}

static RomEnd print_all(Machine *m, uint32_t *a, uint32_t format, uint32_t list, NextArgument *next)
{
    if (!printing && !print_format(m, a, format, list, next))
        return ROM_JUMPED;
    printing = true;
    if (emu_rom_flush(m) == ROM_AGAIN)
        return ROM_AGAIN;
    printing = false;
    return ROM_DONE;
}

RomEnd emu_rom_io_printf(Machine *m, uint32_t *a)
{
    return print_all(m, a, a[2], 0, argument_of_call);
}

/* ets_vprintf(putc, format, list): UART0 whatever putc is. */
RomEnd emu_rom_io_vprintf(Machine *m, uint32_t *a)
{
    return print_all(m, a, a[3], a[4], argument_of_list);
}

/* Output goes to UART0 whatever is installed; a program's own putc would have to be called by the ROM. */
RomEnd emu_rom_io_install_putc1(Machine *m, uint32_t *a)
{
    return ROM_DONE;
}

RomEnd emu_rom_io_install_uart(Machine *m, uint32_t *a)
{
    return ROM_DONE;
}

RomEnd emu_rom_io_putc(Machine *m, uint32_t *a)
{
    if ((emu_rom_register(m, UART0_STATUS) >> 16 & 255) >= 126)
        return ROM_AGAIN;
    emu_rom_set_register(m, UART0_FIFO, a[2] & 255);
    a[2] = 0;
    return ROM_DONE;
}

/* uart_rx_one_char(uint8_t *to): 0, or 1 when nothing has come. */
RomEnd emu_rom_io_getc(Machine *m, uint32_t *a)
{
    bool any = (emu_rom_register(m, UART0_STATUS) & 255) != 0;
    uint8_t *to = any ? emu_rom_target(m, a[2], 1) : NULL;
    if (any && to == NULL)
        return ROM_JUMPED;
    if (any)
        *to = (uint8_t)emu_rom_register(m, UART0_FIFO);
    a[2] = any ? 0 : 1;
    return ROM_DONE;
}

RomEnd emu_rom_io_uart_div(Machine *m, uint32_t *a)
{
    emu_rom_set_register(m, UART0_CLKDIV + (a[2] & 1) * UART_STEP, a[3]);
    return ROM_DONE;
}

RomEnd emu_rom_io_gpio_output_set(Machine *m, uint32_t *a)
{
    emu_rom_set_register(m, GPIO + 0x04, a[2]);
    emu_rom_set_register(m, GPIO + 0x08, a[3]);
    emu_rom_set_register(m, GPIO + 0x10, a[4]);
    emu_rom_set_register(m, GPIO + 0x14, a[5]);
    return ROM_DONE;
}

RomEnd emu_rom_io_gpio_input_get(Machine *m, uint32_t *a)
{
    a[2] = emu_rom_register(m, GPIO + 0x18);
    return ROM_DONE;
}

/* ---- the internal I2C: registers of the analog blocks, a byte each; (block, host, register...) ---- */

RomEnd emu_rom_io_i2c_write(Machine *m, uint32_t *a)
{
    emu_dport_write_analog(m, a[2], a[3], a[4], (uint8_t)a[5]);
    emu_machine_spend(m, 300);
    return ROM_DONE;
}

RomEnd emu_rom_io_i2c_read(Machine *m, uint32_t *a)
{
    a[2] = emu_dport_read_analog(m, a[2], a[3], a[4]);
    emu_machine_spend(m, 300);
    return ROM_DONE;
}

static uint32_t field(uint32_t msb, uint32_t lsb)
{
    return (uint32_t)((UINT64_C(2) << (msb & 7)) - 1) & ~((1u << (lsb & 7)) - 1);
}

/* (block, host, register, msb, lsb[, value]) */
RomEnd emu_rom_io_i2c_write_mask(Machine *m, uint32_t *a)
{
    uint32_t mask = field(a[5], a[6]), old = emu_dport_read_analog(m, a[2], a[3], a[4]);
    emu_dport_write_analog(m, a[2], a[3], a[4], (uint8_t)((old & ~mask) | ((a[7] << (a[6] & 7)) & mask)));
    emu_machine_spend(m, 600);
    return ROM_DONE;
}

RomEnd emu_rom_io_i2c_read_mask(Machine *m, uint32_t *a)
{
    a[2] = (emu_dport_read_analog(m, a[2], a[3], a[4]) & field(a[5], a[6])) >> (a[6] & 7);
    emu_machine_spend(m, 300);
    return ROM_DONE;
}
