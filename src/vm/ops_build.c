/*
 * ops_build.c: displays, f-strings, unpacking, functions and classes.
 *
 * Layer: vm.   Tests: tests/lang/.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/list.h"
#include "types/set.h"
#include "types/slice.h"
#include "types/str/str.h"
#include "types/tuple.h"
#include "types/type.h"
#include "vm/vm_ops.h"

Value kk_op_build_set(Vm *vm, const Value *items, size_t n)
{
    Value set = kk_set_new(vm);
    for (size_t i = 0; set != KK_ERROR && i < n; i++) {
        if (!kk_set_add(vm, set, items[i]))
            return KK_ERROR;
    }
    return set;
}

Value kk_op_build_dict(Vm *vm, const Value *items, size_t pairs)
{
    Value dict = kk_dict_new(vm, pairs);
    for (size_t i = 0; dict != KK_ERROR && i < pairs; i++) {
        if (!kk_dict_set(vm, dict, items[2 * i], items[2 * i + 1]))
            return KK_ERROR;
    }
    return dict;
}

Value kk_op_build_string(Vm *vm, const Value *parts, size_t n)
{
    Value s = kk_str_concat_all(vm, parts, n);
    return s != KK_ERROR || kk_failed(vm) ? s : kk_raise(vm, KK_TypeError, "a part of the text is no str");
}

/* Non-ASCII characters of a str as escapes: what !a does. */
KK_MUST_CHECK static Value convert(Vm *vm, Value v, unsigned how)
{
    switch (how & 3) {
    case 1:
        return kk_str(vm, v);
    case 2:
        return kk_repr(vm, v);
    case 3:
        v = kk_repr(vm, v);
        return v == KK_ERROR ? KK_ERROR : kk_str_ascii(vm, kk_unwrap(v));
    default:
        return v;
    }
}

Value kk_op_format(Vm *vm, const Value *from, unsigned how)
{
    Value v = convert(vm, from[0], how);
    if (v == KK_ERROR)
        return KK_ERROR;
    if ((how & 4) == 0 && kk_ref_is(v) && kk_str_is(v))
        return v;
    Value spec = (how & 4) != 0 ? kk_unwrap(from[1]) : KK_N(empty);
    return kk_str_is(spec) ? kk_format(vm, v, spec) : kk_raise(vm, KK_TypeError, "a format is no str");
}

static bool is_small_end(Value v)
{
    return kk_smallint_is(v) || v == kk_none;
}

Value kk_op_slice(Vm *vm, Value v, Value start, Value stop)
{
    if (kk_kind_is(v, KIND_STR) && is_small_end(start) && is_small_end(stop))
        return kk_str_slice(vm, v, start, stop);
    Value slice = kk_slice_new(vm, start, stop, kk_none);
    return slice == KK_ERROR ? KK_ERROR : kk_getitem(vm, v, slice);
}

/* TypeError: format names the function and then the value. */
KK_SAYS(refuse, 1)
KK_MUST_CHECK static bool refuse(Vm *vm, const char *format, Value function, Value value)
{
    Value name = kk_callable_name(vm, function);
    return name != KK_ERROR && kk_raise_false(vm, KK_TypeError, format, name, value);
}

bool kk_op_extend(Vm *vm, Value list, Value value, Value callee)
{
    if (kk_list_is(value) || kk_tuple_is(value) || kk_iterable_is(vm, value))
        return kk_list_extend(vm, list, value);
    if (callee != KK_UNSET)
        return refuse(vm, "%V argument after * must be an iterable, not %T", callee, value);
    return kk_raise_false(vm, KK_TypeError, "Value after * must be an iterable, not %T", value);
}

Value kk_op_to_tuple(Vm *vm, Value value, Value callee)
{
    if (kk_tuple_is(value))
        return value;
    Value list = kk_list_is(value) ? value : kk_list_new(vm, 0);
    return list == value || (list != KK_ERROR && kk_op_extend(vm, list, value, callee)) ? kk_list_to_tuple(vm, list) : KK_ERROR;
}

/* Whether dict.update() would go by the object's keys(): pairs are no mapping. false: *failed tells of an exception. */
static bool is_mapping(Vm *vm, Value v, bool *failed)
{
    *failed = false;
    if (kk_dict_is(v) || kk_getattr(vm, v, KK_N(keys)) != KK_ERROR)
        return true;
    *failed = !kk_pending_clear(vm, KK_AttributeError);
    return false;
}

bool kk_op_dict_update(Vm *vm, Value dict, Value other)
{
    bool failed;
    if (is_mapping(vm, other, &failed))
        return kk_dict_update(vm, dict, other);
    return !failed && kk_raise_false(vm, KK_TypeError, "'%T' object is not a mapping", other);
}

bool kk_op_dict_merge(Vm *vm, Value dict, Value other, Value function)
{
    Value more = other;
    if (!kk_dict_is(other)) {
        bool failed;
        if (!is_mapping(vm, other, &failed))
            return !failed && refuse(vm, "%V argument after ** must be a mapping, not %T", function, other);
        more = kk_dict_new(vm, 0);
        if (more == KK_ERROR || !kk_dict_update(vm, more, other))
            return false;
    }
    Value key, value;
    bool names = KK_WORD_BITS == 64 && kk_dict_len(dict) == 0;
    for (size_t at = 0; names && kk_dict_next(more, &at, &key, &value);)
        names = kk_kind_is(key, KIND_STR);
    if (names)
        return kk_dict_update(vm, dict, more);
    for (size_t at = 0; kk_dict_next(more, &at, &key, &value);) {
        Value name = kk_as_kind(key, KIND_STR);
        if (name == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "keywords must be strings");
        if (kk_dict_get(vm, dict, name) != KK_UNSET)
            return refuse(vm, "%V got multiple values for keyword argument '%V'", function, name);
        if (kk_failed(vm) || !kk_dict_set(vm, dict, name, value))
            return false;
    }
    return true;
}

/* ---- unpacking: to points at registers of the frame, which may move with the stack ---- */

KK_MUST_CHECK static bool too_few(Vm *vm, size_t wanted, size_t got, bool at_least)
{
    return kk_raise_false(vm, KK_ValueError, "not enough values to unpack (expected %s%zu, got %zu)",
                          at_least ? "at least " : "", wanted, got);
}

KK_MUST_CHECK static Value iterate_for_unpack(Vm *vm, Value from)
{
    Value iterator = kk_iter(vm, from);
    if (iterator == KK_ERROR && kk_pending_is(vm, KK_TypeError) && !kk_iterable_is(vm, from)) {
        (void)kk_pending_take(vm);
        return kk_raise(vm, KK_TypeError, "cannot unpack non-iterable %T object", from);
    }
    return iterator;
}

/* Stores to register number `reg` (counted from vm->base, which may have moved). */
static void put(Vm *vm, size_t reg, Value v)
{
    vm->base[reg] = v;
}

KK_MUST_CHECK static bool unpack_storage(Vm *vm, const Value *items, size_t got, Value *to, size_t n)
{
    if (got < n)
        return too_few(vm, n, got, false);
    if (got > n)
        return kk_raise_false(vm, KK_ValueError, "too many values to unpack (expected %zu)", n);
    if (n != 0)
        for (size_t i = 0; i < n; i++)
        to[i] = items[i];
    return true;
}

bool kk_op_unpack(Vm *vm, Value from, Value *to, size_t n)
{
    if (kk_kind_is(from, KIND_TUPLE))
        return unpack_storage(vm, KK_OBJ(TupleObj, from)->at, kk_len_of(from), to, n);
    if (kk_list_is(from))
        return unpack_storage(vm, kk_list_items(from), kk_len_of(from), to, n);
    size_t first = (size_t)(to - vm->base);
    Value iterator = iterate_for_unpack(vm, from);
    if (iterator == KK_ERROR)
        return false;
    for (size_t i = 0; i < n; i++) {
        Value item = kk_next(vm, iterator);
        if (item == KK_ERROR)
            return false;
        if (item == KK_END)
            return too_few(vm, n, i, false);
        put(vm, first + i, item);
    }
    Value more = kk_next(vm, iterator);
    if (more == KK_END)
        return true;
    return more != KK_ERROR && kk_raise_false(vm, KK_ValueError, "too many values to unpack (expected %zu)", n);
}

bool kk_op_unpack_ex(Vm *vm, Value from, Value *to, size_t before, size_t after)
{
    size_t first = (size_t)(to - vm->base);
    Value iterator = iterate_for_unpack(vm, from);
    Value all = iterator == KK_ERROR ? KK_ERROR : kk_list_new(vm, 0);
    if (all == KK_ERROR || !kk_list_extend(vm, all, iterator))
        return false;
    size_t got = kk_len_of(all);
    if (got < before + after)
        return too_few(vm, before + after, got, true);
    size_t middle = got - before - after;
    Value rest = kk_list_from(vm, kk_list_items(all) + before, middle);
    if (rest == KK_ERROR)
        return false;
    for (size_t i = 0; i < before; i++)
        put(vm, first + i, kk_list_at(all, i));
    put(vm, first + before, rest);
    for (size_t i = 0; i < after; i++)
        put(vm, first + before + 1 + i, kk_list_at(all, before + middle + i));
    return true;
}

/* ---- functions and classes ---- */

/* Positional defaults, then a value (or KK_UNSET) for each keyword-only parameter. */
KK_MUST_CHECK static Value gather_defaults(Vm *vm, const CodeObj *code, Value tuple, Value kw)
{
    size_t npos = tuple == KK_UNSET ? 0 : kk_len_of(tuple);
    CodeParams params = kk_code_parameters(code);
    unsigned nkwonly = params.nkwonly;
    Value all = kk_values_new(vm, npos + nkwonly);
    if (all == KK_ERROR)
        return KK_ERROR;
    Value *at = KK_OBJ(ValuesObj, all)->at;
    if (npos != 0)
        memcpy(at, KK_OBJ(TupleObj, tuple)->at, npos * sizeof(Value));
    for (unsigned i = 0; kw != KK_UNSET && i < nkwonly; i++)
        at[npos + i] = kk_dict_get_name(kw, params.names[params.npos + i]);
    return all;
}

Value kk_op_make_function(Vm *vm, const FunctionObj *outer, const Value *regs, const Value *r, Value code,
                          const uint32_t *ext)
{
    uint32_t how = *ext & 0xFF;
    const CodeObj *c = KK_OBJ(const CodeObj, code);
    size_t ncells = kk_code_nfree(c);
    Value defaults = KK_UNSET;
    if ((how & 3) != 0) {
        defaults = gather_defaults(vm, c, (how & 1) != 0 ? r[1] : KK_UNSET, (how & 2) != 0 ? r[2] : KK_UNSET);
        if (defaults == KK_ERROR)
            return KK_ERROR;
    }
    Value f = kk_object_new(vm, &kk_type_function, ncells * sizeof(Value));
    if (f == KK_ERROR)
        return KK_ERROR;
    FunctionObj *function = KK_OBJ(FunctionObj, f);
    function->code = code;
    function->globals = outer->globals;
    function->defaults = defaults;
    function->ncells = ncells;
    for (size_t i = 0; i < ncells; i++) {
        uint32_t capture = ext[1 + i];
        function->cells[i] = KK_A(capture) == 0 ? regs[KK_BX(capture)] : outer->cells[KK_BX(capture)];
    }
    if ((how & 4) == 0)
        return f;
    function->dict = kk_dict_new(vm, 1);
    if (function->dict == KK_ERROR || !kk_dict_set(vm, function->dict, KK_N(__annotations__), r[3]))
        return KK_ERROR;
    return f;
}

Value kk_op_build_class(Vm *vm, const Value *window)
{
    Value body = window[0];
    unsigned kind = CODE_NAMESPACE | CODE_GENERATOR | CODE_COROUTINE;
    if (!kk_desc_is(body, &kk_type_function) || !kk_str_is(window[1]) ||
        (kk_code_flags(KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, body)->code)) & kind) != CODE_NAMESPACE)
        return kk_raise(vm, KK_TypeError, "no body of a class: %R", body);
    return kk_type_build_class(vm, window[0], window[1], window[2], window[3]);
}
