/*
 * m_vfs.c: the module vfs: mounting and unmounting. The type VfsLfs2 is in lfs.c.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#include "modules/vfs/vfs.h"
#include "object/func.h"
#include "types/fsname.h"
#include "types/list.h"
#include "types/tuple.h"

KK_MODULE(vfs)

/* A mount point as the table has it: "" for the root, in a buffer of KK_VFS_PATH_MAX bytes. */
KK_MUST_CHECK static bool point_arg(Vm *vm, Value v, char *point)
{
    char text[KK_VFS_PATH_MAX];
    Value str = kk_as_kind(v, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "mount point must be str, not %T", v);
    if (!kk_fsname_text(vm, str, v, text, sizeof text))
        return false;
    int result = kk_vfs_absolute(vm, text, point);
    if (result < 0)
        return kk_vfs_raise(vm, result, v) != KK_ERROR;
    if (point[1] == '\0')
        point[0] = '\0';
    return true;
}

/* The place in the table where `which`, a file system or mount point, stands; 0: nowhere. */
static size_t find_mount(Vm *vm, Value which, const char *point)
{
    Value table = vm->roots[ROOT_MOUNTS];
    for (size_t i = 2; table != KK_UNSET && i < kk_list_len(table); i += 2)
        if (kk_list_at(table, i + 1) == which ||
            (point != NULL && kk_bytes_equal(kk_str_span(kk_list_at(table, i)), kk_span_of(point))))
            return i;
    return 0;
}

/* What has no method mount is a block device: the file system on it. */
KK_MUST_CHECK static Value file_system(Vm *vm, Value v)
{
    if (kk_getattr_opt(vm, v, KK_N(mount)) != KK_UNSET)
        return v;
    if (kk_failed(vm))
        return KK_ERROR;
    if (kk_getattr_opt(vm, v, KK_N(readblocks)) == KK_UNSET)
        return kk_failed(vm) ? KK_ERROR : kk_raise(vm, KK_TypeError, "'%T' is no file system or block device", v);
    return kk_vfs_lfs_new(vm, v);
}

bool kk_vfs_mount(Vm *vm, Value fs, Value where, bool readonly, bool mkfs)
{
    char point[KK_VFS_PATH_MAX];
    if (!point_arg(vm, where, point))
        return false;
    if (find_mount(vm, KK_UNSET, point) != 0)
        return kk_raise_os(vm, KK_EPERM, where) != KK_ERROR;
    fs = file_system(vm, fs);
    Value flags[2] = {kk_bool(readonly), kk_bool(mkfs)};
    if (fs == KK_ERROR || kk_call_method(vm, fs, KK_N(mount), flags, 2) == KK_ERROR || kk_vfs_table(vm) == KK_ERROR)
        return false;
    /* Its mount() may have mounted something there, too. */
    if (find_mount(vm, KK_UNSET, point) != 0)
        return kk_raise_os(vm, KK_EPERM, where) != KK_ERROR;
    Value text = kk_str_new(vm, kk_span_of(point)), table = vm->roots[ROOT_MOUNTS];
    return text != KK_ERROR && kk_list_reserve(vm, table, 2) && kk_list_append(vm, table, text) &&
           kk_list_append(vm, table, fs);
}

/* The current directory does not stay where nothing is any more. */
static void leave(Vm *vm, Span point)
{
    Value *cwd = &kk_list_items(vm->roots[ROOT_MOUNTS])[0];
    if (*cwd == kk_none)
        return;
    Span s = kk_str_span(*cwd);
    if (s.len < point.len || memcmp(s.at, point.at, point.len) != 0 ||
        (s.len > point.len && s.at[point.len] != '/'))
        return;
    *cwd = kk_vfs_native() ? kk_none : KK_CHAR('/');
}

bool kk_vfs_umount(Vm *vm, Value which)
{
    char point[KK_VFS_PATH_MAX];
    bool named = kk_as_kind(which, KIND_STR) != KK_UNSET;
    if (named && !point_arg(vm, which, point))
        return false;
    size_t i = find_mount(vm, which, named ? point : NULL);
    if (i == 0)
        return kk_raise_os(vm, KK_EINVAL, KK_UNSET) != KK_ERROR;
    Value table = vm->roots[ROOT_MOUNTS], fs = kk_list_at(table, i + 1);
    bool good = kk_call_method(vm, fs, KK_N(umount), NULL, 0) != KK_ERROR;
    /* One that is in use stays where it is; one in Python that raises has gone all the same. */
    if (!good && kk_vfs_lfs_is(fs))
        return false;
    Value pending = kk_pending_take(vm);
    if ((i = find_mount(vm, fs, NULL)) != 0) {
        leave(vm, kk_str_span(kk_list_at(table, i)));
        if (kk_list_remove_at(vm, table, i + 1) == KK_ERROR || kk_list_remove_at(vm, table, i) == KK_ERROR)
            return false;
    }
    vm->pending = pending;
    return good;
}

/* A list of (file system, mount point). */
KK_MUST_CHECK static Value list_mounts(Vm *vm)
{
    Value list = kk_list_new(vm, kk_vfs_mounts(vm));
    for (size_t i = 0; list != KK_ERROR && i < kk_vfs_mounts(vm); i++) {
        Value table = vm->roots[ROOT_MOUNTS], point = kk_list_at(table, 2 + 2 * i);
        Value pair = kk_tuple_pair(vm, kk_list_at(table, 3 + 2 * i), kk_len_of(point) == 0 ? KK_CHAR('/') : point);
        if (pair == KK_ERROR || !kk_list_append(vm, list, pair))
            return KK_ERROR;
    }
    return list;
}

/* Mounts a file system, or the one on a block device. Without arguments: a list of what is mounted. */
KK_FUNCTION(vfs, mount, "(fsobj=None, mount_point=None, /, *, readonly=False, mkfs=False)")
KK_FUNCTION(os, mount, "(fsobj=None, mount_point=None, /, *, readonly=False, mkfs=False)")
Value kk_vfs_mount_function(Vm *vm, Value self, Args args)
{
    bool readonly, mkfs;
    if (kk_arg(args, 0, KK_UNSET) == KK_UNSET)
        return list_mounts(vm);
    if (kk_arg(args, 1, KK_UNSET) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "mount() missing the mount point");
    if (!kk_truth(vm, kk_arg(args, 2, kk_false), &readonly) || !kk_truth(vm, kk_arg(args, 3, kk_false), &mkfs))
        return KK_ERROR;
    return kk_vfs_mount(vm, args.pos[0], args.pos[1], readonly, mkfs) ? kk_none : KK_ERROR;
}

/* Unmounts a file system, given by itself or by its mount point. */
KK_FUNCTION(vfs, umount, "(mount_point, /)")
KK_FUNCTION(os, umount, "(mount_point, /)")
Value kk_vfs_umount_function(Vm *vm, Value self, Args args)
{
    return kk_vfs_umount(vm, args.pos[0]) ? kk_none : KK_ERROR;
}
