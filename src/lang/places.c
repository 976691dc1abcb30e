/*
 * places.c: which part of the text an instruction comes from.
 *
 * c->places has an Entry for each node that was noted: a key (twice the node's place in the tree; odd: the statement
 * that ends behind it) and where its text begins and ends. c->spans has the same for instructions, the key
 * being the word index. Entries are of four words, so that none lies in two chunks.
 *
 * Layer: lang.   Tests: tests/runtime/traceback/carets.py.
 */
#include "lang/places.h"

enum { PLACE_WORDS = 4, COL_BITS = 20, COL_MAX = (1 << COL_BITS) - 1, LINES_BITS = 2 * (32 - COL_BITS) };

typedef struct Entry {
    uint32_t key, line;
    uint32_t start, end; /* columns; above them the two halves of how many lines further down the text ends */
} Entry;

static Entry *entry_at(Words *w, uint32_t i) { return (Entry *)(void *)kk_words_at(w, PLACE_WORDS * i); }
static uint32_t count(const Words *w) { return w->top / PLACE_WORDS; }

static uint32_t col_of(const Entry *e) { return e->start & COL_MAX; }
static uint32_t end_col_of(const Entry *e) { return e->end & COL_MAX; }
static uint32_t lines_of(const Entry *e) { return e->start >> COL_BITS | e->end >> COL_BITS << (32 - COL_BITS); }

/* Without room, or if a column is too far right, the places of what comes now stay unknown. */
static void push(Vm *vm, Words *w, const Entry *entry)
{
    uint32_t top = w->top;
    if (!kk_words_reserve(vm, w)) {
        vm->pending = KK_UNSET;
        return;
    }
    w->top = top + PLACE_WORDS;
    *entry_at(w, top / PLACE_WORDS) = *entry;
}

/* Index of the first entry with a key of at least that. */
static uint32_t lower_bound(Words *w, uint32_t key)
{
    uint32_t low = 0, high = count(w);
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (entry_at(w, mid)->key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void drop_from(Words *w, uint32_t key)
{
    while (w->top > 0 && entry_at(w, count(w) - 1)->key >= key)
        w->top -= PLACE_WORDS;
}

static void add(Lang *c, uint32_t key, Place from, Place to)
{
    uint32_t col = kk_place_col(from), end = kk_place_col(to), lines = kk_place_line(to) - kk_place_line(from);
    drop_from(&c->places, key);
    if (col > COL_MAX || end > COL_MAX || lines >> LINES_BITS != 0)
        return;
    Entry entry = {key, kk_place_line(from), col | lines << COL_BITS, end | lines >> (32 - COL_BITS) << COL_BITS};
    push(c->vm, &c->places, &entry);
}

void kk_places_add(Lang *c, Place from, bool stmt)
{
    add(c, 2 * (c->ast.top - 1) + stmt, from, kk_lang_end(c));
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
    if (i == count(&c->places) || entry_at(&c->places, i)->key != key)
        return otherwise;
    const Entry *found = entry_at(&c->places, i);
    return kk_place(found->line, col_of(found));
}

Place kk_places_end(Lang *c, uint32_t root, Place otherwise)
{
    if (!LANG_PLACES)
        return otherwise;
    uint32_t key = 2 * inner(c, root), i = lower_bound(&c->places, key);
    if (i == count(&c->places) || entry_at(&c->places, i)->key != key)
        return otherwise;
    const Entry *found = entry_at(&c->places, i);
    return kk_place(found->line + lines_of(found), end_col_of(found));
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
        entry_at(w, i)->key += 2 * by;
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
    if (i < count(w) && entry_at(w, i)->key == key)
        e->span = i + 1;
    return old;
}

uint32_t kk_places_line(Emit *e, uint32_t otherwise)
{
    return LANG_PLACES && e->span != 0 ? entry_at(&e->c->places, e->span - 1)->line : otherwise;
}

/* The attribute's name stands on a later line than its object begins. */
static bool is_far(Emit *e, uint32_t span)
{
    return span != 0 && lines_of(entry_at(&e->c->places, span - 1)) != 0;
}

uint32_t kk_places_method(Emit *e, uint32_t root)
{
    Words *w = &e->c->places;
    uint32_t call = e->span;
    if (!LANG_PLACES || kk_places_find(e, 2 * root) == e->span)
        return call;
    Entry *attr = entry_at(w, e->span - 1);
    if (!is_far(e, e->span)) {
        /* It may have been changed when this was emitted before, in a finally. */
        e->line = attr->line > e->line ? attr->line : e->line;
        return call;
    }
    uint32_t name = (uint32_t)kk_len_of(kk_lang_name(e->c, N_ARG(kk_emit_node(e, root))));
    uint32_t lines = lines_of(attr), col = end_col_of(attr);
    col = col > name ? col - name : 0;
    e->line = attr->line + lines;
    *attr = (Entry){attr->key, e->line, col, attr->end & COL_MAX};
    /* The call has an entry of its own, and is marked from here on too. */
    if (call != 0) {
        Entry *its = entry_at(w, call - 1);
        uint32_t left = its->line + lines_of(its) - e->line;
        *its = (Entry){its->key, e->line, col | left << COL_BITS,
                       end_col_of(its) | left >> (32 - COL_BITS) << COL_BITS};
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
    Entry entry = {0, 0, 0, 0};
    if (e->span != 0)
        entry = *entry_at(&e->c->places, e->span - 1);
    entry.key = kk_emit_pc(e);
    e->span_marked = e->span;
    push(e->vm, &e->c->spans, &entry);
}

void kk_places_repeat(Emit *e, uint32_t pc)
{
    Words *w = &e->c->spans;
    uint32_t i = count(w), first = e->spans_at / PLACE_WORDS;
    while (i > first && entry_at(w, i - 1)->key > pc)
        i--;
    /* The words that follow have no other place. */
    e->span_marked = e->span;
    if (!LANG_PLACES || i == first)
        return;
    Entry entry = *entry_at(w, i - 1);
    entry.key = kk_emit_pc(e);
    push(e->vm, w, &entry);
}

typedef struct ByteSink {
    uint8_t *out; /* NULL: only counted */
    size_t n;
} ByteSink;

KK_INLINE void put_number(ByteSink *s, uint32_t n)
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
    for (uint32_t i = e->spans_at / PLACE_WORDS, n = count(w); i < n; i++) {
        const Entry *at = entry_at(w, i);
        if (i + 1 < n && entry_at(w, i + 1)->key == at->key)
            continue;
        put_number(&s, at->key - pc);
        pc = at->key;
        if (at->line == 0) {
            put_number(&s, 0);
            continue;
        }
        put_number(&s, col_of(at) + 1);
        put_number(&s, (at->line - line) << 1 ^ (uint32_t)((int32_t)(at->line - line) >> 31));
        put_number(&s, lines_of(at));
        put_number(&s, end_col_of(at));
        line = at->line;
    }
    return s.n;
}
