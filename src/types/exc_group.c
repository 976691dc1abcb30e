/*
 * exc_group.c: BaseExceptionGroup and ExceptionGroup: made, split, shown.
 *
 * A group is divided by a condition: the parts have the group's structure, made by derive(), and lead back
 * to the same place: traceback, cause, context and notes are copied.
 *
 * Layer: types.   Tests: tests/types/exc/group.py, tests/hostile/exc_group.py.
 */
#include "types/exc_group.h"

#include "object/attr.h"
#include "object/call.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/exc_slots.h"
#include "types/list.h"
#include "types/sequence.h"
#include "types/traceback.h"
#include "types/tuple.h"

static const Layout group_layout = {sizeof(GroupObj) / sizeof(uintptr_t), 0x1FE, TAIL_NONE, 0};
static Value make(Vm *vm, Value cls, Args args, Value kw);
static Value group_str(Vm *vm, Value self);
static const TypeSlots group_slots = {
    .make = make, .init = kk_exc_init, .repr = kk_exc_repr,
    .rare = &(const RareSlots){.str = group_str, .getattr = kk_exc_getattr, .setattr = kk_exc_setattr},
};

KK_TYPE(BaseExceptionGroup, BaseException) = {
    KK_TYPE_HEAD(BaseExceptionGroup, BaseException, &group_layout, TYPE_EXCEPTION), .slots = &group_slots};

/* ExceptionGroup derives from two: the MRO stands here. */
static const struct {
    uintptr_t header;
    Value at[2];
} group_bases = {KK_HEADER(KIND_TUPLE, 2), {KK_REF(&kk_type_BaseExceptionGroup), KK_REF(&kk_type_Exception)}};
static const struct {
    uintptr_t header;
    Value at[5];
} group_mro = {KK_HEADER(KIND_TUPLE, 5),
               {KK_REF(&kk_type_ExceptionGroup), KK_REF(&kk_type_BaseExceptionGroup), KK_REF(&kk_type_Exception),
                KK_REF(&kk_type_BaseException), KK_REF(&kk_type_object)}};
KK_TYPE(ExceptionGroup, BaseExceptionGroup) = {
    KK_TYPE_HEAD(ExceptionGroup, BaseExceptionGroup, &group_layout, TYPE_EXCEPTION | TYPE_HAS_PART), .slots = &group_slots,
    .part = {{.bases = KK_REF(&group_bases), .mro = KK_REF(&group_mro)}}};

static GroupObj *group_of(Value v) { return KK_OBJ(GroupObj, v); }

/* ---- construction ---- */

/* All items are exceptions. *base: some are no Exceptions. */
KK_MUST_CHECK static bool check_items(Vm *vm, Value tuple, bool *base)
{
    *base = false;
    for (size_t i = 0; i < kk_len_of(tuple); i++) {
        Value item = kk_tuple_at(tuple, i);
        if (!kk_exc_is(item))
            return kk_raise_false(vm, KK_ValueError, "Item %zu of second argument (exceptions) is not an exception", i);
        *base = *base || !kk_is(item, KK_RAISES(Exception));
    }
    return true;
}

/* The type that the new group has: an ExceptionGroup if all in it are Exceptions; NULL: error. */
KK_MUST_CHECK static const TypeObj *choose_type(Vm *vm, const TypeObj *cls, bool base)
{
    if (cls == &kk_type_BaseExceptionGroup)
        return base ? cls : &kk_type_ExceptionGroup;
    if (!base || !kk_type_is_subclass(cls, KK_RAISES(Exception)))
        return cls;
    if (cls == &kk_type_ExceptionGroup)
        kk_raise(vm, KK_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    else
        kk_raise(vm, KK_TypeError, "Cannot nest BaseExceptions in '%N'", cls);
    return NULL;
}

/* It has items, by index as far as can be told from outside. */
static bool is_sequence(Vm *vm, Value v)
{
    const TypeObj *type = kk_type_of(v);
    if (kk_as_kind(v, KIND_DICT) != KK_UNSET)
        return false;
    return kk_ops_of(type->slots)->getitem != NULL || kk_class_attr(vm, type, KK_N(__getitem__)) != KK_UNSET;
}

static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    if (args.n != 2)
        return kk_raise(vm, KK_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", args.n);
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args.pos[0]);
    if (!is_sequence(vm, args.pos[1]))
        return kk_raise(vm, KK_TypeError, "second argument (exceptions) must be a sequence");
    Value tuple = kk_tuple_from_iterable(vm, args.pos[1]);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    if (kk_len_of(tuple) == 0)
        return kk_raise(vm, KK_ValueError, "second argument (exceptions) must be a non-empty sequence");
    bool base;
    if (!check_items(vm, tuple, &base))
        return KK_ERROR;
    const TypeObj *type = choose_type(vm, KK_OBJ(const TypeObj, cls), base);
    Value group = type == NULL ? KK_ERROR : kk_exc_make(vm, KK_REF(type), args, kw);
    if (group == KK_ERROR)
        return KK_ERROR;
    group_of(group)->message = args.pos[0];
    group_of(group)->exceptions = tuple;
    return group;
}

Value kk_exc_group_new(Vm *vm, Value message, Value exceptions)
{
    Value args[] = {message, exceptions};
    return make(vm, KK_REF(&kk_type_BaseExceptionGroup), (Args){args, 2}, KK_UNSET);
}

static Value group_str(Vm *vm, Value self)
{
    size_t n = kk_len_of(group_of(self)->exceptions);
    return kk_format_message(vm, "%V (%zu sub-exception%s)", group_of(self)->message, n, n == 1 ? "" : "s");
}

/* ---- attributes ---- */

/* The message. */
KK_GETTER(BaseExceptionGroup, message)
Value kk_exc_group_get_message(Vm *vm, Value self) { return group_of(self)->message; }

/* The exceptions in it, a tuple. */
KK_GETTER(BaseExceptionGroup, exceptions)
Value kk_exc_group_get_exceptions(Vm *vm, Value self) { return group_of(self)->exceptions; }

/* A group with this one's message and other exceptions: what a class overrides whose groups hold more. */
KK_METHOD(BaseExceptionGroup, derive, "(excs, /)")
Value kk_exc_group_derive(Vm *vm, Value self, Args args)
{
    return kk_exc_group_new(vm, group_of(self)->message, args.pos[0]);
}

/* ---- splitting ---- */

typedef enum MatchBy { BY_TYPE, BY_CALL, BY_IDENTITY } MatchBy;

typedef struct Matcher {
    MatchBy by;
    Value what; /* a type or tuple of types; a callable; a list of exceptions */
    bool rest;  /* what does not match is wanted, too */
} Matcher;

static bool is_exception_type(Value v)
{
    return kk_type_is(v) && (KK_OBJ(const TypeObj, v)->flags & TYPE_EXCEPTION) != 0;
}

KK_MUST_CHECK static bool read_matcher(Vm *vm, Value what, Matcher *m)
{
    m->what = what;
    m->by = BY_TYPE;
    Value tuple = kk_as_kind(what, KIND_TUPLE);
    bool good = tuple != KK_UNSET || is_exception_type(what);
    for (size_t i = 0; tuple != KK_UNSET && i < kk_len_of(tuple); i++)
        good = good && is_exception_type(kk_tuple_at(tuple, i));
    if (good)
        return true;
    m->by = BY_CALL;
    return (tuple == KK_UNSET && !kk_type_is(what) && kk_callable(vm, what)) ||
           kk_raise_false(vm, KK_TypeError, "expected a function, exception type or tuple of exception types");
}

KK_MUST_CHECK static bool matches(Vm *vm, const Matcher *m, Value exc, bool *match)
{
    Value tuple = m->by == BY_TYPE ? kk_as_kind(m->what, KIND_TUPLE) : KK_UNSET;
    *match = false;
    if (m->by == BY_CALL) {
        Value r = kk_call1(vm, m->what, exc);
        return r != KK_ERROR && kk_truth(vm, r, match);
    }
    if (m->by == BY_IDENTITY) {
        for (size_t i = 0; !*match && i < kk_len_of(m->what); i++)
            *match = kk_list_at(m->what, i) == exc;
    } else if (tuple == KK_UNSET) {
        *match = kk_is(exc, KK_OBJ(const TypeObj, m->what));
    } else {
        for (size_t i = 0; !*match && i < kk_len_of(tuple); i++)
            *match = kk_is(exc, KK_OBJ(const TypeObj, kk_tuple_at(tuple, i)));
    }
    return true;
}

/* The notes of a part are a list of its own. */
KK_MUST_CHECK static bool copy_notes(Vm *vm, Value from, Value to)
{
    Value notes = kk_getattr_opt(vm, from, KK_N(__notes__));
    if (notes == KK_UNSET)
        return !kk_failed(vm);
    if (!is_sequence(vm, notes))
        return true;
    Value list = kk_list_new(vm, 0);
    return list != KK_ERROR && kk_list_extend(vm, list, notes) && kk_setattr(vm, to, KK_N(__notes__), list);
}

/* The part of `group` with the exceptions in the list: kk_none when that is KK_UNSET or empty. */
KK_MUST_CHECK static Value subset(Vm *vm, Value group, Value list)
{
    if (list == KK_UNSET || kk_len_of(list) == 0)
        return kk_none;
    Value part = kk_call_method(vm, group, KK_N(derive), &list, 1);
    if (part == KK_ERROR)
        return KK_ERROR;
    if (!kk_exc_group_is(part))
        return kk_raise(vm, KK_TypeError, "derive must return an instance of BaseExceptionGroup");
    ExcObj *from = KK_OBJ(ExcObj, group), *to = KK_OBJ(ExcObj, part);
    if (from->traceback != KK_UNSET)
        to->traceback = from->traceback;
    to->context = from->context;
    to->cause = from->cause;
    kk_exc_set_flag(part, EXC_SUPPRESS_CONTEXT, true);
    return copy_notes(vm, group, part) ? part : KK_ERROR;
}

/* out[0] is the part of exc that matches, out[1] the rest if it is wanted: exceptions, or kk_none. */
KK_MUST_CHECK static bool split(Vm *vm, const Matcher *m, Value exc, Value out[2])
{
    bool match;
    out[0] = out[1] = kk_none;
    if (!matches(vm, m, exc, &match))
        return false;
    if (match || !kk_exc_group_is(exc)) {
        if (match || m->rest)
            out[!match] = exc;
        return true;
    }
    Value lists[2] = {kk_list_new(vm, 0), KK_UNSET};
    if (lists[0] == KK_ERROR || (m->rest && (lists[1] = kk_list_new(vm, 0)) == KK_ERROR) || !kk_depth_enter(vm))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < kk_len_of(group_of(exc)->exceptions); i++) {
        Value parts[2];
        good = split(vm, m, kk_tuple_at(group_of(exc)->exceptions, i), parts) &&
               (parts[0] == kk_none || kk_list_append(vm, lists[0], parts[0])) &&
               (parts[1] == kk_none || kk_list_append(vm, lists[1], parts[1]));
    }
    kk_depth_leave(vm);
    return good && (out[0] = subset(vm, exc, lists[0])) != KK_ERROR &&
           (out[1] = subset(vm, exc, lists[1])) != KK_ERROR;
}

/* The part whose exceptions are of a type, of one of several, or that a function says True of; None: no such part. */
KK_METHOD(BaseExceptionGroup, subgroup, "(condition, /)")
Value kk_exc_group_subgroup(Vm *vm, Value self, Args args)
{
    Matcher m = {.rest = false};
    Value parts[2];
    return read_matcher(vm, args.pos[0], &m) && split(vm, &m, self, parts) ? parts[0] : KK_ERROR;
}

/* The part that subgroup() gives, and the rest. */
KK_METHOD(BaseExceptionGroup, split, "(condition, /)")
Value kk_exc_group_split(Vm *vm, Value self, Args args)
{
    Matcher m = {.rest = true};
    Value parts[2];
    return read_matcher(vm, args.pos[0], &m) && split(vm, &m, self, parts) ? kk_tuple_from(vm, parts, 2) : KK_ERROR;
}

Value kk_exc_group_project(Vm *vm, Value group, Value leaves)
{
    Matcher m = {BY_IDENTITY, leaves, false};
    Value parts[2];
    return split(vm, &m, group, parts) ? parts[0] : KK_ERROR;
}

bool kk_exc_group_leaves(Vm *vm, Value v, Value list)
{
    if (!kk_exc_group_is(v))
        return kk_list_append(vm, list, v);
    if (!kk_depth_enter(vm))
        return false;
    bool good = true;
    for (size_t i = 0; good && i < kk_len_of(group_of(v)->exceptions); i++)
        good = kk_exc_group_leaves(vm, kk_tuple_at(group_of(v)->exceptions, i), list);
    kk_depth_leave(vm);
    return good;
}
