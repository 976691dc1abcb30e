/*
 * bdev.c: the type BlockDevice: a native block device as Python sees it.
 *
 * Layer: modules.   Tests: ports that have one.
 */
#include "modules/vfs/bdev.h"

#include "object/vfs.h"

static const BdevOps *ops_of(Value self) { return KK_OBJ(const BdevObj, self)->ops; }

static const Layout bdev_layout = {sizeof(BdevObj) / sizeof(uintptr_t), 0, TAIL_NONE, 0};
static const TypeSlots bdev_slots = {0};
KK_TYPE(BlockDevice, object) = {
    KK_TYPE_HEAD(BlockDevice, object, &bdev_layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &bdev_slots};

/* Block number and offset; the buffer's n bytes lie on the device. An offset may be larger than a block. */
KK_MUST_CHECK static bool place_args(Vm *vm, const BdevOps *ops, Args args, size_t n, uint32_t *block, uint32_t *offset)
{
    intptr_t b, o = 0;
    if (!kk_index(vm, args.pos[0], &b) || (args.n > 2 && !kk_index(vm, args.pos[2], &o)))
        return false;
    uint64_t size = ops->block_size, end = ops->count() * size;
    if (b < 0 || o < 0 || (uint64_t)b >= ops->count() || (uint64_t)o > end || b * size + (uint64_t)o + n > end)
        return kk_raise_os(vm, KK_EINVAL, KK_UNSET) != KK_ERROR;
    uint64_t at = b * size + (uint64_t)o;
    *block = (uint32_t)(at / ops->block_size);
    *offset = (uint32_t)(at % ops->block_size);
    return true;
}

typedef enum Access { BDEV_READ, BDEV_PROGRAM, BDEV_REPLACE } Access;

/* Transfers the buffer block by block; BDEV_REPLACE erases each before. */
KK_MUST_CHECK static Value transfer(Vm *vm, const BdevOps *ops, Access access, Buffer view, uint32_t block, uint32_t offset)
{
    while (view.len > 0) {
        size_t n = view.len < ops->block_size - offset ? view.len : ops->block_size - offset;
        int result = access == BDEV_REPLACE ? ops->erase(block) : 0;
        if (result >= 0 && access == BDEV_READ)
            result = ops->read(block, offset, view.at, (uint32_t)n);
        else if (result >= 0)
            result = ops->program(block, offset, view.at, (uint32_t)n);
        if (result < 0)
            return kk_raise_os(vm, -result, KK_UNSET);
        view.at += n;
        view.len -= n;
        block++;
        offset = 0;
    }
    return KK_INT(0);
}

/* Reads from a block on into the buffer. */
KK_METHOD(BlockDevice, readblocks, "(block_num, buf, offset=0, /)")
Value kk_bdev_readblocks(Vm *vm, Value self, Args args)
{
    const BdevOps *ops = ops_of(self);
    Buffer view;
    uint32_t block, offset;
    if (!kk_buffer_writable(vm, args.pos[1], &view) || !place_args(vm, ops, args, view.len, &block, &offset))
        return KK_ERROR;
    return transfer(vm, ops, BDEV_READ, view, block, offset);
}

/* Writes the buffer from a block on. Without an offset the blocks are erased first. */
KK_METHOD(BlockDevice, writeblocks, "(block_num, buf, offset=None, /)")
Value kk_bdev_writeblocks(Vm *vm, Value self, Args args)
{
    const BdevOps *ops = ops_of(self);
    Buffer view;
    uint32_t block, offset;
    bool erase = args.n < 3 || args.pos[2] == KK_UNSET;
    if (!kk_buffer_arg(vm, args.pos[1], &view) || !place_args(vm, ops, args, view.len, &block, &offset))
        return KK_ERROR;
    return transfer(vm, ops, erase ? BDEV_REPLACE : BDEV_PROGRAM, view, block, offset);
}

/* 1 begin, 2 end, 3 sync, 4 number of blocks, 5 their size, 6 erase block arg. */
KK_METHOD(BlockDevice, ioctl, "(op, arg, /)")
Value kk_bdev_ioctl(Vm *vm, Value self, Args args)
{
    intptr_t op, block;
    if (!kk_index(vm, args.pos[0], &op))
        return KK_ERROR;
    switch (op) {
    case BDEV_INIT: case BDEV_DEINIT: case BDEV_SYNC:
        return KK_INT(0);
    case BDEV_COUNT:
        return kk_int_new_unsigned(vm, ops_of(self)->count());
    case BDEV_SIZE:
        return KK_INT(ops_of(self)->block_size);
    case BDEV_ERASE: {
        if (!kk_index(vm, args.pos[1], &block))
            return KK_ERROR;
        int result = block < 0 || (uintptr_t)block >= ops_of(self)->count() ? -KK_EINVAL
                                                                            : ops_of(self)->erase((uint32_t)block);
        return result < 0 ? kk_raise_os(vm, -result, KK_UNSET) : KK_INT(0);
    }
    default:
        return kk_none;
    }
}
