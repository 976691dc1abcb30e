/*
 * match.c: runs the program of a regular expression.
 *
 * A backtracking machine with a stack of its own: whatever the pattern and the text, the C stack
 * holds one frame. An entry of the stack is either a choice that is left, or what to restore when
 * going back beyond it. When a search takes more steps than the text is long, it begins to remember
 * in a bitmap which states (instruction, position, counts of the loops around) have failed: none of
 * them is tried twice, so that time is linear in the text. Patterns whose future depends on what
 * groups have matched (back references, conditions) have no such map.
 *
 * Layer: modules.   Tests: tests/modules/re/.
 */
#include "base/bytes.h"
#include "base/utf8.h"
#include "modules/re/re.h"
#include "object/vm.h"
#include "types/str/chars.h"

#define ENTRY_WORDS 3
#define MEMO_BYTES_MAX ((size_t)1 << (KK_WORD_BITS == 32 ? 16 : 27))

/* What an entry is: the low bits of its first word; above them an instruction, a mark, a loop or a bit. */
typedef enum Entry {
    ENTRY_CHOICE,   /* go on at the instruction; position */
    ENTRY_SHORTER,  /* one character less of a RE_REPEAT; position, least position */
    ENTRY_LONGER,   /* one more of a RE_REPEAT_LAZY; position, how many are still allowed */
    ENTRY_MARK,     /* its old value */
    ENTRY_CLOSE,    /* the same of a group's end; which group was closed last */
    ENTRY_LOOP,     /* its old count, where its body was begun */
    ENTRY_LOOK,     /* a RE_LOOK has begun; position */
    ENTRY_FAILED,   /* remember the bit */
    ENTRY_BITS = 4
} Entry;

/* ---- storage ---- */

KK_MUST_CHECK static bool grow(Matcher *m)
{
    size_t fixed = (size_t)(m->stack - m->marks), old = fixed + m->room;
    size_t words = old + old / 2 + 8 * ENTRY_WORDS;
    if (words > UINT32_MAX / 8) {
        kk_raise_memory(m->vm);
        return false;
    }
    Value blob = kk_blob_new(m->vm, words * sizeof(uint32_t));
    if (blob == KK_ERROR)
        return false;
    uint32_t *at = (uint32_t *)(void *)KK_OBJ(BlobObj, blob)->at;
    memcpy(at, m->marks, (fixed + m->used) * sizeof(uint32_t));
    m->loops = at + (m->loops - m->marks);
    m->marks = at;
    m->stack = at + fixed;
    m->room = (uint32_t)(words - fixed);
    m->storage = blob;
    return true;
}

KK_MUST_CHECK static bool push(Matcher *m, Entry kind, uint32_t what, uint32_t a, uint32_t b)
{
    if (KK_UNLIKELY(m->used + ENTRY_WORDS > m->room) && !grow(m))
        return false;
    uint32_t *e = m->stack + m->used;
    e[0] = (uint32_t)kind | what << ENTRY_BITS;
    e[1] = a;
    e[2] = b;
    m->used += ENTRY_WORDS;
    return true;
}

/* ---- characters ---- */

static uint32_t byte_at(const Matcher *m, uint32_t p) { return kk_rom_byte(m->text + p); }

/* The character at p < end; *next is behind it. */
static uint32_t char_at(const Matcher *m, uint32_t p, uint32_t *next)
{
    uint32_t c = byte_at(m, p);
    *next = p + 1;
    if (!m->wide || c < 0x80)
        return c;
    unsigned more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    c &= 0x3Fu >> more;
    for (*next = p + 1 + more; more > 0; more--)
        c = c << 6 | (byte_at(m, *next - more) & 0x3F);
    return c;
}

/* Where the character in front of p > 0 begins. */
static uint32_t back_one(const Matcher *m, uint32_t p)
{
    for (p--; m->wide && (byte_at(m, p) & 0xC0) == 0x80;)
        p--;
    return p;
}

static bool in_set(const uint32_t *at, uint32_t c)
{
    uint32_t arg = RE_ARG(at[0]);
    if (c < 128)
        return (at[1 + c / 32] >> (c % 32) & 1) != 0;
    return kk_re_in_items(at + 1 + SET_MAP, arg >> SET_SHIFT, arg, c) == ((arg & SET_NOT) == 0);
}

/* Whether the one-character instruction takes the character at p; *next is behind it. */
static bool one(const Matcher *m, const uint32_t *at, uint32_t p, uint32_t *next)
{
    *next = p;
    if (p >= m->end)
        return false;
    uint32_t c = char_at(m, p, next), arg = RE_ARG(*at);
    switch (RE_OP(*at)) {
    case RE_CHAR:
        return c == arg;
    case RE_CHAR_I:
        return kk_re_fold(c, (arg & 1) != 0) == arg >> 1;
    case RE_ANY:
        return c != '\n';
    case RE_CATEGORY:
        return kk_re_in_category(c, arg);
    case RE_SET:
        return in_set(at, c);
    default:
        return true;
    }
}

static bool is_word(const Matcher *m, uint32_t p, uint32_t unicode)
{
    uint32_t next;
    return kk_re_in_category(char_at(m, p, &next), CAT_WORD | (unicode != 0 ? CAT_UNICODE : 0));
}

static bool at_place(const Matcher *m, uint32_t place, uint32_t p)
{
    switch (place & AT_KIND) {
    case AT_START:
        return p == 0;
    case AT_LINE:
        return p == 0 || byte_at(m, p - 1) == '\n';
    case AT_END:
        return p == m->end;
    case AT_DOLLAR:
        return p == m->end || (p + 1 == m->end && byte_at(m, p) == '\n');
    case AT_LINE_END:
        return p == m->end || byte_at(m, p) == '\n';
    default: {
        if (m->end == 0)
            return false;
        bool before = p > 0 && is_word(m, back_one(m, p), place & AT_UNICODE);
        bool behind = p < m->end && is_word(m, p, place & AT_UNICODE);
        return (before != behind) == ((place & AT_KIND) == AT_BOUNDARY);
    }
    }
}

/* Whether the text of a group stands at *p, which is then behind it. */
static bool same_as_group(const Matcher *m, uint32_t word, uint32_t *p)
{
    size_t group = RE_ARG(word) >> 1;
    uint32_t from = m->marks[2 * group], to = m->marks[2 * group + 1], at = *p;
    if (from == RE_NONE || to == RE_NONE || to < from)
        return false;
    while (from < to) {
        if (at >= m->end)
            return false;
        uint32_t c = char_at(m, from, &from), d = char_at(m, at, &at);
        bool unicode = (RE_ARG(word) & 1) != 0;
        if (c != d && (RE_OP(word) == RE_BACKREF || kk_re_fold(c, unicode) != kk_re_fold(d, unicode)))
            return false;
    }
    *p = at;
    return true;
}

/* ---- known failures ---- */

/* Makes the map if it pays and there is room for it. */
static void remember(Matcher *m)
{
    uint32_t bits = m->code[HEAD_MEMO];
    m->budget = SIZE_MAX;
    size_t places = (size_t)m->end - m->start + 1;
    if (bits == 0 || places > MEMO_BYTES_MAX * 8 / bits)
        return;
    Value blob = kk_blob_new(m->vm, (places * bits + 31) / 32 * 4);
    if (blob == KK_ERROR) {
        (void)kk_pending_take(m->vm);
        return;
    }
    m->memo = blob;
    m->memo_from = m->start;
}

/* The bit of a branch at p. */
static size_t bit_of(const Matcher *m, uint32_t memo, uint32_t p)
{
    const uint32_t *table = m->code + m->code[HEAD_TABLE];
    size_t state = 0;
    for (uint32_t k = MEMO_LOOP(memo); k != 0;) {
        const uint32_t *loop = table + (k - 1) * LOOP_WORDS;
        const uint32_t *now = m->loops + (k - 1) * 2;
        uint32_t count = now[0] < loop[LOOP_TOP] ? now[0] : loop[LOOP_TOP];
        state = state * loop[LOOP_STATES] + (loop[LOOP_EMPTY] != 0 ? count * 2 + (now[1] == p) : count);
        k = loop[LOOP_OUTER];
    }
    return (size_t)(p - m->memo_from) * m->code[HEAD_MEMO] + MEMO_BASE(memo) + state;
}

static uint32_t *memo_word(const Matcher *m, size_t bit)
{
    return (uint32_t *)(void *)KK_OBJ(BlobObj, m->memo)->at + bit / 32;
}

/* 1: the branch at p has failed before, 0: not that it is known, -1: no memory. */
static int has_failed(Matcher *m, uint32_t memo, uint32_t p)
{
    if (m->memo == KK_UNSET || p < m->memo_from)
        return 0;
    size_t bit = bit_of(m, memo, p);
    uint32_t *word = memo_word(m, bit), mask = 1u << (bit % 32);
    if ((*word & mask) != 0)
        return 1;
    if ((memo & MEMO_INSIDE) == 0)
        *word |= mask;
    /* What succeeds in a lookahead may fail behind it: then it is not this branch that failed. */
    else if (bit <= UINT32_MAX >> ENTRY_BITS && !push(m, ENTRY_FAILED, (uint32_t)bit, 0, 0))
        return -1;
    return 0;
}

/* A repeat that took [from, to) and tries the longest first: repeats that begin later find nothing new. */
static void know_range(Matcher *m, uint32_t memo, uint32_t min, uint32_t max, uint32_t from, uint32_t to)
{
    if (m->memo == KK_UNSET || max != RE_MAX || min > 1 || MEMO_LOOP(memo) != 0 || (memo & MEMO_INSIDE) != 0)
        return;
    for (uint32_t p = from; p < to; p++) {
        size_t bit = bit_of(m, memo, p);
        *memo_word(m, bit) |= 1u << (bit % 32);
    }
}

/* ---- lookaround ---- */

/* The entry with which the RE_LOOK at `pc` began. */
static uint32_t find_look(const Matcher *m, uint32_t pc)
{
    uint32_t at = m->used - ENTRY_WORDS;
    while (m->stack[at] != ((uint32_t)ENTRY_LOOK | pc << ENTRY_BITS))
        at -= ENTRY_WORDS;
    return at;
}

/* Drops the choices above entry `from`, and that; what is to be restored stays. */
static void drop_choices(Matcher *m, uint32_t from)
{
    uint32_t to = from;
    for (uint32_t at = from; at < m->used; at += ENTRY_WORDS) {
        Entry kind = (Entry)(m->stack[at] & 15);
        if (kind != ENTRY_MARK && kind != ENTRY_CLOSE && kind != ENTRY_LOOP)
            continue;
        memmove(m->stack + to, m->stack + at, ENTRY_WORDS * sizeof(uint32_t));
        to += ENTRY_WORDS;
    }
    m->used = to;
}

/* Restores what an entry of that kind holds. */
static void restore(Matcher *m, const uint32_t *e)
{
    uint32_t what = e[0] >> ENTRY_BITS;
    switch ((Entry)(e[0] & 15)) {
    case ENTRY_CLOSE:
        m->last = e[2];
        m->marks[what] = e[1];
        break;
    case ENTRY_MARK:
        m->marks[what] = e[1];
        break;
    case ENTRY_LOOP:
        m->loops[2 * what] = e[1];
        m->loops[2 * what + 1] = e[2];
        break;
    default:
        break;
    }
}

/* The body of a RE_LOOK has matched up to p. False: it should not have. */
static bool end_look(Matcher *m, uint32_t pc, uint32_t *p)
{
    uint32_t kind = RE_ARG(m->code[pc]), at = find_look(m, pc);
    if ((kind & LOOK_ATOMIC) == 0)
        *p = m->stack[at + 1];
    if ((kind & LOOK_NOT) == 0) {
        drop_choices(m, at);
        return true;
    }
    while (m->used > at) {
        m->used -= ENTRY_WORDS;
        restore(m, m->stack + m->used);
    }
    return false;
}

/* ---- repeats ---- */

/* As many of a one-character instruction as there are from p on, at most max. *n: how many. */
static uint32_t run_of(Matcher *m, const uint32_t *at, uint32_t p, uint32_t max, uint32_t *n)
{
    uint32_t next, count = 0;
    for (; count < max && one(m, at, p, &next); count++)
        p = next;
    *n = count;
    m->work += count;
    return p;
}

/* One step of a RE_REPEAT... at pc: 1: go on at *p, 0: it does not match, -1: an exception. */
static int repeat(Matcher *m, uint32_t pc, uint32_t *p)
{
    const uint32_t *at = m->code + pc, *body = at + 4;
    uint32_t min = at[1], max = at[2], n, from = *p;
    bool varies = min != max && RE_OP(*at) != RE_REPEAT_ALL;
    if (varies) {
        int known = has_failed(m, at[3], from);
        if (known != 0)
            return known < 0 ? -1 : 0;
    }
    if (RE_OP(*at) == RE_REPEAT_LAZY) {
        *p = run_of(m, body, from, min, &n);
        if (n < min)
            return 0;
        uint32_t left = max == RE_MAX ? RE_MAX : max - min;
        return left == 0 || push(m, ENTRY_LONGER, pc, *p, left) ? 1 : -1;
    }
    uint32_t least = from, begin = min;
    if (varies && min > 0) {
        least = run_of(m, body, from, min, &n);
        if (n < min)
            return 0;
        *p = run_of(m, body, least, max == RE_MAX ? RE_MAX : max - min, &n);
    } else {
        *p = run_of(m, body, from, max, &n);
        if (n < begin)
            return 0;
    }
    if (!varies)
        return 1;
    know_range(m, at[3], min, max, from, *p);
    return *p == least || push(m, ENTRY_SHORTER, pc, *p, least) ? 1 : -1;
}

/* Goes on with a repeat that was left too long or too short. */
static int change_repeat(Matcher *m, Entry kind, uint32_t pc, uint32_t *p, uint32_t limit)
{
    const uint32_t *at = m->code + pc;
    if (kind == ENTRY_SHORTER) {
        *p = back_one(m, *p);
        return *p == limit || push(m, ENTRY_SHORTER, pc, *p, limit) ? 1 : -1;
    }
    uint32_t next;
    if (!one(m, at + 4, *p, &next))
        return 0;
    *p = next;
    if (limit == RE_MAX && at[1] == 0) {
        int known = has_failed(m, at[3], *p);
        if (known != 0)
            return known < 0 ? -1 : 0;
    }
    limit -= limit != RE_MAX;
    return limit == 0 || push(m, ENTRY_LONGER, pc, *p, limit) ? 1 : -1;
}

/* ---- counted loops ---- */

KK_MUST_CHECK static bool set_loop(Matcher *m, uint32_t k, uint32_t count, uint32_t begun)
{
    uint32_t *now = m->loops + 2 * k;
    if (m->used > 0 && !push(m, ENTRY_LOOP, k, now[0], now[1]))
        return false;
    now = m->loops + 2 * k;
    now[0] = count;
    now[1] = begun;
    return true;
}

/*
 * At the end of a loop's body, or at its beginning: *pc becomes the body or what is behind the loop.
 * A body that matched nothing is not run again once the count is sufficient.
 */
static int loop(Matcher *m, uint32_t *pc, uint32_t p)
{
    const uint32_t *at = m->code + *pc;
    uint32_t k = RE_ARG(*at), min = at[2], max = at[3], behind = *pc + 5;
    uint32_t body = *pc + (uint32_t)kk_re_distance(at[1]);
    uint32_t count = m->loops[2 * k], begun = m->loops[2 * k + 1];
    /* What has matched nothing once does so again, unless it asks what groups have matched. */
    if (count < min && count > 0 && begun == p && (m->code[HEAD_MEMO] != 0 || min > 1000))
        count = min;
    if (count < min) {
        *pc = body;
        return set_loop(m, k, count + 1, p) ? 1 : -1;
    }
    if (m->loops[2 * k] != count && !set_loop(m, k, count, begun))
        return -1;
    int known = has_failed(m, at[4], p);
    if (known != 0)
        return known < 0 ? -1 : 0;
    bool again = (max == RE_MAX || count < max) && (count == min || begun != p);
    /* Beyond the least count of an endless loop only "more" matters. */
    uint32_t next = max == RE_MAX && count > min ? count : count + 1;
    if (RE_OP(*at) == RE_LOOP_LAZY) {
        if (again && !push(m, ENTRY_CHOICE, *pc, p, 1))
            return -1;
        *pc = behind;
        return 1;
    }
    if (!again) {
        *pc = behind;
        return 1;
    }
    if (!push(m, ENTRY_CHOICE, behind, p, 0) || !set_loop(m, k, next, p))
        return -1;
    *pc = body;
    return 1;
}

/* A lazy loop whose rest has failed: once more. */
static int loop_again(Matcher *m, uint32_t *pc, uint32_t p)
{
    const uint32_t *at = m->code + *pc;
    uint32_t k = RE_ARG(*at), count = m->loops[2 * k];
    *pc += (uint32_t)kk_re_distance(at[1]);
    return set_loop(m, k, at[3] == RE_MAX && count > at[2] ? count : count + 1, p) ? 1 : -1;
}

/* ---- the machine ---- */

/* Something asynchronous wants attention; the text may have changed meanwhile. */
KK_MUST_CHECK static bool poll(Matcher *m)
{
    Span text;
    Value holder;
    if (!kk_vm_poll(m->vm))
        return false;
    if (kk_as_kind(m->string, KIND_STR) != KK_UNSET || kk_as_kind(m->string, KIND_BYTES) != KK_UNSET)
        return true;
    if (!kk_re_text(m->vm, m->string, &text, NULL, &holder))
        return false;
    if (text.at != m->text || text.len < m->length)
        return kk_raise_false(m->vm, KK_BufferError, "the searched object has changed its size");
    return true;
}

/* Takes entries until one says where to go on: 1; 0: there is none; -1. */
static int go_back(Matcher *m, uint32_t *pc, uint32_t *p)
{
    if (KK_UNLIKELY(m->vm->poll != 0) && !poll(m))
        return -1;
    if (KK_UNLIKELY(++m->work > m->budget))
        remember(m);
    while (m->used > 0) {
        m->used -= ENTRY_WORDS;
        const uint32_t *e = m->stack + m->used;
        Entry kind = (Entry)(e[0] & 15);
        uint32_t what = e[0] >> ENTRY_BITS, limit = e[2];
        int more;
        switch (kind) {
        case ENTRY_CHOICE:
            *pc = what;
            *p = e[1];
            return limit == 0 ? 1 : loop_again(m, pc, *p);
        case ENTRY_SHORTER:
        case ENTRY_LONGER:
            *p = e[1];
            *pc = what + 4 + RE_ARG(m->code[what]);
            if ((more = change_repeat(m, kind, what, p, limit)) != 0)
                return more;
            break;
        case ENTRY_LOOK:
            if ((RE_ARG(m->code[what]) & LOOK_NOT) == 0)
                break;
            *p = e[1];
            *pc = what + m->code[what + 1];
            return 1;
        case ENTRY_FAILED:
            *memo_word(m, what) |= 1u << (what % 32);
            break;
        default:
            restore(m, e);
            break;
        }
    }
    return 0;
}

KK_MUST_CHECK static bool save(Matcher *m, uint32_t mark, uint32_t p)
{
    bool closes = (mark & 1) != 0;
    if (m->used > 0 && !push(m, closes ? ENTRY_CLOSE : ENTRY_MARK, mark, m->marks[mark], m->last))
        return false;
    m->marks[mark] = p;
    if (closes)
        m->last = mark / 2;
    return true;
}

/* Begins a RE_LOOK: 1; 0: there is not so much text behind p. */
static int begin_look(Matcher *m, uint32_t *pc, uint32_t *p)
{
    const uint32_t *at = m->code + *pc;
    uint32_t kind = RE_ARG(*at), from = *p, i = 0;
    for (; i < at[2] && from > 0; i++)
        from = back_one(m, from);
    if (i < at[2]) {
        *pc += at[1];
        return (kind & LOOK_NOT) != 0;
    }
    if (!push(m, ENTRY_LOOK, *pc, *p, 0))
        return -1;
    *pc += 3;
    *p = from;
    return 1;
}

/* A branch in two: 1, or 0 when it is known to fail. */
static int split(Matcher *m, uint32_t *pc, uint32_t p)
{
    const uint32_t *at = m->code + *pc;
    uint32_t far = *pc + (uint32_t)kk_re_distance(*at), near = *pc + 2;
    int known = has_failed(m, at[1], p);
    if (known != 0)
        return known < 0 ? -1 : 0;
    bool near_first = RE_OP(*at) == RE_SPLIT;
    *pc = near_first ? near : far;
    return push(m, ENTRY_CHOICE, near_first ? far : near, p, 0) ? 1 : -1;
}

static bool may_end(const Matcher *m, uint32_t p)
{
    return !(m->whole && p != m->end) && !(m->advance && p == m->start && p == m->forbidden);
}

/* One instruction that takes no character: 1: go on, 0: go back, -1. */
static int step(Matcher *m, uint32_t *pc, uint32_t *p)
{
    uint32_t word = m->code[*pc], arg = RE_ARG(word);
    int good = 1;
    switch (RE_OP(word)) {
    case RE_AT:
        *pc += 1;
        return at_place(m, arg, *p);
    case RE_JUMP:
        *pc += (uint32_t)kk_re_distance(word);
        return 1;
    case RE_SPLIT:
    case RE_SPLIT_TO:
        return split(m, pc, *p);
    case RE_SAVE:
        *pc += 1;
        return save(m, arg, *p) ? 1 : -1;
    case RE_REPEAT:
    case RE_REPEAT_LAZY:
    case RE_REPEAT_ALL:
        good = repeat(m, *pc, p);
        *pc += 4 + arg;
        return good;
    case RE_INIT:
        *pc += 1;
        return set_loop(m, arg, 0, RE_NONE) ? 1 : -1;
    case RE_LOOP:
    case RE_LOOP_LAZY:
        return loop(m, pc, *p);
    case RE_BACKREF:
    case RE_BACKREF_I:
        *pc += 1;
        return same_as_group(m, word, p);
    case RE_IF:
        *pc += m->marks[2 * arg + 1] != RE_NONE ? 2 : m->code[*pc + 1];
        return 1;
    case RE_LOOK:
        return begin_look(m, pc, p);
    default: /* RE_CUT */
        good = end_look(m, *pc + (uint32_t)kk_re_distance(word), p);
        *pc += 1;
        return good;
    }
}

/* Tries to match at m->start. */
static int run(Matcher *m)
{
    uint32_t pc = HEAD_WORDS, p = m->start, next;
    size_t fixed = (size_t)(m->stack - m->marks);
    memset(m->marks, 0xFF, fixed * sizeof(uint32_t));
    m->used = 0;
    m->last = 0;
    for (;;) {
        const uint32_t *at = m->code + pc;
        int good;
        if (RE_OP(*at) == RE_MATCH) {
            if (may_end(m, p)) {
                m->marks[0] = m->start;
                m->marks[1] = p;
                return 1;
            }
            good = 0;
        } else if (RE_OP(*at) <= RE_SET) {
            good = one(m, at, p, &next);
            p = next;
            pc += RE_OP(*at) == RE_SET ? 1 + SET_MAP + (RE_ARG(*at) >> SET_SHIFT) : 1;
        } else {
            good = step(m, &pc, &p);
        }
        if (good == 0)
            good = go_back(m, &pc, &p);
        if (good <= 0)
            return good;
    }
}

/* The first place from p on where a match may begin, by what the head says; the end when there is none. Only ASCII
 * characters are passed over, so it is never inside one. */
static uint32_t next_start(const Matcher *m, uint32_t p)
{
    const uint32_t *map = m->code + HEAD_MAP;
    uint32_t first = m->code[HEAD_FIRST], c;
    if (first != 0 && RE_OP(m->code[first]) == RE_CHAR && RE_ARG(m->code[first]) < 128 && p < m->end) {
        uint8_t byte = (uint8_t)RE_ARG(m->code[first]);
        const uint8_t *hit = kk_bytes_find((Span){m->text + p, m->end - p}, (Span){&byte, 1});
        return hit == NULL ? m->end : (uint32_t)(hit - m->text);
    }
    if ((map[0] | map[1] | map[2] | map[3]) == 0)
        return p;
    while (p < m->end && (c = byte_at(m, p)) < 128 && (map[c / 32] >> (c % 32) & 1) == 0)
        p++;
    return p;
}

int kk_re_find(Matcher *m, uint32_t from, bool only_here)
{
    uint32_t next, first = m->code[HEAD_FIRST];
    m->memo = KK_UNSET;
    m->work = 0;
    if (from > m->end)
        return 0;
    m->budget = 256 + 8 * ((size_t)m->end - from);
    only_here |= m->code[HEAD_ONCE] != 0;
    for (m->start = from;; m->start = next) {
        if (!only_here)
            m->start = next_start(m, m->start);
        if (first == 0 || one(m, m->code + first, m->start, &next)) {
            int found = run(m);
            if (found != 0)
                return found;
        }
        if (only_here || m->start >= m->end)
            return 0;
        if (KK_UNLIKELY(m->vm->poll != 0) && !poll(m))
            return -1;
        (void)char_at(m, m->start, &next);
    }
}

uint32_t kk_re_go_on(Matcher *m)
{
    m->advance = m->marks[0] == m->marks[1];
    m->forbidden = m->marks[1];
    return m->marks[1];
}

/* ---- beginning ---- */

/* A position argument, clamped to the text: in characters and in bytes. */
KK_MUST_CHECK static bool place_arg(Vm *vm, Value arg, Span text, bool wide, uint32_t *index, uint32_t *offset)
{
    intptr_t i;
    if (!kk_index_clamped(vm, arg, &i))
        return false;
    size_t n = wide ? kk_utf8_count(text) : text.len;
    *index = (uint32_t)(i < 0 ? 0 : (size_t)i > n ? n : (size_t)i);
    *offset = wide ? (uint32_t)kk_utf8_offset(text, *index) : *index;
    return true;
}

bool kk_re_begin(Vm *vm, Matcher *m, Value pattern, Value string, Value pos, Value endpos)
{
    PatternObj *re = KK_OBJ(PatternObj, pattern);
    Span text;
    m->vm = vm;
    m->pattern = pattern;
    m->string = string;
    if (!kk_re_text(vm, string, &text, &m->wide, &m->holder))
        return false;
    bool is_text = kk_as_kind(string, KIND_STR) != KK_UNSET;
    if (is_text != (kk_as_kind(re->pattern, KIND_STR) != KK_UNSET))
        return kk_raise_false(vm, KK_TypeError, is_text ? "cannot use a bytes pattern on a string-like object"
                                                        : "cannot use a string pattern on a bytes-like object");
    if (text.len > UINT32_MAX / 16)
        return kk_raise_false(vm, KK_OverflowError, "the text is too long");
    m->text = text.at;
    m->length = m->end = (uint32_t)text.len;
    m->start = m->pos = 0;
    m->code = kk_re_program(re);
    m->whole = m->advance = false;
    m->memo = m->storage = KK_UNSET;
    if (pos != KK_UNSET && !place_arg(vm, pos, text, m->wide, &m->pos, &m->start))
        return false;
    if (endpos != KK_UNSET && !place_arg(vm, endpos, text, m->wide, &m->endpos, &m->end))
        return false;
    if (endpos == KK_UNSET)
        m->endpos = m->wide ? (uint32_t)kk_utf8_count(text) : m->length;
    m->marks = m->small;
    m->loops = m->small;
    m->stack = m->small;
    m->used = m->room = 0;
    size_t marks = 2 * (size_t)m->code[HEAD_GROUPS] + 2, loops = 2 * (size_t)m->code[HEAD_LOOPS];
    if (marks + loops + 4 * ENTRY_WORDS <= RE_SMALL) {
        m->room = (uint32_t)(RE_SMALL - marks - loops);
    } else {
        m->room = 8 * ENTRY_WORDS;
        m->storage = kk_blob_new(vm, (marks + loops + m->room) * sizeof(uint32_t));
        if (m->storage == KK_ERROR)
            return false;
        m->marks = (uint32_t *)(void *)KK_OBJ(BlobObj, m->storage)->at;
    }
    m->loops = m->marks + marks;
    m->stack = m->loops + loops;
    return true;
}
