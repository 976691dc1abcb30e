/*
 * complex.c: the type complex.
 *
 * Layer: types.   Tests: tests/types/complex/.
 */
#include "base/fmath.h"
#include "object/dict.h"
#include "types/format.h"
#include "types/number.h"
#include "types/tuple.h"

/* Whole exponents up to this are done by multiplication: exact where that is. */
#define SMALL_POWER 100
#define HASH_IMAG 1000003u

/* @gc never */
bool kk_complex_is(Value v)
{
    return kk_is(v, &kk_type_complex);
}

static Complex value_of(Value v)
{
    const ComplexObj *c = KK_OBJ(ComplexObj, v);
    return (Complex){c->real, c->imag};
}

static Value new_of(Vm *vm, const TypeObj *cls, Complex c)
{
    Value v = kk_object_new(vm, cls, 0);
    if (v != KK_ERROR) {
        KK_OBJ(ComplexObj, v)->real = c.real;
        KK_OBJ(ComplexObj, v)->imag = c.imag;
    }
    return v;
}

/* @gc may collect */
Value kk_complex_new(Vm *vm, KkFloat real, KkFloat imag)
{
    return new_of(vm, &kk_type_complex, (Complex){real, imag});
}

static Complex multiply(Complex a, Complex b)
{
    return (Complex){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/* a / b, b not 0: scaled by the larger part of b, which cannot overflow in between (Smith, 1962). */
static Complex divide(Complex a, Complex b)
{
    KkFloat real = KK_FM(fabs)(b.real), imag = KK_FM(fabs)(b.imag);
    if (real >= imag) {
        KkFloat ratio = b.imag / b.real, scale = b.real + b.imag * ratio;
        return (Complex){(a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale};
    }
    if (imag >= real) {
        KkFloat ratio = b.real / b.imag, scale = b.real * ratio + b.imag;
        return (Complex){(a.real * ratio + a.imag) / scale, (a.imag * ratio - a.real) / scale};
    }
    KkFloat nan = kk_float_of_bits(KK_FLOAT_NAN);
    return (Complex){nan, nan};
}

static Complex whole_power(Complex a, int n)
{
    Complex r = {1, 0};
    for (unsigned k = n < 0 ? (unsigned)-n : (unsigned)n; k > 0; k >>= 1) {
        if ((k & 1) != 0)
            r = multiply(r, a);
        a = multiply(a, a);
    }
    return n < 0 ? divide((Complex){1, 0}, r) : r;
}

static Complex general_power(Complex a, Complex b)
{
    KkFloat size = KK_FM(hypot)(a.real, a.imag), angle = KK_FM(atan2)(a.imag, a.real);
    KkFloat length = KK_FM(pow)(size, b.real), phase = angle * b.real;
    if (b.imag != 0) {
        length *= KK_FM(exp)(-angle * b.imag);
        phase += b.imag * KK_FM(log)(size);
    }
    return (Complex){length * KK_FM(cos)(phase), length * KK_FM(sin)(phase)};
}

/* @gc may collect */
Value kk_complex_pow(Vm *vm, Complex a, Complex b)
{
    Complex r;
    if (b.real == 0 && b.imag == 0)
        return kk_complex_new(vm, 1, 0);
    if (a.real == 0 && a.imag == 0) {
        if (b.imag != 0 || b.real < 0) {
            return kk_raise(vm, KK_ZeroDivisionError,
                            "0.0 to a negative or complex power");
        }
        return kk_complex_new(vm, 0, 0);
    }
    if (b.imag == 0 && KK_FM(floor)(b.real) == b.real && KK_FM(fabs)(b.real) <= SMALL_POWER)
        r = whole_power(a, (int)b.real);
    else
        r = general_power(a, b);
    if (kk_float_is_inf(r.real) || kk_float_is_inf(r.imag))
        return kk_raise(vm, KK_OverflowError, "complex exponentiation");
    return kk_complex_new(vm, r.real, r.imag);
}

/* Any number as a complex. false: *failed tells whether an OverflowError is pending. */
static bool operand(Vm *vm, Value v, Complex *c, bool *failed)
{
    c->imag = 0;
    if (kk_complex_is(v)) {
        *c = value_of(v);
        return true;
    }
    if (kk_float_plain(v, &c->real))
        return true;
    Value i = kk_int_plain(v);
    if (i == KK_UNSET)
        return false;
    if (kk_int_to_float(vm, i, &c->real))
        return true;
    *failed = true;
    return false;
}

/* @gc may collect */
Value kk_complex_binary(Vm *vm, BinaryOp op, Value a, Value b)
{
    Complex x, y;
    bool failed = false;
    if (op > BIN_TRUEDIV && op != BIN_POW)
        return kk_not_implemented;
    if (!operand(vm, a, &x, &failed) || !operand(vm, b, &y, &failed))
        return failed ? KK_ERROR : kk_not_implemented;
    switch (op) {
    case BIN_ADD:
        return kk_complex_new(vm, x.real + y.real, x.imag + y.imag);
    case BIN_SUB:
        return kk_complex_new(vm, x.real - y.real, x.imag - y.imag);
    case BIN_MUL:
        x = multiply(x, y);
        break;
    case BIN_TRUEDIV:
        if (y.real == 0 && y.imag == 0)
            return kk_raise(vm, KK_ZeroDivisionError, "complex division by zero");
        x = divide(x, y);
        break;
    default:
        return kk_complex_pow(vm, x, y);
    }
    return kk_complex_new(vm, x.real, x.imag);
}

static Value unary(Vm *vm, UnaryOp op, Value self)
{
    Complex c = value_of(self);
    if (op == UN_NEG)
        return kk_complex_new(vm, -c.real, -c.imag);
    if (op == UN_POS)
        return kk_complex_new(vm, c.real, c.imag);
    if (op != UN_ABS)
        return kk_not_implemented;
    KkFloat size = KK_FM(hypot)(c.real, c.imag);
    if (kk_float_is_inf(size) && kk_float_is_finite(c.real) && kk_float_is_finite(c.imag))
        return kk_raise(vm, KK_OverflowError, "absolute value too large");
    return kk_float_new(vm, size);
}

static Value compare(Vm *vm, Value a, Value b, CompareOp op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !kk_complex_is(a))
        return kk_not_implemented;
    Complex x = value_of(a);
    KkFloat y;
    bool equal;
    Value i = kk_int_plain(b);
    if (kk_complex_is(b)) {
        Complex other = value_of(b);
        equal = x.real == other.real && x.imag == other.imag;
    } else if (kk_float_plain(b, &y)) {
        equal = x.imag == 0 && x.real == y;
    } else if (i != KK_UNSET) {
        equal = x.imag == 0 && !kk_float_is_nan(x.real) && kk_int_compare_float(i, x.real) == 0;
    } else {
        return kk_not_implemented;
    }
    return kk_bool(equal == (op == CMP_EQ));
}

static bool hash(Vm *vm, Value self, uintptr_t *result)
{
    Complex c = value_of(self);
    *result = kk_float_hash_of(c.real) + HASH_IMAG * kk_float_hash_of(c.imag);
    return true;
}

static bool truth(Vm *vm, Value self, bool *result)
{
    Complex c = value_of(self);
    *result = c.real != 0 || c.imag != 0;
    return true;
}

static Value repr(Vm *vm, Value self)
{
    char text[2 * KK_NUMTEXT_REPR_MAX + 8];
    size_t n = 0;
    Complex c = value_of(self);
    bool with_real = c.real != 0 || kk_float_is_negative(c.real);
    if (with_real) {
        text[n++] = '(';
        n += kk_numtext_float_part(c.real, text + n);
        if (kk_float_is_nan(c.imag) || !kk_float_is_negative(c.imag))
            text[n++] = '+';
    }
    n += kk_numtext_float_part(c.imag, text + n);
    text[n++] = 'j';
    if (with_real)
        text[n++] = ')';
    return kk_str_new(vm, (Span){(const uint8_t *)text, n});
}

static Value format(Vm *vm, Value self, Value spec)
{
    Complex c = value_of(self);
    return kk_format_complex(vm, c.real, c.imag, spec);
}

static uint32_t char_at(Span text, size_t i)
{
    return i < text.len ? kk_rom_byte(text.at + i) : 0;
}

/* A float at the start of *text, or only its sign, which stands for 1; *text is behind it. */
static bool take_number(Span *text, KkFloat *x, bool *bare)
{
    size_t used;
    *bare = false;
    if (kk_numtext_float_prefix(*text, x, &used)) {
        *text = kk_span_skip(*text, used);
        return true;
    }
    uint32_t sign = char_at(*text, 0);
    bool has_sign = sign == '+' || sign == '-';
    *x = sign == '-' ? -1 : 1;
    *bare = true;
    *text = kk_span_skip(*text, has_sign);
    return (char_at(*text, 0) | 0x20) == 'j';
}

/* real, imag j, or both; all of text. */
static bool read_parts(Span text, Complex *c)
{
    bool bare;
    *c = (Complex){0, 0};
    if (!take_number(&text, &c->real, &bare))
        return false;
    if ((char_at(text, 0) | 0x20) == 'j') {
        c->imag = c->real;
        c->real = 0;
        return text.len == 1;
    }
    if (text.len == 0)
        return true;
    if ((char_at(text, 0) != '+' && char_at(text, 0) != '-') ||
        !take_number(&text, &c->imag, &bare))
        return false;
    return text.len == 1 && (char_at(text, 0) | 0x20) == 'j';
}

/* @gc may collect */
bool kk_complex_from_text(Vm *vm, Span text, Value shown, Complex *c)
{
    if (text.len >= 2 && char_at(text, 0) == '(' && char_at(text, text.len - 1) == ')') {
        text = kk_span_cut(text, 1, text.len - 1);
        while (char_at(text, 0) == ' ')
            text = kk_span_skip(text, 1);
        while (text.len > 0 && char_at(text, text.len - 1) == ' ')
            text.len--;
    }
    if (read_parts(text, c))
        return true;
    if (kk_bytes_find(text, KK_SPAN("_")) != NULL)
        return kk_raise_false(vm, KK_ValueError, "could not convert string to complex: %R", shown);
    return kk_raise_false(vm, KK_ValueError, "complex() arg is a malformed string");
}

/* What v.__complex__() gives; KK_UNSET with nothing pending when it has none. */
static Value by_method(Vm *vm, Value v)
{
    bool found;
    Value r = kk_call_special(vm, v, KK_N(__complex__), NULL, 0, &found);
    if (!found || r == KK_ERROR)
        return found ? r : KK_UNSET;
    if (kk_complex_is(r)) {
        bool fine = KK_WORD_BITS == 32 || kk_type_of(r) == &kk_type_complex ||
                    kk_convert_strict(vm, KK_UNSET, KK_N(__complex__), r, "complex");
        return fine ? r : KK_ERROR;
    }
    return kk_raise(vm, KK_TypeError, "__complex__ returned non-complex (type %T)", r);
}

/* As kk_complex_arg(), with the words that name the argument. */
KK_SAYS(argument, 2)
static bool argument(Vm *vm, Value v, const char *complaint, Complex *c)
{
    bool failed = false, plain = kk_smallint_is(v) || !kk_ref_is(v) || (kk_type_of(v)->flags & TYPE_HEAP) == 0;
    if (plain && operand(vm, v, c, &failed))
        return true;
    if (failed)
        return false;
    Value r = by_method(vm, v);
    if (r == KK_UNSET && !plain && !kk_failed(vm) && operand(vm, v, c, &failed))
        return true;
    if (r == KK_UNSET && !kk_failed(vm)) {
        Value names[2] = {KK_N(__float__), KK_N(__index__)};
        for (size_t i = 0; i < 2 && r == KK_UNSET; i++) {
            bool found;
            r = kk_call_special(vm, v, names[i], NULL, 0, &found);
            if (r == KK_ERROR && found)
                return false;
        }
        if (r == KK_UNSET || !operand(vm, r, c, &failed))
            return !failed && kk_raise_false(vm, KK_TypeError, complaint, v);
        return true;
    }
    if (r == KK_ERROR)
        return false;
    *c = value_of(r);
    return true;
}

/* @gc may collect */
bool kk_complex_arg(Vm *vm, Value v, Complex *c)
{
    return argument(vm, v, "must be real number, not %T", c);
}

/* The arguments real and imag of complex(), given by place or by name. */
static bool take_arguments(Vm *vm, Args args, Value kw, Value *real, Value *imag)
{
    *real = kk_arg(args, 0, KK_UNSET);
    *imag = kk_arg(args, 1, KK_UNSET);
    if (args.n > 2)
        return kk_raise_false(vm, KK_TypeError, "complex() takes at most 2 arguments (%zu given)",
                              args.n);
    if (kw == KK_UNSET)
        return true;
    size_t at = 0;
    Value key, value;
    while (kk_dict_next(kw, &at, &key, &value)) {
        if (key == KK_N(real) && *real == KK_UNSET)
            *real = value;
        else if (key == KK_N(imag) && *imag == KK_UNSET)
            *imag = value;
        else if (key == KK_N(real) || key == KK_N(imag))
            return kk_raise_false(vm, KK_TypeError, "argument for complex() given by name ('%V') and position (%d)",
                                  key, key == KK_N(real) ? 1 : 2);
        else
            return kk_raise_false(vm, KK_TypeError,
                                  "'%V' is an invalid keyword argument for complex()", key);
    }
    return true;
}

/* complex(real=0, imag=0), complex(string) */
static Value make(Vm *vm, Value cls, Args args, Value kw)
{
    const TypeObj *type = KK_OBJ(const TypeObj, cls);
    Value real, imag;
    Complex c = {0, 0}, d = {0, 0};
    if (!take_arguments(vm, args, kw, &real, &imag))
        return KK_ERROR;
    if (imag == KK_UNSET && real != KK_UNSET && type == &kk_type_complex && kk_type_of(real) == type)
        return real;
    if (real != KK_UNSET && kk_as_kind(real, KIND_STR) != KK_UNSET) {
        Span text;
        if (imag != KK_UNSET) {
            return kk_raise(vm, KK_TypeError,
                            "complex() can't take second arg if first is a string");
        }
        Value ascii = kk_number_ascii(vm, real);
        if (ascii == KK_ERROR || !kk_number_text(ascii, &text))
            return KK_ERROR;
        return kk_complex_from_text(vm, text, real, &c) ? new_of(vm, type, c) : KK_ERROR;
    }
    if (imag != KK_UNSET && kk_as_kind(imag, KIND_STR) != KK_UNSET)
        return kk_raise(vm, KK_TypeError, "complex() second arg can't be a string");
    if (real != KK_UNSET &&
        !argument(vm, real, "complex() first argument must be a string or a number, not '%T'", &c))
        return KK_ERROR;
    if (imag != KK_UNSET) {
        if (!argument(vm, imag, "complex() second argument must be a number, not '%T'", &d))
            return KK_ERROR;
        /* Nothing is added to a part that is not there: complex(0, -0.0) keeps its sign. */
        bool has_imag = real != KK_UNSET && kk_complex_is(real);
        c.real = kk_complex_is(imag) ? c.real - d.imag : c.real;
        c.imag = has_imag ? c.imag + d.real : d.real;
    }
    return new_of(vm, type, c);
}

/* The complex with the opposite imaginary part. */
KK_METHOD(complex, conjugate, "()")
Value kk_complex_conjugate(Vm *vm, Value self, Args args)
{
    Complex c = value_of(self);
    return kk_complex_new(vm, c.real, -c.imag);
}

/* The complex itself. */
KK_METHOD(complex, __complex__, "()")
Value kk_complex_complex(Vm *vm, Value self, Args args)
{
    Complex c = value_of(self);
    return kk_complex_new(vm, c.real, c.imag);
}

KK_GETTER(complex, real)
Value kk_complex_real(Vm *vm, Value self)
{
    return kk_float_new(vm, value_of(self).real);
}

KK_GETTER(complex, imag)
Value kk_complex_imag(Vm *vm, Value self)
{
    return kk_float_new(vm, value_of(self).imag);
}

/* What copying and unpickling give to __new__. */
KK_METHOD(complex, __getnewargs__, "()")
Value kk_complex_getnewargs(Vm *vm, Value self, Args args)
{
    Value parts[2] = {kk_complex_real(vm, self), KK_UNSET};
    parts[1] = parts[0] == KK_ERROR ? KK_ERROR : kk_complex_imag(vm, self);
    return parts[1] == KK_ERROR ? KK_ERROR : kk_tuple_from(vm, parts, 2);
}

static const TypeSlots complex_slots = {
    .make = make, .repr = repr, .hash = hash, .compare = compare,
    .ops = &(const OpSlots){.unary = unary, .binary = kk_complex_binary,
        .binary_ops = KK_OP_BOTH(BIN_ADD) | KK_OP_BOTH(BIN_SUB) | KK_OP_BOTH(BIN_MUL) |
        KK_OP_BOTH(BIN_TRUEDIV) | KK_OP_BOTH(BIN_POW), .unary_ops = KK_OP(UN_NEG) | KK_OP(UN_POS) |
        KK_OP(UN_ABS)},
    .rare = &(const RareSlots){.format = format, .truth = truth},
};

static const Layout complex_layout = {
    .words = 1 + (2 * sizeof(KkFloat) + sizeof(uintptr_t) - 1) / sizeof(uintptr_t)};

KK_TYPE(complex, object) = {
    KK_TYPE_HEAD(complex, object, &complex_layout, 0), .slots = &complex_slots};
