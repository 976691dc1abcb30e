/*
 * words.h: a stack of 32-bit words in the Kukri heap, the only dynamic memory of the compiler's
 * passes: the tree, and the code that is being emitted.
 *
 * The words live in blobs that are never copied, so that growing never needs twice the memory. Their
 * addresses are in an array on the C stack: that is what keeps the blobs alive and in place. On small
 * heaps the first four blobs are of 16 words and the others of 32, and the first lies on the C stack; elsewhere each is
 * twice as long as the one before, for an array of thousands of addresses would have to be cleared for each
 * compilation and scanned in each collection.
 *
 * Layer: lang.   Tests: tests/lang/.
 */
#ifndef KK_LANG_WORDS_H
#define KK_LANG_WORDS_H

#include "object/object.h"
#include "object/vm.h"

enum { WORDS_SHIFT = KK_WORD_BITS == 32 ? 5 : 8, WORDS_FIRST = 1 << WORDS_SHIFT, WORDS_DOUBLE = KK_WORD_BITS != 32 };
/* Small heaps: how long the first WORDS_SHORTS chunks are, and where the words begin that are in long ones. */
enum { WORDS_SHORT = WORDS_FIRST / 2, WORDS_SHORTS = 4, WORDS_LONG_FROM = WORDS_SHORT * WORDS_SHORTS };

typedef struct Words {
    uint32_t top;     /* words in use */
    uint32_t chunks;  /* chunks that exist; those behind top are kept for later */
    uint32_t limit;   /* room in chunk */
    uint32_t **chunk; /* the owner's array, on the C stack as well */
} Words;

/* The place of word i (i < top). */
uint32_t *kk_words_at(Words *w, uint32_t i);
uint32_t kk_words_get(Words *w, uint32_t i);
void kk_words_set(Words *w, uint32_t i, uint32_t word);

/* There is room for one more. @raises MemoryError  @gc may collect */
KK_MUST_CHECK bool kk_words_reserve(Vm *vm, Words *w);
/* Appends; false: MemoryError is pending. @gc may collect */
KK_MUST_CHECK bool kk_words_push(Vm *vm, Words *w, uint32_t word);

/* Makes room for n words at `at` (<= top), whose content is then undefined. @gc may collect */
KK_MUST_CHECK bool kk_words_insert(Vm *vm, Words *w, uint32_t at, uint32_t n);

/* Exchanges the neighbouring runs [from, middle) and [middle, to). @gc never */
void kk_words_rotate(Words *w, uint32_t from, uint32_t middle, uint32_t to);

/* Drops everything from word `top` on, and the chunks that nothing is in but one. @gc never */
void kk_words_drop(Words *w, uint32_t top);

#endif
