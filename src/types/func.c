/*
 * func.c: functions written in Python.
 *
 * Layer: types.   Tests: tests/types/function/.
 */
#include "object/attr.h"
#include "object/call.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "types/func.h"
#include "types/keywords.h"
#include "types/tuple.h"

static FunctionObj *function_obj(Value v)
{
    return KK_OBJ(FunctionObj, v);
}

static const CodeObj *code_of(Value function)
{
    return KK_OBJ(const CodeObj, function_obj(function)->code);
}

/* ---- making ---- */

Value kk_function_new(Vm *vm, Value code, Value globals)
{
    Value f = kk_object_new(vm, &kk_type_function, 0);
    if (f == KK_ERROR)
        return KK_ERROR;
    function_obj(f)->code = code;
    function_obj(f)->globals = globals;
    return f;
}

/* ---- attributes of functions ---- */

/* An attribute that was set, or KK_UNSET. @gc never */
static Value own(Value self, Value name)
{
    Value dict = function_obj(self)->dict;
    return dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(dict, name);
}

KK_MUST_CHECK static bool set_own(Vm *vm, Value self, Value name, Value value)
{
    FunctionObj *f = function_obj(self);
    if (f->dict == KK_UNSET && (f->dict = kk_dict_new(vm, 1)) == KK_ERROR)
        return false;
    return kk_dict_set(vm, f->dict, name, value);
}

KK_MUST_CHECK static bool set_text(Vm *vm, Value self, Value name, Value value)
{
    if (value == KK_UNSET || kk_as_kind(value, KIND_STR) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%V must be set to a string object", name);
    return set_own(vm, self, name, value);
}

/* The name it was defined with. */
KK_GETTER(function, __name__)
Value kk_func_get_name(Vm *vm, Value self)
{
    Value name = own(self, KK_N(__name__));
    return name == KK_UNSET ? code_of(self)->name : name;
}

KK_SETTER(function, __name__)
bool kk_func_set_name(Vm *vm, Value self, Value value) { return set_text(vm, self, KK_N(__name__), value); }

/* Its dotted name within the module. */
KK_GETTER(function, __qualname__)
Value kk_func_get_qualname(Vm *vm, Value self)
{
    Value name = own(self, KK_N(__qualname__));
    if (name != KK_UNSET)
        return name;
    const CodeObj *code = code_of(self);
    if (code->scope == KK_UNSET)
        return code->name;
    name = kk_format_message(vm, "%V.%V", code->scope, code->name);
    return name == KK_ERROR ? KK_ERROR : kk_intern_str(vm, name);
}

KK_SETTER(function, __qualname__)
bool kk_func_set_qualname(Vm *vm, Value self, Value value) { return set_text(vm, self, KK_N(__qualname__), value); }

/* Its docstring, or None. */
KK_GETTER(function, __doc__)
Value kk_func_get_doc(Vm *vm, Value self)
{
    Value doc = own(self, KK_N(__doc__));
    if (doc != KK_UNSET)
        return doc;
    const CodeObj *code = code_of(self);
    if ((kk_code_flags(code) & CODE_HAS_DOC) == 0)
        return kk_none;
    return code->consts[kk_code_nlocals(code) + kk_code_nfree(code)];
}

KK_SETTER(function, __doc__)
bool kk_func_set_doc(Vm *vm, Value self, Value value)
{
    return set_own(vm, self, KK_N(__doc__), value == KK_UNSET ? kk_none : value);
}

/* The name of the module it was defined in. */
KK_GETTER(function, __module__)
Value kk_func_get_module(Vm *vm, Value self)
{
    Value module = own(self, KK_N(__module__));
    if (module == KK_UNSET)
        module = kk_dict_get_name(function_obj(self)->globals, KK_N(__name__));
    return module == KK_UNSET ? kk_none : module;
}

KK_SETTER(function, __module__)
bool kk_func_set_module(Vm *vm, Value self, Value value)
{
    return set_own(vm, self, KK_N(__module__), value == KK_UNSET ? kk_none : value);
}

/* Its annotations: a dict. */
KK_GETTER(function, __annotations__)
Value kk_func_get_annotations(Vm *vm, Value self)
{
    Value annotations = own(self, KK_N(__annotations__));
    if (annotations != KK_UNSET)
        return annotations;
    annotations = kk_dict_new(vm, 0);
    return annotations != KK_ERROR && set_own(vm, self, KK_N(__annotations__), annotations) ? annotations : KK_ERROR;
}

KK_SETTER(function, __annotations__)
bool kk_func_set_annotations(Vm *vm, Value self, Value value)
{
    if (value != KK_UNSET && value != kk_none && kk_as_kind(value, KIND_DICT) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "__annotations__ must be set to a dict object");
    if (value == KK_UNSET || value == kk_none) {
        value = kk_dict_new(vm, 0);
        if (value == KK_ERROR)
            return false;
    }
    return set_own(vm, self, KK_N(__annotations__), value);
}

/* The code as it works with these globals: their names are slots. */
KK_MUST_CHECK static bool link_code(Vm *vm, Value *code, Value globals)
{
    if (!kk_dict_is_namespace(globals) && !kk_dict_make_namespace(vm, globals))
        return false;
    *code = kk_relink(vm, *code, globals);
    return *code != KK_ERROR;
}

/* Its compiled code. */
KK_GETTER(function, __code__)
Value kk_func_get_code(Vm *vm, Value self) { return function_obj(self)->code; }

KK_SETTER(function, __code__)
bool kk_func_set_code(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET || !kk_desc_is(value, &kk_type_code))
        return kk_raise_false(vm, KK_TypeError, "__code__ must be set to a code object");
    if (kk_code_nfree(KK_OBJ(const CodeObj, value)) != function_obj(self)->ncells)
        return kk_raise_false(vm, KK_ValueError, "%V() requires a code object with %zu free vars, not %u",
                              code_of(self)->name, (size_t)function_obj(self)->ncells,
                              kk_code_nfree(KK_OBJ(const CodeObj, value)));
    if (!link_code(vm, &value, function_obj(self)->globals))
        return false;
    function_obj(self)->code = value;
    return true;
}

/* The namespace of its module. */
KK_GETTER(function, __globals__)
Value kk_func_get_globals(Vm *vm, Value self)
{
    Value globals = function_obj(self)->globals;
    return kk_import_complete(vm, globals) ? globals : KK_ERROR;
}

/* The cells of its free variables, or None. */
KK_GETTER(function, __closure__)
Value kk_func_get_closure(Vm *vm, Value self)
{
    FunctionObj *f = function_obj(self);
    return f->ncells == 0 ? kk_none : kk_tuple_from(vm, f->cells, f->ncells);
}

static size_t positional_defaults(Value self)
{
    Value defaults = function_obj(self)->defaults;
    return defaults == KK_UNSET ? 0 : kk_len_of(defaults) - kk_code_parameters(code_of(self)).nkwonly;
}

/* Defaults of the last positional parameters, or None. */
KK_GETTER(function, __defaults__)
Value kk_func_get_defaults(Vm *vm, Value self)
{
    size_t n = positional_defaults(self);
    return n == 0 ? kk_none : kk_tuple_from(vm, KK_OBJ(ValuesObj, function_obj(self)->defaults)->at, n);
}

/* The storage of defaults anew: n positional ones, the keyword-only ones as they are. */
KK_MUST_CHECK static bool replace_defaults(Vm *vm, Value self, const Value *items, size_t n)
{
    unsigned nkwonly = kk_code_parameters(code_of(self)).nkwonly;
    Value fresh = kk_values_new(vm, n + nkwonly);
    if (fresh == KK_ERROR)
        return false;
    if (n != 0)
        memcpy(KK_OBJ(ValuesObj, fresh)->at, items, n * sizeof(Value));
    Value old = function_obj(self)->defaults;
    if (old != KK_UNSET)
        memcpy(KK_OBJ(ValuesObj, fresh)->at + n, KK_OBJ(ValuesObj, old)->at + positional_defaults(self),
               nkwonly * sizeof(Value));
    function_obj(self)->defaults = fresh;
    return true;
}

KK_SETTER(function, __defaults__)
bool kk_func_set_defaults(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET || value == kk_none)
        return replace_defaults(vm, self, NULL, 0);
    Value tuple = kk_as_kind(value, KIND_TUPLE);
    if (tuple == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "__defaults__ must be set to a tuple object");
    return replace_defaults(vm, self, KK_OBJ(TupleObj, tuple)->at, kk_len_of(tuple));
}

/* Defaults of the keyword-only parameters: a dict, or None. */
KK_GETTER(function, __kwdefaults__)
Value kk_func_get_kwdefaults(Vm *vm, Value self)
{
    CodeParams params = kk_code_parameters(code_of(self));
    size_t first = positional_defaults(self);
    Value dict = KK_UNSET;
    for (unsigned i = 0; function_obj(self)->defaults != KK_UNSET && i < params.nkwonly; i++) {
        Value v = KK_OBJ(ValuesObj, function_obj(self)->defaults)->at[first + i];
        if (v == KK_UNSET)
            continue;
        if (dict == KK_UNSET && (dict = kk_dict_new(vm, 1)) == KK_ERROR)
            return KK_ERROR;
        if (!kk_dict_set(vm, dict, params.names[params.npos + i], v))
            return KK_ERROR;
    }
    return dict == KK_UNSET ? kk_none : dict;
}

KK_SETTER(function, __kwdefaults__)
bool kk_func_set_kwdefaults(Vm *vm, Value self, Value value)
{
    Value dict = value == KK_UNSET || value == kk_none ? KK_UNSET : kk_as_kind(value, KIND_DICT);
    if (dict == KK_UNSET && value != KK_UNSET && value != kk_none)
        return kk_raise_false(vm, KK_TypeError, "__kwdefaults__ must be set to a dict object");
    CodeParams params = kk_code_parameters(code_of(self));
    size_t n = positional_defaults(self);
    Value old = function_obj(self)->defaults;
    if (!replace_defaults(vm, self, old == KK_UNSET ? NULL : KK_OBJ(ValuesObj, old)->at, n))
        return false;
    Value *at = KK_OBJ(ValuesObj, function_obj(self)->defaults)->at + n;
    for (unsigned i = 0; i < params.nkwonly; i++)
        at[i] = dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(dict, params.names[params.npos + i]);
    return true;
}

/* The attributes that were set. */
KK_GETTER(function, __dict__)
Value kk_func_get_dict(Vm *vm, Value self)
{
    FunctionObj *f = function_obj(self);
    if (f->dict == KK_UNSET)
        f->dict = kk_dict_new(vm, 0);
    return f->dict;
}

KK_SETTER(function, __dict__)
bool kk_func_set_dict(Vm *vm, Value self, Value value)
{
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot delete __dict__");
    if (!kk_dict_is(value))
        return kk_raise_false(vm, KK_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
    function_obj(self)->dict = value;
    return true;
}

/* The namespace of the module builtins. */
KK_GETTER(function, __builtins__)
Value kk_func_get_builtins(Vm *vm, Value self) { return kk_getattr(vm, vm->builtins, KK_N(__dict__)); }

/* The cells of the tuple, as many as the code has free variables. */
KK_MUST_CHECK static bool check_closure(Vm *vm, const CodeObj *code, Value closure)
{
    size_t wanted = kk_code_nfree(code), n = closure == kk_none ? 0 : kk_len_of(closure);
    if (closure == kk_none && wanted != 0)
        return kk_raise_false(vm, KK_TypeError, "arg 5 (closure) must be tuple");
    if (n != wanted)
        return kk_raise_false(vm, KK_ValueError, "%V requires closure of length %zu, not %zu", code->name, wanted, n);
    for (size_t i = 0; i < n; i++) {
        if (!kk_kind_is(kk_tuple_at(closure, i), KIND_CELL))
            return kk_raise_false(vm, KK_TypeError, "arg 5 (closure) expected cell, found %T", kk_tuple_at(closure, i));
    }
    return true;
}

KK_MUST_CHECK static bool check_made_of(Vm *vm, const Value *given)
{
    static const char *const what[] = {"code", "dict", NULL, NULL, NULL};
    if (given[0] == KK_UNSET || given[1] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "function() missing required argument '%s' (pos %d)",
                              given[0] == KK_UNSET ? "code" : "globals", given[0] == KK_UNSET ? 1 : 2);
    if (!kk_desc_is(given[0], &kk_type_code) || !kk_dict_is(given[1])) {
        int i = kk_desc_is(given[0], &kk_type_code);
        return kk_raise_false(vm, KK_TypeError, "function() argument '%s' must be %s, not %T", i == 0 ? "code" : "globals",
                              what[i], given[i]);
    }
    if (given[2] != kk_none && kk_as_kind(given[2], KIND_STR) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "arg 3 (name) must be None or string");
    if (given[3] != kk_none && kk_as_kind(given[3], KIND_TUPLE) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "arg 4 (defaults) must be None or tuple");
    if (given[4] != kk_none && kk_as_kind(given[4], KIND_TUPLE) == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "arg 5 (closure) must be None or tuple");
    return check_closure(vm, KK_OBJ(const CodeObj, given[0]), given[4]);
}

/* function(code, globals, name=None, argdefs=None, closure=None) */
static Value function_make(Vm *vm, Value cls, Args args, Value kw)
{
    const Value names[] = {KK_N(code), KK_N(globals), KK_N(name), KK_N(argdefs), KK_N(closure)};
    Value given[5];
    if (!kk_keywords_bind(vm, "function", args, kw, names, 5, given))
        return KK_ERROR;
    for (size_t i = 2; i < 5; i++)
        given[i] = given[i] == KK_UNSET ? kk_none : given[i];
    if (!check_made_of(vm, given) || !link_code(vm, &given[0], given[1]))
        return KK_ERROR;
    size_t ncells = kk_code_nfree(KK_OBJ(const CodeObj, given[0]));
    Value f = kk_object_new(vm, &kk_type_function, ncells * sizeof(Value));
    if (f == KK_ERROR)
        return KK_ERROR;
    function_obj(f)->code = given[0];
    function_obj(f)->globals = given[1];
    function_obj(f)->ncells = ncells;
    for (size_t i = 0; i < ncells; i++)
        function_obj(f)->cells[i] = kk_tuple_at(given[4], i);
    if (given[2] != kk_none && !set_own(vm, f, KK_N(__name__), given[2]))
        return KK_ERROR;
    return given[3] == kk_none || kk_func_set_defaults(vm, f, given[3]) ? f : KK_ERROR;
}

static bool is_readonly(Value name)
{
    return name == KK_N(__globals__) || name == KK_N(__closure__) || name == KK_N(__builtins__);
}

static Value function_getattr(Vm *vm, Value self, Value name)
{
    Value v = own(self, name);
    return v != KK_UNSET ? v : kk_attr_generic_get(vm, self, name);
}

static bool function_setattr(Vm *vm, Value self, Value name, Value value)
{
    Value raw = kk_class_attr(vm, &kk_type_function, name);
    if (is_readonly(name))
        return kk_raise_false(vm, KK_AttributeError, "readonly attribute");
    if (raw != KK_UNSET && kk_attr_is_data_descriptor(vm, raw))
        return kk_attr_generic_set(vm, self, name, value);
    if (value != KK_UNSET)
        return set_own(vm, self, name, value);
    bool found = false;
    if (function_obj(self)->dict != KK_UNSET && !kk_dict_delete(vm, function_obj(self)->dict, name, &found))
        return false;
    if (!found)
        (void)kk_attr_missing(vm, self, name);
    return found;
}

static Value function_repr(Vm *vm, Value self)
{
    Value name = kk_func_get_qualname(vm, self);
    return name == KK_ERROR ? KK_ERROR : kk_repr_at(vm, "function", name, self);
}

static Value function_call(Vm *vm, Value self, Args args, Value kw)
{
    return kk_vm_call_function(vm, self, args, KK_UNSET, kw);
}

static Value function_get(Vm *vm, Value self, Value obj, Value cls)
{
    return obj == KK_UNSET ? self : kk_method_new(vm, self, obj);
}

static const TypeSlots function_slots = {
    .make = function_make, .repr = function_repr, .call = function_call,
    .rare = &(const RareSlots){.get = function_get, .getattr = function_getattr, .setattr = function_setattr},
};
static const Layout function_layout = {sizeof(FunctionObj) / sizeof(Value), 0x1E, TAIL_VALUES, 5};
KK_TYPE(function, object) = {KK_TYPE_HEAD(function, object, &function_layout, TYPE_FINAL), .slots = &function_slots};

Value kk_callable_name(Vm *vm, Value f)
{
    Value name = kk_getattr_opt(vm, f, KK_N(__qualname__));
    if (name == KK_UNSET || kk_as_kind(name, KIND_STR) == KK_UNSET) {
        (void)kk_pending_take(vm);
        return kk_str_new(vm, kk_type_name(f));
    }
    Value module = kk_getattr_opt(vm, f, KK_N(__module__));
    if (module == KK_UNSET || kk_as_kind(module, KIND_STR) == KK_UNSET || module == KK_N(builtins)) {
        (void)kk_pending_take(vm);
        return kk_format_message(vm, "%V()", name);
    }
    return kk_format_message(vm, "%V.%V()", module, name);
}
