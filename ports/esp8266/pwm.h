/*
 * pwm.h: pulse width modulation on any of GPIO0..5 and 12..15, by a timer whose interrupt nothing holds up.
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_PWM_H
#define KK_ESP8266_PWM_H

#include <stdbool.h>
#include <stdint.h>

enum { KK_PWM_FREQ_MIN = 1, KK_PWM_FREQ_MAX = 5000, KK_PWM_FULL = 65535 };

/* A part of the period, of KK_PWM_FULL; or a time. */
typedef struct PwmDuty {
    bool is_time;
    uint32_t value; /* 0..KK_PWM_FULL, or ns */
} PwmDuty;

/* Whether the pin can do this. */
bool kk_pwm_exists(unsigned id);
/* It does, or goes on with another duty from the next period on. The pin is an output already. */
void kk_pwm_set(unsigned id, PwmDuty duty);
bool kk_pwm_is_on(unsigned id);
PwmDuty kk_pwm_duty(unsigned id);
/* Stops it: the pin is low at once. */
void kk_pwm_stop(unsigned id);
void kk_pwm_stop_all(void);

/* The frequency of all pins, in Hz. */
uint32_t kk_pwm_freq(void);
void kk_pwm_set_freq(uint32_t hz);

#endif
