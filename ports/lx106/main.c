/*
 * main.c: the firmware's main program: runs the script that was handed in, or the prompt.
 *
 * Layer: ports.   Tests: tests/lx106/run_units.py.
 */
#include <string.h>

#include "handin.h"
#include "kukri.h"
#include "machine.h"
#include "exception.h"

/* What Python gets when the runner does not say: little enough to show what a program needs. */
enum { DEFAULT_HEAP = 36864 };

/* What stays free of the C stack for what runs below the last check of its depth: 1.3 KB were seen. */
enum { STACK_RESERVE = 2048 };

enum { STATUS_NO_MEMORY = 1 };

/* CCOUNT at the beginning of each phase of the main program. */
typedef struct Measure {
    uint64_t at[KUKRI_DONE + 1];
} Measure;

static void print_error(const char *text)
{
    kk_machine_write(2, text, strlen(text));
}

static void print_count(const char *what, uint64_t count)
{
    enum { BILLION = 1000000000 };
    char digits[11];
    print_error(what);
    if (count >= BILLION) {
        print_error(kk_machine_decimal((uint32_t)(count / BILLION), digits));
        /* 1 before the nine digits keeps their leading zeros; it is then skipped. */
        print_error(kk_machine_decimal((uint32_t)(count % BILLION) + BILLION, digits) + 1);
        return;
    }
    print_error(kk_machine_decimal((uint32_t)count, digits));
}

static void note_phase(void *platform, KukriPhase phase)
{
    Measure *measure = platform;
    measure->at[phase] = kk_machine_ticks();
}

static void print_measure(const Vm *vm, const Measure *measure)
{
    size_t used;
    size_t peak;
    const uint64_t *at = measure->at;
    kukri_memory(vm, &used, &peak);
    print_count("compile ", (at[KUKRI_EXECUTE] - at[KUKRI_COMPILE]) * KK_INSTRUCTIONS_PER_TICK);
    print_count(" exec ", (at[KUKRI_DONE] - at[KUKRI_EXECUTE]) * KK_INSTRUCTIONS_PER_TICK);
    print_count(" peak ", peak);
    print_count(" stack ", kk_machine_stack_used());
    print_count(" trapped ", kk_exception_loads());
    print_error("\n");
}

static int run(Vm *vm, const Handin *block, const Measure *measure)
{
    int status = 0;
    if ((block->flags & HANDIN_SCRIPT) != 0) {
        status = kukri_run_file(vm, block->argv[0]);
        if ((block->flags & HANDIN_MEASURE) != 0)
            print_measure(vm, measure);
        if ((block->flags & HANDIN_INTERACTIVE) == 0)
            return status;
    }
    do
        status = kukri_repl(vm, KUKRI_REPL_EXIT, NULL, NULL);
    while (status == KUKRI_REPL_SOFT_RESET);
    return status;
}

int main(void)
{
    static _Alignas(16) uint8_t state[KUKRI_STATE_BYTES];
    const Handin *block = kk_handin();
    Measure measure = {{0, 0, 0}};
    size_t room = (size_t)((uint8_t *)kk_machine_heap_limit - (uint8_t *)kk_machine_heap_start);
    size_t heap = block->heap != 0 ? block->heap : DEFAULT_HEAP;
    if (heap > room) {
        print_count("the heap can have at most ", room);
        print_error(" bytes\n");
        return STATUS_NO_MEMORY;
    }
    KukriConfig config = {
        .memory = kk_machine_heap_start,
        .bytes = heap & ~(size_t)15,
        .usable = heap & ~(size_t)15,
        .stack_base = kk_machine_stack_top,
        .stack_bytes = (size_t)((uint8_t *)kk_machine_stack_top - (uint8_t *)kk_machine_stack_limit) - STACK_RESERVE,
        .argc = (int)block->argc,
        .argv = block->argv,
        .phase = (block->flags & HANDIN_MEASURE) != 0 ? note_phase : NULL,
        .state = state,
        .platform = &measure,
    };
    Vm *vm = kukri_new(&config);
    if (vm == NULL) {
        print_error("the heap is too small\n");
        return STATUS_NO_MEMORY;
    }
    if (block->debug != NULL)
        kukri_debug(vm, block->debug);
    if (block->fail_allocation != 0)
        kukri_fail_allocation(vm, block->fail_allocation);
    int status = run(vm, block, &measure);
    int last = kukri_free(vm);
    return status != 0 ? status : last;
}
