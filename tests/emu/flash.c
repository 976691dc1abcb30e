/*
 * flash.c: the flash chip: what NOR memory does to programs and erases, what a chip refuses, how long it takes, and what a power
 * cut leaves.
 */
#include <string.h>
#include <unistd.h>

#include "emu/devices.h"
#include "emu/flash.h"
#include "emu/options.h"
#include "emu/rng.h"
#include "fake_machine.h"

static const uint8_t *content;
static size_t size;

static Machine *chip(const char *chip_size)
{
    Machine *m = fake_new();
    emu_rng_init(m);
    emu_flash_init(m);
    CHECK(chip_size == NULL || emu_flash_option_size(m, chip_size));
    CHECK(fake_start(m));
    content = emu_machine_flash(m, &size);
    return m;
}

/* A transaction: out goes to the chip, then n bytes come from it. */
static void talk(Machine *m, const char *out, size_t out_n, uint8_t *in, size_t n)
{
    emu_flash_select(m);
    for (size_t i = 0; i < out_n; i++)
        emu_flash_transfer(m, (uint8_t)out[i]);
    for (size_t i = 0; i < n; i++)
        in[i] = emu_flash_transfer(m, 0);
    emu_flash_deselect(m);
}
#define SEND(m, text) talk(m, text, sizeof(text) - 1, NULL, 0)

static uint8_t status(Machine *m)
{
    uint8_t byte;
    talk(m, "\x05", 1, &byte, 1);
    return byte;
}

/* Milliseconds until the chip is idle, to a hundredth. */
static double wait_idle(Machine *m)
{
    Picos before = emu_machine_now(m);
    while (status(m) & 1)
        fake_run(m, 10 * EMU_US);
    return (double)(emu_machine_now(m) - before) / (double)EMU_MS;
}

static void flash_ids_and_sizes(void)
{
    static const struct {
        const char *size;
        uint8_t capacity;
    } sizes[] = {{"512K", 0x13}, {"1M", 0x14}, {"2M", 0x15}, {"4M", 0x16}, {"8M", 0x17}, {"16M", 0x18}, {"4194304", 0x16}};
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        Machine *m = chip(sizes[i].size);
        uint8_t id[3];
        talk(m, "\x9f", 1, id, 3);
        CHECK_IS(id[0], 0xef);
        CHECK_IS(id[1], 0x40);
        CHECK_IS(id[2], sizes[i].capacity);
        CHECK_IS(size, (size_t)1 << sizes[i].capacity);
        CHECK_IS(emu_flash_id(m), 0x40efu | (unsigned)sizes[i].capacity << 16);
        talk(m, "\xab\0\0\0", 4, id, 1);
        CHECK_IS(id[0], sizes[i].capacity - 1);
    }
    Machine *m = chip(NULL);
    CHECK_IS(size, 4u << 20);
    CHECK_IS(content[0] & content[size - 1], 0xff);
    static const char *const wrong[] = {"", "3M", "256K", "32M", "4m", "4MB", "M", "-1", "99999999999999999999", "18014398509481985K"};
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK(!emu_flash_option_size(m, wrong[i]));
}

static void flash_programs_only_clear_bits(void)
{
    Machine *m = chip("1M");
    SEND(m, "\x06");
    CHECK_IS(status(m), 2);
    SEND(m, "\x02\x01\x23\x45\xf0");
    CHECK_IS(status(m), 3);
    CHECK_IS(content[0x12345], 0xf0);
    wait_idle(m);
    CHECK_IS(status(m), 0); /* the write enable is gone */
    SEND(m, "\x06");
    SEND(m, "\x02\x01\x23\x45\x3f\x55");
    wait_idle(m);
    CHECK_IS(content[0x12345], 0x30);
    CHECK_IS(content[0x12346], 0x55);
    CHECK_IS(content[0x12344] & content[0x12347], 0xff);
    uint8_t in[3];
    talk(m, "\x03\x01\x23\x45", 4, in, 3);
    CHECK_IS(in[0] << 16 | in[1] << 8 | in[2], 0x3055ff);
    talk(m, "\x0b\x01\x23\x45\0", 5, in, 2);
    CHECK_IS(in[0] << 8 | in[1], 0x3055);
    talk(m, "\xbb\x01\x23\x45\0", 5, in, 2);
    CHECK_IS(in[0] << 8 | in[1], 0x3055);
    CHECK_IS(fake_warnings(m), 0);
}

static void flash_a_page_wraps(void)
{
    Machine *m = chip("1M");
    SEND(m, "\x06");
    SEND(m, "\x02\x00\x10\xfe\x01\x02\x03\x04");
    wait_idle(m);
    CHECK_IS(content[0x10fe] << 8 | content[0x10ff], 0x0102);
    CHECK_IS(content[0x1000] << 8 | content[0x1001], 0x0304);
    CHECK_IS(content[0x1100] & content[0x1101], 0xff);
    /* Reads go on over pages, and over the end of the chip. */
    uint8_t in[2];
    SEND(m, "\x06");
    SEND(m, "\x02\x0f\xff\xff\x5a");
    wait_idle(m);
    talk(m, "\x03\x0f\xff\xff", 4, in, 2);
    CHECK_IS(in[0] << 8 | in[1], 0x5aff);
    /* More than a page: the last 256 bytes count. */
    char long_page[4 + 300] = {0x02, 0x02, 0x00, 0x00};
    for (int i = 0; i < 300; i++)
        long_page[4 + i] = (char)(i < 256 ? 0x11 : 0x22);
    SEND(m, "\x06");
    talk(m, long_page, sizeof long_page, NULL, 0);
    CHECK_IS(content[0x20000], 0x22);
    CHECK_IS(content[0x20000 + 43], 0x22);
    CHECK_IS(content[0x20000 + 44], 0x11);
    CHECK_IS(content[0x20000 + 255], 0x11);
    CHECK_IS(content[0x20100], 0xff);
    CHECK_IS(fake_warnings(m), 1);
}

static void flash_erases_and_times(void)
{
    static const struct {
        const char *command;
        unsigned n, begin, end;
        double ms;
    } erases[] = {{"\x20\x02\x34\x56", 4, 0x23000, 0x24000, 45}, {"\x52\x02\xc4\x56", 4, 0x28000, 0x30000, 120},
                  {"\xd8\x02\x34\x56", 4, 0x20000, 0x30000, 250}, {"\xc7", 1, 0, 0x100000, 2500}, {"\x60", 1, 0, 0x100000, 2500}};
    for (unsigned i = 0; i < sizeof erases / sizeof erases[0]; i++) {
        Machine *m = chip("1M");
        size_t n;
        uint8_t *bytes = emu_machine_flash(m, &n);
        memset(bytes, 0, n);
        SEND(m, "\x06");
        talk(m, erases[i].command, erases[i].n, NULL, 0);
        double ms = wait_idle(m);
        CHECK(ms >= erases[i].ms && ms < erases[i].ms + 0.02);
        for (unsigned at = 0; at < n; at++)
            if (content[at] != (at >= erases[i].begin && at < erases[i].end ? 0xff : 0)) {
                CHECK_IS(at, 0xffffffff);
                break;
            }
    }
    Machine *m = chip("1M");
    static char page[4 + 256] = {0x02};
    SEND(m, "\x06");
    talk(m, page, sizeof page, NULL, 0);
    double ms = wait_idle(m);
    CHECK(ms > 0.69 && ms < 0.72);
    SEND(m, "\x06");
    talk(m, page, 5, NULL, 0);
    CHECK_IS((unsigned)(wait_idle(m) * 1000), 30);
}

static void flash_refuses(void)
{
    Machine *m = chip("1M");
    uint8_t in[2];
    SEND(m, "\x02\0\0\0\0"); /* no write enable */
    CHECK_IS(fake_warnings(m), 1);
    SEND(m, "\x06");
    SEND(m, "\x04"); /* taken back */
    SEND(m, "\x20\0\0\0");
    CHECK_IS(fake_warnings(m), 2);
    CHECK_IS(content[0], 0xff);
    SEND(m, "\x06");
    SEND(m, "\x02\0\0\0\x12");
    SEND(m, "\x06"); /* while busy */
    SEND(m, "\x02\0\0\x10\0");
    talk(m, "\x03\0\0\0", 4, in, 1); /* a read as well */
    CHECK_IS(in[0], 0xff);
    CHECK_IS(fake_warnings(m), 5);
    CHECK_IS(content[0] << 8 | content[0x10], 0x12ff);
    wait_idle(m);
    SEND(m, "\x06");
    SEND(m, "\x20\0\0"); /* an address cut short */
    CHECK_IS(content[0], 0x12);
    CHECK_IS(status(m), 0);
    SEND(m, "\x77"); /* no command of this chip */
    SEND(m, "\xb9");
    talk(m, "\x03\0\0\0", 4, in, 1); /* powered down */
    CHECK_IS(in[0], 0xff);
    CHECK_IS(fake_warnings(m), 8);
    SEND(m, "\xab");
    talk(m, "\x03\0\0\0", 4, in, 1);
    CHECK_IS(in[0], 0x12);
    talk(m, "\x6b\0\0\0\0", 5, in, 1); /* quad without QE */
    CHECK_IS(in[0], 0xff);
    SEND(m, "\x06");
    SEND(m, "\x31\x02");
    wait_idle(m);
    talk(m, "\x6b\0\0\0\0", 5, in, 1);
    CHECK_IS(in[0], 0x12);
    talk(m, "\xeb\0\0\0\0\0\0", 7, in, 1);
    CHECK_IS(in[0], 0x12);
    CHECK_IS(fake_warnings(m), 9);
}

static void flash_protects_blocks(void)
{
    Machine *m = chip("4M");
    SEND(m, "\x06");
    SEND(m, "\x01\x04"); /* BP0: the last 64 KiB */
    CHECK_IS((unsigned)(wait_idle(m) + 0.5), 10);
    CHECK_IS(status(m), 4);
    SEND(m, "\x06");
    SEND(m, "\x02\x3f\0\0\0");
    CHECK_IS(content[0x3f0000], 0xff);
    SEND(m, "\x06");
    SEND(m, "\x02\x3e\xff\xff\0");
    CHECK_IS(content[0x3effff], 0);
    wait_idle(m);
    SEND(m, "\x06");
    SEND(m, "\xc7"); /* no chip erase with anything protected */
    CHECK_IS(content[0x3effff], 0);
    CHECK_IS(fake_warnings(m), 2);
    emu_flash_write_status(m, 0);
    fake_run(m, 20 * EMU_MS);
    SEND(m, "\x06");
    SEND(m, "\xc7");
    CHECK_IS(content[0x3effff], 0xff);
}

static void flash_whole_jobs(void)
{
    Machine *m = chip("512K");
    static uint8_t data[1000], back[1000];
    for (unsigned i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(i * 7);
    Picos took = emu_flash_program(m, 0x10f0, data, sizeof data); /* 16 + 3 * 256 + 216 bytes: five pages */
    CHECK(took > 5 * 30 * EMU_US + 995 * 2620 * EMU_NS && took < 5 * 30 * EMU_US + 995 * 2640 * EMU_NS);
    CHECK(emu_flash_busy(m));
    CHECK(emu_flash_read(m, 0x10f0, back, sizeof back) > took);
    CHECK(memcmp(data, back, sizeof data) == 0);
    fake_run(m, took);
    CHECK(!emu_flash_busy(m));
    CHECK_IS(emu_flash_erase_sector(m, 0x1fff) / EMU_MS, 45);
    CHECK_IS(content[0x10f1], 0xff);
    CHECK_IS(content[0x10f0 + 999], 0xff);
    CHECK_IS(emu_flash_status(m) & 1, 1);
    emu_flash_program(m, 0x7ffff, "ab", 2); /* wraps */
    CHECK_IS(content[0x7ffff], 'a');
    CHECK_IS(content[0], 'b');
}

static void flash_and_the_cache(void)
{
    Machine *m = chip("512K");
    fake_window(m, true);
    uint8_t byte;
    emu_flash_read(m, 0, &byte, 1);
    CHECK_IS(fake_warnings(m), 0);
    emu_flash_program(m, 0, "a", 1);
    CHECK_IS(fake_warnings(m), 1);
    emu_flash_program(m, 1, "b", 1); /* said once */
    CHECK_IS(fake_warnings(m), 1);
}

/* ---- power cuts ---- */

enum { KIND_PROGRAM, KIND_ERASE };

/* Cuts the third operation; the content of the sector it works on. */
static Machine *cut_third(unsigned kind, unsigned seed, uint8_t *sector)
{
    char text[16];
    static uint8_t page[256];
    Machine *m = fake_new();
    emu_rng_init(m);
    emu_flash_init(m);
    snprintf(text, sizeof text, "%u", seed);
    CHECK(emu_flash_option_size(m, "512K") && emu_flash_option_cut_after(m, "3") && emu_flash_option_seed(m, text));
    CHECK(fake_start(m));
    content = emu_machine_flash(m, &size);
    memset(page, 0x0f, sizeof page);
    emu_flash_program(m, 0x1000, page, sizeof page);
    emu_flash_program(m, 0x1100, page, sizeof page);
    CHECK(!fake_stopped(m));
    memset(page, 0x33, sizeof page);
    if (kind == KIND_PROGRAM)
        emu_flash_program(m, 0x1000, page, sizeof page);
    else
        emu_flash_erase_sector(m, 0x1000);
    CHECK(fake_stopped(m));
    emu_flash_erase_sector(m, 0x2000); /* the power is off */
    memcpy(sector, content + 0x1000, 4096);
    return m;
}

static void flash_cut_programs(void)
{
    static uint8_t sector[4096], again[4096];
    unsigned sum = 0, none = 0, partly = 0;
    for (unsigned seed = 0; seed < 400; seed++) {
        unsigned done = 0;
        cut_third(KIND_PROGRAM, seed, sector);
        while (done < 256 && sector[done] == 0x03)
            done++;
        sum += done;
        none += done == 0;
        /* The byte in flight keeps what both have, has lost nothing that neither loses. */
        if (done < 256) {
            CHECK_IS(sector[done] & ~0x0f, 0);
            CHECK_IS(~sector[done] & 0x03, 0);
            partly += sector[done] != 0x0f;
        }
        for (unsigned i = done + 1; i < 512; i++)
            if (sector[i] != 0x0f) {
                CHECK_IS(i, 0xffffffff);
                break;
            }
        CHECK_IS(sector[512], 0xff);
    }
    CHECK(sum / 400 > 110 && sum / 400 < 146); /* evenly spread over the page */
    CHECK(none < 12);
    CHECK(partly > 150);
    cut_third(KIND_PROGRAM, 77, sector);
    cut_third(KIND_PROGRAM, 77, again);
    CHECK(memcmp(sector, again, sizeof sector) == 0);
}

static void flash_cut_erases(void)
{
    static uint8_t sector[4096], again[4096];
    unsigned old = 0, spread[9] = {0};
    for (unsigned seed = 0; seed < 300; seed++) {
        cut_third(KIND_ERASE, seed, sector);
        unsigned ones = 0, kept = 0;
        for (unsigned i = 0; i < 4096; i++) {
            ones += (unsigned)__builtin_popcount(sector[i]);
            kept += i < 512 ? sector[i] == 0x0f : sector[i] == 0xff;
        }
        old += kept > 3000 && kept < 4096 && ones * 10 < 4096 * 8 * 10;
        spread[ones * 8 / (4096 * 8)]++;
    }
    CHECK(old > 10); /* cut at the beginning: most of the sector is as it was */
    for (unsigned i = 0; i < 8; i++)
        CHECK(spread[i] > 10); /* garbage of all densities */
    cut_third(KIND_ERASE, 5, sector);
    cut_third(KIND_ERASE, 5, again);
    CHECK(memcmp(sector, again, sizeof sector) == 0);
    cut_third(KIND_ERASE, 6, again);
    CHECK(memcmp(sector, again, sizeof sector) != 0);
}

/* Two pages and an erase in a row, cut at a moment. */
static void cut_at(const char *us, uint8_t *two_sectors)
{
    static uint8_t page[256];
    Machine *m = fake_new();
    emu_rng_init(m);
    emu_flash_init(m);
    CHECK(emu_flash_option_size(m, "512K") && emu_flash_option_cut_time(m, us));
    CHECK(fake_start(m));
    content = emu_machine_flash(m, &size);
    emu_flash_program(m, 0x1000, page, 256); /* 0 .. 699.9 us */
    emu_flash_program(m, 0x1100, page, 256); /* .. 1399.8 us */
    Picos all = emu_flash_erase_sector(m, 0x2000); /* .. 46.4 ms */
    fake_run(m, all + EMU_MS);
    memcpy(two_sectors, content + 0x1000, 8192);
    CHECK_IS(fake_stopped(m), strtoul(us, NULL, 10) < 47000);
}

static unsigned zeros(const uint8_t *at, unsigned n)
{
    unsigned count = 0;
    for (unsigned i = 0; i < n; i++)
        count += at[i] == 0;
    return count;
}

static void flash_cut_at_a_time(void)
{
    static uint8_t now[8192];
    cut_at("350", now); /* half of the first page */
    CHECK(zeros(now, 256) > 120 && zeros(now, 256) < 136);
    CHECK_IS(zeros(now + 256, 8192 - 256), 0);
    cut_at("1050", now); /* half of the second */
    CHECK_IS(zeros(now, 256), 256);
    CHECK(zeros(now + 256, 256) > 120 && zeros(now + 256, 256) < 136);
    CHECK_IS(zeros(now + 4096, 4096), 0);
    cut_at("5900", now); /* a tenth of the erase: half of it is 0 */
    CHECK_IS(zeros(now, 512), 512);
    CHECK(zeros(now + 4096, 4096) > 1900 && zeros(now + 4096, 4096) < 2200);
    cut_at("48000", now); /* later than all of it */
    CHECK_IS(zeros(now + 4096, 4096), 0);
    CHECK_IS(now[4096], 0xff);
}

int main(void)
{
    RUN(flash_ids_and_sizes);
    RUN(flash_programs_only_clear_bits);
    RUN(flash_a_page_wraps);
    RUN(flash_erases_and_times);
    RUN(flash_refuses);
    RUN(flash_protects_blocks);
    RUN(flash_whole_jobs);
    RUN(flash_and_the_cache);
    RUN(flash_cut_programs);
    RUN(flash_cut_erases);
    RUN(flash_cut_at_a_time);
    return fake_failed != 0;
}
