/*
 * m_hashlib.c: the module hashlib.
 *
 * A hash object has a storage with the state of its function, then the block that is being filled. What a digest needs at
 * the end is mixed into a copy: the object can be updated further.
 *
 * Layer: modules.   Tests: tests/modules/hashlib/.
 */
#include "modules/hashlib/hash.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/set.h"

KK_MODULE(hashlib)

/* What is in the Python half: SHA-3 and BLAKE2 of computers, pbkdf2_hmac(), file_digest(). */
KK_FUNCTION(hashlib, __getattr__, "(name, /)")
Value kk_hashlib_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(hashlib), KK_N(_hashlib_more), args.pos[0]);
}

typedef struct HashObj {
    uintptr_t header; /* &kk_type_HASH */
    uintptr_t kind;   /* const HashKind * */
    Value storage;    /* BlobObj: a Work */
} HashObj;
extern const TypeObj kk_type_HASH;

typedef struct Work {
    uint32_t state[HASH_STATE_WORDS];
    uint64_t count; /* bytes so far */
    uint8_t block[HASH_BLOCK_MAX];
} Work;

static const HashKind *kind_of(Value hash) { return (const HashKind *)KK_OBJ(HashObj, hash)->kind; }
static Work *work_of(Value hash) { return (Work *)KK_OBJ(BlobObj, KK_OBJ(HashObj, hash)->storage)->at; }

/* ---- the work ---- */

/* On chips data may lie in flash: it goes through the block, which does not. */
static void take(Work *work, const HashKind *kind, Span data)
{
    while (data.len > 0) {
        size_t at = (size_t)(work->count % kind->block), n = kind->block - at;
        if (KK_WORD_BITS == 64 && at == 0 && data.len >= kind->block) {
            n = data.len / kind->block * kind->block;
            kind->mix(work->state, data.at, n / kind->block);
        } else {
            if (n > data.len)
                n = data.len;
            kk_bytes_copy(work->block + at, data.at, n);
            if (at + n == kind->block)
                kind->mix(work->state, work->block, 1);
        }
        work->count += n;
        data = kk_span_skip(data, n);
    }
}

/* n bytes of x, high or low byte first. */
static void put_number(uint8_t *to, uint64_t x, size_t n, bool big)
{
    for (size_t i = 0; i < n; i++)
        to[big ? n - 1 - i : i] = (uint8_t)(x >> 8 * i);
}

/* The padding: a one, zeros, and the number of bits in the last 8 (16) bytes of a block. */
static void finish(Work *work, const HashKind *kind)
{
    uint64_t bits = work->count * 8;
    size_t tail = kind->block / 8, at = (size_t)(work->count % kind->block);
    work->block[at++] = 0x80;
    if (at > kind->block - tail) {
        memset(work->block + at, 0, kind->block - at);
        kind->mix(work->state, work->block, 1);
        at = 0;
    }
    memset(work->block + at, 0, kind->block - at);
    put_number(work->block + kind->block - (kind->big ? 8 : tail), bits, 8, kind->big);
    kind->mix(work->state, work->block, 1);
}

/* The digest of what has been taken so far. */
static void digest(Value hash, uint8_t *out)
{
    const HashKind *kind = kind_of(hash);
    Work work = *work_of(hash);
    finish(&work, kind);
    for (size_t i = 0; i < kind->digest; i += kind->word_bytes) {
        const uint32_t *word = work.state + i / 4;
        uint64_t x = kind->word_bytes == 8 ? (uint64_t)word[1] << 32 | word[0] : word[0];
        uint8_t bytes[8];
        put_number(bytes, x, kind->word_bytes, kind->big);
        memcpy(out + i, bytes, kind->word_bytes);
    }
}

/* ---- objects ---- */

KK_MUST_CHECK static Value hash_new(Vm *vm, const HashKind *kind, const Work *from)
{
    Value storage = kk_blob_new(vm, sizeof(Work));
    Value hash = storage == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type_HASH, 0);
    if (hash == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(HashObj, hash)->kind = (uintptr_t)kind;
    KK_OBJ(HashObj, hash)->storage = storage;
    if (from != NULL)
        memcpy(work_of(hash), from, sizeof *from);
    else
        for (size_t i = 0; i < kind->words; i++)
            work_of(hash)->state[i] = kind->start[i];
    return hash;
}

bool kk_hashlib_data_arg(Vm *vm, Value v, Buffer *data)
{
    if (kk_as_kind(v, KIND_STR) != KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "Strings must be encoded before hashing");
    if (kk_buffer_arg(vm, v, data))
        return true;
    vm->pending = KK_UNSET;
    return kk_raise_false(vm, KK_TypeError, "object supporting the buffer API required");
}

KK_MUST_CHECK static bool update(Vm *vm, Value hash, Value data)
{
    Buffer buffer;
    if (!kk_hashlib_data_arg(vm, data, &buffer))
        return false;
    take(work_of(hash), kind_of(hash), (Span){buffer.at, buffer.len});
    return true;
}

/* A hash of that kind which has taken the first argument, if there is one. */
KK_MUST_CHECK static Value make(Vm *vm, const HashKind *kind, Args args, size_t first)
{
    Value hash = hash_new(vm, kind, NULL);
    if (hash == KK_ERROR || (kk_arg(args, first, KK_UNSET) != KK_UNSET && !update(vm, hash, args.pos[first])))
        return KK_ERROR;
    return hash;
}

/* Takes more data. */
KK_METHOD(HASH, update, "(data, /)")
Value kk_hashlib_update(Vm *vm, Value self, Args args) { return update(vm, self, args.pos[0]) ? kk_none : KK_ERROR; }

/* The digest of the data so far, as bytes. */
KK_METHOD(HASH, digest, "()")
Value kk_hashlib_digest(Vm *vm, Value self, Args args)
{
    Value bytes = kk_bytes_alloc(vm, kind_of(self)->digest);
    if (bytes != KK_ERROR)
        digest(self, KK_OBJ(BytesObj, bytes)->at);
    return bytes;
}

/* The digest of the data so far, in hexadecimal. */
KK_METHOD(HASH, hexdigest, "()")
Value kk_hashlib_hexdigest(Vm *vm, Value self, Args args)
{
    Value bytes = kk_hashlib_digest(vm, self, args);
    return bytes == KK_ERROR ? KK_ERROR : kk_bytes_hex(vm, bytes, (Args){NULL, 0});
}

/* Another hash that has taken the same data. */
KK_METHOD(HASH, copy, "()")
Value kk_hashlib_copy(Vm *vm, Value self, Args args)
{
    Work work = *work_of(self);
    return hash_new(vm, kind_of(self), &work);
}

KK_GETTER(HASH, name)
Value kk_hashlib_name(Vm *vm, Value self) { return kind_of(self)->name; }
KK_GETTER(HASH, digest_size)
Value kk_hashlib_digest_size(Vm *vm, Value self) { return KK_INT(kind_of(self)->digest); }
KK_GETTER(HASH, block_size)
Value kk_hashlib_block_size(Vm *vm, Value self) { return KK_INT(kind_of(self)->block); }

static const Layout hash_layout = {sizeof(HashObj) / sizeof(uintptr_t), 1u << 2, TAIL_NONE, 0};
static Value repr(Vm *vm, Value self) { return kk_format_message(vm, "<%V HASH object>", kind_of(self)->name); }

static const TypeSlots hash_slots = {.repr = repr};
KK_TYPE(HASH, object) = {KK_TYPE_HEAD(HASH, object, &hash_layout, 0), .slots = &hash_slots};

/* ---- the functions of the module ---- */

/* MD5; not for secrets. */
KK_FUNCTION(hashlib, md5, "(string=b'', *, usedforsecurity=True)")
Value kk_hashlib_md5(Vm *vm, Value self, Args args) { return make(vm, &kk_hashlib_kinds[HASH_MD5], args, 0); }
/* SHA-1; not for signatures. */
KK_FUNCTION(hashlib, sha1, "(string=b'', *, usedforsecurity=True)")
Value kk_hashlib_sha1(Vm *vm, Value self, Args args) { return make(vm, &kk_hashlib_kinds[HASH_SHA1], args, 0); }
/* SHA-2 with 224 bits. */
KK_FUNCTION(hashlib, sha224, "(string=b'', *, usedforsecurity=True)")
Value kk_hashlib_sha224(Vm *vm, Value self, Args args) { return make(vm, &kk_hashlib_kinds[HASH_SHA224], args, 0); }
/* SHA-2 with 256 bits. */
KK_FUNCTION(hashlib, sha256, "(string=b'', *, usedforsecurity=True)")
Value kk_hashlib_sha256(Vm *vm, Value self, Args args) { return make(vm, &kk_hashlib_kinds[HASH_SHA256], args, 0); }
/* SHA-2 with 384 bits. */
KK_FUNCTION(hashlib, sha384, "(string=b'', *, usedforsecurity=True)")
Value kk_hashlib_sha384(Vm *vm, Value self, Args args) { return make(vm, &kk_hashlib_kinds[HASH_SHA384], args, 0); }
/* SHA-2 with 512 bits. */
KK_FUNCTION(hashlib, sha512, "(string=b'', *, usedforsecurity=True)")
Value kk_hashlib_sha512(Vm *vm, Value self, Args args) { return make(vm, &kk_hashlib_kinds[HASH_SHA512], args, 0); }

/* A hash by the name of its function. */
KK_FUNCTION(hashlib, new, "(name, data=b'', **options)")
Value kk_hashlib_new(Vm *vm, Value self, Args args, Value kw)
{
    Value name = kk_as_kind(args.pos[0], KIND_STR);
    if (name == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "new() argument 'name' must be str, not %T", args.pos[0]);
    for (size_t i = 0; i < HASH_KINDS; i++)
        if (kk_str_equal(kk_hashlib_kinds[i].name, name))
            return make(vm, &kk_hashlib_kinds[i], args, 1);
    Value other = kk_import_more(vm, KK_N(hashlib), KK_N(_hashlib_more), KK_N(_new));
    if (other == KK_ERROR && kk_pending_clear(vm, KK_AttributeError))
        return kk_raise(vm, KK_ValueError, "unsupported hash type %V", name);
    return other == KK_ERROR ? KK_ERROR : kk_call_kw(vm, other, args, kw);
}

/* The names that new() knows. */
KK_MODULE_GETTER(hashlib, algorithms_available)
KK_MODULE_GETTER(hashlib, algorithms_guaranteed)
Value kk_hashlib_algorithms(Vm *vm, Value module)
{
    Value names = kk_import_more(vm, KK_N(hashlib), KK_N(_hashlib_more), KK_N(_names));
    if (names != KK_ERROR)
        return kk_call1(vm, KK_REF(&kk_type_set), names);
    Value set = kk_pending_clear(vm, KK_AttributeError) ? kk_set_new(vm) : KK_ERROR;
    for (size_t i = 0; set != KK_ERROR && i < HASH_KINDS; i++)
        if (!kk_set_add(vm, set, kk_hashlib_kinds[i].name))
            return KK_ERROR;
    return set;
}
