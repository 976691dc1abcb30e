/*
 * core.c: the CPU's exceptions and timing, and the ROM's functions, as a program sees them. It keeps the
 * ROM's vectors. Failures are printed to the debug port, the status is their number.
 */
#include "guest.h"

#define EXIT REG(0x3ff7fff0)
#define STDERR REG(0x3ff7fff4)
#define COUNT REG(0x3ff7fff8)

typedef struct Frame {
    uint32_t pc, ps, sar, vpri, a0, a[14], cause;
} Frame;

typedef void Handler(Frame *frame, uint32_t cause);
typedef void Isr(void *arg, Frame *frame);

#define SET_HANDLER ((Handler * (*)(uint32_t, Handler *))0x40000454)
#define ATTACH ((void (*)(uint32_t, Isr *, void *))0x40000f88)
#define UNMASK ((void (*)(uint32_t))0x40000fa8)
#define MASK ((void (*)(uint32_t))0x40000f98)
#define LOCK ((void (*)(void))0x40000f74)
#define UNLOCK ((void (*)(void))0x40000f80)
#define DELAY_US ((void (*)(uint32_t))0x40002ecc)
#define MEMCPY ((void *(*)(void *, const void *, uint32_t))0x4000df48)
#define MEMSET ((void *(*)(void *, int, uint32_t))0x4000e190)
#define MEMCMP ((int (*)(const void *, const void *, uint32_t))0x4000dea8)
#define STRLEN ((uint32_t (*)(const char *))0x4000bf4c)
#define STRCMP ((int (*)(const char *, const char *))0x4000bdc8)
#define STRNCPY ((char *(*)(char *, const char *, uint32_t))0x4000c0a0)
#define STRSTR ((char *(*)(const char *, const char *))0x4000e1e0)
#define DIVSI ((int32_t (*)(int32_t, int32_t))0x4000dc88)
#define UDIVSI ((uint32_t (*)(uint32_t, uint32_t))0x4000e21c)
#define UMODSI ((uint32_t (*)(uint32_t, uint32_t))0x4000e268)
#define DIVDI ((int64_t (*)(int64_t, int64_t))0x4000ce60)
#define UMODDI ((uint64_t (*)(uint64_t, uint64_t))0x4000d770)
#define MULDI ((uint64_t (*)(uint64_t, uint64_t))0x40000650)
#define ADDSF ((float (*)(float, float))0x4000c180)
#define MULSF ((float (*)(float, float))0x4000c3dc)
#define DIVDF ((double (*)(double, double))0x4000cb94)
#define FIXDFSI ((int32_t (*)(double))0x4000ccb8)
#define FLOATSIDF ((double (*)(int32_t))0x4000e2f0)
#define PRINTF ((int (*)(const char *, ...))0x400024cc)

static volatile uint32_t seen_cause, seen_address, seen_count;
static volatile uint32_t failures;

static void say(const char *text)
{
    while (*text != '\0')
        STDERR = (uint8_t)*text++;
    STDERR = '\n';
}

static void check(int good, const char *what)
{
    if (!good) {
        failures++;
        say(what);
    }
}

/* Notes the exception and goes on behind the instruction, all of which here have three bytes. */
static void on_exception(Frame *frame, uint32_t cause)
{
    uint32_t address;
    __asm__ volatile("rsr %0, excvaddr" : "=a"(address));
    seen_cause = cause;
    seen_address = address;
    frame->pc += 3;
}

/* A jump to nowhere: back to where it came from. */
static void on_fetch(Frame *frame, uint32_t cause)
{
    seen_cause = cause;
    seen_address = frame->pc;
    frame->pc = frame->a0;
}

static uint32_t load8(uint32_t address)
{
    uint32_t value = 0x77;
    seen_cause = 99;
    __asm__ volatile("l8ui %0, %1, 0" : "+a"(value) : "a"(address));
    return value;
}

static void load32(uint32_t address)
{
    uint32_t value;
    seen_cause = 99;
    __asm__ volatile("_l32i %0, %1, 0" : "=a"(value) : "a"(address) : "memory");
}

static void store32(uint32_t address)
{
    seen_cause = 99;
    __asm__ volatile("_s32i %0, %1, 0" : : "a"(0), "a"(address) : "memory");
}

static void jump(uint32_t address)
{
    seen_cause = 99;
    ((void (*)(void))address)();
}

static int saw(uint32_t cause, uint32_t address)
{
    return seen_cause == cause && seen_address == address;
}

static void test_exceptions(void)
{
    static const uint8_t causes[] = {0, 3, 9, 28, 29};
    for (unsigned i = 0; i < sizeof causes; i++)
        SET_HANDLER(causes[i], on_exception);
    SET_HANDLER(20, on_fetch);
    SET_HANDLER(2, on_fetch);
    check(load8(0x40100001) == 0x77 && saw(3, 0x40100001), "a byte from IRAM");
    load32(0x3ffe8002);
    check(saw(9, 0x3ffe8002), "an unaligned load");
    load32(0x40100000);
    check(seen_cause == 99, "a word from IRAM");
    load32(0);
    check(saw(28, 0), "a load from 0");
    store32(0xfffffff0);
    check(saw(29, 0xfffffff0), "a store to fffffff0");
    store32(0x40200000);
    check(saw(3, 0x40200000), "a store to the flash window");
    load32(0x40280000);
    check(saw(3, 0x40280000), "a load from the closed flash window");
    jump(0);
    check(saw(20, 0), "a jump to 0");
    jump(0x3ffe9000);
    check(saw(2, 0x3ffe9000), "a jump to DRAM");
    jump(0x40280000);
    check(saw(2, 0x40280000), "a jump to the closed flash window");
    seen_cause = 99;
    __asm__ volatile(".byte 0, 0, 0");
    check(seen_cause == 0, "an illegal instruction");
}

static void on_timer(void *arg, Frame *frame)
{
    uint32_t now;
    __asm__ volatile("rsr %0, ccount" : "=a"(now));
    *(volatile uint32_t *)arg = now;
    __asm__ volatile("wsr %0, ccompare0; esync" : : "a"(now - 1));
}

static uint32_t ccount(void)
{
    uint32_t now;
    __asm__ volatile("rsr %0, ccount" : "=a"(now));
    return now;
}

static void test_timing(void)
{
    uint32_t a, b;
    uint32_t before;
    __asm__ volatile("rsr %0, ccount; nop; nop; nop; rsr %1, ccount" : "=a"(a), "=a"(b));
    check(b - a == 4, "an instruction is a cycle");
    static volatile uint32_t when;
    ATTACH(6, on_timer, (void *)&when);
    a = ccount() + 1000;
    __asm__ volatile("wsr %0, ccompare0; esync" : : "a"(a));
    UNMASK(1 << 6);
    while (when == 0)
        continue;
    check(when - a < 120, "CCOMPARE0 comes in time");
    when = 0;
    a = ccount() + 100000;
    __asm__ volatile("wsr %0, ccompare0; esync" : : "a"(a));
    before = COUNT;
    __asm__ volatile("waiti 0");
    check(when - a < 120 && COUNT - before < 200, "waiti sleeps until CCOMPARE0");
    LOCK();
    when = 0;
    __asm__ volatile("wsr %0, ccompare0; esync" : : "a"(ccount() + 100));
    DELAY_US(50);
    check(when == 0, "a lock keeps interrupts away");
    UNLOCK();
    check(when != 0, "they come when it goes");
    MASK(1 << 6);
    a = ccount();
    DELAY_US(1000);
    b = ccount() - a;
    check(b >= 52000 && b < 52200, "ets_delay_us(1000)");
}

static void on_software(void *arg, Frame *frame)
{
    seen_count++;
}

static void test_software_interrupt(void)
{
    ATTACH(7, on_software, 0);
    seen_count = 0;
    __asm__ volatile("wsr %0, intset; rsync" : : "a"(1 << 7));
    check(seen_count == 0, "a masked software interrupt");
    UNMASK(1 << 7);
    check(seen_count == 1, "a software interrupt");
    __asm__ volatile("wsr %0, intset; rsync; nop" : : "a"(1 << 7));
    check(seen_count == 2, "a second one");
    MASK(1 << 7);
}

static void test_strings(void)
{
    char text[32];
    MEMSET(text, 'x', sizeof text);
    MEMCPY(text + 1, "hello", 6);
    check(text[0] == 'x' && text[7] == 'x' && MEMCMP(text + 1, "hello", 6) == 0, "memcpy, memset, memcmp");
    check(STRLEN(text) == 6 && STRCMP(text, "xhello") == 0 && STRCMP(text, "xi") < 0, "strlen, strcmp");
    STRNCPY(text, "ab", 5);
    check(MEMCMP(text, "ab\0\0\0o", 6) == 0, "strncpy");
    const char *where = "one two three";
    check(STRSTR(where, "two") == where + 4 && STRSTR(where, "four") == 0, "strstr");
    seen_cause = 99;
}

/* Floats are compared as bits: a comparison would need the ROM too. */
static uint32_t bits(float x)
{
    union {
        float x;
        uint32_t bits;
    } both = {x};
    return both.bits;
}

static void test_arithmetic(void)
{
    volatile int32_t minus = -7;
    check(DIVSI(minus, 2) == -3 && UDIVSI(0xfffffff9, 2) == 0x7ffffffc && UMODSI(1000, 7) == 6, "32-bit division");
    check(DIVDI(-10000000000, 7) == -1428571428 && UMODDI(10000000000u, 7) == 4, "64-bit division");
    check(MULDI(0x123456789, 0x1000) == 0x123456789000, "64-bit multiplication");
    check(bits(ADDSF(1.5f, 2.25f)) == 0x40700000 && bits(MULSF(1.5f, -2.0f)) == 0xc0400000, "single floats");
    check(FIXDFSI(DIVDF(FLOATSIDF(22), FLOATSIDF(7))) == 3, "double floats");
}

/* start.S wants them; the ROM's vectors are used. */
void interrupt(uint32_t cause)
{
    EXIT = 99;
}

void nmi(void)
{
    EXIT = 98;
}

int main(void)
{
    __asm__ volatile("wsr %0, vecbase" : : "a"(0x40000000));
    test_exceptions();
    test_timing();
    test_software_interrupt();
    test_strings();
    test_arithmetic();
    PRINTF("printed %d %s %08x %c%% %5u|%-4d|\n", -5, "text", 0xbeef, 'z', 42, 7);
    drain();
    DELAY_US(1000);
    EXIT = failures == 0 ? 42 : failures;
    for (;;)
        continue;
}
