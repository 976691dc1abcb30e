/*
 * dict_methods.c: the methods of dict.
 *
 * Layer: types.   Tests: tests/types/dict/methods.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/key.h"
#include "object/ops.h"
#include "types/dict_view.h"
#include "types/iter.h"
#include "types/set.h"
#include "types/tuple.h"

/* Return the value for key if key is in the dictionary, else default. */
KK_METHOD(dict, get, "(key, default=None, /)")
Value kk_dict_m_get(Vm *vm, Value self, Args args)
{
    Value value = kk_dict_get(vm, self, args.pos[0]);
    if (value != KK_UNSET || kk_failed(vm))
        return value;
    return kk_arg(args, 1, kk_none);
}

/* Insert key with a value of default if key is not in the dictionary. */
KK_METHOD(dict, setdefault, "(key, default=None, /)")
Value kk_dict_m_setdefault(Vm *vm, Value self, Args args)
{
    return kk_dict_setdefault(vm, self, args.pos[0], kk_arg(args, 1, kk_none));
}

/* Remove specified key and return the corresponding value. */
KK_METHOD(dict, pop, "(key, default=<unrepresentable>, /)")
Value kk_dict_m_pop(Vm *vm, Value self, Args args)
{
    Value value;
    if (!kk_dict_pop(vm, self, args.pos[0], &value))
        return KK_ERROR;
    if (value == KK_UNSET)
        value = kk_arg(args, 1, KK_UNSET);
    return value != KK_UNSET ? value : kk_raise_value(vm, KK_KeyError, args.pos[0]);
}

/* Remove and return a (key, value) pair as a 2-tuple, in LIFO order. */
KK_METHOD(dict, popitem, "()")
Value kk_dict_m_popitem(Vm *vm, Value self, Args args)
{
    Value key, value;
    if (!kk_dict_last(self, &key, &value))
        return kk_raise(vm, KK_KeyError, "popitem(): dictionary is empty");
    Value pair = kk_tuple_pair(vm, key, value);
    bool found;
    return pair != KK_ERROR && kk_dict_delete(vm, self, key, &found) ? pair : KK_ERROR;
}

/* Return a view of the keys. */
KK_METHOD(dict, keys, "()")
Value kk_dict_m_keys(Vm *vm, Value self, Args args)
{
    return kk_dict_view_new(vm, &kk_type_dict_keys, self);
}

/* Return a view of the values. */
KK_METHOD(dict, values, "()")
Value kk_dict_m_values(Vm *vm, Value self, Args args)
{
    return kk_dict_view_new(vm, &kk_type_dict_values, self);
}

/* Return a view of the (key, value) pairs. */
KK_METHOD(dict, items, "()")
Value kk_dict_m_items(Vm *vm, Value self, Args args)
{
    return kk_dict_view_new(vm, &kk_type_dict_items, self);
}

/* Update the dictionary from a mapping or an iterable of pairs, then from the keywords. */
KK_METHOD(dict, update, "(*args, **kwargs)")
Value kk_dict_m_update(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n > 1)
        return kk_raise(vm, KK_TypeError, "update expected at most 1 argument, got %zu", args.n);
    if (args.n == 1 && !kk_dict_update(vm, self, args.pos[0]))
        return KK_ERROR;
    return kw == KK_UNSET || kk_dict_update(vm, self, kw) ? kk_none : KK_ERROR;
}

/* Remove all items from the dictionary. */
KK_METHOD(dict, clear, "()")
Value kk_dict_m_clear(Vm *vm, Value self, Args args)
{
    kk_dict_clear(self);
    return kk_none;
}

/* Return a shallow copy of the dictionary. */
KK_METHOD(dict, copy, "()")
Value kk_dict_m_copy(Vm *vm, Value self, Args args)
{
    return kk_dict_copy(vm, self);
}

/* The keys of a set or a dict, whose hashes are known. */
static bool fill_hashed(Vm *vm, Value dict, Value source, Value value)
{
    bool from_dict = kk_dict_is(source);
    size_t at = 0, len = from_dict ? kk_dict_len(source) : kk_set_len(source);
    KeyProbe probe;
    Value unused;
    while (from_dict ? kk_dict_next_probe(source, &at, &probe, &unused) :
                       kk_set_next_probe(source, &at, &probe)) {
        if (!kk_dict_set_probe(vm, dict, &probe, value))
            return false;
        if ((from_dict ? kk_dict_len(source) : kk_set_len(source)) != len)
            return kk_raise_false(vm, KK_RuntimeError, "%s changed size during iteration",
                                  from_dict ? "dictionary" : "set");
    }
    return true;
}

/* Create a new dictionary with keys from iterable and values set to value. */
KK_CLASSMETHOD(dict, fromkeys, "(iterable, value=None, /)")
KK_CLASSMETHOD(OrderedDict, fromkeys, "(iterable, value=None)")
Value kk_dict_m_fromkeys(Vm *vm, Value self, Args args)
{
    bool exact = self == KK_REF(&kk_type_dict);
    Value dict = exact ? kk_dict_new(vm, 0) : kk_call0(vm, self);
    Cursor cursor;
    Value source = args.pos[0], value = kk_arg(args, 1, kk_none);
    if (dict != KK_ERROR && exact &&
        (kk_dict_is(source) || kk_desc_is(source, &kk_type_set) ||
         kk_desc_is(source, &kk_type_frozenset)))
        return fill_hashed(vm, dict, source, value) ? dict : KK_ERROR;
    if (dict == KK_ERROR || !kk_iter_begin(vm, &cursor, source))
        return KK_ERROR;
    for (;;) {
        Value key = kk_iter_advance(vm, &cursor);
        if (key == KK_END)
            return dict;
        if (key == KK_ERROR)
            return KK_ERROR;
        if (exact ? !kk_dict_set(vm, dict, key, value) : !kk_setitem(vm, dict, key, value))
            return KK_ERROR;
    }
}

/* Return a reverse iterator over the dict keys. */
KK_METHOD(dict, __reversed__, "()")
Value kk_dict_m_reversed(Vm *vm, Value self, Args args)
{
    return kk_dict_iter_new(vm, &kk_type_dict_reversekeyiterator, self);
}
