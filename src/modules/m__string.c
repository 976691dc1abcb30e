/*
 * m__string.c: module _string: how str.format reads a format, for string.Formatter.
 *
 * Layer: modules.   Tests: tests/modules/string/formatter.py.
 */
#include "object/error.h"
#include "object/ops.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/str/str.h"

KK_MODULE(_string)

KK_MUST_CHECK static bool check_str(Vm *vm, Value v, Value *text)
{
    *text = kk_as_kind(v, KIND_STR);
    return *text != KK_UNSET || kk_raise_false(vm, KK_TypeError, "expected str, got %T", v);
}

typedef struct FormatIterObj {
    uintptr_t header; /* &kk_type_formatteriterator */
    Value format;
    uintptr_t at; /* offset of what is still to be read */
} FormatIterObj;

static Value next(Vm *vm, Value self)
{
    FormatIterObj *it = KK_OBJ(FormatIterObj, self);
    size_t at = it->at;
    if (at >= kk_str_span(it->format).len)
        return KK_END;
    Value parts = kk_str_format_next(vm, it->format, &at);
    KK_OBJ(FormatIterObj, self)->at = at;
    return parts;
}

static const TypeSlots iterator_slots = {.iter = kk_iter_self, .next = next};
static const Layout iterator_layout = {.words = 3, .refs = 2};
KK_TYPE(formatteriterator, object) = {
    KK_TYPE_HEAD(formatteriterator, object, &iterator_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &iterator_slots,
};

/* Iterates over the parts of a format: tuples (text, field name, spec, conversion). */
KK_FUNCTION(_string, formatter_parser, "(format, /)")
Value kk_string_formatter_parser(Vm *vm, Value self, Args args)
{
    Value format;
    if (!check_str(vm, args.pos[0], &format))
        return KK_ERROR;
    Value iterator = kk_object_new(vm, &kk_type_formatteriterator, 0);
    if (iterator != KK_ERROR)
        KK_OBJ(FormatIterObj, iterator)->format = format;
    return iterator;
}

/* Splits a field name: its first part, and an iterator over pairs (is an attribute, name or index). */
KK_FUNCTION(_string, formatter_field_name_split, "(name, /)")
Value kk_string_formatter_field_name_split(Vm *vm, Value self, Args args)
{
    Value name;
    return check_str(vm, args.pos[0], &name) ? kk_str_format_split_name(vm, name) : KK_ERROR;
}
