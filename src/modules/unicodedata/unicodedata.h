/*
 * unicodedata.h: the properties of characters, from the generated tables, and the normal forms.
 *
 * Layer: modules.   Tests: tests/modules/unicodedata/.
 */
#ifndef KK_MODULES_UNICODEDATA_UNICODEDATA_H
#define KK_MODULES_UNICODEDATA_UNICODEDATA_H

#include "object/ops.h"

#include "gen/unidata.h"

KK_INLINE const UnidataRecord *kk_unicodedata_record(uint32_t c)
{
    size_t block = kk_unidata_record_blocks[c / KK_UNIDATA_BLOCK];
    return &kk_unidata_records[kk_unidata_record_places[block * KK_UNIDATA_BLOCK + c % KK_UNIDATA_BLOCK]];
}

/* The decomposition of c as kk_unidata_pieces has it; NULL: it has none. */
KK_INLINE const uint32_t *kk_unicodedata_pieces(uint32_t c)
{
    size_t block = kk_unidata_piece_blocks[c / KK_UNIDATA_BLOCK];
    size_t at = kk_unidata_piece_places[block * KK_UNIDATA_BLOCK + c % KK_UNIDATA_BLOCK];
    return at == 0 ? NULL : &kk_unidata_pieces[at];
}

/* str in a normal form: compatible characters are the same (NFKx), composed (NFxC). A fresh str, or str itself.
 * @raises MemoryError  @gc may collect */
KK_MUST_CHECK Value kk_unicodedata_normal(Vm *vm, Value str, bool compatible, bool composed);

#endif
