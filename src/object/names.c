/*
 * names.c: making strs, their hashes, and interning.
 *
 * The table of run-time names is open addressing over a storage the collector does not trace: names
 * that nobody else refers to are dropped after marking (kk_names_sweep).
 *
 * Layer: object.   Tests: tests/types/str/, tests/modules/sys/intern.py.
 */
#include "object/names.h"

#include "base/utf8.h"
#include "object/error.h"
#include "object/vm.h"
#include "object/weak.h"

/* Slots of the first table. */
#define FIRST_NAMES (KK_WORD_BITS == 32 ? 8 : 16)

/* The hash as it stands in StrObj.hash: without the flag bits, never 0. */
static uint32_t hash_of(Span text)
{
    uint32_t hash = kk_bytes_hash(text) & ~(uint32_t)3;
    return hash == 0 ? 4 : hash;
}

uint32_t kk_str_hash(Value v)
{
    StrObj *str = KK_OBJ(StrObj, v);
    uint32_t hash = str->hash & ~(uint32_t)3;
    if (hash == 0) {
        hash = hash_of(kk_str_span(v));
        str->hash |= hash;
    }
    return hash;
}

bool kk_str_equal(Value a, Value b)
{
    if (a == b)
        return true;
    if (kk_header(a) != kk_header(b) || (kk_str_is_interned(a) && kk_str_is_interned(b)))
        return false;
    uint32_t ha = KK_OBJ(StrObj, a)->hash & ~(uint32_t)3;
    uint32_t hb = KK_OBJ(StrObj, b)->hash & ~(uint32_t)3;
    if (ha != 0 && hb != 0 && ha != hb)
        return false;
    return kk_bytes_equal(kk_str_span(a), kk_str_span(b));
}

Value kk_str_alloc(Vm *vm, size_t len)
{
    if (len > KK_LEN_MAX)
        return kk_raise_memory(vm);
    return kk_object_new_compact(vm, KK_HEADER(KIND_STR, len), sizeof(StrObj) + len);
}

void kk_str_finish(Value str)
{
    if (!kk_utf8_is_ascii(kk_str_span(str)))
        KK_OBJ(StrObj, str)->hash |= STR_NOT_ASCII;
}

Value kk_str_new(Vm *vm, Span text)
{
    if (text.len == 0)
        return KK_N(empty);
    if (text.len == 1) {
        uint8_t c = kk_rom_byte(text.at);
        if (c < 0x80)
            return KK_CHAR(c);
    }
    Value str = kk_str_alloc(vm, text.len);
    if (str == KK_ERROR)
        return KK_ERROR;
    kk_bytes_copy(KK_OBJ(StrObj, str)->at, text.at, text.len);
    kk_str_finish(str);
    return str;
}

/* Where the bucket begins in kk_rom_names. */
static const uint8_t *rom_start(uint32_t bucket)
{
    return kk_rom_names + (kk_rom_names_starts[bucket / 2] >> bucket % 2 * 16 & 0xFFFF) * sizeof(uintptr_t);
}

static Value find_rom(Span text, uint32_t hash)
{
    if (text.len == 1 && kk_rom_byte(text.at) < 0x80)
        return KK_CHAR(kk_rom_byte(text.at));
    uint32_t bucket = (hash >> 16) * kk_rom_names_buckets >> 16;
    const uint8_t *end = rom_start(bucket + 1);
    for (const uint8_t *at = rom_start(bucket); at < end;) {
        Value name = KK_REF(at);
        size_t len = kk_len_of(name);
        if ((KK_OBJ(StrObj, name)->hash & ~(uint32_t)3) == hash && kk_bytes_equal(kk_str_span(name), text))
            return name;
        /* The empty str takes a word too. */
        at += (offsetof(StrObj, at) + (len == 0 ? 1 : len) + sizeof(uintptr_t) - 1) & ~(sizeof(uintptr_t) - 1);
    }
    return KK_UNSET;
}

/* The slot of the run-time table where the text is or would be; the table is not full. */
static Value *find_slot(Value table, Span text, uint32_t hash)
{
    Value *slots = (Value *)KK_OBJ(BlobObj, table)->at;
    size_t mask = kk_len_of(table) / sizeof(Value) - 1;
    for (size_t i = hash >> 2;; i++) {
        Value *slot = &slots[i & mask];
        if (*slot == KK_UNSET)
            return slot;
        if ((KK_OBJ(StrObj, *slot)->hash & ~(uint32_t)3) == hash &&
            kk_bytes_equal(kk_str_span(*slot), text))
            return slot;
    }
}

static void refill(Value *slots, size_t mask, const Value *old, size_t old_n)
{
    for (size_t i = 0; i < old_n; i++) {
        if (old[i] == KK_UNSET)
            continue;
        size_t at = (KK_OBJ(StrObj, old[i])->hash & ~(uint32_t)3) >> 2;
        while (slots[at & mask] != KK_UNSET)
            at++;
        slots[at & mask] = old[i];
    }
}

/* Makes room for one more name: at most three quarters of the table are in use. */
KK_MUST_CHECK static bool reserve_slot(Vm *vm)
{
    size_t cap = vm->interned == KK_UNSET ? 0 : kk_len_of(vm->interned) / sizeof(Value);
    if ((vm->interned_count + 1) * 4 <= cap * 3)
        return true;
    size_t bigger = cap == 0 ? FIRST_NAMES : cap * 2;
    Value table = kk_blob_new(vm, bigger * sizeof(Value));
    if (table == KK_ERROR)
        return false;
    /* The allocation may have collected and so emptied part of the old table: copy what is there now. */
    if (vm->interned != KK_UNSET)
        refill((Value *)KK_OBJ(BlobObj, table)->at, bigger - 1,
               (Value *)KK_OBJ(BlobObj, vm->interned)->at, kk_len_of(vm->interned) / sizeof(Value));
    vm->interned = table;
    return true;
}

Value kk_intern_find(Vm *vm, Span text)
{
    uint32_t hash = hash_of(text);
    Value name = find_rom(text, hash);
    if (name != KK_UNSET || vm->interned == KK_UNSET)
        return name;
    return *find_slot(vm->interned, text, hash);
}

static Value intern_new(Vm *vm, Value str)
{
    if (!reserve_slot(vm))
        return KK_ERROR;
    uint32_t hash = kk_str_hash(str);
    *find_slot(vm->interned, kk_str_span(str), hash) = str;
    vm->interned_count++;
    KK_OBJ(StrObj, str)->hash |= STR_INTERNED;
    return str;
}

Value kk_intern(Vm *vm, Span text)
{
    Value name = kk_intern_find(vm, text);
    if (name != KK_UNSET)
        return name;
    Value str = kk_str_new(vm, text);
    return str == KK_ERROR ? KK_ERROR : intern_new(vm, str);
}

Value kk_intern_str(Vm *vm, Value str)
{
    if (kk_str_is_interned(str))
        return str;
    /* Constants of a module in flash cannot be marked as names: their copies are. */
    if (!kk_heap_owns(&vm->heap, KK_OBJ(StrObj, str)))
        return kk_intern(vm, kk_str_span(str));
    Value name = kk_intern_find(vm, kk_str_span(str));
    return name != KK_UNSET ? name : intern_new(vm, str);
}

void kk_names_sweep(Vm *vm, Heap *heap)
{
    if (vm->interned == KK_UNSET)
        return;
    Value *slots = (Value *)KK_OBJ(BlobObj, vm->interned)->at;
    size_t cap = kk_len_of(vm->interned) / sizeof(Value);
    bool dropped = false;
    for (size_t i = 0; i < cap; i++) {
        if (slots[i] != KK_UNSET && !kk_heap_is_marked(heap, slots[i])) {
            slots[i] = KK_UNSET;
            vm->interned_count--;
            dropped = true;
        }
    }
    /* Linear probing must not meet holes: move what now stands behind one. Two rounds settle a wrap. */
    for (size_t round = 0; dropped && round < 2; round++) {
        for (size_t i = 0; i < cap; i++) {
            Value name = slots[i];
            if (name == KK_UNSET)
                continue;
            slots[i] = KK_UNSET;
            refill(slots, cap - 1, &name, 1);
        }
    }
}

void kk_names_visit(Vm *vm, Heap *heap, RootVisitor visit)
{
    if (vm->interned == KK_UNSET)
        return;
    Value *slots = (Value *)KK_OBJ(BlobObj, vm->interned)->at;
    for (size_t i = 0; i < kk_len_of(vm->interned) / sizeof(Value); i++) {
        if (slots[i] != KK_UNSET)
            visit(heap, &slots[i]);
    }
}
