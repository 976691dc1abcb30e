/*
 * lfs_methods.c: the methods of VfsLfs2: what the virtual file system, and programs, call.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#include "modules/io.h"
#include "modules/vfs/lfs.h"
#include "types/fsname.h"
#include "types/str/str.h"
#include "types/tuple.h"

KK_MODULE_CONST(vfs, VfsLfs2, KK_REF(&kk_type_VfsLfs2))
KK_MODULE_CONST(os, VfsLfs2, KK_REF(&kk_type_VfsLfs2))

#define FS_OF(v) KK_OBJ(LfsFsObj, (v))

/* A path argument as an absolute path inside; out has KK_VFS_PATH_MAX bytes. */
KK_MUST_CHECK static bool path_arg(Vm *vm, Value self, Value v, char *out)
{
    char text[KK_VFS_PATH_MAX], cwd[KK_VFS_PATH_MAX];
    Value name;
    if (!kk_fsname_arg(vm, v, &name) || !kk_fsname_text(vm, name, v, text, sizeof text) ||
        !kk_fsname_text(vm, FS_OF(self)->cwd, v, cwd, sizeof cwd))
        return false;
    int result = kk_vfs_join(cwd, text, out);
    return result >= 0 || kk_vfs_raise(vm, result, v) != KK_ERROR;
}

/* Opens a file. */
KK_METHOD(VfsLfs2, open, "(path, mode, /)")
Value kk_vfs_lfs_open_method(Vm *vm, Value self, Args args)
{
    char path[KK_VFS_PATH_MAX];
    return path_arg(vm, self, args.pos[0], path) ? kk_io_open_on(vm, self, path, args.pos[0], args.pos[1]) : KK_ERROR;
}

/* ---- directories ---- */

/* One operation on a path, which changes the file system. */
KK_MUST_CHECK static Value change(Vm *vm, Value self, Value v, int (*act)(Lfs *lfs, const char *path))
{
    char path[KK_VFS_PATH_MAX];
    LfsFsObj *fs = FS_OF(self);
    if (!path_arg(vm, self, v, path))
        return KK_ERROR;
    int result = fs->flags & LFSFS_READONLY ? -KK_EROFS : kk_vfs_lfs_enter(fs);
    if (result >= 0)
        result = kk_vfs_lfs_leave(fs, act(kk_vfs_lfs_memory(fs->lfs), path));
    return result < 0 ? kk_vfs_raise(vm, result, v) : kk_none;
}

/* Removes it if it is a directory as wanted. */
KK_MUST_CHECK static int remove_kind(Lfs *lfs, const char *path, bool dir)
{
    LfsStat st;
    int result = kk_lfs_stat(lfs, path, &st);
    if (result < 0)
        return result;
    if (st.is_dir != dir)
        return dir ? -KK_ENOTDIR : -KK_EISDIR;
    return kk_lfs_remove(lfs, path);
}

static int remove_file(Lfs *lfs, const char *path) { return remove_kind(lfs, path, false); }
static int remove_dir(Lfs *lfs, const char *path) { return remove_kind(lfs, path, true); }

/* Makes a directory. */
KK_METHOD(VfsLfs2, mkdir, "(path, /)")
Value kk_vfs_lfs_mkdir(Vm *vm, Value self, Args args) { return change(vm, self, args.pos[0], kk_lfs_mkdir); }

/* Removes a file. */
KK_METHOD(VfsLfs2, remove, "(path, /)")
Value kk_vfs_lfs_remove(Vm *vm, Value self, Args args) { return change(vm, self, args.pos[0], remove_file); }

/* Removes an empty directory. */
KK_METHOD(VfsLfs2, rmdir, "(path, /)")
Value kk_vfs_lfs_rmdir(Vm *vm, Value self, Args args) { return change(vm, self, args.pos[0], remove_dir); }

/* Gives a file or directory another name; what has that name is replaced, at once or not at all. */
KK_METHOD(VfsLfs2, rename, "(old, new, /)")
Value kk_vfs_lfs_rename(Vm *vm, Value self, Args args)
{
    char from[KK_VFS_PATH_MAX], to[KK_VFS_PATH_MAX];
    LfsFsObj *fs = FS_OF(self);
    if (!path_arg(vm, self, args.pos[0], from) || !path_arg(vm, self, args.pos[1], to))
        return KK_ERROR;
    int result = fs->flags & LFSFS_READONLY ? -KK_EROFS : kk_vfs_lfs_enter(fs);
    if (result >= 0)
        result = kk_vfs_lfs_leave(fs, kk_lfs_rename(kk_vfs_lfs_memory(fs->lfs), from, to));
    return result < 0 ? kk_vfs_raise(vm, result, args.pos[0]) : kk_none;
}

/* Changes the directory that paths of its own methods start from. */
KK_METHOD(VfsLfs2, chdir, "(path, /)")
Value kk_vfs_lfs_chdir(Vm *vm, Value self, Args args)
{
    char path[KK_VFS_PATH_MAX];
    FileStat st;
    if (!path_arg(vm, self, args.pos[0], path))
        return KK_ERROR;
    int result = strcmp(path, "/") == 0 ? 0 : kk_vfs_lfs_stat(vm, self, path, &st);
    if (result >= 0 && path[1] != '\0' && st.mode != STAT_DIR)
        result = -KK_ENOTDIR;
    if (result < 0)
        return kk_vfs_raise(vm, result, args.pos[0]);
    Value cwd = kk_str_new(vm, kk_span_of(path));
    if (cwd == KK_ERROR)
        return KK_ERROR;
    FS_OF(self)->cwd = cwd;
    return kk_none;
}

/* That directory. */
KK_METHOD(VfsLfs2, getcwd, "()")
Value kk_vfs_lfs_getcwd(Vm *vm, Value self, Args args) { return FS_OF(self)->cwd; }

/* ---- looking ---- */

/* (name, type, 0, size) at the end of list. */
KK_MUST_CHECK static bool add_entry(Vm *vm, Value list, const LfsStat *st)
{
    Value name = kk_fsname_new(vm, kk_span_of(st->name)), size = kk_int_new_unsigned(vm, st->size);
    if (name == KK_ERROR || size == KK_ERROR)
        return false;
    Value parts[4] = {name, KK_INT(st->is_dir ? STAT_DIR : STAT_REG), KK_INT(0), st->is_dir ? KK_INT(0) : size};
    Value entry = kk_tuple_from(vm, parts, 4);
    return entry != KK_ERROR && kk_list_append(vm, list, entry);
}

/* All entries of the directory as a list. */
KK_MUST_CHECK static Value list_dir(Vm *vm, LfsFsObj *fs, const char *path, Value shown)
{
    Value blob = kk_vfs_lfs_blob(vm, kk_lfs_dir_size(&fs->device)), list = kk_list_new(vm, 0);
    if (blob == KK_ERROR || list == KK_ERROR)
        return KK_ERROR;
    LfsStat st;
    LfsDir *dir = kk_vfs_lfs_memory(blob);
    Lfs *lfs = kk_vfs_lfs_memory(fs->lfs);
    bool room = true;
    int result = kk_vfs_lfs_enter(fs);
    if (result >= 0) {
        result = kk_lfs_open_dir(lfs, dir, path);
        if (result >= 0) {
            while (room && (result = kk_lfs_read_dir(lfs, dir, &st)) > 0)
                room = add_entry(vm, list, &st);
            int closed = kk_lfs_close_dir(lfs, dir);
            result = result < 0 ? result : closed;
        }
        result = kk_vfs_lfs_leave(fs, result);
    }
    if (result < 0 && room)
        return kk_vfs_raise(vm, result, shown);
    return room ? list : KK_ERROR;
}

/* An iterator over tuples (name, type, 0, size): type is 0x4000 for directories, 0x8000 for files. */
KK_METHOD(VfsLfs2, ilistdir, "(path='/', /)")
Value kk_vfs_lfs_ilistdir(Vm *vm, Value self, Args args)
{
    char path[KK_VFS_PATH_MAX];
    Value v = kk_arg(args, 0, KK_N(empty));
    if (!path_arg(vm, self, v, path))
        return KK_ERROR;
    Value list = list_dir(vm, FS_OF(self), path, v);
    return list == KK_ERROR ? KK_ERROR : kk_iter(vm, list);
}

/* (mode, 0, 0, 0, 0, 0, size, time, time, time): time is that of the last change, in seconds. */
KK_METHOD(VfsLfs2, stat, "(path, /)")
Value kk_vfs_lfs_stat_method(Vm *vm, Value self, Args args)
{
    char path[KK_VFS_PATH_MAX];
    FileStat st;
    if (!path_arg(vm, self, args.pos[0], path))
        return KK_ERROR;
    int result = kk_vfs_lfs_stat(vm, self, path, &st);
    if (result < 0)
        return kk_vfs_raise(vm, result, args.pos[0]);
    Value size = kk_int_new_u64(vm, st.size), time = size == KK_ERROR ? KK_ERROR : kk_int_new64(vm, st.mtime);
    if (time == KK_ERROR)
        return KK_ERROR;
    Value parts[10] = {KK_INT(st.mode), KK_INT(0), KK_INT(0), KK_INT(0), KK_INT(0), KK_INT(0), size, time, time, time};
    return kk_tuple_from(vm, parts, 10);
}

/* (block size, block size, blocks, free, free, 0, 0, 0, 0, longest name) */
KK_METHOD(VfsLfs2, statvfs, "(path='/', /)")
Value kk_vfs_lfs_statvfs(Vm *vm, Value self, Args args)
{
    LfsFsObj *fs = FS_OF(self);
    int result = kk_vfs_lfs_enter(fs);
    if (result >= 0) {
        int64_t used = kk_lfs_used(kk_vfs_lfs_memory(fs->lfs));
        result = kk_vfs_lfs_leave(fs, (int)used);
    }
    if (result < 0)
        return kk_vfs_raise(vm, result, KK_UNSET);
    uint32_t count = fs->device.block_count, free = (uint32_t)result < count ? count - (uint32_t)result : 0;
    Value size = KK_INT(fs->device.block_size), left = KK_INT(free), zero = KK_INT(0);
    Value parts[10] = {size, size, KK_INT(count), left, left, zero, zero, zero, zero, KK_INT(LFS_NAME_MAX)};
    return kk_tuple_from(vm, parts, 10);
}

/* ---- mounting ---- */

/* Called by vfs.mount(). */
KK_METHOD(VfsLfs2, mount, "(readonly, mkfs, /)")
Value kk_vfs_lfs_mount_method(Vm *vm, Value self, Args args)
{
    LfsFsObj *fs = FS_OF(self);
    bool readonly;
    if (!kk_truth(vm, args.pos[0], &readonly))
        return KK_ERROR;
    fs->flags = readonly ? fs->flags | LFSFS_READONLY : fs->flags & ~(uintptr_t)LFSFS_READONLY;
    int result = fs->flags & LFSFS_MOUNTED ? 0 : kk_vfs_lfs_mount(fs);
    return result < 0 ? kk_vfs_raise(vm, result, KK_UNSET) : kk_none;
}

/* Called by vfs.umount(): closes what is open. */
KK_METHOD(VfsLfs2, umount, "()")
Value kk_vfs_lfs_umount(Vm *vm, Value self, Args args)
{
    LfsFsObj *fs = FS_OF(self);
    if (!(fs->flags & LFSFS_MOUNTED))
        return kk_none;
    if (fs->flags & LFSFS_BUSY)
        return kk_raise_os(vm, VFS_EBUSY, KK_UNSET);
    kk_vfs_close_all(vm, self);
    int result = kk_vfs_lfs_enter(fs);
    if (result >= 0)
        result = kk_vfs_lfs_leave(fs, kk_lfs_unmount(kk_vfs_lfs_memory(fs->lfs)));
    fs->flags &= ~(uintptr_t)LFSFS_MOUNTED;
    return result < 0 ? kk_vfs_raise(vm, result, KK_UNSET) : kk_none;
}
