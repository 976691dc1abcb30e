/*
 * exc.c: how exceptions behave: construction, args, attributes, repr and str.
 *
 * The types themselves are in exc_types.c, their named fields in exc_fields.c.
 *
 * Layer: types.   Tests: tests/types/exc/.
 */
#include "object/vm.h"
#include "types/exc_slots.h"

#include "object/dict.h"
#include "object/strbuf.h"
#include "types/list.h"
#include "types/traceback.h"
#include "types/tuple.h"

const Layout kk_exc_layout = {sizeof(ExcObj) / sizeof(uintptr_t), 0x7E, TAIL_NONE, 0};

void kk_exc_set_flag(Value exc, int flag, bool on)
{
    ExcObj *e = KK_OBJ(ExcObj, exc);
    intptr_t flags = kk_smallint_get(e->flags);
    e->flags = KK_INT(on ? flags | flag : flags & ~(intptr_t)flag);
}

/* ---- construction ---- */

/* Allocates an exception of cls with these args. */
KK_MUST_CHECK static Value allocate(Vm *vm, const TypeObj *cls, const Value *args, size_t n)
{
    Value tuple = n == 0 ? KK_EMPTY_TUPLE : kk_tuple_from(vm, args, n);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    Value exc = kk_object_new(vm, cls, 0);
    if (exc == KK_ERROR)
        return KK_ERROR;
    ExcObj *e = KK_OBJ(ExcObj, exc);
    e->args = tuple;
    e->flags = KK_INT(0);
    return exc;
}

void kk_exc_spare(Vm *vm)
{
    *KK_OBJ(ExcObj, vm->spare) = (ExcObj){.header = (uintptr_t)&kk_type_MemoryError, .args = KK_EMPTY_TUPLE, .flags = KK_INT(0)};
    vm->memory_error = KK_REF(vm->spare);
}

/* OSError(2, ...) is a FileNotFoundError: only for OSError itself. */
static const TypeObj *refine(const TypeObj *cls, const Value *args, size_t n)
{
    if (cls != KK_OSError || n < 2 || n > 5 || !kk_smallint_is(args[0]))
        return cls;
    return kk_exc_os_type(kk_smallint_get(args[0]));
}

Value kk_exc_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET && KK_OBJ(const TypeObj, cls) == KK_OSError && kk_dict_len(kw) > 0)
        return kk_raise(vm, KK_TypeError, "OSError() takes no keyword arguments");
    const TypeObj *type = refine(KK_OBJ(const TypeObj, cls), args.pos, args.n);
    if (kk_exc_is_plain(type))
        return allocate(vm, type, args.pos, args.n);
    /* OSError's __init__ does it all when a class has one of its own: it may call that with other arguments. */
    bool by_init = kk_type_is_subclass(type, KK_OSError) &&
                   kk_type_lookup(vm, type, KK_N(__init__)) != kk_type_lookup(vm, KK_OSError, KK_N(__init__));
    if (by_init)
        args.n = 0;
    Value exc = allocate(vm, type, args.pos, args.n);
    if (exc == KK_ERROR || !kk_is(exc, KK_OSError) || args.n < 3)
        return exc;
    /* A subclass may have an __init__ of its own that never hands filename on. */
    return kk_exc_init(vm, exc, (Args){args.pos, args.n}, KK_UNSET) ? exc : KK_ERROR;
}

Value kk_exc_new(Vm *vm, const TypeObj *type, const Value *args, size_t n)
{
    Value exc = kk_exc_make(vm, KK_REF(type), (Args){args, n}, KK_UNSET);
    if (exc == KK_ERROR || !kk_exc_init(vm, exc, (Args){args, n}, KK_UNSET))
        return KK_ERROR;
    return exc;
}

/* ---- text ---- */

Value kk_exc_repr(Vm *vm, Value self)
{
    Value args = KK_OBJ(ExcObj, self)->args;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    Span name = kk_type_name(self);
    if ((kk_type_of(self)->flags & TYPE_HEAP) == 0) {
        for (size_t i = name.len; i > 0; i--) { /* without the module */
            if (kk_rom_byte(name.at + i - 1) == '.') {
                name = kk_span_skip(name, i);
                break;
            }
        }
    }
    if (!kk_strbuf_add(&b, name))
        return KK_ERROR;
    bool one = kk_len_of(args) == 1;
    if (one && !kk_strbuf_add_byte(&b, '('))
        return KK_ERROR;
    if (!kk_strbuf_add_repr(&b, one ? KK_OBJ(TupleObj, args)->at[0] : args))
        return KK_ERROR;
    if (one && !kk_strbuf_add_byte(&b, ')'))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

Value kk_exc_plain_str(Vm *vm, Value self)
{
    Value args = KK_OBJ(ExcObj, self)->args;
    switch (kk_len_of(args)) {
    case 0:
        return KK_N(empty);
    case 1:
        return kk_str(vm, KK_OBJ(TupleObj, args)->at[0]);
    default:
        return kk_repr(vm, args);
    }
}

/* KeyError shows its key as repr does: KeyError('') would else show nothing. */
Value kk_exc_key_str(Vm *vm, Value self)
{
    Value args = KK_OBJ(ExcObj, self)->args;
    return kk_len_of(args) == 1 ? kk_repr(vm, KK_OBJ(TupleObj, args)->at[0]) : kk_exc_plain_str(vm, self);
}

/* ---- attributes that exceptions of built-in types were given ---- */

/* The instance has attribute slots of its own: it is of a class made in Python. */
static bool has_slots(Value self) { return kk_shape_is(kk_desc_of(self)); }

Value kk_exc_getattr(Vm *vm, Value self, Value name)
{
    ExcObj *e = KK_OBJ(ExcObj, self);
    if (!has_slots(self) && kk_exc_flag(self, EXC_DICT)) {
        Value found = kk_dict_get_name(e->extra, name);
        if (found != KK_UNSET)
            return found;
    }
    if (name == KK_N(__dict__) && !has_slots(self))
        return kk_exc_dict(vm, self);
    return kk_attr_generic_get(vm, self, name);
}

bool kk_exc_setattr(Vm *vm, Value self, Value name, Value value)
{
    if (has_slots(self))
        return kk_attr_generic_set(vm, self, name, value);
    Value found = kk_type_lookup(vm, kk_type_of(self), name);
    if (found != KK_UNSET && kk_ref_is(found) && kk_desc_is(found, &kk_type_native_property))
        return kk_attr_generic_set(vm, self, name, value);
    if (value == KK_UNSET && (!kk_exc_flag(self, EXC_DICT) ||
                              kk_dict_get_name(KK_OBJ(ExcObj, self)->extra, name) == KK_UNSET))
        return kk_attr_generic_set(vm, self, name, value);
    return kk_exc_set_field(vm, self, name, value);
}

/* ---- what every exception has ---- */

/* The arguments given to the constructor, as a tuple. */
KK_GETTER(BaseException, args)
Value kk_exc_get_args(Vm *vm, Value self) { return KK_OBJ(ExcObj, self)->args; }

KK_SETTER(BaseException, args)
bool kk_exc_set_args(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "args may not be deleted");
    Value tuple = kk_tuple_from_iterable(vm, value);
    if (tuple == KK_ERROR)
        return false;
    KK_OBJ(ExcObj, self)->args = tuple;
    return true;
}

static Value or_none(Value v) { return v == KK_UNSET ? kk_none : v; }

/* The exception that this one was raised from. */
KK_GETTER(BaseException, __cause__)
Value kk_exc_get_cause(Vm *vm, Value self) { return or_none(KK_OBJ(ExcObj, self)->cause); }

/* Stores an exception or None in *field. */
KK_SAYS(set_link, 2)
KK_MUST_CHECK static bool set_link(Vm *vm, Value value, const char *what, Value *field)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "__%s__ may not be deleted", what);
    if (value != kk_none && !kk_exc_is(value))
        return kk_raise_false(vm, KK_TypeError, "exception %s must be None or derive from BaseException", what);
    *field = value == kk_none ? KK_UNSET : value;
    return true;
}

KK_SETTER(BaseException, __cause__)
bool kk_exc_set_cause(Vm *vm, Value self, Value value)
{
    if (!set_link(vm, value, "cause", &KK_OBJ(ExcObj, self)->cause))
        return false;
    kk_exc_set_flag(self, EXC_SUPPRESS_CONTEXT, true);
    return true;
}

/* The exception that was being handled when this one was raised. */
KK_GETTER(BaseException, __context__)
Value kk_exc_get_context(Vm *vm, Value self) { return or_none(KK_OBJ(ExcObj, self)->context); }

KK_SETTER(BaseException, __context__)
bool kk_exc_set_context(Vm *vm, Value self, Value value)
{
    return set_link(vm, value, "context", &KK_OBJ(ExcObj, self)->context);
}

/* The context is not shown in a traceback. */
KK_GETTER(BaseException, __suppress_context__)
Value kk_exc_get_suppress(Vm *vm, Value self) { return kk_bool(kk_exc_flag(self, EXC_SUPPRESS_CONTEXT)); }

KK_SETTER(BaseException, __suppress_context__)
bool kk_exc_set_suppress(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "can't delete numeric/char attribute");
    if (!kk_bool_is(value))
        return kk_raise_false(vm, KK_TypeError, "attribute value type must be bool");
    kk_exc_set_flag(self, EXC_SUPPRESS_CONTEXT, value == kk_true);
    return true;
}

/* The traceback, or None. */
KK_GETTER(BaseException, __traceback__)
Value kk_exc_get_traceback(Vm *vm, Value self) { return kk_traceback_of(self); }

KK_SETTER(BaseException, __traceback__)
bool kk_exc_set_traceback(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "__traceback__ may not be deleted");
    if (value != kk_none && !kk_desc_is(value, &kk_type_traceback))
        return kk_raise_false(vm, KK_TypeError, "__traceback__ must be a traceback or None");
    KK_OBJ(ExcObj, self)->traceback = value == kk_none ? KK_UNSET : value;
    kk_exc_set_flag(self, EXC_NO_ROOM, false);
    return true;
}

/* Sets __traceback__ and returns the exception itself. */
KK_METHOD(BaseException, with_traceback, "(tb, /)")
Value kk_exc_with_traceback(Vm *vm, Value self, Args args)
{
    return kk_exc_set_traceback(vm, self, args.pos[0]) ? self : KK_ERROR;
}

/* Adds a note, shown below the exception in a traceback. */
KK_METHOD(BaseException, add_note, "(note, /)")
Value kk_exc_add_note(Vm *vm, Value self, Args args)
{
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "note must be a str, not '%T'", args.pos[0]);
    Value notes = kk_getattr_opt(vm, self, KK_N(__notes__));
    if (kk_failed(vm))
        return KK_ERROR;
    if (notes == KK_UNSET) {
        notes = kk_list_new(vm, 1);
        if (notes == KK_ERROR || !kk_setattr(vm, self, KK_N(__notes__), notes))
            return KK_ERROR;
    }
    Value list = kk_as_kind(notes, KIND_LIST);
    if (list == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "Cannot add note: __notes__ is not a list");
    return kk_list_append(vm, list, args.pos[0]) ? kk_none : KK_ERROR;
}

/* Takes attributes from a dict: what unpickling and copying call. */
KK_METHOD(BaseException, __setstate__, "(state, /)")
Value kk_exc_setstate(Vm *vm, Value self, Args args)
{
    if (args.pos[0] == kk_none)
        return kk_none;
    Value dict = kk_as_kind(args.pos[0], KIND_DICT), key, value;
    if (dict == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "state is not a dictionary");
    for (size_t at = 0; kk_dict_next(dict, &at, &key, &value);) {
        Value name = kk_as_kind(key, KIND_STR);
        if (name == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "attribute name must be string, not '%T'", key);
        name = kk_intern_str(vm, name);
        if (name == KK_ERROR || !kk_setattr(vm, self, name, value))
            return KK_ERROR;
    }
    return kk_none;
}

/* What pickling and copying call: (type, args), with the attributes if there are any. */
KK_METHOD(BaseException, __reduce__, "()")
Value kk_exc_reduce(Vm *vm, Value self, Args args)
{
    Value parts[3] = {KK_REF(kk_type_of(self)), KK_OBJ(ExcObj, self)->args, KK_UNSET};
    if (has_slots(self)) {
        parts[2] = kk_call_method(vm, self, KK_N(__getstate__), NULL, 0);
        if (parts[2] == KK_ERROR)
            return KK_ERROR;
        if (parts[2] == kk_none)
            parts[2] = KK_UNSET;
    } else if (kk_exc_flag(self, EXC_DICT)) {
        parts[2] = KK_OBJ(ExcObj, self)->extra;
    }
    parts[1] = KK_OBJ(ExcObj, self)->args;
    return kk_tuple_from(vm, parts, parts[2] == KK_UNSET ? 2 : 3);
}
