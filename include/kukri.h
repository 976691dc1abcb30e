/*
 * kukri.h: Kukri inside another program: what an application or a port's main() includes.
 *
 *     KukriConfig config = {.memory = memory, .bytes = sizeof memory, .usable = sizeof memory,
 *                           .stack_base = &config, .stack_bytes = 200000};
 *     Vm *vm = kukri_new(&config);
 *     int status = kukri_run_text(vm, "print('hello')", 14, "<string>");
 *     kukri_free(vm);
 *
 * Everything an interpreter has lies in the memory given to it; there may be several, each used by one
 * thread at a time. The application also links a port: the functions of platform/platform.h.
 *
 * Layer: public.
 */
#ifndef KUKRI_H
#define KUKRI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KUKRI_VERSION "0.1.0"

typedef struct Vm Vm;

/* What happens next with a program; see KukriConfig.phase. */
typedef enum KukriPhase { KUKRI_COMPILE, KUKRI_EXECUTE, KUKRI_DONE } KukriPhase;

/* Bytes of the interpreter itself: its state and its caches. */
#define KUKRI_STATE_BYTES (sizeof(void *) == 4 ? (size_t)2608 : (size_t)57344)

/* Zero is a good value for everything behind stack_bytes. */
typedef struct KukriConfig {
    void *memory;      /* aligned to 16 bytes: the heap, and at its beginning the state when that has no place of its own */
    size_t bytes;      /* how much there is, with what is only reserved address space */
    size_t usable;     /* how much of it may be touched now */
    /* Makes the memory behind usable at least that much larger; NULL: it never grows. owner is the Vm. */
    bool (*grow)(void *owner, size_t more);
    const void *stack_base;  /* an address in the caller's frame or above: C's use of Values ends there */
    size_t stack_bytes;      /* how deep C may go below it */
    int argc;                /* sys.argv */
    const char *const *argv;
    void *state;             /* KUKRI_STATE_BYTES aligned to 16 bytes, say static memory; NULL: in front of the heap */
    const char *executable;  /* sys.executable; NULL: "" */
    const char *path;        /* folders for sys.path, ':' between them; NULL: the default of the port */
    int optimise;            /* the -O level */
    int verbose;             /* the -v level */
    /* Called when the main program passes from one phase to the next (for measurements), or NULL. */
    void (*phase)(void *platform, KukriPhase phase);
    void *platform;          /* the port's own */
} KukriConfig;

/* A Vm in config->memory with all modules set up; NULL when the memory is too small. */
Vm *kukri_new(const KukriConfig *config);
/* Runs atexit handlers and finalisers; returns the exit status (0, or 1 when one failed).
 * The memory is the caller's again. */
int kukri_free(Vm *vm);

/*
 * Run a main program (as module __main__) to its end. An uncaught exception is printed to standard error.
 * Returns the exit status: 0; 1 for an exception; n & 255 for SystemExit(n); 2 when the file or
 * module cannot be opened.
 */
int kukri_run_file(Vm *vm, const char *path);
int kukri_run_text(Vm *vm, const char *text, size_t len, const char *filename);
int kukri_run_stdin(Vm *vm);
/* As python -m: a package runs its __main__. */
int kukri_run_module(Vm *vm, const char *name);
/* The source comes piece by piece: read stores up to cap bytes and returns how many, 0 at the end,
 * or a negative errno. */
int kukri_run_reader(Vm *vm, ptrdiff_t (*read)(void *ctx, uint8_t *buf, size_t cap), void *ctx,
                     const char *filename);
/* Compiles a file without running it: 0 or 1 (with the error printed). */
int kukri_check_file(Vm *vm, const char *path);
/* The same, and shows the instructions on standard output. */
int kukri_dis_file(Vm *vm, const char *path);
/* Compiles a module and writes its code file (runtime/codefile.h) to `to`: 0, 1 or 2 (with the error printed).
 * name: what the code says its file is. apart: as in CompileOptions, or NULL. */
int kukri_compile_file(Vm *vm, const char *path, const char *name, const char *to, const char *apart);

enum {
    KUKRI_REPL_SOFT_RESET = 256 /* Ctrl-D, or SystemExit, asked for a soft reset (chips only) */
};
/* Runs boot.py and the like in __main__, if path exists. 0: it is not there or went well; 1: it raised something
 * (printed); 2: it is there and cannot be opened (printed); KUKRI_REPL_SOFT_RESET: it raised SystemExit. */
int kukri_run_if_exists(Vm *vm, const char *path);
/* How kukri_repl behaves. */
enum {
    KUKRI_REPL_EXIT = 1,     /* Ctrl-D ends the process rather than resetting a chip */
    KUKRI_REPL_NO_BANNER = 2,
    KUKRI_REPL_RAW = 4       /* begin in raw mode: for after a soft reset from there */
};
/* The prompt, on the console. Returns the exit status, or KUKRI_REPL_SOFT_RESET; *raw (if not NULL) tells whether
 * it was left in raw mode. history: a file that keeps the history, or NULL. */
int kukri_repl(Vm *vm, unsigned flags, const char *history, bool *raw);

/* Asks the running program to stop with KeyboardInterrupt. May be called from a signal handler,
 * an interrupt or another thread. */
void kukri_interrupt(Vm *vm);
/* Says that the hardware noted something (an edge, an alarm): its handlers run at the next back edge or
 * call, and a sleeping program wakes for them. May be called from an interrupt. */
void kukri_notify(Vm *vm);
/* The character that interrupts (3 for Ctrl-C), -1 when none does. For ports that see the bytes themselves. */
int kukri_interrupt_char(const Vm *vm);
void *kukri_platform(const Vm *vm);

/* Switches of the developer, effective from now: words of "stress,move,verify", separated by commas. */
void kukri_debug(Vm *vm, const char *switches);
/* Fails the n-th allocation from now (0: none). */
void kukri_fail_allocation(Vm *vm, size_t n);
/* The memory in use and its highest value so far, in bytes. */
void kukri_memory(const Vm *vm, size_t *used, size_t *peak);

#endif
