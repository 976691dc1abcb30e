/*
 * words.c: a stack of words in chunks that never move.
 *
 * Layer: lang.   Tests: tests/lang/.
 */
#include "lang/words.h"

#include "object/error.h"

bool kk_words_grow(Vm *vm, Words *w)
{
    if (w->chunks == w->limit) {
        kk_raise_memory(vm);
        return false;
    }
    size_t words = WORDS_DOUBLE               ? (size_t)WORDS_FIRST << w->chunks
                   : w->chunks < WORDS_SHORTS ? WORDS_SHORT
                                              : WORDS_FIRST;
    Value blob = kk_blob_new(vm, words * sizeof(uint32_t));
    if (blob == KK_ERROR)
        return false;
    w->chunk[w->chunks++] = (uint32_t *)(void *)KK_OBJ(BlobObj, blob)->at;
    return true;
}

bool kk_words_insert(Vm *vm, Words *w, uint32_t at, uint32_t n)
{
    uint32_t old = w->top;
    for (uint32_t i = 0; i < n; i++) {
        if (!kk_words_push(vm, w, 0))
            return false;
    }
    for (uint32_t i = old; i > at; i--)
        kk_words_set(w, i - 1 + n, kk_words_get(w, i - 1));
    return true;
}

static void reverse(Words *w, uint32_t from, uint32_t to)
{
    while (from + 1 < to) {
        uint32_t *a = kk_words_at(w, from++);
        uint32_t *b = kk_words_at(w, --to);
        uint32_t keep = *a;
        *a = *b;
        *b = keep;
    }
}

void kk_words_rotate(Words *w, uint32_t from, uint32_t middle, uint32_t to)
{
    reverse(w, from, middle);
    reverse(w, middle, to);
    reverse(w, from, to);
}

void kk_words_drop(Words *w, uint32_t top)
{
    w->top = top;
    uint32_t keep = kk_words_chunk(top) + 1;
    while (w->chunks > keep)
        w->chunk[--w->chunks] = NULL;
}
