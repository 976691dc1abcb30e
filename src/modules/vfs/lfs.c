/*
 * lfs.c: the type VfsLfs2: littlefs (src/fs) on a block device, which may be an object in Python.
 *
 * What src/fs keeps in its structures are addresses: the object, the Lfs and the open files are pinned. A device in
 * Python can do anything, use this very file system for one: while an operation runs, others are refused (EBUSY).
 * An exception that it raises is kept aside while src/fs finds its way out, then goes on to the caller.
 * Operations on open files, which do not need a path, are in lfs_file.c; the methods in lfs_methods.c.
 *
 * Layer: modules.   Tests: tests/modules/vfs/.
 */
#include "modules/vfs/lfs.h"

#include "modules/vfs/bdev.h"
#include "types/bytes/bytes.h"
#include "types/keywords.h"

/* ---- memory ---- */

void *kk_vfs_lfs_memory(Value blob)
{
    return (void *)(((uintptr_t)KK_OBJ(BlobObj, blob)->at + 7) & ~(uintptr_t)7);
}

Value kk_vfs_lfs_blob(Vm *vm, size_t n)
{
    Value blob = kk_blob_new(vm, n + 7);
    return blob != KK_ERROR && kk_heap_pin(&vm->heap, blob) ? blob : kk_failed(vm) ? KK_ERROR : kk_raise_memory(vm);
}

/* ---- the device ---- */

/* Puts the exception that is pending aside. */
static int set_aside(LfsFsObj *fs)
{
    fs->raised = kk_pending_take(fs->vm);
    return KK_VFS_RAISED;
}

/* What a method of the device says: None or 0 is good, a negative errno is not. */
KK_MUST_CHECK static int outcome(LfsFsObj *fs, Value result)
{
    intptr_t number;
    if (result == KK_ERROR)
        return set_aside(fs);
    if (result == kk_none)
        return 0;
    if (!kk_index(fs->vm, result, &number))
        return set_aside(fs);
    return number > 0 || number < -4095 ? -KK_EINVAL : (int)number;
}

/* A bytearray of n bytes; the one of last time, unless the device kept it or changed its size. */
KK_MUST_CHECK static Value scratch(LfsFsObj *fs, size_t n, Span *content)
{
    if (fs->scratch == KK_UNSET || !kk_bytes_like(fs->scratch, content) || content->len != n) {
        fs->scratch = kk_bytearray_new(fs->vm, (Span){NULL, 0});
        if (fs->scratch == KK_ERROR || !kk_bytearray_resize(fs->vm, fs->scratch, n) ||
            !kk_bytes_like(fs->scratch, content))
            return KK_ERROR;
    }
    return fs->scratch;
}

static int device_read(void *ctx, uint32_t block, uint32_t offset, void *to, size_t n)
{
    LfsFsObj *fs = ctx;
    if (fs->ops != NULL)
        return fs->ops->read(block, offset, to, (uint32_t)n);
    Span content;
    Value buffer = scratch(fs, n, &content);
    if (buffer == KK_ERROR)
        return set_aside(fs);
    Value args[3] = {KK_INT(block), buffer, KK_INT(offset)};
    int result = outcome(fs, kk_call_method(fs->vm, fs->bdev, KK_N(readblocks), args, 3));
    if (result < 0)
        return result;
    if (!kk_bytes_like(buffer, &content) || content.len != n)
        return -KK_EIO;
    memcpy(to, content.at, n);
    return 0;
}

static int device_program(void *ctx, uint32_t block, uint32_t offset, const void *from, size_t n)
{
    LfsFsObj *fs = ctx;
    if (fs->flags & LFSFS_READONLY)
        return -KK_EROFS;
    if (fs->ops != NULL)
        return fs->ops->program(block, offset, from, (uint32_t)n);
    Span content;
    Value buffer = scratch(fs, n, &content);
    if (buffer == KK_ERROR)
        return set_aside(fs);
    memcpy((uint8_t *)content.at, from, n);
    Value args[3] = {KK_INT(block), buffer, KK_INT(offset)};
    return outcome(fs, kk_call_method(fs->vm, fs->bdev, KK_N(writeblocks), args, 3));
}

/* ioctl(op, arg) for its number. */
KK_MUST_CHECK static Value ask_device(Vm *vm, Value bdev, int op, uint32_t arg)
{
    Value args[2] = {KK_INT(op), KK_INT(arg)};
    return kk_call_method(vm, bdev, KK_N(ioctl), args, 2);
}

static int device_erase(void *ctx, uint32_t block)
{
    LfsFsObj *fs = ctx;
    if (fs->flags & LFSFS_READONLY)
        return -KK_EROFS;
    if (fs->ops != NULL)
        return fs->ops->erase(block);
    return outcome(fs, ask_device(fs->vm, fs->bdev, BDEV_ERASE, block));
}

static int device_sync(void *ctx)
{
    LfsFsObj *fs = ctx;
    return fs->ops != NULL ? 0 : outcome(fs, ask_device(fs->vm, fs->bdev, BDEV_SYNC, 0));
}

/* ---- construction ---- */

/* A number that the device must know. */
KK_MUST_CHECK static bool device_number(Vm *vm, Value bdev, int op, uint32_t *number)
{
    intptr_t n;
    Value v = ask_device(vm, bdev, op, 0);
    if (v == KK_ERROR || !kk_index(vm, v, &n))
        return false;
    *number = (uint32_t)n;
    return (n > 0 && n <= INT32_MAX) || kk_raise_os(vm, KK_EINVAL, KK_UNSET) != KK_ERROR;
}

/* The sizes fit each other as src/fs wants them. */
static bool fit(const LfsDevice *d)
{
    return d->read_size > 0 && d->prog_size > 0 && d->cache_size % d->read_size == 0 &&
           d->cache_size % d->prog_size == 0 && d->block_size % d->cache_size == 0 && d->lookahead_size > 0 &&
           d->lookahead_size % 8 == 0 && d->block_size >= 128;
}

/* Fills in the device; sizes are (readsize, progsize, lookahead). */
KK_MUST_CHECK static bool set_device(Vm *vm, LfsFsObj *fs, const uint32_t sizes[3])
{
    uint32_t count, size;
    fs->ops = kk_bdev_ops(fs->bdev);
    if (fs->ops != NULL) {
        count = fs->ops->count();
        size = fs->ops->block_size;
    } else if (!device_number(vm, fs->bdev, BDEV_COUNT, &count) || !device_number(vm, fs->bdev, BDEV_SIZE, &size)) {
        return false;
    }
    uint32_t cache = 4 * (sizes[0] > sizes[1] ? sizes[0] : sizes[1]);
    fs->device = (LfsDevice){
        .ctx = fs, .read = device_read, .program = device_program, .erase = device_erase, .sync = device_sync,
        .read_size = sizes[0], .prog_size = sizes[1], .block_size = size, .block_count = count,
        .cache_size = cache < size ? cache : size, .lookahead_size = sizes[2], .block_cycles = 100};
    return fit(&fs->device) || kk_raise_os(vm, KK_EINVAL, KK_UNSET) != KK_ERROR;
}

/* An object that is not mounted yet. */
KK_MUST_CHECK static Value fs_new(Vm *vm, const TypeObj *cls, Value bdev, const uint32_t sizes[3])
{
    Value v = kk_object_new(vm, cls, 0);
    if (v == KK_ERROR || (!kk_heap_pin(&vm->heap, v) && (kk_failed(vm) || kk_raise_memory(vm) == KK_ERROR)))
        return KK_ERROR;
    LfsFsObj *fs = KK_OBJ(LfsFsObj, v);
    fs->vm = vm;
    fs->bdev = bdev;
    fs->cwd = KK_CHAR('/');
    if (!set_device(vm, fs, sizes))
        return KK_ERROR;
    Value blob = kk_vfs_lfs_blob(vm, kk_lfs_size(&fs->device));
    fs->lfs = blob;
    return blob == KK_ERROR ? KK_ERROR : v;
}

int kk_vfs_lfs_mount(LfsFsObj *fs)
{
    fs->flags |= LFSFS_BUSY;
    int result = kk_vfs_lfs_leave(fs, kk_lfs_mount(kk_vfs_lfs_memory(fs->lfs), &fs->device));
    if (result >= 0)
        fs->flags |= LFSFS_MOUNTED;
    return result;
}

/* The arguments readsize, progsize, lookahead, where given. */
KK_MUST_CHECK static bool size_args(Vm *vm, const Value *given, uint32_t sizes[3])
{
    for (size_t i = 0; i < 3; i++) {
        intptr_t n = 32;
        if (given[i] != KK_UNSET && !kk_index(vm, given[i], &n))
            return false;
        if (n <= 0 || n > 0x10000)
            return kk_raise_false(vm, KK_ValueError, "size out of range");
        sizes[i] = (uint32_t)n;
    }
    return true;
}

/* VfsLfs2(bdev, readsize=32, progsize=32, lookahead=32, mtime=True) */
static Value fs_make(Vm *vm, Value cls, Args args, Value kw)
{
    static const Value names[5] = {KK_N(bdev), KK_N(readsize), KK_N(progsize), KK_N(lookahead), KK_N(mtime)};
    Value given[5];
    uint32_t sizes[3];
    bool mtime = true;
    if (!kk_keywords_bind(vm, "VfsLfs2", args, kw, names, 5, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "VfsLfs2() missing the block device");
    if (!size_args(vm, given + 1, sizes) || (given[4] != KK_UNSET && !kk_truth(vm, given[4], &mtime)))
        return KK_ERROR;
    Value v = fs_new(vm, KK_OBJ(const TypeObj, cls), given[0], sizes);
    if (v == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(LfsFsObj, v)->flags = mtime ? LFSFS_MTIME : 0;
    int result = kk_vfs_lfs_mount(KK_OBJ(LfsFsObj, v));
    return result < 0 ? kk_vfs_raise(vm, result, KK_UNSET) : v;
}

Value kk_vfs_lfs_new(Vm *vm, Value bdev)
{
    Value fs = fs_make(vm, KK_REF(&kk_type_VfsLfs2), (Args){&bdev, 1}, KK_UNSET);
    if (fs == KK_ERROR && kk_pending_is(vm, KK_OSError)) {
        /* Whatever is on it, it is no file system. */
        vm->pending = KK_UNSET;
        return kk_raise_os(vm, KK_ENODEV, KK_UNSET);
    }
    return fs;
}

/* Makes a new file system on a block device; what was there is lost. */
KK_STATICMETHOD(VfsLfs2, mkfs, "(bdev, readsize=32, progsize=32, lookahead=32)")
Value kk_vfs_lfs_mkfs(Vm *vm, Value self, Args args)
{
    uint32_t sizes[3];
    Value given[3] = {kk_arg(args, 1, KK_UNSET), kk_arg(args, 2, KK_UNSET), kk_arg(args, 3, KK_UNSET)};
    if (!size_args(vm, given, sizes))
        return KK_ERROR;
    Value v = fs_new(vm, &kk_type_VfsLfs2, args.pos[0], sizes);
    if (v == KK_ERROR)
        return KK_ERROR;
    LfsFsObj *fs = KK_OBJ(LfsFsObj, v);
    fs->flags |= LFSFS_BUSY;
    int result = kk_vfs_lfs_leave(fs, kk_lfs_format(kk_vfs_lfs_memory(fs->lfs), &fs->device));
    return result < 0 ? kk_vfs_raise(vm, result, KK_UNSET) : kk_none;
}

/* Refs: bdev, lfs, scratch, cwd, raised. */
static const Layout fs_layout = {sizeof(LfsFsObj) / sizeof(uintptr_t), 0x3E, TAIL_NONE, 0};
static const TypeSlots fs_slots = {.make = fs_make};
KK_TYPE(VfsLfs2, object) = {KK_TYPE_HEAD(VfsLfs2, object, &fs_layout, 0), .slots = &fs_slots};

/* ---- operations ---- */

bool kk_vfs_lfs_is(Value fs) { return kk_desc_is(fs, &kk_type_VfsLfs2); }

int kk_vfs_lfs_enter(LfsFsObj *fs)
{
    if (!(fs->flags & LFSFS_MOUNTED))
        return -KK_ENODEV;
    if (fs->flags & LFSFS_BUSY)
        return -VFS_EBUSY;
    fs->flags |= LFSFS_BUSY;
    return 0;
}

int kk_vfs_lfs_leave(LfsFsObj *fs, int result)
{
    Value raised = fs->raised;
    fs->raised = KK_UNSET;
    fs->flags &= ~(uintptr_t)LFSFS_BUSY;
    /* src/fs may do without a block that could not be read; Ctrl-C is not to be lost all the same. */
    if (raised != KK_UNSET && (result == KK_VFS_RAISED || !kk_is(raised, KK_RAISES(Exception)))) {
        fs->vm->pending = raised;
        return KK_VFS_RAISED;
    }
    return result;
}

int kk_vfs_lfs_stat(Vm *vm, Value v, const char *path, FileStat *out)
{
    LfsFsObj *fs = KK_OBJ(LfsFsObj, v);
    LfsStat st;
    uint8_t ns[8];
    uint64_t time = 0;
    int result = kk_vfs_lfs_enter(fs);
    if (result < 0)
        return result;
    Lfs *lfs = kk_vfs_lfs_memory(fs->lfs);
    result = kk_lfs_stat(lfs, path, &st);
    if (result >= 0 && (fs->flags & LFSFS_MTIME) &&
        kk_lfs_get_attr(lfs, path, LFS_ATTR_MTIME, ns, sizeof ns) == (int)sizeof ns)
        for (size_t i = sizeof ns; i-- > 0;)
            time = time << 8 | ns[i];
    result = kk_vfs_lfs_leave(fs, result);
    if (result < 0)
        return result;
    int64_t seconds = (int64_t)(time / 1000000000u);
    *out = (FileStat){.mode = st.is_dir ? STAT_DIR : STAT_REG, .size = st.is_dir ? 0 : st.size,
                      .atime = seconds, .mtime = seconds, .ctime = seconds};
    return result;
}
