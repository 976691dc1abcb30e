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
    Value kk_special_##method(Vm *vm, Value self, Args args)                        \
    {                                                                                \
        const TypeSlots *slots = slots_of(&self);                                    \
        return slots->slot == NULL ? wrong_type(vm, self) : slots->slot(vm, self);   \
    }
UNARY_VALUE(repr, repr)
UNARY_VALUE(iter, iter)

Value kk_special_str(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    return kk_rare_of(slots)->str != NULL ? kk_rare_of(slots)->str(vm, self) : kk_repr(vm, self);
}

Value kk_special_next(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    if (slots->next == NULL)
        return wrong_type(vm, self);
    Value item = slots->next(vm, self);
    return item == KK_END ? kk_raise_value(vm, KK_StopIteration, KK_UNSET) : item;
}

Value kk_special_len(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    size_t n;
    if (kk_ops_of(slots)->len == NULL)
        return wrong_type(vm, self);
    return kk_ops_of(slots)->len(vm, self, &n) ? kk_int_new(vm, (intptr_t)n) : KK_ERROR;
}

Value kk_special_bool(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    bool truth = true;
    if (kk_rare_of(slots)->truth == NULL)
        return wrong_type(vm, self);
    return kk_rare_of(slots)->truth(vm, self, &truth) ? kk_bool(truth) : KK_ERROR;
}

Value kk_special_hash(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    uintptr_t hash;
    bool fine = slots->hash != NULL ? slots->hash(vm, self, &hash) : kk_hash_identity(vm, self, &hash);
    return fine ? kk_int_new(vm, (intptr_t)hash == -1 ? -2 : (intptr_t)hash) : KK_ERROR;
}

Value kk_special_call(Vm *vm, Value self, Args args, Value kw)
{
    /* Not kk_call_kw(): a class that inherits __call__ from its native base ends up here. */
    const TypeSlots *slots = kk_type_of(self)->native->slots;
    return slots->call == NULL ? wrong_type(vm, self) : slots->call(vm, self, args, kw);
}

Value kk_special_init(Vm *vm, Value self, Args args, Value kw)
{
    const TypeObj *native = kk_type_of(self)->native;
    if (native->slots->init == NULL)
        return kk_none;
    /* Those of a subclass with its own __new__ were meant for that. */
    if (native == &kk_type_list && kw != KK_UNSET &&
        !kk_native_is(kk_class_attr(vm, kk_type_of(self), KK_N(__new__))))
        kw = KK_UNSET;
    if (kk_type_wraps(native))
        self = kk_unwrap(self);
    return native->slots->init(vm, self, args, kw) ? kk_none : KK_ERROR;
}

Value kk_special_getitem(Vm *vm, Value self, Args args)
{
    Value whole = self;
    const TypeSlots *slots = slots_of(&self);
    if (kk_ops_of(slots)->getitem == NULL)
        return wrong_type(vm, self);
    Value item = kk_ops_of(slots)->getitem(vm, self, args.pos[0]);
    /* A subclass of dict may say what a missing key gives. */
    if (item == KK_ERROR && whole != self && kk_kind_is(self, KIND_DICT) && kk_pending_is(vm, KK_KeyError) &&
        kk_class_attr(vm, kk_type_of(whole), KK_N(__missing__)) != KK_UNSET) {
        bool found;
        (void)kk_pending_take(vm);
        return kk_call_special(vm, whole, KK_N(__missing__), args.pos, 1, &found);
    }
    return item;
}

Value kk_special_setitem(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    if (kk_ops_of(slots)->setitem == NULL)
        return wrong_type(vm, self);
    return kk_ops_of(slots)->setitem(vm, self, args.pos[0], kk_arg(args, 1, KK_UNSET)) ? kk_none : KK_ERROR;
}

Value kk_special_contains(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = slots_of(&self);
    return kk_ops_of(slots)->contains == NULL ? wrong_type(vm, self) : kk_ops_of(slots)->contains(vm, self, args.pos[0]);
}

Value kk_special_format(Vm *vm, Value self, Args args)
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
Value kk_special_new(Vm *vm, Value self, Args args, Value kw)
{
    const TypeObj *owner = self == KK_UNSET ? &kk_type_object : KK_OBJ(const TypeObj, self);
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "%N.__new__(): not enough arguments", owner);
    if (!check_new(vm, owner, args.pos[0]))
        return KK_ERROR;
    return kk_type_make(vm, KK_OBJ(const TypeObj, args.pos[0]), (Args){args.pos + 1, args.n - 1}, kw);
}

Value kk_special_get(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = kk_type_of(self)->slots;
    if (kk_rare_of(slots)->get == NULL)
        return wrong_type(vm, self);
    Value obj = args.pos[0] == kk_none ? KK_UNSET : args.pos[0];
    Value cls = kk_arg(args, 1, KK_UNSET);
    if (cls == KK_UNSET || cls == kk_none)
        cls = obj == KK_UNSET ? KK_REF(&kk_type_NoneType) : KK_REF(kk_type_of(obj));
    return kk_rare_of(slots)->get(vm, self, obj, cls);
}

Value kk_special_set(Vm *vm, Value self, Args args)
{
    const TypeSlots *slots = kk_type_of(self)->slots;
    if (kk_rare_of(slots)->set == NULL)
        return wrong_type(vm, self);
    return kk_rare_of(slots)->set(vm, self, args.pos[0], kk_arg(args, 1, KK_UNSET)) ? kk_none : KK_ERROR;
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
    return kk_ops_of(slots)->binary == NULL ? kk_not_implemented : kk_ops_of(slots)->binary(vm, op, kk_unwrap(a), kk_unwrap(b));
}

#define BINARY(name, op)                                                                               \
    Value kk_special_##name(Vm *vm, Value self, Args args) { return do_binary(vm, op, self, self, args.pos[0]); } \
    Value kk_special_r##name(Vm *vm, Value self, Args args) { return do_binary(vm, op, self, args.pos[0], self); }
#define INPLACE(name, op)                                                                              \
    Value kk_special_i##name(Vm *vm, Value self, Args args)                                           \
    {                                                                                                  \
        Value whole = self;                                                                            \
        const TypeSlots *slots = slots_of(&self);                                                      \
        if (kk_ops_of(slots)->inplace == NULL)                                                                    \
            return kk_not_implemented;                                                                 \
        Value r = kk_ops_of(slots)->inplace(vm, op, self, kk_unwrap(args.pos[0]));                                \
        return r == self ? whole : r;                                                                  \
    }
#define COMPARE(name, op)                                                                              \
    Value kk_special_##name(Vm *vm, Value self, Args args)                                            \
    {                                                                                                  \
        const TypeSlots *slots = slots_of(&self);                                                      \
        Value other = kk_unwrap(args.pos[0]);                                                          \
        if (slots->compare == NULL || (kk_int_is(self) && !kk_int_is(other)))                          \
            return kk_not_implemented;                                                                 \
        return slots->compare(vm, self, other, op);                                                    \
    }
#define UNARY(name, op)                                                                                \
    Value kk_special_##name(Vm *vm, Value self, Args args)                                            \
    {                                                                                                  \
        const TypeSlots *slots = slots_of(&self);                                                      \
        return kk_ops_of(slots)->unary == NULL ? wrong_type(vm, self) : kk_ops_of(slots)->unary(vm, op, self);               \
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

Value kk_special_pow(Vm *vm, Value self, Args args)
{
    if (args.n > 1 && args.pos[1] != kk_none)
        return kk_int_pow_mod(vm, self, args.pos[0], args.pos[1]);
    return do_binary(vm, BIN_POW, self, self, args.pos[0]);
}
Value kk_special_rpow(Vm *vm, Value self, Args args)
{
    return do_binary(vm, BIN_POW, self, args.pos[0], self);
}

/* ---- the table: slot, name, parameters, function, bit of TypeSlots.binary_ops (unary_ops) that the type must have too ---- */

KK_SPECIAL(repr, __repr__, "()", repr, -1)
KK_SPECIAL(rare.str, __str__, "()", str, -1)
KK_SPECIAL(rare.format, __format__, "(x, /)", format, -1)
KK_SPECIAL(hash, __hash__, "()", hash, -1)
KK_SPECIAL(call, __call__, "(*args, **kw)", call, -1)
KK_SPECIAL(init, __init__, "(*args, **kw)", init, -1)
KK_SPECIAL(make, __new__, "(*args, **kw)", new, -1)
KK_SPECIAL(iter, __iter__, "()", iter, -1)
KK_SPECIAL(next, __next__, "()", next, -1)
KK_SPECIAL(ops.len, __len__, "()", len, -1)
KK_SPECIAL(rare.truth, __bool__, "()", bool, -1)
KK_SPECIAL(ops.getitem, __getitem__, "(x, /)", getitem, -1)
KK_SPECIAL(ops.setitem, __setitem__, "(x, y, /)", setitem, -1)
KK_SPECIAL(ops.setitem, __delitem__, "(x, /)", setitem, -1)
KK_SPECIAL(ops.contains, __contains__, "(x, /)", contains, -1)
KK_SPECIAL(rare.get, __get__, "(x, y=None, /)", get, -1)
KK_SPECIAL(rare.set, __set__, "(x, y, /)", set, -1)
KK_SPECIAL(rare.set, __delete__, "(x, /)", set, -1)
KK_SPECIAL(ops.binary, __pow__, "(x, y=None, /)", pow, BIN_POW)
KK_SPECIAL(ops.binary, __rpow__, "(x, y=None, /)", rpow, 16 + BIN_POW)
KK_SPECIAL(ops.binary, __add__, "(x, /)", add, BIN_ADD)
KK_SPECIAL(ops.binary, __radd__, "(x, /)", radd, 16 + BIN_ADD)
KK_SPECIAL(ops.binary, __sub__, "(x, /)", sub, BIN_SUB)
KK_SPECIAL(ops.binary, __rsub__, "(x, /)", rsub, 16 + BIN_SUB)
KK_SPECIAL(ops.binary, __mul__, "(x, /)", mul, BIN_MUL)
KK_SPECIAL(ops.binary, __rmul__, "(x, /)", rmul, 16 + BIN_MUL)
KK_SPECIAL(ops.binary, __truediv__, "(x, /)", truediv, BIN_TRUEDIV)
KK_SPECIAL(ops.binary, __rtruediv__, "(x, /)", rtruediv, 16 + BIN_TRUEDIV)
KK_SPECIAL(ops.binary, __floordiv__, "(x, /)", floordiv, BIN_FLOORDIV)
KK_SPECIAL(ops.binary, __rfloordiv__, "(x, /)", rfloordiv, 16 + BIN_FLOORDIV)
KK_SPECIAL(ops.binary, __mod__, "(x, /)", mod, BIN_MOD)
KK_SPECIAL(ops.binary, __rmod__, "(x, /)", rmod, 16 + BIN_MOD)
KK_SPECIAL(ops.binary, __matmul__, "(x, /)", matmul, BIN_MATMUL)
KK_SPECIAL(ops.binary, __rmatmul__, "(x, /)", rmatmul, 16 + BIN_MATMUL)
KK_SPECIAL(ops.binary, __and__, "(x, /)", and, BIN_AND)
KK_SPECIAL(ops.binary, __rand__, "(x, /)", rand, 16 + BIN_AND)
KK_SPECIAL(ops.binary, __or__, "(x, /)", or, BIN_OR)
KK_SPECIAL(ops.binary, __ror__, "(x, /)", ror, 16 + BIN_OR)
KK_SPECIAL(ops.binary, __xor__, "(x, /)", xor, BIN_XOR)
KK_SPECIAL(ops.binary, __rxor__, "(x, /)", rxor, 16 + BIN_XOR)
KK_SPECIAL(ops.binary, __lshift__, "(x, /)", lshift, BIN_LSHIFT)
KK_SPECIAL(ops.binary, __rlshift__, "(x, /)", rlshift, 16 + BIN_LSHIFT)
KK_SPECIAL(ops.binary, __rshift__, "(x, /)", rshift, BIN_RSHIFT)
KK_SPECIAL(ops.binary, __rrshift__, "(x, /)", rrshift, 16 + BIN_RSHIFT)
KK_SPECIAL(ops.binary, __divmod__, "(x, /)", divmod, BIN_DIVMOD)
KK_SPECIAL(ops.binary, __rdivmod__, "(x, /)", rdivmod, 16 + BIN_DIVMOD)
KK_SPECIAL(ops.inplace, __iadd__, "(x, /)", iadd, BIN_ADD)
KK_SPECIAL(ops.inplace, __isub__, "(x, /)", isub, BIN_SUB)
KK_SPECIAL(ops.inplace, __imul__, "(x, /)", imul, BIN_MUL)
KK_SPECIAL(ops.inplace, __iand__, "(x, /)", iand, BIN_AND)
KK_SPECIAL(ops.inplace, __ior__, "(x, /)", ior, BIN_OR)
KK_SPECIAL(ops.inplace, __ixor__, "(x, /)", ixor, BIN_XOR)
KK_SPECIAL(compare, __lt__, "(x, /)", lt, -1)
KK_SPECIAL(compare, __le__, "(x, /)", le, -1)
KK_SPECIAL(compare, __eq__, "(x, /)", eq, -1)
KK_SPECIAL(compare, __ne__, "(x, /)", ne, -1)
KK_SPECIAL(compare, __gt__, "(x, /)", gt, -1)
KK_SPECIAL(compare, __ge__, "(x, /)", ge, -1)
KK_SPECIAL(ops.unary, __neg__, "()", neg, UN_NEG)
KK_SPECIAL(ops.unary, __pos__, "()", pos, UN_POS)
KK_SPECIAL(ops.unary, __invert__, "()", invert, UN_INVERT)
KK_SPECIAL(ops.unary, __abs__, "()", abs, UN_ABS)
KK_SPECIAL(ops.unary, __int__, "()", int, UN_INT)
KK_SPECIAL(ops.unary, __float__, "()", float, UN_FLOAT)
KK_SPECIAL(ops.unary, __index__, "()", index, UN_INDEX)

/* The slots of that type and place, where kk_special_needs has it: pointers to functions of different types, of which only NULL or
 * not matters. */
static const void *slot_at(const TypeSlots *slots, uint32_t needs)
{
    const void *const *table = (const void *const *)slots;
    if ((needs & NEEDS_OPS) != 0)
        table = (const void *const *)kk_ops_of(slots);
    if ((needs & NEEDS_RARE) != 0)
        table = (const void *const *)kk_rare_of(slots);
    return table[needs & 0xF];
}

/* The type's operator slots stand for the operator. */
static bool has_operator(const TypeSlots *slots, uint32_t needs)
{
    unsigned bit = needs >> 8;
    bool unary = (needs & 0xF) == offsetof(OpSlots, unary) / sizeof(void *);
    uint32_t ops = unary ? kk_ops_of(slots)->unary_ops : kk_ops_of(slots)->binary_ops;
    return bit == 0 || ops == 0 || (ops >> (bit - 1) & 1) != 0;
}

Value kk_special_of_slots(const TypeObj *type, Value name)
{
    /* Most names that come here do not even begin like one of these. */
    if (type->slots == NULL || kk_rom_byte(KK_OBJ(const StrObj, name)->at) != '_')
        return KK_UNSET;
    Value special = kk_native_find(&kk_rom_special, name);
    if (special == KK_UNSET)
        return KK_UNSET;
    uint32_t needs = kk_special_needs[kk_native_place(KK_OBJ(const NativeFn, special))];
    const void *slot = slot_at(type->slots, needs);
    if (name == KK_N(__hash__) && slot == NULL && type->slots->compare != NULL)
        return kk_none;
    return slot == NULL || !has_operator(type->slots, needs) ? KK_UNSET : special;
}

size_t kk_special_count(void)
{
    return kk_native_count(&kk_rom_special);
}

Value kk_special_name(size_t i)
{
    return kk_native_entry(&kk_rom_special, i).name;
}
