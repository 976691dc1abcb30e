/*
 * small.c: watchdog, RTC, ADC, random numbers, e-fuses, the microsecond counter.
 */
#include <string.h>

#include "chip.h"

enum { WDT = 0x60000900, OP = 0x60000904, OP_ND = 0x60000908, FEED = 0x60000914, EDGES = 0x3ff00004 };
enum { RTC = 0x60000700, COUNTER = 0x6000071c, MEMORY = 0x60001000 };

bool emu_dport_option_mac(Machine *m, const char *text);
bool emu_rng_option_seed(Machine *m, const char *text);

static void watchdog(void)
{
    Machine *m = chip_new();
    fake_write(m, EDGES, 1);
    fake_write(m, OP, 11);
    fake_write(m, OP_ND, 12);
    fake_write(m, WDT, 1 | 7 << 3);
    fake_run(m, 1677 * EMU_MS);
    CHECK_IS(fake_rises(m, IRQ_WDT), 0);
    fake_write(m, FEED, 0x73);
    fake_run(m, 1677 * EMU_MS);
    CHECK_IS(fake_rises(m, IRQ_WDT), 0);
    fake_write(m, FEED, 0x37); /* that does not feed it */
    fake_run(m, EMU_MS);
    CHECK_IS(fake_rises(m, IRQ_WDT), 1);
    CHECK_IS(fake_resets(m, RESET_WATCHDOG), 0);
    fake_write(m, FEED, 0x73);
    fake_run(m, (1678 + 3355) * EMU_MS);
    CHECK_IS(fake_resets(m, RESET_WATCHDOG), 0);
    fake_run(m, 2 * EMU_MS);
    CHECK_IS(fake_resets(m, RESET_WATCHDOG), 1);
    fake_reset(m, RESET_WATCHDOG);
    CHECK_IS(emu_rtc_reset_reason(m), 4);
    fake_run(m, 100 * EMU_S); /* a reset stops it */
    CHECK_IS(fake_resets(m, RESET_WATCHDOG), 1);
    fake_write(m, OP, 1);
    fake_write(m, WDT, 1 | 2 << 1);
    fake_run(m, 3 * EMU_MS); /* of 52 MHz */
    CHECK_IS(fake_resets(m, RESET_WATCHDOG), 2);
    CHECK_IS(fake_rises(m, IRQ_WDT), 2);
}

static void rtc_counter(void)
{
    Machine *m = chip_new();
    fake_run(m, EMU_S);
    CHECK_IS(fake_read(m, COUNTER), 173913);
    fake_reset(m, RESET_SOFTWARE);
    CHECK_IS(fake_read(m, COUNTER), 173913);
    fake_reset(m, RESET_EXTERNAL);
    CHECK_IS(fake_read(m, COUNTER), 0);
    fake_write(m, 0x6000036c, 0x80000000 | 100); /* 100 ticks are 575 us of 26 MHz */
    CHECK_IS(fake_read(m, 0x60000370), 0x80000000 | 14950);
}

static void rtc_memory(void)
{
    Machine *m = chip_new();
    CHECK(fake_read(m, MEMORY) != fake_read(m, MEMORY + 4));
    for (unsigned i = 0; i < 256; i++)
        fake_write(m, MEMORY + 4 * i, ~i);
    fake_reset(m, RESET_DEEP_SLEEP);
    fake_reset(m, RESET_SOFTWARE);
    for (unsigned i = 0; i < 256; i++)
        CHECK_IS(fake_read(m, MEMORY + 4 * i), ~i);
    fake_reset(m, RESET_POWER_ON);
    CHECK(fake_read(m, MEMORY) != 0xffffffff);
}

static void deep_sleep(void)
{
    Machine *m = chip_new();
    fake_run(m, EMU_S);
    fake_write(m, RTC + 0x18, 8);
    fake_write(m, RTC + 0x44, 4);
    fake_write(m, RTC + 0x08, 1 << 20); /* the first sleep of the SDK's sequence */
    CHECK_IS(fake_resets(m, RESET_DEEP_SLEEP), 0);
    fake_write(m, RTC + 0x04, fake_read(m, COUNTER) + 1000);
    fake_write(m, RTC + 0x18, 0x18);
    fake_write(m, RTC + 0x44, 0x20);
    fake_write(m, RTC + 0x08, 1 << 20);
    CHECK_IS(fake_resets(m, RESET_DEEP_SLEEP), 1);
    CHECK_IS(fake_dark(m), 5750 * EMU_US);
    fake_reset(m, RESET_DEEP_SLEEP);
    CHECK_IS(emu_rtc_reset_reason(m), 5);
    CHECK_IS(fake_read(m, RTC + 0x14) & 15, 5);
    fake_write(m, RTC, 0x80000000);
    CHECK_IS(fake_resets(m, RESET_SOFTWARE), 1);
    CHECK_IS(fake_read(m, RTC), 0);
}

/* As drivers read it: 8 samples, corrected and added up. */
static unsigned convert(Machine *m)
{
    unsigned sum = 0;
    uint32_t cfg = (fake_read(m, 0x60000d50) & ~0x1cu) | 7 << 2;
    fake_write(m, 0x60000d50, cfg & ~2u);
    fake_write(m, 0x60000d50, cfg | 2);
    CHECK(fake_read(m, 0x60000d50) & 7 << 24);
    for (unsigned i = 0; fake_read(m, 0x60000d50) & 7 << 24; i++) {
        CHECK(i < 100);
        fake_run(m, EMU_US);
    }
    for (unsigned i = 0; i < 8; i++) {
        uint32_t x = ~fake_read(m, 0x60000d80 + 4 * i);
        int z = (int)(x & 0xff) - 21;
        x &= 0x700;
        sum += x + (z > 0 ? (unsigned)z * 279 >> 8 : 0);
    }
    return (sum + 8) >> 4;
}

static void adc(void)
{
    Machine *m = chip_new();
    for (unsigned value = 0; value < 1024; value++) {
        emu_adc_set(m, value);
        CHECK_IS(convert(m), value);
    }
}

static void random_numbers(void)
{
    Machine *m = chip_new();
    uint32_t first = fake_read(m, 0x3ff20e44), second = fake_read(m, 0x3ff20e44);
    CHECK(first != second);
    CHECK(emu_rng_option_seed(m, "7"));
    uint32_t seventh = fake_read(m, 0x3ff20e44);
    CHECK(emu_rng_option_seed(m, "7"));
    CHECK_IS(fake_read(m, 0x3ff20e44), seventh);
    CHECK(!emu_rng_option_seed(m, "x"));
    CHECK(emu_rng_option_seed(m, "18446744073709551615"));
    CHECK(fake_read(m, 0x3ff20e44) != fake_read(m, 0x3ff20e44));
}

static void check_mac(Machine *m, const char *text)
{
    uint32_t word[4];
    char mac[32];
    for (unsigned i = 0; i < 4; i++)
        word[i] = fake_read(m, 0x3ff00050 + 4 * i);
    uint32_t prefix = (word[2] >> 12) & 1 ? word[3] : (word[1] >> 16 & 0xff) == 0 ? 0x18fe34 : 0xacd074;
    snprintf(mac, sizeof mac, "%02x:%02x:%02x:%02x:%02x:%02x", (unsigned)prefix >> 16, (unsigned)(prefix >> 8 & 0xff),
             (unsigned)(prefix & 0xff), (unsigned)(word[1] >> 8 & 0xff), (unsigned)(word[1] & 0xff), (unsigned)(word[0] >> 24));
    if (strcmp(mac, text) != 0) {
        fprintf(stderr, "%s, not %s\n", mac, text);
        fake_failed++;
    }
}

static void mac(void)
{
    static const char *const good[] = {"18:fe:34:01:02:03", "ac:d0:74:fe:dc:ba", "5c:cf:7f:00:ff:01"};
    static const char *const bad[] = {"", "18:fe:34:01:02", "18:fe:34:01:02:03:04", "18:fe:34:01:02:zz"};
    Machine *m = chip_new();
    check_mac(m, "18:fe:34:00:00:01");
    for (unsigned i = 0; i < 3; i++) {
        CHECK(emu_dport_option_mac(m, good[i]));
        check_mac(m, good[i]);
        fake_reset(m, RESET_EXTERNAL);
        fake_write(m, 0x3ff00050, 0);
        check_mac(m, good[i]);
    }
    for (unsigned i = 0; i < 4; i++)
        CHECK(!emu_dport_option_mac(m, bad[i]));
}

static void microseconds(void)
{
    Machine *m = chip_new();
    uint32_t begin = fake_read(m, 0x3ff20c00);
    fake_run(m, 12345 * EMU_US);
    CHECK_IS(fake_read(m, 0x3ff20c00) - begin, 12345);
}

/* Whatever a guest writes wherever: the sanitizers watch. */
static void any_writes(void)
{
    static const struct {
        uint32_t base, size;
    } blocks[] = {{0x3ff00000, 0x60},  {0x60000000, 0x80}, {0x60000f00, 0x80}, {0x60000300, 0x74}, {0x60000600, 0x40},
                  {0x60000700, 0xac},  {0x60000800, 0x44}, {0x60000900, 0x18}, {0x60000d00, 0x100}, {0x60001000, 0x400}};
    Machine *m = chip_new();
    uint32_t x = 1;
    for (unsigned i = 0; i < 300000; i++) {
        x = x * 1664525 + 1013904223;
        uint32_t block = (x >> 28) % (sizeof blocks / sizeof blocks[0]), address = blocks[block].base + (x >> 8) % blocks[block].size / 4 * 4;
        x = x * 1664525 + 1013904223;
        uint32_t value = (x >> 3 & 3) == 0 ? x : (x >> 3 & 3) == 1 ? 1u << (x >> 27) : x >> 24;
        if (x & 1)
            fake_write(m, address, value);
        else
            fake_read(m, address);
        if ((i & 15) == 0)
            emu_adapter_send(m, (const uint8_t *)&x, 2);
        if ((i & 0xfff) == 0)
            fake_reset(m, RESET_SOFTWARE);
        fake_run(m, x >> 20);
    }
    CHECK(emu_machine_now(m) > EMU_US);
}

int main(void)
{
    RUN(watchdog);
    RUN(rtc_counter);
    RUN(rtc_memory);
    RUN(deep_sleep);
    RUN(adc);
    RUN(random_numbers);
    RUN(mac);
    RUN(microseconds);
    RUN(any_writes);
    return 0;
}
