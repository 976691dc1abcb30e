/*
 * pattern.c: re.Pattern: searching, splitting, replacing; and the iterator of finditer().
 *
 * Layer: modules.   Tests: tests/modules/re/.
 */
#include "modules/re/re.h"
#include "object/dict.h"
#include "types/bytes/bytes.h"
#include "types/iter.h"
#include "types/list.h"
#include "types/tuple.h"

static PatternObj *pattern_of(Value self) { return KK_OBJ(PatternObj, self); }

/* ---- making ---- */

Value kk_re_pattern(Vm *vm, Value pattern, Value flags)
{
    intptr_t bits = 0;
    if (flags != KK_UNSET && !kk_index(vm, flags, &bits))
        return KK_ERROR;
    if (kk_desc_is(pattern, &kk_type_re_Pattern)) {
        if (bits != 0)
            return kk_raise(vm, KK_ValueError, "cannot process flags argument with a compiled pattern");
        return pattern;
    }
    Span text;
    Value names, holder;
    uint32_t all = (uint32_t)bits;
    if (!kk_re_text(vm, pattern, &text, NULL, &holder))
        return kk_pending_clear(vm, KK_TypeError)
                   ? kk_raise(vm, KK_TypeError, "first argument must be string or compiled pattern")
                   : KK_ERROR;
    Value program = kk_re_compile_text(vm, pattern, &all, &names);
    Value value = program == KK_ERROR ? KK_ERROR : kk_object_new(vm, &kk_type_re_Pattern, 0);
    if (value == KK_ERROR)
        return KK_ERROR;
    PatternObj *re = pattern_of(value);
    re->pattern = pattern;
    re->names = names;
    re->program = program;
    re->flags = all;
    return value;
}

/* ---- the type ---- */

/* Appends "re.IGNORECASE|..." for flags. */
KK_MUST_CHECK static bool add_flags(StrBuf *b, uint32_t flags)
{
    static const char *const names[] = {"IGNORECASE", "LOCALE", "MULTILINE", "DOTALL",
                                        "UNICODE", "VERBOSE", "DEBUG", "ASCII"};
    const char *between = ", ";
    for (size_t i = 0; i < KK_COUNT_OF(names); i++, flags &= ~(uint32_t)1 << i) {
        if ((flags & 2u << i) == 0)
            continue;
        if (!kk_strbuf_add_text(b, between) || !kk_strbuf_add_text(b, "re.") || !kk_strbuf_add_text(b, names[i]))
            return false;
        between = "|";
    }
    return true;
}

static Value repr(Vm *vm, Value self)
{
    StrBuf b;
    uint32_t flags = (uint32_t)pattern_of(self)->flags;
    kk_strbuf_init(&b, vm);
    Value text = kk_repr(vm, pattern_of(self)->pattern);
    if (text == KK_ERROR)
        return KK_ERROR;
    if (kk_as_kind(pattern_of(self)->pattern, KIND_STR) != KK_UNSET && (flags & (RE_LOCALE | RE_UNICODE | RE_ASCII)) == RE_UNICODE)
        flags &= ~(uint32_t)RE_UNICODE;
    /* Python shows 200 characters of the pattern's repr. */
    Span shown = kk_str_span(text);
    size_t n = 0, chars = 0;
    for (; n < shown.len && chars < 200; chars++)
        do
            n++;
        while (n < shown.len && (kk_rom_byte(shown.at + n) & 0xC0) == 0x80);
    if (!kk_strbuf_add_text(&b, "re.compile(") || !kk_strbuf_add(&b, kk_span_cut(shown, 0, n)) ||
        !add_flags(&b, flags) || !kk_strbuf_add_byte(&b, ')'))
        return KK_ERROR;
    return kk_strbuf_finish(&b);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    bool same = a == b;
    if ((op != CMP_EQ && op != CMP_NE) || !kk_desc_is(a, &kk_type_re_Pattern) || !kk_desc_is(b, &kk_type_re_Pattern))
        return kk_not_implemented;
    bool text_a = kk_as_kind(pattern_of(a)->pattern, KIND_STR) != KK_UNSET;
    bool text_b = kk_as_kind(pattern_of(b)->pattern, KIND_STR) != KK_UNSET;
    if (!same && text_a == text_b && pattern_of(a)->flags == pattern_of(b)->flags &&
        !kk_equal(vm, pattern_of(a)->pattern, pattern_of(b)->pattern, &same))
        return KK_ERROR;
    return kk_bool(same == (op == CMP_EQ));
}

static bool hash(Vm *vm, Value self, uintptr_t *h)
{
    if (!kk_hash(vm, pattern_of(self)->pattern, h))
        return false;
    *h ^= pattern_of(self)->flags;
    return true;
}

static const TypeSlots slots = {.repr = repr, .compare = compare, .hash = hash};
static const Layout layout = {sizeof(PatternObj) / sizeof(uintptr_t), 7u << 1, TAIL_NONE, 0};
KK_TYPE(re_Pattern, object) = {KK_TYPE_HEAD(re_Pattern, object, &layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &slots};

KK_GETTER(re_Pattern, pattern)
Value kk_re_pattern_pattern(Vm *vm, Value self)
{
    return pattern_of(self)->pattern;
}

KK_GETTER(re_Pattern, flags)
Value kk_re_pattern_flags(Vm *vm, Value self)
{
    return kk_smallint((intptr_t)pattern_of(self)->flags);
}

KK_GETTER(re_Pattern, groups)
Value kk_re_pattern_groups(Vm *vm, Value self)
{
    return kk_smallint((intptr_t)kk_re_program(pattern_of(self))[HEAD_GROUPS]);
}

KK_GETTER(re_Pattern, groupindex)
Value kk_re_pattern_groupindex(Vm *vm, Value self)
{
    return kk_dict_copy(vm, pattern_of(self)->names);
}

/* The pattern itself: it cannot change. */
KK_METHOD(re_Pattern, __copy__, "()")
Value kk_re_pattern_copy(Vm *vm, Value self, Args args)
{
    return self;
}

/* The pattern itself: it cannot change. */
KK_METHOD(re_Pattern, __deepcopy__, "(memo, /)")
Value kk_re_pattern_deepcopy(Vm *vm, Value self, Args args)
{
    return self;
}

/* ---- one match ---- */

typedef enum How { HOW_SEARCH, HOW_MATCH, HOW_WHOLE } How;

/* args: string, pos, endpos. */
KK_MUST_CHECK static Value find(Vm *vm, Value self, Args args, How how)
{
    Matcher m;
    if (!kk_re_begin(vm, &m, self, args.pos[0], kk_arg(args, 1, KK_UNSET), kk_arg(args, 2, KK_UNSET)))
        return KK_ERROR;
    m.whole = how == HOW_WHOLE;
    int found = kk_re_find(&m, m.start, how != HOW_SEARCH);
    return found < 0 ? KK_ERROR : found == 0 ? kk_none : kk_re_match_new(&m);
}

/* The first match anywhere in the string, or None. */
KK_METHOD(re_Pattern, search, "(string, pos=0, endpos=9223372036854775807)")
Value kk_re_pattern_search(Vm *vm, Value self, Args args)
{
    return find(vm, self, args, HOW_SEARCH);
}

/* The match at the beginning of the string, or None. */
KK_METHOD(re_Pattern, match, "(string, pos=0, endpos=9223372036854775807)")
Value kk_re_pattern_match(Vm *vm, Value self, Args args)
{
    return find(vm, self, args, HOW_MATCH);
}

/* The match of the whole string, or None. */
KK_METHOD(re_Pattern, fullmatch, "(string, pos=0, endpos=9223372036854775807)")
Value kk_re_pattern_fullmatch(Vm *vm, Value self, Args args)
{
    return find(vm, self, args, HOW_WHOLE);
}

/* ---- all matches ---- */

/* What findall() gives of a match: all, the only group, or a tuple of the groups. */
KK_MUST_CHECK static Value found_texts(Matcher *m)
{
    size_t groups = m->code[HEAD_GROUPS];
    Value empty = kk_re_cut(m->vm, m->string, 0, 0);
    if (groups < 2)
        return empty == KK_ERROR ? KK_ERROR : kk_re_group(m, groups, empty);
    Value tuple = empty == KK_ERROR ? KK_ERROR : kk_tuple_new(m->vm, groups);
    for (size_t i = 1; tuple != KK_ERROR && i <= groups; i++) {
        Value one = kk_re_group(m, i, empty);
        if (one == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(tuple)[i - 1] = one;
    }
    return tuple;
}

/* A list of all matches: of their texts, or of their groups' texts. */
KK_METHOD(re_Pattern, findall, "(string, pos=0, endpos=9223372036854775807)")
Value kk_re_pattern_findall(Vm *vm, Value self, Args args)
{
    Matcher m;
    int found;
    Value list = kk_list_new(vm, 0);
    if (list == KK_ERROR ||
        !kk_re_begin(vm, &m, self, args.pos[0], kk_arg(args, 1, KK_UNSET), kk_arg(args, 2, KK_UNSET)))
        return KK_ERROR;
    for (uint32_t from = m.start; (found = kk_re_find(&m, from, false)) > 0; from = kk_re_go_on(&m)) {
        Value texts = found_texts(&m);
        if (texts == KK_ERROR || !kk_list_append(vm, list, texts))
            return KK_ERROR;
    }
    return found < 0 ? KK_ERROR : list;
}

/* The iterator of finditer(), and pattern.scanner(). */
typedef struct ScannerObj {
    uintptr_t header; /* &kk_type_re_scanner, &kk_type_re_finditer */
    Value pattern;
    Value string;
    Value pos, end;   /* as given */
    uintptr_t next;   /* where to search on, in bytes; RE_NONE: not begun */
    uintptr_t empty;  /* the last match was empty */
    uintptr_t done;
} ScannerObj;
extern const TypeObj kk_type_re_scanner, kk_type_re_finditer;

KK_MUST_CHECK static Value scan(Vm *vm, Value self, bool only_here)
{
    Matcher m;
    ScannerObj *s = KK_OBJ(ScannerObj, self);
    if (s->done)
        return kk_none;
    if (!kk_re_begin(vm, &m, s->pattern, s->string, s->pos, s->end))
        return KK_ERROR;
    uint32_t from = s->next == RE_NONE ? m.start : (uint32_t)s->next;
    m.advance = s->next != RE_NONE && s->empty;
    m.forbidden = from;
    int found = kk_re_find(&m, from, only_here);
    if (found < 0)
        return KK_ERROR;
    s->done = found == 0;
    if (found == 0)
        return kk_none;
    s->next = kk_re_go_on(&m);
    s->empty = m.advance;
    return kk_re_match_new(&m);
}

static Value scan_next(Vm *vm, Value self)
{
    Value match = scan(vm, self, false);
    return match == kk_none ? KK_END : match;
}

static const Layout scanner_layout = {sizeof(ScannerObj) / sizeof(uintptr_t), 15u << 1, TAIL_NONE, 0};
static const TypeSlots scanner_slots = {0};
static const TypeSlots finditer_slots = {.iter = kk_iter_self, .next = scan_next};
KK_TYPE(re_scanner, object) = {KK_TYPE_HEAD(re_scanner, object, &scanner_layout, TYPE_NO_NEW | TYPE_FINAL),
                               .slots = &scanner_slots};
KK_TYPE(re_finditer, object) = {KK_TYPE_HEAD(re_finditer, object, &scanner_layout, TYPE_NO_NEW | TYPE_FINAL),
                                .slots = &finditer_slots};

KK_MUST_CHECK static Value scanner_new(Vm *vm, const TypeObj *type, Value pattern, Args args)
{
    Matcher m;
    /* Wrong arguments are told at once. */
    if (!kk_re_begin(vm, &m, pattern, args.pos[0], kk_arg(args, 1, KK_UNSET), kk_arg(args, 2, KK_UNSET)))
        return KK_ERROR;
    Value self = kk_object_new(vm, type, 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    ScannerObj *s = KK_OBJ(ScannerObj, self);
    s->pattern = pattern;
    s->string = args.pos[0];
    s->pos = kk_arg(args, 1, KK_UNSET) == KK_UNSET ? KK_UNSET : kk_smallint((intptr_t)m.pos);
    s->end = kk_arg(args, 2, KK_UNSET) == KK_UNSET ? KK_UNSET : kk_smallint((intptr_t)m.endpos);
    s->next = RE_NONE;
    return self;
}

/* An iterator over all matches. */
KK_METHOD(re_Pattern, finditer, "(string, pos=0, endpos=9223372036854775807)")
Value kk_re_pattern_finditer(Vm *vm, Value self, Args args)
{
    return scanner_new(vm, &kk_type_re_finditer, self, args);
}

/* An object whose match() and search() give one match after the other. */
KK_METHOD(re_Pattern, scanner, "(string, pos=0, endpos=9223372036854775807)")
Value kk_re_pattern_scanner(Vm *vm, Value self, Args args)
{
    return scanner_new(vm, &kk_type_re_scanner, self, args);
}

/* The match where the last one ended, or None. */
KK_METHOD(re_scanner, match, "()")
Value kk_re_scanner_match(Vm *vm, Value self, Args args)
{
    return scan(vm, self, true);
}

/* The next match, or None. */
KK_METHOD(re_scanner, search, "()")
Value kk_re_scanner_search(Vm *vm, Value self, Args args)
{
    return scan(vm, self, false);
}

KK_GETTER(re_scanner, pattern)
Value kk_re_scanner_pattern(Vm *vm, Value self)
{
    return KK_OBJ(ScannerObj, self)->pattern;
}

/* ---- split and sub ---- */

/* A count argument: how many at most. */
KK_MUST_CHECK static bool limit_arg(Vm *vm, Value arg, size_t *limit)
{
    intptr_t n = 0;
    if (arg != KK_UNSET && !kk_index(vm, arg, &n))
        return false;
    *limit = n == 0 ? SIZE_MAX : n < 0 ? 0 : (size_t)n;
    return true;
}

/* A list of what stands between the matches, with the texts of the groups between. */
KK_METHOD(re_Pattern, split, "(string, maxsplit=0)")
Value kk_re_pattern_split(Vm *vm, Value self, Args args)
{
    Matcher m;
    size_t limit;
    int found = 0;
    uint32_t from = 0;
    Value list = kk_list_new(vm, 0);
    if (list == KK_ERROR || !limit_arg(vm, kk_arg(args, 1, KK_UNSET), &limit) ||
        !kk_re_begin(vm, &m, self, args.pos[0], KK_UNSET, KK_UNSET))
        return KK_ERROR;
    for (; limit > 0 && (found = kk_re_find(&m, from, false)) > 0; limit--) {
        Value piece = kk_re_cut(vm, m.string, from, m.marks[0]);
        if (piece == KK_ERROR || !kk_list_append(vm, list, piece))
            return KK_ERROR;
        for (size_t i = 1; i <= m.code[HEAD_GROUPS]; i++)
            if ((piece = kk_re_group(&m, i, kk_none)) == KK_ERROR || !kk_list_append(vm, list, piece))
                return KK_ERROR;
        from = kk_re_go_on(&m);
    }
    Value rest = found < 0 ? KK_ERROR : kk_re_cut(vm, m.string, from, m.length);
    return rest != KK_ERROR && kk_list_append(vm, list, rest) ? list : KK_ERROR;
}

/* Appends what replaces the match. */
KK_MUST_CHECK static bool add_replacement(StrBuf *b, Matcher *m, Value how, bool is_call)
{
    if (!is_call)
        return kk_re_expand(b, how, m->string, m->marks);
    Value match = kk_re_match_new(m);
    Value text = match == KK_ERROR ? KK_ERROR : kk_call1(m->vm, how, match);
    if (text == KK_ERROR || text == kk_none)
        return text != KK_ERROR;
    Span span;
    Value holder;
    bool is_text = kk_as_kind(text, KIND_STR) != KK_UNSET, want_text = kk_as_kind(m->string, KIND_STR) != KK_UNSET;
    if (is_text != want_text || !kk_re_text(m->vm, text, &span, NULL, &holder)) {
        (void)kk_pending_take(m->vm);
        return kk_raise_false(m->vm, KK_TypeError,
                              want_text ? "sequence item 0: expected str instance, %T found"
                                        : "sequence item 0: expected a bytes-like object, %T found", text);
    }
    return kk_strbuf_add(b, span);
}

/* args: replacement, string, count. *n: how many were replaced. */
KK_MUST_CHECK static Value substitute(Vm *vm, Value self, Args args, size_t *n)
{
    Matcher m;
    StrBuf b;
    size_t limit;
    int found = 0;
    uint32_t from = 0;
    Value how = args.pos[0];
    bool is_call = kk_callable(vm, how);
    *n = 0;
    if (!is_call && (how = kk_re_template(vm, pattern_of(self), how)) == KK_ERROR)
        return KK_ERROR;
    if (!limit_arg(vm, kk_arg(args, 2, KK_UNSET), &limit) ||
        !kk_re_begin(vm, &m, self, args.pos[1], KK_UNSET, KK_UNSET))
        return KK_ERROR;
    bool text = kk_as_kind(m.string, KIND_STR) != KK_UNSET;
    kk_strbuf_init(&b, vm);
    for (; *n < limit && (found = kk_re_find(&m, from, false)) > 0; ++*n) {
        if (*n == 0 && !is_call && text != (kk_as_kind(args.pos[0], KIND_STR) != KK_UNSET))
            return kk_raise(vm, KK_TypeError,
                            text ? "sequence item 1: expected str instance, %T found"
                                 : "sequence item 1: expected a bytes-like object, %T found", args.pos[0]);
        if (!kk_strbuf_add(&b, (Span){m.text + from, m.marks[0] - from}) ||
            !add_replacement(&b, &m, how, is_call))
            return KK_ERROR;
        from = kk_re_go_on(&m);
    }
    if (found < 0)
        return KK_ERROR;
    if (*n == 0)
        return kk_re_cut(vm, m.string, 0, m.length);
    if (!kk_strbuf_add(&b, (Span){m.text + from, m.length - from}))
        return KK_ERROR;
    return text ? kk_strbuf_finish(&b) : kk_strbuf_finish_bytes(&b);
}

/* The string with all (or the first count) matches replaced: by a template, or what a function says of the match. */
KK_METHOD(re_Pattern, sub, "(repl, string, count=0)")
Value kk_re_pattern_sub(Vm *vm, Value self, Args args)
{
    size_t n;
    return substitute(vm, self, args, &n);
}

/* The same, with the number of replacements, as a tuple. */
KK_METHOD(re_Pattern, subn, "(repl, string, count=0)")
Value kk_re_pattern_subn(Vm *vm, Value self, Args args)
{
    size_t n;
    Value text = substitute(vm, self, args, &n);
    return text == KK_ERROR ? KK_ERROR : kk_tuple_pair(vm, text, kk_smallint((intptr_t)n));
}
