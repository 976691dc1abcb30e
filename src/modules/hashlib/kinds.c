/*
 * kinds.c: the hash functions of the module hashlib: sizes, and the states that they begin with.
 *
 * Layer: modules.   Tests: tests/modules/hashlib/.
 */
#include "modules/hashlib/hash.h"
#include "object/declare.h"
#include "object/names.h"

/* The fractional parts of the square roots of the first eight primes, and for the shorter digests of the next eight: of those,
 * SHA-224 takes the low words. 64-bit ones have the low word first. */
static const uint32_t start224[8] = {
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
};
static const uint32_t start256[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};
static const uint32_t start384[16] = {
    0xc1059ed8, 0xcbbb9d5d, 0x367cd507, 0x629a292a, 0x3070dd17, 0x9159015a, 0xf70e5939, 0x152fecd8,
    0xffc00b31, 0x67332667, 0x68581511, 0x8eb44a87, 0x64f98fa7, 0xdb0c2e0d, 0xbefa4fa4, 0x47b5481d,
};
static const uint32_t start512[16] = {
    0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a,
    0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
};

static const uint32_t start_md5[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
static const uint32_t start_sha1[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

const HashKind kk_hashlib_kinds[HASH_KINDS] = {
    [HASH_MD5] = {KK_N(md5), 64, 16, 4, 4, 0, kk_hashlib_mix_md5, start_md5},
    [HASH_SHA1] = {KK_N(sha1), 64, 20, 5, 4, 1, kk_hashlib_mix_sha1, start_sha1},
    [HASH_SHA224] = {KK_N(sha224), 64, 28, 8, 4, 1, kk_hashlib_mix_sha256, start224},
    [HASH_SHA256] = {KK_N(sha256), 64, 32, 8, 4, 1, kk_hashlib_mix_sha256, start256},
    [HASH_SHA384] = {KK_N(sha384), 128, 48, 16, 8, 1, kk_hashlib_mix_sha512, start384},
    [HASH_SHA512] = {KK_N(sha512), 128, 64, 16, 8, 1, kk_hashlib_mix_sha512, start512},
};
