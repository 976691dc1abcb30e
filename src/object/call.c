/*
 * call.c: calling any value from C, binding arguments of native functions, special methods.
 *
 * Layer: object.   Tests: tests/types/function/.
 */
#include "object/call.h"

#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"

/* ---- native functions ---- */

/* Where the function's name is shown with its type, as CPython does for methods. */
static const char *dot(const NativeFn *f) { return kk_native_owner(f) == NULL ? "" : "."; }
static Value owner_name(const NativeFn *f) { return kk_native_owner(f) == NULL ? KK_N(empty) : kk_native_owner(f)->name; }
static Value name_of_param(const NativeFn *f, size_t i) { return kk_native_params(f)[i]; }

KK_MUST_CHECK static Value wrong_count(Vm *vm, const NativeFn *f, size_t n)
{
    unsigned least = kk_native_least(f), most = kk_native_most(f);
    bool is_slot = kk_desc_is(KK_REF(f), &kk_type_wrapper_descriptor);
    bool no_keywords = is_slot || kk_native_posonly(f) >= most;
    if ((kk_native_limits(f) & NATIVE_VARARGS) == 0 && !is_slot) {
        if (most != 0 && kk_native_most_positional(f) == 0)
            return kk_raise(vm, KK_TypeError, "%V() takes no positional arguments", kk_native_name(f));
        if (most == 0)
            return kk_raise(vm, KK_TypeError, "%V%s%V() takes no arguments (%zu given)", owner_name(f), dot(f), kk_native_name(f), n);
        if (least == 1 && most == 1)
            return kk_raise(vm, KK_TypeError, "%V%s%V() takes exactly one argument (%zu given)", owner_name(f), dot(f),
                            kk_native_name(f), n);
    }
    if (n < least && !no_keywords)
        return kk_raise(vm, KK_TypeError, "%V() missing required argument '%V' (pos %zu)", kk_native_name(f), name_of_param(f, n), n + 1);
    if (!no_keywords)
        return kk_raise(vm, KK_TypeError, "%V() takes at most %u argument%s (%zu given)", kk_native_name(f), most,
                        most == 1 ? "" : "s", n);
    /* find() and its like (sub, start, end) count in CPython's other wording. */
    if (most == 3 && name_of_param(f, 2) == KK_N(end))
        return kk_raise(vm, KK_TypeError, "%V() takes at %s %u argument%s (%zu given)", kk_native_name(f),
                        n < least ? "least" : "most", n < least ? least : most,
                        (n < least ? least : most) == 1 ? "" : "s", n);
    const char *bound = least == most ? "" : n < least ? "at least " : "at most ";
    unsigned wanted = n < least ? least : most;
    return kk_raise(vm, KK_TypeError, "%V%sexpected %s%u argument%s, got %zu", is_slot ? KK_N(empty) : kk_native_name(f),
                    is_slot ? "" : " ", bound, wanted, wanted == 1 ? "" : "s", n);
}

/* The index of the parameter, or -1. */
static int find_param(const NativeFn *f, Value name)
{
    for (unsigned i = kk_native_posonly(f); i < kk_native_most(f); i++) {
        if (kk_str_equal(name_of_param(f, i), name))
            return (int)i;
    }
    return -1;
}

/* Puts the keywords of `kw` into their places of pos (most values); the rest into *extra. */
KK_MUST_CHECK static bool place_keywords(Vm *vm, const NativeFn *f, Value *pos, Value kw, Value *extra)
{
    Value name, value;
    for (size_t at = 0; kk_dict_next(kw, &at, &name, &value);) {
        int i = find_param(f, name);
        if (i >= 0) {
            if (pos[i] != KK_UNSET)
                return kk_raise_false(vm, KK_TypeError, "argument for %V() given by name ('%V') and position (%d)",
                                      kk_native_name(f), name, i + 1);
            pos[i] = value;
            continue;
        }
        if ((kk_native_limits(f) & NATIVE_VARKW) == 0)
            return kk_raise_false(vm, KK_TypeError, "'%V' is an invalid keyword argument for %V()", name, kk_native_name(f));
        if (*extra == KK_UNSET && (*extra = kk_dict_new(vm, 0)) == KK_ERROR)
            return false;
        if (!kk_dict_set(vm, *extra, name, value))
            return false;
    }
    return true;
}

/* A native parameter list is short; the generator refuses longer ones. */
#define MAX_PARAMS 16

/* With arguments that are bound. */
KK_MUST_CHECK static Value run(Vm *vm, const NativeFn *f, Args args, Value self, Value kw)
{
    return (kk_native_limits(f) & NATIVE_VARKW) != 0 ? f->call_kw(vm, self, args, kw) : f->call(vm, self, args);
}

/* *args together with named parameters: the named ones stand first, the extra positional ones behind them. */
KK_MUST_CHECK static Value call_mixed(Vm *vm, const NativeFn *f, Args extra, Value self, Value kw, const Value *named)
{
    unsigned most = kk_native_most(f);
    Value all = kk_values_new(vm, most + extra.n);
    if (all == KK_ERROR)
        return KK_ERROR;
    Value *at = KK_OBJ(ValuesObj, all)->at;
    memcpy(at, named, most * sizeof(Value));
    memcpy(at + most, extra.pos, extra.n * sizeof(Value));
    return run(vm, f, (Args){at, most + extra.n}, self, kw);
}

/* A call with keywords, or to a function with both *args and named parameters. */
KK_MUST_CHECK static Value call_bound(Vm *vm, const NativeFn *f, Args args, Value self, Value kw)
{
    unsigned most = kk_native_most(f);
    uintptr_t flags = kk_native_limits(f);
    Value extra = KK_UNSET;
    if ((flags & NATIVE_VARARGS) != 0 && most == 0) {
        Value none[1];
        if (!place_keywords(vm, f, none, kw, &extra))
            return KK_ERROR;
        return run(vm, f, args, self, extra);
    }
    if (kk_dict_any(kw) && kk_native_posonly(f) >= most && (flags & NATIVE_VARKW) == 0)
        return kk_raise(vm, KK_TypeError, "%V%s%V() takes no keyword arguments", owner_name(f), dot(f), kk_native_name(f));
    if (args.n > most && (flags & NATIVE_VARARGS) == 0)
        return wrong_count(vm, f, args.n);
    Value pos[MAX_PARAMS] = {0};
    size_t positional = kk_native_most_positional(f);
    if (args.n > positional && (flags & NATIVE_VARARGS) == 0)
        return wrong_count(vm, f, args.n);
    size_t given = args.n < positional ? args.n : positional;
    for (size_t i = 0; i < given; i++)
        pos[i] = args.pos[i];
    if (kw != KK_UNSET && !place_keywords(vm, f, pos, kw, &extra))
        return KK_ERROR;
    for (unsigned i = 0; i < kk_native_least(f); i++) {
        if (pos[i] == KK_UNSET)
            return kk_raise(vm, KK_TypeError, "%V() missing required argument '%V' (pos %u)", kk_native_name(f), name_of_param(f, i), i + 1);
    }
    if (args.n <= given)
        return run(vm, f, (Args){pos, most}, self, extra);
    return call_mixed(vm, f, (Args){args.pos + given, args.n - given}, self, extra, pos);
}

/* self for a method: checked against the owner, unwrapped where the owner is a wrapped type. */
KK_MUST_CHECK static bool check_self(Vm *vm, const NativeFn *f, Value *self, Args *args)
{
    if (*self == KK_UNSET) {
        if (args->n == 0)
            return kk_raise_false(vm, KK_TypeError, "unbound method %V%s%V() needs an argument", owner_name(f), dot(f),
                                  kk_native_name(f));
        *self = args->pos[0];
        args->pos++;
        args->n--;
    }
    const TypeObj *owner = kk_native_owner(f);
    if (owner == NULL)
        return true;
    if (!kk_is(*self, owner))
        return kk_raise_false(vm, KK_TypeError, "descriptor '%V' for '%N' objects doesn't apply to a '%T' object",
                              kk_native_name(f), owner, *self);
    if (kk_type_wraps(owner))
        *self = kk_unwrap_held(*self);
    return true;
}

Value kk_native_call(Vm *vm, const NativeFn *f, Args args, Value self, Value kw)
{
    uintptr_t flags = kk_native_limits(f);
    if ((flags & NATIVE_METHOD) != 0 && !check_self(vm, f, &self, &args))
        return KK_ERROR;
    bool keywords = kk_dict_any(kw);
    bool mixed = (flags & NATIVE_VARARGS) != 0 && kk_native_most(f) != 0;
    if (keywords || mixed)
        return call_bound(vm, f, args, self, kw);
    if (args.n < kk_native_least(f) ||
        (args.n > kk_native_most_positional(f) && (flags & NATIVE_VARARGS) == 0))
        return wrong_count(vm, f, args.n);
    return run(vm, f, args, self, KK_UNSET);
}

/* ---- the layouts of native functions and bound methods ---- */

const Layout kk_native_layout = {sizeof(NativeFn) / sizeof(Value), 0, TAIL_NONE, 0};
const Layout kk_method_layout = {sizeof(MethodObj) / sizeof(Value), 6, TAIL_NONE, 0};
/* The same, and not a method. */
static const Layout slot_layout = {sizeof(MethodObj) / sizeof(Value), 6, TAIL_NONE, 0};
const Desc kk_slot_desc = {KK_REF(&kk_type_type), &slot_layout, KK_REF(&kk_type_wrapper_descriptor), 0};

Value kk_native_call_slot(Vm *vm, Value slot, Args args, Value self, Value kw)
{
    const MethodObj *method = KK_OBJ(const MethodObj, slot);
    const TypeObj *owner = KK_OBJ(const TypeObj, method->self);
    const NativeFn *f = KK_OBJ(const NativeFn, method->function);
    if (self == KK_UNSET) {
        if (args.n == 0)
            return kk_raise(vm, KK_TypeError, "descriptor '%V' of '%N' object needs an argument", kk_native_name(f), owner);
        self = args.pos[0];
        args.pos++;
        args.n--;
    }
    if (!kk_is(self, owner))
        return kk_raise(vm, KK_TypeError, "descriptor '%V' requires a '%N' object but received a '%T'", kk_native_name(f), owner,
                        self);
    return kk_native_call(vm, f, args, self, kw);
}

/* ---- any callable ---- */

/* Calls f with self (unless KK_UNSET) put in front of the arguments. */
Value kk_call_with_self(Vm *vm, Value f, Args args, Value self, Value kw)
{
    if (kk_desc_is(f, &kk_type_function))
        return kk_vm_call_function(vm, f, args, self, kw);
    if (kk_native_is(f) &&
        (kk_native_limits(KK_OBJ(const NativeFn, f)) & (NATIVE_METHOD | NATIVE_STATIC | NATIVE_CLASS)) != 0)
        return kk_native_call(vm, KK_OBJ(const NativeFn, f), args, self, kw);
    if (self == KK_UNSET)
        return kk_call_kw(vm, f, args, kw);
    if (kk_native_is_slot(f))
        return kk_native_call_slot(vm, f, args, self, kw);
    Value all = kk_values_new(vm, args.n + 1);
    if (all == KK_ERROR)
        return KK_ERROR;
    Value *at = KK_OBJ(ValuesObj, all)->at;
    at[0] = self;
    if (args.n != 0)
        memcpy(at + 1, args.pos, args.n * sizeof(Value));
    return kk_call_kw(vm, f, (Args){at, args.n + 1}, kw);
}

Value kk_call_kw(Vm *vm, Value f, Args args, Value kw)
{
    if (kk_desc_is(f, &kk_type_function))
        return kk_vm_call_function(vm, f, args, KK_UNSET, kw);
    if (kk_method_is(f)) {
        MethodObj *method = KK_OBJ(MethodObj, f);
        return kk_call_with_self(vm, method->function, args, method->self, kw);
    }
    if (kk_native_is(f))
        return kk_native_call(vm, KK_OBJ(const NativeFn, f), args, KK_UNSET, kw);
    const TypeObj *type = kk_type_of(f);
    if (!kk_depth_enter(vm))
        return KK_ERROR;
    Value r = KK_ERROR;
    Value method = KK_UNSET;
    if ((type->flags & TYPE_HEAP) != 0 && (method = kk_class_attr(vm, type, KK_N(__call__))) != KK_UNSET) {
        bool found;
        if (kw == KK_UNSET)
            r = kk_call_special(vm, f, KK_N(__call__), args.pos, args.n, &found);
        else if ((method = kk_attr_bind(vm, method, f, type)) != KK_ERROR)
            r = kk_call_kw(vm, method, args, kw);
    } else if (type->slots->call != NULL) {
        r = type->slots->call(vm, f, args, kw);
    } else {
        kk_raise(vm, KK_TypeError, "'%T' object is not callable", f);
    }
    kk_depth_leave(vm);
    return r;
}

Value kk_call(Vm *vm, Value f, const Value *args, size_t n)
{
    return kk_call_kw(vm, f, (Args){args, n}, KK_UNSET);
}

Value kk_call0(Vm *vm, Value f)
{
    return kk_call(vm, f, NULL, 0);
}

Value kk_call1(Vm *vm, Value f, Value a)
{
    return kk_call(vm, f, &a, 1);
}

Value kk_call2(Vm *vm, Value f, Value a, Value b)
{
    Value args[] = {a, b};
    return kk_call(vm, f, args, 2);
}

bool kk_callable(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    if ((type->flags & TYPE_HEAP) != 0 && kk_class_attr(vm, type, KK_N(__call__)) != KK_UNSET)
        return true;
    return type->slots->call != NULL;
}

/* ---- methods ---- */

static bool is_direct_method(Value raw)
{
    return kk_desc_is(raw, &kk_type_function) ||
           (kk_native_is(raw) && (kk_native_limits(KK_OBJ(const NativeFn, raw)) & NATIVE_METHOD) != 0);
}

Value kk_call_special(Vm *vm, Value self, Value name, const Value *args, size_t n, bool *found)
{
    const TypeObj *type = kk_type_of(self);
    Value raw = kk_class_attr(vm, type, name);
    *found = raw != KK_UNSET;
    if (raw == KK_UNSET)
        return KK_UNSET;
    Args all = {args, n};
    if (is_direct_method(raw))
        return kk_call_with_self(vm, raw, all, self, KK_UNSET);
    Value bound = kk_attr_bind(vm, raw, self, type);
    return bound == KK_ERROR ? KK_ERROR : kk_call_kw(vm, bound, all, KK_UNSET);
}

Value kk_call_method(Vm *vm, Value self, Value name, const Value *args, size_t n)
{
    return kk_call_attr(vm, self, (Args){args, n}, name, KK_UNSET);
}

Value kk_call_attr(Vm *vm, Value self, Args args, Value name, Value kw)
{
    const Desc *desc = kk_desc_of(self);
    const TypeObj *type = KK_OBJ(const TypeObj, desc->type);
    if ((type->flags & TYPE_HAS_GETATTRIBUTE) == 0 && kk_rare_of(type->slots)->getattr == NULL) {
        const CacheEntry *entry = kk_attr_lookup(vm, desc, name);
        if (entry->slot == CACHE_CLASS_METHOD)
            return kk_call_with_self(vm, entry->value, args, self, kw);
    }
    Value f = kk_getattr(vm, self, name);
    return f == KK_ERROR ? KK_ERROR : kk_call_kw(vm, f, args, kw);
}
