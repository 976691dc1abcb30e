/*
 * ops_match.c: the tests of match statements: sequences, mappings, classes.
 *
 * What is a sequence or a mapping is decided by type, as PEP 634 says: the built-in ones, and
 * classes whose __abc_tpflags__ (what collections.abc gives its classes) says so.
 *
 * Layer: vm.   Tests: tests/lang/match/.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/dict.h"
#include "types/array.h"
#include "types/deque.h"
#include "types/tuple.h"
#include "vm/vm_ops.h"

enum { ABC_SEQUENCE = 1 << 5, ABC_MAPPING = 1 << 6 };

/* What the built-in type is: ABC_SEQUENCE, ABC_MAPPING or neither. */
static intptr_t native_kind(const TypeObj *type)
{
    if (type == &kk_type_dict)
        return ABC_MAPPING;
    bool sequence = type == &kk_type_list || type == &kk_type_tuple || type == &kk_type_range ||
                    type == &kk_type_memoryview || type == &kk_type_deque || type == &kk_type_array;
    return sequence ? ABC_SEQUENCE : 0;
}

/* What instances of the type are taken for: the first class of its MRO that says it decides. @gc never */
static intptr_t kind_of(const TypeObj *type)
{
    while (kk_type_part(type)->mro == KK_UNSET) {
        intptr_t kind = native_kind(type);
        if (kind != 0 || type->base == KK_UNSET)
            return kind;
        type = KK_OBJ(const TypeObj, type->base);
    }
    for (size_t i = 0; i < kk_tuple_len(kk_type_part(type)->mro); i++) {
        const TypeObj *base = KK_OBJ(const TypeObj, kk_tuple_at(kk_type_part(type)->mro, i));
        intptr_t kind = native_kind(base);
        if ((base->flags & TYPE_HEAP) != 0) {
            Value flags = kk_dict_get_name(base->dict, KK_N(__abc_tpflags__));
            kind = flags != KK_UNSET && kk_smallint_is(flags) ? kk_smallint_get(flags) : 0;
        }
        if ((kind & (ABC_SEQUENCE | ABC_MAPPING)) != 0)
            return kind;
    }
    return 0;
}

static bool is_sequence(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v), *native = type->native;
    if (native == &kk_type_str || native == &kk_type_bytes || native == &kk_type_bytearray)
        return false;
    return (kind_of(type) & ABC_SEQUENCE) != 0;
}

static bool is_mapping(Vm *vm, Value v)
{
    return (kind_of(kk_type_of(v)) & ABC_MAPPING) != 0;
}

KK_MUST_CHECK static bool test_len(Vm *vm, Value v, bool at_least, size_t n, bool *fits)
{
    if (at_least && n == 0) {
        *fits = true;
        return true;
    }
    size_t len;
    if (!kk_len(vm, v, &len))
        return false;
    *fits = at_least ? len >= n : len == n;
    return true;
}

/* window[1] = the n-th item from the end. */
KK_MUST_CHECK static bool item_from_end(Vm *vm, Value *window, size_t n)
{
    size_t len, at = (size_t)(window - vm->base);
    Value v = window[0];
    if (!kk_len(vm, v, &len))
        return false;
    Value index = kk_int_new(vm, (intptr_t)(len - n));
    Value item = index == KK_ERROR ? KK_ERROR : kk_getitem(vm, v, index);
    if (item == KK_ERROR)
        return false;
    vm->base[at + 1] = item;
    return true;
}

/* ---- mappings ---- */

/* No key may be given twice. */
KK_MUST_CHECK static bool check_keys(Vm *vm, size_t keys, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            bool same;
            if (!kk_equal(vm, vm->base[keys + i], vm->base[keys + j], &same))
                return false;
            if (same)
                return kk_raise_false(vm, KK_ValueError,
                                      "mapping pattern checks duplicate key (%R)",
                                      vm->base[keys + i]);
        }
    }
    return true;
}

/* map.get(key), KK_UNSET when there is none; check kk_failed. `absent` is nothing that map holds. */
static Value get_key(Vm *vm, Value map, Value key, Value absent)
{
    if (kk_dict_is(map))
        return kk_dict_get(vm, map, key);
    Value args[2] = {key, absent};
    Value v = kk_call_method(vm, map, KK_N(get), args, 2);
    return v == absent || v == KK_ERROR ? KK_UNSET : v;
}

/* A dict of the items of map without the keys. */
static Value other_items(Vm *vm, Value map, size_t keys, size_t n)
{
    Value rest = kk_dict_new(vm, 0);
    bool found;
    if (rest == KK_ERROR || !kk_dict_update(vm, rest, map))
        return KK_ERROR;
    for (size_t i = 0; i < n; i++) {
        if (!kk_dict_delete(vm, rest, vm->base[keys + i], &found))
            return KK_ERROR;
        if (!found)
            return kk_raise(vm, KK_KeyError, "%R", vm->base[keys + i]);
    }
    return rest;
}

KK_MUST_CHECK static bool test_keys(Vm *vm, Value *window, size_t n, bool constant, bool rest,
                                    bool *fits)
{
    Value map = window[0], absent = KK_UNSET;
    size_t keys = (size_t)(window - vm->base) + 1, values = rest ? keys + n : keys;
    if (!constant && !check_keys(vm, keys, n))
        return false;
    if (!kk_dict_is(map)) {
        absent = kk_dict_new(vm, 0);
        if (absent == KK_ERROR)
            return false;
    }
    for (size_t i = 0; i < n; i++) {
        Value v = get_key(vm, map, vm->base[keys + i], absent);
        if (v == KK_UNSET) {
            *fits = false;
            return !kk_failed(vm);
        }
        vm->base[values + i] = v;
    }
    if (rest) {
        Value others = other_items(vm, map, keys, n);
        if (others == KK_ERROR)
            return false;
        vm->base[values + n] = others;
    }
    *fits = true;
    return true;
}

/* ---- classes ---- */

KK_MUST_CHECK static bool is_instance(Vm *vm, Value v, Value cls, bool *yes)
{
    bool found;
    *yes = false;
    if (kk_type_of(cls) == &kk_type_type) {
        *yes = kk_is(v, KK_OBJ(const TypeObj, cls));
        return true;
    }
    Value r = kk_call_special(vm, cls, KK_N(__instancecheck__), &v, 1, &found);
    return r != KK_ERROR && kk_truth(vm, r, yes);
}

/* The one positional sub-pattern of such a class is for the value itself. */
static bool matches_self(const TypeObj *cls)
{
    static const TypeObj *const types[] = {
        &kk_type_bool, &kk_type_bytearray, &kk_type_bytes, &kk_type_dict,  &kk_type_float,
        &kk_type_frozenset, &kk_type_int,  &kk_type_list,  &kk_type_set, &kk_type_str,
        &kk_type_tuple,
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (kk_type_is_subclass(cls, types[i]))
            return true;
    }
    return false;
}

/* What a class pattern has found out. */
typedef struct ClassTest {
    Value cls, subject;
    size_t window; /* place in the Python stack */
    Value fields;  /* __match_args__, a tuple, or KK_UNSET */
    Value names;   /* of the keywords: a tuple, or kk_none */
    size_t n, named;
} ClassTest;

/* Which attributes the positional sub-patterns are for; *self: it is the value itself. */
KK_MUST_CHECK static bool find_fields(Vm *vm, ClassTest *t, bool *self)
{
    const TypeObj *cls = KK_OBJ(const TypeObj, t->cls);
    size_t allowed;
    t->fields = kk_getattr_opt(vm, t->cls, KK_N(__match_args__));
    *self = false;
    if (t->fields == KK_UNSET) {
        if (kk_failed(vm))
            return false;
        *self = matches_self(cls);
        allowed = *self;
    } else {
        if (!kk_tuple_is(t->fields))
            return kk_raise_false(vm, KK_TypeError, "%N.__match_args__ must be a tuple (got %T)",
                                  cls, t->fields);
        allowed = kk_tuple_len(t->fields);
    }
    if (t->n > allowed)
        return kk_raise_false(vm, KK_TypeError, "%N() accepts %u positional sub-pattern%s (%u given)",
                              cls, (unsigned)allowed, allowed == 1 ? "" : "s", (unsigned)t->n);
    return true;
}

/* The name of attribute i, which no earlier sub-pattern is for. */
KK_MUST_CHECK static Value field_name(Vm *vm, const ClassTest *t, size_t i)
{
    Value name = i < t->n ? kk_tuple_at(t->fields, i) : kk_tuple_at(t->names, i - t->n);
    if (!kk_str_is(name))
        return kk_raise(vm, KK_TypeError, "__match_args__ elements must be strings (got %T)", name);
    for (size_t j = 0; j < i && j < t->n; j++) {
        if (kk_str_equal(kk_tuple_at(t->fields, j), name))
            return kk_raise(vm, KK_TypeError, "%N() got multiple sub-patterns for attribute %R",
                            KK_OBJ(const TypeObj, t->cls), name);
    }
    return kk_intern_str(vm, name);
}

KK_MUST_CHECK static bool test_class(Vm *vm, ClassTest *t, bool *fits)
{
    bool self = false;
    if (!kk_type_is(t->cls))
        return kk_raise_false(vm, KK_TypeError, "called match pattern must be a type");
    if (!is_instance(vm, t->subject, t->cls, fits) || !*fits)
        return !kk_failed(vm);
    if (t->n > 0 && !find_fields(vm, t, &self))
        return false;
    for (size_t i = 0; i < t->n + t->named; i++) {
        Value v = t->subject;
        if (!self || i > 0) {
            Value name = self ? kk_tuple_at(t->names, i - 1) : field_name(vm, t, i);
            if (name == KK_ERROR)
                return false;
            v = kk_getattr_opt(vm, t->subject, name);
        }
        if (v == KK_UNSET) {
            *fits = false;
            return !kk_failed(vm);
        }
        vm->base[t->window + 1 + i] = v;
    }
    return true;
}

KK_MUST_CHECK static bool match_one(Vm *vm, Value *window, unsigned test, uint32_t n, bool *fits)
{
    Value v = window[0];
    switch (test) {
    case MATCH_SEQUENCE:
    case MATCH_LONGER:
        *fits = is_sequence(vm, v);
        return !*fits || test_len(vm, v, test == MATCH_LONGER, n, fits);
    case MATCH_FROM_END:
        *fits = true;
        return item_from_end(vm, window, n);
    case MATCH_MAPPING:
        *fits = is_mapping(vm, v);
        return !*fits || n == 0 || test_len(vm, v, true, n, fits);
    case MATCH_KEYS:
    case MATCH_REST:
        return test_keys(vm, window, n & 0xFFFF, (n & MATCH_CONSTANT) != 0, test == MATCH_REST,
                         fits);
    default: {
        if (n >> 16 != 0 && (!kk_kind_is(window[2], KIND_TUPLE) || kk_tuple_len(window[2]) < n >> 16))
            return kk_raise_false(vm, KK_TypeError, "a class pattern without names");
        ClassTest t = {window[1], v, (size_t)(window - vm->base), KK_UNSET, window[2], n & 0xFFFF,
                       n >> 16};
        return test_class(vm, &t, fits);
    }
    }
}

bool kk_op_match(Vm *vm, Value *window, unsigned what, uint32_t n, bool *fits)
{
    size_t at = (size_t)(window - vm->base), end = (n & 0xFFFF) + 1;
    if (!match_one(vm, window, what, n, fits))
        return false;
    /* So that what the verifier is told is true: all results are values. */
    if (what == MATCH_CLASS)
        end += n >> 16;
    for (size_t i = what == MATCH_REST ? end : 1, last = what == MATCH_REST ? 2 * end : end; !*fits && i < last; i++)
        if (what >= MATCH_KEYS)
            vm->base[at + i] = kk_none;
    return true;
}
