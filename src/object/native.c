/*
 * native.c: the tables of what C gives types and modules.
 *
 * Layer: object.   Tests: tests/types/builtin/.
 */
#include "object/func.h"
#include "object/names.h"

static Value name_of(const NativeFn *f)
{
    return KK_REF(kk_rom_names + (kk_rom_word(&f->about) & ((1u << NATIVE_NAME_BITS) - 1)) * sizeof(uintptr_t));
}

Value kk_native_name(const NativeFn *f)
{
    return name_of(f);
}

const TypeObj *kk_native_owner(const NativeFn *f)
{
    const NativeFn *first = f - kk_native_place(f);
    return ((const RomTable *)((const uint8_t *)first - offsetof(RomTable, functions)))->owner;
}

RomAttr kk_native_entry(const RomTable *rom, size_t i)
{
    size_t functions = kk_rom_word(&rom->counts) & 0xFFFF;
    if (i >= functions)
        return rom->constants[i - functions];
    return (RomAttr){kk_native_name(&rom->functions[i]), KK_REF(&rom->functions[i])};
}

/* The hash of a name in flash, which is never absent, with its flags: two names of a table differ above these. */
static uint32_t hash_of(Value name)
{
    return KK_OBJ(const StrObj, name)->hash;
}

/* The one with that name among those from low on, which are sorted by hash; KK_UNSET: there is none. */
static Value find_between(const RomTable *rom, size_t low, size_t high, Value name)
{
    uint32_t hash = hash_of(name);
    while (low < high) {
        size_t middle = (low + high) / 2;
        RomAttr attr = kk_native_entry(rom, middle);
        if (attr.name == name)
            return attr.value;
        if (hash_of(attr.name) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return KK_UNSET;
}

Value kk_native_find(const RomTable *rom, Value name)
{
    size_t functions = kk_rom_word(&rom->counts) & 0xFFFF;
    Value found = find_between(rom, 0, functions, name);
    return found != KK_UNSET ? found : find_between(rom, functions, kk_native_count(rom), name);
}
