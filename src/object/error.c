/*
 * error.c: raising: messages are formatted here, exceptions become pending here.
 *
 * Layer: object.   Tests: tests/types/exc/.
 */
#include "object/error.h"

#include <stdarg.h>

#include "object/names.h"
#include "object/ops.h"
#include "object/strbuf.h"
#include "object/vm.h"

bool kk_failed(Vm *vm)
{
    return kk_vm_failed(vm);
}

/* ---- messages ---- */

KK_MUST_CHECK static bool add_hex(StrBuf *b, unsigned x)
{
    char digits[2 * sizeof x + 1];
    size_t at = sizeof digits;
    do {
        digits[--at] = "0123456789abcdef"[x & 15];
        x >>= 4;
    } while (x != 0);
    return kk_strbuf_add(b, (Span){(const uint8_t *)digits + at, sizeof digits - at});
}

/* repr(v) inside a message: a repr that fails is replaced, so that the message never fails for it. */
KK_MUST_CHECK static bool add_safe_repr(StrBuf *b, Value v)
{
    Value text = kk_repr(b->vm, v);
    if (text != KK_ERROR)
        return kk_strbuf_add_str(b, text);
    (void)kk_pending_take(b->vm);
    return kk_strbuf_add_text(b, "<unprintable ") && kk_strbuf_add(b, kk_type_name(v)) &&
           kk_strbuf_add_text(b, " object>");
}

KK_MUST_CHECK static bool add_value(StrBuf *b, Value v)
{
    return kk_as_kind(v, KIND_STR) != KK_UNSET ? kk_strbuf_add_str(b, v) : add_safe_repr(b, v);
}

/* %.*s */
KK_MUST_CHECK static bool add_counted(StrBuf *b, va_list *args)
{
    int n = va_arg(*args, int);
    const char *text = va_arg(*args, const char *);
    return kk_strbuf_add(b, (Span){(const uint8_t *)text, (size_t)n});
}

/* One directive; *f stands behind the % and is moved past it. */
KK_MUST_CHECK static bool add_directive(StrBuf *b, const char **f, va_list *args)
{
    uint8_t c = kk_rom_byte((const uint8_t *)(*f)++);
    switch (c) {
    case 's':
        return kk_strbuf_add_text(b, va_arg(*args, const char *));
    case '.':
        *f += 2;
        return add_counted(b, args);
    case 'd':
        return kk_strbuf_add_int(b, va_arg(*args, int));
    case 'u':
        return kk_strbuf_add_int(b, va_arg(*args, unsigned));
    case 'z':
        if (kk_rom_byte((const uint8_t *)(*f)++) == 'd')
            return kk_strbuf_add_int(b, va_arg(*args, ptrdiff_t));
        return kk_strbuf_add_int(b, (int64_t)va_arg(*args, size_t));
    case 'c':
        return kk_strbuf_add_char(b, (uint32_t)va_arg(*args, int));
    case 'x':
        return add_hex(b, va_arg(*args, unsigned));
    case 'V':
        return add_value(b, va_arg(*args, Value));
    case 'R':
        return add_safe_repr(b, va_arg(*args, Value));
    case 'T':
        return kk_strbuf_add(b, kk_type_name(va_arg(*args, Value)));
    case 'N':
        return kk_strbuf_add_str(b, va_arg(*args, const TypeObj *)->name);
    default:
        return kk_strbuf_add_byte(b, c);
    }
}

/* The bytes that stand for words (codes_of in tools/squeeze.py): WORD_HIGH and more; a few control characters; WORD_FAR and a second one. */
enum { WORD_FAR = 0x01, WORD_FREE = 0x0B, WORD_HIGH = 0x80, WORDS_HIGH = 0x80, WORDS_ONE_BYTE = 149 };

static bool begins_word(uint8_t c) { return c >= WORD_HIGH || (c < ' ' && (c >= WORD_FREE || c == WORD_FAR)); }

/* The n-th of places, which are two to a number. */
static unsigned place_in(const uint32_t *places, size_t n) { return places[n / 2] >> n % 2 * 16 & 0xFFFF; }

/* The word for which c, before *f, begins to stand. */
static const char *word_of(uint8_t c, const char **f)
{
    unsigned n = c - WORD_HIGH;
    if (c == WORD_FAR)
        n = WORDS_ONE_BYTE - 1 + kk_rom_byte((const uint8_t *)(*f)++);
    else if (c < WORD_HIGH)
        n = WORDS_HIGH + c - WORD_FREE;
    return kk_error_words + place_in(kk_error_word_places, n);
}

/* The text of a format, which may be a number. */
static const char *message_of(const char *f)
{
    uintptr_t n = (uintptr_t)f;
    if (n >= KK_MESSAGE_END)
        return f;
    f = kk_error_messages + place_in(kk_error_message_places, n / KK_MESSAGE_STEP);
    for (n %= KK_MESSAGE_STEP; n != 0; f++)
        n -= kk_rom_byte((const uint8_t *)f) == '\0';
    return f;
}

/* A word may contain directives and other words: it is a format too. */
KK_MUST_CHECK static bool add_format(StrBuf *b, const char *f, va_list *args)
{
    for (;;) {
        const uint8_t *from = (const uint8_t *)f, *end = from;
        uint8_t c;
        while ((c = kk_rom_byte(end)) != '%' && c != '\0' && !begins_word(c))
            end++;
        if (!kk_strbuf_add(b, (Span){from, (size_t)(end - from)}))
            return false;
        if (c == '\0')
            return true;
        f = (const char *)end + 1;
        if (!(c == '%' ? add_directive(b, &f, args) : add_format(b, word_of(c, &f), args)))
            return false;
    }
}

bool kk_error_add_message(StrBuf *b, const char *text) { return add_format(b, message_of(text), NULL); }

Value kk_format_list(Vm *vm, const char *f, va_list *args)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return add_format(&b, message_of(f), args) ? kk_strbuf_finish(&b) : KK_ERROR;
}

Value kk_format_message(Vm *vm, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value text = kk_format_list(vm, format, &args);
    va_end(args);
    return text;
}

/* ---- raising ---- */

/* The handled exception becomes the context, unless that would close a circle. */
static void set_context(Vm *vm, Value exception)
{
    Value context = vm->handled;
    if (context == KK_UNSET || context == exception)
        return;
    /* A program may have made a circle already: `slow` goes half as fast and is met in it. */
    Value slow = context;
    bool odd = false;
    for (Value at = context, next; (next = KK_OBJ(ExcObj, at)->context) != KK_UNSET; at = next) {
        if (next == exception) {
            KK_OBJ(ExcObj, at)->context = KK_UNSET;
            break;
        }
        if (odd)
            slow = KK_OBJ(ExcObj, slow)->context;
        odd = !odd;
        if (next == slow)
            break;
    }
    KK_OBJ(ExcObj, exception)->context = context;
}

Value kk_raise_instance(Vm *vm, Value exception)
{
    if (exception != vm->memory_error)
        set_context(vm, exception);
    vm->pending = exception;
    return KK_ERROR;
}

Value kk_raise_memory(Vm *vm)
{
    if (vm->memory_error != KK_UNSET) {
        ExcObj *e = KK_OBJ(ExcObj, vm->memory_error);
        e->traceback = KK_UNSET;
        e->context = KK_UNSET;
        e->cause = KK_UNSET;
    }
    vm->pending = vm->memory_error;
    return KK_ERROR;
}

Value kk_raise_value(Vm *vm, const TypeObj *type, Value arg)
{
    Value exception = kk_exc_new(vm, type, &arg, arg == KK_UNSET ? 0 : 1);
    return exception == KK_ERROR ? KK_ERROR : kk_raise_instance(vm, exception);
}

static void raise_formatted(Vm *vm, const TypeObj *type, const char *format, va_list *args)
{
    Value text = kk_format_list(vm, format, args);
    if (text != KK_ERROR)
        (void)kk_raise_value(vm, type, text);
}

Value kk_raise(Vm *vm, const TypeObj *type, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_formatted(vm, type, format, &args);
    va_end(args);
    return KK_ERROR;
}

bool kk_raise_false(Vm *vm, const TypeObj *type, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_formatted(vm, type, format, &args);
    va_end(args);
    return false;
}

/* ---- the pending exception ---- */

bool kk_pending_is(Vm *vm, const TypeObj *type)
{
    return vm->pending != KK_UNSET && kk_is(vm->pending, type);
}

Value kk_pending_take(Vm *vm)
{
    Value exception = vm->pending;
    vm->pending = KK_UNSET;
    return exception;
}

bool kk_pending_clear(Vm *vm, const TypeObj *type)
{
    if (!kk_pending_is(vm, type))
        return false;
    vm->pending = KK_UNSET;
    return true;
}
