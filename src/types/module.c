/*
 * module.c: module objects.
 *
 * A module's attributes are in its namespace and, for a native one, in a table in flash, which the
 * namespace hides where both have the name. What is in flash, and its __name__, takes no memory until somebody asks for
 * the module's __dict__. Functions in flash are given as they are; getters are called at each access.
 *
 * Layer: types.   Tests: tests/types/module/.
 */
#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "types/keywords.h"
#include "types/list.h"

static ModuleObj *module_of(Value v) { return KK_OBJ(ModuleObj, v); }

/* Gives a module its name and an empty namespace. */
KK_MUST_CHECK static bool set_up(Vm *vm, Value module, Value name)
{
    Value dict = kk_dict_new(vm, 0);
    bool told = kk_len_of(name) != 0 && module_of(module)->native == NULL;
    if (dict == KK_ERROR || !kk_dict_make_namespace(vm, dict) || (told && !kk_dict_set(vm, dict, KK_N(__name__), name)))
        return false;
    module_of(module)->name = name;
    module_of(module)->dict = dict;
    return true;
}

Value kk_module_new(Vm *vm, Value name, const NativeModule *native)
{
    Value module = kk_object_new(vm, &kk_type_module, 0);
    if (module == KK_ERROR)
        return KK_ERROR;
    module_of(module)->native = native;
    return set_up(vm, module, name) ? module : KK_ERROR;
}

/* The value of a table entry: a getter is asked. */
KK_MUST_CHECK static Value rom_value(Vm *vm, Value module, Value value)
{
    if (kk_desc_is(value, &kk_type_native_property))
        return KK_OBJ(const NativeProperty, value)->get(vm, module);
    return value;
}

Value kk_module_get(Vm *vm, Value module, Value name)
{
    ModuleObj *m = module_of(module);
    Value value = m->dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(m->dict, name);
    if (value != KK_UNSET || m->native == NULL)
        return value;
    value = kk_native_find(m->native->rom, name);
    if (value == KK_UNSET)
        return name == KK_N(__name__) ? m->name : KK_UNSET;
    return rom_value(vm, module, value);
}

/* A native module that the program gave fewer names of its own, and its first attributes in the cache. */
#define OWN_BITS 8

/*
 * What the table of a native module gives is remembered in the attribute cache, under the address of its declaration: where the
 * module lies shall not decide what a program costs. It holds as long as the module has no other names of its own: slots of
 * namespaces stay. This tells their number, and which of two modules with the same declaration it is about.
 */
static intptr_t state_of(const ModuleObj *m)
{
    return (intptr_t)(m->dict << OWN_BITS | kk_len_of(m->dict));
}

static Value get(Vm *vm, Value module, Value name)
{
    const ModuleObj *m = module_of(module);
    if (m->native == NULL)
        return kk_module_get(vm, module, name);
    const CacheEntry *entry = kk_cache_find_load(vm, (const Desc *)m->native, name);
    intptr_t state = state_of(m);
    if (entry != NULL && entry->slot == state)
        return entry->value;
    Value value = kk_module_get(vm, module, name);
    if (value != KK_UNSET && kk_len_of(m->dict) >> OWN_BITS == 0 && !kk_dict_has_slot(m->dict, name) &&
        kk_native_find(m->native->rom, name) == value)
        (void)kk_attr_remember(vm, (CacheEntry){(const Desc *)m->native, name, value, state_of(m)});
    return value;
}

/* What every module has, even when nobody has set it. */
static Value default_attribute(Value module, Value name)
{
    if (name == KK_N(__doc__) || name == KK_N(__loader__) || name == KK_N(__spec__))
        return kk_none;
    if (name == KK_N(__package__))
        return module_of(module)->native != NULL ? KK_N(empty) : kk_none;
    return KK_UNSET;
}

/* A class that derives from module may have properties, and every module has a __class__: they go before what the
 * module holds. KK_UNSET: no such attribute. */
static Value class_property(Vm *vm, Value self, Value name)
{
    const TypeObj *type = kk_type_of(self);
    if ((type->flags & TYPE_HEAP) == 0 && name != KK_N(__class__))
        return KK_UNSET;
    Value raw = kk_class_attr(vm, type, name);
    return raw != KK_UNSET && kk_attr_is_data_descriptor(vm, raw) ? raw : KK_UNSET;
}

static Value getattr(Vm *vm, Value self, Value name)
{
    Value property = class_property(vm, self, name);
    if (property != KK_UNSET && name != KK_N(__dict__))
        return kk_attr_bind(vm, property, self, kk_type_of(self));
    Value value = get(vm, self, name);
    if (value != KK_UNSET || kk_failed(vm))
        return value;
    value = kk_import_attribute(vm, self, name);
    if (value != KK_UNSET || kk_failed(vm))
        return value;
    value = default_attribute(self, name);
    if (value != KK_UNSET)
        return value;
    const TypeObj *type = kk_type_of(self);
    Value raw = kk_class_attr(vm, type, name);
    if (raw != KK_UNSET)
        return kk_attr_bind(vm, raw, self, type);
    Value hook = kk_dict_get_name(module_of(self)->dict, KK_N(__getattr__));
    if (hook == KK_UNSET && module_of(self)->native != NULL)
        hook = kk_native_find(module_of(self)->native->rom, KK_N(__getattr__));
    return hook == KK_UNSET ? KK_UNSET : kk_call1(vm, hook, name);
}

static bool setattr(Vm *vm, Value self, Value name, Value value)
{
    Value dict = module_of(self)->dict;
    if (name == KK_N(__dict__))
        return kk_raise_false(vm, KK_AttributeError, "readonly attribute");
    Value property = class_property(vm, self, name);
    if (property != KK_UNSET)
        return kk_attr_set_by(vm, property, self, value);
    if (value != KK_UNSET)
        return kk_dict_set(vm, dict, name, value);
    bool found;
    if (!kk_import_complete(vm, dict) || !kk_dict_delete(vm, dict, name, &found))
        return false;
    return found || kk_raise_false(vm, KK_AttributeError, "'%T' object has no attribute '%V'", self, name);
}

/* Puts everything that is in flash into the namespace as well. */
KK_MUST_CHECK static bool copy_rom(Vm *vm, Value module)
{
    const NativeModule *native = module_of(module)->native;
    if (native != NULL && kk_dict_get_name(module_of(module)->dict, KK_N(__name__)) == KK_UNSET &&
        !kk_dict_set(vm, module_of(module)->dict, KK_N(__name__), module_of(module)->name))
        return false;
    for (uintptr_t i = 0; native != NULL && i < kk_native_count(native->rom); i++) {
        RomAttr attr = kk_native_entry(native->rom, i);
        if (kk_dict_get_name(module_of(module)->dict, attr.name) != KK_UNSET)
            continue;
        Value value = rom_value(vm, module, attr.value);
        if (value == KK_ERROR || !kk_dict_set(vm, module_of(module)->dict, attr.name, value))
            return false;
    }
    return true;
}

KK_GETTER(module, __dict__)
Value kk_module_dict(Vm *vm, Value self)
{
    return copy_rom(vm, self) && kk_import_complete(vm, module_of(self)->dict) ? module_of(self)->dict : KK_ERROR;
}

/* The names in the namespace and in flash. */
KK_METHOD(module, __dir__, "()")
Value kk_module_dir(Vm *vm, Value self, Args args)
{
    Value dict = module_of(self)->dict;
    if (kk_type_of(self) != &kk_type_module) {
        /* A class of its own may say that its __dict__ is something else. */
        Value own = kk_getattr(vm, self, KK_N(__dict__));
        if (own == KK_ERROR || kk_as_kind(own, KIND_DICT) == KK_UNSET)
            return own == KK_ERROR ? KK_ERROR : kk_raise(vm, KK_TypeError, "<module>.__dict__ is not a dictionary");
    }
    Value hook = kk_dict_get_name(dict, KK_N(__dir__));
    if (hook != KK_UNSET)
        return kk_call0(vm, hook);
    Value list = kk_list_new(vm, kk_dict_len(dict)), name, value;
    if (list == KK_ERROR)
        return KK_ERROR;
    for (size_t at = 0; kk_dict_next(dict, &at, &name, &value);) {
        if (!kk_list_append(vm, list, name))
            return KK_ERROR;
    }
    const NativeModule *native = module_of(self)->native;
    if (native != NULL && kk_dict_get_name(dict, KK_N(__name__)) == KK_UNSET && !kk_list_append(vm, list, KK_N(__name__)))
        return KK_ERROR;
    if (native == NULL && !kk_import_lazy_names(vm, dict, list))
        return KK_ERROR;
    for (uintptr_t i = 0; native != NULL && i < kk_native_count(native->rom); i++) {
        name = kk_native_entry(native->rom, i).name;
        if (kk_dict_get_name(dict, name) == KK_UNSET && !kk_list_append(vm, list, name))
            return KK_ERROR;
    }
    return list;
}

static Value repr(Vm *vm, Value self)
{
    ModuleObj *m = module_of(self);
    Value name = kk_dict_get_name(m->dict, KK_N(__name__));
    Value file = kk_dict_get_name(m->dict, KK_N(__file__));
    if (name == KK_UNSET)
        name = m->name;
    if (m->native != NULL)
        return kk_format_message(vm, "<module %R (built-in)>", name);
    if (file != KK_UNSET && file != kk_none)
        return kk_format_message(vm, "<module %R from %R>", name, file);
    Value loader = kk_dict_get_name(m->dict, KK_N(__loader__));
    if (loader == KK_UNSET)
        loader = kk_import_attribute(vm, self, KK_N(__loader__));
    if (kk_failed(vm))
        return KK_ERROR;
    if (loader != KK_UNSET && loader != kk_none) {
        Value shown = kk_repr(vm, loader);
        return shown == KK_ERROR ? KK_ERROR : kk_format_message(vm, "<module %R (%V)>", name, shown);
    }
    return kk_format_message(vm, "<module %R>", name);
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    Value module = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    return module == KK_ERROR || !set_up(vm, module, KK_N(empty)) ? KK_ERROR : module;
}

static bool init(Vm *vm, Value self, Args args, Value kw)
{
    const Value names[] = {KK_N(name), KK_N(doc)};
    Value given[2];
    if (!kk_keywords_bind(vm, "module", args, kw, names, 2, given))
        return false;
    if (given[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "module() missing required argument 'name' (pos 1)");
    Value name = kk_as_kind(given[0], KIND_STR);
    if (name == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "module() argument 'name' must be str, not %T", given[0]);
    module_of(self)->name = name;
    return kk_dict_set(vm, module_of(self)->dict, KK_N(__name__), given[0]) &&
           (given[1] == KK_UNSET || kk_dict_set(vm, module_of(self)->dict, KK_N(__doc__), given[1]));
}

static const Layout module_layout = {4, 1u << 1 | 1u << 2, TAIL_NONE, 0};
static const TypeSlots module_slots = {
    .make = make, .init = init, .repr = repr,
    .rare = &(const RareSlots){.getattr = getattr, .setattr = setattr},
};
KK_TYPE(module, object) = {
    KK_TYPE_HEAD(module, object, &module_layout, 0),
    .slots = &module_slots,
};
