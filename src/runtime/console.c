/*
 * console.c: the line editor, for terminals and UARTs alike.
 *
 * The line is UTF-8 in a blob; `at` is the cursor. After an edit only what stands behind the cursor is
 * written again. A line that is longer than the terminal is wide is edited correctly but may look wrong.
 *
 * Layer: runtime.   Tests: tests/runtime/repl/run_repl.py.
 */
#include "runtime/console.h"

#include "base/numtext.h"
#include "base/utf8.h"
#include "object/output.h"
#include "object/runtime.h"
#include "object/vm.h"
#include "platform/platform.h"
#include "runtime/repl.h"
#include "types/list.h"

#define INDENT 4
#define HISTORY_MAX (KK_WORD_BITS == 32 ? 8 : 500)

typedef struct Line {
    Vm *vm;
    Value blob;       /* the text */
    size_t len, at;   /* bytes in it; the cursor */
    size_t fresh;     /* nothing was typed yet: so many bytes of indentation were put there */
    size_t history;   /* how many lines back in the history it came from */
    const ReadOptions *options;
} Line;

static uint8_t *text(const Line *l) { return KK_OBJ(BlobObj, l->blob)->at; }
static void put(const Line *l, Span s) { kk_out_write(l->vm, s); }

int kk_console_byte(Vm *vm)
{
    uint8_t byte;
    for (;;) {
        ptrdiff_t n = vm->roots[ROOT_DUPTERM] != KK_UNSET ? kk_dupterm_read(vm, &byte, 1)
                                                          : kk_platform_console_read(&byte, 1, -1);
        if (n == 1)
            return byte;
        if (n == -KK_EINTR) {
            if (vm->roots[ROOT_DUPTERM] != KK_UNSET)
                vm->poll_for[POLL_INTERRUPT] = 0;
            return KEY_CTRL_C;
        }
        if (n != -KK_EAGAIN)
            return -1;
        /* Something was scheduled, or the hardware noted something: it does not wait for the next line. */
        if (vm->poll != 0 && !kk_vm_poll(vm)) {
            int status;
            if (kk_pending_is(vm, KK_RAISES(KeyboardInterrupt))) {
                vm->pending = KK_UNSET;
                return KEY_CTRL_C;
            }
            (void)kk_repl_show_error(vm, &status);
        }
    }
}

/* ---- the screen ---- */

/* Writes ESC [ n c, or nothing for n = 0. */
static void put_escape(const Line *l, size_t n, char c)
{
    char code[KK_NUMTEXT_INT_MAX + 3];
    if (n == 0)
        return;
    code[0] = KEY_ESCAPE;
    code[1] = '[';
    size_t len = 2 + kk_numtext_uint_put(n, 10, code + 2);
    code[len++] = c;
    put(l, (Span){(const uint8_t *)code, len});
}

static size_t columns(const Line *l, size_t from, size_t to)
{
    return kk_utf8_count((Span){text(l) + from, to - from});
}

/* Writes what stands from `from` on, which is where the cursor is on the screen, and goes to l->at. */
static void show_from(const Line *l, size_t from)
{
    put(l, (Span){text(l) + from, l->len - from});
    put(l, KK_SPAN("\x1b[K"));
    put_escape(l, columns(l, l->at, l->len), 'D');
}

/* Moves the cursor, on the screen as well. */
static void move_to(Line *l, size_t to)
{
    if (to < l->at)
        put_escape(l, columns(l, to, l->at), 'D');
    else if (to > l->at)
        put_escape(l, columns(l, l->at, to), 'C');
    l->at = to;
}

static void show_all(Line *l)
{
    put(l, l->options->prompt);
    show_from(l, 0);
}

/* ---- editing ---- */

static size_t before(const Line *l, size_t at)
{
    while (at > 0 && (text(l)[--at] & 0xC0) == 0x80)
        continue;
    return at;
}

static size_t behind(const Line *l, size_t at)
{
    if (at < l->len)
        at += kk_utf8_size(text(l)[at]);
    return at < l->len ? at : l->len;
}

static bool in_word(uint8_t c)
{
    return c >= 0x80 || c == '_' || kk_is_digit(c) || kk_is_lower(c) || kk_is_upper(c);
}

static size_t word_before(const Line *l)
{
    size_t at = l->at;
    while (at > 0 && !in_word(text(l)[at - 1]))
        at--;
    while (at > 0 && in_word(text(l)[at - 1]))
        at--;
    return at;
}

static size_t word_behind(const Line *l)
{
    size_t at = l->at;
    while (at < l->len && !in_word(text(l)[at]))
        at++;
    while (at < l->len && in_word(text(l)[at]))
        at++;
    return at;
}

/* Removes [from, to), which ends or begins at the cursor. */
static void erase(Line *l, size_t from, size_t to)
{
    move_to(l, from);
    memmove(text(l) + from, text(l) + to, l->len - to);
    l->len -= to - from;
    show_from(l, from);
}

KK_MUST_CHECK static bool insert(Line *l, Span s)
{
    if (l->len + s.len > kk_len_of(l->blob)) {
        Value bigger = kk_blob_resize(l->vm, l->blob, 2 * (l->len + s.len));
        if (bigger == KK_ERROR)
            return false;
        l->blob = bigger;
    }
    memmove(text(l) + l->at + s.len, text(l) + l->at, l->len - l->at);
    kk_bytes_copy(text(l) + l->at, s.at, s.len);
    size_t from = l->at;
    l->len += s.len;
    l->at += s.len;
    if (l->at == l->len)
        put(l, (Span){text(l) + from, s.len});
    else
        show_from(l, from);
    return true;
}

KK_MUST_CHECK static bool replace_all(Line *l, Span s)
{
    move_to(l, 0);
    l->len = 0;
    put(l, KK_SPAN("\x1b[K"));
    return insert(l, s);
}

/* Only spaces stand before the cursor. */
static bool in_indent(const Line *l)
{
    for (size_t i = 0; i < l->at; i++)
        if (text(l)[i] != ' ')
            return false;
    return true;
}

static void backspace(Line *l)
{
    if (l->at == 0)
        return;
    size_t from = before(l, l->at);
    if (in_indent(l))
        from = (l->at - 1) / INDENT * INDENT;
    erase(l, from, l->at);
}

/* ---- history ---- */

void kk_console_remember(Vm *vm, Value line)
{
    Value list = vm->roots[ROOT_HISTORY];
    if (list == KK_UNSET)
        list = vm->roots[ROOT_HISTORY] = kk_list_new(vm, 0);
    size_t n = list == KK_UNSET ? 0 : kk_list_len(list);
    bool same = n > 0 && kk_str_equal(kk_list_at(list, n - 1), line);
    if (list != KK_UNSET && kk_len_of(line) > 0 && !same) {
        if (n >= HISTORY_MAX)
            (void)kk_list_remove_at(vm, list, 0);
        if (!kk_list_append(vm, list, line))
            vm->pending = KK_UNSET;
    }
    vm->pending = KK_UNSET;
}

/* Shows the line `back` steps back in the history; 0 is an empty one. */
KK_MUST_CHECK static bool go_in_history(Line *l, size_t back)
{
    Value list = l->vm->roots[ROOT_HISTORY];
    size_t n = list == KK_UNSET ? 0 : kk_list_len(list);
    if (!l->options->keys || back > n)
        return true;
    l->history = back;
    return replace_all(l, back == 0 ? (Span){NULL, 0} : kk_str_span(kk_list_at(list, n - back)));
}

void kk_console_load_history(Vm *vm, const char *path)
{
    uint8_t piece[256];
    int fd = kk_platform_open(path, FILE_READ);
    if (fd < 0)
        return;
    Line l = {.vm = vm, .blob = kk_blob_new(vm, sizeof piece)};
    ptrdiff_t n = 0;
    while (l.blob != KK_ERROR && (n = kk_platform_read(fd, piece, sizeof piece)) > 0) {
        for (ptrdiff_t i = 0; i < n; i++) {
            if (piece[i] == '\n') {
                size_t bad, bad_len;
                Span s = {text(&l), l.len};
                Value line = kk_utf8_valid(s, &bad, &bad_len) ? kk_str_new(vm, s) : KK_ERROR;
                if (line != KK_ERROR)
                    kk_console_remember(vm, line);
                l.len = 0;
            } else if (l.len < kk_len_of(l.blob)) {
                text(&l)[l.len++] = piece[i];
            }
        }
    }
    vm->pending = KK_UNSET;
    (void)kk_platform_close(fd);
}

void kk_console_save_history(Vm *vm, const char *path)
{
    Value list = vm->roots[ROOT_HISTORY];
    int fd = list == KK_UNSET ? -1 : kk_platform_open(path, FILE_WRITE | FILE_CREATE | FILE_TRUNCATE), error;
    if (fd < 0)
        return;
    for (size_t i = 0; i < kk_list_len(list); i++)
        if (!kk_out_write_fd(fd, kk_str_span(kk_list_at(list, i)), &error) ||
            !kk_out_write_fd(fd, KK_SPAN("\n"), &error))
            break;
    (void)kk_platform_close(fd);
}

/* ---- completion ---- */

/* Shows the choices in columns below the line, then the line again. */
static void show_choices(Line *l, Value choices)
{
    enum { WIDTH = 16, PER_LINE = 4 };
    size_t n = kk_list_len(choices);
    for (size_t i = 0; i < n; i++) {
        Span name = kk_str_span(kk_list_at(choices, i));
        put(l, i % PER_LINE == 0 ? KK_SPAN("\n") : KK_SPAN(" "));
        put(l, name);
        for (size_t pad = name.len; pad < WIDTH && i % PER_LINE != PER_LINE - 1; pad++)
            put(l, KK_SPAN(" "));
    }
    put(l, KK_SPAN("\n"));
    show_all(l);
}

KK_MUST_CHECK static bool complete(Line *l)
{
    Value common, choices;
    if (in_indent(l)) {
        static const uint8_t spaces[INDENT] = {' ', ' ', ' ', ' '};
        return insert(l, (Span){spaces, INDENT - l->at % INDENT});
    }
    if (!l->options->keys || !kk_complete(l->vm, (Span){text(l), l->at}, &common, &choices))
        return true;
    if (kk_len_of(common) > 0)
        return insert(l, kk_str_span(common));
    if (choices != KK_UNSET)
        show_choices(l, choices);
    return true;
}

/* ---- keys ---- */

/* ESC [ ...: arrows and the like. */
KK_MUST_CHECK static bool take_bracket(Line *l)
{
    int number = 0, modifier = 0, c;
    while (kk_is_digit((uint32_t)(c = kk_console_byte(l->vm))) || c == ';') {
        if (c == ';') {
            modifier = 1;
            number = 0;
        } else {
            number = (number * 10 + c - '0') % 1000;
        }
    }
    switch (c) {
    case 'A':
        return go_in_history(l, l->history + 1);
    case 'B':
        return l->history == 0 || go_in_history(l, l->history - 1);
    case 'C':
        move_to(l, modifier ? word_behind(l) : behind(l, l->at));
        return true;
    case 'D':
        move_to(l, modifier ? word_before(l) : before(l, l->at));
        return true;
    case 'H':
        move_to(l, 0);
        return true;
    case 'F':
        move_to(l, l->len);
        return true;
    case '~':
        if (number == 1 || number == 7)
            move_to(l, 0);
        else if (number == 4 || number == 8)
            move_to(l, l->len);
        else if (number == 3 && l->at < l->len)
            erase(l, l->at, behind(l, l->at));
        return true;
    default:
        return true;
    }
}

KK_MUST_CHECK static bool take_escape(Line *l)
{
    int c = kk_console_byte(l->vm);
    if (c == '[' || c == 'O')
        return take_bracket(l);
    if (c == 'b')
        move_to(l, word_before(l));
    else if (c == 'f')
        move_to(l, word_behind(l));
    else if (c == 'd')
        erase(l, l->at, word_behind(l));
    else if (c == KEY_DELETE || c == KEY_BACKSPACE)
        erase(l, word_before(l), l->at);
    return true;
}

/* A character, all of its UTF-8. Bytes that are none are dropped. */
KK_MUST_CHECK static bool take_char(Line *l, int c)
{
    uint8_t bytes[4] = {(uint8_t)c};
    size_t n = kk_utf8_size(bytes[0]), bad, bad_len;
    if (c < ' ')
        return true;
    /* Spaces at the start of a line: it is pasted with its own indentation. */
    if (c == ' ' && l->fresh > 0 && l->at == l->fresh && l->len == l->fresh)
        erase(l, 0, l->len);
    for (size_t i = 1; i < n; i++)
        bytes[i] = (uint8_t)kk_console_byte(l->vm);
    if (!kk_utf8_valid((Span){bytes, n}, &bad, &bad_len))
        return true;
    return insert(l, (Span){bytes, n});
}

KK_MUST_CHECK static bool take_key(Line *l, int c)
{
    switch (c) {
    case KEY_CTRL_A:
        move_to(l, 0);
        return true;
    case KEY_CTRL_B:
        move_to(l, before(l, l->at));
        return true;
    case KEY_CTRL_D:
        if (l->at < l->len)
            erase(l, l->at, behind(l, l->at));
        return true;
    case KEY_CTRL_E:
        move_to(l, l->len);
        return true;
    case KEY_CTRL_F:
        move_to(l, behind(l, l->at));
        return true;
    case KEY_CTRL_K:
        erase(l, l->at, l->len);
        return true;
    case KEY_CTRL_L:
        put(l, KK_SPAN("\x1b[H\x1b[2J"));
        show_all(l);
        return true;
    case KEY_CTRL_N:
        return l->history == 0 || go_in_history(l, l->history - 1);
    case KEY_CTRL_P:
        return go_in_history(l, l->history + 1);
    case KEY_CTRL_U:
        erase(l, 0, l->at);
        return true;
    case KEY_CTRL_W:
        erase(l, word_before(l), l->at);
        return true;
    case KEY_BACKSPACE:
    case KEY_DELETE:
        backspace(l);
        return true;
    case KEY_TAB:
        return complete(l);
    case KEY_ESCAPE:
        return take_escape(l);
    default:
        return take_char(l, c);
    }
}

/* The key ends the line; *result tells how. */
static bool ends_line(const Line *l, int c, ReadResult *result, int *key)
{
    bool empty = l->len == 0;
    if (c == KEY_RETURN || c == KEY_NEWLINE)
        *result = READ_LINE;
    else if (c == KEY_CTRL_C)
        *result = READ_CANCEL;
    else if (c < 0 || (c == KEY_CTRL_D && empty))
        *result = c < 0 && !empty ? READ_LINE : READ_END;
    else if (l->options->keys && empty && (c == KEY_CTRL_A || c == KEY_CTRL_B || c == KEY_CTRL_E))
        *result = READ_KEY;
    else
        return false;
    *key = c;
    return true;
}

ReadResult kk_console_readline(Vm *vm, const ReadOptions *options, Value *line, int *key)
{
    Line l = {.vm = vm, .options = options, .blob = kk_blob_new(vm, 40)};
    ReadResult result = READ_ERROR;
    if (l.blob == KK_ERROR)
        return READ_ERROR;
    put(&l, options->prompt);
    if (options->start != KK_UNSET && !insert(&l, kk_str_span(options->start)))
        return READ_ERROR;
    l.fresh = l.len;
    for (;;) {
        int c = kk_console_byte(vm);
        if (ends_line(&l, c, &result, key))
            break;
        if (!take_key(&l, c))
            return READ_ERROR;
        l.fresh = 0;
    }
    if (result != READ_LINE)
        return result;
    put(&l, KK_SPAN("\n"));
    *line = kk_str_new(vm, (Span){text(&l), l.len});
    return *line == KK_ERROR ? READ_ERROR : READ_LINE;
}
