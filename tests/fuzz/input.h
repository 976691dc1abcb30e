/*
 * input.h: bytes in memory as the source of kk_codefile_read, for the programs in this folder.
 */
#ifndef KK_TESTS_FUZZ_INPUT_H
#define KK_TESTS_FUZZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Input {
    const uint8_t *at;
    size_t left;
} Input;

static bool read_input(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    Input *in = ctx;
    *got = in->left < cap ? in->left : cap;
    memcpy(buf, in->at, *got);
    in->at += *got;
    in->left -= *got;
    return true;
}

#endif
