/*
 * start.h: what lies beside the Vm: the configuration of the application.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_START_H
#define KK_RUNTIME_START_H

#include "include/kukri.h"
#include "object/vm.h"

/* Entries of vm->roots that the runtime uses. */
enum {
    ROOT_LOADING,    /* list of the modules whose body is running */
    ROOT_STREAMS,    /* tuple (stdin, stdout, stderr), made when first asked for */
    ROOT_HISTORY,    /* list of the lines typed at the prompt */
    ROOT_EXECUTABLE  /* str: sys.executable */
};

/* Tells the application that the main program enters a phase. */
void kk_start_phase(Vm *vm, KukriPhase phase);

/* The exception that is pending ends the program: prints it, returns the exit status. */
int kk_start_report(Vm *vm);

/* A fresh __main__ module. */
KK_MUST_CHECK Value kk_start_new_main(Vm *vm, Value file);

#endif
