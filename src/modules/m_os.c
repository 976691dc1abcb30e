/*
 * m_os.c: the module os: the file system and the system's identity. The environment is in m_os_env.c,
 * os.path in m_os_path.c.
 *
 * Layer: modules.   Tests: tests/modules/os/.
 */
#include "modules/os.h"

#include "object/dict.h"
#include "object/func.h"
#include "object/vm.h"
#include "modules/vfs/vfs.h"
#include "types/bytes/bytes.h"
#include "types/fsname.h"
#include "types/list.h"
#include "types/record.h"
#include "types/tuple.h"

KK_MODULE(os)

KK_MODULE_CONST(os, sep, KK_CHAR('/'))
KK_MODULE_CONST(os, linesep, KK_CHAR('\n'))
KK_MODULE_CONST(os, pathsep, KK_CHAR(':'))
KK_MODULE_CONST(os, curdir, KK_CHAR('.'))
KK_MODULE_CONST(os, extsep, KK_CHAR('.'))
KK_MODULE_CONST(os, altsep, kk_none)
KK_MODULE_CONST(os, error, KK_REF(&kk_type_OSError))
KK_MODULE_CONST(os, SEEK_SET, KK_INT(0))
KK_MODULE_CONST(os, SEEK_CUR, KK_INT(1))
KK_MODULE_CONST(os, SEEK_END, KK_INT(2))

KK_MODULE_GETTER(os, devnull)
Value kk_os_devnull(Vm *vm, Value module) { return kk_str_new(vm, KK_SPAN("/dev/null")); }

/* ---- paths ---- */

bool kk_os_path_arg(Vm *vm, Value v, OsPath *path)
{
    Value name;
    path->value = v;
    return kk_fsname_arg(vm, v, &name) && kk_fsname_text(vm, name, v, path->text, sizeof path->text);
}

/* None, or the OSError that a negative result means. */
KK_MUST_CHECK static Value done(Vm *vm, int result, Value path)
{
    return result < 0 ? kk_vfs_raise(vm, result, path) : kk_none;
}

KK_MUST_CHECK static Value do_path(Vm *vm, PathOp op, Value v)
{
    OsPath path;
    if (!kk_os_path_arg(vm, v, &path))
        return KK_ERROR;
    return done(vm, kk_vfs_path(vm, op, path.text, NULL), v);
}

/* Changes the current directory. */
KK_FUNCTION(os, chdir, "(path, /)")
Value kk_os_chdir(Vm *vm, Value self, Args args) { return do_path(vm, PATH_CHDIR, args.pos[0]); }

/* Makes a directory. */
KK_FUNCTION(os, mkdir, "(path, mode=511, /)")
Value kk_os_mkdir(Vm *vm, Value self, Args args) { return do_path(vm, PATH_MKDIR, args.pos[0]); }

/* Removes an empty directory. */
KK_FUNCTION(os, rmdir, "(path, /)")
Value kk_os_rmdir(Vm *vm, Value self, Args args) { return do_path(vm, PATH_RMDIR, args.pos[0]); }

/* Removes a file. */
KK_FUNCTION(os, remove, "(path, /)")
KK_FUNCTION(os, unlink, "(path, /)")
Value kk_os_remove(Vm *vm, Value self, Args args) { return do_path(vm, PATH_REMOVE, args.pos[0]); }

/* Renames a file or directory, replacing a file of the new name. */
KK_FUNCTION(os, rename, "(src, dst, /)")
KK_FUNCTION(os, replace, "(src, dst, /)")
Value kk_os_rename(Vm *vm, Value self, Args args)
{
    OsPath from, to;
    if (!kk_os_path_arg(vm, args.pos[0], &from) || !kk_os_path_arg(vm, args.pos[1], &to))
        return KK_ERROR;
    int result = kk_vfs_path(vm, PATH_RENAME, from.text, to.text);
    if (result >= 0)
        return kk_none;
    if (result == KK_VFS_RAISED)
        return KK_ERROR;
    (void)kk_raise_os(vm, -result, args.pos[0]);
    Value exc = kk_pending_take(vm);
    if (kk_is(exc, KK_OSError) && !kk_setattr(vm, exc, KK_N(filename2), args.pos[1]))
        return KK_ERROR;
    return kk_raise_instance(vm, exc);
}

/* Makes the directory unless it exists. */
KK_MUST_CHECK static int make_missing(Vm *vm, const char *path)
{
    FileStat st;
    int result = kk_vfs_stat(vm, path, &st);
    if (result >= 0)
        return 0;
    if (result == KK_VFS_RAISED && !kk_pending_clear(vm, KK_OSError))
        return result;
    return kk_vfs_path(vm, PATH_MKDIR, path, NULL);
}

/* Makes a directory and all those above it that are missing. */
KK_FUNCTION(os, makedirs, "(name, mode=511, exist_ok=False)")
Value kk_os_makedirs(Vm *vm, Value self, Args args)
{
    OsPath path;
    bool exist_ok;
    FileStat st;
    if (!kk_os_path_arg(vm, args.pos[0], &path) || !kk_truth(vm, kk_arg(args, 2, kk_false), &exist_ok))
        return KK_ERROR;
    for (char *p = path.text + 1; path.text[0] != '\0' && *p != '\0'; p++) {
        if (*p != '/' || p[1] == '\0')
            continue;
        *p = '\0';
        int result = make_missing(vm, path.text);
        *p = '/';
        if (result < 0)
            return done(vm, result, args.pos[0]);
    }
    if (exist_ok) {
        int known = kk_vfs_stat(vm, path.text, &st);
        if (known >= 0 && (st.mode & 0xF000) == STAT_DIR)
            return kk_none;
        if (known == KK_VFS_RAISED && !kk_pending_clear(vm, KK_OSError))
            return KK_ERROR;
    }
    int result = kk_vfs_path(vm, PATH_MKDIR, path.text, NULL);
    return done(vm, result, args.pos[0]);
}

Value kk_os_cwd(Vm *vm)
{
    OsPath path;
    int result = kk_vfs_getcwd(vm, path.text, sizeof path.text);
    return result < 0 ? kk_vfs_raise(vm, result, KK_UNSET) : kk_fsname_new(vm, kk_span_of(path.text));
}

/* The current directory. */
KK_FUNCTION(os, getcwd, "()")
Value kk_os_getcwd(Vm *vm, Value self, Args args) { return kk_os_cwd(vm); }

/* ---- listing ---- */

typedef struct Listing {
    Vm *vm;
    Value list;
    bool details; /* tuples (name, type, inode) rather than names */
    bool failed;
} Listing;

static bool see_entry(void *ctx, const char *name, uint32_t type, uint64_t ino)
{
    Listing *l = ctx;
    Value item = kk_fsname_new(l->vm, kk_span_of(name));
    if (item != KK_ERROR && l->details) {
        Value parts[3] = {item, KK_INT(type), kk_int_new_u64(l->vm, ino)};
        item = parts[2] == KK_ERROR ? KK_ERROR : kk_tuple_from(l->vm, parts, 3);
    }
    l->failed = item == KK_ERROR || !kk_list_append(l->vm, l->list, item);
    return !l->failed;
}

KK_MUST_CHECK static Value list_dir(Vm *vm, Args args, bool details)
{
    OsPath path;
    Value v = kk_arg(args, 0, kk_none);
    if (v == kk_none)
        path.text[0] = '\0';
    else if (!kk_os_path_arg(vm, v, &path))
        return KK_ERROR;
    Listing l = {vm, kk_list_new(vm, 0), details, false};
    if (l.list == KK_ERROR)
        return KK_ERROR;
    int result = kk_vfs_list(vm, path.text, see_entry, &l);
    if (l.failed)
        return KK_ERROR;
    return result < 0 ? kk_vfs_raise(vm, result, v == kk_none ? KK_UNSET : v) : l.list;
}

/* The names in a directory. */
KK_FUNCTION(os, listdir, "(path=None, /)")
Value kk_os_listdir(Vm *vm, Value self, Args args) { return list_dir(vm, args, false); }

/* What the mounted file system that the path leads to says, with the mount points there. */
KK_MUST_CHECK static Value list_fs(Vm *vm, const char *path, bool *found)
{
    char folder[KK_VFS_PATH_MAX];
    Value list = kk_vfs_ask(vm, path, KK_N(ilistdir), found);
    if (!*found || list == KK_ERROR)
        return *found ? list : kk_none;
    int result = kk_vfs_absolute(vm, path, folder);
    if (result < 0)
        return kk_vfs_raise(vm, result, KK_UNSET);
    bool copied = false;
    for (size_t i = 0; i < kk_vfs_mounts(vm); i++) {
        Span name = kk_vfs_mount_in(vm, i, folder);
        if (name.len == 0)
            continue;
        if (!copied && (list = kk_list_from_iterable(vm, list)) == KK_ERROR)
            return KK_ERROR;
        copied = true;
        Value parts[4] = {kk_str_new(vm, name), KK_INT(STAT_DIR), KK_INT(0), KK_INT(0)};
        Value entry = parts[0] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 4);
        if (entry == KK_ERROR || !kk_list_append(vm, list, entry))
            return KK_ERROR;
    }
    return list;
}

/* An iterator over tuples (name, type, inode): type is 0x4000 for directories, 0x8000 for files. */
KK_FUNCTION(os, ilistdir, "(path=None, /)")
Value kk_os_ilistdir(Vm *vm, Value self, Args args)
{
    OsPath path = {.text = ""};
    bool found;
    if (kk_arg(args, 0, kk_none) != kk_none && !kk_os_path_arg(vm, args.pos[0], &path))
        return KK_ERROR;
    Value list = list_fs(vm, path.text, &found);
    if (!found && list != KK_ERROR)
        list = list_dir(vm, args, true);
    return list == KK_ERROR ? KK_ERROR : kk_iter(vm, list);
}

/* What the file system knows of a file: (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime). */
KK_FUNCTION(os, stat, "(path, /)")
KK_FUNCTION(os, lstat, "(path, /)")
Value kk_os_stat(Vm *vm, Value self, Args args)
{
    static const Record record = {KK_N(os), KK_N(stat_result), KK_TEXT("st_mode st_ino st_dev st_nlink st_uid st_gid st_size "
                                                               "st_atime st_mtime st_ctime")};
    OsPath path;
    FileStat st;
    if (!kk_os_path_arg(vm, args.pos[0], &path))
        return KK_ERROR;
    bool found;
    Value asked = kk_vfs_ask(vm, path.text, KK_N(stat), &found);
    if (found)
        return asked;
    int result = kk_vfs_stat(vm, path.text, &st);
    if (result < 0)
        return kk_vfs_raise(vm, result, args.pos[0]);
    Value v[10] = {KK_INT(st.mode), kk_int_new_u64(vm, st.ino), kk_int_new_u64(vm, st.dev), KK_INT(st.nlink),
                   KK_INT(st.uid), KK_INT(st.gid), kk_int_new_u64(vm, st.size), kk_int_new64(vm, st.atime),
                   kk_int_new64(vm, st.mtime), kk_int_new64(vm, st.ctime)};
    for (size_t i = 0; i < 10; i++)
        if (v[i] == KK_ERROR)
            return KK_ERROR;
    return kk_record_new_plain(vm, &record, v, 10);
}

/* (block size, fragment size, blocks, free, free for users, inodes, free, free, flags, longest name) */
KK_FUNCTION(os, statvfs, "(path, /)")
Value kk_os_statvfs(Vm *vm, Value self, Args args)
{
    OsPath path;
    bool found;
    if (!kk_os_path_arg(vm, args.pos[0], &path))
        return KK_ERROR;
    Value asked = kk_vfs_ask(vm, path.text, KK_N(statvfs), &found);
    return found ? asked : kk_raise_os(vm, KK_ENOSYS, args.pos[0]);
}

/* ---- the system ---- */

/* (sysname, nodename, release, version, machine) */
KK_FUNCTION(os, uname, "()")
Value kk_os_uname(Vm *vm, Value self, Args args)
{
    static const Record record = {KK_N(os), KK_N(uname_result), KK_TEXT("sysname nodename release version machine")};
    static const PlatformInfo which[3] = {INFO_SYSNAME, INFO_NODENAME, INFO_RELEASE};
    Value v[5];
    for (size_t i = 0; i < 3; i++)
        v[i] = kk_str_new(vm, kk_span_of(kk_platform_info(which[i])));
    v[3] = kk_str_new(vm, KK_SPAN("Kukri"));
    v[4] = kk_str_new(vm, kk_span_of(kk_platform_info(INFO_MACHINE)));
    for (size_t i = 0; i < 5; i++)
        if (v[i] == KK_ERROR)
            return KK_ERROR;
    return kk_record_new(vm, &record, v, 5);
}

/* 'posix' on Linux, else the name of the platform. */
KK_MODULE_GETTER(os, name)
Value kk_os_name(Vm *vm, Value module)
{
    const char *platform = kk_platform_info(INFO_PLATFORM);
    return kk_str_new(vm, kk_span_of(strcmp(platform, "linux") == 0 ? "posix" : platform));
}

/* Bytes that cannot be foreseen. */
KK_FUNCTION(os, urandom, "(size, /)")
Value kk_os_urandom(Vm *vm, Value self, Args args)
{
    intptr_t n;
    if (!kk_index(vm, args.pos[0], &n))
        return KK_ERROR;
    if (n < 0)
        return kk_raise(vm, KK_ValueError, "negative argument not allowed");
    Value bytes = kk_bytes_alloc(vm, (size_t)n);
    if (bytes != KK_ERROR && n > 0)
        kk_platform_random(KK_OBJ(BytesObj, bytes)->at, (size_t)n);
    return bytes;
}

/* Brings everything that was written to where it belongs. */
KK_FUNCTION(os, sync, "()")
Value kk_os_sync(Vm *vm, Value self, Args args)
{
    (void)kk_platform_sync(1);
    return kk_vfs_sync_all(vm) ? kk_none : KK_ERROR;
}

/* Runs a command of the shell; returns its wait status. */
KK_FUNCTION(os, system, "(command, /)")
Value kk_os_system(Vm *vm, Value self, Args args)
{
    OsPath command;
    if (!kk_os_path_arg(vm, args.pos[0], &command))
        return KK_ERROR;
    int status = kk_platform_system(command.text);
    return status < 0 ? kk_raise_os(vm, -status, KK_UNSET) : KK_INT(status);
}
