/*
 * load.c: source text from files, and running it as a module.
 *
 * Layer: runtime.   Tests: tests/runtime/, tests/cli/.
 */
#include "runtime/load.h"

#include "object/code.h"
#include "object/func.h"
#include "object/vm.h"
#include "object/vfs.h"
#include "runtime/start.h"
#include "types/fsname.h"

static bool read_file(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    LoadFile *file = ctx;
    ptrdiff_t n = kk_vfs_read(file->vm, file->fd, buf, cap);
    *got = n < 0 ? 0 : (size_t)n;
    if (n >= 0)
        return true;
    (void)kk_vfs_raise(file->vm, (int)n, file->filename);
    return false;
}

static bool rewind_file(void *ctx)
{
    LoadFile *file = ctx;
    if (file->fd < KK_VFS_FD)
        return kk_platform_seek(file->fd, 0, 0) >= 0;
    Value pending = kk_pending_take(file->vm);
    bool done = kk_vfs_seek(file->vm, file->fd, 0, 0) >= 0;
    file->vm->pending = pending;
    return done;
}

void kk_load_close(Vm *vm, int fd)
{
    Value pending = kk_pending_take(vm);
    (void)kk_vfs_close(vm, fd);
    vm->pending = pending;
}

void kk_load_file_init(LoadFile *file, Vm *vm, int fd, Value filename)
{
    *file = (LoadFile){{read_file, fd > 2 ? rewind_file : NULL, file, false}, vm, fd, filename};
}

bool kk_load_path(Vm *vm, Value path, char *buf, size_t cap)
{
    return kk_fsname_text(vm, path, path, buf, cap);
}

/* A function of its own, so that its frame, which refers to the code where the compiler left it, is
 * gone when the code runs. */
KK_NOINLINE static Value compile_settled(Vm *vm, const Source *source, CompileOptions *options)
{
    Value code = kk_compile(vm, source, options);
    return code == KK_ERROR ? KK_ERROR : kk_code_settle(vm, code);
}

bool kk_load_run(Vm *vm, const Source *source, Value module, Value filename)
{
    Value globals = KK_OBJ(ModuleObj, module)->dict;
    CompileOptions options = {
        .mode = COMPILE_EXEC, .filename = filename, .globals = globals, .optimize = vm->optimise};
    bool is_main = module == vm->main;
    if (is_main)
        kk_start_phase(vm, KUKRI_COMPILE);
    Value code = compile_settled(vm, source, &options);
    kk_roots_wash();
    if (is_main)
        kk_start_phase(vm, KUKRI_EXECUTE);
    bool done = code != KK_ERROR && kk_vm_exec(vm, code, globals, KK_UNSET) != KK_ERROR;
    if (is_main)
        kk_start_phase(vm, KUKRI_DONE);
    return done;
}
