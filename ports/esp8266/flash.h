/*
 * flash.h: the flash chip that the program itself lies in.
 *
 * While a command runs the flash window cannot be read. Interrupts stay open: their handlers are KK_ISR code.
 * All functions check bounds; addresses count from the start of the chip.
 *
 * Layer: ports.   Tests: tests/esp8266/run_boot.py.
 */
#ifndef KK_ESP8266_FLASH_H
#define KK_ESP8266_FLASH_H

#include <stddef.h>
#include <stdint.h>

enum { KK_FLASH_SECTOR = 4096 };

/* Finds out how large the chip is; called once at the start. */
void kk_flash_init(void);

/*
 * Any alignment and length; `to` and `from` may lie anywhere, in flash too. Return 0, -KK_EINVAL (outside the
 * chip) or -KK_EIO. Writing only clears bits; it may go on over pages and sectors. @gc never
 */
int kk_flash_read(uint32_t address, void *to, size_t n);
int kk_flash_write(uint32_t address, const void *from, size_t n);
/* Erases the sector that address lies in. */
int kk_flash_erase(uint32_t address);

/* Bytes of the chip; its JEDEC id: manufacturer in bits 0..7, type, capacity. */
uint32_t kk_flash_size(void);
uint32_t kk_flash_id(void);
/* The first byte of the file system: 1 MiB when the chip is larger, else the first sector behind the image. */
uint32_t kk_flash_user_start(void);

#endif
