/*
 * weakref.c: weakref.ref: a reference that does not keep its object alive.
 *
 * vm->weakrefs has all of them: the collector clears those whose object dies (object/weak.c).
 *
 * Layer: types.   Tests: tests/modules/weakref/.
 */
#include "types/weakref.h"

#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/shape.h"
#include "types/deque.h"
#include "types/dict_holder.h"
#include "types/array.h"
#include "types/func.h"
#include "types/keywords.h"
#include "types/tuple.h"
#include "types/type.h"

static WeakRefObj *ref_of(Value v) { return KK_OBJ(WeakRefObj, v); }

Value kk_weakref_target(Value ref) { return ref_of(ref)->target; }

/* ---- making one ---- */

/* Built-in types whose values CPython lets be referred to. */
static bool native_allows(const TypeObj *type)
{
    static const TypeObj *const types[] = {
        &kk_type_function, &kk_type_builtin, &kk_type_method, &kk_type_module, &kk_type_type, &kk_type_set,
        &kk_type_frozenset, &kk_type_generator, &kk_type_code, &kk_type_memoryview, &kk_type_deque, &kk_type_weakref,
        &kk_type_array, &kk_type_OrderedDict, &kk_type_coroutine, &kk_type_async_generator};
    for (size_t i = 0; i < KK_COUNT_OF(types); i++) {
        if (types[i] == type)
            return true;
    }
    return (type->flags & (TYPE_METACLASS | TYPE_WEAKREF)) != 0;
}

/* A class lets its instances be referred to unless all of its __slots__ leave __weakref__ out. */
static bool class_allows(const TypeObj *cls)
{
    const TypeObj *native = cls->native;
    if (native == &kk_type_int || native == &kk_type_tuple || native == &kk_type_bytes)
        return false;
    return (cls->flags & TYPE_NO_WEAKREF) == 0 || native_allows(native);
}

bool kk_weakref_allowed(Value v)
{
    if (!kk_ref_is(v))
        return false;
    const TypeObj *type = kk_type_of(v);
    return (type->flags & TYPE_HEAP) != 0 ? class_allows(type) : native_allows(type);
}

/* The reference of that built-in type to v that has no callback; KK_UNSET: there is none. */
static Value find_shared(Vm *vm, const TypeObj *cls, Value v)
{
    const WeakList *list = &vm->weakrefs;
    const Value *at = list->at == KK_UNSET ? NULL : (const Value *)KK_OBJ(BlobObj, list->at)->at;
    for (size_t i = 0; i < list->count; i++) {
        if (kk_desc_is(at[i], cls) && ref_of(at[i])->target == v && ref_of(at[i])->callback == KK_UNSET)
            return at[i];
    }
    return KK_UNSET;
}

Value kk_weakref_first(Vm *vm, Value v)
{
    const WeakList *list = &vm->weakrefs;
    for (size_t i = 0; i < list->count; i++) {
        Value ref = ((const Value *)KK_OBJ(BlobObj, list->at)->at)[i];
        if ((ref & 1) == 0 && ref_of(ref)->target == v)
            return ref;
    }
    return KK_UNSET;
}

Value kk_weakref_new(Vm *vm, const TypeObj *cls, Value v, Value callback)
{
    if (!kk_weakref_allowed(v))
        return kk_raise(vm, KK_TypeError, "cannot create weak reference to '%T' object", v);
    if (callback == kk_none)
        callback = KK_UNSET;
    Value shared = callback == KK_UNSET && (cls->flags & TYPE_HEAP) == 0 ? find_shared(vm, cls, v) : KK_UNSET;
    if (shared != KK_UNSET)
        return shared;
    Value ref = kk_object_new(vm, cls, 0);
    if (ref == KK_ERROR)
        return KK_ERROR;
    ref_of(ref)->callback = callback;
    /* What lies in flash never dies. */
    ref_of(ref)->target = v;
    return kk_weak_add(vm, &vm->weakrefs, ref) ? ref : KK_ERROR;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    const TypeObj *type = KK_OBJ(const TypeObj, cls);
    if (args.n < 1 || args.n > 2)
        return kk_raise(vm, KK_TypeError, "__new__ expected at %s %d argument%s, got %zu", args.n < 1 ? "least" : "most",
                        args.n < 1 ? 1 : 2, args.n < 1 ? "" : "s", args.n);
    if (type == &kk_type_weakref && kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "ref() takes no keyword arguments");
    return kk_weakref_new(vm, type, args.pos[0], kk_arg(args, 1, KK_UNSET));
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n < 1 || args.n > 2)
        return kk_raise_false(vm, KK_TypeError, "__init__ expected at %s %d argument%s, got %zu",
                              args.n < 1 ? "least" : "most", args.n < 1 ? 1 : 2, args.n < 1 ? "" : "s", args.n);
    return true;
}

/* ---- what it does ---- */

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    if (args.n != 0)
        return kk_raise(vm, KK_TypeError, "__call__() takes 0 positional arguments but %zu were given", args.n);
    if (kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "__call__() got an unexpected keyword argument");
    return ref_of(self)->target == KK_UNSET ? kk_none : ref_of(self)->target;
}

/* The hash of the object, which stays when that has died. */
static bool hash(Vm *vm, Value self, uintptr_t *value)
{
    if (ref_of(self)->hash == KK_UNSET) {
        Value target = ref_of(self)->target;
        if (target == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "weak object has gone away");
        if (!kk_hash(vm, target, value))
            return false;
        Value blob = kk_blob_new(vm, sizeof *value);
        if (blob == KK_ERROR)
            return false;
        memcpy(KK_OBJ(BlobObj, blob)->at, value, sizeof *value);
        ref_of(self)->hash = blob;
    }
    memcpy(value, KK_OBJ(BlobObj, ref_of(self)->hash)->at, sizeof *value);
    return true;
}

/* References are equal when their objects are; those to the dead are equal to themselves only. */
static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !kk_is(a, &kk_type_weakref) || !kk_is(b, &kk_type_weakref))
        return kk_not_implemented;
    Value x = ref_of(a)->target, y = ref_of(b)->target;
    if (x == KK_UNSET || y == KK_UNSET)
        return kk_bool((a == b) == (op == CMP_EQ));
    return kk_compare(vm, x, y, op);
}

static Value repr(Vm *vm, Value self)
{
    Value target = ref_of(self)->target;
    Value base = kk_repr_at(vm, "weakref", KK_N(empty), self);
    if (base == KK_ERROR)
        return KK_ERROR;
    Span text = kk_str_span(base); /* "<weakref  at 0x...>" */
    Value at = kk_str_new(vm, (Span){text.at + 13, text.len - 14});
    if (at == KK_ERROR || target == KK_UNSET)
        return at == KK_ERROR ? KK_ERROR : kk_format_message(vm, "<weakref at %V; dead>", at);
    Value other = kk_repr_at(vm, "", KK_N(empty), target);
    if (other == KK_ERROR)
        return KK_ERROR;
    text = kk_str_span(other); /* "<  at 0x...>" */
    Value where = kk_str_new(vm, (Span){text.at + 6, text.len - 7});
    Value name = where == KK_ERROR ? KK_ERROR : kk_getattr_opt(vm, target, KK_N(__name__));
    if (name == KK_UNSET && (kk_failed(vm) || where == KK_ERROR))
        return KK_ERROR;
    if (name == KK_UNSET || kk_as_kind(name, KIND_STR) == KK_UNSET)
        return kk_format_message(vm, "<weakref at %V; to '%T' at %V>", at, target, where);
    return kk_format_message(vm, "<weakref at %V; to '%T' at %V (%V)>", at, target, where, name);
}

/* What is called when the object dies, or None. */
KK_GETTER(weakref, __callback__)
Value kk_weakref_callback(Vm *vm, Value self)
{
    return ref_of(self)->callback == KK_UNSET ? kk_none : ref_of(self)->callback;
}

static const Layout layout = {sizeof(WeakRefObj) / sizeof(Value), 1u << 2 | 1u << 3, TAIL_NONE, 0};
static const TypeSlots slots = {
    .make = make, .init = init, .call = call, .hash = hash, .compare = compare, .repr = repr};
KK_TYPE(weakref, object) = {KK_TYPE_HEAD(weakref, object, &layout, 0), .slots = &slots};
