/*
 * error.h: raising and looking at the pending exception.
 *
 * An error is a returned KK_ERROR (or false) with vm->pending set. Exception types are TypeObjs in
 * types/exc.c, `kk_type_ValueError` and so on; the enum that style examples write as KK_ValueError
 * is a macro for the type's address, so that raising needs no table.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_ERROR_H
#define KK_OBJECT_ERROR_H

#include "object/object.h"

#include <stdarg.h>

/* X(name, base): every built-in exception, bases first. The types are defined from this in types/exc.c. */
#define KK_EXCEPTIONS(X)                                                                            \
    X(BaseExceptionGroup, BaseException) X(ExceptionGroup, BaseExceptionGroup)                      \
    X(SystemExit, BaseException) X(KeyboardInterrupt, BaseException)                                \
    X(GeneratorExit, BaseException) X(Exception, BaseException)                                     \
    X(StopIteration, Exception) X(StopAsyncIteration, Exception)                                    \
    X(ArithmeticError, Exception) X(FloatingPointError, ArithmeticError)                            \
    X(OverflowError, ArithmeticError) X(ZeroDivisionError, ArithmeticError)                         \
    X(AssertionError, Exception) X(AttributeError, Exception) X(BufferError, Exception)             \
    X(EOFError, Exception) X(ImportError, Exception) X(ModuleNotFoundError, ImportError)            \
    X(LookupError, Exception) X(IndexError, LookupError) X(KeyError, LookupError)                   \
    X(MemoryError, Exception) X(NameError, Exception) X(UnboundLocalError, NameError)               \
    X(OSError, Exception) X(BlockingIOError, OSError) X(ChildProcessError, OSError)                 \
    X(ConnectionError, OSError) X(BrokenPipeError, ConnectionError)                                 \
    X(ConnectionAbortedError, ConnectionError) X(ConnectionRefusedError, ConnectionError)           \
    X(ConnectionResetError, ConnectionError) X(FileExistsError, OSError)                            \
    X(FileNotFoundError, OSError) X(InterruptedError, OSError) X(IsADirectoryError, OSError)        \
    X(NotADirectoryError, OSError) X(PermissionError, OSError) X(ProcessLookupError, OSError)       \
    X(TimeoutError, OSError) X(ReferenceError, Exception) X(RuntimeError, Exception)                \
    X(NotImplementedError, RuntimeError) X(RecursionError, RuntimeError)                            \
    X(SyntaxError, Exception) X(IndentationError, SyntaxError) X(TabError, IndentationError)        \
    X(SystemError, Exception) X(TypeError, Exception) X(ValueError, Exception)                      \
    X(UnicodeError, ValueError) X(UnicodeDecodeError, UnicodeError)                                 \
    X(UnicodeEncodeError, UnicodeError) X(UnicodeTranslateError, UnicodeError)                      \
    X(Warning, Exception) X(DeprecationWarning, Warning) X(PendingDeprecationWarning, Warning)      \
    X(RuntimeWarning, Warning) X(SyntaxWarning, Warning) X(UserWarning, Warning)                    \
    X(FutureWarning, Warning) X(ImportWarning, Warning) X(UnicodeWarning, Warning)                  \
    X(BytesWarning, Warning) X(ResourceWarning, Warning) X(EncodingWarning, Warning)

extern const TypeObj kk_type_BaseException;
#define KK_EXC_DECLARE(name, base) extern const TypeObj kk_type_##name;
KK_EXCEPTIONS(KK_EXC_DECLARE)
#undef KK_EXC_DECLARE

/* Native fields of every exception. */
typedef struct ExcObj {
    uintptr_t header;
    Value args;      /* tuple */
    Value traceback; /* TracebackObj or KK_UNSET */
    Value cause;     /* __cause__, or KK_UNSET */
    Value context;   /* __context__, or KK_UNSET */
    Value extra;     /* by type: value of StopIteration, code of SystemExit, dict of named fields, or KK_UNSET */
    Value flags;     /* small int: bit 0 __suppress_context__ */
} ExcObj;

/* Makes the MemoryError that lies in vm->spare. @gc never */
void kk_exc_spare(Vm *vm);

/*
 * Raise. The message is formatted with %-directives of our own:
 *   %s  const char *        %.*s  int, const char *      %d  int     %u  unsigned   %zd/%zu ptrdiff_t/size_t
 *   %c  a character          %x  unsigned, hex            %%
 *   %V  Value: a str as it is, anything else by its repr (shortened; never raises)
 *   %R  Value: by its repr           %T  Value: the name of its type       %N  const TypeObj *: its name
 * All return KK_ERROR / false, so that a function can `return kk_raise(...)`. @gc may collect
 */
Value kk_raise(Vm *vm, const TypeObj *type, const char *format, ...);
bool kk_raise_false(Vm *vm, const TypeObj *type, const char *format, ...);
/* With one argument object instead of a message (KeyError(key), StopIteration(value)). */
Value kk_raise_value(Vm *vm, const TypeObj *type, Value arg);
/* An exception instance. Sets the context from vm->handled as Python does. */
Value kk_raise_instance(Vm *vm, Value exception);
/* OSError (the subclass for this errno) with errno and, unless KK_UNSET, the file name. */
Value kk_raise_os(Vm *vm, int error, Value filename);
/* A preallocated MemoryError: needs no memory. */
Value kk_raise_memory(Vm *vm);
/* "'%s' object is not subscriptable" and the like: format has one %T. */
#define kk_raise_type(vm, format, v) kk_raise(vm, &kk_type_TypeError, format, v)
#define KK_RAISES(name) (&kk_type_##name)

/* The pending exception is an instance of type. @gc never */
bool kk_pending_is(Vm *vm, const TypeObj *type);
/* Takes the pending exception away and returns it; KK_UNSET when there is none. @gc never */
Value kk_pending_take(Vm *vm);
/* Drops the pending exception if it is of the type; tells whether it was. @gc never */
bool kk_pending_clear(Vm *vm, const TypeObj *type);

/* A fresh exception of a built-in type with the given args. @gc may collect */
KK_MUST_CHECK Value kk_exc_new(Vm *vm, const TypeObj *type, const Value *args, size_t n);

/* Notes name and obj on a NameError, AttributeError or ImportError (its attributes name, obj / path);
 * obj may be KK_UNSET. Silent when memory is short. types/exc.c. @gc may collect */
void kk_exc_set_name(Vm *vm, Value exception, Value name, Value obj);
/* It has been given a name or an object. @gc never */
bool kk_exc_has_name(Value exception);

/* What formats are spelt out with: words, each with a null byte, and where they begin, two to a number (tools/squeeze.py). */
extern const char kk_error_words[];
extern const uint32_t kk_error_word_places[];
/*
 * Where messages are squeezed, a format is the number of one of these instead of an address: numbers are below KK_MESSAGE_END, where
 * nothing is. Of every KK_MESSAGE_STEP-th it is known where it begins.
 */
enum { KK_MESSAGE_END = 2048, KK_MESSAGE_STEP = 4 };
extern const char kk_error_messages[];
extern const uint32_t kk_error_message_places[];
/* Appends a message (KK_TEXT), which has no directives. @gc may collect */
struct StrBuf;
KK_MUST_CHECK bool kk_error_add_message(struct StrBuf *b, const char *text);

/* Formats as kk_raise does into a fresh str. */
KK_MUST_CHECK Value kk_format_message(Vm *vm, const char *format, ...);
/* The same for functions that are given the format. */
KK_MUST_CHECK Value kk_format_list(Vm *vm, const char *format, va_list *args);

/* The macros that make raising read well. */
#define KK_TypeError (&kk_type_TypeError)
#define KK_ValueError (&kk_type_ValueError)
#define KK_IndexError (&kk_type_IndexError)
#define KK_KeyError (&kk_type_KeyError)
#define KK_AttributeError (&kk_type_AttributeError)
#define KK_NameError (&kk_type_NameError)
#define KK_OverflowError (&kk_type_OverflowError)
#define KK_ZeroDivisionError (&kk_type_ZeroDivisionError)
#define KK_RuntimeError (&kk_type_RuntimeError)
#define KK_RecursionError (&kk_type_RecursionError)
#define KK_NotImplementedError (&kk_type_NotImplementedError)
#define KK_StopIteration (&kk_type_StopIteration)
#define KK_ImportError (&kk_type_ImportError)
#define KK_OSError (&kk_type_OSError)
#define KK_EOFError (&kk_type_EOFError)
#define KK_BufferError (&kk_type_BufferError)
#define KK_LookupError (&kk_type_LookupError)
#define KK_SyntaxError (&kk_type_SyntaxError)
#define KK_UnicodeError (&kk_type_UnicodeError)
#define KK_AssertionError (&kk_type_AssertionError)

#endif
