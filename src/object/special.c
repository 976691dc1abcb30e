/*
 * special.c: the special methods that built-in types have by their slots: int.__add__, list.__len__.
 *
 * They are native functions without an owner: each finds the slot through the native type of self, so
 * one function serves all types. A type has the special method if it has the slot.
 *
 * Layer: object.   Tests: tests/types/type/special.py.
 */
#include "object/attr.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"

/* What self is natively, and its slots: an instance of a class stands for the value it wraps or extends. */
static const TypeSlots *slots_of(Value *self)
{
    *self = kk_unwrap(*self);
    return kk_type_of(*self)->native->slots;
}

KK_MUST_CHECK static Value wrong_type(Vm *vm, Value self)
{
    return kk_raise(vm, KK_TypeError, "descriptor doesn't apply to a '%T' object", self);
}

/* ---- the functions, by form ---- */

#define UNARY_VALUE(method, slot)                                                    \
    static Value call_##method(Vm *vm, Value self, Args args)                        \
    {                                                                                \
        const TypeSlots *slots = slots_of(&self);                                    \
        return slots->slot == NULL ? wrong_type(vm, self) : slots->slot(vm, self);   \
    }
UNARY_VALUE(repr, repr)
UNARY_VALUE(iter, iter)

static Value call_str(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    return slots->str != NULL ? slots->str(vm, self) : kk_repr(vm, self);
}

static Value call_next(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    if (slots->next == NULL)
        return wrong_type(vm, self);
    Value item = slots->next(vm, self);
    return item == KK_END ? kk_raise_value(vm, KK_StopIteration, KK_UNSET) : item;
}

static Value call_len(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    size_t n;
    if (slots->len == NULL)
        return wrong_type(vm, self);
    return slots->len(vm, self, &n) ? kk_int_new(vm, (intptr_t)n) : KK_ERROR;
}

static Value call_bool(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    bool truth = true;
    if (slots->truth == NULL)
        return wrong_type(vm, self);
    return slots->truth(vm, self, &truth) ? kk_bool(truth) : KK_ERROR;
}

static Value call_hash(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    uintptr_t hash;
    bool fine = slots->hash != NULL ? slots->hash(vm, self, &hash) : kk_hash_identity(vm, self, &hash);
    return fine ? kk_int_new(vm, (intptr_t)hash) : KK_ERROR;
}

static Value call_call(Vm *vm, Value self, Args args)
{
    /* Not kk_call_kw(): a class that inherits __call__ from its native base ends up here. */
    const TypeSlots *slots = kk_type_of(self)->native->slots;
    return slots->call == NULL ? wrong_type(vm, self) : slots->call(vm, self, args);
}

static Value call_init(Vm *vm, Value self, Args args)
{
    const TypeObj *native = kk_type_of(self)->native;
    if (native->slots->init == NULL)
        return kk_none;
    /* Those of a subclass with its own __new__ were meant for that. */
    if (native == &kk_type_list && args.kw != KK_UNSET &&
        !kk_native_is(kk_class_attr(vm, kk_type_of(self), KK_N(__new__))))
        args.kw = KK_UNSET;
    if (kk_type_wraps(native))
        self = kk_unwrap(self);
    return native->slots->init(vm, self, args) ? kk_none : KK_ERROR;
}

static Value call_getitem(Vm *vm, Value self, Args args)
{
    Value whole = self;
    const TypeSlots *slots = slots_of(&self);
    if (slots->getitem == NULL)
        return wrong_type(vm, self);
    Value item = slots->getitem(vm, self, args.pos[0]);
    /* A subclass of dict may say what a missing key gives. */
    if (item == KK_ERROR && whole != self && kk_kind_is(self, KIND_DICT) && kk_pending_is(vm, KK_KeyError) &&
        kk_class_attr(vm, kk_type_of(whole), KK_N(__missing__)) != KK_UNSET) {
        bool found;
        (void)kk_pending_take(vm);
        return kk_call_special(vm, whole, KK_N(__missing__), args.pos, 1, &found);
    }
    return item;
}

static Value call_setitem(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    if (slots->setitem == NULL)
        return wrong_type(vm, self);
    return slots->setitem(vm, self, args.pos[0], kk_arg(args, 1, KK_UNSET)) ? kk_none : KK_ERROR;
}

static Value call_contains(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    return slots->contains == NULL ? wrong_type(vm, self) : slots->contains(vm, self, args.pos[0]);
}

static Value call_format(Vm *vm, Value self, Args args)
{
    Value instance = self;
    (void)slots_of(&self);
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "__format__() argument must be str, not %T", args.pos[0]);
    /* Without a format an instance of a subclass is shown as its own __str__ has it. */
    if (self != instance && kk_len_of(kk_as_kind(args.pos[0], KIND_STR)) == 0)
        return kk_str(vm, instance);
    return kk_format(vm, self, kk_as_kind(args.pos[0], KIND_STR));
}

/* The types of self.__new__ and of cls fit: self.__new__ makes what instances of cls are. */
KK_MUST_CHECK static bool check_new(Vm *vm, const TypeObj *owner, Value cls)
{
    if (!kk_type_is(cls))
        return kk_raise_false(vm, KK_TypeError, "%N.__new__(X): X is not a type object (%T)", owner, cls);
    const TypeObj *type = KK_OBJ(const TypeObj, cls), *makes = type->native;
    if (!kk_type_is_subclass(type, owner))
        return kk_raise_false(vm, KK_TypeError, "%N.__new__(%N): %N is not a subtype of %N", owner, type, type, owner);
    while (makes->slots->make == NULL && makes->base != KK_UNSET)
        makes = KK_OBJ(const TypeObj, makes->base);
    if (makes->slots->make == owner->slots->make || (makes->flags & TYPE_NO_NEW) != 0)
        return true;
    return kk_raise_false(vm, KK_TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", owner, type, makes);
}

/* T.__new__(cls, ...): an instance of cls, around a native value where cls wraps one. self: T. */
static Value call_new(Vm *vm, Value self, Args args)
{
    const TypeObj *owner = self == KK_UNSET ? &kk_type_object : KK_OBJ(const TypeObj, self);
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "%N.__new__(): not enough arguments", owner);
    if (!check_new(vm, owner, args.pos[0]))
        return KK_ERROR;
    return kk_type_make(vm, KK_OBJ(const TypeObj, args.pos[0]), (Args){args.pos + 1, args.n - 1, args.kw});
}

static Value call_get(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = kk_type_of(self)->slots;
    if (slots->get == NULL)
        return wrong_type(vm, self);
    Value obj = args.pos[0] == kk_none ? KK_UNSET : args.pos[0];
    Value cls = kk_arg(args, 1, KK_UNSET);
    if (cls == KK_UNSET || cls == kk_none)
        cls = obj == KK_UNSET ? KK_REF(&kk_type_NoneType) : KK_REF(kk_type_of(obj));
    return slots->get(vm, self, obj, cls);
}

static Value call_set(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = kk_type_of(self)->slots;
    if (slots->set == NULL)
        return wrong_type(vm, self);
    return slots->set(vm, self, args.pos[0], kk_arg(args, 1, KK_UNSET)) ? kk_none : KK_ERROR;
}

/* ---- operators: one function for each, made by macro ---- */

/*
 * Numbers answer for their own type and those below it: an int knows nothing of floats, although its slot, which is
 * the arithmetic of all numbers, does.
 */
static bool is_answered(Value owner, Value other)
{
    if (kk_int_is(owner))
        return !kk_float_is(other) && !kk_is(other, &kk_type_complex);
    return !kk_float_is(owner) || !kk_is(other, &kk_type_complex);
}

KK_MUST_CHECK static Value do_binary(Vm *vm, BinaryOp op, Value owner, Value a, Value b)
{
    const TypeSlots *slots = slots_of(&owner);
    if (!is_answered(owner, op == BIN_MOD && !kk_int_is(owner) ? owner : owner == kk_unwrap(a) ? kk_unwrap(b) : kk_unwrap(a)))
        return kk_not_implemented;
    return slots->binary == NULL ? kk_not_implemented : slots->binary(vm, op, kk_unwrap(a), kk_unwrap(b));
}

#define BINARY(name, op)                                                                               \
    static Value call_##name(Vm *vm, Value self, Args args) { return do_binary(vm, op, self, self, args.pos[0]); } \
    static Value call_r##name(Vm *vm, Value self, Args args) { return do_binary(vm, op, self, args.pos[0], self); }
#define INPLACE(name, op)                                                                              \
    static Value call_i##name(Vm *vm, Value self, Args args)                                           \
    {                                                                                                  \
        Value whole = self;                                                                            \
        const TypeSlots *slots = slots_of(&self);                                                      \
        if (slots->inplace == NULL)                                                                    \
            return kk_not_implemented;                                                                 \
        Value r = slots->inplace(vm, op, self, kk_unwrap(args.pos[0]));                                \
        return r == self ? whole : r;                                                                  \
    }
#define COMPARE(name, op)                                                                              \
    static Value call_##name(Vm *vm, Value self, Args args)                                            \
    {                                                                                                  \
        const TypeSlots *slots = slots_of(&self);                                                      \
        Value other = kk_unwrap(args.pos[0]);                                                          \
        if (slots->compare == NULL || (kk_int_is(self) && !kk_int_is(other)))                          \
            return kk_not_implemented;                                                                 \
        return slots->compare(vm, self, other, op);                                                    \
    }
#define UNARY(name, op)                                                                                \
    static Value call_##name(Vm *vm, Value self, Args args)                                            \
    {                                                                                                  \
        const TypeSlots *slots = slots_of(&self);                                                      \
        return slots->unary == NULL ? wrong_type(vm, self) : slots->unary(vm, op, self);               \
    }

#define ALL_BINARY(X)                                                                                 \
    X(add, BIN_ADD) X(sub, BIN_SUB) X(mul, BIN_MUL) X(truediv, BIN_TRUEDIV) X(floordiv, BIN_FLOORDIV)   \
    X(mod, BIN_MOD) X(matmul, BIN_MATMUL) X(and, BIN_AND) X(or, BIN_OR) X(xor, BIN_XOR)                 \
    X(lshift, BIN_LSHIFT) X(rshift, BIN_RSHIFT) X(divmod, BIN_DIVMOD)
#define ALL_INPLACE(X)                                                                                \
    X(add, BIN_ADD) X(sub, BIN_SUB) X(mul, BIN_MUL) X(and, BIN_AND) X(or, BIN_OR) X(xor, BIN_XOR)
#define ALL_COMPARE(X) X(lt, CMP_LT) X(le, CMP_LE) X(eq, CMP_EQ) X(ne, CMP_NE) X(gt, CMP_GT) X(ge, CMP_GE)
#define ALL_UNARY(X)                                                                                  \
    X(neg, UN_NEG) X(pos, UN_POS) X(invert, UN_INVERT) X(abs, UN_ABS) X(int, UN_INT) X(float, UN_FLOAT) \
    X(index, UN_INDEX)
ALL_BINARY(BINARY)
ALL_INPLACE(INPLACE)
ALL_COMPARE(COMPARE)
ALL_UNARY(UNARY)

static Value call_pow(Vm *vm, Value self, Args args)
{
    if (args.n > 1 && args.pos[1] != kk_none)
        return kk_int_pow_mod(vm, self, args.pos[0], args.pos[1]);
    return do_binary(vm, BIN_POW, self, self, args.pos[0]);
}
static Value call_rpow(Vm *vm, Value self, Args args)
{
    return do_binary(vm, BIN_POW, self, args.pos[0], self);
}

/* ---- the table ---- */

typedef struct Special {
    NativeFn fn;
    uint32_t slot; /* offset in TypeSlots of what the type must have */
    uint32_t op;   /* bit of TypeSlots.binary_ops (unary_ops) that the type must have too, 0: none */
} Special;

#define LIMITS(least, most, flags) ((least) | (most) << 8 | (most) << 16 | (uintptr_t)(flags) << 24)
/* The signatures; their parameters have no names. */
static const NativeSig args_0_0 = {LIMITS(0, 0, NATIVE_METHOD), "", {}};
static const NativeSig args_1_1 = {LIMITS(1, 1, NATIVE_METHOD), "", {}};
static const NativeSig args_1_2 = {LIMITS(1, 2, NATIVE_METHOD), "", {}};
static const NativeSig args_2_2 = {LIMITS(2, 2, NATIVE_METHOD), "", {}};
static const NativeSig args_any = {LIMITS(0, 0, NATIVE_METHOD | NATIVE_VARARGS | NATIVE_VARKW), "", {}};
static const NativeSig args_new = {LIMITS(0, 0, NATIVE_STATIC | NATIVE_VARARGS | NATIVE_VARKW), "", {}};
#define SPECIAL(name, function, slot_name, least, most)                                                   \
    {{KK_REF(&kk_type_wrapper_descriptor), function, &args_##least##_##most, KK_N(name), NULL},          \
     offsetof(TypeSlots, slot_name), 0},
#define OPERATOR(name, function, slot_name, n, bit)                                             \
    {{KK_REF(&kk_type_wrapper_descriptor), function, &args_##n##_##n, KK_N(name), NULL},        \
     offsetof(TypeSlots, slot_name), bit},
#define BINARY_ROW(name, op)                                            \
    OPERATOR(__##name##__, call_##name, binary, 1, 1u << (op))          \
    OPERATOR(__r##name##__, call_r##name, binary, 1, 0x10000u << (op))
#define INPLACE_ROW(name, op) OPERATOR(__i##name##__, call_i##name, inplace, 1, 1u << (op))
#define COMPARE_ROW(name, op) SPECIAL(__##name##__, call_##name, compare, 1, 1)
#define UNARY_ROW(name, op) OPERATOR(__##name##__, call_##name, unary, 0, 1u << (op))

static const Special specials[] = {
    SPECIAL(__repr__, call_repr, repr, 0, 0)
    SPECIAL(__str__, call_str, str, 0, 0)
    SPECIAL(__format__, call_format, format, 1, 1)
    SPECIAL(__hash__, call_hash, hash, 0, 0)
    {{KK_REF(&kk_type_wrapper_descriptor), call_call, &args_any, KK_N(__call__), NULL}, offsetof(TypeSlots, call), 0},
    {{KK_REF(&kk_type_wrapper_descriptor), call_init, &args_any, KK_N(__init__), NULL}, offsetof(TypeSlots, init), 0},
    {{KK_REF(&kk_type_native_static), call_new, &args_new, KK_N(__new__), NULL}, offsetof(TypeSlots, make), 0},
    SPECIAL(__iter__, call_iter, iter, 0, 0)
    SPECIAL(__next__, call_next, next, 0, 0)
    SPECIAL(__len__, call_len, len, 0, 0)
    SPECIAL(__bool__, call_bool, truth, 0, 0)
    SPECIAL(__getitem__, call_getitem, getitem, 1, 1)
    SPECIAL(__setitem__, call_setitem, setitem, 2, 2)
    SPECIAL(__delitem__, call_setitem, setitem, 1, 1)
    SPECIAL(__contains__, call_contains, contains, 1, 1)
    SPECIAL(__get__, call_get, get, 1, 2)
    SPECIAL(__set__, call_set, set, 2, 2)
    SPECIAL(__delete__, call_set, set, 1, 1)
    {{KK_REF(&kk_type_wrapper_descriptor), call_pow, &args_1_2, KK_N(__pow__), NULL},
     offsetof(TypeSlots, binary), 1u << BIN_POW},
    {{KK_REF(&kk_type_wrapper_descriptor), call_rpow, &args_1_2, KK_N(__rpow__), NULL},
     offsetof(TypeSlots, binary), 0x10000u << BIN_POW},
    ALL_BINARY(BINARY_ROW)
    ALL_INPLACE(INPLACE_ROW)
    ALL_COMPARE(COMPARE_ROW)
    ALL_UNARY(UNARY_ROW)
};

/* The type's operator slots stand for this operator. */
static bool has_operator(const TypeSlots *slots, const Special *special)
{
    uint32_t ops = special->slot == offsetof(TypeSlots, unary) ? slots->unary_ops : slots->binary_ops;
    return special->op == 0 || ops == 0 || (ops & special->op) != 0;
}

Value kk_special_of_slots(const TypeObj *type, Value name)
{
    /* The search is long: most names that come here do not even begin like one of these. */
    if (type->slots == NULL || kk_rom_byte(KK_OBJ(const StrObj, name)->at) != '_')
        return KK_UNSET;
    for (size_t i = 0; i < KK_COUNT_OF(specials); i++) {
        if (specials[i].fn.name != name)
            continue;
        /* The slots are pointers to functions of different types: only NULL or not matters. */
        const void *slot = *(const void *const *)((const uint8_t *)type->slots + specials[i].slot);
        if (name == KK_N(__hash__) && slot == NULL && type->slots->compare != NULL)
            return kk_none;
        return slot == NULL || !has_operator(type->slots, &specials[i]) ? KK_UNSET : KK_REF(&specials[i].fn);
    }
    return KK_UNSET;
}

size_t kk_special_count(void)
{
    return KK_COUNT_OF(specials);
}

Value kk_special_name(size_t i)
{
    return specials[i].fn.name;
}
