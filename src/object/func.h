/*
 * func.h: the callable objects.
 *
 * Layer: object.   Implementation: object/native.c, types/func.c.   Tests: tests/types/function/.
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
    NATIVE_KWONLY = 32, /* behind the names stands the small int of how many may be given by position */
    NATIVE_STEPS = 64   /* KK_RUNS_GENERATOR: not called for a generator alone, which the interpreter's loop goes on with */
};
typedef Value (*NativeCall)(Vm *vm, Value self, Args args);
typedef Value (*NativeCallKw)(Vm *vm, Value self, Args args, Value kw);
enum { NATIVE_SIG_NAMES = 0x0E };
/* The parameters; functions with the same ones share it. */
typedef struct NativeSig {
    uintptr_t limits;       /* NATIVE_* | least << 7 | most << 12 | positional-only << 17 | place of the names << 22; not counting self */
    const char *text;       /* "(sep=None, maxsplit=-1)", on computers with "\nFirst sentence of the comment."; elsewhere
                               the byte NATIVE_SIG_NAMES + i stands for the i-th name */
} NativeSig;
/*
 * A function, or a property, in its RomTable. Where it stands says whose it is, and what is rarely asked for is one
 * word: where its name is in kk_rom_names (in words), its number in kk_native_sigs (of a property: its setter's in
 * kk_native_setters), and its place in the table.
 */
typedef struct NativeFn {
    uintptr_t header;       /* one of the types below */
    union {
        NativeCall call;
        NativeCallKw call_kw; /* with NATIVE_VARKW */
        Value (*get)(Vm *vm, Value self);
    };
    uintptr_t about;
} NativeFn;
typedef NativeFn NativeProperty; /* &kk_type_native_property */
enum {
    NATIVE_NAME_BITS = KK_WORD_BITS == 32 ? 15 : 20,
    NATIVE_SIG_BITS = KK_WORD_BITS == 32 ? 9 : 20,
    NATIVE_PLACE_AT = NATIVE_NAME_BITS + NATIVE_SIG_BITS
};
#define KK_NATIVE_ABOUT(name, sig, place) \
    ((uintptr_t)(name) | (uintptr_t)(sig) << NATIVE_NAME_BITS | (uintptr_t)(place) << NATIVE_PLACE_AT)

/* One named constant in flash: a type, a small int ... */
typedef struct RomAttr {
    Value name;
    Value value;
} RomAttr;
/* What C gives a type or a module, by name. Both lists are sorted by the hash of the names. */
struct RomTable {
    const TypeObj *owner;   /* the type; NULL: a module, or functions that serve several types */
    uintptr_t counts;       /* of functions and properties | of constants << 16 */
    const RomAttr *constants;
    NativeFn functions[];
};

/* Made by tools/gen_tables.py. The first setter is NULL. */
extern const NativeSig kk_native_sigs[];
extern const Value kk_native_names[];
extern bool (*const kk_native_setters[])(Vm *vm, Value self, Value value);
/* The special methods that slots give, and what each needs: place of the slot in TypeSlots, or one of these | (bit of the operators
 * + 1) << 8. */
enum { NEEDS_OPS = 16, NEEDS_RARE = 32 };
extern const RomTable kk_rom_special;
extern const uint32_t kk_special_needs[];

/* That of its signature or setter. */
KK_INLINE size_t kk_native_number(const NativeFn *f)
{
    return f->about >> NATIVE_NAME_BITS & (((uintptr_t)1 << NATIVE_SIG_BITS) - 1);
}
KK_INLINE const NativeSig *kk_native_sig(const NativeFn *f) { return &kk_native_sigs[kk_native_number(f)]; }
/* The whole word, of which gcc would load bytes. */
KK_INLINE uintptr_t kk_native_limits(const NativeFn *f) { return kk_rom_word(&kk_native_sig(f)->limits); }
KK_INLINE unsigned kk_limits_least(uintptr_t limits) { return limits >> 7 & 31; }
KK_INLINE unsigned kk_limits_most(uintptr_t limits) { return limits >> 12 & 31; }
KK_INLINE unsigned kk_native_least(const NativeFn *f) { return kk_limits_least(kk_native_limits(f)); }
KK_INLINE unsigned kk_native_most(const NativeFn *f) { return kk_limits_most(kk_native_limits(f)); }
KK_INLINE unsigned kk_native_posonly(const NativeFn *f) { return kk_native_limits(f) >> 17 & 31; }
/* The names of the `most` parameters that are not *args / **kwargs. */
KK_INLINE const Value *kk_native_params(const NativeFn *f) { return &kk_native_names[kk_native_limits(f) >> 22]; }
KK_INLINE size_t kk_native_place(const NativeFn *f) { return kk_rom_word(&f->about) >> NATIVE_PLACE_AT; }
/* Its name, a str. @gc never */
Value kk_native_name(const NativeFn *f);
/* The type whose function or property it is, or NULL. @gc never */
const TypeObj *kk_native_owner(const NativeFn *f);

KK_INLINE size_t kk_native_count(const RomTable *rom)
{
    uintptr_t counts = kk_rom_word(&rom->counts);
    return (counts & 0xFFFF) + (counts >> 16);
}
/* The i-th thing in the table. @gc never */
RomAttr kk_native_entry(const RomTable *rom, size_t i);
/* What has that (interned) name; KK_UNSET: nothing. @gc never */
Value kk_native_find(const RomTable *rom, Value name);

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
KK_MUST_CHECK Value kk_native_call_slot(Vm *vm, Value slot, Args args, Value self, Value kw);

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
KK_MUST_CHECK Value kk_native_call(Vm *vm, const NativeFn *f, Args args, Value self, Value kw);

#endif
