/*
 * compile.c: from the text of a regular expression to its program, in one pass.
 *
 * There is no tree: code is written as the pattern is read, and what a quantifier or a bar needs in
 * front of code that is already there is inserted. A last pass numbers the branches (link).
 *
 * Layer: modules.   Tests: tests/modules/re/.
 */
#include "modules/re/compile.h"

#include "base/utf8.h"
#include "object/dict.h"
#include "object/vm.h"

/* Words that an instruction's distance can cover. */
#define CODE_MAX ((size_t)1 << 22)

/* ---- writing code ---- */

KK_MUST_CHECK static bool reserve(Compiler *c, size_t n)
{
    size_t cap = kk_len_of(c->code) / sizeof(uint32_t);
    if (c->len + n > CODE_MAX)
        return kk_raise_false(c->vm, KK_OverflowError, "regular expression is too large");
    if (c->len + n <= cap)
        return true;
    Value code = kk_blob_new(c->vm, (c->len + n + cap / 2) * sizeof(uint32_t));
    if (code == KK_ERROR)
        return false;
    memcpy(KK_OBJ(BlobObj, code)->at, kk_re_code(c), c->len * sizeof(uint32_t));
    c->code = code;
    return true;
}

bool kk_re_emit(Compiler *c, uint32_t word)
{
    if (!reserve(c, 1))
        return false;
    kk_re_code(c)[c->len++] = word;
    return true;
}

bool kk_re_insert(Compiler *c, size_t at, size_t n)
{
    if (!reserve(c, n))
        return false;
    uint32_t *code = kk_re_code(c);
    memmove(code + at + n, code + at, (c->len - at) * sizeof(uint32_t));
    memset(code + at, 0, n * sizeof(uint32_t));
    c->len += n;
    return true;
}

/* ---- reading and errors ---- */

uint32_t kk_re_read(Compiler *c)
{
    uint8_t buf[4];
    size_t n = c->wide ? kk_utf8_size(kk_rom_byte(c->text.at + c->at)) : 1;
    for (size_t i = 0; i < n; i++)
        buf[i] = kk_rom_byte(c->text.at + c->at + i);
    c->at += n;
    return n == 1 ? buf[0] : kk_utf8_decode(buf, &n);
}

Value kk_re_piece_text(Compiler *c, size_t from, size_t to)
{
    StrBuf b;
    if (!c->bytes)
        return kk_str_new(c->vm, kk_span_cut(c->text, from, to));
    kk_strbuf_init(&b, c->vm);
    for (; from < to; from++)
        if (!kk_strbuf_add_char(&b, kk_rom_byte(c->text.at + from)))
            return KK_ERROR;
    return kk_strbuf_finish(&b);
}

bool kk_re_raise_at(Vm *vm, Value message, Value pattern, size_t at)
{
    Span text;
    bool wide;
    Value holder;
    if (message == KK_ERROR || !kk_re_text(vm, pattern, &text, &wide, &holder))
        return false;
    size_t place = wide && at <= text.len ? kk_utf8_count(kk_span_cut(text, 0, at)) : at;
    Value args[3] = {message, pattern, kk_smallint((intptr_t)place)};
    Value error = kk_call(vm, KK_REF(&kk_type_re_error), args, at == SIZE_MAX ? 1 : 3);
    if (error != KK_ERROR)
        (void)kk_raise_instance(vm, error);
    return false;
}

bool kk_re_fail(Compiler *c, size_t at, Value message)
{
    return kk_re_raise_at(c->vm, message, c->pattern, at);
}

bool kk_re_fail_text(Compiler *c, size_t at, const char *message)
{
    return kk_re_fail(c, at, kk_format_message(c->vm, message));
}

/* ---- widths ---- */

static uint32_t plus(uint32_t a, uint32_t b) { return a > RE_MAX - b ? RE_MAX : a + b; }

static uint32_t times(uint32_t a, uint32_t b)
{
    uint64_t product = (uint64_t)a * b;
    return product > RE_MAX ? RE_MAX : (uint32_t)product;
}

void kk_re_add_width(Piece *sum, const Piece *piece)
{
    sum->lo = plus(sum->lo, piece->lo);
    sum->hi = plus(sum->hi, piece->hi);
}

/* ---- quantifiers ---- */

typedef struct Quantifier {
    uint32_t min, max;
    enum { GREEDY, LAZY, POSSESSIVE } how;
} Quantifier;

KK_MUST_CHECK static bool read_count(Compiler *c, uint32_t *count, bool *any)
{
    uint64_t n = 0;
    *any = kk_is_digit((uint32_t)kk_re_peek(c, 0));
    for (; kk_is_digit((uint32_t)kk_re_peek(c, 0)); c->at++)
        if (n < RE_MAX)
            n = n * 10 + (uint64_t)(kk_re_peek(c, 0) - '0');
    if (n >= RE_MAX)
        return kk_raise_false(c->vm, KK_OverflowError, "the repetition number is too large");
    *count = (uint32_t)n;
    return true;
}

/* {m,n}: *is false, and nothing is read, when the brace is an ordinary character. */
KK_MUST_CHECK static bool read_braces(Compiler *c, size_t begin, Quantifier *q, bool *is)
{
    bool low, high;
    *is = false;
    q->min = 0;
    q->max = RE_MAX;
    if (kk_re_peek(c, 1) == '}')
        return true;
    /* The numbers are looked at only when they are a quantifier. */
    size_t n = 1;
    while (kk_is_digit((uint32_t)kk_re_peek(c, n)))
        n++;
    if (kk_re_peek(c, n) == ',')
        for (n++; kk_is_digit((uint32_t)kk_re_peek(c, n));)
            n++;
    if (kk_re_peek(c, n) != '}')
        return true;
    *is = true;
    c->at++;
    if (!read_count(c, &q->min, &low))
        return false;
    if (kk_re_take(c, ',')) {
        if (!read_count(c, &q->max, &high))
            return false;
        if (!high)
            q->max = RE_MAX;
        else if (q->max < q->min)
            return kk_re_fail_text(c, begin + 1, "min repeat greater than max repeat");
    } else {
        q->max = q->min;
    }
    c->at++;
    return true;
}

/* The quantifier at the next byte, if there is one. */
KK_MUST_CHECK static bool read_quantifier(Compiler *c, Quantifier *q, bool *is)
{
    int byte = kk_re_peek(c, 0);
    *is = byte == '*' || byte == '+' || byte == '?';
    if (*is) {
        q->min = byte == '+';
        q->max = byte == '?' ? 1 : RE_MAX;
        c->at++;
    } else if (byte != '{') {
        return true;
    } else if (!read_braces(c, c->at, q, is) || !*is) {
        return !kk_failed(c->vm);
    }
    q->how = kk_re_take(c, '?') ? LAZY : kk_re_take(c, '+') ? POSSESSIVE : GREEDY;
    return true;
}

/* Puts what the piece is into a RE_LOOK that keeps what it first found. */
KK_MUST_CHECK static bool make_atomic(Compiler *c, size_t start)
{
    if (!kk_re_insert(c, start, 3))
        return false;
    uint32_t *code = kk_re_code(c);
    code[start] = RE_WORD(RE_LOOK, LOOK_ATOMIC);
    code[start + 1] = (uint32_t)(c->len + 1 - start);
    return kk_re_emit(c, RE_WORD(RE_CUT, (int32_t)(start - c->len)));
}

KK_MUST_CHECK static bool repeat_one(Compiler *c, const Piece *piece, const Quantifier *q)
{
    size_t body = c->len - piece->start;
    if (!kk_re_insert(c, piece->start, 4))
        return false;
    uint32_t *at = kk_re_code(c) + piece->start;
    at[0] = RE_WORD(q->how == GREEDY ? RE_REPEAT : q->how == LAZY ? RE_REPEAT_LAZY : RE_REPEAT_ALL, body);
    at[1] = q->min;
    at[2] = q->max;
    return true;
}

/* INIT; JUMP to LOOP; body; LOOP */
KK_MUST_CHECK static bool counted(Compiler *c, const Piece *piece, const Quantifier *q)
{
    size_t start = piece->start;
    if (!kk_re_insert(c, start, 2))
        return false;
    uint32_t *code = kk_re_code(c);
    code[start] = RE_WORD(RE_INIT, c->loops);
    code[start + 1] = RE_WORD(RE_JUMP, c->len - start - 1);
    uint32_t back = (uint32_t)(start + 2) - (uint32_t)c->len;
    return kk_re_emit(c, RE_WORD(q->how == LAZY ? RE_LOOP_LAZY : RE_LOOP, c->loops++)) &&
           kk_re_emit(c, RE_WORD(piece->lo == 0, back)) && kk_re_emit(c, q->min) &&
           kk_re_emit(c, q->max) && kk_re_emit(c, 0);
}

KK_MUST_CHECK static bool repeat_any(Compiler *c, const Piece *piece, const Quantifier *q)
{
    size_t start = piece->start;
    bool lazy = q->how == LAZY;
    if (q->min == 1 && q->max == RE_MAX && piece->lo > 0) {
        uint32_t back = (uint32_t)start - (uint32_t)c->len;
        return kk_re_emit(c, RE_WORD(lazy ? RE_SPLIT : RE_SPLIT_TO, back)) && kk_re_emit(c, 0);
    }
    bool endless = q->min == 0 && q->max == RE_MAX && piece->lo > 0;
    if (!endless && (q->min != 0 || q->max != 1))
        return counted(c, piece, q);
    if (!kk_re_insert(c, start, 2))
        return false;
    kk_re_code(c)[start] = RE_WORD(lazy ? RE_SPLIT_TO : RE_SPLIT, c->len + endless - start);
    return !endless || kk_re_emit(c, RE_WORD(RE_JUMP, (uint32_t)start - (uint32_t)c->len));
}

/* A quantifier, which is taken, of a piece that ends where the code ends. */
KK_MUST_CHECK static bool quantify(Compiler *c, Piece *piece, const Quantifier *q)
{
    bool done = true;
    if (q->max == 0)
        c->len = piece->start;
    else if (piece->kind == PIECE_ONE)
        done = repeat_one(c, piece, q);
    else if (q->min != 1 || q->max != 1)
        done = repeat_any(c, piece, q);
    if (done && q->how == POSSESSIVE && piece->kind != PIECE_ONE)
        done = make_atomic(c, piece->start);
    piece->lo = times(piece->lo, q->min);
    piece->hi = piece->hi == 0 ? 0 : times(piece->hi, q->max);
    piece->kind = PIECE_REPEAT;
    return done;
}

/* ---- sequences and alternatives ---- */

KK_MUST_CHECK static bool parse_escape(Compiler *c, Piece *piece)
{
    Escape escape;
    size_t begin = c->at++;
    if (!kk_re_escape(c, false, &escape))
        return false;
    piece->kind = escape.kind == ESCAPE_PLACE ? PIECE_PLACE : PIECE_ONE;
    piece->lo = piece->hi = escape.kind != ESCAPE_PLACE;
    if (escape.kind == ESCAPE_GROUP)
        return kk_re_emit_backref(c, escape.value, begin, piece);
    if (escape.kind == ESCAPE_CHAR)
        return kk_re_emit_char(c, escape.value);
    return kk_re_emit(c, RE_WORD(escape.kind == ESCAPE_PLACE ? RE_AT : RE_CATEGORY, escape.value));
}

/* Anything but a quantifier. piece->kind stays PIECE_NONE when there was only a comment or flags. */
KK_MUST_CHECK static bool parse_piece(Compiler *c, bool first, Piece *piece)
{
    size_t begin = c->at;
    bool many = (c->flags & RE_MULTILINE) != 0;
    *piece = (Piece){c->len, 1, 1, PIECE_ONE};
    switch (kk_re_peek(c, 0)) {
    case '\\':
        return parse_escape(c, piece);
    case '(':
        c->at++;
        *piece = (Piece){c->len, 0, 0, PIECE_NONE};
        return kk_re_parse_group(c, begin, first, piece);
    case '[':
        c->at++;
        return kk_re_set(c, begin);
    case '.':
        c->at++;
        return kk_re_emit(c, (c->flags & RE_DOTALL) != 0 ? RE_ANY_ALL : RE_ANY);
    case '^':
    case '$':
        *piece = (Piece){c->len, 0, 0, PIECE_PLACE};
        if (kk_re_read(c) == '^')
            return kk_re_emit(c, RE_WORD(RE_AT, many ? AT_LINE : AT_START));
        return kk_re_emit(c, RE_WORD(RE_AT, many ? AT_LINE_END : AT_DOLLAR));
    default:
        return kk_re_emit_char(c, kk_re_read(c));
    }
}

/* Skips white space and comments of a verbose pattern. True: there was something. */
static bool skip_verbose(Compiler *c)
{
    int byte = kk_re_peek(c, 0);
    if ((c->flags & RE_VERBOSE) == 0 || byte < 0 || (byte != '#' && !kk_is_byte_space((uint32_t)byte)))
        return false;
    c->at++;
    while (byte == '#' && kk_re_more(c) && kk_rom_byte(c->text.at + c->at++) != '\n')
        continue;
    return true;
}

KK_MUST_CHECK static bool parse_sequence(Compiler *c, bool first, Piece *all)
{
    Piece last = {c->len, 0, 0, PIECE_NONE}, next;
    *all = last;
    while (kk_re_more(c) && kk_re_peek(c, 0) != '|' && kk_re_peek(c, 0) != ')') {
        Quantifier q;
        bool is;
        size_t begin = c->at;
        if (skip_verbose(c))
            continue;
        if (!read_quantifier(c, &q, &is))
            return false;
        if (is) {
            if (last.kind == PIECE_NONE || last.kind == PIECE_PLACE)
                return kk_re_fail_text(c, begin, "nothing to repeat");
            if (last.kind == PIECE_REPEAT)
                return kk_re_fail_text(c, begin, "multiple repeat");
            Piece before = last;
            if (!quantify(c, &last, &q))
                return false;
            KK_ASSERT(before.start == last.start);
        } else {
            if (!parse_piece(c, first && all->kind == PIECE_NONE && last.kind == PIECE_NONE, &next))
                return false;
            if (next.kind == PIECE_NONE)
                continue;
            kk_re_add_width(all, &last);
            all->kind = PIECE_OTHER;
            last = next;
        }
    }
    kk_re_add_width(all, &last);
    all->kind = PIECE_OTHER;
    return true;
}

bool kk_re_parse_one(Compiler *c, Piece *piece)
{
    if (!kk_depth_enter(c->vm))
        return false;
    bool done = parse_sequence(c, false, piece);
    kk_depth_leave(c->vm);
    return done;
}

bool kk_re_parse(Compiler *c, Piece *piece)
{
    size_t start = c->len, jumps = 0;
    uint32_t flags = c->flags;
    if (!kk_depth_enter(c->vm))
        return false;
    bool done, first = !c->nested;
    *piece = (Piece){start, RE_MAX, 0, PIECE_OTHER};
    for (;; first = false) {
        Piece one;
        size_t begin = c->len;
        if (!(done = parse_sequence(c, first, &one)))
            break;
        piece->lo = one.lo < piece->lo ? one.lo : piece->lo;
        piece->hi = one.hi > piece->hi ? one.hi : piece->hi;
        if (!kk_re_take(c, '|'))
            break;
        /* The jumps to the end are a chain until that is known. */
        if (!(done = kk_re_insert(c, begin, 2) && kk_re_emit(c, (uint32_t)jumps)))
            break;
        kk_re_code(c)[begin] = RE_WORD(RE_SPLIT, c->len - begin);
        jumps = c->len - 1;
    }
    while (done && jumps != 0) {
        size_t before = kk_re_code(c)[jumps];
        kk_re_code(c)[jumps] = RE_WORD(RE_JUMP, c->len - jumps);
        jumps = before;
    }
    /* Flags at the very beginning are of the whole pattern. */
    if (c->nested)
        c->flags = flags;
    kk_depth_leave(c->vm);
    return done;
}

/* ---- the last pass ---- */

/* Words of the instruction at `at`. */
static size_t size_of(const uint32_t *at)
{
    switch (RE_OP(*at)) {
    case RE_SET:
        return 1 + SET_MAP + (RE_ARG(*at) >> SET_SHIFT);
    case RE_SPLIT:
    case RE_SPLIT_TO:
    case RE_IF:
        return 2;
    case RE_LOOK:
        return 3;
    case RE_REPEAT:
    case RE_REPEAT_LAZY:
    case RE_REPEAT_ALL:
        return 4;
    case RE_LOOP:
    case RE_LOOP_LAZY:
        return 5;
    default:
        return 1;
    }
}

typedef struct Linker {
    Compiler *c;
    size_t table;   /* where the loop table begins */
    uint32_t loop;  /* the loop around, + 1 */
    unsigned looks; /* RE_LOOKs around */
    uint64_t bits;  /* memo bits so far */
} Linker;

/* Fills in the word that says what is remembered of a branch. */
static void link_branch(Linker *l, uint32_t *memo)
{
    const uint32_t *table = kk_re_code(l->c) + l->table;
    uint64_t states = 1;
    *memo = (uint32_t)l->bits << 11 | l->loop << 1 | (l->looks > 0);
    for (uint32_t k = l->loop; k != 0 && states < MEMO_MAX_BASE; k = table[(k - 1) * LOOP_WORDS + LOOP_OUTER])
        states *= table[(k - 1) * LOOP_WORDS + LOOP_STATES];
    l->bits += states;
    if (l->bits >= MEMO_MAX_BASE || l->c->loops > 1023)
        l->c->remembers = true;
}

/* At the INIT of loop k, whose LOOP is at `at`. */
static void link_loop(Linker *l, uint32_t k, const uint32_t *at)
{
    uint32_t *row = kk_re_code(l->c) + l->table + k * LOOP_WORDS;
    uint32_t min = at[2], max = at[3];
    row[LOOP_OUTER] = l->loop;
    row[LOOP_TOP] = max == RE_MAX ? min + (min < RE_MAX - 1) : max;
    row[LOOP_EMPTY] = at[1] & 0xFF;
    uint64_t states = ((uint64_t)row[LOOP_TOP] + 1) * (row[LOOP_EMPTY] != 0 ? 2 : 1);
    row[LOOP_STATES] = states > MEMO_MAX_BASE ? MEMO_MAX_BASE : (uint32_t)states;
    l->loop = k + 1;
}

/* The instruction for one character that comes first whatever matches; 0: none. */
static uint32_t first_of(const Compiler *c)
{
    const uint32_t *code = kk_re_code(c);
    size_t at = HEAD_WORDS;
    while (RE_OP(code[at]) == RE_SAVE)
        at++;
    ReOp op = RE_OP(code[at]);
    if (op >= RE_REPEAT && op <= RE_REPEAT_ALL && code[at + 1] > 0)
        at += 4;
    else if (op < RE_CHAR || op > RE_SET)
        return 0;
    return (uint32_t)at;
}

/* Adds the ASCII characters that the one-character instruction can take. */
static bool add_to_map(const uint32_t *at, uint32_t *map)
{
    ReOp op = RE_OP(*at);
    uint32_t arg = RE_ARG(*at);
    if (op == RE_ANY || op == RE_ANY_ALL)
        return false;
    for (uint32_t c = 0; c < 128; c++) {
        bool in = op == RE_CHAR ? c == arg : op == RE_CHAR_I ? kk_re_fold(c, (arg & 1) != 0) == arg >> 1
                  : op == RE_SET ? (at[1 + c / 32] >> (c % 32) & 1) != 0 : kk_re_in_category(c, arg);
        map[c / 32] |= (uint32_t)in << (c % 32);
    }
    return true;
}

/* Adds the ASCII characters with which what begins at `at` can match; false: it may match nothing, or it is not easy
 * to say. steps limits the work. */
static bool first_map(const uint32_t *code, size_t at, uint32_t *map, unsigned *steps)
{
    while ((*steps)-- > 0) {
        const uint32_t *word = code + at;
        ReOp op = RE_OP(*word);
        if (op >= RE_CHAR && op <= RE_SET)
            return add_to_map(word, map);
        if (op == RE_SAVE || op == RE_AT) {
            at++;
        } else if (op == RE_JUMP) {
            at += (size_t)(intptr_t)kk_re_distance(*word);
        } else if (op == RE_SPLIT || op == RE_SPLIT_TO) {
            if (!first_map(code, at + size_of(word), map, steps))
                return false;
            at += (size_t)(intptr_t)kk_re_distance(*word);
        } else if (op >= RE_REPEAT && op <= RE_REPEAT_ALL) {
            if (!add_to_map(word + 4, map))
                return false;
            if (word[1] > 0)
                return true;
            at += 4 + RE_ARG(*word);
        } else {
            return false;
        }
        if (*steps > 64)
            return false;
    }
    return false;
}

/* Fills in what the head says about where a match can begin. */
static void link_first(const Compiler *c)
{
    uint32_t *code = kk_re_code(c), map[4] = {0, 0, 0, 0};
    unsigned steps = 64;
    size_t at = HEAD_WORDS;
    while (RE_OP(code[at]) == RE_SAVE)
        at++;
    code[HEAD_ONCE] = code[at] == RE_WORD(RE_AT, AT_START);
    if (!first_map(code, HEAD_WORDS, map, &steps))
        memset(map, 0, sizeof map);
    memcpy(code + HEAD_MAP, map, sizeof map);
    code[HEAD_FIRST] = first_of(c);
}

KK_MUST_CHECK static bool link_code(Compiler *c)
{
    Linker l = {.c = c, .table = c->len};
    size_t end = c->len;
    if (!kk_re_insert(c, c->len, c->loops * LOOP_WORDS))
        return false;
    uint32_t *code = kk_re_code(c);
    for (size_t at = HEAD_WORDS; at < end; at += size_of(code + at)) {
        uint32_t *word = code + at, arg = RE_ARG(*word);
        switch (RE_OP(*word)) {
        case RE_SPLIT:
        case RE_SPLIT_TO:
            link_branch(&l, word + 1);
            break;
        case RE_REPEAT:
        case RE_REPEAT_LAZY:
            link_branch(&l, word + 3);
            break;
        case RE_INIT:
            link_loop(&l, arg, word + 1 + kk_re_distance(word[1]));
            break;
        case RE_LOOP:
        case RE_LOOP_LAZY:
            link_branch(&l, word + 4);
            l.loop = code[l.table + arg * LOOP_WORDS + LOOP_OUTER];
            break;
        case RE_LOOK:
            l.looks++;
            break;
        case RE_CUT:
            l.looks--;
            break;
        case RE_IF:
        case RE_BACKREF:
        case RE_BACKREF_I:
            c->remembers = true;
            break;
        default:
            break;
        }
    }
    code[HEAD_GROUPS] = (uint32_t)c->groups;
    code[HEAD_LOOPS] = (uint32_t)c->loops;
    code[HEAD_MEMO] = c->remembers ? 0 : (uint32_t)l.bits;
    link_first(c);
    code[HEAD_TABLE] = (uint32_t)l.table;
    return true;
}

/* ---- the whole ---- */

KK_MUST_CHECK static bool compile_all(Compiler *c)
{
    Piece piece;
    c->code = kk_blob_new(c->vm, (HEAD_WORDS + 12) * sizeof(uint32_t));
    c->widths = kk_blob_new(c->vm, 2 * GROUP_WORDS * sizeof(uint32_t));
    c->names = kk_dict_new(c->vm, 0);
    if (c->code == KK_ERROR || c->widths == KK_ERROR || c->names == KK_ERROR)
        return false;
    c->len = HEAD_WORDS;
    if (!kk_re_parse(c, &piece))
        return false;
    if (kk_re_more(c))
        return kk_re_fail_text(c, c->at, "unbalanced parenthesis");
    if (c->look_ups > c->groups)
        return kk_re_fail(c, c->look_up_at,
                          kk_format_message(c->vm, "invalid group reference %zu", c->look_ups));
    if (!kk_re_check_flags(c))
        return false;
    if (c->behind_varies)
        return kk_re_fail(c, SIZE_MAX, kk_format_message(c->vm, "look-behind requires fixed-width pattern"));
    if (!kk_re_emit(c, RE_MATCH) || !link_code(c))
        return false;
    c->code = kk_blob_resize(c->vm, c->code, c->len * sizeof(uint32_t));
    return c->code != KK_ERROR;
}

Value kk_re_compile_text(Vm *vm, Value pattern, uint32_t *flags, Value *names)
{
    Compiler c = {.vm = vm, .pattern = pattern, .all_flags = *flags, .flags = *flags};
    if (!kk_re_text(vm, pattern, &c.text, &c.wide, &c.holder))
        return KK_ERROR;
    if (c.text.len > CODE_MAX)
        return kk_raise(vm, KK_OverflowError, "regular expression is too large");
    c.bytes = kk_as_kind(pattern, KIND_STR) == KK_UNSET;
    if (!compile_all(&c))
        return KK_ERROR;
    *flags = c.all_flags;
    *names = c.names;
    return c.code;
}
