/*
 * repl.h: what the friendly and the raw prompt share.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_REPL_H
#define KK_RUNTIME_REPL_H

#include "lang/lang.h"
#include "object/ops.h"

/* How a prompt was left, or what running a piece of code led to. */
typedef enum ReplEnd {
    REPL_GO_ON,
    REPL_EXIT,       /* SystemExit: *status */
    REPL_FRIENDLY,   /* from raw to friendly */
    REPL_RAW,        /* from friendly to raw */
    REPL_SOFT_RESET, /* Ctrl-D: begin anew */
    REPL_END         /* the input has ended */
} ReplEnd;

/* Runs compiled code in __main__; code may be KK_ERROR: the exception is then shown. `between` is written between the
 * output and the traceback. @gc may collect */
ReplEnd kk_repl_run(Vm *vm, Value code, Span between, int *status);
/* The pending exception as text on standard output, or for SystemExit its status. */
ReplEnd kk_repl_show_error(Vm *vm, int *status);

/* The raw prompt, until it is left. */
ReplEnd kk_repl_raw(Vm *vm, int *status);

#endif
