/*
 * output.h: writing to the console, which the port buffers and orders.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_OUTPUT_H
#define KK_OBJECT_OUTPUT_H

#include "object/value.h"
#include "base/bytes.h"

/* Writes all of text, which may lie in flash, to standard output (error), and to the streams that os.dupterm
 * was given: then @gc may collect. What cannot be written is lost. vm may be NULL: no streams. */
void kk_out_write(Vm *vm, Span text);
void kk_out_error(Vm *vm, Span text);
/* Hands what was written to the system; a negative errno, or 0. @gc never */
int kk_out_flush(Vm *vm);
/* As kk_out_write, for print(): @raises OSError when the output takes no more (a closed pipe). @gc may collect */
KK_MUST_CHECK bool kk_out_print(Vm *vm, Span text);

/* The streams of os.dupterm (vm->roots[ROOT_DUPTERM] is set): writes text to them; reads the next bytes from them or
 * from the console, as kk_platform_console_read without a limit of time. What is pending stays. An upcall. */
void kk_dupterm_write(Vm *vm, Span text, bool as_it_is);
ptrdiff_t kk_dupterm_read(Vm *vm, uint8_t *buf, size_t cap);

/* The same for descriptor fd; false: *error is the errno. @gc never */
KK_MUST_CHECK bool kk_out_write_fd(int fd, Span data, int *error);

#endif
