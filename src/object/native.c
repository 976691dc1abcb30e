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

Value kk_native_find(const RomTable *rom, Value name)
{
    uint32_t hash = hash_of(name);
    uintptr_t counts = kk_rom_word(&rom->counts);
    size_t low = 0, high = counts & 0xFFFF;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const NativeFn *f = &rom->functions[middle];
        Value found = name_of(f);
        if (found == name)
            return KK_REF(f);
        if (hash_of(found) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    low = 0;
    high = counts >> 16;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const RomAttr *attr = &rom->constants[middle];
        if (attr->name == name)
            return attr->value;
        if (hash_of(attr->name) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return KK_UNSET;
}
