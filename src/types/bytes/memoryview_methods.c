/*
 * memoryview_methods.c: assignment to items, casts, and the attributes of a memoryview.
 *
 * Layer: types.   Tests: tests/types/memoryview/.
 */
#include "types/bytes/memoryview.h"
#include "types/bytes/shared.h"
#include "types/item.h"
#include "types/list.h"
#include "types/tuple.h"

KK_MUST_CHECK static bool put_item(Vm *vm, const View *view, size_t i, Value v)
{
    uint8_t *p = view->at + (intptr_t)i * view->stride;
    switch (kk_item_put(vm, v, p, view->format, view->item, false)) {
    case ITEM_STORED:
        return true;
    case ITEM_TOO_SMALL:
    case ITEM_TOO_LARGE:
        return kk_raise_false(vm, KK_ValueError, "memoryview: invalid value for format '%c'",
                              (int)view->format);
    case ITEM_WRONG_TYPE:
        return kk_raise_false(vm, KK_TypeError, "memoryview: invalid type for format '%c'",
                              (int)view->format);
    default:
        return false;
    }
}

/* Copies the items of `from` to the range of `to`; they may overlap. */
KK_MUST_CHECK static bool put_items(Vm *vm, const View *to, const SliceRange *range,
                                    const View *from)
{
    if (from->n != range->count || from->format != to->format)
        return kk_raise_false(vm, KK_ValueError, "memoryview assignment: lvalue and rvalue have "
                                                 "different structures");
    size_t item = to->item, total = range->count * item;
    uint8_t *at = to->at + range->start * to->stride;
    intptr_t stride = to->stride * range->step;
    if (stride == (intptr_t)item && from->stride == (intptr_t)item && !kk_in_flash(from->at)) {
        if (total > 0)
            memmove(at, from->at, total);
        return true;
    }
    Value copy = kk_blob_new(vm, total == 0 ? 1 : total);
    if (copy == KK_ERROR)
        return false;
    uint8_t *bytes = KK_OBJ(BlobObj, copy)->at;
    for (size_t i = 0; i < range->count; i++)
        kk_bytes_copy(bytes + i * item, from->at + (intptr_t)i * from->stride, item);
    for (size_t i = 0; i < range->count; i++)
        memcpy(at + (intptr_t)i * stride, bytes + i * item, item);
    return true;
}

bool kk_memoryview_setitem(Vm *vm, Value self, Value key, Value value)
{
    View view, from;
    if (!kk_memoryview_look(vm, self, &view))
        return false;
    if (view.readonly)
        return kk_raise_false(vm, KK_TypeError, "cannot modify read-only memory");
    if (value == KK_UNSET)
        return kk_raise_false(vm, KK_TypeError, "cannot delete memory");
    Value tuple = kk_as_kind(key, KIND_TUPLE);
    intptr_t place = 0;
    if (view.scalar && key != kk_ellipsis && (tuple == KK_UNSET || kk_len_of(tuple) > 0))
        return kk_raise_false(vm, KK_TypeError, "invalid indexing of 0-dim memory");
    if (kk_slice_is(key)) {
        SliceRange range;
        if (view.inner != KK_UNSET)
            return kk_raise_false(vm, KK_NotImplementedError, "memoryview slice assignments are "
                                                              "currently restricted to ndim = 1");
        if (!kk_slice_resolve(vm, key, view.n, &range) || !kk_memoryview_look(vm, value, &from) ||
            !kk_memoryview_look(vm, self, &view))
            return false;
        return put_items(vm, &view, &range, &from);
    }
    if (tuple != KK_UNSET) {
        if (!kk_memoryview_place(vm, &view, tuple, true, &place))
            return false;
    } else if (!view.scalar) {
        size_t i;
        if (!kk_keywords_has_index(vm, key))
            return kk_raise_false(vm, KK_TypeError, "memoryview: invalid slice key");
        if (view.inner != KK_UNSET)
            return kk_raise_false(vm, KK_NotImplementedError, "sub-views are not implemented");
        if (!kk_sequence_index(vm, key, view.n, "index out of bounds on dimension 1", &i))
            return false;
        place = (intptr_t)i * view.stride;
    }
    if (!kk_memoryview_look(vm, self, &view))
        return false;
    view.at += place;
    return put_item(vm, &view, 0, value);
}

/* A list of all items. */
KK_METHOD(memoryview, tolist, "()")
Value kk_memoryview_tolist(Vm *vm, Value self, Args args)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    return kk_memoryview_lists(vm, &view);
}

/* A view of the same memory that cannot change it. */
KK_METHOD(memoryview, toreadonly, "()")
Value kk_memoryview_toreadonly(Vm *vm, Value self, Args args)
{
    Value view = kk_memoryview_new(vm, self);
    if (view != KK_ERROR)
        KK_OBJ(MemoryviewObj, view)->flags |= VIEW_READONLY;
    return view;
}

/* The format character of a cast, or 0. */
static uint32_t cast_format(Span text)
{
    if (text.len == 2 && kk_rom_byte(text.at) == '@')
        text = kk_span_skip(text, 1);
    uint32_t c = text.len == 1 ? kk_rom_byte(text.at) : 0;
    return c != 'e' && c != 0 && kk_item_size(c, true) != 0 ? c : 0;
}

static bool is_byte_format(uint32_t format)
{
    return format == 'B' || format == 'b' || format == 'c';
}

/* A view of the same bytes as items of another format; one of the two has to be that of a byte. */
KK_METHOD(memoryview, cast, "(format, shape=None)")
Value kk_memoryview_cast(Vm *vm, Value self, Args args)
{
    View view;
    Span text;
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    if (kk_as_kind(args.pos[0], KIND_STR) == KK_UNSET)
        return kk_raise(vm, KK_TypeError, "cast() argument 'format' must be str, not %T",
                        args.pos[0]);
    text = kk_str_span(kk_as_kind(args.pos[0], KIND_STR));
    if (!kk_memoryview_is_contiguous(&view))
        return kk_raise(vm, KK_TypeError,
                        "memoryview: casts are restricted to C-contiguous views");
    uint32_t format = cast_format(text);
    if (format == 0)
        return kk_raise(vm, KK_ValueError, "memoryview: destination format must be a native single "
                                           "character format prefixed with an optional '@'");
    if (!is_byte_format(format) && !is_byte_format(view.format))
        return kk_raise(vm, KK_TypeError, "memoryview: cannot cast between two non-byte formats");
    size_t item = kk_item_size(format, true), bytes = view.n * view.row;
    if (bytes % item != 0)
        return kk_raise(vm, KK_TypeError, "memoryview: length is not a multiple of itemsize");
    Value shape = kk_arg(args, 1, KK_UNSET);
    const Value *sizes;
    size_t ndim;
    if (shape != KK_UNSET && !kk_tuple_view(shape, &sizes, &ndim))
        return kk_raise(vm, KK_TypeError, "shape must be a list or a tuple");
    if (shape != KK_UNSET && ndim > 64)
        return kk_raise(vm, KK_ValueError, "memoryview: number of dimensions must not exceed 64");
    if (shape != KK_UNSET && ndim != 1 && kk_memoryview_ndim_of(&view) != 1)
        return kk_raise(vm, KK_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    Value cast = kk_memoryview_new(vm, self);
    if (cast == KK_ERROR)
        return KK_ERROR;
    MemoryviewObj *m = KK_OBJ(MemoryviewObj, cast);
    m->format = format;
    m->item = item;
    m->len = bytes / item;
    m->stride = (intptr_t)item;
    m->inner = KK_UNSET;
    m->flags &= ~(uintptr_t)VIEW_SCALAR;
    return shape == KK_UNSET || kk_memoryview_reshape(vm, cast, shape, bytes) ? cast : KK_ERROR;
}

KK_GETTER(memoryview, obj)
Value kk_memoryview_obj(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? KK_OBJ(MemoryviewObj, self)->exporter : KK_ERROR;
}

KK_GETTER(memoryview, format)
Value kk_memoryview_format(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? KK_CHAR(view.format) : KK_ERROR;
}

KK_GETTER(memoryview, itemsize)
Value kk_memoryview_itemsize(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? kk_smallint((intptr_t)view.item) : KK_ERROR;
}

KK_GETTER(memoryview, nbytes)
Value kk_memoryview_nbytes(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? kk_smallint((intptr_t)(view.n * view.row))
                                               : KK_ERROR;
}

KK_GETTER(memoryview, ndim)
Value kk_memoryview_ndim(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? kk_smallint((intptr_t)kk_memoryview_ndim_of(&view))
                                               : KK_ERROR;
}

KK_GETTER(memoryview, readonly)
Value kk_memoryview_readonly(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? kk_bool(view.readonly) : KK_ERROR;
}

KK_GETTER(memoryview, shape)
Value kk_memoryview_shape(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? kk_memoryview_shape_of(vm, &view, false) : KK_ERROR;
}

KK_GETTER(memoryview, strides)
Value kk_memoryview_strides(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? kk_memoryview_shape_of(vm, &view, true) : KK_ERROR;
}

KK_GETTER(memoryview, suboffsets)
Value kk_memoryview_suboffsets(Vm *vm, Value self)
{
    View view;
    return kk_memoryview_look(vm, self, &view) ? KK_EMPTY_TUPLE : KK_ERROR;
}

KK_GETTER(memoryview, f_contiguous)
Value kk_memoryview_f_contiguous(Vm *vm, Value self)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    /* In several dimensions: when all but one of them have one item. */
    bool few = view.inner == KK_UNSET || view.row == view.item || view.n <= 1;
    for (size_t i = 0, many = 0; few && view.inner != KK_UNSET && i < kk_len_of(view.inner); i++) {
        many += kk_tuple_at(view.inner, i) != KK_INT(1);
        few = many <= (view.n <= 1);
    }
    return kk_bool(few && kk_memoryview_is_contiguous(&view));
}

KK_GETTER(memoryview, c_contiguous)
KK_GETTER(memoryview, contiguous)
Value kk_memoryview_contiguous(Vm *vm, Value self)
{
    View view;
    if (!kk_memoryview_look(vm, self, &view))
        return KK_ERROR;
    return kk_bool(kk_memoryview_is_contiguous(&view));
}
