/*
 * exc_text.c: what str() says of exceptions that have fields, and the texts of errno.
 *
 * Layer: types.   Tests: tests/types/exc/text.py.
 */
#include "base/bytes.h"
#include "base/utf8.h"
#include "object/strbuf.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/exc_slots.h"

/* ---- OSError ---- */

typedef struct OsError {
    uint32_t number;
    const char *said;    /* its name and its text */
    const TypeObj *type; /* NULL: OSError itself */
} OsError;

static const OsError os_errors[] = {
    {1, KK_TEXT("EPERM Operation not permitted"), &kk_type_PermissionError},
    {2, KK_TEXT("ENOENT No such file or directory"), &kk_type_FileNotFoundError},
    {3, KK_TEXT("ESRCH No such process"), &kk_type_ProcessLookupError},
    {4, KK_TEXT("EINTR Interrupted system call"), &kk_type_InterruptedError},
    {5, KK_TEXT("EIO Input/output error"), NULL},
    {6, KK_TEXT("ENXIO No such device or address"), NULL},
    {7, KK_TEXT("E2BIG Argument list too long"), NULL},
    {9, KK_TEXT("EBADF Bad file descriptor"), NULL},
    {10, KK_TEXT("ECHILD No child processes"), &kk_type_ChildProcessError},
    {11, KK_TEXT("EAGAIN Resource temporarily unavailable"), &kk_type_BlockingIOError},
    {12, KK_TEXT("ENOMEM Cannot allocate memory"), NULL},
    {13, KK_TEXT("EACCES Permission denied"), &kk_type_PermissionError},
    {14, KK_TEXT("EFAULT Bad address"), NULL},
    {16, KK_TEXT("EBUSY Device or resource busy"), NULL},
    {17, KK_TEXT("EEXIST File exists"), &kk_type_FileExistsError},
    {18, KK_TEXT("EXDEV Invalid cross-device link"), NULL},
    {19, KK_TEXT("ENODEV No such device"), NULL},
    {20, KK_TEXT("ENOTDIR Not a directory"), &kk_type_NotADirectoryError},
    {21, KK_TEXT("EISDIR Is a directory"), &kk_type_IsADirectoryError},
    {22, KK_TEXT("EINVAL Invalid argument"), NULL},
    {23, KK_TEXT("ENFILE Too many open files in system"), NULL},
    {24, KK_TEXT("EMFILE Too many open files"), NULL},
    {25, KK_TEXT("ENOTTY Inappropriate ioctl for device"), NULL},
    {27, KK_TEXT("EFBIG File too large"), NULL},
    {28, KK_TEXT("ENOSPC No space left on device"), NULL},
    {29, KK_TEXT("ESPIPE Illegal seek"), NULL},
    {30, KK_TEXT("EROFS Read-only file system"), NULL},
    {31, KK_TEXT("EMLINK Too many links"), NULL},
    {32, KK_TEXT("EPIPE Broken pipe"), &kk_type_BrokenPipeError},
    {33, KK_TEXT("EDOM Numerical argument out of domain"), NULL},
    {34, KK_TEXT("ERANGE Numerical result out of range"), NULL},
    {36, KK_TEXT("ENAMETOOLONG File name too long"), NULL},
    {38, KK_TEXT("ENOSYS Function not implemented"), NULL},
    {39, KK_TEXT("ENOTEMPTY Directory not empty"), NULL},
    {40, KK_TEXT("ELOOP Too many levels of symbolic links"), NULL},
    {71, KK_TEXT("EPROTO Protocol error"), NULL},
    {75, KK_TEXT("EOVERFLOW Value too large for defined data type"), NULL},
    {84, KK_TEXT("EILSEQ Invalid or incomplete multibyte or wide character"), NULL},
    {88, KK_TEXT("ENOTSOCK Socket operation on non-socket"), NULL},
    {90, KK_TEXT("EMSGSIZE Message too long"), NULL},
    {95, KK_TEXT("EOPNOTSUPP Operation not supported"), NULL},
    {97, KK_TEXT("EAFNOSUPPORT Address family not supported by protocol"), NULL},
    {98, KK_TEXT("EADDRINUSE Address already in use"), NULL},
    {99, KK_TEXT("EADDRNOTAVAIL Cannot assign requested address"), NULL},
    {101, KK_TEXT("ENETUNREACH Network is unreachable"), NULL},
    {103, KK_TEXT("ECONNABORTED Software caused connection abort"), &kk_type_ConnectionAbortedError},
    {104, KK_TEXT("ECONNRESET Connection reset by peer"), &kk_type_ConnectionResetError},
    {105, KK_TEXT("ENOBUFS No buffer space available"), NULL},
    {106, KK_TEXT("EISCONN Transport endpoint is already connected"), NULL},
    {107, KK_TEXT("ENOTCONN Transport endpoint is not connected"), NULL},
    {108, KK_TEXT("ESHUTDOWN Cannot send after transport endpoint shutdown"), &kk_type_BrokenPipeError},
    {110, KK_TEXT("ETIMEDOUT Connection timed out"), &kk_type_TimeoutError},
    {111, KK_TEXT("ECONNREFUSED Connection refused"), &kk_type_ConnectionRefusedError},
    {113, KK_TEXT("EHOSTUNREACH No route to host"), NULL},
    {114, KK_TEXT("EALREADY Operation already in progress"), &kk_type_BlockingIOError},
    {115, KK_TEXT("EINPROGRESS Operation now in progress"), &kk_type_BlockingIOError},
    {125, KK_TEXT("ECANCELED Operation canceled"), NULL},
};

static const OsError *find_error(intptr_t number)
{
    for (size_t i = 0; i < KK_COUNT_OF(os_errors); i++)
        if ((intptr_t)os_errors[i].number == number)
            return &os_errors[i];
    return NULL;
}

const TypeObj *kk_exc_os_type(intptr_t error)
{
    const OsError *e = find_error(error);
    return e == NULL || e->type == NULL ? KK_OSError : e->type;
}

bool kk_exc_os_named(void)
{
    char path[2];
    return kk_platform_getcwd(path, sizeof path) == -KK_ENODEV;
}

Value kk_exc_os_text(Vm *vm, int error)
{
    const OsError *e = find_error(error);
    Value said = e == NULL ? kk_format_message(vm, "Unknown error %d", error) : kk_format_message(vm, e->said);
    if (said == KK_ERROR || e == NULL)
        return said;
    Span text = kk_str_span(said);
    size_t n = (size_t)(kk_bytes_find(text, KK_SPAN(" ")) - text.at);
    return kk_str_new(vm, kk_exc_os_named() ? kk_span_cut(text, 0, n) : kk_span_skip(text, n + 1));
}

Value kk_raise_os(Vm *vm, int error, Value filename)
{
    Value text = kk_exc_os_text(vm, error);
    if (text == KK_ERROR)
        return KK_ERROR;
    Value args[3] = {KK_INT(error), text, filename};
    Value exc = kk_exc_new(vm, KK_OSError, args, filename == KK_UNSET ? 2 : 3);
    return exc == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exc);
}

Value kk_exc_os_str(Vm *vm, Value self)
{
    Value only = kk_len_of(KK_OBJ(ExcObj, self)->args) == 1 ? kk_exc_arg(self, 0) : kk_none;
    if (kk_smallint_is(only) && kk_exc_os_named() && find_error(kk_smallint_get(only)) != NULL) {
        Value name = kk_exc_os_text(vm, (int)kk_smallint_get(only));
        return name == KK_ERROR ? KK_ERROR : kk_format_message(vm, "[Errno %d] %V", (int)kk_smallint_get(only), name);
    }
    if (kk_len_of(KK_OBJ(ExcObj, self)->args) != 2)
        return kk_exc_plain_str(vm, self);
    Value number = kk_exc_field(self, KK_N(errno)), text = kk_exc_field(self, KK_N(strerror));
    Value file = kk_exc_field(self, KK_N(filename)), other = kk_exc_field(self, KK_N(filename2));
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_strbuf_add_text(&b, "[Errno ") || !kk_strbuf_add_shown(&b, number) ||
        !kk_strbuf_add_text(&b, "] ") || !kk_strbuf_add_shown(&b, text))
        return KK_ERROR;
    if (file != KK_UNSET && file != kk_none && !kk_exc_os_named()) {
        if (!kk_strbuf_add_text(&b, ": ") || !kk_strbuf_add_repr(&b, file))
            return KK_ERROR;
        if (other != KK_UNSET && other != kk_none &&
            (!kk_strbuf_add_text(&b, " -> ") || !kk_strbuf_add_repr(&b, other)))
            return KK_ERROR;
    }
    return kk_strbuf_finish(&b);
}

/* ---- SyntaxError, ImportError ---- */

/* The part of a path behind the last '/'. */
static Span base_name(Span path)
{
    const uint8_t *slash = kk_bytes_rfind(path, KK_SPAN("/"));
    return slash == NULL ? path : kk_span_skip(path, (size_t)(slash + 1 - path.at));
}

Value kk_exc_syntax_str(Vm *vm, Value self)
{
    Value msg = kk_exc_field(self, KK_N(msg)), line = kk_exc_field(self, KK_N(lineno));
    Value file = kk_exc_field(self, KK_N(filename));
    bool has_file = file != KK_UNSET && kk_str_is(file), has_line = line != KK_UNSET && kk_int_is(line);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    if (!kk_strbuf_add_shown(&b, msg == KK_UNSET ? kk_none : msg))
        return KK_ERROR;
    if (!has_file && !has_line)
        return kk_strbuf_finish(&b);
    if (!kk_strbuf_add_text(&b, " (") || (has_file && !kk_strbuf_add(&b, base_name(kk_str_span(file)))))
        return KK_ERROR;
    if (has_line && (!kk_strbuf_add_text(&b, has_file ? ", line " : "line ") || !kk_strbuf_add_shown(&b, line)))
        return KK_ERROR;
    return kk_strbuf_add_byte(&b, ')') ? kk_strbuf_finish(&b) : KK_ERROR;
}

Value kk_exc_import_str(Vm *vm, Value self)
{
    Value msg = kk_exc_field(self, KK_N(msg));
    return msg != KK_UNSET && kk_str_is(msg) ? msg : kk_exc_plain_str(vm, self);
}

/* ---- UnicodeError ---- */

/* "position 3" or "position 3-5": what lies at [start, end). */
KK_MUST_CHECK static bool add_place(StrBuf *b, const char *one, const char *many, intptr_t start, intptr_t end)
{
    if (end == start + 1)
        return kk_strbuf_add_text(b, one) && kk_strbuf_add_text(b, " in position ") && kk_strbuf_add_int(b, start);
    return kk_strbuf_add_text(b, many) && kk_strbuf_add_text(b, " in position ") &&
           kk_strbuf_add_int(b, start) && kk_strbuf_add_byte(b, '-') && kk_strbuf_add_int(b, end - 1);
}

/* Appends n hex digits of x. */
KK_MUST_CHECK static bool add_hex(StrBuf *b, uint32_t x, int n)
{
    while (n-- > 0) {
        uint8_t digit = x >> (4 * n) & 15;
        if (!kk_strbuf_add_byte(b, (uint8_t)(digit < 10 ? '0' + digit : 'a' - 10 + digit)))
            return false;
    }
    return true;
}

/* 'codec' codec can't <verb>: the beginning of two of the messages. */
KK_MUST_CHECK static bool add_codec(StrBuf *b, Value self, const char *verb)
{
    Value codec = kk_exc_field(self, KK_N(encoding));
    return kk_strbuf_add_byte(b, '\'') && kk_strbuf_add_shown(b, codec) && kk_strbuf_add_text(b, "' codec can't ") &&
           kk_strbuf_add_text(b, verb);
}

/* The end of all of them. */
KK_MUST_CHECK static Value add_reason(StrBuf *b, Value self)
{
    if (!kk_strbuf_add_text(b, ": ") || !kk_strbuf_add_shown(b, kk_exc_field(self, KK_N(reason))))
        return KK_ERROR;
    return kk_strbuf_finish(b);
}

/* The error has all of its fields: a subclass may not have called __init__. */
static bool is_complete(Value self, intptr_t *start, intptr_t *end)
{
    Value from = kk_exc_field(self, KK_N(start)), to = kk_exc_field(self, KK_N(end));
    if (from == KK_UNSET || to == KK_UNSET || kk_exc_field(self, KK_N(reason)) == KK_UNSET)
        return false;
    if (!kk_smallint_is(from) || !kk_smallint_is(to))
        return false;
    *start = kk_smallint_get(from);
    *end = kk_smallint_get(to);
    return true;
}

Value kk_exc_decode_str(Vm *vm, Value self)
{
    intptr_t start, end;
    if (!is_complete(self, &start, &end))
        return KK_N(empty);
    StrBuf b;
    Span bytes;
    Value object = kk_exc_field(self, KK_N(object));
    kk_strbuf_init(&b, vm);
    if (!add_codec(&b, self, "decode "))
        return KK_ERROR;
    bool one = end == start + 1 && kk_bytes_like(object, &bytes) && start >= 0 && (size_t)start < bytes.len;
    if (one && (!kk_strbuf_add_text(&b, "byte 0x") || !add_hex(&b, kk_rom_byte(bytes.at + start), 2)))
        return KK_ERROR;
    return add_place(&b, "", "bytes", start, end) ? add_reason(&b, self) : KK_ERROR;
}

/* "character '\xe9'": the one at [start, start + 1) of the str. */
KK_MUST_CHECK static bool add_character(StrBuf *b, Value str, intptr_t at)
{
    Value text = kk_as_kind(str, KIND_STR);
    if (text == KK_UNSET || at < 0 || (size_t)at >= kk_utf8_count(kk_str_span(text)))
        return kk_strbuf_add_text(b, "character");
    size_t len;
    Span s = kk_str_span(text);
    uint32_t code = kk_utf8_decode(s.at + kk_utf8_offset(s, (size_t)at), &len);
    int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
    return kk_strbuf_add_text(b, "character '\\") && kk_strbuf_add_byte(b, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U') &&
           add_hex(b, code, digits) && kk_strbuf_add_byte(b, '\'');
}

/* The rest of both messages about characters. */
KK_MUST_CHECK static Value finish_characters(StrBuf *b, Value self, intptr_t start, intptr_t end)
{
    if (end == start + 1 && !add_character(b, kk_exc_field(self, KK_N(object)), start))
        return KK_ERROR;
    return add_place(b, "", "characters", start, end) ? add_reason(b, self) : KK_ERROR;
}

Value kk_exc_encode_str(Vm *vm, Value self)
{
    intptr_t start, end;
    if (!is_complete(self, &start, &end))
        return KK_N(empty);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return add_codec(&b, self, "encode ") ? finish_characters(&b, self, start, end) : KK_ERROR;
}

Value kk_exc_translate_str(Vm *vm, Value self)
{
    intptr_t start, end;
    if (!is_complete(self, &start, &end))
        return KK_N(empty);
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return kk_strbuf_add_text(&b, "can't translate ") ? finish_characters(&b, self, start, end) : KK_ERROR;
}
