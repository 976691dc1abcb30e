/*
 * lfs_model.h: random operations on the file system of lfs_flash.h and on a model in memory, which
 * says what the file system may look like after each: after an error as before, after a loss of
 * power as before or as after.
 */
#ifndef KK_TESTS_UNIT_LFS_MODEL_H
#define KK_TESTS_UNIT_LFS_MODEL_H

#include "lfs_flash.h"

enum { NODES = 48, PATH = 64, CONTENT_MAX = 12000, ARENA = 64 << 20 };

typedef struct Node {
    char path[PATH]; /* "/a/b"; empty: no node */
    bool is_dir;
    const uint8_t *bytes; /* in the arena, never changed */
    uint32_t n;
    int attr; /* the value of attribute 7; -1: none */
} Node;

typedef struct Model {
    Node nodes[NODES];
} Model;

static Lfs *lfs;
static Model model;
static bool lenient; /* the model knows nothing: the flash has been changed behind it */
static uint8_t *arena;
static size_t arena_used;
static char doing[200]; /* the operation, for messages */
static uint32_t content_limit = CONTENT_MAX;

static uint8_t *new_bytes(uint32_t n)
{
    if (arena == NULL)
        arena = malloc(ARENA);
    if (arena_used + n > ARENA)
        arena_used = 0; /* long forgotten */
    uint8_t *p = arena + arena_used;
    arena_used += n;
    return p;
}

static const uint8_t *random_bytes(uint32_t n)
{
    uint8_t *p = new_bytes(n);
    for (uint32_t i = 0; i < n; i++)
        p[i] = (uint8_t)(rng() >> 11);
    return p;
}

static Node *find(Model *m, const char *path)
{
    for (int i = 0; i < NODES; i++)
        if (strcmp(m->nodes[i].path, path) == 0)
            return &m->nodes[i];
    return NULL;
}

static Node *free_node(Model *m)
{
    return find(m, "");
}

/* The directory that a path is in: "" of "/a". */
static const char *parent_of(const char *path)
{
    static char parent[PATH];
    strcpy(parent, path);
    *strrchr(parent, '/') = 0;
    return parent;
}

static bool has_parent(Model *m, const char *path)
{
    const char *parent = parent_of(path);
    Node *node = *parent ? find(m, parent) : NULL;
    return *parent == 0 || (node != NULL && node->is_dir);
}

static bool has_children(Model *m, const char *path)
{
    size_t n = strlen(path);
    for (int i = 0; i < NODES; i++)
        if (strncmp(m->nodes[i].path, path, n) == 0 && m->nodes[i].path[n] == '/')
            return true;
    return false;
}

static void random_path(char *path)
{
    static const char *const dirs[] = { "", "", "/d", "/e", "/d/f", "/d/longer-name-of-a-directory" };
    const char *dir = dirs[below(6)];
    if (below(8) == 0)
        strcpy(path, dirs[2 + below(4)]);
    else
        sprintf(path, "%s/%c%s", dir, 'a' + below(7), below(3) ? "" : ".py");
}

/* Sizes around what matters: inline, a block, several. */
static uint32_t random_size(void)
{
    static const uint32_t limits[] = { 8, 140, 600, 5000, CONTENT_MAX };
    uint32_t limit = limits[below(5)];
    return below(limit < content_limit ? limit : content_limit);
}

/* ---- comparing ---- */

static bool same_content(const Node *node)
{
    static uint8_t bytes[CONTENT_MAX + 1];
    uint8_t value[4];
    if (!node->is_dir) {
        int32_t n = get_file(lfs, node->path, bytes, sizeof bytes);
        if (n != (int32_t)node->n || (n > 0 && memcmp(bytes, node->bytes, node->n) != 0))
            return false;
    }
    int n = kk_lfs_get_attr(lfs, node->path, 7, value, sizeof value);
    return node->attr < 0 ? n == -61 : n == 1 && value[0] == node->attr;
}

/* Whether the directory, and all in it, is as the model says. */
static bool same_directory(Model *m, const char *path, int *seen)
{
    LfsStat stat;
    LfsDir *dir = malloc(kk_lfs_dir_size(&device));
    int err = kk_lfs_open_dir(lfs, dir, *path ? path : "/");
    bool open = err == 0, good = open;
    char last[256] = "";
    while (good && (err = kk_lfs_read_dir(lfs, dir, &stat)) == 1) {
        char child[PATH + 256];
        sprintf(child, "%s/%s", path, stat.name);
        Node *node = find(m, child);
        good = node != NULL && node->is_dir == stat.is_dir && strcmp(last, stat.name) < 0 &&
               (stat.is_dir || stat.size == node->n) && same_content(node) &&
               (!stat.is_dir || same_directory(m, child, seen));
        strcpy(last, stat.name);
        ++*seen;
    }
    if (open)
        kk_lfs_close_dir(lfs, dir);
    free(dir);
    return good && err == 0;
}

static bool same_tree(Model *m)
{
    int seen = 0, there = 0;
    for (int i = 0; i < NODES; i++)
        there += m->nodes[i].path[0] != 0;
    return same_directory(m, "", &seen) && seen == there;
}

/* ---- operations: each returns the error and makes *after (and *middle, if it may be seen) ---- */

static int do_write(Model *after, Model *middle)
{
    char path[PATH];
    random_path(path);
    Node *node = find(after, path);
    bool can = has_parent(after, path) && (node == NULL || !node->is_dir) && (node != NULL || free_node(after) != NULL);
    uint32_t old = node ? node->n : 0, size = random_size(), at = 0, flags = LFS_WRITE | LFS_CREATE;
    uint8_t value = (uint8_t)rng();
    bool attr = below(2);
    int how = (int)below(4);
    if (how == 0)
        flags |= LFS_TRUNCATE;
    else if (how == 1)
        flags |= LFS_APPEND, at = old;
    else
        at = below(old + 200);
    if (at + size > content_limit)
        size = 0;
    const uint8_t *bytes = random_bytes(size);
    int cut = how == 3 && below(2) ? (int)below(at + size + 100) : -1;
    sprintf(doing, "write %s: %u bytes at %u, flags %x, truncate %d", path, size, at, flags, cut);
    if (!can && node == NULL && has_parent(after, path))
        return 0;
    LfsFile *file = file_memory();
    int32_t err = kk_lfs_open(lfs, file, path, flags);
    if (err == 0) {
        int32_t failed = 0;
        if (attr)
            kk_lfs_file_attr(file, 7, &value, 1);
        if (at != 0 && !(flags & LFS_APPEND))
            failed = kk_lfs_seek(lfs, file, at, 0) < 0 ? -5 : 0;
        for (uint32_t done = 0; failed >= 0 && done < size;) {
            uint32_t now = 1 + below(size - done);
            failed = kk_lfs_write(lfs, file, bytes + done, now);
            CHECK(failed < 0 || failed == (int32_t)now, "wrote %d", failed);
            done += now;
        }
        if (failed >= 0 && cut >= 0)
            failed = kk_lfs_truncate(lfs, file, (uint32_t)cut);
        err = kk_lfs_close(lfs, file);
        if (failed < 0)
            err = failed;
    }
    free(file);
    CHECK(can || err < 0 || lenient, "%s: should fail", doing);
    if (!can)
        return err;
    bool dirty = how == 0 || node == NULL;
    if (node == NULL) {
        node = free_node(after);
        *node = (Node){ .attr = -1 };
        strcpy(node->path, path);
        *middle = *after;
    }
    uint32_t from = how == 0 ? 0 : old, end = at + size;
    if (size == 0 || end < from)
        end = from;
    uint32_t n = cut >= 0 ? (uint32_t)cut : end, all = n > end ? n : end;
    uint8_t *content = new_bytes(all + 1);
    memset(content, 0, all);
    if (from > 0)
        memcpy(content, node->bytes, from < all ? from : all);
    if (size > 0)
        memcpy(content + at, bytes, size);
    dirty |= size > 0 || (cut >= 0 && n != from);
    node->bytes = content;
    node->n = n;
    if (attr && dirty)
        node->attr = value;
    return err;
}

static int do_remove(Model *after, Model *middle)
{
    char path[PATH];
    random_path(path);
    sprintf(doing, "remove %s", path);
    int err = kk_lfs_remove(lfs, path);
    Node *node = find(after, path);
    bool can = node != NULL && !(node->is_dir && has_children(after, path));
    CHECK(can || err < 0 || lenient, "%s: should fail", doing);
    if (can)
        node->path[0] = 0;
    return err;
}

static int do_mkdir(Model *after, Model *middle)
{
    char path[PATH];
    random_path(path);
    sprintf(doing, "mkdir %s", path);
    Node *node = find(after, path);
    bool can = node == NULL && has_parent(after, path) && below(3) == 0;
    if (!can && node == NULL)
        return 0;
    if (can && free_node(after) == NULL)
        return 0;
    int err = kk_lfs_mkdir(lfs, path);
    CHECK(can || err < 0 || lenient, "%s: should fail", doing);
    if (can) {
        node = free_node(after);
        *node = (Node){ .is_dir = true, .attr = -1 };
        strcpy(node->path, path);
    }
    return err;
}

static void move_tree(Model *m, const char *from, const char *to)
{
    size_t n = strlen(from);
    for (int i = 0; i < NODES; i++) {
        char path[2 * PATH];
        if (strncmp(m->nodes[i].path, from, n) != 0 || (m->nodes[i].path[n] != 0 && m->nodes[i].path[n] != '/'))
            continue;
        sprintf(path, "%s%s", to, m->nodes[i].path + n);
        strcpy(m->nodes[i].path, path);
    }
}

static int do_rename(Model *after, Model *middle)
{
    char from[PATH], to[PATH];
    random_path(from);
    random_path(to);
    sprintf(doing, "rename %s %s", from, to);
    Node *source = find(after, from), *target = find(after, to);
    size_t n = strlen(from);
    bool inside = strncmp(from, to, n) == 0 && to[n] == '/';
    bool can = source != NULL && has_parent(after, to) && !inside &&
               (target == NULL || (source->is_dir == target->is_dir && !(target->is_dir && has_children(after, to))) || target == source);
    for (int i = 0; can && i < NODES; i++)
        if (strncmp(after->nodes[i].path, from, n) == 0 && strlen(after->nodes[i].path) - n + strlen(to) >= PATH)
            return 0;
    int err = kk_lfs_rename(lfs, from, to);
    CHECK(can || err < 0 || lenient, "%s: should fail", doing);
    if (can && source != target) {
        if (target != NULL)
            target->path[0] = 0;
        move_tree(after, from, to);
    }
    return err;
}

static int do_attr(Model *after, Model *middle)
{
    char path[PATH];
    random_path(path);
    uint8_t value = (uint8_t)rng();
    sprintf(doing, "attribute of %s", path);
    int err = kk_lfs_set_attr(lfs, path, 7, &value, 1);
    Node *node = find(after, path);
    CHECK(node != NULL || err < 0 || lenient, "%s: should fail", doing);
    if (node != NULL)
        node->attr = value;
    return err;
}

typedef int Operation(Model *after, Model *middle);

/* One operation. The model becomes what the file system now is. False: it is nothing that it may be. */
static bool step(void)
{
    static Operation *const operations[] = { do_write, do_write, do_write, do_remove, do_mkdir, do_rename, do_rename, do_attr };
    static Model after, middle;
    after = model;
    middle = model;
    long before = writes;
    int err = operations[below(KK_COUNT_OF(operations))](&after, &middle);
    if (!power_lost && (err == -5 || err == -84))
        return false;
    if (err == 0 && !power_lost) {
        model = after;
        return true;
    }
    if (power_lost) {
        cut_after = -1;
        power_lost = false;
        free(lfs);
        lfs = lfs_memory();
        int mounted = kk_lfs_mount(lfs, &device);
        if (mounted != 0) {
            printf("mount: %d\n", mounted);
            return false;
        }
        if (same_tree(&after)) {
            model = after;
            return true;
        }
    } else if (before == writes) {
        return true;
    }
    if (same_tree(&model))
        return true;
    model = middle;
    return same_tree(&model);
}

static void start(uint32_t seed, uint32_t block_size, uint32_t blocks)
{
    flash_new(block_size, blocks);
    rng_state = seed * 2654435761u + 12345;
    memset(&model, 0, sizeof model);
    arena_used = 0;
    free(lfs);
    lfs = lfs_memory();
    CHECK(kk_lfs_format(lfs, &device) == 0, "format");
    CHECK(kk_lfs_mount(lfs, &device) == 0, "mount");
}

/* Removes all there is; what stays in use are the pairs of the root. */
static KK_UNUSED void remove_all(uint32_t seed)
{
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < NODES; i++) {
            Node *node = &model.nodes[i];
            if (node->path[0] == 0 || has_children(&model, node->path))
                continue;
            int err = kk_lfs_remove(lfs, node->path);
            CHECK(err == 0, "seed %u: remove %s: %d", seed, node->path, err);
            node->path[0] = 0;
            more = true;
        }
    }
    CHECK(same_tree(&model), "seed %u: not empty", seed);
    int64_t used = kk_lfs_used(lfs);
    /* The superblock alone, or each pair that took over from it when that had been erased often. */
    CHECK(used % 2 == 0 && used <= (device.block_cycles < 100 ? 12 : 4), "seed %u: %d blocks of an empty file system", seed, (int)used);
}

#endif
