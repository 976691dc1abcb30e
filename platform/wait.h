/*
 * wait.h: what a port with descriptors that can be waited for supplies: sockets, pipes, terminals.
 *
 * The bits of events are those of the module select. A port that can watch none says so, and only sleeps.
 *
 * Layer: platform (any layer may include it).
 */
#ifndef KK_PLATFORM_WAIT_H
#define KK_PLATFORM_WAIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WAIT_IN = 1, WAIT_PRI = 2, WAIT_OUT = 4, WAIT_ERR = 8, WAIT_HUP = 16, WAIT_INVALID = 32 };

typedef struct WaitFor {
    int fd;
    uint16_t events; /* what to wait for; errors always end a wait */
    uint16_t ready;  /* what it is ready for now, errors included */
} WaitFor;

/* It can watch this descriptor. */
bool kk_platform_can_wait(int fd);

/*
 * Waits until one of the n is ready, kukri_interrupt or kukri_notify is called (also just before), or us microseconds
 * (< 0: as long as it takes) are over. Returns how many are ready, 0 when the time is over, -KK_EINTR, another negative
 * errno. Fills `ready` of all.
 */
int kk_platform_wait(WaitFor *list, size_t n, int64_t us);

#endif
