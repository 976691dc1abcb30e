/*
 * check.h: what the unit tests share: CHECK() counts and reports, done() ends main().
 *
 * A unit test is one program of tests/unit/ linked with the sources it tests. It prints one line
 * "ok name" per group of checks, and "FAIL ..." for each that failed; its status is 1 if any did.
 */
#ifndef KK_TESTS_UNIT_CHECK_H
#define KK_TESTS_UNIT_CHECK_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures, failures_before;

#define CHECK(x, ...)                                                                          \
    do {                                                                                       \
        if (!(x) && ++failures < 20) {                                                         \
            printf("FAIL %s:%d: %s: ", __FILE__, __LINE__, #x);                                \
            printf(__VA_ARGS__);                                                               \
            putchar('\n');                                                                     \
        }                                                                                      \
    } while (0)

/* Ends a group of checks. */
static inline void group(const char *name)
{
    printf("%s %s\n", failures == failures_before ? "ok" : "FAIL", name);
    failures_before = failures;
}

static inline int done(void)
{
    return failures != 0;
}

/* Numbers that look random, the same in every run (xorshift64*). */
static inline uint64_t random_u64(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 2685821657736338717u;
}

#endif
