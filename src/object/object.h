/*
 * object.h: types, their slots, and asking a value what it is.
 *
 * A built-in type is a `const TypeObj` in flash made with KK_TYPE; a class statement makes a TypeObj
 * in the heap. Both have the same fields. What a value of the type can do natively stands in its
 * TypeSlots; what Python code can ask for by name stands in `rom` (gathered by tools/gen_tables.py
 * from KK_METHOD and friends, object/declare.h) or, for classes, in `dict`.
 *
 * Subclassing a built-in: types whose objects have a Desc header (exceptions, set, bytearray, ...)
 * are embedded: the instance begins with the native fields, followed by its attribute slots. Types
 * with a compact header (int float str bytes tuple list dict) are wrapped: slot 0 of the instance is
 * the native value, and kk_unwrap gives it. `wraps` says which.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_OBJECT_H
#define KK_OBJECT_OBJECT_H

#include "base/bytes.h"
#include "object/declare.h"
#include "object/value.h"

typedef enum CompareOp { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE } CompareOp;

/* Order is the order of the BINARY opcodes' operand; names in object/ops.c. */
typedef enum BinaryOp {
    BIN_ADD, BIN_SUB, BIN_MUL, BIN_TRUEDIV, BIN_FLOORDIV, BIN_MOD, BIN_POW, BIN_MATMUL,
    BIN_AND, BIN_OR, BIN_XOR, BIN_LSHIFT, BIN_RSHIFT, BIN_DIVMOD,
    BIN_COUNT
} BinaryOp;

typedef enum UnaryOp { UN_NEG, UN_POS, UN_INVERT, UN_ABS, UN_INT, UN_FLOAT, UN_INDEX, UN_COUNT } UnaryOp;

/*
 * Arguments of a native function: n values at pos, usually in the caller's registers. When the call
 * used keywords they have been put in their places: an absent optional argument is then KK_UNSET.
 * A signature with *args gets all of them in pos; one with **kw gets a dict (or KK_UNSET) as a further argument.
 * pos stays readable during the call even if the stack moves.
 */
typedef struct Args {
    const Value *pos;
    size_t n;
} KK_PAIR Args;
#define KK_NO_ARGS ((Args){NULL, 0})

/* Argument i, or fallback when it was not given. */
KK_INLINE Value kk_arg(Args args, size_t i, Value fallback)
{
    return i < args.n && args.pos[i] != KK_UNSET ? args.pos[i] : fallback;
}

/* A borrowed view of memory that some object exports; valid while the object is held in a local
 * (hence pinned) and not resized. */
typedef struct Buffer {
    uint8_t *at;
    size_t len;      /* bytes */
    uint32_t format; /* struct format character of the items, 'B' for plain bytes */
    uint32_t item;   /* bytes per item */
    bool readonly;
} Buffer;

/*
 * What a type does natively. A slot that is NULL is absent: the operation raises TypeError, or the
 * default of `object` applies. self is always an instance of the type (unwrapped, for wrapped types).
 * All may run Python code and collect, unless said otherwise.
 *
 * Most types have few: those of containers and numbers, and those that hardly any type has, lie apart (6 KB of flash).
 */
typedef struct OpSlots {
    bool (*len)(Vm *vm, Value self, size_t *len);
    Value (*getitem)(Vm *vm, Value self, Value key);
    bool (*setitem)(Vm *vm, Value self, Value key, Value value); /* KK_UNSET deletes */
    Value (*contains)(Vm *vm, Value self, Value item);           /* kk_true, kk_false, KK_ERROR */
    Value (*unary)(Vm *vm, UnaryOp op, Value self); /* kk_not_implemented when it has none */
    /* One of a, b is of this type: kk_not_implemented lets the other's type try. */
    Value (*binary)(Vm *vm, BinaryOp op, Value a, Value b);
    Value (*inplace)(Vm *vm, BinaryOp op, Value self, Value other); /* kk_not_implemented: use binary */
    /* Which special methods `binary` and `unary` stand for: KK_OP / KK_OP_BOTH of BinaryOps; bits of UnaryOps. 0: all. */
    uint32_t binary_ops, unary_ops;
} OpSlots;

typedef struct RareSlots {
    Value (*str)(Vm *vm, Value self);   /* NULL: repr */
    Value (*format)(Vm *vm, Value self, Value spec); /* NULL: object.__format__ */
    bool (*truth)(Vm *vm, Value self, bool *truth); /* NULL: by len, else true */
    bool (*buffer)(Vm *vm, Value self, Buffer *out); /* @gc never */
    void (*finalise)(Vm *vm, Value self);            /* before the memory is reused; must not allocate */
    /* Descriptors: self is the descriptor; obj is KK_UNSET for access through the class. */
    Value (*get)(Vm *vm, Value self, Value obj, Value cls);
    bool (*set)(Vm *vm, Value self, Value obj, Value value);
    /* Whole replacements of attribute access (modules, super, types); NULL: kk_attr_generic_get / _set. */
    Value (*getattr)(Vm *vm, Value self, Value name);
    bool (*setattr)(Vm *vm, Value self, Value name, Value value); /* KK_UNSET deletes */
} RareSlots;

typedef struct TypeSlots {
    /* type.__new__: cls is the type being instantiated, this one or a subclass of it. For a wrapped
     * type the slot returns the plain native value and the caller wraps it. */
    /* Keywords are not yet bound: kw is a dict or KK_UNSET. */
    Value (*make)(Vm *vm, Value cls, Args args, Value kw);
    bool (*init)(Vm *vm, Value self, Args args, Value kw);
    Value (*call)(Vm *vm, Value self, Args args, Value kw);
    Value (*repr)(Vm *vm, Value self);
    /* NULL: by identity, unless `compare` is there: then unhashable. *hash: any value. */
    bool (*hash)(Vm *vm, Value self, uintptr_t *hash);
    /* kk_true, kk_false (or any value), kk_not_implemented, or KK_ERROR. */
    Value (*compare)(Vm *vm, Value a, Value b, CompareOp op);
    Value (*iter)(Vm *vm, Value self);  /* an iterator */
    Value (*next)(Vm *vm, Value self);  /* the next item, KK_END, or KK_ERROR */
    const OpSlots *ops;     /* or NULL: kk_ops_of() */
    const RareSlots *rare;  /* or NULL: kk_rare_of() */
} TypeSlots;
extern const OpSlots kk_type_no_ops;
extern const RareSlots kk_type_no_rare;
KK_INLINE const OpSlots *kk_ops_of(const TypeSlots *slots) { return slots->ops != NULL ? slots->ops : &kk_type_no_ops; }
KK_INLINE const RareSlots *kk_rare_of(const TypeSlots *slots) { return slots->rare != NULL ? slots->rare : &kk_type_no_rare; }
#define KK_OP(op) (1u << (op))                  /* __add__ */
#define KK_OP_BOTH(op) (0x10001u << (op))       /* __add__ and __radd__ */

/* What C gives a type or a module, by name: object/func.h. */
typedef struct RomTable RomTable;

enum {
    TYPE_HEAP = 1,          /* made by a class statement or type() */
    TYPE_FINAL = 2,         /* may not be subclassed (bool, NoneType, function, ...) */
    TYPE_NO_NEW = 4,        /* cannot be instantiated from Python */
    TYPE_EXCEPTION = 8,     /* derives from BaseException: native fields are an ExcObj */
    TYPE_METACLASS = 16,    /* derives from type */
    TYPE_HAS_GETATTR = 32,  /* a __getattr__ in Python somewhere in the MRO */
    TYPE_HAS_GETATTRIBUTE = 64,
    TYPE_HAS_SETATTR = 128, /* __setattr__ or __delattr__ */
    TYPE_HAS_DEL = 256,
    TYPE_PLAIN_NEW = 512,   /* instantiation is object.__new__ then __init__: no __new__, no metaclass __call__ */
    TYPE_SLOTS_ONLY = 1024, /* __slots__ without __dict__ */
    TYPE_ABSTRACT = 2048,   /* has __abstractmethods__: cannot be instantiated */
    TYPE_NO_WEAKREF = 16384, /* __slots__ without __weakref__ */
    TYPE_HAS_SLOTS = 32768, /* __slots__ with names in it */
    TYPE_WRAPPED = 4096,    /* of a built-in: subclasses wrap a native value (always so for compact kinds) */
    TYPE_WEAKREF = 65536,   /* of a built-in: may be referred to weakly, beside those that types/weakref.c names */
    TYPE_HAS_PART = 131072, /* there is a ClassPart: of the heap, or of a built-in with two bases */
    TYPE_HOLDER = 8192      /* of a built-in: word 1 is a value of its base type, on which the base's methods work */
};

/* What built-in types do not have: they are in flash without it. */
typedef struct ClassPart {
    Value mro;            /* tuple, itself included; KK_UNSET: follow base */
    Value bases;          /* tuple; KK_UNSET: (base,) */
    Value root_shape;     /* ShapeObj that a fresh instance has (object/shape.h) */
    Value qualname;       /* str, or KK_UNSET: name */
    Value subclasses;     /* storage of weak references to the classes that derive from it directly, or KK_UNSET */
} ClassPart;

typedef struct TypeObj {
    Desc desc;            /* as header of instances without own attributes; desc.type is the type itself */
    uintptr_t flags;      /* TYPE_* */
    Value name;           /* str */
    const TypeSlots *slots;
    const struct TypeObj *native; /* the built-in type whose fields instances have: itself, for built-ins */
    Value base;           /* the first base; KK_UNSET for object */
    union {
        const RomTable *rom; /* what Python sees of a built-in */
        Value dict;       /* with TYPE_HEAP, DictObj: the class namespace */
    };
    ClassPart part[];     /* one with TYPE_HAS_PART */
} TypeObj;

/*
 * Defines a built-in type: KK_TYPE(range, object) = { KK_TYPE_HEAD(range, object, &layout, flags), .slots = &range_slots };
 * It is `kk_type_<name>`; methods are gathered under <name>. Python's name for it is the same, or
 * the one given by KK_TYPE_AS(str_iterator, "str_ascii_iterator")-like entries in object/names.def.
 */
#define KK_TYPE(ident, base) const TypeObj kk_type_##ident
#define KK_TYPE_HEAD(ident, base_ident, layout_ptr, type_flags)                                     \
    .desc = {KK_REF(&kk_type_type), (layout_ptr), KK_REF(&kk_type_##ident), 0},                     \
    .flags = (type_flags), .name = KK_REF(&kk_typename_##ident), .native = &kk_type_##ident,        \
    .base = KK_REF(&kk_type_##base_ident), .rom = &kk_rom_##ident

extern const ClassPart kk_type_no_part;
/* What to read of a type that may be built in. @gc never */
KK_INLINE const ClassPart *kk_type_part(const TypeObj *type)
{
    return (type->flags & TYPE_HAS_PART) != 0 ? type->part : &kk_type_no_part;
}

extern const TypeObj kk_type_object, kk_type_type, kk_type_NoneType, kk_type_bool, kk_type_int, kk_type_float,
    kk_type_complex, kk_type_str, kk_type_bytes, kk_type_bytearray, kk_type_memoryview, kk_type_tuple,
    kk_type_list, kk_type_dict, kk_type_set, kk_type_frozenset, kk_type_range, kk_type_slice,
    kk_type_function, kk_type_builtin, kk_type_method, kk_type_cell, kk_type_code, kk_type_module,
    kk_type_generator, kk_type_coroutine, kk_type_async_generator, kk_type_property, kk_type_staticmethod, kk_type_classmethod, kk_type_super,
    kk_type_shape, kk_type_values, kk_type_blob, kk_type_NotImplementedType, kk_type_ellipsis,
    kk_type_traceback, kk_type_member;

/* The Desc of compact kind k, indexed by Kind. */
extern const TypeObj *const kk_kind_types[KIND_COUNT];

/* The Desc that stands for v's type and shape: key of the attribute cache. v != 0. @gc never */
const Desc *kk_object_desc(Value v);
KK_INLINE const Desc *kk_desc_of(Value v)
{
    if (KK_FOR_SIZE)
        return kk_object_desc(v);
    if (KK_LIKELY(kk_ref_is(v))) {
        uintptr_t header = kk_header(v);
        if (!kk_header_is_compact(header))
            return (const Desc *)header;
        return &kk_kind_types[kk_header_kind(header)]->desc;
    }
    return kk_smallint_is(v) ? &kk_type_int.desc : &kk_type_float.desc;
}
/* The class of v. @gc never */
const TypeObj *kk_object_type(Value v);
KK_INLINE const TypeObj *kk_type_of(Value v)
{
    return KK_FOR_SIZE ? kk_object_type(v) : KK_OBJ(const TypeObj, kk_desc_of(v)->type);
}

/* v is an instance of the built-in type or of a subclass of it. @gc never */
bool kk_is(Value v, const TypeObj *type);
/* sub is type or derives from it. @gc never */
bool kk_type_is_subclass(const TypeObj *sub, const TypeObj *type);
/* v is a type or class. @gc never */
KK_INLINE bool kk_type_is(Value v) { return kk_ref_is(v) && (kk_type_of(v)->flags & TYPE_METACLASS) != 0; }

/* Instances of subclasses of this built-in type wrap a native value in slot 0 (compact kinds, and complex,
 * range-like types whose objects have a tail). @gc never */
bool kk_type_wraps(const TypeObj *native);
/* The special method (__len__, __add__, ...) that a built-in type's slots give, as a NativeFn; KK_UNSET. @gc never */
Value kk_special_of_slots(const TypeObj *type, Value name);
/* The names of all special methods that slots can give, for dir(). @gc never */
size_t kk_special_count(void);
Value kk_special_name(size_t i);
/* cls.__new__(cls, args...): a fresh instance, not yet initialised (types/type.c; an upcall). */
KK_MUST_CHECK Value kk_type_make(Vm *vm, const TypeObj *cls, Args args, Value kw);
/* pow(a, b, modulus) of ints (types/int/; an upcall). */
KK_MUST_CHECK Value kk_int_pow_mod(Vm *vm, Value base, Value exponent, Value modulus);
/* The native value of an instance of a subclass of a wrapped type; any other value itself. @gc never */
Value kk_unwrap(Value v);
/* The same, and what an instance of a TYPE_HOLDER holds: what methods of the base type work on. @gc never */
Value kk_unwrap_held(Value v);
/* v, or what it wraps, as an object of that kind; KK_UNSET when it is none. @gc never */
Value kk_object_as_kind(Value v, Kind kind);
KK_INLINE Value kk_as_kind(Value v, Kind kind)
{
    if (KK_FOR_SIZE)
        return kk_object_as_kind(v, kind);
    if (KK_LIKELY(kk_kind_is(v, kind)))
        return v;
    if (!kk_ref_is(v) || kk_header_is_compact(kk_header(v)))
        return KK_UNSET;
    v = kk_unwrap_held(v);
    return kk_kind_is(v, kind) ? v : KK_UNSET;
}

/* The attribute `name` of the class or its bases, unbound, or KK_UNSET; raises nothing. @gc never */
Value kk_type_lookup(Vm *vm, const TypeObj *type, Value name);
/* The raw attribute of one class itself, without its bases; KK_UNSET: none. @gc never */
Value kk_type_own(const TypeObj *type, Value name);
/* As kk_type_lookup, but begins behind `after` in the MRO of `type`: what super() needs. @gc never */
Value kk_type_lookup_after(Vm *vm, const TypeObj *type, const TypeObj *after, Value name);

/*
 * A fresh object of a built-in type with Desc header: zeroed fields, tail_bytes more behind them (the
 * caller sets the tail's count). cls is the type to instantiate: `type` or a subclass of it.
 * @raises MemoryError  @gc may collect
 */
KK_MUST_CHECK Value kk_object_new(Vm *vm, const TypeObj *cls, size_t tail_bytes);
/* The same for a compact header; bytes is the whole size, header included. */
KK_MUST_CHECK Value kk_object_new_compact(Vm *vm, uintptr_t header, size_t bytes);
/* A fresh instance of a heap class whose native type is wrapped, around `native`. @gc may collect */
KK_MUST_CHECK Value kk_object_wrap(Vm *vm, const TypeObj *cls, Value native);

/* "int", "Vec": the name of v's type for messages; borrowed. @gc never */
Span kk_type_name(Value v);

#endif
