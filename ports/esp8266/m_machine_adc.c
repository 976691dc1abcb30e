/*
 * m_machine_adc.c: machine.ADC: the one input of the converter, 0 to 1 V on the chip's pin TOUT.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "object/ops.h"
#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "types/keywords.h"

typedef struct AdcObj {
    uintptr_t header; /* &kk_type_ADC */
} AdcObj;

static const AdcObj adc = {KK_REF(&kk_type_ADC)};
KK_MODULE_CONST(machine, ADC, KK_REF(&kk_type_ADC))

/* The 8 samples of a conversion. */
enum { SAMPLES = 8 };

static void wait_idle(void)
{
    while (SAR_CFG & SAR_CFG_STATE)
        continue;
}

/* A sample: its low byte counts from 21 on, in steps of 256/279. */
static uint32_t sample(uint32_t word)
{
    uint32_t code = ~word & 0x7ff, low = code & 0xff;
    low = low < 21 ? 0 : (low - 21) * 279 >> 8;
    return (code & 0x700) + (low > 0xff ? 0xff : low);
}

static void select_input(bool on)
{
    uint32_t test = rom_i2c_readReg(SAR_I2C_BLOCK, SAR_I2C_HOST, SAR_I2C_TEST) & 0xff;
    test = on ? test | SAR_I2C_TEST_ENABLE : test & ~(uint32_t)SAR_I2C_TEST_ENABLE;
    rom_i2c_writeReg(SAR_I2C_BLOCK, SAR_I2C_HOST, SAR_I2C_TEST, test);
}

/* 0..1023 */
static uint32_t convert(void)
{
    uint32_t sum = 0, state = kk_irq_lock();
    select_input(true);
    SAR_TIM3 |= SAR_TIM3_TOUT;
    wait_idle();
    SAR_CFG = (SAR_CFG & ~(uint32_t)(SAR_CFG_START | 7 << 2)) | (SAMPLES - 1) << 2;
    SAR_CFG |= SAR_CFG_START;
    kk_irq_unlock(state);
    wait_idle();
    for (int i = 0; i < SAMPLES; i++)
        sum += sample(SAR_DATA(i));
    SAR_TIM3 &= ~(uint32_t)SAR_TIM3_TOUT;
    SAR_CFG2 |= 1;
    SAR_CFG2 &= ~1u;
    uint32_t value = (sum + SAMPLES) >> 4;
    return value > 1023 ? 1023 : value;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[] = {KK_N(id)};
    Value id;
    intptr_t i = 0;
    if (!kk_keywords_bind(vm, "ADC", args, kw, names, 1, &id) || (id != KK_UNSET && !kk_index_clamped(vm, id, &i)))
        return KK_ERROR;
    if (i != 0)
        return kk_raise(vm, KK_ValueError, "there is no ADC(%V), only ADC(0)", id);
    return KK_REF(&adc);
}

/* The voltage at the pin, 0..1023. */
KK_METHOD(ADC, read, "()")
Value kk_adc_read(Vm *vm, Value self, Args args) { return KK_INT(convert()); }

/* The voltage at the pin, 0..65535. */
KK_METHOD(ADC, read_u16, "()")
Value kk_adc_read_u16(Vm *vm, Value self, Args args) { return KK_INT(convert() * 65535 / 1023); }

static Value repr(Vm *vm, Value self) { return kk_format_message(vm, "ADC(0)"); }

static const Layout layout = {sizeof(AdcObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make, .repr = repr};
KK_TYPE(ADC, object) = {KK_TYPE_HEAD(ADC, object, &layout, TYPE_FINAL), .slots = &slots};
