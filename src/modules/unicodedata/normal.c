/*
 * normal.c: Unicode's normal forms (UAX #15): decomposed, marks in their order, and composed again.
 *
 * Hangul syllables are computed (the Unicode standard, 3.12). Marks are sorted by counting: a text of nothing but marks
 * takes no more time than another one.
 *
 * Layer: modules.   Tests: tests/modules/unicodedata/.
 */
#include "base/utf8.h"
#include "modules/unicodedata/unicodedata.h"
#include "object/strbuf.h"

enum {
    SYLLABLES = 0xAC00, LEADS = 0x1100, VOWELS = 0x1161, TAILS = 0x11A7,
    LEAD_COUNT = 19, VOWEL_COUNT = 21, TAIL_COUNT = 28,
    SYLLABLE_COUNT = LEAD_COUNT * VOWEL_COUNT * TAIL_COUNT
};

/* A growing array of characters, in a blob. */
typedef struct Codes {
    Vm *vm;
    Value blob;
    uint32_t *at;
    size_t n, room;
} Codes;

KK_MUST_CHECK static bool reserve(Codes *codes, size_t room)
{
    codes->blob = kk_blob_resize(codes->vm, codes->blob, room * sizeof(uint32_t));
    if (codes->blob == KK_ERROR)
        return false;
    codes->at = (uint32_t *)(void *)KK_OBJ(BlobObj, codes->blob)->at;
    codes->room = room;
    return true;
}

KK_MUST_CHECK static bool add(Codes *codes, uint32_t c)
{
    if (codes->n == codes->room && !reserve(codes, codes->room * 2))
        return false;
    codes->at[codes->n++] = c;
    return true;
}

/* Adds the full decomposition of c. Decompositions of decompositions are at most a few deep. */
KK_MUST_CHECK static bool decompose(Codes *codes, uint32_t c, bool compatible)
{
    if (c - SYLLABLES < SYLLABLE_COUNT) {
        uint32_t i = c - SYLLABLES, tail = i % TAIL_COUNT;
        return add(codes, LEADS + i / (VOWEL_COUNT * TAIL_COUNT)) &&
               add(codes, VOWELS + i / TAIL_COUNT % VOWEL_COUNT) && (tail == 0 || add(codes, TAILS + tail));
    }
    const uint32_t *pieces = kk_unicodedata_pieces(c);
    if (pieces == NULL || (!compatible && pieces[0] >> 8 != 0))
        return add(codes, c);
    for (size_t i = 1; i <= (pieces[0] & 0xFF); i++)
        if (!decompose(codes, pieces[i], compatible))
            return false;
    return true;
}

/* Sorts n marks by their combining classes; equal ones stay in order. spare has room for them. */
static void sort_marks(uint32_t *marks, size_t n, uint32_t *spare)
{
    size_t starts[257] = {0};
    for (size_t i = 0; i < n; i++)
        starts[kk_unicodedata_record(marks[i])->combining + 1]++;
    for (size_t i = 1; i < 257; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < n; i++)
        spare[starts[kk_unicodedata_record(marks[i])->combining]++] = marks[i];
    memcpy(marks, spare, n * sizeof *marks);
}

/* Puts each run of marks into order. */
KK_MUST_CHECK static bool order(Codes *codes)
{
    Codes spare = {.vm = codes->vm};
    for (size_t i = 0, n; i < codes->n; i += n + 1) {
        for (n = 0; i + n < codes->n && kk_unicodedata_record(codes->at[i + n])->combining != 0;)
            n++;
        if (n < 2)
            continue;
        if (n > spare.room && !reserve(&spare, n))
            return false;
        sort_marks(codes->at + i, n, spare.at);
    }
    return true;
}

/* What a and b are composed to; 0: they are not. */
static uint32_t compose_pair(uint32_t a, uint32_t b)
{
    if (a - LEADS < LEAD_COUNT && b - VOWELS < VOWEL_COUNT)
        return SYLLABLES + ((a - LEADS) * VOWEL_COUNT + (b - VOWELS)) * TAIL_COUNT;
    if (a - SYLLABLES < SYLLABLE_COUNT && (a - SYLLABLES) % TAIL_COUNT == 0 && b - TAILS - 1 < TAIL_COUNT - 1)
        return a + (b - TAILS);
    size_t low = 0, high = kk_unidata_pair_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const UnidataPair *p = &kk_unidata_pairs[mid];
        if (p->first == a && p->second == b)
            return p->composed;
        if (p->first < a || (p->first == a && p->second < b))
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

/* Each character goes into the last starter before it unless one of its own or a higher class stands between. */
static void compose(Codes *codes)
{
    size_t starter = SIZE_MAX, out = 0;
    uint32_t before = 0;
    for (size_t i = 0; i < codes->n; i++) {
        uint32_t c = codes->at[i], class = kk_unicodedata_record(c)->combining;
        if (starter != SIZE_MAX && (starter + 1 == out || before < class)) {
            uint32_t composed = compose_pair(codes->at[starter], c);
            if (composed != 0) {
                codes->at[starter] = composed;
                continue;
            }
        }
        if (class == 0)
            starter = out;
        before = class;
        codes->at[out++] = c;
    }
    codes->n = out;
}

Value kk_unicodedata_normal(Vm *vm, Value str, bool compatible, bool composed)
{
    if (kk_str_is_ascii(str))
        return str;
    Codes codes = {.vm = vm};
    StrBuf out;
    Span text = kk_str_span(str);
    if (!reserve(&codes, text.len + 16))
        return KK_ERROR;
    for (size_t len; text.len > 0; text = kk_span_skip(text, len))
        if (!decompose(&codes, kk_utf8_decode(text.at, &len), compatible))
            return KK_ERROR;
    if (!order(&codes))
        return KK_ERROR;
    if (composed)
        compose(&codes);
    kk_strbuf_init(&out, vm);
    for (size_t i = 0; i < codes.n; i++)
        if (!kk_strbuf_add_char(&out, codes.at[i]))
            return KK_ERROR;
    return kk_strbuf_finish(&out);
}
