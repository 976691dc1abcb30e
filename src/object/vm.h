/*
 * vm.h: all mutable state of one interpreter.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_VM_H
#define KK_OBJECT_VM_H

#include "heap/heap.h"
#include "object/object.h"

/* Entries of the attribute caches, for loads and for stores: 2 to the power of these. */
#define KK_CACHE_BITS (KK_WORD_BITS == 32 ? 6 : 10)
#define KK_STORE_CACHE_BITS (KK_CACHE_BITS - 1)

/* Words of an ExcObj, and of as many TracebackObjs as the traceback of MemoryError has levels. */
#define KK_SPARE_LEVELS 4
#define KK_SPARE_WORDS (7 + 4 * KK_SPARE_LEVELS)

/* Digits that int <-> str converts at first; numbers of up to KK_INT_FREE_DIGITS are never refused. */
#define KK_INT_MAX_DIGITS 4300
#define KK_INT_FREE_DIGITS 640

/*
 * The attribute cache: (desc, name) -> what a lookup finds. `slot` is the slot number of an instance
 * attribute (inside the instance), or a CACHE_* code for what the class gives.
 */
enum {
    CACHE_CLASS_VALUE = -1,  /* value: a class attribute that is no descriptor */
    CACHE_CLASS_METHOD = -2, /* value: a function or NativeFn method: binds to the instance */
    CACHE_CLASS_OTHER = -3,  /* value: another (data or non-data) descriptor: the general way */
    CACHE_GENERAL = -4,      /* the instance's dict must be asked */
    CACHE_FAR = -16          /* slot <= CACHE_FAR: item CACHE_FAR - slot of the storage in the instance's last slot */
};
/* In store_cache, slot tells the place that a store to (desc, name) fills and value the object's Desc after it. */
typedef struct CacheEntry {
    const Desc *desc;
    Value name;
    Value value;
    intptr_t slot;
} CacheEntry;

/*
 * Something asynchronous wants attention at the next back edge or call: vm->poll is not 0. Each reason has a byte
 * of its own, vm->poll_for[POLL_...]: storing a byte cannot lose what an interrupt handler stores beside it.
 */
enum {
    POLL_INTERRUPT, /* Ctrl-C */
    POLL_SCHEDULE,  /* micropython.schedule */
    POLL_EVENTS,    /* vm->events has something to do: kukri_notify */
    POLL_HEAP       /* HEAP_WASH, HEAP_DEAD */
};
/* With 64-bit words there is a byte more: another thread wants to run. */
enum { POLL_THREAD = 4 };
/* What the heap wants, bits of poll_for[POLL_HEAP]: no interrupt handler sets them. */
enum {
    HEAP_WASH = 1, /* a big object was made: see kk_roots_wash */
    HEAP_DEAD = 2  /* something waits in vm->doomed or vm->weakrefs: see object/weak.h */
};

/* What vm->tracer hears of the running frame; vm->pc is behind the instruction. */
typedef enum TraceEvent {
    TRACE_STEP,   /* it is about to execute an instruction */
    TRACE_THROWN, /* its generator is resumed by an exception, which is pending */
    TRACE_RAISED, /* vm->pending was raised in it, or by what it called */
    TRACE_YIELD,  /* its generator is about to give a value */
    TRACE_UNWIND  /* it ends by vm->pending */
} TraceEvent;

/* Objects that the collector watches and does not keep alive, in the order in which they were added. An entry
 * with bit 0 set waits: its object has died and lives on until Python code has been told (object/weak.h). */
typedef struct WeakList {
    Value at;     /* BLOB of Values, or KK_UNSET */
    size_t count;
} WeakList;

/*
 * Part of the C stack that its function looks after itself for as long as it runs: it is left out of the conservative scan,
 * and visit hands over each slot in it that refers to the heap. So what they refer to may move.
 */
typedef struct Held {
    HeapSkip skip;
    struct Held *up;
    void (*visit)(struct Held *held, Heap *heap, RootVisitor visit);
} Held;

/* Where the frame of the innermost running Python function is; the rest of the record lies on the stack. */
struct Vm {
    /* hot */
    Value *stack;        /* the value stack: content of stack_obj, or where its oldest segment begins */
    Value *stack_end;
    Value *base;         /* first register of the running frame; NULL: no Python frame */
    Value *call_top;     /* end of the arguments of a call that is being prepared above the top; or NULL */
    size_t dead;         /* while C code runs that the running frame has called: its registers from this one on are of no
                            use; 0: not known */
    union {
        volatile uintptr_t poll;
        volatile uint8_t poll_for[sizeof(uintptr_t)];
    };
    Value pending;       /* the exception that is on its way, or KK_UNSET */
    Value handled;       /* the exception that is being handled (sys.exc_info), or KK_UNSET */
    Held *held;          /* the innermost first */
    Value frames;        /* FrameObj: the objects of running frames, the innermost first (types/frame.h) */
    Heap heap;
    Value stack_obj;     /* BlobObj */
    CacheEntry cache[1 << KK_CACHE_BITS];
    CacheEntry store_cache[1 << KK_STORE_CACHE_BITS];
    CacheEntry apart;    /* what kk_attr_lookup found and may not be remembered */
    uint32_t changing;   /* names of class attributes that the program changes, a bit for 32nd part of all names */
    const void *labels[KK_WORD_BITS == 64 ? 256 : 1]; /* of vm/interp.c, by opcode: kk_vm_dispatch */

    /* names */
    Value interned;      /* BlobObj used as a table of weak Values (object/names.c) */
    size_t interned_count;

    /* depth */
    size_t frame_limit;  /* sys.setrecursionlimit: checked when the stack needs more room, hence roughly */
    size_t stack_limit;  /* words that the value stack may have */
    const uint32_t *pc;  /* of the running frame, as of its last call into C */
    const uint8_t *c_stack_limit; /* the C stack must not go below */

    /* modules */
    Value modules;       /* DictObj: sys.modules */
    Value builtins;      /* ModuleObj builtins */
    Value main;          /* ModuleObj __main__ */

    /* kept for others */
    Value showing;       /* ValuesObj: containers whose repr is in progress (kk_repr_enter) */
    size_t showing_count;
    Value memory_error;  /* the MemoryError instance in spare, or KK_UNSET */
    Value spare[KK_SPARE_WORDS]; /* objects apart from the heap: MemoryError, and its traceback (types/traceback.c) */
    Value sys_path, sys_argv; /* lists */
    Value sys_dict;      /* DictObj: what the program assigned to sys attributes (stdout, ps1, ...) */
    Value scheduled;     /* ValuesObj ring of (function, argument) for micropython.schedule */
    size_t scheduled_head, scheduled_count;
    unsigned washes;     /* polls that still wash the C stack: HEAP_WASH */
    uint8_t dice;        /* which of two entries of a cache gives way next */
    bool scheduling;     /* a scheduled function runs: the others wait */
    WeakList finalisable; /* objects with a native finaliser */
    WeakList doomed;      /* objects whose class has a __del__ */
    WeakList weakrefs;    /* the weak references */
    Value last_shown;    /* `_` at the prompt */
    Value atexit;
    Value slot_wrappers; /* ValuesObj, a hash table: what kk_native_of has made */
    size_t slot_wrappers_count;
    /* Runs the handlers of what the hardware noted (pins, timers): set by the module that has them, NULL: none.
     * false: one of them raised. @gc may collect */
    bool (*events)(Vm *vm);
    /* os.dupterm of what stands for the console's own line gives it to the console, None takes it away; false: the object
     * is another one. Set by a port that has such an object (machine.UART(0)), else NULL. @gc never */
    bool (*console_line)(Vm *vm, Value object);
    /* Tells sys.settrace's function, and sys.setprofile's, of an event; NULL: there is none, or it is running itself.
     * false: it raised. With 32-bit words it is never called. modules/m_sys_trace.c  @gc may collect */
    bool (*tracer)(Vm *vm, TraceEvent event, Value arg);
    /* Only when the program has threads (modules/thread), else NULL: others may run between leave and enter, with which
     * C code brackets what may wait long and touches no object; and in `yield`, at a poll. yield says whether this is
     * the main thread. @gc may collect, between leave and enter as well */
    void (*leave)(Vm *vm);
    void (*enter)(Vm *vm);
    bool (*yield)(Vm *vm);
    /* Visits what the other threads have on their stacks. @gc never */
    void (*visit_threads)(Vm *vm, Heap *heap, RootVisitor visit);
    void *thread;        /* the running thread's own */
    bool tracing;        /* the function that hears of events is running */
    Value roots[19];     /* for the runtime and ports: what they keep alive */
    uint32_t random[4];  /* state of the module random; all 0: not seeded yet */
    uint32_t origin_depth; /* frames that cr_origin of new coroutines holds */
    bool own_builtins;   /* some namespace that exec() was given has __builtins__ of its own */
    int optimise;        /* -O level, micropython.opt_level */
    int int_max_digits;  /* sys.set_int_max_str_digits, 0: no limit */
    int interrupt_char;  /* micropython.kbd_intr, -1: none */
    void *platform;      /* of the port */
};

/* Brackets C code that may wait: see Vm.leave. */
KK_INLINE void kk_vm_leave(Vm *vm)
{
    if (KK_UNLIKELY(vm->leave != NULL))
        vm->leave(vm);
}
KK_INLINE void kk_vm_enter(Vm *vm)
{
    if (KK_UNLIKELY(vm->enter != NULL))
        vm->enter(vm);
}

KK_INLINE bool kk_vm_failed(const Vm *vm) { return vm->pending != KK_UNSET; }

/* Puts an object with TypeSlots.finalise on the list of those to be finalised when they die.
 * @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_vm_finalisable(Vm *vm, Value object);

/*
 * Sets up a Vm in zeroed memory with a heap in [memory, memory + bytes), `usable` of it usable now.
 * c_stack_base is an address in the caller's frame or above: the conservative scan ends there.
 * c_stack_bytes is how deep C may recurse below it. grow may be NULL.
 * @return false when the memory is too small
 */
bool kk_vm_init(Vm *vm, void *memory, size_t bytes, size_t usable, bool (*grow)(void *owner, size_t bytes),
                const void *c_stack_base, size_t c_stack_bytes);
/* [from, to) of the caller's frame is visited by held->visit (its only field that is set) from now on, until kk_vm_release,
 * which is called in the opposite order. @gc never */
void kk_vm_hold(Vm *vm, Held *held, const void *from, const void *to);
void kk_vm_release(Vm *vm);
/* Runs the finalisers of everything. */
void kk_vm_finish(Vm *vm);

/* Runs a code object (CODE_MODULE or CODE_NAMESPACE) with that globals namespace; locals is a mapping or
 * KK_UNSET. Returns its value. @gc may collect */
KK_MUST_CHECK Value kk_vm_exec(Vm *vm, Value code, Value globals, Value locals);

/* The running function's code, and its current line; KK_UNSET outside Python. level 0: the innermost. */
Value kk_vm_frame_code(Vm *vm, size_t level, uint32_t *line);
/* Its globals (a namespace dict). KK_UNSET when there is no such frame. */
Value kk_vm_frame_globals(Vm *vm, size_t level);
/* Its first register (kk_code_nlocals of them are named), NULL when there is none. */
Value *kk_vm_frame_registers(Vm *vm, size_t level);

/* Visits what belongs to the running thread: its stack, exceptions and the like. For vm->visit_threads. @gc never */
void kk_vm_visit_thread(Vm *vm, Heap *heap, RootVisitor visit);

/* Fills vm->labels: from now on vm->tracer is called for each instruction, or is not. Chips need nothing. @gc never */
void kk_vm_dispatch(Vm *vm, bool traced);

/* Runs what vm->poll asks for (may raise KeyboardInterrupt). */
KK_MUST_CHECK bool kk_vm_poll(Vm *vm);

#endif
