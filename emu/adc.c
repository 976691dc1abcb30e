/*
 * adc.c: the SAR converter (0x6000_0d50), and the block of registers it lies in (internal I2C, 0x6000_0d00).
 *
 * A conversion is 1 to 8 samples. A register of a sample holds the inverted code; bits 7..0 of the code count from 21 on in steps
 * of 256/279. Software adds up 8 corrected samples and divides by 16; code_of() is the way back from that.
 *
 * Layer: emu.   Tests: tests/emu/small.c.
 */
#include "emu/adc.h"

#include <string.h>

#include "emu/options.h"

enum { SAR_CFG = 0x50, SAR_DATA = 0x80, SAMPLES = 8, BLOCK = 0x100 };
enum { CFG_START = 1 << 1, CFG_COUNT_SHIFT = 2, CFG_STATE = 7 << 24 };

/* A sample at the usual set-up (23 cycles of a clock of 80 MHz / 8). */
#define SAMPLE_TIME (2300 * EMU_NS)

static struct {
    uint32_t reg[BLOCK / 4];
    unsigned value;
    Picos ready; /* when the conversion is over */
} adc;

void emu_adc_set(Machine *m, unsigned value)
{
    adc.value = value;
}

static uint32_t code_of(unsigned value)
{
    unsigned twice = 2 * value, low = twice & 0xff, step = (low * 256 + 278) / 279;
    if (step * 279 >> 8 > low)
        step--; /* one less in each of 8 samples is lost in rounding; one more is not */
    return ~(uint32_t)((twice & 0x700) | (low > 0 ? 21 + step : 0));
}

static uint32_t read_adc(Machine *m, void *dev, uint32_t offset)
{
    if (offset == SAR_CFG)
        return (adc.reg[offset / 4] & ~(uint32_t)CFG_STATE) | (emu_machine_now(m) < adc.ready ? 1u << 24 : 0);
    return adc.reg[offset / 4];
}

static void write_adc(Machine *m, void *dev, uint32_t offset, uint32_t value)
{
    bool starts = offset == SAR_CFG && (value & CFG_START) && !(adc.reg[SAR_CFG / 4] & CFG_START);
    if (offset < SAR_DATA)
        adc.reg[offset / 4] = value;
    if (!starts)
        return;
    unsigned samples = 1 + ((value >> CFG_COUNT_SHIFT) & 7);
    adc.ready = emu_machine_now(m) + samples * SAMPLE_TIME;
    for (unsigned i = 0; i < samples; i++)
        adc.reg[SAR_DATA / 4 + i] = code_of(adc.value);
}

static void reset_adc(Machine *m, void *dev, bool power_on)
{
    memset(adc.reg, 0, sizeof adc.reg);
    adc.ready = 0;
}

bool emu_adc_option_adc(Machine *m, const char *text)
{
    uint64_t value;
    if (!emu_options_number("adc", text, 0, 1023, &value))
        return false;
    adc.value = (unsigned)value;
    return true;
}

void emu_adc_init(Machine *m)
{
    static const BusDevice block = {.name = "adc", .base = 0x60000d00, .size = BLOCK, .read = read_adc, .write = write_adc,
                                    .reset = reset_adc};
    memset(&adc, 0, sizeof adc);
    emu_machine_map(m, &block);
}
