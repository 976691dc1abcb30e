/*
 * shape.c: how instances keep their attributes: transitions, growth beyond the slots, dict mode.
 *
 * Attribute i of a shape with n attributes and s slots: inside at slot i while n <= s; when n > s the
 * last slot holds a storage, with attribute s-1+j at its place j. Wrapped instances have their native
 * value in slot 0: attribute 0 of their shapes is that value, named KK_UNSET.
 *
 * Layer: object.   Tests: tests/types/type/attributes.py.
 */
#include "object/shape.h"

#include "object/attr.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/vm.h"

/* Beyond so many attributes an instance becomes a dict: shapes are searched linearly. */
#define MAX_ATTRIBUTES 64

static ShapeObj *shape_of(Value obj)
{
    return (ShapeObj *)kk_header(obj);
}

size_t kk_shape_find(const ShapeObj *shape, Value name)
{
    const Value *names = KK_OBJ(ValuesObj, shape->names)->at;
    for (size_t i = 0; i < shape->count; i++) {
        if (names[i] == name)
            return i;
    }
    return SIZE_MAX;
}

Value *kk_shape_slot(Value obj, const ShapeObj *shape, size_t i)
{
    Value *slots = kk_shape_slots(obj, &shape->desc);
    size_t inside = shape->desc.nslots;
    if (shape->count <= inside || i + 1 < inside)
        return &slots[i];
    return &KK_OBJ(ValuesObj, slots[inside - 1])->at[i + 1 - inside];
}

/* A shape of the same class and slots as `like`, or of cls when like is NULL. */
KK_MUST_CHECK static ShapeObj *new_shape(Vm *vm, const TypeObj *cls, size_t nslots)
{
    Value v = kk_object_new(vm, &kk_type_shape, 0);
    if (v == KK_ERROR)
        return NULL;
    ShapeObj *shape = KK_OBJ(ShapeObj, v);
    shape->desc.layout = cls->desc.layout;
    shape->desc.type = KK_REF(cls);
    shape->desc.nslots = nslots;
    return shape;
}

Value kk_shape_new_root(Vm *vm, const TypeObj *cls, size_t slots)
{
    bool wraps = kk_type_wraps(cls->native);
    Value names = kk_values_new(vm, slots > 4 ? slots : 4);
    if (names == KK_ERROR)
        return KK_ERROR;
    ShapeObj *shape = new_shape(vm, cls, slots + (wraps ? 1 : 0));
    if (shape == NULL)
        return KK_ERROR;
    shape->names = names;
    shape->count = wraps ? 1 : 0;
    return KK_REF(shape);
}

static ShapeObj *find_transition(const ShapeObj *shape, Value name)
{
    if (shape->next_name == name)
        return KK_OBJ(ShapeObj, shape->next);
    if (shape->next_name != KK_UNSET || shape->next == KK_UNSET)
        return NULL;
    const Value *at = KK_OBJ(ValuesObj, shape->next)->at;
    for (size_t i = 0; i + 1 < kk_len_of(shape->next); i += 2) {
        if (at[i] == name)
            return KK_OBJ(ShapeObj, at[i + 1]);
    }
    return NULL;
}

KK_MUST_CHECK static bool remember_transition(Vm *vm, ShapeObj *shape, Value name, ShapeObj *next)
{
    if (shape->next == KK_UNSET) {
        shape->next_name = name;
        shape->next = KK_REF(next);
        return true;
    }
    bool one = shape->next_name != KK_UNSET;
    size_t n = one ? 2 : kk_len_of(shape->next);
    Value more = kk_values_resize(vm, one ? KK_UNSET : shape->next, n + 2);
    if (more == KK_ERROR)
        return false;
    Value *at = KK_OBJ(ValuesObj, more)->at;
    if (one) {
        at[0] = shape->next_name;
        at[1] = shape->next;
        shape->next_name = KK_UNSET;
    }
    at[n] = name;
    at[n + 1] = KK_REF(next);
    shape->next = more;
    return true;
}

/* The names of shape with one more: shared when shape is the first to extend them. */
KK_MUST_CHECK static Value extend_names(Vm *vm, const ShapeObj *shape, Value name)
{
    Value names = shape->names;
    size_t n = shape->count;
    bool room = n < kk_len_of(names) && KK_OBJ(ValuesObj, names)->at[n] == KK_UNSET;
    if (!room) {
        Value fresh = kk_values_new(vm, n + 1 + n / 2);
        if (fresh == KK_ERROR)
            return KK_ERROR;
        memcpy(KK_OBJ(ValuesObj, fresh)->at, KK_OBJ(ValuesObj, shape->names)->at, n * sizeof(Value));
        names = fresh;
    }
    KK_OBJ(ValuesObj, names)->at[n] = name;
    return names;
}

/* The shape that an instance of `shape` has after adding name. NULL: error pending. */
KK_MUST_CHECK static ShapeObj *transition(Vm *vm, ShapeObj *shape, Value name)
{
    ShapeObj *next = find_transition(shape, name);
    if (next != NULL)
        return next;
    next = new_shape(vm, KK_OBJ(const TypeObj, shape->desc.type), shape->desc.nslots);
    if (next == NULL)
        return NULL;
    Value names = extend_names(vm, shape, name);
    if (names == KK_ERROR)
        return NULL;
    next->names = names;
    next->count = shape->count + 1;
    return remember_transition(vm, shape, name, next) ? next : NULL;
}

/* Future instances of the class get n slots. Failure for lack of memory only costs speed. */
static void learn_slots(Vm *vm, const ShapeObj *shape, size_t n)
{
    TypeObj *cls = KK_OBJ(TypeObj, shape->desc.type);
    const ShapeObj *root = KK_OBJ(ShapeObj, cls->part->root_shape);
    if (root->desc.nslots >= n || n > MAX_ATTRIBUTES || shape->desc.nslots != root->desc.nslots)
        return;
    size_t used = kk_type_wraps(cls->native) ? 1 : 0;
    Value fresh = kk_shape_new_root(vm, cls, n - used);
    if (fresh == KK_ERROR)
        (void)kk_pending_take(vm);
    else
        cls->part->root_shape = fresh;
}

/* Puts value at the place of attribute n (the new one), of n + 1; may need a storage behind the slots. */
KK_MUST_CHECK static bool place_new(Vm *vm, Value obj, const ShapeObj *shape, Value value)
{
    size_t n = shape->count, inside = shape->desc.nslots;
    Value *slots = kk_shape_slots(obj, &shape->desc);
    if (n < inside) {
        slots[n] = value;
        return true;
    }
    size_t behind = n + 1 - inside; /* place of the new one in the storage */
    Value more = n == inside ? KK_UNSET : slots[inside - 1];
    if (more == KK_UNSET || behind >= kk_len_of(more)) {
        Value fresh = kk_values_resize(vm, more, behind + 1 + behind / 2);
        if (fresh == KK_ERROR)
            return false;
        if (more == KK_UNSET)
            KK_OBJ(ValuesObj, fresh)->at[0] = slots[inside - 1];
        slots[inside - 1] = fresh;
        more = fresh;
    }
    KK_OBJ(ValuesObj, more)->at[behind] = value;
    return true;
}

KK_MUST_CHECK static bool to_dict_mode(Vm *vm, Value obj);

KK_MUST_CHECK static bool add_attribute(Vm *vm, Value obj, Value name, Value value)
{
    ShapeObj *shape = shape_of(obj);
    if (shape->count >= MAX_ATTRIBUTES) {
        return to_dict_mode(vm, obj) &&
               kk_dict_set(vm, *kk_shape_slots(obj, &shape_of(obj)->desc), name, value);
    }
    ShapeObj *next = transition(vm, shape, name);
    if (next == NULL || !place_new(vm, obj, shape, value))
        return false;
    *(uintptr_t *)obj = (uintptr_t)next;
    if (next->count > next->desc.nslots)
        learn_slots(vm, next, next->count);
    return true;
}

/* ---- dict mode ---- */

static Value dict_of(Value obj, const ShapeObj *shape)
{
    return kk_shape_slots(obj, &shape->desc)[shape->count];
}

/* Every attribute into dict, except the native value of a wrapped instance. */
KK_MUST_CHECK static bool copy_to_dict(Vm *vm, Value obj, Value dict)
{
    const ShapeObj *shape = shape_of(obj);
    for (size_t i = 0; i < shape->count; i++) {
        Value name = KK_OBJ(ValuesObj, shape->names)->at[i];
        if (name != KK_UNSET && !kk_dict_set(vm, dict, name, *kk_shape_slot(obj, shape, i)))
            return false;
    }
    return true;
}

/*
 * Dict mode: the shape has only the attributes that must stay slots (the native value of a wrapped
 * instance), and the slot behind them holds the dict. There is always room: every root has a slot.
 */
KK_MUST_CHECK static bool enter_dict_mode(Vm *vm, Value obj, Value dict)
{
    const ShapeObj *shape = shape_of(obj);
    const TypeObj *cls = KK_OBJ(const TypeObj, shape->desc.type);
    size_t kept = kk_type_wraps(cls->native) ? 1 : 0;
    ShapeObj *fresh = new_shape(vm, cls, shape->desc.nslots);
    if (fresh == NULL)
        return false;
    fresh->count = kept;
    Value *slots = kk_shape_slots(obj, &shape->desc);
    *(uintptr_t *)obj = (uintptr_t)fresh;
    slots[kept] = dict;
    for (size_t i = kept + 1; i < fresh->desc.nslots; i++)
        slots[i] = KK_UNSET;
    return true;
}

static bool to_dict_mode(Vm *vm, Value obj)
{
    Value dict = kk_dict_new(vm, shape_of(obj)->count);
    return dict != KK_ERROR && copy_to_dict(vm, obj, dict) && enter_dict_mode(vm, obj, dict);
}

Value kk_instance_dict(Vm *vm, Value obj)
{
    if (!kk_shape_is_dict(shape_of(obj)) && !to_dict_mode(vm, obj))
        return KK_ERROR;
    return dict_of(obj, shape_of(obj));
}

bool kk_instance_set_dict(Vm *vm, Value obj, Value dict)
{
    if (!kk_shape_is_dict(shape_of(obj)))
        return enter_dict_mode(vm, obj, dict);
    kk_shape_slots(obj, &shape_of(obj)->desc)[shape_of(obj)->count] = dict;
    return true;
}

bool kk_shape_change_class(Vm *vm, Value obj, const TypeObj *cls)
{
    if (kk_instance_dict(vm, obj) == KK_ERROR)
        return false;
    const ShapeObj *shape = shape_of(obj);
    ShapeObj *fresh = new_shape(vm, cls, shape->desc.nslots);
    if (fresh == NULL)
        return false;
    fresh->count = shape->count;
    *(uintptr_t *)obj = (uintptr_t)fresh;
    return true;
}

/* ---- own attributes ---- */

Value kk_instance_get(Value obj, Value name)
{
    const ShapeObj *shape = shape_of(obj);
    if (kk_shape_is_dict(shape))
        return kk_dict_get_name(dict_of(obj, shape), name);
    size_t i = kk_shape_find(shape, name);
    return i == SIZE_MAX ? KK_UNSET : *kk_shape_slot(obj, shape, i);
}

KK_MUST_CHECK static bool delete_attribute(Vm *vm, Value obj, Value name, bool *found)
{
    const ShapeObj *shape = shape_of(obj);
    if (!kk_shape_is_dict(shape)) {
        *found = kk_shape_find(shape, name) != SIZE_MAX;
        if (!*found)
            return true;
        if (!to_dict_mode(vm, obj))
            return false;
    }
    return kk_dict_delete(vm, dict_of(obj, shape_of(obj)), name, found);
}

bool kk_instance_set(Vm *vm, Value obj, Value name, Value value, bool *found)
{
    *found = true;
    if (value == KK_UNSET)
        return delete_attribute(vm, obj, name, found);
    const ShapeObj *shape = shape_of(obj);
    if (kk_shape_is_dict(shape))
        return kk_dict_set(vm, dict_of(obj, shape), name, value);
    size_t i = kk_shape_find(shape, name);
    if (i == SIZE_MAX)
        return add_attribute(vm, obj, name, value);
    *kk_shape_slot(obj, shape, i) = value;
    return true;
}

bool kk_instance_each(Vm *vm, Value obj, bool (*see)(Vm *vm, void *ctx, Value name, Value value),
                      void *ctx)
{
    const ShapeObj *shape = shape_of(obj);
    Value name, value;
    if (kk_shape_is_dict(shape)) {
        Value dict = dict_of(obj, shape);
        for (size_t at = 0; kk_dict_next(dict, &at, &name, &value);) {
            if (!see(vm, ctx, name, value))
                return false;
        }
        return true;
    }
    for (size_t i = 0; i < shape->count; i++) {
        name = KK_OBJ(ValuesObj, shape->names)->at[i];
        if (name != KK_UNSET && !see(vm, ctx, name, *kk_shape_slot(obj, shape, i)))
            return false;
    }
    return true;
}

const Layout kk_shape_layout = {sizeof(ShapeObj) / sizeof(Value),
                                1u << 2 | 1u << 4 | 1u << 6 | 1u << 7, TAIL_NONE, 0};
static const TypeSlots shape_slots;
KK_TYPE(shape, object) = {KK_TYPE_HEAD(shape, object, &kk_shape_layout, TYPE_NO_NEW | TYPE_FINAL),
                          .slots = &shape_slots};
static const TypeSlots storage_slots;
KK_TYPE(values, object) = {KK_TYPE_HEAD(values, object, NULL, TYPE_NO_NEW | TYPE_FINAL),
                           .slots = &storage_slots};
KK_TYPE(blob, object) = {KK_TYPE_HEAD(blob, object, NULL, TYPE_NO_NEW | TYPE_FINAL),
                         .slots = &storage_slots};
