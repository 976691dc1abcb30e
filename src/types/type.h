/*
 * type.h: making classes.
 *
 * Layer: types.   Tests: tests/types/type/.
 */
#ifndef KK_TYPES_TYPE_H
#define KK_TYPES_TYPE_H

#include "object/object.h"

/*
 * The class statement: function is its body (CODE_NAMESPACE), bases a tuple, kw a dict of keyword arguments
 * (metaclass=...) or KK_UNSET. The body gives the cell of __class__ as its value, or None. @gc may collect
 */
KK_MUST_CHECK Value kk_type_build_class(Vm *vm, Value function, Value name, Value bases, Value kw);

/* A class of that metaclass: what type.__new__ does, __set_name__ and __init_subclass__ included. kw: as above. */
KK_MUST_CHECK Value kk_type_new_class(Vm *vm, const TypeObj *meta, Value name, Value bases, Value dict, Value kw);

/* The most derived metaclass of meta and those of the bases; NULL: they conflict, TypeError is pending. */
const TypeObj *kk_type_derive_metaclass(Vm *vm, const TypeObj *meta, Value bases);

/* cls(args...): the default type.__call__. */
KK_MUST_CHECK Value kk_type_call(Vm *vm, Value cls, Args args, Value kw);

/* The MRO of cls as a fresh tuple, computed by C3 (the order of `class`). types/mro.c */
KK_MUST_CHECK Value kk_type_compute_mro(Vm *vm, Value cls, Value bases);
/* The MRO that a class gets: what mro() of its metaclass says, checked. */
KK_MUST_CHECK Value kk_type_find_mro(Vm *vm, Value cls);
/* The MRO of any type as a tuple. */
KK_MUST_CHECK Value kk_type_mro(Vm *vm, Value type);

/* Sets the flags that say which special methods the class has; after its dict or an MRO changed. @gc never */
void kk_type_update_flags(Vm *vm, TypeObj *cls);

/* v is no instance of type, but its __class__ may say that it is (a proxy): *yes. */
KK_MUST_CHECK bool kk_type_claims(Vm *vm, Value v, const TypeObj *type, bool *yes);

/* "Can't instantiate abstract class A with abstract methods f, g": always KK_ERROR. */
Value kk_type_refuse_abstract(Vm *vm, const TypeObj *cls);

/* type.__module__ and type.__qualname__ of any type: strs. */
Value kk_type_get_module(Vm *vm, Value type);
Value kk_type_get_qualname(Vm *vm, Value type);

/* On computers: the str, a name or docstring of a class, can be written as UTF-8. @raises UnicodeEncodeError, ValueError  @gc may collect */
KK_MUST_CHECK bool kk_type_name_check(Vm *vm, Value name, bool is_doc);
/* Runs a class body function with its namespace in r0 (vm/call.c; an upcall). */
KK_MUST_CHECK Value kk_vm_run_body(Vm *vm, Value function, Value space);

#endif
