/*
 * weak.h: what the Vm does for the collector: hooks that object/vm.c calls at the right moments.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_WEAK_H
#define KK_OBJECT_WEAK_H

#include "heap/heap.h"
#include "object/value.h"

/* Drops interned names that did not survive. Called after marking. @gc never */
void kk_names_sweep(Vm *vm, Heap *heap);
/* Hands every entry of the run-time name table to the visitor (they may have moved). @gc never */
void kk_names_visit(Vm *vm, Heap *heap, RootVisitor visit);
/* Forgets everything in the attribute caches. @gc never */
void kk_attr_flush(Vm *vm);
/* Forgets what the caches know of this name: a class attribute of that name changed. @gc never */
void kk_attr_forget(Vm *vm, Value name);

#endif
