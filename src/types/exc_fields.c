/*
 * exc_fields.c: the named fields that some exceptions have: OSError.errno, SyntaxError.lineno ...
 *
 * Most fields are a view of args; the table says of which one. What the program assigns goes to the
 * dict in `extra` and wins. As in MicroPython every exception has value and errno: its first argument.
 *
 * Layer: types.   Tests: tests/types/exc/fields.py.
 */
#include "object/dict.h"
#include "object/vm.h"
#include "types/exc_slots.h"
#include "types/list.h"
#include "types/tuple.h"

enum {
    NESTED = 16, /* item of the tuple that is argument 1 */
    ALONE = 32   /* only when it is the only argument */
};

typedef struct Field {
    const TypeObj *type;
    Value name;
    uint32_t index; /* which argument, with NESTED, ALONE */
} Field;

/* Those of derived types stand before those of their bases. */
static const Field fields[] = {
    {&kk_type_SyntaxError, KK_N(msg), 0},
    {&kk_type_SyntaxError, KK_N(filename), NESTED | 0},
    {&kk_type_SyntaxError, KK_N(lineno), NESTED | 1},
    {&kk_type_SyntaxError, KK_N(offset), NESTED | 2},
    {&kk_type_SyntaxError, KK_N(text), NESTED | 3},
    {&kk_type_SyntaxError, KK_N(end_lineno), NESTED | 4},
    {&kk_type_SyntaxError, KK_N(end_offset), NESTED | 5},
    {&kk_type_OSError, KK_N(strerror), 1},
    {&kk_type_ImportError, KK_N(msg), ALONE | 0},
    {&kk_type_UnicodeDecodeError, KK_N(encoding), 0},
    {&kk_type_UnicodeDecodeError, KK_N(object), 1},
    {&kk_type_UnicodeDecodeError, KK_N(start), 2},
    {&kk_type_UnicodeDecodeError, KK_N(end), 3},
    {&kk_type_UnicodeDecodeError, KK_N(reason), 4},
    {&kk_type_UnicodeEncodeError, KK_N(encoding), 0},
    {&kk_type_UnicodeEncodeError, KK_N(object), 1},
    {&kk_type_UnicodeEncodeError, KK_N(start), 2},
    {&kk_type_UnicodeEncodeError, KK_N(end), 3},
    {&kk_type_UnicodeEncodeError, KK_N(reason), 4},
    {&kk_type_UnicodeTranslateError, KK_N(object), 0},
    {&kk_type_UnicodeTranslateError, KK_N(start), 1},
    {&kk_type_UnicodeTranslateError, KK_N(end), 2},
    {&kk_type_UnicodeTranslateError, KK_N(reason), 3},
    {&kk_type_StopIteration, KK_N(value), 0},
    {&kk_type_OSError, KK_N(errno), 0},
};

Value kk_exc_arg(Value exc, size_t i)
{
    Value args = KK_OBJ(ExcObj, exc)->args;
    return i < kk_len_of(args) ? KK_OBJ(TupleObj, args)->at[i] : KK_UNSET;
}

/* What args say of a field. */
static Value from_args(Value exc, const Field *f)
{
    if (f->index & ALONE && kk_len_of(KK_OBJ(ExcObj, exc)->args) != 1)
        return KK_UNSET;
    size_t i = f->index & 15;
    if (!(f->index & NESTED))
        return kk_exc_arg(exc, i);
    Value place = kk_exc_arg(exc, 1);
    if (place == KK_UNSET)
        return KK_UNSET;
    if (kk_kind_is(place, KIND_LIST))
        return i < kk_list_len(place) ? kk_list_at(place, i) : KK_UNSET;
    return kk_kind_is(place, KIND_TUPLE) && i < kk_len_of(place) ? KK_OBJ(TupleObj, place)->at[i] : KK_UNSET;
}

/* The field that extra holds alone, without a dict; KK_UNSET for other types. */
static Value lone_field(Value exc)
{
    if (kk_is(exc, KK_StopIteration))
        return KK_N(value);
    return kk_is(exc, KK_RAISES(SystemExit)) ? KK_N(code) : KK_UNSET;
}

Value kk_exc_field(Value exc, Value name)
{
    Value extra = KK_OBJ(ExcObj, exc)->extra;
    if (extra != KK_UNSET && !kk_exc_flag(exc, EXC_DICT)) {
        if (name == lone_field(exc))
            return extra;
    } else if (extra != KK_UNSET) {
        Value found = kk_dict_get_name(extra, name);
        if (found != KK_UNSET)
            return found;
    }
    for (size_t i = 0; i < KK_COUNT_OF(fields); i++)
        if (fields[i].name == name && kk_is(exc, fields[i].type))
            return from_args(exc, &fields[i]);
    return KK_UNSET;
}

Value kk_exc_dict(Vm *vm, Value exc)
{
    ExcObj *e = KK_OBJ(ExcObj, exc);
    if (kk_exc_flag(exc, EXC_DICT))
        return e->extra;
    Value dict = kk_dict_new(vm, 1);
    if (dict == KK_ERROR)
        return KK_ERROR;
    if (e->extra != KK_UNSET && !kk_dict_set(vm, dict, lone_field(exc), e->extra))
        return KK_ERROR;
    e->extra = dict;
    kk_exc_set_flag(exc, EXC_DICT, true);
    return dict;
}

bool kk_exc_set_field(Vm *vm, Value exc, Value name, Value value)
{
    ExcObj *e = KK_OBJ(ExcObj, exc);
    if (!kk_exc_flag(exc, EXC_DICT)) {
        if (value == KK_UNSET && e->extra == KK_UNSET)
            return true;
        if (name == lone_field(exc)) {
            e->extra = value;
            return true;
        }
    }
    Value dict = kk_exc_dict(vm, exc);
    if (dict == KK_ERROR)
        return false;
    bool found;
    if (value == KK_UNSET)
        return kk_dict_delete(vm, dict, name, &found);
    return kk_dict_set(vm, dict, name, value);
}

static Value field_or_none(Value exc, Value name)
{
    Value v = kk_exc_field(exc, name);
    return v == KK_UNSET ? kk_none : v;
}

Value kk_exc_stop_value(Value exc) { return field_or_none(exc, KK_N(value)); }

Value kk_exc_exit_code(Value exc)
{
    Value v = kk_exc_field(exc, KK_N(code)), args = KK_OBJ(ExcObj, exc)->args;
    if (v != KK_UNSET)
        return v;
    size_t n = kk_len_of(args);
    return n == 0 ? kk_none : n == 1 ? KK_OBJ(TupleObj, args)->at[0] : args;
}

/* ---- construction ---- */

/* Which keywords the type takes: KK_UNSET ends the list. */
static void keywords_of(Value exc, Value out[2])
{
    out[0] = out[1] = KK_UNSET;
    if (kk_is(exc, KK_ImportError)) {
        out[0] = KK_N(name);
        out[1] = KK_N(path);
    } else if (kk_is(exc, KK_AttributeError)) {
        out[0] = KK_N(name);
        out[1] = KK_N(obj);
    } else if (kk_is(exc, KK_NameError)) {
        out[0] = KK_N(name);
    }
}

KK_MUST_CHECK static bool take_keywords(Vm *vm, Value self, Value kw)
{
    Value allowed[2], key, value;
    keywords_of(self, allowed);
    for (size_t i = 0; i < 2 && allowed[i] != KK_UNSET; i++)
        if (kk_exc_field(self, allowed[i]) != KK_UNSET && !kk_exc_set_field(vm, self, allowed[i], KK_UNSET))
            return false;
    if (!kk_dict_any(kw))
        return true;
    if (allowed[0] == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "%T() takes no keyword arguments", self);
    for (size_t at = 0; kk_dict_next(kw, &at, &key, &value);) {
        if (key != allowed[0] && key != allowed[1])
            return kk_raise_false(vm, KK_TypeError, "%R is an invalid keyword argument for %T()", key, self);
        if (!kk_exc_set_field(vm, self, key, value))
            return false;
    }
    return true;
}

KK_MUST_CHECK static bool check_int(Vm *vm, Value v)
{
    return kk_int_is(v) ||
           kk_raise_false(vm, KK_TypeError, "'%T' object cannot be interpreted as an integer", v);
}

/* UnicodeDecodeError(encoding, object, start, end, reason) and its kin. */
KK_MUST_CHECK static bool check_unicode(Vm *vm, Value self, const Value *at, size_t n)
{
    bool translate = kk_is(self, KK_RAISES(UnicodeTranslateError));
    size_t wanted = translate ? 4 : 5, first = translate ? 0 : 1;
    if (n != wanted)
        return kk_raise_false(vm, KK_TypeError, "function takes exactly %zu arguments (%zu given)", wanted, n);
    for (size_t i = 0; i < n; i++) {
        if (i == first + 1 || i == first + 2) {
            if (!check_int(vm, at[i]))
                return false;
        } else if (i == first && kk_is(self, KK_RAISES(UnicodeDecodeError))) {
            Buffer view;
            if (!kk_buffer_arg(vm, at[i], &view))
                return false;
        } else if (kk_as_kind(at[i], KIND_STR) == KK_UNSET) {
            return kk_raise_false(vm, KK_TypeError, "argument %zu must be str, not %T", i + 1, at[i]);
        }
    }
    return true;
}

/* SyntaxError(msg, (filename, lineno, offset, text, ...)): the place is a tuple or list of 4 to 6. */
KK_MUST_CHECK static bool check_syntax(Vm *vm, Value self)
{
    Value args = KK_OBJ(ExcObj, self)->args;
    if (kk_len_of(args) != 2)
        return true;
    Value place = KK_OBJ(TupleObj, args)->at[1];
    size_t n;
    if (!kk_kind_is(place, KIND_TUPLE) && !kk_kind_is(place, KIND_LIST))
        return kk_raise_false(vm, KK_TypeError, "'%T' object is not iterable", place);
    if (!kk_len(vm, place, &n))
        return false;
    if (n < 4)
        return kk_raise_false(vm, KK_TypeError, "function takes at least 4 arguments (%zu given)", n);
    if (n == 5)
        return kk_raise_false(vm, KK_TypeError, "end_offset must be provided when end_lineno is provided");
    return n <= 6 || kk_raise_false(vm, KK_TypeError, "function takes at most 6 arguments (%zu given)", n);
}

/* OSError(errno, strerror, filename, winerror, filename2): args keeps only the first two. */
KK_MUST_CHECK static bool take_filenames(Vm *vm, Value self, const Value *at, size_t n)
{
    Value args = kk_tuple_from(vm, at, 2);
    if (args == KK_ERROR)
        return false;
    KK_OBJ(ExcObj, self)->args = args;
    if (at[2] != kk_none && !kk_exc_set_field(vm, self, KK_N(filename), at[2]))
        return false;
    return n < 5 || at[4] == kk_none || kk_exc_set_field(vm, self, KK_N(filename2), at[4]);
}

/* The tuple holds just these values. */
static bool same_args(Value tuple, Args args)
{
    if (kk_len_of(tuple) != args.n)
        return false;
    for (size_t i = 0; i < args.n; i++)
        if (KK_OBJ(TupleObj, tuple)->at[i] != args.pos[i])
            return false;
    return true;
}

bool kk_exc_init(Vm *vm, Value self, Args args, Value kw)
{
    bool plain = kk_exc_is_plain(kk_type_of(self));
    if ((!plain || kw != KK_UNSET || KK_OBJ(ExcObj, self)->extra != KK_UNSET) &&
        !take_keywords(vm, self, kw))
        return false;
    if (!plain && kk_is(self, KK_OSError) && args.n >= 3 && args.n <= 5)
        return take_filenames(vm, self, args.pos, args.n);
    if (!same_args(KK_OBJ(ExcObj, self)->args, args)) {
        Value tuple = kk_tuple_from(vm, args.pos, args.n);
        if (tuple == KK_ERROR)
            return false;
        KK_OBJ(ExcObj, self)->args = tuple;
    }
    if (plain)
        return true;
    if (kk_is(self, KK_UnicodeError) &&
        (kk_is(self, KK_RAISES(UnicodeDecodeError)) || kk_is(self, KK_RAISES(UnicodeEncodeError)) ||
         kk_is(self, KK_RAISES(UnicodeTranslateError))))
        return check_unicode(vm, self, args.pos, args.n);
    return !kk_is(self, KK_SyntaxError) || check_syntax(vm, self);
}

/* ---- the attributes ---- */

/* The value that a generator returned. */
KK_GETTER(StopIteration, value)
Value kk_exc_fields_get_value(Vm *vm, Value self) { return field_or_none(self, KK_N(value)); }

KK_SETTER(StopIteration, value)
bool kk_exc_fields_set_value(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(value), value);
}

/* The error number. */
KK_GETTER(OSError, errno)
Value kk_exc_fields_get_errno(Vm *vm, Value self)
{
    /* Of OSError(5) it is 5, as in MicroPython; OSError('text') has none. */
    Value v = field_or_none(self, KK_N(errno));
    return kk_kind_is(v, KIND_STR) && kk_exc_arg(self, 1) == KK_UNSET ? kk_none : v;
}

KK_SETTER(OSError, errno)
bool kk_exc_fields_set_errno(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(errno), value);
}

/* The text of the error number. */
KK_GETTER(OSError, strerror)
Value kk_exc_fields_get_strerror(Vm *vm, Value self) { return field_or_none(self, KK_N(strerror)); }

KK_SETTER(OSError, strerror)
bool kk_exc_fields_set_strerror(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(strerror), value);
}

/* The file concerned. */
KK_GETTER(OSError, filename)
KK_GETTER(SyntaxError, filename)
Value kk_exc_fields_get_filename(Vm *vm, Value self) { return field_or_none(self, KK_N(filename)); }

KK_SETTER(OSError, filename)
KK_SETTER(SyntaxError, filename)
bool kk_exc_fields_set_filename(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(filename), value);
}

/* The second file concerned. */
KK_GETTER(OSError, filename2)
Value kk_exc_fields_get_filename2(Vm *vm, Value self) { return field_or_none(self, KK_N(filename2)); }

KK_SETTER(OSError, filename2)
bool kk_exc_fields_set_filename2(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(filename2), value);
}

/* The message. */
KK_GETTER(SyntaxError, msg)
KK_GETTER(ImportError, msg)
Value kk_exc_fields_get_msg(Vm *vm, Value self) { return field_or_none(self, KK_N(msg)); }

KK_SETTER(SyntaxError, msg)
KK_SETTER(ImportError, msg)
bool kk_exc_fields_set_msg(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(msg), value);
}

/* The line, from 1. */
KK_GETTER(SyntaxError, lineno)
Value kk_exc_fields_get_lineno(Vm *vm, Value self) { return field_or_none(self, KK_N(lineno)); }

KK_SETTER(SyntaxError, lineno)
bool kk_exc_fields_set_lineno(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(lineno), value);
}

/* The column, from 1. */
KK_GETTER(SyntaxError, offset)
Value kk_exc_fields_get_offset(Vm *vm, Value self) { return field_or_none(self, KK_N(offset)); }

KK_SETTER(SyntaxError, offset)
bool kk_exc_fields_set_offset(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(offset), value);
}

/* The line of source. */
KK_GETTER(SyntaxError, text)
Value kk_exc_fields_get_text(Vm *vm, Value self) { return field_or_none(self, KK_N(text)); }

KK_SETTER(SyntaxError, text)
bool kk_exc_fields_set_text(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(text), value);
}

/* The line where the error ends. */
KK_GETTER(SyntaxError, end_lineno)
Value kk_exc_fields_get_end_lineno(Vm *vm, Value self) { return field_or_none(self, KK_N(end_lineno)); }

KK_SETTER(SyntaxError, end_lineno)
bool kk_exc_fields_set_end_lineno(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(end_lineno), value);
}

/* The column where the error ends. */
KK_GETTER(SyntaxError, end_offset)
Value kk_exc_fields_get_end_offset(Vm *vm, Value self) { return field_or_none(self, KK_N(end_offset)); }

KK_SETTER(SyntaxError, end_offset)
bool kk_exc_fields_set_end_offset(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(end_offset), value);
}

/* Kept for compatibility. */
KK_GETTER(SyntaxError, print_file_and_line)
Value kk_exc_fields_get_print_file_and_line(Vm *vm, Value self) { return field_or_none(self, KK_N(print_file_and_line)); }

KK_SETTER(SyntaxError, print_file_and_line)
bool kk_exc_fields_set_print_file_and_line(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(print_file_and_line), value);
}

/* The name that was not found. */
KK_GETTER(ImportError, name)
KK_GETTER(NameError, name)
KK_GETTER(AttributeError, name)
Value kk_exc_fields_get_name(Vm *vm, Value self) { return field_or_none(self, KK_N(name)); }

KK_SETTER(ImportError, name)
KK_SETTER(NameError, name)
KK_SETTER(AttributeError, name)
bool kk_exc_fields_set_name(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(name), value);
}

/* The path that was searched. */
KK_GETTER(ImportError, path)
Value kk_exc_fields_get_path(Vm *vm, Value self) { return field_or_none(self, KK_N(path)); }

KK_SETTER(ImportError, path)
bool kk_exc_fields_set_path(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(path), value);
}

/* The object that lacks the attribute. */
KK_GETTER(AttributeError, obj)
Value kk_exc_fields_get_obj(Vm *vm, Value self) { return field_or_none(self, KK_N(obj)); }

KK_SETTER(AttributeError, obj)
bool kk_exc_fields_set_obj(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(obj), value);
}

/* The encoding. */
KK_GETTER(UnicodeDecodeError, encoding)
KK_GETTER(UnicodeEncodeError, encoding)
Value kk_exc_fields_get_encoding(Vm *vm, Value self) { return field_or_none(self, KK_N(encoding)); }

KK_SETTER(UnicodeDecodeError, encoding)
KK_SETTER(UnicodeEncodeError, encoding)
bool kk_exc_fields_set_encoding(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(encoding), value);
}

/* What was to be converted. */
KK_GETTER(UnicodeDecodeError, object)
KK_GETTER(UnicodeEncodeError, object)
KK_GETTER(UnicodeTranslateError, object)
Value kk_exc_fields_get_object(Vm *vm, Value self) { return field_or_none(self, KK_N(object)); }

KK_SETTER(UnicodeDecodeError, object)
KK_SETTER(UnicodeEncodeError, object)
KK_SETTER(UnicodeTranslateError, object)
bool kk_exc_fields_set_object(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(object), value);
}

/* Where the bad part begins. */
KK_GETTER(UnicodeDecodeError, start)
KK_GETTER(UnicodeEncodeError, start)
KK_GETTER(UnicodeTranslateError, start)
Value kk_exc_fields_get_start(Vm *vm, Value self) { return field_or_none(self, KK_N(start)); }

KK_SETTER(UnicodeDecodeError, start)
KK_SETTER(UnicodeEncodeError, start)
KK_SETTER(UnicodeTranslateError, start)
bool kk_exc_fields_set_start(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(start), value);
}

/* Where the bad part ends. */
KK_GETTER(UnicodeDecodeError, end)
KK_GETTER(UnicodeEncodeError, end)
KK_GETTER(UnicodeTranslateError, end)
Value kk_exc_fields_get_end(Vm *vm, Value self) { return field_or_none(self, KK_N(end)); }

KK_SETTER(UnicodeDecodeError, end)
KK_SETTER(UnicodeEncodeError, end)
KK_SETTER(UnicodeTranslateError, end)
bool kk_exc_fields_set_end(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(end), value);
}

/* Why it is bad. */
KK_GETTER(UnicodeDecodeError, reason)
KK_GETTER(UnicodeEncodeError, reason)
KK_GETTER(UnicodeTranslateError, reason)
Value kk_exc_fields_get_reason(Vm *vm, Value self) { return field_or_none(self, KK_N(reason)); }

KK_SETTER(UnicodeDecodeError, reason)
KK_SETTER(UnicodeEncodeError, reason)
KK_SETTER(UnicodeTranslateError, reason)
bool kk_exc_fields_set_reason(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(reason), value);
}

/* What the process ends with. */
KK_GETTER(SystemExit, code)
Value kk_exc_fields_get_code(Vm *vm, Value self) { return kk_exc_exit_code(self); }

KK_SETTER(SystemExit, code)
bool kk_exc_fields_set_code(Vm *vm, Value self, Value value)
{
    return kk_exc_set_field(vm, self, KK_N(code), value == KK_UNSET ? kk_none : value);
}

void kk_exc_set_name(Vm *vm, Value exception, Value name, Value obj)
{
    Value pending = vm->pending;
    Value second = kk_is(exception, KK_ImportError) ? KK_N(path) : KK_N(obj);
    bool done = kk_exc_set_field(vm, exception, KK_N(name), name) &&
                (obj == KK_UNSET || kk_exc_set_field(vm, exception, second, obj));
    /* Without memory the error just lacks these. */
    if (!done)
        vm->pending = pending;
}

bool kk_exc_has_name(Value exception)
{
    return kk_exc_field(exception, KK_N(name)) != KK_UNSET || kk_exc_field(exception, KK_N(obj)) != KK_UNSET;
}
