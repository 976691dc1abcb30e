/*
 * m_os_dupterm.c: os.dupterm: streams that get what the console gets, and whose input counts as typed.
 *
 * vm->roots[ROOT_DUPTERM] is KK_UNSET while there is none, else a list: a stream or None for each slot, a bytearray of
 * input that dupterm_notify() found, and whether a stream is being written to (what it prints is not doubled).
 *
 * Layer: modules.   Tests: tests/modules/os/dupterm.py, tests/runtime/repl/run_dupterm.py.
 */
#include "object/func.h"
#include "object/output.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "types/bytes/bytes.h"
#include "types/list.h"
#include "types/traceback.h"

/* Slot 1 is the console's own line, on ports where that is an object. */
enum { SLOTS = 2, LINE_SLOT = 1, WAITING = SLOTS, WRITING, LENGTH };
/* How often streams are asked for input while the console is waited for. */
enum { ASK_MS = 10 };

static Value *slots(const Vm *vm) { return kk_list_items(vm->roots[ROOT_DUPTERM]); }

/* Forgets everything when the last stream is gone. */
static void tidy(Vm *vm)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (slots(vm)[i] != kk_none)
            return;
    vm->roots[ROOT_DUPTERM] = KK_UNSET;
}

/* Detaches a stream and says why; the exception, if any, was taken from vm->pending. */
static void detach(Vm *vm, size_t i, const char *why, Value exc)
{
    slots(vm)[i] = kk_none;
    tidy(vm);
    kk_out_error(vm, kk_span_of("dupterm: "));
    kk_out_error(vm, kk_span_of(why));
    kk_out_error(vm, kk_span_of(", deactivating\n"));
    if (exc != KK_UNSET)
        kk_traceback_print(vm, exc, true, SIZE_MAX, kk_traceback_to_stderr, NULL);
    vm->pending = KK_UNSET;
}

/* The text as bytes with \r\n for \n, as a terminal wants it. */
KK_MUST_CHECK static Value cook(Vm *vm, Span text)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    while (text.len > 0) {
        const uint8_t *eol = kk_bytes_find(text, KK_SPAN("\n"));
        size_t n = eol == NULL ? text.len : (size_t)(eol - text.at);
        if (!kk_strbuf_add(&b, (Span){text.at, n}) || (eol != NULL && !kk_strbuf_add(&b, KK_SPAN("\r\n"))))
            return KK_ERROR;
        text = kk_span_skip(text, eol == NULL ? n : n + 1);
    }
    return kk_strbuf_finish_bytes(&b);
}

void kk_dupterm_write(Vm *vm, Span text, bool as_it_is)
{
    if (text.len == 0 || slots(vm)[WRITING] == kk_true)
        return;
    Value pending = kk_pending_take(vm), bytes = as_it_is ? kk_bytes_new(vm, text) : cook(vm, text);
    slots(vm)[WRITING] = kk_true;
    for (size_t i = 0; bytes != KK_ERROR && i < SLOTS && vm->roots[ROOT_DUPTERM] != KK_UNSET; i++) {
        Value stream = slots(vm)[i];
        if (stream != kk_none && kk_call_method(vm, stream, KK_N(write), &bytes, 1) == KK_ERROR)
            detach(vm, i, "Exception in write() method", kk_pending_take(vm));
    }
    if (vm->roots[ROOT_DUPTERM] != KK_UNSET)
        slots(vm)[WRITING] = kk_false;
    vm->pending = pending;
}

/* ---- input ---- */

/* A byte that the stream has: 0..255; -1: none now; -2: never again, or an exception is pending. */
static int stream_byte(Vm *vm, Value stream)
{
    Span content;
    intptr_t n;
    Value buffer = kk_bytearray_new(vm, KK_SPAN("\0"));
    Value got = buffer == KK_ERROR ? KK_ERROR : kk_call_method(vm, stream, KK_N(readinto), &buffer, 1);
    if (got == kk_none)
        return -1;
    if (got == KK_ERROR || !kk_index(vm, got, &n) || n <= 0)
        return -2;
    return kk_bytes_like(buffer, &content) && content.len > 0 ? content.at[0] : -1;
}

/* A byte from any of the streams; -1: there is none. */
static int any_byte(Vm *vm)
{
    for (size_t i = 0; i < SLOTS && vm->roots[ROOT_DUPTERM] != KK_UNSET; i++) {
        Value stream = slots(vm)[i];
        int byte = stream == kk_none ? -1 : stream_byte(vm, stream);
        if (byte >= 0)
            return byte;
        if (byte == -2 && vm->roots[ROOT_DUPTERM] != KK_UNSET) {
            bool failed = kk_failed(vm);
            detach(vm, i, failed ? "Exception in readinto() method" : "EOF received", kk_pending_take(vm));
        }
    }
    return -1;
}

/* The first byte of what dupterm_notify() kept; -1: nothing. */
static int kept_byte(Vm *vm)
{
    Span content;
    Value kept = slots(vm)[WAITING];
    if (kept == kk_none || !kk_bytes_like(kept, &content) || content.len == 0)
        return -1;
    uint8_t byte = content.at[0];
    memmove((uint8_t *)content.at, content.at + 1, content.len - 1);
    if (!kk_bytearray_resize(vm, kept, content.len - 1))
        vm->pending = KK_UNSET;
    return byte;
}

ptrdiff_t kk_dupterm_read(Vm *vm, uint8_t *buf, size_t cap)
{
    Value pending = kk_pending_take(vm);
    ptrdiff_t n = -KK_EAGAIN;
    while (n == -KK_EAGAIN) {
        int byte = -1;
        if (vm->roots[ROOT_DUPTERM] != KK_UNSET && (byte = kept_byte(vm)) < 0)
            byte = any_byte(vm);
        if (byte >= 0 && byte == vm->interrupt_char) {
            vm->poll_for[POLL_INTERRUPT] = 1;
            n = -KK_EINTR;
            break;
        }
        if (byte >= 0) {
            *buf = (uint8_t)byte;
            n = 1;
            break;
        }
        n = kk_platform_console_read(buf, cap, vm->roots[ROOT_DUPTERM] == KK_UNSET ? -1 : ASK_MS);
        if (n == -KK_EAGAIN && vm->poll_for[POLL_INTERRUPT])
            n = -KK_EINTR;
    }
    vm->pending = pending;
    return n;
}

/* ---- the functions ---- */

/* Doubles the console to a stream, or stops doing so (None); returns the stream that was in that slot. */
KK_FUNCTION(os, dupterm, "(stream_object, index=0, /)")
Value kk_os_dupterm(Vm *vm, Value self, Args args)
{
    intptr_t i = 0;
    if (kk_arg(args, 1, KK_UNSET) != KK_UNSET && !kk_index(vm, args.pos[1], &i))
        return KK_ERROR;
    if (i < 0 || i >= SLOTS)
        return kk_raise(vm, KK_ValueError, "invalid dupterm index");
    Value stream = args.pos[0];
    if (vm->console_line != NULL && (stream != kk_none || i == LINE_SLOT) && vm->console_line(vm, stream))
        stream = kk_none;
    if (vm->roots[ROOT_DUPTERM] == KK_UNSET) {
        Value items[LENGTH] = {kk_none, kk_none, kk_none, kk_false};
        Value list = stream == kk_none ? kk_none : kk_list_from(vm, items, LENGTH);
        if (list == KK_ERROR || list == kk_none)
            return list;
        vm->roots[ROOT_DUPTERM] = list;
    }
    Value before = slots(vm)[i];
    slots(vm)[i] = stream;
    tidy(vm);
    return before;
}

/* The stream has input: Ctrl-C interrupts, the rest waits for whoever reads the console. */
KK_FUNCTION(os, dupterm_notify, "(stream_object, /)")
Value kk_os_dupterm_notify(Vm *vm, Value self, Args args)
{
    int byte;
    while (vm->roots[ROOT_DUPTERM] != KK_UNSET && (byte = any_byte(vm)) >= 0) {
        if (byte == vm->interrupt_char) {
            vm->poll_for[POLL_INTERRUPT] = 1;
            continue;
        }
        uint8_t c = (uint8_t)byte;
        if (vm->roots[ROOT_DUPTERM] == KK_UNSET)
            break;
        if (slots(vm)[WAITING] == kk_none) {
            Value kept = kk_bytearray_new(vm, (Span){NULL, 0});
            if (kept == KK_ERROR)
                return KK_ERROR;
            slots(vm)[WAITING] = kept;
        }
        if (!kk_bytearray_extend(vm, slots(vm)[WAITING], (Span){&c, 1}))
            return KK_ERROR;
    }
    return kk_none;
}
