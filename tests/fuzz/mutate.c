/*
 * mutate.c: code files with instructions that no compiler made: those which the loader accepts are run.
 *
 * usage: mutate FIRST COUNT SOURCE...   Round i mutates one of the sources by a random number generator that begins with i, BATCH
 * mutants in a process of its own, whose heap is the one that compiled. A mutant may raise whatever it likes, run into its
 * time limit or leave; a crash, a failed assertion or one of the sanitizer's is a failure, which names the round.
 * run_fuzz.py builds and runs it.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "include/kukri.h"
#include "lang/lang.h"
#include "lang/opinfo.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "runtime/codefile.h"
#include "runtime/load.h"
#include "types/bytes/bytes.h"
#include "input.h"

enum { HEAP = 64 << 20, C_STACK = 1 << 20, ABOVE = 512, BATCH = 48, CODES = 400, TICK = 20000, TICKS = 10 };

typedef struct Counts {
    long made, accepted;
} Counts;

static Vm *vm;
static Counts *counts;
static uint64_t state;
static CodeObj **codes; /* on the C stack, where the collector finds them */
static size_t ncodes;
static int ticks;

/* What a Code takes in the heap, whose cells are of 8 bytes. */
static size_t size_of(const CodeObj *c) { return sizeof *c + kk_code_nconsts(c) * sizeof(Value) + ((kk_code_nraw(c) + 7) & ~(size_t)7); }

static uint32_t any(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % n);
}

static void tick(int signal)
{
    if (++ticks > TICKS)
        _exit(0);
    kukri_interrupt(vm);
}

/* ---- mutating ---- */

static void collect(Value code)
{
    CodeObj *c = KK_OBJ(CodeObj, code);
    if (ncodes == CODES)
        return;
    codes[ncodes++] = c;
    for (size_t i = 0; i < kk_code_nconsts(c); i++)
        if (c->consts[i] != KK_UNSET && kk_desc_is(c->consts[i], &kk_type_code))
            collect(c->consts[i]);
}

static uint32_t *instruction(CodeObj *c)
{
    uint32_t *ops = (uint32_t *)(uintptr_t)kk_code_ops(c);
    size_t at = 0, wanted = any((uint32_t)kk_code_nops(c));
    while (at + kk_opinfo_length(ops + at) <= wanted)
        at += kk_opinfo_length(ops + at);
    return ops + at;
}

static void change_head(CodeObj *c)
{
    switch (any(4)) {
    case 0:
        c->frame ^= (uintptr_t)1 << (16 + any(9));
        break;
    case 1:
        c->frame += any(2) ? 0x100 : (uintptr_t)0 - 0x100;
        break;
    case 2:
        c->frame += any(2) ? 1 : (uintptr_t)0 - 1;
        break;
    default:
        c->params ^= (uintptr_t)1 << any(24);
        break;
    }
}

static void change_handler(CodeObj *c)
{
    uint32_t n = kk_code_nhandlers(c), *h = (uint32_t *)(uintptr_t)kk_code_handlers(c);
    if (n == 0)
        return;
    h += 2 * any(n);
    if (any(2))
        h[0] = any((uint32_t)kk_code_nops(c)) | any((uint32_t)kk_code_nops(c) + 1) << 16;
    else
        h[1] = any((uint32_t)kk_code_nops(c));
}

static void mutate(CodeObj *c)
{
    uint32_t *at = instruction(c), *other = instruction(c), w = *at, shift = 8 * (1 + any(3));
    uint32_t length = kk_opinfo_length(at), op = any(OP_COUNT);
    switch (any(12)) {
    case 0: case 1: /* another instruction, of the same length */
        while ((kk_opinfo_flags(op) & OP_EXT) != (kk_opinfo_flags(KK_OP_OF(w)) & OP_EXT))
            op = any(OP_COUNT);
        *at = (w & ~0xFFu) | op;
        break;
    case 2: case 3: case 4: /* another register, most often */
        *at = (w & ~(0xFFu << shift)) | any(kk_code_nregs(c) + 1) << shift;
        break;
    case 5: case 6: case 7: /* nothing happens */
        for (uint32_t i = 0; i < length; i++)
            at[i] = OP_NOP;
        break;
    case 8:
        if (length == kk_opinfo_length(other))
            memcpy(at, other, length * 4);
        break;
    case 9:
        if (length == kk_opinfo_length(other)) {
            *at = *other;
            *other = w;
        }
        break;
    case 10:
        any(2) ? change_handler(c) : change_head(c);
        break;
    default:
        if (length > 1)
            at[1] ^= 1u << any(8);
        else
            *at = w ^ 1u << (8 + any(24));
        break;
    }
}

/* ---- running ---- */

static void run(Value bytes)
{
    Input in = {KK_OBJ(BytesObj, bytes)->at, kk_len_of(bytes)};
    Value name = kk_intern(vm, KK_SPAN("mutant")), module = kk_module_new(vm, name, NULL);
    LoadFile file = {.source = {read_input, NULL, &in, false}, .vm = vm, .fd = -1, .filename = name};
    if (module == KK_ERROR)
        return;
    Value globals = KK_OBJ(ModuleObj, module)->dict, code = kk_codefile_read(vm, &file, globals);
    counts->made++;
    if (code == KK_ERROR)
        return;
    counts->accepted++;
    struct itimerval every = {{0, TICK}, {0, TICK}}, never = {{0, 0}, {0, 0}};
    ticks = 0;
    setitimer(ITIMER_REAL, &every, NULL);
    (void)!kk_vm_exec(vm, code, globals, KK_UNSET);
    setitimer(ITIMER_REAL, &never, NULL);
    vm->pending = KK_UNSET;
    kk_heap_collect(&vm->heap, false);
}

/* One mutant of the code, which is afterwards as it was. */
static void mutant(Value code, Value globals)
{
    static _Alignas(16) uint8_t saved[1 << 20];
    size_t used = 0, n = 1 + any(3);
    for (size_t i = 0; i < ncodes; i++) {
        size_t size = size_of(codes[i]);
        memcpy(saved + used, codes[i], used + size <= sizeof saved ? size : 0);
        used += size;
    }
    if (used > sizeof saved)
        return;
    for (; n > 0; n--)
        mutate(codes[any((uint32_t)ncodes)]);
    StrBuf out;
    kk_strbuf_init(&out, vm);
    Value bytes = kk_codefile_write(&out, code, globals) ? kk_strbuf_finish_bytes(&out) : KK_ERROR;
    used = 0;
    for (size_t i = 0; i < ncodes; i++) {
        CodeObj *head = (CodeObj *)(void *)(saved + used);
        size_t size = size_of(head);
        memcpy(codes[i], head, size);
        used += size;
    }
    if (bytes != KK_ERROR)
        run(bytes);
    vm->pending = KK_UNSET;
}

static bool read_text(const char *path, char *text, size_t room)
{
    FILE *f = fopen(path, "rb");
    size_t n = f == NULL ? 0 : fread(text, 1, room - 1, f);
    if (f != NULL)
        fclose(f);
    text[n] = 0;
    return n > 0;
}

/* The mutants of one round, in this process. */
static void round_of(uint64_t number, char **sources, int n)
{
    static char text[1 << 16];
    state = number * 0x9E3779B97F4A7C15u + 1;
    any(2);
    if (!read_text(sources[any((uint32_t)n)], text, sizeof text))
        exit(3);
    Value module = kk_module_new(vm, kk_intern(vm, KK_SPAN("original")), NULL);
    Value globals = KK_OBJ(ModuleObj, module)->dict;
    (void)!kk_dict_make_namespace(vm, globals);
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = kk_intern(vm, KK_SPAN("original")), .globals = globals};
    Value code = kk_compile_text(vm, kk_bytes_new(vm, (Span){(const uint8_t *)text, strlen(text)}), &options);
    if (code == KK_ERROR)
        exit(4);
    CodeObj *held[CODES];
    codes = held;
    collect(code);
    for (int i = 0; i < BATCH; i++)
        mutant(code, globals);
    KK_KEEP(code);
    KK_KEEP(held);
}

static void begin(void)
{
    void *memory = mmap(NULL, HEAP, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    KukriConfig config = {.memory = memory, .bytes = HEAP, .usable = HEAP, .stack_bytes = C_STACK, .path = ".frozen",
                          .stack_base = (char *)__builtin_frame_address(0) + ABOVE};
    counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || (vm = kukri_new(&config)) == NULL)
        exit(2);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    uint64_t first = strtoull(argv[1], NULL, 10), count = strtoull(argv[2], NULL, 10);
    int failures = 0;
    struct timeval now, start;
    gettimeofday(&start, NULL);
    begin();
    for (uint64_t i = first; i < first + count; i++) {
        pid_t child = fork();
        if (child == 0) {
            int nothing = open("/dev/null", O_RDWR);
            dup2(nothing, 0);
            dup2(nothing, 1);
            signal(SIGALRM, tick);
            round_of(i, argv + 3, argc - 3);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (status != 0 && ++failures < 20)
            fprintf(stderr, "round %llu: status %#x\n", (unsigned long long)i, (unsigned)status);
    }
    gettimeofday(&now, NULL);
    printf("%ld mutants, %ld accepted and run, %d rounds failed, %ld s\n", counts->made, counts->accepted, failures,
           (long)(now.tv_sec - start.tv_sec));
    return failures != 0;
}
