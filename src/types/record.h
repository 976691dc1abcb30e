/*
 * record.h: tuples with named fields that native modules return: os.stat_result, time.struct_time.
 *
 * On a host they are namedtuples, whose class is made at first use and kept as an attribute of its
 * module. On a microcontroller most are plain tuples, as in MicroPython: a class takes some 300 bytes.
 *
 * Layer: types.   Tests: tests/modules/time/, tests/modules/os/.
 */
#ifndef KK_TYPES_RECORD_H
#define KK_TYPES_RECORD_H

#include "object/ops.h"

typedef struct Record {
    Value module;       /* KK_N(time) */
    Value name;         /* KK_N(struct_time) */
    const char *fields; /* "tm_year tm_mon ..." */
} Record;

/* The class. @gc may collect */
KK_MUST_CHECK Value kk_record_class(Vm *vm, const Record *record);
/* A tuple of n values of the record's class. @gc may collect */
KK_MUST_CHECK Value kk_record_new(Vm *vm, const Record *record, const Value *values, size_t n);
/* The same, but on a microcontroller a plain tuple. */
KK_MUST_CHECK Value kk_record_new_plain(Vm *vm, const Record *record, const Value *values, size_t n);

#endif
