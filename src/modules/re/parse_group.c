/*
 * parse_group.c: what stands in parentheses: groups, lookaround, conditions, flags, names.
 *
 * Layer: modules.   Tests: tests/modules/re/groups.py, tests/modules/re/errors.py.
 */
#include "base/utf8.h"
#include "modules/re/compile.h"
#include "object/dict.h"
#include "types/int/int.h"
#include "types/str/chars.h"

#define GROUPS_MAX ((size_t)1 << 20)
#define TYPE_FLAGS (RE_ASCII | RE_LOCALE | RE_UNICODE)

/* ---- flags ---- */

bool kk_re_check_flags(Compiler *c)
{
    uint32_t flags = c->all_flags;
    if (c->bytes) {
        if ((flags & RE_UNICODE) != 0)
            return kk_raise_false(c->vm, KK_ValueError, "cannot use UNICODE flag with a bytes pattern");
        if ((flags & RE_LOCALE) != 0 && (flags & RE_ASCII) != 0)
            return kk_raise_false(c->vm, KK_ValueError, "ASCII and LOCALE flags are incompatible");
        return true;
    }
    if ((flags & RE_LOCALE) != 0)
        return kk_raise_false(c->vm, KK_ValueError, "cannot use LOCALE flag with a str pattern");
    if ((flags & RE_ASCII) == 0)
        c->all_flags |= RE_UNICODE;
    else if ((flags & RE_UNICODE) != 0)
        return kk_raise_false(c->vm, KK_ValueError, "ASCII and UNICODE flags are incompatible");
    return true;
}

/* The flag of a letter, 0: there is none. */
static uint32_t flag_of(int byte)
{
    switch (byte) {
    case 'i':
        return RE_IGNORECASE;
    case 'L':
        return RE_LOCALE;
    case 'm':
        return RE_MULTILINE;
    case 's':
        return RE_DOTALL;
    case 'x':
        return RE_VERBOSE;
    case 'a':
        return RE_ASCII;
    case 'u':
        return RE_UNICODE;
    default:
        return 0;
    }
}

/* No flag where there should be one, or `missing`. */
KK_SAYS(no_flag, 1)
static bool no_flag(Compiler *c, const char *missing)
{
    size_t at = c->at;
    if (kk_re_more(c) && kk_chars_is_alpha(kk_re_read(c)))
        missing = KK_TEXT("unknown flag");
    return kk_re_fail_text(c, at, missing);
}

/* Letters that turn flags on; ends at one of - : ) */
KK_MUST_CHECK static bool read_on(Compiler *c, uint32_t *on)
{
    do {
        int byte = kk_re_peek(c, 0);
        uint32_t flag = flag_of(byte);
        if (flag == 0)
            return no_flag(c, "missing -, : or )");
        c->at++;
        if (byte == 'L' && !c->bytes)
            return kk_re_fail_text(c, c->at, "bad inline flags: cannot use 'L' flag with a str pattern");
        if (byte == 'u' && c->bytes)
            return kk_re_fail_text(c, c->at, "bad inline flags: cannot use 'u' flag with a bytes pattern");
        *on |= flag;
        if ((flag & TYPE_FLAGS) != 0 && (*on & TYPE_FLAGS) != flag)
            return kk_re_fail_text(c, c->at, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    } while (kk_re_peek(c, 0) != ')' && kk_re_peek(c, 0) != '-' && kk_re_peek(c, 0) != ':');
    return true;
}

/* Letters that turn flags off; the minus is taken; ends at a colon. */
KK_MUST_CHECK static bool read_off(Compiler *c, uint32_t *off)
{
    const char *missing = KK_TEXT("missing flag");
    do {
        uint32_t flag = flag_of(kk_re_peek(c, 0));
        if (flag == 0)
            return no_flag(c, missing);
        c->at++;
        if ((flag & TYPE_FLAGS) != 0)
            return kk_re_fail_text(c, c->at, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        *off |= flag;
        missing = KK_TEXT("missing :");
    } while (kk_re_peek(c, 0) != ':');
    return true;
}

/* ---- names and numbers of groups ---- */

/* Text up to a terminator, which is taken. */
KK_MUST_CHECK static bool read_name(Compiler *c, char end, size_t *from, size_t *to)
{
    *from = c->at;
    while (kk_re_more(c) && kk_re_peek(c, 0) != end)
        if (kk_re_read(c) == '\\' && kk_re_more(c))
            (void)kk_re_read(c);
    *to = c->at;
    if (*from == *to)
        return kk_re_fail_text(c, c->at, "missing group name");
    if (!kk_re_take(c, end))
        return kk_re_fail(c, *from, kk_format_message(c->vm, "missing %c, unterminated name", (unsigned)end));
    return true;
}

/* Whether the pattern's bytes are a Python name. */
static bool is_name(Compiler *c, size_t from, size_t to)
{
    size_t kept = c->at;
    bool good = true;
    for (c->at = from; good && c->at < to;) {
        bool first = c->at == from;
        uint32_t code = kk_re_read(c);
        good = first ? kk_chars_is_ident_start(code) : kk_chars_is_ident(code);
    }
    c->at = kept;
    return good;
}

/* re.error about a name: format has a %R for it. */
KK_SAYS(bad_name, 3)
static bool bad_name(Compiler *c, size_t from, size_t to, const char *format)
{
    Value name = kk_re_piece_text(c, from, to);
    return name != KK_ERROR && kk_re_fail(c, from, kk_format_message(c->vm, format, name));
}

/* The group with the name in the pattern's bytes. */
KK_MUST_CHECK static bool group_named(Compiler *c, size_t from, size_t to, size_t *group)
{
    Value name = kk_re_piece_text(c, from, to);
    Value number = name == KK_ERROR ? KK_ERROR : kk_dict_get(c->vm, c->names, name);
    if (number == KK_UNSET)
        return !kk_failed(c->vm) && bad_name(c, from, to, "unknown group name %R");
    *group = (size_t)kk_smallint_get(number);
    return true;
}

/* Whether the group may be looked at here. */
KK_MUST_CHECK static bool check_group(Compiler *c, size_t group, size_t at, bool must_close)
{
    bool closed = group <= c->groups && kk_re_width(c, group)[GROUP_CLOSED] != 0;
    if (!closed && (must_close || c->behind != 0))
        return kk_re_fail_text(c, at, "cannot refer to an open group");
    if (c->behind != 0 && group >= c->behind)
        return kk_re_fail_text(c, must_close ? c->at : at,
                               "cannot refer to group defined in the same lookbehind subpattern");
    return true;
}

bool kk_re_emit_backref(Compiler *c, size_t group, size_t at, Piece *piece)
{
    if (group > c->groups)
        return kk_re_fail(c, at + 1, kk_format_message(c->vm, "invalid group reference %zu", group));
    if (!check_group(c, group, at, true))
        return false;
    bool folds = (c->flags & RE_IGNORECASE) != 0, unicode = !c->bytes && (c->flags & RE_ASCII) == 0;
    const uint32_t *width = kk_re_width(c, group);
    *piece = (Piece){c->len, width[GROUP_LO], width[GROUP_HI], PIECE_OTHER};
    return kk_re_emit(c, RE_WORD(folds ? RE_BACKREF_I : RE_BACKREF, group << 1 | unicode));
}

/* Gives the next group its number, and a name if from != to. */
KK_MUST_CHECK static bool open_group(Compiler *c, size_t from, size_t to)
{
    size_t group = c->groups + 1;
    if (group >= GROUPS_MAX)
        return kk_re_fail_text(c, c->at, "too many groups");
    size_t cap = kk_len_of(c->widths) / (GROUP_WORDS * sizeof(uint32_t));
    if (group >= cap) {
        c->widths = kk_blob_resize(c->vm, c->widths, (cap + cap / 2 + 2) * GROUP_WORDS * sizeof(uint32_t));
        if (c->widths == KK_ERROR)
            return false;
    }
    uint32_t *width = kk_re_width(c, group);
    width[GROUP_LO] = width[GROUP_HI] = width[GROUP_CLOSED] = 0;
    c->groups = group;
    if (from == to)
        return true;
    Value name = kk_re_piece_text(c, from, to);
    Value known = name == KK_ERROR ? KK_ERROR : kk_dict_get(c->vm, c->names, name);
    if (known != KK_UNSET)
        return kk_re_fail(c, from, kk_format_message(c->vm, "redefinition of group name %R as group %zu; was group %zu",
                                                     name, group, (size_t)kk_smallint_get(known)));
    return !kk_failed(c->vm) && kk_dict_set(c->vm, c->names, name, kk_smallint((intptr_t)group));
}

/* ---- bodies ---- */

/* Alternatives and the closing parenthesis. begin is where the opening one stands. */
KK_MUST_CHECK static bool parse_body(Compiler *c, size_t begin, Piece *piece)
{
    bool nested = c->nested;
    c->nested = true;
    bool done = kk_re_parse(c, piece);
    c->nested = nested;
    if (done && !kk_re_take(c, ')'))
        return kk_re_fail_text(c, begin, "missing ), unterminated subpattern");
    return done;
}

/* A capturing group; its name, if any, is the pattern's bytes [from, to). */
KK_MUST_CHECK static bool parse_capture(Compiler *c, size_t begin, size_t from, size_t to, Piece *piece)
{
    size_t start = c->len;
    if (!open_group(c, from, to))
        return false;
    size_t group = c->groups;
    if (!kk_re_emit(c, RE_WORD(RE_SAVE, 2 * group)) || !parse_body(c, begin, piece))
        return false;
    uint32_t *width = kk_re_width(c, group);
    width[GROUP_LO] = piece->lo;
    width[GROUP_HI] = piece->hi;
    width[GROUP_CLOSED] = 1;
    piece->start = start;
    return kk_re_emit(c, RE_WORD(RE_SAVE, 2 * group + 1));
}

/* Lookaround and atomic groups: kind is of LOOK_*. */
KK_MUST_CHECK static bool parse_look(Compiler *c, size_t begin, uint32_t kind, Piece *piece)
{
    size_t start = c->len, behind = c->behind;
    if ((kind & LOOK_BEHIND) != 0 && behind == 0)
        c->behind = c->groups + 1;
    if (!kk_re_emit(c, RE_WORD(RE_LOOK, kind)) || !kk_re_emit(c, 0) || !kk_re_emit(c, 0) ||
        !parse_body(c, begin, piece))
        return false;
    c->behind = behind;
    if ((kind & LOOK_BEHIND) != 0 && piece->lo != piece->hi)
        c->behind_varies = true;
    uint32_t *code = kk_re_code(c);
    code[start + 1] = (uint32_t)(c->len + 1 - start);
    code[start + 2] = (kind & LOOK_BEHIND) != 0 ? piece->lo : 0;
    if ((kind & LOOK_ATOMIC) == 0)
        piece->lo = piece->hi = 0;
    piece->start = start;
    return kk_re_emit(c, RE_WORD(RE_CUT, (uint32_t)start - (uint32_t)c->len));
}

/* The group of a condition: a name or a number. */
KK_MUST_CHECK static bool condition_group(Compiler *c, size_t *group)
{
    size_t from, to;
    if (!read_name(c, ')', &from, &to))
        return false;
    if (is_name(c, from, to)) {
        if (!group_named(c, from, to, group))
            return false;
    } else {
        Value text = kk_re_piece_text(c, from, to);
        Value number = text == KK_ERROR ? KK_ERROR : kk_int_parse(c->vm, kk_str_span(text), 10, text);
        if (number == KK_ERROR)
            return kk_pending_clear(c->vm, KK_ValueError) &&
                   bad_name(c, from, to, "bad character in group name %R");
        if (kk_int_is_negative(number))
            return bad_name(c, from, to, "bad character in group name %R");
        if (number == KK_INT(0))
            return kk_re_fail_text(c, from, "bad group number");
        if (!kk_smallint_is(number) || (size_t)kk_smallint_get(number) >= GROUPS_MAX)
            return kk_re_fail(c, from, kk_format_message(c->vm, "invalid group reference %V", number));
        *group = (size_t)kk_smallint_get(number);
        if (*group > c->look_ups) {
            c->look_ups = *group;
            c->look_up_at = from;
        }
    }
    return check_group(c, *group, c->at, false);
}

/* (?(group)yes|no) */
KK_MUST_CHECK static bool parse_condition(Compiler *c, size_t begin, Piece *piece)
{
    size_t group, start = c->len;
    Piece no = {0, 0, 0, PIECE_OTHER};
    if (!condition_group(c, &group) || !kk_re_emit(c, RE_WORD(RE_IF, group)) || !kk_re_emit(c, 0))
        return false;
    bool nested = c->nested;
    c->nested = true;
    if (!kk_re_parse_one(c, piece))
        return false;
    size_t jump = c->len;
    bool has_no = kk_re_take(c, '|');
    if (has_no && (!kk_re_emit(c, 0) || !kk_re_parse_one(c, &no)))
        return false;
    c->nested = nested;
    if (has_no && kk_re_peek(c, 0) == '|')
        return kk_re_fail_text(c, c->at, "conditional backref with more than two branches");
    if (!kk_re_take(c, ')'))
        return kk_re_fail_text(c, begin, "missing ), unterminated subpattern");
    uint32_t *code = kk_re_code(c);
    code[start + 1] = (uint32_t)((has_no ? jump + 1 : c->len) - start);
    if (has_no)
        code[jump] = RE_WORD(RE_JUMP, c->len - jump);
    *piece = (Piece){start, piece->lo < no.lo ? piece->lo : no.lo, piece->hi > no.hi ? piece->hi : no.hi, PIECE_OTHER};
    return true;
}

/* (?flags) and (?flags-flags:...); the first letter is next. */
KK_MUST_CHECK static bool parse_flags(Compiler *c, size_t begin, bool first, Piece *piece)
{
    uint32_t on = 0, off = 0, flags = c->flags;
    if (kk_re_peek(c, 0) != '-' && !read_on(c, &on))
        return false;
    if (kk_re_take(c, ')')) {
        c->all_flags |= on;
        if (!first)
            return kk_re_fail_text(c, begin, "global flags not at the start of the expression");
        c->flags |= on;
        return true;
    }
    if (kk_re_take(c, '-') && !read_off(c, &off))
        return false;
    c->at++;
    if ((on & off) != 0)
        return kk_re_fail_text(c, c->at - 1, "bad inline flags: flag turned on and off");
    if ((on & TYPE_FLAGS) != 0)
        c->flags &= ~(uint32_t)TYPE_FLAGS;
    c->flags = (c->flags | on) & ~off;
    piece->kind = PIECE_OTHER;
    bool done = parse_body(c, begin, piece);
    c->flags = flags;
    return done;
}

/* What follows the question mark, and perhaps a P or <, means nothing. */
static bool unknown(Compiler *c, size_t begin)
{
    if (!kk_re_more(c))
        return kk_re_fail_text(c, c->at, "unexpected end of pattern");
    if (kk_re_read(c) == '\\' && kk_re_more(c))
        (void)kk_re_read(c);
    Value text = kk_re_piece_text(c, begin + 1, c->at);
    return text != KK_ERROR && kk_re_fail(c, begin + 1, kk_format_message(c->vm, "unknown extension %V", text));
}

/* What begins with (?P */
KK_MUST_CHECK static bool parse_named(Compiler *c, size_t begin, Piece *piece)
{
    size_t from, to, group;
    if (kk_re_take(c, '<')) {
        if (!read_name(c, '>', &from, &to))
            return false;
        if (!is_name(c, from, to))
            return bad_name(c, from, to, "bad character in group name %R");
        return parse_capture(c, begin, from, to, piece);
    }
    if (kk_re_take(c, '=')) {
        if (!read_name(c, ')', &from, &to))
            return false;
        if (!is_name(c, from, to))
            return bad_name(c, from, to, "bad character in group name %R");
        return group_named(c, from, to, &group) && kk_re_emit_backref(c, group, from, piece);
    }
    return unknown(c, begin);
}

KK_MUST_CHECK static bool parse_comment(Compiler *c, size_t begin)
{
    while (kk_re_more(c))
        if (kk_re_read(c) == ')')
            return true;
    return kk_re_fail_text(c, begin, "missing ), unterminated comment");
}

/* What begins with (?< and is no name. */
KK_MUST_CHECK static bool parse_behind(Compiler *c, size_t begin, Piece *piece)
{
    if (kk_re_take(c, '='))
        return parse_look(c, begin, LOOK_BEHIND, piece);
    if (kk_re_take(c, '!'))
        return parse_look(c, begin, LOOK_BEHIND | LOOK_NOT, piece);
    return unknown(c, begin);
}

bool kk_re_parse_group(Compiler *c, size_t begin, bool first, Piece *piece)
{
    piece->kind = PIECE_OTHER;
    if (!kk_re_take(c, '?'))
        return parse_capture(c, begin, 0, 0, piece);
    int byte = kk_re_peek(c, 0);
    if (byte < 0)
        return kk_re_fail_text(c, c->at, "unexpected end of pattern");
    if (flag_of(byte) != 0 || byte == '-') {
        piece->kind = PIECE_NONE;
        return parse_flags(c, begin, first, piece);
    }
    c->at++;
    switch (byte) {
    case 'P':
        return parse_named(c, begin, piece);
    case ':':
        return parse_body(c, begin, piece);
    case '#':
        piece->kind = PIECE_NONE;
        return parse_comment(c, begin);
    case '=':
        return parse_look(c, begin, 0, piece);
    case '!':
        return parse_look(c, begin, LOOK_NOT, piece);
    case '>':
        return parse_look(c, begin, LOOK_ATOMIC, piece);
    case '<':
        return parse_behind(c, begin, piece);
    case '(':
        return parse_condition(c, begin, piece);
    default:
        c->at--;
        return unknown(c, begin);
    }
}
