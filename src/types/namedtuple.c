/*
 * namedtuple.c: subclasses of tuple with named fields.
 *
 * A class made here has in its namespace a descriptor for each field and the native functions
 * below, which find out the rest from cls._fields and cls._field_defaults.
 *
 * Layer: types.   Tests: tests/modules/collections/namedtuple.py.
 */
#include "types/namedtuple.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/list.h"
#include "types/tuple.h"
#include "types/type.h"

/* ---- the descriptor of a field ---- */

typedef struct FieldObj {
    uintptr_t header; /* &kk_type__tuplegetter */
    uintptr_t at;     /* which item it is */
    Value doc;        /* KK_UNSET: the usual one */
} FieldObj;

static Value field_get(Vm *vm, Value self, Value obj, Value cls)
{
    Value tuple = obj == KK_UNSET ? KK_UNSET : kk_as_kind(obj, KIND_TUPLE);
    size_t at = KK_OBJ(FieldObj, self)->at;
    if (tuple == KK_UNSET)
        return self;
    if (at >= kk_tuple_len(tuple))
        return kk_raise(vm, KK_IndexError, "tuple index out of range");
    return kk_tuple_at(tuple, at);
}

static bool field_set(Vm *vm, Value self, Value obj, Value value)
{
    return kk_raise_false(vm, KK_AttributeError,
                          value == KK_UNSET ? "can't delete attribute" : "can't set attribute");
}

static const TypeSlots field_slots = {.rare = &(const RareSlots){.get = field_get, .set = field_set}};
/* The documentation of the field: a program may replace it. */
KK_GETTER(_tuplegetter, __doc__)
Value kk_namedtuple_field_doc(Vm *vm, Value self)
{
    const FieldObj *field = KK_OBJ(const FieldObj, self);
    return field->doc != KK_UNSET ? field->doc : kk_format_message(vm, "Alias for field number %zu", (size_t)field->at);
}

KK_SETTER(_tuplegetter, __doc__)
bool kk_namedtuple_set_field_doc(Vm *vm, Value self, Value value)
{
    KK_OBJ(FieldObj, self)->doc = value;
    return true;
}

static const Layout field_layout = {.words = 3, .refs = 4};
KK_TYPE(_tuplegetter, object) = {
    KK_TYPE_HEAD(_tuplegetter, object, &field_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &field_slots,
};

static Value field_new(Vm *vm, size_t at)
{
    Value field = kk_object_new(vm, &kk_type__tuplegetter, 0);
    if (field != KK_ERROR)
        KK_OBJ(FieldObj, field)->at = at;
    return field;
}

/* ---- what the classes have in common ---- */

/* Its functions serve every class that is made here. */
KK_LOOSE(namedtuple)

/* The fields of the class that was made here, seen from one that derives from it and may have other _fields. */
static Value made_fields(Value cls)
{
    Value mro = kk_type_part(KK_OBJ(const TypeObj, cls))->mro;
    for (size_t i = 0; mro != KK_UNSET && i < kk_tuple_len(mro); i++) {
        const TypeObj *base = KK_OBJ(const TypeObj, kk_tuple_at(mro, i));
        if ((base->flags & TYPE_HEAP) == 0)
            continue;
        Value replace = kk_dict_get_name(base->dict, KK_N(_replace)), make = kk_dict_get_name(base->dict, KK_N(_make));
        if (replace == KK_REF(&kk_fn_namedtuple__replace) || make == KK_REF(&kk_fn_namedtuple__make))
            return kk_dict_get_name(base->dict, KK_N(_fields));
    }
    return KK_UNSET;
}

/* The names of the fields of a class: a tuple. */
static Value fields_of(Vm *vm, Value cls)
{
    Value fields = made_fields(cls);
    if (fields == KK_UNSET)
        fields = kk_getattr(vm, cls, KK_N(_fields));
    if (fields != KK_ERROR && !kk_tuple_is(fields))
        return kk_raise(vm, KK_TypeError, "_fields must be a tuple");
    return fields;
}

static size_t index_of(Value fields, Value name)
{
    size_t i = 0;
    while (i < kk_tuple_len(fields) && !kk_str_equal(kk_tuple_at(fields, i), name))
        i++;
    return i;
}

static bool place_keywords(Vm *vm, Value cls, Value fields, Value kw, Value tuple)
{
    size_t at = 0;
    Value name, value;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        size_t i = index_of(fields, name);
        if (i == kk_tuple_len(fields))
            return kk_raise_false(vm, KK_TypeError,
                                  "%N.__new__() got an unexpected keyword argument '%V'",
                                  KK_OBJ(const TypeObj, cls), name);
        if (kk_tuple_at(tuple, i) != KK_UNSET)
            return kk_raise_false(vm, KK_TypeError,
                                  "%N.__new__() got multiple values for argument '%V'",
                                  KK_OBJ(const TypeObj, cls), name);
        kk_tuple_items(tuple)[i] = value;
    }
    return true;
}

/* "'x', 'y' and 'z'" */
static Value list_missing(Vm *vm, Value fields, Value tuple, size_t count)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    size_t seen = 0;
    for (size_t i = 0; i < kk_tuple_len(fields); i++) {
        if (kk_tuple_at(tuple, i) != KK_UNSET)
            continue;
        const char *between = seen == 0            ? ""
                              : seen + 1 < count   ? ", "
                              : count == 2         ? " and "
                                                   : ", and ";
        if (!kk_strbuf_add_text(&b, between) || !kk_strbuf_add_repr(&b, kk_tuple_at(fields, i)))
            return KK_ERROR;
        seen++;
    }
    return kk_strbuf_finish(&b);
}

/* Puts the defaults where nothing was given. */
static bool fill_defaults(Vm *vm, Value cls, Value fields, Value tuple)
{
    Value defaults = kk_getattr(vm, cls, KK_N(_field_defaults));
    if (defaults == KK_ERROR)
        return false;
    size_t missing = 0;
    for (size_t i = 0; i < kk_tuple_len(fields); i++) {
        if (kk_tuple_at(tuple, i) != KK_UNSET)
            continue;
        Value value = KK_UNSET;
        if (kk_dict_is(defaults))
            value = kk_dict_get(vm, defaults, kk_tuple_at(fields, i));
        kk_tuple_items(tuple)[i] = value;
        missing += value == KK_UNSET;
    }
    if (missing == 0)
        return true;
    Value names = list_missing(vm, fields, tuple, missing);
    if (names == KK_ERROR)
        return false;
    return kk_raise_false(vm, KK_TypeError,
                          "%N.__new__() missing %zu required positional argument%s: %V",
                          KK_OBJ(const TypeObj, cls), missing, missing == 1 ? "" : "s", names);
}

/* Create a new instance. */
KK_METHOD(namedtuple, __new__, "(*args, **kwargs)")
Value kk_namedtuple_new_call(Vm *vm, Value self, Args args, Value kw)
{
    if (!kk_type_is(self) || !kk_type_is_subclass(KK_OBJ(const TypeObj, self), &kk_type_tuple))
        return kk_raise(vm, KK_TypeError, "__new__(X): X is not a subtype of tuple");
    Value fields = fields_of(vm, self);
    if (fields == KK_ERROR)
        return KK_ERROR;
    size_t n = kk_tuple_len(fields);
    if (args.n > n)
        return kk_raise(vm, KK_TypeError,
                        "%N.__new__() takes %zu positional argument%s but %zu were given",
                        KK_OBJ(const TypeObj, self), n + 1, n == 0 ? "" : "s", args.n + 1);
    Value tuple = kk_tuple_new(vm, n);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    if (args.n != 0)
        memcpy(kk_tuple_items(tuple), args.pos, args.n * sizeof(Value));
    if (!place_keywords(vm, self, fields, kw, tuple))
        return KK_ERROR;
    if (args.n < n && !fill_defaults(vm, self, fields, tuple))
        return KK_ERROR;
    return kk_object_wrap(vm, KK_OBJ(const TypeObj, self), tuple);
}

/* Make a new object from a sequence or iterable. */
KK_CLASSMETHOD(namedtuple, _make, "(iterable)")
Value kk_namedtuple_make_call(Vm *vm, Value self, Args args)
{
    Value fields = fields_of(vm, self);
    Value tuple = fields == KK_ERROR ? KK_ERROR : kk_tuple_from_iterable(vm, args.pos[0]);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    if (kk_tuple_len(tuple) != kk_tuple_len(fields))
        return kk_raise(vm, KK_TypeError, "Expected %zu arguments, got %zu", kk_tuple_len(fields),
                        kk_tuple_len(tuple));
    return kk_object_wrap(vm, KK_OBJ(const TypeObj, self), tuple);
}

/* The tuple inside an instance, checked to fit its class's fields. */
static Value items_of(Vm *vm, Value self, Value *fields)
{
    Value tuple = kk_as_kind(self, KIND_TUPLE);
    *fields = fields_of(vm, KK_REF(kk_type_of(self)));
    if (*fields == KK_ERROR)
        return KK_ERROR;
    if (tuple == KK_UNSET || kk_tuple_len(tuple) != kk_tuple_len(*fields))
        return kk_raise(vm, KK_TypeError, "'%T' object is no named tuple", self);
    return tuple;
}

/* Return a new dict which maps field names to their values. */
KK_METHOD(namedtuple, _asdict, "()")
Value kk_namedtuple_asdict_call(Vm *vm, Value self, Args args)
{
    Value fields, tuple = items_of(vm, self, &fields);
    Value dict = tuple == KK_ERROR ? KK_ERROR : kk_dict_new(vm, kk_tuple_len(tuple));
    for (size_t i = 0; dict != KK_ERROR && i < kk_tuple_len(tuple); i++) {
        if (!kk_dict_set(vm, dict, kk_tuple_at(fields, i), kk_tuple_at(tuple, i)))
            return KK_ERROR;
    }
    return dict;
}

/* Return self as a plain tuple. */
KK_METHOD(namedtuple, __getnewargs__, "()")
Value kk_namedtuple_getnewargs_call(Vm *vm, Value self, Args args)
{
    Value fields;
    return items_of(vm, self, &fields);
}

/* Return a new object with the given fields replaced. */
KK_METHOD(namedtuple, _replace, "(**kwargs)")
Value kk_namedtuple_replace_call(Vm *vm, Value self, Args args, Value kw)
{
    Value fields, tuple = items_of(vm, self, &fields), name, value;
    size_t at = 0;
    if (tuple == KK_ERROR)
        return KK_ERROR;
    Value copy = kk_tuple_from(vm, kk_tuple_items(tuple), kk_tuple_len(tuple));
    if (copy == KK_ERROR)
        return KK_ERROR;
    Value unknown = KK_UNSET;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        size_t i = index_of(fields, name);
        if (i < kk_tuple_len(fields)) {
            kk_tuple_items(copy)[i] = value;
            continue;
        }
        if (unknown == KK_UNSET && (unknown = kk_list_new(vm, 1)) == KK_ERROR)
            return KK_ERROR;
        if (!kk_list_append(vm, unknown, name))
            return KK_ERROR;
    }
    if (unknown != KK_UNSET)
        return kk_raise(vm, KK_ValueError, "Got unexpected field names: %R", unknown);
    return kk_object_wrap(vm, kk_type_of(self), copy);
}

/* Return a nicely formatted representation string. */
KK_METHOD(namedtuple, __repr__, "()")
Value kk_namedtuple_repr_call(Vm *vm, Value self, Args args)
{
    Value fields, tuple = items_of(vm, self, &fields);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool fine = kk_strbuf_add(&b, kk_type_name(self)) && kk_strbuf_add_byte(&b, '(');
    for (size_t i = 0; fine && i < kk_tuple_len(tuple); i++)
        fine = (i == 0 || kk_strbuf_add_text(&b, ", ")) &&
               kk_strbuf_add_str(&b, kk_tuple_at(fields, i)) && kk_strbuf_add_byte(&b, '=') &&
               kk_strbuf_add_repr(&b, kk_tuple_at(tuple, i));
    return fine && kk_strbuf_add_byte(&b, ')') ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* ---- making a class ---- */

/* name -> default for the last fields. */
static Value defaults_dict(Vm *vm, Value fields, Value defaults)
{
    Value dict = kk_dict_new(vm, kk_tuple_len(defaults));
    size_t first = kk_tuple_len(fields) - kk_tuple_len(defaults);
    for (size_t i = 0; dict != KK_ERROR && i < kk_tuple_len(defaults); i++) {
        if (!kk_dict_set(vm, dict, kk_tuple_at(fields, first + i), kk_tuple_at(defaults, i)))
            return KK_ERROR;
    }
    return dict;
}

/* "Point(x, y)" */
static Value docstring(Vm *vm, Value name, Value fields)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    bool fine = kk_strbuf_add_str(&b, name) && kk_strbuf_add_byte(&b, '(');
    for (size_t i = 0; fine && i < kk_tuple_len(fields); i++)
        fine = (i == 0 || kk_strbuf_add_text(&b, ", ")) &&
               kk_strbuf_add_str(&b, kk_tuple_at(fields, i));
    return fine && kk_strbuf_add_byte(&b, ')') ? kk_strbuf_finish(&b) : KK_ERROR;
}

static bool fill_namespace(Vm *vm, Value dict, Value name, Value fields, Value defaults)
{
    Value doc = docstring(vm, name, fields);
    Value by_name = doc == KK_ERROR ? KK_ERROR : defaults_dict(vm, fields, defaults);
    Value new = by_name == KK_ERROR ? KK_ERROR :
                                      kk_call1(vm, KK_REF(&kk_type_staticmethod), KK_REF(&kk_fn_namedtuple___new__));
    if (new == KK_ERROR)
        return false;
    const struct {
        Value name, value;
    } entries[] = {
        {KK_N(__doc__), doc},          {KK_N(__slots__), KK_EMPTY_TUPLE},
        {KK_N(_fields), fields},       {KK_N(_field_defaults), by_name},
        {KK_N(__match_args__), fields}, {KK_N(__new__), new},
        {KK_N(_make), KK_REF(&kk_fn_namedtuple__make)}, {KK_N(_asdict), KK_REF(&kk_fn_namedtuple__asdict)},
        {KK_N(_replace), KK_REF(&kk_fn_namedtuple__replace)}, {KK_N(__repr__), KK_REF(&kk_fn_namedtuple___repr__)},
        {KK_N(__getnewargs__), KK_REF(&kk_fn_namedtuple___getnewargs__)},
    };
    for (size_t i = 0; i < KK_COUNT_OF(entries); i++) {
        if (!kk_dict_set(vm, dict, entries[i].name, entries[i].value))
            return false;
    }
    for (size_t i = 0; i < kk_tuple_len(fields); i++) {
        Value field = field_new(vm, i);
        if (field == KK_ERROR || !kk_dict_set(vm, dict, kk_tuple_at(fields, i), field))
            return false;
    }
    return true;
}

Value kk_namedtuple_new_class(Vm *vm, Value name, Value fields, Value defaults, Value module)
{
    Value base = KK_REF(&kk_type_tuple);
    Value bases = kk_tuple_from(vm, &base, 1);
    Value dict = bases == KK_ERROR ? KK_ERROR : kk_dict_new(vm, 12 + kk_tuple_len(fields));
    if (dict == KK_ERROR || !fill_namespace(vm, dict, name, fields, defaults))
        return KK_ERROR;
    if (module != kk_none && !kk_dict_set(vm, dict, KK_N(__module__), module))
        return KK_ERROR;
    return kk_type_new_class(vm, &kk_type_type, name, bases, dict, KK_UNSET);
}
