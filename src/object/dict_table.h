/*
 * dict_table.h: what the files of the dict core share: its state word and its storage.
 *
 * Private to object/dict*.c.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_DICT_TABLE_H
#define KK_OBJECT_DICT_TABLE_H

#include "object/dict.h"
#include "object/error.h"
#include "object/key.h"
#include "object/names.h"
#include "object/ops.h"

/*
 * DictObj.state as a small int: live entries << DICT_LIVE_SHIFT | flags. In a namespace whose names
 * were not bound in the order of their slots it is a BlobObj instead (DictOrder).
 */
enum {
    DICT_NAMESPACE = 1,
    DICT_HASHED = 2, /* hashes are stored behind the index: some key is not simple */
    DICT_MIXED = 4,  /* some key is not an interned str */
    DICT_LIVE_SHIFT = 3
};

/* Content of the BlobObj: the bound slots, first bound first. */
typedef struct DictOrder {
    uint32_t count;
    uint16_t slots[];
} DictOrder;

/* Dicts of at most so many entries have no index. */
#define DICT_SCAN_MAX 8

KK_INLINE DictObj *kk_dict_table_of(Value dict) { return KK_OBJ(DictObj, dict); }
KK_INLINE size_t kk_dict_table_used(Value dict) { return kk_len_of(dict); }
KK_INLINE size_t kk_dict_table_capacity(Value dict)
{
    Value entries = kk_dict_table_of(dict)->entries;
    return entries == KK_UNSET ? 0 : kk_len_of(entries) / 2;
}
KK_INLINE Value *kk_dict_table_entries(Value dict)
{
    return KK_OBJ(ValuesObj, kk_dict_table_of(dict)->entries)->at;
}
KK_INLINE DictOrder *kk_dict_table_order(Value dict)
{
    Value state = kk_dict_table_of(dict)->state;
    return kk_smallint_is(state) ? NULL : (DictOrder *)KK_OBJ(BlobObj, state)->at;
}
KK_INLINE unsigned kk_dict_table_flags(Value dict)
{
    Value state = kk_dict_table_of(dict)->state;
    return kk_smallint_is(state) ? (unsigned)kk_smallint_get(state) & 7u : DICT_NAMESPACE;
}
KK_INLINE void kk_dict_table_set_state(Value dict, size_t live, unsigned flags)
{
    kk_dict_table_of(dict)->state = KK_INT((live << DICT_LIVE_SHIFT) | flags);
}
KK_INLINE void kk_dict_table_set_used(Value dict, size_t used)
{
    kk_dict_table_of(dict)->header = KK_HEADER(KIND_DICT, used);
}

typedef enum Found { FOUND_ERROR = -1, FOUND_NOT, FOUND_YES } Found;
/* Where the key is: *at is the number of its entry. @gc may collect */
KK_MUST_CHECK Found kk_dict_table_find(Vm *vm, Value dict, KeyProbe *probe, size_t *at);
/* The entry of a simple key, given in its plain form, in a dict without DICT_HASHED; SIZE_MAX:
 * none. @gc never */
size_t kk_dict_table_find_simple(Vm *vm, Value dict, Value plain);
/* The entry of an interned str among keys of any kind, SIZE_MAX: none. @gc never */
size_t kk_dict_table_find_name(Value dict, Value name);

/* Adds an entry for a key that is not there. The dict is left as it was if that fails. @gc may
 * collect */
KK_MUST_CHECK bool kk_dict_table_append(Vm *vm, Value dict, KeyProbe *probe, Value value);
/* Takes entry number `at` out. @gc never */
void kk_dict_table_remove(Vm *vm, Value dict, size_t at);
/* Makes entry number `at` the last one where it is; false: it must be taken out and put in again. @gc never */
bool kk_dict_table_make_last(Value dict, size_t at);
/* Lets the places behind the last entry be used again: who takes the last one out again and again must not
 * look through them each time. @gc never */
void kk_dict_table_trim(Value dict);
/* New storages for at least `capacity` entries without holes (a namespace keeps its places). @gc
 * may collect */
KK_MUST_CHECK bool kk_dict_table_rebuild(Vm *vm, Value dict, size_t capacity, bool hashed);
/* New storages for a dict that refers to those of another: copies as they are, or without holes and what is to spare.
 * @gc may collect */
KK_MUST_CHECK bool kk_dict_table_copy(Vm *vm, Value dict);

#endif
