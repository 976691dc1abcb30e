/*
 * dict_update.c: what dict.update() does with dicts, mappings and iterables of pairs.
 *
 * Layer: object.   Tests: tests/types/dict/update.py.
 */
#include "object/dict_table.h"

#include "object/attr.h"
#include "object/func.h"

/* What an empty dict gets from one that is not is the same table; else there is room for all. *at: where to go on. */
KK_MUST_CHECK static bool make_like(Vm *vm, Value dict, Value other, size_t *at)
{
    DictObj *to = kk_dict_table_of(dict), *from = kk_dict_table_of(other);
    size_t len = kk_dict_len(dict), more = kk_dict_len(other);
    unsigned flags = kk_dict_table_flags(dict) | kk_dict_table_flags(other);
    if ((flags & DICT_NAMESPACE) != 0)
        return true;
    if (len == 0) {
        DictObj before = *to;
        to->entries = from->entries;
        to->index = from->index;
        to->state = from->state;
        kk_dict_table_set_used(dict, kk_dict_table_used(other));
        *at = SIZE_MAX;
        if (kk_dict_table_copy(vm, dict))
            return true;
        *to = before;
        return false;
    }
    return KK_WORD_BITS == 32 || len + more <= kk_dict_table_capacity(dict) || more <= kk_dict_table_capacity(dict) / 2 ||
           kk_dict_table_rebuild(vm, dict, len + more, (kk_dict_table_flags(dict) & DICT_HASHED) != 0);
}

/* The same where no key needs Python code: none of the dicts stores hashes, none is a namespace. */
KK_MUST_CHECK static bool update_simply(Vm *vm, Value dict, Value other)
{
    for (size_t e = 0; e < kk_dict_table_used(other); e++) {
        Value key = kk_dict_table_entries(other)[2 * e], value = kk_dict_table_entries(other)[2 * e + 1];
        if (value == KK_UNSET)
            continue;
        Value plain = kk_key_plain(key);
        size_t at = kk_dict_table_find_simple(vm, dict, plain);
        if (at != SIZE_MAX)
            kk_dict_table_entries(dict)[2 * at + 1] = value;
        else if (!kk_dict_table_append(vm, dict, &(KeyProbe){key, plain, 0, true}, value))
            return false;
    }
    return true;
}

/* From a dict; *same order. Changes of `other` by keys' __eq__ meanwhile end in a RuntimeError. */
static bool update_from_dict(Vm *vm, Value dict, Value other)
{
    size_t at = 0, len = kk_dict_len(other);
    if (len != 0 && !make_like(vm, dict, other, &at))
        return false;
    if (at == 0 && ((kk_dict_table_flags(dict) | kk_dict_table_flags(other)) & (DICT_HASHED | DICT_NAMESPACE)) == 0)
        return update_simply(vm, dict, other);
    KeyProbe probe;
    Value value;
    while (kk_dict_next_probe(other, &at, &probe, &value)) {
        if (!kk_dict_set_probe(vm, dict, &probe, value))
            return false;
        if (kk_dict_len(other) != len)
            return kk_raise_false(vm, KK_RuntimeError, "dict mutated during update");
    }
    return true;
}

/* From anything with keys() and __getitem__. */
static bool update_from_mapping(Vm *vm, Value dict, Value other, Value keys_method)
{
    Value keys = kk_call0(vm, keys_method);
    Value iter = keys == KK_ERROR ? KK_ERROR : kk_iter(vm, keys);
    if (iter == KK_ERROR)
        return false;
    for (;;) {
        Value key = kk_next(vm, iter);
        if (key == KK_END)
            return true;
        Value value = key == KK_ERROR ? KK_ERROR : kk_getitem(vm, other, key);
        if (value == KK_ERROR || !kk_dict_set(vm, dict, key, value))
            return false;
    }
}

/* Reads up to three items of an element that should be a pair; *n tells how many there are in
 * all. */
static bool read_pair(Vm *vm, Value element, Value pair[2], size_t *n)
{
    Value iter = kk_iter(vm, element);
    if (iter == KK_ERROR)
        return false;
    for (*n = 0;; ++*n) {
        Value item = kk_next(vm, iter);
        if (item == KK_ERROR)
            return false;
        if (item == KK_END)
            return true;
        if (*n < 2)
            pair[*n] = item;
    }
}

static bool update_from_pairs(Vm *vm, Value dict, Value other)
{
    Value iter = kk_iter(vm, other);
    if (iter == KK_ERROR)
        return false;
    for (size_t i = 0;; i++) {
        Value element = kk_next(vm, iter);
        if (element == KK_END)
            return true;
        if (element == KK_ERROR)
            return false;
        Value pair[2];
        size_t n = 0;
        if (kk_kind_is(element, KIND_TUPLE) && kk_len_of(element) == 2) {
            memcpy(pair, KK_OBJ(TupleObj, element)->at, sizeof pair);
        } else if (!read_pair(vm, element, pair, &n)) {
            if (n == 0 && kk_pending_clear(vm, KK_TypeError))
                return kk_raise_false(
                    vm, KK_TypeError,
                    "cannot convert dictionary update sequence element #%zu to a sequence", i);
            return false;
        } else if (n != 2) {
            return kk_raise_false(
                vm, KK_ValueError,
                "dictionary update sequence element #%zu has length %zu; 2 is required", i, n);
        }
        if (!kk_dict_set(vm, dict, pair[0], pair[1]))
            return false;
    }
}

/* Whether other, of a type that wraps a dict, is iterated as dicts are: no __iter__ in Python. */
static bool is_plain_iter(Vm *vm, Value other)
{
    return kk_native_is(kk_class_attr(vm, kk_type_of(other), KK_N(__iter__)));
}

bool kk_dict_update(Vm *vm, Value dict, Value other)
{
    Value plain = kk_as_kind(other, KIND_DICT);
    if (plain != KK_UNSET && (plain == other || is_plain_iter(vm, other)))
        return plain == dict || update_from_dict(vm, dict, plain);
    Value keys = kk_getattr_opt(vm, other, KK_N(keys));
    if (kk_failed(vm))
        return false;
    if (keys != KK_UNSET)
        return update_from_mapping(vm, dict, other, keys);
    return update_from_pairs(vm, dict, other);
}
