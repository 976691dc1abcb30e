/*
 * interp.c: the loop that executes instructions.
 *
 * Threaded code over instructions that were decoded once: an instruction's address and its Decoded
 * are the same number of steps from the start of their Region, so that a branch is an addition. The
 * registers pc and left live in C locals; before anything is called that may look at them they are
 * written back, and read again after it.
 *
 * Layer: emu.   Tests: tests/emu/run_isa.py, tests/emu/lockstep.py.
 */
#include "emu/cpu.h"
#include "emu/memory.h"
#include "emu/rom.h"

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

static const uint32_t B4[16] = {UINT32_MAX, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};
static const uint32_t B4U[16] = {32768, 65536, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};

static inline uint32_t leading_zeros(uint32_t x)
{
    return x == 0 ? 32 : (uint32_t)__builtin_clz(x);
}

/* The host's place of an emulated byte when it lies in a page of the table. */
static inline uint8_t *paged(uint8_t *const *pages, uint32_t address)
{
    uint32_t offset = address - PAGED_BASE;
    uint8_t *page = offset < PAGED_SIZE ? pages[offset >> PAGE_BITS] : NULL;
    return page == NULL ? NULL : page + (address & (PAGE_SIZE - 1));
}

/* Decodes the instruction at pc, which lies in region. false: its last bytes lie outside. */
static bool decode_at(Machine *m, Region *region, uint32_t pc)
{
    uint32_t offset = pc - region->base;
    return offset < region->size &&
           emu_decode_insn(&region->code[offset], region->bytes + offset, region->size - offset, pc,
                           m->cpu.sr[SR_LITBASE]) != 0;
}

/* No instruction can be fetched at cpu.pc: a function of the ROM, or an exception. */
static void run_outside(Machine *m)
{
    uint32_t pc = m->cpu.pc;
    m->left--;
    if (pc - ROM_BASE < ROM_SIZE)
        emu_rom_call(m);
    else
        emu_cpu_fetch_failed(m);
}

#define R ar[d->r]
#define S ar[d->s]
#define T ar[d->t]
#define A0 ar[0]
#define IMM d->imm
#define SAR cpu->sr[SR_SAR]
#define PC (base + (uint32_t)(d - code))

#define DISPATCH goto *labels[d->op]
#define NEXT(size)              \
    d += size;                  \
    if (unlikely(--left < 0))   \
        goto pause;             \
    DISPATCH
#define TAKE(n)                                            \
    {                                                      \
        d = (const Decoded *)((uintptr_t)d + (uintptr_t)((intptr_t)(int32_t)(n) * (intptr_t)sizeof *d)); \
        if (unlikely((uintptr_t)d - (uintptr_t)code >= code_size)) \
            goto left_region;                              \
        NEXT(0);                                           \
    }
#define JUMP(a)   \
    {             \
        pc = (a); \
        goto jump; \
    }
#define SYNC                  \
    cpu->pc = PC;             \
    m->left = left
/* After a call: an exception was raised, or the slice must end behind this instruction. */
#define AFTER(ok, size)              \
    left = m->left;                  \
    if (unlikely(!(ok) || m->attention)) { \
        if (ok)                      \
            cpu->pc += (size);       \
        goto resume;                 \
    }

#define LOAD_PART(n, value)                                     \
    uint32_t address = S + IMM;                                 \
    const uint8_t *at = paged(m->memory.part, address);         \
    if (likely(at != NULL && (address & ((n) - 1)) == 0)) {     \
        T = value;                                              \
    } else {                                                    \
        uint32_t loaded = 0;                                    \
        SYNC;                                                   \
        bool ok = emu_memory_load(m, address, n, &loaded);      \
        at = (const uint8_t *)&loaded;                          \
        if (ok)                                                 \
            T = value;                                          \
        AFTER(ok, 3)                                            \
    }
#define LOAD_FROM(address_value, size)                          \
    uint32_t address = address_value;                           \
    const uint8_t *at = paged(m->memory.word, address);         \
    if (likely(at != NULL && (address & 3) == 0)) {             \
        T = *(const uint32_t *)at;                              \
    } else {                                                    \
        uint32_t loaded = 0;                                    \
        SYNC;                                                   \
        bool ok = emu_memory_load(m, address, 4, &loaded);      \
        if (ok)                                                 \
            T = loaded;                                         \
        AFTER(ok, size)                                         \
    }
#define LOAD_WORD(address) LOAD_FROM(address, insn_size)
#define LOAD_LITERAL(address) LOAD_FROM(address, 3)
#define STORE(n, type)                                          \
    uint32_t address = S + IMM;                                 \
    uint8_t *at = paged(m->memory.store, address);              \
    if (likely(at != NULL && (address & ((n) - 1)) == 0)) {     \
        *(type *)at = (type)T;                                  \
    } else {                                                    \
        SYNC;                                                   \
        bool ok = emu_memory_store(m, address, n, T);           \
        AFTER(ok, insn_size)                                    \
    }
/* A call that sets the next pc itself when it answers false; behind the instruction otherwise. */
#define SLOW(call)         \
    SYNC;                  \
    bool ok = call;        \
    AFTER(ok, insn_size)

void emu_interp_run(Machine *m)
{
#define INSN(name, size, operands, ...) &&do_##name,
    static const void *const labels[] = {
#include "emu/insns.def"
    };
#undef INSN
    Cpu *cpu = &m->cpu;
    uint32_t *ar = cpu->ar;
    uint32_t pc = cpu->pc;
    int64_t left = m->left;
    Region *region = NULL;
    const Decoded *code = NULL;
    const Decoded *d = NULL;
    uint32_t base = 0;
    uintptr_t code_size = 0;

    goto resume;

jump:
    if (likely(pc - base < region->size)) {
        d = code + (pc - base);
        NEXT(0);
    }
    cpu->pc = pc;
resume:
    m->left = left;
    for (;;) {
        if (m->left <= 0 || m->attention)
            return;
        region = emu_memory_region(m, cpu->pc);
        if (region != NULL)
            break;
        run_outside(m);
    }
    left = m->left;
    base = region->base;
    code = region->code;
    code_size = region->size * sizeof *code;
    d = code + (cpu->pc - base);
    NEXT(0);

undecoded:
    cpu->pc = PC;
    if (decode_at(m, region, cpu->pc))
        DISPATCH;
    m->left = left + 1;
    run_outside(m);
    left = m->left;
    goto resume;

left_region:
    cpu->pc = base + (uint32_t)((intptr_t)((uintptr_t)d - (uintptr_t)code) / (intptr_t)sizeof *d);
    goto resume;

pause:
    cpu->pc = PC;
    m->left = 0;
    return;

#define INSN(name, size, operands, ...)       \
    do_##name : {                             \
        enum { insn_size = size };            \
        (void)insn_size;                      \
        __VA_ARGS__;                          \
    }                                         \
    NEXT(size);
#include "emu/insns.def"
#undef INSN
}
