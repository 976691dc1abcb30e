/*
 * codefile_read.c: compiled code from bytes: what codefile.h describes, and what only a damaged file has.
 *
 * The bytes come in small pieces, so that no more is in memory than the code itself. Names of global slots are
 * looked up in the module's namespace, and the instructions get its slot numbers while they are read. Every Code is
 * checked before it can run: operands, constants of the kinds that instructions expect, jumps to beginnings of
 * instructions, what registers hold. So a file can do what a program can, and no more.
 *
 * Layer: runtime.   Tests: tests/runtime/import/run_codefiles.py, tests/fuzz/.
 */
#include "runtime/codefile.h"

#include "base/utf8.h"
#include "lang/opinfo.h"
#include "lang/verify.h"
#include "object/code.h"
#include "object/dict.h"
#include "object/error.h"
#include "runtime/load.h"
#include "types/bytes/bytes.h"
#include "types/int/int.h"
#include "types/number.h"
#include "types/tuple.h"

enum { BUFFER = 128, SIZE_MOST = 1 << 24, SLOTS_MOST = 1 << 16 };

typedef struct Reader {
    Vm *vm;
    LoadFile *file;
    Value globals;
    Value slots; /* bytes: the namespace's number of each slot of the file, in halfwords */
    size_t nslots;
    size_t at, end;
    bool alone; /* it may be the code of a function */
    uint8_t buf[BUFFER];
} Reader;

KK_SAYS(damaged_value, 1)
KK_MUST_CHECK static Value damaged_value(Reader *r, const char *what)
{
    return kk_raise(r->vm, KK_ImportError, "the code file '%V' is damaged: %s", r->file->filename, what);
}

KK_SAYS(damaged, 1)
KK_MUST_CHECK static bool damaged(Reader *r, const char *what) { return damaged_value(r, what) != KK_ERROR; }

/* ---- bytes and numbers ---- */

KK_MUST_CHECK static bool get_bytes(Reader *r, uint8_t *to, size_t n)
{
    while (n > 0) {
        if (r->at == r->end) {
            r->at = 0;
            if (!r->file->source.read(r->file->source.ctx, r->buf, sizeof r->buf, &r->end))
                return false;
            if (r->end == 0)
                return damaged(r, "it ends too early");
        }
        size_t piece = r->end - r->at < n ? r->end - r->at : n;
        memcpy(to, r->buf + r->at, piece);
        r->at += piece;
        to += piece;
        n -= piece;
    }
    return true;
}

/* A number of at most `most`. */
KK_MUST_CHECK static bool get_number(Reader *r, uint32_t most, uint32_t *n)
{
    uint8_t byte = 0x80;
    *n = 0;
    for (unsigned shift = 0; byte >= 0x80; shift += 7) {
        if (!get_bytes(r, &byte, 1))
            return false;
        if (shift > 28 || (shift == 28 && byte > 15))
            return damaged(r, "a number is too large");
        *n |= (uint32_t)(byte & 0x7F) << shift;
    }
    return *n <= most || damaged(r, "a number is too large");
}

KK_MUST_CHECK static bool get_words(Reader *r, uint32_t *to, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t part[4];
        if (!get_bytes(r, part, sizeof part))
            return false;
        to[i] = part[0] | (uint32_t)part[1] << 8 | (uint32_t)part[2] << 16 | (uint32_t)part[3] << 24;
    }
    return true;
}

/* A fresh blob with n bytes of the file. It grows with what is there: a damaged length takes no memory. */
KK_MUST_CHECK static Value get_blob(Reader *r, size_t n)
{
    StrBuf b;
    kk_strbuf_init(&b, r->vm);
    while (n > 0) {
        uint8_t piece[BUFFER / 2];
        size_t some = n < sizeof piece ? n : sizeof piece;
        if (!get_bytes(r, piece, some) || !kk_strbuf_add(&b, (Span){piece, some}))
            return KK_ERROR;
        n -= some;
    }
    return kk_strbuf_finish_bytes(&b);
}

/* ---- values ---- */

KK_MUST_CHECK static Value get_value(Reader *r);
KK_MUST_CHECK static Value get_code(Reader *r, bool top);

/* UTF-8, in which there may be surrogates. */
static bool is_text(Span s)
{
    size_t bad, len;
    while (!kk_utf8_valid(s, &bad, &len)) {
        const uint8_t *p = s.at + bad;
        if (s.len - bad < 3 || p[0] != 0xED || p[1] < 0xA0 || p[1] > 0xBF || (p[2] & 0xC0) != 0x80)
            return false;
        s = kk_span_skip(s, bad + 3);
    }
    return true;
}

KK_MUST_CHECK static Value get_text(Reader *r, uint8_t letter)
{
    uint32_t n;
    Value bytes = get_number(r, SIZE_MOST, &n) ? get_blob(r, n) : KK_ERROR;
    if (bytes == KK_ERROR || letter == 'b')
        return bytes;
    Span text = {KK_OBJ(BytesObj, bytes)->at, n};
    if (!is_text(text))
        return damaged_value(r, "a str is no UTF-8");
    return letter == 'n' ? kk_intern(r->vm, text) : kk_str_new(r->vm, text);
}

KK_MUST_CHECK static Value get_int(Reader *r)
{
    uint8_t negative;
    uint32_t n;
    if (!get_bytes(r, &negative, 1) || !get_number(r, SIZE_MOST, &n))
        return KK_ERROR;
    Value bytes = get_blob(r, n);
    size_t room = n / sizeof(Limb) + 1;
    Value blob = bytes == KK_ERROR ? KK_ERROR : kk_blob_new(r->vm, room * sizeof(Limb));
    if (blob == KK_ERROR)
        return KK_ERROR;
    Limb *limbs = (Limb *)(void *)KK_OBJ(BlobObj, blob)->at;
    size_t used = 0;
    for (size_t i = 0; i < room; i++) {
        limbs[i] = 0;
        for (size_t k = 0; k < sizeof(Limb) && i * sizeof(Limb) + k < n; k++)
            limbs[i] |= (Limb)((Limb)KK_OBJ(BytesObj, bytes)->at[i * sizeof(Limb) + k] << 8 * k);
        used = limbs[i] != 0 ? i + 1 : used;
    }
    return kk_int_from_limbs(r->vm, (LimbsInt){limbs, used, negative != 0 && used > 0});
}

KK_MUST_CHECK static bool get_float(Reader *r, KkFloat *x)
{
    uint32_t half[2];
    double wide;
    if (!get_words(r, half, 2))
        return false;
    uint64_t bits = half[0] | (uint64_t)half[1] << 32;
    memcpy(&wide, &bits, sizeof wide);
    *x = (KkFloat)wide;
    return true;
}

/* n values in a ValuesObj, which has grown with them. */
KK_MUST_CHECK static Value get_values(Reader *r, size_t n)
{
    size_t room = n < 16 ? n : 16;
    Value values = kk_values_new(r->vm, room);
    for (size_t i = 0; values != KK_ERROR && i < n; i++) {
        if (i == room) {
            Value old = values;
            room = room * 2 < n ? room * 2 : n;
            values = kk_values_new(r->vm, room);
            if (values == KK_ERROR)
                return KK_ERROR;
            memcpy(KK_OBJ(ValuesObj, values)->at, KK_OBJ(ValuesObj, old)->at, i * sizeof(Value));
        }
        Value v = get_value(r);
        if (v == KK_ERROR && kk_failed(r->vm))
            return KK_ERROR;
        KK_OBJ(ValuesObj, values)->at[i] = v;
    }
    return values;
}

KK_MUST_CHECK static Value get_tuple(Reader *r)
{
    uint32_t n;
    Value values = get_number(r, SIZE_MOST, &n) ? get_values(r, n) : KK_ERROR;
    for (uint32_t i = 0; values != KK_ERROR && i < n; i++)
        if (KK_OBJ(ValuesObj, values)->at[i] == KK_UNSET)
            return damaged_value(r, "a tuple holds nothing");
    return values == KK_ERROR ? KK_ERROR : kk_tuple_from(r->vm, KK_OBJ(ValuesObj, values)->at, n);
}

KK_MUST_CHECK static Value get_number_value(Reader *r, uint8_t letter)
{
    KkFloat x = 0, y = 0;
    if (letter == 'i')
        return get_int(r);
    if (!get_float(r, &x) || (letter == 'j' && !get_float(r, &y)))
        return KK_ERROR;
    return letter == 'j' ? kk_complex_new(r->vm, x, y) : kk_float_new(r->vm, x);
}

/* KK_UNSET, which is KK_ERROR with nothing pending, is a value, too. */
static Value get_value(Reader *r)
{
    static const uint32_t plain[] = {'N', 'T', 'F', 'E'};
    const Value values[] = {kk_none, kk_true, kk_false, kk_ellipsis};
    uint8_t letter;
    if (!get_bytes(r, &letter, 1) || letter == 'U')
        return KK_UNSET;
    for (size_t i = 0; i < 4; i++)
        if (letter == plain[i])
            return values[i];
    if (letter == 'i' || letter == 'f' || letter == 'j')
        return get_number_value(r, letter);
    if (letter == 'n' || letter == 's' || letter == 'b')
        return get_text(r, letter);
    if (letter != '(' && letter != 'c')
        return damaged_value(r, "no value begins with such a byte");
    if (!kk_depth_enter(r->vm))
        return KK_ERROR;
    Value v = letter == '(' ? get_tuple(r) : get_code(r, false);
    kk_depth_leave(r->vm);
    return v;
}

/* ---- checks ---- */

/* The constant is what an instruction will take it for, when it takes it for a name: KK_OP_OF(w). */
static bool is_name(const CodeObj *c, size_t index)
{
    return index < kk_code_nconsts(c) && c->consts[index] != KK_UNSET && kk_str_is(c->consts[index]) &&
           kk_str_is_interned(c->consts[index]);
}

static bool is_kind_of(const CodeObj *c, size_t index, bool (*is)(Value))
{
    return index < kk_code_nconsts(c) && c->consts[index] != KK_UNSET && is(c->consts[index]);
}
static bool is_code(Value v) { return kk_desc_is(v, &kk_type_code); }
/* A tuple of names, as keywords are. */
static bool is_tuple(Value v)
{
    for (size_t i = 0; kk_tuple_is(v) && i < kk_tuple_len(v); i++)
        if (!kk_str_is(kk_tuple_at(v, i)) || !kk_str_is_interned(kk_tuple_at(v, i)))
            return false;
    return kk_tuple_is(v);
}

/* The captures of a MAKE_FUNCTION are as many as the code has free variables, and there. */
static bool captures_fit(const CodeObj *c, const uint32_t *ops)
{
    const CodeObj *made = KK_OBJ(const CodeObj, c->consts[KK_BX(ops[0])]);
    unsigned extra = (ops[1] & 4 ? 3 : ops[1] & 2 ? 2 : ops[1] & 1);
    if (ops[1] >> 8 != kk_code_nfree(made) || KK_A(ops[0]) + extra >= kk_code_nregs(c))
        return false;
    for (unsigned i = 0; i < kk_code_nfree(made); i++) {
        uint32_t w = ops[2 + i];
        if (KK_OP_OF(w) != OP_CAPTURE || KK_BX(w) >= (KK_A(w) == 0 ? kk_code_nregs(c) : kk_code_nfree(c)))
            return false;
    }
    return true;
}

static bool operands_fit(const CodeObj *c, const uint32_t *ops, uint32_t nfar)
{
    uint32_t w = ops[0];
    switch (KK_OP_OF(w)) {
    case OP_LOADK:
        return c->consts[KK_BX(w)] != KK_UNSET;
    case OP_CHECK: case OP_DEL_CELL: case OP_LOAD_NAME: case OP_STORE_NAME: case OP_DEL_NAME: case OP_ANNOTATE:
    case OP_DELATTR: case OP_IMPORT: case OP_LOAD_NAME_FREE:
        return is_name(c, KK_BX(w)) && (KK_OP_OF(w) != OP_LOAD_NAME_FREE || ops[1] < kk_code_nfree(c));
    case OP_GETATTR: case OP_SETATTR: case OP_IMPORT_FROM:
        return is_name(c, KK_C(w));
    case OP_LOAD_CELL:
        return KK_C(w) == 255 || is_name(c, KK_C(w));
    case OP_GETATTR_X: case OP_SETATTR_X: case OP_CALLM:
        return is_name(c, ops[1]);
    case OP_CALLK:
        return is_kind_of(c, ops[1], is_tuple) && kk_tuple_len(c->consts[ops[1]]) <= KK_C(w);
    case OP_CALLMK:
        return is_name(c, ops[1] & 0xFFFF) && is_kind_of(c, ops[1] >> 16, is_tuple) &&
               kk_tuple_len(c->consts[ops[1] >> 16]) <= KK_C(w);
    case OP_LOAD_FREE: case OP_STORE_FREE: case OP_DEL_FREE: case OP_LOAD_FREE_CELL:
        return KK_BX(w) < kk_code_nfree(c);
    case OP_LOAD_FAR: case OP_STORE_FAR:
        return KK_BX(w) < nfar;
    case OP_MAKE_FUNCTION:
        return is_kind_of(c, KK_BX(w), is_code) && captures_fit(c, ops);
    case OP_CAPTURE:
        return false;
    case OP_UNPACK_EX:
        return KK_A(w) + KK_C(w) + 1 + ops[1] <= kk_code_nregs(c) && ops[1] < 256;
    default:
        return kk_opinfo_b(KK_OP_OF(w)) != OPERAND_CONST && kk_opinfo_c(KK_OP_OF(w)) != OPERAND_CONST
                   ? true
                   : c->consts[kk_opinfo_c(KK_OP_OF(w)) == OPERAND_CONST ? KK_C(w) : KK_BX(w)] != KK_UNSET;
    }
}

/* Where the jump at pc leads; UINT32_MAX: it is none. */
static uint32_t target_of(const uint32_t *ops, uint32_t pc)
{
    uint32_t w = ops[pc], op = KK_OP_OF(w), next = pc + kk_opinfo_length(ops + pc);
    if (kk_opinfo_b(op) == OPERAND_JUMP)
        return next + (uint32_t)KK_SBX(w);
    return kk_opinfo_c(op) == OPERAND_JUMP ? next + (uint32_t)KK_SC(w) : UINT32_MAX;
}

/* All operands fit, and all jumps lead to instructions. begins: a bit for each word. */
KK_MUST_CHECK static bool check_instructions(Reader *r, const CodeObj *c, uint32_t nfar, uint8_t *begins)
{
    const uint32_t *ops = kk_code_ops(c);
    for (uint32_t pc = 0; pc < kk_code_nops(c); pc += kk_opinfo_length(ops + pc)) {
        begins[pc / 8] |= (uint8_t)(1 << pc % 8);
        if (!operands_fit(c, ops + pc, nfar))
            return damaged(r, "an operand is not what its instruction takes");
        if (kk_opinfo_flags(KK_OP_OF(ops[pc])) & OP_SKIPS &&
            (pc + 2 >= kk_code_nops(c) || (KK_OP_OF(ops[pc + 1]) != OP_JUMP && KK_OP_OF(ops[pc + 1]) != OP_LOOP)))
            return damaged(r, "no jump follows what skips one");
    }
    for (uint32_t pc = 0; pc < kk_code_nops(c); pc += kk_opinfo_length(ops + pc)) {
        uint32_t to = target_of(ops, pc);
        if (to != UINT32_MAX && (begins[to / 8] & 1 << to % 8) == 0)
            return damaged(r, "a jump leads into an instruction");
    }
    return true;
}

/* What the head says fits together. */
static bool is_head(const CodeObj *c, bool top, bool alone)
{
    unsigned flags = kk_code_flags(c), nlocals = kk_code_nlocals(c);
    unsigned params = kk_code_npos(c) + kk_code_nkwonly(c) + (flags & CODE_VARARGS ? 1 : 0) + (flags & CODE_VARKW ? 1 : 0);
    size_t names = nlocals + kk_code_nfree(c);
    bool far = (flags & CODE_FAR) != 0, module = (flags & CODE_MODULE) != 0;
    unsigned no_body = CODE_GENERATOR | CODE_COROUTINE | CODE_ITERABLE | CODE_VARARGS | CODE_VARKW;
    return !((flags & ~(unsigned)CODE_HANDLERS) >= 2 * CODE_ITERABLE ||
        (module ? !top || names + params > 0 : top && (!alone || far)) || params > nlocals ||
        kk_code_nposonly(c) > kk_code_npos(c) || nlocals + (far || flags & CODE_NAMESPACE ? 1u : 0u) > kk_code_nregs(c) ||
        kk_code_nregs(c) == 0 || names + (flags & CODE_HAS_DOC ? 1u : 0u) + (far || top ? 1u : 0u) > kk_code_nconsts(c) ||
        ((flags & (CODE_NAMESPACE | CODE_MODULE)) != 0 && (flags & no_body) != 0) ||
        (far && (module || (flags & CODE_NAMESPACE && nlocals == 0))));
}

KK_MUST_CHECK static bool check(Reader *r, Value code, bool top)
{
    const CodeObj *c = KK_OBJ(const CodeObj, code);
    size_t names = kk_code_nlocals(c) + kk_code_nfree(c);
    bool far = (kk_code_flags(c) & CODE_FAR) != 0;
    if (!is_head(c, top, r->alone))
        return damaged(r, "the head of a function makes no sense");
    for (size_t i = 0; i < kk_code_nconsts(c); i++)
        if (i < names ? !is_name(c, i) : c->consts[i] == KK_UNSET)
            return damaged(r, i < names ? "a local variable has no name" : "a constant is none");
    Value count = far ? c->consts[kk_code_nconsts(c) - 1] : KK_INT(0);
    if (!kk_smallint_is(count) || kk_smallint_get(count) < 0 || kk_smallint_get(count) > UINT16_MAX)
        return damaged(r, "the head of a function makes no sense");
    uint32_t pc;
    const char *what = kk_verify_code(code, &pc);
    if (what != NULL)
        return damaged(r, what);
    Value bits = kk_blob_new(r->vm, kk_code_nops(c) / 8 + 1);
    if (bits == KK_ERROR || !check_instructions(r, KK_OBJ(const CodeObj, code), (uint32_t)kk_smallint_get(count),
                                                KK_OBJ(BlobObj, bits)->at))
        return false;
    return kk_verify_kinds(r->vm, code, &what, &pc) || (what != NULL && damaged(r, what));
}

/* ---- code ---- */

/* Puts the namespace's numbers in place of the file's. An operand word cannot be taken for an instruction: lengths
 * are those of the table, and what is cut short is found by kk_verify_code later. */
KK_MUST_CHECK static bool link_slots(Reader *r, uint32_t *ops, uint32_t n)
{
    /* Code among the names of slots, where no names are yet, can have none. */
    const uint8_t *slots = r->slots == KK_UNSET ? NULL : KK_OBJ(BytesObj, r->slots)->at;
    for (uint32_t pc = 0; pc < n;) {
        uint32_t op = KK_OP_OF(ops[pc]), slot = KK_BX(ops[pc]);
        if (op >= OP_COUNT || (op == OP_MAKE_FUNCTION && pc + 1 == n))
            return damaged(r, "there is no such instruction");
        if (op == OP_LOAD_GLOBAL || op == OP_STORE_GLOBAL || op == OP_DEL_GLOBAL) {
            if (slot >= r->nslots)
                return damaged(r, "there is no such global name");
            ops[pc] = (ops[pc] & 0xFFFF) | (uint32_t)(slots[2 * slot] | slots[2 * slot + 1] << 8) << 16;
        }
        pc += kk_opinfo_length(ops + pc);
    }
    return true;
}

/* Instructions, handlers and lines, in a blob. */
KK_MUST_CHECK static bool get_raw(Reader *r, CodeParts *parts, Value *blob)
{
    uint32_t nops, nlines;
    if (!get_number(r, UINT16_MAX, &nops))
        return false;
    if (nops == 0)
        return damaged(r, "a function has no instructions");
    Value ops = get_blob(r, nops * 4);
    Value handlers = ops == KK_ERROR ? KK_ERROR : get_blob(r, parts->nhandlers * 8);
    Value lines = handlers != KK_ERROR && get_number(r, SIZE_MOST, &nlines) ? get_blob(r, nlines) : KK_ERROR;
    if (lines == KK_ERROR)
        return false;
    size_t n = nops + 2 * parts->nhandlers;
    *blob = kk_blob_new(r->vm, n * 4 + nlines);
    if (*blob == KK_ERROR)
        return false;
    uint32_t *words = (uint32_t *)(void *)KK_OBJ(BlobObj, *blob)->at;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = i < nops ? KK_OBJ(BytesObj, ops)->at + 4 * i : KK_OBJ(BytesObj, handlers)->at + 4 * (i - nops);
        words[i] = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    }
    parts->ops = words;
    parts->nops = nops;
    parts->handlers = words + nops;
    parts->lines = memcpy(words + n, KK_OBJ(BytesObj, lines)->at, nlines);
    /* Padding is added again: a table of lines that ended on a word would grow without end otherwise. */
    parts->nlines = nlines;
    return link_slots(r, words, nops);
}

static bool is_str(Value v) { return v != KK_UNSET && kk_str_is(v); }

static Value get_code(Reader *r, bool top)
{
    CodeParts parts;
    uint32_t params, frame, sizes, nconsts;
    Value blob = KK_UNSET;
    memset(&parts, 0, sizeof parts);
    Value name = get_value(r), scope = kk_failed(r->vm) ? KK_UNSET : get_value(r);
    Value filename = kk_failed(r->vm) ? KK_UNSET : get_value(r);
    if (kk_failed(r->vm))
        return KK_ERROR;
    if (!is_str(name) || !kk_str_is_interned(name) || (scope != KK_UNSET && !kk_str_is(scope)) || !is_str(filename))
        return damaged_value(r, "a function has no name");
    if (!get_number(r, UINT32_MAX, &params) || !get_number(r, UINT32_MAX, &frame) || !get_number(r, UINT32_MAX, &sizes))
        return KK_ERROR;
    parts = (CodeParts){.name = name, .scope = scope, .filename = filename,
                        .npos = params & 0xFF, .nposonly = params >> 8 & 0xFF, .nkwonly = params >> 16 & 0xFF,
                        .nfree = params >> 24, .nregs = frame & 0xFF, .nlocals = frame >> 8 & 0xFF, .flags = frame >> 16,
                        .first_line = sizes & 0xFFFF, .nhandlers = sizes >> 16};
    if (!get_raw(r, &parts, &blob) || !get_number(r, UINT16_MAX + 1, &nconsts))
        return KK_ERROR;
    Value consts = get_values(r, nconsts);
    if (consts == KK_ERROR)
        return KK_ERROR;
    if (top && nconsts > 0)
        KK_OBJ(ValuesObj, consts)->at[nconsts - 1] = r->globals;
    parts.consts = KK_OBJ(ValuesObj, consts)->at;
    parts.nconsts = nconsts;
    Value code = kk_code_new(r->vm, &parts);
    return code != KK_ERROR && check(r, code, top) ? code : KK_ERROR;
}

/* ---- the file ---- */

/* The names of the global slots: the module's namespace gets them. */
KK_MUST_CHECK static bool get_slots(Reader *r)
{
    uint32_t n;
    StrBuf b;
    kk_strbuf_init(&b, r->vm);
    if (!get_number(r, SLOTS_MOST, &n))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        size_t slot;
        Value name = get_value(r);
        if (kk_failed(r->vm))
            return false;
        if (!is_str(name) || !kk_str_is_interned(name))
            return damaged(r, "a global name is none");
        if (!kk_dict_slot(r->vm, r->globals, name, &slot))
            return false;
        if (slot > UINT16_MAX)
            return damaged(r, "there are too many global names");
        if (!kk_strbuf_add_byte(&b, (uint8_t)slot) || !kk_strbuf_add_byte(&b, (uint8_t)(slot >> 8)))
            return false;
    }
    r->nslots = n;
    r->slots = kk_strbuf_finish_bytes(&b);
    return r->slots != KK_ERROR;
}

KK_MUST_CHECK static Value read_all(Vm *vm, LoadFile *file, Value globals, bool alone)
{
    Reader r = {.vm = vm, .file = file, .globals = globals, .alone = alone};
    uint8_t magic[4];
    uint32_t stamp;
    if (!kk_dict_is_namespace(globals) && !kk_dict_make_namespace(vm, globals))
        return KK_ERROR;
    if (!get_bytes(&r, magic, sizeof magic) || !get_words(&r, &stamp, 1))
        return KK_ERROR;
    if (memcmp(magic, "KKC\x02", sizeof magic) != 0 || stamp != kk_codefile_stamp())
        return kk_raise(vm, KK_ImportError, "'%V' is no code file, or one for another version of Kukri", file->filename);
    return get_slots(&r) ? get_code(&r, true) : KK_ERROR;
}

Value kk_codefile_read(Vm *vm, LoadFile *file, Value globals) { return read_all(vm, file, globals, false); }

/* ---- from memory ---- */

typedef struct Memory {
    LoadFile file;
    Span left;
} Memory;

static bool read_memory(void *ctx, uint8_t *buf, size_t cap, size_t *got)
{
    Memory *m = ctx;
    *got = m->left.len < cap ? m->left.len : cap;
    kk_bytes_copy(buf, m->left.at, *got);
    m->left = kk_span_skip(m->left, *got);
    return true;
}

Value kk_codefile_load(Vm *vm, Span bytes)
{
    Value globals = kk_dict_new(vm, 0);
    Memory m = {.file = {.vm = vm, .fd = -1, .filename = KK_N(marshal)}, .left = bytes};
    m.file.source = (Source){.read = read_memory, .ctx = &m};
    return globals == KK_ERROR ? KK_ERROR : read_all(vm, &m.file, globals, true);
}
