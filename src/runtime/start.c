/*
 * start.c: the embedding API (include/kukri.h): setting up a Vm, and its end.
 *
 * Layer: runtime.   Tests: tests/cli/, tests/unit/embed.c.
 */
#include "runtime/start.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/output.h"
#include "object/vfs.h"
#include "runtime/import.h"
#include "types/exc.h"
#include "types/finaliser.h"
#include "types/fsname.h"
#include "types/list.h"
#include "types/traceback.h"
#include "types/tuple.h"

/* What lies in config.state, or at the beginning of the application's memory. */
typedef struct Start {
    Vm vm;
    KukriConfig config;
    Span folder; /* what sys.path begins with, if it is yet to be made */
} Start;
_Static_assert(sizeof(Start) <= KUKRI_STATE_BYTES, "KUKRI_STATE_BYTES is too little");

static const KukriConfig *config_of(const Vm *vm) { return &((const Start *)vm)->config; }

void kk_start_phase(Vm *vm, KukriPhase phase)
{
    const KukriConfig *config = config_of(vm);
    if (config->phase != NULL)
        config->phase(config->platform, phase);
}

int kk_start_verbose(const Vm *vm) { return config_of(vm)->verbose; }

/* ---- setting up ---- */

KK_MUST_CHECK static Value str_of(Vm *vm, const char *text)
{
    return kk_fsname_new(vm, kk_span_of(text == NULL ? "" : text));
}

KK_MUST_CHECK static bool append_text(Vm *vm, Value list, Span text)
{
    Value str = kk_fsname_new(vm, text);
    return str != KK_ERROR && kk_list_append(vm, list, str);
}

/* The folder of the program, or '', and then the folders of config.path. */
Value kk_start_path(Vm *vm)
{
    if (vm->sys_path != KK_UNSET)
        return vm->sys_path;
    const char *path = config_of(vm)->path;
    Span rest = kk_span_of(path == NULL ? ".frozen" : path);
    Value list = kk_list_new(vm, 2);
    if (list == KK_ERROR || !append_text(vm, list, ((Start *)vm)->folder))
        return KK_ERROR;
    while (rest.len > 0) {
        const uint8_t *colon = kk_bytes_find(rest, KK_SPAN(":"));
        size_t n = colon == NULL ? rest.len : (size_t)(colon - rest.at);
        if (!append_text(vm, list, (Span){rest.at, n}))
            return KK_ERROR;
        rest = kk_span_skip(rest, colon == NULL ? n : n + 1);
    }
    return vm->sys_path = list;
}

Value kk_start_argv(Vm *vm)
{
    const KukriConfig *config = config_of(vm);
    if (vm->sys_argv != KK_UNSET)
        return vm->sys_argv;
    Value list = kk_list_new(vm, (size_t)config->argc);
    if (list == KK_ERROR)
        return KK_ERROR;
    for (int i = 0; i < config->argc; i++)
        if (!append_text(vm, list, kk_span_of(config->argv[i])))
            return KK_ERROR;
    return vm->sys_argv = list;
}

bool kk_start_folder(Vm *vm, Span folder)
{
    if (vm->sys_path == KK_UNSET) {
        ((Start *)vm)->folder = folder;
        return true;
    }
    Value str = kk_fsname_new(vm, folder);
    return str != KK_ERROR && kk_setitem(vm, vm->sys_path, KK_INT(0), str);
}

Value kk_start_new_main(Vm *vm, Value file)
{
    Value module = kk_module_new(vm, KK_N(__main__), NULL);
    if (module == KK_ERROR || !kk_dict_set(vm, vm->modules, KK_N(__main__), module))
        return KK_ERROR;
    vm->main = module;
    if (file != KK_UNSET && !kk_setattr(vm, module, KK_N(__file__), file))
        return KK_ERROR;
    return kk_setattr(vm, module, KK_N(__package__), kk_none) ? module : KK_ERROR;
}

KK_MUST_CHECK static bool set_up(Vm *vm, const KukriConfig *config)
{
    kk_traceback_reserve(vm);
    if (vm->modules == KK_UNSET)
        vm->modules = kk_dict_new(vm, 2);
    if (vm->modules == KK_ERROR)
        return false;
    if (vm->builtins == KK_UNSET)
        vm->builtins = kk_import_native(vm, KK_N(builtins));
    if (vm->builtins == KK_ERROR || kk_start_new_main(vm, KK_UNSET) == KK_ERROR)
        return false;
    vm->roots[ROOT_EXECUTABLE] = str_of(vm, config->executable);
    return vm->roots[ROOT_EXECUTABLE] != KK_ERROR;
}

Vm *kukri_new(const KukriConfig *config)
{
    Start *start = config->state != NULL ? config->state : config->memory;
    size_t own = config->state != NULL ? 0 : (sizeof *start + 15) & ~(size_t)15;
    if (config->usable < own || config->bytes < config->usable)
        return NULL;
    memset(start, 0, sizeof *start);
    start->config = *config;
    Vm *vm = &start->vm;
    vm->platform = config->platform;
    vm->interrupt_char = 3;
    vm->optimise = config->optimise;
    if (!kk_vm_init(vm, (uint8_t *)config->memory + own, config->bytes - own, config->usable - own, config->grow,
                    config->stack_base, config->stack_bytes))
        return NULL;
    vm->platform = config->platform;
    vm->interrupt_char = 3;
    vm->optimise = config->optimise;
    return set_up(vm, config) ? vm : NULL;
}

/* ---- the end ---- */

/* Runs the functions that sys.atexit and atexit.register were given, the last first. */
static int run_atexit(Vm *vm)
{
    int status = 0;
    while (vm->atexit != KK_UNSET && kk_list_len(vm->atexit) > 0) {
        Value entry = kk_list_remove_at(vm, vm->atexit, kk_list_len(vm->atexit) - 1);
        Value args = kk_tuple_at(entry, 1), kw = kk_tuple_at(entry, 2);
        Args call = {kk_tuple_items(args), kk_tuple_len(args)};
        if (kk_call_kw(vm, kk_tuple_at(entry, 0), call, kk_kind_is(kw, KIND_DICT) ? kw : KK_UNSET) == KK_ERROR)
            status = kk_start_report(vm);
    }
    return status;
}

int kukri_free(Vm *vm)
{
    /* Threads that the program waits for come to their end first. */
    Value threading = vm->yield == NULL ? KK_UNSET : kk_dict_get_name(vm->modules, KK_N(threading));
    if (threading != KK_UNSET && kk_call_method(vm, threading, KK_N(_shutdown), NULL, 0) == KK_ERROR)
        kk_finaliser_unraisable(vm, threading);
    int status = run_atexit(vm);
    vm->pending = KK_UNSET;
    kk_finaliser_end(vm);
    kk_vfs_finish(vm);
    kk_vm_finish(vm);
    int error = -kk_out_flush(vm);
    if (error == 0)
        return status;
    /* Nobody reads any more: that is how pipes end. Anything else must not go unnoticed. */
    if (error != KK_EPIPE) {
        Value text = kk_exc_os_text(vm, error);
        kk_out_error(vm, KK_SPAN("kukri: standard output: "));
        kk_out_error(vm, text == KK_ERROR ? KK_SPAN("error") : kk_str_span(text));
        kk_out_error(vm, KK_SPAN("\n"));
    }
    return 1;
}

/* Shows what SystemExit("text") says. */
static void print_exit_text(Vm *vm, Value code)
{
    Value text = kk_str(vm, code);
    if (text != KK_ERROR) {
        kk_out_error(vm, kk_str_span(text));
        kk_out_error(vm, KK_SPAN("\n"));
    }
    vm->pending = KK_UNSET;
}

static int exit_status(Vm *vm, Value exc)
{
    Value code = kk_exc_exit_code(exc);
    if (code == kk_none)
        return 0;
    if (kk_int_is(code))
        return (int)(kk_int_bits(code) & 255);
    print_exit_text(vm, code);
    return 1;
}

/* Calls sys.excepthook if the program set one; false: it did not, or the hook failed. */
static bool call_hook(Vm *vm, Value exc)
{
    Value hook = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, KK_N(excepthook));
    if (hook == KK_UNSET)
        return false;
    Value args[3] = {KK_REF(kk_type_of(exc)), exc, kk_traceback_of(exc)};
    if (kk_call(vm, hook, args, 3) != KK_ERROR)
        return true;
    vm->pending = KK_UNSET;
    return false;
}

void kk_start_keep_last(Vm *vm, Value exc)
{
    if (KK_WORD_BITS == 32 || vm->sys_dict == KK_UNSET)
        return;
    Value trace = kk_traceback_of(exc);
    bool kept = trace != KK_ERROR && kk_dict_set(vm, vm->sys_dict, KK_N(last_type), KK_REF(kk_type_of(exc))) &&
                kk_dict_set(vm, vm->sys_dict, KK_N(last_value), exc) &&
                kk_dict_set(vm, vm->sys_dict, KK_N(last_traceback), trace);
    if (!kept)
        vm->pending = KK_UNSET;
}

int kk_start_report(Vm *vm)
{
    Value exc = kk_pending_take(vm);
    vm->handled = KK_UNSET;
    if (exc == KK_UNSET)
        return 0;
    if (kk_is(exc, KK_RAISES(SystemExit)))
        return exit_status(vm, exc);
    kk_start_keep_last(vm, exc);
    if (call_hook(vm, exc))
        return 1;
    kk_traceback_display(vm, exc);
    return 1;
}

/* ---- small things ---- */

void kukri_interrupt(Vm *vm) { vm->poll_for[POLL_INTERRUPT] = 1; }

void kukri_notify(Vm *vm) { vm->poll_for[POLL_EVENTS] = 1; }

int kukri_interrupt_char(const Vm *vm) { return vm->interrupt_char; }

void *kukri_platform(const Vm *vm) { return vm->platform; }

void kukri_debug(Vm *vm, const char *switches)
{
    uint32_t stress = vm->heap.stress;
    if (strstr(switches, "stress") != NULL)
        stress |= HEAP_STRESS_COLLECT;
    if (strstr(switches, "move") != NULL)
        stress |= HEAP_STRESS_MOVE;
    if (strstr(switches, "verify") != NULL)
        stress |= HEAP_VERIFY;
    kk_heap_set_stress(&vm->heap, stress);
}

void kukri_fail_allocation(Vm *vm, size_t n) { kk_heap_fail_after(&vm->heap, n); }

void kukri_memory(const Vm *vm, size_t *used, size_t *peak)
{
    *used = kk_heap_used(&vm->heap);
    *peak = vm->heap.peak > *used ? vm->heap.peak : *used;
}
