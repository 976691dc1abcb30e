/*
 * words.c: a stack of words in chunks that never move.
 *
 * Layer: lang.   Tests: tests/lang/.
 */
#include "lang/words.h"

#include "object/error.h"

KK_INLINE uint32_t chunk_of(uint32_t i)
{
    return WORDS_DOUBLE            ? 31 - WORDS_SHIFT - (uint32_t)KK_CLZ32(i + WORDS_FIRST)
           : i < WORDS_LONG_FROM ? i / WORDS_SHORT
                                 : i / WORDS_FIRST + WORDS_SHORTS / 2;
}

KK_INLINE uint32_t *word_at(Words *w, uint32_t i)
{
    if (!WORDS_DOUBLE)
        return i < WORDS_LONG_FROM ? &w->chunk[i / WORDS_SHORT][i % WORDS_SHORT]
                                   : &w->chunk[i / WORDS_FIRST + WORDS_SHORTS / 2][i % WORDS_FIRST];
    uint32_t n = chunk_of(i);
    return &w->chunk[n][(i + WORDS_FIRST) ^ (uint32_t)WORDS_FIRST << n];
}

uint32_t *kk_words_at(Words *w, uint32_t i) { return word_at(w, i); }
uint32_t kk_words_get(Words *w, uint32_t i) { return i < w->top ? *word_at(w, i) : 0; }
void kk_words_set(Words *w, uint32_t i, uint32_t word) { *kk_words_at(w, i) = word; }

KK_MUST_CHECK static bool grow(Vm *vm, Words *w)
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

bool kk_words_reserve(Vm *vm, Words *w) { return chunk_of(w->top) < w->chunks || grow(vm, w); }

bool kk_words_push(Vm *vm, Words *w, uint32_t word)
{
    uint32_t i = w->top;
    if (!kk_words_reserve(vm, w))
        return false;
    w->top = i + 1;
    *word_at(w, i) = word;
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
    uint32_t keep = chunk_of(top) + 1;
    while (w->chunks > keep)
        w->chunk[--w->chunks] = NULL;
}
