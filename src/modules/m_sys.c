/*
 * m_sys.c: the module sys.
 *
 * What a program assigns (sys.stdout, sys.ps1) goes to the module's dict, which is vm->sys_dict, and hides what
 * is declared here. The streams are in types/textio.c.
 *
 * Layer: modules.   Tests: tests/modules/sys/.
 */
#include "include/kukri.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/import.h"
#include "object/output.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/exc.h"
#include "types/list.h"
#include "types/record.h"
#include "types/textio.h"
#include "types/frame.h"
#include "types/traceback.h"
#include "types/tuple.h"

KK_MODULE(sys)

KK_MODULE_INIT(sys)
bool kk_sys_init(Vm *vm, Value module)
{
    vm->sys_dict = KK_OBJ(ModuleObj, module)->dict;
    return true;
}

/* A value that is made once: kept in the module's dict under its name. */
KK_MUST_CHECK static Value keep(Vm *vm, Value module, Value name, Value value)
{
    if (value == KK_ERROR || !kk_dict_set(vm, KK_OBJ(ModuleObj, module)->dict, name, value))
        return KK_ERROR;
    return value;
}

KK_MUST_CHECK static Value text(Vm *vm, const char *s) { return kk_str_new(vm, kk_span_of(s)); }

/* ---- what this is ---- */

/* The level of the language, and Kukri's own version. */
KK_MODULE_GETTER(sys, version)
Value kk_sys_version(Vm *vm, Value module)
{
    return text(vm, "3.12.0; Kukri " KUKRI_VERSION " on 2026-11-22");
}

/* The level of the language as a tuple (major, minor, micro, releaselevel, serial). */
KK_MODULE_GETTER(sys, version_info)
Value kk_sys_version_info(Vm *vm, Value module)
{
    static const Record record = {KK_N(sys), KK_N(_version_info), KK_TEXT("major minor micro releaselevel serial")};
    Value values[5] = {KK_INT(3), KK_INT(12), KK_INT(0), KK_N(final), KK_INT(0)};
    return keep(vm, module, KK_N(version_info), kk_record_new_plain(vm, &record, values, 5));
}

/* ---- sys.implementation: an object in flash that behaves like MicroPython's tuple with names ---- */

static const struct {
    uintptr_t header;
    Value at[4];
} dialect_version = {KK_HEADER(KIND_TUPLE, 4), {KK_INT(1), KK_INT(27), KK_INT(0), KK_N(empty)}};

extern const TypeObj kk_type_implementation;
static const Obj implementation = {(uintptr_t)&kk_type_implementation};

/* The name of the dialect: 'micropython', which thousands of libraries look for. */
KK_GETTER(implementation, name)
Value kk_sys_get_name(Vm *vm, Value self) { return KK_N(micropython); }

/* The version of the dialect. */
KK_GETTER(implementation, version)
Value kk_sys_get_version(Vm *vm, Value self) { return KK_REF(&dialect_version); }

/* The board and its processor. */
KK_GETTER(implementation, _machine)
Value kk_sys_get_machine(Vm *vm, Value self) { return text(vm, kk_platform_info(INFO_BOARD)); }

/* The variant of the firmware. */
KK_GETTER(implementation, _build)
Value kk_sys_get_build(Vm *vm, Value self) { return KK_N(standard); }

/* What compiled it: 'GCC 12.2.0'. */
KK_GETTER(implementation, _compiler)
Value kk_sys_get_compiler(Vm *vm, Value self) { return text(vm, kk_platform_info(INFO_COMPILER)); }

/* The C library that it is linked with: 'picolibc 1.8'. */
KK_GETTER(implementation, _libc)
Value kk_sys_get_libc(Vm *vm, Value self) { return text(vm, kk_platform_info(INFO_LIBC)); }

KK_GETTER(implementation, cache_tag)
Value kk_sys_get_cache_tag(Vm *vm, Value self) { return kk_none; }

KK_GETTER(implementation, hexversion)
Value kk_sys_get_hexversion(Vm *vm, Value self) { return KK_INT(0x011b0000); }

/* (name, version, _machine, _build) */
KK_MUST_CHECK static Value implementation_tuple(Vm *vm, Value self)
{
    Value parts[4] = {KK_N(micropython), KK_REF(&dialect_version), kk_sys_get_machine(vm, self), KK_N(standard)};
    return parts[2] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 4);
}

static Value implementation_getitem(Vm *vm, Value self, Value key)
{
    Value tuple = implementation_tuple(vm, self);
    return tuple == KK_ERROR ? KK_ERROR : kk_getitem(vm, tuple, key);
}

static Value implementation_iter(Vm *vm, Value self)
{
    Value tuple = implementation_tuple(vm, self);
    return tuple == KK_ERROR ? KK_ERROR : kk_iter(vm, tuple);
}

static bool implementation_len(Vm *vm, Value self, size_t *len)
{
    *len = 4;
    return true;
}

static Value implementation_repr(Vm *vm, Value self)
{
    return kk_format_message(vm, "(name='micropython', version=%R, _machine='%s', _build='standard')",
                             KK_REF(&dialect_version), kk_platform_info(INFO_BOARD));
}

static const Layout implementation_layout = {1, 0, TAIL_NONE, 0};
static const TypeSlots implementation_slots = {
    .repr = implementation_repr, .iter = implementation_iter,
    .ops = &(const OpSlots){.len = implementation_len, .getitem = implementation_getitem},
};
KK_TYPE(implementation, object) = {
    KK_TYPE_HEAD(implementation, object, &implementation_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &implementation_slots};

/* Which dialect of the embedded API this is: its name is 'micropython'. */
KK_MODULE_GETTER(sys, implementation)
Value kk_sys_implementation(Vm *vm, Value module) { return KK_REF(&implementation); }

/* The name of the system: 'linux', 'esp8266'. */
KK_MODULE_GETTER(sys, platform)
Value kk_sys_platform(Vm *vm, Value module) { return text(vm, kk_platform_info(INFO_PLATFORM)); }

KK_MODULE_CONST(sys, byteorder, KK_N(little))
KK_MODULE_CONST(sys, hexversion, KK_INT(0x030C00F0))
KK_MODULE_CONST(sys, dont_write_bytecode, kk_true)
KK_MODULE_CONST(sys, copyright, KK_N(empty))
KK_MODULE_CONST(sys, float_repr_style, KK_N(short))
KK_MODULE_CONST(sys, prefix, KK_N(slash_usr))
KK_MODULE_CONST(sys, exec_prefix, KK_N(slash_usr))
KK_MODULE_CONST(sys, base_prefix, KK_N(slash_usr))
KK_MODULE_CONST(sys, base_exec_prefix, KK_N(slash_usr))
KK_MODULE_CONST(sys, platlibdir, KK_N(lib))
KK_MODULE_CONST(sys, maxunicode, KK_INT(0x10FFFF))

/* The largest size that a container could have. */
KK_MODULE_GETTER(sys, maxsize)
Value kk_sys_maxsize(Vm *vm, Value module) { return kk_int_new(vm, INTPTR_MAX); }

/* The path of the program that runs. */
KK_MODULE_GETTER(sys, executable)
Value kk_sys_executable(Vm *vm, Value module)
{
    Value path = vm->roots[ROOT_EXECUTABLE];
    return path == KK_UNSET ? KK_N(empty) : path;
}

/* ---- state ---- */

/* The arguments of the program, its own name first. */
KK_MODULE_GETTER(sys, argv)
Value kk_sys_argv(Vm *vm, Value module) { return kk_start_argv(vm); }

/* The folders in which modules are looked for. */
KK_MODULE_GETTER(sys, path)
Value kk_sys_path(Vm *vm, Value module) { return kk_start_path(vm); }

/* The modules that have been imported, by name. */
KK_MODULE_GETTER(sys, modules)
Value kk_sys_modules(Vm *vm, Value module) { return vm->modules; }

/* The names of the modules in the image. */
KK_MODULE_GETTER(sys, builtin_module_names)
Value kk_sys_builtin_module_names(Vm *vm, Value module)
{
    Value list = kk_list_new(vm, 16);
    for (const NativeModule *const *m = kk_native_modules; list != KK_ERROR && *m != NULL; m++)
        if (!kk_list_append(vm, list, (*m)->name))
            return KK_ERROR;
    if (list == KK_ERROR || !kk_list_sort(vm, list, kk_none, false))
        return KK_ERROR;
    return kk_list_to_tuple(vm, list);
}

/* Standard input, as text. */
KK_MODULE_GETTER(sys, stdin)
Value kk_sys_stdin(Vm *vm, Value module) { return kk_textio_console(vm, 0); }

/* Standard output, as text. */
KK_MODULE_GETTER(sys, stdout)
Value kk_sys_stdout(Vm *vm, Value module) { return kk_textio_console(vm, 1); }

/* Standard error, as text. */
KK_MODULE_GETTER(sys, stderr)
Value kk_sys_stderr(Vm *vm, Value module) { return kk_textio_console(vm, 2); }

KK_MODULE_GETTER(sys, __stdin__)
Value kk_sys_stdin_first(Vm *vm, Value module) { return kk_textio_console(vm, 0); }

KK_MODULE_GETTER(sys, __stdout__)
Value kk_sys_stdout_first(Vm *vm, Value module) { return kk_textio_console(vm, 1); }

KK_MODULE_GETTER(sys, __stderr__)
Value kk_sys_stderr_first(Vm *vm, Value module) { return kk_textio_console(vm, 2); }

/* ---- leaving ---- */

/* Ends the program by raising SystemExit. */
KK_FUNCTION(sys, exit, "(status=None, /)")
Value kk_sys_exit(Vm *vm, Value self, Args args)
{
    Value code = kk_arg(args, 0, KK_UNSET);
    return kk_raise_value(vm, KK_RAISES(SystemExit), code == kk_none ? KK_UNSET : code);
}

/* Has the function called when the program ends, as the only one of its kind; None: no function. Returns the one
 * given before. */
KK_FUNCTION(sys, atexit, "(func, /)")
Value kk_sys_atexit(Vm *vm, Value self, Args args)
{
    Value entry[3] = {args.pos[0], KK_EMPTY_TUPLE, kk_false};
    Value before = kk_none;
    if (vm->atexit == KK_UNSET && (vm->atexit = kk_list_new(vm, 1)) == KK_ERROR)
        return KK_ERROR;
    for (size_t i = kk_list_len(vm->atexit); i-- > 0;) {
        Value known = kk_list_at(vm->atexit, i);
        if (kk_tuple_at(known, 2) != kk_false)
            continue;
        before = kk_tuple_at(known, 0);
        if (kk_list_remove_at(vm, vm->atexit, i) == KK_ERROR)
            return KK_ERROR;
    }
    if (args.pos[0] == kk_none)
        return before;
    Value tuple = kk_tuple_from(vm, entry, 3);
    return tuple != KK_ERROR && kk_list_append(vm, vm->atexit, tuple) ? before : KK_ERROR;
}

/* ---- exceptions ---- */

/* (type, value, traceback) of the exception that is being handled. */
KK_FUNCTION(sys, exc_info, "()")
Value kk_sys_exc_info(Vm *vm, Value self, Args args)
{
    Value parts[3] = {kk_none, kk_none, kk_none};
    if (vm->handled != KK_UNSET) {
        parts[0] = KK_REF(kk_type_of(vm->handled));
        parts[1] = vm->handled;
        parts[2] = kk_traceback_of(vm->handled);
    }
    return kk_tuple_from(vm, parts, 3);
}

/* The exception that is being handled, or None. */
KK_FUNCTION(sys, exception, "()")
Value kk_sys_exception(Vm *vm, Value self, Args args)
{
    return vm->handled == KK_UNSET ? kk_none : vm->handled;
}

/* A sink: the write method of the object at ctx. */
static bool write_to(Vm *vm, void *ctx, Span s)
{
    Value str = kk_str_new(vm, s);
    return str != KK_ERROR && kk_call_method(vm, *(Value *)ctx, KK_N(write), &str, 1) != KK_ERROR;
}

/* Prints an exception with its traceback to a stream: standard output, if none is given. */
KK_FUNCTION(sys, print_exception, "(exc, file=None, /)")
Value kk_sys_print_exception(Vm *vm, Value self, Args args)
{
    Value file = kk_arg(args, 1, kk_none);
    if (!kk_exc_is(args.pos[0]))
        return kk_raise(vm, KK_TypeError, "print_exception(): argument must be an exception, not %T", args.pos[0]);
    if (file == kk_none) {
        Value module = kk_import_name(vm, KK_N(sys));
        file = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, KK_N(stdout));
        if (file == KK_ERROR)
            return KK_ERROR;
    }
    Value handled = vm->handled;
    kk_traceback_print(vm, args.pos[0], true, SIZE_MAX, write_to, &file);
    vm->handled = handled;
    return kk_none;
}

/* Prints an uncaught exception to standard error: what the interpreter does. */
KK_FUNCTION(sys, __excepthook__, "(type, value, traceback, /)")
Value kk_sys_excepthook(Vm *vm, Value self, Args args)
{
    if (!kk_exc_is(args.pos[1]))
        return kk_raise(vm, KK_TypeError, "print_exception(): Exception expected for value, %T found", args.pos[1]);
    kk_traceback_display(vm, args.pos[1]);
    return kk_none;
}

/* Prints the repr of a value, if it is not None, and keeps it as _. */
KK_FUNCTION(sys, __displayhook__, "(object, /)")
Value kk_sys_displayhook_own(Vm *vm, Value self, Args args)
{
    return kk_import_show(vm, args.pos[0]) ? kk_none : KK_ERROR;
}

/* What the prompt, and code compiled as "single", shows values with; a program may assign another. */
KK_MODULE_GETTER(sys, displayhook)
Value kk_sys_displayhook(Vm *vm, Value module) { return kk_getattr(vm, module, KK_N(__displayhook__)); }

/* What uncaught exceptions are shown with; a program may assign another. */
KK_MODULE_GETTER(sys, excepthook)
Value kk_sys_excepthook_now(Vm *vm, Value module) { return kk_getattr(vm, module, KK_N(__excepthook__)); }

/* The frame that is `depth` calls out from the caller. */
KK_FUNCTION(sys, _getframe, "(depth=0, /)")
Value kk_sys_getframe(Vm *vm, Value self, Args args)
{
    intptr_t depth = 0;
    if (kk_arg(args, 0, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[0], &depth))
        return KK_ERROR;
    Value *base = kk_frame_base(vm, depth < 0 ? 0 : (size_t)depth);
    if (base == NULL)
        return kk_raise(vm, KK_ValueError, "call stack is not deep enough");
    return kk_frame_at(vm, base);
}

/* ---- limits and sizes ---- */

/* How deep Python functions may call each other. */
KK_FUNCTION(sys, getrecursionlimit, "()")
Value kk_sys_getrecursionlimit(Vm *vm, Value self, Args args)
{
    size_t limit = vm->frame_limit;
    return kk_int_new_unsigned(vm, limit > INTPTR_MAX ? INTPTR_MAX : limit);
}

/* Sets how many Python functions may be active at once. */
KK_FUNCTION(sys, setrecursionlimit, "(limit, /)")
Value kk_sys_setrecursionlimit(Vm *vm, Value self, Args args)
{
    intptr_t limit;
    if (!kk_index(vm, args.pos[0], &limit))
        return KK_ERROR;
    if (limit < 1)
        return kk_raise(vm, KK_ValueError, "recursion limit must be greater or equal than 1");
    uint32_t line;
    if (kk_vm_frame_code(vm, (size_t)limit, &line) != KK_UNSET)
        return kk_raise(vm, KK_RecursionError, "cannot set the recursion limit to %zd: the limit is too low", limit);
    vm->frame_limit = (size_t)limit;
    return kk_none;
}

/* Digits that int() and str() convert, 0: any number. */
KK_FUNCTION(sys, get_int_max_str_digits, "()")
Value kk_sys_get_int_max_str_digits(Vm *vm, Value self, Args args) { return kk_smallint(vm->int_max_digits); }

/* Sets how many digits int() and str() convert (bases 2, 4, 8, 16, 32 aside), 0: any number. */
KK_FUNCTION(sys, set_int_max_str_digits, "(maxdigits)")
Value kk_sys_set_int_max_str_digits(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!kk_index(vm, args.pos[0], &n))
        return KK_ERROR;
    if (n != 0 && n < KK_INT_FREE_DIGITS)
        return kk_raise(vm, KK_ValueError, "maxdigits must be 0 or larger than %d", KK_INT_FREE_DIGITS);
    if (n > INT32_MAX)
        return kk_raise(vm, KK_OverflowError, "Python int too large to convert to C int");
    vm->int_max_digits = (int)n;
    return kk_none;
}

/* Bytes that a value occupies in the heap of its own; 0 when it lies in the word that refers to it. */
static size_t size_of(const Vm *vm, Value v)
{
    if (!kk_ref_is(v))
        return 0;
    size_t bytes = KK_GRANULES(kk_layout_size((const void *)v)) * KK_GRANULE;
    /* Containers are two objects: the storage counts, too. */
    if (kk_kind_is(v, KIND_LIST) && KK_OBJ(ListObj, v)->items != KK_UNSET)
        bytes += size_of(vm, KK_OBJ(ListObj, v)->items);
    if (kk_kind_is(v, KIND_DICT)) {
        const DictObj *d = KK_OBJ(DictObj, v);
        bytes += d->entries == KK_UNSET ? 0 : size_of(vm, d->entries);
        bytes += d->index == KK_UNSET ? 0 : size_of(vm, d->index);
    }
    return bytes;
}

/* The memory that an object takes, in bytes, with the storage that belongs to it alone. */
KK_FUNCTION(sys, getsizeof, "(object, default=None, /)")
Value kk_sys_getsizeof(Vm *vm, Value self, Args args)
{
    Value v = args.pos[0];
    if (kk_ref_is(v) && (kk_type_of(v)->flags & TYPE_HEAP)) {
        bool found;
        Value own = kk_call_special(vm, v, KK_N(__sizeof__), NULL, 0, &found);
        if (found)
            return own;
    }
    return kk_int_new_unsigned(vm, size_of(vm, v));
}

/* The one str with this text that is shared by all who intern it. */
KK_FUNCTION(sys, intern, "(string, /)")
Value kk_sys_intern(Vm *vm, Value self, Args args)
{
    if (!kk_str_is(args.pos[0]))
        return kk_raise(vm, KK_TypeError, "intern() argument must be str, not %T", args.pos[0]);
    return kk_intern_str(vm, args.pos[0]);
}

/* 'utf-8', always. */
KK_FUNCTION(sys, getdefaultencoding, "()")
Value kk_sys_getdefaultencoding(Vm *vm, Value self, Args args) { return text(vm, "utf-8"); }

/* 'utf-8', always. */
KK_FUNCTION(sys, getfilesystemencoding, "()")
Value kk_sys_getfilesystemencoding(Vm *vm, Value self, Args args) { return text(vm, "utf-8"); }

/* Objects are collected, not counted: a number that does as little harm as possible. */
KK_FUNCTION(sys, getrefcount, "(object, /)")
Value kk_sys_getrefcount(Vm *vm, Value self, Args args) { return KK_INT(2); }

/* Whether this is the last moment of the program. */
KK_FUNCTION(sys, is_finalizing, "()")
Value kk_sys_is_finalizing(Vm *vm, Value self, Args args) { return kk_false; }

/* ---- records ---- */

/* What floats are: (max, min, epsilon, dig, mant_dig, max_exp, min_exp, max_10_exp, min_10_exp, radix, rounds). */
KK_MODULE_GETTER(sys, float_info)
Value kk_sys_float_info(Vm *vm, Value module)
{
    static const Record record = {KK_N(sys), KK_N(_float_info),
                                  KK_TEXT("max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds")};
    bool single = KK_WORD_BITS == 32;
    KkFloat largest = single ? (KkFloat)0x1.fffffep127 : (KkFloat)0x1.fffffffffffffp1023L;
    KkFloat smallest = single ? (KkFloat)0x1p-126 : (KkFloat)0x1p-1022L;
    KkFloat epsilon = single ? (KkFloat)0x1p-23 : (KkFloat)0x1p-52;
    Value values[11] = {
        kk_float_new(vm, largest), KK_INT(single ? 128 : 1024), KK_INT(single ? 38 : 308),
        kk_float_new(vm, smallest), KK_INT(single ? -125 : -1021), KK_INT(single ? -37 : -307),
        KK_INT(single ? 6 : 15), KK_INT(single ? 24 : 53), kk_float_new(vm, epsilon), KK_INT(2), KK_INT(1)};
    if (values[0] == KK_ERROR || values[3] == KK_ERROR || values[8] == KK_ERROR)
        return KK_ERROR;
    return keep(vm, module, KK_N(float_info), kk_record_new(vm, &record, values, 11));
}

/* How hash() works: (width, modulus, inf, nan). */
KK_MODULE_GETTER(sys, hash_info)
Value kk_sys_hash_info(Vm *vm, Value module)
{
    static const Record record = {KK_N(sys), KK_N(_hash_info), KK_TEXT("width modulus inf nan imag algorithm hash_bits seed_bits cutoff")};
    Value modulus = kk_int_new_unsigned(vm, UINTPTR_MAX >> 3);
    Value values[9] = {KK_INT(KK_WORD_BITS), modulus, KK_INT(314159), KK_INT(0), KK_INT(1000003),
                       KK_N(fnv), KK_INT(KK_WORD_BITS), KK_INT(0), KK_INT(0)};
    return modulus == KK_ERROR ? KK_ERROR : keep(vm, module, KK_N(hash_info), kk_record_new(vm, &record, values, 9));
}

/* How ints are made: (bits_per_digit, sizeof_digit, default_max_str_digits, str_digits_check_threshold). */
KK_MODULE_GETTER(sys, int_info)
Value kk_sys_int_info(Vm *vm, Value module)
{
    static const Record record = {KK_N(sys), KK_N(_int_info),
                                  KK_TEXT("bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold")};
    Value values[4] = {KK_INT(KK_LIMB_BITS), KK_INT(KK_LIMB_BITS / 8), KK_INT(KK_INT_MAX_DIGITS),
                       KK_INT(KK_INT_FREE_DIGITS)};
    return keep(vm, module, KK_N(int_info), kk_record_new(vm, &record, values, 4));
}

/* The command line switches that CPython reports; only optimize can differ from the default here. */
KK_MODULE_GETTER(sys, flags)
Value kk_sys_flags(Vm *vm, Value module)
{
    static const Record record = {KK_N(sys), KK_N(_flags),
                                  KK_TEXT("debug inspect interactive optimize dont_write_bytecode no_user_site no_site "
                                  "ignore_environment verbose bytes_warning quiet hash_randomization isolated "
                                  "dev_mode utf8_mode")};
    Value values[15];
    for (size_t i = 0; i < KK_COUNT_OF(values); i++)
        values[i] = KK_INT(0);
    values[3] = KK_INT(vm->optimise);
    values[4] = values[14] = KK_INT(1);
    return keep(vm, module, KK_N(flags), kk_record_new(vm, &record, values, KK_COUNT_OF(values)));
}
