/*
 * ops_names.c: names that are not found at once: builtins, class bodies, unbound variables.
 *
 * Layer: vm.   Tests: tests/lang/scopes/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/import.h"
#include "object/weak.h"
#include "object/ops.h"
#include "vm/vm_ops.h"

KK_MUST_CHECK static Value name_error(Vm *vm, Value name)
{
    kk_raise(vm, KK_NameError, "name '%V' is not defined", name);
    if (kk_pending_is(vm, KK_NameError))
        kk_exc_set_name(vm, vm->pending, name, KK_UNSET);
    return KK_ERROR;
}

/* A name from the __builtins__ that the globals have, a module or dict; KK_UNSET with nothing pending: they have none. */
static Value load_own_builtin(Vm *vm, Value globals, Value name)
{
    Value own = kk_dict_has_slot(globals, KK_N(lt_builtins)) ? kk_dict_get_name(globals, KK_N(__builtins__)) : KK_UNSET;
    if (own == KK_UNSET || own == vm->builtins)
        return KK_UNSET;
    Value v = KK_UNSET;
    if (kk_is(own, &kk_type_module))
        v = kk_module_get(vm, own, name);
    else if (kk_dict_is(own))
        v = kk_dict_get_name(own, name);
    else if ((v = kk_getitem(vm, own, name)) == KK_ERROR && !kk_pending_clear(vm, KK_KeyError))
        return KK_ERROR;
    return v != KK_UNSET || kk_failed(vm) ? v : name_error(vm, name);
}

/* Stands for the module builtins in the attribute cache: where the module lies shall not decide what a program costs. */
#define BUILTINS ((const Desc *)8)

/* How many names the program has ever added to builtins: slots of namespaces stay. */
KK_INLINE intptr_t own_names(Vm *vm)
{
    return (intptr_t)kk_len_of(KK_OBJ(ModuleObj, vm->builtins)->dict);
}

/* A name from the builtins module, as the globals see it: their __builtins__ if the program set one. */
KK_MUST_CHECK static Value load_builtin(Vm *vm, Value globals, Value name)
{
    if (vm->builtins == KK_UNSET)
        return name_error(vm, name);
    if (KK_UNLIKELY(vm->own_builtins)) {
        Value own = load_own_builtin(vm, globals, name);
        if (own != KK_UNSET || kk_failed(vm))
            return own;
    }
    /*
     * What the ROM table gives is remembered in the attribute cache. It
     * holds as long as the program adds no names of its own to builtins: slot tells their number.
     */
    const CacheEntry *entry = kk_cache_find_load(vm, BUILTINS, name);
    intptr_t own = own_names(vm);
    if (entry != NULL && entry->slot == own)
        return entry->value;
    if (entry != NULL)
        kk_attr_forget(vm, name);
    Value v = kk_module_get(vm, vm->builtins, name);
    if (v == KK_UNSET && !kk_failed(vm)) {
        v = kk_import_global(vm, globals, name);
        if (v != KK_UNSET)
            return v;
    }
    if (v == KK_UNSET && !kk_failed(vm) && name == KK_N(__builtins__))
        return vm->builtins;
    if (v == KK_UNSET)
        return kk_failed(vm) ? KK_ERROR : name_error(vm, name);
    if (!kk_heap_owns(&vm->heap, (const void *)v) &&
        !kk_dict_has_slot(KK_OBJ(ModuleObj, vm->builtins)->dict, name))
        (void)kk_attr_remember(vm, (CacheEntry){BUILTINS, name, v, own});
    return v;
}

Value kk_op_load_global(Vm *vm, Value globals, size_t slot)
{
    Value name = kk_dict_slot_name(globals, slot);
    if (KK_LIKELY(!vm->own_builtins && vm->builtins != KK_UNSET)) {
        const CacheEntry *entry = kk_cache_find_load(vm, BUILTINS, name);
        if (entry != NULL && entry->slot == own_names(vm))
            return entry->value;
    }
    return load_builtin(vm, globals, name);
}

bool kk_op_delete_global(Vm *vm, Value globals, size_t slot)
{
    if (kk_dict_slot_get(globals, slot) == KK_UNSET)
        return name_error(vm, kk_dict_slot_name(globals, slot)) != KK_ERROR;
    return kk_dict_slot_set(vm, globals, slot, KK_UNSET);
}

/* A name in the mapping of a class body or exec: a dict mostly. KK_UNSET: not there, or error. */
static Value look_in_space(Vm *vm, Value space, Value name)
{
    if (kk_dict_is(space))
        return kk_dict_get_name(space, name);
    Value v = kk_getitem(vm, space, name);
    if (v == KK_ERROR)
        (void)kk_pending_clear(vm, KK_KeyError);
    return v;
}

Value kk_op_load_name(Vm *vm, Value space, Value globals, Value name)
{
    Value v = look_in_space(vm, space, name);
    if (v != KK_UNSET || kk_failed(vm))
        return v;
    v = kk_dict_get_name(globals, name);
    return v != KK_UNSET ? v : load_builtin(vm, globals, name);
}

Value kk_op_load_name_free(Vm *vm, Value space, Value name, Value cell)
{
    Value v = look_in_space(vm, space, name);
    if (v != KK_UNSET || kk_failed(vm))
        return v;
    v = KK_OBJ(CellObj, cell)->content;
    if (v != KK_UNSET)
        return v;
    return kk_raise(vm, KK_NameError,
                    "cannot access free variable '%V' where it is not associated with a value in enclosing scope", name);
}

bool kk_op_store_name(Vm *vm, Value space, Value name, Value value)
{
    return kk_dict_is(space) ? kk_dict_set(vm, space, name, value) : kk_setitem(vm, space, name, value);
}

bool kk_op_delete_name(Vm *vm, Value space, Value name)
{
    bool found;
    if (kk_dict_is(space)) {
        if (!kk_dict_delete(vm, space, name, &found))
            return false;
        return found || name_error(vm, name) != KK_ERROR;
    }
    if (kk_setitem(vm, space, name, KK_UNSET))
        return true;
    return kk_pending_clear(vm, KK_KeyError) && name_error(vm, name) != KK_ERROR;
}

bool kk_op_annotate(Vm *vm, Value space, Value globals, Value name, Value value)
{
    Value in = space == KK_UNSET ? globals : space;
    Value annotations = look_in_space(vm, in, KK_N(__annotations__));
    if (annotations == KK_UNSET) {
        const CodeObj *code = KK_OBJ(const CodeObj, KK_OBJ(FunctionObj, vm->base[-3])->code);
        /* A class that annotates has begun with them. */
        if (!kk_failed(vm) && value != KK_UNSET && (kk_code_flags(code) & (CODE_NAMESPACE | CODE_MODULE)) == CODE_NAMESPACE)
            return name_error(vm, KK_N(__annotations__)) != KK_ERROR;
        if (kk_failed(vm) || (annotations = kk_dict_new(vm, 1)) == KK_ERROR ||
            !kk_op_store_name(vm, in, KK_N(__annotations__), annotations))
            return false;
    }
    return value == KK_UNSET || kk_setitem(vm, annotations, name, value);
}

/* ---- unbound variables ---- */

Value kk_op_unbound_local(Vm *vm, Value name)
{
    if (name == KK_UNSET)
        return kk_raise(vm, &kk_type_UnboundLocalError, "cannot access local variable where it is not associated with a value");
    return kk_raise(vm, &kk_type_UnboundLocalError,
                    "cannot access local variable '%V' where it is not associated with a value", name);
}

Value kk_op_unbound_free(Vm *vm, const FunctionObj *function, size_t i)
{
    const CodeObj *code = KK_OBJ(const CodeObj, function->code);
    Value name = code->consts[kk_code_nlocals(code) + i];
    return kk_raise(vm, KK_NameError,
                    "cannot access free variable '%V' where it is not associated with a value in enclosing scope", name);
}

bool kk_op_delete_free(Vm *vm, const FunctionObj *function, size_t i)
{
    CellObj *cell = KK_OBJ(CellObj, function->cells[i]);
    if (cell->content == KK_UNSET)
        return kk_op_unbound_free(vm, function, i) != KK_ERROR;
    cell->content = KK_UNSET;
    return true;
}
