/*
 * frozen.c: importing Python modules that are in the image.
 *
 * Their code and constants are objects in flash and run there: an import makes the namespace, and what the
 * body of the module makes. The code has been compiled for certain numbers of global slots; the namespace
 * gets its names in that order.
 *
 * Layer: runtime.   Tests: tests/runtime/codefile/run_codefile.py, tests/esp8266/.
 */
#include "runtime/frozen.h"

#include "object/code.h"
#include "object/dict.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/list.h"

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
