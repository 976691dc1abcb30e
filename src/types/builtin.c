/*
 * builtin.c: functions of C as Python sees them: built-in functions, method descriptors, slot wrappers.
 *
 * A NativeFn lies in flash and is what a lookup finds. Most are shown as they are. The functions of slots (__len__ of
 * all types that have one) and static ones (__new__) do not know whose they are: seen through a class they become a
 * MethodObj of the owner, found again in vm->slot_wrappers so that `cls.__new__ is object.__new__` holds.
 *
 * Layer: types.   Tests: tests/types/builtin/.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "types/func.h"
#include "types/tuple.h"
#include "types/type.h"

static const MethodObj *bound_obj(Value v) { return KK_OBJ(const MethodObj, v); }

/* The function behind any of the objects of this file. */
static const NativeFn *native(Value v)
{
    while (!kk_native_is(v))
        v = bound_obj(v)->function;
    return KK_OBJ(const NativeFn, v);
}

/* ---- functions that learn their owner ---- */

static size_t place_of(Value function, Value owner, size_t n)
{
    return ((function >> 4) * 31 + (owner >> 4)) & (n - 1);
}

/* Where the pair is in the table, or the empty place for it. */
static Value *find_place(Value table, Value function, Value owner)
{
    size_t n = kk_len_of(table), i = place_of(function, owner, n);
    Value *at = KK_OBJ(ValuesObj, table)->at;
    while (at[i] != KK_UNSET && (bound_obj(at[i])->function != function || bound_obj(at[i])->self != owner))
        i = (i + 1) & (n - 1);
    return &at[i];
}

/* Room for one more: at most three quarters are used. */
KK_MUST_CHECK static bool make_room(Vm *vm)
{
    Value old = vm->slot_wrappers;
    size_t n = old == KK_UNSET ? 0 : kk_len_of(old);
    if (4 * (vm->slot_wrappers_count + 1) <= 3 * n)
        return true;
    Value fresh = kk_values_new(vm, n == 0 ? 4 : 2 * n);
    if (fresh == KK_ERROR)
        return false;
    for (size_t i = 0; i < n; i++) {
        Value one = KK_OBJ(ValuesObj, old)->at[i];
        if (one != KK_UNSET)
            *find_place(fresh, bound_obj(one)->function, bound_obj(one)->self) = one;
    }
    vm->slot_wrappers = fresh;
    return true;
}

Value kk_native_of(Vm *vm, Value raw, const TypeObj *owner)
{
    if (!kk_ref_is(raw) || raw == KK_UNSET || !kk_native_is(raw))
        return raw;
    bool is_static = (kk_native_limits(KK_OBJ(const NativeFn, raw)) & NATIVE_STATIC) != 0;
    if (!is_static && (kk_native_owner(KK_OBJ(const NativeFn, raw)) != NULL || !kk_desc_is(raw, &kk_type_wrapper_descriptor)))
        return raw;
    if (!make_room(vm))
        return KK_ERROR;
    Value known = *find_place(vm->slot_wrappers, raw, KK_REF(owner));
    if (known != KK_UNSET)
        return known;
    Value made = kk_object_new(vm, &kk_type_method, 0);
    if (made == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(MethodObj, made)->header = (uintptr_t)(is_static ? &kk_bound_desc : &kk_slot_desc);
    KK_OBJ(MethodObj, made)->function = raw;
    KK_OBJ(MethodObj, made)->self = KK_REF(owner);
    *find_place(vm->slot_wrappers, raw, KK_REF(owner)) = made;
    vm->slot_wrappers_count++;
    return made;
}

/* The class in the MRO of type whose own attribute this is. @gc never */
static const TypeObj *find_owner(const TypeObj *type, Value raw)
{
    Value name = kk_native_name(KK_OBJ(const NativeFn, raw));
    const TypeObj *native = type->native;
    for (const TypeObj *t = native;; t = KK_OBJ(const TypeObj, t->base)) {
        if (kk_type_own(t, name) == raw)
            return t;
        if (t->base == KK_UNSET)
            return native;
    }
}

/* ---- attributes ---- */

/* Whose function it is; NULL: nobody's. */
static const TypeObj *owner_of(Value v)
{
    if (kk_native_is_slot(v))
        return KK_OBJ(const TypeObj, bound_obj(v)->self);
    if (kk_native_is(v))
        return kk_native_owner(KK_OBJ(const NativeFn, v));
    Value function = bound_obj(v)->function;
    const TypeObj *owner = owner_of(function);
    return owner != NULL ? owner : find_owner(kk_type_of(bound_obj(v)->self), function);
}

/* The name of the function. */
KK_GETTER(builtin, __name__)
KK_GETTER(method_descriptor, __name__)
KK_GETTER(wrapper_descriptor, __name__)
KK_GETTER(classmethod_descriptor, __name__)
KK_GETTER(method_wrapper, __name__)
Value kk_builtin_name(Vm *vm, Value self) { return kk_native_name(native(self)); }

/* Its dotted name. */
KK_GETTER(method_descriptor, __qualname__)
KK_GETTER(wrapper_descriptor, __qualname__)
KK_GETTER(classmethod_descriptor, __qualname__)
KK_GETTER(method_wrapper, __qualname__)
Value kk_builtin_owned_qualname(Vm *vm, Value self)
{
    const TypeObj *owner = owner_of(self);
    if (owner == NULL)
        return kk_native_name(native(self));
    Value of = kk_type_get_qualname(vm, KK_REF(owner));
    return of == KK_ERROR ? KK_ERROR : kk_format_message(vm, "%V.%V", of, kk_native_name(native(self)));
}

/* Its dotted name: behind that of the object's class, or of the class it is bound to. */
KK_GETTER(builtin, __qualname__)
Value kk_builtin_qualname(Vm *vm, Value self)
{
    if (kk_native_is(self))
        return kk_builtin_owned_qualname(vm, self);
    Value to = bound_obj(self)->self;
    Value of = kk_type_get_qualname(vm, kk_type_is(to) ? to : KK_REF(kk_type_of(to)));
    return of == KK_ERROR ? KK_ERROR : kk_format_message(vm, "%V.%V", of, kk_native_name(native(self)));
}

/* The class that it belongs to. */
KK_GETTER(method_descriptor, __objclass__)
KK_GETTER(wrapper_descriptor, __objclass__)
KK_GETTER(classmethod_descriptor, __objclass__)
KK_GETTER(method_wrapper, __objclass__)
Value kk_builtin_objclass(Vm *vm, Value self)
{
    const TypeObj *owner = owner_of(self);
    return owner == NULL ? kk_attr_missing(vm, self, KK_N(__objclass__)) : KK_REF(owner);
}

/* The native module that has the function; NULL: none. */
static const NativeModule *module_of(Value function)
{
    for (size_t i = 0; kk_native_modules[i] != NULL; i++) {
        const RomTable *rom = kk_native_modules[i]->rom;
        if (function == KK_REF(&rom->functions[kk_native_place(KK_OBJ(const NativeFn, function))]))
            return kk_native_modules[i];
    }
    return NULL;
}

/* The object it is bound to, or its module. */
KK_GETTER(builtin, __self__)
KK_GETTER(method_wrapper, __self__)
Value kk_builtin_self(Vm *vm, Value self)
{
    if (!kk_native_is(self))
        return bound_obj(self)->self;
    const NativeModule *module = module_of(self);
    Value known = module == NULL ? KK_UNSET : kk_dict_get_name(vm->modules, module->name);
    return known == KK_UNSET ? kk_none : known;
}

/* The name of its module; None for methods. */
KK_GETTER(builtin, __module__)
Value kk_builtin_module(Vm *vm, Value self)
{
    const NativeModule *module = kk_native_is(self) ? module_of(self) : NULL;
    return module == NULL ? kk_none : module->name;
}

/* The first sentence about it, or None. */
KK_GETTER(builtin, __doc__)
KK_GETTER(method_descriptor, __doc__)
KK_GETTER(wrapper_descriptor, __doc__)
KK_GETTER(classmethod_descriptor, __doc__)
KK_GETTER(method_wrapper, __doc__)
Value kk_builtin_doc(Vm *vm, Value self)
{
    Span text = kk_span_of(kk_native_sig(native(self))->text);
    const uint8_t *end = kk_bytes_find(text, KK_SPAN("\n"));
    return end == NULL ? kk_none : kk_str_new(vm, kk_span_skip(text, (size_t)(end - text.at) + 1));
}

/* The parameters as inspect wants them: "($self, x, /, y=1)"; None when they are not known. */
KK_GETTER(builtin, __text_signature__)
KK_GETTER(method_descriptor, __text_signature__)
KK_GETTER(wrapper_descriptor, __text_signature__)
KK_GETTER(classmethod_descriptor, __text_signature__)
KK_GETTER(method_wrapper, __text_signature__)
Value kk_builtin_text_signature(Vm *vm, Value self)
{
    const NativeFn *f = native(self);
    Span text = kk_span_of(kk_native_sig(f)->text);
    const uint8_t *end = kk_bytes_find(text, KK_SPAN("\n"));
    /* Only inspect asks, on computers. */
    if (KK_WORD_BITS == 32 || end == NULL || text.len < 2)
        return kk_none;
    Span inner = {text.at + 1, (size_t)(end - text.at) - 2};
    unsigned flags = kk_native_limits(f);
    const char *first = flags & NATIVE_CLASS ? "$type" : flags & NATIVE_METHOD ? "$self" : flags & NATIVE_STATIC ? "" : "$module";
    Value params = kk_str_new(vm, inner);
    if (params == KK_ERROR || *first == 0)
        return params == KK_ERROR ? KK_ERROR : kk_format_message(vm, "(%V)", params);
    bool marked = kk_bytes_find(inner, KK_SPAN("/")) != NULL;
    return kk_format_message(vm, "(%s%s%s%V)", first, marked ? "" : ", /", inner.len == 0 ? "" : ", ", params);
}

/* How to find it again: its name, or getattr(self, name). */
KK_METHOD(builtin, __reduce__, "()")
KK_METHOD(method_descriptor, __reduce__, "()")
KK_METHOD(wrapper_descriptor, __reduce__, "()")
KK_METHOD(method_wrapper, __reduce__, "()")
Value kk_builtin_reduce(Vm *vm, Value self, Args args)
{
    Value of = kk_native_is_slot(self) || (kk_native_is(self) && kk_native_owner(native(self)) != NULL) ? KK_REF(owner_of(self))
               : kk_native_is(self)                                                          ? KK_UNSET
                                                                                             : bound_obj(self)->self;
    if (of == KK_UNSET)
        return kk_native_name(native(self));
    Value getattr = kk_getattr(vm, vm->builtins, KK_N(getattr));
    Value pair = getattr == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, of, kk_native_name(native(self)));
    return pair == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, getattr, pair);
}

/* ---- slots ---- */

static Value repr(Vm *vm, Value self)
{
    const NativeFn *f = native(self);
    if (kk_native_is_slot(self) || kk_desc_is(self, &kk_type_wrapper_descriptor))
        return kk_format_message(vm, "<slot wrapper '%V' of '%N' objects>", kk_native_name(f), owner_of(self));
    if (kk_method_is(self)) {
        const char *kind = kk_desc_is(self, &kk_type_method_wrapper) ? "method-wrapper" : "built-in method";
        Value name = kk_format_message(vm, kk_desc_is(self, &kk_type_method_wrapper) ? "%R of %T object" : "%V of %T object",
                                       kk_native_name(f), bound_obj(self)->self);
        return name == KK_ERROR ? KK_ERROR : kk_repr_at(vm, kind, name, bound_obj(self)->self);
    }
    if (kk_native_owner(f) == NULL)
        return kk_format_message(vm, "<built-in function %V>", kk_native_name(f));
    return kk_format_message(vm, "<method '%V' of '%N' objects>", kk_native_name(f), kk_native_owner(f));
}

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    if (kk_native_is_slot(self))
        return kk_native_call_slot(vm, self, args, KK_UNSET, kw);
    if (kk_method_is(self))
        return kk_call_with_self(vm, bound_obj(self)->function, args, bound_obj(self)->self, kw);
    return kk_native_call(vm, native(self), args, KK_UNSET, kw);
}

static bool hash(Vm *vm, Value self, uintptr_t *h)
{
    return kk_method_is(self) ? kk_method_hash(vm, self, h) : kk_hash_identity(vm, self, h);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (kk_ref_is(a) && kk_ref_is(b) && kk_method_is(a) && kk_method_is(b))
        return kk_method_compare(vm, a, b, op);
    return op != CMP_EQ && op != CMP_NE ? kk_not_implemented : a == b ? kk_bool(op == CMP_EQ) : kk_not_implemented;
}

static Value get_method(Vm *vm, Value self, Value obj, Value cls)
{
    const TypeObj *owner = owner_of(self);
    if (obj == KK_UNSET)
        return owner == NULL ? kk_native_of(vm, self, find_owner(KK_OBJ(const TypeObj, cls), self)) : self;
    if (owner != NULL && !kk_is(obj, owner))
        return kk_raise(vm, KK_TypeError, "descriptor '%V' for '%N' objects doesn't apply to a '%T' object",
                        kk_native_name(native(self)), owner, obj);
    return kk_method_new(vm, self, obj);
}

static Value get_class(Vm *vm, Value self, Value obj, Value cls)
{
    const NativeFn *f = KK_OBJ(const NativeFn, self);
    if (cls == KK_UNSET)
        cls = KK_REF(kk_type_of(obj));
    if (!kk_type_is(cls))
        return kk_raise(vm, KK_TypeError, "descriptor '%V' for type '%N' needs a type, not a '%T' as arg 2", kk_native_name(f),
                        kk_native_owner(f), cls);
    if (kk_native_owner(f) != NULL && !kk_type_is_subclass(KK_OBJ(const TypeObj, cls), kk_native_owner(f)))
        return kk_raise(vm, KK_TypeError, "descriptor '%V' requires a subtype of '%N' but received '%N'", kk_native_name(f),
                        kk_native_owner(f), KK_OBJ(const TypeObj, cls));
    return kk_method_new(vm, self, cls);
}

static Value get_static(Vm *vm, Value self, Value obj, Value cls)
{
    const TypeObj *owner = kk_native_owner(KK_OBJ(const NativeFn, self));
    return kk_native_of(vm, self, owner != NULL ? owner : find_owner(KK_OBJ(const TypeObj, cls), self));
}

/* A class method found in __dict__ and called: the class is its first argument. */
static Value call_class(Vm *vm, Value self, Args args, Value kw)
{
    const NativeFn *f = KK_OBJ(const NativeFn, self);
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "descriptor '%V' of '%N' object needs an argument", kk_native_name(f), kk_native_owner(f));
    Value bound = get_class(vm, self, KK_UNSET, args.pos[0]);
    return bound == KK_ERROR ? KK_ERROR : kk_call_kw(vm, bound, (Args){args.pos + 1, args.n - 1}, kw);
}

static const TypeSlots builtin_slots = {.repr = repr, .call = call, .hash = hash, .compare = compare};
static const TypeSlots method_slots = {
    .repr = repr, .call = call, .rare = &(const RareSlots){.get = get_method},
};
static const TypeSlots class_slots = {
    .repr = repr, .call = call_class, .rare = &(const RareSlots){.get = get_class},
};
static const TypeSlots static_slots = {
    .repr = repr, .call = call, .rare = &(const RareSlots){.get = get_static},
};

#define NATIVE_TYPE(ident) KK_TYPE_HEAD(ident, object, &kk_native_layout, TYPE_NO_NEW | TYPE_FINAL)
KK_TYPE(builtin, object) = {NATIVE_TYPE(builtin), .slots = &builtin_slots};
KK_TYPE(method_descriptor, object) = {NATIVE_TYPE(method_descriptor), .slots = &method_slots};
KK_TYPE(wrapper_descriptor, object) = {NATIVE_TYPE(wrapper_descriptor), .slots = &method_slots};
KK_TYPE(classmethod_descriptor, object) = {NATIVE_TYPE(classmethod_descriptor), .slots = &class_slots};
KK_TYPE(native_static, object) = {NATIVE_TYPE(native_static), .slots = &static_slots};
KK_TYPE(method_wrapper, object) = {
    KK_TYPE_HEAD(method_wrapper, object, &kk_method_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &builtin_slots};
const Desc kk_bound_desc = {KK_REF(&kk_type_type), &kk_method_layout, KK_REF(&kk_type_builtin), 0};
