/*
 * io.h: what the module io offers to the virtual file system.
 *
 * Layer: modules.
 */
#ifndef KK_MODULES_IO_H
#define KK_MODULES_IO_H

#include "object/ops.h"

/* open() for the file at path, absolute in the VfsLfs2 fs; name is what the file object shows. */
KK_MUST_CHECK Value kk_io_open_on(Vm *vm, Value fs, const char *path, Value name, Value mode);

#endif
