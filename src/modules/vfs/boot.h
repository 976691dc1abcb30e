/*
 * boot.h: for ports whose files lie in a flash chip.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_VFS_BOOT_H
#define KK_MODULES_VFS_BOOT_H

#include "modules/vfs/bdev.h"

/*
 * Mounts the file system on a native block device at "/". If the device is blank one is made first, with a boot.py.
 * What is wrong is printed; nothing is pending afterwards. @return whether it is mounted  @gc may collect
 */
bool kk_vfs_boot(Vm *vm, Value bdev);

#endif
