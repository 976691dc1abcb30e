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
/* Hands what was written to the system; a negative errno, or 0. @gc never */
int kk_out_flush(Vm *vm);
/* As kk_out_write, for print(): @raises OSError when the output takes no more (a closed pipe). @gc may collect */
KK_MUST_CHECK bool kk_out_print(Vm *vm, Span text);

/* The same for descriptor fd; false: *error is the errno. @gc never */
KK_MUST_CHECK bool kk_out_write_fd(int fd, Span data, int *error);

#endif
