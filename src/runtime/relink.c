/*
 * relink.c: a copy of code in which global slots are those of another namespace.
 *
 * A module-level CodeObj knows the namespace that its slots belong to: its last constant. So does what marshal read. Code inside it
 * shares the numbering; for it the heap is searched for somebody who knows: this happens only when a program makes
 * functions of code itself.
 *
 * Layer: runtime.   Tests: tests/runtime/exec/relink.py.
 */
#include "runtime/relink.h"

#include "lang/opinfo.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/ops.h"
#include "object/vm.h"

typedef struct Link {
    Vm *vm;
    Value from, to; /* namespaces */
} Link;

/* Puts the slot of the new namespace into the instruction word. */
KK_MUST_CHECK static bool move_slot(const Link *link, uint32_t *word)
{
    Value name = kk_dict_slot_name(link->from, KK_BX(*word));
    size_t slot;
    if (!kk_dict_slot(link->vm, link->to, name, &slot))
        return false;
    if (slot > 0xFFFF)
        return kk_raise_false(link->vm, KK_RuntimeError, "too many globals");
    *word = (*word & 0xFFFF) | (uint32_t)slot << 16;
    return true;
}

/* The instructions of code, copied into the blob and relinked. */
KK_MUST_CHECK static bool relink_ops(const Link *link, const CodeObj *code, uint32_t *ops)
{
    memcpy(ops, kk_code_ops(code), kk_code_nops(code) * sizeof *ops);
    for (size_t pc = 0; pc < kk_code_nops(code); pc += kk_opinfo_length(ops + pc)) {
        uint32_t op = KK_OP_OF(ops[pc]);
        if ((op == OP_LOAD_GLOBAL || op == OP_STORE_GLOBAL || op == OP_DEL_GLOBAL) && !move_slot(link, &ops[pc]))
            return false;
    }
    return true;
}

KK_MUST_CHECK static Value relink_code(const Link *link, Value code);

/* The constants, with code among them relinked and the old namespace replaced. */
KK_MUST_CHECK static Value relink_consts(const Link *link, const CodeObj *code)
{
    Value consts = kk_values_new(link->vm, kk_code_nconsts(code));
    if (consts == KK_ERROR)
        return KK_ERROR;
    for (size_t i = 0; i < kk_code_nconsts(code); i++) {
        Value v = code->consts[i];
        if (v == link->from)
            v = link->to;
        else if (v != KK_UNSET && kk_desc_is(v, &kk_type_code))
            v = relink_code(link, v);
        if (v == KK_ERROR && code->consts[i] != KK_UNSET)
            return KK_ERROR;
        KK_OBJ(ValuesObj, consts)->at[i] = v;
    }
    return consts;
}

/* Takes code apart into parts; consts and ops are the new ones. */
KK_MUST_CHECK static Value assemble(const Link *link, const CodeObj *c, Value consts, Value blob)
{
    size_t handlers = kk_code_nhandlers(c);
    CodeParts parts = {
        .name = c->name,
        .scope = c->scope,
        .filename = c->filename,
        .npos = kk_code_npos(c),
        .nposonly = kk_code_nposonly(c),
        .nkwonly = kk_code_nkwonly(c),
        .nfree = kk_code_nfree(c),
        .nregs = kk_code_nregs(c),
        .nlocals = kk_code_nlocals(c),
        .flags = kk_code_flags(c),
        .first_line = c->sizes & 0xFFFF,
        .consts = KK_OBJ(ValuesObj, consts)->at,
        .nconsts = kk_code_nconsts(c),
        .ops = (const uint32_t *)KK_OBJ(BlobObj, blob)->at,
        .nops = kk_code_nops(c),
        .handlers = kk_code_handlers(c),
        .nhandlers = handlers,
        .lines = (const uint8_t *)kk_code_lines(c),
        .nlines = kk_code_nlines(c),
        .places = (const uint8_t *)kk_code_ops(c) + kk_code_places_at(c),
        .nplaces = kk_code_places_at(c) == 0 ? 0 : kk_code_nraw(c) - kk_code_places_at(c),
    };
    return kk_code_new(link->vm, &parts);
}

static Value relink_code(const Link *link, Value code)
{
    const CodeObj *c = KK_OBJ(CodeObj, code);
    if (!kk_depth_enter(link->vm))
        return KK_ERROR;
    Value fresh = KK_ERROR, blob = kk_blob_new(link->vm, kk_code_nops(c) * sizeof(uint32_t));
    if (blob != KK_ERROR && relink_ops(link, c, (uint32_t *)KK_OBJ(BlobObj, blob)->at)) {
        Value consts = relink_consts(link, c);
        if (consts != KK_ERROR)
            fresh = assemble(link, c, consts, blob);
    }
    kk_depth_leave(link->vm);
    return fresh;
}

/* ---- whose slots they are ---- */

typedef struct Search {
    Value code;
    Value found; /* the namespace, or KK_UNSET */
} Search;

/* code is `in` or one of those in its constants, at any depth. */
static bool contains(Value in, Value code)
{
    const CodeObj *c = KK_OBJ(CodeObj, in);
    if (in == code)
        return true;
    for (size_t i = 0; i < kk_code_nconsts(c); i++) {
        Value v = c->consts[i];
        if (v != KK_UNSET && kk_desc_is(v, &kk_type_code) && contains(v, code))
            return true;
    }
    return false;
}

/* The namespace that is its last constant, KK_UNSET: none is. */
static Value own_namespace(const CodeObj *c)
{
    Value own = kk_code_nconsts(c) == 0 ? KK_UNSET : c->consts[kk_code_nconsts(c) - 1];
    return own != KK_UNSET && kk_dict_is(own) && kk_dict_is_namespace(own) ? own : KK_UNSET;
}

static void look_at(void *ctx, void *object, size_t bytes)
{
    Search *search = ctx;
    Value v = KK_REF(object);
    if (search->found != KK_UNSET)
        return;
    if (kk_desc_is(v, &kk_type_function)) {
        const FunctionObj *f = KK_OBJ(FunctionObj, v);
        if (f->code != KK_UNSET && contains(f->code, search->code))
            search->found = f->globals;
    } else if (kk_desc_is(v, &kk_type_code) && own_namespace(KK_OBJ(CodeObj, v)) != KK_UNSET &&
               contains(v, search->code)) {
        search->found = own_namespace(KK_OBJ(CodeObj, v));
    }
}

Value kk_relink_namespace(Vm *vm, Value code)
{
    const CodeObj *c = KK_OBJ(CodeObj, code);
    Search search = {code, own_namespace(c)};
    /* The code of a function: a function that has it, or the code that it stands in, knows. */
    if (search.found == KK_UNSET && (kk_code_flags(c) & CODE_MODULE) == 0)
        kk_heap_walk(&vm->heap, look_at, &search);
    return search.found;
}

Value kk_relink(Vm *vm, Value code, Value globals)
{
    Value own = kk_relink_namespace(vm, code);
    if (own == KK_UNSET && (kk_code_flags(KK_OBJ(CodeObj, code)) & CODE_MODULE) == 0)
        return kk_raise(vm, KK_RuntimeError, "code without a module");
    if (own == globals || own == KK_UNSET)
        return code;
    Link link = {vm, own, globals};
    return relink_code(&link, code);
}
