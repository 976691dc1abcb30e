/*
 * rtcmem.h: what lies where in the RTC's memory: 256 words at 0x6000_1000 that keep their content over resets and
 * deep sleep; numbers are indices of words (RTC_MEMORY(i) of chip.h).
 *
 * The first half is the firmware's (the SDK's, on other firmwares), the second the program's: machine.RTC().memory().
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_RTCMEM_H
#define KK_ESP8266_RTCMEM_H

enum {
    RTCMEM_CRASH = 0,     /* crash.c: the record of the last crash */
    RTCMEM_CRASH_WORDS = 108,
    RTCMEM_INTENT = 108,  /* reset.c: why the firmware itself resets */
    RTCMEM_INTENT_WORDS = 2,
    RTCMEM_TIME = 110,    /* wallclock.c */
    RTCMEM_TIME_WORDS = 10,
    RTCMEM_MACHINE = 120, /* module machine's: the RTC alarm */
    RTCMEM_MACHINE_WORDS = 8,
    RTCMEM_USER = 128,    /* machine.RTC().memory(): a header of 5 words, then 492 bytes */
    RTCMEM_USER_WORDS = 128
};

#endif
