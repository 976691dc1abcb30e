/*
 * m_uctypes.c: the module uctypes: structures at any address, as attributes and items.
 *
 * An address is believed: there has to be memory, and it has to stay. addressof() sees to the second half for objects of
 * the heap, which otherwise move: it pins what the address lies in. Who takes the address keeps the object.
 *
 * Layer: modules.   Tests: tests/modules/uctypes/.
 */
#include "modules/uctypes/uctypes.h"
#include "object/dict.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/dict_holder.h"
#include "types/keywords.h"
#include "types/tuple.h"

KK_MODULE(uctypes)
/* Numbers, because the generated tables know no names of this folder: those of UctypesType and of the layouts. */
_Static_assert(UC_FLOAT64 == 15 && UC_TYPE_SHIFT == 25 && UC_BF_POS_SHIFT == 15 && UC_BF_LEN_SHIFT == 20, "the numbers below");
KK_MODULE_CONST(uctypes, struct, KK_REF(&kk_type_uctypes_struct))
KK_MODULE_CONST(uctypes, BIG_ENDIAN, KK_INT(0))
KK_MODULE_CONST(uctypes, LITTLE_ENDIAN, KK_INT(1))
KK_MODULE_CONST(uctypes, NATIVE, KK_INT(2))
KK_MODULE_CONST(uctypes, VOID, KK_INT(0 << 25))
KK_MODULE_CONST(uctypes, UINT8, KK_INT(0 << 25))
KK_MODULE_CONST(uctypes, INT8, KK_INT(1 << 25))
KK_MODULE_CONST(uctypes, UINT16, KK_INT(2 << 25))
KK_MODULE_CONST(uctypes, INT16, KK_INT(3 << 25))
KK_MODULE_CONST(uctypes, UINT32, KK_INT(4 << 25))
KK_MODULE_CONST(uctypes, INT32, KK_INT(5 << 25))
KK_MODULE_CONST(uctypes, UINT64, KK_INT(6 << 25))
KK_MODULE_CONST(uctypes, INT64, KK_INT(7 << 25))
KK_MODULE_CONST(uctypes, SHORT, KK_INT(3 << 25))
KK_MODULE_CONST(uctypes, USHORT, KK_INT(2 << 25))
KK_MODULE_CONST(uctypes, INT, KK_INT(5 << 25))
KK_MODULE_CONST(uctypes, UINT, KK_INT(4 << 25))
KK_MODULE_CONST(uctypes, LONG, KK_INT((KK_WORD_BITS == 64 ? 7 : 5) << 25))
KK_MODULE_CONST(uctypes, ULONG, KK_INT((KK_WORD_BITS == 64 ? 6 : 4) << 25))
KK_MODULE_CONST(uctypes, LONGLONG, KK_INT(7 << 25))
KK_MODULE_CONST(uctypes, ULONGLONG, KK_INT(6 << 25))
KK_MODULE_CONST(uctypes, FLOAT32, KK_INT(14 << 25))
KK_MODULE_CONST(uctypes, FLOAT64, KK_INT(15 << 25))
KK_MODULE_CONST(uctypes, BFUINT8, KK_INT(8 << 25))
KK_MODULE_CONST(uctypes, BFINT8, KK_INT(9 << 25))
KK_MODULE_CONST(uctypes, BFUINT16, KK_INT(10 << 25))
KK_MODULE_CONST(uctypes, BFINT16, KK_INT(11 << 25))
KK_MODULE_CONST(uctypes, BFUINT32, KK_INT(12 << 25))
KK_MODULE_CONST(uctypes, BFINT32, KK_INT(13 << 25))
KK_MODULE_CONST(uctypes, BF_POS, KK_INT(15))
KK_MODULE_CONST(uctypes, BF_LEN, KK_INT(20))
KK_MODULE_CONST(uctypes, PTR, KK_INT(2 << 25))
KK_MODULE_CONST(uctypes, ARRAY, KK_INT(1 << 25))

static UctypesObj *struct_of(Value v) { return KK_OBJ(UctypesObj, v); }

/* ---- descriptors ---- */

bool kk_uctypes_number(Vm *vm, Value v, UctypesField *field)
{
    int64_t n;
    if (!kk_int_is(v) || !kk_int_to64(v, &n) || n < 0 || n >= (int64_t)16 << UC_TYPE_SHIFT)
        return kk_raise_false(vm, KK_TypeError, "syntax error in uctypes descriptor");
    *field = (UctypesField){(uint32_t)(n >> UC_TYPE_SHIFT), (uint32_t)n & ((1u << UC_TYPE_SHIFT) - 1), 0, 0};
    if (field->type >= UC_BFUINT8 && field->type <= UC_BFINT32) {
        field->bit = (uint32_t)n >> UC_BF_POS_SHIFT & 31;
        field->bits = (uint32_t)n >> UC_BF_LEN_SHIFT & 31;
        field->offset &= (1u << UC_BF_POS_SHIFT) - 1;
        /* 32 bits do not fit into five: they are 0. */
        field->bits = field->bits == 0 ? 32 : field->bits;
        size_t all = kk_uctypes_type_size(field->type) * 8;
        if (field->bit >= all)
            return kk_raise_false(vm, KK_TypeError, "syntax error in uctypes descriptor");
        if (field->bits > all - field->bit)
            field->bits = (uint32_t)(all - field->bit);
    }
    return true;
}

/* A dict or an OrderedDict as the dict; KK_UNSET: it is none. */
static Value dict_of(Value v) { return kk_as_kind(v, KIND_DICT); }

/* The tuple of an array (offset, count|TYPE), (offset, count, item), of a pointer (offset, TYPE), (offset, item) or of a
 * structure (offset, dict). */
KK_MUST_CHECK static bool tuple_parts(Vm *vm, Value tuple, UctypesField *head, Value *second, Value *third)
{
    size_t n = kk_tuple_len(tuple);
    if (n < 2 || n > 3)
        return kk_raise_false(vm, KK_TypeError, "syntax error in uctypes descriptor");
    *second = kk_tuple_at(tuple, 1);
    *third = n == 3 ? kk_tuple_at(tuple, 2) : KK_UNSET;
    if (!kk_uctypes_number(vm, kk_tuple_at(tuple, 0), head))
        return false;
    bool fits = head->type == UC_ARRAY ? (n == 3) == !kk_int_is(n == 3 ? *third : *second)
                : head->type == UC_PTR ? n == 2 : head->type == 0 && n == 2 && dict_of(*second) != KK_UNSET;
    return fits || kk_raise_false(vm, KK_TypeError, "syntax error in uctypes descriptor");
}

/* Size and alignment of the items of an array or what a pointer points to; item: a number's type, or KK_UNSET. */
KK_MUST_CHECK static bool item_size(Vm *vm, Value tuple, uintptr_t layout, size_t *count, Value *item, UctypesField *scalar,
                                    size_t *size, size_t *align)
{
    UctypesField head;
    Value second, third;
    if (!tuple_parts(vm, tuple, &head, &second, &third))
        return false;
    *item = third != KK_UNSET ? third : second;
    *count = 0;
    if (kk_int_is(second)) {
        if (!kk_uctypes_number(vm, second, scalar))
            return false;
        *count = scalar->offset;
    }
    if (kk_int_is(*item)) {
        *size = *align = kk_uctypes_type_size(scalar->type);
        *item = KK_UNSET;
        return true;
    }
    return kk_uctypes_size(vm, *item, layout, size, align);
}

/* The end of a member in its structure, and its alignment. */
KK_MUST_CHECK static bool member_end(Vm *vm, Value member, uintptr_t layout, size_t *end, size_t *align)
{
    UctypesField field;
    if (kk_int_is(member)) {
        if (!kk_uctypes_number(vm, member, &field))
            return false;
        *align = kk_uctypes_type_size(field.type);
        *end = field.offset + *align;
        return true;
    }
    Value tuple = kk_as_kind(member, KIND_TUPLE);
    if (tuple == KK_UNSET || kk_tuple_len(tuple) == 0)
        return kk_raise_false(vm, KK_TypeError, "syntax error in uctypes descriptor");
    if (!kk_uctypes_number(vm, kk_tuple_at(tuple, 0), &field) || !kk_uctypes_size(vm, tuple, layout, end, align))
        return false;
    *end += field.offset;
    return true;
}

/* Of a structure: the end of the member that ends last. */
KK_MUST_CHECK static bool dict_size(Vm *vm, Value dict, uintptr_t layout, size_t *size, size_t *align)
{
    Value key, member;
    size_t at = 0;
    *size = 0;
    *align = 1;
    if (!kk_depth_enter(vm))
        return false;
    bool fine = true;
    while (fine && kk_dict_next(dict, &at, &key, &member)) {
        size_t end, own;
        fine = member_end(vm, member, layout, &end, &own);
        if (fine && end > *size)
            *size = end;
        if (fine && own > *align)
            *align = own;
    }
    kk_depth_leave(vm);
    if (layout == UC_NATIVE)
        *size = (*size + *align - 1) & ~(*align - 1);
    return fine;
}

bool kk_uctypes_size(Vm *vm, Value descriptor, uintptr_t layout, size_t *size, size_t *align)
{
    Value dict = dict_of(descriptor), tuple = kk_as_kind(descriptor, KIND_TUPLE);
    UctypesField head, scalar;
    Value second, third, item;
    size_t count;
    if (dict != KK_UNSET)
        return dict_size(vm, dict, layout, size, align);
    if (tuple == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "syntax error in uctypes descriptor");
    if (!tuple_parts(vm, tuple, &head, &second, &third))
        return false;
    if (head.type == UC_PTR) {
        *size = *align = sizeof(void *);
        return true;
    }
    if (head.type != UC_ARRAY)
        return kk_uctypes_size(vm, second, layout, size, align);
    if (!item_size(vm, tuple, layout, &count, &item, &scalar, size, align))
        return false;
    if (*size != 0 && count > (SIZE_MAX >> 2) / *size)
        return kk_raise_false(vm, KK_OverflowError, "structure is too large");
    *size *= count;
    return true;
}

/* ---- structures ---- */

KK_MUST_CHECK static Value struct_new(Vm *vm, uintptr_t address, Value descriptor, uintptr_t layout)
{
    Value self = kk_object_new(vm, &kk_type_uctypes_struct, 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    *struct_of(self) = (UctypesObj){struct_of(self)->header, descriptor, address, layout};
    return self;
}

KK_MUST_CHECK static bool address_arg(Vm *vm, Value v, uintptr_t *address)
{
    Value i = kk_index_int(vm, v);
    if (i == KK_ERROR)
        return false;
    *address = (uintptr_t)kk_int_bits(i);
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[3] = {KK_N(addr), KK_N(descriptor), KK_N(layout_type)};
    Value given[3];
    uintptr_t address;
    intptr_t layout = UC_NATIVE;
    size_t size, align;
    if (!kk_keywords_bind(vm, "struct", args, kw, names, 3, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET || given[1] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "struct() needs an address and a descriptor");
    if (!address_arg(vm, given[0], &address) || (given[2] != KK_UNSET && !kk_index(vm, given[2], &layout)))
        return KK_ERROR;
    if (layout < UC_BIG || layout > UC_NATIVE)
        return kk_raise(vm, KK_ValueError, "unknown layout");
    /* Checks the descriptor, too. */
    if (!kk_uctypes_size(vm, given[1], (uintptr_t)layout, &size, &align))
        return KK_ERROR;
    return struct_new(vm, address, given[1], (uintptr_t)layout);
}

KK_MUST_CHECK static Value memory_new(Vm *vm, uintptr_t address, size_t size);

/* The member at its place: a number, memory (an array of bytes) or another structure. */
KK_MUST_CHECK static Value load_member(Vm *vm, UctypesObj *s, Value member)
{
    UctypesField field, scalar;
    Value item;
    uintptr_t layout = s->layout, address = s->address;
    if (kk_int_is(member)) {
        return kk_uctypes_number(vm, member, &field) ? kk_uctypes_load(vm, address + field.offset, &field, layout) : KK_ERROR;
    }
    Value tuple = kk_as_kind(member, KIND_TUPLE);
    if (tuple == KK_UNSET || kk_tuple_len(tuple) < 2)
        return kk_raise(vm, KK_TypeError, "syntax error in uctypes descriptor");
    if (!kk_uctypes_number(vm, kk_tuple_at(tuple, 0), &field))
        return KK_ERROR;
    address += field.offset;
    if (field.type == 0)
        return struct_new(vm, address, kk_tuple_at(tuple, 1), layout);
    size_t count, size, align;
    if (field.type == UC_ARRAY) {
        if (!item_size(vm, tuple, layout, &count, &item, &scalar, &size, &align))
            return KK_ERROR;
        if (item == KK_UNSET && scalar.type == UC_UINT8)
            return memory_new(vm, address, count);
    }
    return struct_new(vm, address, tuple, layout);
}

/* The member of that name; KK_UNSET: there is none. */
static Value find_member(Value self, Value name)
{
    Value dict = dict_of(struct_of(self)->descriptor);
    return dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(dict, name);
}

static Value getattr(Vm *vm, Value self, Value name)
{
    Value member = find_member(self, name);
    return member == KK_UNSET ? kk_attr_generic_get(vm, self, name) : load_member(vm, struct_of(self), member);
}

static bool setattr(Vm *vm, Value self, Value name, Value value)
{
    UctypesField field;
    Value member = find_member(self, name);
    if (member == KK_UNSET || value == KK_UNSET)
        return kk_raise_false(vm, KK_AttributeError, "'struct' object has no attribute '%V'", name);
    if (!kk_int_is(member))
        return kk_raise_false(vm, KK_TypeError, "cannot assign to an aggregate");
    return kk_uctypes_number(vm, member, &field) &&
           kk_uctypes_store(vm, struct_of(self)->address + field.offset, &field, struct_of(self)->layout, value);
}

/* Where item `key` of an array, or behind a pointer, is. */
KK_MUST_CHECK static bool item_place(Vm *vm, Value self, Value key, uintptr_t *address, Value *item, UctypesField *scalar)
{
    UctypesObj *s = struct_of(self);
    Value tuple = kk_as_kind(s->descriptor, KIND_TUPLE);
    UctypesField head;
    size_t count, size, align;
    intptr_t i;
    if (tuple == KK_UNSET || !kk_uctypes_number(vm, kk_tuple_at(tuple, 0), &head)) {
        vm->pending = KK_UNSET;
        return kk_raise_false(vm, KK_TypeError, "struct: cannot index");
    }
    if (!item_size(vm, tuple, s->layout, &count, item, scalar, &size, &align) || !kk_index(vm, key, &i))
        return false;
    if (head.type == UC_ARRAY && (i < 0 || (size_t)i >= count))
        return kk_raise_false(vm, KK_IndexError, "struct: index out of range");
    if (head.type != UC_ARRAY && head.type != UC_PTR)
        return kk_raise_false(vm, KK_TypeError, "struct: cannot index");
    uintptr_t begin = s->address;
    if (head.type == UC_PTR)
        memcpy(&begin, (const void *)s->address, sizeof begin);
    *address = begin + (uintptr_t)i * size;
    scalar->offset = 0;
    return true;
}

static Value getitem(Vm *vm, Value self, Value key)
{
    uintptr_t address;
    Value item;
    UctypesField scalar;
    if (!item_place(vm, self, key, &address, &item, &scalar))
        return KK_ERROR;
    uintptr_t layout = struct_of(self)->layout;
    return item == KK_UNSET ? kk_uctypes_load(vm, address, &scalar, layout) : struct_new(vm, address, item, layout);
}

static bool setitem(Vm *vm, Value self, Value key, Value value)
{
    uintptr_t address;
    Value item;
    UctypesField scalar;
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "items of a struct cannot be deleted");
    if (!item_place(vm, self, key, &address, &item, &scalar))
        return false;
    if (item != KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot assign to an aggregate");
    return kk_uctypes_store(vm, address, &scalar, struct_of(self)->layout, value);
}

/* int(pointer) is where it points. */
static Value unary(Vm *vm, UnaryOp op, Value self)
{
    UctypesObj *s = struct_of(self);
    UctypesField head;
    Value tuple = kk_as_kind(s->descriptor, KIND_TUPLE);
    if (op != UN_INT || tuple == KK_UNSET)
        return kk_not_implemented;
    if (!kk_uctypes_number(vm, kk_tuple_at(tuple, 0), &head))
        return KK_ERROR;
    uintptr_t target;
    if (head.type != UC_PTR)
        return kk_not_implemented;
    memcpy(&target, (const void *)s->address, sizeof target);
    return kk_int_new_unsigned(vm, target);
}

static Value repr(Vm *vm, Value self)
{
    UctypesObj *s = struct_of(self);
    UctypesField head = {0};
    Value tuple = kk_as_kind(s->descriptor, KIND_TUPLE);
    if (tuple != KK_UNSET && !kk_uctypes_number(vm, kk_tuple_at(tuple, 0), &head))
        return KK_ERROR;
    Value address = kk_int_new_unsigned(vm, s->address);
    Value text = address == KK_ERROR ? KK_ERROR : kk_format(vm, address, KK_CHAR('x'));
    return text == KK_ERROR ? KK_ERROR
           : kk_format_message(vm, "<struct %s %V>", head.type == UC_ARRAY ? "ARRAY" : head.type == UC_PTR ? "PTR" : "STRUCT", text);
}

static bool buffer(Vm *vm, Value self, Buffer *out)
{
    UctypesObj *s = struct_of(self);
    size_t size, align;
    if (!kk_uctypes_size(vm, s->descriptor, s->layout, &size, &align))
        return false;
    *out = (Buffer){(uint8_t *)s->address, size, 'B', 1, false};
    return true;
}

static const Layout layout = {sizeof(UctypesObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots slots = {
    .make = make, .repr = repr,
    .ops = &(const OpSlots){.getitem = getitem, .setitem = setitem, .unary = unary, .unary_ops = 1u << UN_INT},
    .rare = &(const RareSlots){.getattr = getattr, .setattr = setattr, .buffer = buffer},
};
KK_TYPE(uctypes_struct, object) = {KK_TYPE_HEAD(uctypes_struct, object, &layout, TYPE_FINAL), .slots = &slots};

/* ---- memory as bytes ---- */

typedef struct MemoryObj {
    uintptr_t header; /* &kk_type_uctypes_memory */
    uintptr_t address, size;
} MemoryObj;
extern const TypeObj kk_type_uctypes_memory;

static bool memory_buffer(Vm *vm, Value self, Buffer *out)
{
    MemoryObj *m = KK_OBJ(MemoryObj, self);
    *out = (Buffer){(uint8_t *)m->address, m->size, 'B', 1, false};
    return true;
}

static const Layout memory_layout = {sizeof(MemoryObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots memory_slots = {.rare = &(const RareSlots){.buffer = memory_buffer}};
KK_TYPE(uctypes_memory, object) = {KK_TYPE_HEAD(uctypes_memory, object, &memory_layout, TYPE_FINAL | TYPE_NO_NEW),
                                   .slots = &memory_slots};

/* A memoryview on memory that no object owns. */
KK_MUST_CHECK static Value memory_new(Vm *vm, uintptr_t address, size_t size)
{
    Value memory = kk_object_new(vm, &kk_type_uctypes_memory, 0);
    if (memory == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(MemoryObj, memory)->address = address;
    KK_OBJ(MemoryObj, memory)->size = size;
    return kk_memoryview_new(vm, memory);
}

KK_MUST_CHECK static bool place_arg(Vm *vm, Args args, uintptr_t *address, size_t *size)
{
    intptr_t n;
    if (!address_arg(vm, args.pos[0], address) || !kk_index(vm, args.pos[1], &n))
        return false;
    if (n < 0)
        return kk_raise_false(vm, KK_ValueError, "negative size");
    *size = (size_t)n;
    return true;
}

/* A copy of `size` bytes at the address. */
KK_FUNCTION(uctypes, bytes_at, "(addr, size, /)")
Value kk_uctypes_bytes_at(Vm *vm, Value self, Args args)
{
    uintptr_t address = 0;
    size_t size = 0;
    return place_arg(vm, args, &address, &size) ? kk_bytes_new(vm, (Span){(const uint8_t *)address, size}) : KK_ERROR;
}

/* The `size` bytes at the address themselves, as a memoryview. */
KK_FUNCTION(uctypes, bytearray_at, "(addr, size, /)")
Value kk_uctypes_bytearray_at(Vm *vm, Value self, Args args)
{
    uintptr_t address = 0;
    size_t size = 0;
    return place_arg(vm, args, &address, &size) ? memory_new(vm, address, size) : KK_ERROR;
}

/* ---- addresses and sizes ---- */

typedef struct Search {
    const uint8_t *address;
    void *found;
} Search;

static void see(void *ctx, void *object, size_t bytes)
{
    Search *search = ctx;
    if ((size_t)(search->address - (const uint8_t *)object) < bytes)
        search->found = object;
}

/* The address of an object's bytes, which do not move from now on. */
KK_FUNCTION(uctypes, addressof, "(obj, /)")
Value kk_uctypes_addressof(Vm *vm, Value self, Args args)
{
    Buffer buffer_of;
    if (!kk_buffer_arg(vm, args.pos[0], &buffer_of))
        return KK_ERROR;
    Search search = {buffer_of.at, NULL};
    if (kk_heap_owns(&vm->heap, search.address)) {
        /* The address on the C stack keeps the object where it is meanwhile. */
        kk_heap_walk(&vm->heap, see, &search);
        if (search.found != NULL && !kk_heap_pin(&vm->heap, KK_REF(search.found)))
            return kk_failed(vm) ? KK_ERROR : kk_raise_memory(vm);
    }
    return kk_int_new_unsigned(vm, (uintptr_t)search.address);
}

/* Bytes of a structure, or of one with that descriptor. */
KK_FUNCTION(uctypes, sizeof, "(struct, layout_type=NATIVE, /)")
Value kk_uctypes_sizeof(Vm *vm, Value self, Args args)
{
    Value descriptor = args.pos[0];
    intptr_t wanted = UC_NATIVE;
    size_t size, align;
    if (kk_is(descriptor, &kk_type_uctypes_struct)) {
        if (kk_arg(args, 1, KK_UNSET) != KK_UNSET)
            return kk_raise(vm, KK_TypeError, "a struct has a layout already");
        wanted = (intptr_t)struct_of(args.pos[0])->layout;
        descriptor = struct_of(args.pos[0])->descriptor;
    } else if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &wanted)) {
        return KK_ERROR;
    }
    return kk_uctypes_size(vm, descriptor, (uintptr_t)wanted, &size, &align) ? kk_int_new_unsigned(vm, size) : KK_ERROR;
}
