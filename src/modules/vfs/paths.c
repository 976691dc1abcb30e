/*
 * paths.c: where paths lead: the mount table.
 *
 * A path belongs to the mount point that is its longest beginning. Its file system gets what follows as an absolute
 * path: one in Python need not know of a current directory, though it is told of chdir.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#include "modules/vfs/vfs.h"

#include "types/str/str.h"

/* ---- the table ---- */

Value kk_vfs_table(Vm *vm)
{
    Value table = vm->roots[ROOT_MOUNTS];
    if (table != KK_UNSET)
        return table;
    Value files = kk_list_new(vm, 0);
    Value items[2] = {kk_none, files};
    table = files == KK_ERROR ? KK_ERROR : kk_list_from(vm, items, 2);
    if (table != KK_ERROR)
        vm->roots[ROOT_MOUNTS] = table;
    return table;
}

size_t kk_vfs_mounts(const Vm *vm)
{
    Value table = vm->roots[ROOT_MOUNTS];
    return table == KK_UNSET ? 0 : (kk_list_len(table) - 2) / 2;
}

static Span point_at(const Vm *vm, size_t i) { return kk_str_span(kk_list_at(vm->roots[ROOT_MOUNTS], 2 + 2 * i)); }

bool kk_vfs_native(void)
{
    char path[2];
    return kk_platform_getcwd(path, sizeof path) != -KK_ENODEV;
}

/* ---- paths as text ---- */

int kk_vfs_join(const char *base, const char *path, char *out)
{
    size_t len = 0;
    if (*path != '/') {
        len = strlen(base);
        memcpy(out, base, len);
        if (len == 1)
            len = 0; /* the root: parts come with their slash */
    }
    while (*path != '\0') {
        size_t n = strcspn(path, "/");
        if (n == 2 && path[0] == '.' && path[1] == '.') {
            while (len > 0 && out[--len] != '/')
                continue;
        } else if (n > 1 || (n == 1 && path[0] != '.')) {
            if (len + n + 2 > KK_VFS_PATH_MAX)
                return -VFS_ENAMETOOLONG;
            out[len++] = '/';
            memcpy(out + len, path, n);
            len += n;
        }
        path += n + (path[n] == '/');
    }
    if (len == 0)
        out[len++] = '/';
    out[len] = '\0';
    return 0;
}

int kk_vfs_absolute(Vm *vm, const char *path, char *out)
{
    char base[KK_VFS_PATH_MAX] = "/";
    Value cwd = vm->roots[ROOT_MOUNTS] == KK_UNSET ? kk_none : kk_list_at(vm->roots[ROOT_MOUNTS], 0);
    if (*path == '/')
        return kk_vfs_join(base, path, out);
    if (cwd != kk_none) {
        Span s = kk_str_span(cwd);
        kk_bytes_copy(base, s.at, s.len);
        base[s.len] = '\0';
    } else if (kk_platform_getcwd(base, sizeof base) < 0) {
        memcpy(base, "/", 2);
    }
    return kk_vfs_join(base, path, out);
}

/* path, absolute, is point or lies below it. */
static bool lies_in(const char *path, Span point)
{
    return strncmp(path, (const char *)point.at, point.len) == 0 && (path[point.len] == '/' || path[point.len] == '\0');
}

/* The number of the mount that the absolute path belongs to; -1: none. */
static ptrdiff_t mount_of(const Vm *vm, const char *path)
{
    ptrdiff_t best = -1;
    for (size_t i = 0; i < kk_vfs_mounts(vm); i++)
        if (lies_in(path, point_at(vm, i)) && (best < 0 || point_at(vm, i).len > point_at(vm, (size_t)best).len))
            best = (ptrdiff_t)i;
    return best;
}

Span kk_vfs_mount_in(Vm *vm, size_t i, const char *folder)
{
    Span point = point_at(vm, i);
    size_t n = folder[1] == '\0' ? 0 : strlen(folder);
    if (point.len <= n + 1 || memcmp(point.at, folder, n) != 0 || point.at[n] != '/' ||
        memchr(point.at + n + 1, '/', point.len - n - 1) != NULL)
        return (Span){NULL, 0};
    return kk_span_skip(point, n + 1);
}

/* A mount point lies somewhere below the absolute path. */
static bool has_mount_below(const Vm *vm, const char *path)
{
    size_t n = path[1] == '\0' ? 0 : strlen(path);
    for (size_t i = 0; i < kk_vfs_mounts(vm); i++) {
        Span point = point_at(vm, i);
        if (point.len > n && memcmp(point.at, path, n) == 0 && point.at[n] == '/')
            return true;
    }
    return n == 0;
}

/* ---- finding ---- */

KK_MUST_CHECK static int set_text(VfsPlace *place, const char *text)
{
    size_t n = strlen(text);
    if (n >= sizeof place->text)
        return -VFS_ENAMETOOLONG;
    memmove(place->text, text, n + 1);
    return 0;
}

int kk_vfs_find(Vm *vm, const char *path, VfsPlace *place)
{
    *place = (VfsPlace){.fs = KK_UNSET};
    if (!kk_vfs_mounted(vm) && kk_vfs_native())
        return set_text(place, path);
    int result = kk_vfs_absolute(vm, path, place->text);
    if (result < 0)
        return result;
    Value table = vm->roots[ROOT_MOUNTS], cwd = table == KK_UNSET ? kk_none : kk_list_at(table, 0);
    ptrdiff_t mount = mount_of(vm, place->text);
    if (mount < 0 && kk_vfs_native())
        return *path == '/' || cwd == kk_none ? set_text(place, path) : 0;
    place->fs = kk_none;
    if (mount < 0) {
        place->is_folder = has_mount_below(vm, place->text);
        return 0;
    }
    place->fs = kk_list_at(table, 3 + 2 * (size_t)mount);
    const char *inside = place->text + point_at(vm, (size_t)mount).len;
    return set_text(place, *inside == '\0' ? "/" : inside);
}

Value kk_vfs_ask(Vm *vm, const char *path, Value method, bool *found)
{
    VfsPlace place;
    *found = kk_vfs_mounted(vm) && kk_vfs_find(vm, path, &place) >= 0 && place.fs != KK_UNSET && place.fs != kk_none;
    if (!*found)
        return KK_UNSET;
    Value text = kk_str_new(vm, kk_span_of(place.text));
    return text == KK_ERROR ? KK_ERROR : kk_call_method(vm, place.fs, method, &text, 1);
}

/* ---- directories ---- */

/* A field of a tuple or list that a file system gave. @raises OverflowError, TypeError, IndexError */
KK_MUST_CHECK static bool field(Vm *vm, Value tuple, size_t i, uint64_t *out)
{
    Value v = kk_getitem(vm, tuple, KK_INT(i));
    if (v == KK_ERROR || (v = kk_index_int(vm, v)) == KK_ERROR)
        return false;
    *out = kk_int_bits(v);
    return true;
}

/* What fs.stat(path) says. */
KK_MUST_CHECK static int ask_stat(Vm *vm, const VfsPlace *place, FileStat *out)
{
    uint64_t mode, size, at[3];
    Value text = kk_str_new(vm, kk_span_of(place->text));
    Value tuple = text == KK_ERROR ? KK_ERROR : kk_call_method(vm, place->fs, KK_N(stat), &text, 1);
    if (tuple == KK_ERROR || !field(vm, tuple, 0, &mode) || !field(vm, tuple, 6, &size))
        return KK_VFS_RAISED;
    for (size_t i = 0; i < 3; i++)
        if (!field(vm, tuple, 7 + i, &at[i]))
            return KK_VFS_RAISED;
    *out = (FileStat){.mode = (uint32_t)mode, .size = size, .nlink = 1, .atime = (int64_t)at[0],
                      .mtime = (int64_t)at[1], .ctime = (int64_t)at[2]};
    return 0;
}

int kk_vfs_stat(Vm *vm, const char *path, FileStat *out)
{
    VfsPlace place;
    if (vm->roots[ROOT_MOUNTS] == KK_UNSET)
        return kk_platform_stat(path, out);
    int result = kk_vfs_find(vm, path, &place);
    if (result < 0)
        return result;
    if (place.fs == KK_UNSET)
        return kk_platform_stat(place.text, out);
    if (place.fs == kk_none) {
        *out = (FileStat){.mode = STAT_DIR};
        return place.is_folder ? 0 : -KK_ENODEV;
    }
    return kk_vfs_lfs_is(place.fs) ? kk_vfs_lfs_stat(vm, place.fs, place.text, out) : ask_stat(vm, &place, out);
}

/* Makes the absolute path the current directory of the table. */
KK_MUST_CHECK static int set_cwd(Vm *vm, const char *absolute)
{
    Value cwd = kk_str_new(vm, kk_span_of(absolute));
    if (cwd == KK_ERROR)
        return KK_VFS_RAISED;
    kk_list_items(vm->roots[ROOT_MOUNTS])[0] = cwd;
    return 0;
}

KK_MUST_CHECK static int change_dir(Vm *vm, const char *path, const VfsPlace *place)
{
    char absolute[KK_VFS_PATH_MAX];
    int result = kk_vfs_absolute(vm, path, absolute);
    if (result < 0)
        return result;
    if (place->fs == KK_UNSET) {
        result = kk_platform_path(PATH_CHDIR, place->text, NULL);
        if (result >= 0)
            kk_list_items(vm->roots[ROOT_MOUNTS])[0] = kk_none;
        return result;
    }
    if (place->fs == kk_none)
        return place->is_folder ? set_cwd(vm, absolute) : -KK_ENOENT;
    Value text = kk_str_new(vm, kk_span_of(place->text));
    if (text == KK_ERROR || kk_call_method(vm, place->fs, KK_N(chdir), &text, 1) == KK_ERROR)
        return KK_VFS_RAISED;
    return set_cwd(vm, absolute);
}

/* The method of a file system that does it. */
static Value method_of(PathOp op)
{
    switch (op) {
    case PATH_REMOVE: return KK_N(remove);
    case PATH_RENAME: return KK_N(rename);
    case PATH_MKDIR: return KK_N(mkdir);
    case PATH_RMDIR: return KK_N(rmdir);
    case PATH_CHDIR: break;
    }
    return KK_N(chdir);
}

int kk_vfs_path(Vm *vm, PathOp op, const char *path, const char *to)
{
    VfsPlace place, target;
    if (vm->roots[ROOT_MOUNTS] == KK_UNSET)
        return kk_platform_path(op, path, to);
    int result = kk_vfs_find(vm, path, &place);
    if (result >= 0 && op == PATH_RENAME)
        result = kk_vfs_find(vm, to, &target);
    if (result < 0)
        return result;
    if (op == PATH_CHDIR)
        return change_dir(vm, path, &place);
    if (op == PATH_RENAME && target.fs != place.fs)
        return -KK_EPERM;
    if (place.fs == KK_UNSET)
        return kk_platform_path(op, place.text, op == PATH_RENAME ? target.text : NULL);
    if (strcmp(place.text, "/") == 0)
        return op == PATH_MKDIR ? -KK_EEXIST : -VFS_EBUSY;
    if (place.fs == kk_none)
        return place.is_folder ? -VFS_EBUSY : -KK_ENODEV;
    Value args[2] = {kk_str_new(vm, kk_span_of(place.text)), KK_UNSET};
    if (op == PATH_RENAME)
        args[1] = kk_str_new(vm, kk_span_of(target.text));
    size_t n = op == PATH_RENAME ? 2 : 1;
    if (args[0] == KK_ERROR || args[n - 1] == KK_ERROR ||
        kk_call_method(vm, place.fs, method_of(op), args, n) == KK_ERROR)
        return KK_VFS_RAISED;
    return 0;
}

int kk_vfs_getcwd(Vm *vm, char *buf, size_t cap)
{
    Value table = vm->roots[ROOT_MOUNTS];
    if ((table == KK_UNSET || kk_list_at(table, 0) == kk_none) && kk_vfs_native())
        return kk_platform_getcwd(buf, cap);
    Value cwd = table == KK_UNSET ? kk_none : kk_list_at(table, 0);
    Span s = cwd == kk_none ? KK_SPAN("/") : kk_str_span(cwd);
    if (s.len >= cap)
        return -KK_EINVAL;
    kk_bytes_copy(buf, s.at, s.len);
    buf[s.len] = '\0';
    return 0;
}

/* ---- listing ---- */

typedef bool See(void *ctx, const char *name, uint32_t type, uint64_t ino);

/* Hands an entry as ilistdir gives it to see; *go: it wants more. */
KK_MUST_CHECK static bool see_item(Vm *vm, Value item, See *see, void *ctx, bool *go)
{
    char name[KK_VFS_PATH_MAX];
    uint64_t type;
    Value v = kk_getitem(vm, item, KK_INT(0));
    if (v == KK_ERROR || !field(vm, item, 1, &type))
        return false;
    Value str = kk_as_kind(v, KIND_STR), bytes = kk_as_kind(v, KIND_BYTES);
    if (str == KK_UNSET && bytes == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "name of a file must be str, not %T", v);
    Span s = str != KK_UNSET ? kk_str_span(str) : (Span){KK_OBJ(BytesObj, bytes)->at, kk_len_of(bytes)};
    if (s.len >= sizeof name)
        return true;
    kk_bytes_copy(name, s.at, s.len);
    name[s.len] = '\0';
    *go = see(ctx, name, (uint32_t)type, 0);
    return true;
}

/* All that fs.ilistdir(path) gives. */
KK_MUST_CHECK static int list_fs(Vm *vm, const VfsPlace *place, See *see, void *ctx, bool *go)
{
    Value text = kk_str_new(vm, kk_span_of(place->text));
    Value iter = text == KK_ERROR ? KK_ERROR : kk_call_method(vm, place->fs, KK_N(ilistdir), &text, 1);
    iter = iter == KK_ERROR ? KK_ERROR : kk_iter(vm, iter);
    while (*go && iter != KK_ERROR) {
        Value item = kk_next(vm, iter);
        if (item == KK_END)
            return 0;
        if (item == KK_ERROR || !see_item(vm, item, see, ctx, go))
            return KK_VFS_RAISED;
    }
    return iter == KK_ERROR ? KK_VFS_RAISED : 0;
}

/* The mount points in a folder. */
static void list_mounts(Vm *vm, const char *folder, See *see, void *ctx)
{
    char name[KK_VFS_PATH_MAX];
    bool go = true;
    for (size_t i = 0; go && i < kk_vfs_mounts(vm); i++) {
        Span s = kk_vfs_mount_in(vm, i, folder);
        if (s.len == 0)
            continue;
        memcpy(name, s.at, s.len);
        name[s.len] = '\0';
        go = see(ctx, name, STAT_DIR, 0);
    }
}

int kk_vfs_list(Vm *vm, const char *path, See *see, void *ctx)
{
    VfsPlace place;
    char absolute[KK_VFS_PATH_MAX];
    bool go = true;
    if (!kk_vfs_mounted(vm) && kk_vfs_native())
        return kk_platform_list(*path == '\0' ? "." : path, see, ctx);
    int result = kk_vfs_find(vm, path, &place);
    if (result >= 0)
        result = kk_vfs_absolute(vm, path, absolute);
    if (result < 0)
        return result;
    if (place.fs == kk_none)
        result = place.is_folder ? 0 : -KK_ENODEV;
    else if (place.fs != KK_UNSET)
        result = list_fs(vm, &place, see, ctx, &go);
    else
        result = kk_platform_list(place.text[0] == '\0' ? "." : place.text, see, ctx);
    if (result >= 0 && go && !kk_failed(vm))
        list_mounts(vm, absolute, see, ctx);
    return result;
}
