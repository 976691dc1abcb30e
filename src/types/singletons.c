/*
 * singletons.c: None, NotImplemented, Ellipsis and their types.
 *
 * The objects are in flash, and so is the mark of an iteration's end, which no program ever sees.
 *
 * Layer: types.   Tests: tests/types/singletons/.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"

const Obj kk_none_obj = {KK_REF(&kk_type_NoneType)};
const Obj kk_ellipsis_obj = {KK_REF(&kk_type_ellipsis)};
const Obj kk_not_implemented_obj = {KK_REF(&kk_type_NotImplementedType)};
const Obj kk_end_obj = {KK_REF(&kk_type_ellipsis)};

static const Layout singleton_layout = {1, 0, TAIL_NONE, 0};

/* The types can be called, and always give the one object there is. */
KK_SAYS(only, 1)
KK_MUST_CHECK static Value only(Vm *vm, const char *name, Args args, Value kw, Value object)
{
    if (args.n > 0 || kk_dict_any(kw))
        return kk_raise(vm, KK_TypeError, "%s takes no arguments", name);
    return object;
}

static Value make_none(Vm *vm, Value cls, Args args, Value kw) { return only(vm, "NoneType", args, kw, kk_none); }
static Value make_ellipsis(Vm *vm, Value cls, Args args, Value kw)
{
    return only(vm, "EllipsisType", args, kw, kk_ellipsis);
}
static Value make_not_implemented(Vm *vm, Value cls, Args args, Value kw)
{
    return only(vm, "NotImplementedType", args, kw, kk_not_implemented);
}

static Value repr_none(Vm *vm, Value self) { return KK_N(None); }
static Value repr_ellipsis(Vm *vm, Value self) { return KK_N(Ellipsis); }
static Value repr_not_implemented(Vm *vm, Value self) { return KK_N(NotImplemented); }

static bool truth_none(Vm *vm, Value self, bool *truth)
{
    *truth = false;
    return true;
}

/* How pickle and copy name the object. */
KK_METHOD(ellipsis, __reduce__, "()")
Value kk_singletons_reduce_ellipsis(Vm *vm, Value self, Args args) { return KK_N(Ellipsis); }

/* How pickle and copy name the object. */
KK_METHOD(NotImplementedType, __reduce__, "()")
Value kk_singletons_reduce_not_implemented(Vm *vm, Value self, Args args) { return KK_N(NotImplemented); }

static const TypeSlots none_slots = {
    .make = make_none, .repr = repr_none, .rare = &(const RareSlots){.truth = truth_none},
};
static const TypeSlots ellipsis_slots = {.make = make_ellipsis, .repr = repr_ellipsis};
/* True, but who asks has probably forgotten that an operator may give it. */
static bool truth_not_implemented(Vm *vm, Value self, bool *truth)
{
    *truth = true;
    return KK_WORD_BITS != 64 ||
           kk_convert_deprecated(vm, kk_str_new(vm, KK_SPAN("NotImplemented should not be used in a boolean context")));
}
static const TypeSlots not_implemented_slots = {
    .make = make_not_implemented, .repr = repr_not_implemented,
    .rare = &(const RareSlots){.truth = truth_not_implemented},
};

KK_TYPE(NoneType, object) = {
    KK_TYPE_HEAD(NoneType, object, &singleton_layout, TYPE_FINAL),
    .slots = &none_slots,
};
KK_TYPE(ellipsis, object) = {
    KK_TYPE_HEAD(ellipsis, object, &singleton_layout, TYPE_FINAL),
    .slots = &ellipsis_slots,
};
KK_TYPE(NotImplementedType, object) = {
    KK_TYPE_HEAD(NotImplementedType, object, &singleton_layout, TYPE_FINAL),
    .slots = &not_implemented_slots,
};
