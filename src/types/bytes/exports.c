/*
 * exports.c: whether a memoryview still keeps a bytearray from changing its length.
 *
 * CPython knows at once when a view is given up. Here a collection has to find out, and a view that
 * only stands in a register as an intermediate result (`bytes(memoryview(b)[2:])`) may look alive
 * long after its statement. So a view counts as held when something has it: a variable, an item, an
 * attribute, another object; intermediate results do not. Should such a view be used later, its
 * bounds are checked as at each access.
 *
 * Layer: types.   Tests: tests/types/memoryview/release.py.
 */
#include "object/code.h"
#include "object/vm.h"
#include "types/bytes/bytearray.h"
#include "types/bytes/memoryview.h"

typedef struct Search {
    Vm *vm;
    Value array;
    bool held;
} Search;

/* v is a view that counts as an export of the array. v may be any word. */
static bool is_export(const Search *s, Value v)
{
    if (!kk_ref_is(v) || !kk_heap_owns(&s->vm->heap, (const void *)v))
        return false;
    const Value *all = (const Value *)KK_OBJ(BlobObj, s->vm->finalisable.at)->at;
    for (size_t i = 0; i < s->vm->finalisable.count; i++) {
        if (all[i] == v)
            return kk_desc_is(v, &kk_type_memoryview) &&
                   KK_OBJ(MemoryviewObj, v)->exporter == s->array &&
                   (KK_OBJ(MemoryviewObj, v)->flags & VIEW_COUNTED);
    }
    return false;
}

static bool has_no_references(uintptr_t header)
{
    if (!kk_header_is_compact(header))
        return false;
    Kind kind = kk_header_kind(header);
    return kind == KIND_BLOB || kind == KIND_STR || kind == KIND_BYTES || kind == KIND_INT ||
           kind == KIND_FLOAT;
}

static void see(void *ctx, void *object, size_t bytes)
{
    Search *s = ctx;
    const Value *words = object;
    if (s->held || has_no_references(words[0]))
        return;
    for (size_t i = 1; i < bytes / sizeof(Value) && !s->held; i++)
        s->held = is_export(s, words[i]);
}

/* Looks at the variables of the running functions; the registers behind them are not looked at. */
static void see_locals(Search *s)
{
    Value code;
    uint32_t line;
    for (size_t level = 0; (code = kk_vm_frame_code(s->vm, level, &line)) != KK_UNSET; level++) {
        const Value *locals = kk_vm_frame_registers(s->vm, level);
        size_t n = kk_code_nlocals(KK_OBJ(const CodeObj, code));
        for (size_t i = 0; i < n && !s->held; i++)
            s->held = is_export(s, locals[i]);
    }
}

bool kk_bytearray_unlocked(Vm *vm, Value self)
{
    BytearrayObj *array = KK_OBJ(BytearrayObj, self);
    if (KK_LIKELY(array->exports == 0))
        return true;
    Search s = {vm, self, false};
    kk_heap_walk(&vm->heap, see, &s);
    if (array->exports == 0)
        return true;
    see_locals(&s);
    if (!s.held)
        return true;
    return kk_raise_false(vm, KK_BufferError,
                          "Existing exports of data: object cannot be re-sized");
}
