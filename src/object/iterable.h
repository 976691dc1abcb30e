/*
 * iterable.h: what protocol.c leaves to iterable.c.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_ITERABLE_H
#define KK_OBJECT_ITERABLE_H

#include "object/ops.h"

/* The int r, a result of __len__ or __length_hint__, which is `name` in messages. @gc may collect */
KK_SAYS(kk_iterable_size, 2)
KK_MUST_CHECK bool kk_iterable_size(Vm *vm, Value r, const char *name, size_t *n);
/* item in container, by iterating over it. @gc may collect */
KK_MUST_CHECK bool kk_iterable_search(Vm *vm, Value container, Value item, bool *found);

#endif
