/*
 * flashbdev.c: the part of the flash that is the file system's, as a block device: module flashbdev.
 *
 * It begins where esp.flash_user_start() says and leaves out the last five sectors, as MicroPython's does: a file
 * system made by one is found by the other.
 *
 * Layer: ports.   Tests: tests/esp8266/.
 */
#include "modules/vfs/boot.h"
#include "object/func.h"
#include "ports/esp8266/flash.h"
#include "ports/esp8266/main.h"

enum { LAST_SECTORS = 5 };

static uint32_t address(uint32_t block) { return kk_flash_user_start() + block * KK_FLASH_SECTOR; }

static int read_block(uint32_t block, uint32_t offset, void *to, uint32_t n)
{
    return kk_flash_read(address(block) + offset, to, n);
}

static int program_block(uint32_t block, uint32_t offset, const void *from, uint32_t n)
{
    return kk_flash_write(address(block) + offset, from, n);
}

static int erase_block(uint32_t block) { return kk_flash_erase(address(block)); }

static uint32_t count_blocks(void)
{
    uint32_t start = kk_flash_user_start() / KK_FLASH_SECTOR, all = kk_flash_size() / KK_FLASH_SECTOR;
    return all > start + LAST_SECTORS ? all - start - LAST_SECTORS : 0;
}

static const BdevOps flash_ops = {read_block, program_block, erase_block, count_blocks, KK_FLASH_SECTOR};
static const BdevObj flash_bdev = {KK_REF(&kk_type_BlockDevice), &flash_ops};

KK_MODULE(flashbdev)

/* The block device that "/" is mounted from. */
KK_MODULE_GETTER(flashbdev, bdev)
Value kk_flashbdev_bdev(Vm *vm, Value module) { return KK_REF(&flash_bdev); }

void kk_main_mount(Vm *vm) { (void)kk_vfs_boot(vm, KK_REF(&flash_bdev)); }
