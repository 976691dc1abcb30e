/*
 * m_operator_getters.c: operator.itemgetter, attrgetter and methodcaller.
 *
 * Layer: modules.   Tests: tests/modules/operator/getters.py.
 */
#include "object/dict.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "types/tuple.h"

/* What all three are: the arguments they were made with. */
typedef struct GetterObj {
    uintptr_t header;
    Value given; /* tuple: items, attributes (strs), or the name of the method and its arguments */
    Value kw;    /* methodcaller: DictObj or KK_UNSET */
} GetterObj;

static GetterObj *getter_of(Value v) { return KK_OBJ(GetterObj, v); }

KK_MUST_CHECK static Value getter_new(Vm *vm, Value cls, Value given, Value kw)
{
    Value self = given == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    getter_of(self)->given = given;
    getter_of(self)->kw = kw;
    return self;
}

KK_MUST_CHECK static bool no_keywords(Vm *vm, const char *name, Args args, Value kw)
{
    if (!kk_dict_any(kw))
        return true;
    return kk_raise_false(vm, KK_TypeError, "%s() takes no keyword arguments", name);
}

/* Calls of itemgetter and attrgetter take one object. */
KK_MUST_CHECK static bool one_object(Vm *vm, const char *name, Args args, Value kw)
{
    if (!no_keywords(vm, name, args, kw))
        return false;
    return args.n == 1 || kk_raise_false(vm, KK_TypeError, "%s expected 1 argument, got %zu", name, args.n);
}

/* get() of each of the things that were given: one value, or a tuple of them. */
KK_MUST_CHECK static Value get_all(Vm *vm, Value self, Value obj, Value (*get)(Vm *, Value, Value))
{
    Value given = getter_of(self)->given;
    size_t n = kk_tuple_len(given);
    if (n == 1)
        return get(vm, obj, kk_tuple_at(given, 0));
    Value values = kk_values_new(vm, n);
    for (size_t i = 0; values != KK_ERROR && i < n; i++) {
        Value v = get(vm, obj, kk_tuple_at(given, i));
        if (v == KK_ERROR)
            return KK_ERROR;
        KK_OBJ(ValuesObj, values)->at[i] = v;
    }
    return values == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, KK_OBJ(ValuesObj, values)->at, n);
}

/* "operator.itemgetter(1, 2, key=3)" */
KK_MUST_CHECK static Value getter_repr(Vm *vm, Value self)
{
    bool again;
    if (!kk_repr_enter(vm, self, &again))
        return KK_ERROR;
    if (again)
        return kk_format_message(vm, "operator.%T(...)", self);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Value given = getter_of(self)->given, kw = getter_of(self)->kw, key, value;
    bool good = kk_strbuf_add_text(&b, "operator.") && kk_strbuf_add(&b, kk_type_name(self)) &&
                kk_strbuf_add_byte(&b, '(');
    for (size_t i = 0; good && i < kk_tuple_len(given); i++)
        good = (i == 0 || kk_strbuf_add_text(&b, ", ")) && kk_strbuf_add_repr(&b, kk_tuple_at(given, i));
    for (size_t at = 0; good && kw != KK_UNSET && kk_dict_next(kw, &at, &key, &value);)
        good = kk_strbuf_add_text(&b, ", ") && kk_strbuf_add_shown(&b, key) && kk_strbuf_add_byte(&b, '=') &&
               kk_strbuf_add_repr(&b, value);
    good = good && kk_strbuf_add_byte(&b, ')');
    kk_repr_leave(vm, self);
    return good ? kk_strbuf_finish(&b) : KK_ERROR;
}

static const Layout getter_layout = {sizeof(GetterObj) / sizeof(uintptr_t), 1u << 1 | 1u << 2, TAIL_NONE, 0};

/* ---- itemgetter ---- */

static Value itemgetter_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!no_keywords(vm, "itemgetter", args, kw))
        return KK_ERROR;
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "itemgetter expected 1 argument, got 0");
    return getter_new(vm, cls, kk_tuple_from(vm, args.pos, args.n), KK_UNSET);
}

static Value itemgetter_call(Vm *vm, Value self, Args args, Value kw)
{
    return one_object(vm, "itemgetter", args, kw) ? get_all(vm, self, args.pos[0], kk_getitem) : KK_ERROR;
}

static const TypeSlots itemgetter_slots = {.make = itemgetter_make, .call = itemgetter_call, .repr = getter_repr};
KK_TYPE(itemgetter, object) = {KK_TYPE_HEAD(itemgetter, object, &getter_layout, TYPE_FINAL), .slots = &itemgetter_slots};

/* What copies and pickles: the class and the arguments. */
KK_METHOD(itemgetter, __reduce__, "()")
Value kk_operator_itemgetter_reduce(Vm *vm, Value self, Args args)
{
    return kk_tuple_pair(vm, KK_REF(kk_type_of(self)), getter_of(self)->given);
}

/* ---- attrgetter ---- */

static Value attrgetter_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (!no_keywords(vm, "attrgetter", args, kw))
        return KK_ERROR;
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "attrgetter expected 1 argument, got 0");
    Value names = kk_tuple_from(vm, args.pos, args.n);
    for (size_t i = 0; names != KK_ERROR && i < args.n; i++) {
        Value name = kk_as_kind(args.pos[i], KIND_STR);
        if (name == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "attribute name must be a string");
        name = kk_intern_str(vm, name);
        if (name == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(names)[i] = name;
    }
    return getter_new(vm, cls, names, KK_UNSET);
}

/* obj.a.b.c for "a.b.c" */
static Value get_dotted(Vm *vm, Value obj, Value name)
{
    Span rest = kk_str_span(name);
    const uint8_t *dot;
    while ((dot = kk_bytes_find(rest, KK_SPAN("."))) != NULL) {
        size_t n = (size_t)(dot - rest.at);
        Value part = kk_intern(vm, (Span){rest.at, n});
        obj = part == KK_ERROR ? KK_ERROR : kk_getattr(vm, obj, part);
        if (obj == KK_ERROR)
            return KK_ERROR;
        rest = kk_span_skip(rest, n + 1);
    }
    Value part = kk_intern(vm, rest);
    return part == KK_ERROR ? KK_ERROR : kk_getattr(vm, obj, part);
}

static Value attrgetter_call(Vm *vm, Value self, Args args, Value kw)
{
    return one_object(vm, "attrgetter", args, kw) ? get_all(vm, self, args.pos[0], get_dotted) : KK_ERROR;
}

static const TypeSlots attrgetter_slots = {.make = attrgetter_make, .call = attrgetter_call, .repr = getter_repr};
KK_TYPE(attrgetter, object) = {KK_TYPE_HEAD(attrgetter, object, &getter_layout, TYPE_FINAL), .slots = &attrgetter_slots};

/* What copies and pickles: the class and the names. */
KK_METHOD(attrgetter, __reduce__, "()")
Value kk_operator_attrgetter_reduce(Vm *vm, Value self, Args args)
{
    return kk_tuple_pair(vm, KK_REF(kk_type_of(self)), getter_of(self)->given);
}

/* ---- methodcaller ---- */

static Value methodcaller_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "methodcaller needs at least one argument, the method name");
    Value name = kk_as_kind(args.pos[0], KIND_STR), given;
    if (name == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "method name must be a string");
    name = kk_intern_str(vm, name);
    given = name == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, args.pos, args.n);
    if (given == KK_ERROR)
        return KK_ERROR;
    kk_tuple_items(given)[0] = name;
    if (!kk_dict_any(kw))
        return getter_new(vm, cls, given, KK_UNSET);
    kw = kk_dict_copy(vm, kw);
    return kw == KK_ERROR ? KK_ERROR : getter_new(vm, cls, given, kw);
}

static Value methodcaller_call(Vm *vm, Value self, Args args, Value kw)
{
    if (!one_object(vm, "methodcaller", args, kw))
        return KK_ERROR;
    Value given = getter_of(self)->given, named = getter_of(self)->kw;
    Args call = {kk_tuple_items(given) + 1, kk_tuple_len(given) - 1};
    if (named == KK_UNSET)
        return kk_call_method(vm, args.pos[0], kk_tuple_at(given, 0), call.pos, call.n);
    Value method = kk_getattr(vm, args.pos[0], kk_tuple_at(given, 0));
    return method == KK_ERROR ? KK_ERROR : kk_call_kw(vm, method, call, named);
}

static const TypeSlots methodcaller_slots = {.make = methodcaller_make, .call = methodcaller_call, .repr = getter_repr};
KK_TYPE(methodcaller, object) = {KK_TYPE_HEAD(methodcaller, object, &getter_layout, TYPE_FINAL), .slots = &methodcaller_slots};

/* What copies and pickles: the class and the arguments, keywords by way of functools.partial. */
KK_METHOD(methodcaller, __reduce__, "()")
Value kk_operator_methodcaller_reduce(Vm *vm, Value self, Args args)
{
    Value cls = KK_REF(kk_type_of(self)), given = getter_of(self)->given, kw = getter_of(self)->kw;
    if (kw == KK_UNSET)
        return kk_tuple_pair(vm, cls, given);
    Value partial = kk_import_name(vm, KK_N(functools));
    partial = partial == KK_ERROR ? KK_ERROR : kk_getattr(vm, partial, KK_N(partial));
    Value positional[2] = {cls, kk_tuple_at(given, 0)};
    partial = partial == KK_ERROR ? KK_ERROR : kk_call_kw(vm, partial, (Args){positional, 2}, kw);
    Value rest = partial == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, kk_tuple_items(given) + 1, kk_tuple_len(given) - 1);
    return rest == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, partial, rest);
}
