/*
 * m_collections.c: the module collections.
 *
 * Layer: modules.   Tests: tests/modules/collections/.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/import.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/deque.h"
#include "types/dict_holder.h"
#include "types/list.h"
#include "types/namedtuple.h"
#include "types/set.h"
#include "types/tuple.h"

KK_MODULE(collections)
KK_MODULE_CONST(collections, deque, KK_REF(&kk_type_deque))
KK_MODULE_CONST(collections, OrderedDict, KK_REF(&kk_type_OrderedDict))
KK_MODULE_CONST(collections, defaultdict, KK_REF(&kk_type_defaultdict))

/* What is in the Python half: Counter, ChainMap, UserDict, UserList, UserString. */
KK_FUNCTION(collections, __getattr__, "(name, /)")
Value kk_collections_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(collections), KK_N(_collections_more), args.pos[0]);
}

/* ---- namedtuple: its arguments ---- */

static const char keywords[] =
    " False None True and as assert async await break class continue def del elif else except finally "
    "for from global if import in is lambda nonlocal not or pass raise return try while with yield ";

static bool is_keyword(Value name)
{
    Span text = kk_str_span(name);
    Span all = {(const uint8_t *)keywords, sizeof keywords - 1};
    while (text.len != 0 && text.len < all.len) {
        const uint8_t *hit = kk_bytes_find(all, text);
        if (hit == NULL)
            return false;
        if (kk_rom_byte(hit - 1) == ' ' && kk_rom_byte(hit + text.len) == ' ')
            return true;
        all = kk_span_skip(all, (size_t)(hit - all.at) + 1);
    }
    return false;
}

static bool is_identifier(Vm *vm, Value name, bool *yes)
{
    Value r = kk_call_method(vm, name, KK_N(isidentifier), NULL, 0);
    *yes = r == kk_true;
    return r != KK_ERROR;
}

/* The names of the fields as a fresh list of strs: given as an iterable, or in one str. */
static Value field_names(Vm *vm, Value given)
{
    Value text = kk_as_kind(given, KIND_STR);
    if (text == KK_UNSET)
        return kk_list_from_iterable(vm, given);
    Value commas[] = {KK_CHAR(','), KK_CHAR(' ')};
    text = kk_call_method(vm, text, KK_N(replace), commas, 2);
    return text == KK_ERROR ? KK_ERROR : kk_call_method(vm, text, KK_N(split), NULL, 0);
}

/* rename=True: names that cannot be used become _0, _1, ... */
static bool rename_fields(Vm *vm, Value names)
{
    Value seen = kk_set_new(vm);
    for (size_t i = 0; seen != KK_ERROR && i < kk_list_len(names); i++) {
        Value name = kk_list_at(names, i);
        bool fine, again;
        if (!is_identifier(vm, name, &fine) || !kk_set_contains(vm, seen, name, &again))
            return false;
        Span text = kk_str_span(name);
        if (!fine || again || is_keyword(name) || kk_rom_byte(text.at) == '_') {
            name = kk_format_message(vm, "_%zu", i);
            if (name == KK_ERROR)
                return false;
            kk_list_items(names)[i] = name;
        }
        if (!kk_set_add(vm, seen, name))
            return false;
    }
    return seen != KK_ERROR;
}

static bool check_name(Vm *vm, Value name)
{
    bool fine;
    if (!is_identifier(vm, name, &fine))
        return false;
    if (!fine)
        return kk_raise_false(vm, KK_ValueError,
                              "Type names and field names must be valid identifiers: %R", name);
    if (is_keyword(name))
        return kk_raise_false(vm, KK_ValueError,
                              "Type names and field names cannot be a keyword: %R", name);
    return true;
}

static bool check_fields(Vm *vm, Value names)
{
    for (size_t i = 0; i < kk_list_len(names); i++) {
        Value name = kk_list_at(names, i);
        if (!check_name(vm, name))
            return false;
        if (kk_rom_byte(kk_str_span(name).at) == '_')
            return kk_raise_false(vm, KK_ValueError,
                                  "Field names cannot start with an underscore: %R", name);
        for (size_t j = 0; j < i; j++) {
            if (kk_str_equal(kk_list_at(names, j), name))
                return kk_raise_false(vm, KK_ValueError, "Encountered duplicate field name: %R",
                                      name);
        }
    }
    return true;
}

/* The list of names as a tuple of interned strs. */
static Value intern_fields(Vm *vm, Value names)
{
    Value fields = kk_list_to_tuple(vm, names);
    for (size_t i = 0; fields != KK_ERROR && i < kk_tuple_len(fields); i++) {
        Value name = kk_intern_str(vm, kk_tuple_at(fields, i));
        if (name == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(fields)[i] = name;
    }
    return fields;
}

/* Names that are str exactly. */
static bool plain_names(Vm *vm, Value names)
{
    for (size_t i = 0; i < kk_list_len(names); i++) {
        Value name = kk_str(vm, kk_list_at(names, i));
        if (name == KK_ERROR)
            return false;
        kk_list_items(names)[i] = kk_unwrap(name);
    }
    return true;
}

/* The module that calls: its __name__. */
static Value calling_module(Vm *vm)
{
    Value globals = kk_vm_frame_globals(vm, 0);
    Value name = globals == KK_UNSET ? KK_UNSET : kk_dict_get_name(globals, KK_N(__name__));
    return name == KK_UNSET ? kk_none : name;
}

/* Returns a new subclass of tuple with named fields. */
KK_FUNCTION(collections, namedtuple, "(typename, field_names, *, rename=False, defaults=None, module=None)")
Value kk_collections_namedtuple(Vm *vm, Value self, Args args)
{
    bool rename;
    Value name = kk_str(vm, args.pos[0]);
    Value names = name == KK_ERROR ? KK_ERROR : field_names(vm, args.pos[1]);
    name = name == KK_ERROR ? KK_ERROR : kk_intern_str(vm, kk_unwrap(name));
    if (names == KK_ERROR || name == KK_ERROR || !plain_names(vm, names) ||
        !kk_truth(vm, kk_arg(args, 2, kk_false), &rename))
        return KK_ERROR;
    if ((rename && !rename_fields(vm, names)) || !check_name(vm, name) ||
        (!rename && !check_fields(vm, names)))
        return KK_ERROR;
    Value fields = intern_fields(vm, names), defaults = KK_EMPTY_TUPLE;
    if (fields == KK_ERROR)
        return KK_ERROR;
    if (kk_arg(args, 3, kk_none) != kk_none)
        defaults = kk_tuple_from_iterable(vm, args.pos[3]);
    if (defaults == KK_ERROR)
        return KK_ERROR;
    if (kk_tuple_len(defaults) > kk_tuple_len(fields))
        return kk_raise(vm, KK_TypeError, "Got more default values than field names");
    Value module = kk_arg(args, 4, kk_none);
    if (module == kk_none)
        module = calling_module(vm);
    return kk_namedtuple_new_class(vm, name, fields, defaults, module);
}
