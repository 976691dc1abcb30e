/*
 * m_builtins_print.c: print, and help.
 *
 * print writes straight to the console unless the program has put something else into sys.stdout
 * or names a file: then every piece goes through its write method.
 *
 * Layer: modules.   Tests: tests/modules/builtins/print.py, tests/modules/builtins/help.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/output.h"
#include "object/vm.h"
#include "types/list.h"
#include "types/str/str.h"

typedef struct Printer {
    Vm *vm;
    Value file;       /* KK_UNSET: the console */
    Value write;      /* file.write */
    Value sep, end;   /* strs */
    bool flush;
} Printer;

/* A separator: None is the usual one. */
static bool text_option(Vm *vm, Value v, const char *name, Value *text)
{
    if (v == kk_none)
        return true;
    *text = kk_as_kind(v, KIND_STR);
    return *text != KK_UNSET ||
           kk_raise_false(vm, KK_TypeError, "%s must be None or a string, not %T", name, v);
}

static bool read_options(Vm *vm, Value kw, Printer *p)
{
    size_t at = 0;
    Value name, value;
    while (kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value)) {
        bool fine = true;
        if (kk_str_equal(name, KK_N(sep)))
            fine = text_option(vm, value, "sep", &p->sep);
        else if (kk_str_equal(name, KK_N(end)))
            fine = text_option(vm, value, "end", &p->end);
        else if (kk_str_equal(name, KK_N(flush)))
            fine = kk_truth(vm, value, &p->flush);
        else if (kk_str_equal(name, KK_N(file)))
            p->file = value;
        else
            fine = kk_raise_false(vm, KK_TypeError,
                                  "'%V' is an invalid keyword argument for print()", name);
        if (!fine)
            return false;
    }
    return true;
}

static bool put(Printer *p, Value text)
{
    if (p->file != KK_UNSET)
        return kk_call1(p->vm, p->write, text) != KK_ERROR;
    return kk_out_print(p->vm, kk_str_span(kk_unwrap(text)));
}

/* Print the values to a stream, or to sys.stdout by default: sep, end, file, flush as keywords. */
KK_FUNCTION(builtins, print, "(*args, **kwargs)")
Value kk_builtins_print(Vm *vm, Value self, Args args, Value kw)
{
    Printer p = {vm, kk_none, KK_UNSET, KK_CHAR(' '), KK_CHAR('\n'), false};
    if (kw != KK_UNSET && !read_options(vm, kw, &p))
        return KK_ERROR;
    if (p.file == kk_none) {
        Value out = vm->sys_dict == KK_UNSET ? KK_UNSET
                                             : kk_dict_get_name(vm->sys_dict, KK_N(stdout));
        if (out == kk_none)
            return kk_none;
        p.file = out;
    }
    if (p.file != KK_UNSET) {
        p.write = kk_getattr(vm, p.file, KK_N(write));
        if (p.write == KK_ERROR)
            return KK_ERROR;
    }
    for (size_t i = 0; i < args.n; i++) {
        Value text = kk_str(vm, args.pos[i]);
        if (text == KK_ERROR || (i > 0 && !put(&p, p.sep)) || !put(&p, text))
            return KK_ERROR;
    }
    if (!put(&p, p.end))
        return KK_ERROR;
    if (!p.flush)
        return kk_none;
    if (p.file != KK_UNSET)
        return kk_call_method(vm, p.file, KK_N(flush), NULL, 0) == KK_ERROR ? KK_ERROR : kk_none;
    kk_out_flush(vm);
    return kk_none;
}

/* ---- help ---- */

static void write_text(Vm *vm, const char *text)
{
    kk_out_write(vm, kk_span_of(text));
}

/* The signature and first sentence of a native function. */
static void help_native(Vm *vm, const NativeFn *f)
{
    kk_out_write(vm, kk_str_span(kk_native_name(f)));
    Span text = kk_span_of(kk_native_sig(f)->text);
    for (size_t i = 0; i < text.len; i++) {
        unsigned number = (unsigned)kk_rom_byte(text.at + i) - NATIVE_SIG_NAMES;
        kk_out_write(vm, number < kk_native_most(f) ? kk_str_span(kk_native_params(f)[number]) : kk_span_cut(text, i, i + 1));
    }
    write_text(vm, "\n");
}

/* What is known of the object: its type, its docstring, the names of its attributes. */
static bool help_on(Vm *vm, Value v)
{
    if (kk_native_is(v)) {
        help_native(vm, KK_OBJ(const NativeFn, v));
        return true;
    }
    Value doc = kk_getattr_opt(vm, v, KK_N(__doc__)), text = kk_repr(vm, v);
    Value names = text == KK_ERROR ? KK_ERROR : kk_attr_dir(vm, v);
    if (names == KK_ERROR || kk_failed(vm))
        return false;
    write_text(vm, "object ");
    kk_out_write(vm, kk_str_span(kk_unwrap(text)));
    write_text(vm, " is of type ");
    kk_out_write(vm, kk_type_name(v));
    write_text(vm, "\n");
    if (doc != KK_UNSET && kk_str_is(doc)) {
        kk_out_write(vm, kk_str_span(doc));
        write_text(vm, "\n");
    }
    for (size_t i = 0; i < kk_list_len(names); i++) {
        Value name = kk_list_at(names, i);
        if (kk_bytes_find(kk_str_span(name), KK_SPAN("__")) == kk_str_span(name).at)
            continue;
        write_text(vm, "  ");
        kk_out_write(vm, kk_str_span(name));
        write_text(vm, "\n");
    }
    return true;
}

/* What there is to know about an object; without argument, where to begin. */
KK_FUNCTION(builtins, help, "(object=<unrepresentable>, /)")
Value kk_builtins_help(Vm *vm, Value self, Args args)
{
    if (args.n == 0) {
        write_text(vm, "Welcome to Kukri!\n\n"
                       "help(object) tells what an object is and what it can do, dir(object) names its\n"
                       "attributes, help('modules') lists the modules. Ctrl-C interrupts, Ctrl-D ends.\n");
        return kk_none;
    }
    if (kk_str_is(args.pos[0]) && kk_bytes_equal(kk_str_span(args.pos[0]), KK_SPAN("modules"))) {
        for (size_t i = 0; kk_native_modules[i] != NULL; i++) {
            kk_out_write(vm, kk_str_span(kk_native_modules[i]->name));
            write_text(vm, "\n");
        }
        for (const FrozenModule *m = kk_frozen_modules; m->name != KK_UNSET; m++) {
            kk_out_write(vm, kk_str_span(m->name));
            write_text(vm, "\n");
        }
        return kk_none;
    }
    return help_on(vm, args.pos[0]) ? kk_none : KK_ERROR;
}
