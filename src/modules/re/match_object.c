/*
 * match_object.c: re.Match: what a search has found.
 *
 * It keeps the searched object and the places of its groups in bytes; characters are counted when
 * they are asked for.
 *
 * Layer: modules.   Tests: tests/modules/re/match_object.py.
 */
#include "base/utf8.h"
#include "modules/re/re.h"
#include "object/dict.h"
#include "types/bytes/bytes.h"
#include "types/tuple.h"

/* ---- for the whole module ---- */

bool kk_re_text(Vm *vm, Value string, Span *text, bool *wide, Value *holder)
{
    Value str = kk_as_kind(string, KIND_STR);
    Buffer buffer;
    *holder = string;
    if (wide != NULL)
        *wide = str != KK_UNSET && !kk_str_is_ascii(str);
    if (str != KK_UNSET) {
        *holder = str;
        *text = kk_str_span(str);
        return true;
    }
    if (!kk_buffer_arg(vm, string, &buffer)) {
        if (!kk_pending_clear(vm, KK_TypeError))
            return false;
        return kk_raise_false(vm, KK_TypeError, "expected string or bytes-like object, got '%T'", string);
    }
    *text = (Span){buffer.at, buffer.len};
    return true;
}

Value kk_re_cut(Vm *vm, Value string, uint32_t from, uint32_t to)
{
    Span text;
    Value holder;
    if (!kk_re_text(vm, string, &text, NULL, &holder))
        return KK_ERROR;
    /* A bytearray may be shorter by now. */
    to = to > text.len ? (uint32_t)text.len : to;
    from = from > to ? to : from;
    if (from == 0 && to == text.len && (kk_str_is(holder) || kk_bytes_is(holder)))
        return holder;
    text = kk_span_cut(text, from, to);
    return kk_str_is(holder) ? kk_str_new(vm, text) : kk_bytes_new(vm, text);
}

/* Group i of marks. */
KK_MUST_CHECK static Value group_of(Vm *vm, Value string, const uint32_t *marks, size_t i, Value fallback)
{
    if (marks[2 * i] == RE_NONE || marks[2 * i + 1] == RE_NONE)
        return fallback;
    return kk_re_cut(vm, string, marks[2 * i], marks[2 * i + 1]);
}

Value kk_re_group(Matcher *m, size_t i, Value fallback)
{
    return group_of(m->vm, m->string, m->marks, i, fallback);
}

Value kk_re_match_new(Matcher *m)
{
    size_t bytes = 2 * ((size_t)m->code[HEAD_GROUPS] + 1) * sizeof(uint32_t);
    Value value = kk_object_new(m->vm, &kk_type_re_Match, bytes);
    if (value == KK_ERROR)
        return KK_ERROR;
    MatchObj *match = KK_OBJ(MatchObj, value);
    match->bytes = bytes;
    match->pattern = m->pattern;
    match->string = m->string;
    match->pos = m->pos;
    match->end = m->endpos;
    match->last = m->last;
    memcpy(match->marks, m->marks, bytes);
    return value;
}

/* ---- looking at groups ---- */

static MatchObj *match_of(Value self) { return KK_OBJ(MatchObj, self); }

static size_t groups_of(Value self) { return match_of(self)->bytes / (2 * sizeof(uint32_t)); }

static Value names_of(Value self) { return KK_OBJ(PatternObj, match_of(self)->pattern)->names; }

/* The number of the group that key names. */
KK_MUST_CHECK static bool find_group(Vm *vm, Value self, Value key, size_t *group)
{
    intptr_t i = -1;
    if (kk_int_is(key)) {
        if (!kk_index_clamped(vm, key, &i))
            return false;
    } else {
        Value number = kk_dict_get(vm, names_of(self), key);
        if (number != KK_UNSET)
            i = kk_smallint_get(number);
        else if (kk_failed(vm) && !kk_pending_clear(vm, KK_TypeError))
            return false;
    }
    if (i < 0 || (size_t)i >= groups_of(self))
        return kk_raise_false(vm, KK_IndexError, "no such group");
    *group = (size_t)i;
    return true;
}

KK_MUST_CHECK static Value get_group(Vm *vm, Value self, size_t i, Value fallback)
{
    return group_of(vm, match_of(self)->string, match_of(self)->marks, i, fallback);
}

/* A place in bytes as Python counts it. */
static intptr_t place_of(Value self, uint32_t mark)
{
    Value str = kk_as_kind(match_of(self)->string, KIND_STR);
    if (mark == RE_NONE)
        return -1;
    if (str == KK_UNSET || kk_str_is_ascii(str))
        return (intptr_t)mark;
    return (intptr_t)kk_utf8_count(kk_span_cut(kk_str_span(str), 0, mark));
}

/* Where group i begins (which 0) or ends (1). */
static Value edge(Value self, size_t i, unsigned which)
{
    const uint32_t *marks = match_of(self)->marks + 2 * i;
    bool in = marks[0] != RE_NONE && marks[1] != RE_NONE;
    return kk_smallint(in ? place_of(self, marks[which]) : -1);
}

KK_MUST_CHECK static Value span_of(Vm *vm, Value self, size_t i)
{
    return kk_tuple_pair(vm, edge(self, i, 0), edge(self, i, 1));
}

KK_MUST_CHECK static bool group_arg(Vm *vm, Value self, Args args, size_t *group)
{
    *group = 0;
    return args.n == 0 || find_group(vm, self, args.pos[0], group);
}

/* ---- the type ---- */

static Value getitem(Vm *vm, Value self, Value key)
{
    size_t i;
    return find_group(vm, self, key, &i) ? get_group(vm, self, i, kk_none) : KK_ERROR;
}

static Value repr(Vm *vm, Value self)
{
    Value text = get_group(vm, self, 0, kk_none);
    return text == KK_ERROR ? KK_ERROR
                            : kk_format_message(vm, "<re.Match object; span=(%zd, %zd), match=%R>",
                                                (ptrdiff_t)kk_smallint_get(edge(self, 0, 0)),
                                                (ptrdiff_t)kk_smallint_get(edge(self, 0, 1)), text);
}

static const TypeSlots slots = {.repr = repr, .ops = &(const OpSlots){.getitem = getitem}};
static const Layout layout = {sizeof(MatchObj) / sizeof(uintptr_t), 7u << 1, TAIL_BYTES, 7};
KK_TYPE(re_Match, object) = {KK_TYPE_HEAD(re_Match, object, &layout, TYPE_NO_NEW | TYPE_FINAL), .slots = &slots};

/* The text of a group (0, the default, is all), or a tuple of those of several groups. */
KK_METHOD(re_Match, group, "(*args)")
Value kk_re_match_group(Vm *vm, Value self, Args args)
{
    size_t i;
    if (args.n <= 1)
        return group_arg(vm, self, args, &i) ? get_group(vm, self, i, kk_none) : KK_ERROR;
    Value tuple = kk_tuple_new(vm, args.n);
    for (size_t k = 0; tuple != KK_ERROR && k < args.n; k++) {
        Value one = find_group(vm, self, args.pos[k], &i) ? get_group(vm, self, i, kk_none) : KK_ERROR;
        if (one == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(tuple)[k] = one;
    }
    return tuple;
}

/* The texts of all groups, from 1 on. */
KK_METHOD(re_Match, groups, "(default=None)")
Value kk_re_match_groups(Vm *vm, Value self, Args args)
{
    size_t n = groups_of(self);
    Value tuple = kk_tuple_new(vm, n - 1);
    for (size_t i = 1; tuple != KK_ERROR && i < n; i++) {
        Value one = get_group(vm, self, i, kk_arg(args, 0, kk_none));
        if (one == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(tuple)[i - 1] = one;
    }
    return tuple;
}

/* A dict of the texts of the named groups. */
KK_METHOD(re_Match, groupdict, "(default=None)")
Value kk_re_match_groupdict(Vm *vm, Value self, Args args)
{
    Value names = names_of(self), dict = kk_dict_new(vm, kk_dict_len(names)), name, number;
    for (size_t at = 0; dict != KK_ERROR && kk_dict_next(names, &at, &name, &number);) {
        Value one = get_group(vm, self, (size_t)kk_smallint_get(number), kk_arg(args, 0, kk_none));
        if (one == KK_ERROR || !kk_dict_set(vm, dict, name, one))
            return KK_ERROR;
    }
    return dict;
}

/* Where the group begins; -1: it took no part. */
KK_METHOD(re_Match, start, "(group=0, /)")
Value kk_re_match_start(Vm *vm, Value self, Args args)
{
    size_t i;
    return group_arg(vm, self, args, &i) ? edge(self, i, 0) : KK_ERROR;
}

/* Where the group ends; -1: it took no part. */
KK_METHOD(re_Match, end, "(group=0, /)")
Value kk_re_match_end(Vm *vm, Value self, Args args)
{
    size_t i;
    return group_arg(vm, self, args, &i) ? edge(self, i, 1) : KK_ERROR;
}

/* (start(group), end(group)) */
KK_METHOD(re_Match, span, "(group=0, /)")
Value kk_re_match_span(Vm *vm, Value self, Args args)
{
    size_t i;
    return group_arg(vm, self, args, &i) ? span_of(vm, self, i) : KK_ERROR;
}

/* The template with the texts of groups in it, as sub() does it. */
KK_METHOD(re_Match, expand, "(template)")
Value kk_re_match_expand(Vm *vm, Value self, Args args)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    const PatternObj *pattern = KK_OBJ(PatternObj, match_of(self)->pattern);
    Value template = kk_re_template(vm, pattern, args.pos[0]);
    if (template == KK_ERROR || !kk_re_expand(&b, template, match_of(self)->string, match_of(self)->marks))
        return KK_ERROR;
    bool bytes = kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET;
    return bytes ? kk_strbuf_finish_bytes(&b) : kk_strbuf_finish(&b);
}

/* The match itself: it cannot change. */
KK_METHOD(re_Match, __copy__, "()")
Value kk_re_match_copy(Vm *vm, Value self, Args args)
{
    return self;
}

/* The match itself: it cannot change. */
KK_METHOD(re_Match, __deepcopy__, "(memo, /)")
Value kk_re_match_deepcopy(Vm *vm, Value self, Args args)
{
    return self;
}

KK_GETTER(re_Match, re)
Value kk_re_match_re(Vm *vm, Value self)
{
    return match_of(self)->pattern;
}

KK_GETTER(re_Match, string)
Value kk_re_match_string(Vm *vm, Value self)
{
    return match_of(self)->string;
}

KK_GETTER(re_Match, pos)
Value kk_re_match_pos(Vm *vm, Value self)
{
    return kk_smallint((intptr_t)match_of(self)->pos);
}

KK_GETTER(re_Match, endpos)
Value kk_re_match_endpos(Vm *vm, Value self)
{
    return kk_smallint((intptr_t)match_of(self)->end);
}

KK_GETTER(re_Match, lastindex)
Value kk_re_match_lastindex(Vm *vm, Value self)
{
    size_t last = match_of(self)->last;
    return last == 0 ? kk_none : kk_smallint((intptr_t)last);
}

KK_GETTER(re_Match, lastgroup)
Value kk_re_match_lastgroup(Vm *vm, Value self)
{
    Value name, number, last = kk_smallint((intptr_t)match_of(self)->last);
    for (size_t at = 0; kk_dict_next(names_of(self), &at, &name, &number);)
        if (number == last)
            return name;
    return kk_none;
}

KK_GETTER(re_Match, regs)
Value kk_re_match_regs(Vm *vm, Value self)
{
    if (match_of(self)->regs != KK_UNSET)
        return match_of(self)->regs;
    size_t n = groups_of(self);
    Value tuple = kk_tuple_new(vm, n);
    for (size_t i = 0; tuple != KK_ERROR && i < n; i++) {
        Value span = span_of(vm, self, i);
        if (span == KK_ERROR)
            return KK_ERROR;
        kk_tuple_items(tuple)[i] = span;
    }
    return match_of(self)->regs = tuple;
}
