/*
 * convert.c: arguments of native functions to what C works with; recursion depth.
 *
 * Layer: object.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/vm.h"

/* The native value of an int: also of a bool, or of what a subclass wraps. */
static Value plain_int(Value v)
{
    return kk_bool_is(v) ? kk_smallint(v == kk_true) : kk_unwrap(v);
}

bool kk_convert_deprecated(Vm *vm, Value message)
{
    Value module = kk_dict_get(vm, vm->modules, KK_N(warnings));
    if (module == KK_UNSET || module == kk_none)
        return !kk_failed(vm);
    Value args[2] = {message, KK_REF(&kk_type_DeprecationWarning)};
    return message != KK_ERROR && kk_call_method(vm, module, KK_N(warn), args, 2) != KK_ERROR;
}

bool kk_convert_strict(Vm *vm, Value owner, Value method, Value made, const char *base)
{
    Value who = owner == KK_UNSET ? method : kk_format_message(vm, "%T.%V", owner, method);
    if (who == KK_ERROR)
        return false;
    Value message = kk_format_message(vm, "%V returned non-%s (type %T).  The ability to return an instance of a strict "
                                      "subclass of %s is deprecated, and may be removed in a future version of Python.",
                                      who, base, made, base);
    return message != KK_ERROR && kk_convert_deprecated(vm, message);
}

Value kk_index_int(Vm *vm, Value v)
{
    if (kk_smallint_is(v) || kk_int_is(v))
        return plain_int(v);
    Value i = kk_unary(vm, UN_INDEX, v);
    if (i == KK_ERROR)
        return KK_ERROR;
    if (!kk_int_is(i))
        return kk_raise(vm, KK_TypeError, "__index__ returned non-int (type %T)", i);
    if (KK_WORD_BITS == 64 && kk_type_of(i) != &kk_type_int &&
        !kk_convert_strict(vm, KK_UNSET, KK_N(__index__), i, "int"))
        return KK_ERROR;
    return plain_int(i);
}

bool kk_index(Vm *vm, Value v, intptr_t *i)
{
    if (KK_LIKELY(kk_smallint_is(v))) {
        *i = kk_smallint_get(v);
        return true;
    }
    Value whole = kk_index_int(vm, v);
    int64_t wide;
    if (whole == KK_ERROR)
        return false;
    if (!kk_int_to64(whole, &wide) || wide != (intptr_t)wide)
        return kk_raise_false(vm, KK_OverflowError, "Python int too large to convert to C ssize_t");
    *i = (intptr_t)wide;
    return true;
}

bool kk_index_clamped(Vm *vm, Value v, intptr_t *i)
{
    if (KK_LIKELY(kk_smallint_is(v))) {
        *i = kk_smallint_get(v);
        return true;
    }
    Value whole = kk_index_int(vm, v);
    if (whole == KK_ERROR)
        return false;
    int64_t wide;
    if (kk_int_to64(whole, &wide) && wide == (intptr_t)wide) {
        *i = (intptr_t)wide;
        return true;
    }
    bool negative;
    if (!kk_less(vm, whole, KK_INT(0), &negative))
        return false;
    *i = negative ? INTPTR_MIN : INTPTR_MAX;
    return true;
}

bool kk_float_arg(Vm *vm, Value v, KkFloat *x)
{
    if (!kk_float_is_immediate(v)) {
        v = kk_unwrap(v);
        if (!kk_float_is(v)) {
            Value f = kk_unary_opt(vm, UN_FLOAT, v);
            if (KK_WORD_BITS == 64 && f != kk_not_implemented && f != KK_ERROR && kk_type_of(f) != kk_type_of(v) &&
                kk_type_of(f) != &kk_type_float && kk_float_is(kk_unwrap(f)) &&
                !kk_convert_strict(vm, v, KK_N(__float__), f, "float"))
                return false;
            if (f == kk_not_implemented) {
                f = kk_unary_opt(vm, UN_INDEX, v);
                if (f == kk_not_implemented)
                    return kk_raise_false(vm, KK_TypeError, "must be real number, not %T", v);
                if (f != KK_ERROR && !kk_int_is(f))
                    return kk_raise_false(vm, KK_TypeError, "__index__ returned non-int (type %T)", f);
                if (f != KK_ERROR)
                    f = kk_unary(vm, UN_FLOAT, kk_unwrap(f));
            }
            if (f == KK_ERROR)
                return false;
            Value plain = kk_unwrap(f);
            if (!kk_float_is(plain))
                return kk_raise_false(vm, KK_TypeError, "%T.__float__ returned non-float (type %T)", v, f);
            v = plain;
        }
    }
    *x = kk_float_get(v);
    return true;
}

bool kk_str_arg(Vm *vm, Value v, const char *what, Span *text)
{
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%s must be str, not %T", what, v);
    *text = kk_str_span(str);
    return true;
}

KK_MUST_CHECK static bool get_buffer(Vm *vm, Value v, Buffer *out)
{
    Value native = kk_unwrap(v);
    const TypeObj *type = kk_type_of(native)->native;
    return kk_rare_of(type->slots)->buffer != NULL && kk_rare_of(type->slots)->buffer(vm, native, out);
}

bool kk_buffer_arg(Vm *vm, Value v, Buffer *out)
{
    if (get_buffer(vm, v, out))
        return true;
    return !kk_failed(vm) && kk_raise_false(vm, KK_TypeError, "a bytes-like object is required, not '%T'", v);
}

bool kk_buffer_writable(Vm *vm, Value v, Buffer *out)
{
    if (get_buffer(vm, v, out) && !out->readonly)
        return true;
    return !kk_failed(vm) &&
           kk_raise_false(vm, KK_TypeError, "argument must be read-write bytes-like object, not %T", v);
}

bool kk_sequence_index(Vm *vm, Value key, size_t n, const char *message, size_t *at)
{
    intptr_t i = 0;
    if (!kk_index(vm, key, &i)) {
        if (kk_pending_clear(vm, KK_OverflowError))
            return kk_raise_false(vm, KK_IndexError, "cannot fit '%T' into an index-sized integer", key);
        return false;
    }
    if (i < 0)
        i += (intptr_t)n;
    if (i < 0 || (size_t)i >= n)
        return kk_raise_false(vm, KK_IndexError, "%s", message);
    *at = (size_t)i;
    return true;
}

bool kk_depth_enter(Vm *vm)
{
    if (KK_LIKELY((const uint8_t *)__builtin_frame_address(0) > vm->c_stack_limit))
        return true;
    /* Raising needs stack itself: the limit leaves room for it. */
    const uint8_t *limit = vm->c_stack_limit;
    vm->c_stack_limit = NULL;
    kk_raise(vm, KK_RecursionError, "maximum recursion depth exceeded");
    vm->c_stack_limit = limit;
    return false;
}

void kk_depth_leave(Vm *vm)
{
}
