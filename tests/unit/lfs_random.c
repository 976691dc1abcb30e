/*
 * lfs_random.c: random operations against a model, with files open meanwhile; bad blocks; wear.
 *
 * Arguments: the first seed and the number of seeds.
 */
#include "lfs_model.h"

enum { HANDLES = 3 };

/* An open file with what it should be; path empty: not open. */
typedef struct Handle {
    LfsFile *file;
    char path[PATH]; /* where it is now; "-": removed */
    uint8_t bytes[CONTENT_MAX * 2];
    uint32_t n, at;
    bool dirty, failed;
} Handle;

static Handle handles[HANDLES];

static Handle *handle_of(const char *path)
{
    for (int i = 0; i < HANDLES; i++)
        if (handles[i].file != NULL && strcmp(handles[i].path, path) == 0)
            return &handles[i];
    return NULL;
}

/* What sync made of the file. */
static void synced(Handle *h)
{
    Node *node = find(&model, h->path);
    if (!h->dirty || h->failed || node == NULL)
        return;
    uint8_t *bytes = new_bytes(h->n);
    memcpy(bytes, h->bytes, h->n);
    node->bytes = bytes;
    node->n = h->n;
    h->dirty = false;
}

static void close_handle(Handle *h)
{
    int err = kk_lfs_close(lfs, h->file);
    CHECK(err == 0 || err == -28, "close %s: %d", h->path, err);
    if (err == 0)
        synced(h);
    free(h->file);
    h->file = NULL;
}

static void open_handle(Handle *h)
{
    int i = (int)below(NODES);
    Node *node = &model.nodes[i];
    if (node->path[0] == 0 || node->is_dir || handle_of(node->path) != NULL)
        return;
    h->file = file_memory();
    strcpy(h->path, node->path);
    int err = kk_lfs_open(lfs, h->file, node->path, LFS_READ | LFS_WRITE);
    CHECK(err == 0, "open %s: %d", node->path, err);
    if (node->n > 0)
        memcpy(h->bytes, node->bytes, node->n);
    h->n = node->n;
    h->at = 0;
    h->dirty = h->failed = false;
}

static void write_handle(Handle *h)
{
    static uint8_t bytes[CONTENT_MAX];
    uint32_t size = random_size();
    if (h->at + size > CONTENT_MAX)
        return;
    for (uint32_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)rng();
    int32_t wrote = kk_lfs_write(lfs, h->file, bytes, size);
    CHECK(wrote == (int32_t)size || wrote == -28, "write %s: %d", h->path, wrote);
    h->failed |= wrote < 0;
    if (size == 0)
        return;
    if (h->at > h->n)
        memset(h->bytes + h->n, 0, h->at - h->n);
    memcpy(h->bytes + h->at, bytes, size);
    h->at += size;
    if (h->at > h->n)
        h->n = h->at;
    h->dirty = true;
}

static void read_handle(Handle *h)
{
    static uint8_t bytes[CONTENT_MAX];
    uint32_t size = random_size(), left = h->at < h->n ? h->n - h->at : 0;
    int32_t n = kk_lfs_read(lfs, h->file, bytes, size);
    size = size < left ? size : left;
    if (n == -28)
        h->failed = true;
    else
        CHECK(n == (int32_t)size && memcmp(bytes, h->bytes + h->at, size) == 0, "read %s at %u: %d, not %u", h->path, h->at, n, size);
    h->at += size;
}

static void use_handle(Handle *h)
{
    if (h->file == NULL) {
        open_handle(h);
    } else if (h->failed || below(12) == 0) {
        close_handle(h);
    } else if (below(3) == 0) {
        write_handle(h);
    } else if (below(3) == 0) {
        read_handle(h);
    } else if (below(3) == 0) {
        h->at = below(h->n + 300);
        h->failed |= kk_lfs_seek(lfs, h->file, h->at, 0) == -28;
    } else if (below(3) == 0) {
        uint32_t n = below(h->n + 100);
        n = n < CONTENT_MAX ? n : CONTENT_MAX;
        int err = kk_lfs_truncate(lfs, h->file, n);
        CHECK(err == 0 || err == -28, "truncate %d", err);
        h->failed |= err < 0;
        if (n > h->n)
            memset(h->bytes + h->n, 0, n - h->n);
        h->dirty |= n != h->n;
        h->n = n;
    } else {
        int err = kk_lfs_sync(lfs, h->file);
        CHECK(err == 0 || err == -28, "sync %d", err);
        if (err < 0) /* once more: were blocks not to be had, or was it the commit? */
            err = kk_lfs_sync(lfs, h->file);
        h->failed = err == -5;
        if (err == 0)
            synced(h);
    }
    if (h->file != NULL && !h->failed)
        CHECK(kk_lfs_file_length(lfs, h->file) == h->n, "length of %s", h->path);
}

/* Files that are open follow what step() did to the tree. */
static void follow_step(const Model *before)
{
    char from[PATH], to[PATH];
    if (memcmp(before, &model, sizeof model) == 0)
        return;
    bool renamed = sscanf(doing, "rename %63s %63s", from, to) == 2;
    for (int i = 0; i < HANDLES; i++) {
        Handle *h = &handles[i];
        size_t n = strlen(from);
        if (h->file == NULL || h->path[0] == '-')
            continue;
        if (renamed && strncmp(h->path, from, n) == 0 && (h->path[n] == 0 || h->path[n] == '/')) {
            char path[2 * PATH];
            sprintf(path, "%s%s", to, h->path + n);
            strcpy(h->path, path);
        } else if (renamed && strcmp(h->path, to) == 0) {
            strcpy(h->path, "-");
        } else if (find(&model, h->path) == NULL) {
            strcpy(h->path, "-");
        }
    }
}

static void one_life(uint32_t seed)
{
    static const uint32_t geometry[][2] = { { 512, 200 }, { 4096, 60 }, { 512, 60 }, { 1024, 80 } };
    static Model before;
    const uint32_t *g = geometry[seed % 4];
    content_limit = CONTENT_MAX;
    start(seed, g[0], g[1]);
    device.block_cycles = seed % 3 == 0 ? 1 + (int32_t)(seed % 8) : 100;
    for (int i = 0; i < 250 && !failures; i++) {
        before = model;
        CHECK(step(), "seed %u, step %d: %s", seed, i, doing);
        follow_step(&before);
        for (int k = 0; k < HANDLES; k++)
            use_handle(&handles[k]);
        if (i % 10 == 0)
            CHECK(same_tree(&model), "seed %u, step %d: other than the model after %s", seed, i, doing);
        if (below(30) == 0) {
            for (int k = 0; k < HANDLES; k++)
                if (handles[k].file != NULL)
                    close_handle(&handles[k]);
            CHECK(kk_lfs_unmount(lfs) == 0 && kk_lfs_mount(lfs, &device) == 0, "remount");
        }
        if (failures)
            printf("seed %u, step %d: %s\n", seed, i, doing);
    }
    for (int k = 0; k < HANDLES; k++)
        if (handles[k].file != NULL)
            close_handle(&handles[k]);
    CHECK(same_tree(&model) && kk_lfs_check(lfs) == 0, "seed %u: at the end", seed);
    if (!failures)
        remove_all(seed);
}

/* Blocks that cannot be erased or programmed, with and without an error: all goes on as long as others are free. */
static void test_bad_blocks(uint32_t seed)
{
    content_limit = 3000;
    start(seed, 512, 160);
    for (int i = 0; i < 200 && !failures; i++) {
        if (i % 8 == 0) {
            uint32_t block = 2 + below(158);
            (below(2) ? bad_program : bad_erase)[block] = (uint8_t)(1 + below(2));
        }
        CHECK(step(), "seed %u, step %d: %s", seed, i, doing);
    }
    kk_lfs_unmount(lfs);
    CHECK(kk_lfs_mount(lfs, &device) == 0, "mount");
    CHECK(same_tree(&model) && kk_lfs_check(lfs) == 0, "seed %u: after bad blocks", seed);
}

/* One small file, written over and over: the erases must not gather in few blocks. */
static void test_wear(void)
{
    uint8_t bytes[100] = { 0 };
    uint32_t most = 0, sum = 0;
    start(1, 512, 64);
    device.block_cycles = 10;
    for (int i = 0; i < 60000; i++) {
        bytes[i % 100]++;
        int err = put_file(lfs, "/state", bytes, sizeof bytes);
        CHECK(err == 0, "write: %d", err);
        if (i % 1000 == 0)
            CHECK(kk_lfs_mount(lfs, &device) == 0, "mount");
    }
    for (uint32_t i = 2; i < 64; i++) {
        sum += erases[i];
        most = erases[i] > most ? erases[i] : most;
    }
    CHECK(sum > 10000 && most < 3 * sum / 62, "%u erases, of one block %u", sum, most);
    CHECK(erases[0] + erases[1] < sum / 20, "superblock: %u erases", erases[0] + erases[1]);
    group("erases are spread");
}

int main(int argc, char **argv)
{
    uint32_t first = argc > 1 ? (uint32_t)atoi(argv[1]) : 1, n = argc > 2 ? (uint32_t)atoi(argv[2]) : 120;
    for (uint32_t seed = first; seed < first + n && !failures; seed++)
        one_life(seed);
    group("random operations as on a model");
    for (uint32_t seed = first; seed < first + n && !failures; seed++)
        test_bad_blocks(seed);
    group("bad blocks");
    test_wear();
    free(lfs);
    free(arena);
    return done();
}
