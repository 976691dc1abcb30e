/*
 * m_array_more.c: what of array.array only programs on computers ask for: arrays of characters, files, and what
 * copies and pickles are made of. The rare work is done by lib/_array_more.py.
 *
 * Layer: modules.   Tests: tests/modules/array/more.py.
 */
#include "object/import.h"
#include "object/runtime.h"
#include "types/array_impl.h"
#include "types/bytes/bytes.h"
#include "types/str/str.h"
#include "types/tuple.h"

/* What is in the Python half: _array_reconstructor. */
KK_FUNCTION(array, __getattr__, "(name, /)")
Value kk_array_more_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(array), KK_N(_array_more), args.pos[0]);
}

/* Calls the function of the Python half. */
KK_MUST_CHECK static Value call_more(Vm *vm, Value name, const Value *pos, size_t n)
{
    Value more = kk_import_name(vm, KK_N(_array_more));
    return more == KK_ERROR ? KK_ERROR : kk_call_method(vm, more, name, pos, n);
}

/* How the array is made again. */
KK_METHOD(array, __reduce_ex__, "(value, /)")
Value kk_array_more_reduce(Vm *vm, Value self, Args args)
{
    Value pos[2] = {self, args.pos[0]};
    return call_more(vm, KK_N(_reduced), pos, 2);
}

/* The same items in an array of their own. */
KK_METHOD(array, __copy__, "()")
KK_METHOD(array, __deepcopy__, "(unused, /)")
Value kk_array_more_copy(Vm *vm, Value self, Args args)
{
    Value copy = kk_array_new(vm, &kk_type_array, KK_OBJ(ArrayObj, self)->format, 0);
    const ArrayObj *array = KK_OBJ(ArrayObj, self);
    if (copy == KK_ERROR || array->len == 0)
        return copy;
    Span bytes = {kk_array_at(array, 0), array->len * kk_array_item_size(array)};
    return kk_array_add_bytes(vm, copy, bytes) ? copy : KK_ERROR;
}

/* Adds n items from a file. */
KK_METHOD(array, fromfile, "(f, n, /)")
Value kk_array_more_fromfile(Vm *vm, Value self, Args args)
{
    Value pos[3] = {self, args.pos[0], args.pos[1]};
    return call_more(vm, KK_N(_read), pos, 3);
}

/* Writes the items to a file, as they are stored. */
KK_METHOD(array, tofile, "(f, /)")
Value kk_array_more_tofile(Vm *vm, Value self, Args args)
{
    Value bytes = kk_call_method(vm, self, KK_N(tobytes), NULL, 0);
    return bytes == KK_ERROR || kk_call_method(vm, args.pos[0], KK_N(write), &bytes, 1) == KK_ERROR ? KK_ERROR : kk_none;
}

/* Adds the characters of a str to an array of them. */
KK_METHOD(array, fromunicode, "(ustr, /)")
Value kk_array_more_fromunicode(Vm *vm, Value self, Args args)
{
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    if (str == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "fromunicode() argument must be str, not %T", args.pos[0]);
    if (KK_OBJ(ArrayObj, self)->format != 'u')
        return kk_raise(vm, KK_ValueError, "fromunicode() may only be called on unicode type arrays");
    return kk_array_add_items(vm, self, str) ? kk_none : KK_ERROR;
}

/* The characters as a str. */
KK_METHOD(array, tounicode, "()")
Value kk_array_more_tounicode(Vm *vm, Value self, Args args)
{
    StrBuf b;
    if (KK_OBJ(ArrayObj, self)->format != 'u')
        return kk_raise(vm, KK_ValueError, "tounicode() may only be called on unicode type arrays");
    kk_strbuf_init(&b, vm);
    for (size_t i = 0; i < KK_OBJ(ArrayObj, self)->len; i++) {
        Value item = kk_array_get(vm, self, i);
        if (item == KK_ERROR || !kk_strbuf_add_str(&b, item))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}
