/*
 * m_re.c: the module re: its functions, the patterns it keeps, re.error.
 *
 * The functions compile their pattern and call its method; the last few patterns are kept in a dict,
 * the oldest first.
 *
 * Layer: modules.   Tests: tests/modules/re/.
 */
#include "base/utf8.h"
#include "modules/re/re.h"
#include "object/import.h"
#include "object/dict.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"
#include "types/keywords.h"
#include "types/tuple.h"

#define KEPT_MAX (KK_WORD_BITS == 32 ? 4u : 256u)

KK_MODULE(re)
KK_MODULE_CONST(re, error, KK_REF(&kk_type_re_error))
KK_MODULE_CONST(re, Pattern, KK_REF(&kk_type_re_Pattern))
KK_MODULE_CONST(re, Match, KK_REF(&kk_type_re_Match))
KK_MODULE_CONST(re, I, KK_INT(2))
KK_MODULE_CONST(re, IGNORECASE, KK_INT(2))
KK_MODULE_CONST(re, L, KK_INT(4))
KK_MODULE_CONST(re, LOCALE, KK_INT(4))
KK_MODULE_CONST(re, M, KK_INT(8))
KK_MODULE_CONST(re, MULTILINE, KK_INT(8))
KK_MODULE_CONST(re, S, KK_INT(16))
KK_MODULE_CONST(re, DOTALL, KK_INT(16))
KK_MODULE_CONST(re, U, KK_INT(32))
KK_MODULE_CONST(re, UNICODE, KK_INT(32))
KK_MODULE_CONST(re, X, KK_INT(64))
KK_MODULE_CONST(re, VERBOSE, KK_INT(64))
KK_MODULE_CONST(re, A, KK_INT(256))
KK_MODULE_CONST(re, ASCII, KK_INT(256))
KK_MODULE_CONST(re, DEBUG, KK_INT(128))
KK_MODULE_CONST(re, NOFLAG, KK_INT(0))
KK_MODULE_CONST(re, RegexFlag, KK_REF(&kk_type_int))

/* ---- re.error ---- */

/* The place in the pattern, and the message that tells it. */
KK_MUST_CHECK static Value note_place(Vm *vm, Value self, Value message, Value pattern, intptr_t pos)
{
    Span text;
    bool wide;
    Value holder;
    if (!kk_re_text(vm, pattern, &text, &wide, &holder))
        return KK_ERROR;
    size_t n = wide ? kk_utf8_count(text) : text.len, chars = pos < 0 ? 0 : (size_t)pos > n ? n : (size_t)pos;
    size_t bytes = wide ? kk_utf8_offset(text, chars) : chars, line = 1, begin = 0;
    bool many = false;
    for (size_t i = 0; i < text.len; i++)
        if (kk_rom_byte(text.at + i) == '\n') {
            many = true;
            line += i < bytes;
            begin = i < bytes ? i + 1 : begin;
        }
    Span before = kk_span_cut(text, begin, bytes);
    intptr_t column = (intptr_t)(wide ? kk_utf8_count(before) : before.len) + 1 + (pos - (intptr_t)chars);
    if (!kk_exc_set_field(vm, self, KK_N(lineno), kk_smallint((intptr_t)line)) ||
        !kk_exc_set_field(vm, self, KK_N(colno), kk_smallint(column)))
        return KK_ERROR;
    if (!many)
        return kk_format_message(vm, "%V at position %zd", message, (ptrdiff_t)pos);
    return kk_format_message(vm, "%V at position %zd (line %zu, column %zd)", message, (ptrdiff_t)pos, line,
                             (ptrdiff_t)column);
}

static bool init_error(Vm *vm, Value self, Args args, Value kw)
{
    Value names[3] = {KK_N(msg), KK_N(pattern), KK_N(pos)}, given[3];
    if (!kk_keywords_bind(vm, "error", args, kw, names, 3, given))
        return false;
    if (given[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "error() missing required argument 'msg' (pos 1)");
    for (size_t i = 1; i < 3; i++)
        given[i] = given[i] == KK_UNSET ? kk_none : given[i];
    for (size_t i = 0; i < 3; i++)
        if (!kk_exc_set_field(vm, self, names[i], given[i]))
            return false;
    Value message = given[0];
    if (given[1] != kk_none && given[2] != kk_none) {
        intptr_t pos;
        if (!kk_index(vm, given[2], &pos) ||
            (message = note_place(vm, self, message, given[1], pos)) == KK_ERROR)
            return false;
    } else if (!kk_exc_set_field(vm, self, KK_N(lineno), kk_none) ||
               !kk_exc_set_field(vm, self, KK_N(colno), kk_none)) {
        return false;
    }
    Value tuple = kk_tuple_from(vm, &message, 1);
    if (tuple == KK_ERROR)
        return false;
    KK_OBJ(ExcObj, self)->args = tuple;
    return true;
}

static const TypeSlots error_slots = {
    .make = kk_exc_make, .init = init_error, .repr = kk_exc_repr,
    .rare = &(const RareSlots){.str = kk_exc_plain_str, .getattr = kk_exc_getattr, .setattr = kk_exc_setattr},
};
KK_TYPE(re_error, Exception) = {KK_TYPE_HEAD(re_error, Exception, &kk_exc_layout, TYPE_EXCEPTION),
                                .slots = &error_slots};

/* ---- compiled patterns ---- */

/* Keeps the pattern, and forgets the oldest when there are many. */
KK_MUST_CHECK static bool keep(Vm *vm, Value key, Value pattern)
{
    Value *kept = &vm->roots[ROOT_REGEX], oldest, value;
    size_t at = 0;
    bool found;
    if (*kept == KK_UNSET && (*kept = kk_dict_new(vm, 0)) == KK_ERROR)
        return false;
    if (kk_dict_len(*kept) >= KEPT_MAX && kk_dict_next(*kept, &at, &oldest, &value) &&
        !kk_dict_delete(vm, *kept, oldest, &found))
        return false;
    return kk_dict_set(vm, *kept, key, pattern);
}

/* The compiled form of a pattern argument. */
KK_MUST_CHECK static Value compiled(Vm *vm, Value pattern, Value flags)
{
    if (!kk_str_is(pattern) && !kk_bytes_is(pattern))
        return kk_re_pattern(vm, pattern, flags);
    /* b"a" and "a" are different keys; so are 1 and True, which does no harm. */
    Value kept = vm->roots[ROOT_REGEX];
    Value key = flags == KK_UNSET || flags == KK_INT(0) ? pattern : kk_tuple_pair(vm, pattern, flags);
    if (key == KK_ERROR)
        return KK_ERROR;
    Value known = kept == KK_UNSET ? KK_UNSET : kk_dict_get(vm, kept, key);
    if (known != KK_UNSET)
        return known;
    Value made = kk_failed(vm) ? KK_ERROR : kk_re_pattern(vm, pattern, flags);
    return made != KK_ERROR && keep(vm, key, made) ? made : KK_ERROR;
}

typedef Value (*Method)(Vm *vm, Value self, Args args);

/* A method of args[0], with args[1, n) and the flags in args[n]. */
KK_MUST_CHECK static Value call(Vm *vm, Args args, size_t n, Method method)
{
    Value pattern = compiled(vm, args.pos[0], kk_arg(args, n, KK_UNSET));
    if (pattern == KK_ERROR)
        return KK_ERROR;
    size_t given = (args.n < n ? args.n : n) - 1;
    return method(vm, pattern, (Args){args.pos + 1, given});
}

/* The compiled form of a pattern: a Pattern. */
KK_FUNCTION(re, compile, "(pattern, flags=0)")
Value kk_re_compile(Vm *vm, Value self, Args args)
{
    return compiled(vm, args.pos[0], kk_arg(args, 1, KK_UNSET));
}

/* The first match anywhere in the string, or None. */
KK_FUNCTION(re, search, "(pattern, string, flags=0)")
Value kk_re_search(Vm *vm, Value self, Args args)
{
    return call(vm, args, 2, kk_re_pattern_search);
}

/* The match at the beginning of the string, or None. */
KK_FUNCTION(re, match, "(pattern, string, flags=0)")
Value kk_re_match(Vm *vm, Value self, Args args)
{
    return call(vm, args, 2, kk_re_pattern_match);
}

/* The match of the whole string, or None. */
KK_FUNCTION(re, fullmatch, "(pattern, string, flags=0)")
Value kk_re_fullmatch(Vm *vm, Value self, Args args)
{
    return call(vm, args, 2, kk_re_pattern_fullmatch);
}

/* A list of all matches: of their texts, or of their groups' texts. */
KK_FUNCTION(re, findall, "(pattern, string, flags=0)")
Value kk_re_findall(Vm *vm, Value self, Args args)
{
    return call(vm, args, 2, kk_re_pattern_findall);
}

/* An iterator over all matches. */
KK_FUNCTION(re, finditer, "(pattern, string, flags=0)")
Value kk_re_finditer(Vm *vm, Value self, Args args)
{
    return call(vm, args, 2, kk_re_pattern_finditer);
}

/* A list of what stands between the matches, with the texts of the groups between. */
KK_FUNCTION(re, split, "(pattern, string, maxsplit=0, flags=0)")
Value kk_re_split(Vm *vm, Value self, Args args)
{
    return call(vm, args, 3, kk_re_pattern_split);
}

/* The string with all (or the first count) matches replaced: by a template, or what a function says of the match. */
KK_FUNCTION(re, sub, "(pattern, repl, string, count=0, flags=0)")
Value kk_re_sub(Vm *vm, Value self, Args args)
{
    return call(vm, args, 4, kk_re_pattern_sub);
}

/* The same, with the number of replacements, as a tuple. */
KK_FUNCTION(re, subn, "(pattern, repl, string, count=0, flags=0)")
Value kk_re_subn(Vm *vm, Value self, Args args)
{
    return call(vm, args, 4, kk_re_pattern_subn);
}

/* Forgets the patterns that were kept. */
KK_FUNCTION(re, purge, "()")
Value kk_re_purge(Vm *vm, Value self, Args args)
{
    vm->roots[ROOT_REGEX] = KK_UNSET;
    return kk_none;
}

/* The text with a backslash in front of whatever is special in a pattern. */
KK_FUNCTION(re, escape, "(pattern)")
Value kk_re_escape_text(Vm *vm, Value self, Args args)
{
    static const char special[] = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    StrBuf b;
    Span text;
    Value holder;
    kk_strbuf_init(&b, vm);
    if (!kk_re_text(vm, args.pos[0], &text, NULL, &holder))
        return KK_ERROR;
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = kk_rom_byte(text.at + i);
        bool is = false;
        for (size_t k = 0; k + 1 < sizeof special && !is; k++)
            is = kk_rom_byte((const uint8_t *)special + k) == byte;
        if ((is && !kk_strbuf_add_byte(&b, '\\')) || !kk_strbuf_add_byte(&b, byte))
            return KK_ERROR;
    }
    return kk_str_is(holder) ? kk_strbuf_finish(&b) : kk_strbuf_finish_bytes(&b);
}

/* What is in the Python half: Scanner, template. */
KK_FUNCTION(re, __getattr__, "(name, /)")
Value kk_re_getattr(Vm *vm, Value self, Args args)
{
    return kk_import_more(vm, KK_N(re), KK_N(_re_more), args.pos[0]);
}
