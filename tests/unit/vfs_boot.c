/*
 * vfs_boot.c: the start of a chip's file system: blank, there, or spoilt, on a native block device in memory.
 */
#include "include/kukri.h"
#include "modules/vfs/boot.h"
#include "object/vfs.h"
#include "object/vm.h"
#include "tests/unit/check.h"

enum { BYTES = 8 << 20, STACK = 256 << 10, BLOCK = 4096, BLOCKS = 16 };

static _Alignas(16) unsigned char memory[BYTES];
static unsigned char flash[BLOCKS * BLOCK];
static int fails; /* the next operation of the device that fails, 0: none */

static int step(void) { return fails > 0 && --fails == 0 ? -KK_EIO : 0; }

static int read_block(uint32_t block, uint32_t offset, void *to, uint32_t n)
{
    memcpy(to, flash + block * BLOCK + offset, n);
    return step();
}

static int program_block(uint32_t block, uint32_t offset, const void *from, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        flash[block * BLOCK + offset + i] &= ((const unsigned char *)from)[i];
    return step();
}

static int erase_block(uint32_t block)
{
    memset(flash + block * BLOCK, 0xff, BLOCK);
    return step();
}

static uint32_t count(void) { return BLOCKS; }

static const BdevOps ops = {read_block, program_block, erase_block, count, BLOCK};
static const BdevObj device = {KK_REF(&kk_type_BlockDevice), &ops};

static Vm *start(const void *base)
{
    KukriConfig config = {.memory = memory, .bytes = BYTES, .usable = BYTES, .stack_base = base, .stack_bytes = STACK};
    return kukri_new(&config);
}

static int run(Vm *vm, const char *text)
{
    return kukri_run_text(vm, text, strlen(text), "<test>");
}

/* One life: boots, runs the text if the file system is there; the result is whether it was. */
static bool live(const char *text)
{
    Vm *vm = start(__builtin_frame_address(0));
    CHECK(vm != NULL, "a vm");
    bool mounted = kk_vfs_boot(vm, KK_REF(&device));
    CHECK(!kk_failed(vm), "nothing is pending");
    if (text != NULL)
        CHECK(run(vm, text) == 0, text);
    CHECK(kukri_free(vm) == 0, "the end");
    return mounted;
}

static void test_blank(void)
{
    memset(flash, 0xff, sizeof flash);
    CHECK(live("import os\n"
               "assert os.listdir('/').count('boot.py') == 1\n"
               "assert 'gc.collect()' in open('/boot.py').read()\n"
               "exec(open('/boot.py').read())\n"
               "open('/data', 'w').write('kept')\n"),
          "a blank flash is formatted");
    CHECK(live("assert open('/data').read() == 'kept'\n"
               "f = open('/data', 'a')\n"
               "f.write(' too')\n"),
          "the second start finds it");
    CHECK(live("assert open('/data').read() == 'kept too'\n"), "what was open at the end was written");
    group("vfs_boot.blank");
}

static void test_spoilt(void)
{
    static unsigned char before[sizeof flash];
    memset(flash, 0xff, sizeof flash);
    flash[BLOCK + 100] = 0x12;
    memcpy(before, flash, sizeof flash);
    CHECK(!live("import vfs\nassert vfs.mount() == []\n"), "something else is in the flash");
    CHECK(memcmp(before, flash, sizeof flash) == 0, "it was not touched");
    memset(flash, 0, sizeof flash);
    CHECK(!live(NULL), "zeros");
    CHECK(flash[0] == 0 && flash[sizeof flash - 1] == 0, "they were not touched");
    group("vfs_boot.spoilt");
}

static void test_failing(void)
{
    for (int n = 1; n < 200; n++) {
        memset(flash, 0xff, sizeof flash);
        fails = n;
        (void)live("import vfs, os\n"
                   "try:\n"
                   "    for _, p in vfs.mount(): os.listdir(p)\n"
                   "except OSError: pass\n");
        bool over = fails > 0;
        fails = 0;
        if (over)
            break;
        (void)live(NULL);
    }
    group("vfs_boot.failing");
}

int main(void)
{
    test_blank();
    test_spoilt();
    test_failing();
    return done();
}
