/*
 * m_ffi.c: the module ffi: functions and variables of shared libraries, by libffi; C functions that are Python's.
 *
 * Types are letters: those of struct, v (nothing, a result only), p and P (a pointer: an int, None, or what has a buffer), s (a text
 * that ends with a zero byte), C (a callback), O (a Python value). What C is given lies still while the call lasts: the
 * arguments are on this C stack. Libraries stay loaded, and a callback's C function stays callable: one whose object is
 * gone, or that is called while the thread is in no function of this module, answers 0.
 *
 * Layer: ports.   Tests: tests/modules/ffi/.
 */
#include <dlfcn.h>
#include <errno.h>
#include <ffi.h>
#include <stdlib.h>

#include "object/func.h"
#include "object/import.h"
#include "object/ops.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"

KK_MODULE(ffi)

enum { MOST_ARGS = 32 };

/* A function's type, malloc'ed. */
typedef struct Signature {
    ffi_cif cif;
    char result;
    char letters[MOST_ARGS];
    ffi_type *types[MOST_ARGS];
} Signature;

typedef struct LibraryObj {
    uintptr_t header;
    Value name;
    void *handle;
} LibraryObj;

typedef struct ForeignObj {
    uintptr_t header;
    Value name;
    void *address;
    Signature *signature; /* of a function */
    uintptr_t letter;     /* of a variable */
} ForeignObj;

/* What the C function of a callback knows, malloc'ed; it outlives the object. */
typedef struct Closure {
    struct Closure *next; /* in the list of all */
    Vm *vm;
    Value object; /* CallbackObj, which is pinned; KK_UNSET: it is gone */
    Signature signature;
} Closure;

static Closure *closures;

typedef struct CallbackObj {
    uintptr_t header;
    Value func;
    Closure *closure;
    void *code;
} CallbackObj;

extern const TypeObj kk_type_ffimod, kk_type_ffifunc, kk_type_ffivar, kk_type_fficallback;

/* A running call, on the C stack. */
typedef struct Call {
    struct Call *outer;
    Value raised; /* by a callback; KK_UNSET */
} Call;
static _Thread_local Call *innermost;

typedef union Cell {
    int64_t i;
    uint64_t u;
    float f;
    double d;
    void *p;
} Cell;

static ForeignObj *foreign_of(Value v) { return KK_OBJ(ForeignObj, v); }
static CallbackObj *callback_of(Value v) { return KK_OBJ(CallbackObj, v); }

/* ---- types ---- */

/* NULL: there is no such letter. */
static ffi_type *type_of(char letter)
{
    switch (letter) {
    case 'v': return &ffi_type_void;
    case 'b': return &ffi_type_sint8;
    case 'B': return &ffi_type_uint8;
    case 'h': return &ffi_type_sint16;
    case 'H': return &ffi_type_uint16;
    case 'i': return &ffi_type_sint32;
    case 'I': return &ffi_type_uint32;
    case 'l': return &ffi_type_slong;
    case 'L': return &ffi_type_ulong;
    case 'q': return &ffi_type_sint64;
    case 'Q': return &ffi_type_uint64;
    case 'f': return &ffi_type_float;
    case 'd': return &ffi_type_double;
    case 'p': case 'P': case 's': case 'C': case 'O': return &ffi_type_pointer;
    default: return NULL;
    }
}

KK_MUST_CHECK static Value load_int(Vm *vm, char letter, const void *at)
{
    size_t size = type_of(letter)->size;
    uint64_t u = 0;
    memcpy(&u, at, size);
    if (letter == 'b' || letter == 'h' || letter == 'i' || letter == 'l' || letter == 'q')
        return kk_int_new64(vm, (int64_t)(u << (64 - 8 * size)) >> (64 - 8 * size));
    return kk_int_new_u64(vm, u);
}

/* The Python value of what is at that address. */
KK_MUST_CHECK static Value load(Vm *vm, char letter, const void *at)
{
    Cell cell = {0};
    switch (letter) {
    case 'v':
        return kk_none;
    case 'f':
        memcpy(&cell.f, at, sizeof cell.f);
        return kk_float_new(vm, (KkFloat)cell.f);
    case 'd':
        memcpy(&cell.d, at, sizeof cell.d);
        return kk_float_new(vm, (KkFloat)cell.d);
    case 's':
    case 'O':
        memcpy(&cell.p, at, sizeof cell.p);
        if (cell.p == NULL)
            return kk_none;
        return letter == 'O' ? KK_REF(cell.p) : kk_str_new(vm, kk_span_of(cell.p));
    default:
        return load_int(vm, letter, at);
    }
}

/* The address that a value stands for; *pin keeps what is there. */
KK_MUST_CHECK static bool pointer_arg(Vm *vm, char letter, Value v, Cell *cell, Value *pin)
{
    Buffer data;
    Value str = kk_as_kind(v, KIND_STR);
    *pin = v;
    if (letter == 'O' || v == kk_none) {
        cell->p = v == kk_none && letter != 'O' ? NULL : (void *)v;
    } else if (kk_int_is(v)) {
        cell->u = kk_int_bits(v);
    } else if (kk_desc_is(v, &kk_type_fficallback)) {
        cell->p = callback_of(v)->code;
    } else if (kk_desc_is(v, &kk_type_ffifunc)) {
        cell->p = foreign_of(v)->address;
    } else if (letter == 'C') {
        return kk_raise_false(vm, KK_TypeError, "a callback, an address or None is required, not '%T'", v);
    } else if (str != KK_UNSET || (letter == 's' && kk_as_kind(v, KIND_BYTES) != KK_UNSET)) {
        /* With a zero byte behind it, as strs have none. */
        Span text = str != KK_UNSET ? kk_str_span(str) : kk_bytes_span(kk_as_kind(v, KIND_BYTES));
        if (memchr(text.at, 0, text.len) != NULL)
            return kk_raise_false(vm, KK_ValueError, "embedded null character");
        *pin = kk_bytes_alloc(vm, text.len + 1);
        if (*pin == KK_ERROR)
            return false;
        cell->p = memcpy(KK_OBJ(BytesObj, *pin)->at, text.at, text.len);
    } else {
        if (!kk_buffer_arg(vm, v, &data))
            return false;
        cell->p = data.at;
    }
    return true;
}

/* The C value of v, which has the letter's type. */
KK_MUST_CHECK static bool convert(Vm *vm, char letter, Value v, Cell *cell, Value *pin)
{
    KkFloat x;
    memset(cell, 0, sizeof *cell);
    *pin = v;
    if (letter == 'v')
        return true;
    if (type_of(letter) == &ffi_type_pointer)
        return pointer_arg(vm, letter, v, cell, pin);
    if (letter == 'f' || letter == 'd') {
        if (!kk_float_arg(vm, v, &x))
            return false;
        if (letter == 'f')
            cell->f = (float)x;
        else
            cell->d = (double)x;
        return true;
    }
    Value i = kk_index_int(vm, v);
    if (i == KK_ERROR)
        return false;
    cell->u = kk_int_bits(i);
    return true;
}

/* The only letter of a str. */
KK_MUST_CHECK static bool letter_arg(Vm *vm, Value v, char *letter)
{
    Span text;
    if (!kk_str_arg(vm, v, "type", &text))
        return false;
    *letter = text.len == 1 ? (char)text.at[0] : 0;
    return type_of(*letter) != NULL || kk_raise_false(vm, KK_ValueError, "unknown type %R", v);
}

KK_MUST_CHECK static bool signature_arg(Vm *vm, Value result, Value args, Signature *s)
{
    Span letters;
    if (!letter_arg(vm, result, &s->result) || !kk_str_arg(vm, args, "argtypes", &letters))
        return false;
    if (letters.len > MOST_ARGS)
        return kk_raise_false(vm, KK_ValueError, "more than %d arguments", MOST_ARGS);
    for (size_t i = 0; i < letters.len; i++) {
        s->letters[i] = (char)letters.at[i];
        s->types[i] = type_of(s->letters[i]);
        if (s->types[i] == NULL || s->letters[i] == 'v')
            return kk_raise_false(vm, KK_ValueError, "unknown type '%c'", s->letters[i]);
    }
    return ffi_prep_cif(&s->cif, FFI_DEFAULT_ABI, (unsigned)letters.len, type_of(s->result), s->types) == FFI_OK ||
           kk_raise_false(vm, KK_ValueError, "libffi does not know such a function");
}

/* ---- functions and variables ---- */

static void foreign_finalise(Vm *vm, Value self)
{
    free(foreign_of(self)->signature);
    foreign_of(self)->signature = NULL;
}

static Value foreign_repr(Vm *vm, Value self)
{
    Value name = foreign_of(self)->name;
    return kk_format_message(vm, name == KK_UNSET ? "<%T>" : "<%T '%V'>", self, name);
}

static Value call(Vm *vm, Value self, Args args, Value kw)
{
    const Signature *s = foreign_of(self)->signature;
    Cell cells[MOST_ARGS], result = {0};
    Value pins[MOST_ARGS];
    void *places[MOST_ARGS];
    if (kw != KK_UNSET || args.n != s->cif.nargs)
        return kk_raise(vm, KK_TypeError, "a foreign function takes %u positional arguments, %zu given", s->cif.nargs, args.n);
    for (size_t i = 0; i < args.n; i++) {
        if (!convert(vm, s->letters[i], args.pos[i], &cells[i], &pins[i]))
            return KK_ERROR;
        places[i] = &cells[i];
    }
    /* A copy: a callback may let go of the function. */
    Call running = {innermost, KK_UNSET};
    Signature copy = *s;
    innermost = &running;
    copy.cif.arg_types = copy.types;
    ffi_call(&copy.cif, FFI_FN(foreign_of(self)->address), &result, places);
    innermost = running.outer;
    if (running.raised != KK_UNSET) {
        vm->pending = running.raised;
        return KK_ERROR;
    }
    return load(vm, copy.result, &result);
}

static const Layout foreign_layout = {sizeof(ForeignObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots function_slots = {
    .call = call, .repr = foreign_repr, .rare = &(const RareSlots){.finalise = foreign_finalise},
};
KK_TYPE(ffifunc, object) = {KK_TYPE_HEAD(ffifunc, object, &foreign_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &function_slots};

KK_MUST_CHECK static Value function_new(Vm *vm, Value name, void *address, Value result, Value args)
{
    Signature s;
    if (!signature_arg(vm, result, args, &s))
        return KK_ERROR;
    Value self = kk_object_new(vm, &kk_type_ffifunc, 0);
    if (self == KK_ERROR || !kk_vm_finalisable(vm, self))
        return KK_ERROR;
    foreign_of(self)->name = name;
    foreign_of(self)->address = address;
    foreign_of(self)->signature = malloc(sizeof s);
    if (foreign_of(self)->signature == NULL)
        return kk_raise_memory(vm);
    *foreign_of(self)->signature = s;
    foreign_of(self)->signature->cif.arg_types = foreign_of(self)->signature->types;
    return self;
}

static const TypeSlots variable_slots = {.repr = foreign_repr};
KK_TYPE(ffivar, object) = {KK_TYPE_HEAD(ffivar, object, &foreign_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &variable_slots};

/* The value of the variable. */
KK_METHOD(ffivar, get, "()")
Value kk_ffi_var_get(Vm *vm, Value self, Args args)
{
    return load(vm, (char)foreign_of(self)->letter, foreign_of(self)->address);
}

/* Gives the variable a value. An object behind a pointer is the program's to keep. */
KK_METHOD(ffivar, set, "(value, /)")
Value kk_ffi_var_set(Vm *vm, Value self, Args args)
{
    Cell cell;
    Value pin;
    char letter = (char)foreign_of(self)->letter;
    if (!convert(vm, letter, args.pos[0], &cell, &pin))
        return KK_ERROR;
    if (letter == 's' && pin != args.pos[0])
        return kk_raise(vm, KK_TypeError, "a variable needs the address of a text that stays");
    memcpy(foreign_of(self)->address, &cell, type_of(letter)->size);
    return kk_none;
}

/* ---- callbacks ---- */

/* What C calls. */
static void enter(ffi_cif *cif, void *result, void **args, void *data)
{
    Closure *c = data;
    Call *running = innermost;
    Value values[MOST_ARGS], pin, answer = KK_UNSET;
    Cell cell = {0};
    size_t size = cif->rtype->size > sizeof(ffi_arg) ? cif->rtype->size : sizeof(ffi_arg);
    bool good = running != NULL && running->raised == KK_UNSET && c->object != KK_UNSET;
    for (size_t i = 0; good && i < cif->nargs; i++) {
        values[i] = load(c->vm, c->signature.letters[i], args[i]);
        good = values[i] != KK_ERROR;
    }
    if (good) {
        answer = kk_call(c->vm, callback_of(c->object)->func, values, cif->nargs);
        good = answer != KK_ERROR && convert(c->vm, c->signature.result, answer, &cell, &pin);
    }
    if (!good) {
        memset(&cell, 0, sizeof cell);
        if (running != NULL && running->raised == KK_UNSET)
            running->raised = kk_pending_take(c->vm);
    }
    if (cif->rtype != &ffi_type_void)
        memcpy(result, &cell, size);
}

static void callback_finalise(Vm *vm, Value self)
{
    if (callback_of(self)->closure != NULL)
        callback_of(self)->closure->object = KK_UNSET;
}

static Value callback_repr(Vm *vm, Value self) { return kk_format_message(vm, "<fficallback %R>", callback_of(self)->func); }

static const Layout callback_layout = {sizeof(CallbackObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots callback_slots = {
    .repr = callback_repr, .rare = &(const RareSlots){.finalise = callback_finalise},
};
KK_TYPE(fficallback, object) = {KK_TYPE_HEAD(fficallback, object, &callback_layout, TYPE_FINAL | TYPE_NO_NEW),
                                .slots = &callback_slots};

/* The address of the C function. */
KK_METHOD(fficallback, cfun, "()")
Value kk_ffi_callback_cfun(Vm *vm, Value self, Args args) { return kk_int_new_u64(vm, (uintptr_t)callback_of(self)->code); }

/* An object that C can call: func gets arguments of these types, and what it returns is given back. */
KK_FUNCTION(ffi, callback, "(rettype, func, argtypes, *, lock=False)")
Value kk_ffi_callback(Vm *vm, Value self, Args args)
{
    Signature s;
    void *code;
    if (!kk_callable(vm, args.pos[1]))
        return kk_raise(vm, KK_TypeError, "the second argument must be callable");
    if (!signature_arg(vm, args.pos[0], args.pos[2], &s))
        return KK_ERROR;
    Value object = kk_object_new(vm, &kk_type_fficallback, 0);
    if (object == KK_ERROR || !kk_vm_finalisable(vm, object))
        return KK_ERROR;
    callback_of(object)->func = args.pos[1];
    if (!kk_heap_pin(&vm->heap, object))
        return kk_failed(vm) ? KK_ERROR : kk_raise_memory(vm);
    Closure *closure = malloc(sizeof *closure);
    ffi_closure *made = closure == NULL ? NULL : ffi_closure_alloc(sizeof *made, &code);
    if (made == NULL) {
        free(closure);
        return kk_raise_memory(vm);
    }
    *closure = (Closure){closures, vm, object, s};
    closure->signature.cif.arg_types = closure->signature.types;
    if (ffi_prep_closure_loc(made, &closure->signature.cif, enter, closure, code) != FFI_OK) {
        ffi_closure_free(made);
        free(closure);
        return kk_raise(vm, KK_OSError, "libffi makes no callbacks here");
    }
    closures = closure;
    callback_of(object)->closure = closure;
    callback_of(object)->code = code;
    return object;
}

/* ---- libraries ---- */

static LibraryObj *library_of(Value v) { return KK_OBJ(LibraryObj, v); }

static Value library_repr(Vm *vm, Value self) { return kk_format_message(vm, "<ffimod %R>", library_of(self)->name); }
static const Layout library_layout = {sizeof(LibraryObj) / sizeof(uintptr_t), 1u << 1, TAIL_NONE, 0};
static const TypeSlots library_slots = {.repr = library_repr};
KK_TYPE(ffimod, object) = {KK_TYPE_HEAD(ffimod, object, &library_layout, TYPE_FINAL | TYPE_NO_NEW), .slots = &library_slots};

/* A str as C has it, a fresh bytes. */
KK_MUST_CHECK static const char *c_text(Vm *vm, Value v, const char *what, Value *pin)
{
    Cell cell = {0};
    Span text;
    return kk_str_arg(vm, v, what, &text) && pointer_arg(vm, 's', v, &cell, pin) ? cell.p : NULL;
}

/* Loads a shared library; None: the program itself. */
KK_FUNCTION(ffi, open, "(name, /)")
Value kk_ffi_open(Vm *vm, Value self, Args args)
{
    Value pin, name = args.pos[0];
    const char *path = name == kk_none ? NULL : c_text(vm, name, "name", &pin);
    if (path == NULL && name != kk_none)
        return KK_ERROR;
    void *handle = dlopen(path, RTLD_NOW);
    if (handle == NULL)
        return kk_raise_os(vm, ENOENT, name);
    Value library = kk_object_new(vm, &kk_type_ffimod, 0);
    if (library == KK_ERROR)
        return KK_ERROR;
    library_of(library)->name = name;
    library_of(library)->handle = handle;
    return library;
}

/* Where a name of the library is; NULL: nowhere, an exception is pending. */
KK_MUST_CHECK static void *find(Vm *vm, Value self, Value name)
{
    Value pin;
    const char *text = c_text(vm, name, "symname", &pin);
    if (text == NULL)
        return NULL;
    void *address = dlsym(library_of(self)->handle, text);
    if (address == NULL)
        kk_raise_os(vm, ENOENT, name);
    return address;
}

/* A function of the library. */
KK_METHOD(ffimod, func, "(rettype, symname, argtypes, /)")
Value kk_ffi_library_func(Vm *vm, Value self, Args args)
{
    void *address = find(vm, self, args.pos[1]);
    return address == NULL ? KK_ERROR : function_new(vm, args.pos[1], address, args.pos[0], args.pos[2]);
}

/* A variable of the library. */
KK_METHOD(ffimod, var, "(type, symname, /)")
Value kk_ffi_library_var(Vm *vm, Value self, Args args)
{
    char letter;
    void *address = letter_arg(vm, args.pos[0], &letter) ? find(vm, self, args.pos[1]) : NULL;
    if (address == NULL)
        return KK_ERROR;
    if (letter == 'v')
        return kk_raise(vm, KK_ValueError, "a variable has a value");
    Value var = kk_object_new(vm, &kk_type_ffivar, 0);
    if (var == KK_ERROR)
        return KK_ERROR;
    foreign_of(var)->name = args.pos[1];
    foreign_of(var)->address = address;
    foreign_of(var)->letter = (uintptr_t)letter;
    return var;
}

/* The address of a name of the library. */
KK_METHOD(ffimod, addr, "(symname, /)")
Value kk_ffi_library_addr(Vm *vm, Value self, Args args)
{
    void *address = find(vm, self, args.pos[0]);
    return address == NULL ? KK_ERROR : kk_int_new_u64(vm, (uintptr_t)address);
}

/* Unloads the library: nothing of it may be used any more. */
KK_METHOD(ffimod, close, "()")
Value kk_ffi_library_close(Vm *vm, Value self, Args args)
{
    /* Names are looked up in the program from now on. */
    void *handle = library_of(self)->handle;
    library_of(self)->handle = RTLD_DEFAULT;
    if (handle != RTLD_DEFAULT)
        dlclose(handle);
    return kk_none;
}

/* The function at an address. */
KK_FUNCTION(ffi, func, "(rettype, addr, argtypes, /)")
Value kk_ffi_func(Vm *vm, Value self, Args args)
{
    Value address = kk_index_int(vm, args.pos[1]);
    if (address == KK_ERROR)
        return KK_ERROR;
    if (kk_int_bits(address) == 0)
        return kk_raise(vm, KK_ValueError, "there is no function at address 0");
    return function_new(vm, KK_UNSET, (void *)(uintptr_t)kk_int_bits(address), args.pos[0], args.pos[2]);
}

/* The memory at an address, as uctypes.bytearray_at() gives it. */
KK_FUNCTION(ffi, as_bytearray, "(addr, size, /)")
Value kk_ffi_as_bytearray(Vm *vm, Value self, Args args)
{
    Value uctypes = kk_import(vm, KK_N(uctypes), KK_UNSET, KK_UNSET, 0);
    return uctypes == KK_ERROR ? KK_ERROR : kk_call_method(vm, uctypes, KK_N(bytearray_at), args.pos, 2);
}
