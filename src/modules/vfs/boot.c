/*
 * boot.c: the file system of a chip at its start: mounted, or made when the flash is blank.
 *
 * What cannot be read is left alone: somebody may still want what is in it, and may look at it from the prompt.
 *
 * Layer: modules.   Tests: tests/unit/vfs_boot.c.
 */
#include "modules/vfs/boot.h"

#include "modules/vfs/lfs.h"
#include "object/output.h"
#include "types/traceback.h"

enum { OK_BLANK = 1, FIRST_BLOCKS = 2, PIECE = 64 };

static const char boot_text[] = "# boot.py: runs at each start, also after a deep sleep; then main.py does.\n"
                                "#import esp\n"
                                "#esp.osdebug(None)\n"
                                "import gc\n"
                                "gc.collect()\n";

/* 1: nothing was ever written to the first blocks, where a file system begins; 0: something was; or a negative errno. */
KK_MUST_CHECK static int look(const BdevOps *ops)
{
    uint32_t piece[PIECE / 4];
    for (uint32_t block = 0; block < FIRST_BLOCKS; block++) {
        for (uint32_t at = 0; at < ops->block_size; at += PIECE) {
            int result = ops->read(block, at, piece, PIECE);
            if (result < 0)
                return result;
            for (size_t i = 0; i < KK_COUNT_OF(piece); i++)
                if (piece[i] != UINT32_MAX)
                    return 0;
        }
    }
    return OK_BLANK;
}

KK_MUST_CHECK static bool mount_root(Vm *vm, Value bdev)
{
    return kk_vfs_mount(vm, bdev, KK_CHAR('/'), false, false);
}

/* Makes a file system with boot.py in it. */
KK_MUST_CHECK static bool set_up(Vm *vm, Value bdev)
{
    if (kk_vfs_lfs_mkfs(vm, KK_UNSET, (Args){&bdev, 1}) == KK_ERROR || !mount_root(vm, bdev))
        return false;
    int fd = kk_vfs_open(vm, "/boot.py", FILE_WRITE | FILE_CREATE | FILE_TRUNCATE);
    ptrdiff_t n = fd < 0 ? fd : kk_vfs_write(vm, fd, boot_text, sizeof boot_text - 1);
    int closed = fd < 0 ? 0 : kk_vfs_close(vm, fd);
    if (n >= 0 && closed >= 0)
        return true;
    (void)kk_vfs_raise(vm, n < 0 ? (int)n : closed, KK_UNSET);
    return false;
}

static void say(Vm *vm, const char *text) { kk_out_error(vm, kk_span_of(text)); }

bool kk_vfs_boot(Vm *vm, Value bdev)
{
    if (mount_root(vm, bdev))
        return true;
    bool missing = kk_pending_is(vm, KK_OSError);
    int blank = missing ? look(kk_bdev_ops(bdev)) : 0;
    if (blank == OK_BLANK) {
        vm->pending = KK_UNSET;
        say(vm, "The flash is blank: making a file system.\n");
        if (set_up(vm, bdev))
            return true;
    }
    Value exc = kk_pending_take(vm);
    say(vm, "The file system in the flash cannot be used; nothing was changed in it, no file can be opened. To make a new"
            " one (all files are lost):\n"
            "  import vfs, flashbdev; vfs.VfsLfs2.mkfs(flashbdev.bdev); vfs.mount(flashbdev.bdev, '/')\n");
    if (exc != KK_UNSET)
        kk_traceback_print(vm, exc, false, 0, kk_traceback_to_stderr, NULL);
    vm->pending = KK_UNSET;
    return false;
}
