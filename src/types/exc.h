/*
 * exc.h: exceptions for C code beyond what object/error.h gives.
 *
 * An exception is an ExcObj (object/error.h). What a type has beyond args is mostly read from args:
 * OSError.errno is args[0]. Only what is not in args, or was assigned by the program, takes memory:
 * `extra` holds a dict of it, or for StopIteration and SystemExit the value alone (EXC_DICT tells).
 *
 * Layer: types.   Tests: tests/types/exc/.
 */
#ifndef KK_TYPES_EXC_H
#define KK_TYPES_EXC_H

#include "object/ops.h"

/* Bits of ExcObj.flags (a small int). */
enum {
    EXC_SUPPRESS_CONTEXT = 1,
    EXC_DICT = 2,    /* extra is a dict of attributes */
    EXC_NO_ROOM = 4  /* the traceback found no memory: it is not extended further */
};

KK_INLINE bool kk_exc_is(Value v) { return kk_ref_is(v) && kk_is(v, &kk_type_BaseException); }
KK_INLINE bool kk_exc_flag(Value exc, int flag)
{
    return (kk_smallint_get(KK_OBJ(ExcObj, exc)->flags) & flag) != 0;
}
void kk_exc_set_flag(Value exc, int flag, bool on);

/* The value of a StopIteration: what the generator returned. Borrowed. @gc never */
Value kk_exc_stop_value(Value exc);
/* SystemExit.code: kk_none when there is none. Borrowed. @gc never */
Value kk_exc_exit_code(Value exc);

/* A named field: what was set, else what args say, else KK_UNSET. name is interned. @gc never */
Value kk_exc_field(Value exc, Value name);
/* Sets (KK_UNSET: forgets) a field that args do not hold, NameError.name for example. */
KK_MUST_CHECK bool kk_exc_set_field(Vm *vm, Value exc, Value name, Value value);
/* The dict of its attributes, made if need be. */
KK_MUST_CHECK Value kk_exc_dict(Vm *vm, Value exc);
/* Argument i of the exception, KK_UNSET when it has fewer. @gc never */
Value kk_exc_arg(Value exc, size_t i);
/* Takes the arguments (and keywords, if its type has any) as __init__ does. */
KK_MUST_CHECK bool kk_exc_init(Vm *vm, Value self, Args args, Value kw);

/* The subclass of OSError for an errno: FileNotFoundError for 2. @gc never */
const TypeObj *kk_exc_os_type(intptr_t error);
/* A fresh str: the text of an error number, or its name where errors are told by name. @gc may collect */
KK_MUST_CHECK Value kk_exc_os_text(Vm *vm, int error);
/*
 * On a port without files of its own errors of the system are shown as MicroPython shows them, for tools look for
 * this text: "OSError: [Errno 2] ENOENT", without file name and subclass. @gc never
 */
bool kk_exc_os_named(void);

/* What str() gives, for the types that have their own: called by the str slot. */
KK_MUST_CHECK Value kk_exc_os_str(Vm *vm, Value self);
KK_MUST_CHECK Value kk_exc_syntax_str(Vm *vm, Value self);
KK_MUST_CHECK Value kk_exc_decode_str(Vm *vm, Value self);
KK_MUST_CHECK Value kk_exc_encode_str(Vm *vm, Value self);
KK_MUST_CHECK Value kk_exc_translate_str(Vm *vm, Value self);
KK_MUST_CHECK Value kk_exc_plain_str(Vm *vm, Value self);

/* io.UnsupportedOperation: an OSError and a ValueError. */
extern const TypeObj kk_type_UnsupportedOperation;

/* Layout of every exception. */
extern const Layout kk_exc_layout;

#endif
