/*
 * traceback.h: where an exception came from, and its text.
 *
 * While an exception travels, each frame that it is raised in or passes puts an object in front of the chain of
 * those further in. Where memory is short that has the function and not its frame: a frame object is made
 * when one is asked for.
 *
 * Layer: types.   Tests: tests/types/traceback/, tests/runtime/traceback/.
 */
#ifndef KK_TYPES_TRACEBACK_H
#define KK_TYPES_TRACEBACK_H

#include "object/code.h"
#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"

typedef struct TracebackObj {
    uintptr_t header; /* &kk_type_traceback */
    Value next;       /* the level further in: TracebackObj, or KK_UNSET */
    Value where;      /* FrameObj or FunctionObj */
    Value pc;         /* word index of the instruction, a small int; or the tuple (tb_lasti, tb_lineno) */
} TracebackObj;

/*
 * Notes that exc passes the running frame, which is at the instruction pc. Without memory the traceback
 * just stays shorter. vm->pending is as before. @gc may collect
 */
void kk_traceback_add(Vm *vm, Value exc, size_t pc);

/* Prepares the objects in vm->spare for the traceback of MemoryError. @gc never */
void kk_traceback_reserve(Vm *vm);

/* exc.__traceback__: a traceback or None. Borrowed. @gc never */
KK_INLINE Value kk_traceback_of(Value exc)
{
    Value tb = KK_OBJ(ExcObj, exc)->traceback;
    return tb == KK_UNSET ? kk_none : tb;
}

/* The code of its frame, and the line. @gc never */
const CodeObj *kk_traceback_code(const TracebackObj *tb);
uint32_t kk_traceback_line(const TracebackObj *tb);

/*
 * Adds the line of marks for that place, if there is one, to a source line that has been shown indented by 4; `skipped`
 * bytes in front of it were left out. traceback_marks.c  @gc may collect
 */
KK_MUST_CHECK bool kk_traceback_marks(StrBuf *b, Span line, size_t skipped, const CodePlace *place);
/* The characters [from, to) that are the operator of the operation that the text is; false: it is none. */
KK_MUST_CHECK bool kk_traceback_operator(Vm *vm, Value text, size_t *from, size_t *to);

/* The name that was probably meant, for a NameError, AttributeError or ImportError; KK_UNSET: none. Nothing is pending
 * before and afterwards. traceback_suggest.c  @gc may collect */
Value kk_traceback_suggestion(Vm *vm, Value exc);

/* Where traceback text goes. false stops (nothing need be pending). */
typedef bool (*TextSink)(Vm *vm, void *ctx, Span text);

/*
 * Writes the exception as the interpreter shows an uncaught one: chained exceptions, frames with their source
 * lines, the message and the notes. Nothing is pending before; what fails on the way is left out and nothing is
 * pending afterwards. chain: with __cause__ and __context__. limit: at most so many frames (SIZE_MAX: all).
 */
void kk_traceback_print(Vm *vm, Value exc, bool chain, size_t limit, TextSink sink, void *ctx);
/* The same to sys.stderr, whatever that is, in full but for sys.tracebacklimit: what becomes of an uncaught exception. */
void kk_traceback_display(Vm *vm, Value exc);
/* A sink: standard error. */
bool kk_traceback_to_stderr(Vm *vm, void *ctx, Span text);

#endif
