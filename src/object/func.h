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
    NATIVE_KWONLY = 32  /* params[most] is the small int of how many may be given by position */
};
typedef Value (*NativeCall)(Vm *vm, Value self, Args args);
typedef struct NativeFn {
    uintptr_t header;       /* &kk_type_builtin */
    NativeCall call;
    uintptr_t limits;       /* least | most << 8 | positional-only << 16 | NATIVE_* << 24; not counting self */
    const Value *params;    /* names of the `most` parameters that are not *args / **kwargs */
    Value name;             /* str */
    const TypeObj *owner;   /* for methods; NULL for module functions */
    const char *signature;  /* "(sep=None, maxsplit=-1)\nFirst sentence of the comment." */
} NativeFn;
KK_INLINE unsigned kk_native_least(const NativeFn *f) { return kk_rom_word(&f->limits) & 0xFF; }
KK_INLINE unsigned kk_native_most(const NativeFn *f) { return kk_rom_word(&f->limits) >> 8 & 0xFF; }
KK_INLINE unsigned kk_native_posonly(const NativeFn *f) { return kk_rom_word(&f->limits) >> 16 & 0xFF; }
KK_INLINE unsigned kk_native_flags(const NativeFn *f) { return kk_rom_word(&f->limits) >> 24 & 0xFF; }

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
} FrozenModule;
extern const FrozenModule kk_frozen_modules[]; /* ends with name KK_UNSET */

/* A method bound to its object: Python function or NativeFn. */
typedef struct MethodObj {
    uintptr_t header; /* &kk_type_method */
    Value function;
    Value self;
} MethodObj;

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
