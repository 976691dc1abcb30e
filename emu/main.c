/*
 * main.c: kukri-emu, from its command line to its exit status.
 *
 * Layer: emu.   Tests: tests/emu/run_core.py.
 */
#include "emu/core.h"
#include "emu/options.h"
#include "emu/run.h"

int main(int argc, char **argv)
{
    Machine *m = emu_run_new();
    int status = 2;
    if (!emu_options_read(m, argc, argv, &status))
        return status;
    if (!emu_run_power_on(m))
        return 2;
    return emu_run_to_end(m);
}
