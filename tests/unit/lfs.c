/*
 * lfs.c: the file system, used: files, directories, renames, a full device, attributes.
 */
#include "lfs_flash.h"

static Lfs *lfs;
static uint8_t pattern[100000], got[200000];

static void fresh(uint32_t block_size, uint32_t blocks)
{
    free(lfs);
    flash_new(block_size, blocks);
    lfs = lfs_memory();
    CHECK(kk_lfs_format(lfs, &device) == 0, "format");
    CHECK(kk_lfs_mount(lfs, &device) == 0, "mount");
}

static void remount(void)
{
    kk_lfs_unmount(lfs);
    int err = kk_lfs_mount(lfs, &device);
    CHECK(err == 0, "mount: %d", err);
}

/* The file has the first n bytes of the pattern. */
static bool is_pattern(const char *path, int32_t n)
{
    memset(got, 0, sizeof got);
    return get_file(lfs, path, got, sizeof got) == n && memcmp(got, pattern, (size_t)n) == 0;
}

/* The names in the directory, each followed by a space; directories by "/ ". */
static const char *list(const char *path)
{
    static char names[20000];
    LfsStat stat;
    LfsDir *dir = malloc(kk_lfs_dir_size(&device));
    names[0] = 0;
    int err = kk_lfs_open_dir(lfs, dir, path);
    if (err == 0) {
        while ((err = kk_lfs_read_dir(lfs, dir, &stat)) == 1) {
            strcat(names, stat.name);
            strcat(names, stat.is_dir ? "/ " : " ");
        }
        kk_lfs_close_dir(lfs, dir);
    }
    if (err < 0)
        sprintf(names, "error %d", err);
    free(dir);
    return names;
}

static void test_bytes_on_flash(void)
{
    /* By hand from the tables of SPEC.md: revision; superblock name and struct; forward checksum; checksum. */
    static const uint8_t expect[] = {
        1, 0, 0, 0, 0xf0, 0x0f, 0xff, 0xf7, 'l', 'i', 't', 't', 'l', 'e', 'f', 's', 0x2f, 0xe0, 0x00, 0x10,
        1, 0, 2, 0, 0, 0x10, 0, 0, 64, 0, 0, 0, 255, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f, 0xfe, 3, 0, 0,
        0x7f, 0xef, 0xfc, 0x10, 32, 0, 0, 0, 0xf4, 0x54, 0x93, 0x00, 0x0f, 0xf0, 0x00, 0x0c,
    };
    fresh(4096, 64);
    CHECK(memcmp(flash, expect, sizeof expect) == 0, "superblock");
    CHECK(flash[4096] == 2 && memcmp(flash + 4104, "littlefs", 8) == 0, "second block");
    group("bytes of a new file system");
}

static void test_files(void)
{
    static const int32_t sizes[] = { 0, 1, 31, 128, 129, 4095, 4096, 4097, 8188, 8189, 16370, 50000, 100000 };
    char path[40];
    fresh(4096, 128);
    for (size_t i = 0; i < KK_COUNT_OF(sizes); i++) {
        sprintf(path, "/f%d", sizes[i]);
        CHECK(put_file(lfs, path, pattern, (size_t)sizes[i]) == 0, "%s", path);
    }
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < KK_COUNT_OF(sizes); i++) {
            LfsStat stat;
            sprintf(path, "f%d", sizes[i]);
            CHECK(is_pattern(path, sizes[i]), "%s", path);
            CHECK(kk_lfs_stat(lfs, path, &stat) == 0 && stat.size == (uint32_t)sizes[i] && !stat.is_dir &&
                      strcmp(stat.name, path) == 0, "stat %s", path);
        }
        CHECK(kk_lfs_check(lfs) == 0, "check");
        remount();
    }
    group("files of many sizes");
}

static void test_directories(void)
{
    char path[40];
    fresh(4096, 64);
    CHECK(kk_lfs_mkdir(lfs, "/lib") == 0 && kk_lfs_mkdir(lfs, "lib//a/") == 0, "mkdir");
    CHECK(kk_lfs_mkdir(lfs, "/lib") == -17 && kk_lfs_mkdir(lfs, "/no/x") == -2 && kk_lfs_mkdir(lfs, "/") == -17, "mkdir errors");
    for (int i = 0; i < 300; i++) {
        sprintf(path, "/lib/module%d.py", i * 7 % 300);
        int err = put_file(lfs, path, pattern, (size_t)i % 100);
        CHECK(err == 0, "%s: %d", path, err);
    }
    remount();
    for (int i = 0; i < 300; i++) {
        sprintf(path, "./lib/a/../module%d.py", i * 7 % 300);
        CHECK(is_pattern(path, i % 100), "%s", path);
    }
    CHECK(strcmp(list("/"), "lib/ ") == 0, "%s", list("/"));
    CHECK(strlen(list("lib")) == 3 + 300 * 13 - 10 * 2 - 90, "%zu", strlen(list("lib")));
    CHECK(kk_lfs_remove(lfs, "/lib") == -39 && kk_lfs_remove(lfs, "/") == -16 && kk_lfs_remove(lfs, "/x") == -2, "remove errors");
    for (int i = 0; i < 300; i++) {
        sprintf(path, "/lib/module%d.py", i);
        CHECK(kk_lfs_remove(lfs, path) == 0, "remove %s", path);
    }
    CHECK(kk_lfs_remove(lfs, "/lib/a") == 0 && kk_lfs_remove(lfs, "/lib") == 0, "rmdir");
    CHECK(strcmp(list("/"), "") == 0 && kk_lfs_used(lfs) == 2, "used %d", (int)kk_lfs_used(lfs));
    CHECK(kk_lfs_check(lfs) == 0, "check");
    group("directories");
}

int main(void)
{
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = (uint8_t)(random_u64() >> 40);
    test_bytes_on_flash();
    test_files();
    test_directories();
    free(lfs);
    return done();
}
