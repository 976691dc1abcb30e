/*
 * asyncio.h: what the event loop, its handles, futures and tasks have natively.
 *
 * The classes that programs see are these, or derive from them in lib/asyncio; what is rare (texts, exceptions that nobody
 * catches, loops that keep their own time) is in lib/asyncio/_loop.py, which kk_asyncio_half calls.
 *
 * Layer: modules.   Tests: tests/modules/asyncio/.
 */
#ifndef KK_MODULES_ASYNCIO_ASYNCIO_H
#define KK_MODULES_ASYNCIO_ASYNCIO_H

#include "object/error.h"
#include "object/ops.h"
#include "object/vm.h"

/* Bits of LoopObj.flags; the first three are those of Loop._flags. */
enum {
    LOOP_RUNNING = 1,
    LOOP_CLOSED = 2,
    LOOP_STOPPING = 4,
    LOOP_DEBUG = 8,
    LOOP_WATCHES = 16, /* streams: _poll_streams() waits, not the timers */
    LOOP_FACTORY = 32, /* set_task_factory() was called */
    LOOP_OWN_TIME = 64 /* a subclass has its own time() */
};

/* Waiting for a moment is never longer than this, in microseconds. */
#define KK_ASYNCIO_LONGEST ((uint64_t)1 << 62)

typedef struct LoopObj {
    uintptr_t header; /* &kk_type_asyncio_Loop, or of a subclass */
    Value ready;      /* ValuesObj: a ring of tasks to step, handles to run, other things with a _run() */
    Value items;      /* list: a binary heap of what is due later, the first due at 0; KK_UNSET: never had one */
    Value dues;       /* blob of a Due for each of them */
    Value tasks;      /* TaskObj: the first of those that are not done */
    Value current;    /* the task that runs, or KK_UNSET */
    uintptr_t first;  /* in the ring */
    uintptr_t count;
    uintptr_t order;  /* of what is due at the same moment */
    uintptr_t flags;
} LoopObj;

/* Bits of FutureObj.flags: the state, and what else is to be known. */
enum {
    FUTURE_PENDING,
    FUTURE_CANCELLED,
    FUTURE_FINISHED,
    FUTURE_STATE = 3,
    FUTURE_ERROR = 4,     /* result is an exception */
    FUTURE_BLOCKING = 8,  /* _asyncio_future_blocking: given to a task to wait for */
    FUTURE_UNSEEN = 16,   /* nobody has asked for the exception yet */
    TASK_MUST_CANCEL = 32,
    TASK_ASLEEP = 64,     /* in the loop's timers */
    TASK_QUIET = 128      /* _log_destroy_pending is false */
};

typedef struct FutureObj {
    uintptr_t header; /* &kk_type_asyncio_Future, or of a subclass */
    Value loop;       /* KK_UNSET: __init__ was not called */
    Value result;     /* or exception; of a pending task: what its next step raises, or KK_UNSET */
    Value extra;      /* the traceback of the exception; cancelled: the message */
    Value waiters;    /* KK_UNSET, a TaskObj, or a list of TaskObj and tuples (function, context) */
    Value cancelled_by; /* the CancelledError that ended the task, until somebody has got it */
    uintptr_t flags;
} FutureObj;

typedef struct TaskObj {
    FutureObj future; /* header &kk_type_asyncio_Task, or of a subclass */
    Value coro;
    Value waits_for;  /* the future, or KK_UNSET */
    Value name;       /* str, or small int: a number */
    Value context;    /* contextvars.Context, or None */
    Value next, prev; /* TaskObj: in the loop's list of tasks that are not done */
    uintptr_t cancels; /* how often cancel() was called */
} TaskObj;

typedef struct SleepObj {
    uintptr_t header; /* &kk_type_sleep */
    Value result;     /* of the await */
    Value next;       /* SleepObj: in the list of those to be used again */
    uintptr_t state;
    uintptr_t us[2];  /* how long, low 32 bits first */
} SleepObj;

extern const TypeObj kk_type_asyncio_Loop, kk_type_asyncio_Handle, kk_type_asyncio_TimerHandle, kk_type_asyncio_Future,
    kk_type_asyncio_Task, kk_type_sleep, kk_type_asyncio_CancelledError, kk_type_asyncio_InvalidStateError;

KK_INLINE LoopObj *kk_asyncio_loop(Value v) { return KK_OBJ(LoopObj, v); }
KK_INLINE FutureObj *kk_asyncio_future(Value v) { return KK_OBJ(FutureObj, v); }
KK_INLINE TaskObj *kk_asyncio_task(Value v) { return KK_OBJ(TaskObj, v); }
KK_INLINE bool kk_asyncio_is_task(Value v)
{
    return kk_desc_is(v, &kk_type_asyncio_Task) || kk_is(v, &kk_type_asyncio_Task);
}
/* The loop is one of ours, and can be worked on natively. */
KK_INLINE bool kk_asyncio_is_loop(Value v) { return kk_ref_is(v) && kk_is(v, &kk_type_asyncio_Loop); }
KK_INLINE bool kk_asyncio_is_done(Value future) { return (kk_asyncio_future(future)->flags & FUTURE_STATE) != 0; }

/* Calls the function of that name in lib/asyncio/_loop.py. @gc may collect */
KK_MUST_CHECK Value kk_asyncio_half(Vm *vm, Value name, const Value *args, size_t n);
/* The argument `context` of a call: what it says, or a copy of the current one; None without the module contextvars. */
KK_MUST_CHECK Value kk_asyncio_context(Vm *vm, Value context);
/* f(args...), inside the context unless that is None. args has room for one Value in front of it. */
KK_MUST_CHECK Value kk_asyncio_call_in(Vm *vm, Value context, Value f, const Value *args, size_t n);

/* Seconds, a float or int, as microseconds; negative ones are 0. @raises TypeError, ValueError */
KK_MUST_CHECK bool kk_asyncio_seconds(Vm *vm, Value v, uint64_t *us);

/* ---- timers (m_asyncio.c) ---- */

/* Puts an object into the loop's timers that is due after us from now. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_asyncio_push_timer(Vm *vm, Value loop, Value item, uint64_t now, uint64_t us);
/* Takes out the first object if it is due; KK_UNSET: none is. @gc may collect */
Value kk_asyncio_pop_timer(Vm *vm, Value loop, uint64_t now);
/* Takes out an object; false: it was not there. */
bool kk_asyncio_remove_timer(Vm *vm, Value loop, Value item);
/* Microseconds until the first is due. @gc never */
uint64_t kk_asyncio_timer_left(Value loop, uint64_t now);

/* ---- the loop (loop.c) ---- */

/* What the loop's clock shows. */
KK_MUST_CHECK bool kk_asyncio_now(Vm *vm, Value loop, uint64_t *us);
/* Queues a task, a handle or another thing with a _run(). @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_asyncio_ready(Vm *vm, Value loop, Value item);
/* loop.call_soon(f, arg, context=context), for any loop; arg KK_UNSET: none. */
KK_MUST_CHECK bool kk_asyncio_call_soon(Vm *vm, Value loop, Value f, Value arg, Value context);
/* The argument `loop`: None is the running loop, or the current one. */
KK_MUST_CHECK Value kk_asyncio_loop_arg(Vm *vm, Value loop);

/* A fresh handle; when KK_UNSET: no TimerHandle. (handle.c) */
KK_MUST_CHECK Value kk_asyncio_handle_new(Vm *vm, Value callback, const Value *args, size_t n, Value loop, Value context,
                                          Value when);
/* Makes the call. false: KeyboardInterrupt or SystemExit came out of it. */
KK_MUST_CHECK bool kk_asyncio_handle_run(Vm *vm, Value handle);

/* ---- futures and tasks (future.c, task.c) ---- */

KK_MUST_CHECK bool kk_asyncio_future_init(Vm *vm, Value self, Value loop);
KK_MUST_CHECK bool kk_asyncio_future_set_result(Vm *vm, Value self, Value result);
KK_MUST_CHECK bool kk_asyncio_future_set_exception(Vm *vm, Value self, Value exception);
/* Future.cancel; *cancelled tells. */
KK_MUST_CHECK bool kk_asyncio_future_cancel(Vm *vm, Value self, Value message, bool *cancelled);
/* Adds a TaskObj or a tuple (function, context) that is told when the future, which is pending, is done. */
KK_MUST_CHECK bool kk_asyncio_future_wait(Vm *vm, Value self, Value waiter);
/* The CancelledError that the future is to raise. */
KK_MUST_CHECK Value kk_asyncio_future_error(Vm *vm, Value self);
/* v.cancel(msg=message), whatever it is. */
KK_MUST_CHECK bool kk_asyncio_cancel_any(Vm *vm, Value v, Value message, bool *cancelled);
/* Task.__init__. */
KK_MUST_CHECK bool kk_asyncio_task_begin(Vm *vm, Value self, Args args, Value kw);
/* One step of the task: until its coroutine waits for something, or ends. false: KeyboardInterrupt or SystemExit. */
KK_MUST_CHECK bool kk_asyncio_task_step(Vm *vm, Value self);

#endif
