/*
 * runtime.h: what the layers below src/runtime ask of it: import, compile and run. These are link-time
 * upcalls: the declarations are here, the code is in runtime/.
 *
 * Layer: object.   Implementation: runtime/import.c, runtime/exec.c.
 */
#ifndef KK_OBJECT_RUNTIME_H
#define KK_OBJECT_RUNTIME_H

#include "object/import.h"

/* Entries of vm->roots that are in use. */
enum {
    ROOT_LOADING,    /* list of the modules whose body is running */
    ROOT_STREAMS,    /* tuple (stdin, stdout, stderr), made when first asked for */
    ROOT_HISTORY,    /* list of the lines typed at the prompt */
    ROOT_EXECUTABLE, /* str: sys.executable */
    ROOT_ENVIRON,    /* dict: os.environ */
    ROOT_RESERVE,    /* storage held while a statement of the prompt runs, free while the next one is read */
    ROOT_MOUNTS,     /* the mounted file systems: modules/vfs */
    ROOT_DUPTERM,    /* streams that double the console */
    ROOT_IRQS,       /* handlers of pins and timers: modules/machine */
    ROOT_REGEX,      /* dict: the patterns that re keeps */
    ROOT_ASYNCGEN,   /* tuple (firstiter, finalizer): sys.set_asyncgen_hooks */
    ROOT_SLEEPS,     /* sleeps of asyncio that can be used again, the first of a list */
    ROOT_LOOP,       /* the event loop that runs in this thread */
    ROOT_TASKS,      /* how many tasks of asyncio were made, a small int */
    ROOT_TRACE,      /* the function of sys.settrace */
    ROOT_PROFILE,    /* the function of sys.setprofile */
    ROOT_THREADS,    /* list of the blobs in which threads keep what is theirs */
    ROOT_SIGNALS,    /* list of the handlers of signals */
    ROOT_PORT        /* the port's own */
};

/* The module with this whole dotted name, imported if need be: what C code uses. */
KK_MUST_CHECK Value kk_import_name(Vm *vm, Value name);

/* sys.path and sys.argv, made when they are first asked for. @gc may collect */
KK_MUST_CHECK Value kk_start_path(Vm *vm);
KK_MUST_CHECK Value kk_start_argv(Vm *vm);

/* locals() of the running Python function: a fresh dict in a function; the namespace itself at module level
 * and in a class body. */
KK_MUST_CHECK Value kk_exec_locals(Vm *vm);

/*
 * The text is one expression, a binary operation or a subscript: where its left operand ends and its right operand
 * begins (subscript: the index ends), in bytes. false: it is something else. Nothing is pending afterwards. Only
 * where code has a table of places. lang/compile.c  @gc may collect
 */
KK_MUST_CHECK bool kk_compile_anchors(Vm *vm, Value text, size_t *left, size_t *right, bool *subscript);

#endif
