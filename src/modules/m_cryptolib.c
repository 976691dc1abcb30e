/*
 * m_cryptolib.c: the module cryptolib: AES by BearSSL, in constant time.
 *
 * The library's keys are tied to a direction for ECB and CBC: an object encrypts or decrypts, which is decided by the
 * first call. ECB is CBC with a vector of zeros for each block, CTR a key stream of encrypted counters (of all 128
 * bits, high byte first) that goes on from one call to the next.
 *
 * Layer: modules.   Tests: tests/modules/cryptolib/.
 */
#include <bearssl.h>

#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"

enum { MODE_ECB = 1, MODE_CBC = 2, MODE_CTR = 6, BLOCK = 16, KEY_MAX = 32 };
enum { FRESH, ENCRYPTS, DECRYPTS };

/* Lies in a storage. The library's contexts refer to nothing that moves. */
typedef struct Work {
    union {
        br_aes_ct_cbcenc_keys encrypt;
        br_aes_ct_cbcdec_keys decrypt;
        uint8_t key[KEY_MAX];
    } keys;
    uint8_t vector[BLOCK]; /* CBC: the last block; CTR: the next counter */
    uint8_t stream[BLOCK]; /* CTR */
    uint32_t used;         /* how much of the stream is used up */
    uint32_t key_size;     /* as long as the key has not been taken */
} Work;

typedef struct AesObj {
    uintptr_t header;
    Value work; /* BlobObj: a Work */
    uintptr_t mode, state;
} AesObj;

KK_MODULE(cryptolib)
extern const TypeObj kk_type_aes;
KK_MODULE_CONST(cryptolib, aes, KK_REF(&kk_type_aes))
KK_MODULE_CONST(cryptolib, MODE_ECB, KK_INT(1))
KK_MODULE_CONST(cryptolib, MODE_CBC, KK_INT(2))
KK_MODULE_CONST(cryptolib, MODE_CTR, KK_INT(6))

static Work *work_of(Value aes) { return (Work *)KK_OBJ(BlobObj, KK_OBJ(AesObj, aes)->work)->at; }

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    Buffer key, vector = {0};
    intptr_t mode;
    if (kw != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "aes() takes no keyword arguments");
    if (args.n < 2 || args.n > 3)
        return kk_raise(vm, KK_TypeError, "aes() takes 2 to 3 arguments (%zu given)", args.n);
    if (!kk_index(vm, args.pos[1], &mode))
        return KK_ERROR;
    if (mode != MODE_ECB && mode != MODE_CBC && mode != MODE_CTR)
        return kk_raise(vm, KK_ValueError, "mode");
    Value work = kk_blob_new(vm, sizeof(Work));
    Value self = work == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    *KK_OBJ(AesObj, self) = (AesObj){KK_OBJ(AesObj, self)->header, work, (uintptr_t)mode, FRESH};
    if (!kk_buffer_arg(vm, args.pos[0], &key))
        return KK_ERROR;
    if (key.len != 16 && key.len != 32)
        return kk_raise(vm, KK_ValueError, "key");
    Work *w = work_of(self);
    memset(w, 0, sizeof *w);
    kk_bytes_copy(w->keys.key, key.at, key.len);
    w->key_size = (uint32_t)key.len;
    w->used = BLOCK;
    Value iv = args.n == 3 ? args.pos[2] : kk_none;
    if (iv != kk_none && !kk_buffer_arg(vm, iv, &vector))
        return KK_ERROR;
    if (iv != kk_none && vector.len != BLOCK)
        return kk_raise(vm, KK_ValueError, "IV");
    if (iv == kk_none && mode != MODE_ECB)
        return kk_raise(vm, KK_ValueError, "IV");
    if (iv != kk_none)
        kk_bytes_copy(w->vector, vector.at, BLOCK);
    return self;
}

/* The key becomes the library's for one direction; the key itself is then gone. */
static void take_key(AesObj *aes, Work *w, bool encrypts)
{
    uint8_t key[KEY_MAX];
    memcpy(key, w->keys.key, sizeof key);
    if (encrypts || aes->mode == MODE_CTR)
        br_aes_ct_cbcenc_init(&w->keys.encrypt, key, w->key_size);
    else
        br_aes_ct_cbcdec_init(&w->keys.decrypt, key, w->key_size);
    memset(key, 0, sizeof key);
    aes->state = encrypts ? ENCRYPTS : DECRYPTS;
}

/* A block of the key stream. */
static void next_stream(Work *w)
{
    uint8_t zeros[BLOCK] = {0};
    memcpy(w->stream, w->vector, BLOCK);
    br_aes_ct_cbcenc_run(&w->keys.encrypt, zeros, w->stream, BLOCK);
    for (size_t i = BLOCK; i > 0 && ++w->vector[i - 1] == 0; i--)
        ;
    w->used = 0;
}

/* n bytes in place. */
static void run(const AesObj *aes, Work *w, uint8_t *data, size_t n)
{
    if (aes->mode == MODE_CTR) {
        for (size_t i = 0; i < n; i++) {
            if (w->used == BLOCK)
                next_stream(w);
            data[i] ^= w->stream[w->used++];
        }
        return;
    }
    size_t at_once = aes->mode == MODE_ECB ? BLOCK : n;
    for (size_t i = 0; i < n; i += at_once) {
        if (aes->mode == MODE_ECB)
            memset(w->vector, 0, BLOCK);
        if (aes->state == ENCRYPTS)
            br_aes_ct_cbcenc_run(&w->keys.encrypt, w->vector, data + i, at_once);
        else
            br_aes_ct_cbcdec_run(&w->keys.decrypt, w->vector, data + i, at_once);
    }
}

KK_MUST_CHECK static Value process(Vm *vm, Value self, Args args, bool encrypts)
{
    AesObj *aes = KK_OBJ(AesObj, self);
    Buffer in, to;
    if (!kk_buffer_arg(vm, args.pos[0], &in))
        return KK_ERROR;
    if (aes->mode != MODE_CTR && in.len % BLOCK != 0)
        return kk_raise(vm, KK_ValueError, "blksize %% 16");
    if (aes->mode != MODE_CTR && aes->state == (encrypts ? DECRYPTS : ENCRYPTS))
        return kk_raise(vm, KK_ValueError, "can't encrypt & decrypt");
    Value out = kk_arg(args, 1, kk_none);
    if (out == kk_none) {
        Value bytes = kk_bytes_alloc(vm, in.len);
        if (bytes == KK_ERROR || in.len == 0)
            return bytes;
        /* Making the result may have moved what is no bytes object in a local. */
        if (!kk_buffer_arg(vm, args.pos[0], &in))
            return KK_ERROR;
        out = bytes;
        to = (Buffer){.at = KK_OBJ(BytesObj, bytes)->at, .len = kk_len_of(bytes)};
    } else {
        if (!kk_buffer_writable(vm, out, &to))
            return KK_ERROR;
        if (to.len < in.len)
            return kk_raise(vm, KK_ValueError, "output too small");
    }
    Work *w = work_of(self);
    if (aes->state == FRESH)
        take_key(aes, w, encrypts);
    if (to.at < in.at + in.len && in.at < to.at + to.len)
        memmove(to.at, in.at, in.len);
    else
        kk_bytes_copy(to.at, in.at, in.len);
    run(aes, w, to.at, in.len);
    return out;
}

/* Encrypts a number of blocks (CTR: of bytes), to a buffer if one is given; it may be the same. */
KK_METHOD(aes, encrypt, "(data, out=None, /)")
Value kk_cryptolib_encrypt(Vm *vm, Value self, Args args) { return process(vm, self, args, true); }

/* Decrypts a number of blocks (CTR: of bytes), to a buffer if one is given; it may be the same. */
KK_METHOD(aes, decrypt, "(data, out=None, /)")
Value kk_cryptolib_decrypt(Vm *vm, Value self, Args args) { return process(vm, self, args, false); }

static const Layout layout = {sizeof(AesObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots slots = {.make = make};
KK_TYPE(aes, object) = {KK_TYPE_HEAD(aes, object, &layout, TYPE_FINAL), .slots = &slots};
