/*
 * attr.c: attribute access: the descriptor protocol, object's own rules.
 *
 * Layer: object.   Tests: tests/types/type/attributes.py, tests/types/type/descriptors.py.
 */
#include "object/attr.h"

#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/shape.h"
#include "object/weak.h"

/* ---- descriptors ---- */

bool kk_attr_is_data_descriptor(Vm *vm, Value v)
{
    if (!kk_ref_is(v) || v == KK_UNSET)
        return false;
    const TypeObj *type = kk_type_of(v);
    if ((type->flags & TYPE_HEAP) == 0 || kk_rare_of(type->native->slots)->set != NULL)
        return kk_rare_of(type->slots)->set != NULL;
    return kk_class_attr(vm, type, KK_N(__set__)) != KK_UNSET ||
           kk_class_attr(vm, type, KK_N(__delete__)) != KK_UNSET;
}

bool kk_attr_has_get(Vm *vm, Value v)
{
    if (!kk_ref_is(v))
        return false;
    const TypeObj *type = kk_type_of(v);
    if (kk_rare_of(type->slots)->get != NULL)
        return true;
    return (type->flags & TYPE_HEAP) != 0 && kk_class_attr(vm, type, KK_N(__get__)) != KK_UNSET;
}

/* ---- lookup ---- */

static intptr_t classify(Vm *vm, Value raw)
{
    if (kk_attr_is_method(raw))
        return CACHE_CLASS_METHOD;
    return raw == KK_UNSET || !kk_attr_has_get(vm, raw) ? CACHE_CLASS_VALUE : CACHE_CLASS_OTHER;
}

/* Where an instance of this shape has the attribute, as in a cache entry; -1: it has none. */
static intptr_t instance_word(const ShapeObj *shape, Value name)
{
    if (kk_shape_is_dict(shape))
        return CACHE_GENERAL;
    size_t i = kk_shape_find(shape, name);
    if (i == SIZE_MAX)
        return -1;
    if (shape->count <= shape->desc.nslots || i + 1 < shape->desc.nslots)
        return (intptr_t)(shape->desc.layout->words + i);
    return CACHE_FAR - (intptr_t)(i + 1 - shape->desc.nslots);
}

/*
 * Attribute access of such instances is replaced as a whole: no entry may let anybody go past it. CACHE_CLASS_OTHER
 * does not, as it leaves everything to kk_getattr.
 */
static bool is_hooked(const TypeObj *type)
{
    return kk_rare_of(type->slots)->getattr != NULL || (type->flags & TYPE_HAS_GETATTRIBUTE) != 0;
}

const CacheEntry *kk_attr_lookup(Vm *vm, const Desc *desc, Value name)
{
    const CacheEntry *entry = kk_cache_find_load(vm, desc, name);
    if (entry != NULL)
        return entry;
    const TypeObj *type = KK_OBJ(const TypeObj, desc->type);
    Value raw = kk_type_lookup(vm, type, name);
    intptr_t slot = classify(vm, raw);
    if (kk_shape_is(desc) && (slot != CACHE_CLASS_OTHER || !kk_attr_is_data_descriptor(vm, raw))) {
        intptr_t word = instance_word((const ShapeObj *)desc, name);
        if (word != -1) {
            slot = word;
            raw = word == CACHE_GENERAL ? raw : KK_UNSET;
        }
    }
    bool own = slot >= 0 || slot <= CACHE_FAR || slot == CACHE_GENERAL, hooked = is_hooked(type);
    if (hooked && !own)
        slot = CACHE_CLASS_OTHER;
    CacheEntry found = {desc, name, raw, slot};
    bool changes = kk_attr_is_changing(vm, name) && (type->flags & TYPE_HEAP) != 0 && slot > CACHE_FAR && slot < 0 &&
                   slot != CACHE_CLASS_METHOD;
    if (KK_LIKELY(!changes && !(hooked && own)))
        return kk_attr_remember(vm, found);
    vm->apart = found;
    return &vm->apart;
}

/* ---- object.__getattribute__ and object.__setattr__ ---- */

/* KK_UNSET with nothing pending: no such attribute. */
static Value generic_get_opt(Vm *vm, Value obj, Value name)
{
    const Desc *desc = kk_desc_of(obj);
    CacheEntry entry = *kk_attr_lookup(vm, desc, name);
    if (entry.slot >= 0)
        return ((Value *)obj)[entry.slot];
    if (entry.slot <= CACHE_FAR)
        return *kk_attr_far(obj, desc, entry.slot);
    if (entry.slot == CACHE_GENERAL) {
        Value own = kk_instance_get(obj, name);
        if (own != KK_UNSET)
            return own;
        if (entry.value == KK_UNSET)
            return KK_UNSET;
    } else if (entry.slot == CACHE_CLASS_VALUE) {
        return entry.value;
    } else if (entry.slot == CACHE_CLASS_METHOD) {
        return kk_method_new(vm, entry.value, obj);
    }
    if (entry.value == KK_UNSET)
        return KK_UNSET;
    return kk_attr_bind(vm, entry.value, obj, KK_OBJ(const TypeObj, desc->type));
}

Value kk_attr_missing(Vm *vm, Value obj, Value name)
{
    Value error;
    if (kk_type_is(obj))
        kk_raise(vm, KK_AttributeError, "type object '%N' has no attribute '%V'", KK_OBJ(const TypeObj, obj), name);
    else if (kk_desc_is(obj, &kk_type_module))
        kk_raise(vm, KK_AttributeError,
                 kk_import_is_loading(vm, obj) ? "partially initialized module '%V' has no attribute '%V' "
                                                 "(most likely due to a circular import)"
                                               : "module '%V' has no attribute '%V'",
                 KK_OBJ(ModuleObj, obj)->name, name);
    else
        kk_raise(vm, KK_AttributeError, "'%T' object has no attribute '%V'", obj, name);
    error = vm->pending;
    if (kk_desc_is(error, &kk_type_AttributeError))
        kk_exc_set_name(vm, error, name, obj);
    return KK_ERROR;
}

Value kk_attr_generic_get(Vm *vm, Value obj, Value name)
{
    Value v = generic_get_opt(vm, obj, name);
    if (v == KK_UNSET && !kk_vm_failed(vm))
        return kk_attr_missing(vm, obj, name);
    return v;
}

Value kk_attr_name(Vm *vm, Value v)
{
    Value str = kk_as_kind(v, KIND_STR);
    return str != KK_UNSET ? kk_intern_str(vm, str)
                           : kk_raise(vm, KK_TypeError, "attribute name must be string, not '%T'", v);
}

bool kk_attr_set_by(Vm *vm, Value raw, Value obj, Value value)
{
    const TypeObj *type = kk_type_of(raw);
    if ((type->flags & TYPE_HEAP) == 0 && kk_rare_of(type->slots)->set != NULL)
        return kk_rare_of(type->slots)->set(vm, raw, obj, value);
    Value args[] = {obj, value};
    bool found;
    Value name = value == KK_UNSET ? KK_N(__delete__) : KK_N(__set__);
    Value result = kk_call_special(vm, raw, name, args, value == KK_UNSET ? 1 : 2, &found);
    if (!found)
        return kk_raise_false(vm, KK_AttributeError, "%V", name);
    return result != KK_ERROR;
}

/* The object takes no attribute of that name: says why as CPython does. */
static bool refuse_set(Vm *vm, Value obj, Value name, Value raw)
{
    if (raw == KK_UNSET) {
        (void)kk_attr_missing(vm, obj, name);
        return false;
    }
    return kk_raise_false(vm, KK_AttributeError, "'%T' object attribute '%V' is read-only", obj, name);
}

bool kk_attr_generic_set(Vm *vm, Value obj, Value name, Value value)
{
    const Desc *desc = kk_desc_of(obj);
    const TypeObj *type = KK_OBJ(const TypeObj, desc->type);
    Value raw = kk_class_attr(vm, type, name);
    if (raw != KK_UNSET && kk_attr_is_data_descriptor(vm, raw))
        return kk_attr_set_by(vm, raw, obj, value);
    if (!kk_shape_is(desc) || ((type->flags & TYPE_SLOTS_ONLY) != 0 && !(raw != KK_UNSET && kk_desc_is(raw, &kk_type_member))))
        return refuse_set(vm, obj, name, raw);
    bool found;
    if (!kk_instance_set(vm, obj, name, value, &found))
        return false;
    if (found)
        return true;
    if (raw != KK_UNSET && kk_desc_is(raw, &kk_type_member))
        return kk_raise_false(vm, KK_AttributeError, "%V", name);
    (void)kk_attr_missing(vm, obj, name);
    return false;
}

/* ---- any object ---- */

/* __getattr__ after everything else has failed with AttributeError (or found nothing). */
KK_MUST_CHECK static Value call_getattr_hook(Vm *vm, Value obj, Value name)
{
    bool found;
    if (kk_vm_failed(vm) && !kk_pending_clear(vm, KK_AttributeError))
        return KK_ERROR;
    return kk_call_special(vm, obj, KK_N(__getattr__), &name, 1, &found);
}

static Value class_instance_get(Vm *vm, Value obj, Value name, const TypeObj *type)
{
    Value v;
    if (type->flags & TYPE_HAS_GETATTRIBUTE) {
        bool found;
        v = kk_call_special(vm, obj, KK_N(__getattribute__), &name, 1, &found);
    } else if (kk_rare_of(type->slots)->getattr != NULL) {
        v = kk_rare_of(type->slots)->getattr(vm, obj, name);
    } else {
        v = generic_get_opt(vm, obj, name);
    }
    if (v == KK_UNSET && (type->flags & TYPE_HAS_GETATTR) != 0)
        return call_getattr_hook(vm, obj, name);
    return v;
}

/* KK_UNSET: absent (nothing pending or an AttributeError pending), or another error pending. */
static Value get_any(Vm *vm, Value obj, Value name)
{
    const TypeObj *type = kk_type_of(obj);
    if (type->flags & TYPE_HEAP)
        return class_instance_get(vm, obj, name, type);
    if (kk_rare_of(type->slots)->getattr != NULL)
        return kk_rare_of(type->slots)->getattr(vm, obj, name);
    return generic_get_opt(vm, obj, name);
}

Value kk_getattr(Vm *vm, Value obj, Value name)
{
    Value v = get_any(vm, obj, name);
    if (v == KK_UNSET && !kk_vm_failed(vm))
        return kk_attr_missing(vm, obj, name);
    /* An AttributeError of __getattr__ learns what it is about, for the sake of suggestions. */
    if (KK_WORD_BITS == 64 && v == KK_UNSET && kk_desc_is(vm->pending, KK_AttributeError) &&
        !kk_exc_has_name(vm->pending))
        kk_exc_set_name(vm, vm->pending, name, obj);
    return v;
}

Value kk_getattr_opt(Vm *vm, Value obj, Value name)
{
    Value v = get_any(vm, obj, name);
    if (v == KK_UNSET && kk_vm_failed(vm))
        (void)kk_pending_clear(vm, KK_AttributeError);
    return v;
}

/* A store that went into a slot inside the instance, without any hook, can be repeated blindly. */
static void remember_store(Vm *vm, const Desc *before, Value obj, Value name)
{
    const ShapeObj *after = (const ShapeObj *)kk_header(obj);
    Value raw = kk_class_attr(vm, KK_OBJ(const TypeObj, before->type), name);
    if (raw != KK_UNSET && kk_attr_is_data_descriptor(vm, raw))
        return;
    intptr_t word = instance_word(after, name);
    if (word >= 0 || (word <= CACHE_FAR && before == &after->desc))
        kk_attr_remember_store(vm, (CacheEntry){before, name, KK_REF(after), word});
}

bool kk_setattr(Vm *vm, Value obj, Value name, Value value)
{
    const TypeObj *type = kk_type_of(obj);
    if ((type->flags & TYPE_HAS_SETATTR) != 0) {
        Value args[] = {name, value};
        bool found;
        Value hook = value == KK_UNSET ? KK_N(__delattr__) : KK_N(__setattr__);
        return kk_call_special(vm, obj, hook, args, value == KK_UNSET ? 1 : 2, &found) != KK_ERROR;
    }
    if (kk_rare_of(type->slots)->setattr != NULL)
        return kk_rare_of(type->slots)->setattr(vm, obj, name, value);
    const Desc *before = kk_desc_of(obj);
    if (!kk_attr_generic_set(vm, obj, name, value))
        return false;
    if (value != KK_UNSET && kk_shape_is(before))
        remember_store(vm, before, obj, name);
    return true;
}
