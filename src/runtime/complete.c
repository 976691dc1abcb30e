/*
 * complete.c: what Tab completes: names, attributes, modules.
 *
 * Layer: runtime.   Tests: tests/runtime/repl/run_repl.py.
 */
#include "base/utf8.h"
#include "lang/keywords.h"
#include "object/dict.h"
#include "object/func.h"
#include "object/vm.h"
#include "object/vfs.h"
#include "object/runtime.h"
#include "runtime/console.h"
#include "runtime/load.h"
#include "types/list.h"

typedef struct Search {
    Vm *vm;
    Span prefix;    /* what the name begins with */
    Value found;    /* list of str */
} Search;

static bool is_name_byte(uint8_t c)
{
    return c >= 0x80 || c == '_' || kk_is_digit(c) || kk_is_lower(c) || kk_is_upper(c);
}

/* The name fits; those with '_' in front only when asked for. */
static bool fits(const Search *s, Span name)
{
    if (name.len < s->prefix.len || !kk_bytes_equal((Span){name.at, s->prefix.len}, s->prefix))
        return false;
    return s->prefix.len > 0 || kk_rom_byte(name.at) != '_';
}

KK_MUST_CHECK static bool add(Search *s, Span name)
{
    if (name.len == 0 || !fits(s, name))
        return true;
    for (size_t i = 0; i < kk_list_len(s->found); i++)
        if (kk_bytes_equal(kk_str_span(kk_list_at(s->found, i)), name))
            return true;
    Value str = kk_str_new(s->vm, name);
    return str != KK_ERROR && kk_list_append(s->vm, s->found, str);
}

/* All names of an object. */
KK_MUST_CHECK static bool add_attributes(Search *s, Value obj)
{
    Value names = kk_attr_dir(s->vm, obj);
    if (names == KK_ERROR)
        return false;
    for (size_t i = 0; i < kk_list_len(names); i++)
        if (kk_str_is(kk_list_at(names, i)) && !add(s, kk_str_span(kk_list_at(names, i))))
            return false;
    return true;
}

/* Names that can stand alone: globals, builtins, keywords. */
KK_MUST_CHECK static bool add_names(Search *s)
{
    Value key, value;
    Value globals = KK_OBJ(ModuleObj, s->vm->main)->dict;
    for (size_t at = 0; kk_dict_next(globals, &at, &key, &value);)
        if (kk_str_is(key) && !add(s, kk_str_span(key)))
            return false;
    if (s->prefix.len == 0)
        return true;
    for (Tok tok = TOK_False; tok < TOK_COUNT; tok++)
        if (!add(s, kk_span_of(kk_keywords_text(tok))))
            return false;
    return add_attributes(s, s->vm->builtins);
}

/* ---- modules ---- */

static bool see_entry(void *ctx, const char *name, uint32_t type, uint64_t ino)
{
    Search *s = ctx;
    Span text = kk_span_of(name);
    if (type != STAT_DIR) {
        if (text.len < 4 || memcmp(name + text.len - 3, ".py", 3) != 0)
            return true;
        text.len -= 3;
    }
    for (size_t i = 0; i < text.len; i++)
        if (!is_name_byte(text.at[i]))
            return true;
    return add(s, text);
}

/* Modules in the image and in the folders of sys.path. */
KK_MUST_CHECK static bool add_modules(Search *s)
{
    char path[KK_PATH_MAX];
    for (const NativeModule *const *m = kk_native_modules; *m != NULL; m++)
        if (!add(s, kk_str_span((*m)->name)))
            return false;
    for (const FrozenModule *m = kk_frozen_modules; m->name != KK_UNSET; m++)
        if (!add(s, kk_str_span(m->name)))
            return false;
    Value folders = kk_start_path(s->vm);
    if (folders == KK_ERROR)
        return false;
    for (size_t i = 0; i < kk_list_len(folders); i++) {
        Value folder = kk_list_at(folders, i);
        if (!kk_str_is(folder) || kk_len_of(folder) >= sizeof path || !kk_load_path(s->vm, folder, path, sizeof path))
            continue;
        if (kk_vfs_list(s->vm, path, see_entry, s) == KK_VFS_RAISED)
            s->vm->pending = KK_UNSET;
    }
    return !kk_failed(s->vm);
}

/* The text is that of an import statement whose modules are being named. */
static bool names_module(Span text)
{
    while (text.len > 0 && *text.at == ' ')
        text = kk_span_skip(text, 1);
    bool import = text.len > 7 && memcmp(text.at, "import ", 7) == 0;
    bool from = text.len > 5 && memcmp(text.at, "from ", 5) == 0;
    return import || (from && kk_bytes_find(text, KK_SPAN(" import")) == NULL);
}

/* ---- dotted names ---- */

/* The object that a.b.c stands for, KK_UNSET when there is none. Nothing is called but attribute lookups. */
static Value object_of(Vm *vm, Span dotted)
{
    Value v = KK_UNSET;
    bool first = true;
    while (dotted.len > 0) {
        const uint8_t *dot = kk_bytes_find(dotted, KK_SPAN("."));
        size_t n = dot == NULL ? dotted.len : (size_t)(dot - dotted.at);
        Value name = kk_intern(vm, (Span){dotted.at, n});
        if (name == KK_ERROR)
            return KK_UNSET;
        if (first) {
            v = kk_dict_get_name(KK_OBJ(ModuleObj, vm->main)->dict, name);
            if (v == KK_UNSET)
                v = kk_getattr_opt(vm, vm->builtins, name);
        } else {
            v = kk_getattr_opt(vm, v, name);
        }
        if (v == KK_UNSET)
            return KK_UNSET;
        first = false;
        dotted = kk_span_skip(dotted, dot == NULL ? n : n + 1);
    }
    return v;
}

/* Fills s->found for the name that ends the text. */
KK_MUST_CHECK static bool search(Search *s, Span text)
{
    size_t from = text.len;
    while (from > 0 && (is_name_byte(text.at[from - 1]) || text.at[from - 1] == '.'))
        from--;
    Span word = kk_span_skip(text, from);
    const uint8_t *dot = kk_bytes_rfind(word, KK_SPAN("."));
    s->prefix = dot == NULL ? word : kk_span_skip(word, (size_t)(dot + 1 - word.at));
    if (dot == NULL)
        return names_module(text) ? add_modules(s) : add_names(s);
    if (dot == word.at || (from > 0 && (text.at[from - 1] == ')' || text.at[from - 1] == ']')))
        return true;
    Value object = object_of(s->vm, (Span){word.at, (size_t)(dot - word.at)});
    return object == KK_UNSET || add_attributes(s, object);
}

/* How many bytes all of the found names have in common. */
static size_t common_length(Value found)
{
    Span first = kk_str_span(kk_list_at(found, 0));
    size_t n = first.len;
    for (size_t i = 1; i < kk_list_len(found); i++) {
        Span other = kk_str_span(kk_list_at(found, i));
        size_t same = 0;
        while (same < n && same < other.len && first.at[same] == other.at[same])
            same++;
        n = same;
    }
    return n;
}

bool kk_complete(Vm *vm, Span text, Value *common, Value *choices)
{
    Search s = {vm, text, kk_list_new(vm, 0)};
    bool done = s.found != KK_ERROR && search(&s, text) && kk_list_sort(vm, s.found, kk_none, false);
    *choices = KK_UNSET;
    if (done && kk_list_len(s.found) > 0) {
        size_t n = common_length(s.found);
        Span first = kk_str_span(kk_list_at(s.found, 0));
        *common = kk_str_new(vm, kk_span_cut(first, s.prefix.len, n));
        done = *common != KK_ERROR;
        if (kk_list_len(s.found) > 1)
            *choices = s.found;
    } else {
        done = false;
    }
    vm->pending = KK_UNSET;
    return done;
}
