/*
 * embed.c: Kukri inside another program, through include/kukri.h alone.
 */
#include "include/kukri.h"
#include "tests/unit/check.h"

enum { BYTES = 8 << 20, STACK = 256 << 10 };

static _Alignas(16) unsigned char memory[BYTES], second[BYTES];

static KukriConfig config_for(unsigned char *at, const void *base)
{
    return (KukriConfig){.memory = at, .bytes = BYTES, .usable = BYTES, .stack_base = base, .stack_bytes = STACK};
}

static int run(Vm *vm, const char *text)
{
    return kukri_run_text(vm, text, strlen(text), "<test>");
}

static void test_statuses(Vm *vm)
{
    CHECK(run(vm, "x = 5\n") == 0, "a program that ends well");
    CHECK(run(vm, "assert x == 5\n") == 0, "names stay in __main__");
    CHECK(run(vm, "raise SystemExit(7)\n") == 7, "SystemExit");
    CHECK(run(vm, "import sys; sys.exit(257)\n") == 1, "SystemExit beyond a byte");
    CHECK(run(vm, "import sys; sys.stderr = None\n") == 0, "no standard error");
    CHECK(run(vm, "1/0\n") == 1, "an exception");
    CHECK(run(vm, "x = = 1\n") == 1, "a SyntaxError");
    CHECK(run(vm, "assert x == 5\n") == 0, "it goes on after errors");
    CHECK(kukri_run_file(vm, "/nonexistent/file.py") == 2, "a missing file");
    CHECK(kukri_run_if_exists(vm, "/nonexistent/boot.py") == 0, "an absent boot.py is no error");
    CHECK(kukri_run_if_exists(vm, "/") == 2, "a boot.py that is a folder");
    CHECK(kukri_run_module(vm, "no_such_module") == 1, "a missing module");
    group("embed.statuses");
}

static ptrdiff_t read_slowly(void *ctx, uint8_t *buf, size_t cap)
{
    const char **at = ctx;
    if (**at == '\0')
        return 0;
    *buf = (uint8_t)*(*at)++;
    return 1;
}

static ptrdiff_t read_badly(void *ctx, uint8_t *buf, size_t cap)
{
    return -5;
}

static void test_reader(Vm *vm)
{
    const char *text = "y = 'piece by piece'\nassert len(y) == 14\n";
    CHECK(kukri_run_reader(vm, read_slowly, &text, "<reader>") == 0, "one byte at a time");
    CHECK(kukri_run_reader(vm, read_badly, NULL, "<reader>") == 1, "a reader that fails");
    group("embed.reader");
}

static void test_two(void)
{
    KukriConfig a = config_for(memory, __builtin_frame_address(0));
    KukriConfig b = config_for(second, __builtin_frame_address(0));
    Vm *first = kukri_new(&a), *other = kukri_new(&b);
    CHECK(first != NULL && other != NULL, "two interpreters");
    CHECK(run(first, "z = 1\n") == 0 && run(other, "z = 2\n") == 0, "both run");
    CHECK(run(first, "assert z == 1\n") == 0 && run(other, "assert z == 2\n") == 0, "apart from each other");
    kukri_interrupt(first);
    CHECK(run(other, "for i in range(1000): pass\n") == 0, "an interrupt is for one");
    CHECK(run(first, "import sys; sys.stderr = None\nfor i in range(1000): pass\n") == 1, "interrupted");
    size_t used, peak;
    kukri_memory(first, &used, &peak);
    CHECK(used > 0 && peak >= used, "memory");
    CHECK(kukri_free(first) == 0 && kukri_free(other) == 0, "the end");
    group("embed.two");
}

static void test_small(void)
{
    size_t works = 0;
    for (size_t bytes = 256; bytes <= 128 << 10; bytes += 1024) {
        KukriConfig c = config_for(memory, __builtin_frame_address(0));
        c.bytes = c.usable = bytes & ~(size_t)15;
        Vm *vm = kukri_new(&c);
        if (vm == NULL) {
            CHECK(works == 0, "%zu bytes are too few, %zu were not", bytes, works);
            continue;
        }
        works = bytes;
        (void)run(vm, "import sys; sys.stderr = None\nx = [1, 2, 3]\n");
        (void)kukri_free(vm);
    }
    CHECK(works != 0, "it works in 128 KB");
    group("embed.small");
}

int main(void)
{
    KukriConfig config = config_for(memory, __builtin_frame_address(0));
    Vm *vm = kukri_new(&config);
    CHECK(vm != NULL, "a Vm");
    if (vm == NULL)
        return 1;
    test_statuses(vm);
    test_reader(vm);
    CHECK(kukri_free(vm) == 0, "the end");
    test_two();
    test_small();
    return done();
}
