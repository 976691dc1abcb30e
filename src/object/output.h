/*
 * output.h: writing to the console, which the port buffers and orders.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_OUTPUT_H
#define KK_OBJECT_OUTPUT_H

#include "object/value.h"
#include "base/bytes.h"

/* Writes all of text, which may lie in flash, to standard output (error).
 * What cannot be written is lost. @gc never */
void kk_out_write(Vm *vm, Span text);
void kk_out_error(Vm *vm, Span text);
void kk_out_flush(Vm *vm);

/* The same for descriptor fd; false: *error is the errno. @gc never */
KK_MUST_CHECK bool kk_out_write_fd(int fd, Span data, int *error);

#endif
