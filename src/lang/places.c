/*
 * places.c: which part of the text an instruction comes from.
 *
 * c->places has PLACE_WORDS for each node that was noted: a key (twice the node's place in the tree; odd: the statement
 * that ends behind it) and where its text begins and ends. c->spans has the same for instructions, the key
 * being the word index.
 *
 * Layer: lang.   Tests: tests/runtime/traceback/carets.py.
 */
#include "lang/places.h"

enum { PLACE_KEY, PLACE_LINE, PLACE_COL, PLACE_END_LINE, PLACE_END_COL, PLACE_WORDS };

static uint32_t get(Words *w, uint32_t i, uint32_t part) { return kk_words_get(w, PLACE_WORDS * i + part); }
static uint32_t count(const Words *w) { return w->top / PLACE_WORDS; }

/* Without room the places of what comes now stay unknown. */
static void push(Vm *vm, Words *w, const uint32_t entry[PLACE_WORDS])
{
    uint32_t top = w->top;
    for (uint32_t i = 0; i < PLACE_WORDS; i++) {
        if (!kk_words_push(vm, w, entry[i])) {
            vm->pending = KK_UNSET;
            w->top = top;
            return;
        }
    }
}

/* Index of the first entry with a key of at least that. */
static uint32_t lower_bound(Words *w, uint32_t key)
{
    uint32_t low = 0, high = count(w);
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (get(w, mid, PLACE_KEY) < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void drop_from(Words *w, uint32_t key)
{
    while (w->top > 0 && get(w, count(w) - 1, PLACE_KEY) >= key)
        w->top -= PLACE_WORDS;
}

static void add(Lang *c, uint32_t key, Place from, Place to)
{
    uint32_t entry[] = {key, from.line, from.col, to.line, to.col};
    drop_from(&c->places, key);
    push(c->vm, &c->places, entry);
}

void kk_places_add(Lang *c, Place from, bool stmt)
{
    add(c, 2 * (c->ast.top - 1) + stmt, from, kk_place(c->lx.end_line, c->lx.end_col));
}

bool kk_places_note_to(Lang *c, Place from, Place to)
{
    if (LANG_PLACES)
        add(c, 2 * (c->ast.top - 1), from, to);
    return true;
}

/* The node behind any LINE nodes around it. */
static uint32_t inner(Lang *c, uint32_t root)
{
    while (N_KIND(kk_words_get(&c->ast, root)) == N_LINE)
        root--;
    return root;
}

Place kk_places_start(Lang *c, uint32_t root, Place otherwise)
{
    if (!LANG_PLACES)
        return otherwise;
    uint32_t key = 2 * inner(c, root), i = lower_bound(&c->places, key);
    if (i == count(&c->places) || get(&c->places, i, PLACE_KEY) != key)
        return otherwise;
    return kk_place(get(&c->places, i, PLACE_LINE), get(&c->places, i, PLACE_COL));
}

Place kk_places_end(Lang *c, uint32_t root, Place otherwise)
{
    if (!LANG_PLACES)
        return otherwise;
    uint32_t key = 2 * inner(c, root), i = lower_bound(&c->places, key);
    if (i == count(&c->places) || get(&c->places, i, PLACE_KEY) != key)
        return otherwise;
    return kk_place(get(&c->places, i, PLACE_END_LINE), get(&c->places, i, PLACE_END_COL));
}

void kk_places_drop(Lang *c, uint32_t top)
{
    if (LANG_PLACES)
        drop_from(&c->places, 2 * top);
}

/* Adds `by` to the keys of the entries [from, to). */
static void shift(Words *w, uint32_t from, uint32_t to, uint32_t by)
{
    for (uint32_t i = from; i < to; i++)
        *kk_words_at(w, PLACE_WORDS * i) += 2 * by;
}

void kk_places_rotate(Lang *c, uint32_t from, uint32_t middle, uint32_t end)
{
    if (!LANG_PLACES)
        return;
    Words *w = &c->places;
    uint32_t a = lower_bound(w, 2 * from), b = lower_bound(w, 2 * middle), n = count(w);
    shift(w, a, b, end - middle);
    shift(w, b, n, from - middle);
    kk_words_rotate(w, PLACE_WORDS * a, PLACE_WORDS * b, PLACE_WORDS * n);
}

void kk_places_insert(Lang *c, uint32_t at, uint32_t n)
{
    if (LANG_PLACES)
        shift(&c->places, lower_bound(&c->places, 2 * at), count(&c->places), n);
}

/* ---- instructions ---- */

uint32_t kk_places_find(Emit *e, uint32_t key)
{
    Words *w = &e->c->places;
    uint32_t old = e->span, i = lower_bound(w, key);
    if (i < count(w) && get(w, i, PLACE_KEY) == key)
        e->span = i + 1;
    return old;
}

uint32_t kk_places_line(Emit *e, uint32_t otherwise)
{
    return LANG_PLACES && e->span != 0 ? get(&e->c->places, e->span - 1, PLACE_LINE) : otherwise;
}

/* The attribute's name stands on a later line than its object begins. */
static bool is_far(Emit *e, uint32_t span)
{
    Words *w = &e->c->places;
    return span != 0 && get(w, span - 1, PLACE_LINE) != get(w, span - 1, PLACE_END_LINE);
}

uint32_t kk_places_method(Emit *e, uint32_t root)
{
    Words *w = &e->c->places;
    uint32_t call = e->span;
    if (!LANG_PLACES || kk_places_find(e, 2 * root) == e->span)
        return call;
    if (!is_far(e, e->span)) {
        /* It may have been changed when this was emitted before, in a finally. */
        uint32_t line = get(w, e->span - 1, PLACE_LINE);
        e->line = line > e->line ? line : e->line;
        return call;
    }
    uint32_t name = (uint32_t)kk_len_of(kk_lang_name(e->c, N_ARG(kk_emit_node(e, root))));
    uint32_t at = e->span - 1, col = get(w, at, PLACE_END_COL);
    *kk_words_at(w, PLACE_WORDS * at + PLACE_LINE) = e->line = get(w, at, PLACE_END_LINE);
    *kk_words_at(w, PLACE_WORDS * at + PLACE_COL) = col > name ? col - name : 0;
    /* The call has an entry of its own, and is marked from here on too. */
    if (call != 0) {
        *kk_words_at(w, PLACE_WORDS * (call - 1) + PLACE_LINE) = e->line;
        *kk_words_at(w, PLACE_WORDS * (call - 1) + PLACE_COL) = get(w, at, PLACE_COL);
    }
    return call;
}

void kk_places_method_call(Emit *e, uint32_t span) { e->span = LANG_PLACES ? span : 0; }

void kk_places_stmt(Emit *e, uint32_t end)
{
    e->span = 0;
    if (LANG_PLACES)
        (void)kk_places_find(e, 2 * (end - 1) + 1);
}

void kk_places_mark(Emit *e)
{
    uint32_t entry[PLACE_WORDS] = {kk_emit_pc(e), 0, 0, 0, 0};
    if (e->span != 0)
        for (uint32_t i = PLACE_LINE; i < PLACE_WORDS; i++)
            entry[i] = get(&e->c->places, e->span - 1, i);
    e->span_marked = e->span;
    push(e->vm, &e->c->spans, entry);
}

typedef struct ByteSink {
    uint8_t *out; /* NULL: only counted */
    size_t n;
} ByteSink;

static void put_number(ByteSink *s, uint32_t n)
{
    for (;; n >>= 7) {
        if (s->out != NULL)
            s->out[s->n] = (uint8_t)(n < 0x80 ? n : n | 0x80);
        s->n++;
        if (n < 0x80)
            return;
    }
}

size_t kk_places_write(Emit *e, uint8_t *out)
{
    Words *w = &e->c->spans;
    ByteSink s = {out, 0};
    uint32_t pc = 0, line = e->first_line;
    for (uint32_t i = e->spans_at / PLACE_WORDS; i < count(w); i++) {
        if (i + 1 < count(w) && get(w, i + 1, PLACE_KEY) == get(w, i, PLACE_KEY))
            continue;
        put_number(&s, get(w, i, PLACE_KEY) - pc);
        pc = get(w, i, PLACE_KEY);
        uint32_t begin = get(w, i, PLACE_LINE);
        if (begin == 0) {
            put_number(&s, 0);
            continue;
        }
        put_number(&s, get(w, i, PLACE_COL) + 1);
        put_number(&s, (begin - line) << 1 ^ (uint32_t)((int32_t)(begin - line) >> 31));
        put_number(&s, get(w, i, PLACE_END_LINE) - begin);
        put_number(&s, get(w, i, PLACE_END_COL));
        line = begin;
    }
    return s.n;
}
