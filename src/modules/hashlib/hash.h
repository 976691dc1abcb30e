/*
 * hash.h: the hash functions of the module hashlib, without Python: blocks in, a digest out.
 *
 * Layer: modules.   Tests: tests/modules/hashlib/.
 */
#ifndef KK_MODULES_HASHLIB_HASH_H
#define KK_MODULES_HASHLIB_HASH_H

#include "object/value.h"

enum { HASH_STATE_WORDS = 16, HASH_BLOCK_MAX = 128 };

/* One hash function. All fields are words: the tables lie in flash. */
typedef struct HashKind {
    Value name;          /* str */
    uint32_t block;      /* bytes that are mixed in at once: 64 or 128 */
    uint32_t digest;     /* bytes of the result */
    uint32_t words;      /* 32-bit words of the state; 64-bit words count as two, low one first */
    uint32_t word_bytes; /* of the words that the digest consists of: 4 or 8 */
    uint32_t big;        /* they, and the count at the end, have the high byte first */
    void (*mix)(uint32_t *state, const uint8_t *block); /* block lies in RAM */
    const uint32_t *start;
} HashKind;

extern const HashKind kk_md5_kind, kk_sha1_kind, kk_sha2_kinds[4]; /* sha224, sha256, sha384, sha512 */

#endif
