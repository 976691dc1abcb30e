/*
 * traceback_marks.c: the marks below a source line that show which part of it failed: "    ~~^~~".
 *
 * The instruction's place in the text decides; for a binary operation or a subscript that is the whole of the marked text
 * the operator is set apart. Marks below a whole line say nothing and are left out. Only where code has
 * a table of places.
 *
 * Layer: types.   Tests: tests/runtime/traceback/carets.py.
 */
#include "base/utf8.h"
#include "object/runtime.h"
#include "types/traceback.h"

/* The part of a text in characters: [from, to). */
typedef struct Part {
    size_t from, to;
} Part;

static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\f'; }

/* What of the operation `text` is the operator: between the operands, whose inner ends are given in bytes. */
static Part operator_part(Span text, size_t left, size_t right, bool subscript)
{
    Part p = {left, right};
    if (subscript) {
        while (p.from < right && text.at[p.from] != '[')
            p.from++;
        p.to = text.len;
    } else {
        while (p.from < right && (is_blank(text.at[p.from]) || text.at[p.from] == ')'))
            p.from++;
        p.to = p.from + 1;
        if (p.to < right && !is_blank(text.at[p.to]) && text.at[p.to] != '(')
            p.to++;
    }
    p.from = kk_utf8_count((Span){text.at, p.from});
    p.to = kk_utf8_count((Span){text.at, p.to});
    return p;
}

bool kk_traceback_operator(Vm *vm, Value text, size_t *from, size_t *to)
{
    size_t left, right;
    bool subscript;
    if (!kk_compile_anchors(vm, text, &left, &right, &subscript))
        return false;
    Part p = operator_part(kk_str_span(text), left, right, subscript);
    *from = p.from;
    *to = p.to;
    return p.from < p.to;
}

bool kk_traceback_marks(StrBuf *b, Span line, size_t skipped, const CodePlace *place)
{
    if (place->col < skipped || place->col - skipped >= line.len)
        return true;
    size_t from = place->col - skipped, to = place->end_line == place->line ? place->end_col - skipped : line.len;
    if (to > line.len || to <= from)
        to = line.len;
    Value text = kk_str_new(b->vm, (Span){line.at + from, to - from});
    size_t start = kk_utf8_count((Span){line.at, from}), n = kk_utf8_count((Span){line.at + from, to - from});
    Part op = {0, n};
    bool set_apart = text != KK_ERROR && place->end_line == place->line &&
                     kk_traceback_operator(b->vm, text, &op.from, &op.to);
    if (text == KK_ERROR)
        return false;
    if (to - from == line.len && !set_apart)
        return true;
    if (!kk_strbuf_add_fill(b, ' ', 4 + start))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!kk_strbuf_add_byte(b, i >= op.from && i < op.to ? '^' : '~'))
            return false;
    return kk_strbuf_add_byte(b, '\n');
}
