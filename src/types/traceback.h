/*
 * traceback.h: where an exception came from, stored compactly, and its text.
 *
 * While an exception travels, each frame it leaves appends (code, pc) to one storage: innermost
 * first. A TracebackObj is a view of the first `count` pairs of it, whose entries never change, so that
 * tb_next is another view with one pair less.
 *
 * Layer: types.   Tests: tests/types/traceback/, tests/runtime/traceback/.
 */
#ifndef KK_TYPES_TRACEBACK_H
#define KK_TYPES_TRACEBACK_H

#include "object/code.h"
#include "object/ops.h"

typedef struct TracebackObj {
    uintptr_t header; /* &kk_type_traceback */
    Value entries;    /* ValuesObj: code, pc (small int), code, pc, ... */
    Value count;      /* pairs, a small int >= 1 */
} TracebackObj;

/*
 * Notes that exc leaves a frame that was at the instruction pc of code. Without memory the traceback
 * just stays shorter. vm->pending is as before. @gc may collect
 */
void kk_traceback_add(Vm *vm, Value exc, Value code, size_t pc);

/* Sets memory aside for the traceback of MemoryError. @gc may collect */
KK_MUST_CHECK bool kk_traceback_reserve(Vm *vm);

/* exc.__traceback__: a view that later frames do not change, or None. @gc may collect */
KK_MUST_CHECK Value kk_traceback_share(Vm *vm, Value exc);

/* What Python sees of a frame. globals may be KK_UNSET. @gc may collect */
KK_MUST_CHECK Value kk_traceback_frame(Vm *vm, Value code, Value line, Value globals);

/* Where traceback text goes. false stops (nothing need be pending). */
typedef bool (*TextSink)(Vm *vm, void *ctx, Span text);

/*
 * Writes the exception as the interpreter shows an uncaught one: chained exceptions, frames with their source
 * lines, the message and the notes. Nothing is pending before; what fails on the way is left out and nothing is
 * pending afterwards. chain: with __cause__ and __context__. limit: at most so many frames (SIZE_MAX: all).
 */
void kk_traceback_print(Vm *vm, Value exc, bool chain, size_t limit, TextSink sink, void *ctx);
/* A sink: standard error. */
bool kk_traceback_to_stderr(Vm *vm, void *ctx, Span text);

#endif
