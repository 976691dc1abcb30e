/*
 * vcd.c: --vcd FILE, a recording of all pins and of the bytes on the serial lines, for GTKWave and for tests.
 *
 * Layer: emu.   Tests: tests/emu/run_devices.py.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "emu/adapter.h"
#include "emu/devices.h"
#include "emu/options.h"
#include "emu/pins.h"
#include "emu/uart.h"

static struct {
    FILE *file;
    const char *path;
    Machine *m;
    Picos moment; /* the last one that was written */
} vcd;

/* Pins are ! to 1, the serial lines' bytes 2 to 5. */
static char name_of(unsigned index)
{
    return (char)('!' + index);
}

static void write_moment(Machine *m)
{
    Picos now = emu_machine_now(m);
    if (now == vcd.moment)
        return;
    vcd.moment = now;
    fprintf(vcd.file, "#%llu\n", (unsigned long long)now);
}

static void pin_changed(Machine *m, void *ctx, unsigned pin, bool level)
{
    write_moment(m);
    fprintf(vcd.file, "%d%c\n", level, name_of(pin));
}

static void write_byte(unsigned byte, unsigned index)
{
    char bits[9] = "00000000";
    for (unsigned i = 0; i < 8; i++)
        bits[i] = (byte >> (7 - i)) & 1 ? '1' : '0';
    fprintf(vcd.file, "b%s %c\n", bits, name_of(index));
}

static void byte_passed(Machine *m, void *ctx, uint8_t byte, bool sent)
{
    unsigned uart = ctx != NULL;
    write_moment(m);
    write_byte(byte, EMU_PINS + 2 * uart + sent);
}

static void write_header(Machine *m)
{
    static const char *const lines[] = {"uart0_tx", "uart0_rx", "uart1_tx"};
    fputs("$comment kukri-emu $end\n$timescale 1 ps $end\n$scope module esp8266 $end\n", vcd.file);
    for (unsigned pin = 0; pin < EMU_PINS; pin++)
        fprintf(vcd.file, "$var wire 1 %c gpio%u $end\n", name_of(pin), pin);
    for (unsigned i = 0; i < 3; i++)
        fprintf(vcd.file, "$var reg 8 %c %s [7:0] $end\n", name_of(EMU_PINS + i), lines[i]);
    fputs("$upscope $end\n$enddefinitions $end\n#0\n$dumpvars\n", vcd.file);
    for (unsigned pin = 0; pin < EMU_PINS; pin++)
        fprintf(vcd.file, "%d%c\n", emu_pins_level(m, pin), name_of(pin));
    for (unsigned i = 0; i < 3; i++)
        write_byte(0, EMU_PINS + i);
    fputs("$end\n", vcd.file);
}

static bool start(Machine *m, void *ctx)
{
    write_header(m);
    for (unsigned pin = 0; pin < EMU_PINS; pin++)
        emu_pins_watch(m, pin, pin_changed, NULL);
    emu_adapter_watch(m, 0, byte_passed, NULL);
    emu_adapter_watch(m, 1, byte_passed, &vcd);
    return true;
}

static void end(void *ctx)
{
    write_moment(vcd.m);
    bool failed = ferror(vcd.file) != 0;
    if (fclose(vcd.file) != 0 || failed)
        fprintf(stderr, "kukri-emu: %s: %s\n", vcd.path, errno != 0 ? strerror(errno) : "cannot be written");
}

bool emu_vcd_option_vcd(Machine *m, const char *path)
{
    vcd.file = fopen(path, "w");
    vcd.path = path;
    vcd.m = m;
    if (vcd.file == NULL)
        return emu_options_wrong("vcd", "%s: %s", path, strerror(errno));
    emu_machine_at_start(m, start, NULL);
    emu_machine_at_end(m, end, NULL);
    return true;
}
