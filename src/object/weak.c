/*
 * weak.c: objects that the collector watches: native finalisers, __del__, weak references.
 *
 * The lists are tables of Values inside blobs, which the collector does not trace. See weak.h for the order of
 * events.
 *
 * Layer: object.   Tests: tests/types/class/del*.py, tests/modules/weakref/.
 */
#include "object/weak.h"

/* Of an entry: its object has died and waits to be taken. References have two low bits that are 0. */
#define WAITS ((Value)1)

static Value *entries(const WeakList *list)
{
    return list->at == KK_UNSET ? NULL : (Value *)KK_OBJ(BlobObj, list->at)->at;
}

bool kk_weak_add(Vm *vm, WeakList *list, Value object)
{
    size_t cap = list->at == KK_UNSET ? 0 : kk_len_of(list->at) / sizeof(Value);
    if (list->count == cap) {
        Value more = kk_blob_resize(vm, list->at, (cap + cap / 2 + 4) * sizeof(Value));
        if (more == KK_ERROR)
            return false;
        list->at = more;
    }
    entries(list)[list->count++] = object;
    return true;
}

Value kk_weak_take(WeakList *list)
{
    Value *at = entries(list);
    for (size_t i = 0; i < list->count; i++) {
        if ((at[i] & WAITS) == 0)
            continue;
        Value taken = at[i] & ~WAITS;
        list->count--;
        memmove(&at[i], &at[i + 1], (list->count - i) * sizeof(Value));
        return taken;
    }
    return KK_UNSET;
}

void kk_weak_end(WeakList *list)
{
    Value *at = entries(list);
    for (size_t i = 0; i < list->count; i++)
        at[i] |= WAITS;
}

/* ---- after marking ---- */

/* References to the dead are cleared; those whose callback someone can still hear of wait. */
static bool clear_references(WeakList *list, Heap *heap)
{
    Value *at = entries(list);
    bool some = false;
    for (size_t i = 0; i < list->count; i++) {
        WeakRefObj *ref = KK_OBJ(WeakRefObj, at[i] & ~WAITS);
        if ((at[i] & WAITS) != 0 || kk_heap_is_marked(heap, ref->target))
            continue;
        ref->target = KK_UNSET;
        if (ref->callback != KK_UNSET && kk_heap_is_marked(heap, at[i])) {
            at[i] |= WAITS;
            some = true;
        }
    }
    return some;
}

/* All that have died together are told together, whatever refers to what among them. Generators that have ended are
 * forgotten. */
static bool revive(WeakList *list, Heap *heap)
{
    Value *at = entries(list);
    bool some = false;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        Value v = at[i];
        if ((v & WAITS) == 0 && !kk_heap_is_marked(heap, v)) {
            if (!kk_gen_matters(v))
                continue;
            v |= WAITS;
            some = true;
        }
        at[kept++] = v;
    }
    list->count = kept;
    for (size_t i = 0; some && i < list->count; i++) {
        if ((at[i] & WAITS) != 0)
            kk_heap_mark(heap, at[i] & ~WAITS);
    }
    return some;
}

/* Forgets references that refer to nothing, or that nobody has. */
static void drop_references(WeakList *list, Heap *heap)
{
    Value *at = entries(list);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool alive = kk_heap_is_marked(heap, at[i] & ~WAITS) && KK_OBJ(WeakRefObj, at[i] & ~WAITS)->target != KK_UNSET;
        if (alive || (at[i] & WAITS) != 0)
            at[kept++] = at[i];
    }
    list->count = kept;
}

/* The native finaliser frees what is outside of the heap. */
static void finalise_dead(Vm *vm, WeakList *list, Heap *heap)
{
    Value *at = entries(list);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kk_heap_is_marked(heap, at[i]))
            at[kept++] = at[i];
        else
            kk_rare_of(kk_type_of(at[i])->native->slots)->finalise(vm, at[i]);
    }
    list->count = kept;
}

void kk_weak_sweep(Vm *vm, Heap *heap)
{
    bool cleared = clear_references(&vm->weakrefs, heap);
    if (revive(&vm->doomed, heap) || cleared)
        vm->poll_for[POLL_HEAP] |= HEAP_DEAD;
    drop_references(&vm->weakrefs, heap);
    finalise_dead(vm, &vm->finalisable, heap);
}

/* ---- roots ---- */

static void visit_list(WeakList *list, Value waiting, Heap *heap, RootVisitor visit)
{
    Value *at = entries(list);
    for (size_t i = 0; i < list->count; i++) {
        if ((at[i] & WAITS) != waiting)
            continue;
        Value v = at[i] & ~WAITS;
        visit(heap, &v);
        at[i] = v | waiting;
    }
}

void kk_weak_visit_waiting(Vm *vm, Heap *heap, RootVisitor visit)
{
    visit_list(&vm->doomed, WAITS, heap, visit);
    visit_list(&vm->weakrefs, WAITS, heap, visit);
}

void kk_weak_visit(Vm *vm, Heap *heap, RootVisitor visit)
{
    Value *at = entries(&vm->weakrefs);
    for (size_t i = 0; i < vm->weakrefs.count; i++) {
        WeakRefObj *ref = KK_OBJ(WeakRefObj, at[i] & ~WAITS);
        if (ref->target != KK_UNSET)
            visit(heap, &ref->target);
    }
    visit_list(&vm->weakrefs, 0, heap, visit);
    visit_list(&vm->doomed, 0, heap, visit);
    visit_list(&vm->finalisable, 0, heap, visit);
}
