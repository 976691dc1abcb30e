/*
 * lang_error.c: SyntaxErrors, with the place and the text of the line.
 *
 * Layer: lang.   Tests: tests/lang/errors/.
 */
#include "base/utf8.h"
#include "lang/lexer.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/vm.h"

/* The 1-based column in characters of the byte column; the text may be None. */
static intptr_t char_column(Value text, uint32_t col)
{
    if (col >= COL_UNKNOWN)
        return (intptr_t)col - (intptr_t)COL_OPEN;
    if (!kk_str_is(text))
        return (intptr_t)col + 1;
    Span s = kk_str_span(text);
    if (col > s.len)
        return (intptr_t)(kk_utf8_count(s) + (col - s.len)) + 1;
    return (intptr_t)kk_utf8_count(kk_span_cut(s, 0, col)) + 1;
}

bool kk_lang_error_raise(Lexer *lx, const TypeObj *type, Place at, Place end, Value message)
{
    Vm *vm = lx->vm;
    if (message == KK_ERROR || kk_vm_failed(vm))
        return false;
    Value text = at.at == 0 ? kk_none : kk_source_line(lx, kk_place_line(at));
    if (text == KK_ERROR) {
        /* The line cannot be read (again): the error counts, not its text. */
        (void)kk_pending_take(vm);
        text = kk_none;
    }
    if (end.at == 0)
        end = at;
    uint32_t line = kk_place_line(at), end_line = kk_place_line(end);
    Value where[6] = {
        lx->options->filename,
        KK_INT(line),
        kk_smallint(char_column(text, kk_place_col(at))),
        text,
        KK_INT(end_line),
        kk_smallint(end_line == line ? char_column(text, kk_place_col(end)) : (intptr_t)kk_place_col(end) + 1)};
    Value details =
        kk_object_new_compact(vm, KK_HEADER(KIND_TUPLE, 6), sizeof(TupleObj) + sizeof where);
    if (details == KK_ERROR)
        return false;
    memcpy(KK_OBJ(TupleObj, details)->at, where, sizeof where);
    Value args[2] = {message, details};
    Value exception = kk_exc_new(vm, type, args, 2);
    if (exception != KK_ERROR)
        (void)kk_raise_instance(vm, exception);
    return false;
}

bool kk_lang_error_kind(Lexer *lx, const TypeObj *type, Place at, Place end, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value message = kk_format_list(lx->vm, format, &args);
    va_end(args);
    return kk_lang_error_raise(lx, type, at, end, message);
}

bool kk_lang_error_at(Lexer *lx, Place at, Place end, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value message = kk_format_list(lx->vm, format, &args);
    va_end(args);
    return kk_lang_error_raise(lx, KK_SyntaxError, at, end, message);
}

bool kk_lang_error(Lexer *lx, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value message = kk_format_list(lx->vm, format, &args);
    va_end(args);
    return kk_lang_error_raise(lx, KK_SyntaxError, kk_lexer_place(lx), kk_lexer_here(lx), message);
}

bool kk_lang_error_warn(Lexer *lx, const TypeObj *category, Place at, Place end, Value message)
{
    Vm *vm = lx->vm;
    if (message == KK_ERROR)
        return false;
    Value module = lx->quiet ? KK_UNSET : kk_dict_get(vm, vm->modules, KK_N(warnings));
    if (module == KK_UNSET || module == kk_none)
        return !kk_failed(vm);
    Value args[4] = {message, KK_REF(category), lx->options->filename, KK_INT(kk_place_line(at))};
    if (kk_call_method(vm, module, KK_N(warn_explicit), args, 4) != KK_ERROR)
        return true;
    if (!kk_pending_clear(vm, category))
        return false;
    return kk_lang_error_raise(lx, KK_SyntaxError, at, end, message);
}

bool kk_lang_error_null(Lexer *lx)
{
    Span name = kk_str_span(lx->options->filename);
    if (name.len > 0 && kk_rom_byte(name.at) == '<')
        return kk_raise_false(lx->vm, KK_ValueError, "source code string cannot contain null bytes");
    return kk_lang_error_at(lx, kk_place(lx->line, 0), kk_place(0, 0), "source code cannot contain null bytes");
}
