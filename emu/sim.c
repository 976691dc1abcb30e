/*
 * sim.c: the simulator's calls, as QEMU's sim machine answers them: number in a2, arguments in a3 to
 * a5, result in a2 and errno in a3.
 *
 * Layer: emu.   Tests: tests/lx106.
 */
#include "emu/cpu.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { SYS_EXIT = 1, SYS_READ = 3, SYS_WRITE = 4, SYS_SELECT_ONE = 29, EINVAL_GUEST = 22, EFAULT_GUEST = 14 };

static void answer(uint32_t *a, long result)
{
    a[3] = result < 0 ? (uint32_t)errno : 0;
    a[2] = (uint32_t)result;
}

static void transfer(Machine *m, uint32_t *a)
{
    uint8_t *at = emu_machine_memory(m, a[4], a[5]);
    if (at == NULL) {
        errno = EFAULT_GUEST;
        answer(a, -1);
    } else if (a[2] == SYS_READ) {
        answer(a, read((int)a[3], at, a[5]));
    } else {
        answer(a, write((int)a[3], at, a[5]));
    }
}

static void select_one(Machine *m, uint32_t *a)
{
    enum { FOR_WRITING = 1 };
    struct pollfd wait = {(int)a[3], a[4] == FOR_WRITING ? POLLOUT : POLLIN, 0};
    uint32_t timeout[2];
    const uint8_t *at = a[5] == 0 ? NULL : emu_machine_memory(m, a[5], sizeof timeout);
    int ms = -1;
    if (at != NULL) {
        memcpy(timeout, at, sizeof timeout);
        ms = (int)(timeout[0] * 1000 + timeout[1] / 1000);
    }
    answer(a, poll(&wait, 1, ms));
}

bool emu_sim_call(Machine *m)
{
    uint32_t *a = m->cpu.ar;
    if (!m->sim)
        return emu_cpu_raise(m, CAUSE_ILLEGAL, m->cpu.sr[SR_EXCVADDR]);
    switch (a[2]) {
    case SYS_EXIT:
        emu_machine_stop(m, (int)(a[3] & 255), NULL);
        break;
    case SYS_READ:
    case SYS_WRITE:
        transfer(m, a);
        break;
    case SYS_SELECT_ONE:
        select_one(m, a);
        break;
    default:
        a[2] = UINT32_MAX;
        a[3] = EINVAL_GUEST;
    }
    return true;
}
