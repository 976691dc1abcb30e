/*
 * lfs_tag.h: the 32-bit tags of the metadata log, and numbers as they lie on the flash.
 *
 * A tag is [valid 1 | type 11 | id 10 | length 10], stored big-endian and XORed with the tag before
 * it; everything else on the flash is little-endian. Length 0x3ff is a tag whose data was deleted.
 *
 * Layer: fs.   Tests: tests/unit/lfs.c.
 */
#ifndef KK_FS_LFS_TAG_H
#define KK_FS_LFS_TAG_H

#include "base/compiler.h"

enum {
    LFS_T_NAME = 0x000, /* types by their upper three bits (mask LFS_T_KIND) ... */
    LFS_T_STRUCT = 0x200,
    LFS_T_ATTR = 0x300,
    LFS_T_SPLICE = 0x400,
    LFS_T_CRC = 0x500,
    LFS_T_TAIL = 0x600,
    LFS_T_STATE = 0x700,
    LFS_T_KIND = 0x700,
    LFS_T_ALL = 0x7ff,

    LFS_T_REG = 0x001, /* ... and whole ones */
    LFS_T_DIR = 0x002,
    LFS_T_SUPER = 0x0ff,
    LFS_T_FROM_MOVE = 0x101, /* in memory only: the struct and attributes of another entry */
    LFS_T_DIR_STRUCT = 0x200,
    LFS_T_INLINE = 0x201,
    LFS_T_CTZ = 0x202,
    LFS_T_CREATE = 0x401,
    LFS_T_DELETE = 0x4ff,
    LFS_T_FCRC = 0x5ff,
    LFS_T_SOFT_TAIL = 0x600,
    LFS_T_HARD_TAIL = 0x601,
    LFS_T_MOVE_STATE = 0x7ff,

    LFS_NO_ID = 0x3ff,
    LFS_DELETED = 0x3ff,
    LFS_INLINE_MAX = 0x3fe
};

#define LFS_TAG(type, id, n) ((uint32_t)(type) << 20 | (uint32_t)(id) << 10 | (uint32_t)(n))
#define LFS_INVALID 0x80000000u

KK_INLINE unsigned lfs_tag_type(uint32_t tag) { return tag >> 20 & LFS_T_ALL; }
KK_INLINE unsigned lfs_tag_kind(uint32_t tag) { return tag >> 20 & LFS_T_KIND; }
KK_INLINE unsigned lfs_tag_chunk(uint32_t tag) { return tag >> 20 & 0xff; }
KK_INLINE unsigned lfs_tag_id(uint32_t tag) { return tag >> 10 & 0x3ff; }
KK_INLINE unsigned lfs_tag_size(uint32_t tag) { return tag & 0x3ff; }

/* Bytes that the tag and its data take in the log. */
KK_INLINE uint32_t lfs_tag_span(uint32_t tag)
{
    return 4 + (lfs_tag_size(tag) == LFS_DELETED ? 0 : lfs_tag_size(tag));
}

KK_INLINE uint32_t lfs_le32(const uint8_t *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

KK_INLINE void lfs_put_le32(uint8_t *p, uint32_t x)
{
    p[0] = (uint8_t)x;
    p[1] = (uint8_t)(x >> 8);
    p[2] = (uint8_t)(x >> 16);
    p[3] = (uint8_t)(x >> 24);
}

KK_INLINE uint32_t lfs_be32(const uint8_t *p)
{
    return p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
}

KK_INLINE void lfs_put_be32(uint8_t *p, uint32_t x)
{
    p[3] = (uint8_t)x;
    p[2] = (uint8_t)(x >> 8);
    p[1] = (uint8_t)(x >> 16);
    p[0] = (uint8_t)(x >> 24);
}

#endif
