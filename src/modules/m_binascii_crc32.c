/*
 * m_binascii_crc32.c: binascii.crc32() where there is no library that has it.
 *
 * Layer: modules.   Tests: tests/modules/binascii/.
 */
#include "object/ops.h"
#include "types/bytes/bytes.h"

/* The CRC-32 of zip, gzip and Ethernet: four bits at a time, by a table that fits everywhere. */
KK_FUNCTION(binascii, crc32, "(data, crc=0, /)")
Value kk_binascii_crc32(Vm *vm, Value self, Args args)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    Buffer data;
    Value before = kk_arg(args, 1, KK_INT(0));
    if ((before = kk_index_int(vm, before)) == KK_ERROR || !kk_buffer_arg(vm, args.pos[0], &data))
        return KK_ERROR;
    uint32_t crc = (uint32_t)kk_int_bits(before);
    crc = ~crc;
    for (size_t i = 0; i < data.len; i++) {
        crc ^= kk_rom_byte(data.at + i);
        crc = table[crc & 15] ^ crc >> 4;
        crc = table[crc & 15] ^ crc >> 4;
    }
    return kk_int_new_unsigned(vm, ~crc);
}
