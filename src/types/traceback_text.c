/*
 * traceback_text.c: an exception as text, in CPython's format.
 *
 * The text goes out piece by piece, so that a MemoryError can still be shown: what cannot be
 * had (a source line, str() of the exception) is left out.
 *
 * Layer: types.   Tests: tests/runtime/traceback/.
 */
#include "base/numtext.h"
#include "base/utf8.h"
#include "object/dict.h"
#include "object/output.h"
#include "object/vm.h"
#include "object/vfs.h"
#include "types/exc_group.h"
#include "types/traceback.h"

typedef struct Printer {
    Vm *vm;
    TextSink sink;
    void *ctx;
    size_t limit;
    bool chain;
    bool stopped;
    bool in_line;    /* the last text did not end its line */
    bool open;       /* the box of a group is to be closed by the innermost */
    unsigned depth;  /* groups around what is printed */
    char margin;     /* of the next line: '|' but for the first of all */
    size_t total;    /* exceptions so far */
    struct Link *links; /* the exceptions around this one, for circles */
} Printer;

/* The lines of an exception in a group stand in a box: "  | " before each of them. */

bool kk_traceback_to_stderr(Vm *vm, void *ctx, Span text)
{
    kk_out_error(vm, text);
    return true;
}

static void put_raw(Printer *p, Span text)
{
    if (p->stopped || text.len == 0)
        return;
    if (!p->sink(p->vm, p->ctx, text)) {
        p->vm->pending = KK_UNSET;
        p->stopped = true;
    }
}

static void put_indent(Printer *p)
{
    for (unsigned i = 0; i < p->depth; i++)
        put_raw(p, KK_SPAN("  "));
}

static void put(Printer *p, Span text)
{
    while (p->depth > 0 && text.len > 0) {
        if (!p->in_line) {
            put_indent(p);
            put_raw(p, p->margin == '+' ? KK_SPAN("+ ") : KK_SPAN("| "));
            p->margin = '|';
        }
        const uint8_t *eol = kk_bytes_find(text, KK_SPAN("\n"));
        size_t n = eol == NULL ? text.len : (size_t)(eol + 1 - text.at);
        put_raw(p, (Span){text.at, n});
        p->in_line = eol == NULL;
        text = kk_span_skip(text, n);
    }
    put_raw(p, text);
}

static void put_text(Printer *p, const char *text) { put(p, kk_span_of(text)); }

static void put_int(Printer *p, intptr_t i)
{
    char text[KK_NUMTEXT_INT_MAX];
    put(p, (Span){(const uint8_t *)text, kk_numtext_int_put(i, 10, text)});
}

/* str(v), or `instead` when that fails. */
static void put_shown(Printer *p, Value v, const char *instead)
{
    Value text = kk_str_is(v) ? v : kk_str(p->vm, v);
    if (text == KK_ERROR) {
        p->vm->pending = KK_UNSET;
        put_text(p, instead);
    } else {
        put(p, kk_str_span(text));
    }
}

/* ---- source lines ---- */

/* A source line that is being shown, gathered where marks are wanted below it. */
typedef struct Shown {
    StrBuf text;
    size_t skipped;          /* bytes of its indentation */
    const CodePlace *place;  /* what to mark, or NULL */
} Shown;

static void put_marks(Printer *p, Shown *s)
{
    StrBuf marks;
    kk_strbuf_init(&marks, p->vm);
    if (kk_traceback_marks(&marks, kk_strbuf_span(&s->text), s->skipped, s->place))
        put(p, kk_strbuf_span(&marks));
    p->vm->pending = KK_UNSET;
}

/* Finds line number `line` of the open file and puts it without its indentation. */
static void put_line_of(Printer *p, int fd, uint32_t line, Shown *shown)
{
    uint8_t piece[128];
    uint32_t at = 1;
    bool started = false;
    ptrdiff_t n;
    while (at <= line && (n = kk_vfs_read(p->vm, fd, piece, sizeof piece)) > 0) {
        const uint8_t *from = piece, *end = piece + n;
        for (; from < end && at < line; from++)
            at += *from == '\n';
        while (from < end && !started && at == line && (*from == ' ' || *from == '\t' || *from == '\f')) {
            from++;
            shown->skipped++;
        }
        if (from == end || at > line)
            continue;
        const uint8_t *eol = memchr(from, '\n', (size_t)(end - from));
        const uint8_t *stop = eol == NULL ? end : eol;
        if (stop > from && stop[-1] == '\r')
            stop--;
        if (stop > from && !started)
            put_text(p, "    ");
        started = started || stop > from;
        put(p, (Span){from, (size_t)(stop - from)});
        if (shown->place != NULL && !kk_strbuf_add(&shown->text, (Span){from, (size_t)(stop - from)}))
            shown->place = NULL;
        if (eol != NULL)
            break;
    }
    if (started)
        put_text(p, "\n");
    if (KK_WORD_BITS == 64 && started && shown->place != NULL)
        put_marks(p, shown);
}

/* The source line below "File ...", if it can be read. */
static void put_source(Printer *p, Value filename, uint32_t line, const CodePlace *place)
{
    char path[256];
    Span name = kk_str_span(filename);
    if (name.len == 0 || name.len >= sizeof path || kk_rom_byte(name.at) == '<')
        return;
    kk_bytes_copy(path, name.at, name.len);
    path[name.len] = '\0';
    int fd = kk_vfs_open(p->vm, path, FILE_READ);
    if (fd >= 0) {
        Shown shown = {.place = place};
        kk_strbuf_init(&shown.text, p->vm);
        put_line_of(p, fd, line, &shown);
        (void)kk_vfs_close(p->vm, fd);
    }
    /* A file system in Python may fail at this, too. */
    p->vm->pending = KK_UNSET;
}

/* ---- frames ---- */

static void put_place(Printer *p, Value filename, uint32_t line)
{
    put_text(p, "  File \"");
    put(p, kk_str_span(filename));
    put_text(p, "\", line ");
    put_int(p, (intptr_t)line);
}

/* Lines beyond this many in a row that are all the same are counted only. */
#define SAME_SHOWN 3

static void put_repeats(Printer *p, size_t same)
{
    if (same <= SAME_SHOWN)
        return;
    put_text(p, "  [Previous line repeated ");
    put_int(p, (intptr_t)(same - SAME_SHOWN));
    put_text(p, same - SAME_SHOWN == 1 ? " more time]\n" : " more times]\n");
}

/* One level of a traceback: the line of it, and its source. */
static void put_level(Printer *p, const TracebackObj *tb)
{
    const CodeObj *code = kk_traceback_code(tb);
    uint32_t line = kk_traceback_line(tb);
    put_place(p, code->filename, line);
    put_text(p, ", in ");
    put(p, kk_str_span(kk_traceback_code(tb)->name));
    put_text(p, "\n");
    CodePlace place;
    bool known = kk_smallint_is(tb->pc) &&
                 kk_code_place(kk_traceback_code(tb), (size_t)kk_smallint_get(tb->pc), &place) && place.line == line;
    put_source(p, kk_traceback_code(tb)->filename, line, known ? &place : NULL);
}

static void put_frames(Printer *p, Value exc)
{
    Value view = KK_OBJ(ExcObj, exc)->traceback;
    if (view == KK_UNSET || p->limit == 0)
        return;
    size_t count = 0, same = 0;
    const CodeObj *last_code = NULL;
    uint32_t last_line = 0;
    put_text(p, kk_exc_group_is(exc) ? "Exception Group Traceback (most recent call last):\n"
                                     : "Traceback (most recent call last):\n");
    for (Value at = view; at != KK_UNSET; at = KK_OBJ(TracebackObj, at)->next)
        count++;
    for (; view != KK_UNSET && !p->stopped; view = KK_OBJ(TracebackObj, view)->next) {
        if (count-- > p->limit)
            continue;
        const TracebackObj *tb = KK_OBJ(TracebackObj, view);
        const CodeObj *code = kk_traceback_code(tb);
        uint32_t line = kk_traceback_line(tb);
        if (code != last_code || line != last_line) {
            put_repeats(p, same);
            same = 0;
        }
        last_code = code;
        last_line = line;
        if (++same <= SAME_SHOWN)
            put_level(p, tb);
    }
    put_repeats(p, same);
}

/* ---- the message ---- */

/* The class of the exception: with its module unless that is builtins or __main__. */
static void put_class(Printer *p, Value exc)
{
    Value cls = KK_REF(kk_type_of(exc));
    if (kk_is(exc, KK_OSError) && !(kk_type_of(exc)->flags & TYPE_HEAP) && kk_exc_os_named())
        cls = KK_REF(KK_OSError);
    Value module = kk_getattr_opt(p->vm, cls, KK_N(__module__));
    p->vm->pending = KK_UNSET;
    if (module != KK_UNSET && kk_str_is(module) && !kk_str_equal(module, KK_N(builtins)) &&
        !kk_str_equal(module, KK_N(__main__))) {
        put(p, kk_str_span(module));
        put_text(p, ".");
    }
    Value name = kk_getattr_opt(p->vm, cls, KK_N(__qualname__));
    p->vm->pending = KK_UNSET;
    if (name != KK_UNSET && kk_str_is(name))
        put(p, kk_str_span(name));
    else
        put(p, kk_type_name(exc));
}

/* An int field of a SyntaxError; -1 when it has none. */
static intptr_t int_field(Value exc, Value name)
{
    Value v = kk_exc_field(exc, name);
    return v != KK_UNSET && kk_smallint_is(v) ? kk_smallint_get(v) : -1;
}

/* The line of "^" below a source line of which `skipped` characters were left out. */
static void put_caret(Printer *p, Span line, intptr_t offset, intptr_t end)
{
    intptr_t chars = (intptr_t)kk_utf8_count(line);
    if (offset < 1)
        return;
    if (offset > chars + 1)
        offset = chars + 1;
    if (end <= offset || end > chars + 1)
        end = offset + 1;
    put_text(p, "    ");
    for (intptr_t i = 1; i < offset; i++)
        put_text(p, " ");
    for (intptr_t i = offset; i < end; i++)
        put_text(p, "^");
    put_text(p, "\n");
}

/* The offending line of a SyntaxError with a mark below it. */
static void put_syntax_text(Printer *p, Value exc)
{
    Value text = kk_exc_field(exc, KK_N(text));
    if (text == KK_UNSET || !kk_str_is(text))
        return;
    Span line = kk_str_span(text);
    intptr_t skipped = 0;
    while (line.len > 0 && (line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r'))
        line.len--;
    while (line.len > 0 && (*line.at == ' ' || *line.at == '\t' || *line.at == '\f')) {
        line = kk_span_skip(line, 1);
        skipped++;
    }
    intptr_t offset = int_field(exc, KK_N(offset)), end = int_field(exc, KK_N(end_offset));
    bool same_line = int_field(exc, KK_N(end_lineno)) == int_field(exc, KK_N(lineno));
    put_text(p, "    ");
    put(p, line);
    put_text(p, "\n");
    if (offset > skipped)
        put_caret(p, line, offset - skipped, same_line ? end - skipped : (intptr_t)kk_utf8_count(line) + 1);
}

static void put_syntax_place(Printer *p, Value exc)
{
    Value file = kk_exc_field(exc, KK_N(filename));
    intptr_t line = int_field(exc, KK_N(lineno));
    if (line < 0)
        return;
    put_place(p, file != KK_UNSET && kk_str_is(file) ? file : KK_N(lt_string), (uint32_t)line);
    put_text(p, "\n");
    put_syntax_text(p, exc);
}

/* ": message" unless it is empty. For a SyntaxError with a place the message alone. */
static void put_message(Printer *p, Value exc)
{
    Value shown = exc;
    if (kk_is(exc, KK_SyntaxError) && int_field(exc, KK_N(lineno)) >= 0) {
        Value msg = kk_exc_field(exc, KK_N(msg));
        shown = msg == KK_UNSET ? kk_none : msg;
    }
    Value text = kk_str(p->vm, shown);
    if (text == KK_ERROR) {
        p->vm->pending = KK_UNSET;
        put_text(p, ": <exception str() failed>");
    } else if (kk_len_of(text) > 0) {
        put_text(p, ": ");
        put(p, kk_str_span(text));
    }
    Value meant = KK_WORD_BITS == 64 ? kk_traceback_suggestion(p->vm, exc) : KK_UNSET;
    if (meant != KK_UNSET) {
        put_text(p, ". Did you mean: '");
        put(p, kk_str_span(meant));
        put_text(p, "'?");
    }
    put_text(p, "\n");
}

static void put_notes(Printer *p, Value exc)
{
    Value notes = kk_getattr_opt(p->vm, exc, KK_N(__notes__));
    Value iter = notes == KK_UNSET ? KK_UNSET : kk_iter(p->vm, notes);
    while (iter != KK_UNSET) {
        Value note = kk_next(p->vm, iter);
        if (note == KK_ERROR || note == KK_END)
            break;
        put_shown(p, note, "<note str() failed>");
        put_text(p, "\n");
    }
    p->vm->pending = KK_UNSET;
}

static void put_one(Printer *p, Value exc)
{
    put_frames(p, exc);
    if (kk_is(exc, KK_SyntaxError))
        put_syntax_place(p, exc);
    put_class(p, exc);
    put_message(p, exc);
    put_notes(p, exc);
}

/* ---- groups ---- */

/* More of a group is not shown. */
#define GROUP_WIDTH_MAX 15
#define GROUP_DEPTH_MAX 10
/* And of a text: groups may share what they hold. */
#define TOTAL_MAX 1000

static void put_chain(Printer *p, Value exc);

static void put_rule(Printer *p, size_t i)
{
    put_indent(p);
    put_raw(p, i == 0 ? KK_SPAN("+-") : KK_SPAN("  "));
    put_raw(p, KK_SPAN("+---------------- "));
    if (i < GROUP_WIDTH_MAX) {
        char text[KK_NUMTEXT_INT_MAX];
        put_raw(p, (Span){(const uint8_t *)text, kk_numtext_int_put((intptr_t)i + 1, 10, text)});
    } else {
        put_raw(p, KK_SPAN("..."));
    }
    put_raw(p, KK_SPAN(" ----------------\n"));
}

static void put_members(Printer *p, Value group)
{
    Value members = KK_OBJ(GroupObj, group)->exceptions;
    size_t total = kk_len_of(members), n = total > GROUP_WIDTH_MAX ? GROUP_WIDTH_MAX + 1 : total;
    p->open = false;
    for (size_t i = 0; i < n && !p->stopped; i++) {
        if (i + 1 == n)
            p->open = true;
        put_rule(p, i);
        p->depth++;
        if (i < GROUP_WIDTH_MAX) {
            put_chain(p, KK_OBJ(TupleObj, members)->at[i]);
        } else {
            put_text(p, "and ");
            put_int(p, (intptr_t)(total - GROUP_WIDTH_MAX));
            put_text(p, total - GROUP_WIDTH_MAX == 1 ? " more exception\n" : " more exceptions\n");
        }
        if (i + 1 == n && p->open) {
            put_indent(p);
            put_raw(p, KK_SPAN("+------------------------------------\n"));
            p->open = false;
        }
        p->depth--;
    }
}

static void put_group(Printer *p, Value group)
{
    bool outermost = p->depth == 0;
    if (p->depth > GROUP_DEPTH_MAX || !kk_depth_enter(p->vm)) {
        p->vm->pending = KK_UNSET;
        put_text(p, "... (max_group_depth is 10)\n");
        return;
    }
    if (outermost) {
        p->depth = 1;
        p->margin = KK_OBJ(ExcObj, group)->traceback != KK_UNSET ? '+' : '|';
    }
    put_one(p, group);
    put_members(p, group);
    if (outermost)
        p->depth = 0;
    kk_depth_leave(p->vm);
}

/* ---- the chain ---- */

/* The exception shown before e, with the text between them; KK_UNSET: none. */
static Value before(Value exc, const char **between)
{
    ExcObj *e = KK_OBJ(ExcObj, exc);
    if (e->cause != KK_UNSET) {
        *between = "\nThe above exception was the direct cause of the following exception:\n\n";
        return e->cause;
    }
    if (e->context == KK_UNSET || kk_exc_flag(exc, EXC_SUPPRESS_CONTEXT))
        return KK_UNSET;
    *between = "\nDuring handling of the above exception, another exception occurred:\n\n";
    return e->context;
}

/* A chain longer than this is cut at its old end. */
#define CHAIN_MAX (KK_WORD_BITS == 32 ? 8 : 64)

/* The exceptions of one chain that are being printed. */
typedef struct Link {
    struct Link *up;
    Value at[CHAIN_MAX];
    size_t n;
} Link;

static bool is_open(const Printer *p, Value exc)
{
    for (const Link *link = p->links; link != NULL; link = link->up)
        for (size_t i = 0; i < link->n; i++)
            if (link->at[i] == exc)
                return true;
    return false;
}

static void put_chain(Printer *p, Value exc)
{
    Link link = {.up = p->links};
    const char *between[CHAIN_MAX] = {NULL};
    p->links = &link;
    while (exc != KK_UNSET && link.n < CHAIN_MAX && !is_open(p, exc)) {
        link.at[link.n] = exc;
        exc = p->chain ? before(exc, &between[link.n]) : KK_UNSET;
        link.n++;
    }
    for (size_t i = link.n; i-- > 0 && p->total < TOTAL_MAX;) {
        p->total++;
        if (i + 1 < link.n && between[i] != NULL)
            put_text(p, between[i]);
        if (kk_exc_group_is(link.at[i]))
            put_group(p, link.at[i]);
        else
            put_one(p, link.at[i]);
    }
    p->links = link.up;
}

void kk_traceback_print(Vm *vm, Value exc, bool chain, size_t limit, TextSink sink, void *ctx)
{
    Printer p = {.vm = vm, .sink = sink, .ctx = ctx, .limit = limit, .chain = chain, .margin = '|'};
    put_chain(&p, exc);
}

/* ---- uncaught exceptions ---- */

/* A sink: the object that the program assigned to sys.stderr, at ctx. */
static bool write_to_object(Vm *vm, void *ctx, Span text)
{
    Value str = kk_str_new(vm, text);
    return str != KK_ERROR && kk_call_method(vm, *(Value *)ctx, KK_N(write), &str, 1) != KK_ERROR;
}

/* What the program assigned to sys.name, or KK_UNSET. */
static Value assigned(Vm *vm, Value name)
{
    return vm->sys_dict == KK_UNSET ? KK_UNSET : kk_dict_get_name(vm->sys_dict, name);
}

void kk_traceback_display(Vm *vm, Value exc)
{
    Value limit = assigned(vm, KK_N(tracebacklimit)), target = assigned(vm, KK_N(stderr));
    size_t frames = SIZE_MAX;
    if (limit != KK_UNSET && kk_smallint_is(limit))
        frames = kk_smallint_get(limit) < 0 ? 0 : (size_t)kk_smallint_get(limit);
    if (target == KK_UNSET)
        kk_traceback_print(vm, exc, true, frames, kk_traceback_to_stderr, NULL);
    else if (target != kk_none)
        kk_traceback_print(vm, exc, true, frames, write_to_object, &target);
}
