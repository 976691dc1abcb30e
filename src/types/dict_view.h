/*
 * dict_view.h: dict.keys(), .values() and .items().
 *
 * Layer: types.   Tests: tests/types/dict/views.py.
 */
#ifndef KK_TYPES_DICT_VIEW_H
#define KK_TYPES_DICT_VIEW_H

#include "object/object.h"

typedef struct DictViewObj {
    uintptr_t header; /* &kk_type_dict_keys, &kk_type_dict_values, &kk_type_dict_items */
    Value dict;
} DictViewObj;

extern const TypeObj kk_type_dict_keys, kk_type_dict_values, kk_type_dict_items;

extern const TypeObj kk_type_dict_reversekeyiterator, kk_type_dict_reversevalueiterator,
    kk_type_dict_reverseitemiterator;

/* An iterator (DictIterObj, types/iter.h) of that type over the dict. @gc may collect */
KK_MUST_CHECK Value kk_dict_iter_new(Vm *vm, const TypeObj *type, Value dict);

/* A view of that type. @gc may collect */
KK_MUST_CHECK Value kk_dict_view_new(Vm *vm, const TypeObj *type, Value dict);

#endif
