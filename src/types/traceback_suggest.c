/*
 * traceback_suggest.c: "Did you mean: 'append'?" behind the message of an uncaught exception.
 *
 * What was asked for is compared with what there is: names of the frame that raised a NameError, dir() of the object
 * of an AttributeError or of the module of an ImportError. The nearest by edit distance is offered if it is near
 * enough. Only on computers.
 *
 * Layer: types.   Tests: tests/runtime/traceback/suggestions.py.
 */
#include "object/dict.h"
#include "object/vm.h"
#include "types/exc.h"
#include "types/frame.h"
#include "types/list.h"
#include "types/traceback.h"

/* Edit distance: what one character costs, what one costs that differs in case only. */
enum { MOVE = 2, CASE = 1 };
/* Longer names and more of them are not compared. */
enum { NAME_MAX_BYTES = 40, NAMES_MAX = 750 };

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 'a' - 'A') : c; }

static unsigned cost(uint8_t a, uint8_t b) { return a == b ? 0 : lower(a) == lower(b) ? CASE : MOVE; }

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* What it costs to make b of a; both have at most NAME_MAX_BYTES. */
static unsigned distance(Span a, Span b)
{
    unsigned row[NAME_MAX_BYTES + 1];
    for (size_t i = 0; i <= a.len; i++)
        row[i] = (unsigned)i * MOVE;
    for (size_t k = 0; k < b.len; k++) {
        unsigned corner = row[0];
        row[0] += MOVE;
        for (size_t i = 0; i < a.len; i++) {
            unsigned other = least(corner + cost(kk_rom_byte(a.at + i), kk_rom_byte(b.at + k)), least(row[i], row[i + 1]) + MOVE);
            corner = row[i + 1];
            row[i + 1] = other;
        }
    }
    return row[a.len];
}

/* A search for the name that is nearest to `name`. */
typedef struct Search {
    Value name;
    Value best; /* or KK_UNSET */
    unsigned distance;
} Search;

static void consider(Search *s, Value candidate)
{
    if (candidate == KK_UNSET || !kk_str_is(candidate) || kk_str_equal(candidate, s->name))
        return;
    Span a = kk_str_span(s->name), b = kk_str_span(candidate);
    if (a.len > NAME_MAX_BYTES || b.len > NAME_MAX_BYTES)
        return;
    unsigned most = (unsigned)(a.len + b.len + 3) * MOVE / 6, d = distance(a, b);
    if (d <= most && (s->best == KK_UNSET || d < s->distance)) {
        s->best = candidate;
        s->distance = d;
    }
}

static void consider_list(Search *s, Value list)
{
    for (size_t i = 0; kk_len_of(list) < NAMES_MAX && i < kk_len_of(list); i++)
        consider(s, kk_list_at(list, i));
}

/* The names that dir(object) gives. */
static void consider_dir(Vm *vm, Search *s, Value object)
{
    Value dir = kk_getattr(vm, vm->builtins, KK_N(dir));
    Value list = dir == KK_ERROR ? KK_ERROR : kk_call1(vm, dir, object);
    vm->pending = KK_UNSET;
    if (list != KK_ERROR && kk_kind_is(list, KIND_LIST))
        consider_list(s, list);
}

/* The variables of the frame that raised exc, then its globals, then the built-in names. */
static void consider_scopes(Vm *vm, Search *s, Value exc)
{
    Value tb = KK_OBJ(ExcObj, exc)->traceback;
    if (tb == KK_UNSET)
        return;
    while (KK_OBJ(TracebackObj, tb)->next != KK_UNSET)
        tb = KK_OBJ(TracebackObj, tb)->next;
    Value where = KK_OBJ(TracebackObj, tb)->where;
    const CodeObj *code = kk_traceback_code(KK_OBJ(TracebackObj, tb));
    unsigned n = kk_code_nlocals(code) + kk_code_nfree(code);
    for (unsigned i = 0; (kk_code_flags(code) & CODE_FAR) == 0 && i < n; i++)
        consider(s, code->consts[i]);
    if (s->best != KK_UNSET)
        return;
    Value function = kk_frame_is(where) ? KK_OBJ(FrameObj, where)->function : where;
    Value names = kk_list_new(vm, 0);
    if (names != KK_ERROR && kk_list_extend(vm, names, KK_OBJ(FunctionObj, function)->globals))
        consider_list(s, names);
    vm->pending = KK_UNSET;
    if (s->best == KK_UNSET)
        consider_dir(vm, s, vm->builtins);
}

Value kk_traceback_suggestion(Vm *vm, Value exc)
{
    Value field = kk_exc_field(exc, KK_N(name));
    bool imported = kk_is(exc, KK_ImportError);
    Search s = {imported ? kk_exc_field(exc, KK_N(name_from)) : field, KK_UNSET, 0};
    if (s.name == KK_UNSET || !kk_str_is(s.name))
        return KK_UNSET;
    if (kk_is(exc, &kk_type_UnboundLocalError))
        return KK_UNSET;
    if (kk_is(exc, KK_NameError)) {
        consider_scopes(vm, &s, exc);
    } else if (kk_is(exc, KK_AttributeError)) {
        Value object = kk_exc_field(exc, KK_N(obj));
        if (object != KK_UNSET)
            consider_dir(vm, &s, object);
    } else if (imported && field != KK_UNSET && kk_str_is(field)) {
        Value module = kk_dict_get(vm, vm->modules, field);
        if (module != KK_UNSET && module != KK_ERROR)
            consider_dir(vm, &s, module);
    }
    vm->pending = KK_UNSET;
    return s.best;
}
