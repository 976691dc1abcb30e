/*
 * m_operator.c: the module operator: the operators of the language as functions.
 *
 * itemgetter and its like are in m_operator_getters.c.
 *
 * Layer: modules.   Tests: tests/modules/operator/.
 */
#include "object/dict.h"
#include "object/func.h"
#include "object/ops.h"
#include "types/list.h"

KK_MODULE(operator)

extern const TypeObj kk_type_itemgetter, kk_type_attrgetter, kk_type_methodcaller;
KK_MODULE_CONST(operator, itemgetter, KK_REF(&kk_type_itemgetter))
KK_MODULE_CONST(operator, attrgetter, KK_REF(&kk_type_attrgetter))
KK_MODULE_CONST(operator, methodcaller, KK_REF(&kk_type_methodcaller))

/* The public names. */
KK_MODULE_GETTER(operator, __all__)
Value kk_operator_all(Vm *vm, Value module)
{
    const RomTable *rom = KK_OBJ(ModuleObj, module)->native->rom;
    Value list = kk_list_new(vm, 64);
    for (uintptr_t i = 0; list != KK_ERROR && i < kk_native_count(rom); i++) {
        Value name = kk_native_entry(rom, i).name;
        if (kk_rom_byte(kk_str_span(name).at) != '_' && !kk_list_append(vm, list, name))
            return KK_ERROR;
    }
    return list;
}

/* ---- two operands ---- */

/* a + b. */
KK_FUNCTION(operator, add, "(a, b, /)")
Value kk_operator_add(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_ADD, args.pos[0], args.pos[1]); }

/* a - b. */
KK_FUNCTION(operator, sub, "(a, b, /)")
Value kk_operator_sub(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_SUB, args.pos[0], args.pos[1]); }

/* a * b. */
KK_FUNCTION(operator, mul, "(a, b, /)")
Value kk_operator_mul(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_MUL, args.pos[0], args.pos[1]); }

/* a / b. */
KK_FUNCTION(operator, truediv, "(a, b, /)")
Value kk_operator_truediv(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_TRUEDIV, args.pos[0], args.pos[1]); }

/* a // b. */
KK_FUNCTION(operator, floordiv, "(a, b, /)")
Value kk_operator_floordiv(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_FLOORDIV, args.pos[0], args.pos[1]); }

/* a % b. */
KK_FUNCTION(operator, mod, "(a, b, /)")
Value kk_operator_mod(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_MOD, args.pos[0], args.pos[1]); }

/* a ** b. */
KK_FUNCTION(operator, pow, "(a, b, /)")
Value kk_operator_pow(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_POW, args.pos[0], args.pos[1]); }

/* a @ b. */
KK_FUNCTION(operator, matmul, "(a, b, /)")
Value kk_operator_matmul(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_MATMUL, args.pos[0], args.pos[1]); }

/* a & b. */
KK_FUNCTION(operator, and_, "(a, b, /)")
Value kk_operator_and_(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_AND, args.pos[0], args.pos[1]); }

/* a | b. */
KK_FUNCTION(operator, or_, "(a, b, /)")
Value kk_operator_or_(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_OR, args.pos[0], args.pos[1]); }

/* a ^ b. */
KK_FUNCTION(operator, xor, "(a, b, /)")
Value kk_operator_xor(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_XOR, args.pos[0], args.pos[1]); }

/* a << b. */
KK_FUNCTION(operator, lshift, "(a, b, /)")
Value kk_operator_lshift(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_LSHIFT, args.pos[0], args.pos[1]); }

/* a >> b. */
KK_FUNCTION(operator, rshift, "(a, b, /)")
Value kk_operator_rshift(Vm *vm, Value self, Args args) { return kk_binary(vm, BIN_RSHIFT, args.pos[0], args.pos[1]); }

/* ---- in place ---- */

/* What a += b makes of a. */
KK_FUNCTION(operator, iadd, "(a, b, /)")
Value kk_operator_iadd(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_ADD, args.pos[0], args.pos[1]); }

/* What a -= b makes of a. */
KK_FUNCTION(operator, isub, "(a, b, /)")
Value kk_operator_isub(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_SUB, args.pos[0], args.pos[1]); }

/* What a *= b makes of a. */
KK_FUNCTION(operator, imul, "(a, b, /)")
Value kk_operator_imul(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_MUL, args.pos[0], args.pos[1]); }

/* What a /= b makes of a. */
KK_FUNCTION(operator, itruediv, "(a, b, /)")
Value kk_operator_itruediv(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_TRUEDIV, args.pos[0], args.pos[1]); }

/* What a //= b makes of a. */
KK_FUNCTION(operator, ifloordiv, "(a, b, /)")
Value kk_operator_ifloordiv(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_FLOORDIV, args.pos[0], args.pos[1]); }

/* What a %= b makes of a. */
KK_FUNCTION(operator, imod, "(a, b, /)")
Value kk_operator_imod(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_MOD, args.pos[0], args.pos[1]); }

/* What a **= b makes of a. */
KK_FUNCTION(operator, ipow, "(a, b, /)")
Value kk_operator_ipow(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_POW, args.pos[0], args.pos[1]); }

/* What a @= b makes of a. */
KK_FUNCTION(operator, imatmul, "(a, b, /)")
Value kk_operator_imatmul(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_MATMUL, args.pos[0], args.pos[1]); }

/* What a &= b makes of a. */
KK_FUNCTION(operator, iand, "(a, b, /)")
Value kk_operator_iand(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_AND, args.pos[0], args.pos[1]); }

/* What a |= b makes of a. */
KK_FUNCTION(operator, ior, "(a, b, /)")
Value kk_operator_ior(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_OR, args.pos[0], args.pos[1]); }

/* What a ^= b makes of a. */
KK_FUNCTION(operator, ixor, "(a, b, /)")
Value kk_operator_ixor(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_XOR, args.pos[0], args.pos[1]); }

/* What a <<= b makes of a. */
KK_FUNCTION(operator, ilshift, "(a, b, /)")
Value kk_operator_ilshift(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_LSHIFT, args.pos[0], args.pos[1]); }

/* What a >>= b makes of a. */
KK_FUNCTION(operator, irshift, "(a, b, /)")
Value kk_operator_irshift(Vm *vm, Value self, Args args) { return kk_inplace(vm, BIN_RSHIFT, args.pos[0], args.pos[1]); }

/* ---- comparisons ---- */

/* a < b. */
KK_FUNCTION(operator, lt, "(a, b, /)")
Value kk_operator_lt(Vm *vm, Value self, Args args) { return kk_compare(vm, args.pos[0], args.pos[1], CMP_LT); }

/* a <= b. */
KK_FUNCTION(operator, le, "(a, b, /)")
Value kk_operator_le(Vm *vm, Value self, Args args) { return kk_compare(vm, args.pos[0], args.pos[1], CMP_LE); }

/* a == b. */
KK_FUNCTION(operator, eq, "(a, b, /)")
Value kk_operator_eq(Vm *vm, Value self, Args args) { return kk_compare(vm, args.pos[0], args.pos[1], CMP_EQ); }

/* a != b. */
KK_FUNCTION(operator, ne, "(a, b, /)")
Value kk_operator_ne(Vm *vm, Value self, Args args) { return kk_compare(vm, args.pos[0], args.pos[1], CMP_NE); }

/* a > b. */
KK_FUNCTION(operator, gt, "(a, b, /)")
Value kk_operator_gt(Vm *vm, Value self, Args args) { return kk_compare(vm, args.pos[0], args.pos[1], CMP_GT); }

/* a >= b. */
KK_FUNCTION(operator, ge, "(a, b, /)")
Value kk_operator_ge(Vm *vm, Value self, Args args) { return kk_compare(vm, args.pos[0], args.pos[1], CMP_GE); }

/* ---- one operand ---- */

/* -a. */
KK_FUNCTION(operator, neg, "(a, /)")
Value kk_operator_neg(Vm *vm, Value self, Args args) { return kk_unary(vm, UN_NEG, args.pos[0]); }

/* +a. */
KK_FUNCTION(operator, pos, "(a, /)")
Value kk_operator_pos(Vm *vm, Value self, Args args) { return kk_unary(vm, UN_POS, args.pos[0]); }

/* ~a. */
KK_FUNCTION(operator, invert, "(a, /)")
Value kk_operator_invert(Vm *vm, Value self, Args args) { return kk_unary(vm, UN_INVERT, args.pos[0]); }

/* abs(a). */
KK_FUNCTION(operator, abs, "(a, /)")
Value kk_operator_abs(Vm *vm, Value self, Args args) { return kk_unary(vm, UN_ABS, args.pos[0]); }

/* a.__index__(). */
KK_FUNCTION(operator, index, "(a, /)")
Value kk_operator_index(Vm *vm, Value self, Args args) { return kk_index_int(vm, args.pos[0]); }

/* not a. */
KK_FUNCTION(operator, not_, "(a, /)")
Value kk_operator_not_(Vm *vm, Value self, Args args)
{
    bool yes;
    return kk_truth(vm, args.pos[0], &yes) ? kk_bool(!yes) : KK_ERROR;
}

/* True if a is true. */
KK_FUNCTION(operator, truth, "(a, /)")
Value kk_operator_truth(Vm *vm, Value self, Args args)
{
    bool yes;
    return kk_truth(vm, args.pos[0], &yes) ? kk_bool(yes) : KK_ERROR;
}

/* a is b. */
KK_FUNCTION(operator, is_, "(a, b, /)")
Value kk_operator_is_(Vm *vm, Value self, Args args) { return kk_bool(args.pos[0] == args.pos[1]); }

/* a is not b. */
KK_FUNCTION(operator, is_not, "(a, b, /)")
Value kk_operator_is_not(Vm *vm, Value self, Args args) { return kk_bool(args.pos[0] != args.pos[1]); }

/* ---- containers ---- */

/* b in a. */
KK_FUNCTION(operator, contains, "(a, b, /)")
Value kk_operator_contains(Vm *vm, Value self, Args args)
{
    bool found;
    return kk_contains(vm, args.pos[0], args.pos[1], &found) ? kk_bool(found) : KK_ERROR;
}

/* a and b are sequences: what has no __getitem__, or is a dict, is none. */
KK_MUST_CHECK static bool check_sequences(Vm *vm, Value a, Value b)
{
    Value both[2] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        if (kk_as_kind(both[i], KIND_DICT) != KK_UNSET ||
            kk_type_lookup(vm, kk_type_of(both[i]), KK_N(__getitem__)) == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "'%T' object can't be concatenated", a);
    }
    return true;
}

/* a + b, of sequences. */
KK_FUNCTION(operator, concat, "(a, b, /)")
Value kk_operator_concat(Vm *vm, Value self, Args args)
{
    if (!check_sequences(vm, args.pos[0], args.pos[1]))
        return KK_ERROR;
    return kk_binary(vm, BIN_ADD, args.pos[0], args.pos[1]);
}

/* What a += b makes of a sequence a. */
KK_FUNCTION(operator, iconcat, "(a, b, /)")
Value kk_operator_iconcat(Vm *vm, Value self, Args args)
{
    if (!check_sequences(vm, args.pos[0], args.pos[1]))
        return KK_ERROR;
    return kk_inplace(vm, BIN_ADD, args.pos[0], args.pos[1]);
}

/* a[b]. */
KK_FUNCTION(operator, getitem, "(a, b, /)")
Value kk_operator_getitem(Vm *vm, Value self, Args args) { return kk_getitem(vm, args.pos[0], args.pos[1]); }

/* a[b] = c. */
KK_FUNCTION(operator, setitem, "(a, b, c, /)")
Value kk_operator_setitem(Vm *vm, Value self, Args args)
{
    return kk_setitem(vm, args.pos[0], args.pos[1], args.pos[2]) ? kk_none : KK_ERROR;
}

/* del a[b]. */
KK_FUNCTION(operator, delitem, "(a, b, /)")
Value kk_operator_delitem(Vm *vm, Value self, Args args)
{
    return kk_setitem(vm, args.pos[0], args.pos[1], KK_UNSET) ? kk_none : KK_ERROR;
}

/* Goes through the items of a; counts those equal to b, or (first) ends at the first; -1: an error. */
KK_MUST_CHECK static intptr_t look_for(Vm *vm, Value a, Value b, bool first, bool *found)
{
    Value iterator = kk_iter(vm, a);
    if (iterator == KK_ERROR && kk_pending_clear(vm, KK_TypeError))
        kk_raise_type(vm, "argument of type '%T' is not iterable", a);
    intptr_t at = 0, n = 0;
    *found = false;
    for (; iterator != KK_ERROR; at++) {
        Value item = kk_next(vm, iterator);
        bool equal;
        if (item == KK_END)
            return n;
        if (item == KK_ERROR || !kk_equal(vm, item, b, &equal))
            break;
        if (!equal)
            continue;
        *found = true;
        if (first)
            return at;
        n++;
    }
    return -1;
}

/* How many items of a equal b. */
KK_FUNCTION(operator, countOf, "(a, b, /)")
Value kk_operator_count_of(Vm *vm, Value self, Args args)
{
    bool found;
    intptr_t n = look_for(vm, args.pos[0], args.pos[1], false, &found);
    return n < 0 ? KK_ERROR : kk_int_new(vm, n);
}

/* The index of the first item of a that equals b. */
KK_FUNCTION(operator, indexOf, "(a, b, /)")
Value kk_operator_index_of(Vm *vm, Value self, Args args)
{
    bool found;
    intptr_t at = look_for(vm, args.pos[0], args.pos[1], true, &found);
    if (at >= 0 && !found)
        return kk_raise(vm, KK_ValueError, "sequence.index(x): x not in sequence");
    return at < 0 ? KK_ERROR : kk_int_new(vm, at);
}

/* A guess how many items obj has: its length, its __length_hint__, or default. */
KK_FUNCTION(operator, length_hint, "(obj, default=0, /)")
Value kk_operator_length_hint(Vm *vm, Value self, Args args)
{
    intptr_t fallback = 0;
    size_t hint;
    Value given = kk_arg(args, 1, KK_INT(0));
    if (!kk_int_is(given))
        return kk_raise(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", given);
    if (!kk_index(vm, given, &fallback) || !kk_length_hint(vm, args.pos[0], SIZE_MAX, &hint))
        return KK_ERROR;
    if (hint == SIZE_MAX) { /* the hints of the built-in iterators, which cost containers too much */
        bool found;
        Value told = kk_call_special(vm, args.pos[0], KK_N(__length_hint__), NULL, 0, &found);
        if (told == KK_ERROR && kk_failed(vm) && !kk_pending_clear(vm, KK_TypeError))
            return KK_ERROR;
        if (found && told != KK_ERROR && kk_int_is(told))
            return told;
    }
    return hint == SIZE_MAX ? kk_int_new(vm, fallback) : kk_int_new_unsigned(vm, hint);
}

/* obj(*args, **kwargs). */
KK_FUNCTION(operator, call, "(obj, /, *args, **kwargs)")
Value kk_operator_call(Vm *vm, Value self, Args args, Value kw)
{
    return kk_call_kw(vm, args.pos[0], (Args){args.pos + 1, args.n - 1}, kw);
}

/* Two ASCII strs or bytes-like objects are equal; the time does not tell where they differ. */
KK_FUNCTION(operator, _compare_digest, "(a, b, /)")
Value kk_operator_compare_digest(Vm *vm, Value self, Args args)
{
    Span text[2];
    bool strs = kk_as_kind(args.pos[0], KIND_STR) != KK_UNSET && kk_as_kind(args.pos[1], KIND_STR) != KK_UNSET;
    for (size_t i = 0; i < 2; i++) {
        Value str = kk_as_kind(args.pos[i], KIND_STR);
        Buffer buffer;
        if (strs) {
            if (!kk_str_is_ascii(str))
                return kk_raise(vm, KK_TypeError, "comparing strings with non-ASCII characters is not supported");
            text[i] = kk_str_span(str);
        } else if (!kk_buffer_arg(vm, args.pos[i], &buffer)) {
            return KK_ERROR;
        } else {
            text[i] = (Span){buffer.at, buffer.len};
        }
    }
    /* Of different lengths: the second one is compared with itself, so that only its length tells. */
    const uint8_t *other = text[0].len == text[1].len ? text[0].at : text[1].at;
    volatile unsigned differ = text[0].len != text[1].len;
    for (size_t i = 0; i < text[1].len; i++)
        differ |= kk_rom_byte(text[1].at + i) ^ kk_rom_byte(other + i);
    return kk_bool(differ == 0);
}

/* ---- the same under the names of the special methods ---- */

KK_MODULE_CONST(operator, __add__, KK_REF(&kk_fn_operator_add))
KK_MODULE_CONST(operator, __sub__, KK_REF(&kk_fn_operator_sub))
KK_MODULE_CONST(operator, __mul__, KK_REF(&kk_fn_operator_mul))
KK_MODULE_CONST(operator, __truediv__, KK_REF(&kk_fn_operator_truediv))
KK_MODULE_CONST(operator, __floordiv__, KK_REF(&kk_fn_operator_floordiv))
KK_MODULE_CONST(operator, __mod__, KK_REF(&kk_fn_operator_mod))
KK_MODULE_CONST(operator, __pow__, KK_REF(&kk_fn_operator_pow))
KK_MODULE_CONST(operator, __matmul__, KK_REF(&kk_fn_operator_matmul))
KK_MODULE_CONST(operator, __and__, KK_REF(&kk_fn_operator_and_))
KK_MODULE_CONST(operator, __or__, KK_REF(&kk_fn_operator_or_))
KK_MODULE_CONST(operator, __xor__, KK_REF(&kk_fn_operator_xor))
KK_MODULE_CONST(operator, __lshift__, KK_REF(&kk_fn_operator_lshift))
KK_MODULE_CONST(operator, __rshift__, KK_REF(&kk_fn_operator_rshift))
KK_MODULE_CONST(operator, __iadd__, KK_REF(&kk_fn_operator_iadd))
KK_MODULE_CONST(operator, __isub__, KK_REF(&kk_fn_operator_isub))
KK_MODULE_CONST(operator, __imul__, KK_REF(&kk_fn_operator_imul))
KK_MODULE_CONST(operator, __itruediv__, KK_REF(&kk_fn_operator_itruediv))
KK_MODULE_CONST(operator, __ifloordiv__, KK_REF(&kk_fn_operator_ifloordiv))
KK_MODULE_CONST(operator, __imod__, KK_REF(&kk_fn_operator_imod))
KK_MODULE_CONST(operator, __ipow__, KK_REF(&kk_fn_operator_ipow))
KK_MODULE_CONST(operator, __imatmul__, KK_REF(&kk_fn_operator_imatmul))
KK_MODULE_CONST(operator, __iand__, KK_REF(&kk_fn_operator_iand))
KK_MODULE_CONST(operator, __ior__, KK_REF(&kk_fn_operator_ior))
KK_MODULE_CONST(operator, __ixor__, KK_REF(&kk_fn_operator_ixor))
KK_MODULE_CONST(operator, __ilshift__, KK_REF(&kk_fn_operator_ilshift))
KK_MODULE_CONST(operator, __irshift__, KK_REF(&kk_fn_operator_irshift))
KK_MODULE_CONST(operator, __lt__, KK_REF(&kk_fn_operator_lt))
KK_MODULE_CONST(operator, __le__, KK_REF(&kk_fn_operator_le))
KK_MODULE_CONST(operator, __eq__, KK_REF(&kk_fn_operator_eq))
KK_MODULE_CONST(operator, __ne__, KK_REF(&kk_fn_operator_ne))
KK_MODULE_CONST(operator, __gt__, KK_REF(&kk_fn_operator_gt))
KK_MODULE_CONST(operator, __ge__, KK_REF(&kk_fn_operator_ge))
KK_MODULE_CONST(operator, __neg__, KK_REF(&kk_fn_operator_neg))
KK_MODULE_CONST(operator, __pos__, KK_REF(&kk_fn_operator_pos))
KK_MODULE_CONST(operator, __invert__, KK_REF(&kk_fn_operator_invert))
KK_MODULE_CONST(operator, __abs__, KK_REF(&kk_fn_operator_abs))
KK_MODULE_CONST(operator, __index__, KK_REF(&kk_fn_operator_index))
KK_MODULE_CONST(operator, __not__, KK_REF(&kk_fn_operator_not_))
KK_MODULE_CONST(operator, __contains__, KK_REF(&kk_fn_operator_contains))
KK_MODULE_CONST(operator, __concat__, KK_REF(&kk_fn_operator_concat))
KK_MODULE_CONST(operator, __iconcat__, KK_REF(&kk_fn_operator_iconcat))
KK_MODULE_CONST(operator, __getitem__, KK_REF(&kk_fn_operator_getitem))
KK_MODULE_CONST(operator, __setitem__, KK_REF(&kk_fn_operator_setitem))
KK_MODULE_CONST(operator, __delitem__, KK_REF(&kk_fn_operator_delitem))
KK_MODULE_CONST(operator, __call__, KK_REF(&kk_fn_operator_call))
KK_MODULE_CONST(operator, inv, KK_REF(&kk_fn_operator_invert))
KK_MODULE_CONST(operator, __inv__, KK_REF(&kk_fn_operator_invert))
