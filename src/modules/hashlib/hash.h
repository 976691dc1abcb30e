/*
 * hash.h: the hash functions of the module hashlib, without Python: blocks in, a digest out.
 *
 * What mixes blocks in is here in portable C (md5.c, sha1.c, sha2.c); a port that has something faster links that instead.
 *
 * Layer: modules.   Tests: tests/modules/hashlib/.
 */
#ifndef KK_MODULES_HASHLIB_HASH_H
#define KK_MODULES_HASHLIB_HASH_H

#include "object/ops.h"

enum { HASH_STATE_WORDS = 16, HASH_BLOCK_MAX = 128 };

/* One hash function. All fields are words: the tables lie in flash. */
typedef struct HashKind {
    Value name;          /* str */
    uint32_t block;      /* bytes that are mixed in at once: 64 or 128 */
    uint32_t digest;     /* bytes of the result */
    uint32_t words;      /* 32-bit words of the state; 64-bit words count as two, low one first */
    uint32_t word_bytes; /* of the words that the digest consists of: 4 or 8 */
    uint32_t big;        /* they, and the count at the end, have the high byte first */
    /* Takes n blocks, which lie in RAM. */
    void (*mix)(uint32_t *state, const uint8_t *blocks, size_t n);
    const uint32_t *start;
} HashKind;

/* Words of state: MD5 4, SHA-1 5, SHA-224 and SHA-256 8, SHA-384 and SHA-512 8 of 64 bits, each with its low half first.
 * @gc never */
void kk_hashlib_mix_md5(uint32_t *state, const uint8_t *blocks, size_t n);
void kk_hashlib_mix_sha1(uint32_t *state, const uint8_t *blocks, size_t n);
void kk_hashlib_mix_sha256(uint32_t *state, const uint8_t *blocks, size_t n);
void kk_hashlib_mix_sha512(uint32_t *state, const uint8_t *blocks, size_t n);

enum { HASH_MD5, HASH_SHA1, HASH_SHA224, HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_KINDS };
extern const HashKind kk_hashlib_kinds[HASH_KINDS];

/* What update() takes: no str. @raises TypeError  @gc may collect */
KK_MUST_CHECK bool kk_hashlib_data_arg(Vm *vm, Value v, Buffer *data);

#endif
