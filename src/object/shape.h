/*
 * shape.h: the hidden class of an instance: its class and the names of its attribute slots.
 *
 * Instances of a class share shapes; adding an attribute moves an instance to the next shape. An
 * instance has `desc.nslots` slots inside; when it has more attributes, the last slot holds a
 * storage for the rest and the class learns the new number for instances to come. After too many
 * attributes, a deletion of any but the last one, or when __dict__ is asked for, the instance goes over to
 * a dict: its shape has no names and slot 0 holds the DictObj.
 *
 * Layer: object.   Tests: tests/types/type/attributes.py.
 */
#ifndef KK_OBJECT_SHAPE_H
#define KK_OBJECT_SHAPE_H

#include "object/object.h"

typedef struct ShapeObj {
    Desc desc;        /* header &kk_type_shape; type: the class; nslots: slots inside the instance */
    Value names;      /* ValuesObj shared along a chain of shapes: the first `count` are ours; KK_UNSET: slot 0 is the __dict__ */
    uintptr_t count;  /* attributes, as a raw number */
    Value next_name;  /* the name of its one transition; KK_UNSET: it has none, or several */
    Value next;       /* the shape to which that leads; of several a ValuesObj of name, shape pairs */
} ShapeObj;
/* Instances of the shape have a dict. @gc never */
KK_INLINE bool kk_shape_is_dict(const ShapeObj *shape) { return shape->names == KK_UNSET; }

/* The first word behind the native fields of an instance: its slots. @gc never */
KK_INLINE Value *kk_shape_slots(Value obj, const Desc *desc)
{
    return (Value *)obj + desc->layout->words;
}
/* Whether values with this Desc are instances with attribute slots (else it is a built-in's Desc). */
KK_INLINE bool kk_shape_is(const Desc *desc) { return desc->header == (uintptr_t)&kk_type_shape; }

/* The slot of name in the shape, or SIZE_MAX. Not for dict shapes. @gc never */
size_t kk_shape_find(const ShapeObj *shape, Value name);
/* Attribute i of an instance, wherever it is stored. @gc never */
Value *kk_shape_slot(Value obj, const ShapeObj *shape, size_t i);

#endif
