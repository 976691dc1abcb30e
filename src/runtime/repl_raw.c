/*
 * repl_raw.c: the prompt for tools: raw mode and raw-paste mode, to the byte as MicroPython's.
 *
 * A tool sends a program and Ctrl-D; the answer is OK, the output, \x04, the traceback, \x04. In raw-paste mode
 * the program is compiled while it arrives, and a window tells the tool how much it may send ahead.
 *
 * Layer: runtime.   Tests: tests/runtime/repl/run_raw.py.
 */
#include "object/func.h"
#include "object/output.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "runtime/console.h"
#include "runtime/repl.h"

#define WINDOW 128

static const Span end_mark = {(const uint8_t *)"\x04", 1};

/* ---- a program that has arrived ---- */

static bool read_span(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    Span *rest = ctx;
    *got = rest->len < cap ? rest->len : cap;
    memcpy(buf, rest->at, *got);
    *rest = kk_span_skip(*rest, *got);
    return true;
}

/* Compiles and runs the program; what comes before and after it has its marks. */
static ReplEnd run_program(Vm *vm, Value code, int *status)
{
    kk_platform_console_mode(CONSOLE_PROGRAM);
    ReplEnd end = kk_repl_run(vm, code, end_mark, status);
    kk_platform_console_mode(CONSOLE_RAW_CTRLC);
    kk_out_write(vm, end_mark);
    return end;
}

static ReplEnd run_collected(Vm *vm, Value blob, size_t len, int *status)
{
    Span rest = {KK_OBJ(BlobObj, blob)->at, len};
    Source source = {read_span, NULL, &rest, false};
    CompileOptions options = {.mode = COMPILE_EXEC,
                              .filename = KK_N(lt_stdin),
                              .globals = KK_OBJ(ModuleObj, vm->main)->dict,
                              .optimize = vm->optimise};
    return run_program(vm, kk_compile(vm, &source, &options), status);
}

/* ---- raw-paste ---- */

typedef struct Paste {
    Vm *vm;
    size_t taken; /* bytes of the current window */
    bool ended;   /* \x04 has come, or the input is at its end */
    bool stopped; /* Ctrl-C */
} Paste;

static bool read_paste(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    Paste *paste = ctx;
    *got = 0;
    while (*got < cap && !paste->ended) {
        int c = kk_console_byte(paste->vm);
        if (c < 0 || c == KEY_CTRL_D) {
            paste->ended = true;
        } else if (c == KEY_CTRL_C) {
            paste->ended = paste->stopped = true;
            (void)kk_raise_value(paste->vm, &kk_type_KeyboardInterrupt, KK_UNSET);
            return false;
        } else {
            buf[(*got)++] = (uint8_t)c;
        }
        if (++paste->taken == WINDOW) {
            paste->taken = 0;
            kk_out_write(paste->vm, KK_SPAN("\x01"));
            kk_out_flush(paste->vm);
        }
        /* Handing a line over at once keeps the window moving. */
        if (c == '\n' || c == '\r')
            break;
    }
    return true;
}

static ReplEnd raw_paste(Vm *vm, int *status)
{
    static const uint8_t accept[] = {'R', 1, WINDOW & 255, WINDOW >> 8, 1};
    Paste paste = {.vm = vm};
    Source source = {read_paste, NULL, &paste, false};
    CompileOptions options = {.mode = COMPILE_EXEC,
                              .filename = KK_N(lt_stdin),
                              .globals = KK_OBJ(ModuleObj, vm->main)->dict,
                              .optimize = vm->optimise};
    kk_out_write(vm, (Span){accept, sizeof accept});
    kk_out_flush(vm);
    Value code = kk_compile(vm, &source, &options);
    kk_out_write(vm, end_mark);
    kk_out_flush(vm);
    /* An error was found before the end: the rest is thrown away. */
    while (!paste.ended) {
        int c = kk_console_byte(vm);
        paste.ended = c < 0 || c == KEY_CTRL_D;
    }
    return run_program(vm, code, status);
}

/* ---- the prompt ---- */

typedef struct Input {
    Value blob;
    size_t len;
} Input;

KK_MUST_CHECK static bool add_byte(Vm *vm, Input *in, int c)
{
    if (in->blob == KK_UNSET || in->len == kk_len_of(in->blob)) {
        Value bigger = in->blob == KK_UNSET ? kk_blob_new(vm, 64) : kk_blob_resize(vm, in->blob, in->len * 2);
        if (bigger == KK_ERROR)
            return false;
        in->blob = bigger;
    }
    KK_OBJ(BlobObj, in->blob)->at[in->len++] = (uint8_t)c;
    return true;
}

static bool asks_for_paste(const Input *in)
{
    return in->len == 2 && memcmp(KK_OBJ(BlobObj, in->blob)->at, "\x05" "A", 2) == 0;
}

static void greet(Vm *vm)
{
    kk_out_write(vm, KK_SPAN("raw REPL; CTRL-B to exit\n>"));
}

/* Ctrl-D: runs what has come, or begins anew when there is nothing. */
static ReplEnd end_of_program(Vm *vm, Input *in, int *status)
{
    kk_out_write(vm, KK_SPAN("OK"));
    if (in->len == 0) {
        kk_out_write(vm, KK_SPAN("\n"));
        return REPL_SOFT_RESET;
    }
    ReplEnd end = run_collected(vm, in->blob, in->len, status);
    return end == REPL_EXIT ? REPL_SOFT_RESET : end;
}

ReplEnd kk_repl_raw(Vm *vm, int *status)
{
    Input in = {KK_UNSET, 0};
    ReplEnd end = REPL_GO_ON;
    kk_platform_console_mode(CONSOLE_RAW_CTRLC);
    greet(vm);
    while (end == REPL_GO_ON) {
        int c = kk_console_byte(vm);
        bool paste = c == KEY_CTRL_A && asks_for_paste(&in);
        if (c < 0)
            return REPL_END;
        if (c == KEY_CTRL_B) {
            kk_out_write(vm, KK_SPAN("\n"));
            return REPL_FRIENDLY;
        }
        if (c != KEY_CTRL_A && c != KEY_CTRL_C && c != KEY_CTRL_D) {
            if (!add_byte(vm, &in, c)) {
                vm->pending = KK_UNSET;
                in.len = 0;
            }
            continue;
        }
        if (c == KEY_CTRL_D)
            end = end_of_program(vm, &in, status);
        else if (paste)
            end = raw_paste(vm, status);
        if (paste && end == REPL_EXIT)
            end = REPL_SOFT_RESET;
        in = (Input){KK_UNSET, 0};
        if (c == KEY_CTRL_A && !paste)
            greet(vm);
        else if (c != KEY_CTRL_C && end == REPL_GO_ON)
            kk_out_write(vm, KK_SPAN(">"));
    }
    return end;
}
