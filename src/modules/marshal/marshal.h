/*
 * marshal.h: what the two halves of the module marshal share: the letters of the format.
 *
 * The format is that of CPython's marshal, version 4 and below: a letter, then what belongs to it; numbers have the low
 * byte first. Bit 7 of a letter says that the value gets the next number; MARSHAL_REF names it by that again.
 *
 * Layer: modules.   Tests: tests/modules/marshal/.
 */
#ifndef KK_MODULES_MARSHAL_MARSHAL_H
#define KK_MODULES_MARSHAL_MARSHAL_H

#include "object/ops.h"

enum {
    MARSHAL_VERSION = 4,
    MARSHAL_FLAG = 0x80,
    /* Values inside values; more is refused. */
    MARSHAL_DEPTH = 2000,
    /* A digit of 'l' has 15 bits, in two bytes. */
    MARSHAL_DIGIT_BITS = 15
};

/* What dumps() returns: fresh bytes. @raises ValueError (a type that cannot be written, too deep), MemoryError
 * @gc may collect */
KK_MUST_CHECK Value kk_marshal_write(Vm *vm, Value v, intptr_t version);
/* The value that the data begin with. @raises ValueError, EOFError, TypeError, UnicodeDecodeError  @gc may collect */
KK_MUST_CHECK Value kk_marshal_read(Vm *vm, Span data);
/* The same from what has read() or readinto(): no byte more than the value has is taken. */
KK_MUST_CHECK Value kk_marshal_read_file(Vm *vm, Value file);

#endif
