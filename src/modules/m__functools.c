/*
 * m__functools.c: what of functools is called often: reduce, the keys of cmp_to_key, and what partial and lru_cache are
 * made of. The classes that programs see derive from these in lib/functools.py, which gives them a dict, a repr and
 * pickles; a call of one stays in C.
 *
 * Layer: modules.   Tests: tests/modules/functools/.
 */
#include "object/dict.h"
#include "object/func.h"
#include "object/key.h"
#include "object/ops.h"
#include "object/runtime.h"
#include "types/iter.h"
#include "types/keywords.h"
#include "types/str/str.h"
#include "types/tuple.h"

KK_MODULE(_functools)
KK_MODULE_CONST(_functools, partial, KK_REF(&kk_type_functools_partial))
KK_MODULE_CONST(_functools, cached, KK_REF(&kk_type_functools_cached))

/* ---- reduce ---- */

/* The items of an iterable combined to one value, from left to right. */
KK_FUNCTION(_functools, reduce, "(function, iterable, initial=None, /)")
Value kk_functools_reduce(Vm *vm, Value self, Args args)
{
    Cursor cursor;
    Value item, value = kk_arg(args, 2, KK_UNSET);
    if (!kk_iter_begin(vm, &cursor, args.pos[1]))
        return kk_pending_clear(vm, KK_TypeError)
                   ? kk_raise(vm, KK_TypeError, "reduce() arg 2 must support iteration") : KK_ERROR;
    while ((item = kk_iter_advance(vm, &cursor)) != KK_END) {
        if (item != KK_ERROR)
            value = value == KK_UNSET ? item : kk_call2(vm, args.pos[0], value, item);
        if (item == KK_ERROR || value == KK_ERROR)
            return KK_ERROR;
    }
    return value != KK_UNSET ? value
                             : kk_raise(vm, KK_TypeError, "reduce() of empty iterable with no initial value");
}

/* ---- cmp_to_key ---- */

typedef struct KeyObj {
    uintptr_t header;
    Value compare; /* a function of two arguments: negative, zero, positive */
    Value obj;     /* KK_UNSET: what cmp_to_key() gave; a call of it makes keys */
} KeyObj;

static KeyObj *key_of(Value v) { return KK_OBJ(KeyObj, v); }

KK_MUST_CHECK static Value key_new(Vm *vm, Value compare, Value obj)
{
    Value key = kk_object_new(vm, &kk_type_functools_key, 0);
    if (key == KK_ERROR)
        return KK_ERROR;
    key_of(key)->compare = compare;
    key_of(key)->obj = obj;
    return key;
}

static Value key_call(Vm *vm, Value self, Args args, Value kw)
{
    const Value names[1] = {KK_N(obj)};
    Value given[1];
    if (!kk_keywords_bind(vm, "K", args, kw, names, 1, given))
        return KK_ERROR;
    if (given[0] == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "K() missing required argument 'obj' (pos 1)");
    return key_new(vm, key_of(self)->compare, given[0]);
}

static Value key_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if (!kk_desc_is(a, &kk_type_functools_key) || !kk_desc_is(b, &kk_type_functools_key))
        return kk_raise(vm, KK_TypeError, "other argument must be K instance");
    if (key_of(a)->obj == KK_UNSET || key_of(b)->obj == KK_UNSET)
        return kk_raise(vm, KK_AttributeError, "object");
    Value order = kk_call2(vm, key_of(a)->compare, key_of(a)->obj, key_of(b)->obj);
    return order == KK_ERROR ? KK_ERROR : kk_compare(vm, order, KK_INT(0), op);
}

static const Layout key_layout = {sizeof(KeyObj) / sizeof(uintptr_t), 3u << 1, TAIL_NONE, 0};
static const TypeSlots key_slots = {.call = key_call, .compare = key_compare};
KK_TYPE(functools_key, object) = {KK_TYPE_HEAD(functools_key, object, &key_layout, TYPE_NO_NEW | TYPE_FINAL),
                                  .slots = &key_slots};

/* What the key stands for. */
KK_GETTER(functools_key, obj)
Value kk_functools_key_obj(Vm *vm, Value self)
{
    Value obj = key_of(self)->obj;
    return obj != KK_UNSET ? obj : kk_raise(vm, KK_AttributeError, "obj");
}

/* A function for sort(key=) that orders as the one that compares two. */
KK_FUNCTION(_functools, cmp_to_key, "(mycmp)")
Value kk_functools_cmp_to_key(Vm *vm, Value self, Args args) { return key_new(vm, args.pos[0], KK_UNSET); }

/* ---- partial ---- */

typedef struct PartialObj {
    uintptr_t header;
    Value func;
    Value given; /* tuple */
    Value kw;    /* dict; KK_UNSET while nobody has seen it and it is empty */
} PartialObj;

static PartialObj *partial_of(Value v) { return KK_OBJ(PartialObj, v); }

/* a and b as one array: in `few` when it has room for them (8), else in a fresh tuple, which *pin keeps. */
KK_MUST_CHECK static const Value *join(Vm *vm, Value given, Args args, Value *few, Value *pin)
{
    size_t n = kk_tuple_len(given), all = n + args.n;
    *pin = given;
    if (n == 0)
        return args.pos;
    if (args.n == 0)
        return kk_tuple_items(given);
    if (all > 8) {
        *pin = kk_tuple_new(vm, all);
        if (*pin == KK_ERROR)
            return NULL;
        few = kk_tuple_items(*pin);
    }
    for (size_t i = 0; i < n; i++)
        few[i] = kk_tuple_at(given, i);
    for (size_t i = 0; i < args.n; i++)
        few[n + i] = args.pos[i];
    return few;
}

/* *kw: the keywords of both in a dict of its own, the second's before the first's; KK_UNSET when there are none. */
KK_MUST_CHECK static bool merge(Vm *vm, Value first, Value second, Value *kw)
{
    *kw = KK_UNSET;
    if (!kk_dict_any(first) && !kk_dict_any(second))
        return true;
    *kw = kk_dict_copy(vm, kk_dict_any(first) ? first : second);
    return *kw != KK_ERROR && (!kk_dict_any(first) || !kk_dict_any(second) || kk_dict_update(vm, *kw, second));
}

static Value partial_call(Vm *vm, Value self, Args args, Value kw)
{
    const PartialObj *p = partial_of(self);
    Value few[8], pin, func = p->func;
    size_t n = kk_tuple_len(p->given) + args.n;
    if (!merge(vm, p->kw, kw, &kw))
        return KK_ERROR;
    const Value *pos = join(vm, p->given, args, few, &pin);
    if (pos == NULL && n > 0)
        return KK_ERROR;
    return kw == KK_UNSET ? kk_call(vm, func, pos, n) : kk_call_kw(vm, func, (Args){pos, n}, kw);
}

/* Whether it is a partial, of any class, without attributes of its own: one around it may take its place. */
KK_MUST_CHECK static bool is_bare_partial(Vm *vm, Value v, bool *bare)
{
    *bare = false;
    if (!kk_is(v, &kk_type_functools_partial))
        return true;
    Value dict = kk_getattr_opt(vm, v, KK_N(__dict__));
    *bare = dict == KK_UNSET || (kk_dict_is(dict) && kk_dict_len(dict) == 0);
    return dict != KK_UNSET || !kk_failed(vm);
}

static Value partial_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (args.n == 0)
        return kk_raise(vm, KK_TypeError, "type 'partial' takes at least one argument");
    Value func = args.pos[0], inner_kw = KK_UNSET, given, pin, few[8];
    bool bare;
    if (!kk_callable(vm, func))
        return kk_raise(vm, KK_TypeError, "the first argument must be callable");
    if (!is_bare_partial(vm, func, &bare))
        return KK_ERROR;
    Args rest = {args.pos + 1, args.n - 1};
    if (bare) {
        const PartialObj *inner = partial_of(func);
        size_t n = kk_tuple_len(inner->given) + rest.n;
        const Value *all = join(vm, inner->given, rest, few, &pin);
        given = all == NULL && n > 0 ? KK_ERROR : kk_tuple_from(vm, all, n);
        inner_kw = inner->kw;
        func = inner->func;
    } else {
        given = kk_tuple_from(vm, rest.pos, rest.n);
    }
    if (given == KK_ERROR || !merge(vm, inner_kw, kw, &kw))
        return KK_ERROR;
    Value self = kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    partial_of(self)->func = func;
    partial_of(self)->given = given;
    partial_of(self)->kw = kw;
    return self;
}

static const Layout partial_layout = {sizeof(PartialObj) / sizeof(uintptr_t), 7u << 1, TAIL_NONE, 0};
static const TypeSlots partial_slots = {.make = partial_make, .call = partial_call};
KK_TYPE(functools_partial, object) = {KK_TYPE_HEAD(functools_partial, object, &partial_layout, 0),
                                      .slots = &partial_slots};

/* The function that will be called. */
KK_GETTER(functools_partial, func)
Value kk_functools_partial_func(Vm *vm, Value self) { return partial_of(self)->func; }

/* The arguments that are given first. */
KK_GETTER(functools_partial, args)
Value kk_functools_partial_args(Vm *vm, Value self) { return partial_of(self)->given; }

/* The keywords that are given. */
KK_GETTER(functools_partial, keywords)
Value kk_functools_partial_keywords(Vm *vm, Value self)
{
    if (partial_of(self)->kw != KK_UNSET)
        return partial_of(self)->kw;
    Value kw = kk_dict_new(vm, 0);
    if (kw != KK_ERROR)
        partial_of(self)->kw = kw;
    return kw;
}

/* Another function, tuple of arguments and dict of keywords in place of its own. */
KK_METHOD(functools_partial, _replace, "(func, args, keywords, /)")
Value kk_functools_partial_replace(Vm *vm, Value self, Args args)
{
    if (!kk_tuple_is(args.pos[1]) || !kk_dict_is(args.pos[2]) || !kk_callable(vm, args.pos[0]))
        return kk_raise(vm, KK_TypeError, "invalid partial state");
    partial_of(self)->func = args.pos[0];
    partial_of(self)->given = args.pos[1];
    partial_of(self)->kw = args.pos[2];
    return kk_none;
}

/* ---- lru_cache ---- */

/* The arguments of a call as a key of a dict: hashed once. */
typedef struct CallKeyObj {
    uintptr_t header;
    Value items; /* tuple */
    uintptr_t hash;
} CallKeyObj;

typedef struct CachedObj {
    uintptr_t header;
    Value func;
    Value cache;      /* dict; the result used last is its last item */
    Value maxsize;    /* small int or None */
    Value typed;      /* bool */
    uintptr_t hits;   /* raw */
    uintptr_t misses; /* raw */
} CachedObj;

static CachedObj *cached_of(Value v) { return KK_OBJ(CachedObj, v); }

/* The arguments that a key stands for; KK_UNSET: it is none. */
static Value key_items(Value key)
{
    if (kk_desc_is(key, &kk_type_functools_call))
        return KK_OBJ(CallKeyObj, key)->items;
    return kk_tuple_is(key) ? key : KK_UNSET;
}

static bool call_key_hash(Vm *vm, Value self, uintptr_t *hash)
{
    *hash = KK_OBJ(CallKeyObj, self)->hash;
    return true;
}

static Value call_key_compare(Vm *vm, Value a, Value b, CompareOp op)
{
    bool same;
    Value x = key_items(a), y = key_items(b);
    if (op != CMP_EQ || x == KK_UNSET || y == KK_UNSET)
        return kk_not_implemented;
    return kk_key_equal(vm, x, y, &same) ? kk_bool(same) : KK_ERROR;
}

static const Layout call_key_layout = {sizeof(CallKeyObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots call_key_slots = {.hash = call_key_hash, .compare = call_key_compare};
KK_TYPE(functools_call, object) = {KK_TYPE_HEAD(functools_call, object, &call_key_layout, TYPE_NO_NEW | TYPE_FINAL),
                                   .slots = &call_key_slots};

/* A tuple of the arguments: the positional ones, a mark and the keywords, and when it matters the types of all. */
KK_MUST_CHECK static Value arguments(Vm *vm, Args args, Value kw, bool typed)
{
    size_t n = args.n, named = kk_dict_any(kw) ? kk_dict_len(kw) : 0, at = 0;
    Value tuple = kk_tuple_new(vm, n + (named > 0 ? 2 * named + 1 : 0) + (typed ? n + named : 0)), key, value;
    if (tuple == KK_ERROR)
        return KK_ERROR;
    Value *put = kk_tuple_items(tuple);
    for (size_t i = 0; i < n; i++)
        *put++ = args.pos[i];
    if (named > 0)
        *put++ = KK_REF(&kk_type_functools_call);
    while (named > 0 && kk_dict_next(kw, &at, &key, &value)) {
        *put++ = key;
        *put++ = value;
    }
    for (size_t i = 0; typed && i < n; i++)
        *put++ = KK_REF(kk_type_of(args.pos[i]));
    for (at = 0; typed && named > 0 && kk_dict_next(kw, &at, &key, &value);)
        *put++ = KK_REF(kk_type_of(value));
    return tuple;
}

/* Nobody's __hash__ is asked for a tuple of these: it is as good a key as one that knows its hash. */
static bool all_simple(Args args)
{
    size_t i = 0;
    while (i < args.n && kk_key_is_simple(kk_key_plain(args.pos[i])))
        i++;
    return i == args.n;
}

KK_MUST_CHECK static Value call_key(Vm *vm, Args args, Value kw, bool typed)
{
    if (args.n == 1 && !typed && !kk_dict_any(kw)) {
        const TypeObj *type = kk_type_of(args.pos[0]);
        if (type == &kk_type_int || type == &kk_type_str)
            return args.pos[0];
    }
    uintptr_t hash;
    Value items = arguments(vm, args, kw, typed);
    if (KK_WORD_BITS == 64 && items != KK_ERROR && kk_tuple_len(items) == args.n && all_simple(args))
        return items;
    if (items == KK_ERROR || !kk_hash(vm, items, &hash))
        return KK_ERROR;
    Value key = kk_object_new(vm, &kk_type_functools_call, 0);
    if (key == KK_ERROR)
        return KK_ERROR;
    KK_OBJ(CallKeyObj, key)->items = items;
    KK_OBJ(CallKeyObj, key)->hash = hash;
    return key;
}

/* Remembers a result as the one used last; the one that was used longest ago goes when there is no room. */
KK_MUST_CHECK static bool remember(Vm *vm, Value self, Value key, Value result)
{
    CachedObj *c = cached_of(self);
    Value cache = c->cache, oldest, value;
    if (c->maxsize != kk_none) {
        /* A call inside the function may have put it there. */
        if (kk_dict_get(vm, cache, key) != KK_UNSET)
            return true;
        size_t at = 0;
        if (kk_failed(vm))
            return false;
        if (kk_dict_len(cache) >= (size_t)kk_smallint_get(c->maxsize) && kk_dict_next(cache, &at, &oldest, &value) &&
            !kk_dict_pop(vm, cache, oldest, &value))
            return false;
    }
    return kk_dict_set(vm, cache, key, result);
}

static Value cached_call(Vm *vm, Value self, Args args, Value kw)
{
    CachedObj *c = cached_of(self);
    if (c->maxsize == KK_INT(0)) {
        c->misses++;
        return kk_call_kw(vm, c->func, args, kw);
    }
    Value key = call_key(vm, args, kw, c->typed == kk_true), result = KK_ERROR;
    if (key != KK_ERROR)
        result = c->maxsize == kk_none ? kk_dict_get(vm, c->cache, key) : kk_dict_touch(vm, c->cache, key);
    if (key == KK_ERROR || (result == KK_UNSET && kk_failed(vm)))
        return KK_ERROR;
    if (result == KK_UNSET) {
        c->misses++;
        result = kk_call_kw(vm, c->func, args, kw);
        return result != KK_ERROR && remember(vm, self, key, result) ? result : KK_ERROR;
    }
    c->hits++;
    return result;
}

static Value cached_get(Vm *vm, Value self, Value obj, Value cls)
{
    return obj == KK_UNSET || obj == kk_none ? self : kk_method_new(vm, self, obj);
}

/* cached(function, maxsize, typed) */
static Value cached_make(Vm *vm, Value cls, Args args, Value kw)
{
    if (args.n < 3)
        return kk_raise(vm, KK_TypeError, "cached() takes a function, maxsize and typed");
    if (!kk_callable(vm, args.pos[0]))
        return kk_raise(vm, KK_TypeError, "the first argument must be callable");
    Value size = args.pos[1];
    intptr_t n = 0;
    bool typed;
    if (!kk_truth(vm, args.pos[2], &typed) || (size != kk_none && !kk_index_clamped(vm, size, &n)))
        return KK_ERROR;
    Value cache = kk_dict_new(vm, 0);
    Value self = cache == KK_ERROR ? KK_ERROR : kk_object_new(vm, KK_OBJ(const TypeObj, cls), 0);
    if (self == KK_ERROR)
        return KK_ERROR;
    CachedObj *c = cached_of(self);
    n = n < 0 ? 0 : (size_t)n > KK_LEN_MAX ? (intptr_t)KK_LEN_MAX : n;
    c->func = args.pos[0];
    c->cache = cache;
    c->maxsize = size == kk_none ? kk_none : kk_smallint(n);
    c->typed = kk_bool(typed);
    return self;
}

static const Layout cached_layout = {sizeof(CachedObj) / sizeof(uintptr_t), 15u << 1, TAIL_NONE, 0};
static const TypeSlots cached_slots = {
    .make = cached_make, .call = cached_call, .rare = &(const RareSlots){.get = cached_get},
};
KK_TYPE(functools_cached, object) = {KK_TYPE_HEAD(functools_cached, object, &cached_layout, 0),
                                     .slots = &cached_slots};

/* (hits, misses, maxsize, how many results are kept) */
KK_METHOD(functools_cached, _counts, "()")
Value kk_functools_cached_counts(Vm *vm, Value self, Args args)
{
    const CachedObj *c = cached_of(self);
    Value counts[4] = {KK_INT((intptr_t)c->hits), KK_INT((intptr_t)c->misses), c->maxsize,
                       KK_INT((intptr_t)kk_dict_len(c->cache))};
    return kk_tuple_from(vm, counts, 4);
}

/* Forgets all results. */
KK_METHOD(functools_cached, cache_clear, "()")
Value kk_functools_cached_clear(Vm *vm, Value self, Args args)
{
    Value cache = kk_dict_new(vm, 0);
    if (cache == KK_ERROR)
        return KK_ERROR;
    cached_of(self)->cache = cache;
    cached_of(self)->hits = cached_of(self)->misses = 0;
    return kk_none;
}
