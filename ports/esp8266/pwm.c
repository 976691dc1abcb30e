/*
 * pwm.c: a table of what happens in a period, played by FRC1's interrupt, which is the NMI: neither Python, nor other
 * interrupts, nor flash commands delay it.
 *
 * Time is FRC2's count (5 a microsecond), which never stops; FRC1 is only the alarm for the next step. A step is
 * waited for in the handler, so that edges are exact to a tick and a few instructions. There are two tables: the one that is
 * played does not change, and the other takes its place between two periods.
 *
 * Layer: ports.   Tests: tests/esp8266/run_machine.py.
 */
#include "ports/esp8266/pwm.h"

#include "ports/esp8266/chip.h"
#include "ports/esp8266/irq.h"
#include "ports/esp8266/pins.h"
#include "ports/esp8266/ticks.h"

enum { PINS = 16, STEPS = 12, FREQ_DEFAULT = 500 };
enum {
    SECOND = 1000000 * KK_TICKS_PER_US,
    NEAR = 5 * KK_TICKS_PER_US, /* a step this close is waited for: another interrupt would not be sooner */
    LEAD = 10,                  /* the alarm rings so much before the step, which is then waited for */
    SAME = 1                    /* steps this close are made one */
};

/* At that tick of the period pins go high (on) or low (off). */
typedef struct Step {
    uint32_t at, on, off;
} Step;

/* Step 0 is at 0. */
typedef struct Table {
    uint32_t period, count;
    Step step[STEPS];
} Table;

static Table tables[2];
static volatile uint32_t playing;   /* which of them */
static volatile bool other_is_next; /* the other takes its place */
static volatile uint32_t next_step; /* of the table that is playing */
static uint32_t began;              /* when its period did */
static volatile bool running;

/* What the tables are made of. */
static PwmDuty duties[PINS];
static uint32_t on_pins; /* bits */
static uint32_t freq = FREQ_DEFAULT;

/* ---- the interrupt ---- */

/* Does the steps that are due or near, and sets the alarm for the one behind them. */
KK_ISR static void on_alarm(void)
{
    FRC1_INT = FRC_INT_CLEAR;
    if (!running)
        return;
    const Table *table = &tables[playing];
    for (;;) {
        uint32_t due = began + table->step[next_step].at;
        int32_t ahead = (int32_t)(due - FRC2_COUNT);
        if (ahead > NEAR) {
            FRC1_LOAD = (uint32_t)(ahead - LEAD);
            return;
        }
        while ((int32_t)(due - FRC2_COUNT) > 0)
            continue;
        GPIO_OUT_W1TS = table->step[next_step].on;
        GPIO_OUT_W1TC = table->step[next_step].off;
        if (++next_step < table->count)
            continue;
        next_step = 0;
        began += table->period;
        if (other_is_next) {
            playing ^= 1;
            other_is_next = false;
            table = &tables[playing];
        }
        /* Somebody had the chip halted: go on from here. */
        if ((int32_t)(FRC2_COUNT - began) > (int32_t)table->period)
            began = FRC2_COUNT;
    }
}

/* ---- the tables ---- */

/* How many ticks of the period the pin is high. */
static uint32_t high_ticks(unsigned id, uint32_t period)
{
    PwmDuty duty = duties[id];
    uint64_t ticks = duty.is_time ? ((uint64_t)duty.value * KK_TICKS_PER_US + 500) / 1000
                                  : ((uint64_t)duty.value * period + KK_PWM_FULL / 2) / KK_PWM_FULL;
    return ticks > period ? period : (uint32_t)ticks;
}

/* Adds "this pin goes low then", in order of time. There is room: a step per pin and the first. */
static void add_off(Table *table, uint32_t at, uint32_t pin)
{
    uint32_t i = table->count;
    for (uint32_t k = 1; k < table->count; k++) {
        if (at - table->step[k].at + SAME <= 2 * SAME) {
            table->step[k].off |= pin;
            return;
        }
    }
    for (; i > 1 && table->step[i - 1].at > at; i--)
        table->step[i] = table->step[i - 1];
    table->step[i] = (Step){at, 0, pin};
    table->count++;
}

static void fill(Table *table)
{
    table->period = SECOND / freq;
    table->count = 1;
    table->step[0] = (Step){0, 0, 0};
    for (unsigned id = 0; id < PINS; id++) {
        if ((on_pins >> id & 1) == 0)
            continue;
        uint32_t high = high_ticks(id, table->period);
        if (high == 0)
            table->step[0].off |= 1u << id;
        else
            table->step[0].on |= 1u << id;
        if (high > 0 && high < table->period)
            add_off(table, high, 1u << id);
    }
}

static void start(void)
{
    running = true;
    next_step = 0;
    began = FRC2_COUNT + 2 * NEAR;
    FRC1_CTRL = FRC_DIV_16 | FRC_ENABLE;
    DPORT_EDGE_INT_ENABLE |= EDGE_INT_FRC1;
    FRC1_INT = FRC_INT_CLEAR;
    kk_irq_attach_nmi(on_alarm);
    DPORT_NMI_SOURCE = NMI_SOURCE_FRC1;
    FRC1_LOAD = NEAR;
}

static void stop(void)
{
    running = false;
    DPORT_NMI_SOURCE = 0;
    DPORT_EDGE_INT_ENABLE &= ~(uint32_t)EDGE_INT_FRC1;
    FRC1_CTRL = 0;
    FRC1_INT = FRC_INT_CLEAR;
}

/* Makes the tables agree with duties, on_pins and freq. */
static void update(void)
{
    if (on_pins == 0) {
        if (running)
            stop();
        return;
    }
    if (!running) {
        playing = 0;
        other_is_next = false;
        fill(&tables[0]);
        start();
        return;
    }
    /* The table that is filled must not begin to play: that may just have happened, hence the order. */
    other_is_next = false;
    __asm__ volatile("" ::: "memory");
    fill(&tables[playing ^ 1]);
    __asm__ volatile("" ::: "memory");
    other_is_next = true;
}

bool kk_pwm_exists(unsigned id) { return id < PINS && kk_pins_exists(id); }

void kk_pwm_set(unsigned id, PwmDuty duty)
{
    duties[id] = duty;
    on_pins |= 1u << id;
    update();
}

bool kk_pwm_is_on(unsigned id) { return id < PINS && (on_pins >> id & 1) != 0; }
PwmDuty kk_pwm_duty(unsigned id) { return duties[id]; }

void kk_pwm_stop(unsigned id)
{
    if (!kk_pwm_is_on(id))
        return;
    on_pins &= ~(1u << id);
    update();
    /* The table that plays has raised the pin already: what it does yet is to lower it. */
    kk_pins_write(id, false);
}

void kk_pwm_stop_all(void)
{
    uint32_t were = on_pins;
    on_pins = 0;
    update();
    GPIO_OUT_W1TC = were;
}

uint32_t kk_pwm_freq(void) { return freq; }

void kk_pwm_set_freq(uint32_t hz)
{
    freq = hz;
    if (running)
        update();
}
