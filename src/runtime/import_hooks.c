/*
 * import_hooks.c: where importing meets importlib.
 *
 * Importing is native as long as no program has looked at sys.meta_path: then that list does not even exist.
 * Asking for it imports lib/_frozen_importlib.py, which makes it, and from then on each import asks the finders
 * in it first. Likewise a module gets its __spec__ and __loader__ when somebody asks for them. An image without
 * that module (a chip's) has none of this.
 *
 * Layer: runtime.   Tests: tests/runtime/import/, tests/library/importlib/.
 */
#include "runtime/import_hooks.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/import.h"
#include "object/runtime.h"
#include "runtime/frozen.h"

static bool is_hook_list(Value name)
{
    return name == KK_N(meta_path) || name == KK_N(path_hooks) || name == KK_N(path_importer_cache);
}

static bool is_described(Value name)
{
    return name == KK_N(__spec__) || name == KK_N(__loader__);
}

/* A function of _frozen_importlib; KK_UNSET with nothing pending: the image has no such module. */
KK_MUST_CHECK static Value helper(Vm *vm, Value name)
{
    Value module = kk_import_name(vm, KK_N(_frozen_importlib));
    if (module != KK_ERROR)
        return kk_getattr(vm, module, name);
    (void)kk_pending_clear(vm, KK_RAISES(ModuleNotFoundError));
    return KK_UNSET;
}

/* Was this module made by the import statement? Others have no spec until somebody sets it. */
static bool is_imported(Value module)
{
    const ModuleObj *m = KK_OBJ(ModuleObj, module);
    return m->native != NULL || kk_dict_get_name(m->dict, KK_N(__package__)) != KK_UNSET;
}

/* A module in Python has an empty dict of annotations until it has some. */
static Value no_annotations(Vm *vm, Value dict)
{
    Value made = kk_dict_new(vm, 0);
    return made != KK_ERROR && kk_dict_set(vm, dict, KK_N(__annotations__), made) ? made : KK_UNSET;
}

Value kk_import_attribute(Vm *vm, Value module, Value name)
{
    Value dict = KK_OBJ(ModuleObj, module)->dict, f;
    Value lazy = KK_OBJ(ModuleObj, module)->native == NULL ? kk_frozen_lazy(vm, dict, name) : KK_UNSET;
    if (lazy != KK_UNSET || kk_failed(vm))
        return lazy;
    if (name == KK_N(__annotations__))
        return KK_OBJ(ModuleObj, module)->native == NULL ? no_annotations(vm, dict) : KK_UNSET;
    if (is_hook_list(name) && dict == vm->sys_dict)
        f = helper(vm, KK_N(_install));
    else if (is_described(name) && is_imported(module))
        f = helper(vm, KK_N(_describe));
    else
        return KK_UNSET;
    if (f == KK_UNSET)
        return KK_UNSET;
    Value done = is_described(name) ? kk_call1(vm, f, module) : kk_call0(vm, f);
    return done == KK_ERROR ? KK_UNSET : kk_dict_get_name(dict, name);
}

Value kk_import_global(Vm *vm, Value globals, Value name)
{
    if (!is_described(name) && name != KK_N(__annotations__))
        return kk_frozen_lazy(vm, globals, name);
    Value own = kk_dict_get_name(globals, KK_N(__name__));
    Value module = own == KK_UNSET || !kk_str_is(own) ? KK_UNSET : kk_dict_get(vm, vm->modules, own);
    if (module == KK_UNSET || !kk_desc_is(module, &kk_type_module) || KK_OBJ(ModuleObj, module)->dict != globals)
        return KK_UNSET;
    return kk_getattr_opt(vm, module, name);
}

Value kk_import_more(Vm *vm, Value module, Value half, Value name)
{
    name = kk_str_is(name) ? kk_intern_str(vm, name) : KK_N(empty);
    Value more = name == KK_ERROR ? KK_ERROR : kk_import_name(vm, half);
    if (more == KK_ERROR && !kk_pending_clear(vm, KK_RAISES(ModuleNotFoundError)))
        return KK_ERROR;
    Value v = more == KK_ERROR ? KK_UNSET : kk_getattr_opt(vm, more, name);
    if (v != KK_UNSET || kk_failed(vm))
        return v;
    kk_raise(vm, KK_AttributeError, "module '%V' has no attribute '%V'", module, name);
    if (kk_pending_is(vm, KK_AttributeError))
        kk_exc_set_name(vm, vm->pending, name, KK_UNSET);
    return KK_ERROR;
}

bool kk_import_hooks_initialising(Vm *vm, Value module)
{
    if (!kk_ref_is(module) || !kk_desc_is(module, &kk_type_module))
        return false;
    Value spec = kk_dict_get_name(KK_OBJ(ModuleObj, module)->dict, KK_N(__spec__));
    if (spec == KK_UNSET || spec == kk_none)
        return false;
    Value flag = kk_getattr_opt(vm, spec, KK_N(_initializing));
    vm->pending = KK_UNSET;
    return flag == kk_true;
}

Value kk_import_hooks_find(Vm *vm, Value name, Value path, bool after)
{
    if (vm->sys_dict == KK_UNSET || kk_dict_get_name(vm->sys_dict, KK_N(meta_path)) == KK_UNSET)
        return after ? kk_none : kk_not_implemented;
    /* Importlib itself cannot be found by asking it. */
    Value module = kk_dict_get_name(vm->modules, KK_N(_frozen_importlib));
    if (module == KK_UNSET || module == kk_none)
        return after ? kk_none : kk_not_implemented;
    Value f = kk_getattr(vm, module, KK_N(_import_hooked));
    Value args[] = {name, path == KK_UNSET ? kk_none : path, kk_bool(after)};
    return f == KK_ERROR ? KK_ERROR : kk_call(vm, f, args, 3);
}
