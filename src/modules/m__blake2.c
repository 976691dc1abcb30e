/*
 * m__blake2.c: the module _blake2 of computers: BLAKE2b and BLAKE2s (RFC 7693), with all parameters.
 *
 * One algorithm with two widths of words: the words are 64 bits here, and those of BLAKE2s are cut to 32.
 *
 * Layer: modules.   Tests: tests/modules/hashlib/more.py.
 */
#include "modules/hashlib/hash.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"

KK_MODULE(_blake2)

/* One of the two. */
typedef struct Width {
    uint32_t bits, block, rounds;
    uint32_t turns[4];
} Width;
static const Width widths[2] = {{64, 128, 12, {32, 24, 16, 63}}, {32, 64, 10, {16, 12, 8, 7}}};

/* Lies in a storage. */
typedef struct Work {
    uint64_t h[8];
    uint64_t count; /* bytes so far; BLAKE2b has 128 bits for it, of which no data need more than 64 */
    uint32_t at, digest_size, small, last_node;
    uint8_t block[128];
} Work;

typedef struct Blake2Obj {
    uintptr_t header;
    Value work; /* BlobObj: a Work */
} Blake2Obj;
extern const TypeObj kk_type__blake2;

static Work *work_of(Value v) { return (Work *)KK_OBJ(BlobObj, KK_OBJ(Blake2Obj, v)->work)->at; }

static const uint64_t start[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

/* The words of the message in the order of each round; the last two rounds of BLAKE2b repeat the first two. */
static const uint8_t order[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

static uint64_t cut(uint64_t x, const Width *w) { return w->bits == 64 ? x : (uint32_t)x; }

static uint64_t turn(uint64_t x, unsigned n, const Width *w)
{
    return w->bits == 64 ? x >> n | x << (64 - n) : (uint32_t)((uint32_t)x >> n | (uint32_t)x << (32 - n));
}

static void quarter(uint64_t *a, uint64_t *b, uint64_t *c, uint64_t *d, uint64_t x, uint64_t y, const Width *w)
{
    *a = cut(*a + *b + x, w);
    *d = turn(*d ^ *a, w->turns[0], w);
    *c = cut(*c + *d, w);
    *b = turn(*b ^ *c, w->turns[1], w);
    *a = cut(*a + *b + y, w);
    *d = turn(*d ^ *a, w->turns[2], w);
    *c = cut(*c + *d, w);
    *b = turn(*b ^ *c, w->turns[3], w);
}

static uint64_t initial(size_t i, const Width *w) { return w->bits == 64 ? start[i] : start[i] >> 32; }

static void compress(Work *k, bool last)
{
    const Width *w = &widths[k->small];
    uint64_t m[16] = {0}, v[16];
    for (size_t i = 0; i < w->block; i++)
        m[i / (w->bits / 8)] |= (uint64_t)k->block[i] << i % (w->bits / 8) * 8;
    for (size_t i = 0; i < 8; i++) {
        v[i] = k->h[i];
        v[i + 8] = initial(i, w);
    }
    v[12] ^= cut(k->count, w);
    v[13] ^= w->bits == 64 ? 0 : k->count >> 32;
    v[14] ^= last ? cut(UINT64_MAX, w) : 0;
    v[15] ^= last && k->last_node ? cut(UINT64_MAX, w) : 0;
    for (size_t round = 0; round < w->rounds; round++) {
        const uint8_t *s = order[round % 10];
        for (size_t i = 0; i < 4; i++)
            quarter(&v[i], &v[4 + i], &v[8 + i], &v[12 + i], m[s[2 * i]], m[s[2 * i + 1]], w);
        for (size_t i = 0; i < 4; i++)
            quarter(&v[i], &v[4 + (i + 1) % 4], &v[8 + (i + 2) % 4], &v[12 + (i + 3) % 4], m[s[8 + 2 * i]],
                    m[s[9 + 2 * i]], w);
    }
    for (size_t i = 0; i < 8; i++)
        k->h[i] ^= v[i] ^ v[i + 8];
}

/* A full block waits until it is known whether it is the last. */
static void take(Work *k, const uint8_t *data, size_t n)
{
    size_t block = widths[k->small].block;
    while (n > 0) {
        if (k->at == block) {
            k->count += block;
            compress(k, false);
            k->at = 0;
        }
        size_t part = n < block - k->at ? n : block - k->at;
        memcpy(k->block + k->at, data, part);
        k->at += (uint32_t)part;
        data += part;
        n -= part;
    }
}

static void digest(Work k, uint8_t *to)
{
    const Width *w = &widths[k.small];
    memset(k.block + k.at, 0, w->block - k.at);
    k.count += k.at;
    compress(&k, true);
    for (size_t i = 0; i < k.digest_size; i++)
        to[i] = (uint8_t)(k.h[i / (w->bits / 8)] >> i % (w->bits / 8) * 8);
}

KK_MUST_CHECK static Value hash_new(Vm *vm)
{
    Value work = kk_blob_new(vm, sizeof(Work));
    Value self = work == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type__blake2, 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(Blake2Obj, self)->work = work;
    memset(work_of(self), 0, sizeof(Work));
    return self;
}

/* An empty hash: parameters are the block of RFC 7693, 2.5 (64 or 32 bytes), and what it does not say. */
KK_FUNCTION(_blake2, new, "(small, parameters, key, last_node, /)")
Value kk__blake2_new(Vm *vm, Value self, Args args)
{
    Buffer parameters, key;
    bool small, last_node;
    Value hash = hash_new(vm);
    if (hash == KK_ERROR || !kk_truth(vm, args.pos[0], &small) || !kk_truth(vm, args.pos[3], &last_node) ||
        !kk_buffer_arg(vm, args.pos[1], &parameters) || !kk_buffer_arg(vm, args.pos[2], &key))
        return KK_ERROR;
    const Width *w = &widths[small];
    size_t word = w->bits / 8;
    if (parameters.len != 8 * word || key.len > 8 * word || parameters.at[0] < 1 || parameters.at[0] > 8 * word)
        return kk_raise(vm, KK_ValueError, "bad parameters");
    Work *k = work_of(hash);
    k->small = small;
    k->last_node = last_node;
    k->digest_size = parameters.at[0];
    for (size_t i = 0; i < 8; i++) {
        k->h[i] = initial(i, w);
        for (size_t b = 0; b < word; b++)
            k->h[i] ^= (uint64_t)parameters.at[i * word + b] << 8 * b;
    }
    if (key.len > 0) {
        uint8_t block[128] = {0};
        memcpy(block, key.at, key.len);
        take(k, block, w->block);
    }
    return hash;
}

/* Takes more data. */
KK_METHOD(_blake2, update, "(data, /)")
Value kk__blake2_update(Vm *vm, Value self, Args args)
{
    Buffer data;
    if (!kk_hashlib_data_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    take(work_of(self), data.at, data.len);
    return kk_none;
}

/* The digest of the data so far. */
KK_METHOD(_blake2, digest, "()")
Value kk__blake2_digest(Vm *vm, Value self, Args args)
{
    uint8_t all[64];
    digest(*work_of(self), all);
    return kk_bytes_new(vm, (Span){all, work_of(self)->digest_size});
}

/* The digest in hexadecimal. */
KK_METHOD(_blake2, hexdigest, "()")
Value kk__blake2_hexdigest(Vm *vm, Value self, Args args)
{
    Value bytes = kk__blake2_digest(vm, self, args);
    return bytes == KK_ERROR ? KK_ERROR : kk_bytes_hex(vm, bytes, KK_NO_ARGS);
}

/* Another hash that has taken the same data. */
KK_METHOD(_blake2, copy, "()")
Value kk__blake2_copy(Vm *vm, Value self, Args args)
{
    Value other = hash_new(vm);
    if (other != KK_ERROR)
        *work_of(other) = *work_of(self);
    return other;
}

KK_GETTER(_blake2, name)
Value kk__blake2_name(Vm *vm, Value self) { return work_of(self)->small ? KK_N(blake2s) : KK_N(blake2b); }
KK_GETTER(_blake2, digest_size)
Value kk__blake2_digest_size(Vm *vm, Value self) { return KK_INT(work_of(self)->digest_size); }
KK_GETTER(_blake2, block_size)
Value kk__blake2_block_size(Vm *vm, Value self) { return KK_INT(widths[work_of(self)->small].block); }

static const Layout layout = {sizeof(Blake2Obj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static Value repr(Vm *vm, Value self)
{
    return kk_format_message(vm, "<_blake2.%V object>", kk__blake2_name(vm, self));
}
static const TypeSlots slots = {.repr = repr};
KK_TYPE(_blake2, object) = {KK_TYPE_HEAD(_blake2, object, &layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &slots};
