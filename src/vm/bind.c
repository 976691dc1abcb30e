/*
 * bind.c: arguments into the registers of a Python function: defaults, keywords, *args, **kwargs.
 *
 * Registers of a function begin with its parameters: positional, keyword-only, *args, **kwargs.
 *
 * Layer: vm.   Tests: tests/types/function/arguments.py.
 */
#include "object/dict.h"
#include "object/error.h"
#include "object/names.h"
#include "object/ops.h"
#include "types/tuple.h"
#include "vm/vm_ops.h"

/* One call while its arguments are being put into place. */
typedef struct Binding {
    Vm *vm;
    FunctionObj *function;
    const CodeObj *code;
    Value *reg;          /* the parameters */
    unsigned npos, nkwonly, nposonly;
    const Value *names;
    Value kwargs; /* the dict of **kwargs, made when first needed */
    size_t too_many; /* so many positional arguments were given, and that is too many; or 0 */
} Binding;

/* The parameter that may be given under this name, or -1. */
static int find_parameter(const Binding *b, Value name)
{
    for (unsigned i = b->nposonly; i < b->npos + b->nkwonly; i++) {
        if (kk_str_equal(b->names[i], name))
            return (int)i;
    }
    return -1;
}

KK_MUST_CHECK static bool bind_keyword(Binding *b, Value name, Value value, Value names, Value kw)
{
    int i = find_parameter(b, name);
    if (i >= 0) {
        if (b->reg[i] != KK_UNSET)
            return kk_bind_twice(b->vm, b->function, name);
        b->reg[i] = value;
        return true;
    }
    if ((kk_code_flags(b->code) & CODE_VARKW) == 0)
        return kk_bind_unexpected(b->vm, b->function, name, names, kw);
    if (b->kwargs == KK_UNSET && (b->kwargs = kk_dict_new(b->vm, 0)) == KK_ERROR)
        return false;
    Value known = kk_dict_get(b->vm, b->kwargs, name);
    if (known != KK_UNSET)
        return kk_bind_twice(b->vm, b->function, name);
    return kk_dict_set(b->vm, b->kwargs, name, value);
}

/* The values that belong to the tuple of names, and those of the dict kw. */
KK_MUST_CHECK static bool bind_keywords(Binding *b, Value names, const Value *values, Value kw)
{
    for (size_t i = 0; names != KK_UNSET && i < kk_len_of(names); i++) {
        if (!bind_keyword(b, KK_OBJ(TupleObj, names)->at[i], values[i], names, kw))
            return false;
    }
    Value name, value;
    for (size_t at = 0; kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value);) {
        Value key = kk_as_kind(name, KIND_STR);
        if (key == KK_UNSET)
            return kk_raise_false(b->vm, KK_TypeError, "keywords must be strings");
        if (!bind_keyword(b, key, value, names, kw))
            return false;
    }
    return true;
}

/* Defaults where nothing was given. false: some parameter has neither. */
KK_MUST_CHECK static bool bind_defaults(Binding *b)
{
    Value defaults = b->function->defaults;
    unsigned all = b->npos + b->nkwonly;
    size_t n = defaults == KK_UNSET ? 0 : kk_len_of(defaults);
    for (unsigned i = 0; i < all; i++) {
        if (b->reg[i] != KK_UNSET)
            continue;
        /* The defaults end with those of the last parameter. */
        size_t from_end = all - i;
        if (from_end <= n)
            b->reg[i] = KK_OBJ(ValuesObj, defaults)->at[n - from_end];
        if (b->reg[i] == KK_UNSET)
            return kk_bind_missing(b->vm, b->function, b->reg, i >= b->npos);
    }
    return true;
}

static unsigned count_parameters(const Binding *b)
{
    unsigned flags = kk_code_flags(b->code);
    return b->npos + b->nkwonly + ((flags & CODE_VARARGS) != 0) + ((flags & CODE_VARKW) != 0);
}

/* How many of the given names are those of keyword-only parameters. */
static size_t count_keyword_only(const Binding *b, Value names, Value kw)
{
    size_t n = 0;
    for (size_t i = 0; names != KK_UNSET && i < kk_len_of(names); i++) {
        int at = find_parameter(b, KK_OBJ(TupleObj, names)->at[i]);
        n += at >= (int)b->npos;
    }
    Value name, value;
    for (size_t at = 0; kw != KK_UNSET && kk_dict_next(kw, &at, &name, &value);)
        n += kk_as_kind(name, KIND_STR) != KK_UNSET && find_parameter(b, kk_as_kind(name, KIND_STR)) >= (int)b->npos;
    return n;
}

/* What is done when the positional and the named arguments have found their places. */
KK_MUST_CHECK static bool bind_rest(Binding *b, Value rest, Value names, const Value *values, Value kw)
{
    unsigned flags = kk_code_flags(b->code);
    if (flags & CODE_VARARGS)
        b->reg[b->npos + b->nkwonly] = rest;
    if (!bind_keywords(b, names, values, kw))
        return false;
    if (b->too_many != 0)
        return kk_bind_too_many(b->vm, b->function, b->too_many, count_keyword_only(b, names, kw));
    if (!bind_defaults(b))
        return false;
    if ((flags & CODE_VARKW) == 0)
        return true;
    if (b->kwargs == KK_UNSET && (b->kwargs = kk_dict_new(b->vm, 0)) == KK_ERROR)
        return false;
    b->reg[count_parameters(b) - 1] = b->kwargs;
    return true;
}

KK_MUST_CHECK static bool bind(Binding *b, size_t n, Value names, Value kw)
{
    unsigned flags = kk_code_flags(b->code);
    size_t nregs = kk_code_nregs(b->code);
    size_t nvalues = names == KK_UNSET ? 0 : kk_len_of(names);
    Value *values = b->reg + nregs;
    Value rest = KK_EMPTY_TUPLE;
    if (n > b->npos) {
        if ((flags & CODE_VARARGS) == 0)
            b->too_many = n;
        else if ((rest = kk_tuple_from(b->vm, b->reg + b->npos, n - b->npos)) == KK_ERROR)
            return false;
    }
    /* The named values go out of the way before registers are cleared. */
    memmove(values, b->reg + n, nvalues * sizeof(Value));
    b->vm->call_top = values + nvalues;
    for (size_t i = n < b->npos ? n : b->npos; i < nregs; i++)
        b->reg[i] = KK_UNSET;
    return bind_rest(b, rest, names, values, kw);
}

/* The storage of locals that found no register: as many as the last const says. */
KK_MUST_CHECK static bool make_far_locals(Vm *vm, const CodeObj *code, Value *base)
{
    Value count = code->consts[kk_code_nconsts(code) - 1];
    Value far = kk_values_new(vm, (size_t)kk_smallint_get(count));
    base[kk_code_nlocals(code)] = far;
    return far != KK_ERROR;
}

/* Parameters that found no registers: the arguments go from the stack into the far storage. */
KK_MUST_CHECK static bool bind_many(Binding *b, Value *base, size_t n, Value names, Value kw)
{
    const CodeObj *code = b->code;
    Value rest = KK_EMPTY_TUPLE;
    if (n > b->npos) {
        if ((kk_code_flags(code) & CODE_VARARGS) == 0)
            b->too_many = n;
        else if ((rest = kk_tuple_from(b->vm, base + b->npos, n - b->npos)) == KK_ERROR)
            return false;
    }
    Value far = kk_values_new(b->vm, (size_t)kk_smallint_get(code->consts[kk_code_nconsts(code) - 1]));
    if (far == KK_ERROR)
        return false;
    b->reg = KK_OBJ(ValuesObj, far)->at;
    memcpy(b->reg, base, (n < b->npos ? n : b->npos) * sizeof(Value));
    if (!bind_rest(b, rest, names, base + n, kw))
        return false;
    for (size_t i = 0; i < kk_code_nregs(code); i++)
        base[i] = KK_UNSET;
    base[kk_code_nlocals(code)] = far;
    return true;
}

/* Most calls that leave parameters to their defaults: positional ones, and nothing else. false: not this simple. */
static bool bind_plainly(const FunctionObj *function, const CodeObj *code, Value *base, size_t n)
{
    unsigned flags = kk_code_flags(code), npos = kk_code_npos(code);
    size_t ndefaults = function->defaults == KK_UNSET ? 0 : kk_len_of(function->defaults);
    if ((flags & (CODE_VARARGS | CODE_VARKW | CODE_MANY | CODE_FAR | CODE_NAMESPACE)) != 0 ||
        kk_code_nkwonly(code) != 0 || n > npos || npos - n > ndefaults)
        return false;
    for (size_t i = n; i < npos; i++)
        base[i] = KK_OBJ(ValuesObj, function->defaults)->at[ndefaults - (npos - i)];
    for (size_t i = npos, nregs = kk_code_nregs(code); i < nregs; i++)
        base[i] = KK_UNSET;
    return true;
}

bool kk_vm_bind(Vm *vm, FunctionObj *function, Value *base, size_t n, Value names, Value kw)
{
    const CodeObj *code = KK_OBJ(const CodeObj, function->code);
    if (names == KK_UNSET && kw == KK_UNSET && bind_plainly(function, code, base, n))
        return true;
    CodeParams params = kk_code_parameters(code);
    Binding b = {vm, function, code, base, params.npos, params.nkwonly, params.nposonly, params.names, KK_UNSET, 0};
    /* Above the caller's registers: the collector must see it. */
    vm->call_top = base + kk_code_nregs(code) + n + (names == KK_UNSET ? 0 : kk_len_of(names));
    bool many = (kk_code_flags(code) & CODE_MANY) != 0;
    bool fine = many ? bind_many(&b, base, n, names, kw) : bind(&b, n, names, kw);
    if (fine && !many && (kk_code_flags(code) & CODE_FAR) != 0)
        fine = make_far_locals(vm, code, base);
    /* The body of a class called as a function: kk_vm_run_body knows better. */
    if (KK_UNLIKELY((kk_code_flags(code) & CODE_NAMESPACE) != 0))
        base[0] = function->globals;
    vm->call_top = NULL;
    return fine;
}
