/*
 * set_type.c: set and frozenset as Python sees them: slots and the iterator.
 *
 * Layer: types.   Tests: tests/types/set/.
 */
#include "object/error.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "types/iter.h"
#include "types/sequence.h"
#include "types/set.h"

/* The built-in type that results of operators on this set have. */
static const TypeObj *plain_type(Value set)
{
    return kk_type_of(set)->native;
}

/* ---- making ---- */

static Value make_set(Vm *vm, Value cls, Args args, Value kw)
{
    return kk_set_new_of(vm, KK_OBJ(const TypeObj, cls));
}

static bool init_set(Vm *vm, Value self, Args args, Value kw)
{
    Value given;
    if (!kk_sequence_one_argument(vm, "set", args, kw, &given))
        return false;
    if (kk_set_len(self) != 0)
        kk_set_clear(self);
    return given == KK_UNSET || kk_set_update(vm, self, given);
}

static Value make_frozenset(Vm *vm, Value cls, Args args, Value kw)
{
    Value given;
    bool exact = cls == KK_REF(&kk_type_frozenset);
    if (kk_sequence_drops_keywords(vm, cls, &kk_type_frozenset, KK_N(__init__)))
        kw = KK_UNSET;
    if (!kk_sequence_one_argument(vm, "frozenset", args, kw, &given))
        return KK_ERROR;
    if (given == KK_UNSET)
        return kk_set_new_of(vm, KK_OBJ(const TypeObj, cls));
    if (exact && kk_desc_is(given, &kk_type_frozenset))
        return given;
    return kk_set_from_iterable(vm, KK_OBJ(const TypeObj, cls), given);
}

/* ---- slots ---- */

static bool add_items(StrBuf *b, Value set)
{
    size_t at = 0;
    Value item;
    for (bool first = true; kk_set_next(set, &at, &item); first = false) {
        if ((!first && !kk_strbuf_add_text(b, ", ")) || !kk_strbuf_add_repr(b, item))
            return false;
    }
    return true;
}

static Value repr(Vm *vm, Value self)
{
    StrBuf b;
    bool again, named = !kk_desc_is(self, &kk_type_set) || kk_set_len(self) == 0;
    kk_strbuf_init(&b, vm);
    if (!kk_repr_enter(vm, self, &again))
        return KK_ERROR;
    bool fine = true;
    if (named || again)
        fine = kk_strbuf_add(&b, kk_type_name(self)) && kk_strbuf_add_byte(&b, '(');
    if (again)
        return fine && kk_strbuf_add_text(&b, "...)") ? kk_strbuf_finish(&b) : KK_ERROR;
    if (kk_set_len(self) != 0)
        fine = fine && kk_strbuf_add_byte(&b, '{') && add_items(&b, self) &&
               kk_strbuf_add_byte(&b, '}');
    kk_repr_leave(vm, self);
    if (named)
        fine = fine && kk_strbuf_add_byte(&b, ')');
    return fine ? kk_strbuf_finish(&b) : KK_ERROR;
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    return kk_set_is_any(b) ? kk_set_compare(vm, a, b, op) : kk_not_implemented;
}

/* Independent of the order of the items: what they contribute is combined by exclusive or. */
static bool hash_frozenset(Vm *vm, Value self, uintptr_t *hash)
{
    SetObj *s = KK_OBJ(SetObj, self);
    size_t at = 0;
    Value item;
    uint32_t sum = (uint32_t)(s->count + 1) * 1927868237u;
    while (s->extra == 0 && kk_set_next(self, &at, &item)) {
        uintptr_t one;
        if (!kk_hash(vm, item, &one))
            return false;
        uint32_t h = (uint32_t)(one ^ (uint64_t)one >> 32);
        sum ^= (h ^ h << 16 ^ 89869747u) * 3644798167u;
    }
    if (s->extra == 0) {
        sum = (sum ^ sum >> 11 ^ sum >> 25) * 69069u + 907133923u;
        s->extra = (sum & 0x7FFFFFFFu) | 1;
    }
    *hash = s->extra;
    return true;
}

static bool length(Vm *vm, Value self, size_t *n)
{
    *n = kk_set_len(self);
    return true;
}

static Value contains(Vm *vm, Value self, Value item)
{
    bool found;
    return kk_set_contains_any(vm, self, item, &found) ? kk_bool(found) : KK_ERROR;
}

static Value binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    if (!kk_set_is_any(a) || !kk_set_is_any(b))
        return kk_not_implemented;
    const TypeObj *cls = plain_type(a);
    switch (op) {
    case BIN_OR:
        return kk_set_union(vm, cls, a, b);
    case BIN_AND:
        return kk_set_intersection(vm, cls, a, b);
    case BIN_SUB:
        return kk_set_difference(vm, cls, a, b);
    case BIN_XOR:
        return kk_set_symmetric(vm, cls, a, b);
    default:
        return kk_not_implemented;
    }
}

static Value inplace(Vm *vm, BinaryOp op, Value self, Value other)
{
    if (!kk_set_is_any(other))
        return kk_not_implemented;
    if (op == BIN_OR)
        return kk_set_update(vm, self, other) ? self : KK_ERROR;
    if (op == BIN_SUB)
        return kk_set_remove_all(vm, self, other) ? self : KK_ERROR;
    if (op != BIN_AND && op != BIN_XOR)
        return kk_not_implemented;
    Value result = binary(vm, op, self, other);
    if (result == KK_ERROR)
        return KK_ERROR;
    SetObj *to = KK_OBJ(SetObj, self), *from = KK_OBJ(SetObj, result);
    to->table = from->table;
    to->hashes = from->hashes;
    to->count = from->count;
    to->used = from->used;
    return self;
}

/* ---- iteration ---- */

typedef struct SetIterObj {
    uintptr_t header; /* &kk_type_set_iterator */
    Value set;        /* KK_UNSET: exhausted */
    uintptr_t at;
    uintptr_t len; /* of the set when the iteration began */
} SetIterObj;

static Value iter(Vm *vm, Value self)
{
    Value iterator = kk_object_new(vm, &kk_type_set_iterator, 0);
    if (iterator != KK_ERROR) {
        KK_OBJ(SetIterObj, iterator)->set = self;
        KK_OBJ(SetIterObj, iterator)->len = kk_set_len(self);
    }
    return iterator;
}

static Value next(Vm *vm, Value self)
{
    SetIterObj *it = KK_OBJ(SetIterObj, self);
    if (it->set == KK_UNSET)
        return KK_END;
    if (kk_set_len(it->set) != it->len) {
        it->len = UINTPTR_MAX;
        return kk_raise(vm, KK_RuntimeError, "Set changed size during iteration");
    }
    size_t at = it->at;
    Value item;
    bool more = kk_set_next(it->set, &at, &item);
    it->at = at;
    if (more)
        return item;
    it->set = KK_UNSET;
    return KK_END;
}

/* How many items there are still to come, as far as is known. */
KK_METHOD(set_iterator, __length_hint__, "()")
Value kk_set_type_length_hint(Vm *vm, Value self, Args args)
{
    const SetIterObj *it = KK_OBJ(SetIterObj, self);
    size_t at = it->at, n = 0;
    Value item;
    if (it->set != KK_UNSET && kk_set_len(it->set) == it->len) {
        while (kk_set_next(it->set, &at, &item))
            n++;
    }
    return kk_smallint((intptr_t)n);
}

static const TypeSlots set_iterator_slots = {.iter = kk_iter_self, .next = next};
static const Layout set_iterator_layout = {.words = 4, .refs = 2};
KK_TYPE(set_iterator, object) = {
    KK_TYPE_HEAD(set_iterator, object, &set_iterator_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &set_iterator_slots,
};

static const TypeSlots set_slots = {
    .make = make_set, .init = init_set, .repr = repr, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .contains = contains, .binary = binary,
        .binary_ops = KK_OP_BOTH(BIN_AND) | KK_OP_BOTH(BIN_OR) | KK_OP_BOTH(BIN_XOR) | KK_OP_BOTH(BIN_SUB),
        .inplace = inplace},
};
static const TypeSlots frozenset_slots = {
    .make = make_frozenset, .repr = repr, .hash = hash_frozenset, .compare = compare, .iter = iter,
    .ops = &(const OpSlots){.len = length, .contains = contains, .binary = binary,
        .binary_ops = KK_OP_BOTH(BIN_AND) | KK_OP_BOTH(BIN_OR) | KK_OP_BOTH(BIN_XOR) | KK_OP_BOTH(BIN_SUB)},
};
static const Layout set_layout = {.words = 6, .refs = 6};

KK_TYPE(set, object) = {KK_TYPE_HEAD(set, object, &set_layout, 0), .slots = &set_slots};
KK_TYPE(frozenset, object) = {
    KK_TYPE_HEAD(frozenset, object, &set_layout, 0),
    .slots = &frozenset_slots,
};
