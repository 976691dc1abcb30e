/*
 * lfs_hostile.c: a flash whose content somebody made up. Whatever it says, every call comes back,
 * with an error or not, after a bounded number of reads, and touches no memory but its own.
 *
 * Checksums do not save anybody here: the damage is done with right checksums, too.
 * Arguments: the first seed and the number of seeds.
 */
#include "fs/lfs_impl.h"
#include "lfs_model.h"

enum { BLOCK = 512, COUNT = 64 };

static uint8_t image[BLOCK * COUNT];
static long reads;

static int counted_read(void *ctx, uint32_t block, uint32_t offset, void *to, size_t n)
{
    reads++;
    return flash_read(ctx, block, offset, to, n);
}

/* A file system with all kinds of things in it. */
static void make_image(uint32_t seed)
{
    content_limit = 3000;
    start(seed, BLOCK, COUNT);
    for (int i = 0; i < 150; i++)
        CHECK(step(), "seed %u: %s", seed, doing);
    if (seed % 3 == 0) {
        cut_after = (long)below(30);
        while (cut_after >= 0)
            CHECK(step(), "seed %u: %s", seed, doing);
    }
    memcpy(image, flash, sizeof image);
}

/* Ends of logs and where a tag can be changed: forward through a block as kk_lfs_pair_fetch goes. */
static void damage_tags(uint8_t *block)
{
    uint32_t off = 4, tag = 0xffffffff, crc = kk_lfs_crc(0xffffffff, block, 4);
    uint32_t target = below(12);
    while (off + 8 <= BLOCK) {
        uint32_t raw = lfs_be32(block + off), now = raw ^ tag;
        if ((now & LFS_INVALID) || off + lfs_tag_span(now) > BLOCK)
            return;
        if (target-- == 0) {
            /* Another type, id or length, or other data; what follows is read with what it becomes. */
            uint32_t bits = (uint32_t)1 << below(31);
            if (below(2))
                lfs_put_be32(block + off, raw ^ bits);
            else if (lfs_tag_span(now) > 4)
                block[off + 4 + below(lfs_tag_span(now) - 4)] = below(2) ? (uint8_t)below(COUNT) : (uint8_t)rng();
            now = lfs_be32(block + off) ^ tag;
            if ((now & LFS_INVALID) || off + lfs_tag_span(now) > BLOCK)
                return;
        }
        crc = kk_lfs_crc(crc, block + off, 4);
        tag = now;
        if (lfs_tag_kind(now) == LFS_T_CRC && lfs_tag_chunk(now) < 0x80) {
            lfs_put_le32(block + off + 4, crc);
            crc = 0xffffffff;
            tag ^= (lfs_tag_chunk(now) & 1) << 31;
        } else {
            crc = kk_lfs_crc(crc, block + off + 4, lfs_tag_span(now) - 4);
        }
        off += lfs_tag_span(now);
    }
}

static void damage(void)
{
    memcpy(flash, image, sizeof image);
    uint32_t kind = below(8), times = 1 + below(6);
    for (uint32_t i = 0; i < times; i++) {
        uint8_t *block = flash + below(COUNT) * BLOCK;
        if (below(3) == 0)
            block = flash + below(2) * BLOCK;
        if (kind < 5)
            damage_tags(block);
        else if (kind == 5)
            block[below(BLOCK)] ^= (uint8_t)(1 << below(8));
        else if (kind == 6)
            memcpy(block, flash + below(COUNT) * BLOCK, BLOCK);
        else
            for (uint32_t k = below(BLOCK); k < BLOCK; k++)
                block[k] = (uint8_t)rng();
    }
}

/* Everything that there is to call. */
static void use_all(void)
{
    static uint8_t bytes[5000];
    static Model ignored, as_well;
    LfsStat stat;
    LfsDir *dir = malloc(kk_lfs_dir_size(&device));
    static const char *const paths[] = { "/", "/d", "/d/f" };
    for (size_t i = 0; i < KK_COUNT_OF(paths); i++) {
        if (kk_lfs_open_dir(lfs, dir, paths[i]) != 0)
            continue;
        for (int n = 0; n < 3000 && kk_lfs_read_dir(lfs, dir, &stat) == 1; n++) {
            char path[600];
            sprintf(path, "%s/%s", paths[i], stat.name);
            get_file(lfs, path, bytes, sizeof bytes);
            kk_lfs_get_attr(lfs, path, 7, bytes, 8);
        }
        kk_lfs_close_dir(lfs, dir);
    }
    free(dir);
    kk_lfs_check(lfs);
    kk_lfs_used(lfs);
    for (int i = 0; i < 12; i++) {
        static Operation *const operations[] = { do_write, do_remove, do_mkdir, do_rename, do_attr };
        ignored = as_well = model;
        operations[below(5)](&ignored, &as_well);
    }
}

int main(int argc, char **argv)
{
    uint32_t first = argc > 1 ? (uint32_t)atoi(argv[1]) : 1, n = argc > 2 ? (uint32_t)atoi(argv[2]) : 40;
    long most = 0, mounted = 0;
    for (uint32_t seed = first; seed < first + n; seed++) {
        lenient = false;
        make_image(seed);
        device.read = counted_read;
        for (int i = 0; i < 40; i++) {
            lenient = true;
            cut_after = -2; /* what is programmed may not be erased */
            damage();
            reads = 0;
            bool there = kk_lfs_mount(lfs, &device) == 0;
            mounted += there;
            if (there)
                use_all();
            lfs->open = NULL;
            most = reads > most ? reads : most;
            CHECK(reads < 3000000, "seed %u, damage %d: %ld reads", seed, i, reads);
        }
    }
    CHECK(mounted > n * 5, "%ld mounted: hardly anything was tried", mounted);
    if (argc > 1)
        printf("%ld of %u mounted, at most %ld reads\n", mounted, n * 40, most);
    group("damaged images");
    for (int i = 0; i < 300; i++) {
        for (size_t k = 0; k < sizeof image; k++)
            flash[k] = (uint8_t)rng();
        int err = kk_lfs_mount(lfs, &device);
        CHECK(err == -KK_LFS_ECORRUPT, "mount of noise: %d", err);
    }
    group("noise");
    free(lfs);
    free(arena);
    return done();
}
