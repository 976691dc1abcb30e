/*
 * repl.c: the friendly prompt.
 *
 * A statement is read line by line until the compiler finds it complete; one that begins a block ends with
 * an empty line. Everything is written to standard output, tracebacks too, as tools expect it.
 *
 * Layer: runtime.   Tests: tests/runtime/repl/run_repl.py.
 */
#include "runtime/repl.h"

#include "base/utf8.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/output.h"
#include "object/runtime.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "runtime/console.h"
#include "runtime/start.h"
#include "types/exc.h"
#include "types/traceback.h"

#define INDENT 4

/* ---- running ---- */

static bool to_stdout(Vm *vm, void *ctx, Span text)
{
    kk_out_write(vm, text);
    return true;
}

ReplEnd kk_repl_show_error(Vm *vm, int *status)
{
    if (kk_pending_is(vm, KK_RAISES(SystemExit))) {
        *status = kk_start_report(vm);
        return REPL_EXIT;
    }
    Value exc = kk_pending_take(vm);
    vm->handled = KK_UNSET;
    kk_start_keep_last(vm, exc);
    kk_traceback_print(vm, exc, true, SIZE_MAX, to_stdout, NULL);
    return REPL_GO_ON;
}

/* What a short statement takes to be read, compiled and run. */
#define RESERVE_BYTES (KK_WORD_BITS == 32 ? 2048 : 65536)

/* Holds memory back from the statement, so that one which takes all there is can be followed by another, `a = None`. */
static void hold_reserve(Vm *vm)
{
    vm->roots[ROOT_RESERVE] = kk_blob_new(vm, RESERVE_BYTES);
    if (vm->roots[ROOT_RESERVE] == KK_ERROR)
        vm->pending = KK_UNSET;
}

ReplEnd kk_repl_run(Vm *vm, Value code, Span between, int *status)
{
    vm->poll_for[POLL_INTERRUPT] = 0;
    bool done = false;
    if (code != KK_ERROR) {
        hold_reserve(vm);
        done = kk_vm_exec(vm, code, KK_OBJ(ModuleObj, vm->main)->dict, KK_UNSET) != KK_ERROR;
        vm->roots[ROOT_RESERVE] = KK_UNSET;
    }
    kk_out_write(vm, between);
    return done ? REPL_GO_ON : kk_repl_show_error(vm, status);
}

/* Compiles text and runs it. */
static ReplEnd run_text(Vm *vm, Value text, CompileMode mode, int *status)
{
    CompileOptions options = {.mode = mode,
                              .filename = KK_N(lt_stdin),
                              .globals = KK_OBJ(ModuleObj, vm->main)->dict,
                              .optimize = vm->optimise};
    kk_platform_console_mode(CONSOLE_PROGRAM);
    Value code = text == KK_ERROR ? KK_ERROR : kk_compile_text(vm, text, &options);
    ReplEnd end = kk_repl_run(vm, code, KK_SPAN(""), status);
    kk_platform_console_mode(CONSOLE_RAW_CTRLC);
    return end;
}

/* ---- the end of a statement ---- */

/* The statement begins a block: it goes on until an empty line. */
static bool begins_block(Span text)
{
    static const char *const words[] = {"if", "while", "for", "try", "with", "def", "class", "async", "match"};
    size_t n = 0;
    while (n < text.len && (kk_is_lower(text.at[n])))
        n++;
    if (text.len > 0 && text.at[0] == '@')
        return true;
    for (size_t i = 0; i < KK_COUNT_OF(words); i++)
        if (strlen(words[i]) == n && memcmp(words[i], text.at, n) == 0 &&
            (n == text.len || text.at[n] == ' ' || text.at[n] == ':' || text.at[n] == '('))
            return words[i][0] != 'm' || kk_bytes_find(text, KK_SPAN(":")) != NULL;
    return false;
}

/* The compiler wants more lines. */
static bool is_incomplete(Vm *vm, Value text)
{
    CompileOptions options = {.mode = COMPILE_SINGLE,
                              .filename = KK_N(lt_stdin),
                              .globals = KK_OBJ(ModuleObj, vm->main)->dict,
                              .optimize = vm->optimise};
    if (kk_compile_text(vm, text, &options) != KK_ERROR)
        return false;
    vm->pending = KK_UNSET;
    return options.incomplete;
}

/* Nothing but white space, or a comment. */
static bool is_blank(Span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != ' ' && s.at[i] != '\t')
            return s.at[i] == '#' && kk_bytes_find(s, KK_SPAN("\n")) == NULL;
    return true;
}

/* The statement in b needs another line; `last` is the line that was just typed. */
static bool needs_more(Vm *vm, const StrBuf *b, Value last)
{
    Span text = kk_strbuf_span(b);
    bool block = begins_block(text), blank = is_blank(kk_str_span(last));
    if (block && !blank)
        return true;
    if (is_blank(text))
        return false;
    Value str = kk_str_new(vm, text);
    if (str == KK_ERROR) {
        vm->pending = KK_UNSET;
        return false;
    }
    return is_incomplete(vm, str);
}

/* Spaces that the line after `last` begins with. */
KK_MUST_CHECK static Value next_indent(Vm *vm, Value last)
{
    Span s = kk_str_span(last);
    size_t n = 0, end = s.len;
    while (n < s.len && s.at[n] == ' ')
        n++;
    if (n == s.len)
        return KK_N(empty);
    while (end > 0 && (s.at[end - 1] == ' ' || s.at[end - 1] == '\t'))
        end--;
    if (s.at[end - 1] == ':')
        n += INDENT;
    StrBuf b;
    kk_strbuf_init(&b, vm);
    return kk_strbuf_add_fill(&b, ' ', n) ? kk_strbuf_finish(&b) : KK_ERROR;
}

/* ---- prompts ---- */

/* sys.ps1 or sys.ps2, if the program set them. */
static Span prompt_of(Vm *vm, Value name, Span usual, Value *held)
{
    Value v = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, name);
    if (v == KK_UNSET)
        return usual;
    *held = kk_str(vm, v);
    if (*held != KK_ERROR)
        return kk_str_span(*held);
    vm->pending = KK_UNSET;
    return usual;
}

static void show_banner(Vm *vm, unsigned flags)
{
    kk_out_write(vm, KK_SPAN("MicroPython v1.27.0 compatible, Kukri v" KUKRI_VERSION " on 2026-11-22; "));
    kk_out_write(vm, kk_span_of(kk_platform_info(INFO_BOARD)));
    kk_out_write(vm, KK_SPAN("\n"));
    kk_out_write(vm, flags & KUKRI_REPL_EXIT ? KK_SPAN("Use Ctrl-D to exit, Ctrl-E for paste mode\n")
                                             : KK_SPAN("Type \"help()\" for more information.\n"));
}

/* Reads one statement into b. READ_LINE: it is complete. */
static ReadResult read_statement(Vm *vm, StrBuf *b, int *key)
{
    Value held = KK_UNSET, line;
    ReadOptions first = {prompt_of(vm, KK_N(ps1), KK_SPAN(">>> "), &held), KK_UNSET, true};
    ReadResult result = kk_console_readline(vm, &first, &line, key);
    while (result == READ_LINE) {
        kk_console_remember(vm, line);
        if ((b->len > 0 && !kk_strbuf_add_byte(b, '\n')) || !kk_strbuf_add_str(b, line))
            return READ_ERROR;
        if (b->len == 0 || !needs_more(vm, b, line))
            return READ_LINE;
        ReadOptions more = {prompt_of(vm, KK_N(ps2), KK_SPAN("... "), &held), next_indent(vm, line), true};
        if (more.start == KK_ERROR)
            return READ_ERROR;
        result = kk_console_readline(vm, &more, &line, key);
        if (result == READ_KEY)
            result = READ_CANCEL;
        if (result == READ_END) {
            /* The end of the input ends the block, too; it is met again at the next prompt. */
            kk_out_write(vm, KK_SPAN("\n"));
            return READ_LINE;
        }
    }
    return result;
}

/* Paste mode: everything up to Ctrl-D is one program. */
static ReplEnd paste(Vm *vm, int *status)
{
    StrBuf b;
    kk_strbuf_init(&b, vm);
    kk_out_write(vm, KK_SPAN("\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\n=== "));
    for (;;) {
        int c = kk_console_byte(vm);
        uint8_t byte = (uint8_t)(c == KEY_RETURN ? '\n' : c);
        if (c == KEY_CTRL_C) {
            kk_out_write(vm, KK_SPAN("\n"));
            return REPL_GO_ON;
        }
        if (c < 0 || c == KEY_CTRL_D) {
            size_t bad, bad_len;
            kk_out_write(vm, KK_SPAN("\n"));
            if (!kk_utf8_valid(kk_strbuf_span(&b), &bad, &bad_len))
                return REPL_GO_ON;
            return run_text(vm, kk_strbuf_finish(&b), COMPILE_EXEC, status);
        }
        if (!kk_strbuf_add_byte(&b, byte))
            return kk_repl_show_error(vm, status);
        kk_out_write(vm, byte == '\n' ? KK_SPAN("\n=== ") : (Span){&byte, 1});
    }
}

/* ---- the loop ---- */

/* What Ctrl-A, Ctrl-B and Ctrl-E on an empty line do. */
static ReplEnd special_key(Vm *vm, int key, unsigned flags, int *status)
{
    if (key == KEY_CTRL_A)
        return REPL_RAW;
    if (key == KEY_CTRL_E)
        return paste(vm, status);
    kk_out_write(vm, KK_SPAN("\n"));
    show_banner(vm, flags);
    return REPL_GO_ON;
}

static ReplEnd friendly(Vm *vm, unsigned flags, int *status)
{
    ReplEnd end = REPL_GO_ON;
    kk_platform_console_mode(CONSOLE_RAW_CTRLC);
    while (end == REPL_GO_ON) {
        StrBuf b;
        int key = 0;
        kk_strbuf_init(&b, vm);
        switch (read_statement(vm, &b, &key)) {
        case READ_LINE:
            if (!is_blank(kk_strbuf_span(&b)))
                end = run_text(vm, kk_strbuf_finish(&b), COMPILE_SINGLE, status);
            break;
        case READ_CANCEL:
            kk_out_write(vm, KK_SPAN("\n"));
            break;
        case READ_END:
            kk_out_write(vm, KK_SPAN("\n"));
            end = key < 0 ? REPL_END : REPL_SOFT_RESET;
            break;
        case READ_KEY:
            end = special_key(vm, key, flags, status);
            break;
        default:
            end = kk_repl_show_error(vm, status);
        }
    }
    return end;
}

/* A soft reset within the process: a fresh __main__. */
static bool begin_anew(Vm *vm)
{
    kk_out_write(vm, KK_SPAN("MPY: soft reboot\n"));
    if (kk_start_new_main(vm, KK_UNSET) != KK_ERROR)
        return true;
    vm->pending = KK_UNSET;
    return false;
}

int kukri_repl(Vm *vm, unsigned flags, const char *history, bool *raw)
{
    bool in_raw = (flags & KUKRI_REPL_RAW) != 0, banner = (flags & KUKRI_REPL_NO_BANNER) == 0;
    int status = 0;
    ReplEnd end = REPL_GO_ON;
    kk_platform_console_mode(CONSOLE_RAW_CTRLC);
    if (history != NULL)
        kk_console_load_history(vm, history);
    do {
        if (!in_raw && banner)
            show_banner(vm, flags);
        banner = true;
        end = in_raw ? kk_repl_raw(vm, &status) : friendly(vm, flags, &status);
        bool stays = (flags & KUKRI_REPL_EXIT) != 0 && in_raw && end == REPL_SOFT_RESET;
        if (stays && begin_anew(vm))
            end = REPL_GO_ON;
        else if (end == REPL_FRIENDLY || end == REPL_RAW)
            in_raw = end == REPL_RAW;
    } while (end == REPL_FRIENDLY || end == REPL_RAW || end == REPL_GO_ON);
    if (history != NULL)
        kk_console_save_history(vm, history);
    if (raw != NULL)
        *raw = in_raw;
    bool reset = (end == REPL_SOFT_RESET || end == REPL_EXIT) && (flags & KUKRI_REPL_EXIT) == 0;
    if (reset)
        kk_out_write(vm, KK_SPAN("MPY: soft reboot\n"));
    kk_platform_console_mode(CONSOLE_COOKED);
    return reset ? KUKRI_REPL_SOFT_RESET : status;
}

/* ---- input() ---- */

/* Writes the prompt of input() to sys.stdout. */
KK_MUST_CHECK static bool write_prompt(Vm *vm, Value text)
{
    Value target = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, KK_N(stdout));
    if (target == KK_UNSET) {
        kk_out_write(vm, kk_str_span(text));
        kk_out_flush(vm);
        return true;
    }
    return kk_call_method(vm, target, KK_N(write), &text, 1) != KK_ERROR;
}

/* A line from sys.stdin without its end. */
KK_MUST_CHECK static Value read_stdin(Vm *vm)
{
    Value module = kk_import_name(vm, KK_N(sys));
    Value in = module == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, KK_N(stdin));
    Value line = in == KK_ERROR ? KK_ERROR : kk_call_method(vm, in, KK_N(readline), NULL, 0);
    if (line == KK_ERROR)
        return KK_ERROR;
    Value str = kk_as_kind(line, KIND_STR);
    if (str == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "object.readline() returned non-string");
    Span s = kk_str_span(str);
    if (s.len == 0)
        return kk_raise(vm, KK_EOFError, "EOF when reading a line");
    return s.at[s.len - 1] == '\n' ? kk_str_new(vm, (Span){s.at, s.len - 1}) : str;
}

/* A line typed at the console, edited by us: where no terminal driver does it. */
KK_MUST_CHECK static Value read_console(Vm *vm, Value prompt)
{
    ReadOptions options = {kk_str_span(prompt), KK_UNSET, false};
    Value line = KK_UNSET;
    int key;
    ReadResult result = kk_console_readline(vm, &options, &line, &key);
    kk_platform_console_mode(CONSOLE_PROGRAM);
    if (result == READ_LINE)
        return line;
    kk_out_write(vm, KK_SPAN("\n"));
    if (result == READ_CANCEL)
        return kk_raise_value(vm, &kk_type_KeyboardInterrupt, KK_UNSET);
    return result == READ_END ? kk_raise(vm, KK_EOFError, "EOF when reading a line") : KK_ERROR;
}

/* Writes the prompt, then reads a line and returns it without its end. */
KK_FUNCTION(builtins, input, "(prompt='', /)")
Value kk_repl_input(Vm *vm, Value self, Args args)
{
    Value prompt = kk_arg(args, 0, KK_UNSET);
    prompt = prompt == KK_UNSET ? KK_N(empty) : kk_str(vm, prompt);
    if (prompt == KK_ERROR)
        return KK_ERROR;
    bool replaced = vm->sys_dict != KK_UNSET && (kk_dict_get_name(vm->sys_dict, KK_N(stdin)) != KK_UNSET ||
                                                 kk_dict_get_name(vm->sys_dict, KK_N(stdout)) != KK_UNSET);
    if (!replaced && kk_platform_isatty(0) && kk_platform_console_mode(CONSOLE_RAW_CTRLC))
        return read_console(vm, prompt);
    return write_prompt(vm, prompt) ? read_stdin(vm) : KK_ERROR;
}

/* Ends the program: what people type at the prompt. */
KK_FUNCTION(builtins, exit, "(code=None)")
KK_FUNCTION(builtins, quit, "(code=None)")
Value kk_repl_quit(Vm *vm, Value self, Args args)
{
    Value code = kk_arg(args, 0, kk_none);
    return kk_raise_value(vm, KK_RAISES(SystemExit), code == kk_none ? KK_UNSET : code);
}

/* ---- breakpoint() ---- */

/* The prompt, when there is a terminal. */
static void prompt_here(Vm *vm)
{
    if (!kk_platform_isatty(0) || !kk_platform_console_mode(CONSOLE_RAW_CTRLC))
        return;
    int status = 0;
    (void)friendly(vm, KUKRI_REPL_EXIT, &status);
    kk_platform_console_mode(CONSOLE_PROGRAM);
}

/* The function of that dotted name; KK_ERROR with ImportError, AttributeError or ValueError if there is none. */
KK_MUST_CHECK static Value function_named(Vm *vm, Value name)
{
    Span text = kk_str_span(name);
    const uint8_t *dot = kk_bytes_rfind(text, KK_SPAN("."));
    size_t n = dot == NULL ? 0 : (size_t)(dot - text.at);
    Value module = dot == NULL ? KK_N(builtins) : kk_intern(vm, (Span){text.at, n});
    if (module != KK_ERROR)
        module = kk_import_name(vm, module);
    text = kk_str_span(name);
    Value attribute = module == KK_ERROR ? KK_ERROR
                                         : kk_intern(vm, dot == NULL ? text : kk_span_skip(text, n + 1));
    return attribute == KK_ERROR ? KK_ERROR : kk_getattr(vm, module, attribute);
}

/* The value of PYTHONBREAKPOINT; None: it says nothing. */
KK_MUST_CHECK static Value breakpoint_wish(Vm *vm)
{
    Value os = kk_import_name(vm, KK_N(os));
    Value environ = os == KK_ERROR ? KK_ERROR : kk_getattr(vm, os, KK_N(environ));
    Value args[2] = {KK_N(PYTHONBREAKPOINT), KK_N(empty)};
    Value wish = environ == KK_ERROR ? KK_ERROR : kk_call_method(vm, environ, KK_N(get), args, 2);
    if (wish == KK_ERROR)
        return KK_ERROR;
    return !kk_str_is(wish) || kk_len_of(wish) == 0 ? kk_none : wish;
}

/* The environment names a function that is not there: a warning. */
KK_MUST_CHECK static Value no_such_function(Vm *vm, Value wish)
{
    vm->pending = KK_UNSET;
    Value warnings = kk_import_name(vm, KK_N(warnings));
    Value args[2] = {kk_format_message(vm, "Ignoring unimportable $PYTHONBREAKPOINT: \"%V\"", wish),
                     KK_REF(&kk_type_RuntimeWarning)};
    if (warnings == KK_ERROR || args[0] == KK_ERROR)
        return KK_ERROR;
    return kk_call_method(vm, warnings, KK_N(warn), args, 2) == KK_ERROR ? KK_ERROR : kk_none;
}

/* Calls what PYTHONBREAKPOINT names ("0": nothing). Without it pdb.set_trace, or the prompt if there is no pdb. */
KK_FUNCTION(sys, __breakpointhook__, "(*args, **kws)")
Value kk_repl_breakpointhook(Vm *vm, Value self, Args args, Value kw)
{
    if (KK_WORD_BITS == 32) {
        prompt_here(vm);
        return kk_none;
    }
    Value wish = breakpoint_wish(vm);
    if (wish == KK_ERROR)
        return KK_ERROR;
    if (wish != kk_none && kk_str_equal(wish, KK_CHAR('0')))
        return kk_none;
    Value function = function_named(vm, wish == kk_none ? KK_N(pdb_set_trace) : wish);
    if (function != KK_ERROR)
        return kk_call_kw(vm, function, args, kw);
    if (!kk_pending_is(vm, KK_RAISES(ImportError)) && !kk_pending_is(vm, KK_RAISES(AttributeError)) &&
        !kk_pending_is(vm, KK_RAISES(ValueError)))
        return KK_ERROR;
    if (wish != kk_none)
        return no_such_function(vm, wish);
    vm->pending = KK_UNSET;
    prompt_here(vm);
    return kk_none;
}

/* What breakpoint() calls; a program may assign another. */
KK_MODULE_GETTER(sys, breakpointhook)
Value kk_repl_breakpointhook_now(Vm *vm, Value module) { return kk_getattr(vm, module, KK_N(__breakpointhook__)); }

/* Stops at this place: calls sys.breakpointhook. */
KK_FUNCTION(builtins, breakpoint, "(*args, **kws)")
Value kk_repl_breakpoint(Vm *vm, Value self, Args args, Value kw)
{
    Value hook = vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, KK_N(breakpointhook));
    return hook == KK_UNSET ? kk_repl_breakpointhook(vm, self, args, kw) : kk_call_kw(vm, hook, args, kw);
}
