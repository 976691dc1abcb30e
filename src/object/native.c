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

static Value name_of_function(const void *row) { return name_of(row); }
static Value name_of_constant(const void *row) { return ((const RomAttr *)row)->name; }

/* The row with that name among n of `size` bytes, which are sorted by hash, or NULL. Inline, as every attribute that is not cached
 * comes here: the compiler makes a loop of each use. */
KK_INLINE const void *find_row(const void *rows, size_t size, size_t n, Value (*name_of_row)(const void *row), Value name)
{
    uint32_t hash = hash_of(name);
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const void *row = (const uint8_t *)rows + middle * size;
        Value found = name_of_row(row);
        if (found == name)
            return row;
        if (hash_of(found) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

Value kk_native_find(const RomTable *rom, Value name)
{
    uintptr_t counts = kk_rom_word(&rom->counts);
    const NativeFn *function = find_row(rom->functions, sizeof(NativeFn), counts & 0xFFFF, name_of_function, name);
    if (function != NULL)
        return KK_REF(function);
    const RomAttr *constant = find_row(rom->constants, sizeof(RomAttr), counts >> 16, name_of_constant, name);
    return constant == NULL ? KK_UNSET : constant->value;
}
