/*
 * func.h: the callable objects.
 *
 * Layer: object.   Implementation: types/func.c.   Tests: tests/types/function/.
 */
#ifndef KK_OBJECT_FUNC_H
#define KK_OBJECT_FUNC_H

#include "object/object.h"

/* A Python function. */
typedef struct FunctionObj {
    uintptr_t header;   /* &kk_type_function */
    Value code;         /* CodeObj */
    Value globals;      /* DictObj, a namespace */
    Value defaults;     /* ValuesObj: defaults of the last positional parameters, then one value per keyword-only
                           parameter (KK_UNSET: none); KK_UNSET: no defaults at all */
    Value dict;         /* DictObj of set attributes (__doc__, __annotations__, ... included), or KK_UNSET */
    uintptr_t ncells;   /* raw count */
    Value cells[];      /* CellObj of each free variable */
} FunctionObj;

/* A native function or method, always in flash; made by the generator from KK_METHOD and friends. */
enum {
    NATIVE_METHOD = 1,  /* first argument is self, checked against owner and unwrapped */
    NATIVE_STATIC = 2,
    NATIVE_CLASS = 4,   /* bound to the class */
    NATIVE_VARARGS = 8, /* takes *args: no upper limit */
    NATIVE_VARKW = 16,  /* takes **kwargs: gets unknown keywords as a dict */
    NATIVE_KWONLY = 32, /* names[most] is the small int of how many may be given by position */
    NATIVE_NEXT = 64    /* next(): a generator is run by the interpreter's loop itself, not by a loop within */
};
typedef Value (*NativeCall)(Vm *vm, Value self, Args args);
enum { NATIVE_SIG_NAMES = 0x0E };
/* The parameters; functions with the same ones share it. */
typedef struct NativeSig {
    uintptr_t limits;       /* least | most << 8 | positional-only << 16 | NATIVE_* << 24; not counting self */
    const char *text;       /* "(sep=None, maxsplit=-1)", on computers with "\nFirst sentence of the comment."; elsewhere
                               the byte NATIVE_SIG_NAMES + i stands for names[i] */
    Value names[];          /* of the `most` parameters that are not *args / **kwargs */
} NativeSig;
typedef struct NativeFn {
    uintptr_t header;       /* one of the types below */
    NativeCall call;
    const NativeSig *sig;
    Value name;             /* str */
    const TypeObj *owner;   /* for methods; NULL for module functions */
} NativeFn;
KK_INLINE unsigned kk_native_least(const NativeFn *f) { return kk_rom_word(&f->sig->limits) & 0xFF; }
KK_INLINE unsigned kk_native_most(const NativeFn *f) { return kk_rom_word(&f->sig->limits) >> 8 & 0xFF; }
KK_INLINE unsigned kk_native_posonly(const NativeFn *f) { return kk_rom_word(&f->sig->limits) >> 16 & 0xFF; }
KK_INLINE unsigned kk_native_flags(const NativeFn *f) { return kk_rom_word(&f->sig->limits) >> 24 & 0xFF; }

/*
 * The types of NativeFns: module functions are builtins, methods method_descriptors or (those that stand for an operator
 * or a protocol) wrapper_descriptors, class methods classmethod_descriptors. Raw functions without an owner, which serve
 * all types with the same slot, and static ones (native_static) are not shown to Python: what it gets to see, by
 * kk_native_of, knows its type.
 */
extern const TypeObj kk_type_method_descriptor, kk_type_wrapper_descriptor, kk_type_classmethod_descriptor,
    kk_type_native_static, kk_type_method_wrapper;
extern const Layout kk_native_layout;
/* v is a NativeFn. v != 0  @gc never */
KK_INLINE bool kk_native_is(Value v)
{
    return kk_ref_is(v) && !kk_header_is_compact(kk_header(v)) && KK_OBJ(const Desc, kk_header(v))->layout == &kk_native_layout;
}
/* A raw class attribute of the native type `owner` as Python sees it: a special function or a static one becomes an
 * object that belongs to the owner, the same one each time; everything else is what it is. @gc may collect */
KK_MUST_CHECK Value kk_native_of(Vm *vm, Value raw, const TypeObj *owner);
/* v is a special function that knows its owner, as kk_native_of makes it: a MethodObj whose self is the type. */
extern const Desc kk_slot_desc;
KK_INLINE bool kk_native_is_slot(Value v) { return kk_desc_is(v, &kk_slot_desc); }
/* Calls it. self: see kk_native_call. */
KK_MUST_CHECK Value kk_native_call_slot(Vm *vm, Value slot, Value self, Args args);

/* A native getter and setter, in flash. */
typedef struct NativeProperty {
    uintptr_t header; /* &kk_type_native_property */
    Value (*get)(Vm *vm, Value self);
    bool (*set)(Vm *vm, Value self, Value value); /* NULL: read-only */
    Value name;
    const TypeObj *owner; /* NULL: of a module */
} NativeProperty;
extern const TypeObj kk_type_native_property;

/* A built-in module in flash: what KK_MODULE gathers. */
typedef struct NativeModule {
    Value name;
    const RomTable *rom;
    bool (*init)(Vm *vm, Value module); /* or NULL */
} NativeModule;
extern const NativeModule *const kk_native_modules[]; /* ends with NULL */

/* A Python module in flash: what tools/gen_frozen.py makes of code files. */
typedef struct FrozenModule {
    Value name;              /* the whole dotted name */
    Value code;              /* CodeObj of the body */
    uintptr_t is_package;
    const Value *slots;      /* names of the global slots that the code uses, in the order of slots */
    uintptr_t nslots;
    const Value *lazy;       /* pairs: a name that is bound when somebody asks for it, and how (runtime/frozen.c) */
    uintptr_t nlazy;         /* pairs */
} FrozenModule;
extern const FrozenModule kk_frozen_modules[]; /* ends with name KK_UNSET */

/* A method bound to its object: a Python function, a native one, any callable. */
typedef struct MethodObj {
    uintptr_t header; /* &kk_type_method; of a native function: &kk_bound_desc or &kk_type_method_wrapper */
    Value function;
    Value self;
} MethodObj;
/* The bound native function: for Python it is of the type builtin. */
extern const Desc kk_bound_desc;
extern const Layout kk_method_layout;
/* v is a MethodObj. v != 0  @gc never */
KK_INLINE bool kk_method_is(Value v)
{
    return kk_ref_is(v) && !kk_header_is_compact(kk_header(v)) && KK_OBJ(const Desc, kk_header(v))->layout == &kk_method_layout;
}

/* A module. Its attributes: dict first, then rom. */
typedef struct ModuleObj {
    uintptr_t header;   /* &kk_type_module */
    Value name;
    Value dict;         /* DictObj (a namespace) */
    const NativeModule *native; /* or NULL */
} ModuleObj;
/* A fresh module with an empty namespace (holding __name__). @gc may collect */
KK_MUST_CHECK Value kk_module_new(Vm *vm, Value name, const NativeModule *native);
/* Attribute of a module without its __getattr__; KK_UNSET: none, or error (kk_failed). */
Value kk_module_get(Vm *vm, Value module, Value name);

KK_MUST_CHECK Value kk_method_new(Vm *vm, Value function, Value self);
KK_MUST_CHECK Value kk_cell_new(Vm *vm, Value content);
/* A function without closure, in the given globals (a namespace dict). */
KK_MUST_CHECK Value kk_function_new(Vm *vm, Value code, Value globals);

/*
 * Calls a native function with arguments as given by a caller: checks their number, puts keywords in
 * place. self is KK_UNSET for a NATIVE_METHOD called through the class: it is then taken from pos[0].
 */
KK_MUST_CHECK Value kk_native_call(Vm *vm, const NativeFn *f, Value self, Args args);

#endif
