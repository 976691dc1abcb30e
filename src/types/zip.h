/*
 * zip.h: what zip and map share.
 *
 * Layer: types.   Tests: tests/types/iter/zip.py.
 */
#ifndef KK_TYPES_ZIP_H
#define KK_TYPES_ZIP_H

#include "object/object.h"

/* A tuple of an iterator of each. format, with one %zu for the number of the argument, is the
 * message for one that is not iterable; NULL: the usual one. */
KK_SAYS(kk_zip_iterators, 3)
KK_MUST_CHECK Value kk_zip_iterators(Vm *vm, const Value *iterables, size_t n, const char *format);

#endif
