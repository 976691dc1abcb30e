/*
 * set.c: the table of set and frozenset.
 *
 * Open addressing with a few neighbouring places tried before each jump: small ints lie at their
 * own number, so that sets of them are dense and in order. Nothing is stored but the items, unless
 * some item's hash is not had for nothing (object/key.h): then there is a word for each place.
 *
 * On boards a table of eight places is packed as long as at least two are empty and no hashes are stored: its first word, a
 * small int, has a bit for each place that is not empty, and what is there follows in the order of the places.
 *
 * Only kk_equal() runs Python code under way; a search whose table was changed by it begins anew.
 *
 * Layer: types.   Tests: tests/types/set/.
 */
#include "types/set.h"

#include "heap/bits.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/key.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/list.h"

#define MIN_PLACES 8
/* Whether tables of so many are packed: it takes time, which computers have less of than memory. */
#define PACKS (KK_WORD_BITS == 32)
/* Neighbours tried before a jump. */
#define NEIGHBOURS 4
#define REMOVED KK_END

static SetObj *set_of(Value v)
{
    return KK_OBJ(SetObj, v);
}

/* ---- tables ---- */

KK_INLINE Value *words_of(Value table)
{
    return KK_OBJ(ValuesObj, table)->at;
}

KK_INLINE bool is_packed(Value table)
{
    return PACKS && kk_len_of(table) < MIN_PLACES;
}

/* Words of a packed table for n items. */
KK_INLINE size_t packed_words(size_t n)
{
    return (n + 1) | 1;
}

KK_INLINE size_t mask_in(Value table)
{
    return is_packed(table) ? MIN_PLACES - 1 : kk_len_of(table) - 1;
}

static size_t mask_of(Value set)
{
    return mask_in(set_of(set)->table);
}

/* Where the content of a place is, or goes, in a packed table with these places in use. */
KK_INLINE size_t packed_at(uintptr_t map, size_t place)
{
    size_t at = 1;
    /* Few bits: less work than counting them all at once. */
    for (map &= kk_bits_below(place); map != 0; map &= map - 1)
        at++;
    return at;
}

static Value packed_get(const Value *words, size_t place)
{
    uintptr_t map = (uintptr_t)kk_smallint_get(words[0]);
    return map >> place & 1 ? words[packed_at(map, place)] : KK_UNSET;
}

/* What is at a place, or KK_UNSET. */
KK_INLINE Value get(Value table, size_t place)
{
    const Value *words = words_of(table);
    return is_packed(table) ? packed_get(words, place) : words[place];
}

KK_INLINE Value item_at(Value set, size_t place)
{
    return get(set_of(set)->table, place);
}

/* There is room, if the place was empty. */
static void place_packed(Value *words, size_t place, Value item)
{
    uintptr_t map = (uintptr_t)kk_smallint_get(words[0]);
    size_t at = packed_at(map, place), end = packed_at(map, MIN_PLACES);
    if ((map >> place & 1) == 0) {
        for (size_t i = end; i > at; i--)
            words[i] = words[i - 1];
        words[0] = KK_INT(map | (uintptr_t)1 << place);
    }
    words[at] = item;
}

KK_INLINE void store(Value table, size_t at, Value item)
{
    if (is_packed(table))
        place_packed(words_of(table), at, item);
    else
        words_of(table)[at] = item;
}

static uint32_t *hashes_of(Value set)
{
    Value hashes = set_of(set)->hashes;
    return hashes == KK_UNSET ? NULL : (uint32_t *)(void *)KK_OBJ(BlobObj, hashes)->at;
}

bool kk_set_is_other(Value v)
{
    const TypeObj *native = kk_type_of(v)->native;
    return native == &kk_type_set || native == &kk_type_frozenset;
}

Value kk_set_new_of(Vm *vm, const TypeObj *cls)
{
    return kk_object_new(vm, cls, 0);
}

Value kk_set_new(Vm *vm)
{
    return kk_object_new(vm, &kk_type_set, 0);
}

void kk_set_clear(Value set)
{
    SetObj *s = set_of(set);
    s->table = s->hashes = KK_UNSET;
    s->count = s->used = s->extra = 0;
}

/* ---- places ---- */

/* The places to try for a hash, in order: bases that in the end are all places, each with its
 * neighbours. */
typedef struct Walk {
    size_t mask, at, base;
    uint32_t rest;
    unsigned step;
} Walk;

KK_INLINE Walk walk_begin(size_t mask, uint32_t hash)
{
    return (Walk){mask, hash & mask, hash & mask, hash, 0};
}

KK_INLINE void walk_on(Walk *w)
{
    if (++w->step % NEIGHBOURS != 0) {
        w->at = (w->at + 1) & w->mask;
        return;
    }
    w->rest >>= 5;
    w->at = w->base = (w->base * 5 + 1 + w->rest) & w->mask;
}

static void put(Value table, uint32_t *hashes, Value item, uint32_t hash)
{
    Walk w = walk_begin(mask_in(table), hash);
    if (!PACKS && hashes == NULL && words_of(table)[w.at] == KK_UNSET) {
        words_of(table)[w.at] = item;
        return;
    }
    while (get(table, w.at) != KK_UNSET)
        walk_on(&w);
    store(table, w.at, item);
    if (hashes != NULL)
        hashes[w.at] = hash;
}

/* Places of a table so large that may be in use. A small one on a board is filled up to the one that ends a search. */
KK_INLINE size_t most_of(size_t size)
{
    return PACKS && size == MIN_PLACES ? MIN_PLACES - 1 : ((size - 1) * 3 - 1) / 5;
}

/* Fresh places for n items at least, with hashes stored or not. Runs no Python code. */
static bool rebuild(Vm *vm, Value set, size_t n, bool hashed)
{
    size_t size = MIN_PLACES;
    while (most_of(size) < n)
        size *= 2;
    bool packed = PACKS && !hashed && packed_words(n) < MIN_PLACES;
    Value table = kk_values_new(vm, packed ? packed_words(n) : size), hashes = KK_UNSET;
    if (table != KK_ERROR && hashed)
        hashes = kk_blob_new(vm, size * sizeof(uint32_t));
    if (table == KK_ERROR || (hashed && hashes == KK_ERROR))
        return false;
    SetObj *s = set_of(set);
    size_t old = s->table == KK_UNSET ? 0 : mask_of(set) + 1;
    if (packed)
        words_of(table)[0] = KK_INT(0);
    const uint32_t *old_hashes = hashes_of(set);
    uint32_t *to_hashes = hashed ? (uint32_t *)(void *)KK_OBJ(BlobObj, hashes)->at : NULL;
    for (size_t i = 0; i < old; i++) {
        Value item = item_at(set, i);
        if (item == KK_UNSET || item == REMOVED)
            continue;
        uint32_t hash = old_hashes != NULL ?
                            old_hashes[i] :
                            kk_key_simple_hash(vm, kk_key_plain(item));
        put(table, to_hashes, item, hash);
    }
    s->table = table;
    s->hashes = hashes;
    s->used = s->count;
    return true;
}

/* The table has room for one more item. */
static bool has_room(Value set)
{
    const SetObj *s = set_of(set);
    return is_packed(s->table) ? s->used + 1 < kk_len_of(s->table) : s->used < most_of(mask_of(set) + 1);
}

/* Room for one more item in a packed table: two words more, or none of it is packed any more. */
static bool widen_packed(Vm *vm, Value set)
{
    Value table = set_of(set)->table;
    bool stays = kk_len_of(table) + 2 < MIN_PLACES;
    Value fresh = stays ? kk_values_extend(vm, table, kk_len_of(table) + 2) : kk_values_new(vm, MIN_PLACES);
    if (fresh == KK_ERROR)
        return false;
    for (size_t i = 0; !stays && i < MIN_PLACES; i++)
        words_of(fresh)[i] = item_at(set, i);
    set_of(set)->table = fresh;
    return true;
}

/* Room for one more item. On hosts tables grow fourfold while they are small. */
static bool make_room(Vm *vm, Value set, bool hashed)
{
    SetObj *s = set_of(set);
    bool was_hashed = s->hashes != KK_UNSET;
    hashed = hashed || was_hashed;
    if (s->table != KK_UNSET && has_room(set) && hashed == was_hashed)
        return true;
    if (s->table != KK_UNSET && is_packed(s->table) && !hashed && s->used < most_of(MIN_PLACES))
        return widen_packed(vm, set);
    size_t more = KK_WORD_BITS == 64 && s->count < 50000 ? s->count * 2 : s->count / 2;
    return rebuild(vm, set, s->count + more + 1, hashed);
}

/* ---- finding ---- */

#define NOWHERE SIZE_MAX

/* walk_simple() in a packed table. */
static bool walk_packed(Value table, Value plain, uint32_t hash, size_t *at)
{
    const Value *words = words_of(table);
    uintptr_t map = (uintptr_t)kk_smallint_get(words[0]);
    for (Walk w = walk_begin(MIN_PLACES - 1, hash);; walk_on(&w)) {
        *at = w.at;
        if ((map >> w.at & 1) == 0)
            return false;
        Value item = words[packed_at(map, w.at)];
        if (item == plain || (item != REMOVED && kk_key_same(item, plain)))
            return true;
    }
}

/* Whether a simple key is in a table without stored hashes; *at is its place, or the empty one that ends the search. */
static bool walk_simple(Value set, Value plain, uint32_t hash, size_t *at)
{
    if (is_packed(set_of(set)->table))
        return walk_packed(set_of(set)->table, plain, hash, at);
    const Value *places = words_of(set_of(set)->table);
    for (Walk w = walk_begin(mask_of(set), hash);; walk_on(&w)) {
        Value item = places[w.at];
        *at = w.at;
        if (item == plain)
            return true;
        if (item == KK_UNSET)
            return false;
        if (item != REMOVED && kk_key_same(item, plain))
            return true;
    }
}

/* The same; mostly the first place decides. */
KK_INLINE bool find_simple(Value set, Value plain, uint32_t hash, size_t *at)
{
    if (!PACKS) {
        Value item = item_at(set, *at = hash & mask_of(set));
        if (item == plain || item == KK_UNSET)
            return item == plain;
    }
    return walk_simple(set, plain, hash, at);
}

/* The same in a table of stored hashes for any key, as long as nothing but words has to be compared; < 0: more must be
 * asked. */
static int find_words(Value set, const KeyProbe *probe, size_t *at)
{
    const Value *places = words_of(set_of(set)->table);
    const uint32_t *hashes = hashes_of(set);
    for (Walk w = walk_begin(mask_of(set), probe->hash);; walk_on(&w)) {
        Value item = places[*at = w.at];
        if (item == probe->key)
            return true;
        if (item == KK_UNSET)
            return false;
        if (hashes[w.at] == probe->hash && item != REMOVED)
            return kk_key_same_words(item, probe->key) ? true : -1;
    }
}

/* An item of the same hash: is it equal? false: an exception is pending. */
static bool is_equal(Vm *vm, Value set, size_t i, const KeyProbe *probe, bool *equal)
{
    Value item = item_at(set, i);
    const uint32_t *hashes = hashes_of(set);
    *equal = item == probe->key;
    if (*equal)
        return true;
    uint32_t hash = hashes != NULL ? hashes[i] : kk_key_simple_hash(vm, kk_key_plain(item));
    return hash != probe->hash || kk_key_equal(vm, item, probe->key, equal);
}

static bool find_any(Vm *vm, Value set, const KeyProbe *probe, size_t *at)
{
    for (;;) {
        SetObj before = *set_of(set);
        bool changed = before.table == KK_UNSET;
        *at = NOWHERE;
        if (changed)
            return true;
        for (Walk w = walk_begin(mask_of(set), probe->hash); !changed; walk_on(&w)) {
            Value item = item_at(set, w.at);
            bool equal;
            if (item == KK_UNSET)
                return true;
            if (item == REMOVED)
                continue;
            if (!is_equal(vm, set, w.at, probe, &equal))
                return false;
            const SetObj *now = set_of(set);
            changed = now->table != before.table || now->hashes != before.hashes ||
                      now->count != before.count || now->used != before.used ||
                      item_at(set, w.at) != item;
            if (equal && !changed) {
                *at = w.at;
                return true;
            }
        }
    }
}

/* Where the key is: *at is its place, or NOWHERE. The probe's hash is valid afterwards. */
static bool find(Vm *vm, Value set, KeyProbe *probe, size_t *at)
{
    if (probe->simple)
        probe->hash = kk_key_simple_hash(vm, probe->plain);
    *at = NOWHERE;
    if (set_of(set)->table == KK_UNSET)
        return true;
    if (KK_WORD_BITS == 64 && set_of(set)->hashes != KK_UNSET) {
        int found = find_words(set, probe, at);
        if (found >= 0) {
            *at = found ? *at : NOWHERE;
            return true;
        }
    }
    if (!probe->simple || set_of(set)->hashes != KK_UNSET)
        return find_any(vm, set, probe, at);
    if (!find_simple(set, probe->plain, probe->hash, at))
        *at = NOWHERE;
    return true;
}

bool kk_set_contains(Vm *vm, Value set, Value item, bool *found)
{
    KeyProbe probe;
    size_t at;
    if (kk_key_is_quick(item) && set_of(set)->hashes == KK_UNSET) {
        *found = set_of(set)->table != KK_UNSET && find_simple(set, item, kk_key_simple_hash(vm, item), &at);
        return true;
    }
    if (!kk_key_probe(vm, item, &probe) || !find(vm, set, &probe, &at))
        return false;
    *found = at != NOWHERE;
    return true;
}

/* ---- changing ---- */

/* Adds a key that is known not to be there. */
static bool add_new(Vm *vm, Value set, const KeyProbe *probe)
{
    if (!make_room(vm, set, !probe->simple))
        return false;
    put(set_of(set)->table, hashes_of(set), probe->key, probe->hash);
    set_of(set)->count++;
    set_of(set)->used++;
    return true;
}

static bool add_probe(Vm *vm, Value set, KeyProbe *probe)
{
    size_t at;
    if (probe->simple && set_of(set)->table != KK_UNSET && set_of(set)->hashes == KK_UNSET) {
        probe->hash = kk_key_simple_hash(vm, probe->plain);
        if (find_simple(set, probe->plain, probe->hash, &at))
            return true;
        if (!has_room(set))
            return add_new(vm, set, probe);
        store(set_of(set)->table, at, probe->key);
        set_of(set)->count++;
        set_of(set)->used++;
        return true;
    }
    if (!find(vm, set, probe, &at))
        return false;
    return at != NOWHERE || add_new(vm, set, probe);
}

bool kk_set_add(Vm *vm, Value set, Value item)
{
    KeyProbe probe;
    if (kk_key_is_quick(item)) {
        probe = (KeyProbe){item, item, 0, true};
        return add_probe(vm, set, &probe);
    }
    return kk_key_probe(vm, item, &probe) && add_probe(vm, set, &probe);
}

static bool discard_probe(Vm *vm, Value set, KeyProbe *probe, bool *found)
{
    size_t at;
    if (!find(vm, set, probe, &at))
        return false;
    *found = at != NOWHERE;
    if (!*found)
        return true;
    store(set_of(set)->table, at, REMOVED);
    set_of(set)->count--;
    if (set_of(set)->count == 0)
        kk_set_clear(set);
    return true;
}

bool kk_set_discard(Vm *vm, Value set, Value item, bool *found)
{
    KeyProbe probe;
    return kk_key_probe(vm, item, &probe) && discard_probe(vm, set, &probe, found);
}

static bool next_packed(const Value *words, size_t *at, Value *item)
{
    uintptr_t all = (uintptr_t)kk_smallint_get(words[0]), map = all >> *at;
    for (size_t i = *at; map != 0; i++, map >>= 1) {
        if ((map & 1) == 0 || (*item = words[packed_at(all, i)]) == REMOVED)
            continue;
        *at = i + 1;
        return true;
    }
    *at = MIN_PLACES;
    return false;
}

bool kk_set_next(Value set, size_t *at, Value *item)
{
    if (set_of(set)->table == KK_UNSET)
        return false;
    const Value *places = words_of(set_of(set)->table);
    if (is_packed(set_of(set)->table))
        return next_packed(places, at, item);
    for (size_t size = mask_of(set) + 1; *at < size; ++*at) {
        if (places[*at] != KK_UNSET && places[*at] != REMOVED) {
            *item = places[(*at)++];
            return true;
        }
    }
    return false;
}

/* ---- as a whole ---- */

/* A copy to which so many items will be added, some of which it may have. */
static Value copy_with_room(Vm *vm, Value set, const TypeObj *cls, size_t more)
{
    Value copy = kk_set_new_of(vm, cls);
    if (copy == KK_ERROR || kk_set_len(set) == 0)
        return copy;
    SetObj *to = set_of(copy), *from = set_of(set);
    to->table = from->table;
    to->hashes = from->hashes;
    to->count = from->count;
    to->used = from->used;
    if (from->used != from->count || mask_of(set) > 4 * from->count + MIN_PLACES)
        return rebuild(vm, copy, from->count, from->hashes != KK_UNSET) ? copy : KK_ERROR;
    /* Nothing was removed: the same places will do. */
    size_t words = kk_len_of(from->table);
    if (is_packed(from->table) && packed_words(from->count + more) < MIN_PLACES)
        words = packed_words(from->count + more);
    Value table = kk_values_resize(vm, from->table, words), hashes = KK_UNSET;
    if (table == KK_ERROR)
        return KK_ERROR;
    if (from->hashes != KK_UNSET) {
        hashes = kk_blob_resize(vm, from->hashes, kk_len_of(from->hashes));
        if (hashes == KK_ERROR)
            return KK_ERROR;
    }
    to->table = table;
    to->hashes = hashes;
    return copy;
}

Value kk_set_copy(Vm *vm, Value set, const TypeObj *cls)
{
    return copy_with_room(vm, set, cls, 0);
}

/* An item that stands at a place of a set, as a key to look for: its hash is known. */
static KeyProbe probe_of(Value set, size_t place)
{
    Value item = item_at(set, place), plain = kk_key_plain(item);
    const uint32_t *hashes = hashes_of(set);
    uint32_t hash = hashes != NULL ? hashes[place] : 0;
    return (KeyProbe){item, plain, hash, kk_key_is_simple(plain)};
}

bool kk_set_next_probe(Value set, size_t *at, KeyProbe *probe)
{
    Value item;
    if (!kk_set_next(set, at, &item))
        return false;
    *probe = probe_of(set, *at - 1);
    return true;
}

static bool check_same_size(Vm *vm, Value set, size_t len)
{
    return kk_set_len(set) == len ||
           kk_raise_false(vm, KK_RuntimeError, "Set changed size during iteration");
}

/* The items of another set. */
static bool update_from_set(Vm *vm, Value set, Value other)
{
    size_t at = 0;
    KeyProbe probe;
    if (set == other)
        return true;
    while (kk_set_next_probe(other, &at, &probe)) {
        if (!add_probe(vm, set, &probe))
            return false;
    }
    return true;
}

/* The keys of a dict; they were hashed when they were put there. */
static bool update_from_dict(Vm *vm, Value set, Value dict)
{
    size_t at = 0, len = kk_dict_len(dict);
    KeyProbe probe;
    Value value;
    while (kk_dict_next_probe(dict, &at, &probe, &value)) {
        if (!add_probe(vm, set, &probe))
            return false;
        if (kk_dict_len(dict) != len)
            return kk_raise_false(vm, KK_RuntimeError, "dictionary changed size during iteration");
    }
    return true;
}

typedef struct Adding {
    Drain drain;
    Value set;
} Adding;

static bool add_one(Vm *vm, Drain *drain, Value item)
{
    return kk_set_add(vm, ((Adding *)drain)->set, item);
}

bool kk_set_update(Vm *vm, Value set, Value iterable)
{
    if (!kk_list_is(iterable) && kk_set_is_any(iterable))
        return update_from_set(vm, set, iterable);
    if (kk_dict_is(iterable))
        return update_from_dict(vm, set, iterable);
    Cursor cursor;
    if (!kk_iter_begin(vm, &cursor, iterable))
        return false;
    Adding adding = {{add_one}, set};
    return kk_iter_drain(vm, &cursor, &adding.drain) == KK_END;
}

Value kk_set_from_iterable(Vm *vm, const TypeObj *cls, Value iterable)
{
    if (kk_set_is_any(iterable))
        return kk_set_copy(vm, iterable, cls);
    Value set = kk_set_new_of(vm, cls);
    return set != KK_ERROR && kk_set_update(vm, set, iterable) ? set : KK_ERROR;
}

Value kk_set_of(Vm *vm, Value iterable)
{
    return kk_set_is_any(iterable) ? iterable : kk_set_from_iterable(vm, &kk_type_set, iterable);
}

/* ---- two sets ---- */

Value kk_set_union(Vm *vm, const TypeObj *cls, Value a, Value b)
{
    Value result = copy_with_room(vm, a, cls, kk_set_is_any(b) ? kk_set_len(b) : 0);
    return result != KK_ERROR && kk_set_update(vm, result, b) ? result : KK_ERROR;
}

/* What add_chosen() does where no item needs Python code: neither stores hashes. */
static bool add_chosen_simply(Vm *vm, Value result, Value from, Value other, bool wanted)
{
    for (size_t i = 0; i <= mask_of(from); i++) {
        Value item = item_at(from, i);
        if (item == KK_UNSET || item == REMOVED)
            continue;
        Value plain = kk_key_plain(item);
        uint32_t hash = kk_key_simple_hash(vm, plain);
        size_t at;
        bool found = set_of(other)->table != KK_UNSET && find_simple(other, plain, hash, &at);
        if (found != wanted)
            continue;
        if (!make_room(vm, result, false))
            return false;
        put(set_of(result)->table, NULL, item, hash);
        set_of(result)->count++;
        set_of(result)->used++;
    }
    return true;
}

/* Adds to result, which has none of them yet, the items of `from` that are in `other`, or that are
 * not. */
static bool add_chosen(Vm *vm, Value result, Value from, Value other, bool wanted)
{
    size_t at = 0, len = kk_set_len(from);
    Value item;
    if (set_of(from)->table == KK_UNSET)
        return true;
    if (set_of(from)->hashes == KK_UNSET && set_of(other)->hashes == KK_UNSET && set_of(result)->hashes == KK_UNSET)
        return add_chosen_simply(vm, result, from, other, wanted);
    while (kk_set_next(from, &at, &item)) {
        KeyProbe probe = probe_of(from, at - 1);
        size_t place;
        if (!find(vm, other, &probe, &place) || !check_same_size(vm, from, len))
            return false;
        if ((place != NOWHERE) == wanted && !add_new(vm, result, &probe))
            return false;
    }
    return true;
}

Value kk_set_intersection(Vm *vm, const TypeObj *cls, Value a, Value b)
{
    Value result = kk_set_new_of(vm, cls);
    if (result == KK_ERROR)
        return KK_ERROR;
    bool a_smaller = kk_set_len(a) <= kk_set_len(b);
    return add_chosen(vm, result, a_smaller ? a : b, a_smaller ? b : a, true) ? result : KK_ERROR;
}

Value kk_set_difference(Vm *vm, const TypeObj *cls, Value a, Value b)
{
    Value result = kk_set_new_of(vm, cls);
    return result != KK_ERROR && add_chosen(vm, result, a, b, false) ? result : KK_ERROR;
}

Value kk_set_symmetric(Vm *vm, const TypeObj *cls, Value a, Value b)
{
    Value result = kk_set_difference(vm, cls, a, b);
    return result != KK_ERROR && add_chosen(vm, result, b, a, false) ? result : KK_ERROR;
}

bool kk_set_remove_all(Vm *vm, Value a, Value b)
{
    size_t at = 0;
    KeyProbe probe;
    if (a == b) {
        kk_set_clear(a);
        return true;
    }
    while (set_of(a)->table != KK_UNSET && kk_set_next_probe(b, &at, &probe)) {
        bool found;
        if (probe.simple && set_of(a)->hashes == KK_UNSET) {
            size_t place;
            if (!find_simple(a, probe.plain, kk_key_simple_hash(vm, probe.plain), &place))
                continue;
            store(set_of(a)->table, place, REMOVED);
            if (--set_of(a)->count == 0)
                kk_set_clear(a);
            continue;
        }
        if (!discard_probe(vm, a, &probe, &found))
            return false;
    }
    return true;
}

bool kk_set_is_subset(Vm *vm, Value a, Value b, bool *subset)
{
    size_t at = 0, place;
    KeyProbe probe;
    *subset = kk_set_len(a) <= kk_set_len(b);
    while (*subset && kk_set_next_probe(a, &at, &probe)) {
        if (!find(vm, b, &probe, &place))
            return false;
        *subset = place != NOWHERE;
    }
    return true;
}

Value kk_set_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    bool subset, down = op == CMP_GT || op == CMP_GE;
    size_t an = kk_set_len(a), bn = kk_set_len(b);
    if (op == CMP_EQ || op == CMP_NE) {
        if (an != bn)
            return kk_bool(op == CMP_NE);
        if (!kk_set_is_subset(vm, a, b, &subset))
            return KK_ERROR;
        return kk_bool(subset == (op == CMP_EQ));
    }
    if ((op == CMP_LT && an >= bn) || (op == CMP_GT && an <= bn))
        return kk_false;
    return kk_set_is_subset(vm, down ? b : a, down ? a : b, &subset) ? kk_bool(subset) : KK_ERROR;
}
