/*
 * time.h: calendar arithmetic of the module time, for other modules with clocks.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_TIME_H
#define KK_MODULES_TIME_H

#include <stdint.h>

/* A date and time taken apart, as in struct_time. */
typedef struct TimeMoment {
    int64_t year;
    int month, day, hour, minute, second; /* month and day from 1 */
    int weekday, yearday;                 /* Monday is 0; the first of January is day 1 */
} TimeMoment;

/* Days from 1970-01-01 to the date; month 1..12, day counted on from 1. @gc never */
int64_t kk_time_days(int64_t year, int month, int64_t day);
/* Seconds since 1970 as a date and time. @gc never */
TimeMoment kk_time_moment(int64_t seconds);

#endif
