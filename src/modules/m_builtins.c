/*
 * m_builtins.c: the functions that every program has: those on one value, its attributes and its
 * text. Those that go over iterables are in m_builtins_iter.c; compile, eval, exec and __import__
 * are in runtime/, open in m_io.c; types and exceptions are named in m_builtins_names.c.
 *
 * Layer: modules.   Tests: tests/modules/builtins/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/import.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/gen.h"
#include "types/int/int.h"
#include "types/iter.h"
#include "types/str/str.h"
#include "types/tuple.h"
#include "types/type.h"

KK_MODULE(builtins)

/* ---- numbers ---- */

/* Return the absolute value of the argument. */
KK_FUNCTION(builtins, abs, "(x, /)")
Value kk_builtins_abs(Vm *vm, Value self, Args args)
{
    return kk_unary(vm, UN_ABS, args.pos[0]);
}

/* Return the tuple (x//y, x%y). */
KK_FUNCTION(builtins, divmod, "(x, y, /)")
Value kk_builtins_divmod(Vm *vm, Value self, Args args)
{
    return kk_binary(vm, BIN_DIVMOD, args.pos[0], args.pos[1]);
}

/* Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments. */
KK_FUNCTION(builtins, pow, "(base, exp, mod=None)")
Value kk_builtins_pow(Vm *vm, Value self, Args args)
{
    Value mod = kk_arg(args, 2, kk_none);
    if (mod == kk_none)
        return kk_binary(vm, BIN_POW, args.pos[0], args.pos[1]);
    if ((kk_type_of(args.pos[0])->flags & TYPE_HEAP) != 0) {
        bool found;
        Value rest[] = {args.pos[1], mod};
        Value r = kk_call_special(vm, args.pos[0], KK_N(__pow__), rest, 2, &found);
        if (found && r != kk_not_implemented)
            return r;
    }
    return kk_int_pow_mod(vm, args.pos[0], args.pos[1], mod);
}

/* Round a number to a given precision in decimal digits. */
KK_FUNCTION(builtins, round, "(number, ndigits=None)")
Value kk_builtins_round(Vm *vm, Value self, Args args)
{
    bool found;
    Value digits = kk_arg(args, 1, kk_none);
    Value r = kk_call_special(vm, args.pos[0], KK_N(__round__), &digits, digits != kk_none, &found);
    if (!found)
        return kk_raise(vm, KK_TypeError, "type %T doesn't define __round__ method", args.pos[0]);
    return r;
}

/* The digits of an int in a base, with its prefix behind the sign. */
static Value in_base(Vm *vm, Value v, unsigned base, const char *prefix)
{
    Value i = kk_index_int(vm, v);
    if (kk_smallint_is(i)) {
        char digits[KK_NUMTEXT_INT_MAX + 3];
        intptr_t x = kk_smallint_get(i);
        size_t n = x < 0;
        digits[0] = '-';
        digits[n++] = '0';
        digits[n++] = prefix[1];
        n += kk_numtext_uint_put(x < 0 ? 0 - (uint64_t)x : (uint64_t)x, base, digits + n);
        return kk_str_new(vm, (Span){(const uint8_t *)digits, n});
    }
    Value text = i == KK_ERROR ? KK_ERROR : kk_int_text(vm, i, base);
    if (text == KK_ERROR)
        return KK_ERROR;
    StrBuf b;
    Span digits = kk_str_span(text);
    kk_strbuf_init(&b, vm);
    if (kk_int_is_negative(i)) {
        digits = kk_span_skip(digits, 1);
        if (!kk_strbuf_add_byte(&b, '-'))
            return KK_ERROR;
    }
    bool fine = kk_strbuf_add_text(&b, prefix) && kk_strbuf_add(&b, digits);
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* Return the binary representation of an integer. */
KK_FUNCTION(builtins, bin, "(number, /)")
Value kk_builtins_bin(Vm *vm, Value self, Args args)
{
    return in_base(vm, args.pos[0], 2, "0b");
}

/* Return the octal representation of an integer. */
KK_FUNCTION(builtins, oct, "(number, /)")
Value kk_builtins_oct(Vm *vm, Value self, Args args)
{
    return in_base(vm, args.pos[0], 8, "0o");
}

/* Return the hexadecimal representation of an integer. */
KK_FUNCTION(builtins, hex, "(number, /)")
Value kk_builtins_hex(Vm *vm, Value self, Args args)
{
    return in_base(vm, args.pos[0], 16, "0x");
}

/* Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff. */
KK_FUNCTION(builtins, chr, "(i, /)")
Value kk_builtins_chr(Vm *vm, Value self, Args args)
{
    intptr_t code;
    if (!kk_index(vm, args.pos[0], &code))
        return KK_ERROR;
    if (code < 0 || code > 0x10FFFF)
        return kk_raise(vm, KK_ValueError, "chr() arg not in range(0x110000)");
    return kk_str_char(vm, (uint32_t)code);
}

/* Return the Unicode code point for a one-character string. */
KK_FUNCTION(builtins, ord, "(c, /)")
Value kk_builtins_ord(Vm *vm, Value self, Args args)
{
    Value str = kk_as_kind(args.pos[0], KIND_STR);
    uint32_t code;
    Buffer buffer;
    size_t n;
    if (str != KK_UNSET) {
        if (kk_str_only_char(str, &code))
            return kk_smallint((intptr_t)code);
        n = kk_str_length(str);
    } else {
        bool bytes = kk_as_kind(args.pos[0], KIND_BYTES) != KK_UNSET ||
                     kk_is(args.pos[0], &kk_type_bytearray);
        if (!bytes)
            return kk_raise(vm, KK_TypeError, "ord() expected string of length 1, but %T found",
                            args.pos[0]);
        if (!kk_buffer_arg(vm, args.pos[0], &buffer))
            return KK_ERROR;
        if (buffer.len == 1)
            return kk_smallint(kk_rom_byte(buffer.at));
        n = buffer.len;
    }
    return kk_raise(vm, KK_TypeError, "ord() expected a character, but string of length %zu found",
                    n);
}

/* ---- what a value is ---- */

/* Return the identity of an object: unique among those that live at the same time. */
KK_FUNCTION(builtins, id, "(obj, /)")
Value kk_builtins_id(Vm *vm, Value self, Args args)
{
    Value v = args.pos[0];
    bool movable = kk_ref_is(v) && kk_heap_owns(&vm->heap, (const void *)v);
    if (movable && !kk_heap_pin(&vm->heap, v))
        return kk_failed(vm) ? KK_ERROR : kk_raise_memory(vm);
    return kk_int_new_unsigned(vm, v);
}

/* Return the hash value for the given object. */
KK_FUNCTION(builtins, hash, "(obj, /)")
Value kk_builtins_hash(Vm *vm, Value self, Args args)
{
    uintptr_t hash;
    if (!kk_hash(vm, args.pos[0], &hash))
        return KK_ERROR;
    return kk_int_new(vm, (intptr_t)hash == -1 ? -2 : (intptr_t)hash);
}

/* Return the number of items in a container. */
KK_FUNCTION(builtins, len, "(obj, /)")
Value kk_builtins_len(Vm *vm, Value self, Args args)
{
    size_t n;
    return kk_len(vm, args.pos[0], &n) ? kk_int_new_unsigned(vm, n) : KK_ERROR;
}

/* Return whether the object is callable (i.e., some kind of function). */
KK_FUNCTION(builtins, callable, "(obj, /)")
Value kk_builtins_callable(Vm *vm, Value self, Args args)
{
    return kk_bool(kk_callable(vm, args.pos[0]));
}

/* isinstance or issubclass of one class or, depth levels down, a tuple of them. */
static bool check_class(Vm *vm, Value v, Value cls, bool instance, bool *yes)
{
    *yes = false;
    Value several = kk_as_kind(cls, KIND_TUPLE);
    if (several != KK_UNSET) {
        bool fine = kk_depth_enter(vm);
        for (size_t i = 0; fine && !*yes && i < kk_tuple_len(several); i++)
            fine = check_class(vm, v, kk_tuple_at(several, i), instance, yes);
        if (fine)
            kk_depth_leave(vm);
        return fine;
    }
    if (kk_type_is(cls) && kk_type_of(cls) == &kk_type_type) {
        const TypeObj *type = KK_OBJ(const TypeObj, cls);
        if (!instance && !kk_type_is(v))
            return kk_raise_false(vm, KK_TypeError, "issubclass() arg 1 must be a class");
        *yes = instance ? kk_is(v, type) : kk_type_is_subclass(KK_OBJ(const TypeObj, v), type);
        return *yes || !instance || kk_type_claims(vm, v, type, yes);
    }
    bool found;
    Value name = instance ? KK_N(__instancecheck__) : KK_N(__subclasscheck__);
    Value r = kk_call_special(vm, cls, name, &v, 1, &found);
    if (found)
        return r != KK_ERROR && kk_truth(vm, r, yes);
    if (instance)
        return kk_raise_false(vm, KK_TypeError,
                              "isinstance() arg 2 must be a type, a tuple of types, or a union");
    return kk_raise_false(vm, KK_TypeError,
                          "issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

/* Return whether an object is an instance of a class or of a subclass thereof. */
KK_FUNCTION(builtins, isinstance, "(obj, class_or_tuple, /)")
Value kk_builtins_isinstance(Vm *vm, Value self, Args args)
{
    bool yes;
    return check_class(vm, args.pos[0], args.pos[1], true, &yes) ? kk_bool(yes) : KK_ERROR;
}

/* Return whether 'cls' is derived from another class or is the same class. */
KK_FUNCTION(builtins, issubclass, "(cls, class_or_tuple, /)")
Value kk_builtins_issubclass(Vm *vm, Value self, Args args)
{
    bool yes;
    return check_class(vm, args.pos[0], args.pos[1], false, &yes) ? kk_bool(yes) : KK_ERROR;
}

/* ---- attributes ---- */

/* The argument as an interned name. */
static Value name_arg(Vm *vm, Value v)
{
    Value name = kk_as_kind(v, KIND_STR);
    if (name == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "attribute name must be string, not '%T'", v);
    return kk_intern_str(vm, name);
}

/* Get a named attribute from an object. */
KK_FUNCTION(builtins, getattr, "(object, name, default=<unrepresentable>, /)")
Value kk_builtins_getattr(Vm *vm, Value self, Args args)
{
    Value name = name_arg(vm, args.pos[1]);
    if (name == KK_ERROR)
        return KK_ERROR;
    Value otherwise = kk_arg(args, 2, KK_UNSET);
    if (otherwise == KK_UNSET)
        return kk_getattr(vm, args.pos[0], name);
    Value value = kk_getattr_opt(vm, args.pos[0], name);
    return value != KK_UNSET || kk_failed(vm) ? value : otherwise;
}

/* Return whether the object has an attribute with the given name. */
KK_FUNCTION(builtins, hasattr, "(obj, name, /)")
Value kk_builtins_hasattr(Vm *vm, Value self, Args args)
{
    Value name = name_arg(vm, args.pos[1]);
    if (name == KK_ERROR)
        return KK_ERROR;
    Value value = kk_getattr_opt(vm, args.pos[0], name);
    return kk_failed(vm) ? KK_ERROR : kk_bool(value != KK_UNSET);
}

/* Sets the named attribute on the given object to the specified value. */
KK_FUNCTION(builtins, setattr, "(obj, name, value, /)")
Value kk_builtins_setattr(Vm *vm, Value self, Args args)
{
    Value name = name_arg(vm, args.pos[1]);
    return name != KK_ERROR && kk_setattr(vm, args.pos[0], name, args.pos[2]) ? kk_none : KK_ERROR;
}

/* Deletes the named attribute from the given object. */
KK_FUNCTION(builtins, delattr, "(obj, name, /)")
Value kk_builtins_delattr(Vm *vm, Value self, Args args)
{
    Value name = name_arg(vm, args.pos[1]);
    return name != KK_ERROR && kk_setattr(vm, args.pos[0], name, KK_UNSET) ? kk_none : KK_ERROR;
}

/* Return the dictionary containing the current scope's global variables. */
KK_FUNCTION(builtins, globals, "()")
Value kk_builtins_globals(Vm *vm, Value self, Args args)
{
    Value globals = kk_vm_frame_globals(vm, 0);
    if (globals == KK_UNSET)
        return kk_none;
    return kk_import_complete(vm, globals) ? globals : KK_ERROR;
}

/* Return a dictionary containing the current scope's local variables. */
KK_FUNCTION(builtins, locals, "()")
Value kk_builtins_locals(Vm *vm, Value self, Args args)
{
    return kk_exec_locals(vm);
}

/* Return the __dict__ of the object; without arguments, equivalent to locals(). */
KK_FUNCTION(builtins, vars, "(object=<unrepresentable>, /)")
Value kk_builtins_vars(Vm *vm, Value self, Args args)
{
    if (args.n == 0)
        return kk_exec_locals(vm);
    Value dict = kk_getattr_opt(vm, args.pos[0], KK_N(__dict__));
    if (dict == KK_UNSET && !kk_failed(vm))
        return kk_raise(vm, KK_TypeError, "vars() argument must have __dict__ attribute");
    return dict;
}

/* ---- text ---- */

/* Return the canonical string representation of the object. */
KK_FUNCTION(builtins, repr, "(obj, /)")
Value kk_builtins_repr(Vm *vm, Value self, Args args)
{
    return kk_repr(vm, args.pos[0]);
}

/* Return an ASCII-only representation of an object. */
KK_FUNCTION(builtins, ascii, "(obj, /)")
Value kk_builtins_ascii(Vm *vm, Value self, Args args)
{
    Value text = kk_repr(vm, args.pos[0]);
    return text == KK_ERROR ? KK_ERROR : kk_str_ascii(vm, kk_unwrap(text));
}

/* Return value.__format__(format_spec). */
KK_FUNCTION(builtins, format, "(value, format_spec='', /)")
Value kk_builtins_format(Vm *vm, Value self, Args args)
{
    Value spec = kk_as_kind(kk_arg(args, 1, KK_N(empty)), KIND_STR);
    if (spec == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "format() argument 2 must be str, not %T", args.pos[1]);
    return kk_format(vm, args.pos[0], spec);
}

/* Whether assert statements are run: false with -O. */
KK_MODULE_GETTER(builtins, __debug__)
Value kk_builtins_debug(Vm *vm, Value module)
{
    return kk_bool(vm->optimise == 0);
}

/* ---- iterators ---- */

/* Get an iterator from an object, or from a callable that is called until it gives the sentinel. */
KK_FUNCTION(builtins, iter, "(object, sentinel=<unrepresentable>, /)")
Value kk_builtins_iter(Vm *vm, Value self, Args args)
{
    if (args.n == 1)
        return kk_iter(vm, args.pos[0]);
    if (!kk_callable(vm, args.pos[0]))
        return kk_raise(vm, KK_TypeError, "iter(v, w): v must be callable");
    return kk_iter_call_new(vm, args.pos[0], args.pos[1]);
}

KK_RUNS_GENERATOR(builtins, next)

/* Return the next item from the iterator, or the default when it is exhausted. */
KK_FUNCTION(builtins, next, "(iterator, default=<unrepresentable>, /)")
Value kk_builtins_next(Vm *vm, Value self, Args args)
{
    Value iterator = args.pos[0];
    bool native = (kk_type_of(iterator)->flags & TYPE_HEAP) == 0 && !kk_gen_has_result(iterator);
    if (native || args.n == 2) {
        Value item = kk_next(vm, iterator);
        if (item == KK_END)
            return args.n == 2 ? args.pos[1] : kk_raise_value(vm, KK_StopIteration, KK_UNSET);
        return item;
    }
    if (kk_gen_is(iterator))
        return kk_gen_give(vm, iterator, kk_next(vm, iterator));
    /* By name: the StopIteration of __next__ itself, with its value, is what the caller gets. */
    bool found;
    Value item = kk_call_special(vm, iterator, KK_N(__next__), NULL, 0, &found);
    return found ? item : kk_raise(vm, KK_TypeError, "'%T' object is not an iterator", iterator);
}

/* With no argument the names in the current scope, else those of the object's attributes. */
KK_FUNCTION(builtins, dir, "(object=<unrepresentable>, /)")
Value kk_builtins_dir(Vm *vm, Value self, Args args)
{
    bool found = true;
    Value names = args.n == 1 ? kk_call_special(vm, args.pos[0], KK_N(__dir__), NULL, 0, &found) :
        kk_exec_locals(vm);
    if (!found)
        return kk_raise(vm, KK_TypeError, "object does not provide __dir__");
    if (args.n == 0 && names != KK_ERROR && kk_as_kind(names, KIND_DICT) != names)
        names = kk_call_method(vm, names, KK_N(keys), NULL, 0); /* whatever mapping exec() was given */
    return names == KK_ERROR ? KK_ERROR : kk_call1(vm, KK_REF(&kk_fn_builtins_sorted), names);
}
