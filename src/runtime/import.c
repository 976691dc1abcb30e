/*
 * import.c: the import statement: sys.modules, relative names, packages, names of modules.
 *
 * Where modules are found is import_find.c. A module stands in sys.modules before its body runs, so
 * that circular imports see it; it is taken out again when the body fails.
 *
 * Layer: runtime.   Tests: tests/runtime/import/.
 */
#include "runtime/import.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/import.h"
#include "object/output.h"
#include "object/vm.h"
#include "runtime/frozen.h"
#include "runtime/import_find.h"
#include "runtime/import_hooks.h"
#include "runtime/start.h"
#include "types/exc.h"
#include "types/list.h"
#include "types/str/str.h"
#include "types/tuple.h"

/* ---- modules that are being loaded ---- */

KK_MUST_CHECK static bool begin_loading(Vm *vm, Value module)
{
    if (vm->roots[ROOT_LOADING] == KK_UNSET) {
        Value list = kk_list_new(vm, 2);
        if (list == KK_ERROR)
            return false;
        vm->roots[ROOT_LOADING] = list;
    }
    return kk_list_append(vm, vm->roots[ROOT_LOADING], module);
}

static void end_loading(Vm *vm)
{
    Value list = vm->roots[ROOT_LOADING];
    (void)kk_list_remove_at(vm, list, kk_list_len(list) - 1);
}

bool kk_import_is_loading(Vm *vm, Value module)
{
    Value list = vm->roots[ROOT_LOADING];
    for (size_t i = 0; list != KK_UNSET && i < kk_list_len(list); i++)
        if (kk_list_at(list, i) == module)
            return true;
    return kk_import_hooks_initialising(vm, module);
}

/* ---- one module ---- */

static const NativeModule *find_native(Value name)
{
    for (const NativeModule *const *m = kk_native_modules; *m != NULL; m++)
        if (kk_str_equal((*m)->name, name))
            return *m;
    return NULL;
}

Value kk_import_native(Vm *vm, Value name)
{
    const NativeModule *native = find_native(name);
    if (native == NULL)
        return KK_UNSET;
    Value known = kk_dict_get(vm, vm->modules, native->name);
    if (known != KK_UNSET || kk_failed(vm))
        return known;
    Value module = kk_module_new(vm, native->name, native);
    if (module == KK_ERROR || !kk_dict_set(vm, vm->modules, native->name, module))
        return KK_ERROR;
    if (native->init != NULL && !native->init(vm, module)) {
        Value pending = kk_pending_take(vm);
        bool found;
        if (!kk_dict_delete(vm, vm->modules, native->name, &found))
            vm->pending = KK_UNSET;
        vm->pending = pending;
        return KK_ERROR;
    }
    return module;
}

KK_MUST_CHECK static Value not_found(Vm *vm, Value name, Value parent)
{
    Value text = parent == KK_UNSET
                     ? kk_format_message(vm, "No module named %R", name)
                     : kk_format_message(vm, "No module named %R; %R is not a package", name, parent);
    Value exc = text == KK_ERROR ? KK_ERROR : kk_exc_new(vm, KK_RAISES(ModuleNotFoundError), &text, 1);
    if (exc == KK_ERROR)
        return KK_ERROR;
    kk_exc_set_name(vm, exc, name, KK_UNSET);
    return kk_raise_instance(vm, exc);
}

/* Takes a module whose body failed out of sys.modules; what is pending stays so. */
static void forget(Vm *vm, Value name)
{
    Value pending = kk_pending_take(vm);
    bool found;
    if (!kk_dict_delete(vm, vm->modules, name, &found))
        vm->pending = KK_UNSET;
    vm->pending = pending;
}

/* Sets __file__, __package__ and, for packages, __path__. */
KK_MUST_CHECK static bool set_place(Vm *vm, Value module, Value name, const Found *found)
{
    Value package = name;
    if (found->path == KK_UNSET) {
        Span s = kk_str_span(name);
        const uint8_t *dot = kk_bytes_rfind(s, KK_SPAN("."));
        package = kk_intern(vm, (Span){s.at, dot == NULL ? 0 : (size_t)(dot - s.at)});
    } else if (!kk_setattr(vm, module, KK_N(__path__), found->path)) {
        return false;
    }
    if (package == KK_ERROR || !kk_setattr(vm, module, KK_N(__package__), package))
        return false;
    return kk_setattr(vm, module, KK_N(__file__), found->file == KK_UNSET ? kk_none : found->file);
}

/* What -v tells: "import pk # pk/__init__.py". */
static void tell(Vm *vm, Value name, Value where)
{
    if (kk_start_verbose(vm) == 0)
        return;
    kk_out_error(vm, KK_SPAN("import "));
    kk_out_error(vm, kk_str_span(name));
    kk_out_error(vm, KK_SPAN(" # "));
    kk_out_error(vm, where == KK_UNSET ? KK_SPAN("built in") : kk_str_span(where));
    kk_out_error(vm, KK_SPAN("\n"));
}

/* Makes the module and runs its body. */
KK_MUST_CHECK static Value load(Vm *vm, Value name, const Found *found)
{
    Value module = kk_module_new(vm, name, NULL);
    if (module == KK_ERROR || (found->frozen != NULL && !kk_frozen_prepare(vm, module, found->frozen)) ||
        !set_place(vm, module, name, found) || !kk_dict_set(vm, vm->modules, name, module))
        return KK_ERROR;
    if (found->kind == FOUND_NAMESPACE)
        return module;
    tell(vm, name, found->file);
    if (!begin_loading(vm, module))
        return KK_ERROR;
    bool done = found->frozen != NULL ? kk_frozen_run(vm, module, found->frozen)
                                      : kk_import_find_run(vm, module, found->file);
    end_loading(vm);
    if (!done) {
        forget(vm, name);
        return KK_ERROR;
    }
    /* A module may have put something else in its place. */
    Value now = kk_dict_get(vm, vm->modules, name);
    return now != KK_UNSET || kk_failed(vm) ? now : module;
}

/* The search path for the part behind parent: its __path__; KK_UNSET with nothing pending: not a package. */
static Value path_of(Vm *vm, Value parent)
{
    if (parent == KK_UNSET) {
        Value assigned = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, KK_N(path));
        return assigned == KK_UNSET ? kk_start_path(vm) : assigned;
    }
    return kk_getattr_opt(vm, parent, KK_N(__path__));
}

/* A native module may have another as its attribute: os.path. KK_UNSET with nothing pending: it has not. */
static Value attribute_module(Vm *vm, Value name, Value tail, Value parent)
{
    Value v = kk_getattr_opt(vm, parent, tail);
    if (v == KK_UNSET || !kk_ref_is(v) || !kk_desc_is(v, &kk_type_module))
        return KK_UNSET;
    return kk_dict_set(vm, vm->modules, name, v) ? v : KK_ERROR;
}

KK_MUST_CHECK static Value import_one(Vm *vm, Value name, Value tail, Value parent, Value parent_name);

/* The Python part of a native module: collections.abc is in the file _collections_abc.py, os.x would be in _os_x.py.
 * KK_UNSET with nothing pending: there is none. */
KK_MUST_CHECK static Value import_beside(Vm *vm, Value name, Value tail, Value parent)
{
    Value args[] = {KK_CHAR('.'), KK_CHAR('_')};
    Value text = kk_call_method(vm, name, KK_N(replace), args, 2);
    Value file = text == KK_ERROR ? KK_ERROR : kk_format_message(vm, "_%V", text);
    file = file == KK_ERROR ? KK_ERROR : kk_intern_str(vm, file);
    Found found;
    if (file == KK_ERROR || !kk_import_find_module(vm, file, path_of(vm, KK_UNSET), true, &found))
        return KK_ERROR;
    if (found.kind == FOUND_NOTHING || found.kind == FOUND_NAMESPACE)
        return KK_UNSET;
    Value module = import_one(vm, file, file, KK_UNSET, KK_UNSET);
    if (module == KK_ERROR || !kk_dict_set(vm, vm->modules, name, module) || !kk_setattr(vm, parent, tail, module))
        return KK_ERROR;
    return module;
}

/* Finds the module and runs its body: what is on sys.meta_path first, if a program asked for that list. */
KK_MUST_CHECK static Value find_and_load(Vm *vm, Value name, Value tail, Value parent, Value path)
{
    bool top = parent == KK_UNSET;
    Value hooked = kk_import_hooks_find(vm, name, top ? KK_UNSET : path, false);
    if (hooked == kk_not_implemented) {
        Found found;
        if (!kk_import_find_module(vm, top ? name : tail, path, top, &found))
            return KK_ERROR;
        if (found.kind == FOUND_NATIVE)
            return kk_import_native(vm, found.file);
        if (found.kind != FOUND_NOTHING)
            return load(vm, name, &found);
        hooked = kk_import_hooks_find(vm, name, top ? KK_UNSET : path, true);
    }
    return hooked == kk_none ? not_found(vm, name, KK_UNSET) : hooked;
}

/* Imports module `name` (whole name), whose parent package, if it has one, is imported already. */
KK_MUST_CHECK static Value import_one(Vm *vm, Value name, Value tail, Value parent, Value parent_name)
{
    Value known = kk_dict_get(vm, vm->modules, name);
    if (known == kk_none)
        return not_found(vm, name, KK_UNSET);
    if (known != KK_UNSET || kk_failed(vm))
        return known;
    Value path = path_of(vm, parent);
    if (path == KK_UNSET && !kk_failed(vm)) {
        Value inner = attribute_module(vm, name, tail, parent);
        if (inner == KK_UNSET && !kk_failed(vm) && kk_import_find_native(parent_name))
            inner = import_beside(vm, name, tail, parent);
        if (inner != KK_UNSET || kk_failed(vm))
            return inner;
    }
    if (path == KK_UNSET)
        return kk_failed(vm) ? KK_ERROR : not_found(vm, name, parent_name);
    Value module = find_and_load(vm, name, tail, parent, path);
    if (module != KK_ERROR && parent != KK_UNSET && !kk_setattr(vm, parent, tail, module))
        return KK_ERROR;
    return module;
}

/* Imports a.b.c from left to right; *top is a, the result a.b.c. */
KK_MUST_CHECK static Value import_dotted(Vm *vm, Value name, Value *top)
{
    Span whole = kk_str_span(name);
    Value parent = KK_UNSET, parent_name = KK_UNSET, module = KK_UNSET;
    size_t from = 0;
    *top = KK_UNSET;
    do {
        Span rest = kk_span_skip(whole, from);
        const uint8_t *dot = kk_bytes_find(rest, KK_SPAN("."));
        size_t n = dot == NULL ? rest.len : (size_t)(dot - rest.at);
        Value tail = kk_intern(vm, (Span){rest.at, n});
        Value so_far = tail == KK_ERROR ? KK_ERROR : kk_intern(vm, (Span){whole.at, from + n});
        if (so_far == KK_ERROR)
            return KK_ERROR;
        module = import_one(vm, so_far, tail, parent, parent_name);
        if (module == KK_ERROR)
            return KK_ERROR;
        if (*top == KK_UNSET)
            *top = module;
        parent = module;
        parent_name = so_far;
        from += n + 1;
    } while (from <= whole.len);
    return module;
}

Value kk_import_find_file(Vm *vm, Value name, bool *package)
{
    Span whole = kk_str_span(name);
    const uint8_t *dot = kk_bytes_rfind(whole, KK_SPAN("."));
    Value path = kk_start_path(vm), tail = name;
    *package = false;
    if (path == KK_ERROR)
        return KK_ERROR;
    if (dot != NULL) {
        size_t n = (size_t)(dot - whole.at);
        Value parent = kk_intern(vm, (Span){whole.at, n}), top;
        parent = parent == KK_ERROR ? KK_ERROR : import_dotted(vm, parent, &top);
        tail = parent == KK_ERROR ? KK_ERROR : kk_intern(vm, kk_span_skip(whole, n + 1));
        path = tail == KK_ERROR ? KK_UNSET : kk_getattr_opt(vm, parent, KK_N(__path__));
        if (path == KK_UNSET)
            return kk_failed(vm) ? KK_ERROR : KK_UNSET;
    }
    Found found;
    if (!kk_import_find_module(vm, tail, path, false, &found))
        return KK_ERROR;
    *package = found.kind == FOUND_PACKAGE || found.kind == FOUND_NAMESPACE;
    if (found.kind == FOUND_NAMESPACE)
        return name;
    return found.kind == FOUND_FILE || found.kind == FOUND_PACKAGE ? found.file : KK_UNSET;
}

/* ---- relative names ---- */

/* The package that relative imports in the module with these globals start from. */
KK_MUST_CHECK static Value package_of(Vm *vm, Value globals)
{
    Value package = globals == KK_UNSET ? KK_UNSET : kk_dict_get(vm, globals, KK_N(__package__));
    if (package != KK_UNSET && package != kk_none) {
        if (!kk_str_is(package))
            return kk_raise(vm, KK_TypeError, "package must be a string");
        return package;
    }
    Value name = globals == KK_UNSET || kk_failed(vm) ? KK_UNSET : kk_dict_get(vm, globals, KK_N(__name__));
    if (name == KK_UNSET || !kk_str_is(name))
        return kk_failed(vm) ? KK_ERROR : kk_raise(vm, KK_KeyError, "'__name__' not in globals");
    if (kk_dict_get(vm, globals, KK_N(__path__)) != KK_UNSET)
        return name;
    const uint8_t *dot = kk_bytes_rfind(kk_str_span(name), KK_SPAN("."));
    return kk_str_new(vm, (Span){kk_str_span(name).at, dot == NULL ? 0 : (size_t)(dot - kk_str_span(name).at)});
}

/* name with `level` dots in front as an absolute name. */
KK_MUST_CHECK static Value resolve(Vm *vm, Value name, Value globals, intptr_t level)
{
    Value package = package_of(vm, globals);
    if (package == KK_ERROR)
        return KK_ERROR;
    Span base = kk_str_span(package);
    if (base.len == 0)
        return kk_raise(vm, KK_ImportError, "attempted relative import with no known parent package");
    for (; level > 1; level--) {
        const uint8_t *dot = kk_bytes_rfind(base, KK_SPAN("."));
        if (dot == NULL)
            return kk_raise(vm, KK_ImportError, "attempted relative import beyond top-level package");
        base.len = (size_t)(dot - base.at);
    }
    if (kk_len_of(name) == 0)
        return kk_intern(vm, base);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_strbuf_add(&b, base) || !kk_strbuf_add_byte(&b, '.') || !kk_strbuf_add_str(&b, name))
        return KK_ERROR;
    Value text = kk_strbuf_finish(&b);
    return text == KK_ERROR ? KK_ERROR : kk_intern_str(vm, text);
}

/* ---- the statement ---- */

/* module.name as the whole name of a submodule, interned. */
KK_MUST_CHECK static Value join_name(Vm *vm, Value module, Value name)
{
    Value base = kk_getattr_opt(vm, module, KK_N(__name__));
    if (base == KK_UNSET || !kk_str_is(base))
        return kk_failed(vm) ? KK_ERROR : kk_raise(vm, KK_ImportError, "cannot import name %R", name);
    Value dotted = kk_format_message(vm, "%V.%V", base, name);
    return dotted == KK_ERROR ? KK_ERROR : kk_intern_str(vm, dotted);
}

/* Imports submodule `name` of a package unless it is there as an attribute. That it does not exist is no error here:
 * IMPORT_FROM will say so. */
KK_MUST_CHECK static bool want_name(Vm *vm, Value module, Value name)
{
    Value str = kk_as_kind(name, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "Item in ``from list'' must be str, not %T", name);
    name = kk_intern_str(vm, str);
    if (name == KK_ERROR)
        return false;
    if (kk_getattr_opt(vm, module, name) != KK_UNSET)
        return true;
    Value whole = kk_failed(vm) ? KK_ERROR : join_name(vm, module, name), top;
    if (whole == KK_ERROR)
        return false;
    if (import_dotted(vm, whole, &top) != KK_ERROR)
        return true;
    if (!kk_pending_is(vm, KK_RAISES(ModuleNotFoundError)))
        return false;
    Value missing = kk_exc_field(vm->pending, KK_N(name));
    if (missing != whole)
        return false;
    vm->pending = KK_UNSET;
    return true;
}

/* The names in `from package import ...` may be submodules. */
KK_MUST_CHECK static bool want_names(Vm *vm, Value module, Value names)
{
    Value path = kk_getattr_opt(vm, module, KK_N(__path__));
    if (path == KK_UNSET)
        return !kk_failed(vm);
    Value iter = kk_iter(vm, names);
    while (iter != KK_ERROR) {
        Value name = kk_next(vm, iter);
        if (name == KK_END)
            return true;
        if (name == KK_ERROR)
            return false;
        if (kk_str_is(name) && kk_bytes_equal(kk_str_span(name), KK_SPAN("*"))) {
            Value all = kk_getattr_opt(vm, module, KK_N(__all__));
            if (kk_failed(vm) || (all != KK_UNSET && !want_names(vm, module, all)))
                return false;
        } else if (!want_name(vm, module, name)) {
            return false;
        }
    }
    return false;
}

Value kk_import(Vm *vm, Value name, Value globals, Value fromlist, intptr_t level)
{
    name = kk_as_kind(name, KIND_STR);
    if (name == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "module name must be a string");
    if (level < 0)
        return kk_raise(vm, KK_ValueError, "level must be >= 0");
    if (level == 0 && kk_len_of(name) == 0)
        return kk_raise(vm, KK_ValueError, "Empty module name");
    Value whole = level == 0 ? name : resolve(vm, name, globals, level), top, module;
    if (whole == KK_ERROR || !kk_depth_enter(vm))
        return KK_ERROR;
    module = import_dotted(vm, whole, &top);
    if (module != KK_ERROR && fromlist != kk_none && fromlist != KK_UNSET && !want_names(vm, module, fromlist))
        module = KK_ERROR;
    kk_depth_leave(vm);
    if (module == KK_ERROR || (fromlist != kk_none && fromlist != KK_UNSET))
        return module;
    if (level == 0 || kk_len_of(name) == 0)
        return level == 0 ? top : module;
    /* `__import__('b.c', level=1)` gives the package that b is in: the part of whole up to b. */
    const uint8_t *dot = kk_bytes_find(kk_str_span(name), KK_SPAN("."));
    size_t cut = dot == NULL ? 0 : kk_len_of(name) - (size_t)(dot - kk_str_span(name).at);
    Value first = kk_intern(vm, (Span){kk_str_span(whole).at, kk_len_of(whole) - cut});
    return first == KK_ERROR ? KK_ERROR : kk_dict_get(vm, vm->modules, first);
}

Value kk_import_name(Vm *vm, Value name)
{
    Value top;
    return import_dotted(vm, name, &top);
}

KK_MUST_CHECK static Value cannot_import(Vm *vm, Value module, Value name)
{
    Value own = kk_getattr_opt(vm, module, KK_N(__name__));
    vm->pending = KK_UNSET;
    Value file = kk_getattr_opt(vm, module, KK_N(__file__));
    vm->pending = KK_UNSET;
    bool known = own != KK_UNSET && kk_str_is(own), has_file = file != KK_UNSET && kk_str_is(file);
    Value where = has_file ? file : kk_str_new(vm, KK_SPAN("unknown location"));
    if (where == KK_ERROR)
        return KK_ERROR;
    Value text;
    if (!known)
        text = kk_format_message(vm, "cannot import name %R from '<unknown module name>' (%V)", name, where);
    else if (kk_import_is_loading(vm, module))
        text = kk_format_message(vm, "cannot import name %R from partially initialized module %R "
                                 "(most likely due to a circular import) (%V)", name, own, where);
    else
        text = kk_format_message(vm, "cannot import name %R from %R (%V)", name, own, where);
    Value exc = text == KK_ERROR ? KK_ERROR : kk_exc_new(vm, KK_ImportError, &text, 1);
    if (exc == KK_ERROR)
        return KK_ERROR;
    kk_exc_set_name(vm, exc, known ? own : kk_none, has_file ? file : KK_UNSET);
    if (KK_WORD_BITS == 64 && !kk_exc_set_field(vm, exc, KK_N(name_from), name))
        return KK_ERROR;
    return kk_raise_instance(vm, exc);
}

Value kk_import_from_missing(Vm *vm, Value module, Value name)
{
    /* In a circular import the submodule may be there, but not yet bound in its package. */
    Value own = kk_getattr_opt(vm, module, KK_N(__name__));
    if (kk_failed(vm))
        return KK_ERROR;
    if (own != KK_UNSET && kk_str_is(own)) {
        Value whole = kk_format_message(vm, "%V.%V", own, name);
        if (whole == KK_ERROR)
            return KK_ERROR;
        Value found = kk_dict_get(vm, vm->modules, whole);
        if (found != KK_UNSET || kk_failed(vm))
            return found;
        found = kk_import_find_native(own) ? import_beside(vm, whole, name, module) : KK_UNSET;
        if (found != KK_UNSET || kk_failed(vm))
            return found;
    }
    return cannot_import(vm, module, name);
}

/* ---- the prompt ---- */

/* Writes text to sys.stdout, whatever the program made of it. */
KK_MUST_CHECK static bool write_stdout(Vm *vm, Value str)
{
    Value target = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, KK_N(stdout));
    if (target == KK_UNSET) {
        kk_out_write(vm, kk_str_span(str));
        kk_out_write(vm, KK_SPAN("\n"));
        return true;
    }
    Value newline = KK_CHAR('\n');
    return kk_call_method(vm, target, KK_N(write), &str, 1) != KK_ERROR &&
           kk_call_method(vm, target, KK_N(write), &newline, 1) != KK_ERROR;
}

bool kk_import_display(Vm *vm, Value v)
{
    Value hook = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, KK_N(displayhook));
    return hook != KK_UNSET ? kk_call1(vm, hook, v) != KK_ERROR : kk_import_show(vm, v);
}

bool kk_import_show(Vm *vm, Value v)
{
    if (v == kk_none)
        return true;
    Value text = kk_repr(vm, v);
    if (text == KK_ERROR || !write_stdout(vm, text))
        return false;
    vm->last_shown = v;
    return kk_setattr(vm, vm->builtins, KK_N(_), v);
}

/* Imports a module; the import statement calls this. */
KK_FUNCTION(builtins, __import__, "(name, globals=None, locals=None, fromlist=(), level=0)")
Value kk_import_builtin(Vm *vm, Value self, Args args)
{
    intptr_t level = 0;
    if (kk_arg(args, 4, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[4], &level))
        return KK_ERROR;
    Value globals = kk_as_kind(kk_arg(args, 1, kk_none), KIND_DICT), names = kk_arg(args, 3, kk_none);
    if (names != kk_none) {
        bool some;
        if (!kk_truth(vm, names, &some))
            return KK_ERROR;
        names = some ? names : kk_none;
    }
    return kk_import(vm, args.pos[0], globals, names, level);
}
