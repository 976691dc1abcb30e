/*
 * memory.c: numbers in memory, in either order of bytes, and bit fields in them.
 *
 * What is aligned is one access of its size: registers count accesses. Registers, IRAM and flash of the ESP8266 answer
 * only whole words: there less is cut out of a word, and storing is a read, a change and a write of the word.
 *
 * Layer: modules.   Tests: tests/modules/uctypes/.
 */
#include "modules/uctypes/uctypes.h"
#include "types/number.h"

size_t kk_uctypes_type_size(uint32_t type)
{
    if (type >= UC_FLOAT32)
        return type == UC_FLOAT32 ? 4 : 8;
    return (size_t)1 << (type >= UC_BFUINT8 ? type - UC_BFUINT8 : type) / 2;
}

static bool words_only(uintptr_t address)
{
    enum { DRAM = 0x3FFE8000, DRAM_END = 0x40000000 };
    return KK_FLASH_WORDS_ONLY && (address < DRAM || address >= DRAM_END);
}

static uint8_t load_byte(uintptr_t address)
{
    if (words_only(address))
        return (uint8_t)(*(const volatile uint32_t *)(address & ~(uintptr_t)3) >> (address & 3) * 8);
    return *(const volatile uint8_t *)address;
}

static void store_byte(uintptr_t address, uint8_t byte)
{
    if (!words_only(address)) {
        *(volatile uint8_t *)address = byte;
        return;
    }
    volatile uint32_t *word = (volatile uint32_t *)(address & ~(uintptr_t)3);
    unsigned shift = (unsigned)(address & 3) * 8;
    *word = (*word & ~((uint32_t)255 << shift)) | (uint32_t)byte << shift;
}

/* All targets store low bytes first. */
static uint64_t load(uintptr_t address, size_t size, bool big)
{
    uint64_t x = 0;
    bool whole = address % size == 0 && size <= 4 && (size == 4 || !words_only(address));
    if (whole && !big) {
        if (size == 4)
            return *(const volatile uint32_t *)address;
        return size == 2 ? *(const volatile uint16_t *)address : *(const volatile uint8_t *)address;
    }
    for (size_t i = 0; i < size; i++)
        x |= (uint64_t)load_byte(address + i) << 8 * (big ? size - 1 - i : i);
    return x;
}

static void store(uintptr_t address, size_t size, bool big, uint64_t x)
{
    bool whole = address % size == 0 && size <= 4 && (size == 4 || !words_only(address));
    if (whole && !big) {
        if (size == 4)
            *(volatile uint32_t *)address = (uint32_t)x;
        else if (size == 2)
            *(volatile uint16_t *)address = (uint16_t)x;
        else
            *(volatile uint8_t *)address = (uint8_t)x;
        return;
    }
    for (size_t i = 0; i < size; i++)
        store_byte(address + i, (uint8_t)(x >> 8 * (big ? size - 1 - i : i)));
}

/* x of so many bits as a signed number. */
static int64_t extend(uint64_t x, unsigned bits)
{
    uint64_t sign = (uint64_t)1 << (bits - 1);
    return bits == 0 ? 0 : (int64_t)((x ^ sign) - sign);
}

Value kk_uctypes_load(Vm *vm, uintptr_t address, const UctypesField *field, uintptr_t layout)
{
    size_t size = kk_uctypes_type_size(field->type);
    uint64_t x = load(address, size, layout == UC_BIG);
    if (field->type >= UC_BFUINT8 && field->type <= UC_BFINT32) {
        x = x >> field->bit & (((uint64_t)1 << field->bits) - 1);
        return field->type % 2 == 0 ? kk_int_new_u64(vm, x) : kk_int_new64(vm, extend(x, field->bits));
    }
    if (field->type == UC_FLOAT32) {
        uint32_t bits = (uint32_t)x;
        float single;
        memcpy(&single, &bits, sizeof single);
        return kk_float_new(vm, (KkFloat)single);
    }
    if (field->type == UC_FLOAT64) {
        double wide;
        memcpy(&wide, &x, sizeof wide);
        return kk_float_new(vm, (KkFloat)wide);
    }
    return field->type % 2 == 0 ? kk_int_new_u64(vm, x) : kk_int_new64(vm, extend(x, (unsigned)size * 8));
}

bool kk_uctypes_store(Vm *vm, uintptr_t address, const UctypesField *field, uintptr_t layout, Value v)
{
    size_t size = kk_uctypes_type_size(field->type);
    bool big = layout == UC_BIG;
    uint64_t x = 0;
    if (field->type >= UC_FLOAT32) {
        KkFloat number;
        if (!kk_float_arg(vm, v, &number))
            return false;
        float single = (float)number;
        double wide = (double)number;
        if (field->type == UC_FLOAT32) {
            uint32_t bits;
            memcpy(&bits, &single, sizeof bits);
            x = bits;
        } else {
            memcpy(&x, &wide, sizeof x);
        }
        store(address, size, big, x);
        return true;
    }
    Value i = kk_index_int(vm, v);
    if (i == KK_ERROR)
        return false;
    x = kk_int_bits(i);
    if (field->type >= UC_BFUINT8) {
        uint64_t mask = (((uint64_t)1 << field->bits) - 1) << field->bit;
        x = (load(address, size, big) & ~mask) | (x << field->bit & mask);
    }
    store(address, size, big, x);
    return true;
}
