/*
 * exc_types.c: the exception types. object/error.h declares them all.
 *
 * Layer: types.   Tests: tests/types/exc/.
 */
#include "types/exc_slots.h"

#define SLOTS(str_slot)                                                                             \
    {                                                                                               \
        .make = kk_exc_make, .init = kk_exc_init, .repr = kk_exc_repr,                              \
        .rare = &(const RareSlots){.str = (str_slot), .getattr = kk_exc_getattr, .setattr = kk_exc_setattr} \
    }
const TypeSlots kk_exc_plain_slots = SLOTS(kk_exc_plain_str);
static const TypeSlots key_slots = SLOTS(kk_exc_key_str);
static const TypeSlots os_slots = SLOTS(kk_exc_os_str);
static const TypeSlots syntax_slots = SLOTS(kk_exc_syntax_str);
static const TypeSlots import_slots = SLOTS(kk_exc_import_str);
static const TypeSlots decode_slots = SLOTS(kk_exc_decode_str);
static const TypeSlots encode_slots = SLOTS(kk_exc_encode_str);
static const TypeSlots translate_slots = SLOTS(kk_exc_translate_str);

#define HEAD(name, base) KK_TYPE_HEAD(name, base, &kk_exc_layout, TYPE_EXCEPTION)

KK_TYPE(BaseException, object) = {HEAD(BaseException, object), .slots = &kk_exc_plain_slots};
KK_TYPE(SystemExit, BaseException) = {HEAD(SystemExit, BaseException), .slots = &kk_exc_plain_slots};
KK_TYPE(KeyboardInterrupt, BaseException) = {
    HEAD(KeyboardInterrupt, BaseException), .slots = &kk_exc_plain_slots};
KK_TYPE(GeneratorExit, BaseException) = {
    HEAD(GeneratorExit, BaseException), .slots = &kk_exc_plain_slots};
KK_TYPE(Exception, BaseException) = {HEAD(Exception, BaseException), .slots = &kk_exc_plain_slots};
KK_TYPE(StopIteration, Exception) = {HEAD(StopIteration, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(StopAsyncIteration, Exception) = {
    HEAD(StopAsyncIteration, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(ArithmeticError, Exception) = {HEAD(ArithmeticError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(FloatingPointError, ArithmeticError) = {
    HEAD(FloatingPointError, ArithmeticError), .slots = &kk_exc_plain_slots};
KK_TYPE(OverflowError, ArithmeticError) = {
    HEAD(OverflowError, ArithmeticError), .slots = &kk_exc_plain_slots};
KK_TYPE(ZeroDivisionError, ArithmeticError) = {
    HEAD(ZeroDivisionError, ArithmeticError), .slots = &kk_exc_plain_slots};
KK_TYPE(AssertionError, Exception) = {HEAD(AssertionError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(AttributeError, Exception) = {HEAD(AttributeError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(BufferError, Exception) = {HEAD(BufferError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(EOFError, Exception) = {HEAD(EOFError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(ImportError, Exception) = {HEAD(ImportError, Exception), .slots = &import_slots};
KK_TYPE(ModuleNotFoundError, ImportError) = {
    HEAD(ModuleNotFoundError, ImportError), .slots = &import_slots};
KK_TYPE(LookupError, Exception) = {HEAD(LookupError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(IndexError, LookupError) = {HEAD(IndexError, LookupError), .slots = &kk_exc_plain_slots};
KK_TYPE(KeyError, LookupError) = {HEAD(KeyError, LookupError), .slots = &key_slots};
KK_TYPE(MemoryError, Exception) = {HEAD(MemoryError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(NameError, Exception) = {HEAD(NameError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(UnboundLocalError, NameError) = {
    HEAD(UnboundLocalError, NameError), .slots = &kk_exc_plain_slots};
KK_TYPE(OSError, Exception) = {HEAD(OSError, Exception), .slots = &os_slots};
KK_TYPE(BlockingIOError, OSError) = {HEAD(BlockingIOError, OSError), .slots = &os_slots};
KK_TYPE(ChildProcessError, OSError) = {HEAD(ChildProcessError, OSError), .slots = &os_slots};
KK_TYPE(ConnectionError, OSError) = {HEAD(ConnectionError, OSError), .slots = &os_slots};
KK_TYPE(BrokenPipeError, ConnectionError) = {
    HEAD(BrokenPipeError, ConnectionError), .slots = &os_slots};
KK_TYPE(ConnectionAbortedError, ConnectionError) = {
    HEAD(ConnectionAbortedError, ConnectionError), .slots = &os_slots};
KK_TYPE(ConnectionRefusedError, ConnectionError) = {
    HEAD(ConnectionRefusedError, ConnectionError), .slots = &os_slots};
KK_TYPE(ConnectionResetError, ConnectionError) = {
    HEAD(ConnectionResetError, ConnectionError), .slots = &os_slots};
KK_TYPE(FileExistsError, OSError) = {HEAD(FileExistsError, OSError), .slots = &os_slots};
KK_TYPE(FileNotFoundError, OSError) = {HEAD(FileNotFoundError, OSError), .slots = &os_slots};
KK_TYPE(InterruptedError, OSError) = {HEAD(InterruptedError, OSError), .slots = &os_slots};
KK_TYPE(IsADirectoryError, OSError) = {HEAD(IsADirectoryError, OSError), .slots = &os_slots};
KK_TYPE(NotADirectoryError, OSError) = {HEAD(NotADirectoryError, OSError), .slots = &os_slots};
KK_TYPE(PermissionError, OSError) = {HEAD(PermissionError, OSError), .slots = &os_slots};
KK_TYPE(ProcessLookupError, OSError) = {HEAD(ProcessLookupError, OSError), .slots = &os_slots};
KK_TYPE(TimeoutError, OSError) = {HEAD(TimeoutError, OSError), .slots = &os_slots};
KK_TYPE(ReferenceError, Exception) = {HEAD(ReferenceError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(RuntimeError, Exception) = {HEAD(RuntimeError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(NotImplementedError, RuntimeError) = {
    HEAD(NotImplementedError, RuntimeError), .slots = &kk_exc_plain_slots};
KK_TYPE(RecursionError, RuntimeError) = {
    HEAD(RecursionError, RuntimeError), .slots = &kk_exc_plain_slots};
KK_TYPE(SyntaxError, Exception) = {HEAD(SyntaxError, Exception), .slots = &syntax_slots};
KK_TYPE(IndentationError, SyntaxError) = {
    HEAD(IndentationError, SyntaxError), .slots = &syntax_slots};
KK_TYPE(TabError, IndentationError) = {HEAD(TabError, IndentationError), .slots = &syntax_slots};
KK_TYPE(SystemError, Exception) = {HEAD(SystemError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(TypeError, Exception) = {HEAD(TypeError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(ValueError, Exception) = {HEAD(ValueError, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(UnicodeError, ValueError) = {HEAD(UnicodeError, ValueError), .slots = &kk_exc_plain_slots};
KK_TYPE(UnicodeDecodeError, UnicodeError) = {
    HEAD(UnicodeDecodeError, UnicodeError), .slots = &decode_slots};
KK_TYPE(UnicodeEncodeError, UnicodeError) = {
    HEAD(UnicodeEncodeError, UnicodeError), .slots = &encode_slots};
KK_TYPE(UnicodeTranslateError, UnicodeError) = {
    HEAD(UnicodeTranslateError, UnicodeError), .slots = &translate_slots};
KK_TYPE(Warning, Exception) = {HEAD(Warning, Exception), .slots = &kk_exc_plain_slots};
KK_TYPE(DeprecationWarning, Warning) = {HEAD(DeprecationWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(PendingDeprecationWarning, Warning) = {
    HEAD(PendingDeprecationWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(RuntimeWarning, Warning) = {HEAD(RuntimeWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(SyntaxWarning, Warning) = {HEAD(SyntaxWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(UserWarning, Warning) = {HEAD(UserWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(FutureWarning, Warning) = {HEAD(FutureWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(ImportWarning, Warning) = {HEAD(ImportWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(UnicodeWarning, Warning) = {HEAD(UnicodeWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(BytesWarning, Warning) = {HEAD(BytesWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(ResourceWarning, Warning) = {HEAD(ResourceWarning, Warning), .slots = &kk_exc_plain_slots};
KK_TYPE(EncodingWarning, Warning) = {HEAD(EncodingWarning, Warning), .slots = &kk_exc_plain_slots};

/* io.UnsupportedOperation derives from two: the MRO stands here. */
static const struct {
    uintptr_t header;
    Value at[2];
} unsupported_bases = {KK_HEADER(KIND_TUPLE, 2), {KK_REF(&kk_type_OSError), KK_REF(&kk_type_ValueError)}};
static const struct {
    uintptr_t header;
    Value at[6];
} unsupported_mro = {KK_HEADER(KIND_TUPLE, 6),
                     {KK_REF(&kk_type_UnsupportedOperation), KK_REF(&kk_type_OSError),
                      KK_REF(&kk_type_ValueError), KK_REF(&kk_type_Exception), KK_REF(&kk_type_BaseException),
                      KK_REF(&kk_type_object)}};
KK_TYPE(UnsupportedOperation, OSError) = {
    KK_TYPE_HEAD(UnsupportedOperation, OSError, &kk_exc_layout, TYPE_EXCEPTION | TYPE_HAS_PART), .slots = &os_slots,
    .part = {{.bases = KK_REF(&unsupported_bases), .mro = KK_REF(&unsupported_mro)}}};
