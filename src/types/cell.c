/*
 * cell.c: the variables that functions share: __closure__ shows them.
 *
 * Layer: types.   Tests: tests/types/cell/.
 */
#include "base/numtext.h"
#include "object/error.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/vm.h"

Value kk_cell_new(Vm *vm, Value content)
{
    Value cell = kk_object_new_compact(vm, KK_HEADER(KIND_CELL, 0), sizeof(CellObj));
    if (cell != KK_ERROR)
        KK_OBJ(CellObj, cell)->content = content;
    return cell;
}

KK_GETTER(cell, cell_contents)
Value kk_cell_contents(Vm *vm, Value self)
{
    Value content = KK_OBJ(CellObj, self)->content;
    return content != KK_UNSET ? content : kk_raise(vm, KK_ValueError, "Cell is empty");
}

KK_SETTER(cell, cell_contents)
bool kk_cell_set_contents(Vm *vm, Value self, Value value)
{
    KK_OBJ(CellObj, self)->content = value;
    return true;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (kw != KK_UNSET && args.n == 0)
        return kk_raise(vm, KK_TypeError, "cell() takes no keyword arguments");
    if (args.n > 1)
        return kk_raise(vm, KK_TypeError, "cell expected at most 1 argument, got %zu", args.n);
    return kk_cell_new(vm, kk_arg(args, 0, KK_UNSET));
}

/* Cells compare by what they hold; an empty one is less than any other. */
static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_kind_is(a, KIND_CELL) || !kk_kind_is(b, KIND_CELL))
        return kk_not_implemented;
    Value x = KK_OBJ(CellObj, a)->content, y = KK_OBJ(CellObj, b)->content;
    if (x != KK_UNSET && y != KK_UNSET)
        return kk_compare(vm, x, y, op);
    return kk_compare(vm, KK_INT(x != KK_UNSET), KK_INT(y != KK_UNSET), op);
}

static Value repr(Vm *vm, Value self)
{
    char digits[KK_NUMTEXT_INT_MAX];
    Value content = KK_OBJ(CellObj, self)->content;
    if (!kk_heap_pin(&vm->heap, self) || !kk_heap_pin(&vm->heap, content))
        return kk_raise_memory(vm);
    int n = (int)kk_numtext_uint_put((uintptr_t)self, 16, digits);
    if (content == KK_UNSET)
        return kk_format_message(vm, "<cell at 0x%.*s: empty>", n, digits);
    char address[KK_NUMTEXT_INT_MAX];
    int m = (int)kk_numtext_uint_put((uintptr_t)content, 16, address);
    return kk_format_message(vm, "<cell at 0x%.*s: %T object at 0x%.*s>", n, digits, content, m, address);
}

static const Layout cell_layout = {2, 1u << 1, TAIL_NONE, 0};
static const TypeSlots cell_slots = {.make = make, .repr = repr, .compare = compare};
KK_TYPE(cell, object) = {
    KK_TYPE_HEAD(cell, object, &cell_layout, TYPE_FINAL),
    .slots = &cell_slots,
};
