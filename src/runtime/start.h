/*
 * start.h: what lies beside the Vm: the configuration of the application.
 *
 * Layer: runtime.
 */
#ifndef KK_RUNTIME_START_H
#define KK_RUNTIME_START_H

#include "include/kukri.h"
#include "object/runtime.h"
#include "object/vm.h"

/* Tells the application that the main program enters a phase. */
void kk_start_phase(Vm *vm, KukriPhase phase);

/* The -v level. */
int kk_start_verbose(const Vm *vm);

/* The exception that is pending ends the program: prints it, returns the exit status. */
int kk_start_report(Vm *vm);
/* Sets sys.last_type, last_value and last_traceback: on computers only, as they keep alive what the exception refers
 * to. @gc may collect */
void kk_start_keep_last(Vm *vm, Value exc);

/* A fresh __main__ module. */
KK_MUST_CHECK Value kk_start_new_main(Vm *vm, Value file);

/* sys.path[0] = folder. The text stays where it is until kk_start_path has been called. @gc may collect */
KK_MUST_CHECK bool kk_start_folder(Vm *vm, Span folder);

#endif
