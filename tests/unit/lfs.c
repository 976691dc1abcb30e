/*
 * lfs.c: the file system, used: files, directories, renames, a full device, attributes.
 */
#include "fs/lfs_impl.h"
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

static void test_rename(void)
{
    fresh(512, 64);
    CHECK(kk_lfs_mkdir(lfs, "/d") == 0 && kk_lfs_mkdir(lfs, "/d/sub") == 0 && kk_lfs_mkdir(lfs, "/e") == 0, "mkdir");
    CHECK(put_file(lfs, "/x", pattern, 10) == 0 && put_file(lfs, "/d/y", pattern, 700) == 0, "put");
    CHECK(kk_lfs_rename(lfs, "/x", "/d/y") == 0 && is_pattern("/d/y", 10) && get_file(lfs, "/x", got, 1) == -2, "over a file");
    CHECK(kk_lfs_rename(lfs, "/d/y", "/d/a") == 0 && strcmp(list("/d"), "a sub/ ") == 0, "%s", list("/d"));
    CHECK(kk_lfs_rename(lfs, "/d", "/d/sub/d") == -22 && kk_lfs_rename(lfs, "/d", "/d/d") == -22, "into itself");
    CHECK(kk_lfs_rename(lfs, "/d", "/d") == 0 && kk_lfs_rename(lfs, "/no", "/x") == -2, "to itself");
    CHECK(kk_lfs_rename(lfs, "/d/a", "/e") == -21 && kk_lfs_rename(lfs, "/e", "/d/a") == -20, "kinds");
    CHECK(kk_lfs_rename(lfs, "/e", "/d") == -39 && kk_lfs_rename(lfs, "/d", "/e") == 0, "over a directory");
    CHECK(strcmp(list("/"), "e/ ") == 0 && strcmp(list("/e"), "a sub/ ") == 0 && is_pattern("/e/a", 10), "moved");
    CHECK(kk_lfs_used(lfs) == 6, "used %d", (int)kk_lfs_used(lfs));
    remount();
    CHECK(is_pattern("/e/a", 10) && kk_lfs_check(lfs) == 0, "after mount");
    group("rename");
}

static void test_open_files(void)
{
    LfsFile *a = file_memory(), *b = file_memory();
    fresh(512, 64);
    CHECK(kk_lfs_open(lfs, a, "/f", LFS_READ | LFS_WRITE | LFS_CREATE | LFS_EXCLUSIVE) == 0, "open");
    CHECK(kk_lfs_open(lfs, b, "/f", LFS_WRITE | LFS_CREATE | LFS_EXCLUSIVE) == -17, "exclusive");
    CHECK(kk_lfs_open(lfs, b, "/f/g", LFS_READ) == -20 && kk_lfs_open(lfs, b, "/f/", LFS_READ) == -20 &&
              kk_lfs_open(lfs, b, "/", LFS_READ) == -21 && kk_lfs_open(lfs, b, "/g", LFS_WRITE) == -2, "errors");
    CHECK(kk_lfs_write(lfs, a, pattern, 3000) == 3000 && is_pattern("/f", 0), "not seen before sync");
    CHECK(kk_lfs_sync(lfs, a) == 0 && is_pattern("/f", 3000), "seen after it");
    CHECK(kk_lfs_seek(lfs, a, -10, 2) == 2990 && kk_lfs_seek(lfs, a, -3000, 1) == -22 && kk_lfs_seek(lfs, a, 0, 1) == 2990, "seek");
    CHECK(kk_lfs_read(lfs, a, got, 100) == 10 && memcmp(got, pattern + 2990, 10) == 0 && kk_lfs_read(lfs, a, got, 1) == 0, "read");
    CHECK(kk_lfs_seek(lfs, a, 3100, 0) == 3100 && kk_lfs_write(lfs, a, "!", 1) == 1 && kk_lfs_file_length(lfs, a) == 3101, "hole");
    CHECK(kk_lfs_truncate(lfs, a, 3050) == 0 && kk_lfs_truncate(lfs, a, 3060) == 0 && kk_lfs_seek(lfs, a, 2999, 0) == 2999, "truncate");
    CHECK(kk_lfs_read(lfs, a, got, 100) == 61 && got[0] == pattern[2999] && got[1] == 0 && got[60] == 0, "zeros");
    CHECK(kk_lfs_open(lfs, b, "/f", LFS_WRITE | LFS_APPEND) == 0 && kk_lfs_read(lfs, b, got, 1) == -9, "append only");
    CHECK(kk_lfs_seek(lfs, b, 0, 0) == 0 && kk_lfs_write(lfs, b, "abc", 3) == 3 && kk_lfs_file_length(lfs, b) == 3003, "append");
    CHECK(kk_lfs_close(lfs, b) == 0 && get_file(lfs, "/f", got, 5000) == 3003 && memcmp(got + 3000, "abc", 3) == 0, "appended");
    CHECK(kk_lfs_rename(lfs, "/f", "/g") == 0 && kk_lfs_close(lfs, a) == 0, "renamed while open");
    CHECK(get_file(lfs, "/g", got, 5000) == 3060 && get_file(lfs, "/f", got, 1) == -2, "closed where it is now");
    CHECK(kk_lfs_open(lfs, a, "/g", LFS_READ | LFS_WRITE) == 0 && kk_lfs_remove(lfs, "/g") == 0, "removed while open");
    for (int i = 0; i < 50; i++)
        CHECK(put_file(lfs, "/other", pattern + i, 9000) == 0, "other");
    CHECK(kk_lfs_read(lfs, a, got, 3000) == 3000 && memcmp(got, pattern, 3000) == 0, "its blocks are kept");
    CHECK(kk_lfs_write(lfs, a, "x", 1) == 1 && kk_lfs_close(lfs, a) == 0 && strcmp(list("/"), "other ") == 0, "%s", list("/"));
    CHECK(kk_lfs_remove(lfs, "/other") == 0 && kk_lfs_used(lfs) <= 4, "used %d", (int)kk_lfs_used(lfs));
    free(a);
    free(b);
    group("open files");
}

static void test_full(void)
{
    char path[40];
    int err = 0, n;
    fresh(512, 64);
    CHECK(put_file(lfs, "/keep", pattern, 5000) == 0, "keep");
    CHECK(put_file(lfs, "/keep", pattern + 1, 40000) == -28 && is_pattern("/keep", 5000), "the old content stays");
    for (n = 0; (err = put_file(lfs, (sprintf(path, "/f%d", n), path), pattern, 900)) == 0; n++)
        ;
    CHECK(err == -28 && n > 15, "%d files, %d", n, err);
    for (int turn = 0; turn < 5; turn++) {
        remount();
        CHECK(is_pattern("/keep", 5000), "keep");
        for (int i = turn; i < n; i += 5)
            CHECK(kk_lfs_remove(lfs, (sprintf(path, "/f%d", i), path)) == 0, "remove %s", path);
        CHECK(put_file(lfs, "/new", pattern, 900) == 0 && is_pattern("/new", 900), "room again");
    }
    for (n = 0; (err = kk_lfs_mkdir(lfs, (sprintf(path, "/dir%d", n), path))) == 0; n++)
        ;
    CHECK(err == -28 && kk_lfs_check(lfs) == 0, "%d directories, %d", n, err);
    while (n-- > 0)
        CHECK((err = kk_lfs_remove(lfs, (sprintf(path, "/dir%d", n), path))) == 0, "remove %s: %d", path, err);
    group("a full device");
}

static void test_names_and_attributes(void)
{
    char path[400] = "/";
    uint8_t value[1100];
    LfsFile *file = file_memory();
    fresh(4096, 32);
    memset(path + 1, 'n', 256);
    CHECK(put_file(lfs, path, pattern, 5) == -36 && kk_lfs_mkdir(lfs, path) == -36, "256 bytes");
    path[256] = 0;
    CHECK(put_file(lfs, path, pattern, 5) == 0 && is_pattern(path, 5) && strlen(list("/")) == 256, "255 bytes");
    CHECK(put_file(lfs, "/\xc3\xbc", pattern, 5) == 0 && is_pattern("\xc3\xbc", 5), "UTF-8");
    CHECK(kk_lfs_get_attr(lfs, path, 1, value, 8) == -61 && kk_lfs_get_attr(lfs, "/no", 1, value, 8) == -2, "none");
    CHECK(kk_lfs_set_attr(lfs, path, 1, "12345678", 8) == 0 && kk_lfs_set_attr(lfs, path, 200, "z", 1) == 0, "set");
    CHECK(kk_lfs_set_attr(lfs, "/", 3, "root", 4) == 0 && kk_lfs_set_attr(lfs, path, 1, pattern, 1023) == -28, "set");
    CHECK(kk_lfs_open(lfs, file, path, LFS_WRITE | LFS_APPEND) == 0, "open");
    kk_lfs_file_attr(file, 1, "abcd", 4);
    CHECK(kk_lfs_write(lfs, file, pattern + 5, 3000) == 3000 && kk_lfs_close(lfs, file) == 0, "with the content");
    CHECK(kk_lfs_mkdir(lfs, "/d") == 0 && kk_lfs_rename(lfs, path, "/d/m") == 0, "move");
    for (int i = 0; i < 400; i++)
        CHECK(put_file(lfs, "/d/other", pattern, 100) == 0, "compact");
    remount();
    CHECK(is_pattern("/d/m", 3005), "content");
    CHECK(kk_lfs_get_attr(lfs, "/d/m", 1, value, 8) == 4 && memcmp(value, "abcd", 4) == 0, "attribute 1");
    CHECK(kk_lfs_get_attr(lfs, "/d/m", 200, value, 0) == 1 && kk_lfs_get_attr(lfs, "/", 3, value, 8) == 4, "attributes");
    free(file);
    group("names and attributes");
}

/* Sets a word of the superblock in both blocks, with new checksums. */
static void patch_superblock(unsigned off, uint32_t x)
{
    for (int i = 0; i < 2; i++) {
        uint8_t *block = flash + (size_t)i * device.block_size;
        memcpy(block + 20 + off, &x, 4);
        uint32_t crc = kk_lfs_crc(0xffffffff, block, 60); /* up to the tag of the checksum, with it */
        memcpy(block + 60, &crc, 4);
    }
}

static void test_other_drivers(void)
{
    LfsFile *file;
    fresh(4096, 64);
    patch_superblock(0, 0x00020000);
    remount();
    CHECK(flash[20] == 0 && put_file(lfs, "/f", pattern, 10) == 0, "a 2.0 device");
    remount();
    CHECK(!lfs->old_version && is_pattern("/f", 10), "says 2.1 before it is written");
    fresh(4096, 64);
    patch_superblock(0, 0x00020002);
    CHECK(kk_lfs_mount(lfs, &device) == -84, "2.2");
    patch_superblock(0, 0x00030000);
    CHECK(kk_lfs_mount(lfs, &device) == -84, "3.0");
    fresh(4096, 64);
    patch_superblock(8, 32);
    remount();
    CHECK(put_file(lfs, "/f", pattern, 100000) == 0 && put_file(lfs, "/g", pattern, 25000) == -28, "fewer blocks than the device");
    patch_superblock(8, 65);
    CHECK(kk_lfs_mount(lfs, &device) == -84, "more");
    /* A larger cache keeps larger files inline: with a smaller one these are read where they are. */
    fresh(4096, 64);
    device.cache_size = 512;
    free(lfs);
    lfs = lfs_memory();
    remount();
    CHECK(put_file(lfs, "/f", pattern, 500) == 0 && put_file(lfs, "/g", pattern, 400) == 0 && kk_lfs_used(lfs) == 2, "inline");
    device.cache_size = 128;
    remount();
    file = file_memory();
    CHECK(is_pattern("/f", 500) && kk_lfs_open(lfs, file, "/f", LFS_READ | LFS_WRITE) == 0, "read");
    CHECK(kk_lfs_seek(lfs, file, 490, 0) == 490 && kk_lfs_write(lfs, file, pattern + 490, 510) == 510 && kk_lfs_close(lfs, file) == 0, "write");
    CHECK(is_pattern("/f", 1000), "larger");
    CHECK(kk_lfs_open(lfs, file, "/g", LFS_WRITE) == 0 && kk_lfs_truncate(lfs, file, 100) == 0 && kk_lfs_close(lfs, file) == 0, "truncate");
    CHECK(is_pattern("/g", 100) && kk_lfs_check(lfs) == 0, "smaller");
    free(file);
    group("what other drivers write");
}

int main(void)
{
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = (uint8_t)(random_u64() >> 40);
    test_bytes_on_flash();
    test_files();
    test_directories();
    test_rename();
    test_open_files();
    test_full();
    test_names_and_attributes();
    test_other_drivers();
    free(lfs);
    return done();
}
