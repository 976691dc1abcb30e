/*
 * declare.h: the words with which C code declares what Python sees. tools/gen_tables.py reads them
 * and writes the ROM tables (build/gen/tables.c), help texts and docs; to the C compiler the word in
 * front of a function says nothing.
 *
 *   KK_METHOD(str, split, "(sep=None, maxsplit=-1)")       Value kk_x(Vm *vm, Value self, Args args)
 *   KK_STATICMETHOD(str, maketrans, "(x, y=None, /)")      the same; self is the type
 *   KK_CLASSMETHOD(dict, fromkeys, "(iterable, value=None, /)")   the same; self is the class
 *   KK_GETTER(range, start)                                Value kk_x(Vm *vm, Value self)
 *   KK_SETTER(function, __doc__)                           bool kk_x(Vm *vm, Value self, Value value)
 *   KK_TYPE_CONST(int, numerator, expr)                    a constant-expression Value
 *   KK_LOOSE(namedtuple)                                   what is declared of namedtuple serves many types: no type is it
 *   KK_SPECIAL(ops.binary, __add__, "(x, /)", add, BIN_ADD) kk_special_add is what slot and bit stand for (special.c)
 *   KK_MODULE(time)                                        the file implements module time
 *   KK_FUNCTION(time, sleep, "(secs, /)")                  Value kk_x(Vm *vm, Value self, Args args)
 *   KK_RUNS_GENERATOR(builtins, next)                      instead of calling it with a generator alone, run that
 *   KK_MODULE_CONST(errno, ENOENT, KK_INT(2))              a constant-expression Value: KK_INT, kk_none, KK_REF(&kk_type_deque), KK_N(x)
 *   KK_MODULE_FLOAT(math, pi, 3.141592653589793)           a float literal, "inf", "-inf" or "nan"
 *   KK_MODULE_INIT(sys)                                    bool kk_x(Vm *vm, Value module): at first import
 *   KK_MODULE_GETTER(sys, stdin)                           Value kk_x(Vm *vm, Value module): computed at each access
 *
 * A signature is Python's own; defaults may be any text, as the C code supplies the value. From it the generator derives
 * how many arguments are allowed and which names they have; a call with a wrong number never reaches the function. With
 * **kwargs it has one parameter more, Value kw. A method's self is an instance of its type, unwrapped (object.h).
 * A `///`-free contract comment stands above the word; its first sentence becomes the help text.
 *
 * KK_N(split) is the interned str "split" in flash. Names that are no C identifiers, and Python's
 * name of a type where it differs from the C one, stand in object/names.def.
 *
 * Layer: object.
 */
#ifndef KK_OBJECT_DECLARE_H
#define KK_OBJECT_DECLARE_H

#define KK_LOOSE(owner)
#define KK_SPECIAL(slot, name, signature, function, bit)
#define KK_METHOD(type, name, signature)
#define KK_STATICMETHOD(type, name, signature)
#define KK_CLASSMETHOD(type, name, signature)
#define KK_GETTER(type, name)
#define KK_SETTER(type, name)
#define KK_TYPE_CONST(type, name, expr)
#define KK_MODULE(module)
#define KK_FUNCTION(module, name, signature)
#define KK_RUNS_GENERATOR(module, name)
#define KK_MODULE_CONST(module, name, expr)
#define KK_MODULE_FLOAT(module, name, literal)
#define KK_MODULE_INIT(module)
#define KK_MODULE_GETTER(module, name)

/* The interned name as a Value; a constant expression. */
#define KK_N(ident) KK_REF(&kk_name_##ident)
/* The address of a str of one ASCII character. */
#define KK_CHAR(c) KK_REF(&kk_char_strs[(c)])

#include "gen/names.h"
#include "gen/tables.h"

#endif
