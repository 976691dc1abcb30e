/*
 * strict.c: an LX106 that is as strict as the chip, where QEMU is not.
 *
 * Runs the firmware on a computer, with the chip's memory and nothing else mapped: a byte or
 * halfword load from flash or IRAM raises LoadStoreError, so does a store to flash, an unaligned
 * word or an address outside. Loads that the firmware's handler had to emulate are counted by pc
 * and told at the end (--traps). One instruction is 1 ns and CCOUNT ticks each 25, as under QEMU's
 * -icount shift=0, so that the two can be compared.
 *
 * usage: strict [--traps | --profile] ELF BLOCK
 *
 * BLOCK is loaded at 0x60000000 (ports/lx106/handin.h). --profile tells the functions in which the
 * most instructions were executed.
 *
 * Tests: tests/lx106/run_units.py runs the same programs on it and on QEMU.
 */
#include <elf.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    DRAM = 0x3ffe8000,
    DRAM_SIZE = 80 << 10,
    IRAM = 0x40100000,
    IRAM_SIZE = 32 << 10,
    FLASH = 0x40200000,
    FLASH_SIZE = 1 << 20,
    RESET = 0x50000000,
    RESET_SIZE = 64,
    BLOCK = 0x60000000,
    TICK = 25,
};

enum { PS_EXCM = 0x10, PS_UM = 0x20 };
enum { CAUSE_ILLEGAL = 0, CAUSE_LOAD_STORE = 3, CAUSE_INTERRUPT = 4, CAUSE_UNALIGNED = 9 };
enum { SR_SAR = 3, SR_EPC1 = 177, SR_EXCSAVE1 = 209, SR_INTENABLE = 228, SR_PS = 230,
       SR_VECBASE = 231, SR_EXCCAUSE = 232, SR_CCOUNT = 234, SR_EXCVADDR = 238, SR_CCOMPARE0 = 240 };

typedef struct Trap {
    uint32_t pc, address, count;
} Trap;

enum { TRAPS = 4096 };

/* A function of the program, and the instructions executed in it. */
typedef struct Function {
    uint32_t start, end;
    const char *name;
    uint64_t count;
} Function;

typedef struct Machine {
    uint32_t ar[16];
    uint32_t pc;
    uint32_t sr[256];
    uint64_t count; /* instructions executed */
    bool raised;    /* the instruction ended in an exception: it has no effect */
    uint8_t dram[DRAM_SIZE], iram[IRAM_SIZE], flash[FLASH_SIZE], reset[RESET_SIZE];
    uint8_t *block;
    uint32_t block_size;
    Trap traps[TRAPS];
    uint64_t trapped;
    Function *functions; /* by address; NULL: no profile */
    size_t function_count;
    Function *current;
} Machine;

static _Noreturn void give_up(const char *what, uint32_t x)
{
    fprintf(stderr, "strict: %s %08x\n", what, (unsigned)x);
    exit(125);
}

/* ---- memory ---- */

typedef enum Access { FETCH, LOAD_WORD, LOAD_PART, STORE_WORD, STORE_PART } Access;

static bool within(uint32_t address, uint32_t n, uint32_t start, uint32_t size)
{
    return n <= size && address - start <= size - n;
}

/* Where n bytes at address are, NULL when the chip would not answer that kind of access. */
static uint8_t *place(Machine *m, uint32_t address, uint32_t n, Access access)
{
    if (within(address, n, DRAM, DRAM_SIZE) && access != FETCH)
        return m->dram + (address - DRAM);
    if (within(address, n, FLASH, FLASH_SIZE) && access <= LOAD_WORD)
        return m->flash + (address - FLASH);
    if (within(address, n, IRAM, IRAM_SIZE) && access != LOAD_PART && access != STORE_PART)
        return m->iram + (address - IRAM);
    if (within(address, n, RESET, RESET_SIZE) && access <= LOAD_WORD)
        return m->reset + (address - RESET);
    if (within(address, n, BLOCK, m->block_size) && access != FETCH)
        return m->block + (address - BLOCK);
    return NULL;
}

static void raise_exception(Machine *m, uint32_t cause, uint32_t address)
{
    bool twice = (m->sr[SR_PS] & PS_EXCM) != 0;
    m->sr[SR_EPC1] = m->pc;
    m->sr[SR_EXCCAUSE] = cause;
    m->sr[SR_EXCVADDR] = address;
    uint32_t vector = twice ? 0x70 : (m->sr[SR_PS] & PS_UM) != 0 ? 0x50 : 0x30;
    m->sr[SR_PS] |= PS_EXCM;
    m->pc = m->sr[SR_VECBASE] + vector;
    m->raised = true;
}

static void note_trap(Machine *m, uint32_t address)
{
    uint32_t at = m->pc * 2654435761u >> 20;
    m->trapped++;
    for (uint32_t i = 0; i < TRAPS; i++, at = (at + 1) % TRAPS) {
        Trap *trap = &m->traps[at];
        if (trap->count == 0 || trap->pc == m->pc) {
            trap->pc = m->pc;
            trap->address = address;
            trap->count++;
            return;
        }
    }
}

/* The place of an operand, or NULL with an exception raised. */
static uint8_t *operand(Machine *m, uint32_t address, uint32_t n, Access access)
{
    if ((address & (n - 1)) != 0) {
        raise_exception(m, CAUSE_UNALIGNED, address);
        return NULL;
    }
    uint8_t *at = place(m, address, n, access);
    if (at == NULL) {
        if (access == LOAD_PART && place(m, address, n, LOAD_WORD) != NULL)
            note_trap(m, address);
        raise_exception(m, CAUSE_LOAD_STORE, address);
    }
    return at;
}

static void load(Machine *m, uint32_t to, uint32_t address, uint32_t n, bool sign)
{
    uint8_t *at = operand(m, address, n, n == 4 ? LOAD_WORD : LOAD_PART);
    if (at == NULL)
        return;
    uint32_t value = 0;
    memcpy(&value, at, n);
    m->ar[to] = sign ? (uint32_t)(int32_t)(int16_t)value : value;
}

static void store(Machine *m, uint32_t value, uint32_t address, uint32_t n)
{
    uint8_t *at = operand(m, address, n, n == 4 ? STORE_WORD : STORE_PART);
    if (at != NULL)
        memcpy(at, &value, n);
}

/* ---- the simulator's calls ---- */

static _Noreturn void finish(const Machine *m, int status, bool tell);
static bool tell_traps;

static void simcall(Machine *m)
{
    enum { EXIT = 1, READ = 3, WRITE = 4, SELECT_ONE = 29 };
    uint32_t *a = m->ar;
    struct pollfd wait = {0, POLLIN, 0};
    switch (a[2]) {
    case EXIT:
        finish(m, (int)(a[3] & 0xff), tell_traps);
    case READ:
    case WRITE: {
        /* QEMU itself reads and writes for the program: any memory will do. */
        uint8_t *at = place(m, a[4], a[5], a[2] == READ ? STORE_WORD : LOAD_WORD);
        if (at == NULL)
            give_up("a simcall with a bad buffer", a[4]);
        a[2] = (uint32_t)(a[2] == READ ? read(0, at, a[5]) : write((int)a[3], at, a[5]));
        return;
    }
    case SELECT_ONE: {
        uint32_t timeout[2];
        memcpy(timeout, place(m, a[5], sizeof timeout, LOAD_WORD), sizeof timeout);
        a[2] = (uint32_t)poll(&wait, 1, (int)(timeout[0] * 1000 + timeout[1] / 1000));
        return;
    }
    default:
        a[2] = UINT32_MAX;
    }
}

/* ---- instructions ---- */

static int32_t extend(uint32_t x, int bits)
{
    return (int32_t)(x << (32 - bits)) >> (32 - bits);
}

static uint32_t read_special(Machine *m, uint32_t which)
{
    return which == SR_CCOUNT ? (uint32_t)(m->count / TICK) : m->sr[which];
}

static uint32_t count_leading(uint32_t x)
{
    return x == 0 ? 32 : (uint32_t)__builtin_clz(x);
}

/* Sleeps until CCOMPARE0, the only interrupt there is. */
static void wait_interrupt(Machine *m)
{
    uint32_t left = m->sr[SR_CCOMPARE0] - (uint32_t)(m->count / TICK);
    if ((m->sr[SR_INTENABLE] & 1 << 6) == 0)
        give_up("waiti without an interrupt at", m->pc);
    m->count = (m->count / TICK + left) * TICK;
    m->pc += 3;
    raise_exception(m, CAUSE_INTERRUPT, 0);
}

/* r = 0 .. 7 of the group without operands: jumps through registers, synchronisation, simcall. */
static bool execute_st0(Machine *m, uint32_t r, uint32_t s, uint32_t t)
{
    uint32_t next = m->pc + 3;
    switch (r << 4 | t) {
    case 0x08:
        m->pc = m->ar[0];
        return true;
    case 0x0a:
        m->pc = m->ar[s];
        return true;
    case 0x0c: {
        uint32_t target = m->ar[s];
        m->ar[0] = next;
        m->pc = target;
        return true;
    }
    case 0x30:
        m->sr[SR_PS] &= ~(uint32_t)PS_EXCM;
        m->pc = m->sr[SR_EPC1];
        return true;
    case 0x50:
        simcall(m);
        break;
    case 0x70:
        wait_interrupt(m);
        return true;
    default:
        if (r != 2)
            return false;
    }
    m->pc = next;
    return true;
}

static bool execute_st1(Machine *m, uint32_t r, uint32_t s, uint32_t t)
{
    uint32_t *ar = m->ar;
    switch (r) {
    case 0:
        m->sr[SR_SAR] = ar[s] & 31;
        return true;
    case 1:
        m->sr[SR_SAR] = 32 - (ar[s] & 31);
        return true;
    case 2:
        m->sr[SR_SAR] = (ar[s] & 3) * 8;
        return true;
    case 3:
        m->sr[SR_SAR] = 32 - (ar[s] & 3) * 8;
        return true;
    case 4:
        m->sr[SR_SAR] = s | (t & 1) << 4;
        return true;
    case 14:
        ar[t] = count_leading((int32_t)ar[s] < 0 ? ~ar[s] : ar[s]) - 1;
        return true;
    case 15:
        ar[t] = count_leading(ar[s]);
        return true;
    default:
        return false;
    }
}

static bool execute_rst0(Machine *m, uint32_t op, uint32_t r, uint32_t s, uint32_t t)
{
    uint32_t *ar = m->ar;
    if (op == 4)
        return execute_st1(m, r, s, t);
    if (op == 6 && s <= 1) {
        ar[r] = s == 0 || (int32_t)ar[t] < 0 ? -ar[t] : ar[t];
        return true;
    }
    if (op == 1)
        ar[r] = ar[s] & ar[t];
    else if (op == 2)
        ar[r] = ar[s] | ar[t];
    else if (op == 3)
        ar[r] = ar[s] ^ ar[t];
    else if (op >= 12)
        ar[r] = (ar[s] << (op - 12)) - ar[t];
    else if (op >= 8)
        ar[r] = (ar[s] << (op - 8)) + ar[t];
    else
        return false;
    return true;
}

static bool execute_rst1(Machine *m, uint32_t op, uint32_t r, uint32_t s, uint32_t t)
{
    uint32_t *ar = m->ar;
    uint32_t sar = m->sr[SR_SAR];
    uint64_t pair = (uint64_t)ar[s] << 32;
    switch (op) {
    case 0:
    case 1:
        ar[r] = (uint32_t)((uint64_t)ar[s] << (32 - ((op & 1) << 4 | t)));
        return true;
    case 2:
    case 3:
        ar[r] = (uint32_t)((int32_t)ar[t] >> ((op & 1) << 4 | s));
        return true;
    case 4:
        ar[r] = ar[t] >> s;
        return true;
    case 6: {
        uint32_t which = r << 4 | s;
        uint32_t old = read_special(m, which);
        m->sr[which] = ar[t];
        ar[t] = old;
        return true;
    }
    case 8:
        ar[r] = (uint32_t)((pair | ar[t]) >> sar);
        return true;
    case 9:
        ar[r] = sar > 31 ? 0 : ar[t] >> sar;
        return true;
    case 10:
        ar[r] = (uint32_t)(pair >> sar);
        return true;
    case 11:
        ar[r] = (uint32_t)((int32_t)ar[t] >> (sar > 31 ? 31 : sar));
        return true;
    case 12:
        ar[r] = (ar[s] & 0xffff) * (ar[t] & 0xffff);
        return true;
    case 13:
        ar[r] = (uint32_t)((int32_t)(int16_t)ar[s] * (int16_t)ar[t]);
        return true;
    default:
        return false;
    }
}

static bool execute_rst3(Machine *m, uint32_t op, uint32_t r, uint32_t s, uint32_t t)
{
    uint32_t *ar = m->ar;
    uint32_t which = r << 4 | s;
    int32_t x = (int32_t)ar[t];
    if (op == 0)
        ar[t] = read_special(m, which);
    else if (op == 1)
        m->sr[which] = ar[t];
    else if (op < 8 || op > 11)
        return false;
    else if (op == 8 ? x == 0 : op == 9 ? x != 0 : op == 10 ? x < 0 : x >= 0)
        ar[r] = ar[s];
    return true;
}

/* The group of three registers. */
static bool execute_qrst(Machine *m, uint32_t w)
{
    uint32_t op1 = w >> 16 & 15;
    uint32_t op2 = w >> 20 & 15;
    uint32_t r = w >> 12 & 15;
    uint32_t s = w >> 8 & 15;
    uint32_t t = w >> 4 & 15;
    bool known = false;
    if (op1 == 0 && op2 == 0)
        return execute_st0(m, r, s, t);
    if (op1 == 0)
        known = execute_rst0(m, op2, r, s, t);
    else if (op1 == 1)
        known = execute_rst1(m, op2, r, s, t);
    else if (op1 == 3)
        known = execute_rst3(m, op2, r, s, t);
    else if (op1 == 2 && op2 == 8) {
        m->ar[r] = m->ar[s] * m->ar[t];
        known = true;
    } else if (op1 == 4 || op1 == 5) {
        m->ar[r] = m->ar[t] >> (s | (op1 & 1) << 4) & ((2u << op2) - 1);
        known = true;
    }
    if (known)
        m->pc += 3;
    return known;
}

/* Loads, stores and additions with an immediate of 8 bits. */
static bool execute_lsai(Machine *m, uint32_t w)
{
    uint32_t s = w >> 8 & 15;
    uint32_t t = w >> 4 & 15;
    uint32_t imm = w >> 16;
    uint32_t base = m->ar[s];
    switch (w >> 12 & 15) {
    case 0:
        load(m, t, base + imm, 1, false);
        break;
    case 1:
        load(m, t, base + imm * 2, 2, false);
        break;
    case 2:
        load(m, t, base + imm * 4, 4, false);
        break;
    case 4:
        store(m, m->ar[t], base + imm, 1);
        break;
    case 5:
        store(m, m->ar[t], base + imm * 2, 2);
        break;
    case 6:
        store(m, m->ar[t], base + imm * 4, 4);
        break;
    case 9:
        load(m, t, base + imm * 2, 2, true);
        break;
    case 10:
        m->ar[t] = (uint32_t)extend(s << 8 | imm, 12);
        break;
    case 12:
        m->ar[t] = base + (uint32_t)extend(imm, 8);
        break;
    case 13:
        m->ar[t] = base + ((uint32_t)extend(imm, 8) << 8);
        break;
    default:
        return false;
    }
    if (!m->raised)
        m->pc += 3;
    return true;
}

static bool compare(uint32_t how, uint32_t a, uint32_t b, uint32_t bit)
{
    switch (how & 7) {
    case 0:
        return (a & b) == 0;
    case 1:
        return a == b;
    case 2:
        return (int32_t)a < (int32_t)b;
    case 3:
        return a < b;
    case 4:
        return (a & b) == b;
    case 5:
        return (a >> (b & 31) & 1) == 0;
    default:
        return (a >> bit & 1) == 0;
    }
}

/* Branches on two registers, or on a bit. */
static bool execute_branch(Machine *m, uint32_t w)
{
    uint32_t how = w >> 12 & 15;
    uint32_t t = w >> 4 & 15;
    bool holds = compare(how, m->ar[w >> 8 & 15], m->ar[t], t | (how & 1) << 4);
    bool taken = holds != (how >= 8);
    m->pc += taken ? 4 + (uint32_t)extend(w >> 16, 8) : 3;
    return true;
}

/* Jumps, and branches on one register. */
static bool execute_si(Machine *m, uint32_t w)
{
    static const int32_t b4[] = {-1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 128, 256};
    uint32_t kind = w >> 4 & 3;
    uint32_t how = w >> 6 & 3;
    uint32_t which = w >> 12 & 15;
    int32_t x = (int32_t)m->ar[w >> 8 & 15];
    int32_t y = kind == 1 ? 0 : b4[which];
    if (kind == 0) {
        m->pc += 4 + (uint32_t)extend(w >> 6, 18);
        return true;
    }
    if (kind == 3) {
        uint32_t limit = which == 0 ? 32768 : which == 1 ? 65536 : (uint32_t)b4[which];
        if (how < 2)
            return false;
        m->pc += ((uint32_t)x < limit) == (how == 2) ? 4 + (uint32_t)extend(w >> 16, 8) : 3;
        return true;
    }
    bool taken = how == 0 ? x == y : how == 1 ? x != y : how == 2 ? x < y : x >= y;
    uint32_t offset = kind == 1 ? (uint32_t)extend(w >> 12, 12) : (uint32_t)extend(w >> 16, 8);
    m->pc += taken ? 4 + offset : 3;
    return true;
}

/* The instructions of 16 bits. */
static bool execute_narrow(Machine *m, uint32_t w)
{
    uint32_t *ar = m->ar;
    uint32_t r = w >> 12 & 15;
    uint32_t s = w >> 8 & 15;
    uint32_t t = w >> 4 & 15;
    switch (w & 15) {
    case 8:
        load(m, t, ar[s] + r * 4, 4, false);
        break;
    case 9:
        store(m, ar[t], ar[s] + r * 4, 4);
        break;
    case 10:
        ar[r] = ar[s] + ar[t];
        break;
    case 11:
        ar[r] = ar[s] + (t == 0 ? UINT32_MAX : t);
        break;
    case 12:
        if (t < 8) {
            uint32_t imm = t << 4 | r;
            ar[s] = imm >= 96 ? imm - 128 : imm;
        } else if ((ar[s] == 0) == (t < 12)) {
            m->pc += 4 + ((t & 3) << 4 | r);
            return true;
        }
        break;
    default:
        if (r == 15 && t == 0) {
            m->pc = ar[0];
            return true;
        }
        if (r != 0 && !(r == 15 && t == 3))
            return false;
        if (r == 0)
            ar[t] = ar[s];
    }
    if (!m->raised)
        m->pc += 2;
    return true;
}

static bool execute(Machine *m, uint32_t w)
{
    switch (w & 15) {
    case 0:
        return execute_qrst(m, w);
    case 1:
        load(m, w >> 4 & 15, ((m->pc + 3) & ~3u) + (0xfffc0000u | w >> 8 << 2), 4, false);
        m->pc += m->raised ? 0 : 3;
        return true;
    case 2:
        return execute_lsai(m, w);
    case 5:
        if ((w >> 4 & 3) != 0)
            return false;
        m->ar[0] = m->pc + 3;
        m->pc = (m->pc & ~3u) + 4 + ((uint32_t)extend(w >> 6, 18) << 2);
        return true;
    case 6:
        return execute_si(m, w);
    case 7:
        return execute_branch(m, w);
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
    case 13:
        return execute_narrow(m, w & 0xffff);
    default:
        return false;
    }
}

/* Counts the instruction for the function that pc is in. */
static void count_function(Machine *m)
{
    size_t low = 0;
    size_t high = m->function_count;
    if (m->current == NULL || m->pc < m->current->start || m->pc >= m->current->end) {
        while (high - low > 1) {
            size_t middle = (low + high) / 2;
            if (m->functions[middle].start <= m->pc)
                low = middle;
            else
                high = middle;
        }
        m->current = &m->functions[low];
    }
    m->current->count++;
}

static void step(Machine *m)
{
    uint8_t *at = place(m, m->pc, 2, FETCH);
    if (at == NULL)
        give_up("no code at", m->pc);
    uint32_t w = at[0] | at[1] << 8;
    if ((w & 8) == 0)
        w |= (uint32_t)at[2] << 16;
    m->raised = false;
    m->count++;
    if (m->functions != NULL)
        count_function(m);
    if (!execute(m, w))
        raise_exception(m, CAUSE_ILLEGAL, 0);
}

/* ---- start and end ---- */

static uint8_t *read_all(const char *path, size_t *size)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        perror(path);
        exit(125);
    }
    fseek(stream, 0, SEEK_END);
    *size = (size_t)ftell(stream);
    rewind(stream);
    uint8_t *data = malloc(*size + 4);
    if (data == NULL || fread(data, 1, *size, stream) != *size)
        give_up("cannot read a file of size", (uint32_t)*size);
    fclose(stream);
    return data;
}

static int by_start(const void *a, const void *b)
{
    const Function *x = a;
    const Function *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Names are borrowed from data, the whole ELF file. */
static void load_functions(Machine *m, const uint8_t *data)
{
    const Elf32_Ehdr *head = (const Elf32_Ehdr *)data;
    const Elf32_Shdr *sections = (const Elf32_Shdr *)(data + head->e_shoff);
    for (int i = 0; i < head->e_shnum; i++) {
        if (sections[i].sh_type != SHT_SYMTAB)
            continue;
        const Elf32_Sym *symbols = (const Elf32_Sym *)(data + sections[i].sh_offset);
        size_t n = sections[i].sh_size / sizeof *symbols;
        const char *names = (const char *)(data + sections[sections[i].sh_link].sh_offset);
        m->functions = calloc(n + 1, sizeof *m->functions);
        for (size_t k = 0; k < n && m->functions != NULL; k++) {
            if (ELF32_ST_TYPE(symbols[k].st_info) != STT_FUNC || symbols[k].st_size == 0)
                continue;
            m->functions[m->function_count++] =
                (Function){symbols[k].st_value, symbols[k].st_value + symbols[k].st_size,
                           names + symbols[k].st_name, 0};
        }
    }
    qsort(m->functions, m->function_count, sizeof *m->functions, by_start);
}

static void load_elf(Machine *m, const char *path, bool profile)
{
    size_t size;
    uint8_t *data = read_all(path, &size);
    const Elf32_Ehdr *head = (const Elf32_Ehdr *)data;
    if (size < sizeof *head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0)
        give_up("no ELF file, size", (uint32_t)size);
    const Elf32_Phdr *segments = (const Elf32_Phdr *)(data + head->e_phoff);
    for (int i = 0; i < head->e_phnum; i++) {
        const Elf32_Phdr *segment = &segments[i];
        if (segment->p_type != PT_LOAD || segment->p_filesz == 0)
            continue;
        uint8_t *to = place(m, segment->p_vaddr, segment->p_filesz, LOAD_WORD);
        if (to == NULL || segment->p_offset + segment->p_filesz > size)
            give_up("a segment lies outside the chip's memory:", segment->p_vaddr);
        memcpy(to, data + segment->p_offset, segment->p_filesz);
    }
    if (profile)
        load_functions(m, data);
    else
        free(data);
}

static int by_count(const void *a, const void *b)
{
    uint32_t x = ((const Trap *)a)->count;
    uint32_t y = ((const Trap *)b)->count;
    return (x < y) - (x > y);
}

static int by_function_count(const void *a, const void *b)
{
    uint64_t x = ((const Function *)a)->count;
    uint64_t y = ((const Function *)b)->count;
    return (x < y) - (x > y);
}

static void print_profile(const Machine *m)
{
    enum { MOST = 40 };
    qsort(m->functions, m->function_count, sizeof *m->functions, by_function_count);
    for (size_t i = 0; i < MOST && i < m->function_count && m->functions[i].count != 0; i++)
        fprintf(stderr, "%5.1f %% %10llu %s\n", 100.0 * (double)m->functions[i].count / (double)m->count,
                (unsigned long long)m->functions[i].count, m->functions[i].name);
}

static _Noreturn void finish(const Machine *m, int status, bool tell)
{
    enum { MOST = 20 };
    static Trap sorted[TRAPS];
    if (tell) {
        memcpy(sorted, m->traps, sizeof sorted);
        qsort(sorted, TRAPS, sizeof sorted[0], by_count);
        fprintf(stderr, "instructions %llu trapped loads %llu\n", (unsigned long long)m->count,
                (unsigned long long)m->trapped);
        for (int i = 0; i < MOST && sorted[i].count != 0; i++)
            fprintf(stderr, "%8u at pc %08x, of %08x\n", (unsigned)sorted[i].count,
                    (unsigned)sorted[i].pc, (unsigned)sorted[i].address);
    }
    if (m->functions != NULL)
        print_profile(m);
    exit(status);
}

int main(int argc, char **argv)
{
    static Machine machine;
    size_t size = 0;
    tell_traps = argc > 1 && strcmp(argv[1], "--traps") == 0;
    bool profile = argc > 1 && strcmp(argv[1], "--profile") == 0;
    argv += tell_traps || profile;
    argc -= tell_traps || profile;
    if (argc != 3) {
        fprintf(stderr, "usage: strict [--traps | --profile] ELF BLOCK\n");
        return 125;
    }
    load_elf(&machine, argv[1], profile);
    machine.block = read_all(argv[2], &size);
    machine.block_size = (uint32_t)size;
    machine.pc = RESET;
    machine.sr[SR_PS] = 0x1f;
    for (;;)
        step(&machine);
}
