/*
 * dict_iter.c: the iterators over a dict, in both directions.
 *
 * Layer: types.   Tests: tests/types/dict/iterate.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "types/dict_view.h"
#include "types/iter.h"
#include "types/tuple.h"

Value kk_dict_iter_new(Vm *vm, const TypeObj *type, Value dict)
{
    Value iterator = kk_object_new(vm, type, 0);
    if (iterator == KK_ERROR)
        return KK_ERROR;
    DictIterObj *it = KK_OBJ(DictIterObj, iterator);
    it->dict = dict;
    it->len = it->left = kk_dict_len(dict);
    if (type == &kk_type_dict_reversekeyiterator || type == &kk_type_dict_reversevalueiterator ||
        type == &kk_type_dict_reverseitemiterator)
        it->at = SIZE_MAX;
    return iterator;
}

typedef bool (*Step)(Value dict, size_t *at, Value *key, Value *value);

/* The next entry: kk_true, KK_END, or KK_ERROR. */
KK_INLINE Value step_on(Vm *vm, Value self, Step step, Value *key, Value *value)
{
    DictIterObj *it = KK_OBJ(DictIterObj, self);
    if (it->dict == KK_UNSET)
        return KK_END;
    if (kk_dict_count(it->dict) != it->len) {
        it->len = UINTPTR_MAX;
        return kk_raise(vm, KK_RuntimeError, "dictionary changed size during iteration");
    }
    size_t at = it->at;
    bool more = step(it->dict, &at, key, value);
    it->at = at;
    if (more && it->left-- > 0)
        return kk_true;
    it->dict = KK_UNSET;
    if (more)
        return kk_raise(vm, KK_RuntimeError, "dictionary keys changed during iteration");
    return KK_END;
}

static Value next_key(Vm *vm, Value self)
{
    Value key, value, r = step_on(vm, self, kk_dict_step, &key, &value);
    return r == kk_true ? key : r;
}

static Value next_value(Vm *vm, Value self)
{
    Value key, value, r = step_on(vm, self, kk_dict_step, &key, &value);
    return r == kk_true ? value : r;
}

Value kk_dict_iter_pair(Vm *vm, Value it, Value *pair)
{
    return step_on(vm, it, kk_dict_step, &pair[0], &pair[1]);
}

static Value next_item(Vm *vm, Value self)
{
    Value pair[2], r = kk_dict_iter_pair(vm, self, pair);
    return r == kk_true ? kk_tuple_pair(vm, pair[0], pair[1]) : r;
}

static Value last_key(Vm *vm, Value self)
{
    Value key, value, r = step_on(vm, self, kk_dict_prev, &key, &value);
    return r == kk_true ? key : r;
}

static Value last_value(Vm *vm, Value self)
{
    Value key, value, r = step_on(vm, self, kk_dict_prev, &key, &value);
    return r == kk_true ? value : r;
}

static Value last_item(Vm *vm, Value self)
{
    Value key, value, r = step_on(vm, self, kk_dict_prev, &key, &value);
    return r == kk_true ? kk_tuple_pair(vm, key, value) : r;
}

static const TypeSlots key_slots = {.iter = kk_iter_self, .next = next_key};
static const TypeSlots value_slots = {.iter = kk_iter_self, .next = next_value};
static const TypeSlots item_slots = {.iter = kk_iter_self, .next = next_item};
static const TypeSlots last_key_slots = {.iter = kk_iter_self, .next = last_key};
static const TypeSlots last_value_slots = {.iter = kk_iter_self, .next = last_value};
static const TypeSlots last_item_slots = {.iter = kk_iter_self, .next = last_item};
/* How many items there are still to come, as far as is known. */
KK_METHOD(dict_keyiterator, __length_hint__, "()")
KK_METHOD(dict_valueiterator, __length_hint__, "()")
KK_METHOD(dict_itemiterator, __length_hint__, "()")
KK_METHOD(dict_reversekeyiterator, __length_hint__, "()")
KK_METHOD(dict_reversevalueiterator, __length_hint__, "()")
KK_METHOD(dict_reverseitemiterator, __length_hint__, "()")
Value kk_dict_iter_length_hint(Vm *vm, Value self, Args args)
{
    const DictIterObj *it = KK_OBJ(DictIterObj, self);
    bool valid = it->dict != KK_UNSET && kk_dict_len(it->dict) == it->len;
    return kk_smallint(valid ? (intptr_t)it->left : 0);
}

static const Layout iter_layout = {.words = 5, .refs = 2};

#define HEAD(name) KK_TYPE_HEAD(name, object, &iter_layout, TYPE_FINAL | TYPE_NO_NEW)
KK_TYPE(dict_keyiterator, object) = {HEAD(dict_keyiterator), .slots = &key_slots};
KK_TYPE(dict_valueiterator, object) = {HEAD(dict_valueiterator), .slots = &value_slots};
KK_TYPE(dict_itemiterator, object) = {HEAD(dict_itemiterator), .slots = &item_slots};
KK_TYPE(dict_reversekeyiterator, object) = {HEAD(dict_reversekeyiterator),
                                            .slots = &last_key_slots};
KK_TYPE(dict_reversevalueiterator, object) = {
    HEAD(dict_reversevalueiterator),
    .slots = &last_value_slots,
};
KK_TYPE(dict_reverseitemiterator, object) = {
    HEAD(dict_reverseitemiterator),
    .slots = &last_item_slots,
};
