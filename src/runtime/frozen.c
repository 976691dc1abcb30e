/*
 * frozen.c: importing Python modules that are in the image.
 *
 * Their code and constants are objects in flash and run there: an import makes the namespace, and what the
 * body of the module makes. The code has been compiled for certain numbers of global slots; the namespace
 * gets its names in that order.
 *
 * Statements that only bind names (tools/lazy.py says which) are not in the body: a function, class or import of
 * such a module is made when its name is looked up and has no value. That is seen where a name would be
 * missing otherwise, so it costs nothing later. Who wants the namespace as a dict gets it complete.
 *
 * Layer: runtime.   Tests: tests/runtime/codefile/run_codefile.py, tests/esp8266/.
 */
#include "runtime/frozen.h"

#include "object/code.h"
#include "object/dict.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/list.h"
#include "types/tuple.h"

/* The whole name of module `name` in the folder: ".frozen/a/b" and "c" are "a.b.c". Not ours: KK_UNSET. */
KK_MUST_CHECK static Value dotted_name(Vm *vm, Span folder, Value name)
{
    Span root = kk_str_span(KK_N(dot_frozen));
    size_t n = root.len;
    if (folder.len < n || !kk_bytes_equal((Span){folder.at, n}, root) ||
        (folder.len > n && kk_rom_byte(folder.at + n) != '/'))
        return KK_UNSET;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    for (size_t i = n + 1; i < folder.len; i++) {
        uint8_t c = kk_rom_byte(folder.at + i);
        if (!kk_strbuf_add_byte(&b, c == '/' ? '.' : c))
            return KK_ERROR;
    }
    if ((folder.len > n && !kk_strbuf_add_byte(&b, '.')) || !kk_strbuf_add(&b, kk_str_span(name)))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

/* __path__ of a frozen package: [".frozen/a/b"]. */
KK_MUST_CHECK static Value package_path(Vm *vm, Span folder, Value name)
{
    Value text = kk_format_message(vm, "%V/%V", kk_str_new(vm, folder), name);
    Value list = text == KK_ERROR ? KK_ERROR : kk_list_new(vm, 1);
    return list != KK_ERROR && kk_list_append(vm, list, text) ? list : KK_ERROR;
}

static const FrozenModule *frozen_called(Value name)
{
    const FrozenModule *m = kk_frozen_modules;
    while (m->name != KK_UNSET && !kk_str_equal(m->name, name))
        m++;
    return m->name == KK_UNSET ? NULL : m;
}

bool kk_frozen_find(Vm *vm, Span folder, Value name, Found *found, bool *there)
{
    *there = false;
    if (kk_frozen_modules[0].name == KK_UNSET)
        return true;
    Value dotted = dotted_name(vm, folder, name);
    if (dotted == KK_UNSET)
        return !kk_failed(vm);
    const FrozenModule *m = frozen_called(dotted);
    if (m == NULL)
        return true;
    *there = true;
    *found = (Found){FOUND_FROZEN, KK_OBJ(const CodeObj, m->code)->filename, KK_UNSET, m};
    if (m->is_package != 0)
        found->path = package_path(vm, folder, name);
    return found->path != KK_ERROR || m->is_package == 0;
}

bool kk_frozen_prepare(Vm *vm, Value module, const FrozenModule *frozen)
{
    Value globals = KK_OBJ(ModuleObj, module)->dict;
    for (size_t i = 0; i < frozen->nslots; i++) {
        size_t slot;
        if (!kk_dict_slot(vm, globals, frozen->slots[i], &slot))
            return false;
        KK_ASSERT(slot == i);
    }
    return true;
}

bool kk_frozen_run(Vm *vm, Value module, const FrozenModule *frozen)
{
    return kk_vm_exec(vm, frozen->code, KK_OBJ(ModuleObj, module)->dict, KK_UNSET) != KK_ERROR;
}

/* ---- names that are bound when they are asked for ---- */

/*
 * The frozen module that has this namespace and still has names to bind, or NULL. Its __file__ is the very str in
 * flash until the namespace is complete; its __name__ may be another that it gave itself. @gc never
 */
static const FrozenModule *lazy_of(Value globals)
{
    if (kk_frozen_modules[0].name == KK_UNSET)
        return NULL;
    Value file = kk_dict_get_name(globals, KK_N(__file__));
    const FrozenModule *m = kk_frozen_modules;
    while (m->name != KK_UNSET && KK_OBJ(const CodeObj, m->code)->filename != file)
        m++;
    return m->name != KK_UNSET && m->nlazy != 0 ? m : NULL;
}

/* (module,): import module. (module, level): from module import name. (module, level, attr): ... attr as name. */
KK_MUST_CHECK static Value import_lazy(Vm *vm, Value globals, Value name, Value how)
{
    Value module = kk_tuple_at(how, 0);
    if (kk_tuple_len(how) == 1)
        return kk_import(vm, module, globals, kk_none, 0);
    Value attr = kk_tuple_len(how) == 3 ? kk_tuple_at(how, 2) : name, names = kk_tuple_from(vm, &attr, 1);
    Value from = names == KK_ERROR ? KK_ERROR : kk_import(vm, module, globals, names, kk_smallint_get(kk_tuple_at(how, 1)));
    Value v = from == KK_ERROR ? KK_ERROR : kk_getattr_opt(vm, from, attr);
    return v != KK_UNSET || kk_failed(vm) ? v : kk_import_from_missing(vm, from, attr);
}

/* Binds what the entry is for: a tuple is an import, the code of the name's function gives that, and what is called
 * "<module>" executes a statement of the module. */
KK_MUST_CHECK static bool bind_lazy(Vm *vm, Value globals, Value name, Value how)
{
    Value v = kk_tuple_is(how) ? import_lazy(vm, globals, name, how) : kk_function_new(vm, how, globals);
    if (v == KK_ERROR)
        return false;
    if (!kk_tuple_is(how) && KK_OBJ(const CodeObj, how)->name == KK_N(lt_module))
        return kk_call0(vm, v) != KK_ERROR;
    return kk_dict_set(vm, globals, name, v);
}

Value kk_frozen_lazy(Vm *vm, Value globals, Value name)
{
    const FrozenModule *m = lazy_of(globals);
    size_t i = 0, n = m == NULL ? 0 : 2 * m->nlazy;
    while (i < n && m->lazy[i] != name)
        i += 2;
    if (i == n || !bind_lazy(vm, globals, name, m->lazy[i + 1]))
        return KK_UNSET;
    return kk_dict_get_name(globals, name);
}

bool kk_import_complete(Vm *vm, Value globals)
{
    const FrozenModule *m = kk_dict_is(globals) ? lazy_of(globals) : NULL;
    if (m == NULL)
        return true;
    for (size_t i = 0; i < 2 * m->nlazy; i += 2)
        if (kk_dict_get_name(globals, m->lazy[i]) == KK_UNSET && !bind_lazy(vm, globals, m->lazy[i], m->lazy[i + 1]))
            return false;
    Value file = kk_str_new(vm, kk_str_span(KK_OBJ(const CodeObj, m->code)->filename));
    return file != KK_ERROR && kk_dict_set(vm, globals, KK_N(__file__), file);
}

bool kk_import_lazy_names(Vm *vm, Value globals, Value list)
{
    const FrozenModule *m = lazy_of(globals);
    for (size_t i = 0; m != NULL && i < 2 * m->nlazy; i += 2)
        if (kk_dict_get_name(globals, m->lazy[i]) == KK_UNSET && !kk_list_append(vm, list, m->lazy[i]))
            return false;
    return true;
}
