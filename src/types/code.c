/*
 * code.c: code objects: made by the compiler, looked at by programs through co_... attributes.
 *
 * What is stored is described in object/code.h. The attributes are CPython's as far as they mean
 * something here: offsets in co_lines() are bytes of instruction words, co_flags are CPython's bits.
 *
 * Layer: types.   Tests: tests/types/code/.
 */
#include "object/code.h"
#include "object/dict.h"

#include "base/numtext.h"
#include "object/error.h"
#include "object/strbuf.h"
#include "object/vm.h"
#include "types/bytes/bytes.h"
#include "types/list.h"
#include "types/tuple.h"

static const Layout code_layout = {8, 1u << 1 | 1u << 2 | 1u << 3, TAIL_CODE, 6};

/* ---- making ---- */

/* Bytes of an entry that brings the first line beyond what 16 bits hold. */
#define FAR_LINE_MAX 6
#define FIRST_LINE_MAX 0xFFFFu

static size_t put_far_line(uint8_t *out, uint32_t first_line)
{
    uint32_t zigzag = (first_line - (first_line & FIRST_LINE_MAX)) << 1;
    size_t n = 0;
    out[n++] = 0;
    for (; zigzag >= 0x80; zigzag >>= 7)
        out[n++] = (uint8_t)(zigzag | 0x80);
    out[n++] = (uint8_t)zigzag;
    return n;
}

Value kk_code_new(Vm *vm, const CodeParts *parts)
{
    uint8_t far[FAR_LINE_MAX];
    size_t nfar = parts->first_line > FIRST_LINE_MAX ? put_far_line(far, parts->first_line) : 0;
    size_t ops = parts->nops * 4, handlers = parts->nhandlers * 8, counted = handlers > 0 ? 4 : 0;
    size_t places = ops + counted + handlers + ((nfar + parts->nlines + 3) & ~(size_t)3);
    size_t raw = places + ((parts->nplaces + 3) & ~(size_t)3);
    if (parts->nops > KK_CODE_COUNT_MAX || parts->nconsts > KK_CODE_COUNT_MAX || (raw - ops) / 4 > KK_CODE_REST_MAX)
        return kk_raise(vm, KK_OverflowError, "the code is too long");
    /* It is pinned while it runs: at the high end of the heap it would cut off what is free below it. */
    CodeObj *c = kk_heap_alloc_low(&vm->heap, sizeof(CodeObj) + parts->nconsts * sizeof(Value) + raw);
    if (c == NULL)
        return kk_raise_memory(vm);
    c->header = (uintptr_t)&kk_type_code;
    Value code = KK_REF(c);
    c->name = parts->name;
    c->scope = parts->scope;
    c->filename = parts->filename;
    c->params = parts->npos | parts->nposonly << 8 | parts->nkwonly << 16 | (uintptr_t)parts->nfree << 24;
    c->frame = parts->nregs | parts->nlocals << 8 | (uintptr_t)(parts->flags & ~(unsigned)CODE_HANDLERS) << 16;
    if (handlers > 0)
        c->frame |= (uintptr_t)CODE_HANDLERS << 16;
    c->counts = parts->nops | (uintptr_t)parts->nconsts << KK_CODE_HALF;
    c->sizes = (parts->first_line & FIRST_LINE_MAX) | (uintptr_t)((raw - ops) / 4) << KK_TAIL_CODE_SHIFT;
    if (parts->nconsts > 0)
        memcpy(c->consts, parts->consts, parts->nconsts * sizeof(Value));
    uint8_t *at = (uint8_t *)(c->consts + parts->nconsts);
    uint8_t *entries = at + ops + counted, *lines = entries + handlers;
    if (handlers > 0)
        *(uint32_t *)(void *)(at + ops) = (uint32_t)parts->nhandlers;
    memcpy(lines, far, nfar);
    lines += nfar;
    if (KK_WORD_BITS == 64 && parts->nplaces > 0)
        c->sizes |= (uintptr_t)((places - ops) / 4 + 1) << 16;
    if (parts->write != NULL) {
        parts->write(parts->ctx, (uint32_t *)(void *)at, (uint32_t *)(void *)entries, lines, at + places);
        return code;
    }
    memcpy(at, parts->ops, ops);
    if (handlers > 0)
        memcpy(entries, parts->handlers, handlers);
    if (parts->nlines > 0)
        memcpy(lines, parts->lines, parts->nlines);
    if (KK_WORD_BITS == 64 && parts->nplaces > 0)
        memcpy(at + places, parts->places, parts->nplaces);
    return code;
}

Value kk_code_settle(Vm *vm, Value code)
{
    Heap *heap = &vm->heap;
    if (heap->client.grow != NULL || !kk_heap_owns(heap, (const void *)code))
        return code;
    kk_heap_collect(heap, true);
    size_t bytes = kk_layout_size((const void *)code);
    void *copy = kk_heap_alloc_low(heap, bytes);
    if (copy == NULL)
        return code;
    memcpy(copy, (const void *)code, bytes);
    return (Value)copy < code ? (Value)copy : code;
}

/* ---- lines ---- */

/* Reads the line table entry by entry. */
typedef struct LineReader {
    const uint8_t *at, *end;
    size_t pc;     /* the current range begins here */
    uint32_t line;
} LineReader;

static LineReader read_lines(const CodeObj *code)
{
    const uint8_t *at = (const uint8_t *)kk_code_lines(code);
    return (LineReader){at, at + kk_code_nlines(code), 0, code->sizes & FIRST_LINE_MAX};
}

static uint32_t read_leb(LineReader *r)
{
    uint32_t x = 0;
    for (unsigned shift = 0; r->at < r->end && shift < 32; shift += 7) {
        uint8_t byte = kk_rom_byte(r->at++);
        x |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    return x;
}

/* Where the next range begins, and by how much its line differs; false: there is none. */
static bool next_range(LineReader *r, size_t *pc, uint32_t *line)
{
    if (r->at >= r->end)
        return false;
    *pc = r->pc + read_leb(r);
    uint32_t zigzag = read_leb(r);
    *line = r->line + (zigzag >> 1 ^ (0 - (zigzag & 1)));
    return true;
}

uint32_t kk_code_line(const CodeObj *code, size_t pc)
{
    LineReader r = read_lines(code);
    size_t next;
    uint32_t line;
    while (next_range(&r, &next, &line) && next <= pc) {
        r.pc = next;
        r.line = line;
    }
    return r.line;
}

/* ---- places ---- */

/* Reads the entry of the places table that begins at r->pc (r->at is behind its pc); false: it says nothing. */
static bool read_place(LineReader *r, CodePlace *place)
{
    uint32_t col = read_leb(r);
    if (col == 0)
        return false;
    uint32_t zigzag = read_leb(r);
    r->line += zigzag >> 1 ^ (0 - (zigzag & 1));
    place->line = r->line;
    place->col = col - 1;
    place->end_line = r->line + read_leb(r);
    place->end_col = read_leb(r);
    return true;
}

static LineReader read_places(const CodeObj *code)
{
    LineReader r = read_lines(code);
    const uint8_t *raw = (const uint8_t *)kk_code_ops(code);
    size_t next;
    uint32_t line;
    /* Its first line may need an entry of the line table. */
    if (!(next_range(&r, &next, &line) && next == 0 && line > FIRST_LINE_MAX))
        line = code->sizes & FIRST_LINE_MAX;
    return (LineReader){raw + kk_code_places_at(code), raw + kk_code_nraw(code), 0, line};
}

bool kk_code_place(const CodeObj *code, size_t pc, CodePlace *place)
{
    bool known = false;
    if (kk_code_places_at(code) == 0)
        return false;
    LineReader r = read_places(code);
    for (bool first = true; r.at < r.end; first = false) {
        size_t delta = read_leb(&r);
        /* Behind the first entry 0 is padding. */
        if (r.pc + delta > pc || (!first && delta == 0))
            break;
        r.pc += delta;
        known = read_place(&r, place);
    }
    return known;
}

/* (line, end line, column, end column) of an instruction, None for what is not known. */
KK_MUST_CHECK static Value position(Vm *vm, Value self, size_t pc)
{
    CodePlace p;
    Value parts[4] = {kk_none, kk_none, kk_none, kk_none};
    const CodeObj *code = KK_OBJ(const CodeObj, self);
    if (kk_code_place(code, pc, &p)) {
        parts[0] = KK_INT(p.line);
        parts[1] = KK_INT(p.end_line);
        parts[2] = KK_INT(p.col);
        parts[3] = KK_INT(p.end_col);
    } else {
        parts[0] = parts[1] = KK_INT(kk_code_line(code, pc));
    }
    return kk_tuple_from(vm, parts, 4);
}

/* (line, end line, column, end column) for each two bytes of instructions, as an iterator. */
KK_METHOD(code, co_positions, "()")
Value kk_code_co_positions(Vm *vm, Value self, Args args)
{
    Value list = kk_list_new(vm, kk_code_nops(KK_OBJ(CodeObj, self)));
    for (size_t pc = 0; list != KK_ERROR && pc < kk_code_nops(KK_OBJ(CodeObj, self)); pc++) {
        /* As if a unit were two bytes, which is how CPython counts: twice for each word. */
        Value tuple = position(vm, self, pc);
        if (tuple == KK_ERROR || !kk_list_append(vm, list, tuple) || !kk_list_append(vm, list, tuple))
            return KK_ERROR;
    }
    return list == KK_ERROR ? KK_ERROR : kk_iter(vm, list);
}

/*
 * (start, end, line) for each range of instructions, as an iterator.
 */
KK_METHOD(code, co_lines, "()")
Value kk_code_co_lines(Vm *vm, Value self, Args args)
{
    LineReader r = read_lines(KK_OBJ(CodeObj, self));
    Value list = kk_list_new(vm, 0);
    bool more = list != KK_ERROR;
    while (more) {
        size_t end = kk_code_nops(KK_OBJ(CodeObj, self));
        uint32_t line = 0;
        more = next_range(&r, &end, &line);
        if (end > r.pc) {
            Value items[] = {KK_INT(4 * r.pc), KK_INT(4 * end), KK_INT(r.line)};
            Value range = kk_tuple_from(vm, items, 3);
            if (range == KK_ERROR || !kk_list_append(vm, list, range))
                return KK_ERROR;
        }
        r.pc = end;
        r.line = line;
    }
    return list == KK_ERROR ? KK_ERROR : kk_iter(vm, list);
}

/* ---- attributes ---- */

static const CodeObj *code_of(Value self) { return KK_OBJ(const CodeObj, self); }

/* Name of the function, or <module> and the like. */
KK_GETTER(code, co_name)
Value kk_code_co_name(Vm *vm, Value self) { return code_of(self)->name; }

KK_GETTER(code, co_qualname)
Value kk_code_co_qualname(Vm *vm, Value self)
{
    const CodeObj *c = code_of(self);
    return c->scope == KK_UNSET ? c->name : kk_format_message(vm, "%V.%V", c->scope, c->name);
}

KK_GETTER(code, co_filename)
Value kk_code_co_filename(Vm *vm, Value self) { return code_of(self)->filename; }

KK_GETTER(code, co_firstlineno)
Value kk_code_co_firstlineno(Vm *vm, Value self)
{
    const CodeObj *c = code_of(self);
    LineReader r = read_lines(c);
    size_t pc;
    uint32_t line;
    /* An entry at pc 0 in front of all others only extends the number. */
    bool far = (c->sizes & FIRST_LINE_MAX) == r.line && next_range(&r, &pc, &line) && pc == 0 &&
               line > FIRST_LINE_MAX;
    return KK_INT(far ? line : c->sizes & FIRST_LINE_MAX);
}

KK_GETTER(code, co_argcount)
Value kk_code_co_argcount(Vm *vm, Value self) { return KK_INT(kk_code_parameters(code_of(self)).npos); }

KK_GETTER(code, co_posonlyargcount)
Value kk_code_co_posonlyargcount(Vm *vm, Value self) { return KK_INT(kk_code_parameters(code_of(self)).nposonly); }

KK_GETTER(code, co_kwonlyargcount)
Value kk_code_co_kwonlyargcount(Vm *vm, Value self) { return KK_INT(kk_code_parameters(code_of(self)).nkwonly); }

/* Registers, which is what a frame takes. */
KK_GETTER(code, co_stacksize)
Value kk_code_co_stacksize(Vm *vm, Value self) { return KK_INT(kk_code_nregs(code_of(self))); }

static unsigned count_params(const CodeObj *c)
{
    unsigned flags = kk_code_flags(c);
    return kk_code_npos(c) + kk_code_nkwonly(c) + ((flags & CODE_VARARGS) != 0) + ((flags & CODE_VARKW) != 0);
}

/* Local i lives in a cell: some function inside uses it. */
static bool is_cell(const CodeObj *c, unsigned i)
{
    const uint32_t *ops = kk_code_ops(c);
    for (size_t pc = 0; pc < kk_code_nops(c); pc++) {
        if (KK_OP_OF(ops[pc]) == OP_MAKE_CELL && KK_A(ops[pc]) == i)
            return true;
    }
    return false;
}

/* A tuple of the names of locals: of the cells among them, or of the others and all parameters. */
KK_MUST_CHECK static Value local_names(Vm *vm, Value self, bool cells)
{
    Value list = kk_list_new(vm, 0);
    bool many = (kk_code_flags(code_of(self)) & CODE_MANY) != 0;
    if (many && !cells && list != KK_ERROR) {
        const TupleObj *params = KK_OBJ(const TupleObj, code_of(self)->consts[kk_code_nconsts(code_of(self)) - 2]);
        for (size_t i = 3; i < kk_len_of(KK_REF(params)); i++) {
            if (!kk_list_append(vm, list, params->at[i]))
                return KK_ERROR;
        }
    }
    for (unsigned i = 0; list != KK_ERROR && i < kk_code_nlocals(code_of(self)); i++) {
        const CodeObj *c = code_of(self);
        bool wanted = cells ? is_cell(c, i) : (!many && i < count_params(c)) || !is_cell(c, i);
        if (wanted && c->consts[i] != KK_UNSET && !kk_list_append(vm, list, c->consts[i]))
            return KK_ERROR;
    }
    return list == KK_ERROR ? KK_ERROR : kk_list_to_tuple(vm, list);
}

KK_GETTER(code, co_varnames)
Value kk_code_co_varnames(Vm *vm, Value self) { return local_names(vm, self, false); }

KK_GETTER(code, co_cellvars)
Value kk_code_co_cellvars(Vm *vm, Value self) { return local_names(vm, self, true); }

KK_GETTER(code, co_nlocals)
Value kk_code_co_nlocals(Vm *vm, Value self)
{
    Value names = local_names(vm, self, false);
    return names == KK_ERROR ? KK_ERROR : KK_INT(kk_tuple_len(names));
}

/* A tuple of consts[from, to). */
KK_MUST_CHECK static Value const_tuple(Vm *vm, Value self, size_t from, size_t to)
{
    Value tuple = kk_tuple_new(vm, to - from);
    if (tuple != KK_ERROR && to > from)
        memcpy(kk_tuple_items(tuple), code_of(self)->consts + from, (to - from) * sizeof(Value));
    return tuple;
}

KK_GETTER(code, co_freevars)
Value kk_code_co_freevars(Vm *vm, Value self)
{
    unsigned nlocals = kk_code_nlocals(code_of(self));
    return const_tuple(vm, self, nlocals, nlocals + kk_code_nfree(code_of(self)));
}

/* The docstring (or None), then constants and names, in the order in which they were met. */
KK_GETTER(code, co_consts)
Value kk_code_co_consts(Vm *vm, Value self)
{
    const CodeObj *c = code_of(self);
    size_t from = kk_code_nlocals(c) + kk_code_nfree(c), to = kk_code_nconsts(c);
    /* The namespace that a module, or what marshal read, was compiled against is no constant of the program. */
    if (to > from && c->consts[to - 1] != KK_UNSET && kk_dict_is(c->consts[to - 1]))
        to--;
    if ((kk_code_flags(c) & (CODE_HAS_DOC | CODE_MODULE)) != 0)
        return const_tuple(vm, self, from, to);
    Value tuple = kk_tuple_new(vm, to - from + 1);
    if (tuple == KK_ERROR)
        return KK_ERROR;
    kk_tuple_items(tuple)[0] = kk_none;
    memcpy(kk_tuple_items(tuple) + 1, code_of(self)->consts + from, (to - from) * sizeof(Value));
    return tuple;
}

/* The instruction words. */
KK_GETTER(code, co_code)
Value kk_code_co_code(Vm *vm, Value self)
{
    return kk_bytes_new(vm, (Span){(const uint8_t *)kk_code_ops(code_of(self)), kk_code_nops(code_of(self)) * 4});
}

/* CPython's CO_ bits. */
KK_GETTER(code, co_flags)
Value kk_code_co_flags(Vm *vm, Value self)
{
    unsigned flags = kk_code_flags(code_of(self)), bits = 0;
    if ((flags & (CODE_MODULE | CODE_NAMESPACE)) == 0)
        bits |= 1 | 2;
    if (flags & CODE_VARARGS)
        bits |= 4;
    if (flags & CODE_VARKW)
        bits |= 8;
    if (kk_code_nfree(code_of(self)) > 0)
        bits |= 16;
    if (flags & CODE_COROUTINE)
        bits |= (flags & CODE_GENERATOR) != 0 ? 512 : 128;
    else if (flags & CODE_GENERATOR)
        bits |= flags & CODE_ITERABLE ? 32 | 256 : 32;
    return KK_INT(bits);
}

static Value repr(Vm *vm, Value self)
{
    char address[KK_NUMTEXT_INT_MAX];
    if (!kk_heap_pin(&vm->heap, self))
        return kk_raise_memory(vm);
    size_t n = kk_numtext_uint_put((uintptr_t)self, 16, address);
    Value line = kk_code_co_firstlineno(vm, self);
    return kk_format_message(vm, "<code object %V at 0x%.*s, file \"%V\", line %d>", code_of(self)->name, (int)n,
                             address, code_of(self)->filename, (int)kk_smallint_get(line));
}

static const TypeSlots code_slots = {.repr = repr};
KK_TYPE(code, object) = {
    KK_TYPE_HEAD(code, object, &code_layout, TYPE_FINAL | TYPE_NO_NEW),
    .slots = &code_slots,
};
