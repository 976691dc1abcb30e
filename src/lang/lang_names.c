/*
 * lang_names.c: the names and constants of a compilation, numbered.
 *
 * The tree holds names as numbers. A name that was seen before is found by the hash that the lexer
 * computed and a comparison of text, without going through the Vm's table of interned strs.
 *
 * Layer: lang.   Tests: tests/lang/names.py.
 */
#include "lang/compiler.h"
#include "object/names.h"

enum { FIRST_SLOTS = 32, FIRST_VALUES = KK_WORD_BITS == 32 ? 5 : 8 };
/* More slots than these are of two bytes: ids are below three quarters of their number. */
enum { LANG_SLOT_BYTES = 256 };

bool kk_lang_names_append(Vm *vm, Value *values, uint32_t *n, Value value)
{
    uint32_t cap = *values == KK_UNSET ? 0 : (uint32_t)kk_len_of(*values);
    if (*n == cap) {
        Value grown = cap == 0 ? kk_values_new(vm, FIRST_VALUES)
                               : kk_values_resize(vm, *values, cap + cap / 2);
        if (grown == KK_ERROR)
            return false;
        *values = grown;
    }
    KK_OBJ(ValuesObj, *values)->at[(*n)++] = value;
    return true;
}

bool kk_lang_names_literal(Lang *c, Value value, uint32_t *index)
{
    *index = c->nliterals;
    if (c->nliterals >= N_ARG_MAX) {
        kk_raise_memory(c->vm);
        return false;
    }
    return kk_lang_names_append(c->vm, &c->literals, &c->nliterals, value);
}

static uint32_t text_hash(Span text)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ kk_rom_byte(text.at + i)) * 16777619u;
    return hash;
}

/* Where a name with the hash goes first. The low bits of FNV-1a are its weakest: fold. */
static uint32_t first_slot(const Lang *c, uint32_t hash)
{
    return (hash ^ hash >> 15) & c->name_mask;
}

/* The id + 1 in slot i; 0: it is empty. */
static uint32_t slot_get(const Lang *c, uint32_t i)
{
    return c->name_mask < LANG_SLOT_BYTES ? c->name_slots[i] : c->name_slots[2 * i] | (uint32_t)c->name_slots[2 * i + 1] << 8;
}

static void slot_set(Lang *c, uint32_t i, uint32_t id)
{
    bool wide = c->name_mask >= LANG_SLOT_BYTES;
    c->name_slots[wide ? 2 * i : i] = (uint8_t)(id + 1);
    if (wide)
        c->name_slots[2 * i + 1] = (uint8_t)((id + 1) >> 8);
}

KK_MUST_CHECK static bool grow_slots(Lang *c)
{
    uint32_t n = c->name_slots == NULL ? FIRST_SLOTS : (c->name_mask + 1) * 2;
    Value blob = kk_blob_new(c->vm, n > LANG_SLOT_BYTES ? 2 * n : n);
    if (blob == KK_ERROR)
        return false;
    c->name_slots = KK_OBJ(BlobObj, blob)->at;
    c->name_mask = n - 1;
    for (uint32_t id = 0; id < c->nnames; id++) {
        uint32_t i = first_slot(c, text_hash(kk_str_span(kk_lang_name(c, id))));
        while (slot_get(c, i) != 0)
            i = (i + 1) & c->name_mask;
        slot_set(c, i, id);
    }
    return true;
}

bool kk_lang_names_id(Lang *c, Span text, uint32_t hash, uint32_t *id)
{
    if (c->name_slots == NULL && !grow_slots(c))
        return false;
    uint32_t i = first_slot(c, hash);
    for (uint32_t there; (there = slot_get(c, i)) != 0; i = (i + 1) & c->name_mask) {
        Span seen = kk_str_span(kk_lang_name(c, there - 1));
        if (seen.len == text.len && kk_bytes_equal(seen, text)) {
            *id = there - 1;
            return true;
        }
    }
    if (c->nnames >= LANG_NAMES_MAX)
        return kk_lang_error(&c->lx, "too many names");
    Value name = kk_intern(c->vm, text);
    if (name == KK_ERROR)
        return false;
    *id = c->nnames;
    if (!kk_lang_names_append(c->vm, &c->names, &c->nnames, name))
        return false;
    slot_set(c, i, *id);
    return c->nnames * 4 <= (c->name_mask + 1) * 3 || grow_slots(c);
}

bool kk_lang_names_id_of(Lang *c, Value name, uint32_t *id)
{
    Span text = kk_str_span(name);
    return kk_lang_names_id(c, text, text_hash(text), id);
}

/* _Class__name for __name, in lx->text (which no literal is using while a name is current). */
KK_MUST_CHECK static bool mangle(Lang *c, Span text, uint32_t *id)
{
    Span cls = kk_str_span(c->scope->class_name);
    while (cls.len > 0 && kk_rom_byte(cls.at) == '_')
        cls = kk_span_skip(cls, 1);
    if (cls.len == 0)
        return kk_lang_names_id(c, text, c->lx.hash, id);
    uint32_t from = c->lx.text_len;
    if (!kk_lex_text_append(&c->lx, (const uint8_t *)"_", 1))
        return false;
    for (size_t i = 0; i < cls.len; i++) {
        uint8_t b = kk_rom_byte(cls.at + i);
        if (!kk_lex_text_append(&c->lx, &b, 1))
            return false;
    }
    if (!kk_lex_text_append(&c->lx, text.at, text.len))
        return false;
    Span whole = {c->lx.text + from, c->lx.text_len - from};
    c->lx.text_len = from;
    return kk_lang_names_id(c, whole, text_hash(whole), id);
}

bool kk_lang_names_token(Lang *c, uint32_t *id)
{
    Span text = kk_lexer_name(&c->lx);
    if (c->scope->class_name != KK_UNSET && text.len > 2 && text.at[0] == '_' &&
        text.at[1] == '_' && !(text.at[text.len - 1] == '_' && text.at[text.len - 2] == '_'))
        return mangle(c, text, id);
    return kk_lang_names_id(c, text, c->lx.hash, id);
}
