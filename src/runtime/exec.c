/*
 * exec.c: compile(), exec(), eval(), and locals().
 *
 * Text is compiled against the very namespace it will run in, so that globals are slots. A code object from
 * compile() was compiled against none and is copied for the namespace it is run in (relink.c). When
 * there are locals apart from the globals, the top level works by names.
 *
 * Layer: runtime.   Tests: tests/runtime/exec/.
 */
#include "lang/lang.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "runtime/relink.h"
#include "types/frame.h"
#include "types/tuple.h"
#include "types/type.h"
#include "types/str/str.h"

/* ---- locals() ---- */

Value kk_exec_locals(Vm *vm)
{
    return vm->base == NULL ? KK_OBJ(ModuleObj, vm->main)->dict : kk_frame_locals(vm, vm->base);
}

/* ---- compiling ---- */

/* Text that was given as a str or bytes-like object, as a str or bytes; KK_UNSET with nothing pending for others. */
KK_MUST_CHECK static Value text_of(Vm *vm, Value source)
{
    Value text = kk_as_kind(source, KIND_STR);
    if (text == KK_UNSET)
        text = kk_as_kind(source, KIND_BYTES);
    if (text != KK_UNSET)
        return text;
    if (!kk_is(source, &kk_type_bytearray) && !kk_is(source, &kk_type_memoryview))
        return KK_UNSET;
    return kk_call1(vm, KK_REF(&kk_type_bytes), source);
}

/* The interned name of a mode as CompileMode; false: there is no such mode. */
static bool mode_of(Span name, CompileMode *mode)
{
    if (kk_bytes_equal(name, KK_SPAN("exec")))
        *mode = COMPILE_EXEC;
    else if (kk_bytes_equal(name, KK_SPAN("eval")))
        *mode = COMPILE_EVAL;
    else if (kk_bytes_equal(name, KK_SPAN("single")))
        *mode = COMPILE_SINGLE;
    else
        return false;
    return true;
}

/*
 * The flags of compile(): those of __future__, of which one still does something, and those that codeop gives (a block
 * need not end, more text may follow). There are no trees and no `await` outside of functions.
 */
enum { FLAG_ANNOTATIONS = 0x1000000, FLAGS_KNOWN = 0x1FE0000 | 0x10 | 0x200 | 0x4000 };

/* Compiles source text to a code object that exec() or eval() can run. */
KK_FUNCTION(builtins, compile, "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)")
Value kk_exec_compile(Vm *vm, Value self, Args args)
{
    CompileOptions options = {.names = true, .optimize = vm->optimise};
    Span mode;
    intptr_t optimize = -1;
    options.filename = kk_as_kind(args.pos[1], KIND_STR);
    if (options.filename == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "expected str, bytes or os.PathLike object, not %T", args.pos[1]);
    if (!kk_str_arg(vm, args.pos[2], "compile() argument 'mode'", &mode))
        return KK_ERROR;
    if (!mode_of(mode, &options.mode))
        return kk_raise(vm, KK_ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    intptr_t flags = 0;
    if (kk_arg(args, 3, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[3], &flags))
        return KK_ERROR;
    if ((flags & ~(intptr_t)FLAGS_KNOWN) != 0)
        return kk_raise(vm, KK_ValueError, "compile(): unrecognised flags");
    options.lazy_annotations = (flags & FLAG_ANNOTATIONS) != 0;
    if (kk_arg(args, 5, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[5], &optimize))
        return KK_ERROR;
    if (optimize < -1 || optimize > 2)
        return kk_raise(vm, KK_ValueError, "compile(): invalid optimize value");
    if (optimize >= 0)
        options.optimize = (int)optimize;
    Value text = text_of(vm, args.pos[0]);
    if (text == KK_ERROR)
        return kk_failed(vm) ? KK_ERROR
                             : kk_raise(vm, KK_TypeError, "compile() arg 1 must be a string, bytes or AST object");
    return kk_compile_text(vm, text, &options);
}

/* ---- running ---- */

typedef struct Spaces {
    Value globals; /* a dict */
    Value locals;  /* a mapping, or KK_UNSET: the globals */
} Spaces;

/* Text that runs in a namespace with __builtins__ of its own, a dict mostly, finds its builtins there. */
KK_MUST_CHECK static bool note_builtins(Vm *vm, Value globals)
{
    size_t slot;
    Value builtins = kk_dict_get_name(globals, KK_N(__builtins__));
    if (builtins == KK_UNSET || builtins == vm->builtins)
        return true;
    vm->own_builtins = true;
    return kk_dict_slot(vm, globals, KK_N(lt_builtins), &slot);
}

/* Works out in which namespaces exec() and eval() run. what is "exec" or "eval". */
KK_MUST_CHECK static bool spaces_of(Vm *vm, const char *what, Args args, Spaces *s)
{
    Value globals = kk_arg(args, 1, kk_none), locals = kk_arg(args, 2, kk_none);
    *s = (Spaces){KK_UNSET, KK_UNSET};
    if (globals == kk_none) {
        s->globals = kk_vm_frame_globals(vm, 0);
        if (s->globals == KK_UNSET)
            s->globals = KK_OBJ(ModuleObj, vm->main)->dict;
        s->locals = locals == kk_none ? kk_exec_locals(vm) : locals;
        if (s->locals == KK_ERROR)
            return false;
    } else {
        s->globals = kk_as_kind(globals, KIND_DICT);
        if (s->globals == KK_UNSET)
            return kk_raise_false(vm, KK_TypeError, "%s() globals must be a dict, not %T", what, globals);
        s->locals = locals == kk_none ? KK_UNSET : locals;
    }
    if (s->locals == s->globals || s->locals == globals)
        s->locals = KK_UNSET;
    /* A dict of a class of its own may do something when a name is read or set: the top level asks it by name. */
    if (s->locals == KK_UNSET && globals != kk_none && !kk_dict_is(globals))
        s->locals = globals;
    if (s->locals != KK_UNSET && !kk_kind_is(s->locals, KIND_DICT) &&
        kk_type_lookup(vm, kk_type_of(s->locals), KK_N(__getitem__)) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "locals must be a mapping");
    return (kk_dict_is_namespace(s->globals) || kk_dict_make_namespace(vm, s->globals)) && note_builtins(vm, s->globals);
}

/* The code as a function with these cells. */
KK_MUST_CHECK static Value run_closure(Vm *vm, Value code, const Spaces *s, Value closure)
{
    size_t n = kk_code_nfree(KK_OBJ(CodeObj, code)), cells = 0;
    if (n == 0)
        return kk_raise(vm, KK_TypeError, "cannot use a closure with this code object");
    for (size_t i = 0; kk_tuple_is(closure) && i < kk_tuple_len(closure); i++)
        cells += kk_kind_is(kk_tuple_at(closure, i), KIND_CELL);
    if (!kk_tuple_is(closure) || kk_tuple_len(closure) != n || cells != n)
        return kk_raise(vm, KK_TypeError, "code object requires a closure of exactly length %zu", n);
    Value args[5] = {code, s->globals, kk_none, kk_none, closure};
    Value function = kk_call(vm, KK_REF(&kk_type_function), args, 5);
    return function == KK_ERROR ? KK_ERROR : kk_vm_run_body(vm, function, s->locals == KK_UNSET ? s->globals : s->locals);
}

KK_MUST_CHECK static Value run_code(Vm *vm, const char *what, Value code, const Spaces *s)
{
    size_t n = kk_code_nfree(KK_OBJ(CodeObj, code));
    if (n > 0 && what[1] == 'v')
        return kk_raise(vm, KK_TypeError, "code object passed to eval() may not contain free variables");
    if (n > 0)
        return kk_raise(vm, KK_TypeError, "code object requires a closure of exactly length %zu", n);
    Value linked = kk_relink(vm, code, s->globals);
    if (linked == KK_ERROR)
        return KK_ERROR;
    Value locals = s->locals;
    if (locals == KK_UNSET && (kk_code_flags(KK_OBJ(CodeObj, code)) & CODE_NAMESPACE))
        locals = s->globals;
    return kk_vm_exec(vm, linked, s->globals, locals);
}

KK_MUST_CHECK static Value run_source(Vm *vm, const char *what, Args args, CompileMode mode, Value closure)
{
    Spaces s;
    if (!spaces_of(vm, what, args, &s))
        return KK_ERROR;
    Value source = args.pos[0];
    if (kk_desc_is(source, &kk_type_code))
        return closure != kk_none ? run_closure(vm, source, &s, closure) : run_code(vm, what, source, &s);
    if (closure != kk_none)
        return kk_raise(vm, KK_TypeError, "closure can only be used when source is a code object");
    Value text = text_of(vm, source);
    if (text == KK_ERROR)
        return kk_failed(vm) ? KK_ERROR
                             : kk_raise(vm, KK_TypeError, "%s() arg 1 must be a string, bytes or code object", what);
    CompileOptions options = {.mode = mode,
                              .filename = KK_N(lt_string),
                              .globals = s.globals,
                              .names = s.locals != KK_UNSET,
                              .optimize = vm->optimise};
    Value code = kk_compile_text(vm, text, &options);
    return code == KK_ERROR ? KK_ERROR : kk_vm_exec(vm, code, s.globals, s.locals);
}

/* Runs source text or a code object in the given namespaces. */
KK_FUNCTION(builtins, exec, "(source, globals=None, locals=None, /, *, closure=None)")
Value kk_exec_exec(Vm *vm, Value self, Args args)
{
    return run_source(vm, "exec", args, COMPILE_EXEC, kk_arg(args, 3, kk_none)) == KK_ERROR ? KK_ERROR : kk_none;
}

/* The str or bytes without the spaces and tabs that eval() allows in front. */
KK_MUST_CHECK static Value without_indent(Vm *vm, Value text)
{
    if (!kk_str_is(text) || kk_len_of(text) == 0)
        return text;
    Span s = kk_str_span(text);
    while (s.len > 0 && (kk_rom_byte(s.at) == ' ' || kk_rom_byte(s.at) == '\t'))
        s = kk_span_skip(s, 1);
    return s.len == kk_len_of(text) ? text : kk_str_new(vm, s);
}

/* The value of an expression, evaluated in the given namespaces. */
KK_FUNCTION(builtins, eval, "(source, globals=None, locals=None, /)")
Value kk_exec_eval(Vm *vm, Value self, Args args)
{
    Value copy[3] = {without_indent(vm, args.pos[0]), kk_arg(args, 1, KK_UNSET), kk_arg(args, 2, KK_UNSET)};
    if (copy[0] == KK_ERROR)
        return KK_ERROR;
    return run_source(vm, "eval", (Args){copy, args.n < 3 ? args.n : 3}, COMPILE_EVAL, kk_none);
}
