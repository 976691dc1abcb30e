/*
 * fuzz.c: one libFuzzer program for all targets; KK_FUZZ in the environment names the one.
 *
 * A target is a Python function of the input's bytes (below) or, for code files, their reader. Every exception is a good
 * answer; a crash, a failed assertion or heap check, and an answer that takes too long are not. run_fuzz.py builds and runs it.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "include/kukri.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/vm.h"
#include "runtime/codefile.h"
#include "runtime/load.h"
#include "types/bytes/bytes.h"
#include "input.h"

enum { HEAP = 64 << 20, C_STACK = 1 << 20, ABOVE = 512 };

typedef struct Target {
    const char *name, *program;
} Target;

static const Target targets[] = {
    {"json", "import json\n"
             "def fuzz(d):\n"
             "    x = json.loads(d)\n"
             "    if x == x: assert json.loads(json.dumps(x)) == x, d\n"},
    {"re", "import re\n"
           "def fuzz(d):\n"
           "    p, _, s = d.partition(b'\\n')\n"
           "    f = re.compile(p)\n"
           "    m = f.search(s[:64])\n"
           "    f.sub(b'x', s[:64]); f.findall(s[:64])\n"
           "    if m: assert m.group() == s[m.start():m.end()]\n"},
    {"struct", "import struct\n"
               "def fuzz(d):\n"
               "    f, _, s = d.partition(b'\\n')\n"
               "    v = struct.unpack_from(f.decode(), s)\n"
               "    assert len(struct.pack(f.decode(), *v)) == struct.calcsize(f.decode())\n"},
    {"zlib", "import deflate, io\n"
             "def fuzz(d):\n"
             "    d and deflate.DeflateIO(io.BytesIO(d[1:]), d[0] & 3, 8 + d[0] % 8).read(100000)\n"},
    {"lexer", "def fuzz(d):\n"
              "    compile(d, 'f', 'exec')\n"},
    {"text", "def fuzz(d):\n"
             "    s = d.decode()\n"
             "    for f in (int, float, complex): \n"
             "        try: f(s)\n"
             "        except ValueError: pass\n"
             "    format(12345, s[:8]); s.format(1, a=2); s % (1, 2)\n"},
    {"code", NULL},
};

static Vm *vm;
static const Target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *wanted = getenv("KK_FUZZ");
    for (size_t i = 0; wanted != NULL && i < sizeof targets / sizeof targets[0]; i++)
        if (strcmp(targets[i].name, wanted) == 0)
            target = &targets[i];
    void *memory = mmap(NULL, HEAP, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    KukriConfig config = {.memory = memory, .bytes = HEAP, .usable = HEAP, .stack_bytes = C_STACK, .path = ".frozen",
                             .stack_base = (char *)__builtin_frame_address(0) + ABOVE};
    if (target == NULL || memory == MAP_FAILED || (vm = kukri_new(&config)) == NULL) {
        fprintf(stderr, "fuzz: no target KK_FUZZ=%s\n", wanted == NULL ? "" : wanted);
        exit(2);
    }
    if (target->program != NULL && kukri_run_text(vm, target->program, strlen(target->program), "<fuzz>") != 0)
        exit(2);
    return 0;
}

static Value name_fuzz(void) { return kk_intern(vm, KK_SPAN("fuzz")); }

/* ---- code files ---- */

static void read_code(const uint8_t *data, size_t size)
{
    /* The stamp is filled in: guessing it is no aim. */
    uint8_t *copy = malloc(size + 8);
    uint32_t stamp = kk_codefile_stamp();
    memcpy(copy, "KKC\x02", 4);
    memcpy(copy + 4, &stamp, 4);
    memcpy(copy + 8, data, size);
    Input in = {copy, size + 8};
    LoadFile file = {.source = {read_input, NULL, &in, false}, .vm = vm, .fd = -1, .filename = name_fuzz()};
    Value module = kk_module_new(vm, name_fuzz(), NULL);
    if (module != KK_ERROR)
        (void)!kk_codefile_read(vm, &file, KK_OBJ(ModuleObj, module)->dict);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (target->program == NULL) {
        read_code(data, size);
    } else {
        Value f = kk_dict_get(vm, KK_OBJ(ModuleObj, vm->main)->dict, name_fuzz());
        Value bytes = kk_bytes_new(vm, (Span){data, size});
        if (bytes != KK_ERROR)
            (void)!kk_call1(vm, f, bytes);
    }
    if (vm->pending != KK_UNSET && kk_pending_is(vm, KK_RAISES(AssertionError)))
        abort();
    vm->pending = KK_UNSET;
    return 0;
}
