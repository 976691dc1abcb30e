/*
 * dict_table.c: the hash table of a dict: finding, adding and removing entries.
 *
 * Simple keys (small ints and what equals them, strs, small fractions, None) are hashed and
 * compared without running Python code, at next to no cost: nothing is stored for them. With the
 * first other key the dict goes over to stored hashes (DICT_HASHED), so that rebuilding a table
 * never runs Python code, and __hash__ runs once per operation. Only kk_equal() may change the
 * dict under us.
 *
 * The index is open addressing with linear probing: place 0 is empty, n is entry n - 1. Places of
 * removed entries are closed by moving later ones up, so that the index holds live entries only.
 *
 * index blob: places (1, 2 or 4 bytes each, by the capacity); then, if DICT_HASHED, a word of 32
 * bits for each entry.
 *
 * Layer: object.   Tests: tests/types/dict/.
 */
#include "object/dict_table.h"

/* The index as bytes. mask 0: there is none. */
typedef struct Index {
    uint8_t *at;
    size_t mask;
    uint32_t shift; /* of the scrambled hash, to get the first place */
    uint32_t width; /* bytes per place */
    uint32_t *hashes; /* or NULL */
} Index;

/* Entries are at most two thirds of the places: 256 places need numbers up to 170. */
static uint32_t width_for(size_t places)
{
    return places <= 0x100 ? 1 : places <= 0x10000 ? 2 : 4;
}

/* Places of the index for that many entries: at most two thirds are in use. */
static size_t places_for(size_t capacity)
{
    if (capacity <= DICT_SCAN_MAX)
        return 0;
    size_t places = 16;
    while (places < capacity + capacity / 2)
        places *= 2;
    return places;
}

/* The smallest capacity of the series 2 4 6 8 12 16 24 32 48 ... that is >= n; hosts double it from 8 on. */
static size_t capacity_for(size_t n)
{
    if (n <= DICT_SCAN_MAX)
        return (n + 1) & ~(size_t)1;
    size_t capacity = KK_WORD_BITS == 64 ? 16 : 12;
    while (capacity < n) {
        if (KK_WORD_BITS == 64)
            capacity *= 2;
        else
            capacity += (capacity & (capacity - 1)) == 0 ? capacity / 2 : capacity / 3;
    }
    return capacity;
}

KK_INLINE Index index_in(Value blob, size_t capacity, unsigned flags)
{
    Index ix = {NULL, 0, 0, 1, NULL};
    if (blob == KK_UNSET)
        return ix;
    size_t bytes = kk_len_of(blob) - ((flags & DICT_HASHED) != 0 ? 4 * capacity : 0);
    ix.at = KK_OBJ(BlobObj, blob)->at;
    if ((flags & DICT_HASHED) != 0)
        ix.hashes = (uint32_t *)(void *)(ix.at + bytes);
    if (bytes != 0) {
        ix.width = bytes <= 0x100 ? 1 : bytes <= 0x20000 ? 2 : 4;
        size_t places = bytes / ix.width;
        ix.mask = places - 1;
        ix.shift = (uint32_t)KK_CLZ32((uint32_t)places) + 1;
    }
    return ix;
}

KK_INLINE Index index_of(Value dict)
{
    return index_in(kk_dict_table_of(dict)->index, kk_dict_table_capacity(dict),
                    kk_dict_table_flags(dict));
}

KK_INLINE size_t place_get(const Index *ix, size_t i)
{
    if (KK_LIKELY(ix->width == 1))
        return ix->at[i];
    return ix->width == 2 ? ((const uint16_t *)(const void *)ix->at)[i] :
                            ((const uint32_t *)(const void *)ix->at)[i];
}

KK_INLINE void place_set(const Index *ix, size_t i, size_t entry)
{
    if (ix->width == 1)
        ix->at[i] = (uint8_t)entry;
    else if (ix->width == 2)
        ((uint16_t *)(void *)ix->at)[i] = (uint16_t)entry;
    else
        ((uint32_t *)(void *)ix->at)[i] = (uint32_t)entry;
}

/* Multiplying by the golden ratio spreads runs of ints and multiples of powers of 2 alike. */
KK_INLINE size_t scramble(uint32_t hash, uint32_t shift)
{
    return (uint32_t)(hash * 0x9E3779B1u) >> shift;
}

KK_INLINE size_t first_place(const Index *ix, uint32_t hash)
{
    return scramble(hash, ix->shift);
}

static void place_add(const Index *ix, uint32_t hash, size_t entry)
{
    size_t i = first_place(ix, hash);
    while (place_get(ix, i) != 0)
        i = (i + 1) & ix->mask;
    place_set(ix, i, entry + 1);
}

/* ---- finding ---- */

/* A simple key among at most DICT_SCAN_MAX simple ones; SIZE_MAX: it is not there. */
static size_t scan_simple(Value dict, Value plain, unsigned flags)
{
    size_t used = kk_dict_table_used(dict);
    if (used == 0)
        return SIZE_MAX;
    const Value *entries = kk_dict_table_entries(dict);
    for (size_t e = 0; e < used; e++) {
        if (entries[2 * e] == plain)
            return e;
    }
    if ((flags & DICT_MIXED) == 0 && (!kk_str_is(plain) || kk_str_is_interned(plain)))
        return SIZE_MAX;
    if (kk_smallint_is(plain)) {
        for (size_t e = 0; e < used; e++) {
            if (!kk_smallint_is(entries[2 * e]) && kk_key_plain(entries[2 * e]) == plain)
                return e;
        }
        return SIZE_MAX;
    }
    for (size_t e = 0; e < used; e++) {
        if (entries[2 * e] != KK_UNSET && kk_key_same(entries[2 * e], plain))
            return e;
    }
    return SIZE_MAX;
}

/* The same through an index. Most have places of one byte: no Index is made for them. */
static size_t search_simple(Value dict, Value plain, uint32_t hash, unsigned flags)
{
    const Value *entries = kk_dict_table_entries(dict);
    const BlobObj *blob = KK_OBJ(BlobObj, kk_dict_table_of(dict)->index);
    size_t bytes = kk_header_len(blob->header);
    if (KK_LIKELY(bytes <= 0x100 && (flags & DICT_HASHED) == 0)) {
        for (size_t i = scramble(hash, (uint32_t)KK_CLZ32((uint32_t)bytes) + 1);; i++) {
            size_t e = blob->at[i & (bytes - 1)];
            if (e-- == 0)
                return SIZE_MAX;
            if (entries[2 * e] == plain || kk_key_same(entries[2 * e], plain))
                return e;
        }
    }
    Index ix = index_of(dict);
    for (size_t i = first_place(&ix, hash);; i = (i + 1) & ix.mask) {
        size_t e = place_get(&ix, i);
        if (e-- == 0)
            return SIZE_MAX;
        if (entries[2 * e] == plain || kk_key_same(entries[2 * e], plain))
            return e;
    }
}

/* A str through an index of one byte for each place, without stored hashes. */
static size_t search_str(const Value *entries, const BlobObj *blob, Value str)
{
    uint32_t word = KK_OBJ(const StrObj, str)->hash;
    uint32_t hash = word >> STR_FLAG_BITS != 0 ? word & ~(uint32_t)((1u << STR_FLAG_BITS) - 1) : kk_str_hash(str);
    uintptr_t header = kk_header(str);
    size_t mask = kk_header_len(blob->header) - 1;
    for (size_t i = scramble(hash, (uint32_t)KK_CLZ32((uint32_t)mask + 1) + 1);; i++) {
        size_t e = blob->at[i & mask];
        if (e-- == 0)
            return SIZE_MAX;
        Value key = entries[2 * e];
        if (key == str)
            return e;
        /* An entry's hash is known: it was needed for its place. */
        if (kk_ref_is(key) && kk_header(key) == header && (KK_OBJ(const StrObj, key)->hash ^ hash) >> STR_FLAG_BITS == 0 &&
            kk_bytes_equal(kk_str_span(key), kk_str_span(str)))
            return e;
    }
}

size_t kk_dict_table_find_simple(Vm *vm, Value dict, Value plain)
{
    unsigned flags = kk_dict_table_flags(dict);
    Value index = kk_dict_table_of(dict)->index;
    if (KK_LIKELY(index != KK_UNSET && kk_len_of(index) <= 0x100 && (flags & DICT_HASHED) == 0 && kk_ref_is(plain) &&
                  kk_str_is(plain)))
        return search_str(kk_dict_table_entries(dict), KK_OBJ(const BlobObj, index), plain);
    if (kk_dict_table_of(dict)->index == KK_UNSET)
        return scan_simple(dict, plain, flags);
    return search_simple(dict, plain, kk_key_simple_hash(vm, plain), flags);
}

/* The entry at place i of the index, or of all entries when there is none; SIZE_MAX: the end. */
KK_INLINE size_t entry_at(const Index *ix, size_t i, size_t used)
{
    if (ix->mask != 0)
        return place_get(ix, i) - 1;
    return i < used ? i : SIZE_MAX;
}

/*
 * The same as long as nothing but words has to be compared: FOUND_ERROR, with nothing pending, means that more must be
 * asked. The dict has an entry, and stored hashes.
 */
static Found find_words(Value dict, const KeyProbe *probe, size_t *at)
{
    const Value *entries = kk_dict_table_entries(dict);
    Index ix = index_of(dict);
    size_t used = kk_dict_table_used(dict);
    for (size_t i = ix.mask == 0 ? 0 : first_place(&ix, probe->hash);; i = ix.mask == 0 ? i + 1 : (i + 1) & ix.mask) {
        size_t e = entry_at(&ix, i, used);
        if (e == SIZE_MAX)
            return FOUND_NOT;
        *at = e;
        Value key = entries[2 * e];
        if (key == probe->key)
            return FOUND_YES;
        if (ix.hashes[e] != probe->hash || key == KK_UNSET)
            continue;
        return kk_key_same_words(key, probe->key) ? FOUND_YES : FOUND_ERROR;
    }
}

/*
 * Any key among any keys. After Python code ran, the search begins anew if the dict was changed by
 * it: storages stay alive as long as this frame refers to them, so equal addresses mean the same.
 */
static Found find_any(Vm *vm, Value dict, const KeyProbe *probe, size_t *at)
{
    for (;;) {
        size_t used = kk_dict_table_used(dict);
        *at = SIZE_MAX;
        if (used == 0)
            return FOUND_NOT;
        const DictObj *d = kk_dict_table_of(dict), before = *d;
        const Value *entries = kk_dict_table_entries(dict);
        Index ix = index_of(dict);
        size_t i = ix.mask != 0 ? first_place(&ix, probe->hash) : 0;
        bool changed = false;
        for (; !changed; i = ix.mask != 0 ? (i + 1) & ix.mask : i + 1) {
            size_t e = *at = entry_at(&ix, i, used);
            if (e == SIZE_MAX)
                return FOUND_NOT;
            Value key = entries[2 * e];
            if (key == probe->key)
                return FOUND_YES;
            if (key == KK_UNSET)
                continue;
            uint32_t hash = ix.hashes != NULL ? ix.hashes[e]
                                              : kk_key_simple_hash(vm, kk_key_plain(key));
            if (hash != probe->hash)
                continue;
            bool equal;
            if (!kk_key_equal(vm, key, probe->key, &equal))
                return FOUND_ERROR;
            changed = d->header != before.header || d->entries != before.entries ||
                      d->index != before.index || d->state != before.state ||
                      entries[2 * e] != key;
            if (equal && !changed)
                return FOUND_YES;
        }
    }
}

/* kk_dict_table_find(), the whole of it. */
KK_NOINLINE static Found find(Vm *vm, Value dict, KeyProbe *probe, size_t *at)
{
    if (KK_LIKELY(probe->simple && (kk_dict_table_flags(dict) & DICT_HASHED) == 0)) {
        *at = kk_dict_table_find_simple(vm, dict, probe->plain);
        return *at == SIZE_MAX ? FOUND_NOT : FOUND_YES;
    }
    if (probe->simple)
        probe->hash = kk_key_simple_hash(vm, probe->plain);
    if ((kk_dict_table_flags(dict) & DICT_HASHED) != 0 && kk_dict_table_used(dict) != 0) {
        Found found = find_words(dict, probe, at);
        if (found != FOUND_ERROR)
            return found;
    }
    return find_any(vm, dict, probe, at);
}

Found kk_dict_table_find(Vm *vm, Value dict, KeyProbe *probe, size_t *at)
{
    const DictObj *d = kk_dict_table_of(dict);
    if (KK_WORD_BITS == 64 && !probe->simple && (kk_dict_table_flags(dict) & DICT_HASHED) != 0 && d->index != KK_UNSET) {
        /* Most have an index of one byte for each place, which holds what is looked for or nothing at the first place. */
        size_t capacity = kk_dict_table_capacity(dict), places = kk_len_of(d->index) - 4 * capacity;
        const uint8_t *index = KK_OBJ(const BlobObj, d->index)->at;
        if (places - 1 < 0x100) {
            size_t e = index[scramble(probe->hash, (uint32_t)KK_CLZ32((uint32_t)places) + 1)];
            if (e == 0)
                return FOUND_NOT;
            Value key = kk_dict_table_entries(dict)[2 * (*at = e - 1)];
            if (key == probe->key || (((const uint32_t *)(const void *)(index + places))[e - 1] == probe->hash &&
                                      kk_key_same_words(key, probe->key)))
                return FOUND_YES;
        }
    }
    return find(vm, dict, probe, at);
}

size_t kk_dict_table_find_name(Value dict, Value name)
{
    if (kk_dict_table_of(dict)->index != KK_UNSET && index_of(dict).mask != 0)
        return search_simple(dict, name, kk_str_hash(name), kk_dict_table_flags(dict));
    return scan_simple(dict, name, kk_dict_table_flags(dict));
}

/* ---- changing ---- */

/* Copies the live entries to fresh storages, or within theirs, and enters them into the index, whose places are empty. `old`
 * is the index that they have. Runs no Python code. */
static void refill(Vm *vm, Value dict, Value *to, const Index *ix, Index old)
{
    bool some = kk_dict_table_of(dict)->entries != KK_UNSET;
    const Value *from = some ? kk_dict_table_entries(dict) : NULL;
    size_t used = kk_dict_table_used(dict), n = 0;
    bool need_hash = ix->mask != 0 || ix->hashes != NULL;
    if (KK_WORD_BITS == 64 && used > 0 && ix->hashes == NULL && used == kk_dict_len(dict)) {
        memmove(to, from, 2 * used * sizeof(Value));
        for (; need_hash && n < used; n++)
            place_add(ix, kk_key_simple_hash(vm, kk_key_plain(from[2 * n])), n);
        return;
    }
    for (size_t e = 0; e < used; e++) {
        if (from[2 * e] == KK_UNSET)
            continue;
        to[2 * n] = from[2 * e];
        to[2 * n + 1] = from[2 * e + 1];
        if (need_hash) {
            uint32_t hash = old.hashes != NULL ?
                                old.hashes[e] :
                                kk_key_simple_hash(vm, kk_key_plain(from[2 * e]));
            if (ix->hashes != NULL)
                ix->hashes[n] = hash;
            if (ix->mask != 0)
                place_add(ix, hash, n);
        }
        n++;
    }
    kk_dict_table_set_used(dict, n);
}

/* The same as kk_dict_table_rebuild for just this (even) capacity. */
static bool rebuild(Vm *vm, Value dict, size_t capacity, bool hashed)
{
    if (capacity > KK_LEN_MAX / (4 * sizeof(Value)))
        return kk_raise_memory(vm) != KK_ERROR;
    size_t places = places_for(capacity);
    size_t bytes = places * width_for(places) + (hashed ? 4 * capacity : 0);
    Value entries = kk_values_new(vm, 2 * capacity);
    if (entries == KK_ERROR)
        return false;
    Value index = KK_UNSET;
    if (bytes != 0) {
        index = kk_blob_new(vm, bytes);
        if (index == KK_ERROR)
            return false;
    }
    unsigned wanted = kk_dict_table_flags(dict) & ~(unsigned)DICT_HASHED;
    wanted |= hashed ? DICT_HASHED : 0;
    Index ix = index_in(index, capacity, wanted);
    refill(vm, dict, KK_OBJ(ValuesObj, entries)->at, &ix, index_of(dict));
    DictObj *d = kk_dict_table_of(dict);
    d->entries = entries;
    d->index = index;
    if (kk_smallint_is(d->state))
        kk_dict_table_set_state(dict, (size_t)kk_smallint_get(d->state) >> DICT_LIVE_SHIFT, wanted);
    return true;
}

/* The same without another table beside the old one, for when memory is short: entries and index become longer where they
 * are, if what lies behind them can be moved. Nothing is raised. */
static bool widen(Vm *vm, Value dict, size_t capacity, bool hashed)
{
    unsigned flags = kk_dict_table_flags(dict);
    size_t places = places_for(capacity), bytes = places * width_for(places) + (hashed ? 4 * capacity : 0);
    size_t old_capacity = kk_dict_table_capacity(dict);
    if (capacity <= old_capacity || old_capacity == 0 || hashed != ((flags & DICT_HASHED) != 0) ||
        !kk_values_widen(vm, kk_dict_table_of(dict)->entries, 2 * capacity))
        return false;
    Value index = kk_dict_table_of(dict)->index;
    size_t old_places = index == KK_UNSET ? 0 : index_in(index, old_capacity, flags).mask + 1;
    bool longer = bytes > 0 && index != KK_UNSET && old_places == (places == 0 ? 1 : places) && kk_blob_widen(vm, index, bytes);
    if (bytes > 0 && !longer && (index = kk_blob_new(vm, bytes)) == KK_ERROR) {
        (void)kk_pending_clear(vm, &kk_type_MemoryError);
        KK_OBJ(ValuesObj, kk_dict_table_of(dict)->entries)->header = KK_HEADER(KIND_VALUES, 2 * old_capacity);
        return false;
    }
    Index ix = index_in(index, capacity, flags), old = longer ? ix : index_in(kk_dict_table_of(dict)->index, old_capacity, flags);
    if (longer)
        memset(ix.at, 0, places * width_for(places));
    size_t used = kk_dict_table_used(dict);
    refill(vm, dict, kk_dict_table_entries(dict), &ix, old);
    for (size_t e = 2 * kk_dict_table_used(dict); e < 2 * used; e++)
        kk_dict_table_entries(dict)[e] = KK_UNSET;
    kk_dict_table_of(dict)->index = index;
    return true;
}

bool kk_dict_table_rebuild(Vm *vm, Value dict, size_t capacity, bool hashed)
{
    return rebuild(vm, dict, capacity_for(capacity), hashed);
}

bool kk_dict_table_copy(Vm *vm, Value dict)
{
    DictObj *d = kk_dict_table_of(dict);
    size_t live = kk_dict_len(dict), capacity = kk_dict_table_capacity(dict);
    if (live != kk_dict_table_used(dict) || capacity_for(live) != capacity)
        return kk_dict_table_rebuild(vm, dict, live, (kk_dict_table_flags(dict) & DICT_HASHED) != 0);
    Value entries = kk_values_new(vm, 2 * capacity);
    if (entries == KK_ERROR)
        return false;
    Value index = KK_UNSET;
    if (d->index != KK_UNSET && (index = kk_blob_new(vm, kk_len_of(d->index))) == KK_ERROR)
        return false;
    memcpy(KK_OBJ(ValuesObj, entries)->at, kk_dict_table_entries(dict), 2 * capacity * sizeof(Value));
    if (index != KK_UNSET)
        memcpy(KK_OBJ(BlobObj, index)->at, KK_OBJ(BlobObj, d->index)->at, kk_len_of(index));
    d->entries = entries;
    d->index = index;
    return true;
}

/* Room for one more entry. A table with holes is made as large as its live entries need, with a
 * quarter to spare: so that a dict used as a queue is not rebuilt at every turn. One without live
 * entries is used again: one item put in and taken out again and again does not allocate. When memory is
 * too short for that it grows by an eighth. */
static bool make_room(Vm *vm, Value dict, bool hashed)
{
    size_t used = kk_dict_table_used(dict);
    bool is_hashed = (kk_dict_table_flags(dict) & DICT_HASHED) != 0;
    if (used < kk_dict_table_capacity(dict) && hashed == is_hashed)
        return true;
    if (used > 0 && kk_dict_len(dict) == 0 && (kk_dict_table_flags(dict) & DICT_NAMESPACE) == 0) {
        kk_dict_clear(dict);
        used = 0;
        if (kk_dict_table_capacity(dict) > 0 && !hashed)
            return true;
    }
    size_t live = (kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0 ? used : kk_dict_len(dict);
    size_t capacity = capacity_for(live < used ? live + live / 4 + 1 : live + 1), less = (live + live / 8 + 2) & ~(size_t)1;
    if (rebuild(vm, dict, capacity, hashed))
        return true;
    if (!kk_pending_clear(vm, &kk_type_MemoryError))
        return false;
    return widen(vm, dict, capacity, hashed) || widen(vm, dict, less, hashed) || rebuild(vm, dict, less < capacity ? less : capacity, hashed);
}

/* The same for a simple key where there is room, the index has places of one byte, and no hashes are stored. */
KK_INLINE bool append_quickly(Vm *vm, Value dict, const KeyProbe *probe, Value value)
{
    DictObj *d = kk_dict_table_of(dict);
    size_t e = kk_dict_table_used(dict);
    if (!probe->simple || !kk_smallint_is(d->state) || e >= kk_dict_table_capacity(dict) ||
        (kk_dict_table_flags(dict) & (DICT_HASHED | DICT_NAMESPACE)) != 0 ||
        (d->index != KK_UNSET && kk_len_of(d->index) > 0x100))
        return false;
    Value *entry = kk_dict_table_entries(dict) + 2 * e;
    entry[0] = probe->key;
    entry[1] = value;
    if (d->index != KK_UNSET) {
        uint8_t *places = KK_OBJ(BlobObj, d->index)->at;
        size_t mask = kk_len_of(d->index) - 1;
        size_t i = scramble(kk_key_simple_hash(vm, probe->plain), (uint32_t)KK_CLZ32((uint32_t)mask + 1) + 1);
        while (places[i] != 0)
            i = (i + 1) & mask;
        places[i] = (uint8_t)(e + 1);
    }
    kk_dict_table_set_used(dict, e + 1);
    intptr_t mixed = kk_ref_is(probe->key) && kk_str_is(probe->key) && kk_str_is_interned(probe->key) ? 0 : DICT_MIXED;
    d->state = KK_INT((kk_smallint_get(d->state) | mixed) + (1 << DICT_LIVE_SHIFT));
    return true;
}

bool kk_dict_table_append(Vm *vm, Value dict, KeyProbe *probe, Value value)
{
    if (KK_WORD_BITS == 64 && append_quickly(vm, dict, probe, value))
        return true;
    unsigned flags = kk_dict_table_flags(dict);
    if (!make_room(vm, dict, !probe->simple || (flags & DICT_HASHED) != 0))
        return false;
    size_t e = kk_dict_table_used(dict);
    Value *entry = kk_dict_table_entries(dict) + 2 * e;
    entry[0] = probe->key;
    entry[1] = value;
    if (kk_dict_table_of(dict)->index != KK_UNSET) {
        Index ix = index_of(dict);
        uint32_t hash = probe->simple ? kk_key_simple_hash(vm, probe->plain) : probe->hash;
        if (ix.hashes != NULL)
            ix.hashes[e] = hash;
        if (ix.mask != 0)
            place_add(&ix, hash, e);
    }
    kk_dict_table_set_used(dict, e + 1);
    flags = kk_dict_table_flags(dict);
    if ((flags & DICT_NAMESPACE) == 0) {
        bool name = kk_str_is(probe->key) && kk_str_is_interned(probe->key);
        kk_dict_table_set_state(dict, kk_dict_len(dict) + 1, name ? flags : flags | DICT_MIXED);
    }
    return true;
}

static uint32_t hash_of_entry(Vm *vm, const Index *ix, const Value *entries, size_t e)
{
    if (ix->hashes != NULL)
        return ix->hashes[e];
    return kk_key_simple_hash(vm, kk_key_plain(entries[2 * e]));
}

bool kk_dict_next_probe(Value dict, size_t *at, KeyProbe *probe, Value *value)
{
    Value key;
    if (!kk_dict_next(dict, at, &key, value))
        return false;
    Value plain = kk_key_plain(key);
    *probe = (KeyProbe){key, plain, 0, kk_key_is_simple(plain)};
    if (!probe->simple)
        probe->hash = index_of(dict).hashes[*at - 1];
    return true;
}

/* Takes entry e out of the index and moves those behind it up to where they are found. */
static void close_place(Vm *vm, Value dict, size_t e)
{
    Index ix = index_of(dict);
    if (ix.mask == 0)
        return;
    const Value *entries = kk_dict_table_entries(dict);
    size_t hole = first_place(&ix, hash_of_entry(vm, &ix, entries, e));
    while (place_get(&ix, hole) != e + 1)
        hole = (hole + 1) & ix.mask;
    for (size_t i = (hole + 1) & ix.mask; place_get(&ix, i) != 0; i = (i + 1) & ix.mask) {
        size_t entry = place_get(&ix, i);
        size_t home = first_place(&ix, hash_of_entry(vm, &ix, entries, entry - 1));
        if (((i - home) & ix.mask) >= ((i - hole) & ix.mask)) {
            place_set(&ix, hole, entry);
            hole = i;
        }
    }
    place_set(&ix, hole, 0);
}

/*
 * The place is not used again before the table is rebuilt: an iterator finds what is put in later
 * behind all that it has seen, and notices. A large table is given back with its last entry.
 */
void kk_dict_table_remove(Vm *vm, Value dict, size_t at)
{
    close_place(vm, dict, at);
    Value *entries = kk_dict_table_entries(dict);
    entries[2 * at] = entries[2 * at + 1] = KK_UNSET;
    size_t live = kk_dict_len(dict) - 1;
    kk_dict_table_set_state(dict, live, kk_dict_table_flags(dict));
    if (live == 0 && kk_dict_table_of(dict)->index != KK_UNSET)
        kk_dict_clear(dict);
}

bool kk_dict_table_make_last(Value dict, size_t at)
{
    Index ix = index_of(dict);
    size_t last = kk_dict_table_used(dict), i = 0;
    if (KK_WORD_BITS == 32 || ix.mask == 0 || last == kk_dict_table_capacity(dict))
        return false;
    Value *entries = kk_dict_table_entries(dict), key = entries[2 * at];
    if (ix.hashes == NULL && !kk_key_is_quick(key))
        return false;
    uint32_t hash = ix.hashes != NULL ? ix.hashes[at] : kk_smallint_is(key) ?
                    kk_key_fold((uintptr_t)kk_smallint_get(key)) : kk_str_hash(key);
    for (i = first_place(&ix, hash); place_get(&ix, i) != at + 1;)
        i = (i + 1) & ix.mask;
    place_set(&ix, i, last + 1);
    if (ix.hashes != NULL)
        ix.hashes[last] = hash;
    memcpy(entries + 2 * last, entries + 2 * at, 2 * sizeof(Value));
    entries[2 * at] = entries[2 * at + 1] = KK_UNSET;
    kk_dict_table_set_used(dict, last + 1);
    return true;
}

void kk_dict_table_trim(Value dict)
{
    if ((kk_dict_table_flags(dict) & DICT_NAMESPACE) != 0)
        return;
    size_t used = kk_dict_table_used(dict);
    while (used > 0 && kk_dict_table_entries(dict)[2 * used - 2] == KK_UNSET)
        used--;
    kk_dict_table_set_used(dict, used);
}
