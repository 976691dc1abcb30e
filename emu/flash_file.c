/*
 * flash_file.c: where the content of the flash chip comes from and goes to, its options, what it counted.
 *
 * --flash FILE is read, never written: what the guest programs goes to a private copy, unless
 * --flash-rw maps the file itself or --flash-save names another.
 *
 * Layer: emu.   Tests: tests/emu/run_flash.py, tests/emu/flash.c.
 */
#include "emu/flash_chip.h"

#include "emu/devices.h"
#include "emu/options.h"
#include "emu/rng.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KIB = 1 << 10, MIB = 1 << 20, SIZE_DEFAULT = 4 * MIB, SIZE_SMALLEST = 512 * KIB, SIZE_LARGEST = 16 * MIB };

static Flash *flash_of(const Machine *m)
{
    return emu_machine_kept(m, DEVICE_flash);
}

static bool is_size(uint64_t n)
{
    return n >= SIZE_SMALLEST && n <= SIZE_LARGEST && (n & (n - 1)) == 0;
}

/* How big the chip is for a file of n bytes; 0 after a message. */
static size_t chip_size(const Flash *f, uint64_t n)
{
    if (f->size_wanted != 0) {
        if (n <= f->size_wanted)
            return f->size_wanted;
        emu_options_wrong("flash", "%s has %" PRIu64 " bytes, more than the chip of --flash-size %zuK", f->file, n,
                          f->size_wanted / KIB);
        return 0;
    }
    if (is_size(n))
        return (size_t)n;
    if (n < SIZE_DEFAULT)
        return SIZE_DEFAULT;
    emu_options_wrong("flash", "%s has %" PRIu64 " bytes, which no flash chip has: 512 KiB, 1, 2, 4, 8 or 16 MiB", f->file, n);
    return 0;
}

/* Maps the file itself; it is made longer only when --flash-size asks for it. */
static bool map_file(Flash *f, int fd, uint64_t n)
{
    if (n != f->size && f->size_wanted == 0)
        return emu_options_wrong("flash-rw", "%s has %" PRIu64 " bytes and would become %zu: say --flash-size too", f->file, n,
                                 f->size);
    if (n != f->size && ftruncate(fd, (off_t)f->size) != 0)
        return emu_options_wrong("flash-rw", "%s: %s", f->file, strerror(errno));
    void *at = mmap(NULL, f->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED)
        return emu_options_wrong("flash-rw", "%s: %s", f->file, strerror(errno));
    f->bytes = at;
    memset(f->bytes + n, 0xff, f->size - n);
    return true;
}

static bool copy_file(Flash *f, int fd, uint64_t n)
{
    f->bytes = malloc(f->size);
    memset(f->bytes, 0xff, f->size);
    for (size_t at = 0; at < n;) {
        ssize_t got = read(fd, f->bytes + at, (size_t)n - at);
        if (got <= 0)
            return emu_options_wrong("flash", "%s: %s", f->file, got < 0 ? strerror(errno) : "it became shorter");
        at += (size_t)got;
    }
    return true;
}

/* The file into memory, or a blank chip when there is none. */
static bool load_chip(Flash *f)
{
    if (f->file == NULL) {
        if (f->in_place)
            return emu_options_wrong("flash-rw", "there is no --flash FILE to write to");
        f->size = f->size_wanted != 0 ? f->size_wanted : SIZE_DEFAULT;
        f->bytes = malloc(f->size);
        memset(f->bytes, 0xff, f->size);
        return true;
    }
    int fd = open(f->file, f->in_place ? O_RDWR : O_RDONLY);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        return emu_options_wrong("flash", "%s: %s", f->file, strerror(error));
    }
    bool good = S_ISREG(info.st_mode) || emu_options_wrong("flash", "%s is no file", f->file);
    good = good && (info.st_size > 0 || f->size_wanted != 0 || emu_options_wrong("flash", "%s is empty", f->file));
    good = good && (f->size = chip_size(f, (uint64_t)info.st_size)) != 0;
    good = good && (f->in_place ? map_file : copy_file)(f, fd, (uint64_t)info.st_size);
    close(fd);
    return good;
}

static bool start(Machine *m, void *ctx)
{
    Flash *f = ctx;
    if (!load_chip(f))
        return false;
    f->seed ^= (emu_rng_seed(m) + 1) * 0x9e3779b97f4a7c15u;
    f->wear = calloc(f->size / FLASH_SECTOR, sizeof *f->wear);
    emu_machine_flash_changed(m, 0, f->size);
    if (f->cut_time != 0) {
        f->cut.fire = emu_flash_cut;
        f->cut.ctx = f;
        emu_machine_at(m, &f->cut, f->cut_time);
    }
    return true;
}

static void complain(const char *name, const char *path)
{
    fprintf(stderr, "kukri-emu: --%s: %s: %s\n", name, path, strerror(errno));
}

static void write_wear(const Flash *f)
{
    FILE *out = fopen(f->wear_file, "w");
    if (out == NULL) {
        complain("flash-wear", f->wear_file);
        return;
    }
    for (size_t i = 0; i < f->size / FLASH_SECTOR; i++)
        if (f->wear[i] != 0)
            fprintf(out, "0x%06zx %" PRIu32 "\n", i * FLASH_SECTOR, f->wear[i]);
    fclose(out);
}

static void end(void *ctx)
{
    Flash *f = ctx;
    if (f->wear == NULL)
        return;
    if (f->save != NULL) {
        FILE *out = fopen(f->save, "wb");
        if (out == NULL || fwrite(f->bytes, 1, f->size, out) != f->size)
            complain("flash-save", f->save);
        if (out != NULL && fclose(out) != 0)
            complain("flash-save", f->save);
    }
    if (f->wear_file != NULL)
        write_wear(f);
    emu_flash_forget(f, UINT64_MAX);
}

static void print_stats(void *ctx)
{
    const Flash *f = ctx;
    uint32_t worst = 0, touched = 0;
    size_t where = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < f->size / FLASH_SECTOR; i++) {
        sum += f->wear[i];
        touched += f->wear[i] != 0;
        if (f->wear[i] > worst) {
            worst = f->wear[i];
            where = i;
        }
    }
    fprintf(stderr, "flash-operations: %" PRIu64 " (%" PRIu64 " programs of %" PRIu64 " bytes, %" PRIu64 " erases)\n",
            f->operations, f->programs, f->bytes_programmed, f->erases);
    fprintf(stderr, "flash-reads: %" PRIu64 " of %" PRIu64 " bytes\n", f->reads, f->bytes_read);
    fprintf(stderr, "flash-refused: %" PRIu64 " commands; %" PRIu64 " bytes asked for ones where zeros were\n", f->refusals,
            f->ones_asked);
    if (worst == 0)
        fprintf(stderr, "flash-wear: no sector was erased\n");
    else
        fprintf(stderr, "flash-wear: %" PRIu32 " sectors erased, %.1f times on average, most at 0x%06zx: %" PRIu32 "\n", touched,
                (double)sum / touched, where * FLASH_SECTOR, worst);
}

/* ---- options ---- */

bool emu_flash_option_file(Machine *m, const char *text)
{
    flash_of(m)->file = text;
    return true;
}

bool emu_flash_option_rw(Machine *m, const char *text)
{
    (void)text;
    flash_of(m)->in_place = true;
    return true;
}

bool emu_flash_option_save(Machine *m, const char *text)
{
    flash_of(m)->save = text;
    return true;
}

bool emu_flash_option_wear(Machine *m, const char *text)
{
    flash_of(m)->wear_file = text;
    return true;
}

bool emu_flash_option_size(Machine *m, const char *text)
{
    char *behind;
    errno = 0;
    uint64_t n = strtoull(text, &behind, 10);
    uint64_t unit = *behind == 'K' ? KIB : *behind == 'M' ? MIB : 1;
    behind += unit != 1;
    if (errno != 0 || behind == text || *behind != '\0' || n > SIZE_LARGEST || !is_size(n * unit))
        return emu_options_wrong("flash-size", "\"%s\" is none of 512K 1M 2M 4M 8M 16M", text);
    flash_of(m)->size_wanted = (size_t)(n * unit);
    return true;
}

bool emu_flash_option_cut_after(Machine *m, const char *text)
{
    return emu_options_number("power-cut-after", text, 1, UINT64_MAX, &flash_of(m)->cut_after);
}

bool emu_flash_option_cut_time(Machine *m, const char *text)
{
    uint64_t us;
    if (!emu_options_number("power-cut-time", text, 1, UINT64_MAX / EMU_US, &us))
        return false;
    flash_of(m)->cut_time = us * EMU_US;
    return true;
}

bool emu_flash_option_seed(Machine *m, const char *text)
{
    uint64_t seed;
    if (!emu_options_number("power-cut-seed", text, 0, UINT64_MAX, &seed))
        return false;
    flash_of(m)->seed = (seed + 1) * 0x9e3779b97f4a7c15u | 1;
    return true;
}

void emu_flash_init(Machine *m)
{
    Flash *f = calloc(1, sizeof *f);
    f->status3 = 0x60;
    emu_machine_keep(m, DEVICE_flash, f);
    emu_machine_at_start(m, start, f);
    emu_machine_at_end(m, end, f);
    emu_machine_at_stats(m, print_stats, f);
}
