/*
 * output.c: writing to the console.
 *
 * Layer: object.   Tests: tests/runtime/, tests/cli/.
 */
#include "object/output.h"

#include "object/error.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "platform/platform.h"

/* Bytes in flash go to the port by way of the stack, this many at a time. */
#define PIECE 64

bool kk_out_write_fd(int fd, Span data, int *error)
{
    uint8_t piece[PIECE];
    while (data.len > 0) {
        const uint8_t *from = data.at;
        size_t n = data.len;
        if (kk_in_flash(from)) {
            n = n < PIECE ? n : PIECE;
            kk_bytes_copy(piece, from, n);
            from = piece;
        }
        ptrdiff_t done = kk_platform_write(fd, from, n);
        if (done < 0 && done != -KK_EINTR) {
            *error = (int)-done;
            return false;
        }
        if (done > 0)
            data = kk_span_skip(data, (size_t)done);
    }
    return true;
}

/* Text, with the ends of lines that the console wants. */
KK_MUST_CHECK static bool write_text(int fd, Span text, int *error)
{
    if (!kk_platform_console_crlf())
        return kk_out_write_fd(fd, text, error);
    while (text.len > 0) {
        const uint8_t *eol = kk_bytes_find(text, KK_SPAN("\n"));
        size_t n = eol == NULL ? text.len : (size_t)(eol - text.at);
        if (!kk_out_write_fd(fd, (Span){text.at, n}, error))
            return false;
        if (eol != NULL && !kk_out_write_fd(fd, KK_SPAN("\r\n"), error))
            return false;
        text = kk_span_skip(text, eol == NULL ? n : n + 1);
    }
    return true;
}

static void put(Vm *vm, int fd, Span text)
{
    int error;
    if (vm != NULL && vm->roots[ROOT_DUPTERM] != KK_UNSET)
        kk_dupterm_write(vm, text, false);
    if (!write_text(fd, text, &error))
        return;
}

void kk_out_write(Vm *vm, Span text) { put(vm, 1, text); }
void kk_out_error(Vm *vm, Span text) { put(vm, 2, text); }

bool kk_out_print(Vm *vm, Span text)
{
    int error;
    if (vm->roots[ROOT_DUPTERM] != KK_UNSET)
        kk_dupterm_write(vm, text, false);
    if (write_text(1, text, &error))
        return true;
    (void)kk_raise_os(vm, error, KK_UNSET);
    return false;
}

int kk_out_flush(Vm *vm)
{
    int result = kk_platform_sync(1);
    return result < 0 ? result : 0;
}
