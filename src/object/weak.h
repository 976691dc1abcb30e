/*
 * weak.h: what the Vm does for the collector: hooks that object/vm.c calls at the right moments; weak
 * references and finalisers.
 *
 * When everything reachable is marked, references to dead objects are cleared, and dead objects with a
 * __del__ are revived and wait with the references that have a callback. At the next poll kk_weak_take
 * hands them out, each once: what is still unreachable at the collection after that is gone.
 *
 * Layer: object.   Tests: tests/types/class/del*.py, tests/modules/weakref/.
 */
#ifndef KK_OBJECT_WEAK_H
#define KK_OBJECT_WEAK_H

#include "heap/heap.h"
#include "object/vm.h"

/* Drops interned names that did not survive. Called after marking. @gc never */
void kk_names_sweep(Vm *vm, Heap *heap);
/* Hands every entry of the run-time name table to the visitor (they may have moved). @gc never */
void kk_names_visit(Vm *vm, Heap *heap, RootVisitor visit);
/* Forgets everything in the attribute caches. @gc never */
void kk_attr_flush(Vm *vm);
/* Forgets what the caches know of this name: a class attribute of that name changed. @gc never */
void kk_attr_forget(Vm *vm, Value name);
/* A class attribute of that name was `old` (KK_UNSET: the class itself had none) and has a new value. @gc never */
void kk_attr_changed(Vm *vm, Value name, Value old, Value value);

/* A weak reference. Subclasses have their attributes behind it. */
typedef struct WeakRefObj {
    uintptr_t header;
    uintptr_t target; /* the Value that it refers to, unseen by the collector; KK_UNSET: that has died */
    Value callback;   /* KK_UNSET: none */
    Value hash;       /* of the target, a blob of one word once it was asked for; KK_UNSET: not yet */
} WeakRefObj;

/* Adds an object to a list of the Vm. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_weak_add(Vm *vm, WeakList *list, Value object);
/* Takes the first object that waits out of the list; KK_UNSET: none does. @gc never */
Value kk_weak_take(WeakList *list);
/* Lets everything in the list wait: the program ends. @gc never */
void kk_weak_end(WeakList *list);

/* An object of vm->doomed that has died still has something to do. types/gen.c, an upcall. @gc never */
bool kk_gen_matters(Value object);
/* After marking: clears references, revives what has a __del__, finalises natively what has died. @gc never */
void kk_weak_sweep(Vm *vm, Heap *heap);
/* Hands what waits, and what is only watched, to the visitor. @gc never */
void kk_weak_visit_waiting(Vm *vm, Heap *heap, RootVisitor visit);
void kk_weak_visit(Vm *vm, Heap *heap, RootVisitor visit);

#endif
