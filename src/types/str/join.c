/*
 * join.c: strs put together: concatenation, repetition, join.
 *
 * Two passes over the parts: the first adds up their sizes, the second copies. Nothing that runs
 * between them can change the parts; allocation may move them, so they are read again from where
 * they stand.
 *
 * Layer: types.   Tests: tests/types/str/join.py, tests/types/str/operators.py.
 */
#include "base/utf8.h"
#include "types/list.h"
#include "types/str/str.h"

static uint32_t ascii_flag(Value str)
{
    return KK_OBJ(StrObj, str)->hash & STR_NOT_ASCII;
}

Value kk_str_concat(Vm *vm, Value a, Value b)
{
    Span left = kk_str_span(a), right = kk_str_span(b);
    if (left.len == 0)
        return b;
    if (right.len == 0)
        return a;
    Value str = kk_str_alloc(vm, left.len + right.len);
    if (str == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(StrObj, str)->at;
    kk_bytes_copy(to, left.at, left.len);
    kk_bytes_copy(to + left.len, right.at, right.len);
    KK_OBJ(StrObj, str)->hash = ascii_flag(a) | ascii_flag(b);
    return str;
}

/* sep between the n strs at parts, which may be wrapped; *bad: the first that is no str. */
static Value join(Vm *vm, Span sep, const Value *parts, size_t n, size_t *bad)
{
    *bad = n;
    if (n == 0)
        return KK_N(empty);
    size_t total = sep.len * (n - 1);
    if (sep.len > 0 && total / sep.len != n - 1)
        return kk_raise_memory(vm);
    for (size_t i = 0; i < n; i++) {
        Value part = kk_as_kind(parts[i], KIND_STR);
        if (part == KK_UNSET) {
            *bad = i;
            return KK_ERROR;
        }
        size_t len = kk_len_of(part);
        if (len > KK_LEN_MAX - total)
            return kk_raise_memory(vm);
        total += len;
    }
    if (n == 1 && kk_str_is(parts[0]))
        return parts[0];
    if (total == 0)
        return KK_N(empty);
    Value str = kk_str_alloc(vm, total);
    if (str == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(StrObj, str)->at;
    uint32_t flags = kk_utf8_is_ascii(sep) ? 0 : STR_NOT_ASCII;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && sep.len == 1) {
            *to++ = kk_rom_byte(sep.at);
        } else if (i > 0) {
            kk_bytes_copy(to, sep.at, sep.len);
            to += sep.len;
        }
        Value text = kk_as_kind(parts[i], KIND_STR);
        Span part = kk_str_span(text);
        kk_bytes_copy(to, part.at, part.len);
        to += part.len;
        flags |= ascii_flag(text);
    }
    KK_OBJ(StrObj, str)->hash = flags;
    return str;
}

Value kk_str_concat_all(Vm *vm, const Value *parts, size_t n)
{
    size_t bad;
    return join(vm, (Span){NULL, 0}, parts, n, &bad);
}

Value kk_str_join(Vm *vm, Value sep, Value iterable)
{
    Value list = kk_as_kind(iterable, KIND_LIST);
    Value tuple = kk_as_kind(iterable, KIND_TUPLE);
    if (list == KK_UNSET && tuple == KK_UNSET) {
        list = kk_list_new(vm, 0);
        if (list == KK_ERROR)
            return KK_ERROR;
        if (!kk_list_extend(vm, list, iterable)) {
            bool iterates = !kk_pending_is(vm, KK_TypeError) || kk_type_of(iterable)->slots->iter;
            if (iterates || kk_type_lookup(vm, kk_type_of(iterable), KK_N(__iter__)) != KK_UNSET ||
                kk_type_lookup(vm, kk_type_of(iterable), KK_N(__getitem__)) != KK_UNSET)
                return KK_ERROR;
            kk_pending_clear(vm, KK_TypeError);
            return kk_raise(vm, KK_TypeError, "can only join an iterable");
        }
    }
    const Value *parts = list != KK_UNSET ? kk_list_items(list) : KK_OBJ(TupleObj, tuple)->at;
    size_t n = list != KK_UNSET ? kk_list_len(list) : kk_len_of(tuple), bad;
    Value str = join(vm, kk_str_span(sep), parts, n, &bad);
    if (str == KK_ERROR && bad < n)
        kk_raise(vm, KK_TypeError, "sequence item %zu: expected str instance, %T found", bad,
                 parts[bad]);
    return str;
}

/* The strs of an iterable with this one between them. */
KK_METHOD(str, join, "(iterable, /)")
Value kk_str_join_method(Vm *vm, Value self, Args args)
{
    return kk_str_join(vm, self, args.pos[0]);
}

Value kk_str_repeat(Vm *vm, Value str, intptr_t n)
{
    Span unit = kk_str_span(str);
    if (n <= 0 || unit.len == 0)
        return KK_N(empty);
    if (n == 1)
        return str;
    size_t total;
    if (__builtin_mul_overflow(unit.len, (size_t)n, &total) || total > (size_t)INTPTR_MAX)
        return kk_raise(vm, KK_OverflowError, "repeated string is too long");
    Value result = kk_str_alloc(vm, total);
    if (result == KK_ERROR)
        return KK_ERROR;
    uint8_t *to = KK_OBJ(StrObj, result)->at;
    if (unit.len == 1) {
        memset(to, kk_rom_byte(unit.at), total);
        return result;
    }
    kk_bytes_copy(to, unit.at, unit.len);
    for (size_t done = unit.len; done < total;) {
        size_t more = done < total - done ? done : total - done;
        memcpy(to + done, to, more);
        done += more;
    }
    KK_OBJ(StrObj, result)->hash = ascii_flag(str);
    return result;
}
