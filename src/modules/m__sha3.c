/*
 * m__sha3.c: the module _sha3 of computers: SHA-3 and SHAKE (FIPS 202).
 *
 * Layer: modules.   Tests: tests/modules/hashlib/more.py.
 */
#include "modules/hashlib/hash.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"

KK_MODULE(_sha3)

enum { LANES = 25, STATE_BYTES = LANES * 8, ROUNDS = 24 };

/* Lies in a storage. */
typedef struct Sponge {
    uint64_t lanes[LANES];
    uint32_t at; /* bytes of the block that have been taken */
} Sponge;

typedef struct Sha3Obj {
    uintptr_t header;
    Value sponge;   /* BlobObj: a Sponge */
    uintptr_t bits; /* of the digest; for SHAKE the strength */
    uintptr_t shake;
} Sha3Obj;
extern const TypeObj kk_type__sha3;

static Sha3Obj *sha3_of(Value v) { return KK_OBJ(Sha3Obj, v); }
static Sponge *sponge_of(Value v) { return (Sponge *)KK_OBJ(BlobObj, sha3_of(v)->sponge)->at; }
/* Bytes of a block: what is not capacity. */
static size_t rate_of(const Sha3Obj *o) { return STATE_BYTES - o->bits / 4; }

static uint64_t rotate(uint64_t x, unsigned n) { return n == 0 ? x : x << n | x >> (64 - n); }

/* One round but for its constant: theta, rho with pi, chi. */
static void mix(uint64_t *a)
{
    uint64_t columns[5], b[LANES];
    for (unsigned x = 0; x < 5; x++)
        columns[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (unsigned i = 0; i < LANES; i++)
        a[i] ^= columns[(i + 4) % 5] ^ rotate(columns[(i + 1) % 5], 1);
    b[0] = a[0];
    /* The walk of rho: lane (x, y) goes to (y, 2x + 3y), t-th step by the t-th triangular number. */
    unsigned x = 1, y = 0;
    for (unsigned t = 0; t < 24; t++) {
        unsigned to_x = y, to_y = (2 * x + 3 * y) % 5;
        b[to_x + 5 * to_y] = rotate(a[x + 5 * y], (t + 1) * (t + 2) / 2 % 64);
        x = to_x;
        y = to_y;
    }
    for (unsigned i = 0; i < LANES; i++) {
        unsigned row = i / 5 * 5;
        a[i] = b[i] ^ (~b[row + (i + 1) % 5] & b[row + (i + 2) % 5]);
    }
}

static void permute(uint64_t *a)
{
    uint32_t shift = 1;
    for (unsigned round = 0; round < ROUNDS; round++) {
        mix(a);
        /* The constant's bits 0, 1, 3, 7, ... come out of a shift register. */
        for (unsigned j = 0; j < 7; j++) {
            if (shift & 1)
                a[0] ^= (uint64_t)1 << ((1u << j) - 1);
            shift = shift & 0x80 ? shift << 1 ^ 0x171 : shift << 1;
        }
    }
}

static void absorb(Sponge *s, size_t rate, const uint8_t *data, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        s->lanes[s->at / 8] ^= (uint64_t)data[i] << s->at % 8 * 8;
        if (++s->at == rate) {
            permute(s->lanes);
            s->at = 0;
        }
    }
}

/* n bytes of the digest, from a copy: the object can take more. */
static void squeeze(const Sha3Obj *o, Sponge s, uint8_t *to, size_t n)
{
    size_t rate = rate_of(o);
    s.lanes[s.at / 8] ^= (uint64_t)(o->shake ? 0x1f : 0x06) << s.at % 8 * 8;
    s.lanes[(rate - 1) / 8] ^= (uint64_t)0x80 << (rate - 1) % 8 * 8;
    permute(s.lanes);
    for (size_t i = 0, at = 0; i < n; i++, at++) {
        if (at == rate) {
            permute(s.lanes);
            at = 0;
        }
        to[i] = (uint8_t)(s.lanes[at / 8] >> at % 8 * 8);
    }
}

KK_MUST_CHECK static Value hash_new(Vm *vm, uintptr_t bits, bool shake)
{
    Value sponge = kk_blob_new(vm, sizeof(Sponge));
    Value self = sponge == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type__sha3, 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    *sha3_of(self) = (Sha3Obj){sha3_of(self)->header, sponge, bits, shake};
    memset(sponge_of(self), 0, sizeof(Sponge));
    return self;
}

/* Takes more data. */
KK_METHOD(_sha3, update, "(data, /)")
Value kk__sha3_update(Vm *vm, Value self, Args args)
{
    Buffer data;
    if (!kk_hashlib_data_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    absorb(sponge_of(self), rate_of(sha3_of(self)), data.at, data.len);
    return kk_none;
}

/* The digest of the data so far; the length is for SHAKE. */
KK_METHOD(_sha3, digest, "(length=None, /)")
Value kk__sha3_digest(Vm *vm, Value self, Args args)
{
    intptr_t n = (intptr_t)sha3_of(self)->bits / 8;
    Value length = kk_arg(args, 0, KK_UNSET);
    if ((length != KK_UNSET) != (sha3_of(self)->shake != 0))
        return kk_raise(vm, KK_TypeError, length == KK_UNSET ? "digest() missing required argument 'length' (pos 1)"
                        : "digest() takes no arguments (1 given)");
    if (length != KK_UNSET && !kk_index(vm, length, &n))
        return KK_ERROR;
    if (n < 0)
        return kk_raise(vm, KK_ValueError, "value must be positive");
    if (n >= 1 << 29)
        return kk_raise(vm, KK_ValueError, "length is too large");
    Value bytes = kk_bytes_alloc(vm, (size_t)n);
    if (bytes != KK_ERROR && n > 0)
        squeeze(sha3_of(self), *sponge_of(self), KK_OBJ(BytesObj, bytes)->at, (size_t)n);
    return bytes;
}

/* The digest in hexadecimal. */
KK_METHOD(_sha3, hexdigest, "(length=None, /)")
Value kk__sha3_hexdigest(Vm *vm, Value self, Args args)
{
    Value bytes = kk__sha3_digest(vm, self, args);
    return bytes == KK_ERROR ? KK_ERROR : kk_bytes_hex(vm, bytes, KK_NO_ARGS);
}

/* Another hash that has taken the same data. */
KK_METHOD(_sha3, copy, "()")
Value kk__sha3_copy(Vm *vm, Value self, Args args)
{
    Value other = hash_new(vm, sha3_of(self)->bits, sha3_of(self)->shake != 0);
    if (other != KK_ERROR)
        *sponge_of(other) = *sponge_of(self);
    return other;
}

KK_GETTER(_sha3, name)
Value kk__sha3_name(Vm *vm, Value self)
{
    const Sha3Obj *o = sha3_of(self);
    return kk_format_message(vm, o->shake ? "shake_%u" : "sha3_%u", (unsigned)o->bits);
}
KK_GETTER(_sha3, digest_size)
Value kk__sha3_digest_size(Vm *vm, Value self) { return KK_INT(sha3_of(self)->shake ? 0 : sha3_of(self)->bits / 8); }
KK_GETTER(_sha3, block_size)
Value kk__sha3_block_size(Vm *vm, Value self) { return KK_INT(rate_of(sha3_of(self))); }
KK_GETTER(_sha3, _capacity_bits)
Value kk__sha3_capacity_bits(Vm *vm, Value self) { return KK_INT(sha3_of(self)->bits * 2); }
KK_GETTER(_sha3, _rate_bits)
Value kk__sha3_rate_bits(Vm *vm, Value self) { return KK_INT(rate_of(sha3_of(self)) * 8); }
KK_GETTER(_sha3, _suffix)
Value kk__sha3_suffix(Vm *vm, Value self) { return kk_bytes_new(vm, sha3_of(self)->shake ? KK_SPAN("\x1f") : KK_SPAN("\x06")); }

static const Layout layout = {sizeof(Sha3Obj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static Value repr(Vm *vm, Value self)
{
    Value name = kk__sha3_name(vm, self);
    return name == KK_ERROR ? KK_ERROR : kk_format_message(vm, "<_sha3.%V object>", name);
}
static const TypeSlots slots = {.repr = repr};
KK_TYPE(_sha3, object) = {KK_TYPE_HEAD(_sha3, object, &layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &slots};

/* An empty hash of that many bits: new(256, False) is SHA3-256, new(128, True) SHAKE128. */
KK_FUNCTION(_sha3, new, "(bits, shake, /)")
Value kk__sha3_new(Vm *vm, Value self, Args args)
{
    intptr_t bits;
    bool shake;
    if (!kk_index(vm, args.pos[0], &bits) || !kk_truth(vm, args.pos[1], &shake))
        return KK_ERROR;
    bool known = shake ? bits == 128 || bits == 256 : bits == 224 || bits == 256 || bits == 384 || bits == 512;
    return known ? hash_new(vm, (uintptr_t)bits, shake) : kk_raise(vm, KK_ValueError, "unsupported hash type");
}
