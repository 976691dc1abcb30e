/*
 * hash.c: the hash functions of the module hashlib, by OpenSSL's libcrypto, which picks the code for the processor at hand.
 *
 * Only blocks are given to it: padding is the business of the module. Its old interface is used, whose contexts are
 * plain structures: a state can be put in and taken out.
 *
 * Layer: ports.   Tests: tests/modules/hashlib/.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>

#include "modules/hashlib/hash.h"

void kk_hashlib_mix_md5(uint32_t *state, const uint8_t *blocks, size_t n)
{
    MD5_CTX c = {.A = state[0], .B = state[1], .C = state[2], .D = state[3]};
    MD5_Update(&c, blocks, n * MD5_CBLOCK);
    memcpy(state, (const uint32_t[4]){c.A, c.B, c.C, c.D}, 16);
}

void kk_hashlib_mix_sha1(uint32_t *state, const uint8_t *blocks, size_t n)
{
    SHA_CTX c = {.h0 = state[0], .h1 = state[1], .h2 = state[2], .h3 = state[3], .h4 = state[4]};
    SHA1_Update(&c, blocks, n * SHA_CBLOCK);
    memcpy(state, (const uint32_t[5]){c.h0, c.h1, c.h2, c.h3, c.h4}, 20);
}

void kk_hashlib_mix_sha256(uint32_t *state, const uint8_t *blocks, size_t n)
{
    SHA256_CTX c = {.md_len = SHA256_DIGEST_LENGTH};
    memcpy(c.h, state, sizeof c.h);
    SHA256_Update(&c, blocks, n * SHA256_CBLOCK);
    memcpy(state, c.h, sizeof c.h);
}

void kk_hashlib_mix_sha512(uint32_t *state, const uint8_t *blocks, size_t n)
{
    SHA512_CTX c = {.md_len = SHA512_DIGEST_LENGTH};
    for (size_t i = 0; i < 8; i++)
        c.h[i] = (uint64_t)state[2 * i + 1] << 32 | state[2 * i];
    SHA512_Update(&c, blocks, n * SHA512_CBLOCK);
    for (size_t i = 0; i < 8; i++) {
        state[2 * i] = (uint32_t)c.h[i];
        state[2 * i + 1] = (uint32_t)(c.h[i] >> 32);
    }
}
