/*
 * mem.c: machine.mem8, mem16 and mem32: any address of the chip as an item.
 *
 * Registers, IRAM and flash answer only whole words: there 8 and 16 bits are cut out of the word, and writing them is a
 * read, a change and a write of the word. An address at which there is nothing ends in a crash.
 *
 * Layer: modules.   Tests: tests/esp8266/run_machine.py, tests/modules/machine/run_host.py.
 */
#include "object/ops.h"

typedef struct MemObj {
    uintptr_t header; /* &kk_type_mem */
    uintptr_t bytes;
} MemObj;

static const MemObj mems[] = {{KK_REF(&kk_type_mem), 1}, {KK_REF(&kk_type_mem), 2}, {KK_REF(&kk_type_mem), 4}};

/* Memory as bytes: mem8[address]. */
KK_MODULE_GETTER(machine, mem8)
Value kk_mem_8(Vm *vm, Value module) { return KK_REF(&mems[0]); }

/* Memory as half words: mem16[address]. */
KK_MODULE_GETTER(machine, mem16)
Value kk_mem_16(Vm *vm, Value module) { return KK_REF(&mems[1]); }

/* Memory as words: mem32[address]. */
KK_MODULE_GETTER(machine, mem32)
Value kk_mem_32(Vm *vm, Value module) { return KK_REF(&mems[2]); }

/* The data RAM takes narrow stores: that matters beside words that interrupt handlers change. */
static bool words_only(uintptr_t address)
{
    enum { DRAM = 0x3FFE8000, DRAM_END = 0x40000000 };
    return KK_FLASH_WORDS_ONLY && (address < DRAM || address >= DRAM_END);
}

KK_MUST_CHECK static bool address_arg(Vm *vm, Value self, Value key, uintptr_t *address)
{
    uintptr_t bytes = KK_OBJ(const MemObj, self)->bytes;
    Value i = kk_index_int(vm, key);
    if (i == KK_ERROR)
        return false;
    *address = (uintptr_t)kk_int_bits(i);
    if (*address % bytes != 0)
        return kk_raise_false(vm, KK_ValueError, "address 0x%x is not aligned to %u bytes", (unsigned)*address,
                              (unsigned)bytes);
    return true;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    uintptr_t address, bytes = KK_OBJ(const MemObj, self)->bytes;
    if (!address_arg(vm, self, key, &address))
        return KK_ERROR;
    uint32_t word = *(const volatile uint32_t *)(address & ~(uintptr_t)3) >> (address & 3) * 8;
    return kk_int_new_unsigned(vm, bytes == 4 ? word : word & ((1u << bytes * 8) - 1));
}

/* Stores to part of a word. */
static void store_part(uintptr_t address, uintptr_t bytes, uint32_t bits)
{
    if (!words_only(address)) {
        if (bytes == 1)
            *(volatile uint8_t *)address = (uint8_t)bits;
        else
            *(volatile uint16_t *)address = (uint16_t)bits;
        return;
    }
    volatile uint32_t *word = (volatile uint32_t *)(address & ~(uintptr_t)3);
    unsigned shift = (unsigned)(address & 3) * 8;
    uint32_t mask = ((1u << bytes * 8) - 1) << shift;
    *word = (*word & ~mask) | (bits << shift & mask);
}

static bool setitem(Vm *vm, Value self, Value key, Value value)
{
    uintptr_t address, bytes = KK_OBJ(const MemObj, self)->bytes;
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "memory cannot be deleted");
    Value i = kk_index_int(vm, value);
    if (i == KK_ERROR || !address_arg(vm, self, key, &address))
        return false;
    uint32_t bits = (uint32_t)kk_int_bits(i);
    if (bytes == 4)
        *(volatile uint32_t *)address = bits;
    else
        store_part(address, bytes, bits);
    return true;
}

static Value repr(Vm *vm, Value self)
{
    return kk_format_message(vm, "<%u-bit memory>", (unsigned)KK_OBJ(const MemObj, self)->bytes * 8);
}

static const Layout layout = {sizeof(MemObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots slots = {
    .repr = repr, .ops = &(const OpSlots){.getitem = getitem, .setitem = setitem},
};
KK_TYPE(mem, object) = {KK_TYPE_HEAD(mem, object, &layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &slots};
